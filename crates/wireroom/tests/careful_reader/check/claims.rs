//! Claims with their three numbers, differences, and who is who.

use super::Report;
use super::events::{count, texts};
use crate::pile::{Pile, find};
use serde_json::Value;
use std::collections::BTreeSet;
use wireroom::model::{Claim, Difference, EntityKind};

/// Whether some statement of the claim overlaps the quotation in that document.
fn holds(pile: &Pile, claim: &Claim, name: &str, quote: &str) -> bool {
    let (document, reading) = pile.document(name);
    let Some(span) = find(reading, quote) else { return false };
    pile.record.statements.iter().any(|statement| {
        statement.document == document
            && claim.statements.contains(&statement.id)
            && statement.content.iter().any(|piece| piece.overlaps(span))
    })
}

/// The first `binding` claims must come out; the others are reported.
pub(crate) fn claims(pile: &Pile, binding: usize, report: &mut Report) {
    for (at, wanted) in pile.list("claims").iter().enumerate() {
        let id = wanted["id"].as_str().unwrap_or("");
        let found = claim(pile, wanted);
        if at < binding {
            report.check(found.is_ok(), || format!("{id}: {}", found.unwrap_err()));
        } else if let Err(why) = found {
            report.fell_short(format!("{id}: {why}"));
        }
    }
    for wanted in pile.list("differences") {
        if !pile.record.differences.iter().any(|found| same(pile, found, &wanted["sides"])) {
            report.fell_short(format!("difference not found: {}", wanted["what"]));
        }
    }
}

fn claim(pile: &Pile, wanted: &Value) -> Result<(), String> {
    let event = pile.event_like(&wanted["event"]).ok_or("its event is not there")?;
    let quotes: Vec<(&String, &Value)> =
        wanted["quotes"].as_object().into_iter().flatten().collect();
    let of_event: Vec<&Claim> =
        pile.record.claims.iter().filter(|claim| claim.event == event.id).collect();
    let all = of_event.iter().find(|claim| {
        quotes.iter().all(|(name, quote)| holds(pile, claim, name, quote.as_str().unwrap_or("")))
    });
    let Some(found) = all else {
        let apart: Vec<Vec<&str>> = quotes
            .iter()
            .map(|(name, quote)| {
                let carry = of_event
                    .iter()
                    .filter(|claim| holds(pile, claim, name, quote.as_str().unwrap_or("")));
                carry.map(|claim| claim.text.as_str()).collect()
            })
            .collect();
        return Err(format!("{}: not one claim but {apart:?}", wanted["what"]));
    };
    let numbers = (found.witnesses, found.accounts, found.origins.len());
    let right =
        (count(&wanted["witnesses"]), count(&wanted["accounts"]), texts(&wanted["origins"]).len());
    if numbers != right {
        let origins: Vec<&str> = found.origins.iter().map(|origin| origin.as_str()).collect();
        return Err(format!(
            "{}: wanted {right:?} witnesses, accounts, origins, found {numbers:?} {origins:?}",
            wanted["what"]
        ));
    }
    Ok(())
}

fn same(pile: &Pile, found: &Difference, sides: &Value) -> bool {
    sides.as_object().into_iter().flatten().all(|(name, quote)| {
        let (document, reading) = pile.document(name);
        let family = reading.family;
        let span = quote.as_str().and_then(|quote| find(reading, quote));
        found.sides.iter().any(|side| match (side.span, span) {
            // A copy of the passage in another witness of the family is the same side.
            (Some(shown), Some(wanted)) => side.document == document && shown.overlaps(wanted),
            (None, None) => pile.record.documents[side.document].family == family,
            _ => false,
        })
    })
}

/// One entity for one person under all spellings; cities that stand for states are states.
pub(crate) fn entities(pile: &Pile, report: &mut Report) {
    for forms in pile.list("same_person") {
        let mut ids = BTreeSet::new();
        for form in texts(&forms) {
            // Roles are looked for by the claims; here names are.
            let named = form
                .split_whitespace()
                .all(|word| word.chars().next().is_some_and(char::is_uppercase));
            let of_form = pile.record.entities.iter().filter(|entity| {
                entity.kind == EntityKind::Person
                    && (entity.name == form || entity.aliases.contains(&form))
            });
            let found: Vec<&str> = of_form.map(|entity| entity.id.as_str()).collect();
            if named && form.contains(' ') && !is_role(&form) {
                report.check(!found.is_empty(), || format!("nobody is called {form}"));
            }
            ids.extend(found);
        }
        report.check(ids.len() <= 1, || format!("{forms} are {ids:?}"));
    }
    for wanted in pile.list("state_not_city") {
        let [name, file, context] = [0, 1, 2].map(|at| wanted[at].as_str().unwrap_or(""));
        let (_, reading) = pile.document(file);
        let Some(around) = find(reading, context) else {
            report.check(false, || format!("{file}: no {context:?}"));
            continue;
        };
        let text = reading.text.repaired();
        let found = reading
            .analysis
            .names
            .iter()
            .find(|found| around.contains(found.span) && found.span.text(text) == name);
        let entity =
            found.and_then(|found| found.entity).and_then(|local| reading.entities.get(local));
        let entity = entity.map(|&at| &pile.record.entities[at]);
        let acts = entity.is_some_and(|entity| {
            matches!(entity.kind, EntityKind::State | EntityKind::Organization)
        });
        report.check(acts && found.is_some_and(|found| found.place.is_none()), || {
            format!(
                "{file}: {name} in {context:?} is {:?}",
                entity.map(|entity| (entity.kind, &entity.id))
            )
        });
    }
}

fn is_role(form: &str) -> bool {
    form.split_whitespace().any(|word| wireroom_lexicon::is_title(&word.to_lowercase()))
}
