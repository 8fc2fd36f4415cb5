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
    Alike::of(a, b).features(a, b)
}

/// How alike the words of two texts are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Alike {
    /// The cosine of the tellings.
    pub(crate) body: f32,
    /// The cosine of the names.
    pub(crate) names: f32,
    /// The greater cosine of the lead of the one and the whole of the other.
    pub(crate) lead: f32,
    /// The greater share of the title of the one that the whole of the other has.
    pub(crate) title: f32,
    /// The cosine of what stands side by side.
    pub(crate) phrases: f32,
}

impl Alike {
    fn of(a: &Profile, b: &Profile) -> Self {
        Self {
            body: a.body.cosine(&b.body),
            names: a.names.cosine(&b.names),
            lead: a.lead.cosine(&b.body).max(b.lead.cosine(&a.body)),
            title: a.title.covered_by(&b.body).max(b.title.covered_by(&a.body)),
            phrases: a.phrases.cosine(&b.phrases),
        }
    }

    /// The features of two texts that are so much alike.
    fn features(self, a: &Profile, b: &Profile) -> [f32; FEATURES] {
        let [gap, weekday, other] = in_time(a, b);
        let Self { body, names, lead, title, phrases } = self;
        [body, names, lead, title, phrases, gap, weekday, other]
    }
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
        Self::with(Alike::of(a, b), a, b)
    }

    /// Of two texts that are so much alike.
    pub(crate) fn with(alike: Alike, a: &Profile, b: &Profile) -> Self {
        let features = alike.features(a, b);
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
pub(crate) mod tests {
    use super::*;
    use crate::vector::Vector;

    /// A profile whose vectors hold `count` terms from `first` on, the lead and title fewer of them.
    pub(crate) fn profile(first: u64, count: u64, weekdays: u8) -> Profile {
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
    fn a_weekday_in_common_speaks_for_and_others_against() {
        let likely =
            |one, other| Judged::of(&profile(0, 20, one), &profile(10, 20, other)).probability;
        assert!(likely(1, 1) > likely(0, 1));
        assert!(likely(0, 1) > likely(2, 1));
    }
}
