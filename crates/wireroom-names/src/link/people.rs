//! Keys of persons across a pile: who is one with whom, and who only shares a surname.

use std::collections::{BTreeMap, BTreeSet};

use wireroom_model::{LocalEntity, LocalEntityKind};

use super::{Key, Local, family};
use crate::people::{PersonKey, one_person_each};

pub(super) fn person_keys(locals: &[Local<'_>], keys: &mut [Key]) {
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
pub(super) fn opposed(one: &LocalEntity, other: &LocalEntity) -> bool {
    let countries =
        one.country.is_some() && other.country.is_some() && one.country != other.country;
    let (left, right) = (role_words(one), role_words(other));
    countries && !left.is_empty() && !right.is_empty() && left.is_disjoint(&right)
}

pub(super) fn role_words(entity: &LocalEntity) -> BTreeSet<String> {
    let role = entity.role.as_deref().unwrap_or("").to_lowercase();
    role.split(|c: char| !c.is_alphabetic())
        .filter(|word| crate::roles::is_role_word(word))
        .map(crate::roles::plain_role)
        .collect()
}
