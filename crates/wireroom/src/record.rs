//! The record of a pile.

use crate::Readings;
use wireroom_analyse::Models;
use wireroom_model::{
    Analysis, AttributedStatement, Claim, Difference, Document, Entity, Event, Family, Note,
    SetAside, Stamp, Storyline, Text, TextPair,
};
use wireroom_text::{Received, Repaired, Span};

/// One document of the pile with all that was read from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What was received.
    pub document: Document,
    /// Its reading text.
    pub text: Text,
    /// What it says.
    pub analysis: Analysis,
    /// The models that `analysis` was made by; `None` where only families were asked for.
    pub models: Option<Models>,
    /// For each of `analysis.entities`, its index in [`Record::entities`].
    pub entities: Vec<usize>,
    /// Index of its family in [`Record::families`].
    pub family: usize,
    /// Its title: as it stands in the text, else from metadata, else empty.
    pub title: String,
    /// When it was published: from metadata, else from the text; the year may have been inferred,
    /// as the basis then says.
    pub published: Option<Stamp>,
    /// When it was last changed.
    pub updated: Option<Stamp>,
    /// Who wrote it, as printed.
    pub byline: Option<String>,
    /// The agencies and outlets it credits, sorted.
    pub credit: Vec<String>,
}

impl Reading {
    /// Where a span of the reading text stood in the text as received.
    #[must_use]
    pub fn received(&self, span: Span<Repaired>) -> Span<Received> {
        self.text.map.to_received(span)
    }

    /// What is shown for a span: the repaired reading of what it covers as received.
    #[must_use]
    pub fn shown(&self, span: Span<Repaired>) -> &str {
        self.text.map.repair_of(self.received(span))
    }
}

/// All that is known of a pile. Lists are in a fixed order that depends on the documents alone.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    /// The documents, by path, source id and id. "Index in the pile" everywhere means an index
    /// into this list.
    pub documents: Vec<Reading>,
    /// What could not be read.
    pub set_aside: Vec<SetAside>,
    /// What the user should know that set nothing aside.
    pub notes: Vec<Note>,
    /// The families; every document is in exactly one.
    pub families: Vec<Family>,
    /// The pairs of texts that alignment accepted, with the passages they share.
    pub pairs: Vec<TextPair>,
    /// Who and what the texts refer to.
    pub entities: Vec<Entity>,
    /// What happened, by date.
    pub events: Vec<Event>,
    /// Who said what.
    pub statements: Vec<AttributedStatement>,
    /// What is said alike, best supported first within an event.
    pub claims: Vec<Claim>,
    /// Where accounts differ.
    pub differences: Vec<Difference>,
    /// Events of one series.
    pub storylines: Vec<Storyline>,
    /// What was read of each text, for a record with more in it; empty unless
    /// [`Options::keep`](crate::Options::keep) asked for it.
    pub readings: Readings,
}
