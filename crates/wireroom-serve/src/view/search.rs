//! What a search found, by kind.

use super::page::{Part, page, pager};
use super::parts::{event_numbers, quoted, short_date, title};
use super::text::{brief, clean, count, grouped, said};
use crate::api::search::{excerpt, hits, kinds};
use crate::ask::{Ask, Query, address};
use crate::index::{Index, Kind, Words, fold};
use crate::reply::Reply;
use maud::{Markup, html};

/// Hits of a page, and of each kind where all are shown.
const ROWS: usize = 40;
const EACH: usize = 8;

pub(crate) fn search(index: &Index, ask: &Ask) -> Result<Reply, Reply> {
    let asked = ask.query.get("q").unwrap_or("");
    let words = Words::parse(asked);
    let only = kinds(&ask.query)?;
    let found: Vec<(Kind, Vec<u32>)> =
        Kind::ALL.iter().map(|&kind| (kind, hits(index, kind, &words))).collect();
    let total: usize = found.iter().map(|(_, at)| at.len()).sum();
    let one = (only.len() == 1).then(|| only[0]);
    let part = match one {
        Some(kind) => {
            let at = found.iter().find(|(held, _)| *held == kind).map_or(&[][..], |(_, at)| at);
            Some(crate::api::search::part(index, kind, &ask.query, at, ROWS)?)
        }
        None => None,
    };
    Ok(page(
        index,
        ask,
        Part::Other,
        &format!("Search: {asked}"),
        html! {
            h1 { "Search" }
            (restated(&words, total))
            nav.contents aria-label="Kinds" {
                a href=(ask.at(&Query::default().set("q", asked))) aria-current=[one.is_none().then_some("true")] { "all " (grouped(total)) }
                @for (kind, at) in &found {
                    a href=(ask.at(&Query::default().set("q", asked).set("in", kind.name()))) aria-current=[(one == Some(*kind)).then_some("true")] { (count(at.len(), kind.name())) }
                }
            }
            @match &part {
                Some(part) => {
                    @if let Some(kind) = one { (list(index, kind, &part.at, &words, asked)) }
                    (pager(ask, part, part.at.len()))
                }
                None => {
                    @for (kind, at) in found.iter().filter(|(_, at)| !at.is_empty()) {
                        h2 { (count(at.len(), kind.name())) }
                        (list(index, *kind, &at[..at.len().min(EACH)], &words, asked))
                        @if at.len() > EACH { p { a href=(ask.at(&Query::default().set("q", asked).set("in", kind.name()))) { "All " (count(at.len(), kind.name())) } } }
                    }
                }
            }
        },
    ))
}

/// The query in words.
fn restated(words: &Words, total: usize) -> Markup {
    html! {
        p.asked {
            @if words.all.is_empty() {
                "Type words to search for. All must be there; -word excludes, \"two words\" stand together, word* is the start of one."
            } @else {
                strong { (grouped(total)) " found" } " with "
                @for (at, (word, starts)) in words.all.iter().enumerate() {
                    @if at > 0 { " and " }
                    @if *starts { "a word that starts with " } span.condition { (said(word)) }
                }
                @for word in &words.none { ", without " span.condition { (said(word)) } }
                @for phrase in &words.phrases { ", together: " span.condition { (said(&phrase.join(" "))) } }
                "."
            }
        }
    }
}

fn list(index: &Index, kind: Kind, at: &[u32], words: &Words, asked: &str) -> Markup {
    let record = &index.record;
    html! {
        @match kind {
            Kind::Event => {
                table.list { tbody { @for event in at.iter().filter_map(|&at| record.events.get(at as usize)) {
                    tr data-row { td.date { (short_date(event.date.as_ref())) }
                         td.what { a.main href=(address("events", &event.id)) { (title(&event.title)) } }
                         (event_numbers(event)) }
                } } }
            }
            Kind::Statement => {
                @for s in at.iter().filter_map(|&at| record.statements.get(at as usize)) {
                    div.entry data-row {
                        p.basis {
                            (brief(index.outlet(&s.document), 50))
                            @if let Some(source) = &s.source { ": " (brief(&source.text, 80)) }
                        }
                        (quoted(&s.document, s.content.span, &s.content.text))
                    }
                }
            }
            Kind::Document => {
                @for it in at.iter().filter_map(|&at| record.documents.get(at as usize)) {
                    @let to = format!("{}{}", address("documents", &it.id), Query::default().set("find", asked).shown());
                    div.entry data-row {
                        p { a.main href=(to) { (title(it.title.as_deref().unwrap_or(""))) } " "
                            span.basis { (brief(index.outlet(&it.id), 50)) " " (short_date(it.published.as_ref())) } }
                        @let text = index.annotation(&it.id).map_or("", |it| it.text.as_str());
                        p.excerpt { (lit(&excerpt(text, words), words)) }
                    }
                }
            }
            Kind::Entity => {
                ul { @for it in at.iter().filter_map(|&at| record.entities.get(at as usize)) {
                    li data-row { a.main href=(address("entities", &it.id)) { (brief(&it.name, 120)) } " "
                         span.basis { (it.kind) @if let Some(role) = &it.role { ", " (brief(role, 80)) } ", " (count(it.mentions, "mention")) } }
                } }
            }
        }
    }
}

/// Words of an article with those that were searched for lit.
fn lit(text: &str, words: &Words) -> Markup {
    let mut at = 0;
    let mut parts: Vec<(&str, bool)> = Vec::new();
    for (word, (from, to)) in fold(text) {
        if words.asks_for(&word) {
            parts.push((&text[at..from], false));
            parts.push((&text[from..to], true));
            at = to;
        }
    }
    parts.push((&text[at..], false));
    html! { bdi dir="auto" { @for (part, found) in parts { @if found { mark { (clean(part)) } } @else { (clean(part)) } } } }
}
