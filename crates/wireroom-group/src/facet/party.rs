//! Who an event is between.

use super::{weight_at, weights};
use std::collections::BTreeMap;
use wireroom_model::{Entity, EntityId, EntityKind, EventPlace, NameKind, Telling};
use wireroom_text::{Span, word_before};

/// A party is named with at least this share of the weight of the one named most.
const PARTY_SHARE: f32 = 0.34;
/// More than this many parties is a list, not a matter between parties.
const MOST_PARTIES: usize = 6;

/// Who the event is between: states first, by code, else organizations, else people; those that
/// titles and leads name, without the mere place, the sources and the agencies.
pub(crate) fn parties(
    pile: &[Telling<'_>],
    speakers: &[usize],
    entities: &[Entity],
    place: Option<&EventPlace>,
) -> Vec<EntityId> {
    let host = place.and_then(|place| place.place.country.clone());
    let mut votes = BTreeMap::<(u8, EntityId), (f32, usize)>::new();
    for &speaker in speakers {
        let telling = &pile[speaker];
        let mut own = BTreeMap::<(u8, EntityId), f32>::new();
        for (key, span) in actors(telling, entities, Scene::LeftOut) {
            let weight = actor_weight(telling, span);
            if weight > 0.0 {
                *own.entry(key).or_default() += weight;
            }
        }
        for (key, weight) in own {
            let vote = votes.entry(key).or_insert((0.0, 0));
            vote.0 += weight.min(4.0);
            vote.1 += 1;
        }
    }
    for class in 0..3 {
        let mut of_class: Vec<(EntityId, f32, usize)> = votes
            .iter()
            .filter(|((c, _), _)| *c == class)
            .map(|((_, id), &(weight, voices))| (id.clone(), weight, voices))
            .collect();
        // The state where it happens is a party only where more is said of it than of a scene.
        if class == 0 && of_class.len() > 2 {
            of_class.retain(|(id, weight, _)| {
                host.as_deref() != Some(id.as_str()) || *weight >= 2.0 * speakers.len() as f32
            });
        }
        let most = of_class.iter().map(|&(_, weight, _)| weight).fold(0.0, f32::max);
        of_class.retain(|&(_, weight, voices)| {
            weight >= PARTY_SHARE * most && (voices * 2 >= speakers.len() || weight >= 2.0)
        });
        // One state alone is where it happened, not a party to anything, unless nobody else acts.
        let alone = class == 0 && of_class.len() < 2 && votes.keys().any(|(c, _)| *c == 1);
        if !of_class.is_empty() && !alone {
            of_class.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            of_class.truncate(MOST_PARTIES);
            let mut ids: Vec<EntityId> = of_class.into_iter().map(|(id, _, _)| id).collect();
            ids.sort();
            return ids;
        }
    }
    Vec::new()
}

/// Whether states that are merely where something happens count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scene {
    /// They do.
    Counted,
    /// They do not.
    LeftOut,
}

/// Those who can be parties, where they are named: states (0; also by their adjective),
/// organizations (1), people (2).
pub(crate) fn actors(
    telling: &Telling<'_>,
    entities: &[Entity],
    scene: Scene,
) -> Vec<((u8, EntityId), Span)> {
    let text = telling.text.repaired();
    let mut found = Vec::new();
    for name in &telling.analysis.names {
        // "the war in X": a scene, not one who acts.
        let before = word_before(text, name.span.start());
        let where_it_is =
            name.place.is_some() || matches!(before, "in" | "near" | "inside" | "across");
        if scene == Scene::LeftOut && where_it_is {
            continue;
        }
        let entity = name.entity.and_then(|local| telling.entities.get(local));
        let entity = entity.and_then(|&global| entities.get(global));
        let class = match entity.map(|entity| entity.kind) {
            Some(EntityKind::State) => 0,
            Some(EntityKind::Organization) => 1,
            Some(EntityKind::Person) => 2,
            _ if name.kind == NameKind::Nationality => {
                if let Some(country) = wireroom_lexicon::country_by_demonym(name.span.text(text)) {
                    found.push(((0, EntityId::from_stored(country.alpha3)), name.span));
                }
                continue;
            }
            _ => continue,
        };
        let Some(entity) = entity else { continue };
        // An outlet that names itself is telling, not acting.
        let outlet = telling.document.outlet.as_deref().unwrap_or("").to_lowercase();
        let itself = !outlet.is_empty() && outlet.contains(&entity.name.to_lowercase());
        if wireroom_lexicon::agency_by_name(&entity.name).is_none() && !itself {
            found.push(((class, entity.id.clone()), name.span));
        }
    }
    found
}

/// How much a mention speaks for being a party: by its sentence, less as a mere source, nothing as
/// a mere adjective of a place ("the Turkish city").
fn actor_weight(telling: &Telling<'_>, span: Span) -> f32 {
    let text = telling.text.repaired();
    let weight = match telling.text.structure.at(span.start()) {
        Some(zone) if zone.is_telling() => weight_at(&weights(telling), span.start()),
        _ => 0.0,
    };
    if weight < 1.0 {
        return 0.0;
    }
    let after = text.get(span.end()..).unwrap_or("").trim_start();
    let next = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let scene = [
        "city", "town", "capital", "village", "province", "region", "port", "border", "coast",
        "island", "state", "resort", "district",
    ];
    if scene.contains(&next) {
        return 0.0;
    }
    let in_source = telling.analysis.statements.iter().any(|statement| {
        statement.source.iter().chain(&statement.addressee).any(|source| source.contains(span))
    });
    weight * if in_source { 0.4 } else { 1.0 }
}
