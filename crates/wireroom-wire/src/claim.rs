//! Statements, the claims they make up, and differences.

use crate::quote::{Dated, Passage, Pieces, Source, Span};
use serde::{Deserialize, Serialize};

/// What several statements, or plain narrated sentences, assert alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Claim {
    /// Derived from its statements.
    pub id: String,
    /// Id of the event that it bears on.
    pub event: String,
    /// The clearest wording among its statements.
    pub text: String,
    /// asserted, denied, declined, not_discussed or unverified.
    pub polarity: String,
    /// Ids of the statements that assert it.
    pub statements: Vec<String>,
    /// Documents that carry it.
    pub witnesses: usize,
    /// Independent tellings that carry it.
    pub accounts: usize,
    /// Ids of the entities that it goes back to.
    pub origins: Vec<String>,
    /// How many of `origins` may be one with another, because they have no name.
    pub doubtful: usize,
    /// The number of origins for people: "2, perhaps 1".
    pub origins_text: String,
    /// Outlets that have it from one another, as ids of entities, a list for each ring.
    #[serde(default)]
    pub circular: Vec<Vec<String>>,
    /// Several accounts carry it, and all had it from one mouth.
    #[serde(default)]
    pub one_mouth: bool,
}

/// One attributed assertion in one text, or one narrated sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Statement {
    /// Derived from the document and the place of the content.
    pub id: String,
    /// Id of the document.
    pub document: String,
    /// Id of the document's family.
    pub family: Option<String>,
    /// Id of the event that it bears on.
    pub event: Option<String>,
    /// The span that covers source, cue and content.
    pub span: Span,
    /// What is said.
    pub content: Pieces,
    /// Who says it; `null` for a narrated sentence.
    pub source: Option<Source>,
    /// The words that say that it is said; empty for a narrated sentence.
    pub cue: Vec<Passage>,
    /// Whom it was said to.
    pub addressee: Option<Passage>,
    /// Ids of the entities it passed through, nearest the origin first.
    pub relay: Vec<String>,
    /// Id of the entity it goes back to; `null` for the outlet's own word.
    pub origin: Option<String>,
    /// asserted, denied, declined, not_discussed or unverified.
    pub polarity: String,
    /// direct, indirect or mixed.
    pub manner: String,
    /// When it was said, where the sentence tells.
    pub time: Option<Dated>,
}

/// Accounts of one event that contradict each other, or a matter on which one is silent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Difference {
    /// Derived from its sides.
    pub id: String,
    /// Id of the event.
    pub event: String,
    /// number, date, place, polarity or silence.
    pub kind: String,
    /// The passages.
    pub sides: Vec<Side>,
    /// The reason, in words.
    pub why: String,
}

/// One side of a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Side {
    /// Id of the document.
    pub document: String,
    /// Where; `null` when this account is silent.
    pub span: Option<Span>,
    /// What stands there after repair.
    pub text: Option<String>,
}
