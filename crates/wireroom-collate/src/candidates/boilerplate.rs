//! Shingles of frames, notices and paragraphs of background: they stand in many texts that have
//! little else in common.

use crate::imprint::outlet_in;

/// Fewer texts than this never make boilerplate.
pub(crate) const FEW: usize = 3;
/// From this many texts on, a shingle may be boilerplate; one fewer where all may be of one outlet.
const MANY: usize = 4;
/// So many texts of a list are compared to see whether it is boilerplate: the first of it. As ids are
/// hashes of content they are a fair sample, and few lists have others when a text is added. The
/// shingles of one passage have the same first texts, so all of them are judged by one sample: with
/// /// all pairs of eight texts, four of one family among them let a whole notice pass, and a large pile
/// had parts several times as large as with two pairs for each of 24 texts.
pub(crate) const PROBES: usize = 24;
/// At least so many pairs of them are compared, or all: 28 of eight texts, 48 of 24.
const PAIRS: usize = 28;
/// Sampled shingles of a notice or a paragraph of background: some sixty words.
const PASSAGE: usize = 15;
/// Keys of a text that are compared, the lowest: as keys are hashes, a fair sample.
const LOOKED_AT: usize = 4096;
/// Steps through two lists after which it is asked whether the rest can still matter.
const STEPS: usize = 16;
/// Most bits of the filter before the sorted keys, and bits for each of these.
const FILTER: usize = 1 << 20;
const BITS: usize = 16;

/// The boilerplate of a pile, to be asked for each shingle of it.
#[derive(Debug, Default)]
pub(crate) struct Boilerplate {
    /// Sorted.
    keys: Vec<u32>,
    /// One bit for the low bits of each key: nearly all shingles are turned away here.
    filter: Vec<u64>,
}

impl Boilerplate {
    pub(crate) fn new(mut keys: Vec<u32>) -> Self {
        keys.sort_unstable();
        keys.dedup();
        let bits = (keys.len() * BITS).next_power_of_two().clamp(64, FILTER);
        let mut boilerplate = Self { filter: vec![0; bits / 64], keys: Vec::new() };
        for &key in &keys {
            let word = boilerplate.word(key);
            if let Some(bits) = boilerplate.filter.get_mut(word) {
                *bits |= 1 << (key % 64);
            }
        }
        Self { keys, ..boilerplate }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    pub(crate) fn has(&self, key: u32) -> bool {
        self.filter.get(self.word(key)).is_some_and(|bits| bits >> (key % 64) & 1 == 1)
            && self.keys.binary_search(&key).is_ok()
    }

    /// The word of the filter that has the bit of a key.
    fn word(&self, key: u32) -> usize {
        (key / 64) as usize & self.filter.len().saturating_sub(1)
    }
}

/// Whether most of the texts that hold a shingle share little else. Texts of one outlet share
/// its furniture, and those of none may be of one: of them more is asked.
///
/// `probes` are the samples and imprints of the texts, or of the first [`PROBES`] of them.
pub(crate) fn unrelated(probes: &[(&[u32], u64)]) -> bool {
    let m = probes.len();
    if m < FEW {
        return false;
    }
    // All pairs of a few; of more, each with those that stand next, around. Half way around, each pair
    // would come twice.
    let offsets = PAIRS.div_ceil(m).min(m / 2);
    let pairs = || {
        probes.iter().enumerate().flat_map(move |(at, a)| {
            let offsets = (1..=offsets).filter(move |offset| offset * 2 != m || at < *offset);
            offsets.filter_map(move |offset| Some((a, probes.get((at + offset) % m)?)))
        })
    };
    if m < MANY && pairs().any(|(a, b)| outlet_in(a.1) != outlet_in(b.1)) {
        return false;
    }
    // A family and a stranger or two still make most pairs related: it is enough to see so many.
    let enough = pairs().count().div_ceil(5);
    let related = pairs()
        .filter(|((a, from_a), (b, from_b))| akin(a, b, outlet_in(*from_a) == outlet_in(*from_b)));
    related.take(enough).count() < enough
}

/// Whether two texts share more than a passage: a quarter of the smaller, and either more than a
/// notice is long or half of the text; two thirds where they may be of one outlet. Of long texts a
/// share of the keys is looked at.
fn akin(a: &[u32], b: &[u32], one_outlet: bool) -> bool {
    let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let small = small.get(..LOOKED_AT).unwrap_or(small);
    let smaller = small.len().max(1);
    let share = if one_outlet { (smaller * 2).div_ceil(3) } else { smaller.div_ceil(4) };
    share_so_many(small, large, share.max((PASSAGE + 1).min(smaller.div_ceil(2))))
}

/// Whether two sorted lists share so many items.
fn share_so_many(small: &[u32], large: &[u32], wanted: usize) -> bool {
    if large.len() > small.len() * 16 {
        let shared = small.iter().filter(|key| large.binary_search(key).is_ok());
        return shared.take(wanted).count() == wanted;
    }
    let (mut i, mut j, mut count) = (0, 0, 0);
    loop {
        for _ in 0..STEPS {
            let (Some(x), Some(y)) = (small.get(i), large.get(j)) else { return count >= wanted };
            count += usize::from(x == y);
            (i, j) = (i + usize::from(x <= y), j + usize::from(y <= x));
        }
        // What is left of either list bounds what may still be found.
        if count >= wanted || count + (small.len() - i).min(large.len() - j) < wanted {
            return count >= wanted;
        }
    }
}
