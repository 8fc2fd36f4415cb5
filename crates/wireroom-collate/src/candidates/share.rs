//! The shingles of a pile share by share of the key space, so that they never lie sorted in memory
//! all at once.

use rayon::slice::ParallelSliceMut as _;

use super::Samples;

/// Postings (a shingle in a text) that are sorted at a time.
const PART: usize = 8 << 20;

/// Number of shares that the keys of a pile are gone through in.
pub(crate) fn n_shares(samples: &Samples) -> usize {
    samples.keys.len() / PART + 1
}

/// One share of the keys, each with a text that holds it: the key in the high half, the text in the
/// low one. Sorted.
pub(crate) fn postings(samples: &Samples, share: usize) -> Vec<u64> {
    let shares = n_shares(samples);
    let border = |share: usize| ((share as u64) << 32) / shares as u64;
    let (from, to) = (border(share), border(share + 1));
    let mut postings: Vec<u64> = Vec::with_capacity(samples.keys.len() / shares);
    for text in 0..samples.n_texts() as u32 {
        let keys = samples.of(text);
        let first = keys.partition_point(|&key| u64::from(key) < from);
        let mine = keys.iter().skip(first).take_while(|&&key| u64::from(key) < to);
        postings.extend(mine.map(|&key| u64::from(key) << 32 | u64::from(text)));
    }
    postings.par_sort_unstable();
    postings
}
