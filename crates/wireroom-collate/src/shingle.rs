//! Word shingles as hashes, and the fixed sample of them that proposes candidates.
//!
//! The sample is chosen by the shingle's own hash, so a passage has the same sampled shingles in
//! every text it stands in: a brief taken out of a long story shares all of its sample with it,
//! which is what containment needs and a min-wise sketch of whole texts cannot give.
//!
//! A sampled shingle is kept in 32 bits. In a pile of a million texts one in some forty meets
//! another by chance; two such chances would have to fall on one pair of texts to propose it, and
//! the alignment would turn it down.

use crate::words::mix;

/// Words in a shingle.
pub(crate) const SHINGLE: usize = 5;
/// One shingle in this many is sampled.
const RATE: u64 = 4;
/// The base of the rolling hash, odd, and its power that the oldest word of a shingle has.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
const OLDEST: u64 = BASE.wrapping_pow(SHINGLE as u32 - 1);

/// The sampled shingles of a text, as they stand: item `(i, key)` is that of words
/// `i..i + SHINGLE`.
pub(crate) fn sampled(ids: &[u32]) -> impl Iterator<Item = (usize, u32)> + '_ {
    let spread = |id: u32| u64::from(id) ^ (u64::from(id) << 32);
    let mut rolling = 0_u64;
    for &id in ids.iter().take(SHINGLE - 1) {
        rolling = rolling.wrapping_mul(BASE).wrapping_add(spread(id));
    }
    let newest = ids.get(SHINGLE - 1..).unwrap_or_default();
    newest.iter().zip(ids).enumerate().filter_map(move |(at, (&new, &oldest))| {
        rolling = rolling.wrapping_mul(BASE).wrapping_add(spread(new));
        let hash = mix(rolling);
        rolling = rolling.wrapping_sub(spread(oldest).wrapping_mul(OLDEST));
        hash.is_multiple_of(RATE).then_some((at, (hash >> 32) as u32))
    })
}

/// The sampled shingles of a text, sorted, each once.
pub(crate) fn sample(ids: &[u32]) -> Vec<u32> {
    let mut sample: Vec<u32> = sampled(ids).map(|(_, key)| key).collect();
    sample.sort_unstable();
    sample.dedup();
    sample
}

/// Hash of the whole body: two texts with one are the same word for word.
pub(crate) fn body_hash(ids: &[u32]) -> u128 {
    let mut low = ids.len() as u64;
    let mut high = !low;
    for &id in ids {
        low = mix(low ^ u64::from(id));
        high = (high.rotate_left(23) ^ u64::from(id)).wrapping_mul(BASE);
    }
    u128::from(mix(high)) << 64 | u128::from(low)
}
