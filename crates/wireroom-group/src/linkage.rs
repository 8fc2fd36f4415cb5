//! Average linkage over sparse pairs.

use crate::pair::probability;
use crate::profile::Profile;
use crate::{Config, Group};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use wireroom_model::Telling;

/// The cut chosen on the dev halves.
pub(crate) const CUT: f32 = 0.4;

/// Heaviest terms of a text through which it looks for partners.
const KEYS: usize = 24;
/// A term that more families than this share finds no partners: it is no longer rare in this pile.
const COMMON: usize = 400;

/// Joins from families upward, always the two groups with the highest mean probability first. Ties
/// go to the groups whose first document comes first in the pile by id, so the order of the pile
/// does not show.
pub(crate) fn link(pile: &[Telling<'_>], profiles: &[Profile], config: &Config) -> Vec<Group> {
    let mut groups = families(pile);
    let mut of = vec![0; pile.len()];
    for (index, group) in groups.iter().enumerate() {
        for &member in group {
            of[member] = index;
        }
    }
    // One witness speaks for its family: the one with the longest telling, then the lowest id.
    let speakers: Vec<usize> = groups
        .iter()
        .map(|group| {
            let rank = |&member: &usize| {
                (profiles[member].body.0.len(), Reverse(pile[member].document.id.clone()))
            };
            group.iter().copied().max_by_key(rank).unwrap_or(0)
        })
        .collect();
    let mut near: Vec<BTreeMap<usize, f32>> = vec![BTreeMap::new(); groups.len()];
    for (a, b) in candidates(profiles, &speakers) {
        let likeness = probability(&profiles[speakers[a]], &profiles[speakers[b]]);
        near[a].insert(b, likeness);
        near[b].insert(a, likeness);
    }
    let mut weight: Vec<f32> = vec![1.0; groups.len()];
    let key = |mean: f32, a: usize, b: usize| (ordered(mean), Reverse(a.min(b)), Reverse(a.max(b)));
    let mut heap: BinaryHeap<_> = near
        .iter()
        .enumerate()
        .flat_map(|(a, row)| row.range(a + 1..).map(move |(&b, &sum)| key(sum, a, b)))
        .collect();
    while let Some((mean, Reverse(a), Reverse(b))) = heap.pop() {
        let current = near[a].get(&b).map(|sum| sum / (weight[a] * weight[b]));
        if mean < ordered(config.cut) {
            break;
        }
        if groups[a].is_empty() || groups[b].is_empty() || current.map(ordered) != Some(mean) {
            continue;
        }
        let moved = std::mem::take(&mut groups[b]);
        groups[a].extend(moved);
        let row = std::mem::take(&mut near[b]);
        near[a].remove(&b);
        for (&other, &sum) in &row {
            if other != a {
                near[other].remove(&b);
                let total = near[a].get(&other).copied().unwrap_or(0.0) + sum;
                near[a].insert(other, total);
                near[other].insert(a, total);
            }
        }
        weight[a] += weight[b];
        for (&other, &sum) in &near[a] {
            heap.push(key(sum / (weight[a] * weight[other]), a, other));
        }
    }
    let mut found: Vec<Group> = groups
        .into_iter()
        .filter(|members| !members.is_empty())
        .map(|mut members| {
            members.sort_unstable();
            Group { members }
        })
        .collect();
    found.sort_by_key(|group| group.members[0]);
    found
}

/// The families, those whose lowest document id is lowest first.
fn families(pile: &[Telling<'_>]) -> Vec<Vec<usize>> {
    let mut families = BTreeMap::<usize, Vec<usize>>::new();
    for (index, telling) in pile.iter().enumerate() {
        families.entry(telling.family).or_default().push(index);
    }
    let mut families: Vec<Vec<usize>> = families.into_values().collect();
    families.sort_by_cached_key(|members| {
        members.iter().map(|&member| pile[member].document.id.clone()).min()
    });
    families
}

/// Pairs of groups whose speakers share at least one of their heaviest rare terms.
fn candidates(profiles: &[Profile], speakers: &[usize]) -> Vec<(usize, usize)> {
    let mut holders = BTreeMap::<u64, Vec<usize>>::new();
    for (group, &speaker) in speakers.iter().enumerate() {
        for vector in [&profiles[speaker].body, &profiles[speaker].names, &profiles[speaker].lead] {
            let mut terms = vector.0.clone();
            terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            for (term, _) in terms.into_iter().take(KEYS) {
                let list = holders.entry(term).or_default();
                if list.last() != Some(&group) {
                    list.push(group);
                }
            }
        }
    }
    let mut pairs = Vec::new();
    for list in holders.values().filter(|list| list.len() <= COMMON) {
        for (at, &a) in list.iter().enumerate() {
            pairs.extend(list[at + 1..].iter().map(|&b| (a, b)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// A probability as an integer that orders alike: `f32` has no total order.
fn ordered(value: f32) -> u32 {
    value.max(0.0).to_bits()
}
