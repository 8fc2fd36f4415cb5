//! An event's dossier: the readout, the claims with who made them, what the accounts differ in,
//! where the texts come from, what they mention beside.

use super::claim::wordings;
use super::page::{Part, exported, list_of, page};
use super::parts::{
    claim_numbers, dated, dissent, document, entities, number_heads, outlet, place,
    place_with_passage, quoted, short_date, support, three, title,
};
use super::passages::{panel, pinned};
use super::rows::coverage;
use super::text::{brief, count, grouped};
use super::tree::tree;
use crate::ask::{Ask, address};
use crate::index::Index;
use crate::reply::Reply;
use maud::{Markup, html};
use wireroom_wire::{Background, Claim, Difference, Event, Family};

/// Of each panel, what is shown here; the rest is a list of its own.
const CLAIMS: usize = 40;
const STATEMENTS: usize = 12;
const DIFFERENCES: usize = 20;
const BACKGROUND: usize = 30;
const FAMILIES: usize = 12;
const WHY: usize = 40;

pub(crate) fn event(index: &Index, ask: &Ask, event: &Event) -> Reply {
    let claims: Vec<&Claim> = index
        .claims_of_event(&event.id)
        .iter()
        .filter_map(|&at| index.record.claims.get(at as usize))
        .collect();
    let differences: Vec<&Difference> = index
        .differences_of_event(&event.id)
        .iter()
        .filter_map(|&at| index.record.differences.get(at as usize))
        .collect();
    let documents: Vec<&str> = event.documents.iter().map(String::as_str).collect();
    page(
        index,
        ask,
        Part::Events,
        &event.title,
        html! {
            p.up { a data-up href="/events" { "Events" } }
            h1 { (title(&event.title)) }
            (facts(index, event))
            nav.contents aria-label="On this page" {
            (three(event.witnesses, event.accounts, event.origins.len(), &event.origins_text))
            a href="#claims" { (count(claims.len(), "claim")) }
            @if !differences.is_empty() { a data-key="d" href="#differences" { (count(differences.len(), "difference")) } }
            a href=(address("matrix", &event.id)) { "families × claims" }
            a href="#families" { "lineage" }
            (coverage(index, event))
            @if !event.background.is_empty() { a href="#background" { (grouped(event.background.len())) " also mentioned" } }
        }
        (readout(event, &claims))
            (storyline(index, event))
            div.with-passages {
            div {
            h2 #claims { "Claims" }
            (claim_table(index, &claims, CLAIMS, Some(ask)))
            p.forms {
                @if claims.len() > CLAIMS { a href=(list_of("claims", "event", &event.id)) { "All " (count(claims.len(), "claim")) } " · " }
                "Claims as " a href=(list_of("claims.csv", "event", &event.id)) { "CSV" } ", statements as "
                a href=(list_of("statements.csv", "event", &event.id)) { "CSV" } "."
            }
            @if !differences.is_empty() {
                h2 #differences { "Differences" }
                @for it in differences.iter().take(DIFFERENCES) { (difference(index, it, true)) }
                @if differences.len() > DIFFERENCES {
                    p { a href=(list_of("differences", "event", &event.id)) { "All " (count(differences.len(), "difference")) } }
                }
                (exported("differences", "event", &event.id))
            }
            }
            (panel(index, ask, &documents, &claims[..claims.len().min(CLAIMS)]))
            }
            h2 { "Support" }
            (support(index, &documents, &event.origins, event.doubtful, &list_of("documents", "event", &event.id)))
            (exported("documents", "event", &event.id))
            (lineage(index, event))
            (background(index, event))
            (why(index, event))
        },
    )
}

fn facts(index: &Index, event: &Event) -> Markup {
    html! {
        dl.facts {
            div { dt { "When" } dd { @match &event.date { Some(date) => (dated(date)), None => { span.none { "not known" } } } } }
            @if let Some(found) = &event.place { div { dt { "Where" } dd { (place_with_passage(found)) } } }
            @if let Some(kind) = &event.kind { div { dt { "Kind" } dd { a href=(list_of("events", "kind", kind)) { (brief(kind, 60)) } } } }
            @if !event.parties.is_empty() { div { dt { "Between" } dd { (entities(index, &event.parties)) } } }
        }
    }
}

