//! Search, for the page and the API alike.

use crate::ask::{Ask, Form, Query};
use crate::choose::{Part, part as cut};
use crate::index::{Filters, Index, Kind, Words, days, fold};
use crate::reply::{Reply, problem};
use axum::http::StatusCode;
use wireroom_store::{List, Only};
use wireroom_wire::{Hit, Repair, Span};

/// Characters of an excerpt before and after the first word found.
const BEFORE: usize = 80;
const AFTER: usize = 220;
/// Hits of a part where the request does not say.
const USUAL: usize = 50;

/// The kinds that `in` names; all where it is not there.
pub(crate) fn kinds(query: &Query) -> Result<Vec<Kind>, Reply> {
    match query.get("in") {
        None => Ok(Kind::ALL.to_vec()),
        Some(name) => match Kind::ALL.iter().find(|kind| kind.name() == name) {
            Some(&kind) => Ok(vec![kind]),
            None => Err(problem(
                StatusCode::BAD_REQUEST,
                "in must be event, statement, document or entity",
            )),
        },
    }
}

/// The query in words and filters; what the words say of outlets is a filter too.
pub(crate) fn asked(index: &Index, query: &Query) -> Result<(Words, Filters), Reply> {
    let words = Words::parse(query.get("q").unwrap_or(""));
    let outlets = &index.base.outlets;
    let numbered = |names: &mut dyn Iterator<Item = &str>| -> Vec<u32> {
        // A name that no outlet has keeps nothing, or drops nothing.
        names.map(|name| outlets.number(name).unwrap_or(u32::MAX)).collect()
    };
    let typed = words.outlets.iter().map(String::as_str);
    let only = numbered(&mut query.all("outlet").chain(typed));
    let typed = words.not_outlets.iter().map(String::as_str);
    let not_outlets = numbered(&mut query.all("not-outlet").chain(typed));
    let day = |key: &str| match query.get(key).map(|value| (value, days(value))) {
        None => Ok(None),
        Some((_, Some(range))) => Ok(Some(range)),
        Some(_) => {
            let what = format!("{key} must be a day, a month or a year: 2026-03-04, 2026-03, 2026");
            Err(problem(StatusCode::BAD_REQUEST, &what))
        }
    };
    let filters = Filters {
        outlets: (!only.is_empty()).then_some(only),
        not_outlets,
        from: day("from")?.map(|range| range.0),
        to: day("to")?.map(|range| range.1),
        statements: match (query.get("event"), query.get("entity")) {
            (None, None) => None,
            (event, entity) => {
                let mut only = Vec::new();
                only.extend(event.map(Only::Event));
                only.extend(entity.map(|id| Only::Entity(index.full(id))));
                Some(index.all(List::Statements, &only).to_vec())
            }
        },
        polarity: query.get("polarity").map(str::to_owned),
    };
    Ok((words, filters))
}

/// The part of what was found that the query asks for.
pub(crate) fn part(
    index: &Index,
    kind: Kind,
    query: &Query,
    at: &[u32],
    usual: usize,
) -> Result<Part, Reply> {
    let place = |id: &str| match kind {
        Kind::Event => index.events.get(id),
        Kind::Statement => index.statements.get(id),
        Kind::Document => index.documents.get(id),
        Kind::Entity => index.entities.get(id),
    };
    cut(query, at, usual, place, |at| id(index, kind, at))
}

fn id(index: &Index, kind: Kind, at: u32) -> Option<&str> {
    let (record, at) = (&index.record, at as usize);
    match kind {
        Kind::Event => record.events.get(at).map(|it| it.id.as_str()),
        Kind::Statement => record.statements.get(at).map(|it| it.id.as_str()),
        Kind::Document => record.documents.get(at).map(|it| it.id.as_str()),
        Kind::Entity => record.entities.get(at).map(|it| it.id.as_str()),
    }
}

pub(crate) fn search(index: &Index, ask: &Ask) -> Result<Reply, Reply> {
    let (words, filters) = asked(index, &ask.query)?;
    let kinds = kinds(&ask.query)?;
    let mut list = wireroom_wire::List { items: Vec::new(), total: 0, next: None };
    let several = kinds.len() > 1;
    if several && ask.query.get("cursor").is_some() {
        let what = "cursor needs `in`: a search over all kinds gives the best of each";
        return Err(problem(StatusCode::BAD_REQUEST, what));
    }
    for kind in kinds {
        let at = index.search(kind, &words, &filters);
        let part = part(index, kind, &ask.query, &at, USUAL)?;
        list.total += part.total;
        list.next = part.next.filter(|_| !several);
        list.items.extend(part.at.iter().filter_map(|&at| hit(index, kind, at, &words)));
    }
    match ask.form {
        Form::Csv => {
            let row = |hit: &Hit| {
                let span = hit.span.map(|span| format!("{}-{}", span.0, span.1));
                let document = hit.document.clone().unwrap_or_default();
                let (kind, id) = (hit.kind.clone(), hit.id.clone());
                vec![
                    kind,
                    id,
                    hit.title.clone(),
                    document,
                    span.unwrap_or_default(),
                    hit.text.clone(),
                ]
            };
            let rows: Vec<Vec<String>> = list.items.iter().map(row).collect();
            Reply::csv(&["kind", "id", "title", "document", "span", "text"], &rows)
        }
        _ => Reply::json(&list),
    }
}

