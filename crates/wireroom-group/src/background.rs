//! Background events: what a text dates apart from its own event.

use crate::describe::shorten;
use crate::facet::{Scene, actors, place_in};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use wireroom_model::{
    BackgroundEvent, DateRange, Entity, EntityId, Event, EventId, Stamp, Telling, Time, TimeKind,
    ZoneKind,
};
use wireroom_text::{Span, Token, TokenKind, tokens};

/// The main events of a pile, by kind and day: what a passage of another event may speak of.
struct Mains {
    parties: Vec<(EventId, Vec<EntityId>)>,
    on: BTreeMap<(String, Date), Vec<usize>>,
}

/// A main event that lasts longer than this is not one that another text dates to a day.
const LASTS: i64 = 31;

impl Mains {
    fn of(events: &[Event]) -> Self {
        let mut on = BTreeMap::<(String, Date), Vec<usize>>::new();
        for (at, event) in events.iter().enumerate() {
            let dates = event.date.as_ref().and_then(Stamp::range);
            let (Some(kind), Some(dates)) = (&event.kind, dates) else { continue };
            for day in days(dates, LASTS) {
                on.entry((kind.clone(), day)).or_default().push(at);
            }
        }
        let parties = events.iter().map(|event| (event.id.clone(), event.parties.clone()));
        Self { parties: parties.collect(), on }
    }

    /// The first main event but `own` of the kind, on the day and with a party of `item`.
    fn same_as(&self, item: &BackgroundEvent, own: &EventId) -> Option<EventId> {
        let kind = item.kind.as_ref()?;
        let dates = item.date.as_ref().and_then(Stamp::range).filter(|dates| dates.days() <= 2)?;
        let on = days(dates, 2).filter_map(|day| self.on.get(&(kind.clone(), day))).flatten();
        let fits = |at: &usize| {
            let (id, parties) = &self.parties[*at];
            id != own && parties.iter().any(|party| item.parties.contains(party))
        };
        on.copied().filter(fits).min().map(|at| self.parties[at].0.clone())
    }
}

/// The days of a range, if they are not more than `most`.
fn days(range: DateRange, most: i64) -> impl Iterator<Item = Date> {
    let count = if range.days() <= most { range.days() } else { 0 };
    (0..count).filter_map(move |n| range.first.checked_add(jiff::Span::new().days(n)).ok())
}

/// A passage that dates something else.
struct Mention {
    document: usize,
    passage: Span,
    head: String,
    kind: Option<String>,
    date: Option<Stamp>,
    dates: Option<DateRange>,
    place: Option<wireroom_model::Place>,
    parties: BTreeSet<EntityId>,
    /// Named people, bodies and places in the clause.
    named: BTreeSet<String>,
}

