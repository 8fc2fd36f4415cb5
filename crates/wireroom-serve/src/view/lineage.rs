//! A family: its tree on a line of time, the reasons for each edge, two texts side by side.

use super::alone::alone;
use super::axis::{Axis, day_name, day_number};
use super::compare::compare;
use super::page::{Part, page};
use super::parts::{document, quoted, title, two};
use super::text::{brief, clean, clip, count, grouped};
use super::tree::{Node, nodes, share};
use crate::ask::{Ask, address};
use crate::index::Index;
use crate::reply::Reply;
use maud::{Markup, html};
use wireroom_wire::{Evidence, Family};

/// Texts that are drawn; the rest are listed.
const DRAWN: usize = 120;
/// Texts with their reasons on one page.
const LISTED: usize = 200;
const ROW: f64 = 40.0;
const TOP: f64 = 30.0;
/// Width of the line of time; names stand to the right of it.
const LINE: f64 = 300.0;
const LEFT: f64 = 16.0;

pub(crate) fn family(index: &Index, ask: &Ask, family: &Family) -> Reply {
    let nodes = nodes(family);
    let heading = format!("Family of {}", count(family.witnesses.len(), "witness"));
    let events = index.events_of_family(&family.id);
    page(
        index,
        ask,
        Part::Families,
        &heading,
        html! {
            p.up {
                @for event in events.iter().take(3).filter_map(|&at| index.record.events.get(at as usize)) {
                    a data-up href=(address("events", &event.id)) { (title(&event.title)) } " "
                }
            }
            h1 { (heading) }
            p.lead { "Texts that descend from one text. Filled: held in the pile. Hollow: must have existed, and is not held." }
            (drawing(index, ask, &nodes))
            @if nodes.len() > DRAWN { p.note { (grouped(DRAWN)) " of " (grouped(nodes.len())) " are drawn." } }
            @if family.witnesses.len() > 1 { (compare(index, ask, family)) (alone(index, ask, family)) }
            h2 { "Who was made from whom, and why we think so" }
            table.list.reasons {
                thead { tr { th scope="col" { "Text" } th scope="col" { "How" } th.num scope="col" { "Share" } th scope="col" { "What says so" } } }
                tbody {
                    @for node in nodes.iter().take(LISTED) {
                        tr data-row {
                            td.what {
                                @match (node.witness, node.exemplar) {
                                    (Some(witness), _) => (document(index, &witness.document)),
                                    (None, Some(exemplar)) => { (brief(&exemplar.label, 160)) " " span.tag { "not held" } }
                                    (None, None) => {}
                                }
                            }
                            td {
                                @match node.witness.and_then(|it| it.relation.as_deref()) {
                                    Some(relation) => { (relation) @if let Some(from) = node.parent.and_then(|at| nodes.get(at)) { div.basis { "from " (name(index, from)) } } }
                                    None => { span.none { "root" } }
                                }
                            }
                            td.num { @if let Some(witness) = node.witness { (share(witness.share)) } }
                            td { (reasons(index, node)) }
                        }
                    }
                }
            }
            @if nodes.len() > LISTED { p.note { (grouped(LISTED)) " of " (grouped(nodes.len())) " are listed; all are in the " a href={ (address("families", &family.id)) ".json" } { "data" } "." } }
        },
    )
}

fn reasons(index: &Index, node: &Node<'_>) -> Markup {
    let of_witness = node.witness.map(|it| it.evidence.as_slice()).unwrap_or_default();
    let of_exemplar = node.exemplar.map(|it| it.evidence.as_slice()).unwrap_or_default();
    let all: Vec<&Evidence> = of_witness.iter().chain(of_exemplar).collect();
    html! {
        ul.plain {
            @for evidence in all.iter().take(8) {
                li {
                    (brief(&evidence.what, 200))
                    @if let (Some(span), Some(text)) = (evidence.span, &evidence.text) {
                        " " (quoted(&evidence.document, span, &clip(text, 120)))
                        @if node.witness.is_none_or(|it| it.document != evidence.document) { " " span.basis { (brief(index.outlet(&evidence.document), 40)) } }
                    }
                }
            }
            @if all.len() > 8 { li.note { "and " (grouped(all.len() - 8)) " more" } }
        }
    }
}

