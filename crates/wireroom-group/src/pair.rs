//! How likely two texts are about one event: a logistic model over a few likenesses.
//!
//! Tried and not in use: the likeness of each lead and title to the whole of the other text, and the
//! share of each lead's names that the other text has, all fitted anew on the even halves. Mixed
//! piles rose to B-cubed F 88 (even) and 94 (odd), but two groundings in one canal 17 months apart
//! became one event through a text without a date. They need a rule by which such a text cannot tie
//! two events together.

use crate::profile::Profile;

/// Number of features.
pub const FEATURES: usize = 7;

/// Weights of the model, in the order of [`features`]; the last is the constant. The likenesses'
/// are fitted on the even halves of the event corpora, those of days and weekdays are set by hand on our own piles (eval/SCOREBOARD.md): the corpora label whole sagas as one event,
/// which we keep apart.
const WEIGHTS: [f32; FEATURES + 1] = [12.0, 1.55, 5.7, -1.0, 1.0, -1.5, 0.0, -2.9];

/// Two fresh events further apart than this many days are two events, however alike the words.
const APART: i64 = 10;
/// What such a pair counts in a mean of probabilities: less than none, so that a text that dates
/// nothing cannot tie two events together.
const TWO_EVENTS: f32 = -0.3;

/// What speaks for and against one event, each from 0 to 1: the likeness of the telling, of the
/// lead, of the names; how far apart in time (1 is two months and more, 0 also where it is not
/// known); whether their leads name a weekday in common; whether each names some and none in
/// common; and whether their leads date
/// something fresh to days that are apart.
#[must_use]
pub fn features(a: &Profile, b: &Profile) -> [f32; FEATURES] {
    let gap = a.when.gap(b.when);
    let fresh_gap = a.fresh.zip(b.fresh).and_then(|(a, b)| a.gap(b));
    let flag = |holds: bool| f32::from(u8::from(holds));
    let both = a.weekdays & b.weekdays;
    [
        a.body.cosine(&b.body),
        a.lead.cosine(&b.lead),
        a.names.cosine(&b.names),
        gap.map_or(0.0, |gap| (gap.min(60) as f32 / 60.0).sqrt()),
        flag(both != 0),
        flag(a.weekdays != 0 && b.weekdays != 0 && both == 0),
        flag(fresh_gap.is_some_and(|gap| gap > APART)),
    ]
}

/// The probability that two texts are about one event; negative where their dates rule it out.
pub(crate) fn probability(a: &Profile, b: &Profile) -> f32 {
    let features = features(a, b);
    let sum = features.iter().zip(&WEIGHTS).map(|(x, w)| x * w).sum::<f32>() + WEIGHTS[FEATURES];
    let apart = features.last().is_some_and(|&apart| apart > 0.0);
    if apart { TWO_EVENTS } else { 1.0 / (1.0 + (-sum).exp()) }
}
