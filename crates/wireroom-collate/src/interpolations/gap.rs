//! Where a text has words between two passages that touch in a sibling.

use crate::align::Block;
use crate::pile::Pile;

/// Longest interpolation, in words.
const LONGEST: usize = 120;
/// Equal words that must stand around an interpolation, and how near.
const FLANKS: (usize, usize) = (8, 12);

/// A passage that one body has and a sibling, running on without it, has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Insertion {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) sibling: usize,
    /// The word of the sibling before which it would stand.
    pub(super) at: usize,
}

/// Where `body` has words between two passages that touch in `sibling`.
pub(super) fn insertions_of(pile: &Pile<'_>, body: usize, sibling: usize) -> Vec<Insertion> {
    let Some((found, flipped)) = pile.between(body, sibling) else { return Vec::new() };
    let mut chain: Vec<Block> = Vec::new();
    for block in found.blocks().filter(|block| block.in_order) {
        let block = if flipped { Block { a: block.b, b: block.a, ..block } } else { block };
        match chain.last_mut() {
            Some(last) if last.a + last.len == block.a && last.b + last.len == block.b => {
                last.len += block.len;
            }
            _ => chain.push(block),
        }
    }
    let near = |at: usize, forward: bool| -> usize {
        let (low, high) =
            if forward { (at, at + FLANKS.1) } else { (at.saturating_sub(FLANKS.1), at) };
        chain
            .iter()
            .map(|block| (block.a + block.len).min(high).saturating_sub(block.a.max(low)))
            .sum()
    };
    let mut insertions = Vec::new();
    let (Some(mine), Some(other)) = (pile.bodies.get(body), pile.bodies.get(sibling)) else {
        return insertions;
    };
    if let Some(last) = chain.last() {
        let (from, to, at) = (last.a + last.len, mine.ids.len(), last.b + last.len);
        if at == other.ids.len()
            && to > from
            && to - from <= LONGEST
            && near(from, false) >= FLANKS.0
        {
            insertions.push(Insertion { from, to, sibling, at });
        }
    }
    for pair in chain.windows(2) {
        let [left, right] = pair else { continue };
        let (from, at) = (left.a + left.len, left.b + left.len);
        if right.b == at
            && right.a > from
            && right.a - from <= LONGEST
            && left.len >= 2
            && right.len >= 2
            && near(from, false) + near(right.a, true) >= FLANKS.0
        {
            insertions.push(Insertion { from, to: right.a, sibling, at });
        }
    }
    insertions
}
