//! How likely two texts are about one event: a logistic model over a few likenesses.

use crate::profile::Profile;

/// Number of features.
pub const FEATURES: usize = 13;

/// Weights of the model, in the order of [`features`]; the last is the constant. Those of the
/// likenesses are fitted on the even halves of the event corpora. Those of days are fitted there
/// and then set by hand a little against joining, since the corpora label whole sagas as one event,
/// which we keep apart.
const WEIGHTS: [f32; FEATURES + 1] =
    [12.0, 1.55, 5.7, -1.0, 1.0, -1.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -2.9];

/// Two fresh events further apart than this many days are two events, more likely than not.
const APART: i64 = 10;

/// What speaks for and against one event, each from 0 to 1: the likeness of the telling, of the
/// lead, of the names; how far apart in time (1 is two months and more, 0 also where it is not
/// known); whether their leads name a weekday in common; whether each names some and none in
/// common; whether their leads date something fresh to days that are apart; then, of the two
/// directions the greater and the lesser share of the names of one lead that the other text names,
/// the greater likeness of one lead to the other text, the lesser share of one lead that stands in
/// the other text, and the greater and the lesser share of one title that does. The likeness of two
/// whole texts is high for twins, two events of one kind; what their titles and leads name is not.
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
        a.lead_names.covered_by(&b.names).max(b.lead_names.covered_by(&a.names)),
        a.lead_names.covered_by(&b.names).min(b.lead_names.covered_by(&a.names)),
        a.lead.cosine(&b.body).max(b.lead.cosine(&a.body)),
        a.lead.covered_by(&b.body).min(b.lead.covered_by(&a.body)),
        a.title.covered_by(&b.body).max(b.title.covered_by(&a.body)),
        a.title.covered_by(&b.body).min(b.title.covered_by(&a.body)),
    ]
}

/// The probability that two texts are about one event.
pub(crate) fn probability(a: &Profile, b: &Profile) -> f32 {
    let features = features(a, b);
    let sum = features.iter().zip(&WEIGHTS).map(|(x, w)| x * w).sum::<f32>() + WEIGHTS[FEATURES];
    if features[6] > 0.0 { -0.3 } else { 1.0 / (1.0 + (-sum).exp()) }
}
