//! Aligns statements and narrated sentences into claims, follows relays to the mouths they came
//! from, counts witnesses, accounts and origins, and finds where accounts differ.
//!
//! What it is not: it does not judge what is true. A claim in two accounts that both had it from
//! one mouth has two accounts and one origin, and that is all it says.
//!
//! Invariants: for every claim, origins come from its statements and from nowhere else, accounts
//! never exceed witnesses, witnesses never exceed the documents of its event; nothing depends on
//! the order of the pile beyond the order of its documents, which is fixed.

mod alike;
mod attribute;
mod claim;
mod differ;
mod readout;
mod unit;

pub use alike::{likeness, same_statement};

use wireroom_model::{AttributedStatement, Claim, Difference, Entity, Event, Telling};

/// What was said in a pile, weighed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weighing {
    /// Every attributed statement, and every narrated sentence that is part of a claim, by
    /// document and place.
    pub statements: Vec<AttributedStatement>,
    /// By event, best supported first.
    pub claims: Vec<Claim>,
    /// By event: contradictions first, then silences.
    pub differences: Vec<Difference>,
    /// For each event, a paragraph composed of its claims.
    pub summaries: Vec<String>,
}

/// Weighs what the texts of each event say. `events` and `entities` are the pile's.
#[must_use]
pub fn weigh(pile: &[Telling<'_>], events: &[Event], entities: &[Entity]) -> Weighing {
    let mut weighing = Weighing::default();
    for event in events {
        let units = unit::units(pile, event, entities);
        let groups = claim::align(&units);
        let claims = claim::claims(pile, event, &units, &groups, entities);
        weighing.summaries.push(readout::readout(event, &claims, entities));
        weighing.differences.extend(differ::differences(pile, event, &units, &groups, entities));
        weighing.claims.extend(claims);
        weighing.statements.extend(attribute::statements(pile, event, &units));
    }
    weighing.statements.sort_by(|a, b| {
        (a.document, &a.content, &a.id).cmp(&(b.document, &b.content, &b.id))
    });
    weighing
}
