//! Events by kind, place, party, date and storyline: which of them a query chooses, and how many
//! there are of each value among the chosen.
//!
//! Values are numbered at the start, so that a query compares numbers in rows of a few bytes.

use super::outlets::Outlets;
use super::{Positions, position};
use crate::ask::{Query, short};
use crate::view::day_number;
use std::collections::HashMap;
use std::sync::OnceLock;
use wireroom_store::{Error, List, Store};
use wireroom_wire::{Event, Place};

/// The facets of events, by the key that addresses use. `not-` before a key excludes.
pub(crate) const KEYS: [&str; 3] = ["kind", "place", "party"];

/// Stands for "this event has none" in an address.
pub(crate) const NONE: &str = "none";

/// What each event has of each facet.
#[derive(Debug)]
pub(crate) struct Facets {
    /// Values of each facet, in order of first use.
    values: [Vec<String>; 3],
    numbers: [HashMap<String, u32>; 3],
    /// By event: the numbers it has of each facet.
    rows: Vec<[Vec<u32>; 3]>,
    /// By event: first and last day, `YYYY-MM-DD`; empty where the date is not known to the year.
    days: Vec<(String, String)>,
    /// By event: the day it happened, where one is known.
    happened: Vec<Option<i32>>,
    /// By event: the days its documents were published.
    published: Vec<Vec<i32>>,
    /// By event: the outlets its documents are of.
    outlets: Vec<Vec<u32>>,
    /// Events, latest first, undated ones last.
    latest: Positions,
    /// By place: the first event there, and what that says of it once it was asked.
    places: Vec<(u32, OnceLock<Place>)>,
}

/// A value of a facet among the chosen events.
#[derive(Debug, Clone)]
pub(crate) struct Counted<'a> {
    pub(crate) value: &'a str,
    pub(crate) events: usize,
}

/// The events that a query chooses.
#[derive(Debug)]
pub(crate) struct Chosen<'a> {
    /// Latest first, unless the query has `order=oldest`.
    pub(crate) events: Positions,
    /// Counts of each facet of [`KEYS`], most first.
    pub(crate) counts: [Vec<Counted<'a>>; 3],
}

impl Facets {
    pub(super) fn of(store: &Store, outlets: &Outlets) -> Result<Self, Error> {
        let n = store.n(List::Events)? as usize;
        let mut facets = Self {
            values: Default::default(),
            numbers: Default::default(),
            rows: vec![Default::default(); n],
            days: vec![Default::default(); n],
            latest: Positions::new(),
            happened: vec![None; n],
            published: vec![Vec::new(); n],
            outlets: vec![Vec::new(); n],
            places: Vec::new(),
        };
        store.facets(|at, kind, place, date| {
            let at = at as usize;
            if at < n {
                let kind = facets.number(0, kind.unwrap_or(NONE));
                let place = facets.number(1, place.unwrap_or(NONE));
                if facets.places.len() < facets.values[1].len() {
                    facets.places.push((position(at), OnceLock::new()));
                }
                facets.rows[at] = [vec![kind], vec![place], Vec::new()];
                facets.days[at] = date.map(days).unwrap_or_default();
                facets.happened[at] = date.and_then(day_number);
            }
        })?;
        store.parties(|at, party| {
            if let (true, Some(party)) = ((at as usize) < n, party) {
                let party = facets.number(2, party);
                facets.rows[at as usize][2].push(party);
            }
        })?;
        store.told(|at, document| {
            if let Some(days) = facets.published.get_mut(at as usize) {
                days.extend(outlets.day(document));
                let (own, outlet) = (&mut facets.outlets[at as usize], outlets.at(document));
                if !own.contains(&outlet) {
                    own.push(outlet);
                }
            }
        })?;
        let mut latest: Positions = (0..position(n)).collect();
        // Stable: events of one day stay in the record's order.
        latest.sort_by(|&a, &b| {
            let (a, b) = (&facets.days[a as usize].0, &facets.days[b as usize].0);
            b.cmp(a)
        });
        facets.latest = latest;
        Ok(facets)
    }

    fn number(&mut self, facet: usize, value: &str) -> u32 {
        if let Some(&number) = self.numbers[facet].get(value) {
            return number;
        }
        let number = position(self.values[facet].len());
        self.values[facet].push(value.to_owned());
        self.numbers[facet].insert(value.to_owned(), number);
        self.numbers[facet].insert(short(value).into_owned(), number);
        number
    }

