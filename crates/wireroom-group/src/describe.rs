//! What each event is: its title, kind, date, place and parties, and what it is joined by.

use crate::account::Accounts;
use crate::background::background;
use crate::facet::{date, kind, parties, place, voices};
use crate::storyline::storylines;
use crate::{Group, Profile};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use wireroom_model::{
    Entity, Event, EventId, Family, Relation, Storyline, Telling, TimeKind, ZoneKind,
};

/// The events of a pile and the storylines that they form.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grouping {
    /// One for each group, in order of date, then of id.
    pub events: Vec<Event>,
    /// In order of their first event.
    pub storylines: Vec<Storyline>,
}

/// Says what the event of each group is. `entities` and `families` are the pile's, which the
/// indices in `pile` point into.
#[must_use]
pub fn describe(
    pile: &[Telling<'_>],
    groups: &[Group],
    entities: &[Entity],
    families: &[Family],
) -> Grouping {
    let accounts = Accounts::of(pile);
    let of = |group| event(pile, group, entities, families, &accounts);
    let mut events: Vec<Event> = groups.par_iter().map(of).collect();
    // Undated events come last.
    events.sort_by_cached_key(|event| {
        let date = event.date.as_ref().map(|date| date.value.clone());
        (date.is_none(), date, event.id.clone())
    });
    background(pile, entities, &mut events);
    let storylines = storylines(pile, &events, entities);
    Grouping { events, storylines }
}

fn event(
    pile: &[Telling<'_>],
    group: &Group,
    entities: &[Entity],
    families: &[Family],
    accounts: &Accounts,
) -> Event {
    let members = &group.members;
    let mut ids: Vec<&str> = members.iter().map(|&m| pile[m].document.id.as_str()).collect();
    ids.sort_unstable();
    let own: BTreeSet<usize> = members.iter().map(|&member| pile[member].family).collect();
    let speakers = speakers(pile, members, families);
    let profiles: Vec<Profile> =
        speakers.iter().map(|&speaker| Profile::of(&pile[speaker])).collect();
    let voices = voices(pile, &speakers, &profiles);
    let kind = kind(pile, &speakers, &voices);
    let date = date(pile, &speakers);
    let place = place(pile, members, &voices, date.as_ref());
    let parties = parties(pile, &speakers, entities, place.as_ref());
    Event {
        id: EventId::derive(&ids),
        title: title(pile, &speakers, &profiles),
        kind,
        date,
        place,
        parties,
        documents: members.clone(),
        families: own.iter().map(|&family| families[family].id.clone()).collect(),
        accounts: accounts.count(members),
        summary: String::new(),
        background: Vec::new(),
        why: why(pile, members),
    }
}

/// One witness a family: the one least tampered with, then with the most sentences, then the
/// lowest id.
pub(crate) fn speakers(pile: &[Telling<'_>], members: &[usize], families: &[Family]) -> Vec<usize> {
    let tampered = |member: usize| {
        let document = &pile[member].document.id;
        let family = families.get(pile[member].family);
        family.into_iter().flat_map(|family| &family.witnesses).any(|witness| {
            witness.document == *document
                && matches!(witness.relation, Some(Relation::Tampered | Relation::Spun))
        })
    };
    let mut best = BTreeMap::<usize, usize>::new();
    for &member in members {
        let rank = |m: usize| {
            (
                tampered(m),
                std::cmp::Reverse(pile[m].analysis.sentences.len()),
                pile[m].document.id.as_str(),
            )
        };
        let held = best.entry(pile[member].family).or_insert(member);
        if rank(member) < rank(*held) {
            *held = member;
        }
    }
    best.into_values().collect()
}

/// The title most like what all accounts lead with, so that an odd headline does not name the
/// event.
fn title(pile: &[Telling<'_>], speakers: &[usize], profiles: &[Profile]) -> String {
    let likeness = |at: usize| -> f32 {
        profiles.iter().map(|other| profiles[at].lead.cosine(&other.lead)).sum()
    };
    let best =
        (0..speakers.len()).filter(|&at| !pile[speakers[at]].title.is_empty()).max_by(|&a, &b| {
            likeness(a)
                .total_cmp(&likeness(b))
                .then_with(|| pile[speakers[b]].document.id.cmp(&pile[speakers[a]].document.id))
        });
    match best {
        Some(at) => pile[speakers[at]].title.clone(),
        // A text without a title is named by its first sentence.
        None => speakers
            .first()
            .and_then(|&speaker| {
                let telling = &pile[speaker];
                let first = telling.analysis.sentences.first()?;
                Some(shorten(first.span.text(telling.text.repaired()), 90))
            })
            .unwrap_or_default(),
    }
}

/// `text` on one line, cut at a word after at most `most` characters.
pub(crate) fn shorten(text: &str, most: usize) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if !out.is_empty() {
            if out.chars().count() + word.chars().count() >= most {
                out.push('…');
                break;
            }
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// What each text shares with the first of its event, in words.
fn why(
    pile: &[Telling<'_>],
    members: &[usize],
) -> Vec<(wireroom_model::DocumentId, wireroom_model::DocumentId, String)> {
    let Some((&first, rest)) = members.split_first() else { return Vec::new() };
    let mine = shown(&pile[first]);
    let mut found = Vec::new();
    for &other in rest {
        let theirs = shown(&pile[other]);
        let mut reasons = Vec::new();
        if pile[first].family == pile[other].family {
            reasons.push("one family".to_owned());
        }
        for (label, a, b) in [("names", &mine.0, &theirs.0), ("dates", &mine.1, &theirs.1)] {
            let shared: Vec<&str> = a.intersection(b).map(String::as_str).take(6).collect();
            if !shared.is_empty() {
                reasons.push(format!("{label}: {}", shared.join(", ")));
            }
        }
        let ids = (pile[first].document.id.clone(), pile[other].document.id.clone());
        found.push((ids.0, ids.1, reasons.join("; ")));
    }
    found
}

fn shown(telling: &Telling<'_>) -> (BTreeSet<String>, BTreeSet<String>) {
    let text = telling.text.repaired();
    let names = telling.analysis.names.iter().filter(|name| {
        telling.text.structure.at(name.span.start()).is_some_and(ZoneKind::is_telling)
    });
    let dates = telling.analysis.times.iter().filter(|time| time.kind == TimeKind::Date);
    (
        names.map(|name| name.span.text(text).to_owned()).collect(),
        dates.filter(|time| time.value.len() >= 10).map(|time| time.value.clone()).collect(),
    )
}
