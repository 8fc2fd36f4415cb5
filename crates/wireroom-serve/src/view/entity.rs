//! Someone or something: what was said by them and of them, and by whom it was reported, which
//! events they are part of, where they are named.

use super::page::{Part, exported, list_of, page};
use super::parts::{document, event_numbers, number_heads, short_date, statement, title};
use super::text::{brief, count, grouped};
use crate::ask::{Ask, address};
use crate::index::{Index, Positions};
use crate::reply::Reply;
use maud::{Markup, html};
use wireroom_store::{List, Only};
use wireroom_wire::Entity;

const STATEMENTS: usize = 40;
const EVENTS: usize = 40;
const DOCUMENTS: usize = 30;

/// The first rows that fit, and how many do: of the entity named most there are tens of thousands.
struct Begun {
    first: Positions,
    total: usize,
}

impl Begun {
    fn of(index: &Index, list: List, only: Only<'_>, limit: usize) -> Self {
        let first = index.some(list, &[only], 0, limit);
        // Fewer than could be shown are all that there are.
        let total = if first.len() < limit { first.len() } else { index.count(list, &[only]) };
        Self { first, total }
    }
}

pub(crate) fn entity(index: &Index, ask: &Ask, entity: &Entity) -> Reply {
    let id = Only::Entity(&entity.id);
    let by = Begun::of(index, List::Statements, id, STATEMENTS);
    let of = Begun::of(index, List::Statements, Only::About(&entity.id), STATEMENTS);
    let events = Begun::of(index, List::Events, id, EVENTS);
    let documents = Begun::of(index, List::Documents, id, DOCUMENTS);
    let claims = index.count(List::Claims, &[Only::Origin(&entity.id)]);
    page(
        index,
        ask,
        Part::Entities,
        &entity.name,
        html! {
            p.up { a data-up href="/entities" { "Entities" } }
            h1 { (brief(&entity.name, 200)) }
            dl.facts {
                div { dt { "Kind" } dd { (brief(&entity.kind, 20)) } }
                @if let Some(role) = &entity.role { div { dt { "Role" } dd { (brief(role, 160)) } } }
                @if let Some(country) = &entity.country { div { dt { "Country" } dd { (brief(country, 12)) } } }
                @if !entity.aliases.is_empty() { div { dt { "Also written" } dd { (brief(&entity.aliases.join("; "), 400)) } } }
                div { dt { "Mentions" } dd { (grouped(entity.mentions)) } }
            }
            @if entity.kind == "unnamed" {
                p.note { "A source without a name. It is never joined with another across families, so it may be someone else of the record." }
            }
            nav.contents aria-label="On this page" {
                a data-key="o" href="#statements" { (count(by.total, "statement")) }
                a href=(list_of("claims", "origin", &entity.id)) { "origin of " (count(claims, "claim")) }
                a href="#said-of" { (count(of.total, "statement")) " of it by others" }
                a href="#events" { (count(events.total, "event")) }
                a href="#documents" { (count(documents.total, "document")) }
            }
            h2 #statements { "What it said, relayed or is the origin of" }
            (statements(index, entity, &by, "entity", "Nothing is attributed to it."))
            h2 #said-of { "What others say of it" }
            (statements(index, entity, &of, "about", "No one else is quoted on it by name."))
            h2 #events { "Events" }
            @if events.total == 0 { p.note { "It is no party or origin of an event." } } @else {
                table.list {
                    thead { tr { th scope="col" { "Date" } th scope="col" { "Event" } (number_heads()) } }
                    tbody {
                        @for event in events.first.iter().filter_map(|&at| index.record.events.get(at as usize)) {
                            tr data-row {
                                td.date { (short_date(event.date.as_ref())) }
                                td.what {
                                    a.main href=(address("events", &event.id)) { (title(&event.title)) }
                                    div.facts {
                                        @if event.parties.contains(&entity.id) { span { "party" } }
                                        @if event.origins.contains(&entity.id) { span { "origin" } }
                                    }
                                }
                                (event_numbers(event))
                            }
                        }
                    }
                }
                @if events.total > EVENTS { p { a href=(list_of("events", "party", &entity.id)) { "Events with it as a party" } } }
            }
            h2 #documents { "Named in" }
            ul.documents { @for it in documents.first.iter().filter_map(|&at| index.record.documents.get(at as usize)) { li { (document(index, &it.id)) } } }
            @if documents.total > DOCUMENTS { p { a href=(list_of("documents", "entity", &entity.id)) { "All " (count(documents.total, "document")) } } }
            (exported("documents", "entity", &entity.id))
        },
    )
}

/// Statements, each with its event and day; all of them are the list filtered by `key`.
fn statements(index: &Index, entity: &Entity, begun: &Begun, key: &str, none: &str) -> Markup {
    html! {
        @if begun.total == 0 { p.note { (none) } }
        @for s in begun.first.iter().filter_map(|&at| index.record.statements.get(at as usize)) {
            div.entry data-row {
                @if let Some(event) = s.event.as_deref().and_then(|id| index.event(id)) {
                    p.basis { (short_date(event.date.as_ref())) " " a href=(address("events", &event.id)) { (title(&event.title)) } }
                }
                (statement(index, s))
            }
        }
        @if begun.total > begun.first.len() { p { a href=(list_of("statements", key, &entity.id)) { "All " (count(begun.total, "statement")) } } }
        @if begun.total > 0 { (exported("statements", key, &entity.id)) }
    }
}
