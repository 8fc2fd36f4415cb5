//! Families with a known tree.

use super::article::Article;
use super::cut;
use super::kind::{KINDS, Kind, copy};
use super::outlet::Outlet;
use super::rng::Rng;
use super::unit::{Node, Unit};
use super::workshop::{Supplied, Supply, Workshop};

/// Who is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// All from the root.
    Star,
    /// Each from any that is there.
    Grown,
    /// Each from the one before.
    Chain,
}

/// A family of `root` and at most `most` copies.
pub(crate) fn family(
    root: Supplied,
    most: usize,
    supply: &mut Supply<'_>,
    shop: &Workshop,
    rng: &mut Rng,
) -> Unit {
    let (shape, copies) = match rng.unit() {
        x if x < 0.35 => (Shape::Star, 1),
        x if x < 0.50 => (Shape::Star, 2),
        x if x < 0.60 => (Shape::Star, rng.between(3, 5)),
        x if x < 0.80 => (Shape::Grown, rng.between(2, 5)),
        x if x < 0.88 => (Shape::Grown, rng.between(6, 12)),
        _ => (Shape::Chain, 4),
    };
    let copies = copies.min(most.max(1));
    let withheld = shape == Shape::Star && copies > 1 && rng.chance(0.35);
    let mut unit = Unit { nodes: vec![Node::root(root, 0, shop.outlet(rng))], negative: None };
    if let Some(root) = unit.nodes.first_mut() {
        root.held = !withheld;
    }
    for _ in 0..copies {
        let members: Vec<usize> =
            (0..unit.nodes.len()).filter(|&at| unit.nodes[at].family == 0).collect();
        let parent = match shape {
            Shape::Star => 0,
            Shape::Grown => rng.pick(&members).copied().unwrap_or(0),
            Shape::Chain => members.last().copied().unwrap_or(0),
        };
        add(&mut unit, parent, withheld, supply, shop, rng);
    }
    unit
}

fn add(
    unit: &mut Unit,
    parent_at: usize,
    withheld: bool,
    supply: &mut Supply<'_>,
    shop: &Workshop,
    rng: &mut Rng,
) {
    let parent = unit.nodes[parent_at].clone();
    let words = parent.article.words();
    let mut second = parent.second;
    // What is made of an exemplar that nobody gave must show that the makings are kin.
    // Of a merger of two families nothing may be taken, lest it become the other family's.
    let fits = |kind: &Kind| {
        kind.suits(words)
            && !(withheld && matches!(kind, Kind::Brief | Kind::Merge | Kind::Version))
            && !(second.is_some() && kind.shortens())
    };
    let kinds: Vec<Kind> = KINDS.into_iter().filter(fits).collect();
    let kind = rng.pick(&kinds).copied().unwrap_or(Kind::Verbatim);
    let mut parents = vec![parent_at];
    let article = if kind == Kind::Merge {
        let (article, other) = merged(unit, parent_at, supply, shop, rng);
        let Some(other) = other else { return };
        parents.push(other);
        let family = unit.nodes[other].family;
        second = if family == 0 { second } else { Some(family) };
        article
    } else {
        copy(kind, &parent.article, withheld, shop, rng)
    };
    let same = kind == Kind::Version;
    let outlet = if same { parent.outlet.clone() } else { elsewhere(&parent.outlet, shop, rng) };
    let lag = rng.log_uniform(10.0, 3.0 * 1440.0) as u64;
    let latest = parents.iter().map(|&at| unit.nodes[at].at).max().unwrap_or(parent.at);
    let credited = !kind.silent() && rng.chance(if parent.held { 0.35 } else { 0.5 });
    let line = |section: &str, rng: &mut Rng| {
        let line = rng.pick(shop.kept.furniture.of(section)).copied().unwrap_or("");
        outlet.fill(&line.replace("{parent}", &parent.outlet.name), &shop.kept, rng)
    };
    let credit = credited.then(|| line("credit", rng));
    let note = (same && rng.chance(0.3)).then(|| line("update", rng));
    unit.nodes.push(Node {
        article,
        outlet,
        at: latest + lag,
        family: 0,
        second,
        held: true,
        depth: parent.depth + 1,
        parents,
        kind: Some(kind),
        credit,
        note,
        event: None,
    });
}

/// Another outlet than `than`, after some tries.
fn elsewhere(than: &Outlet, shop: &Workshop, rng: &mut Rng) -> Outlet {
    let mut found = shop.outlet(rng);
    for _ in 0..8 {
        if found.name != than.name {
            break;
        }
        found = shop.outlet(rng);
    }
    found
}

/// The merger of a member with another member that differs and is itself of one family (of a piece of
/// a merger of two nobody could say which family it is from), or with an article of another family,
/// which comes into the unit as a family of its own; half and half where both can be had.
fn merged(
    unit: &mut Unit,
    parent_at: usize,
    supply: &mut Supply<'_>,
    shop: &Workshop,
    rng: &mut Rng,
) -> (Article, Option<usize>) {
    let parent = unit.nodes[parent_at].article.clone();
    let kin: Vec<usize> = (0..unit.nodes.len())
        .filter(|&at| {
            let node = &unit.nodes[at];
            at != parent_at
                && node.family == 0
                && node.second.is_none()
                && node.article.paragraphs != parent.paragraphs
        })
        .collect();
    let by_kin = !kin.is_empty() && rng.chance(0.5);
    if by_kin && let Some(&other) = rng.pick(&kin) {
        let share = rng.uniform(0.3, 0.7);
        let article = cut::splice(&parent, &unit.nodes[other].article, share);
        if article.words() >= 40 {
            return (article, Some(other));
        }
    }
    let Some(stranger) = supply.take(shop) else { return (parent, None) };
    let article = cut::merge(&parent, &stranger.article, rng.uniform(0.55, 0.75), rng);
    let family = unit.nodes.iter().map(|node| node.family).max().unwrap_or(0) + 1;
    unit.nodes.push(Node::root(stranger, family, shop.outlet(rng)));
    (article, Some(unit.nodes.len() - 1))
}
