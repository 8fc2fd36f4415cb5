//! Families of witnesses and their lineage.

use crate::id::{DocumentId, ExemplarId, FamilyId};
use wireroom_text::{Repaired, Span};

/// All witnesses whose texts descend from one text. A text with no copy is a family of one.
#[derive(Debug, Clone, PartialEq)]
pub struct Family {
    /// Derived from the witnesses.
    pub id: FamilyId,
    /// In the order of the pile.
    pub witnesses: Vec<Witness>,
    /// Exemplars that are not a mere root of one: the inferred ones, and held ones that a witness
    /// was copied from.
    pub exemplars: Vec<Exemplar>,
}

/// One document as a carrier of its family's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Witness {
    /// The document.
    pub document: DocumentId,
    /// What it was copied from; `None` for the root, and where nothing can be said.
    pub parent: Option<Node>,
    /// How; `None` for a root.
    pub relation: Option<Relation>,
    /// From 0 to 1: how sure it is that it descends from `parent`, in so many steps as may be; `None`
    /// without one.
    pub confidence: Option<f32>,
    /// From 0 to 1: how much of its body descends from the family's text.
    pub share: f32,
    /// What says so.
    pub evidence: Vec<Evidence>,
}

/// A node of a lineage.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// A document of the pile.
    Document(DocumentId),
    /// An exemplar that nobody gave us.
    Exemplar(ExemplarId),
}

/// A text that witnesses were copied from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemplar {
    /// Derived from the family.
    pub id: ExemplarId,
    /// The document, when it is in the pile; `None` when it is inferred.
    pub held: Option<DocumentId>,
    /// For people: "a Reuters story, not held".
    pub label: String,
    /// What says that it existed.
    pub evidence: Vec<Evidence>,
}

/// How a witness was made from its parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Word for word.
    Verbatim,
    /// Passages left out.
    Trimmed,
    /// Passages added that are not an advertiser's.
    Expanded,
    /// Passages of two parents.
    Merged,
    /// Reworded by a writer.
    Reworked,
    /// Reworded by a machine, word for word.
    Spun,
    /// The same words, disguised by look-alike letters or seeded with interpolations.
    Tampered,
    /// A later state of the same article at the same outlet.
    Version,
    /// A copy, but the way is not known.
    Undecided,
}

impl Relation {
    /// The word of the contract.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Trimmed => "trimmed",
            Self::Expanded => "expanded",
            Self::Merged => "merged",
            Self::Reworked => "reworked",
            Self::Spun => "spun",
            Self::Tampered => "tampered",
            Self::Version => "version",
            Self::Undecided => "undecided",
        }
    }
}

/// One reason, in words, and the passage that shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The reason; no full stop.
    pub what: String,
    /// The document that the passage stands in.
    pub document: DocumentId,
    /// The passage; `None` when the reason is about the whole text.
    pub span: Option<Span<Repaired>>,
}

/// A pair of texts that an alignment accepted.
#[derive(Debug, Clone, PartialEq)]
pub struct TextPair {
    /// The one that comes first in the pile.
    pub a: DocumentId,
    /// The other.
    pub b: DocumentId,
    /// Share of `a`'s body words that stand in `b`, from 0 to 1.
    pub share_a: f32,
    /// Share of `b`'s body words that stand in `a`, from 0 to 1.
    pub share_b: f32,
    /// The passages shared, in the order of `a`.
    pub passages: Vec<SharedPassage>,
}

/// A passage that stands in two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SharedPassage {
    /// Where in the first.
    pub a: Span<Repaired>,
    /// Where in the second.
    pub b: Span<Repaired>,
}

/// A passage set into a witness by a later hand, found by comparing it with its siblings.
#[derive(Debug, Clone, PartialEq)]
pub struct Interpolation {
    /// The witness that has it.
    pub document: DocumentId,
    /// The passage with the white space that came with it, so that deleting it rejoins what it
    /// parted.
    pub span: Span<Repaired>,
    /// What is read in its place: empty, or the space that rejoining needs.
    pub replacement: String,
    /// From 0 to 1.
    pub confidence: f32,
    /// Why it is an interpolation and not an addition.
    pub why: String,
}
