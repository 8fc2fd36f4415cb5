//! Which items of a list a query chooses, and which part of them is shown. Shared by the pages and
//! the API, so that both show the same.

use crate::ask::Query;
use crate::index::{Index, Positions};
use crate::reply::{Reply, problem};
use axum::http::StatusCode;
use wireroom_store::{List, Only};

/// Most items in one part of a list.
pub(crate) const MOST: usize = 1000;

/// A part of a list.
#[derive(Debug)]
pub(crate) struct Part {
    /// The positions in this part.
    pub(crate) at: Positions,
    /// How many there are in all.
    pub(crate) total: usize,
    /// What to give as `cursor` for the next part.
    pub(crate) next: Option<String>,
}

/// What a part can be cut from.
pub(crate) trait Choice {
    /// How many there are.
    fn total(&self) -> usize;

    /// Those after the one at the position `before`, at most `limit`; `None` where that one is not
    /// of the list.
    fn after(&self, before: Option<u32>, limit: usize) -> Option<Positions>;
}

impl Choice for [u32] {
    fn total(&self) -> usize {
        self.len()
    }

    fn after(&self, before: Option<u32>, limit: usize) -> Option<Positions> {
        let start = match before {
            None => 0,
            Some(before) => self.iter().position(|&one| one == before)? + 1,
        };
        let end = self.len().min(start.saturating_add(limit));
        Some(self.get(start..end)?.to_vec())
    }
}

impl Choice for Positions {
    fn total(&self) -> usize {
        self.len()
    }

    fn after(&self, before: Option<u32>, limit: usize) -> Option<Positions> {
        self.as_slice().after(before, limit)
    }
}

/// A key of an address, and what it wants of a row.
type Key<'a> = (&'a str, fn(&'a str) -> Only<'a>);

/// Rows of a list that are counted and cut in the record file, in its order.
pub(crate) struct Rows<'a> {
    index: &'a Index,
    list: List,
    only: Vec<Only<'a>>,
    /// Where the rows begin and end, whatever else holds.
    first: u32,
    end: u32,
}

impl<'a> Rows<'a> {
    fn of(index: &'a Index, list: List, only: Vec<Only<'a>>) -> Self {
        Self { index, list, only, first: 0, end: index.base.n(list) }
    }
}

impl Choice for Rows<'_> {
    fn total(&self) -> usize {
        let whole = self.first == 0 && self.end == self.index.base.n(self.list);
        match (self.only.is_empty(), whole) {
            (true, _) => (self.end - self.first) as usize,
            (false, true) => self.index.count(self.list, &self.only),
            (false, false) => {
                let all = self.index.all(self.list, &self.only);
                all.iter().filter(|&&at| (self.first..self.end).contains(&at)).count()
            }
        }
    }

    fn after(&self, before: Option<u32>, limit: usize) -> Option<Positions> {
        let from = match before {
            None => self.first,
            Some(before) => {
                let held = match self.only.is_empty() {
                    true => (self.first..self.end).contains(&before),
                    false => self.index.some(self.list, &self.only, before, 1) == [before],
                };
                before.checked_add(1).filter(|_| held)?
            }
        };
        let mut found = match self.only.is_empty() {
            true => (from..self.end).take(limit).collect(),
            false => self.index.some(self.list, &self.only, from, limit),
        };
        found.retain(|&at| at < self.end);
        Some(found)
    }
}

