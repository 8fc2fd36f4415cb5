//! What a search found, by kind.

use super::page::{Part, page, pager};
use super::parts::{days, event_numbers, quoted, short_date, title};
use super::text::{brief, clean, clip, count, grouped, said};
use crate::api::search::{asked, excerpt, kinds};
use crate::ask::{Ask, Query, address, short};
use crate::index::{Filters, Index, Kind, MOST, Words, by_outlet, fold};
use crate::reply::Reply;
use maud::{Markup, html};

/// Hits of a page, and of each kind where all are shown.
const ROWS: usize = 40;
const EACH: usize = 8;

/// Outlets that are offered to narrow a search.
const OUTLETS: usize = 12;

pub(crate) fn search(index: &Index, ask: &Ask) -> Result<Reply, Reply> {
    let typed = ask.query.get("q").unwrap_or("");
    let (words, filters) = asked(index, &ask.query)?;
    let only = kinds(&ask.query)?;
    let found: Vec<(Kind, Vec<u32>)> =
        Kind::ALL.iter().map(|&kind| (kind, index.search(kind, &words, &filters))).collect();
    let total: usize = found.iter().map(|(_, at)| at.len()).sum();
    let one = (only.len() == 1).then(|| only[0]);
    let part = match one {
        Some(kind) => {
            let at = found.iter().find(|(held, _)| *held == kind).map_or(&[][..], |(_, at)| at);
            Some(crate::api::search::part(index, kind, &ask.query, at, ROWS)?)
        }
        None => None,
    };
    let of_kind = |kind: Kind| ask.at(&ask.query.without_key("cursor").set("in", kind.name()));
    let all = ask.query.without_key("in").without_key("cursor");
    Ok(page(
        index,
        ask,
        Part::Other,
        &format!("Search: {typed}"),
        html! {
            h1 { "Search" }
            (restated(index, ask, &words, &filters, total))
            @if found.iter().any(|(_, at)| at.len() == MOST) {
                p.note { "Of a kind of which more fit, " (grouped(MOST)) " are counted and shown. More words, an outlet or days narrow the search." }
            }
            nav.contents aria-label="Kinds" {
                a href=(ask.at(&all)) aria-current=[one.is_none().then_some("true")] { "all " (grouped(total)) }
                @for (kind, at) in &found {
                    a href=(of_kind(*kind)) aria-current=[(one == Some(*kind)).then_some("true")] { (count(at.len(), kind.name())) }
                }
            }
            div.with-facets {
                div.rows {
                    @match &part {
                        Some(part) => {
                            @if let Some(kind) = one { (list(index, kind, &part.at, &words, typed)) }
                            (pager(ask, part, part.at.len()))
                        }
                        None => {
                            @for (kind, at) in found.iter().filter(|(_, at)| !at.is_empty()) {
                                h2 { (count(at.len(), kind.name())) }
                                (list(index, *kind, &at[..at.len().min(EACH)], &words, typed))
                                @if at.len() > EACH { p { a href=(of_kind(*kind)) { "All " (count(at.len(), kind.name())) } } }
                            }
                        }
                    }
                }
                @if words.query().is_some() {
                    @let documents = found.iter().find(|(kind, _)| *kind == Kind::Document);
                    (facets(index, ask, documents.map_or(&[], |(_, at)| at)))
                }
            }
        },
    ))
}

/// The query in words; each condition of the address with a link that takes it away.
fn restated(index: &Index, ask: &Ask, words: &Words, kept: &Filters, total: usize) -> Markup {
    let mut filters: Vec<(Markup, Option<String>)> = Vec::new();
    let together = |names: Vec<&str>| {
        html! {
            @for (at, name) in names.iter().enumerate() { @if at > 0 { " or " } (said(name)) }
        }
    };
    let typed: Vec<&str> = words.outlets.iter().map(String::as_str).collect();
    if !typed.is_empty() {
        filters.push((html! { "from " (together(typed)) }, None));
    }
    for name in &words.not_outlets {
        filters.push((html! { "not from " (said(name)) }, None));
    }
    for (key, value) in ask.query.pairs() {
        let shown = match key {
            "outlet" => html! { "from " (said(value)) },
            "not-outlet" => html! { "not from " (said(value)) },
            "from" => html! { "from " (brief(value, 20)) " on" },
            "to" => html! { "until " (brief(value, 20)) },
            "event" => {
                html! { "said of " (brief(index.event(value).map_or(value, |it| &it.title), 80)) }
            }
            "entity" => html! { "said by " (brief(index.name(value), 80)) },
            "polarity" => html! { (value.replace('_', " ")) },
            _ => continue,
        };
        filters.push((shown, Some(ask.at(&ask.query.without(key, value)))));
    }
    let dated = kept.from.is_some() || kept.to.is_some();
    let no_entities = (dated || kept.outlets.is_some()) && !kept.of_statements();
    html! {
        p.asked {
            @if words.query().is_none() {
                "Type words to search for. All must be there; -word excludes, \"two words\" stand together, word* is the start of one; outlet:name and -outlet:name keep and drop an outlet."
            } @else {
                strong { (grouped(total)) " found" } " with "
                @for (at, (word, starts)) in words.all.iter().enumerate() {
                    @if at > 0 { " and " }
                    @if *starts { "a word that starts with " } span.condition { (said(word)) }
                }
                @for words in &words.none { ", without " span.condition { (said(&words.join(" "))) } }
                @for phrase in &words.phrases { ", together: " span.condition { (said(&phrase.join(" "))) } }
                @for (shown, without) in &filters {
                    ", " span.condition { (shown)
                        @if let Some(without) = without { " " a.drop href=(without) aria-label="take this condition away" { "×" } } }
                }
                "."
                @if no_entities { " Entities are of no outlet and no day, and are left out." }
            }
        }
    }
}

/// What narrows a search: days, and the outlets of the documents that it found.
fn facets(index: &Index, ask: &Ask, documents: &[u32]) -> Markup {
    let base = &index.base;
    let outlets = by_outlet(base, documents);
    html! {
        aside.facets aria-label="Narrow the search" {
            (days(ask, "/search", "Published"))
            @if !outlets.is_empty() {
                h2 { "Outlet" }
                ul {
                    @for &(outlet, n) in outlets.iter().take(OUTLETS) {
                        @let name = base.outlets.name(outlet);
                        @let value = short(name);
                        @let held = ask.query.has("outlet", &value);
                        @let only = if held { ask.query.without("outlet", &value) } else { ask.query.with("outlet", &value) };
                        li {
                            a.value href=(ask.at(&only)) aria-current=[held.then_some("true")] { (brief(name, 40)) }
                            span.count { (grouped(n)) }
                            a.not href=(ask.at(&ask.query.with("not-outlet", &value))) aria-label={ "not " (clean(&clip(name, 40))) } { "not" }
                        }
                    }
                }
                @if outlets.len() > OUTLETS { p.note { "and " (grouped(outlets.len() - OUTLETS)) " more" } }
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
                        @let text = index.documents.get(&it.id).map_or("", |at| index.text(at));
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
