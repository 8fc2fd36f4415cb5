//! Entities of a pile, events and storylines.

use crate::analysis::Place;
use crate::date::Stamp;
use crate::id::{DocumentId, EntityId, EventId, FamilyId, StorylineId};
use wireroom_text::{Repaired, Span};

/// Someone or something that texts of the pile refer to.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// The ISO code of a state, else a slug of the name.
    pub id: EntityId,
    /// Of what kind.
    pub kind: EntityKind,
    /// The commonest full form.
    pub name: String,
    /// Other forms found, sorted.
    pub aliases: Vec<String>,
    /// ISO 3166 alpha-3.
    pub country: Option<String>,
    /// The role most often given.
    pub role: Option<String>,
    /// Every mention in the pile: document (its index in the pile) and span.
    pub mentions: Vec<(usize, Span<Repaired>)>,
}

/// The kinds of entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A person.
    Person,
    /// An organization.
    Organization,
    /// A state.
    State,
    /// A place that is not a state.
    Place,
    /// A source without a name; never joined across families.
    Unnamed,
    /// Anything else with a name.
    Other,
}

impl EntityKind {
    /// All of them, in order.
    pub const ALL: [Self; 6] =
        [Self::Person, Self::Organization, Self::State, Self::Place, Self::Unnamed, Self::Other];

    /// The word of the contract.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::State => "state",
            Self::Place => "place",
            Self::Unnamed => "unnamed",
            Self::Other => "other",
        }
    }
}

/// Where an event happened, and the passage that says so.
#[derive(Debug, Clone, PartialEq)]
pub struct EventPlace {
    /// The place.
    pub place: Place,
    /// Index in the pile of the document whose passage it is.
    pub document: usize,
    /// The passage.
    pub span: Span<Repaired>,
}

/// Something that happened, told by the texts that are about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Derived from the documents.
    pub id: EventId,
    /// The best witness's title.
    pub title: String,
    /// PLOVER's event type where it is political ("CONSULT"), else the head word ("flood").
    pub kind: Option<String>,
    /// When.
    pub date: Option<Stamp>,
    /// Where.
    pub place: Option<EventPlace>,
    /// Between whom, states first by code, then the others by name.
    pub parties: Vec<EntityId>,
    /// The texts, as indices in the pile, in order.
    pub documents: Vec<usize>,
    /// The families those texts belong to.
    pub families: Vec<FamilyId>,
    /// Independent tellings: the families, but one for all texts of one outlet.
    pub accounts: usize,
    /// A paragraph for people.
    pub summary: String,
    /// Events that the texts mention but are not about.
    pub background: Vec<BackgroundEvent>,
    /// Why these texts are about one event, in words, by document pair.
    pub why: Vec<(DocumentId, DocumentId, String)>,
}

/// An event that texts mention but are not about.
#[derive(Debug, Clone, PartialEq)]
pub struct BackgroundEvent {
    /// What, in words of one of the texts.
    pub what: String,
    /// Kind, as for [`Event::kind`].
    pub kind: Option<String>,
    /// When.
    pub date: Option<Stamp>,
    /// Where.
    pub place: Option<Place>,
    /// Between whom.
    pub parties: Vec<EntityId>,
    /// The passages: index in the pile and span.
    pub passages: Vec<(usize, Span<Repaired>)>,
    /// The main event of other texts that it is, if any.
    pub event: Option<EventId>,
}

/// Events of the same kind between the same parties on the same matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Storyline {
    /// Derived from its events.
    pub id: StorylineId,
    /// The matter.
    pub title: String,
    /// In order of date.
    pub events: Vec<EventId>,
    /// Why they belong together, in words.
    pub why: String,
}