/// Finds the background events of each event and joins those that are one: the same kind on
/// overlapping days, with the same head word or someone or somewhere in common.
pub(crate) fn background(pile: &[Telling<'_>], entities: &[Entity], events: &mut [Event]) {
    let mains = Mains::of(events);
    events.par_iter_mut().for_each(|event| {
        let own = event.date.as_ref().and_then(Stamp::range);
        let mut found: Vec<Vec<Mention>> = Vec::new();
        for &document in &event.documents {
            for mention in mentions(pile, document, entities, own) {
                let fits =
                    |held: &&mut Vec<Mention>| held.iter().any(|other| same(other, &mention));
                match found.iter_mut().find(fits) {
                    Some(held) => held.push(mention),
                    None => found.push(vec![mention]),
                }
            }
        }
        let mut list: Vec<BackgroundEvent> =
            found.iter().filter_map(|held| joined(pile, held)).collect();
        for item in &mut list {
            item.event = mains.same_as(item, &event.id);
        }
        list.sort_by_cached_key(|item| {
            (item.date.as_ref().map(|date| date.value.clone()), item.what.clone())
        });
        event.background = list;
    });
}

/// The dated passages of one text that are not about its own event.
fn mentions(
    pile: &[Telling<'_>],
    document: usize,
    entities: &[Entity],
    own: Option<DateRange>,
) -> Vec<Mention> {
    let telling = &pile[document];
    let text = telling.text.repaired();
    let actors = actors(telling, entities, Scene::Counted);
    let mut found = Vec::new();
    for sentence in telling.analysis.sentences.iter().filter(|s| s.zone == ZoneKind::Body) {
        let times: Vec<&Time> = telling
            .analysis
            .times
            .iter()
            .filter(|time| time.kind == TimeKind::Date && sentence.span.contains(time.span))
            .collect();
        for time in &times {
            let Some(date) = apart(time, own) else { continue };
            let passage = clause(text, sentence.span, time.span, &times);
            let Some((head, kind)) = head(text, passage, time.span) else { continue };
            let inside = || actors.iter().filter(|(_, span)| passage.contains(*span));
            let mut parties: BTreeSet<EntityId> = inside().map(|((_, id), _)| id.clone()).collect();
            // "the presidents of X and Y" elsewhere are these people: their states stand for them.
            parties.extend(states(inside().map(|((_, id), _)| id), entities));
            let place = place_in(telling, passage);
            let mut named: BTreeSet<String> = inside()
                .filter(|((class, _), _)| *class > 0)
                .map(|((_, id), _)| id.to_string())
                .collect();
            named.extend(place.iter().map(|place| place.name.clone()));
            if parties.is_empty() && place.is_none() && kind.is_none() {
                continue;
            }
            found.push(Mention {
                document,
                passage,
                head,
                kind,
                date: Some(date),
                dates: time.dates,
                place,
                parties,
                named,
            });
        }
    }
    found
}

/// The states of those of `ids` that are people or bodies.
fn states<'a>(ids: impl Iterator<Item = &'a EntityId>, entities: &[Entity]) -> Vec<EntityId> {
    let country = |id: &EntityId| {
        let at = entities.binary_search_by(|entity| entity.id.cmp(id)).ok()?;
        entities[at].country.clone().map(EntityId::from_stored)
    };
    ids.filter_map(country).collect()
}

/// The date of a time that lies before the text's own event, or `None`: vague, later, or the same.
fn apart(time: &Time, own: Option<DateRange>) -> Option<Stamp> {
    let value = time.value.split('T').next().unwrap_or(&time.value);
    let stamp = Stamp { value: value.to_owned(), basis: time.basis };
    match (time.dates, own) {
        (Some(dates), Some(own)) => {
            (!dates.overlaps(own) && dates.first < own.first && dates.days() <= 400
                || (dates.overlaps(own) && (20..=31).contains(&dates.days())))
            .then_some(stamp)
        }
        (Some(dates), None) => (dates.days() <= 31).then_some(stamp),
        (None, _) => (value.len() == 10 && value.starts_with("XXXX-")).then_some(stamp),
    }
}

/// The part of a sentence that a time dates: from the nearest clause boundary between it and the
/// time before, to the nearest one between it and the time after; the whole sentence for one time.
fn clause(text: &str, sentence: Span, time: Span, times: &[&Time]) -> Span {
    let before = times.iter().map(|t| t.span).rfind(|s| s.end() <= time.start());
    let after = times.iter().map(|t| t.span).find(|s| s.start() >= time.end());
    let words = tokens(sentence.text(text));
    let at = |token: &Token| token.span.shift(sentence.start());
    let breaks = |token: &&Token| {
        let word = at(token).text(text);
        matches!(
            word,
            "," | ";" | "since" | "after" | "before" | "while" | "when" | "as" | "–" | "—"
        )
    };
    let start = before.map_or(sentence.start(), |before| {
        let mut between =
            words.iter().filter(|t| at(t).start() >= before.end() && at(t).end() <= time.start());
        between.find(breaks).map_or(before.end(), |token| at(token).start())
    });
    let end = after.map_or(sentence.end(), |after| {
        let mut between =
            words.iter().filter(|t| at(t).start() >= time.end() && at(t).end() <= after.start());
        between.find(breaks).map_or(time.end(), |token| at(token).start())
    });
    let piece = text.get(start..end).unwrap_or("");
    let lead = piece.len() - piece.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    Span::of(start + lead..start + piece.trim_end().len().max(lead))
}

/// The word that says what happened: the trigger nearest to the time, or else the nearest verb in
/// the past. `None` where the clause dates nothing that happened.
fn head(text: &str, passage: Span, time: Span) -> Option<(String, Option<String>)> {
    let words = tokens(passage.text(text));
    let distance = |token: &Token| {
        let at = token.span.shift(passage.start());
        if at.end() <= time.start() {
            time.start() - at.end()
        } else {
            at.start().saturating_sub(time.end())
        }
    };
    let mut best: Option<(f32, String, Option<String>)> = None;
    let mut before = String::new();
    for token in words.iter().filter(|token| token.kind == TokenKind::Word) {
        if token.span.shift(passage.start()).overlaps(time) {
            continue;
        }
        let lower = token.span.text(passage.text(text)).to_lowercase();
        let kind = wireroom_lexicon::event_kind(&lower).map(|kind| (kind.label, kind.weight));
        // A call on the phone is a talk, not a demand.
        let by_phone = ["phone", "telephone", "video", "conference"].contains(&before.as_str());
        let kind =
            if by_phone && lower.starts_with("call") { Some(("CONSULT", 0.8)) } else { kind };
        before.clone_from(&lower);
        let past = lower.ends_with("ed") && lower.len() > 4;
        let cost = distance(token) as f32;
        let (cost, kind) = match kind {
            Some((label, weight)) => (cost * (1.3 - 0.3 * weight), Some(label.to_owned())),
            None if past => (cost * 2.0 + 40.0, None),
            None => continue,
        };
        if best.as_ref().is_none_or(|(held, ..)| cost < *held) {
            best = Some((cost, lower, kind));
        }
    }
    best.map(|(_, head, kind)| (head, kind))
}

fn same(a: &Mention, b: &Mention) -> bool {
    let dates = match (a.dates, b.dates) {
        (Some(x), Some(y)) => x.overlaps(y),
        _ => a.date.as_ref().map(|d| &d.value) == b.date.as_ref().map(|d| &d.value),
    };
    let day = matches!((a.dates, b.dates), (Some(x), Some(y)) if x == y && x.days() == 1);
    let stem = |word: &str| word.chars().take(5).collect::<String>();
    let head = stem(&a.head) == stem(&b.head);
    let kind = a.kind == b.kind && a.kind.is_some();
    let shared = a.named.intersection(&b.named).count();
    let parties = a.parties.intersection(&b.parties).count();
    let place = match (&a.place, &b.place) {
        (Some(x), Some(y)) => x.name == y.name || (x.country == y.country && (x.wide || y.wide)),
        _ => false,
    };
    dates
        && (day && (kind || head || shared > 0 || place)
            || head && (shared > 0 || parties > 1 || place || kind && parties > 0)
            || kind && shared > 1)
}

/// One background event of all its passages: the sharpest date, the settlement, the fullest words.
fn joined(pile: &[Telling<'_>], held: &[Mention]) -> Option<BackgroundEvent> {
    let sharpness = |mention: &&Mention| {
        let days = mention.dates.map_or(i64::MAX, DateRange::days);
        (days, mention.document, mention.passage)
    };
    let sharpest = held.iter().min_by_key(sharpness)?;
    let fullest = held.iter().max_by_key(|mention| {
        (mention.named.len(), std::cmp::Reverse((mention.document, mention.passage)))
    })?;
    let place = held.iter().filter_map(|m| m.place.as_ref()).find(|place| !place.wide);
    let place = place.or_else(|| held.iter().find_map(|m| m.place.as_ref()));
    let text = pile[fullest.document].text.repaired();
    let parties: BTreeSet<EntityId> = held.iter().flat_map(|m| m.parties.iter().cloned()).collect();
    Some(BackgroundEvent {
        what: shorten(fullest.passage.text(text), 160),
        kind: held.iter().find_map(|mention| mention.kind.clone()),
        date: sharpest.date.clone(),
        place: place.cloned(),
        parties: parties.into_iter().collect(),
        passages: held.iter().map(|mention| (mention.document, mention.passage)).collect(),
        event: None,
    })
}
