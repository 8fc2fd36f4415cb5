//! Claims, their origins, and differences.

use crate::analysis::{Manner, Polarity};
use crate::id::{ClaimId, DifferenceId, EntityId, EventId, StatementId};
use wireroom_text::{Repaired, Span};

/// A statement of the pile with its source, relays and origin as entities.
#[derive(Debug, Clone, PartialEq)]
pub struct AttributedStatement {
    /// Derived from the document and the place of the content.
    pub id: StatementId,
    /// Index of the document in the pile.
    pub document: usize,
    /// The event it bears on.
    pub event: Option<EventId>,
    /// What is said, in pieces. Never empty.
    pub content: Vec<Span<Repaired>>,
    /// Who says it, as the text has it here. Empty for a narrated sentence.
    pub source: Vec<Span<Repaired>>,
    /// The source as an entity.
    pub source_entity: Option<EntityId>,
    /// The cue. Empty for a narrated sentence.
    pub cue: Vec<Span<Repaired>>,
    /// Whom it was said to.
    pub addressee: Option<Span<Repaired>>,
    /// Those it passed through, nearest the origin first.
    pub relay: Vec<EntityId>,
    /// The mouth it goes back to. `None` for a narrated sentence: the outlet's own word.
    pub origin: Option<EntityId>,
    /// Whether the source stands behind it.
    pub polarity: Polarity,
    /// How the words are given.
    pub manner: Manner,
}

/// What several statements, or plain narrated sentences, assert alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Derived from its statements.
    pub id: ClaimId,
    /// The event it bears on.
    pub event: EventId,
    /// The clearest wording among its statements.
    pub text: String,
    /// What its statements agree on.
    pub polarity: Polarity,
    /// Those that assert it.
    pub statements: Vec<StatementId>,
    /// Documents that carry it.
    pub witnesses: usize,
    /// Independent tellings that carry it.
    pub accounts: usize,
    /// The mouths it goes back to, sorted.
    pub origins: Vec<EntityId>,
    /// How many of `origins` may be one and the same, because one of them has no name: the true
    /// number lies between `origins.len() - doubtful` and `origins.len()`.
    pub doubtful: usize,
    /// Outlets that have it from one another, each ring sorted: A cites B, B cites A, and nothing
    /// of what they say supports the other.
    pub circular: Vec<Vec<EntityId>>,
    /// Several accounts carry it, and all had it from one mouth.
    pub one_mouth: bool,
}

/// Accounts of one event that contradict each other, or a matter on which one is silent.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Derived from its sides.
    pub id: DifferenceId,
    /// The event.
    pub event: EventId,
    /// What kind.
    pub kind: DifferenceKind,
    /// The passages, at least one; a silent side has no span.
    pub sides: Vec<Side>,
    /// The reason, in words.
    pub why: String,
}

/// The kinds of differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferenceKind {
    /// Other numbers of the same thing.
    Number,
    /// Other dates of the same thing.
    Date,
    /// Other places of the same thing.
    Place,
    /// One says what the other denies, or says that nobody said.
    Polarity,
    /// One account alone reports it.
    Silence,
}

impl DifferenceKind {
    /// All of them, in order.
    pub const ALL: [Self; 5] =
        [Self::Number, Self::Date, Self::Place, Self::Polarity, Self::Silence];

    /// The word of the contract.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Place => "place",
            Self::Polarity => "polarity",
            Self::Silence => "silence",
        }
    }
}

/// One side of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Index of the document in the pile.
    pub document: usize,
    /// The passage; `None` when this account is silent.
    pub span: Option<Span<Repaired>>,
}
