//! Other figures of the same thing.

use super::{Scene, side};
use crate::figure::{Figure, FigureKind};
use crate::unit::Unit;
use wireroom_model::{Difference, DifferenceKind};

/// How alike two passages must be, figures aside, for their figures to be of the same thing.
const ALIKE: f32 = 0.3;
/// How alike where the figures are hours or days: everything lasts, and few lasts are compared.
const ALIKE_LASTING: f32 = 0.5;

/// Pairs of passages that count the same kind of thing, say much the same and count differently;
/// the most alike pair for each kind of thing and pair of accounts.
pub(super) fn figures(scene: &Scene<'_>) -> Vec<Difference> {
    let mut found: Vec<(u32, String, (usize, usize), Difference)> = Vec::new();
    for (a, b) in scene.pairs() {
        let Some((x, y)) = clash(a, b) else { continue };
        let days_clash = !a.days.is_empty() && !b.days.is_empty() && a.days.is_disjoint(&b.days);
        let score = scene.align(a, b).score();
        let bar = if x.kind == FigureKind::Duration { ALIKE_LASTING } else { ALIKE };
        if days_clash || score < bar || told_too(scene, a, y) || told_too(scene, b, x) {
            continue;
        }
        let of = x.of.first().map(|(stem, _)| stem.clone()).unwrap_or_default();
        let accounts = (scene.account(a), scene.account(b));
        let why = format!("{} here, {} there", shown(x), shown(y));
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
        figures.iter().any(|told| told.agrees(figure) && told.is_like(figure))
    })
}

/// The first figures of the two that count alike things and differ, where no figure of the one
/// agrees with any of the other for that thing.
fn clash<'a>(a: &'a Unit, b: &'a Unit) -> Option<(&'a Figure, &'a Figure)> {
    for x in &a.asserts.figures {
        let of_b: Vec<&Figure> = b.asserts.figures.iter().filter(|y| x.is_like(y)).collect();
        let agrees = b.asserts.figures.iter().any(|y| y.agrees(x));
        if let Some(y) = of_b.first().filter(|_| !agrees)
            && !a.asserts.figures.iter().any(|x| x.agrees(y))
        {
            return Some((x, y));
        }
    }
    None
}

/// A figure with the word it counts, for people.
fn shown(figure: &Figure) -> String {
    match figure.kind {
        FigureKind::Share => format!("{} %", figure.value),
        FigureKind::Money => format!("a sum of {}", figure.value),
        _ => format!("{} {}", figure.value, figure.counted()),
    }
}
