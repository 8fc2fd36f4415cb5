//! The words of the glossary as plain types, and their ids.
//!
//! A stage takes some of these and gives others; none of them knows how it was found, and none
//! knows JSON, SQL or a terminal. Fields are public and mean what GLOSSARY.md says.
//!
//! Inside the stages spans are [`Span<Repaired>`](wireroom_text::Repaired), into the reading text
//! of the document they belong to. Spans of [`Received`](wireroom_text::Received) stand only where
//! a type says so. The outer crates turn all of them into spans of the text as received.

mod analysis;
mod date;
mod document;
mod event;
mod family;
mod id;
mod text;
mod weight;

pub use analysis::{
    Analysis, LocalEntity, LocalEntityKind, Manner, Name, NameKind, Place, Polarity, Sentence,
    Statement, Time, TimeKind,
};
pub use date::{Basis, DateRange, Stamp};
pub use document::{Document, Format, Note, SetAside, SetAsideCode};
pub use event::{BackgroundEvent, Entity, EntityKind, Event, EventPlace, Storyline};
pub use family::{
    Evidence, Exemplar, Family, Interpolation, Node, Relation, SharedPassage, TextPair, Witness,
};
pub use id::{
    ClaimId, DifferenceId, DocumentId, EntityId, EventId, ExemplarId, FamilyId, StatementId,
    StorylineId, slug,
};
pub use text::{Dateline, Repair, RepairRule, Structure, Text, Zone, ZoneKind};
pub use weight::{AttributedStatement, Claim, Difference, DifferenceKind, Side};

/// One document with all that the earlier stages know of it: what grouping and weighing read.
#[derive(Debug, Clone)]
pub struct Telling<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its reading text.
    pub text: &'a Text,
    /// What it says.
    pub analysis: &'a Analysis,
    /// For each of `analysis.entities`, its index among the entities of the pile.
    pub entities: &'a [usize],
    /// Index of its family among the families of the pile.
    pub family: usize,
    /// Its title as shown: from the text, else from metadata.
    pub title: String,
    /// When it was published, as far as is known; the year may be missing ("XXXX-03-23").
    pub date: Option<Stamp>,
}