/// The part of `chosen` that `cursor` and `limit` ask for. A cursor is the id of the item before
/// the part, so it stays right when the record grows.
pub(crate) fn part<'a>(
    query: &Query,
    chosen: &(impl Choice + ?Sized),
    usual: usize,
    place: impl Fn(&str) -> Option<u32>,
    id: impl Fn(u32) -> Option<&'a str>,
) -> Result<Part, Reply> {
    let bad = |what: &str| problem(StatusCode::BAD_REQUEST, what);
    let limit = match query.get("limit") {
        None => usual,
        Some(given) => given
            .parse()
            .ok()
            .filter(|limit| (1..=MOST).contains(limit))
            .ok_or_else(|| bad("limit must be a number from 1 to 1000"))?,
    };
    let strange = || bad("cursor is not of this list; take it from `next`");
    let before = match query.get("cursor") {
        None => None,
        Some(cursor) => Some(place(cursor).ok_or_else(strange)?),
    };
    // One more than is shown tells whether there is a next part.
    let mut at = chosen.after(before, limit + 1).ok_or_else(strange)?;
    let more = at.len() > limit;
    at.truncate(limit);
    let next = at.last().filter(|_| more).and_then(|&last| id(last)).map(str::to_owned);
    Ok(Part { at, total: chosen.total(), next })
}

/// The conditions that a query has of those that a list knows by these keys.
fn conditions<'a>(index: &'a Index, query: &'a Query, keys: &[Key<'a>]) -> Vec<Only<'a>> {
    let value = |key: &str, value: &'a str| match key {
        "entity" | "about" | "origin" => index.full(value),
        "outlet" => index.base.outlets.number(value).map_or(value, |n| index.base.outlets.name(n)),
        _ => value,
    };
    keys.iter()
        .filter_map(|&(key, only)| query.get(key).map(|given| only(value(key, given))))
        .collect()
}

pub(crate) fn claims<'a>(index: &'a Index, query: &'a Query) -> Rows<'a> {
    let keys: [Key<'a>; 4] = [
        ("event", Only::Event),
        ("origin", Only::Origin),
        ("document", Only::Document),
        ("polarity", Only::Polarity),
    ];
    Rows::of(index, List::Claims, conditions(index, query, &keys))
}

pub(crate) fn statements<'a>(index: &'a Index, query: &'a Query) -> Rows<'a> {
    let keys: [Key<'a>; 7] = [
        ("about", Only::About),
        ("claim", Only::Claim),
        ("document", Only::Document),
        ("entity", Only::Entity),
        ("event", Only::Event),
        ("origin", Only::Origin),
        ("polarity", Only::Polarity),
    ];
    Rows::of(index, List::Statements, conditions(index, query, &keys))
}

pub(crate) fn differences<'a>(index: &'a Index, query: &'a Query) -> Rows<'a> {
    let keys: [Key<'a>; 3] =
        [("event", Only::Event), ("document", Only::Document), ("kind", Only::Kind)];
    Rows::of(index, List::Differences, conditions(index, query, &keys))
}

pub(crate) fn documents<'a>(index: &'a Index, query: &'a Query) -> Rows<'a> {
    let keys: [Key<'a>; 5] = [
        ("event", Only::Event),
        ("family", Only::Family),
        ("claim", Only::Claim),
        ("entity", Only::Entity),
        ("outlet", Only::Outlet),
    ];
    let mut rows = Rows::of(index, List::Documents, conditions(index, query, &keys));
    // What was set aside stands at the end.
    match query.get("set-aside") {
        Some("yes") => rows.first = index.base.n_read,
        Some(_) => rows.end = index.base.n_read,
        None => {}
    }
    rows
}

pub(crate) fn families<'a>(index: &'a Index, query: &'a Query) -> Rows<'a> {
    let mut only = conditions(index, query, &[("event", Only::Event)]);
    only.extend(query.get("copies").map(|asked| Only::Copied(asked == "yes")));
    Rows::of(index, List::Families, only)
}

pub(crate) fn entities<'a>(index: &'a Index, query: &'a Query) -> Rows<'a> {
    let keys: [Key<'a>; 2] = [("event", Only::Event), ("kind", Only::Kind)];
    Rows::of(index, List::Entities, conditions(index, query, &keys))
}

pub(crate) fn storylines<'a>(index: &'a Index, query: &'a Query) -> Rows<'a> {
    Rows::of(index, List::Storylines, conditions(index, query, &[("event", Only::Event)]))
}
