//! The names of a text made consistent over it, and the entities they refer to.
//!
//! A state is one entity under its name, its demonym before a word for its officials, and its
//! capital or seat where that acts (see `acting`). Persons are joined by `people`, organizations
//! by `bodies`, and roles found by `roles`. "The minister" is a mention of the one minister of
//! the text, where there is one. Pronouns are left to the reader of statements.

mod office;
mod reading;

use std::collections::BTreeMap;

use wireroom_lexicon as lexicon;
use wireroom_model::{LocalEntity, LocalEntityKind, Name, Sentence};
use wireroom_text::{Repaired, Span};

use crate::again::again;
use crate::bodies::{bodies, fullness};
use crate::people::persons;
use crate::places::bare;
use crate::roles::role;
use crate::tagger::{Odds, Tagged, Viewed};
use crate::told::told;
use crate::words::Words;
use crate::{consistent, places, seats};
use office::{body_country, general, role_nouns, take_role};
use reading::{Of, Reading, reading};

/// What is known of a text besides its sentences.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints {
    /// The place of the dateline.
    pub dateline: Option<Span<Repaired>>,
}

/// The names of a text and the entities they refer to.
#[must_use]
pub fn analyse_names(text: &str, sentences: &[Sentence]) -> (Vec<Name>, Vec<LocalEntity>) {
    let own = sentences.iter().map(|sentence| sentence.span.text(text));
    let tags: Vec<_> = own.map(|own| Viewed::new(own).names(own, None)).collect();
    analyse_tagged(text, sentences, &tags, Hints::default())
}

/// The same from what [`Viewed::names`] gave for each sentence, in the order of `sentences`.
#[must_use]
pub fn analyse_tagged<T: AsRef<[Tagged]>>(
    text: &str,
    sentences: &[Sentence],
    tags: &[T],
    hints: Hints,
) -> (Vec<Name>, Vec<LocalEntity>) {
    let pairs = sentences.iter().zip(tags);
    let tagged = pairs.flat_map(|(sentence, found)| {
        found.as_ref().iter().map(|one| (one.span.shift(sentence.span.start()), one))
    });
    let (mut names, odds): (Vec<Name>, Vec<Option<Odds>>) = tagged
        .map(|(span, one)| (Name { span, kind: one.kind, entity: None, place: None }, one.odds))
        .unzip();
    consistent::settle(text, &mut names, &odds, hints.dateline);
    told(text, &mut names);
    again(text, sentences, &mut names);
    let words = Words::new(text, sentences, &names);
    let dateline = hints.dateline.map(|span| span.text(text));
    let found = places::resolve(text, &words, &names, dateline);
    let mut readings: Vec<Reading> =
        (0..names.len()).map(|at| reading(text, &words, &names, at)).collect();
    for (at, body) in seats::companies(text, &words, &names) {
        let place = |reading: &&mut Reading| reading.of == Of::Place;
        if let Some(reading) = readings.get_mut(at).filter(place) {
            *reading = Reading { of: Of::Seat(body), acts: true };
        }
    }
    for ((name, place), reading) in names.iter_mut().zip(found).zip(&readings) {
        name.place = place.filter(|_| !reading.acts);
    }
    let entities = joined(text, &words, &mut names, &readings);
    (names, entities)
}

