//! What the HTTP API wraps around the objects of the record.

use crate::document::Document;
use crate::quote::Span;
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
    /// Where the statement stands; `null` for all else.
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
