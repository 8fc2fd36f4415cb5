//! Joins texts that are about the same event, keeps another event of the same kind apart, and
//! strings storylines.
//!
//! The stage runs in two steps, because a text without a date gets its year from the texts that it
//! is joined to: [`join`] makes the groups, [`anchors`] dates what they leave undated, and, once
//! times are resolved against those anchors, [`describe`] says what each event is.
//!
//! What it is not: it does not weigh what is said (that is `wireroom-weigh`), and it knows no
//! topic. Two texts on one matter about two dates are two events and, perhaps, one storyline.
//!
//! Invariants: the result depends on the set of texts and on nothing else, not on their order;
//! every text is in exactly one event; witnesses of one family are in one event; events whose texts
//! mostly date what is new to other days are two, whatever lies between them.

mod account;
mod again;
mod anchor;
mod background;
mod describe;
mod explain;
mod facet;
mod growing;
mod linkage;
mod pair;
mod profile;
mod storyline;
mod vector;
mod when;

pub use account::{Accounts, account_keys, publisher, together};
pub use again::Again;
pub use anchor::{Anchoring, anchors};
pub use describe::{Grouping, describe};
pub use explain::{Across, Explanation, Part, Shown, explain, explain_event, nearest};
pub use growing::Growing;
pub use pair::{FEATURES, features};
pub use profile::Profile;
use profile::Terms;
pub use vector::Vector;
pub use when::When;

use rayon::prelude::*;
use wireroom_model::{DocumentId, Telling};

/// Texts that are about one event, as indices in the pile, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The texts.
    pub members: Vec<usize>,
}

/// How joinable two texts must be. The defaults are chosen on dev halves (see eval/SCOREBOARD.md).
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The least mean probability, over all pairs of two groups, at which the groups are joined.
    pub cut: f32,
}

impl Default for Config {
    fn default() -> Self {
        Self { cut: linkage::CUT }
    }
}

/// Joins the texts of a pile into groups about one event each: average linkage over the pair
/// probabilities of [`features`], starting from families, whose witnesses tell one story. Dates that
/// differ, and likeness that is much greater within two groups than across, keep them apart.
#[must_use]
pub fn join(pile: &[Telling<'_>], config: &Config) -> Vec<Group> {
    let texts: Vec<Profiled<'_>> =
        pile.par_iter().map_init(Terms::default, Profiled::with).collect();
    join_profiled(&texts, config)
}

/// A text as linkage sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Profiled<'a> {
    /// Its id.
    pub document: &'a DocumentId,
    /// Its family: a number that its copies have too.
    pub family: usize,
    /// What it is about.
    pub profile: Profile,
}

impl<'a> Profiled<'a> {
    /// The text of a telling.
    #[must_use]
    pub fn of(telling: &Telling<'a>) -> Self {
        Self::with(&mut Terms::default(), telling)
    }

    fn with(terms: &mut Terms, telling: &Telling<'a>) -> Self {
        Self {
            document: &telling.document.id,
            family: telling.family,
            profile: Profile::with(telling, terms),
        }
    }
}

/// As [`join`], of texts whose profiles are known.
#[must_use]
pub fn join_profiled(texts: &[Profiled<'_>], config: &Config) -> Vec<Group> {
    linkage::link(texts, config)
}
