//! States that are parties though no text names them as such: "Palestinian officials" makes a party
//! of a state, and what is a party is an entity that can be opened.

use std::collections::{BTreeMap, BTreeSet};
use wireroom_lexicon as lexicon;
use wireroom_model::{Entity, EntityId, EntityKind, Event, NameKind};
use wireroom_names::Linking;
use wireroom_text::{Repaired, Span};

/// A passage of a text of the pile.
type Mention = (usize, Span<Repaired>);

/// Adds the states that events have for parties and that are no entities yet, each with the words for
/// its people that the pile has. `readings` gives each text with its names.
pub(crate) fn add<'a>(
    linking: &mut Linking,
    events: &[Event],
    readings: impl Iterator<Item = (&'a str, &'a [wireroom_model::Name])>,
) {
    let parties: BTreeSet<&EntityId> = events.iter().flat_map(parties).collect();
    let known = |id: &EntityId| linking.entities.binary_search_by(|it| it.id.cmp(id)).is_ok();
    let missing: Vec<lexicon::Country> = parties
        .iter()
        .filter(|id| !known(id))
        .filter_map(|id| lexicon::country(id.as_str()))
        .collect();
    if missing.is_empty() {
        return;
    }
    let mut named = mentions(readings);
    let old: Vec<EntityId> = linking.entities.iter().map(|entity| entity.id.clone()).collect();
    for country in missing {
        let (aliases, mentions) = named.remove(country.alpha3).unwrap_or_default();
        linking.entities.push(Entity {
            id: EntityId::from_stored(country.alpha3),
            kind: EntityKind::State,
            name: country.name.to_owned(),
            aliases: aliases.into_iter().collect(),
            country: Some(country.alpha3.to_owned()),
            role: None,
            mentions,
        });
    }
    linking.entities.sort_by(|a, b| a.id.cmp(&b.id));
    // What stood at a place stands further down by as many as came before it.
    let entities = &linking.entities;
    let place = |id: &EntityId| entities.binary_search_by(|it| it.id.cmp(id)).unwrap_or_default();
    let moved: Vec<usize> = old.iter().map(place).collect();
    for at in linking.of.iter_mut().flatten() {
        *at = moved.get(*at).copied().unwrap_or_default();
    }
}

fn parties(event: &Event) -> impl Iterator<Item = &EntityId> {
    event.parties.iter().chain(event.background.iter().flat_map(|it| &it.parties))
}

/// For each state the words for its people, and where they stand.
fn mentions<'a>(
    readings: impl Iterator<Item = (&'a str, &'a [wireroom_model::Name])>,
) -> BTreeMap<&'static str, (BTreeSet<String>, Vec<Mention>)> {
    let mut found = BTreeMap::<&str, (BTreeSet<String>, Vec<Mention>)>::new();
    for (document, (text, names)) in readings.enumerate() {
        for name in names.iter().filter(|name| name.kind == NameKind::Nationality) {
            let written = name.span.text(text);
            if let Some(country) = lexicon::country_by_demonym(written) {
                let (aliases, mentions) = found.entry(country.alpha3).or_default();
                aliases.insert(written.to_owned());
                mentions.push((document, name.span));
            }
        }
    }
    found
}
