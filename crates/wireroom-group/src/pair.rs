//! How likely two texts are about one event: a logistic model over a few likenesses.
//!
//! Tried and not in use: the likeness of the two leads, the shares of each lead's words and names
//! that the other text has (weight 0 where none may speak against; 0.4 points of B-cubed F where
//! they may), places in common, square roots of the likenesses, shares of the whole covered.

use crate::profile::Profile;

/// Number of features.
pub const FEATURES: usize = 8;

/// The features in words, as an explanation names them.
pub(crate) const LABELS: [&str; FEATURES] = [
    "words of the whole telling",
    "names",
    "words of the one's title and first sentences in the other",
    "words of the one's title in the other",
    "words side by side",
    "days between what they date",
    "a weekday in common",
    "other weekdays",
];

/// Weights of the model, in the order of [`features`]; the last is the constant. Those of days and
/// weekdays are set by hand, since the event corpora label whole sagas as one event, which we keep
/// apart; the others are fitted beside them (`training/group`), none below 0, so that a likeness
/// never speaks against.
const WEIGHTS: [f32; FEATURES + 1] = [8.53, 5.09, 4.04, 2.11, 2.77, -1.0, 1.0, -1.5, -5.14];

/// Two fresh events further apart than this many days are two events, however alike the words.
const APART: i64 = 10;

/// What speaks for and against one event, each from 0 to 1: the likeness of the tellings, and of
/// their names; the greater likeness of the lead of the one to the whole of the other; the greater
/// share of the title of the one that the other has; the likeness of what stands side by side; how
/// far apart in time (1 is two months and more, 0 also where it is not known); whether their leads
/// name a weekday in common; and whether each names some and none in common.
#[must_use]
pub fn features(a: &Profile, b: &Profile) -> [f32; FEATURES] {
    let [gap, weekday, other] = in_time(a, b);
    [
        a.body.cosine(&b.body),
        a.names.cosine(&b.names),
        leads(a, b),
        titles(a, b),
        a.phrases.cosine(&b.phrases),
        gap,
        weekday,
        other,
    ]
}

/// Whether the probability of a pair reaches `cut`, or comes near: the likenesses that are dear to
/// work out are asked for only while they can still decide.
pub(crate) fn may_reach(a: &Profile, b: &Profile, cut: f32) -> bool {
    let [whole, names, lead, title, phrases, days, weekday, other, start] = WEIGHTS;
    // Sums in another order differ in their last bits.
    let wanted = (cut / (1.0 - cut)).ln() - 1e-3 - start;
    let [gap, both, none] = in_time(a, b);
    let mut sum = days * gap + weekday * both + other * none;
    let mut open = whole + names + lead + title + phrases;
    type Likeness = fn(&Profile, &Profile) -> f32;
    let steps: [(f32, Likeness); 5] = [
        (names, |a, b| a.names.cosine(&b.names)),
        (title, titles),
        (whole, |a, b| a.body.cosine(&b.body)),
        (lead, leads),
        (phrases, |a, b| a.phrases.cosine(&b.phrases)),
    ];
    for (weight, likeness) in steps {
        if sum + open < wanted {
            return false;
        }
        sum += weight * likeness(a, b);
        open -= weight;
    }
    sum >= wanted
}

/// The greater likeness of the lead of the one to the whole of the other.
fn leads(a: &Profile, b: &Profile) -> f32 {
    a.lead.cosine(&b.body).max(b.lead.cosine(&a.body))
}

/// The greater share of the title of the one that the other has.
fn titles(a: &Profile, b: &Profile) -> f32 {
    a.title.covered_by(&b.body).max(b.title.covered_by(&a.body))
}

/// How far apart in time, whether they name a weekday in common, whether others and none in common.
fn in_time(a: &Profile, b: &Profile) -> [f32; 3] {
    let gap = a.when.gap(b.when);
    let flag = |holds: bool| f32::from(u8::from(holds));
    let both = a.weekdays & b.weekdays;
    [
        gap.map_or(0.0, |gap| (gap.min(60) as f32 / 60.0).sqrt()),
        flag(both != 0),
        flag(a.weekdays != 0 && b.weekdays != 0 && both == 0),
    ]
}

/// What each feature adds to the score of the pair, and what it starts from.
pub(crate) fn contributions(features: &[f32; FEATURES]) -> ([f32; FEATURES], f32) {
    let mut found = *features;
    for (value, weight) in found.iter_mut().zip(&WEIGHTS) {
        *value *= weight;
    }
    (found, WEIGHTS[FEATURES])
}

/// What linkage needs of two texts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Judged {
    /// The probability that they are about one event.
    pub(crate) probability: f32,
    /// How alike their words are: the measure of cohesion.
    pub(crate) likeness: f32,
    /// Days between the fresh events that their leads date, if both do.
    pub(crate) fresh_gap: Option<i64>,
}

impl Judged {
    pub(crate) fn of(a: &Profile, b: &Profile) -> Self {
        let features = features(a, b);
        let (parts, start) = contributions(&features);
        let score = parts.iter().sum::<f32>() + start;
        Self {
            probability: 1.0 / (1.0 + (-score).exp()),
            likeness: features[0],
            fresh_gap: a.fresh.zip(b.fresh).and_then(|(a, b)| a.gap(b)),
        }
    }

    /// Whether the two date something fresh to days that are apart.
    pub(crate) fn apart(&self) -> bool {
        self.fresh_gap.is_some_and(|gap| gap > APART)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vector::Vector;

    /// A profile whose vectors hold `count` terms from `first` on, the lead and title fewer of them.
    fn profile(first: u64, count: u64, weekdays: u8) -> Profile {
        let vector = |count: u64| {
            Vector::unit((first..first + count).map(|t| (t, 1.0 + (t % 5) as f32)).collect())
        };
        Profile {
            body: vector(count),
            lead: vector(count / 2 + 1),
            title: vector(2),
            phrases: vector(count),
            names: vector(count / 3 + 1),
            when: crate::When::Unknown,
            fresh: None,
            weekdays,
        }
    }

    #[test]
    fn no_pair_that_reaches_the_cut_is_passed_over() {
        let profiles: Vec<Profile> =
            (0..20).map(|n| profile(n * 2, 9 + n % 30, [0, 1, 2][n as usize % 3])).collect();
        let (mut reached, mut passed) = (0, 0);
        for (a, b) in profiles.iter().flat_map(|a| profiles.iter().map(move |b| (a, b))) {
            for cut in [0.05, 0.1, 0.5, 0.9] {
                let probability = Judged::of(a, b).probability;
                let may = may_reach(a, b, cut);
                assert!(may || probability < cut, "{probability} {cut}");
                // It passes over all that do not come near.
                assert!(!may || probability > cut * 0.99, "{probability} {cut}");
                reached += usize::from(may);
                passed += usize::from(!may);
            }
        }
        assert!(reached > 20 && passed > 20, "{reached} {passed}");
    }
}
