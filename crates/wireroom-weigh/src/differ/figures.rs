//! Other figures of the same thing.
//!
//! Figures of one thing are told apart from figures of two things by elimination. What a figure of
//! one text agrees with in the other is explained and out of the question; what is left on both
//! sides is compared by what became of those counted, by how much the passages say the same, plain words
//! above all, and by how far the likeness lies above that of any rival ([`pairs`]). A logistic model weighs
//! that: it was fitted on figures that agree and are of one thing as well as on those that do not,
//! since whether two figures are of one thing has little to do with what they are worth.

mod pairs;

use super::{Scene, side};
use crate::figure::Figure;
use crate::unit::Unit;
pub(crate) use pairs::{FEATURES, Pair};
use std::collections::{BTreeMap, BTreeSet};
use wireroom_model::{Difference, DifferenceKind};

/// A figure where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Told<'a> {
    pub(crate) unit: &'a Unit,
    pub(crate) figure: &'a Figure,
}

/// More figures than this in an event, and only the first are compared.
const MOST_FIGURES: usize = 600;

/// Differences of figures shown.
pub(super) fn figures(scene: &Scene<'_>) -> Vec<Difference> {
    let open = pairs_of(scene).into_iter().filter(|pair| !pair.agrees && !pair.explained);
    let mut found: Vec<(u32, Pair<'_>)> =
        open.map(|pair| ((pair.probability() * 1e6) as u32, pair)).collect();
    found.retain(|(score, _)| *score >= (SHOWN * 1e6) as u32);
    found.sort_by(|(a, x), (b, y)| b.cmp(a).then_with(|| x.key().cmp(&y.key())));
    // One pair of values of one thing is told once, by the pair of passages that shows it best; and
    // of the figures of a passage one answers another passage's.
    let (mut seen, mut answered) = (BTreeSet::new(), BTreeSet::new());
    found.retain(|(_, pair)| {
        let at = |one: Told<'_>, other: Told<'_>| {
            (one.unit.at, one.figure.value.to_bits(), other.unit.at)
        };
        let (x, y) = (at(pair.x, pair.y), at(pair.y, pair.x));
        let free = !answered.contains(&x) && !answered.contains(&y);
        if free {
            answered.extend([x, y]);
        }
        free && seen.insert(pair.values())
    });
    found
        .into_iter()
        .map(|(_, Pair { x, y, .. })| {
            let why = format!("{} here, {} there", x.figure.wording, y.figure.wording);
            scene.difference(DifferenceKind::Number, vec![side(x.unit), side(y.unit)], why)
        })
        .collect()
}

/// A pair is shown from this probability on.
const SHOWN: f32 = 0.7;
/// Weights of [`Pair::probability`], in the order of its features.
const WEIGHTS: [f32; FEATURES] =
    [0.88, -0.73, 0.95, -3.19, 0.81, 0.45, -0.62, 0.81, 2.61, 1.69, 0.09, 0.93, -1.70, 1.11, -1.10];
/// Its constant.
const CONSTANT: f32 = -1.56;

impl Pair<'_> {
    /// How likely the two are of one thing: a logistic model, see `training/weigh`.
    pub(crate) fn probability(&self) -> f32 {
        let sum: f32 = self.features.iter().zip(&WEIGHTS).map(|(x, w)| x * w).sum();
        1.0 / (1.0 + (-(sum + CONSTANT)).exp())
    }

    fn key(&self) -> (&str, &str) {
        (self.x.unit.id.as_str(), self.y.unit.id.as_str())
    }

    fn values(&self) -> (u64, u64) {
        let (a, b) = (self.x.figure.value.to_bits(), self.y.figure.value.to_bits());
        (a.min(b), a.max(b))
    }
}

/// All pairs of figures of different accounts that may be of one thing.
pub(crate) fn pairs_of<'a>(scene: &'a Scene<'_>) -> Vec<Pair<'a>> {
    let told = told(scene);
    let mut of_document = BTreeMap::<usize, Vec<Told<'a>>>::new();
    for &one in &told {
        of_document.entry(one.unit.document).or_default().push(one);
    }
    let documents: Vec<usize> = of_document.keys().copied().collect();
    let mut found: Vec<Pair<'_>> = Vec::new();
    for (at, a) in documents.iter().enumerate() {
        for b in &documents[at + 1..] {
            if scene.account_of.get(a) != scene.account_of.get(b) {
                found.extend(pairs::pairs(scene, &of_document[a], &of_document[b]));
            }
        }
    }
    // Who gives both tells two things apart.
    let gives = |told: &[Told<'_>], one: &Figure| {
        told.iter().any(|it| it.figure.value == one.value && it.figure.kind == one.kind)
    };
    for pair in &mut found {
        let both = |told: &Vec<Told<'_>>| gives(told, pair.x.figure) && gives(told, pair.y.figure);
        let both = !pair.agrees && of_document.values().any(both);
        pair.features[pairs::TOGETHER] = f32::from(u8::from(both));
    }
    found
}

/// From this value on a number that names something names the same wherever it stands.
const NAMED: f64 = 100.0;

/// The figures of an event, those that copies repeat once.
fn told<'a>(scene: &'a Scene<'_>) -> Vec<Told<'a>> {
    // "A laden 737" beside "a Boeing 737 with its passengers": a name in one passage is one in all.
    let named: BTreeSet<u64> = scene
        .units
        .iter()
        .flat_map(|unit| &unit.asserts.figures)
        .filter(|figure| figure.label && figure.value >= NAMED)
        .map(|figure| figure.value.to_bits())
        .collect();
    let mut seen = BTreeSet::new();
    let speaking = scene.units.iter().filter(|unit| seen.insert((unit.family, unit.text.as_str())));
    let figures = speaking
        .flat_map(|unit| unit.asserts.figures.iter().map(move |figure| Told { unit, figure }))
        .filter(|told| !told.figure.label && !told.figure.aside && told.figure.value > 0.0)
        .filter(|told| !named.contains(&told.figure.value.to_bits()));
    figures.take(MOST_FIGURES).collect()
}
