//! Keys of what a document took for something else than the rest of the pile does.

use std::collections::{BTreeMap, BTreeSet};

use wireroom_lexicon as lexicon;
use wireroom_model::LocalEntityKind;

use super::bodies::longer;
use super::{Key, Local};
use crate::bodies::BodyKey;
use crate::people::PersonKey;

/// Gives what was taken for a place without position, a thing or a person of no known given name
/// the key of the organization that the pile has under its words; and a thing or an unnamed
/// source the key of the person whose name it is or ends with.
pub(super) fn mistaken_keys(locals: &[Local<'_>], keys: &mut [Key]) {
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
