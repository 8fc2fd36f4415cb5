//! What was received, as rows: all that a record can be made anew from.

use crate::quote::Dated;
use serde::{Deserialize, Serialize};

/// A document as it was received and nothing else; a row of the table `received`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AsReceived {
    /// Id of the document.
    pub document: String,
    /// The id that the input gave.
    pub source_id: Option<String>,
    /// The path as given; `-` for standard input.
    pub path: Option<String>,
    /// Address of the article.
    pub url: Option<String>,
    /// The publisher, as metadata names it.
    pub outlet: Option<String>,
    /// Title from metadata; `null` for plain text.
    pub title: Option<String>,
    /// When it was published, by metadata.
    pub published: Option<Dated>,
    /// When it was last changed, by metadata.
    pub updated: Option<Dated>,
    /// Authors from metadata.
    pub byline: Option<String>,
    /// Whom metadata credits.
    pub credit: Vec<String>,
    /// BCP 47 language tag, as the input gave it.
    pub language: Option<String>,
    /// What kind of input it was.
    pub format: String,
    /// The text, decoded and not repaired.
    pub text: String,
}
