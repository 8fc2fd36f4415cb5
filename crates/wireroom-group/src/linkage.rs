//! Average linkage over sparse pairs, with two things that keep groups apart: dates and cohesion.

pub(crate) mod candidates;
pub(crate) mod neighborhood;
mod numbered;

use crate::pair::Judged;
use crate::profile::Profile;
use crate::{Config, Group, Profiled};
use candidates::LIMITS;
use neighborhood::neighborhoods;
use numbered::Numbered;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use wireroom_model::DocumentId;

/// The cut chosen on the dev halves.
pub(crate) const CUT: f32 = 0.1;

/// Two groups are joined only where their texts are at least this much as alike, on average, as the
/// texts within each: two events of one kind, each much told, are alike in the words of their kind
/// and not in what makes each.
const COHESION: f32 = 0.65;
/// Pairs within a group that its own likeness is reckoned from as if they were as alike as the two
/// groups are: a group of two or three texts says little of how alike its texts are.
const PRIOR: f32 = 6.0;

/// What is known between two groups: sums over the pairs of their texts.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Between {
    pub(crate) probability: f32,
    pub(crate) likeness: f32,
    /// Pairs that both date something fresh, and those of them that date it to days apart.
    pub(crate) dated: u32,
    pub(crate) apart: u32,
}

/// How many texts a group has, and how alike they are: a sum over pairs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) texts: f32,
    pub(crate) likeness: f32,
}

/// Two groups that were joined, each by its first text, that of the lower id first, and what came of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Joining {
    /// The mean probability as bits, which order alike.
    pub(crate) mean: u32,
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) size: Size,
}

impl Size {
    pub(crate) const ONE: Self = Self { texts: 1.0, likeness: 0.0 };

    /// Of a group whose pairs sum up to `inside`.
    pub(crate) fn of(texts: usize, inside: &Between) -> Self {
        Self { texts: texts as f32, likeness: inside.likeness }
    }

    pub(crate) fn with(self, other: Self, between: &Between) -> Self {
        Self {
            texts: self.texts + other.texts,
            likeness: self.likeness + other.likeness + between.likeness,
        }
    }

    /// The mean likeness of the pairs within, and of as many as [`PRIOR`] that are like `beside`.
    pub(crate) fn within(self, beside: f32) -> f32 {
        (self.likeness + PRIOR * beside) / (self.pairs() + PRIOR)
    }

    fn pairs(self) -> f32 {
        self.texts * (self.texts - 1.0) / 2.0
    }
}

impl Between {
    pub(crate) fn of(judged: &Judged) -> Self {
        Self {
            probability: judged.probability,
            likeness: judged.likeness,
            dated: u32::from(judged.fresh_gap.is_some()),
            apart: u32::from(judged.apart()),
        }
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.probability += other.probability;
        self.likeness += other.likeness;
        self.dated += other.dated;
        self.apart += other.apart;
    }

    pub(crate) fn mean(&self, a: Size, b: Size) -> f32 {
        self.probability / (a.texts * b.texts)
    }

    /// The mean likeness over the pairs.
    pub(crate) fn beside(&self, a: Size, b: Size) -> f32 {
        self.likeness / (a.texts * b.texts)
    }

    /// Pairs that both date something fresh, and those of them that date it to days apart.
    pub(crate) const fn dates(&self) -> (u32, u32) {
        (self.dated, self.apart)
    }

    /// Whether dates and cohesion let the two be one event. A text that dates nothing joins
    /// whichever it is most like, but ties no two groups together: those that date their events
    /// decide alone, by more than half of their pairs, so that one wrong date does not part a group.
    ///
    /// Of two groups, pairs that are less alike or less likely never allow more, nor do fewer that
    /// date the same: this is exact, and [`Growing`](crate::Growing) rests on it.
    pub(crate) fn allows(&self, a: Size, b: Size) -> bool {
        !parted(self.dates()) && f64::from(self.beside(a, b)) >= least_beside(a, b)
    }
}

