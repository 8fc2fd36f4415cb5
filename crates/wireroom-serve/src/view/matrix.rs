//! The matrix of an event: a row a claim, a column a family, each cell a link to what stands there.

use super::page::{Part, page, pager};
use super::parts::{outlet, title};
use super::text::{brief, clean, clip, count, grouped};
use crate::ask::{Ask, address, passage};
use crate::choose;
use crate::index::Index;
use crate::matrix::matrix;
use crate::reply::Reply;
use maud::{Markup, html};
use wireroom_wire::{Event, MatrixCell, MatrixClaim, MatrixFamily};

/// Columns of one page.
const COLUMNS: usize = 16;
/// Passages that a cell lists; the rest stand with the claim.
const LISTED: usize = 4;

pub(crate) fn shown(index: &Index, ask: &Ask, event: &Event) -> Result<Reply, Reply> {
    let matrix = matrix(index, &ask.query, event)?;
    let first = ask.query.get("column").and_then(|at| at.parse::<usize>().ok()).unwrap_or(0);
    let first = if first < matrix.families.len() { first } else { 0 };
    let columns = first..matrix.families.len().min(first + COLUMNS);
    let families = &matrix.families[columns.clone()];
    let part = choose::Part { at: Vec::new(), total: matrix.total, next: matrix.next.clone() };
    Ok(page(
        index,
        ask,
        Part::Events,
        &format!("Matrix: {}", event.title),
        html! {
            p.up { a data-up href=(address("events", &event.id)) { (title(&event.title)) } }
            h1 { "Who says what: " (title(&event.title)) }
            p.lead { (count(matrix.families.len(), "family")) " against " (count(matrix.total, "claim")) ". A family is one text and its copies." }
            ul.legend {
                li { span.cell.said { "2" } " says it, in so many passages" }
                li { span.cell.silent { "silent" } " was read whole and does not say it" }
                li { span.cell.not-collected { "?" } " not collected: what is held of it does not say it, and not all of it is held" }
            }
            @if matrix.total == 0 { p.empty { "Nothing is claimed of this event." } }
            @else {
                @if columns.len() < matrix.families.len() {
                    nav.pager aria-label="Columns" {
                        @if first > 0 { a href=(ask.at(&ask.query.set("column", &first.saturating_sub(COLUMNS).to_string()))) { "Families before" } }
                        span { "families " (grouped(first + 1)) " to " (grouped(columns.end)) " of " (grouped(matrix.families.len())) }
                        @if columns.end < matrix.families.len() { a href=(ask.at(&ask.query.set("column", &columns.end.to_string()))) { "More families" } }
                    }
                }
                div.wide tabindex="0" role="group" aria-label="Matrix" {
                    table.matrix {
                        thead { tr {
                            th scope="col" { "Claim" }
                            @for family in families { th scope="col" { (head(index, family)) } }
                        } }
                        tbody { @for claim in &matrix.claims { (row(index, claim, families, columns.clone())) } }
                    }
                }
                (pager(ask, &part, matrix.claims.len()))
            }
        },
    ))
}

fn head(index: &Index, family: &MatrixFamily) -> Markup {
    html! {
        @match family.documents.as_slice() {
            [] => { a href=(address("families", &family.id)) { "a family" } }
            [one] => (outlet(index, one)),
            [one, rest @ ..] => {
                (outlet(index, one)) " "
                a.basis href=(address("families", &family.id)) { "and " (grouped(rest.len())) " more" }
            }
        }
        @if let Some(why) = &family.partial { span.basis.partial { (why) } }
    }
}

fn row(
    index: &Index,
    claim: &MatrixClaim,
    families: &[MatrixFamily],
    columns: std::ops::Range<usize>,
) -> Markup {
    let cells = claim.cells.get(columns).unwrap_or_default();
    html! {
        tr data-row {
            th.what scope="row" {
                a.main href=(address("claims", &claim.id)) { (brief(&claim.text, 180)) }
                @if claim.polarity != "asserted" { " " span.tag { (claim.polarity.replace('_', " ")) } }
            }
            @for (cell, family) in cells.iter().zip(families) { td { (inside(index, claim, cell, family)) } }
        }
    }
}

fn inside(index: &Index, claim: &MatrixClaim, cell: &MatrixCell, family: &MatrixFamily) -> Markup {
    let who = family.documents.first().map_or("a family", |id| index.outlet(id));
    let who = clip(&clean(who), 40);
    let first = family.documents.first();
    match (cell.state.as_str(), cell.passages.as_slice()) {
        ("said", [one]) => html! {
            a.cell.said href=(passage(&one.document, one.span, &one.text)) title=(clip(&clean(&one.text), 200))
                aria-label={ "1, " (who) " says it" } { "1" }
        },
        ("said", passages) => html! {
            details {
                summary.cell.said aria-label={ (grouped(cell.statements)) ", " (who) " says it" } { (grouped(cell.statements)) }
                ul.plain { @for it in passages.iter().take(LISTED) {
                    li { a.quote href=(passage(&it.document, it.span, &it.text)) { (brief(index.outlet(&it.document), 40)) ": " (brief(&it.text, 120)) } }
                } }
                @if cell.statements > LISTED { p { a href={ (address("claims", &claim.id)) "#wordings" } { "all" } } }
            }
        },
        (state, _) => {
            let (class, sign, why) = match state {
                "silent" => ("cell silent", "silent", "read whole, does not say it"),
                _ => ("cell not-collected", "?", family.partial.as_deref().unwrap_or("")),
            };
            html! {
                @match first {
                    Some(id) => { a class=(class) href=(address("documents", id)) title=(why) aria-label={ (sign) " " (state.replace('_', " ")) ", " (who) } { (sign) } }
                    None => { span class=(class) title=(why) { (sign) } }
                }
            }
        }
    }
}