fn hit(index: &Index, kind: Kind, at: u32, words: &Words) -> Option<Hit> {
    let (record, place) = (&index.record, at as usize);
    let (title, document, span, text) = match kind {
        Kind::Event => (record.events.get(place)?.title.clone(), None, None, String::new()),
        Kind::Statement => {
            let s = record.statements.get(place)?;
            let text = s.content.text.clone();
            (excerpt(&text, words), Some(s.document.clone()), Some(s.content.span), text)
        }
        Kind::Document => {
            let it = record.documents.get(place)?;
            let title = it.title.clone().unwrap_or_default();
            let Some(held) = index.annotation(&it.id) else {
                return hit_of(kind, &it.id, title, Some(it.id.clone()), None, String::new());
            };
            let (from, to) = around(&held.text, words);
            let span = received_span(&held.repairs, from, to);
            (title, Some(it.id.clone()), span, cut_out(&held.text, from, to))
        }
        Kind::Entity => (record.entities.get(place)?.name.clone(), None, None, String::new()),
    };
    hit_of(kind, id(index, kind, at)?, title, document, span, text)
}

fn hit_of(
    kind: Kind,
    id: &str,
    title: String,
    document: Option<String>,
    span: Option<Span>,
    text: String,
) -> Option<Hit> {
    Some(Hit { kind: kind.name().to_owned(), id: id.to_owned(), title, document, span, text })
}

/// Where a passage of the repaired text stood in the text as received. A passage that begins or
/// ends within a repair takes the whole of it.
fn received_span(repairs: &[Repair], from: usize, to: usize) -> Option<Span> {
    let mut edits: Vec<&Repair> = repairs.iter().filter(|it| it.applied).collect();
    edits.sort_by_key(|it| it.span);
    let place = |wanted: usize, end: bool| -> Option<u32> {
        let (mut repaired, mut received) = (0_usize, 0_usize);
        for edit in &edits {
            let (first, last) = (edit.span.0 as usize, edit.span.1 as usize);
            let kept = first.checked_sub(received)?;
            if wanted < repaired + kept || (end && wanted == repaired + kept) {
                break;
            }
            repaired += kept;
            if wanted < repaired + edit.after.len() {
                return u32::try_from(if end { last } else { first }).ok();
            }
            repaired += edit.after.len();
            received = last;
        }
        u32::try_from(received + wanted.checked_sub(repaired)?).ok()
    };
    Some(Span(place(from, false)?, place(to, true)?))
}

/// The words around the first that was asked for.
pub(crate) fn excerpt(text: &str, words: &Words) -> String {
    let (from, to) = around(text, words);
    cut_out(text, from, to)
}

/// Where the words around the first that was asked for begin and end.
fn around(text: &str, words: &Words) -> (usize, usize) {
    let first = fold(text).find(|(word, _)| words.asks_for(word)).map_or(0, |(_, (from, _))| from);
    let back = text[..first].char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
    let on = text[first..].char_indices().nth(AFTER).map_or(text.len(), |(at, _)| first + at);
    // Not in the middle of a word, where there is a space to cut at.
    let start =
        if back == 0 { 0 } else { text[back..first].find(' ').map_or(back, |at| back + at + 1) };
    let end =
        if on == text.len() { on } else { text[first..on].rfind(' ').map_or(on, |at| first + at) };
    (start, end)
}

fn cut_out(text: &str, start: usize, end: usize) -> String {
    let (before, after) =
        (if start > 0 { "…" } else { "" }, if end < text.len() { "…" } else { "" });
    let middle = text[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{before}{middle}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_stands_around_the_first_word_found() {
        let words = Words::parse("pier");
        assert_eq!(excerpt("The ferry hit the  pier.", &words), "The ferry hit the pier.");
        let long = format!("{}pier é{}", "word ".repeat(60), " word".repeat(90));
        let cut = excerpt(&long, &words);
        assert!(
            cut.starts_with("…word") && cut.contains(" pier é ") && cut.ends_with("word…"),
            "{cut}"
        );
        assert_eq!(excerpt("", &words), "");
    }
}
