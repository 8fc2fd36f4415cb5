//! The list of events: what was asked in words, the timeline, the facets, the rows.

use super::page::{Part, page, pager};
use super::parts::days;
use super::rows::event_table;
use super::text::{brief, clean, clip, count, grouped};
use super::timeline::timeline;
use crate::ask::{Ask, short};
use crate::choose::part;
use crate::index::{Chosen, Index, KEYS, NONE};
use crate::reply::Reply;
use maud::{Markup, html};

/// Rows of a page.
const ROWS: usize = 50;
/// Values of a facet that are shown at once.
const VALUES: usize = 12;

pub(crate) fn events(index: &Index, ask: &Ask) -> Result<Reply, Reply> {
    let chosen = index.facets().choose(&ask.query);
    let all = &index.record.events;
    let id = |at: u32| all.get(at as usize).map(|it| it.id.as_str());
    let rows = part(&ask.query, &chosen.events, ROWS, |id| index.events.get(id), id)?;
    let shown: Vec<_> = rows.at.iter().filter_map(|&at| all.get(at as usize)).collect();
    Ok(page(
        index,
        ask,
        Part::Events,
        "Events",
        html! {
            h1 { "Events" }
            (asked(index, ask, &chosen))
            (timeline(index, ask, &chosen.events))
            div.with-facets {
                div.rows {
                    @if shown.is_empty() {
                        p.empty { "No event fits. Take a filter away, or see " a href="/events" { "all events" } "." }
                    } @else {
                        (event_table(index, &shown, "Event", &|_| html! {}))
                    }
                    (pager(ask, &rows, shown.len()))
                }
                (facets(index, ask, &chosen))
            }
        },
    ))
}

/// The query in words, each condition with a link that takes it away.
fn asked(index: &Index, ask: &Ask, chosen: &Chosen<'_>) -> Markup {
    let mut conditions: Vec<(Markup, String)> = Vec::new();
    for (key, value) in ask.query.pairs() {
        let (bare, not) = match key.strip_prefix("not-") {
            Some(bare) => (bare, true),
            None => (key, false),
        };
        let none = value == NONE;
        let shown = if bare == "party" { index.name(value) } else { value };
        let words = match (bare, not, none) {
            ("kind", false, true) => html! { "of no known kind" },
            ("kind", true, true) => html! { "of a known kind" },
            ("kind", false, _) => html! { "of kind " (brief(shown, 80)) },
            ("kind", true, _) => html! { "not of kind " (brief(shown, 80)) },
            ("place", false, true) => html! { "at no known place" },
            ("place", true, true) => html! { "at a known place" },
            ("place", false, _) => html! { "at " (brief(shown, 80)) },
            ("place", true, _) => html! { "not at " (brief(shown, 80)) },
            ("party", false, _) => html! { "with " (brief(shown, 80)) },
            ("party", true, _) => html! { "without " (brief(shown, 80)) },
            ("from", false, _) => html! { "from " (brief(shown, 80)) " on" },
            ("to", false, _) => html! { "until " (brief(shown, 80)) },
            _ => continue,
        };
        conditions.push((words, ask.at(&ask.query.without(key, value))));
    }
    let oldest = ask.query.get("order") == Some("oldest");
    let turned =
        if oldest { ask.query.without_key("order") } else { ask.query.set("order", "oldest") };
    html! {
        p.asked {
            strong { (count(chosen.events.len(), "event")) }
            @for (at, (words, without)) in conditions.iter().enumerate() {
                @if at > 0 { ", " } @else { " " }
                span.condition { (words) " " a.drop href=(without) aria-label="take this condition away" { "×" } }
            }
            ", " @if oldest { "oldest first" } @else { "latest first" } " ("
            a href=(ask.at(&turned.without_key("cursor"))) { "turn around" } ")."
        }
    }
}

fn facets(index: &Index, ask: &Ask, chosen: &Chosen<'_>) -> Markup {
    let heads = ["Kind", "Place", "Party"];
    html! {
        aside.facets aria-label="Narrow the list" {
            (days(ask, "/events", "Happened"))
            (super::map::small(index, ask, chosen))
            @for ((key, head), counts) in KEYS.iter().zip(heads).zip(&chosen.counts) {
                @if !counts.is_empty() {
                    h2 { (head) }
                    ul {
                        @for counted in counts.iter().take(VALUES) {
                            @let name = if *key == "party" { index.name(counted.value) } else { counted.value };
                            @let value = short(counted.value);
                            @let held = ask.query.has(key, &value);
                            @let only = if held { ask.query.without(key, &value) } else { ask.query.with(key, &value) };
                            @let not = ask.query.with(&format!("not-{key}"), &value);
                            li {
                                a.value href=(ask.at(&only)) aria-current=[held.then_some("true")] { (brief(name, 40)) }
                                span.count { (grouped(counted.events)) }
                                a.not href=(ask.at(&not)) aria-label={ "not " (clean(&clip(name, 40))) } { "not" }
                            }
                        }
                    }
                    @if counts.len() > VALUES { p.note { "and " (grouped(counts.len() - VALUES)) " more" } }
                }
            }
        }
    }
}
