//! Neighborhoods: the parts of a pile that are linked alone, and the linking of one.

use super::{Between, Size};
use crate::pair::{Judged, may_reach};
use crate::profile::Profile;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Texts of which each reaches each other over pairs that are likely one event.
#[derive(Default)]
pub(super) struct Neighborhood {
    /// Places among all texts, in order.
    texts: Vec<usize>,
    /// The pairs compared within it, as places in `texts`, the lesser first, sorted.
    pairs: Vec<(usize, usize)>,
}

/// The neighborhoods of a pile, by their first text: over `pairs` of which the probability reaches
/// `cut`.
pub(super) fn neighborhoods(
    speakers: &[&Profile],
    pairs: &[(u32, u32)],
    cut: f32,
) -> Vec<Neighborhood> {
    let likely: Vec<(u32, u32)> = pairs
        .par_iter()
        .copied()
        .filter(|&(a, b)| may_reach(speakers[a as usize], speakers[b as usize], cut))
        .collect();
    let mut root: Vec<usize> = (0..speakers.len()).collect();
    for (a, b) in likely {
        let (a, b) = (find(&mut root, a as usize), find(&mut root, b as usize));
        root[a.max(b)] = a.min(b);
    }
    let mut found: Vec<Neighborhood> = Vec::new();
    // For each text its neighborhood, and its place there.
    let mut place = Vec::with_capacity(speakers.len());
    for text in 0..speakers.len() {
        let first = find(&mut root, text);
        let at = if first == text { found.len() } else { place[first] };
        if first == text {
            found.push(Neighborhood::default());
        }
        place.push(at);
        found[at].texts.push(text);
    }
    for &(a, b) in pairs {
        let (a, b) = (a as usize, b as usize);
        if place[a] == place[b] {
            let near = &mut found[place[a]];
            let at = |text: usize| near.texts.binary_search(&text).unwrap_or_default();
            let pair = (at(a), at(b));
            near.pairs.push(pair);
        }
    }
    found
}

fn find(root: &mut [usize], mut at: usize) -> usize {
    while root[at] != at {
        root[at] = root[root[at]];
        at = root[at];
    }
    at
}

impl Neighborhood {
    /// The groups of its texts, as places among all texts.
    pub(super) fn joined(&self, speakers: &[&Profile], cut: f32) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = self.texts.iter().map(|&text| vec![text]).collect();
        let mut near: Vec<BTreeMap<usize, Between>> = vec![BTreeMap::new(); groups.len()];
        // A large pile may be mostly one neighborhood.
        let judge = |&(a, b): &(usize, usize)| {
            Between::of(&Judged::of(speakers[self.texts[a]], speakers[self.texts[b]]))
        };
        let judged: Vec<Between> = self.pairs.par_iter().map(judge).collect();
        for (&(a, b), between) in self.pairs.iter().zip(judged) {
            near[a].insert(b, between);
            near[b].insert(a, between);
        }
        let mut size = vec![Size::ONE; groups.len()];
        let key =
            |mean: f32, a: usize, b: usize| (ordered(mean), Reverse(a.min(b)), Reverse(a.max(b)));
        let mut heap: BinaryHeap<_> = near
            .iter()
            .enumerate()
            .flat_map(|(a, row)| {
                row.range(a + 1..).map(move |(&b, one)| key(one.probability, a, b))
            })
            .filter(|&(mean, ..)| mean >= ordered(cut))
            .collect();
        while let Some((mean, Reverse(a), Reverse(b))) = heap.pop() {
            let Some(between) = near[a].get(&b).copied() else { continue };
            if ordered(between.mean(size[a], size[b])) != mean || !between.allows(size[a], size[b])
            {
                continue;
            }
            let moved = std::mem::take(&mut groups[b]);
            groups[a].extend(moved);
            let row = std::mem::take(&mut near[b]);
            near[a].remove(&b);
            for (&other, more) in &row {
                if other != a {
                    near[other].remove(&b);
                    let mut total = near[a].get(&other).copied().unwrap_or_default();
                    total.add(more);
                    near[a].insert(other, total);
                    near[other].insert(a, total);
                }
            }
            size[a] = size[a].with(size[b], &between);
            for (&other, one) in &near[a] {
                let mean = one.mean(size[a], size[other]);
                if ordered(mean) >= ordered(cut) {
                    heap.push(key(mean, a, other));
                }
            }
        }
        groups.retain(|group| !group.is_empty());
        groups
    }
}

/// A probability as an integer that orders alike: `f32` has no total order.
fn ordered(value: f32) -> u32 {
    value.max(0.0).to_bits()
}
