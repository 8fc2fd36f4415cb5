//! The plain lists: claims, statements, differences, documents, families, entities, storylines,
//! each as its address filters it.

use super::event::{claim_table, difference};
use super::page::{Part, list_of, page, pager};
use super::parts::{dated, document, entities, short_date, statement, title};
use super::text::{brief, count, grouped, said};
use crate::ask::{Ask, address};
use crate::choose;
use crate::index::Index;
use crate::reply::Reply;
use maud::{Markup, html};
use wireroom::model::EntityKind;
use wireroom_store::{List, Only};
use wireroom_wire::Claim;

const ROWS: usize = 50;

/// The conditions of a list in words, each with a link that takes it away.
fn asked(index: &Index, ask: &Ask, n: usize, one: &str) -> Markup {
    let conditions: Vec<(&str, String)> = ask
        .query
        .pairs()
        .filter(|(key, _)| !matches!(*key, "cursor" | "limit"))
        .map(|(key, value)| {
            let name = match key {
                "event" => index.event(value).map_or(value, |it| &it.title),
                "document" => index.outlet(value),
                "entity" | "about" | "origin" => index.name(value),
                "claim" => index.claim(value).map_or(value, |it| &it.text),
                _ => value,
            };
            (key, name.to_owned())
        })
        .collect();
    html! {
        p.asked {
            strong { (count(n, one)) }
            @for ((key, value), name) in ask.query.pairs().filter(|(key, _)| !matches!(*key, "cursor" | "limit")).zip(&conditions) {
                " " span.condition { (key.replace('-', " ")) ": " (brief(&name.1, 80)) " "
                    a.drop href=(ask.at(&ask.query.without(key, value))) aria-label="take this condition away" { "×" } }
            }
        }
    }
}

pub(crate) fn claims(index: &Index, ask: &Ask) -> Result<Reply, Reply> {
    let all = &index.record.claims;
    let chosen = choose::claims(index, &ask.query);
    let id = |at: u32| all.get(at as usize).map(|it| it.id.as_str());
    let part = choose::part(&ask.query, &chosen, ROWS, |id| index.claims.get(id), id)?;
    let shown: Vec<&Claim> = part.at.iter().filter_map(|&at| all.get(at as usize)).collect();
    Ok(page(
        index,
        ask,
        Part::Claims,
        "Claims",
        html! {
            h1 { "Claims" }
            (asked(index, ask, part.total, "claim"))
            (claim_table(index, &shown, ROWS.max(shown.len()), None))
            (pager(ask, &part, shown.len()))
        },
    ))
}

pub(crate) fn statements(index: &Index, ask: &Ask) -> Result<Reply, Reply> {
    let all = &index.record.statements;
    let chosen = choose::statements(index, &ask.query);
    let id = |at: u32| all.get(at as usize).map(|it| it.id.as_str());
    let part = choose::part(&ask.query, &chosen, ROWS, |id| index.statements.get(id), id)?;
    Ok(page(
        index,
        ask,
        Part::Claims,
        "Statements",
        html! {
            h1 { "Statements" }
            (asked(index, ask, part.total, "statement"))
            @for s in part.at.iter().filter_map(|&at| all.get(at as usize)) { div.entry data-row { (statement(index, s)) } }
            (pager(ask, &part, part.at.len()))
        },
    ))
}

pub(crate) fn differences(index: &Index, ask: &Ask) -> Result<Reply, Reply> {
    let all = &index.record.differences;
    let chosen = choose::differences(index, &ask.query);
    let id = |at: u32| all.get(at as usize).map(|it| it.id.as_str());
    let part = choose::part(&ask.query, &chosen, ROWS, |id| index.differences.get(id), id)?;
    Ok(page(
        index,
        ask,
        Part::Claims,
        "Differences",
        html! {
            h1 { "Differences" }
            (asked(index, ask, part.total, "difference"))
            @for it in part.at.iter().filter_map(|&at| all.get(at as usize)) {
                div.entry data-row {
                    @if let Some(event) = index.event(&it.event) {
                        p.basis { (short_date(event.date.as_ref())) " " a.main href=(format!("{}#{}", address("events", &event.id), it.id)) { (title(&event.title)) } }
                    }
                    (difference(index, it, false))
                }
            }
            (pager(ask, &part, part.at.len()))
        },
    ))
}

pub(crate) fn documents(index: &Index, ask: &Ask) -> Result<Reply, Reply> {
    let all = &index.record.documents;
    let chosen = choose::documents(index, &ask.query);
    let id = |at: u32| all.get(at as usize).map(|it| it.id.as_str());
    let part = choose::part(&ask.query, &chosen, ROWS, |id| index.documents.get(id), id)?;
    Ok(page(
        index,
        ask,
        Part::Documents,
        "Documents",
        html! {
            h1 { "Documents" }
            (asked(index, ask, part.total, "document"))
            table.list {
                thead { tr { th scope="col" { "Published" } th scope="col" { "Document" } th scope="col" { "Where from" } } }
                tbody { @for it in part.at.iter().filter_map(|&at| all.get(at as usize)) {
                    tr data-row {
                        td.date { @match &it.published { Some(date) => (dated(date)), None => { span.none { "no date" } } } }
                        td.what {
                            a.main href=(address("documents", &it.id)) { (title(it.title.as_deref().unwrap_or(""))) }
                            div.facts {
                                @if let Some(outlet) = &it.outlet { span { (brief(outlet, 60)) } }
                                @if let Some(aside) = &it.set_aside { span.tag { "set aside: " (aside.reason.replace('_', " ")) } }
                                @if let Some(family) = it.family.as_deref().and_then(|id| index.family(id)).filter(|it| it.witnesses.len() > 1) {
                                    span { a href=(address("families", &family.id)) { "one of " (count(family.witnesses.len(), "witness")) } }
                                }
                            }
                        }
                        td.basis { (brief(it.path.as_deref().or(it.url.as_deref()).unwrap_or("-"), 80)) }
                    }
                } }
            }
            (pager(ask, &part, part.at.len()))
        },
    ))
}

