//! What one account alone reports.

use super::{Scene, side};
use crate::unit::Unit;
use wireroom_model::{Difference, DifferenceKind, NameKind, Polarity, Side, ZoneKind};

/// Silences shown at most for one event: the most telling.
const MOST: usize = 3;
/// A passage with a partner this alike in another account is not passed over in silence there.
const HEARD: f32 = 0.3;
/// An account shorter than this many sentences is silent on most things and it tells nothing.
const LEAST_SENTENCES: usize = 4;

/// A passage of fewer content words reports too little to be missed.
const LEAST_TERMS: usize = 5;

/// Passages of one account that name people or bodies and have no partner in any other account.
pub(super) fn silences(scene: &Scene<'_>) -> Vec<Difference> {
    let long = |document: usize| {
        let sentences = &scene.pile[document].analysis.sentences;
        sentences.iter().filter(|s| s.zone == ZoneKind::Body).count() >= LEAST_SENTENCES
    };
    let mut others: Vec<(usize, usize)> =
        scene.account_of.iter().map(|(&document, &account)| (account, document)).collect();
    others.sort_unstable();
    others.dedup_by_key(|(account, _)| *account);
    let mut ranked: Vec<(u32, &Unit)> = Vec::new();
    for group in scene.groups {
        let accounts: std::collections::BTreeSet<usize> =
            group.iter().map(|&at| scene.account(&scene.units[at])).collect();
        let unit = &scene.units[group[0]];
        // Saying nothing is no news, and a phrase is no report.
        let report = unit.polarity != Polarity::Declined && unit.asserts.terms.len() >= LEAST_TERMS;
        if accounts.len() != 1 || !report {
            continue;
        }
        let heard = scene.units.iter().any(|other| {
            scene.account(other) != scene.account(unit) && {
                let alignment = scene.align(unit, other);
                alignment.covered_a.max(alignment.score()) >= HEARD
            }
        });
        let weight = telling_weight(scene, unit);
        if !heard && weight > 0 {
            ranked.push((weight, unit));
        }
    }
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    ranked
        .into_iter()
        .filter_map(|(_, unit)| {
            let silent: Vec<usize> = others
                .iter()
                .filter(|&&(account, document)| account != scene.account(unit) && long(document))
                .map(|&(_, document)| document)
                .collect();
            if silent.is_empty() {
                return None;
            }
            let mut sides = vec![side(unit)];
            sides.extend(silent.iter().map(|&document| Side { document, span: None }));
            let why = "one account alone reports this".to_owned();
            Some(scene.difference(DifferenceKind::Silence, sides, why))
        })
        .take(MOST)
        .collect()
}

/// How telling a passage is: the people and bodies it names, people and those that no other account
/// names counting more, and a day of its own.
fn telling_weight(scene: &Scene<'_>, unit: &Unit) -> u32 {
    let telling = &scene.pile[unit.document];
    let mut weight = 0;
    for name in &telling.analysis.names {
        let within = unit.content.iter().any(|span| span.contains(name.span));
        let worth = match name.kind {
            NameKind::Person => 3,
            NameKind::Organization => 2,
            _ => 0,
        };
        if !within {
            continue;
        }
        let entity = name.entity.and_then(|local| telling.entities.get(local)).copied();
        let elsewhere = scene.pile.iter().enumerate().any(|(document, other)| {
            scene.account_of.get(&document).is_some_and(|account| *account != scene.account(unit))
                && entity.is_some_and(|entity| other.entities.contains(&entity))
        });
        weight += if elsewhere { worth / 2 } else { worth };
    }
    if weight > 0 && !unit.days.is_empty() { weight + 2 } else { weight }
}
