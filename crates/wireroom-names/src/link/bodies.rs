//! Keys of organizations across a pile: acronyms spelled out, short forms of longer names, and the
//! countries that tell bodies of one name apart.

use std::collections::{BTreeMap, BTreeSet};

use wireroom_lexicon as lexicon;
use wireroom_model::LocalEntityKind;

use super::{Key, Local, family};
use crate::bodies::BodyKey;

pub(super) fn body_keys(locals: &[Local<'_>], keys: &mut [Key]) {
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
pub(super) fn longer(short: &[String], all: &BTreeSet<Vec<String>>) -> Option<Vec<String>> {
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

pub(super) fn titled(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}
