//! How much two passages assert the same: an alignment of their content words.
//!
//! Each word looks for its best partner on the other side: itself or its stem (1), else a word
//! near it in meaning, by the vectors of the lexicon. Words weigh by how rare they are in news and
//! how rare they are in this event: within texts about talks, "talks" says little. After Sultan,
//! Bethard and Sumner (2014), with vectors for their lexical resources; numbers and negation
//! decide, as STS systems learned they must.

use crate::unit::{Content, Term, Vector};
use std::collections::BTreeMap;

/// Vectors closer than this begin to count as the same meaning.
const NEAR: f32 = 0.35;

/// How much two passages assert the same, from 0 to 1, and what speaks against it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Alignment {
    /// Share of the first one's weight that has a partner.
    pub(crate) covered_a: f32,
    /// Share of the second one's.
    pub(crate) covered_b: f32,
    /// Both count something of one kind and have no figure in common.
    pub(crate) figures_clash: bool,
    /// One is negated and the other is not.
    pub(crate) negation_clash: bool,
}

impl Alignment {
    /// One number: the geometric mean of the two shares.
    pub(crate) fn score(self) -> f32 {
        (self.covered_a * self.covered_b).sqrt()
    }
}

/// How many units of the event hold a stem, for the weights.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rarity {
    units: f32,
    holders: BTreeMap<String, f32>,
}

impl Rarity {
    pub(crate) fn of<'a>(contents: impl Iterator<Item = &'a Content>) -> Self {
        let mut rarity = Self::default();
        for content in contents {
            rarity.units += 1.0;
            let mut stems: Vec<&str> = content.terms.iter().map(|term| term.stem.as_str()).collect();
            stems.sort_unstable();
            stems.dedup();
            for stem in stems {
                *rarity.holders.entry(stem.to_owned()).or_default() += 1.0;
            }
        }
        rarity
    }

    fn weight(&self, term: &Term) -> f32 {
        let holders = self.holders.get(&term.stem).copied().unwrap_or(1.0);
        // Three units are too few to say what is common.
        let local = (1.0 + (self.units + 3.0) / (holders + 1.0)).ln();
        term.weight * local
    }
}

pub(crate) fn align(a: &Content, b: &Content, rarity: &Rarity) -> Alignment {
    Alignment {
        covered_a: covered(a, b, rarity),
        covered_b: covered(b, a, rarity),
        figures_clash: figures_clash(a, b),
        negation_clash: a.negated != b.negated,
    }
}

fn covered(a: &Content, b: &Content, rarity: &Rarity) -> f32 {
    let (mut found, mut total) = (0.0, 0.0);
    for term in &a.terms {
        let weight = rarity.weight(term);
        let best = b.terms.iter().map(|other| closeness(term, other)).fold(0.0, f32::max);
        found += weight * best;
        total += weight;
    }
    // A figure is a word like another, of middling weight.
    for figure in &a.figures {
        let same = b.figures.iter().any(|other| other.value == figure.value);
        found += if same { 4.0 } else { 0.0 };
        total += 4.0;
    }
    if total == 0.0 { 0.0 } else { found / total }
}

fn closeness(a: &Term, b: &Term) -> f32 {
    if a.stem == b.stem {
        return 1.0;
    }
    let (Some(x), Some(y)) = (a.vector, b.vector) else {
        return if wireroom_lexicon::name_key(&a.lower) == wireroom_lexicon::name_key(&b.lower) {
            0.9
        } else {
            0.0
        };
    };
    ((cosine(x, y) - NEAR) / (1.0 - NEAR)).clamp(0.0, 0.9)
}

/// Cosine of two word vectors; 0 when either is zero.
pub(crate) fn cosine(x: &Vector, y: &Vector) -> f32 {
    let dot = |a, b| f64::from(wireroom_lexicon::dot(a, b));
    let norms = (dot(x, x) * dot(y, y)).sqrt();
    if norms == 0.0 { 0.0 } else { (dot(x, y) / norms) as f32 }
}

fn figures_clash(a: &Content, b: &Content) -> bool {
    let shared = a.figures.iter().any(|x| b.figures.iter().any(|y| x.value == y.value));
    !shared
        && a.figures.iter().any(|x| {
            b.figures.iter().any(|y| x.of.is_some() && (x.of == y.of) && x.value != y.value)
        })
}

/// How much two sentences assert the same, from 0 to 1, with no event around them.
#[must_use]
pub fn likeness(a: &str, b: &str) -> f32 {
    let (a, b) = (Content::of(a), Content::of(b));
    let alignment = align(&a, &b, &Rarity::default());
    let against = f32::from(u8::from(alignment.figures_clash)) * 0.15
        + f32::from(u8::from(alignment.negation_clash)) * 0.1;
    (alignment.score() - against).max(0.0)
}

/// Whether two sentences assert the same, at the cut fitted on sentence pairs (eval/SCOREBOARD.md).
#[must_use]
pub fn same_statement(a: &str, b: &str) -> bool {
    likeness(a, b) >= SAME
}

/// The cut of [`same_statement`].
const SAME: f32 = 0.6;
