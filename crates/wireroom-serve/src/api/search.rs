//! Search, for the page and the API alike.

use crate::ask::{Ask, Form, Query};
use crate::choose::{Part, part as cut};
use crate::index::{Index, Kind, Words, fold};
use crate::reply::{Reply, problem};
use axum::http::StatusCode;
use wireroom_wire::{Hit, List};

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

/// Positions of what was found of one kind, best first.
pub(crate) fn hits(index: &Index, kind: Kind, words: &Words) -> Vec<u32> {
    let record = &index.record;
    let text = |at: u32| -> String {
        let at = at as usize;
        match kind {
            Kind::Event => record.events.get(at).map(|it| it.title.clone()),
            Kind::Statement => record.statements.get(at).map(|it| it.content.text.clone()),
            Kind::Document => record.documents.get(at).map(|it| {
                let text = index.annotation(&it.id).map_or("", |it| it.text.as_str());
                format!("{}\n{text}", it.title.as_deref().unwrap_or(""))
            }),
            Kind::Entity => record.entities.get(at).map(|it| it.name.clone()),
        }
        .unwrap_or_default()
    };
    index.search.find(kind, words, text)
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
    let words = Words::parse(ask.query.get("q").unwrap_or(""));
    let kinds = kinds(&ask.query)?;
    let mut list = List { items: Vec::new(), total: 0, next: None };
    let several = kinds.len() > 1;
    if several && ask.query.get("cursor").is_some() {
        let what = "cursor needs `in`: a search over all kinds gives the best of each";
        return Err(problem(StatusCode::BAD_REQUEST, what));
    }
    for kind in kinds {
        let at = hits(index, kind, &words);
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
            let text = index.annotation(&it.id).map_or("", |it| it.text.as_str());
            let title = it.title.clone().unwrap_or_default();
            (title, Some(it.id.clone()), None, excerpt(text, words))
        }
        Kind::Entity => (record.entities.get(place)?.name.clone(), None, None, String::new()),
    };
    let id = id(index, kind, at)?.to_owned();
    Some(Hit { kind: kind.name().to_owned(), id, title, document, span, text })
}

/// The words around the first that was asked for.
pub(crate) fn excerpt(text: &str, words: &Words) -> String {
    let first = fold(text).find(|(word, _)| words.asks_for(word)).map_or(0, |(_, (from, _))| from);
    let back = text[..first].char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
    let on = text[first..].char_indices().nth(AFTER).map_or(text.len(), |(at, _)| first + at);
    // Not in the middle of a word, where there is a space to cut at.
    let start =
        if back == 0 { 0 } else { text[back..first].find(' ').map_or(back, |at| back + at + 1) };
    let end =
        if on == text.len() { on } else { text[first..on].rfind(' ').map_or(on, |at| first + at) };
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
