//! From the façade's types to the contract's, by hand.

mod annotation;
mod claim;
mod document;
mod event;
mod family;
mod lists;
mod pile;
mod received;

use crate::family::{Families, Pair};
use crate::quote::Passage;
use crate::record::{About, Record};
use crate::{Annotation, Entity};
pub use lists::Lists;
use pile::{Pile, four};
pub use received::{gathered, received};
use std::collections::HashMap;
use wireroom_model::{DocumentId, Node, Witness};

/// The record as the contract has it.
#[must_use]
pub fn record(record: &wireroom::Record) -> Record {
    let lists = Lists::of(record);
    Record {
        wireroom: About::default(),
        counts: lists.counts(),
        documents: lists.documents().collect(),
        families: lists.families().collect(),
        events: lists.events().collect(),
        claims: lists.claims().collect(),
        statements: lists.statements().collect(),
        differences: lists.differences().collect(),
        storylines: lists.storylines().collect(),
        entities: lists.entities().collect(),
        notes: lists.notes().collect(),
    }
}

/// The annotation of every document that was read, in the order of the pile.
#[must_use]
pub fn annotations(record: &wireroom::Record) -> Vec<Annotation> {
    Lists::of(record).annotations().collect()
}

/// Documents and families alone, and the pairs that were aligned.
#[must_use]
pub fn families(record: &wireroom::Record) -> (Families, Vec<Pair>) {
    let pile = Pile::of(record);
    let mut documents: Vec<_> = document::documents(&pile).collect();
    for document in &mut documents {
        document.events.clear();
    }
    let families = Families {
        wireroom: About::default(),
        documents,
        families: record.families.iter().map(|family| family::family(&pile, family)).collect(),
    };
    let witnesses: HashMap<_, _> = record
        .families
        .iter()
        .flat_map(|family| &family.witnesses)
        .map(|witness| (&witness.document, witness))
        .collect();
    let pairs = record.pairs.iter().filter_map(|pair| shared(&pile, pair, &witnesses)).collect();
    (families, pairs)
}

/// A number of origins for people, where `doubtful` of them may be one with another: "2, perhaps 1".
#[must_use]
pub fn origins_text(origins: usize, doubtful: usize) -> String {
    match doubtful.min(origins.saturating_sub(1)) {
        0 => origins.to_string(),
        doubtful => format!("{origins}, perhaps {}", origins - doubtful),
    }
}

fn entity(entity: &wireroom_model::Entity) -> Entity {
    Entity {
        id: entity.id.to_string(),
        kind: entity.kind.as_str().to_owned(),
        name: entity.name.clone(),
        aliases: entity.aliases.clone(),
        country: entity.country.clone(),
        role: entity.role.clone(),
        mentions: entity.mentions.len(),
    }
}

fn shared(
    pile: &Pile<'_>,
    pair: &wireroom_model::TextPair,
    witnesses: &HashMap<&DocumentId, &Witness>,
) -> Option<Pair> {
    let (a, b) = (pile.index(&pair.a)?, pile.index(&pair.b)?);
    let passage = |at, span| {
        pile.passage(at, span).unwrap_or(Passage { span: crate::Span(0, 0), text: String::new() })
    };
    let same = pile.reading(a)?.family == pile.reading(b)?.family;
    let made = |copy: &DocumentId, source: &DocumentId| {
        let witness = witnesses.get(copy)?;
        let from = matches!(&witness.parent, Some(Node::Document(parent)) if parent == source);
        witness.relation.filter(|_| from)
    };
    let of_b = made(&pair.b, &pair.a).map(|relation| (a, relation));
    let made = of_b.or_else(|| Some((b, made(&pair.a, &pair.b)?)));
    Some(Pair {
        a: pile.label(a),
        b: pile.label(b),
        share_a: four(pair.share_a),
        share_b: four(pair.share_b),
        family: pile.family(a).filter(|_| same),
        source: made.map(|(source, _)| pile.label(source)),
        relation: made.map(|(_, relation)| relation.as_str().to_owned()),
        passages: pair.passages.iter().map(|p| [passage(a, p.a), passage(b, p.b)]).collect(),
    })
}
