//! A paragraph for people, composed of an event's claims and of nothing else.

use crate::Known;
use wireroom_model::{Claim, EntityId, Event, Polarity};

/// Claims told at most.
const MOST: usize = 5;

/// The best-supported claims, each with its numbers.
pub(crate) fn readout(event: &Event, claims: &[Claim], known: &Known<'_>) -> String {
    let told = claims.iter().filter(|claim| {
        claim.event == event.id && claim.polarity != Polarity::Declined && claim.text.len() >= 20
    });
    let mut out = String::new();
    for claim in told.take(MOST) {
        if !out.is_empty() {
            out.push(' ');
        }
        let text = claim.text.trim_end_matches(['.', ',', ';']);
        let mut chars = text.chars();
        if let Some(first) = chars.next() {
            out.extend(first.to_uppercase());
            out.push_str(chars.as_str());
        }
        out.push_str(&format!(" ({}).", numbers(claim, known)));
    }
    out
}

fn numbers(claim: &Claim, known: &Known<'_>) -> String {
    let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let mut out = format!(
        "{}, {}",
        count(claim.witnesses, "witness", "witnesses"),
        count(claim.accounts, "account", "accounts")
    );
    let name = |id: &EntityId| {
        known.get(id).map_or_else(|| id.to_string(), |entity| entity.name.clone())
    };
    if !claim.origins.is_empty() {
        let names: Vec<String> = claim.origins.iter().map(name).collect();
        out.push_str(&format!("; from {}", names.join(", ")));
    }
    out
}
