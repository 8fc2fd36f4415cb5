//! Which texts are worth aligning: those that share rare shingles.
//!
//! Texts are bodies, each once: the same body under many documents has been collapsed before.
//! A shingle that stands in many texts is either what a large family shares or boilerplate (a
//! frame, a paragraph of background, a notice). The first texts that hold it are compared by their
//! whole samples: where they have little else in common it is boilerplate and proposes nothing.
//!
//! The shingles of a passage stand in the same texts, so what is kept is not shingles but lists of
//! texts, each once with the number of shingles that have it. Shingles are gone through in shares
//! of the key space, so that they never lie in memory all at once.
//!
//! Invariant: work is linear in the number of texts. A list of few texts proposes all their pairs;
//! one of many proposes for each text only its neighbors in the list, so that a family of a
//! hundred thousand hangs together without all its pairs.

mod boilerplate;
mod propose;
mod share;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

pub(crate) use boilerplate::{Boilerplate, FEW, PROBES, unrelated};
use propose::propose;
pub(crate) use propose::{ALL_PAIRS, NEIGHBORS, PARTNERS, Partners, best, enough};
pub(crate) use share::{n_shares, postings};

use crate::words::mix;

/// Where the hash of a list of texts starts; odd.
const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// What the shingles of a pile propose.
pub(crate) struct Candidates {
    /// For each text, those that it shares most with.
    pub(crate) partners: Partners,
    /// Sampled shingles that stand in many otherwise unrelated texts.
    pub(crate) boilerplate: Boilerplate,
}

/// The sampled shingles of all texts, in one piece.
#[derive(Debug, Default)]
pub(crate) struct Samples {
    keys: Vec<u32>,
    /// Where the keys of each text end.
    ends: Vec<usize>,
}

impl Samples {
    /// Adds a text with its keys, sorted and each once.
    pub(crate) fn push(&mut self, keys: &[u32]) {
        self.keys.extend_from_slice(keys);
        self.ends.push(self.keys.len());
    }

    pub(crate) fn n_texts(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn of(&self, text: u32) -> &[u32] {
        let text = text as usize;
        let from = text.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let to = self.ends.get(text).copied().unwrap_or_default();
        self.keys.get(from.unwrap_or_default()..to).unwrap_or_default()
    }
}

/// Texts that share shingles: item `i` is `texts[ends[i - 1].0..ends[i].0]`, with the number of
/// shingles that stand in just these.
#[derive(Default)]
struct Lists {
    texts: Vec<u32>,
    ends: Vec<(usize, u32)>,
}

impl Lists {
    fn get(&self, index: usize) -> (&[u32], u32) {
        let from = index.checked_sub(1).and_then(|at| self.ends.get(at)).map_or(0, |end| end.0);
        let (to, weight) = self.ends.get(index).copied().unwrap_or_default();
        (self.texts.get(from..to).unwrap_or_default(), weight)
    }
}

/// The candidates among the texts of a pile.
///
/// `imprints` has that of each (see [`crate::imprint`]).
pub(crate) fn candidates(samples: &Samples, imprints: &[u64]) -> Candidates {
    let found: Vec<(Lists, Vec<u32>)> = (0..n_shares(samples))
        .into_par_iter()
        .map(|share| lists(samples, imprints, share))
        .collect();
    let mut all = Lists::default();
    let mut boilerplate = Vec::new();
    for (lists, keys) in found {
        let shift = all.texts.len();
        all.texts.extend(lists.texts);
        all.ends.extend(lists.ends.into_iter().map(|(end, weight)| (end + shift, weight)));
        boilerplate.extend(keys);
    }
    Candidates { partners: propose(&all, samples), boilerplate: Boilerplate::new(boilerplate) }
}

/// The lists of one share of the keys, and the keys among them that are boilerplate.
fn lists(samples: &Samples, imprints: &[u64], share: usize) -> (Lists, Vec<u32>) {
    let postings = postings(samples, share);
    // The texts of each list, once, and how many shingles have it; by a hash of the texts, which it is.
    let mut distinct: Vec<(&[u64], u32)> = Vec::new();
    let mut known: FxHashMap<u64, u32> = FxHashMap::default();
    let mut list_of: Vec<(u32, u32)> = Vec::new();
    for group in postings.chunk_by(|x, y| x >> 32 == y >> 32).filter(|group| group.len() > 1) {
        // Not by small numbers alone: `mix` leaves 0 as it is.
        let hash = group.iter().fold(SEED ^ group.len() as u64, |hash, &posting| {
            mix(hash.wrapping_mul(SEED) ^ u64::from(posting as u32))
        });
        let list = *known.entry(hash).or_insert_with(|| {
            distinct.push((group, 0));
            distinct.len() as u32 - 1
        });
        if let Some((_, weight)) = distinct.get_mut(list as usize) {
            *weight += 1;
        }
        list_of.extend(group.first().map(|&posting| ((posting >> 32) as u32, list)));
    }
    let imprint = |text: u32| imprints.get(text as usize).copied().unwrap_or_default();
    let judge = |&(group, _): &(&[u64], u32)| {
        let texts = group.iter().take(PROBES).map(|&posting| posting as u32);
        unrelated(&texts.map(|text| (samples.of(text), imprint(text))).collect::<Vec<_>>())
    };
    let common: Vec<bool> = distinct.par_iter().map(judge).collect();
    let mut lists = Lists::default();
    for (&(group, weight), _) in distinct.iter().zip(&common).filter(|(_, common)| !**common) {
        lists.texts.extend(group.iter().map(|&posting| posting as u32));
        lists.ends.push((lists.texts.len(), weight));
    }
    let is_common = |list: u32| common.get(list as usize) == Some(&true);
    let boilerplate = list_of.into_iter().filter(|(_, list)| is_common(*list));
    (lists, boilerplate.map(|(key, _)| key).collect())
}
