//! The pairs of witnesses of which one may be the source of the other, with what is known of each.
//!
//! All pairs of a family of some size; in a larger one those whose texts were compared.

use super::difference::Differences;
use super::facts::Facts;
use super::features::{Features, features, nearness};
use super::readings::Readings;
use crate::families::Grouping;
use crate::pile::Pile;

/// Up to so many witnesses every pair is looked at; beyond, only pairs whose bodies were compared.
pub(super) const NEAR: usize = 24;

/// Pairs of witnesses of which one may be the source of the other.
pub(crate) struct Options {
    /// `(copy, source)` by index in the family, with the features of the pair. Sorted.
    pub(crate) pairs: Vec<(usize, usize, Features)>,
}

impl Options {
    /// The features of one pair.
    pub(super) fn of(&self, copy: usize, source: usize) -> Option<&Features> {
        self.pairs.get(self.at(copy, source)?).map(|(_, _, features)| features)
    }

    /// The index of one pair.
    pub(super) fn at(&self, copy: usize, source: usize) -> Option<usize> {
        let key = (copy, source);
        self.pairs.binary_search_by_key(&key, |&(copy, source, _)| (copy, source)).ok()
    }
}

/// All pairs that are looked at in a family.
pub(crate) fn options(
    differences: &Differences<'_>,
    facts: &[Facts],
    grouping: &Grouping,
) -> Options {
    let nears: Vec<Vec<usize>> =
        (0..facts.len()).map(|index| near(differences.pile(), facts, index)).collect();
    let best: Vec<f32> = nears
        .iter()
        .zip(facts)
        .map(|(near, mine)| {
            let others = near.iter().filter_map(|&other| facts.get(other));
            let diffs = others.filter_map(|other| differences.of(mine, other));
            diffs.map(|diff| nearness(&diff)).fold(0.0, f32::max)
        })
        .collect();
    let best = |index: usize| best.get(index).copied().unwrap_or(0.0);
    let bodies: Vec<Vec<usize>> = nears
        .iter()
        .map(|near| {
            let mut bodies: Vec<usize> =
                near.iter().filter_map(|&other| Some(facts.get(other)?.body)).collect();
            bodies.sort_unstable();
            bodies.dedup();
            bodies
        })
        .collect();
    let readings = Readings::new(differences.pile());
    let agreement = |one: usize, other: usize| {
        let (mine, other) = (facts.get(one)?.body, facts.get(other)?.body);
        Some(readings.agreement(mine, other, bodies.get(one)?))
    };
    let mut pairs = Vec::new();
    for ((copy_idx, copy), near) in facts.iter().enumerate().zip(&nears) {
        for &source_idx in near {
            let Some(source) = facts.get(source_idx) else { continue };
            let both = (best(copy_idx), best(source_idx));
            let agree = agreement(copy_idx, source_idx).unwrap_or_default();
            let back = agreement(source_idx, copy_idx).unwrap_or_default();
            let found = features(differences, (source, copy), facts, grouping, both, (agree, back));
            pairs.extend(found.map(|found| (copy_idx, source_idx, found)));
        }
    }
    Options { pairs }
}

/// The witnesses that one is held against.
pub(super) fn near(pile: &Pile<'_>, facts: &[Facts], index: usize) -> Vec<usize> {
    let Some(mine) = facts.get(index) else { return Vec::new() };
    if facts.len() <= NEAR {
        return (0..facts.len()).filter(|&other| other != index).collect();
    }
    let compared = pile.accepted.get(mine.body).map_or(&[][..], Vec::as_slice);
    let firsts = compared.iter().chain(std::iter::once(&mine.body)).flat_map(|&body| {
        pile.holders.get(body).into_iter().flat_map(|held| held.iter().take(2).copied())
    });
    let mut found: Vec<usize> = firsts
        .filter_map(|member| facts.binary_search_by_key(&member, |other| other.member).ok())
        .filter(|&other| other != index)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}
