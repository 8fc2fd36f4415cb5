//! The kind, date, place and parties of an event, each by a vote of its accounts.
//!
//! What stands in the title and the first sentences weighs most: a news text says first what it is
//! about. Every account has one voice, however long it is and however many copies it has; the voice
//! of one that is much like the others is louder than that of one that looks at a side of it.

use crate::Profile;
use std::collections::BTreeMap;
use wireroom_model::{
    Basis, Entity, EntityId, EntityKind, EventPlace, NameKind, Place, Stamp, Telling, TimeKind,
    ZoneKind,
};
use wireroom_text::{Span, TokenKind, tokens};

/// How loud the voice of each account is, by family: its mean likeness to the others, 1 on average.
pub(crate) type Voices = BTreeMap<usize, f32>;

/// The voices of an event's accounts, from the profiles of their speakers.
pub(crate) fn voices(pile: &[Telling<'_>], speakers: &[usize], profiles: &[Profile]) -> Voices {
    let count = profiles.len();
    if count < 3 {
        // Of two, each is as like the other as the other is to it.
        return speakers.iter().map(|&speaker| (pile[speaker].family, 1.0)).collect();
    }
    let likeness = |at: usize| -> f32 {
        let others = (0..count).filter(|&to| to != at);
        others.map(|to| profiles[at].body.cosine(&profiles[to].body)).sum::<f32>()
    };
    let all: Vec<f32> = (0..count).map(likeness).collect();
    let mean = (all.iter().sum::<f32>() / count as f32).max(1e-6);
    let louder = |at: usize| (0.25 + 0.75 * all[at] / mean).powi(2);
    speakers.iter().enumerate().map(|(at, &speaker)| (pile[speaker].family, louder(at))).collect()
}

/// How much a sentence says of what the text is about, by its place: the title, the dek, then the
/// sentences of the body in order.
pub(crate) fn weights(telling: &Telling<'_>) -> Vec<(Span, f32)> {
    let mut nth = 0;
    let sentences = telling.analysis.sentences.iter();
    sentences
        .map(|sentence| {
            let weight = match sentence.zone {
                ZoneKind::Title => 2.0,
                ZoneKind::Dek => 1.5,
                _ => {
                    nth += 1;
                    match nth {
                        1 => 3.0,
                        2 => 1.5,
                        3 => 1.0,
                        4..=8 => 0.4,
                        _ => 0.1,
                    }
                }
            };
            (sentence.span, weight)
        })
        .collect()
}

fn weight_at(weights: &[(Span, f32)], at: usize) -> f32 {
    let index = weights.partition_point(|(span, _)| span.end() <= at);
    weights.get(index).filter(|(span, _)| span.start() <= at).map_or(0.0, |&(_, weight)| weight)
}

/// Kinds of speech: what is said about an event, and seldom the event.
const OF_SPEECH: [&str; 6] = ["ACCUSE", "REQUEST", "REJECT", "YIELD", "SUPPORT", "THREATEN"];

/// The kind that the words of titles and leads speak for most. A word of several kinds ("strike")
/// counts for those that other words of the same texts speak for; where none do, for the plain head
/// word before the political type.
pub(crate) fn kind(pile: &[Telling<'_>], speakers: &[usize], voices: &Voices) -> Option<String> {
    let mut votes = BTreeMap::<&str, f32>::new();
    let mut unclear: Vec<(Vec<wireroom_lexicon::EventKind>, f32)> = Vec::new();
    for &speaker in speakers {
        let telling = &pile[speaker];
        let mut own: Vec<(Vec<wireroom_lexicon::EventKind>, f32)> = Vec::new();
        let mut note = |words: &str, at: Option<usize>, weight: f32| {
            for token in tokens(words).iter().filter(|token| token.kind == TokenKind::Word) {
                // "March 23" marches nowhere.
                let dates = |at: usize| {
                    let here = token.span.shift(at);
                    telling.analysis.times.iter().any(|time| time.span.overlaps(here))
                };
                if at.is_some_and(dates) {
                    continue;
                }
                let lower = token.span.text(words).to_lowercase();
                let mut kinds = wireroom_lexicon::event_kinds(&lower);
                kinds.retain(|kind| kind.weight >= LEAST_WEIGHT);
                if !kinds.is_empty() {
                    own.push((kinds, weight));
                }
            }
        };
        if telling.text.structure.of(ZoneKind::Title).next().is_none() {
            note(&telling.title, None, 2.0);
        }
        for (span, weight) in weights(telling).into_iter().filter(|&(_, weight)| weight >= 1.0) {
            note(span.text(telling.text.repaired()), Some(span.start()), weight);
        }
        let total: f32 = own.iter().map(|(_, weight)| weight).sum::<f32>().max(1.0);
        let total = total / voices.get(&telling.family).copied().unwrap_or(1.0);
        for (kinds, weight) in own {
            match kinds.as_slice() {
                [kind] => *votes.entry(kind.label).or_default() += strength(kind) * weight / total,
                _ => unclear.push((kinds, weight / total)),
            }
        }
    }
    let clear = votes.clone();
    for (kinds, weight) in unclear {
        let support = |kind: &wireroom_lexicon::EventKind| {
            let head = if kind.political { 0.0 } else { 0.05 };
            clear.get(kind.label).copied().unwrap_or(0.0) + head
        };
        let meant = kinds.iter().rev().max_by(|a, b| support(a).total_cmp(&support(b)));
        if let Some(kind) = meant {
            *votes.entry(kind.label).or_default() += strength(kind) * weight;
        }
    }
    // One word in passing names no kind.
    votes.retain(|_, weight| *weight >= LEAST_VOTE * speakers.len() as f32);
    best(votes).map(str::to_owned)
}

/// A word that means a kind less surely than this may support it elsewhere, not name it.
const LEAST_WEIGHT: f32 = 0.6;

/// The least mean vote of the accounts for the kind of an event, of at most 1.
const LEAST_VOTE: f32 = 0.1;

fn strength(kind: &wireroom_lexicon::EventKind) -> f32 {
    kind.weight * if OF_SPEECH.contains(&kind.label) { 0.4 } else { 1.0 }
}

/// The key with the most votes; of several, the first in order.
fn best<K: Ord>(votes: BTreeMap<K, f32>) -> Option<K> {
    votes.into_iter().rev().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(key, _)| key)
}

/// The day that most accounts give: a date in the title or lead close to when the text appeared,
/// else the day it appeared.
pub(crate) fn date(pile: &[Telling<'_>], speakers: &[usize]) -> Option<Stamp> {
    let mut votes = BTreeMap::<(String, Basis), f32>::new();
    for &speaker in speakers {
        let telling = &pile[speaker];
        let own = telling.date.as_ref();
        let anchor = own.and_then(Stamp::day);
        let mut lead = None;
        for (span, weight) in weights(telling).into_iter().filter(|&(_, weight)| weight >= 1.5) {
            let times = telling.analysis.times.iter().filter(|time| {
                matches!(time.kind, TimeKind::Date | TimeKind::Time) && span.contains(time.span)
            });
            for time in times {
                let value = time.value.split('T').next().unwrap_or(&time.value);
                let near = match (time.dates, anchor) {
                    (Some(dates), Some(anchor)) => {
                        dates.days() <= 2 && dates.gap(wireroom_model::DateRange::day(anchor)) <= 10
                    }
                    (Some(dates), None) => dates.days() <= 2,
                    (None, None) => value.len() == 10 && value.starts_with("XXXX-"),
                    (None, Some(_)) => false,
                };
                // A body sentence outranks a title that only names a date in passing.
                if near && lead.as_ref().is_none_or(|&(_, _, held)| weight > held) {
                    lead = Some((value.to_owned(), time.basis, weight));
                }
            }
        }
        if let Some((value, basis, _)) = lead {
            // The day is only as sure as the day it was reckoned from.
            let basis = match (basis, own.map(|date| date.basis)) {
                (Basis::Stated, _) => Basis::Stated,
                (_, Some(own @ (Basis::Weekday | Basis::Inferred))) => own,
                (basis, _) => basis,
            };
            *votes.entry((value, basis)).or_default() += 2.0;
        } else if let Some(own) = own {
            let value = own.value.split('T').next().unwrap_or(&own.value).to_owned();
            *votes.entry((value, own.basis)).or_default() += 1.0;
        }
    }
    // Accounts may have one day on different grounds: the days are counted first.
    let mut days = BTreeMap::<&str, f32>::new();
    for ((value, _), weight) in &votes {
        *days.entry(value).or_default() += weight;
    }
    let day = best(days)?.to_owned();
    let basis = votes.keys().filter(|(value, _)| *value == day).map(|&(_, basis)| basis).min()?;
    Some(Stamp { value: day, basis })
}

/// Words after which a place is where something is.
const AT: [&str; 12] =
    ["in", "at", "near", "outside", "off", "around", "across", "of", "inside", "hits", "hit", "to"];

/// Name and country of a place.
type PlaceKey = (String, Option<String>);

/// The place that most accounts give in title, lead and dateline; a settlement before the country
/// that it lies in.
pub(crate) fn place(
    pile: &[Telling<'_>],
    members: &[usize],
    voices: &Voices,
) -> Option<EventPlace> {
    // A family has one voice, but any of its witnesses may have kept the dateline.
    let mut families = BTreeMap::<usize, BTreeMap<PlaceKey, (f32, EventPlace)>>::new();
    for &speaker in members {
        let telling = &pile[speaker];
        let text = telling.text.repaired();
        let weights = weights(telling);
        let mut own = BTreeMap::<PlaceKey, (f32, EventPlace)>::new();
        for name in telling.analysis.names.iter().filter(|name| name.kind == NameKind::Location) {
            let Some(place) = &name.place else { continue };
            let dateline = telling.text.structure.at(name.span.start()) == Some(ZoneKind::Dateline);
            let weight = if dateline { 1.2 } else { weight_at(&weights, name.span.start()) };
            let before = text.get(..name.span.start()).unwrap_or("").trim_end();
            let before = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
            let at = if AT.contains(&before) { 2.0 } else { 1.0 };
            // "the embassy in X" says where the embassy is, not the event: a source's seat.
            let in_source =
                telling.analysis.statements.iter().any(|statement| {
                    statement.source.iter().any(|source| source.contains(name.span))
                });
            let weight = weight * at * if place.wide { 0.4 } else { 1.0 };
            let weight = if in_source { weight * 0.2 } else { weight };
            let key = (place.name.clone(), place.country.clone());
            let here = EventPlace { place: place.clone(), document: speaker, span: name.span };
            own.entry(key).or_insert((0.0, here)).0 += weight;
        }
        let of_family = families.entry(telling.family).or_default();
        for (key, (weight, here)) in own {
            let held = of_family.entry(key).or_insert((0.0, here));
            held.0 = held.0.max(weight);
        }
    }
    let mut votes = BTreeMap::<PlaceKey, (f32, Vec<EventPlace>)>::new();
    for (family, own) in &families {
        let total: f32 = own.values().map(|(weight, _)| weight).sum::<f32>().max(1.0);
        let voice = voices.get(family).copied().unwrap_or(1.0);
        // What an account names in passing is not where it says that it happened.
        for (key, (weight, here)) in own.iter().filter(|(_, (weight, _))| weight / total > 0.1) {
            let vote = votes.entry(key.clone()).or_insert((0.0, Vec::new()));
            vote.0 += voice * weight / total;
            vote.1.push(here.clone());
        }
    }
    // A place that several accounts name is where they agree that it happened.
    for (weight, places) in votes.values_mut() {
        *weight *= (places.len() as f32 / families.len().max(1) as f32).sqrt();
    }
    let ranked = votes.iter().map(|(key, (weight, _))| (key, *weight)).collect::<BTreeMap<_, _>>();
    let winner = best(ranked)?.clone();
    let (weight, found) = votes.get(&winner)?;
    let first = found.first()?;
    if first.place.wide {
        // The settlement in it that is named at all often is where it happened.
        let within = votes.iter().filter(|((_, country), (inner, places))| {
            *country == winner.1 && inner * 2.0 >= *weight && places.iter().any(|p| !p.place.wide)
        });
        let inner = within.max_by(|a, b| a.1.0.total_cmp(&b.1.0).then_with(|| b.0.cmp(a.0)));
        if let Some((_, (_, places))) = inner {
            return places.first().cloned();
        }
    }
    Some(first.clone())
}

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
        let before = text.get(..name.span.start()).unwrap_or("").trim_end();
        let before = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
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

/// The place of a name that acts as a place, the first in `span`; not wide if there is one.
pub(crate) fn place_in(telling: &Telling<'_>, span: Span) -> Option<Place> {
    let places = || {
        let inside = telling.analysis.names.iter().filter(|name| span.contains(name.span));
        inside.filter_map(|name| name.place.as_ref())
    };
    places().find(|place| !place.wide).or_else(|| places().next()).cloned()
}
