//! Whom a text is compared with.

use crate::candidates::{best, enough, unrelated};

/// Whether the shingles of a list are boilerplate, by the sampled shingles (sorted) and the imprints
/// of its first texts ([`List::probes`](super::List::probes)), in order. An imprint is 0 where
/// nothing is known.
#[must_use]
pub fn is_boilerplate(probes: &[(&[u32], u64)]) -> bool {
    unrelated(probes)
}

/// Of the texts that share shingles with one of `size`, those that it is compared with. `shared` says
/// who, how many shingles that one has and how many it shares; several for one are added up.
#[must_use]
pub fn partners(size: u32, mut shared: Vec<(u64, u32, u32)>) -> Vec<u64> {
    shared.sort_unstable();
    let mut found: Vec<(u32, u64)> = Vec::new();
    for group in shared.chunk_by(|x, y| x.0 == y.0) {
        let Some(&(other, theirs, _)) = group.first() else { continue };
        let count = group.iter().map(|&(_, _, count)| count).sum::<u32>();
        if enough(count as usize, size.min(theirs) as usize) {
            found.push((count, other));
        }
    }
    best(&mut found);
    found.into_iter().map(|(_, other)| other).collect()
}