fn name(index: &Index, node: &Node<'_>) -> Markup {
    match (node.witness, node.exemplar) {
        (Some(witness), _) => brief(index.outlet(&witness.document), 50),
        (None, Some(exemplar)) => brief(&exemplar.label, 80),
        (None, None) => html! {},
    }
}

/// The tree: one row a text, its place the day it was published, its edge the relation.
fn drawing(index: &Index, ask: &Ask, all: &[Node<'_>]) -> Markup {
    let nodes = &all[..all.len().min(DRAWN)];
    let day = |node: &Node<'_>| {
        let published = index.document(&node.witness?.document)?.published.as_ref()?;
        day_number(&published.value)
    };
    let several = all.iter().filter(|node| node.witness.is_some()).count() > 1;
    let days: Vec<Option<i32>> = nodes.iter().map(day).collect();
    let axis = Axis::over(days.iter().flatten().copied(), LINE);
    let x = |at: usize| match (axis, days[at]) {
        (Some(axis), Some(day)) => LEFT + 24.0 + axis.x(day),
        _ => LEFT,
    };
    let y = |at: usize| TOP + ROW * (f64::from(u32::try_from(at).unwrap_or(0)) + 0.5);
    let height = TOP + ROW * nodes.len() as f64 + 8.0;
    let view = format!("0 0 960 {}", two(height));
    html! {
        div.wide tabindex="0" role="group" aria-label="Lineage" {
            svg.lineage viewBox=(view) width="960" height=(two(height)) {
                @if let Some(axis) = axis {
                    @for day in axis.ticks(3) {
                        @let at = LEFT + 24.0 + axis.x(day);
                        line.grid x1=(two(at)) x2=(two(at)) y1="22" y2=(two(height)) {}
                        text.day x=(two(at)) y="14" text-anchor="middle" { (day_name(day)) }
                    }
                }
                @for (at, node) in nodes.iter().enumerate() {
                    @if let Some(parent) = node.parent {
                        path.edge d=(format!("M{} {}V{}H{}", two(x(parent)), two(y(parent)), two(y(at)), two(x(at)))) {}
                        @if let Some(relation) = node.witness.and_then(|it| it.relation.as_deref()) {
                            text.relation x=(two(x(parent).min(x(at)) + 12.0)) y=(two(y(at) - 5.0)) { (relation) }
                        }
                    }
                }
                @for (at, node) in nodes.iter().enumerate() {
                    @let (cx, cy) = (x(at), y(at));
                    @match (node.witness, node.exemplar) {
                        (Some(witness), _) => {
                            @if several {
                                a href={ (ask.at(&ask.query.set("base", &witness.document))) "#alone" } aria-label={ "What " (clean(&clip(index.outlet(&witness.document), 36))) " shows and the others lack" } {
                                    title { "what it shows and the others lack" }
                                    circle.hit cx=(two(cx)) cy=(two(cy)) r="12" {}
                                    circle.held cx=(two(cx)) cy=(two(cy)) r="6" {}
                                }
                            } @else { circle.held cx=(two(cx)) cy=(two(cy)) r="6" {} }
                            a href=(address("documents", &witness.document)) {
                                text.label x="360" y=(two(cy - 2.0)) { (clean(&clip(index.outlet(&witness.document), 36))) }
                            }
                            text.sub x="360" y=(two(cy + 13.0)) { (under(index, witness)) }
                        }
                        (None, Some(exemplar)) => {
                            circle.inferred cx=(two(cx)) cy=(two(cy)) r="6" {}
                            text.label x="360" y=(two(cy + 4.0)) { (clean(&clip(&exemplar.label, 80))) }
                        }
                        (None, None) => {}
                    }
                }
            }
        }
    }
}

/// The day, and how much of the text is the family's.
fn under(index: &Index, witness: &wireroom_wire::Witness) -> String {
    let date = index.document(&witness.document).and_then(|it| it.published.as_ref());
    let date = date.map_or("no date", |date| date.value.split('T').next().unwrap_or(""));
    let date = clip(&clean(date), 20);
    match &witness.relation {
        Some(_) => format!("{date} · {} from the family's text", share(witness.share)),
        None => date,
    }
}
