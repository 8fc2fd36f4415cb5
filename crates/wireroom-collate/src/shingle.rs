//! Word shingles as 64-bit hashes, and the fixed sample of them that proposes candidates.
//!
//! The sample is chosen by the shingle's own hash, so a passage has the same sampled shingles in
//! every text it stands in: a brief taken out of a long story shares all of its sample with it,
//! which is what containment needs and a min-wise sketch of whole texts cannot give.

use crate::words::{Word, mix};

/// Words in a shingle.
pub(crate) const SHINGLE: usize = 5;
/// One shingle in this many is sampled.
const RATE: u64 = 4;

/// The hashes of all shingles; item `i` is that of words `i..i + SHINGLE`.
pub(crate) fn shingles(words: &[Word]) -> impl Iterator<Item = u64> + '_ {
    words.windows(SHINGLE).map(|window| {
        window.iter().fold(0_u64, |hash, word| {
            mix(hash.rotate_left(7) ^ u64::from(word.id).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        })
    })
}

/// Whether a shingle is one of the sample.
pub(crate) fn sampled(hash: u64) -> bool {
    hash.is_multiple_of(RATE)
}

/// The sampled shingles of a text, sorted, each once.
pub(crate) fn sample(words: &[Word]) -> Vec<u64> {
    let mut sample: Vec<u64> = shingles(words).filter(|&hash| sampled(hash)).collect();
    sample.sort_unstable();
    sample.dedup();
    sample
}

/// Hash of the whole body: two texts with one are the same word for word.
pub(crate) fn body_hash(words: &[Word]) -> u128 {
    let mut low = words.len() as u64;
    let mut high = !low;
    for word in words {
        low = mix(low ^ u64::from(word.id));
        high = mix(high.wrapping_add(u64::from(word.id)).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    }
    u128::from(high) << 64 | u128::from(low)
}
