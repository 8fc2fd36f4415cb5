//! Which items of a list a query chooses, and which part of them is shown. Shared by the pages and
//! the API, so that both show the same.

use crate::ask::{Query, short};
use crate::index::{Index, Positions, position};
use crate::reply::{Reply, problem};
use axum::http::StatusCode;
use std::collections::BTreeSet;

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

/// The part of `chosen` that `cursor` and `limit` ask for. A cursor is the id of the item before
/// the part, so it stays right when the record grows.
pub(crate) fn part<'a>(
    query: &Query,
    chosen: &[u32],
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
    let start = match query.get("cursor") {
        None => 0,
        Some(cursor) => {
            let before = place(cursor).and_then(|at| chosen.iter().position(|&one| one == at));
            before.ok_or_else(|| bad("cursor is not of this list; take it from `next`"))? + 1
        }
    };
    let end = chosen.len().min(start + limit);
    let at = chosen.get(start..end).unwrap_or(&[]).to_vec();
    let more = end < chosen.len();
    let next = at.last().filter(|_| more).and_then(|&last| id(last)).map(str::to_owned);
    Ok(Part { at, total: chosen.len(), next })
}

pub(crate) fn claims(index: &Index, query: &Query) -> Positions {
    let all = &index.record.claims;
    let origin = of_entity(index, query, "origin");
    let base = match (query.get("event"), query.get("origin"), query.get("document")) {
        (Some(event), ..) => index.claims_of_event(event).to_vec(),
        (_, Some(origin), _) => index.claims_of_origin(origin).to_vec(),
        (.., Some(document)) => claims_of_document(index, document),
        _ => every(all.len()),
    };
    let of_document: Option<BTreeSet<u32>> =
        query.get("document").map(|id| claims_of_document(index, id).into_iter().collect());
    let fits = |&at: &u32| {
        let claim = &all[at as usize];
        origin.is_none_or(|origin| claim.origins.iter().any(|id| id == origin))
            && query.get("polarity").is_none_or(|polarity| claim.polarity == polarity)
            && of_document.as_ref().is_none_or(|held| held.contains(&at))
    };
    base.into_iter().filter(fits).collect()
}

fn claims_of_document(index: &Index, document: &str) -> Positions {
    let statements = index.statements_of_document(document).iter();
    let ids = statements.map(|&at| index.record.statements[at as usize].id.as_str());
    let found: BTreeSet<u32> =
        ids.flat_map(|id| index.claims_of_statement(id).iter().copied()).collect();
    found.into_iter().collect()
}

pub(crate) fn statements(index: &Index, query: &Query) -> Positions {
    let all = &index.record.statements;
    let origin = of_entity(index, query, "origin");
    let base = if let Some(id) = query.get("claim") {
        let claim = index.claim(id).into_iter();
        claim.flat_map(|it| &it.statements).filter_map(|id| index.statements.get(id)).collect()
    } else if let Some(document) = query.get("document") {
        index.statements_of_document(document).to_vec()
    } else if let Some(entity) = query.get("entity") {
        index.statements_by(entity).to_vec()
    } else if let Some(event) = query.get("event") {
        index.statements_of_event(event).to_vec()
    } else {
        every(all.len())
    };
    let by: Option<BTreeSet<u32>> =
        query.get("entity").map(|id| index.statements_by(id).iter().copied().collect());
    let fits = |&at: &u32| {
        let s = &all[at as usize];
        query.get("document").is_none_or(|id| s.document == id)
            && query.get("event").is_none_or(|id| s.event.as_deref() == Some(id))
            && origin.is_none_or(|id| s.origin.as_deref() == Some(id))
            && query.get("polarity").is_none_or(|polarity| s.polarity == polarity)
            && by.as_ref().is_none_or(|held| held.contains(&at))
    };
    base.into_iter().filter(fits).collect()
}

pub(crate) fn differences(index: &Index, query: &Query) -> Positions {
    let all = &index.record.differences;
    let base = match query.get("event") {
        Some(event) => index.differences_of_event(event).to_vec(),
        None => every(all.len()),
    };
    let fits = |&at: &u32| {
        let it = &all[at as usize];
        query.get("kind").is_none_or(|kind| it.kind == kind)
            && query
                .get("document")
                .is_none_or(|id| it.sides.iter().any(|side| side.document == id))
    };
    base.into_iter().filter(fits).collect()
}

pub(crate) fn documents(index: &Index, query: &Query) -> Positions {
    let all = &index.record.documents;
    let places = |ids: &mut dyn Iterator<Item = &str>| -> Positions {
        ids.filter_map(|id| index.documents.get(id)).collect()
    };
    let base = if let Some(id) = query.get("event") {
        let event = index.event(id).into_iter();
        places(&mut event.flat_map(|it| &it.documents).map(String::as_str))
    } else if let Some(id) = query.get("family") {
        let family = index.family(id).into_iter();
        places(&mut family.flat_map(|it| &it.witnesses).map(|it| it.document.as_str()))
    } else if let Some(id) = query.get("claim") {
        let claim = index.claim(id).into_iter();
        places(&mut claim.flat_map(|it| index.witnesses(it)))
    } else if let Some(id) = query.get("entity") {
        index.documents_of_entity(id).to_vec()
    } else {
        every(all.len())
    };
    let fits = |&at: &u32| {
        let it = &all[at as usize];
        query.get("outlet").is_none_or(|outlet| {
            it.outlet.as_deref().is_some_and(|own| own == outlet || short(own) == outlet)
        }) && query.get("set-aside").is_none_or(|asked| (asked == "yes") == it.set_aside.is_some())
    };
    base.into_iter().filter(fits).collect()
}

pub(crate) fn families(index: &Index, query: &Query) -> Positions {
    let all = &index.record.families;
    let base = match query.get("event") {
        Some(id) => {
            let event = index.event(id).into_iter();
            event.flat_map(|it| &it.families).filter_map(|id| index.families.get(id)).collect()
        }
        None => every(all.len()),
    };
    let copied = |&at: &u32| {
        query
            .get("copies")
            .is_none_or(|asked| (asked == "yes") == (all[at as usize].witnesses.len() > 1))
    };
    base.into_iter().filter(copied).collect()
}

pub(crate) fn entities(index: &Index, query: &Query) -> Positions {
    let all = &index.record.entities;
    let base = match query.get("event") {
        Some(id) => {
            let event = index.event(id).into_iter();
            let ids = event.flat_map(|it| it.parties.iter().chain(&it.origins));
            let found: BTreeSet<u32> = ids.filter_map(|id| index.entities.get(id)).collect();
            found.into_iter().collect()
        }
        None => every(all.len()),
    };
    let fits = |&at: &u32| query.get("kind").is_none_or(|kind| all[at as usize].kind == kind);
    base.into_iter().filter(fits).collect()
}

pub(crate) fn storylines(index: &Index, query: &Query) -> Positions {
    match query.get("event") {
        Some(id) => index.storylines_of_event(id).to_vec(),
        None => every(index.record.storylines.len()),
    }
}

/// The id of the entity that a parameter names.
fn of_entity<'a>(index: &'a Index, query: &'a Query, key: &str) -> Option<&'a str> {
    query.get(key).map(|id| index.entity(id).map_or(id, |it| &it.id))
}

fn every(n: usize) -> Positions {
    (0..position(n)).collect()
}