/// The summary, each sentence a link to the claim it was made from.
fn readout(event: &Event, claims: &[&Claim]) -> Markup {
    let mut rest = event.summary.as_str();
    let mut parts: Vec<(&str, &str)> = Vec::new();
    // "Sentence [3/2/1]. Sentence [1/1/0]."
    while let Some((text, tail)) = rest.split_once(" [") {
        let Some((numbers, tail)) = tail.split_once("].") else { break };
        parts.push((text, numbers));
        rest = tail.trim_start();
    }
    let made_from = |text: &str| {
        claims.iter().find(|claim| {
            let bare = claim.text.trim_end_matches(['.', ',', ';']);
            // The first letter was made a capital.
            bare.chars().count() == text.chars().count()
                && bare.chars().skip(1).eq(text.chars().skip(1))
        })
    };
    html! {
        p.readout {
            @for (text, numbers) in &parts {
                @match made_from(text) {
                    Some(claim) => {
                        a data-claims=(claim.id) href=(format!("#{}", claim.id)) { (brief(text, 600)) "." }
                        " " a.n href=(address("claims", &claim.id)) aria-label={ "witnesses, accounts, origins: " (numbers) } { (numbers) } " "
                    }
                    None => { (brief(text, 600)) ". " span.n { (numbers) } " " }
                }
            }
            (brief(rest, 1200))
        }
    }
}

/// Claims as rows that open to the passages. `pins` is there where the page also shows passages that
/// a claim can light.
pub(crate) fn claim_table(
    index: &Index,
    claims: &[&Claim],
    most: usize,
    pins: Option<&Ask>,
) -> Markup {
    html! {
        table.list.claims {
            thead { tr { th scope="col" { "Claim" } (number_heads()) } }
            tbody {
                @for claim in claims.iter().take(most) {
                    @let lit = pins.and_then(pinned) == Some(claim.id.as_str());
                    tr.lit[lit] data-row id=(claim.id) data-claims=[pins.map(|_| &claim.id)] {
                        td.what {
                            details {
                                summary {
                                    (brief(&claim.text, 300))
                                    @if claim.polarity != "asserted" { " " span.tag { (claim.polarity.replace('_', " ")) } }
                                }
                                (wordings(index, claim, STATEMENTS))
                                p.forms { a.main href=(address("claims", &claim.id)) { "This claim in full" } }
                            }
                            div.facts {
                                @if claim.origins.is_empty() {
                                    span.basis { "in the words of " (outlets(index, claim)) }
                                } @else {
                                    span { "from " (entities(index, &claim.origins)) }
                                }
                                @if let Some(ask) = pins { (pin(ask, claim, lit)) }
                                @for it in dissent(index, claim).iter().take(3) {
                                    a.against href=(format!("#{}", it.id)) { "disputed: " (it.kind) }
                                }
                            }
                        }
                        (claim_numbers(claim))
                    }
                }
            }
        }
    }
}

/// The link that keeps a claim's passages lit, and the one that lets them go.
fn pin(ask: &Ask, claim: &Claim, lit: bool) -> Markup {
    let query = match lit {
        true => ask.query.without_key("pin"),
        false => ask.query.set("pin", &claim.id),
    };
    let to = if lit { claim.id.as_str() } else { "passages" };
    html! {
        a.pin data-pin=(claim.id) role="button" aria-pressed=(lit.to_string()) href={ (ask.at(&query)) "#" (to) } { "pin" }
    }
}

/// The claims that a passage carries.
fn carried(index: &Index, document: &str, span: wireroom_wire::Span) -> String {
    let all = index.statements_of_document(document).iter();
    let statements = all.filter_map(|&at| index.record.statements.get(at as usize));
    let touched = statements.filter(|s| s.span.0 < span.1 && span.0 < s.span.1);
    let mut ids: Vec<&str> = touched
        .flat_map(|s| index.claims_of_statement(&s.id))
        .filter_map(|&at| index.record.claims.get(at as usize))
        .map(|it| it.id.as_str())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids.join(" ")
}

fn outlets(index: &Index, claim: &Claim) -> Markup {
    let mut names: Vec<&str> =
        index.witnesses(claim).into_iter().map(|id| index.outlet(id)).collect();
    names.sort_unstable();
    names.dedup();
    html! {
        @for (at, name) in names.iter().take(4).enumerate() { @if at > 0 { ", " } (brief(name, 50)) }
        @if names.len() > 4 { " and " (grouped(names.len() - 4)) " more" }
    }
}

/// A difference, its sides beside one another.
///
/// `below` where it stands below a heading of the second level.
pub(crate) fn difference(index: &Index, it: &Difference, below: bool) -> Markup {
    let (telling, silent): (Vec<_>, Vec<_>) = it.sides.iter().partition(|side| side.span.is_some());
    html! {
        section.difference id=(it.id) {
            @let head = html! { span.tag { (it.kind) } " " (brief(&it.why, 240)) };
            @if below { h3 { (head) } } @else { h2.small { (head) } }
            div.sides {
                @for side in telling.iter().take(12) {
                    // Only beside the claims of the event is there anything to light.
                    @let lights = side.span.filter(|_| below);
                    div.side data-claims=[lights.map(|span| carried(index, &side.document, span))] {
                        div.who { (outlet(index, &side.document)) }
                        @if let (Some(span), Some(text)) = (side.span, &side.text) { (quoted(&side.document, span, text)) }
                    }
                }
                @if !silent.is_empty() {
                    div.side.silent {
                        div.who { "Silent" }
                        @for (at, side) in silent.iter().take(12).enumerate() { @if at > 0 { ", " } (outlet(index, &side.document)) }
                        @if silent.len() > 12 { " and " (grouped(silent.len() - 12)) " more" }
                    }
                }
            }
        }
    }
}

