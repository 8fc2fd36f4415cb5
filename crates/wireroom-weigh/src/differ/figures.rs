//! Other figures of the same thing.
//!
//! Figures of one thing are told apart from figures of two things by elimination. What a figure of
//! one text agrees with in the other is explained and out of the question; what is left on both
//! sides is compared by what it counts, by what became of those counted, by the words around it
//! and by how few rivals there are, and two figures are set against each other only where each is
//! the other's best.

use super::{Scene, side};
use crate::figure::{Fate, Figure, FigureKind};
use crate::unit::Unit;
use std::collections::{BTreeMap, BTreeSet};
use wireroom_model::{Difference, DifferenceKind, Stamp};

/// A figure where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Told<'a> {
    pub(crate) unit: &'a Unit,
    pub(crate) figure: &'a Figure,
}

/// Two figures of different accounts that may be of one thing and do not agree.
pub(crate) struct Candidate<'a> {
    pub(crate) x: Told<'a>,
    pub(crate) y: Told<'a>,
    /// See [`Candidate::score`].
    pub(crate) features: [f32; FEATURES],
}

/// How many features there are.
pub(crate) const FEATURES: usize = 10;

/// More figures than this in an event, and only those that count alike are compared.
const MOST_FIGURES: usize = 600;

/// Differences of figures shown.
pub(super) fn figures(scene: &Scene<'_>) -> Vec<Difference> {
    let mut found: Vec<(u32, Candidate<'_>)> = candidates(scene)
        .into_iter()
        .map(|candidate| ((candidate.score() * 1e6) as u32, candidate))
        .collect();
    found.retain(|(score, _)| *score >= (SHOWN * 1e6) as u32);
    found.sort_by(|(a, x), (b, y)| b.cmp(a).then_with(|| x.key().cmp(&y.key())));
    // One pair of values of one thing is told once, by the pair of passages that shows it best.
    let mut seen = BTreeSet::new();
    found.retain(|(_, candidate)| seen.insert(candidate.values()));
    found
        .into_iter()
        .map(|(_, Candidate { x, y, .. })| {
            let why = format!("{} here, {} there", x.figure.wording, y.figure.wording);
            scene.difference(DifferenceKind::Number, vec![side(x.unit), side(y.unit)], why)
        })
        .collect()
}

/// A candidate is shown from this score on.
const SHOWN: f32 = 0.5;

impl Candidate<'_> {
    /// From 0 to 1: how likely the two are of one thing. Weights set by hand on the odd piles of
    /// `eval/weigh` and on reading what is shown of real news: in a match report everything is
    /// counted in yards, and every figure has rivals; two counts of one thing are seldom far apart.
    pub(crate) fn score(&self) -> f32 {
        let [alike, _, _, _, rivals, ratio, most, least, meaning, one_mouth] = self.features;
        let small = self.x.figure.value.max(self.y.figure.value) < 5.0;
        let sum = 3.0 * alike + 2.0 * most + 2.0 * least + 2.0 * meaning + 0.5 * one_mouth
            - 1.5 * ratio
            - rivals.min(3.0)
            - f32::from(u8::from(small))
            - f32::from(u8::from(ratio > 0.8))
            - 3.3;
        1.0 / (1.0 + (-sum).exp())
    }

    fn key(&self) -> (&str, &str) {
        (self.x.unit.id.as_str(), self.y.unit.id.as_str())
    }

    fn values(&self) -> (u64, u64) {
        let (a, b) = (self.x.figure.value.to_bits(), self.y.figure.value.to_bits());
        (a.min(b), a.max(b))
    }
}

