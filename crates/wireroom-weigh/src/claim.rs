//! Claims: units that assert the same, and their three numbers.

mod align;
mod rivals;

pub(crate) use align::{align, days_clash};

use crate::alike::Passages;
use crate::unit::Unit;
use crate::{EventTexts, Ground, Known, circular};
use std::collections::{BTreeMap, BTreeSet};
use wireroom_model::{Claim, ClaimId, Entity, EntityId, EntityKind, Polarity, StatementId};

/// The claims of an event, best supported first.
pub(crate) fn claims(
    ground: &Ground<'_>,
    event: EventTexts<'_>,
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
    // Copies say it in the same words: each wording is compared once and counts as often.
    let mut alike = BTreeMap::<usize, (usize, f32)>::new();
    for &at in group {
        alike.entry(passages.same(at)).or_insert((at, 0.0)).1 += 1.0;
    }
    let central = |at: usize| -> f32 {
        let beside = passages.beside(at);
        alike.values().map(|&(to, times)| beside.align(to).covered_b * times).sum()
    };
    let central: BTreeMap<usize, f32> =
        alike.iter().map(|(&same, &(at, _))| (same, central(at))).collect();
    let rank = |&at: &usize| {
        let unit = &units[at];
        let near = central.get(&passages.same(at)).copied().unwrap_or_default();
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
