//! Where an event was.

use super::{Voices, best, weight_at, weights};
use std::collections::BTreeMap;
use wireroom_lexicon::is_capital;
use wireroom_model::{DateRange, EventPlace, Place, Stamp, Telling, ZoneKind};
use wireroom_text::{Span, word_before};

/// Words after which a place is where something is.
const AT: [&str; 12] =
    ["in", "at", "near", "outside", "off", "around", "across", "of", "inside", "hits", "hit", "to"];

/// What a dateline weighs, where a lead weighs 3 and a title 2.
const DATELINE: f32 = 2.0;
/// The same for a capital: agencies have their bureaus there, and file from there what happened
/// anywhere in the country.
const BUREAU: f32 = 1.0;

/// Name and country of a place.
type PlaceKey = (String, Option<String>);

/// What a sentence that dates something to another day than the event's says of its place.
const ANOTHER_DAY: f32 = 0.3;

/// What a lone account of several must give a place for it to be more than one named in passing: the
/// weight of the third sentence.
const PASSING: f32 = 1.0;

/// The place that most accounts give in title, lead and dateline; a settlement before the country
/// that it lies in. `day` is the event's.
pub(crate) fn place(
    pile: &[Telling<'_>],
    members: &[usize],
    voices: &Voices,
    day: Option<&Stamp>,
) -> Option<EventPlace> {
    let day = day.and_then(Stamp::range);
    // A family has one voice, but any of its witnesses may have kept the dateline.
    let mut families = BTreeMap::<usize, BTreeMap<PlaceKey, (f32, EventPlace)>>::new();
    for &speaker in members {
        let telling = &pile[speaker];
        let weights = weights(telling);
        let mut own = BTreeMap::<PlaceKey, (f32, EventPlace)>::new();
        for name in &telling.analysis.names {
            let Some(place) = &name.place else { continue };
            let weight = weight(telling, name.span, place, &weights, day);
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
    // One account of several names a place in passing: where it happened, none says.
    let given = families.values().filter_map(|own| own.get(&winner)).map(|(weight, _)| *weight);
    if found.len() == 1 && families.len() > 2 && given.fold(0.0, f32::max) < PASSING {
        return None;
    }
    if first.place.wide {
        // The settlement in it that is named at all often is where it happened, all the more so
        // where a dateline names it.
        let within = votes.iter().filter(|((_, country), (inner, places))| {
            let dated = |it: &EventPlace| in_dateline(&pile[it.document], it.span);
            let share = if places.iter().any(dated) { 5.0 } else { 2.0 };
            *country == winner.1 && inner * share >= *weight && places.iter().any(|p| !p.place.wide)
        });
        let inner = within.max_by(|a, b| a.1.0.total_cmp(&b.1.0).then_with(|| b.0.cmp(a.0)));
        if let Some((_, (_, places))) = inner {
            return places.first().cloned();
        }
    }
    Some(first.clone())
}

/// How much a mention says that the event was there.
fn weight(
    telling: &Telling<'_>,
    name: Span,
    place: &Place,
    weights: &[(Span, f32)],
    day: Option<DateRange>,
) -> f32 {
    let capital = place.country.as_deref().is_some_and(|state| is_capital(&place.name, state));
    let weight = match in_dateline(telling, name) {
        true if capital => BUREAU,
        true => DATELINE,
        false => weight_at(weights, name.start()),
    };
    let at = AT.contains(&word_before(telling.text.repaired(), name.start()));
    let weight = weight * if at { 2.0 } else { 1.0 } * if place.wide { 0.4 } else { 1.0 };
    // "the embassy in X" says where the embassy is, not the event: a source's seat.
    let statements = &telling.analysis.statements;
    let mut sources = statements.iter().flat_map(|statement| &statement.source);
    let weight = if sources.any(|source| source.contains(name)) { weight * 0.2 } else { weight };
    if of_another_day(telling, name, day) { weight * ANOTHER_DAY } else { weight }
}

fn in_dateline(telling: &Telling<'_>, name: Span) -> bool {
    telling.text.structure.at(name.start()) == Some(ZoneKind::Dateline)
}

/// Whether the sentence around `name` dates something, and nothing of it to `day`.
fn of_another_day(telling: &Telling<'_>, name: Span, day: Option<DateRange>) -> bool {
    let sentences = &telling.analysis.sentences;
    let sentence = sentences.iter().find(|sentence| sentence.span.contains(name));
    let Some((sentence, day)) = sentence.zip(day) else { return false };
    let times = telling.analysis.times.iter().filter(|time| sentence.span.contains(time.span));
    let days = times.filter_map(|time| time.dates).filter(|dates| dates.days() <= 2);
    let mut days = days.peekable();
    days.peek().is_some() && !days.any(|dates| dates.overlaps(day))
}

/// The place of a name that acts as a place, the first in `span`; not wide if there is one.
pub(crate) fn place_in(telling: &Telling<'_>, span: Span) -> Option<Place> {
    let places = || {
        let inside = telling.analysis.names.iter().filter(|name| span.contains(name.span));
        inside.filter_map(|name| name.place.as_ref())
    };
    places().find(|place| !place.wide).or_else(|| places().next()).cloned()
}
