//! What was found in one document: a line of `wireroom annotate`. Read alone, a document has no
//! family and no event, and its entities are those that it tells by itself.

use crate::quote::{Passage, Span};
use serde::{Deserialize, Serialize};

/// One document with all that was found in it. All spans are into the text as received.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Annotation {
    /// The id that the input gave, else the document's.
    pub id: String,
    /// Id of the document in the record.
    pub document: String,
    /// The path as given.
    pub path: Option<String>,
    /// Id of its family; null where it was read alone.
    pub family: Option<String>,
    /// Id of the event that it is about; null where it was read alone.
    pub event: Option<String>,
    /// The reading text, after repair.
    pub text: String,
    /// What was mended, and what is only proposed.
    pub repairs: Vec<Repair>,
    /// What part of a page each passage is.
    pub structure: Structure,
    /// Names, in text order.
    pub names: Vec<AnnotatedName>,
    /// Temporal expressions, in text order.
    pub times: Vec<AnnotatedTime>,
    /// Statements, by the place of their content.
    pub statements: Vec<AnnotatedStatement>,
    /// The models that found names and statements; times are found by rules.
    #[serde(default)]
    pub models: Models,
    /// Why names, times and statements were not looked for; null where they were.
    #[serde(default)]
    pub unread: Option<String>,
}

/// The models that made an annotation, by name and version.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Models {
    /// The one that found names.
    pub names: String,
    /// The one that found statements.
    pub statements: String,
}

/// One edit from received to repaired text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Repair {
    /// What is replaced.
    pub span: Span,
    /// What stands there as received.
    pub before: String,
    /// What is read instead.
    pub after: String,
    /// The damage: look_alike_letter, mojibake, invisible_character, entity_left_as_text,
    /// missing_space, split_word, styled_letter or interpolation.
    pub rule: String,
    /// From 0 to 1.
    pub confidence: f64,
    /// Whether the reading text has it; if not it is only proposed.
    pub applied: bool,
}

/// What part of a page each passage is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Structure {
    /// In text order; together they hold every character of the reading text that is not space.
    pub zones: Vec<Zone>,
    /// The dateline that opens the body.
    pub dateline: Option<Dateline>,
    /// Names of agencies and outlets credited.
    pub credits: Vec<Passage>,
    /// Names of people in bylines and contributor lists.
    pub people: Vec<Passage>,
}

/// A passage and what part of a page it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Zone {
    /// Where.
    pub span: Span,
    /// title, repeated_title, dek, dateline, byline, credit, contributors, published, updated,
    /// caption, furniture or body (one a paragraph).
    pub kind: String,
    /// What stands there after repair.
    pub text: String,
}

/// The parts of a dateline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dateline {
    /// The place.
    pub place: Option<Passage>,
    /// The date.
    pub date: Option<Passage>,
    /// The agency.
    pub agency: Option<Passage>,
}

/// A name where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnnotatedName {
    /// Where.
    pub span: Span,
    /// Person, Organization, Location, Nationality or Miscellaneous.
    pub kind: String,
    /// Id of the entity it refers to.
    pub entity: Option<String>,
    /// What stands there after repair.
    pub text: String,
}

/// A temporal expression where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnnotatedTime {
    /// Where.
    pub span: Span,
    /// TIMEX3 type: DATE, TIME, DURATION or SET.
    #[serde(rename = "type")]
    pub kind: String,
    /// TIMEX3 value.
    pub value: String,
    /// How the value was had.
    pub basis: String,
    /// What stands there after repair.
    pub text: String,
}

/// A statement where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnnotatedStatement {
    /// Who says it, in pieces; may be empty.
    pub source: Vec<Span>,
    /// The words that say that it is said.
    pub cue: Vec<Span>,
    /// What is said, in pieces.
    pub content: Vec<Span>,
    /// Whom it was said to.
    pub addressee: Option<Span>,
    /// Those it passed through, nearest the source first.
    pub relay: Vec<Span>,
    /// asserted, denied, declined, not_discussed or unverified.
    pub polarity: String,
    /// direct, indirect or mixed.
    pub manner: String,
    /// Id of the entity that the source refers to.
    pub entity: Option<String>,
    /// Ids of those who say it together with that one.
    pub joint: Vec<String>,
}
