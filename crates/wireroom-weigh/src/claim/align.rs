//! Which units assert the same: average linkage over the probabilities of pairs.
//!
//! Copies say it in the same words, so it is wordings that are compared and not units: what a
//! hundred reprints print is weighed once, and each claim gets all units of its wordings.

use super::rivals::{Editions, Rivals};
use crate::alike::{Alignment, Passages};
use crate::unit::Unit;
use std::collections::BTreeMap;
use wireroom_model::{EntityId, Polarity};

/// Two groups of units are one claim where the mean probability over the pairs across reaches this.
const SAME: f32 = 0.36;
/// Units of one family are, from this likeness on: they are copies, or the text repeats itself.
const SAME_FAMILY: f32 = 0.6;
/// What a pair that contradicts itself counts in a mean: less than nothing.
const CLASH: f32 = -1.0;
/// A wording is weighed against this many others at most, those that follow it in the event.
const MOST_COMPARED: usize = 4000;
/// The lesser share of two passages' weight that has a partner, below which they are not one claim:
/// the longer one then tells mostly other things.
const LEAST_SHARE: f32 = 0.13;
/// Content words up to which a denial says nothing without who denies.
const FEW: usize = 2;
/// Likeness below which two units are not looked at, and the least that a rival is taken to have.
const FLOOR: f32 = 0.1;
/// Likeness from which on two passages are much alike. See [`concord`].
const MUCH: f32 = 0.3;

/// What the witnesses of one family say in the same words and from the same mouth: the units that do,
/// in order, one at least.
pub(super) type Wording = Vec<usize>;

/// Groups of units that assert the same, as indices, each sorted, in order of their first.
pub(crate) fn align(units: &[Unit], passages: &Passages) -> Vec<Vec<usize>> {
    let wordings = wordings(units, passages);
    let likely = likely(units, &wordings, passages);
    let mut pairs: Vec<(u32, usize, usize)> = likely
        .iter()
        .filter(|(_, likely)| **likely >= SAME)
        .map(|(&(a, b), likely)| ((likely * 1e6) as u32, a, b))
        .collect();
    pairs.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut of: Vec<usize> = (0..wordings.len()).collect();
    let mut groups: Vec<Vec<usize>> = (0..wordings.len()).map(|at| vec![at]).collect();
    let count = |group: &[usize]| group.iter().map(|&at| wordings[at].len()).sum::<usize>();
    for (_, a, b) in pairs {
        let (a, b) = (of[a].min(of[b]), of[a].max(of[b]));
        if a == b {
            continue;
        }
        // A claim is not a chain of likenesses: the pairs across must hold on the whole.
        let across = groups[a].iter().flat_map(|&x| groups[b].iter().map(move |&y| (x, y)));
        let sum: f32 = across
            .map(|(x, y)| {
                let one = likely.get(&(x.min(y), x.max(y))).copied().unwrap_or(0.0);
                one * (wordings[x].len() * wordings[y].len()) as f32
            })
            .sum();
        if sum >= SAME * (count(&groups[a]) * count(&groups[b])) as f32 {
            let moved = std::mem::take(&mut groups[b]);
            for &wording in &moved {
                of[wording] = a;
            }
            groups[a].extend(moved);
        }
    }
    let mut found: Vec<Vec<usize>> = groups
        .iter()
        .filter(|group| !group.is_empty())
        .map(|group| group.iter().flat_map(|&at| wordings[at].iter().copied()).collect())
        .collect();
    for group in &mut found {
        group.sort_unstable();
    }
    found.sort();
    found
}

/// What tells two wordings of a family apart.
type Key<'a> = (usize, usize, Option<&'a EntityId>, Vec<&'a str>, bool);

/// The wordings of an event, in order of their first units.
fn wordings(units: &[Unit], passages: &Passages) -> Vec<Wording> {
    let mut seen = BTreeMap::<Key<'_>, usize>::new();
    let mut found: Vec<Wording> = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        let days = unit.days.iter().map(String::as_str).collect();
        let key = (unit.family, passages.same(at), unit.origin.as_ref(), days, declined(unit));
        let place = *seen.entry(key).or_insert(found.len());
        if place == found.len() {
            found.push(Vec::new());
        }
        found[place].push(at);
    }
    found
}