/// All pairs of figures of different accounts that may be of one thing, do not agree, and are
/// explained by no other figure.
pub(crate) fn candidates<'a>(scene: &'a Scene<'_>) -> Vec<Candidate<'a>> {
    let told = told(scene);
    let mut of_document = BTreeMap::<usize, Vec<Told<'a>>>::new();
    for &one in &told {
        of_document.entry(one.unit.document).or_default().push(one);
    }
    let documents: Vec<usize> = of_document.keys().copied().collect();
    let mut found = Vec::new();
    for (at, a) in documents.iter().enumerate() {
        for b in &documents[at + 1..] {
            let (left, right) = (&of_document[a], &of_document[b]);
            if scene.account_of.get(a) != scene.account_of.get(b) {
                found.extend(pair_up(scene, left, right));
            }
        }
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
        .filter(|told| !told.figure.label && told.figure.value > 0.0)
        .filter(|told| !named.contains(&told.figure.value.to_bits()));
    figures.take(MOST_FIGURES).collect()
}

/// The candidates of two documents.
fn pair_up<'a>(scene: &'a Scene<'_>, left: &[Told<'a>], right: &[Told<'a>]) -> Vec<Candidate<'a>> {
    let equal = |one: &Told<'_>, other: &Told<'_>| {
        one.figure.value == other.figure.value && one.figure.kind == other.figure.kind
    };
    // A figure that the other text has to the digit explains that one and no near one.
    let spoken_for = |one: &Told<'_>, there: &[Told<'_>]| there.iter().any(|it| equal(one, it));
    let explained = |one: &Told<'_>, here: &[Told<'_>], there: &[Told<'_>]| {
        there.iter().any(|other| {
            equal(one, other)
                || (one.figure.may_agree(other.figure)
                    && one.figure.alike(other.figure) > 0.0
                    && !spoken_for(other, here))
        })
    };
    let open = |here: &[Told<'a>], there: &[Told<'a>]| -> Vec<Told<'a>> {
        here.iter().filter(|one| !explained(one, here, there)).copied().collect()
    };
    let (open_left, open_right) = (open(left, right), open(right, left));
    let mut found: Vec<Candidate<'a>> = Vec::new();
    for &x in &open_left {
        for &y in &open_right {
            if (moves(x) || moves(y)) && !same_day(scene, x.unit, y.unit) {
                continue;
            }
            // "The 11-hour flight" is how long it takes, "after eight hours" how long it took.
            let attributive = |told: Told<'_>| {
                told.figure.kind == FigureKind::Duration && !told.figure.wording.contains(' ')
            };
            if attributive(x) != attributive(y) {
                continue;
            }
            let alike = x.figure.alike(y.figure);
            if alike == 0.0
                || x.figure.may_agree(y.figure)
                || apart_in_time(x.unit, y.unit)
                || is_update(scene, x, y)
            {
                continue;
            }
            let rivals = |one: &Told<'_>, of: &[Told<'_>]| {
                let rivals = of.iter().filter(|other| {
                    // Two figures of one sentence are told apart by it ("520 of the 560").
                    other.unit.at != one.unit.at && other.figure.alike(one.figure) > 0.0
                });
                rivals.count()
            };
            let rivals = rivals(&x, &open_left) + rivals(&y, &open_right);
            let alignment = scene.align(x.unit, y.unit);
            let (m, n) = (&x.figure.measure, &y.figure.measure);
            let ratio = (x.figure.value / y.figure.value).ln().abs() as f32;
            let one_mouth = x.unit.origin.is_some() && x.unit.origin == y.unit.origin;
            found.push(Candidate {
                x,
                y,
                features: [
                    alike,
                    m.nouns_alike(n),
                    m.around_alike(n),
                    f32::from(u8::from(m.fate.is_some() && m.fate == n.fate)),
                    rivals as f32,
                    ratio,
                    alignment.covered_a.max(alignment.covered_b),
                    alignment.covered_a.min(alignment.covered_b),
                    alignment.meaning,
                    f32::from(u8::from(one_mouth)),
                ],
            });
        }
    }
    found
}

/// Whether the figure is told as one that moves ("rose to 321").
fn moves(told: Told<'_>) -> bool {
    const MOVES: [&str; 14] = [
        "rose",
        "risen",
        "rises",
        "rising",
        "grew",
        "grown",
        "climbed",
        "fell",
        "fallen",
        "dropped",
        "increased",
        "reached",
        "swelled",
        "jumped",
    ];
    told.figure.measure.around.iter().any(|word| MOVES.contains(&word.lower.as_str()))
}

/// Whether the texts of two units were published on one day, as far as is known.
fn same_day(scene: &Scene<'_>, a: &Unit, b: &Unit) -> bool {
    let day = |unit: &Unit| scene.pile[unit.document].date.as_ref().and_then(Stamp::day);
    day(a).is_some() && day(a) == day(b)
}

/// Both name days, and none in common.
fn apart_in_time(a: &Unit, b: &Unit) -> bool {
    !a.days.is_empty() && !b.days.is_empty() && a.days.is_disjoint(&b.days)
}

/// Whether one is a later count of what grows while it is counted: the dead, the hurt, the sick.
fn is_update(scene: &Scene<'_>, x: Told<'_>, y: Told<'_>) -> bool {
    let grows = |fate: Option<Fate>| {
        matches!(
            fate,
            Some(Fate::Dead | Fate::Hurt | Fate::Ill | Fate::Held | Fate::Moved | Fate::Saved)
        )
    };
    if !grows(x.figure.measure.fate) || x.figure.kind != FigureKind::Count {
        return false;
    }
    let published = |told: Told<'_>| scene.pile[told.unit.document].date.as_ref();
    let (Some(a), Some(b)) = (published(x), published(y)) else { return false };
    match a.value.cmp(&b.value) {
        std::cmp::Ordering::Less => x.figure.value < y.figure.value,
        std::cmp::Ordering::Greater => x.figure.value > y.figure.value,
        std::cmp::Ordering::Equal => false,
    }
}
