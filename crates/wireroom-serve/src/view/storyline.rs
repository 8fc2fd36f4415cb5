//! A storyline: the rounds of a recurring matter, and what each has that the one before had not.

use super::page::{Part, page};
use super::parts::{entity, title};
use super::rows::event_table;
use super::text::{brief, count, grouped};
use crate::ask::{Ask, address};
use crate::index::Index;
use crate::reply::Reply;
use maud::{Markup, html};
use std::collections::BTreeSet;
use wireroom_wire::{Event, Storyline};

const ROUNDS: usize = 300;
const NEW: usize = 8;

pub(crate) fn storyline(index: &Index, ask: &Ask, line: &Storyline) -> Reply {
    let events: Vec<&Event> = line.events.iter().filter_map(|id| index.event(id)).collect();
    let shown = &events[..events.len().min(ROUNDS)];
    page(
        index,
        ask,
        Part::Storylines,
        &line.title,
        html! {
            p.up { a data-up href="/storylines" { "Storylines" } }
            h1 { (title(&line.title)) }
            p.lead { (count(events.len(), "event")) ". Together because of " (brief(&line.why, 400)) "." }
            (event_table(index, shown, "Round", &|at| {
                let (before, now) = (at.checked_sub(1).and_then(|at| events.get(at)), events.get(at));
                match before.zip(now) {
                    Some((before, now)) => changed(index, before, now),
                    None => html! {},
                }
            }))
            @if events.len() > ROUNDS { p.note { (grouped(ROUNDS)) " of " (grouped(events.len())) " are shown; all are in the " a href={ (address("storylines", &line.id)) ".json" } { "data" } "." } }
        },
    )
}

/// Who is there that was not in the round before, and who no longer is.
fn changed(index: &Index, before: &Event, event: &Event) -> Markup {
    let everyone = |event: &Event| -> BTreeSet<String> {
        event.parties.iter().chain(&event.origins).cloned().collect()
    };
    let named = |id: &&String| index.entity(id).is_some_and(|it| it.kind != "unnamed");
    let (then, now) = (everyone(before), everyone(event));
    let come: Vec<&String> = now.difference(&then).filter(named).collect();
    let gone: Vec<&String> = then.difference(&now).filter(named).collect();
    let list = |ids: &[&String]| {
        html! {
            @for (at, id) in ids.iter().take(NEW).enumerate() { @if at > 0 { ", " } (entity(index, id)) }
            @if ids.len() > NEW { " and " (grouped(ids.len() - NEW)) " more" }
        }
    };
    html! {
        @if !come.is_empty() { div.facts { span { "new: " (list(&come)) } } }
        @if !gone.is_empty() { div.facts { span { "no longer: " (list(&gone)) } } }
    }
}
