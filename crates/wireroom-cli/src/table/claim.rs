//! A claim with its support.

use super::names::{Names, count, origins};
use super::paper::{Paper, Style};
use std::collections::BTreeSet;
use std::io;
use wireroom_wire::Claim;

/// A claim within its event: text, numbers, the mouths it goes back to and the way it came.
pub(crate) fn claim_line(
    names: &Names<'_>,
    claim: &Claim,
    paper: &mut Paper<'_>,
) -> io::Result<()> {
    let numbers = format!("{} / {} / {}", claim.witnesses, claim.accounts, claim.origins_text);
    paper.ends(2, Style::Plain, &format!("{}{}", claim.text, polarity(claim)), &numbers)?;
    paper.text(6, Style::Dim, &support(names, claim))
}

/// A claim by itself.
pub(crate) fn claim_block(
    names: &Names<'_>,
    claim: &Claim,
    paper: &mut Paper<'_>,
) -> io::Result<()> {
    paper.ends(0, Style::Bold, &format!("{}{}", claim.text, polarity(claim)), &claim.id)?;
    paper.text(0, Style::Accent, &numbers(claim))?;
    paper.text(0, Style::Plain, &support(names, claim))
}

/// "3 witnesses, 2 accounts, 2 origins, perhaps 1".
fn numbers(claim: &Claim) -> String {
    format!(
        "{}, {}, {}",
        count(claim.witnesses, "witness"),
        count(claim.accounts, "account"),
        origins(claim.origins.len(), &claim.origins_text)
    )
}

fn polarity(claim: &Claim) -> String {
    match claim.polarity.as_str() {
        "asserted" => String::new(),
        other => format!(" [{}]", other.replace('_', " ")),
    }
}

fn support(names: &Names<'_>, claim: &Claim) -> String {
    let mut relays = BTreeSet::new();
    let mut own = BTreeSet::new();
    for statement in claim.statements.iter().filter_map(|id| names.statement(id)) {
        relays.extend(statement.relay.iter().map(|id| names.entity(id)));
        if statement.origin.is_none() {
            own.insert(names.outlet(&statement.document));
        }
    }
    let mut parts = Vec::new();
    if !claim.origins.is_empty() {
        let via = if relays.is_empty() { String::new() } else { format!(", via {}", join(relays)) };
        parts.push(format!("from {}{via}", names.entities(&claim.origins)));
    }
    if !own.is_empty() {
        parts.push(format!("in the words of {}", join(own)));
    }
    for ring in &claim.circular {
        parts.push(format!("circular: {} have it from one another", names.entities(ring)));
    }
    if claim.one_mouth {
        parts.push(format!("{}, one mouth", count(claim.accounts, "account")));
    }
    parts.join("; ")
}

fn join(names: BTreeSet<String>) -> String {
    names.into_iter().collect::<Vec<_>>().join(", ")
}