fn storyline(index: &Index, event: &Event) -> Markup {
    let lines = index.storylines_of_event(&event.id);
    html! {
        @for line in lines.iter().filter_map(|&at| index.record.storylines.get(at as usize)) {
            @let here = line.events.iter().position(|id| *id == event.id).unwrap_or(0);
            @let before = here.checked_sub(1).and_then(|at| line.events.get(at));
            @let next = line.events.get(here + 1);
            p.storyline {
                "Round " (grouped(here + 1)) " of " (grouped(line.events.len())) " in "
                a href=(address("storylines", &line.id)) { (title(&line.title)) } "."
                @if let Some(id) = before { " Before: " (round(index, id, false)) "." }
                @if let Some(id) = next { " Next: " (round(index, id, true)) "." }
            }
        }
    }
}

fn round(index: &Index, id: &str, next: bool) -> Markup {
    let event = index.event(id);
    html! {
        a href=(address("events", id)) data-key=[next.then_some("n")] { (title(event.map_or(id, |it| &it.title))) }
        " " (short_date(event.and_then(|it| it.date.as_ref())))
    }
}

fn lineage(index: &Index, event: &Event) -> Markup {
    let families: Vec<&Family> = event.families.iter().filter_map(|id| index.family(id)).collect();
    let copied: Vec<&&Family> = families.iter().filter(|it| it.witnesses.len() > 1).collect();
    html! {
        h2 #families { "Lineage" }
        @if copied.is_empty() { p.note { "No text of this event was copied from another of the pile." } }
        @for family in copied.iter().take(FAMILIES) {
            section.lineage {
                h3 { a href=(address("families", &family.id)) { "Family of " (count(family.witnesses.len(), "witness")) } }
                (tree(index, family))
            }
        }
        @let alone = families.len() - copied.len();
        @if copied.len() > FAMILIES || (alone > 0 && !copied.is_empty()) {
            p.note {
                @if copied.len() > FAMILIES { (grouped(copied.len() - FAMILIES)) " more families of copies. " }
                @if alone > 0 { (count(alone, "text")) " without copies. " }
                a href=(list_of("families", "event", &event.id)) { "All families" }
            }
        }
        (exported("families", "event", &event.id))
    }
}

fn background(index: &Index, event: &Event) -> Markup {
    let mentions = index.mentioned_by(&event.id);
    html! {
        @if !event.background.is_empty() {
            h2 #background { "Also mentioned" }
            table.list.background {
                thead { tr { th scope="col" { "Date" } th scope="col" { "What the texts mention beside" } } }
                tbody { @for it in event.background.iter().take(BACKGROUND) { (mentioned(index, it)) } }
            }
            @if event.background.len() > BACKGROUND { p.note { "and " (grouped(event.background.len() - BACKGROUND)) " more in the " a href={ (address("events", &event.id)) ".json" } { "data" } } }
        }
        @if !mentions.is_empty() {
            h2 { "Mentioned by" }
            ul { @for other in mentions.iter().take(BACKGROUND).filter_map(|&at| index.record.events.get(at as usize)) {
                li { a href=(address("events", &other.id)) { (title(&other.title)) } " " (short_date(other.date.as_ref())) }
            } }
        }
    }
}

fn mentioned(index: &Index, it: &Background) -> Markup {
    html! {
        tr {
            td.date { (short_date(it.date.as_ref())) }
            td.what {
                (brief(&it.what, 300))
                @if let Some(id) = &it.event { " " a href=(address("events", id)) { "an event of this record" } }
                div.facts {
                    @if let Some(kind) = &it.kind { span.kind { (brief(kind, 60)) } }
                    @if let Some(found) = &it.place { span { (place(found)) } }
                    @if !it.parties.is_empty() { span { (entities(index, &it.parties)) } }
                    @for quote in it.passages.iter().take(8) {
                        a.source href=(crate::ask::passage(&quote.document, quote.span, &quote.text)) { (brief(index.outlet(&quote.document), 40)) }
                    }
                }
            }
        }
    }
}

fn why(index: &Index, event: &Event) -> Markup {
    html! {
        @if !event.why.is_empty() {
            details.why {
                summary { "Why these texts are about one event" }
                ul {
                    @for why in event.why.iter().take(WHY) {
                        li { (document(index, &why.a)) " and " (document(index, &why.b)) ": " (brief(&why.why, 200)) }
                    }
                }
                @if event.why.len() > WHY { p.note { "and " (grouped(event.why.len() - WHY)) " more pairs in the " a href={ (address("events", &event.id)) ".json" } { "data" } } }
            }
        }
    }
}
