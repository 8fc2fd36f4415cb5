//! A document's reading text: what was mended, and what part of a page each passage is.

use wireroom_text::{Received, Repaired, Span, TextMap};

/// A document's repaired reading text, with the map back to what was received.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Received, repaired and the way between.
    pub map: TextMap,
    /// Every repair found, in order of span; those inside a removed interpolation too, so they are
    /// not always edits of `map`.
    pub repairs: Vec<Repair>,
    /// What part of the page each passage is.
    pub structure: Structure,
}

impl Text {
    /// The reading text.
    #[must_use]
    pub fn repaired(&self) -> &str {
        self.map.repaired()
    }
}

/// One edit from received to repaired text, with its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Repair {
    /// What is replaced, in the text as received.
    pub span: Span<Received>,
    /// What is read instead.
    pub replacement: String,
    /// The damage.
    pub rule: RepairRule,
    /// From 0 to 1: how sure.
    pub confidence: f32,
    /// Whether the reading text has it. One that is only proposed is shown, not made.
    pub applied: bool,
}

/// The damage that a repair mends; a rule is named after the damage, not the cure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RepairRule {
    /// A letter of another script or form that looks like the right one.
    LookAlikeLetter,
    /// Text decoded with the wrong encoding.
    Mojibake,
    /// A control, zero-width or bidirectional character that shows nothing.
    InvisibleCharacter,
    /// An HTML or XML entity left as text.
    EntityLeftAsText,
    /// No space after the stop that ends a sentence or an acronym.
    MissingSpace,
    /// A word broken in two, by a hyphen at a line's end or by a stray space.
    SplitWord,
    /// Fullwidth, mathematical or small-capital forms of plain letters.
    StyledLetter,
    /// A passage set into the text by a later hand.
    Interpolation,
}

impl RepairRule {
    /// The word of the contract.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LookAlikeLetter => "look_alike_letter",
            Self::Mojibake => "mojibake",
            Self::InvisibleCharacter => "invisible_character",
            Self::EntityLeftAsText => "entity_left_as_text",
            Self::MissingSpace => "missing_space",
            Self::SplitWord => "split_word",
            Self::StyledLetter => "styled_letter",
            Self::Interpolation => "interpolation",
        }
    }
}

/// What part of the page each passage of the repaired text is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Structure {
    /// In text order, not overlapping; together they hold every character that is not white space.
    pub zones: Vec<Zone>,
    /// The dateline that opens the body, taken apart. Its zone is [`ZoneKind::Dateline`].
    pub dateline: Option<Dateline>,
    /// Names of agencies and outlets credited ("Reuters"), each where it stands.
    pub credits: Vec<Span<Repaired>>,
    /// Names of people in bylines and contributor lists.
    pub people: Vec<Span<Repaired>>,
}

impl Structure {
    /// The zones of one kind, in text order.
    pub fn of(&self, kind: ZoneKind) -> impl Iterator<Item = Span<Repaired>> + '_ {
        self.zones.iter().filter(move |zone| zone.kind == kind).map(|zone| zone.span)
    }

    /// The kind of the zone that holds byte `at`.
    #[must_use]
    pub fn at(&self, at: usize) -> Option<ZoneKind> {
        let index = self.zones.partition_point(|zone| zone.span.end() <= at);
        self.zones.get(index).filter(|zone| zone.span.start() <= at).map(|zone| zone.kind)
    }
}

/// A passage of a page and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone {
    /// Where, in the repaired text. A body zone is one paragraph.
    pub span: Span<Repaired>,
    /// What.
    pub kind: ZoneKind,
}

/// The parts of an article page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ZoneKind {
    /// The headline.
    Title,
    /// The headline once more.
    RepeatedTitle,
    /// The line under the headline.
    Dek,
    /// "ACCRA, Jan 4 (Reuters) –".
    Dateline,
    /// Who wrote it.
    Byline,
    /// Which agency or outlet it is from.
    Credit,
    /// Who else reported, edited, translated.
    Contributors,
    /// When it was published.
    Published,
    /// When it was changed.
    Updated,
    /// What a picture shows or whose it is.
    Caption,
    /// Anything else the page prints around an article.
    Furniture,
    /// The article.
    Body,
}

impl ZoneKind {
    /// The word of the contract.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::RepeatedTitle => "repeated_title",
            Self::Dek => "dek",
            Self::Dateline => "dateline",
            Self::Byline => "byline",
            Self::Credit => "credit",
            Self::Contributors => "contributors",
            Self::Published => "published",
            Self::Updated => "updated",
            Self::Caption => "caption",
            Self::Furniture => "furniture",
            Self::Body => "body",
        }
    }

    /// Whether it is the outlet's telling: headline, dek and body.
    #[must_use]
    pub const fn is_telling(self) -> bool {
        matches!(self, Self::Title | Self::Dek | Self::Body)
    }
}

/// A dateline's parts, each where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dateline {
    /// The place ("ACCRA, Ghana").
    pub place: Option<Span<Repaired>>,
    /// The date ("Jan 4").
    pub date: Option<Span<Repaired>>,
    /// The agency ("Reuters").
    pub agency: Option<Span<Repaired>>,
}
