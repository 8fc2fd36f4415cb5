//! Circular reporting: outlets that have one claim from one another.
//!
//! A has it from B, and B from A: two accounts, and no support but their own. Read off who cites
//! whom within a claim; that one copied the other without saying so is a matter of families.

use crate::unit::Unit;
use std::collections::{BTreeMap, BTreeSet};
use wireroom_model::{EntityId, Telling, slug};

/// For each outlet whose text carries the claim, whom it says it has it from.
type Cites = BTreeMap<EntityId, BTreeSet<EntityId>>;

/// The rings among the outlets that carry a claim, each sorted, in order of their first.
pub(crate) fn rings(pile: &[Telling<'_>], units: &[Unit], group: &[usize]) -> Vec<Vec<EntityId>> {
    let mut cites = Cites::new();
    for unit in group.iter().filter_map(|&at| units.get(at)) {
        let Some(outlet) = pile[unit.document].document.outlet.as_deref() else { continue };
        let outlet = EntityId::from_stored(slug(outlet));
        let cited = unit.relay.iter().chain(&unit.origin).filter(|cited| **cited != outlet);
        cites.entry(outlet.clone()).or_default().extend(cited.cloned());
    }
    let mut found: Vec<Vec<EntityId>> = Vec::new();
    for outlet in cites.keys() {
        if found.iter().any(|ring| ring.contains(outlet)) {
            continue;
        }
        let ahead = reached(&cites, outlet);
        let ring: Vec<EntityId> = cites
            .keys()
            .filter(|other| {
                *other == outlet
                    || ahead.contains(*other) && reached(&cites, other).contains(outlet)
            })
            .cloned()
            .collect();
        if ring.len() > 1 {
            found.push(ring);
        }
    }
    found
}

/// All that an outlet has it from, at any remove.
fn reached<'a>(cites: &'a Cites, from: &EntityId) -> BTreeSet<&'a EntityId> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<&EntityId> = cites.get(from).into_iter().flatten().collect();
    while let Some(next) = open.pop() {
        if seen.insert(next) {
            open.extend(cites.get(next).into_iter().flatten());
        }
    }
    seen
}
