//! Entities across a pile.
//!
//! * States join by ISO code, places by name and country, anything else by name.
//! * Persons join by transliteration keys of all their names; a shorter form or one with an
//!   initial joins a longer one only where no second person could be meant. Two who share a
//!   surname stay apart, and so do two of one name whose countries and roles both differ.
//! * A bare surname joins only inside its family, or where the role it is given is that of the
//!   only person of the pile with that surname.
//! * Organizations join by normalized words and country. One without a country joins the only
//!   country that the pile has for these words; with two to choose from it stays in its family.
//! * A short form of an organization ("Harlow" for "Harlow Rail") joins the one longer name of the
//!   pile that begins with it.
//! * What a document took for something else, though its words are those of an organization or the
//!   surname of the one person of the pile who has it, joins that.
//! * Sources without a name join only inside their family, under the same words.
//!
//! The result does not depend on the order in which documents are given, only on their numbers.

mod bodies;
mod mistaken;
mod people;

use std::collections::{BTreeMap, BTreeSet};

use wireroom_lexicon as lexicon;
use wireroom_model::{Analysis, Entity, EntityId, EntityKind, LocalEntity, LocalEntityKind, slug};

use bodies::body_keys;
use mistaken::mistaken_keys;
use people::person_keys;

/// A document of the pile to link.
#[derive(Debug, Clone, Copy)]
pub struct LinkDocument<'a> {
    /// Its index in the pile, in canonical order: [`Entity::mentions`] gives it back.
    pub document: usize,
    /// Its family. Sources without a name are joined only within one, under the same words.
    pub family: usize,
    /// Its reading text.
    pub text: &'a str,
    /// What it says.
    pub analysis: &'a Analysis,
}

/// The entities of a pile.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Linking {
    /// The entities, sorted by id.
    pub entities: Vec<Entity>,
    /// For each document given, in that order, for each of its local entities the index in
    /// `entities`.
    pub of: Vec<Vec<usize>>,
}

/// What makes two local entities one. Its order is the order of nothing that is shown.
type Key = (EntityKind, Vec<String>);

/// A local entity of a document.
#[derive(Clone, Copy)]
struct Local<'a> {
    document: LinkDocument<'a>,
    index: usize,
    entity: &'a LocalEntity,
}

