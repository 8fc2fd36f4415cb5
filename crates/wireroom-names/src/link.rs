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

use std::collections::{BTreeMap, BTreeSet};

use wireroom_lexicon as lexicon;
use wireroom_model::{Analysis, Entity, EntityId, EntityKind, LocalEntity, LocalEntityKind, slug};

use crate::bodies::BodyKey;
use crate::people::{PersonKey, one_person_each};

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

fn person_keys(locals: &[Local<'_>], keys: &mut [Key]) {
    let people: Vec<(usize, PersonKey)> = locals
        .iter()
        .enumerate()
        .filter(|(_, local)| local.entity.kind == LocalEntityKind::Person)
        .map(|(at, local)| (at, PersonKey::new(&local.entity.name)))
        .collect();
    let full: BTreeSet<&PersonKey> =
        people.iter().map(|(_, key)| key).filter(|key| key.is_full()).collect();
    let joined = one_person_each(&full);
    // Of one name, those whose roles and countries speak against each other stay apart.
    let mut sides: BTreeMap<&PersonKey, Vec<Vec<&LocalEntity>>> = BTreeMap::new();
    let mut by_surname: BTreeMap<&str, BTreeSet<Vec<String>>> = BTreeMap::new();
    for (at, key) in people.iter().filter(|(_, key)| key.is_full()) {
        let Some(local) = locals.get(*at) else { continue };
        let person = joined.get(key).copied().unwrap_or(key);
        let sides = sides.entry(person).or_default();
        let fitting =
            sides.iter().position(|side| side.iter().all(|other| !opposed(local.entity, other)));
        let side = fitting.unwrap_or(sides.len());
        if fitting.is_none() {
            sides.push(Vec::new());
        }
        if let Some(side) = sides.get_mut(side).filter(|side| side.len() < 64) {
            side.push(local.entity);
        }
        let mut parts = person.parts.clone();
        parts.push(format!("side {side}"));
        by_surname.entry(person.surname()).or_default().insert(parts.clone());
        if let Some(slot) = keys.get_mut(*at) {
            slot.1 = parts;
        }
    }
    let mut roles: BTreeMap<Vec<String>, BTreeSet<String>> = BTreeMap::new();
    for (at, key) in people.iter().filter(|(_, key)| key.is_full()) {
        let _ = key;
        if let (Some(local), Some((_, parts))) = (locals.get(*at), keys.get(*at)) {
            roles.entry(parts.clone()).or_default().extend(role_words(local.entity));
        }
    }
    for (at, key) in people.iter().filter(|(_, key)| !key.is_full()) {
        let (Some(local), Some(slot)) = (locals.get(*at), keys.get_mut(*at)) else { continue };
        let words = role_words(local.entity);
        let candidates = by_surname.get(key.surname());
        let only = candidates.filter(|parts| parts.len() == 1).and_then(|parts| parts.first());
        let same_role =
            only.filter(|parts| roles.get(*parts).is_some_and(|roles| !roles.is_disjoint(&words)));
        slot.1 = match same_role {
            Some(parts) => parts.clone(),
            None => vec![key.surname().to_owned(), family(local)],
        };
    }
}

/// Whether two of one name are plainly two: other country and no word of their roles in common.
fn opposed(one: &LocalEntity, other: &LocalEntity) -> bool {
    let countries =
        one.country.is_some() && other.country.is_some() && one.country != other.country;
    let (left, right) = (role_words(one), role_words(other));
    countries && !left.is_empty() && !right.is_empty() && left.is_disjoint(&right)
}

fn role_words(entity: &LocalEntity) -> BTreeSet<String> {
    let role = entity.role.as_deref().unwrap_or("").to_lowercase();
    role.split(|c: char| !c.is_alphabetic())
        .filter(|word| crate::roles::is_role_word(word))
        .map(crate::roles::plain_role)
        .collect()
}

fn body_keys(locals: &[Local<'_>], keys: &mut [Key]) {
    let mut bodies: Vec<(usize, BodyKey, Option<String>)> = Vec::new();
    let mut spelled: BTreeMap<String, BTreeSet<Vec<String>>> = BTreeMap::new();
    for (at, local) in locals.iter().enumerate() {
        if local.entity.kind != LocalEntityKind::Organization {
            continue;
        }
        let key = BodyKey::new(&local.entity.name);
        for mention in &local.entity.mentions {
            let written = mention.text(local.document.text);
            if key.words.len() > 1
                && written.len() <= 12
                && let Some(acronym) = BodyKey::new(written).acronym
            {
                spelled.entry(acronym).or_default().insert(key.words.clone());
            }
        }
        let country = key.country.map(str::to_owned).or_else(|| local.entity.country.clone());
        bodies.push((at, key, country));
    }
    for (_, key, _) in &mut bodies {
        let full = key.acronym.as_ref().and_then(|acronym| spelled.get(acronym));
        if let Some(words) = full.filter(|full| full.len() == 1).and_then(|full| full.first()) {
            key.words.clone_from(words);
        }
    }
    let all: BTreeSet<Vec<String>> = bodies.iter().map(|(_, key, _)| key.words.clone()).collect();
    for (_, key, _) in &mut bodies {
        if let Some(long) = longer(&key.words, &all) {
            key.words = long;
        }
    }
    let mut countries: BTreeMap<Vec<String>, BTreeSet<String>> = BTreeMap::new();
    for (_, key, country) in &bodies {
        countries.entry(key.words.clone()).or_default().extend(country.clone());
    }
    for (at, key, country) in bodies {
        let (Some(slot), Some(local)) = (keys.get_mut(at), locals.get(at)) else { continue };
        let known = countries.get(&key.words);
        // A name of its own needs no country to be told from others.
        let proper = key.words.iter().any(|word| !lexicon::is_dictionary_word(word))
            || lexicon::body_by_name(&local.entity.name).is_some()
            || lexicon::agency_by_name(&local.entity.name).is_some();
        let place = match (country, known.map_or(0, BTreeSet::len)) {
            _ if proper => String::new(),
            (Some(country), _) => country,
            (None, 1) => known.and_then(BTreeSet::first).cloned().unwrap_or_default(),
            (None, 0) => String::new(),
            (None, _) => family(local),
        };
        slot.1 = key.words;
        slot.1.push(place);
    }
}

/// The one longer name that begins with a short one; of several that go on from each other, the
/// longest.
fn longer(short: &[String], all: &BTreeSet<Vec<String>>) -> Option<Vec<String>> {
    let first = short.first()?;
    let common = |word: &str| {
        lexicon::is_dictionary_word(word)
            || !lexicon::places(&titled(word)).is_empty()
            || !lexicon::country_names(&titled(word)).is_empty()
    };
    if short.iter().all(|word| common(word)) || first.chars().count() < 3 {
        return None;
    }
    // Sorted word lists: all that begin with the short one follow it.
    let following = all.range(short.to_vec()..).take_while(|long| long.starts_with(short));
    let long: Vec<&Vec<String>> =
        following.filter(|long| long.len() > short.len()).take(16).collect();
    let longest = long.iter().max_by_key(|long| long.len())?;
    long.iter().all(|one| longest.starts_with(one)).then(|| (*longest).clone())
}

fn titled(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// Gives what was taken for a place without position, a thing or a person of no known given name
/// the key of the organization that the pile has under its words; and a thing or an unnamed
/// source the key of the person whose name it is or ends with.
fn mistaken_keys(locals: &[Local<'_>], keys: &mut [Key]) {
    let mut bodies: BTreeMap<Vec<String>, BTreeSet<Key>> = BTreeMap::new();
    let mut people: BTreeMap<String, BTreeSet<Key>> = BTreeMap::new();
    let mut names: BTreeMap<String, BTreeSet<Key>> = BTreeMap::new();
    for (local, key) in locals.iter().zip(keys.iter()) {
        match local.entity.kind {
            LocalEntityKind::Organization => {
                let words = BodyKey::new(&local.entity.name).words;
                bodies.entry(words).or_default().insert(key.clone());
            }
            LocalEntityKind::Person => {
                let parts = PersonKey::new(&local.entity.name);
                if parts.is_full() {
                    people.entry(parts.surname().to_owned()).or_default().insert(key.clone());
                    let whole = lexicon::fold(&local.entity.name).to_lowercase();
                    names.entry(whole).or_default().insert(key.clone());
                }
            }
            _ => {}
        }
    }
    let forms: BTreeSet<Vec<String>> = bodies.keys().cloned().collect();
    let only = |all: Option<&BTreeSet<Key>>| all.filter(|all| all.len() == 1)?.first().cloned();
    for (local, key) in locals.iter().zip(keys.iter_mut()) {
        let name = &local.entity.name;
        let lone = !name.contains(' ');
        let first = name.split(' ').next().unwrap_or("").to_lowercase();
        let open = match local.entity.kind {
            LocalEntityKind::Place => {
                local.entity.country.is_none() && lexicon::places(name).is_empty()
            }
            LocalEntityKind::Other => true,
            LocalEntityKind::Person => {
                let known = people.contains_key(PersonKey::new(name).surname());
                !lexicon::is_given_name(&first) && !(lone && (known || lexicon::is_surname(&first)))
            }
            _ => false,
        };
        let as_body = || {
            let own = lone && lexicon::is_dictionary_word(&first);
            let words = BodyKey::new(name).words;
            let long = (!bodies.contains_key(&words)).then(|| longer(&words, &forms)).flatten();
            only(bodies.get(long.as_ref().unwrap_or(&words))).filter(|_| !own)
        };
        let as_person = || match local.entity.kind {
            LocalEntityKind::Other | LocalEntityKind::Place if lone && open => {
                let surname = PersonKey::new(name);
                let plain = lexicon::is_dictionary_word(&first);
                only(people.get(surname.surname())).filter(|_| !plain)
            }
            LocalEntityKind::Unnamed => {
                let whole = lexicon::fold(name).to_lowercase();
                let words: Vec<&str> = whole.split(' ').collect();
                (2..=4).find_map(|count| {
                    let from = words.len().checked_sub(count).filter(|from| *from > 0)?;
                    let titled =
                        words.get(..from)?.iter().any(|word| crate::roles::is_role_word(word));
                    only(names.get(&words.get(from..)?.join(" "))).filter(|_| titled)
                })
            }
            _ => None,
        };
        let found = if open { as_body() } else { None };
        if let Some(found) = found.or_else(as_person) {
            *key = found;
        }
    }
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
