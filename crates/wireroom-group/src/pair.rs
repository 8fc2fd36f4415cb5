//! How likely two texts are about one event: a logistic model over a few likenesses.

use crate::profile::Profile;

/// Number of features.
pub const FEATURES: usize = 9;

/// Weights of the model, fitted by `wireroom-eval group` (see eval/SCOREBOARD.md for what was
/// fitted on what). The order is that of [`features`]; the last is the constant.
const WEIGHTS: [f32; FEATURES + 1] = [6.0, 5.0, 4.0, 1.0, 1.0, -0.5, 0.0, 0.0, -2.0, -4.2];

/// The likenesses of two texts, each from 0 to 1: of the telling, of the lead, of the names, of the
/// figures, of the days named; how far apart in time (1 is two months and more) and whether that
/// is known; the geometric mean of telling and names; and whether the two are dated apart beyond
/// what two tellings of one event are.
#[must_use]
pub fn features(a: &Profile, b: &Profile) -> [f32; FEATURES] {
    let gap = a.when.gap(b.when);
    let apart = gap.map_or(0.0, |gap| (gap.min(60) as f32 / 60.0).sqrt());
    let body = a.body.cosine(&b.body);
    let names = a.names.cosine(&b.names);
    [
        body,
        a.lead.cosine(&b.lead),
        names,
        a.numbers.cosine(&b.numbers),
        a.days.cosine(&b.days),
        apart,
        f32::from(u8::from(gap.is_some())),
        (body.max(0.0) * names.max(0.0)).sqrt(),
        f32::from(u8::from(gap.is_some_and(|gap| gap > 21))),
    ]
}

/// The probability that two texts are about one event.
pub(crate) fn probability(a: &Profile, b: &Profile) -> f32 {
    let features = features(a, b);
    let sum = features.iter().zip(&WEIGHTS).map(|(x, w)| x * w).sum::<f32>() + WEIGHTS[FEATURES];
    1.0 / (1.0 + (-sum).exp())
}