    /// The day that an event happened, as a number.
    pub(crate) fn happened(&self, event: u32) -> Option<i32> {
        self.happened.get(event as usize).copied().flatten()
    }

    /// The days that an event's documents were published.
    pub(crate) fn published(&self, event: u32) -> &[i32] {
        self.published.get(event as usize).map_or(&[], Vec::as_slice)
    }

    /// The outlets that an event's documents are of.
    pub(crate) fn outlets(&self, event: u32) -> &[u32] {
        self.outlets.get(event as usize).map_or(&[], Vec::as_slice)
    }

    /// The place of a name, as the first event there has it; `event` reads that event.
    pub(crate) fn place<'a>(
        &self,
        name: &str,
        event: impl FnOnce(u32) -> Option<&'a Event>,
    ) -> Option<&Place> {
        let number = *self.numbers[1].get(name)?;
        let (first, known) = self.places.get(number as usize)?;
        if let Some(place) = known.get() {
            return Some(place);
        }
        let place = event(*first)?.place.clone()?;
        Some(known.get_or_init(|| place))
    }

    /// The events that `query` chooses.
    pub(crate) fn choose(&self, query: &Query) -> Chosen<'_> {
        // A value that no event has chooses nothing, or excludes nothing.
        let wanted = KEYS.map(|key| query.all(key).map(str::to_owned).collect::<Vec<_>>());
        let unwanted =
            KEYS.map(|key| query.all(&format!("not-{key}")).map(str::to_owned).collect::<Vec<_>>());
        let numbered = |facet: usize, values: &[String]| -> Vec<Option<u32>> {
            values.iter().map(|value| self.numbers[facet].get(value).copied()).collect()
        };
        let wanted: [_; 3] = std::array::from_fn(|facet| numbered(facet, &wanted[facet]));
        let unwanted: [_; 3] = std::array::from_fn(|facet| numbered(facet, &unwanted[facet]));
        let from = query.get("from").unwrap_or("");
        let to = query.get("to").map(|to| format!("{to}~")).unwrap_or_default();
        let fits = |event: u32| {
            let row = &self.rows[event as usize];
            let has = |facet: usize, value: Option<u32>| {
                value.is_some_and(|value| row[facet].contains(&value))
            };
            let (first, last) = &self.days[event as usize];
            (0..3).all(|facet| {
                wanted[facet].iter().all(|&value| has(facet, value))
                    && !unwanted[facet].iter().any(|&value| has(facet, value))
            }) && (from.is_empty() || last.as_str() >= from)
                && (to.is_empty() || (!first.is_empty() && *first <= to))
        };
        let mut events: Positions = self.latest.iter().copied().filter(|&at| fits(at)).collect();
        if query.get("order") == Some("oldest") {
            events.reverse();
        }
        let counts = std::array::from_fn(|facet| self.count(facet, &events));
        Chosen { events, counts }
    }

    fn count(&self, facet: usize, events: &[u32]) -> Vec<Counted<'_>> {
        let mut counts = vec![0_usize; self.values[facet].len()];
        for &event in events {
            for &value in &self.rows[event as usize][facet] {
                counts[value as usize] += 1;
            }
        }
        let mut found: Vec<Counted<'_>> = counts
            .into_iter()
            .zip(&self.values[facet])
            .filter(|&(events, _)| events > 0)
            .map(|(events, value)| Counted { value, events })
            .collect();
        found.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| a.value.cmp(b.value)));
        found
    }
}

/// First and last day that a date covers, as text that sorts: "2021-03" is from 2021-03 to
/// 2021-03~, which is after all its days.
fn days(date: &str) -> (String, String) {
    let (first, last) = date.split_once('/').unwrap_or((date, date));
    let known = |day: &str| {
        let year = day.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
        // A week or a season has no place in the order of days: its year stands for it.
        let digits = |from: usize, to: usize| {
            day.get(from..to).is_some_and(|part| part.bytes().all(|b| b.is_ascii_digit()))
        };
        let end = match (digits(5, 7), digits(8, 10)) {
            (true, true) => 10,
            (true, false) => 7,
            _ => return Some(year.to_owned()),
        };
        day.get(..end).map(str::to_owned)
    };
    match (known(first), known(last)) {
        (Some(first), Some(last)) => (first, format!("{last}~")),
        (Some(first), None) => (first.clone(), format!("{first}~")),
        _ => Default::default(),
    }
}
