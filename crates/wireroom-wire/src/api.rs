//! What the HTTP API wraps around the objects of the record.

use crate::document::Document;
use crate::quote::{Quote, Span};
use crate::record::{About, Counts, Note};
use serde::{Deserialize, Serialize};

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct List<T> {
    /// The items of this part, in the order of the record unless the route says otherwise.
    pub items: Vec<T>,
    /// How many items there are in all parts.
    pub total: usize,
    /// What to give as `cursor` for the next part; `null` at the end.
    pub next: Option<String>,
}

/// Something that a search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hit {
    /// event, document, statement or entity.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its title, name or wording.
    pub title: String,
    /// Id of the document that the text is of; `null` for an event or an entity.
    pub document: Option<String>,
    /// Where `text` stands, or for a document the passage that it is cut from; `null` for an event
    /// or an entity.
    pub span: Option<Span>,
    /// The words around what was found.
    pub text: String,
}

/// A document's text as received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Received {
    /// Id of the document.
    pub document: String,
    /// The text that all spans of the record point into.
    pub text: String,
}

/// A record in numbers, and what the user should know of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AboutRecord {
    /// What made the record.
    pub wireroom: About,
    /// How many of each there are.
    pub counts: Counts,
    /// What could not be read.
    pub set_aside: Vec<Document>,
    /// What else there is to know.
    pub notes: Vec<Note>,
}

/// An error, as RFC 9457 has it (`application/problem+json`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// The kind of problem: `about:blank`, that is, as `status` says.
    pub r#type: String,
    /// The status in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong with this request, and what would be right.
    pub detail: String,
}

/// Something given to a running server to read, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Addition {
    /// Its number, from 1 on.
    pub id: String,
    /// waiting, reading, done or failed.
    pub state: String,
    /// What is being done, in words; `null` where nothing is.
    pub stage: Option<String>,
    /// Units of the stage that are done.
    pub done: usize,
    /// Units of the stage.
    pub total: usize,
    /// What was given.
    pub given: Vec<Given>,
    /// The documents that it came to.
    pub documents: Vec<Added>,
    /// What of it could not be read.
    pub set_aside: Vec<Document>,
    /// What else there is to know of it.
    pub notes: Vec<Note>,
    /// Where what is added is kept, for people.
    pub kept: String,
    /// Why it failed; `null` where it did not.
    pub problem: Option<String>,
}

/// A file or a pasted text, as it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Given {
    /// What it is called in the record.
    pub name: String,
    /// How large it is.
    pub bytes: usize,
}

/// A document of an addition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Added {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Whether the pile held it before.
    pub held: bool,
}

/// Families of an event against its claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Matrix {
    /// Id of the event.
    pub event: String,
    /// All families of the event: the columns.
    pub families: Vec<MatrixFamily>,
    /// The claims of this part: the rows.
    pub claims: Vec<MatrixClaim>,
    /// How many claims there are in all parts.
    pub total: usize,
    /// What to give as `cursor` for the next part; `null` at the end.
    pub next: Option<String>,
}

/// A family as a column of a matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MatrixFamily {
    /// Id of the family.
    pub id: String,
    /// Ids of its documents that are about the event.
    pub documents: Vec<String>,
    /// Why its silence says nothing; `null` where one of its texts was read whole.
    pub partial: Option<String>,
}

/// A claim as a row of a matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MatrixClaim {
    /// Id of the claim.
    pub id: String,
    /// Its wording.
    pub text: String,
    /// asserted, denied, declined, not_discussed or unverified.
    pub polarity: String,
    /// A cell for each family, in the order of `families`.
    pub cells: Vec<MatrixCell>,
}

/// What one family has of one claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MatrixCell {
    /// said; silent: read whole, and not there; not_collected: not there in what is held of it.
    pub state: String,
    /// Statements of the family that assert it.
    pub statements: usize,
    /// Where, at most 20.
    pub passages: Vec<Quote>,
}

/// A place and how many events happened there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlaceCount {
    /// Its common English name.
    pub name: String,
    /// ISO 3166 alpha-3; `null` at sea or across borders.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Events at it among those that were asked for.
    pub events: usize,
}

/// What two texts of a family share and what each has alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Aligned {
    /// Id of the left document, the base.
    pub a: String,
    /// Id of the right document.
    pub b: String,
    /// Rows from top to bottom: the runs of the left text, then those of the right.
    pub rows: Vec<[Vec<AlignedRun>; 2]>,
}

/// A run of a text, as it stands to another text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AlignedRun {
    /// same, alone, or moved: it stands elsewhere in the other.
    pub how: String,
    /// Whether a later hand set it in.
    pub set_in: bool,
    /// The words.
    pub text: String,
}
