//! Claims: units that assert the same, and their three numbers.

use crate::Known;
use crate::alike::{Alignment, Passages};
use crate::unit::Unit;
use std::collections::BTreeSet;
use wireroom_group::accounts;
use wireroom_model::{
    Claim, ClaimId, Entity, EntityId, EntityKind, Event, Polarity, StatementId, Telling,
};

/// Units of different families are one claim from this probability on.
const SAME: f32 = 0.5;
/// Units of one family are, from this likeness on: they are copies, or the text repeats itself.
const SAME_FAMILY: f32 = 0.6;
/// A unit is weighed against this many others at most, those that share its rarest stems.
const MOST_COMPARED: usize = 4000;

/// Groups of units that assert the same, as indices, each sorted, in order of their first.
pub(crate) fn align(units: &[Unit], passages: &Passages) -> Vec<Vec<usize>> {
    let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
    for (at, a) in units.iter().enumerate() {
        for (to, b) in units.iter().enumerate().skip(at + 1).take(MOST_COMPARED) {
            if let Some(score) = joinable(a, b, passages.align(at, to)) {
                pairs.push(((score * 1e6) as u32, at, to));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let scores: std::collections::BTreeMap<(usize, usize), u32> =
        pairs.iter().map(|&(score, a, b)| ((a, b), score)).collect();
    let mut of: Vec<usize> = (0..units.len()).collect();
    let mut groups: Vec<Vec<usize>> = (0..units.len()).map(|unit| vec![unit]).collect();
    for (_, a, b) in pairs {
        let (a, b) = (of[a].min(of[b]), of[a].max(of[b]));
        // Most of the pairs across must hold: a claim is not a chain of likenesses.
        let across = groups[a].len() * groups[b].len();
        let held =
            groups[a].iter().flat_map(|&x| groups[b].iter().map(move |&y| (x.min(y), x.max(y))));
        let held = held.filter(|pair| scores.contains_key(pair)).count();
        if a != b && held * 3 >= across * 2 {
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

/// The likeness above the bar for this pair, or `None`.
fn joinable(a: &Unit, b: &Unit, alignment: Alignment) -> Option<f32> {
    let days_clash = days_clash(a, b);
    let declined = |unit: &Unit| unit.polarity == Polarity::Declined;
    if alignment.figures_clash
        || alignment.negation_clash
        || days_clash
        || declined(a) != declined(b)
    {
        return None;
    }
    if a.family == b.family {
        let score = alignment.score();
        return (score >= SAME_FAMILY).then_some(score - SAME_FAMILY);
    }
    let one_origin = a.origin.is_some() && a.origin == b.origin;
    let likely = alignment.probability(one_origin);
    (likely >= SAME).then_some(likely - SAME)
}

/// Both name days, and none in common.
pub(crate) fn days_clash(a: &Unit, b: &Unit) -> bool {
    !a.days.is_empty() && !b.days.is_empty() && a.days.is_disjoint(&b.days)
}

/// The claims of an event, best supported first.
pub(crate) fn claims(
    pile: &[Telling<'_>],
    event: &Event,
    units: &[Unit],
    passages: &Passages,
    groups: &[Vec<usize>],
    known: &Known<'_>,
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
            let claim = Claim {
                id: ClaimId::derive(&parts),
                event: event.id.clone(),
                text: clearest(units, passages, group),
                polarity: polarity(units, group),
                statements,
                witnesses: documents.len(),
                accounts: accounts(pile, &documents),
                doubtful: doubtful(&origins, known),
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
