//! Claims: units that assert the same, and their three numbers.

use crate::alike::{Alignment, Passages};
use crate::unit::Unit;
use crate::{Ground, Known, circular};
use std::collections::{BTreeMap, BTreeSet};
use wireroom_model::{Claim, ClaimId, Entity, EntityId, EntityKind, Event, Polarity, StatementId};

/// Two groups of units are one claim where the mean probability over the pairs across reaches this.
const SAME: f32 = 0.36;
/// Units of one family are, from this likeness on: they are copies, or the text repeats itself.
const SAME_FAMILY: f32 = 0.6;
/// What a pair that contradicts itself counts in a mean: less than nothing.
const CLASH: f32 = -1.0;
/// A unit is weighed against this many others at most, those that share its rarest stems.
const MOST_COMPARED: usize = 4000;
/// The lesser share of two passages' weight that has a partner, below which they are not one claim:
/// the longer one then tells mostly other things.
const LEAST_SHARE: f32 = 0.13;
/// Likeness below which two units are not looked at, and the least that a rival is taken to have.
const FLOOR: f32 = 0.1;

/// Groups of units that assert the same, as indices, each sorted, in order of their first.
pub(crate) fn align(units: &[Unit], passages: &Passages) -> Vec<Vec<usize>> {
    let likely = likely(units, passages);
    let mut pairs: Vec<(u32, usize, usize)> = likely
        .iter()
        .filter(|(_, likely)| **likely >= SAME)
        .map(|(&(a, b), likely)| ((likely * 1e6) as u32, a, b))
        .collect();
    pairs.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut of: Vec<usize> = (0..units.len()).collect();
    let mut groups: Vec<Vec<usize>> = (0..units.len()).map(|unit| vec![unit]).collect();
    for (_, a, b) in pairs {
        let (a, b) = (of[a].min(of[b]), of[a].max(of[b]));
        if a == b {
            continue;
        }
        // A claim is not a chain of likenesses: the pairs across must hold on the whole.
        let across =
            groups[a].iter().flat_map(|&x| groups[b].iter().map(move |&y| (x.min(y), x.max(y))));
        let sum: f32 = across.map(|pair| likely.get(&pair).copied().unwrap_or(0.0)).sum();
        if sum >= SAME * (groups[a].len() * groups[b].len()) as f32 {
            let moved = std::mem::take(&mut groups[b]);
            for &unit in &moved {
                of[unit] = a;
            }
            groups[a].extend(moved);
        }
    }
    groups.retain(|group| !group.is_empty());
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort();
    groups
}

/// For each pair of units that are at all alike the probability that they are one claim, and less
/// than nothing where something speaks against it.
fn likely(units: &[Unit], passages: &Passages) -> BTreeMap<(usize, usize), f32> {
    let mut found = BTreeMap::new();
    let mut open: Vec<(usize, usize, Alignment)> = Vec::new();
    let mut rivals = Rivals::default();
    for (at, a) in units.iter().enumerate() {
        for (to, b) in units.iter().enumerate().skip(at + 1).take(MOST_COMPARED) {
            let alignment = passages.align(at, to);
            let score = alignment.score();
            if score < FLOOR {
                continue;
            }
            if clash(a, b, alignment) {
                found.insert((at, to), CLASH);
            } else if a.family == b.family {
                if score >= SAME_FAMILY {
                    found.insert((at, to), score.min(1.0));
                }
            } else if alignment.covered_a.min(alignment.covered_b) >= LEAST_SHARE {
                rivals.note(at, b.document, score);
                rivals.note(to, a.document, score);
                open.push((at, to, alignment));
            }
        }
    }
    let prior = prior(units);
    for (at, to, alignment) in open {
        let (a, b) = (&units[at], &units[to]);
        let score = alignment.score();
        let rival = rivals.of(at, b.document, score).max(rivals.of(to, a.document, score));
        let one_origin = a.origin.is_some() && a.origin == b.origin;
        found.insert((at, to), alignment.probability(one_origin, score - rival.max(FLOOR), prior));
    }
    found
}

/// Units of a document in the piles that the model was fitted on, on the mean.
const UNITS: f32 = 7.0;

/// By how many nats the odds of two units being one claim lie below those that the model was fitted
/// on. A unit has at most one partner among those of another account, so where accounts are ten
/// times as long a pair of units that is no more alike is ten times less likely to be one.
fn prior(units: &[Unit]) -> f32 {
    let documents: BTreeSet<usize> = units.iter().map(|unit| unit.document).collect();
    let mean = units.len() as f32 / documents.len().max(1) as f32;
    -(mean / UNITS).ln().max(0.0)
}

/// For each unit and each other document the two best likenesses.
#[derive(Default)]
struct Rivals(BTreeMap<(usize, usize), (f32, f32)>);

