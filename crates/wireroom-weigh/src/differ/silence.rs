//! What all accounts but one report.
//!
//! Where three accounts or more tell a thing and one that is long enough to have told it does not,
//! the silence says something. That an account is silent does not say that its writer did not
//! know. What one account alone reports is no silence of the others: every account has much that
//! is its own.

use super::{LONG_DAYS, Scene, side};
use wireroom_model::{Difference, DifferenceKind, Polarity, Side, ZoneKind};

/// Silences shown at most for one event: those on what most accounts tell.
const MOST: usize = 2;
/// A passage of the silent account this like one that is told is not silence.
const HEARD: f32 = 0.25;
/// An account shorter than this many sentences is silent on most things and it tells nothing.
const LEAST_SENTENCES: usize = 6;
/// Accounts that must tell it.
const LEAST_ACCOUNTS: usize = 3;
/// A passage of fewer content words reports too little to be missed.
const LEAST_TERMS: usize = 5;

/// Claims that all accounts but one share, with the account that has nothing like them.
pub(super) fn silences(scene: &Scene<'_>) -> Vec<Difference> {
    if scene.accounts <= LEAST_ACCOUNTS {
        return Vec::new();
    }
    let long = |document: usize| {
        let sentences = &scene.pile[document].analysis.sentences;
        sentences.iter().filter(|s| s.zone == ZoneKind::Body).count() >= LEAST_SENTENCES
    };
    let mut found = Vec::new();
    for group in scene.groups {
        let told: std::collections::BTreeSet<usize> =
            group.iter().map(|&at| scene.account(&scene.units[at])).collect();
        if told.len() + 1 != scene.accounts || told.len() < LEAST_ACCOUNTS {
            continue;
        }
        let best = group.iter().map(|&at| &scene.units[at]).find(|unit| {
            unit.polarity != Polarity::Declined && unit.asserts.terms.len() >= LEAST_TERMS
        });
        let Some(unit) = best else { continue };
        let silent: Vec<usize> = scene
            .account_of
            .iter()
            .filter(|(_, account)| !told.contains(account))
            .map(|(&document, _)| document)
            .collect();
        // Nobody tells what is still to come.
        let long_before = |document: usize| {
            scene.days_between(document, unit.document).is_some_and(|days| days > LONG_DAYS)
        };
        if silent.iter().any(|&document| long_before(document)) {
            continue;
        }
        let heard =
            scene.units.iter().filter(|other| silent.contains(&other.document)).any(|other| {
                group.iter().any(|&at| {
                    let alignment = scene.align(&scene.units[at], other);
                    alignment.score().max(alignment.covered_a * 0.5) >= HEARD
                })
            });
        if heard || !silent.iter().any(|&document| long(document)) {
            continue;
        }
        let mut sides = vec![side(unit)];
        sides.extend(silent.iter().map(|&document| Side { document, span: None }));
        let why =
            format!("{} of {} accounts report this, one does not", told.len(), scene.accounts);
        found.push((told.len(), scene.difference(DifferenceKind::Silence, sides, why)));
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    found.into_iter().take(MOST).map(|(_, difference)| difference).collect()
}
