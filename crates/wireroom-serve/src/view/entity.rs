//! Someone or something: what was said by them and of them, and by whom it was reported, which
//! events they are part of, where they are named.

use super::page::{Part, list_of, page};
use super::parts::{document, event_numbers, number_heads, short_date, statement, title};
use super::said_of::said_of;
use super::text::{brief, count, grouped};
use crate::ask::{Ask, address};
use crate::index::Index;
use crate::reply::Reply;
use maud::html;
use wireroom_wire::Entity;

const STATEMENTS: usize = 40;
const EVENTS: usize = 40;
const DOCUMENTS: usize = 30;

pub(crate) fn entity(index: &Index, ask: &Ask, entity: &Entity) -> Reply {
    let by = index.statements_by(&entity.id);
    let events = index.events_of_entity(&entity.id);
    let documents = index.documents_of_entity(&entity.id);
    let claims = index.claims_of_origin(&entity.id);
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
                a data-key="o" href="#statements" { (count(by.len(), "statement")) }
                a href=(list_of("claims", "origin", &entity.id)) { "origin of " (count(claims.len(), "claim")) }
                a href="#said-of" { "said of it" }
                a href="#events" { (count(events.len(), "event")) }
                a href="#documents" { (count(documents.len(), "document")) }
            }
            h2 #statements { "What it said, relayed or is the origin of" }
            @if by.is_empty() { p.note { "Nothing is attributed to it." } }
            @for &at in by.iter().take(STATEMENTS) {
                @if let Some(s) = index.record.statements.get(at as usize) {
                    div.entry data-row {
                        @if let Some(event) = s.event.as_deref().and_then(|id| index.event(id)) {
                            p.basis { (short_date(event.date.as_ref())) " " a href=(address("events", &event.id)) { (title(&event.title)) } }
                        }
                        (statement(index, s))
                    }
                }
            }
            @if by.len() > STATEMENTS { p { a href=(list_of("statements", "entity", &entity.id)) { "All " (count(by.len(), "statement")) } } }
            (said_of(index, entity, documents, by))
            h2 #events { "Events" }
            @if events.is_empty() { p.note { "It is no party or origin of an event." } } @else {
                table.list {
                    thead { tr { th scope="col" { "Date" } th scope="col" { "Event" } (number_heads()) } }
                    tbody {
                        @for event in events.iter().take(EVENTS).filter_map(|&at| index.record.events.get(at as usize)) {
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
                @if events.len() > EVENTS { p { a href=(list_of("events", "party", &entity.id)) { "Events with it as a party" } } }
            }
            h2 #documents { "Named in" }
            ul.documents { @for it in documents.iter().take(DOCUMENTS).filter_map(|&at| index.record.documents.get(at as usize)) { li { (document(index, &it.id)) } } }
            @if documents.len() > DOCUMENTS { p { a href=(list_of("documents", "entity", &entity.id)) { "All " (count(documents.len(), "document")) } } }
        },
    )
}
