//! The ways a copy is made.

use super::article::{Article, headline};
use super::cut;
use super::damage;
use super::reword::Rewording;
use super::rng::Rng;
use super::workshop::Workshop;

/// Fewest words that a trimmed text keeps.
const LEAST: usize = 40;

/// One way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Verbatim,
    TrimEnd,
    TrimMiddle,
    Brief,
    Insert,
    Merge,
    RewordLight,
    RewordHeavy,
    Spin,
    Disguise,
    Ads,
    Ocr,
    Version,
}

/// All of them; a copy is made by each as often as by any other.
pub(crate) const KINDS: [Kind; 13] = [
    Kind::Verbatim,
    Kind::TrimEnd,
    Kind::TrimMiddle,
    Kind::Brief,
    Kind::Insert,
    Kind::Merge,
    Kind::RewordLight,
    Kind::RewordHeavy,
    Kind::Spin,
    Kind::Disguise,
    Kind::Ads,
    Kind::Ocr,
    Kind::Version,
];

impl Kind {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::TrimEnd => "trim-end",
            Self::TrimMiddle => "trim-middle",
            Self::Brief => "brief",
            Self::Insert => "insert",
            Self::Merge => "merge",
            Self::RewordLight => "reword-light",
            Self::RewordHeavy => "reword-heavy",
            Self::Spin => "spin",
            Self::Disguise => "disguise",
            Self::Ads => "ads",
            Self::Ocr => "ocr",
            Self::Version => "version",
        }
    }

    /// The glossary's word; none where it has none.
    pub(crate) fn relation(self) -> Option<&'static str> {
        match self {
            Self::Verbatim => Some("verbatim"),
            Self::TrimEnd | Self::TrimMiddle | Self::Brief => Some("trimmed"),
            Self::Insert => Some("expanded"),
            Self::Merge => Some("merged"),
            Self::RewordLight | Self::RewordHeavy => Some("reworked"),
            Self::Spin => Some("spun"),
            Self::Disguise | Self::Ads => Some("tampered"),
            Self::Ocr => None,
            Self::Version => Some("version"),
        }
    }

    /// Whether a text of so many words can be copied so.
    pub(crate) fn suits(self, words: usize) -> bool {
        match self {
            Self::TrimEnd | Self::TrimMiddle | Self::RewordHeavy => words >= 2 * LEAST,
            Self::Brief => words >= 250,
            Self::Version => words >= 60,
            _ => true,
        }
    }

    /// Whether it may leave much out.
    pub(crate) fn shortens(self) -> bool {
        matches!(self, Self::TrimEnd | Self::TrimMiddle | Self::Brief | Self::Merge)
    }

    /// Whether the copier wants to be taken for the writer, or keeps house: no credit is given.
    pub(crate) fn silent(self) -> bool {
        matches!(self, Self::Spin | Self::Disguise | Self::Ads | Self::Version)
    }
}

/// A copy of `parent`. Of a `whole` one at least three fifths of the sentences are kept. Merging is
/// not done here: it wants a second parent.
pub(crate) fn copy(
    kind: Kind,
    parent: &Article,
    whole: bool,
    shop: &Workshop,
    rng: &mut Rng,
) -> Article {
    let mut made = parent.clone();
    match kind {
        Kind::Verbatim | Kind::Merge => {}
        Kind::TrimEnd => {
            cut::trim_end(&mut made, rng.uniform(if whole { 0.6 } else { 0.25 }, 0.9), LEAST);
        }
        Kind::TrimMiddle => {
            let share = rng.uniform(0.1, if whole { 0.4 } else { 0.6 });
            cut::trim_middle(&mut made, share, LEAST, rng);
        }
        Kind::Brief => cut::brief(&mut made, rng.between(30, 90)),
        Kind::Insert => cut::insert(&mut made, rng.uniform(0.1, 0.6), &shop.fresh, rng),
        Kind::RewordLight => {
            let how = Rewording {
                synonym: rng.uniform(0.1, 0.4),
                near: false,
                figure: 0.5,
                voice: rng.uniform(0.0, 0.3),
                swap: 0.05,
                order: 0.05,
                drop: rng.uniform(0.0, 0.05),
            };
            shop.thesaurus.reword(&mut made, how, rng);
        }
        Kind::RewordHeavy => {
            let how = Rewording {
                synonym: rng.uniform(0.4, 0.8),
                near: true,
                figure: 0.8,
                voice: rng.uniform(0.4, 0.9),
                swap: 0.2,
                order: rng.uniform(0.1, 0.5),
                drop: rng.uniform(0.0, 0.25),
            };
            shop.thesaurus.reword(&mut made, how, rng);
        }
        Kind::Spin => {
            let how = Rewording {
                synonym: rng.uniform(0.5, 0.95),
                near: true,
                figure: 0.2,
                voice: 0.0,
                swap: 0.0,
                order: 0.0,
                drop: 0.0,
            };
            shop.thesaurus.reword(&mut made, how, rng);
            if rng.chance(0.5) {
                damage::disguise(&mut made, rng.log_uniform(0.01, 0.3), rng);
            }
        }
        Kind::Disguise => damage::disguise(&mut made, rng.log_uniform(0.01, 0.3), rng),
        Kind::Ads => damage::advertise(&mut made, rng.between(1, 6), &shop.kept, rng),
        Kind::Ocr => damage::misread(&mut made, rng.log_uniform(0.005, 0.06), rng),
        Kind::Version => cut::revise(&mut made, &shop.fresh, rng),
    }
    if kind != Kind::Version {
        made.title = title(&made, shop, rng);
    }
    made
}

/// Half of the copies keep the headline; a quarter reword it; a quarter take the lead's words.
fn title(made: &Article, shop: &Workshop, rng: &mut Rng) -> String {
    match rng.below(4) {
        0 | 1 => made.title.clone(),
        2 => {
            let how = Rewording {
                synonym: 0.8,
                near: true,
                figure: 0.5,
                voice: 0.0,
                swap: 0.0,
                order: 0.0,
                drop: 0.0,
            };
            shop.thesaurus.words(&made.title, how, rng)
        }
        _ => headline(&made.paragraphs),
    }
}