/// The least likeness across two groups at which it reaches [`least_likeness`] for that within each:
/// where one equals the other. (It is in both, as the [`PRIOR`] pairs within are as alike as the
/// groups are: a quadratic equation.)
fn least_beside(a: Size, b: Size) -> f64 {
    let (cohesion, prior) = (f64::from(COHESION * COHESION), f64::from(PRIOR));
    let [x, y] = [a, b].map(|it| f64::from(it.likeness));
    let [m, n] = [a, b].map(|it| f64::from(it.pairs()) + prior);
    let square = m * n - cohesion * prior * prior;
    let linear = cohesion * prior * (x + y);
    (linear + (linear * linear + 4.0 * square * cohesion * x * y).sqrt()) / (2.0 * square)
}

/// Whether dates keep two groups apart, by [`Between::dates`].
pub(crate) const fn parted((dated, apart): (u32, u32)) -> bool {
    2 * apart > dated
}

/// The least likeness across two groups that are one event, given that within each.
pub(crate) fn least_likeness(a: f32, b: f32) -> f32 {
    COHESION * (a * b).sqrt()
}

/// The witness that speaks for its family: the one with the longest telling, then the lowest id.
/// `of` gives profile and id of a member.
pub(crate) fn speaker<'p>(
    family: &[usize],
    of: impl Fn(usize) -> (&'p Profile, &'p DocumentId),
) -> Option<usize> {
    let rank = |&member: &usize| {
        let (profile, id) = of(member);
        (profile.body.0.len(), Reverse(id))
    };
    family.iter().copied().max_by_key(rank)
}

/// Joins from families upward, always the two groups with the highest mean probability first. Ties
/// go to the groups whose first document comes first in the pile by id, so the order of the pile
/// does not show.
///
/// Two groups are joined only where the mean over their pairs reaches the cut, so some pair of them
/// reaches it by itself: the pile falls into neighborhoods that no such pair reaches out of, and each
/// is linked alone.
pub(crate) fn link(texts: &[Profiled<'_>], config: &Config) -> Vec<Group> {
    let families = families(texts);
    let speakers: Vec<&Profile> = families
        .par_iter()
        .filter_map(|family| Some(&texts[speaks(texts, family)?].profile))
        .collect();
    let pairs = candidates::pairs(&candidates::partners(&candidates::keys(&speakers), LIMITS));
    let judged = judge(&speakers, &pairs);
    let mut found: Vec<Group> = neighborhoods(speakers.len(), &pairs, &judged, config.cut)
        .into_par_iter()
        .flat_map_iter(|near| near.joined(config.cut))
        .map(|joined| {
            let members = joined.iter().flat_map(|&family| families[family].iter().copied());
            let mut members: Vec<usize> = members.collect();
            members.sort_unstable();
            Group { members }
        })
        .collect();
    found.sort_by_key(|group| group.members[0]);
    found
}

/// Judges `pairs`, which are in order.
pub(crate) fn judge(speakers: &[&Profile], pairs: &[(u32, u32)]) -> Vec<Between> {
    Numbered::of(speakers).judge(pairs)
}

/// The place of the text that speaks for a family.
pub(crate) fn speaks(texts: &[Profiled<'_>], family: &[usize]) -> Option<usize> {
    speaker(family, |at| (&texts[at].profile, texts[at].document))
}

/// The families, those whose lowest document id is lowest first.
pub(crate) fn families(texts: &[Profiled<'_>]) -> Vec<Vec<usize>> {
    let mut families = BTreeMap::<usize, Vec<usize>>::new();
    for (index, text) in texts.iter().enumerate() {
        families.entry(text.family).or_default().push(index);
    }
    let mut families: Vec<Vec<usize>> = families.into_values().collect();
    families.sort_by_key(|members| members.iter().map(|&member| texts[member].document).min());
    families
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_cohesion_asks_for_is_the_least_that_reaches_it(
            texts in (1u16..900, 1u16..900), likeness in (0.0f32..1.0, 0.0f32..1.0), beside in 0.0f32..1.0,
        ) {
            let size = |texts: u16, likeness: f32| {
                let one = Size { texts: f32::from(texts), likeness: 0.0 };
                Size { likeness: one.pairs() * likeness, ..one }
            };
            let (a, b) = (size(texts.0, likeness.0), size(texts.1, likeness.1));
            let needed = least_likeness(a.within(beside), b.within(beside));
            let apart = beside - needed;
            prop_assume!(apart.abs() > 1e-5);
            prop_assert_eq!(f64::from(beside) >= least_beside(a, b), apart > 0.0);
        }
    }
}