/// Joins the entities of a pile.
#[must_use]
pub fn link(documents: &[LinkDocument<'_>]) -> Linking {
    let mut order: Vec<usize> = (0..documents.len()).collect();
    order.sort_by_key(|at| documents.get(*at).map(|document| document.document));
    let locals: Vec<Local<'_>> = order
        .iter()
        .filter_map(|at| documents.get(*at))
        .flat_map(|document| {
            document.analysis.entities.iter().enumerate().map(|(index, entity)| Local {
                document: *document,
                index,
                entity,
            })
        })
        .collect();
    let mut keys: Vec<Key> = locals.iter().map(plain_key).collect();
    person_keys(&locals, &mut keys);
    body_keys(&locals, &mut keys);
    place_keys(&locals, &mut keys);
    mistaken_keys(&locals, &mut keys);

    let mut members: BTreeMap<&Key, Vec<usize>> = BTreeMap::new();
    for (at, key) in keys.iter().enumerate() {
        members.entry(key).or_default().push(at);
    }
    // In the order of first mention, so that ids that clash are told apart the same way always.
    let mut groups: Vec<(&Key, Vec<usize>)> = members.into_iter().collect();
    groups.sort_by_key(|(_, members)| {
        members.iter().filter_map(|at| locals.get(*at)).map(first_mention).min()
    });
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut built: Vec<(Entity, Vec<usize>)> = groups
        .into_iter()
        .map(|(key, members)| {
            let group: Vec<Local<'_>> =
                members.iter().filter_map(|at| locals.get(*at)).copied().collect();
            (entity(key, &group, &mut taken), members)
        })
        .collect();
    built.sort_by(|a, b| a.0.id.cmp(&b.0.id));

    let mut of: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (number, (_, members)) in built.iter().enumerate() {
        for local in members.iter().filter_map(|at| locals.get(*at)) {
            of.insert((local.document.document, local.index), number);
        }
    }
    let of = documents
        .iter()
        .map(|document| {
            let locals = 0..document.analysis.entities.len();
            locals.map(|index| of.get(&(document.document, index)).copied().unwrap_or(0)).collect()
        })
        .collect();
    Linking { entities: built.into_iter().map(|(entity, _)| entity).collect(), of }
}

fn first_mention(local: &Local<'_>) -> (usize, usize, usize) {
    let start = local.entity.mentions.first().map_or(usize::MAX, |span| span.start());
    (local.document.document, start, local.index)
}

fn kind_of(kind: LocalEntityKind) -> EntityKind {
    match kind {
        LocalEntityKind::Person => EntityKind::Person,
        LocalEntityKind::Organization => EntityKind::Organization,
        LocalEntityKind::State => EntityKind::State,
        LocalEntityKind::Place => EntityKind::Place,
        LocalEntityKind::Unnamed => EntityKind::Unnamed,
        LocalEntityKind::Other => EntityKind::Other,
    }
}

/// The key of what needs no look at the rest of the pile.
fn plain_key(local: &Local<'_>) -> Key {
    let kind = kind_of(local.entity.kind);
    let folded = lexicon::fold(&local.entity.name).to_lowercase();
    let parts = match (kind, &local.entity.country) {
        (EntityKind::State, Some(code)) => vec![code.clone()],
        (EntityKind::Unnamed, _) => vec![folded, family(local)],
        _ => vec![folded],
    };
    (kind, parts)
}

/// A key part that no other family has.
fn family(local: &Local<'_>) -> String {
    format!("family {}", local.document.family)
}

fn place_keys(locals: &[Local<'_>], keys: &mut [Key]) {
    let mut countries: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let is_place = |local: &Local<'_>| local.entity.kind == LocalEntityKind::Place;
    for (local, key) in locals.iter().zip(keys.iter()).filter(|(local, _)| is_place(local)) {
        let name = key.1.first().cloned().unwrap_or_default();
        countries.entry(name).or_default().extend(local.entity.country.clone());
    }
    for (local, key) in locals.iter().zip(keys.iter_mut()).filter(|(local, _)| is_place(local)) {
        let known = key.1.first().and_then(|name| countries.get(name));
        let only = known.filter(|known| known.len() == 1).and_then(BTreeSet::first);
        let country = local.entity.country.as_ref().or(only);
        key.1.push(country.cloned().unwrap_or_default());
    }
}

/// The entity that a group of local ones is.
fn entity(key: &Key, group: &[Local<'_>], taken: &mut BTreeSet<String>) -> Entity {
    let kind = key.0;
    // What was taken for something else lends no name.
    let own = |local: &&Local<'_>| kind_of(local.entity.kind) == kind;
    let name = match group.first() {
        Some(local) if kind == EntityKind::State => local.entity.name.clone(),
        _ => commonest(group.iter().filter(own).map(|local| local.entity.name.as_str()))
            .unwrap_or_default(),
    };
    let mut aliases: BTreeSet<String> = BTreeSet::new();
    let mut mentions = Vec::new();
    for local in group {
        let document = &local.document;
        mentions.extend(local.entity.mentions.iter().map(|span| (document.document, *span)));
        let named = document.analysis.names.iter().filter(|name| name.entity == Some(local.index));
        aliases.extend(named.map(|name| one_line(name.span.text(document.text))));
        aliases.insert(one_line(&local.entity.name));
    }
    aliases.remove(&name);
    aliases.remove("");
    mentions.sort_unstable();
    mentions.dedup();
    let country = match (kind, key.1.first()) {
        (EntityKind::State, Some(code)) => Some(code.clone()),
        _ => commonest(group.iter().filter_map(|local| local.entity.country.as_deref())),
    };
    let role = commonest(group.iter().filter_map(|local| local.entity.role.as_deref()));
    let id = match (kind, &country, group.first()) {
        (EntityKind::State, Some(code), _) => code.clone(),
        (EntityKind::Unnamed, _, Some(local)) => {
            let (_, start, _) = first_mention(local);
            EntityId::derive(&[&name, &start.to_string(), local.document.text]).as_str().to_owned()
        }
        _ => slug(&name),
    };
    let id = free(if id.is_empty() { "unnamed".to_owned() } else { id }, taken);
    Entity {
        id: EntityId::from_stored(id),
        kind,
        name,
        aliases: aliases.into_iter().collect(),
        country,
        role,
        mentions,
    }
}

/// The id, or the first of `id-2`, `id-3`, … that is free.
fn free(id: String, taken: &mut BTreeSet<String>) -> String {
    let mut one = id.clone();
    let mut number = 1;
    while !taken.insert(one.clone()) {
        number += 1;
        one = format!("{id}-{number}");
    }
    one
}

/// The one that stands most often; of several the longest, then the first by spelling.
fn commonest<'a>(all: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    let best =
        counts.into_iter().max_by_key(|(one, count)| (*count, one.len(), std::cmp::Reverse(*one)));
    best.map(|(one, _)| one.to_owned())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
