//! Families and their lineage.

use crate::document::Document;
use crate::quote::{Passage, Span};
use crate::record::About;
use serde::{Deserialize, Serialize};

/// All witnesses whose texts descend from one text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Family {
    /// Derived from the witnesses.
    pub id: String,
    /// In the order of the pile.
    pub witnesses: Vec<Witness>,
    /// The texts that witnesses were copied from, held or inferred.
    pub exemplars: Vec<Exemplar>,
}

/// One document as a carrier of its family's text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Witness {
    /// Id of the document.
    pub document: String,
    /// Id of the document or exemplar it was copied from; `null` for a root.
    pub parent: Option<String>,
    /// verbatim, trimmed, expanded, merged, reworked, spun, tampered, version or undecided; `null`
    /// for a root.
    pub relation: Option<String>,
    /// From 0 to 1: how sure it is that it descends from `parent`, in so many steps as may be; `null`
    /// without one.
    #[serde(default)]
    pub confidence: Option<f64>,
    /// From 0 to 1: how much of its body descends from the family's text.
    pub share: f64,
    /// What says so.
    pub evidence: Vec<Evidence>,
}

/// A text that witnesses were copied from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Exemplar {
    /// Derived from the family.
    pub id: String,
    /// Id of the document, when it is in the pile; `null` when it is inferred.
    pub held: Option<String>,
    /// For people.
    pub label: String,
    /// What says that it existed.
    pub evidence: Vec<Evidence>,
}

/// A reason, and the passage that shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence {
    /// The reason.
    pub what: String,
    /// Id of the document.
    pub document: String,
    /// Where; `null` when the reason is about the whole text.
    pub span: Option<Span>,
    /// What stands there after repair.
    pub text: Option<String>,
}

/// What `wireroom collate` prints: documents and families alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Families {
    /// What printed this.
    pub wireroom: About,
    /// As in the record, without events.
    pub documents: Vec<Document>,
    /// As in the record.
    pub families: Vec<Family>,
}

/// Two texts that share passages: a line of `wireroom collate --format jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pair {
    /// One of them: its source id, else its id.
    pub a: String,
    /// The other.
    pub b: String,
    /// Share of `a`'s body words that stand in `b`, from 0 to 1.
    pub share_a: f64,
    /// Share of `b`'s body words that stand in `a`, from 0 to 1.
    pub share_b: f64,
    /// The id of the family that both are in; `null` when they are not in one.
    pub family: Option<String>,
    /// The one of the two that the other was made from, as `a` or `b` names it; `null` when
    /// neither was, or nothing says which.
    pub source: Option<String>,
    /// How the other was made from it: a relation of the lineage; `null` without a source.
    pub relation: Option<String>,
    /// Each passage shared, as it stands in `a` and in `b`.
    pub passages: Vec<[Passage; 2]>,
}
