//! Which texts are worth aligning: those that share rare shingles.
//!
//! Texts are bodies, each once: the same body under many documents has been collapsed before.
//! A shingle that stands in many texts is either what a large family shares or boilerplate (a
//! frame, a paragraph of background, a notice). Texts that hold it are compared by their whole
//! samples: where they have little else in common it is boilerplate and proposes nothing.
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

use rayon::prelude::*;
use rustc_hash::FxHashMap;

pub(crate) use boilerplate::Boilerplate;
use boilerplate::unrelated;
use propose::propose;

use crate::words::mix;

/// Fewer texts than this never make boilerplate.
const FEW: usize = 3;
/// Postings (a shingle in a text) that are sorted at a time.
const PART: usize = 8 << 20;

/// What the shingles of a pile propose.
pub(crate) struct Candidates {
    /// Pairs `(a, b)`, `a < b`, sorted.
    pub(crate) pairs: Vec<(u32, u32)>,
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

    fn n_texts(&self) -> usize {
        self.ends.len()
    }

    fn of(&self, text: u32) -> &[u32] {
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
/// `outlets` has a number for the outlet of each, 0 where it is not known.
pub(crate) fn candidates(samples: &Samples, outlets: &[u64]) -> Candidates {
    let parts = samples.keys.len() / PART + 1;
    let found: Vec<(Lists, Vec<u32>)> =
        (0..parts).into_par_iter().map(|part| lists(samples, outlets, part, parts)).collect();
    let mut all = Lists::default();
    let mut boilerplate = Vec::new();
    for (lists, keys) in found {
        let shift = all.texts.len();
        all.texts.extend(lists.texts);
        all.ends.extend(lists.ends.into_iter().map(|(end, weight)| (end + shift, weight)));
        boilerplate.extend(keys);
    }
    let pairs = propose(&all, samples);
    Candidates { pairs, boilerplate: Boilerplate::new(boilerplate) }
}

/// The lists of one share of the keys, and the keys among them that are boilerplate.
fn lists(samples: &Samples, outlets: &[u64], part: usize, parts: usize) -> (Lists, Vec<u32>) {
    let border = |part: usize| ((part as u64) << 32) / parts as u64;
    let (from, to) = (border(part), border(part + 1));
    let mut postings: Vec<u64> = Vec::with_capacity(samples.keys.len() / parts);
    for text in 0..samples.n_texts() as u32 {
        let keys = samples.of(text);
        let first = keys.partition_point(|&key| u64::from(key) < from);
        let mine = keys.iter().skip(first).take_while(|&&key| u64::from(key) < to);
        postings.extend(mine.map(|&key| u64::from(key) << 32 | u64::from(text)));
    }
    postings.sort_unstable();
    let mut lists = Lists::default();
    let mut boilerplate = Vec::new();
    // By a hash of the texts: where the list is, or `None` where it is boilerplate.
    let mut known: FxHashMap<u64, Option<usize>> = FxHashMap::default();
    for group in postings.chunk_by(|x, y| x >> 32 == y >> 32).filter(|group| group.len() > 1) {
        let texts = || group.iter().map(|&posting| posting as u32);
        let hash = texts().fold(group.len() as u64, |hash, text| mix(hash ^ u64::from(text)));
        let place = known.entry(hash).or_insert_with(|| {
            if group.len() >= FEW && unrelated(group, samples, outlets) {
                return None;
            }
            lists.texts.extend(texts());
            lists.ends.push((lists.texts.len(), 0));
            Some(lists.ends.len() - 1)
        });
        match *place {
            Some(at) => {
                if let Some((_, weight)) = lists.ends.get_mut(at) {
                    *weight += 1;
                }
            }
            None => boilerplate.extend(group.first().map(|&posting| (posting >> 32) as u32)),
        }
    }
    (lists, boilerplate)
}
