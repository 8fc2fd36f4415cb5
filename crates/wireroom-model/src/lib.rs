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
