//! Other figures of the same thing.

use super::{Scene, side};
use crate::unit::{Figure, Unit};
use wireroom_model::{Difference, DifferenceKind};

/// How alike two passages must be, figures aside, for their figures to be of the same thing.
const ALIKE: f32 = 0.3;
/// Likeness of the words counted.
const NEAR: f32 = 0.5;

/// Pairs of passages that count the same kind of thing, say much the same and count differently;
/// the most alike pair for each kind of thing and pair of accounts.
pub(super) fn figures(scene: &Scene<'_>) -> Vec<Difference> {
    let mut found: Vec<(u32, String, (usize, usize), Difference)> = Vec::new();
    for (a, b) in scene.pairs() {
        let Some((x, y)) = clash(a, b) else { continue };
        let days_clash = !a.days.is_empty() && !b.days.is_empty() && a.days.is_disjoint(&b.days);
        let score = scene.align(a, b).score();
        if days_clash || score < ALIKE || told_too(scene, a, y) || told_too(scene, b, x) {
            continue;
        }
        let of = x.of.first().map(|(stem, _)| stem.clone()).unwrap_or_default();
        let accounts = (scene.account(a), scene.account(b));
        let why = format!("{} {} here, {} {} there", x.value, counted(x), y.value, counted(y));
        let difference = scene.difference(DifferenceKind::Number, vec![side(a), side(b)], why);
        found.push(((score * 1e6) as u32, of, accounts, difference));
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.3.id.cmp(&b.3.id)));
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|(_, of, accounts, _)| seen.insert((of.clone(), *accounts)));
    found.into_iter().map(|(_, _, _, difference)| difference).collect()
}

/// Whether the account of `unit` has this figure too, elsewhere: it then tells both, of two things.
fn told_too(scene: &Scene<'_>, unit: &Unit, figure: &Figure) -> bool {
    scene.units.iter().filter(|other| scene.account(other) == scene.account(unit)).any(|other| {
        let figures = &other.asserts.figures;
        figures.iter().any(|told| told.value == figure.value && counts_alike(told, figure))
    })
}

/// The first figures of the two that count alike things and differ, where no figure of the one
/// agrees with any of the other for that thing.
fn clash<'a>(a: &'a Unit, b: &'a Unit) -> Option<(&'a Figure, &'a Figure)> {
    for x in &a.asserts.figures {
        let of_b: Vec<&Figure> = b.asserts.figures.iter().filter(|y| counts_alike(x, y)).collect();
        let agrees = b.asserts.figures.iter().any(|y| y.value == x.value);
        if let Some(y) = of_b.first().filter(|_| !agrees)
            && !a.asserts.figures.iter().any(|x| x.value == y.value)
        {
            return Some((x, y));
        }
    }
    None
}

fn counted(figure: &Figure) -> &str {
    figure.of.first().map_or("", |(_, lower)| lower)
}

/// Whether two figures count alike things: a word in common among the words after them, or first
/// words near in meaning.
fn counts_alike(x: &Figure, y: &Figure) -> bool {
    let shared = x.of.iter().any(|(a, _)| y.of.iter().any(|(b, _)| a == b));
    let near = || wireroom_lexicon::cosine(counted(x), counted(y)).is_some_and(|near| near >= NEAR);
    // A thing counted in ones and in thousands is two things.
    let scale = (x.value / y.value).max(y.value / x.value);
    x.value > 0.0 && y.value > 0.0 && scale <= 10.0 && (shared || near())
}
