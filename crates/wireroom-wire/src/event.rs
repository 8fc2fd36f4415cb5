//! Events, what they mention, and storylines.

use crate::quote::{Dated, Quote, Span};
use serde::{Deserialize, Serialize};

/// Something that happened, told by the texts that are about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    /// Derived from the documents.
    pub id: String,
    /// The best witness's title.
    pub title: String,
    /// What kind of event.
    pub kind: Option<String>,
    /// When.
    pub date: Option<Dated>,
    /// Where.
    pub place: Option<Place>,
    /// Ids of the entities between whom it happened.
    pub parties: Vec<String>,
    /// Ids of the documents that are about it.
    pub documents: Vec<String>,
    /// Ids of the families that those belong to.
    pub families: Vec<String>,
    /// Documents that tell it.
    pub witnesses: usize,
    /// Independent tellings.
    pub accounts: usize,
    /// Ids of the entities that what is said of it goes back to.
    pub origins: Vec<String>,
    /// How many of `origins` may be one with another, because they have no name.
    pub doubtful: usize,
    /// The number of origins for people: "4, perhaps 3".
    pub origins_text: String,
    /// A paragraph for people.
    pub summary: String,
    /// Events that the texts mention but are not about.
    pub background: Vec<Background>,
    /// Why these texts are about one event, by pair.
    pub why: Vec<Why>,
}

/// A place on earth, and the passage that names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// Its common English name.
    pub name: String,
    /// ISO 3166 alpha-3; `null` at sea or across borders.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Id of the document that says so; `null` for the place of a background event.
    pub document: Option<String>,
    /// Where it says so.
    pub span: Option<Span>,
    /// What stands there after repair.
    pub text: Option<String>,
}

/// An event that texts mention but are not about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Background {
    /// What, in words of one of the texts.
    pub what: String,
    /// What kind of event.
    pub kind: Option<String>,
    /// When.
    pub date: Option<Dated>,
    /// Where.
    pub place: Option<Place>,
    /// Ids of the entities between whom it happened.
    pub parties: Vec<String>,
    /// Where it is mentioned.
    pub passages: Vec<Quote>,
    /// Id of the event of other texts of the pile that it is, if any.
    pub event: Option<String>,
}

/// Why two texts are about one event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Why {
    /// Id of one document.
    pub a: String,
    /// Id of the other.
    pub b: String,
    /// In words.
    pub why: String,
}

/// Events of the same kind between the same parties on the same matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Storyline {
    /// Derived from its events.
    pub id: String,
    /// The matter.
    pub title: String,
    /// Ids of the events, in order of date.
    pub events: Vec<String>,
    /// Why they belong together.
    pub why: String,
}
