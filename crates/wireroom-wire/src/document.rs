//! Documents, read or set aside.

use crate::quote::Dated;
use serde::{Deserialize, Serialize};

/// One thing received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Document {
    /// Derived from where it came from and what it holds.
    pub id: String,
    /// The id that the input gave.
    pub source_id: Option<String>,
    /// The path as given; `-` for standard input.
    pub path: Option<String>,
    /// Address of the article.
    pub url: Option<String>,
    /// The publisher, as the document names it.
    pub outlet: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Dated>,
    /// When it was last changed.
    pub updated: Option<Dated>,
    /// Who wrote it, as printed.
    pub byline: Option<String>,
    /// Agencies and outlets that it credits.
    pub credit: Vec<String>,
    /// Who publishes it, by the notice of rights in its text, in lower case; `null` where none says.
    #[serde(default)]
    pub publisher: Option<String>,
    /// BCP 47 language tag, as the input gave it.
    pub language: Option<String>,
    /// text, html, mhtml, json, warc, feed, nitf, newsml, mail, table, gkg or pdf; `null` where it
    /// was set aside.
    pub format: Option<String>,
    /// Id of its family; `null` where it was set aside.
    pub family: Option<String>,
    /// Ids of the events that it is about.
    pub events: Vec<String>,
    /// Why it could not be read; `null` where it was.
    pub set_aside: Option<SetAside>,
}

/// Why something could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetAside {
    /// empty, binary, truncated, too_large, too_deep, bad_json, damaged, no_article, unreadable or
    /// unsupported.
    pub reason: String,
    /// What is wrong and where.
    pub what: String,
    /// What can be done.
    pub advice: String,
}
