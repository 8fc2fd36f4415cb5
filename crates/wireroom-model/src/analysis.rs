//! What one text says: sentences, names, times, statements.

use crate::date::{Basis, DateRange};
use crate::text::ZoneKind;
use wireroom_text::{Repaired, Span};

/// What was found in one text. Indices between its lists are into this analysis only.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Analysis {
    /// The sentences of the telling (title, dek, body), in text order.
    pub sentences: Vec<Sentence>,
    /// Names, in text order, not overlapping.
    pub names: Vec<Name>,
    /// What the names and role nouns refer to within this text.
    pub entities: Vec<LocalEntity>,
    /// Temporal expressions, in text order.
    pub times: Vec<Time>,
    /// Statements, by the place of their content.
    pub statements: Vec<Statement>,
}

/// A sentence of the telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Where.
    pub span: Span<Repaired>,
    /// [`ZoneKind::Title`], [`ZoneKind::Dek`] or [`ZoneKind::Body`].
    pub zone: ZoneKind,
}

/// The kinds of names, after the newswire corpora.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organization.
    Organization,
    /// A place, also where it stands for a state or its seat.
    Location,
    /// An adjective or noun of nationality, religion or politics ("Chilean").
    Nationality,
    /// Anything else that has a name: events, works, treaties, products.
    Miscellaneous,
}

impl NameKind {
    /// The word of the contract.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Organization => "Organization",
            Self::Location => "Location",
            Self::Nationality => "Nationality",
            Self::Miscellaneous => "Miscellaneous",
        }
    }
}

/// A name where it stands, without titles, articles and possessive endings.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// Where.
    pub span: Span<Repaired>,
    /// Of what kind.
    pub kind: NameKind,
    /// What it refers to: an index into [`Analysis::entities`].
    pub entity: Option<usize>,
    /// Where on earth, for a location that acts as a place and could be resolved.
    pub place: Option<Place>,
}

/// A place on earth.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its common English name.
    pub name: String,
    /// ISO 3166 alpha-3, `None` at sea or across borders.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Whether it is a country, a region or sea rather than a settlement.
    pub wide: bool,
}

/// What a name or a role noun refers to within one text.
#[derive(Debug, Clone, PartialEq)]
pub struct LocalEntity {
    /// The fullest form found in the text ("Rosa Ibarra"; "a police spokesperson").
    pub name: String,
    /// Of what kind.
    pub kind: LocalEntityKind,
    /// ISO 3166 alpha-3: the state itself, or the one that the person, body or place belongs to.
    pub country: Option<String>,
    /// The role that the text gives ("deputy transport minister").
    pub role: Option<String>,
    /// Every mention: names, short forms, role nouns and pronouns, in text order.
    pub mentions: Vec<Span<Repaired>>,
}

/// The kinds of what can be referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LocalEntityKind {
    /// A named person.
    Person,
    /// A named organization.
    Organization,
    /// A state, also when a capital or a seat stands for it.
    State,
    /// A named place that is not a state.
    Place,
    /// Someone without a name: "a US diplomatic source", "the spokesperson".
    Unnamed,
    /// Anything else with a name.
    Other,
}

/// TIMEX3 types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeKind {
    /// A day or longer.
    Date,
    /// A part of a day.
    Time,
    /// A stretch.
    Duration,
    /// Something that recurs.
    Set,
}

impl TimeKind {
    /// The word of TIMEX3.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// A temporal expression (TIMEX3, TimeML 1.2.1).
#[derive(Debug, Clone, PartialEq)]
pub struct Time {
    /// Where.
    pub span: Span<Repaired>,
    /// Its TIMEX3 type.
    pub kind: TimeKind,
    /// Its TIMEX3 value. Unknown parts are `X` ("XXXX-02-27") until an anchor is known.
    pub value: String,
    /// How the value was had.
    pub basis: Basis,
    /// The days it means, where it is a date whose year is known.
    pub dates: Option<DateRange>,
}

/// Whether the source stands behind the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// It says so.
    Asserted,
    /// It says that it is not so.
    Denied,
    /// It would not say.
    Declined,
    /// It says that the matter was not discussed.
    NotDiscussed,
    /// It is said without anyone standing behind it ("reportedly", "could not be verified").
    Unverified,
}

impl Polarity {
    /// All of them, in order.
    pub const ALL: [Self; 5] =
        [Self::Asserted, Self::Denied, Self::Declined, Self::NotDiscussed, Self::Unverified];

    /// The word of the contract.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Denied => "denied",
            Self::Declined => "declined",
            Self::NotDiscussed => "not_discussed",
            Self::Unverified => "unverified",
        }
    }
}

/// How the words are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Manner {
    /// All of it in quotation marks.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

impl Manner {
    /// The word of the contract.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// One attributed assertion in one text.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Who says it, as the text names them here; may be in pieces, may be empty.
    pub source: Vec<Span<Repaired>>,
    /// The words that say that it is said.
    pub cue: Vec<Span<Repaired>>,
    /// What is said; in pieces where the attribution stands inside it. Never empty.
    pub content: Vec<Span<Repaired>>,
    /// Whom it was said to ("told AFP").
    pub addressee: Option<Span<Repaired>>,
    /// Those it passed through between the source and this text, nearest the source first
    /// (`TASS cited the minister`: relay TASS). An addressee that is an agency or outlet is one.
    pub relay: Vec<Span<Repaired>>,
    /// What the source refers to: an index into [`Analysis::entities`], after pronouns and role
    /// nouns are followed. `None` when the text names no source.
    pub source_entity: Option<usize>,
    /// Those who say it together with the source, where it joins several ("A and B said").
    pub joint_entities: Vec<usize>,
    /// The entities of `relay`, one each, where known.
    pub relay_entities: Vec<Option<usize>>,
    /// Whether the source stands behind it.
    pub polarity: Polarity,
    /// How the words are given.
    pub manner: Manner,
}