/// For each pair of wordings that are at all alike the probability that they are one claim, and
/// less than nothing where something speaks against it.
fn likely(
    units: &[Unit],
    wordings: &[Wording],
    passages: &Passages,
) -> BTreeMap<(usize, usize), f32> {
    let mut found = BTreeMap::new();
    let mut open: Vec<(usize, usize, Alignment)> = Vec::new();
    let editions = Editions::of(units, wordings);
    let said: Vec<&Unit> = wordings.iter().map(|wording| &units[wording[0]]).collect();
    let mut rivals = Rivals::default();
    let (mut alike, mut much) = (0, 0);
    for (at, &a) in said.iter().enumerate() {
        let beside = passages.beside(a.at);
        for (to, &b) in said.iter().enumerate().skip(at + 1).take(MOST_COMPARED) {
            let Some(alignment) = beside.align_from(b.at, FLOOR) else { continue };
            let score = alignment.score();
            if a.family != b.family {
                alike += 1;
                much += usize::from(score >= MUCH);
            }
            if clash(a, b, passages) {
                found.insert((at, to), CLASH);
            } else if a.family == b.family {
                if score >= SAME_FAMILY {
                    found.insert((at, to), score.min(1.0));
                }
            } else if alignment.covered_a.min(alignment.covered_b) >= LEAST_SHARE {
                rivals.note(at, editions.with(to), score);
                rivals.note(to, editions.with(at), score);
                open.push((at, to, alignment));
            }
        }
    }
    let concord = concord(much, alike);
    for (at, to, alignment) in open {
        let (a, b) = (said[at], said[to]);
        let score = alignment.score();
        let rival =
            rivals.of(at, editions.with(to), score).max(rivals.of(to, editions.with(at), score));
        let one_origin = a.origin.is_some() && a.origin == b.origin;
        found
            .insert((at, to), alignment.probability(one_origin, score - rival.max(FLOOR), concord));
    }
    found
}

/// How much the accounts of an event tell the same things: the logarithm of the share that pairs of
/// passages of two families that are `much` alike have in those that are `alike` at all, from -5 or so to
/// -0.3. Accounts of one collision retell a few facts: whatever is alike there is likely the same fact.
/// Articles of a campaign speak of the same people and matters, and of different things about them: there
/// the same likeness is worth less. An event of few pairs is taken for one of each kind.
///
/// Before, the odds were taken down by the mean number of units of an account, a rule set by reading
/// one event. Of pairs of political news that it joined one in four was one claim.
fn concord(much: usize, alike: usize) -> f32 {
    ((much as f32 + 3.0) / (alike as f32 + 10.0)).ln()
}

fn declined(unit: &Unit) -> bool {
    unit.polarity == Polarity::Declined
}

/// Whether two deny the like in so few words ("any wrongdoing") that it is of themselves.
fn of_themselves(a: &Unit, b: &Unit) -> bool {
    let few = |unit: &Unit| unit.polarity == Polarity::Denied && unit.asserts.terms.len() <= FEW;
    few(a) && few(b) && a.origin != b.origin
}

/// Whether something speaks against one claim. That two did not want to speak is two claims, each about
/// one of them.
fn clash(a: &Unit, b: &Unit, passages: &Passages) -> bool {
    let silence = match (declined(a), declined(b)) {
        (true, true) => a.origin != b.origin,
        (x, y) => x != y,
    };
    if silence || of_themselves(a, b) || days_clash(a, b) {
        return true;
    }
    let against = passages.against(a.at, b.at);
    against.figures || against.negation
}

/// Both name days, and none in common.
pub(crate) fn days_clash(a: &Unit, b: &Unit) -> bool {
    !a.days.is_empty() && !b.days.is_empty() && a.days.is_disjoint(&b.days)
}