impl Rivals {
    fn note(&mut self, unit: usize, document: usize, score: f32) {
        let (best, second) = self.0.entry((unit, document)).or_default();
        if score > *best {
            (*best, *second) = (score, *best);
        } else if score > *second {
            *second = score;
        }
    }

    /// The best likeness of a unit with a passage of the document other than the one that has
    /// `score`.
    fn of(&self, unit: usize, document: usize, score: f32) -> f32 {
        let (best, second) = self.0.get(&(unit, document)).copied().unwrap_or_default();
        if score >= best { second } else { best }
    }
}

/// Whether something speaks against one claim.
fn clash(a: &Unit, b: &Unit, alignment: Alignment) -> bool {
    let declined = |unit: &Unit| unit.polarity == Polarity::Declined;
    alignment.figures_clash
        || alignment.negation_clash
        || days_clash(a, b)
        || declined(a) != declined(b)
}

/// Both name days, and none in common.
pub(crate) fn days_clash(a: &Unit, b: &Unit) -> bool {
    !a.days.is_empty() && !b.days.is_empty() && a.days.is_disjoint(&b.days)
}

/// The claims of an event, best supported first.
pub(crate) fn claims(
    ground: &Ground<'_>,
    event: &Event,
    units: &[Unit],
    passages: &Passages,
    groups: &[Vec<usize>],
) -> Vec<Claim> {
    let mut found: Vec<(Claim, usize)> = groups
        .iter()
        .map(|group| {
            let statements: Vec<StatementId> =
                group.iter().map(|&at| units[at].id.clone()).collect();
            let mut parts: Vec<&str> = statements.iter().map(StatementId::as_str).collect();
            parts.sort_unstable();
            let documents: BTreeSet<usize> = group.iter().map(|&at| units[at].document).collect();
            let documents: Vec<usize> = documents.into_iter().collect();
            let origins: BTreeSet<EntityId> =
                group.iter().filter_map(|&at| units[at].origin.clone()).collect();
            let origins: Vec<EntityId> = origins.into_iter().collect();
            let accounts = ground.accounts.count(&documents);
            let heard = group.iter().all(|&at| units[at].origin.is_some());
            let claim = Claim {
                id: ClaimId::derive(&parts),
                event: event.id.clone(),
                text: clearest(units, passages, group),
                polarity: polarity(units, group),
                statements,
                witnesses: documents.len(),
                accounts,
                doubtful: doubtful(&origins, &ground.known),
                circular: circular::rings(ground.pile, units, group),
                one_mouth: accounts > 1 && heard && origins.len() == 1,
                origins,
            };
            (claim, group[0])
        })
        .collect();
    found.sort_by(|(a, a_at), (b, b_at)| {
        let support = |claim: &Claim| (claim.accounts, claim.origins.len(), claim.witnesses);
        support(b).cmp(&support(a)).then(a_at.cmp(b_at))
    });
    found.into_iter().map(|(claim, _)| claim).collect()
}

/// The wording most like all the others; of like ones, one that names its subject, then the
/// shorter.
fn clearest(units: &[Unit], passages: &Passages, group: &[usize]) -> String {
    let rank = |&at: &usize| {
        let unit = &units[at];
        let near: f32 = group.iter().map(|&to| passages.align(at, to).covered_b).sum();
        let vague = unit.text.split_whitespace().next().is_some_and(|first| {
            matches!(
                first.to_lowercase().as_str(),
                "it" | "he" | "she" | "they" | "this" | "we" | "i"
            )
        });
        let broken = unit.text.contains(" … ");
        (
            (near * 100.0) as i64 - i64::from(vague) * 60 - i64::from(broken) * 20,
            std::cmp::Reverse(unit.text.len()),
            std::cmp::Reverse(at),
        )
    };
    group.iter().max_by_key(|at| rank(at)).map(|&at| units[at].text.clone()).unwrap_or_default()
}

fn polarity(units: &[Unit], group: &[usize]) -> Polarity {
    let first = units[group[0]].polarity;
    if group.iter().all(|&at| units[at].polarity == first) { first } else { Polarity::Asserted }
}

/// Origins without a name that may be another of the list.
fn doubtful(origins: &[EntityId], known: &Known<'_>) -> usize {
    let of = |id: &EntityId| known.get(id).copied();
    let compatible = |unnamed: &Entity, other: &Entity| {
        unnamed.country.is_none() || other.country.is_none() || unnamed.country == other.country
    };
    let mut count = 0;
    for (at, id) in origins.iter().enumerate() {
        let Some(unnamed) = of(id).filter(|entity| entity.kind == EntityKind::Unnamed) else {
            continue;
        };
        // Of two nameless ones that may be each other, one is counted as doubtful.
        let other = origins.iter().enumerate().any(|(to, other)| {
            to != at
                && of(other).is_some_and(|other| {
                    compatible(unnamed, other) && (other.kind != EntityKind::Unnamed || to < at)
                })
        });
        count += usize::from(other);
    }
    count.min(origins.len().saturating_sub(1))
}