/// Joins the names into entities, in the order of their first mention.
fn joined(
    text: &str,
    words: &Words<'_>,
    names: &mut [Name],
    readings: &[Reading],
) -> Vec<LocalEntity> {
    let written: Vec<&str> = names.iter().map(|name| bare(name.span.text(text))).collect();
    let chosen = |want: fn(&Of) -> bool| -> Vec<usize> {
        (0..written.len())
            .filter(|at| readings.get(*at).is_some_and(|reading| want(&reading.of)))
            .collect()
    };
    let people = chosen(|of| *of == Of::Person);
    let organizations = chosen(|of| matches!(of, Of::Body(_) | Of::Seat(_)));
    let (person_of, fullest_person) =
        persons(&people.iter().map(|at| written[*at]).collect::<Vec<_>>());
    let body_names: Vec<&str> = organizations
        .iter()
        .map(|at| match readings[*at].of {
            Of::Body(Some(name)) => name,
            Of::Seat(body) => written[body],
            _ => written[*at],
        })
        .collect();
    // "Turkey's Foreign Ministry" and "Chile's Foreign Ministry" are two.
    let owned: Vec<String> = organizations
        .iter()
        .zip(&body_names)
        .map(|(at, name)| {
            let owner =
                general(name).then(|| body_country(text, words, names, *at, name)).flatten();
            owner.and_then(|code| lexicon::country(&code)).map_or((*name).to_owned(), |country| {
                format!("{} {}", country.name, name.trim_start_matches(country.name).trim())
            })
        })
        .collect();
    let (body_of, mut fullest_body) = bodies(&owned.iter().map(String::as_str).collect::<Vec<_>>());
    // The fullest as written, its owner aside.
    for (at, body) in body_of.iter().enumerate() {
        let fullness = |at: usize| body_names.get(at).map(|name| fullness(name));
        let fuller = |full: &&mut usize| fullness(**full) < fullness(at);
        if let Some(full) = fullest_body.get_mut(*body).filter(fuller) {
            *full = at;
        }
    }

    // What each name is one of: a group and a label inside it.
    let mut group: Vec<Option<(u8, String)>> = vec![None; names.len()];
    for (at, person) in people.iter().zip(&person_of) {
        group[*at] = Some((0, person.to_string()));
    }
    for (at, body) in organizations.iter().zip(&body_of) {
        group[*at] = Some((1, body.to_string()));
    }
    for (at, reading) in readings.iter().enumerate() {
        match reading.of {
            Of::State(code) => group[at] = Some((2, code.to_owned())),
            Of::Place => group[at] = Some((3, lexicon::fold(written[at]).to_lowercase())),
            Of::Other => group[at] = Some((4, lexicon::fold(written[at]).to_lowercase())),
            _ => {}
        }
    }
    let mut number: BTreeMap<(u8, String), usize> = BTreeMap::new();
    let mut entities: Vec<LocalEntity> = Vec::new();
    for (at, key) in group.into_iter().enumerate() {
        let Some(key) = key else { continue };
        let entity = *number.entry(key.clone()).or_insert_with(|| {
            let index = key.1.parse::<usize>().unwrap_or(0);
            let (kind, name) = match key.0 {
                0 => (LocalEntityKind::Person, written[people[fullest_person[index]]]),
                1 => (LocalEntityKind::Organization, body_names[fullest_body[index]]),
                2 => (
                    LocalEntityKind::State,
                    lexicon::country(&key.1).map_or("", |country| country.name),
                ),
                3 => (LocalEntityKind::Place, written[at]),
                _ => (LocalEntityKind::Other, written[at]),
            };
            entities.push(LocalEntity {
                name: name.to_owned(),
                kind,
                country: (key.0 == 2).then(|| key.1.clone()),
                role: None,
                mentions: Vec::new(),
            });
            entities.len() - 1
        });
        names[at].entity = Some(entity);
        entities[entity].mentions.push(names[at].span);
    }
    for at in 0..names.len() {
        let Some(entity) = names[at].entity else { continue };
        match entities[entity].kind {
            LocalEntityKind::Person => {
                let (from, to) = words.of_name(at);
                if let Some(role) = role(words, names, from, to) {
                    take_role(text, words, names, role, &mut entities[entity]);
                }
            }
            LocalEntityKind::Organization if entities[entity].country.is_none() => {
                entities[entity].country = body_country(text, words, names, at, written[at]);
            }
            LocalEntityKind::Place if entities[entity].country.is_none() => {
                entities[entity].country =
                    names[at].place.as_ref().and_then(|place| place.country.clone());
            }
            _ => {}
        }
    }
    role_nouns(words, &mut entities);
    for entity in &mut entities {
        entity.mentions.sort_unstable();
        entity.mentions.dedup();
    }
    entities
}
