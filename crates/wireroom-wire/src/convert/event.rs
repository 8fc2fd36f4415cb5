//! Events and storylines.

use super::origins_text;
use super::pile::{Pile, dated, four, strings};
use crate::event::{Background, Event, Place, Storyline, Why};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use wireroom_model::{EntityId, EntityKind, EventId};

pub(super) fn events(pile: &Pile<'_>) -> impl Iterator<Item = Event> {
    let mut origins: BTreeMap<&EventId, BTreeSet<&EntityId>> = BTreeMap::new();
    for statement in &pile.record.statements {
        if let (Some(event), Some(origin)) = (&statement.event, &statement.origin) {
            origins.entry(event).or_default().insert(origin);
        }
    }
    let entities = pile.record.entities.iter();
    let unnamed: HashSet<&EntityId> =
        entities.filter(|e| e.kind == EntityKind::Unnamed).map(|e| &e.id).collect();
    let none = BTreeSet::new();
    let event = move |e: &wireroom_model::Event| {
        event(pile, e, origins.get(&e.id).unwrap_or(&none), &unnamed)
    };
    pile.record.events.iter().map(event)
}

pub(super) fn storyline(storyline: &wireroom_model::Storyline) -> Storyline {
    Storyline {
        id: storyline.id.to_string(),
        title: storyline.title.clone(),
        events: strings(&storyline.events),
        why: storyline.why.clone(),
    }
}

fn event(
    pile: &Pile<'_>,
    event: &wireroom_model::Event,
    origins: &BTreeSet<&EntityId>,
    unnamed: &HashSet<&EntityId>,
) -> Event {
    // Someone without a name may be anyone else who speaks, so one mouth always remains.
    let nameless = origins.iter().filter(|id| unnamed.contains(*id)).count();
    let doubtful = nameless.min(origins.len().saturating_sub(1));
    Event {
        id: event.id.to_string(),
        title: event.title.clone(),
        kind: event.kind.clone(),
        date: event.date.as_ref().map(dated),
        place: event.place.as_ref().map(|found| {
            let quote = pile.quote(found.document, found.span);
            let place = place(&found.place);
            match quote {
                Some(quote) => Place {
                    document: Some(quote.document),
                    span: Some(quote.span),
                    text: Some(quote.text),
                    ..place
                },
                None => place,
            }
        }),
        parties: strings(&event.parties),
        documents: event.documents.iter().map(|&at| pile.id(at)).collect(),
        families: strings(&event.families),
        witnesses: event.documents.len(),
        accounts: event.accounts,
        origins: origins.iter().map(ToString::to_string).collect(),
        doubtful,
        origins_text: origins_text(origins.len(), doubtful),
        summary: event.summary.clone(),
        background: event.background.iter().map(|event| background(pile, event)).collect(),
        why: event
            .why
            .iter()
            .map(|(a, b, why)| Why { a: a.to_string(), b: b.to_string(), why: why.clone() })
            .collect(),
    }
}

fn background(pile: &Pile<'_>, event: &wireroom_model::BackgroundEvent) -> Background {
    Background {
        what: event.what.clone(),
        kind: event.kind.clone(),
        date: event.date.as_ref().map(dated),
        place: event.place.as_ref().map(place),
        parties: strings(&event.parties),
        passages: event.passages.iter().filter_map(|&(at, span)| pile.quote(at, span)).collect(),
        event: event.event.as_ref().map(ToString::to_string),
    }
}

fn place(place: &wireroom_model::Place) -> Place {
    Place {
        name: place.name.clone(),
        country: place.country.clone(),
        lat: four(place.lat),
        lon: four(place.lon),
        document: None,
        span: None,
        text: None,
    }
}