pub(crate) fn families(index: &Index, ask: &Ask) -> Result<Reply, Reply> {
    let all = &index.record.families;
    let chosen = choose::families(index, &ask.query);
    let id = |at: u32| all.get(at as usize).map(|it| it.id.as_str());
    let part = choose::part(&ask.query, &chosen, ROWS, |id| index.families.get(id), id)?;
    let only = ask.query.has("copies", "yes");
    Ok(page(
        index,
        ask,
        Part::Families,
        "Families",
        html! {
            h1 { "Families" }
            (asked(index, ask, part.total, "family"))
            @if !only { p { a href=(ask.at(&ask.query.with("copies", "yes"))) { "Only those with copies" } } }
            table.list {
                thead { tr { th.num scope="col" { "Witnesses" } th scope="col" { "Family" } } }
                tbody { @for it in part.at.iter().filter_map(|&at| all.get(at as usize)) {
                    tr data-row {
                        td.num { a.n href=(address("families", &it.id)) aria-label=(count(it.witnesses.len(), "witness")) { (grouped(it.witnesses.len())) } }
                        td.what {
                            a.main href=(address("families", &it.id)) { (title(first_title(index, it))) }
                            @for witness in it.witnesses.iter().take(3) { div.copy { (document(index, &witness.document)) } }
                            @if it.witnesses.len() > 3 { div.copy { "and " (grouped(it.witnesses.len() - 3)) " more" } }
                        }
                    }
                } }
            }
            (pager(ask, &part, part.at.len()))
        },
    ))
}

fn first_title<'a>(index: &'a Index, family: &'a wireroom_wire::Family) -> &'a str {
    let titles =
        family.witnesses.iter().filter_map(|it| index.document(&it.document)?.title.as_deref());
    titles.into_iter().next().unwrap_or("")
}

pub(crate) fn entities_list(index: &Index, ask: &Ask) -> Result<Reply, Reply> {
    let all = &index.record.entities;
    let chosen = choose::entities(index, &ask.query);
    let id = |at: u32| all.get(at as usize).map(|it| it.id.as_str());
    let part = choose::part(&ask.query, &chosen, ROWS, |id| index.entities.get(id), id)?;
    Ok(page(
        index,
        ask,
        Part::Entities,
        "Entities",
        html! {
            h1 { "Entities" }
            (asked(index, ask, part.total, "entity"))
            nav.contents aria-label="Kinds" {
                @for kind in EntityKind::ALL.map(EntityKind::as_str) { a href=(ask.at(&ask.query.without_key("cursor").set("kind", kind))) aria-current=[ask.query.has("kind", kind).then_some("true")] { (kind) } }
            }
            table.list {
                thead { tr { th scope="col" { "Name" } th scope="col" { "Kind" } th.num scope="col" { "Mentions" } th.num scope="col" { "Statements" } th.num scope="col" { "Events" } } }
                tbody { @for it in part.at.iter().filter_map(|&at| all.get(at as usize)) {
                    @let to = address("entities", &it.id);
                    tr data-row {
                        td.what { a.main href=(to) { (brief(&it.name, 120)) } @if let Some(role) = &it.role { " " span.basis { (brief(role, 80)) } } }
                        td { (said(&it.kind)) }
                        td.num { a.n href=(list_of("documents", "entity", &it.id)) aria-label=(count(it.mentions, "mention")) { (grouped(it.mentions)) } }
                        td.num { a.n href={ (to) "#statements" } { (grouped(index.count(List::Statements, &[Only::Entity(&it.id)]))) } }
                        td.num { a.n href={ (to) "#events" } { (grouped(index.count(List::Events, &[Only::Entity(&it.id)]))) } }
                    }
                } }
            }
            (pager(ask, &part, part.at.len()))
        },
    ))
}

pub(crate) fn storylines(index: &Index, ask: &Ask) -> Result<Reply, Reply> {
    let all = &index.record.storylines;
    let chosen = choose::storylines(index, &ask.query);
    let id = |at: u32| all.get(at as usize).map(|it| it.id.as_str());
    let part = choose::part(&ask.query, &chosen, ROWS, |id| index.storylines.get(id), id)?;
    Ok(page(
        index,
        ask,
        Part::Storylines,
        "Storylines",
        html! {
            h1 { "Storylines" }
            (asked(index, ask, part.total, "storyline"))
            @if part.total == 0 { p.empty { "No two events of this record are rounds of one matter." } }
            table.list {
                tbody { @for it in part.at.iter().filter_map(|&at| all.get(at as usize)) {
                    @let parties = it.events.first().and_then(|id| index.event(id)).map(|it| it.parties.as_slice()).unwrap_or_default();
                    tr data-row {
                        td.num { a.n href=(address("storylines", &it.id)) aria-label=(count(it.events.len(), "event")) { (grouped(it.events.len())) } }
                        td.what { a.main href=(address("storylines", &it.id)) { (title(&it.title)) } div.facts { span { (entities(index, parties)) } span { (brief(&it.why, 200)) } } }
                    }
                } }
            }
            (pager(ask, &part, part.at.len()))
        },
    ))
}
