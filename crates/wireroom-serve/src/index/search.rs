//! Search over texts, statements, events and entities, by the full-text indices of the record.
//!
//! What fits comes best first by BM25. Where more than [`MOST`] of a kind fit, the words are too
//! common for their weight to say anything: the first of the record are given and the rest is not
//! looked for, so that no query goes over everything. With a filter all is looked for.

use super::words::Words;
use super::{Base, Index, outlets};
use crate::view::day_number;
use jiff::civil::Date;
use wireroom_store::{Error, List, Only, Store};

/// Most of a kind that are counted, put in order by weight and given.
pub(crate) const MOST: usize = 5_000;

/// What is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Event,
    Statement,
    Document,
    Entity,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [Self::Event, Self::Statement, Self::Document, Self::Entity];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Statement => "statement",
            Self::Document => "document",
            Self::Entity => "entity",
        }
    }

    pub(crate) const fn list(self) -> List {
        match self {
            Self::Event => List::Events,
            Self::Statement => List::Statements,
            Self::Document => List::Documents,
            Self::Entity => List::Entities,
        }
    }
}

/// What is kept of what was found. Documents and statements are kept by the outlet and the day of
/// their document, events by their day; what has no day is kept by none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Filters {
    /// Any of these; `None` where all are.
    pub(crate) outlets: Option<Vec<u32>>,
    /// None of these.
    pub(crate) not_outlets: Vec<u32>,
    pub(crate) from: Option<i32>,
    pub(crate) to: Option<i32>,
    /// Only these statements, in order, and nothing but statements.
    pub(crate) statements: Option<Vec<u32>>,
    /// Only statements of this polarity.
    pub(crate) polarity: Option<String>,
}

impl Filters {
    /// Whether anything but a statement is left out.
    pub(crate) fn of_statements(&self) -> bool {
        self.statements.is_some() || self.polarity.is_some()
    }

    fn by_outlet(&self) -> bool {
        self.outlets.is_some() || !self.not_outlets.is_empty()
    }

    fn by_day(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    fn outlet_fits(&self, outlet: u32) -> bool {
        self.outlets.as_ref().is_none_or(|held| held.contains(&outlet))
            && !self.not_outlets.contains(&outlet)
    }

    fn day_fits(&self, day: Option<i32>) -> bool {
        !self.by_day()
            || day.is_some_and(|day| {
                self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
            })
    }
}

impl Index {
    /// Where stands what fits, best first.
    pub(crate) fn search(&self, kind: Kind, words: &Words, filters: &Filters) -> Vec<u32> {
        let Some(query) = words.query() else { return Vec::new() };
        // Entities belong to no outlet and no day.
        if kind == Kind::Entity && (filters.outlets.is_some() || filters.by_day()) {
            return Vec::new();
        }
        if kind != Kind::Statement && filters.of_statements() {
            return Vec::new();
        }
        let found = self.open.ask(|store| found(&self.base, store, kind, &query, filters));
        let mut found = found.unwrap_or_default();
        if let Some(held) = &filters.statements {
            found.retain(|at| held.binary_search(at).is_ok());
        }
        if let Some(polarity) = &filters.polarity {
            let only = [Only::Polarity(polarity)];
            found.retain(|&at| self.some(List::Statements, &only, at, 1) == [at]);
        }
        found.truncate(MOST);
        found
    }
}

fn found(
    base: &Base,
    store: &Store,
    kind: Kind,
    query: &str,
    filters: &Filters,
) -> Result<Vec<u32>, Error> {
    let filtered = *filters != Filters::default();
    let bound = if filtered { usize::MAX } else { MOST + 1 };
    let mut found = store.found(kind.list(), query, false, bound)?;
    if found.len() <= MOST {
        found = store.found(kind.list(), query, true, MOST)?;
    }
    let statements = match kind {
        Kind::Statement if filters.by_outlet() || filters.by_day() => {
            base.documents_of_statements(store)?
        }
        _ => &[],
    };
    let document = |at: u32| match kind {
        Kind::Statement => statements.get(at as usize).copied().unwrap_or(u32::MAX),
        _ => at,
    };
    let day = |at: u32| match kind {
        Kind::Event => base.facets.happened(at),
        Kind::Entity => None,
        _ => base.outlets.day(document(at)),
    };
    if filters.by_outlet() {
        match kind {
            Kind::Event => {
                found.retain(|&at| {
                    base.facets.outlets(at).iter().any(|&outlet| filters.outlet_fits(outlet))
                });
            }
            Kind::Entity => {}
            _ => found.retain(|&at| filters.outlet_fits(base.outlets.at(document(at)))),
        }
    }
    if filters.by_day() {
        found.retain(|&at| filters.day_fits(day(at)));
    }
    Ok(found)
}

/// How many documents of each outlet there are among those found, most first.
pub(crate) fn by_outlet(base: &Base, documents: &[u32]) -> Vec<(u32, usize)> {
    let mut counts = vec![0_usize; base.outlets.len()];
    for &at in documents {
        if let Some(count) = counts.get_mut(base.outlets.at(at) as usize) {
            *count += 1;
        }
    }
    let mut found: Vec<(u32, usize)> =
        (0..).zip(counts).filter(|&(outlet, n)| n > 0 && outlet != outlets::UNKNOWN).collect();
    found.sort_by(|a, b| {
        b.1.cmp(&a.1).then_with(|| base.outlets.name(a.0).cmp(base.outlets.name(b.0)))
    });
    found
}

/// The first and last day of a day, a month or a year.
pub(crate) fn days(value: &str) -> Option<(i32, i32)> {
    let (first, last) = match value.len() {
        4 => (format!("{value}-01-01"), format!("{value}-12-31")),
        7 => {
            let first: Date = format!("{value}-01").parse().ok()?;
            (format!("{value}-01"), first.last_of_month().to_string())
        }
        10 => (value.to_owned(), value.to_owned()),
        _ => return None,
    };
    Some((day_number(&first)?, day_number(&last)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_has_a_first_and_a_last_day() {
        let (first, last) = days("2024-02").unwrap();
        assert_eq!(last - first, 28);
        assert_eq!(days("2024-02-29").unwrap().0, last);
        assert_eq!(days("2023").map(|(first, last)| last - first), Some(364));
        assert_eq!([days("2024-02-30"), days("02-2024"), days(""), days("é024")], [None; 4]);
    }
}
