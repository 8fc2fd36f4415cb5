//! A claim: its wordings by family, who carries it and where it comes from, what stands against it.

use super::event::difference;
use super::page::{Part, exported, list_of, page};
use super::parts::{claim_title, dissent, statement, support, three, title};
use super::text::{brief, count, grouped};
use crate::ask::{Ask, address};
use crate::index::Index;
use crate::reply::Reply;
use maud::{Markup, html};
use wireroom_wire::{Claim, Statement};

/// Statements shown on a page; the rest are a list of their own.
const STATEMENTS: usize = 80;

pub(crate) fn claim(index: &Index, ask: &Ask, claim: &Claim) -> Reply {
    let event = index.event(&claim.event);
    let dissent = dissent(index, claim);
    page(
        index,
        ask,
        Part::Claims,
        &claim_title(claim),
        html! {
            @if let Some(event) = event {
                p.up { a data-up href=(format!("{}#claims", address("events", &event.id))) { (title(&event.title)) } }
            }
            h1.claim { (brief(&claim.text, 1000)) }
            @if claim.polarity != "asserted" { p.facts { span.tag { (claim.polarity.replace('_', " ")) } } }
        nav.contents aria-label="On this page" {
            (three(claim.witnesses, claim.accounts, claim.origins.len(), &claim.origins_text))
            a href="#wordings" { (count(claim.statements.len(), "statement")) }
            @if !dissent.is_empty() { a.against data-key="d" href="#differences" { "disputed" } }
        }
        @if !dissent.is_empty() {
                h2 #differences { "Against it" }
                    @for it in &dissent { (difference(index, it, true)) }
            }
            h2 #wordings { "Wordings" }
            (wordings(index, claim, STATEMENTS))
            (exported("statements", "claim", &claim.id))
            h2 { "Support" }
                (support(index, &index.witnesses(claim), &claim.origins, claim.doubtful, &list_of("documents", "claim", &claim.id)))
        },
    )
}

/// The statements of a claim, those of one family together: copies repeat one wording.
pub(crate) fn wordings(index: &Index, claim: &Claim, most: usize) -> Markup {
    let statements: Vec<&Statement> =
        claim.statements.iter().take(most).filter_map(|id| index.statement(id)).collect();
    let mut families: Vec<(&str, Vec<&Statement>)> = Vec::new();
    for s in statements {
        let family = s.family.as_deref().unwrap_or(&s.document);
        match families.iter_mut().find(|(held, _)| *held == family) {
            Some((_, list)) => list.push(s),
            None => families.push((family, vec![s])),
        }
    }
    html! {
        div.wordings {
            @for (family, list) in &families {
                div.family {
                    @if list.len() > 1 {
                        p.note { a href=(address("families", family)) { "One family" } ", " (count(list.len(), "statement")) }
                    }
                    @for s in list { (statement(index, s)) }
                }
            }
            @if claim.statements.len() > most {
                p { a href=(list_of("statements", "claim", &claim.id)) { "All " (grouped(claim.statements.len())) " statements" } }
            }
        }
    }
}
