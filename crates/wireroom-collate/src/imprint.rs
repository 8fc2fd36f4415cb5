//! What a page prints about its text: which outlet it is of, and under what headline.
//!
//! Half of those who copy a text let its headline stand, whatever they cut or reword below it. Two
//! texts under one headline that have a passage in common as well are of one story; what says nothing
//! is a headline of few or of common words ("News in brief"), and one that an outlet prints over its
//! column week by week.
//!
//! Both are held as one number, a hash in either half, as what is kept of each text of a large pile
//! must be small.

use crate::Member;
use crate::lineage::outlet;
use crate::rareness::{TELLING, rareness};
use crate::words::{hash, headline_words, mix};

/// Words that a headline has at least to tell one story from others.
const WORDS: usize = 4;
/// So many of them tell what it is about, at least.
const TELLING_WORDS: usize = 2;

/// The number of a member: 0 where it says nothing.
pub(crate) fn imprint(member: &Member<'_>) -> u64 {
    let outlet = outlet(member).map_or(0, |name| (hash(name.bytes()) >> 32).max(1));
    let headline = member.document.title.as_deref().map_or(0, headline);
    outlet << 32 | u64::from(headline)
}

/// A hash of the outlet; 0 where nothing names it.
pub(crate) fn outlet_in(imprint: u64) -> u32 {
    (imprint >> 32) as u32
}

/// A hash of the words of a headline; 0 where they tell nothing.
fn headline(title: &str) -> u32 {
    let ids: Vec<u32> = headline_words(title).collect();
    let telling = ids.iter().filter(|&&id| rareness(id) >= TELLING).count();
    if ids.len() < WORDS || telling < TELLING_WORDS {
        return 0;
    }
    let all = ids.iter().fold(ids.len() as u64, |all, &id| mix(all ^ u64::from(id)));
    ((all >> 32) as u32).max(1)
}

/// Whether two texts are of one outlet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outlets {
    /// Of one.
    One,
    /// Of two.
    Two,
    /// One of them does not say.
    Unknown,
}

impl Outlets {
    /// Of two imprints.
    pub(crate) fn of(a: u64, b: u64) -> Self {
        match (outlet_in(a), outlet_in(b)) {
            (0, _) | (_, 0) => Self::Unknown,
            (a, b) if a == b => Self::One,
            _ => Self::Two,
        }
    }
}

/// Whether two texts stand under one headline that tells a story from others.
pub(crate) fn one_headline(a: u64, b: u64) -> bool {
    let (a, b) = (a as u32, b as u32);
    a != 0 && a == b
}
