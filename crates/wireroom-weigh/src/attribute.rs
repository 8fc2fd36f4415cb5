//! Statements of the pile: who says it, through whom, and whose mouth it goes back to.

use crate::EventTexts;
use crate::unit::Unit;
use std::collections::BTreeSet;
use wireroom_model::{
    AttributedStatement, Entity, EntityId, EntityKind, Manner, Statement, StatementId, Telling,
};
use wireroom_text::Span;

/// The mouth a statement goes back to and those it passed through, nearest the mouth first.
///
/// The source is the origin, once relays are set aside: "TASS cited the minister" has the minister
/// for its source. An agency that is itself named as the source, with nobody behind it, is the
/// origin: nothing in the text leads further.
pub(crate) fn origin(
    telling: &Telling<'_>,
    statement: &Statement,
    entities: &[Entity],
) -> (Option<EntityId>, Vec<EntityId>) {
    let of = |local: usize| {
        telling.entities.get(local).and_then(|&at| entities.get(at)).map(|entity| entity.id.clone())
    };
    let source = statement.source_entity.and_then(of);
    let mut relay: Vec<EntityId> =
        statement.relay_entities.iter().flatten().filter_map(|&local| of(local)).collect();
    relay.dedup();
    relay.retain(|id| source.as_ref() != Some(id));
    let origin = source.or_else(|| relay.first().cloned());
    (origin, relay)
}

/// Whether a source without a name is said to be a spokesperson of `body`.
pub(crate) fn speaks_for(unnamed: &Entity, body: &Entity) -> bool {
    const LEGAL: [&str; 9] = ["co", "inc", "corp", "ltd", "plc", "llc", "gmbh", "ag", "sa"];
    let words = |text: &str| -> BTreeSet<String> {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1);
        words.filter(|word| !LEGAL.contains(word)).map(str::to_owned).collect()
    };
    let described = words(&format!("{} {}", unnamed.name, unnamed.role.as_deref().unwrap_or("")));
    let own = words(&body.name);
    unnamed.kind == EntityKind::Unnamed
        && described.iter().any(|word| word.starts_with("spokes"))
        && !own.is_empty()
        && own.is_subset(&described)
}

/// The statements of one event's units, with their ids.
pub(crate) fn statements(
    pile: &[Telling<'_>],
    event: EventTexts<'_>,
    units: &[Unit],
) -> Vec<AttributedStatement> {
    let of = |unit: &Unit| {
        let said = unit.statement.and_then(|at| pile[unit.document].analysis.statements.get(at));
        AttributedStatement {
            id: unit.id.clone(),
            document: unit.document,
            event: Some(event.id.clone()),
            content: unit.content.clone(),
            source: said.map_or_else(Vec::new, |said| said.source.clone()),
            source_entity: unit.source.clone(),
            cue: said.map_or_else(Vec::new, |said| said.cue.clone()),
            addressee: said.and_then(|said| said.addressee),
            relay: unit.relay.clone(),
            origin: unit.origin.clone(),
            polarity: unit.polarity,
            manner: said.map_or(Manner::Indirect, |said| said.manner),
        }
    };
    units.iter().map(of).collect()
}

/// The id of what stands at `content` in a document, as said by another than its first mouth.
pub(crate) fn id_by(telling: &Telling<'_>, content: &[Span], mouth: &EntityId) -> StatementId {
    StatementId::derive(&[telling.document.id.as_str(), &places(content), mouth.as_str()])
}

/// The id of what stands at `content` in a document.
pub(crate) fn id(telling: &Telling<'_>, content: &[Span]) -> StatementId {
    StatementId::derive(&[telling.document.id.as_str(), &places(content)])
}

fn places(content: &[Span]) -> String {
    content.iter().map(|span| format!("{span:?}")).collect::<Vec<_>>().join(" ")
}
