//! Pairs of figures that may be of one thing, and how they compare.

use super::super::Scene;
use super::Told;
use crate::figure::{Fate, FigureKind};
use crate::unit::Unit;
use std::collections::BTreeMap;
use wireroom_model::Stamp;

/// How many features there are.
pub(crate) const FEATURES: usize = 15;
/// Where among the features it stands that some text has both values, and how far the likeness lies above
/// that of the best rival: both are found out over all pairs.
pub(super) const TOGETHER: usize = 6;
const MARGIN: usize = 7;
/// Two figures of one thing are seldom further apart.
const FURTHEST: f32 = 2.31;

/// Two figures of different accounts that may be of one thing.
pub(crate) struct Pair<'a> {
    pub(crate) x: Told<'a>,
    pub(crate) y: Told<'a>,
    /// How they compare: one fate; two fates; one unit; logarithm of the ratio; the greater and the lesser
    /// share of the passages; some text of the event has both values; how far the likeness lies above that
    /// of the best rival; the three of [`Plain`](crate::alike::Plain); a phrase that only the two have; what
    /// the passages mean together; both go back to one mouth; one alone is dated, to more than days.
    pub(crate) features: [f32; FEATURES],
    /// They may be meant to give one value.
    pub(crate) agrees: bool,
    /// Another figure of either text has its match in the other one.
    pub(crate) explained: bool,
}

/// All pairs of the figures of two documents.
pub(super) fn pairs<'a>(
    scene: &'a Scene<'_>,
    left: &[Told<'a>],
    right: &[Told<'a>],
) -> Vec<Pair<'a>> {
    // A figure that the other text has to the digit explains that one and no near one.
    let equal = |one: &Told<'_>, other: &Told<'_>| {
        one.figure.value == other.figure.value && one.figure.kind == other.figure.kind
    };
    let spoken_for = |one: &Told<'_>, there: &[Told<'_>]| there.iter().any(|it| equal(one, it));
    let explained = |one: &Told<'_>, here: &[Told<'_>], there: &[Told<'_>]| {
        there.iter().any(|other| {
            equal(one, other)
                || (one.figure.may_agree(other.figure)
                    && one.figure.alike(other.figure) > 0.0
                    && !spoken_for(other, here))
        })
    };
    let mut found: Vec<(f32, usize, usize, Pair<'a>)> = Vec::new();
    for (at, &x) in left.iter().enumerate() {
        for (to, &y) in right.iter().enumerate() {
            if !comparable(scene, x, y) {
                continue;
            }
            let (likeness, features) = features(scene, x, y);
            let agrees = x.figure.may_agree(y.figure);
            let explained = !agrees && (explained(&x, left, right) || explained(&y, right, left));
            found.push((likeness, at, to, Pair { x, y, features, agrees, explained }));
        }
    }
    // Two figures of one sentence are told apart by it ("520 of the 560"): they are no rivals.
    let mut of_left = BTreeMap::<usize, Vec<(f32, usize)>>::new();
    let mut of_right = BTreeMap::<usize, Vec<(f32, usize)>>::new();
    for (likeness, at, to, _) in &found {
        of_left.entry(*at).or_default().push((*likeness, *to));
        of_right.entry(*to).or_default().push((*likeness, *at));
    }
    let best = |rivals: &[(f32, usize)], own: usize, of: &[Told<'_>]| {
        let others = rivals
            .iter()
            .filter(|(_, rival)| *rival != own && of[*rival].unit.at != of[own].unit.at);
        others.map(|(likeness, _)| *likeness).fold(0.0, f32::max)
    };
    for (likeness, at, to, pair) in &mut found {
        let rival = best(&of_left[at], *to, right).max(best(&of_right[to], *at, left));
        pair.features[MARGIN] = *likeness - rival;
    }
    found.into_iter().map(|(_, _, _, pair)| pair).collect()
}

/// Whether the two could be of one thing at all.
fn comparable(scene: &Scene<'_>, x: Told<'_>, y: Told<'_>) -> bool {
    let (a, b) = (x.figure, y.figure);
    if a.kind != b.kind || (a.value / b.value).ln().abs() as f32 > FURTHEST {
        return false;
    }
    let (m, n) = (&a.measure, &b.measure);
    if m.unit.is_some() && n.unit.is_some() && m.unit != n.unit {
        return false;
    }
    if m.fate.is_some() && n.fate.is_some() && m.fate != n.fate {
        return false;
    }
    if a.kind == FigureKind::Duration {
        let unit = |of: Told<'_>| of.figure.of.first().map(|(stem, _)| stem.clone());
        // "The 11-hour flight" is how long it takes, "after eight hours" how long it took.
        let attributive = |told: Told<'_>| !told.figure.wording.contains(' ');
        if unit(x) != unit(y) || attributive(x) != attributive(y) {
            return false;
        }
    }
    if m.fate.is_some() && n.fate.is_some() {
        // A sort of people is a part of the people.
        match (m.people(), n.people()) {
            (Some(one), Some(other)) if one != other => return false,
            _ => {}
        }
    }
    // What is asked for is not what there is, the rest is not the whole, and a way is not a distance.
    m.wished == n.wished
        && m.rest == n.rest
        && m.window == n.window
        && m.away == n.away
        && !adds_up(x, y)
        && !adds_up(y, x)
        && !scene.of_others(x.unit, y.unit)
        && !scene.dated_apart(x.unit, y.unit)
        && !is_update(scene, x, y)
        && !((moves(x) || moves(y)) && !same_day(scene, x.unit, y.unit))
}

/// Whether a figure and what its passage counts besides come to the other text's ("seven rifles, two other
/// guns", "nine guns").
fn adds_up(part: Told<'_>, whole: Told<'_>) -> bool {
    let lacks = whole.figure.value - part.figure.value;
    part.unit.asserts.figures.iter().any(|it| it.measure.rest && it.value == lacks)
}

/// How alike the two are in one number, to find the best rival by, and how they compare, but for what other
/// pairs tell.
fn features(scene: &Scene<'_>, x: Told<'_>, y: Told<'_>) -> (f32, [f32; FEATURES]) {
    let alignment = scene.align(x.unit, y.unit);
    let (m, n) = (&x.figure.measure, &y.figure.measure);
    let ratio = (x.figure.value / y.figure.value).ln().abs() as f32;
    let flag = |holds: bool| f32::from(u8::from(holds));
    let (most, least) = (
        alignment.covered_a.max(alignment.covered_b),
        alignment.covered_a.min(alignment.covered_b),
    );
    let [fewer, more, common] = alignment.plain.features();
    let features = [
        flag(m.fate.is_some() && m.fate == n.fate),
        flag(m.fate != n.fate),
        flag(m.unit.is_some() && m.unit == n.unit),
        ratio,
        most,
        least,
        0.0,
        0.0,
        fewer,
        more,
        common,
        flag(alignment.phrase),
        alignment.meaning,
        flag(x.unit.origin.is_some() && x.unit.origin == y.unit.origin),
        flag(scene.one_is_dated(x.unit, y.unit)),
    ];
    (m.nouns_alike(n) + m.around_alike(n).0 + most + least, features)
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
