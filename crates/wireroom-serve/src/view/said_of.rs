//! What others say of someone or something: statements whose content names it.
//!
//! No list of the record holds them, so they are worked out from the documents that name it: the
//! names found in a text, against the contents of the statements found there. Only so many
//! documents are looked through, and the page says how many.

use super::page::list_of;
use super::parts::{short_date, statement, title};
use super::text::{count, grouped};
use crate::ask::address;
use crate::index::Index;
use maud::{Markup, html};
use std::collections::HashSet;
use wireroom_wire::{Entity, Statement};

/// Documents that are looked through.
const THROUGH: usize = 10;
const SHOWN: usize = 40;

/// Statements of `documents` that name the entity in what is said, by whoever else says it.
fn of<'a>(index: &'a Index, id: &str, documents: &[u32], by: &[u32]) -> Vec<&'a Statement> {
    let own: HashSet<u32> = by.iter().copied().collect();
    let mut found = Vec::new();
    for &at in documents.iter().take(THROUGH) {
        let Some(document) = index.record.documents.get(at as usize) else { continue };
        let Some(annotation) = index.annotation(&document.id) else { continue };
        let named = annotation.names.iter().filter(|it| it.entity.as_deref() == Some(id));
        let named: Vec<_> = named.map(|it| it.span).collect();
        for &at in index.statements_of_document(&document.id) {
            let Some(s) = index.record.statements.get(at as usize) else { continue };
            let pieces = || s.content.pieces.iter().map(|piece| piece.span);
            let names = |piece: wireroom_wire::Span| {
                named.iter().any(|name| piece.0 <= name.0 && name.1 <= piece.1)
            };
            if s.source.is_some() && !own.contains(&at) && pieces().any(names) {
                found.push(s);
            }
        }
    }
    found
}

/// What is said of the entity, with when and by whom it is reported; `by` is what it says itself.
pub(super) fn said_of(index: &Index, entity: &Entity, documents: &[u32], by: &[u32]) -> Markup {
    let found = of(index, &entity.id, documents, by);
    html! {
        h2 #said-of { "What others say of it" }
        @if found.is_empty() { p.note { "No one else is quoted on it by name." } }
        @if documents.len() > THROUGH {
            p.note {
                "From the first " (grouped(THROUGH)) " of "
                a href=(list_of("documents", "entity", &entity.id)) { (count(documents.len(), "document")) }
                " that name it."
            }
        }
        @for s in found.iter().take(SHOWN) {
            div.entry data-row {
                @if let Some(event) = s.event.as_deref().and_then(|id| index.event(id)) {
                    p.basis { (short_date(event.date.as_ref())) " " a href=(address("events", &event.id)) { (title(&event.title)) } }
                }
                (statement(index, s))
            }
        }
        @if found.len() > SHOWN { p.note { "and " (grouped(found.len() - SHOWN)) " more" } }
    }
}
