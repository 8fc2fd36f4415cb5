//! What many pages show: the three numbers, dates, names, passages, and the lists behind a number.

use super::page::list_of;
use super::text::{brief, clean, clip, count, grouped, plural, said};
use crate::ask::{Ask, address, passage};
use crate::index::Index;
use maud::{Markup, html};
use wireroom_wire::{Claim, Dated, Event, Place, Statement};

/// Characters of a title in a list.
const TITLE: usize = 160;
/// Characters of a passage in a list.
const PASSAGE: usize = 420;
/// Items behind a number that are listed where they are few; the rest stand on a page of their own.
const LISTED: usize = 60;

/// The three cells of an event.
pub(crate) fn event_numbers(event: &Event) -> Markup {
    let base = address("events", &event.id);
    numbers(&base, event.witnesses, event.accounts, event.origins.len(), event.doubtful)
}

/// The three cells of a claim.
pub(crate) fn claim_numbers(claim: &Claim) -> Markup {
    let base = address("claims", &claim.id);
    numbers(&base, claim.witnesses, claim.accounts, claim.origins.len(), claim.doubtful)
}

/// Each number as a link to its list.
fn numbers(
    base: &str,
    witnesses: usize,
    accounts: usize,
    origins: usize,
    doubtful: usize,
) -> Markup {
    // "4, perhaps 3" in the width of a cell.
    let least = origins - doubtful.min(origins.saturating_sub(1));
    let range = match least < origins {
        true => format!("{least}–{origins}"),
        false => grouped(origins),
    };
    let cells = [
        (grouped(witnesses), "witnesses", plural(witnesses, "witness")),
        (grouped(accounts), "accounts", plural(accounts, "account")),
        (range, "origins", plural(origins, "origin")),
    ];
    html! {
        @for (shown, list, what) in cells {
            td.num data-label=(what) {
                a.n href=(format!("{base}#{list}")) aria-label=(format!("{shown} {what}")) { (shown) }
            }
        }
    }
}

/// The three numbers of one event or claim, in words, each a link to its list on the same page.
pub(crate) fn three(witnesses: usize, accounts: usize, origins: usize, text: &str) -> Markup {
    // "14, perhaps 6" is "14 origins, perhaps 6".
    let perhaps = text.split_once(", ").map(|(_, perhaps)| perhaps);
    html! {
        span.three {
            a href="#witnesses" { b { (grouped(witnesses)) } " " (plural(witnesses, "witness")) }
            a href="#accounts" { b { (grouped(accounts)) } " " (plural(accounts, "account")) }
            a data-key="o" href="#origins" {
                b { (grouped(origins)) } " " (plural(origins, "origin"))
                @if let Some(perhaps) = perhaps { ", " (perhaps) }
            }
        }
    }
}

/// The heads of the three cells.
pub(crate) fn number_heads() -> Markup {
    html! {
        th.num scope="col" title="Documents that tell it" { "Witnesses" }
        th.num scope="col" title="Independent tellings among them" { "Accounts" }
        th.num scope="col" title="People and bodies it goes back to" { "Origins" }
    }
}

/// Accounts against copies: a bar as long as there are witnesses, filled as far as they are
/// independent.
pub(crate) fn bar(witnesses: usize, accounts: usize, most: usize) -> Markup {
    const WIDTH: f64 = 64.0;
    let unit = WIDTH / most.max(1) as f64;
    let (all, own) = (witnesses as f64 * unit, accounts as f64 * unit);
    let copies = witnesses.saturating_sub(accounts);
    let label = match copies {
        0 => count(accounts, "account"),
        _ => format!("{}, {} more of the same", count(accounts, "account"), grouped(copies)),
    };
    html! {
        svg.bar width="64" height="8" viewBox="0 0 64 8" role="img" aria-label=(label) {
            title { (label) }
            rect.copies x="0" y="0.5" width=(two(all)) height="7" {}
            rect.own x="0" y="0.5" width=(two(own)) height="7" {}
        }
    }
}

/// A number for an SVG attribute.
pub(crate) fn two(x: f64) -> String {
    let text = format!("{x:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A date, with how it was had where no text says it in full.
pub(crate) fn dated(date: &Dated) -> Markup {
    let how = match date.basis.as_str() {
        "weekday" => Some(("by weekday", "the year is the one that fits the weekday")),
        "relative" => Some(("reckoned", "reckoned from the day of publication")),
        "narrative" => Some(("reckoned", "reckoned from another date in the text")),
        "inferred" => Some(("inferred", "inferred from the rest of the pile")),
        "url" => Some(("by address", "taken from the address of the page")),
        _ => None,
    };
    html! {
        time { (day(date.shown())) }
        @if let Some((how, why)) = how { " " span.basis title=(why) { (how) } }
    }
}

/// A date without how it was had.
pub(crate) fn short_date(date: Option<&Dated>) -> Markup {
    match date {
        Some(date) => html! { time { (day(date.shown())) } },
        None => html! { span.none { "no date" } },
    }
}

/// The day of a date and time.
fn day(value: &str) -> String {
    value.split('T').next().unwrap_or(value).chars().take(40).collect()
}

pub(crate) fn place(place: &Place) -> Markup {
    html! {
        a href=(list_of("events", "place", &place.name)) { (brief(&place.name, 80)) }
        @if let Some(country) = &place.country { " " span.code { (brief(country, 12)) } }
    }
}

/// A place with the passage that names it.
pub(crate) fn place_with_passage(found: &Place) -> Markup {
    html! {
        (place(found))
        @if let (Some(document), Some(span), Some(text)) = (&found.document, found.span, &found.text) {
            " " a.source href=(passage(document, span, text)) { "stated here" }
        }
    }
}

pub(crate) fn entity(index: &Index, id: &str) -> Markup {
    html! { a href=(address("entities", id)) { (brief(index.name(id), 90)) } }
}

pub(crate) fn entities(index: &Index, ids: &[String]) -> Markup {
    html! {
        @for (at, id) in ids.iter().take(LISTED).enumerate() { @if at > 0 { ", " } (entity(index, id)) }
        @if ids.len() > LISTED { " and " (grouped(ids.len() - LISTED)) " more" }
    }
}

pub(crate) fn outlet(index: &Index, document: &str) -> Markup {
    html! { a href=(address("documents", document)) { (brief(index.outlet(document), 60)) } }
}

/// A document in a line: outlet, title, date.
pub(crate) fn document(index: &Index, id: &str) -> Markup {
    let Some(it) = index.document(id) else { return html! { (said(id)) } };
    html! {
        a href=(address("documents", id)) { (brief(index.outlet(id), 60)) }
        @if let Some(title) = &it.title { " " span.title { (brief(title, TITLE)) } }
        " " (short_date(it.published.as_ref()))
    }
}

pub(crate) fn title(text: &str) -> Markup {
    if text.trim().is_empty() {
        html! { span.none { "without a title" } }
    } else {
        brief(text, TITLE)
    }
}

/// What stands at a place of a document, as a link to it.
pub(crate) fn quoted(document: &str, span: wireroom_wire::Span, text: &str) -> Markup {
    // The marks of the quotation belong on the sides that its own direction gives them.
    html! { a.quote dir="auto" href=(passage(document, span, text)) { q { (clean(&clip(text, PASSAGE))) } } }
}

/// A statement: who, how, what, each where it stands.
pub(crate) fn statement(index: &Index, s: &Statement) -> Markup {
    let cue: Vec<&str> = s.cue.iter().map(|cue| cue.text.as_str()).collect();
    let polarity = match s.polarity.as_str() {
        "asserted" => None,
        other => Some(other.replace('_', " ")),
    };
    html! {
        div.statement {
            div.who {
                (outlet(index, &s.document))
                @match &s.source {
                    Some(source) => {
                        ": "
                        @match &source.entity {
                            Some(id) => { a.speaker href=(address("entities", id)) { (brief(&source.text, 120)) } }
                            None => { span.speaker { (brief(&source.text, 120)) } }
                        }
                    }
                    None => { " " span.basis { "in its own words" } }
                }
                @if !cue.is_empty() { " " span.cue { (brief(&cue.join(" … "), 60)) } }
                @if let Some(addressee) = &s.addressee { " " span.basis { "to " (brief(&addressee.text, 60)) } }
                @if !s.relay.is_empty() { " " span.basis { "by way of " (entities(index, &s.relay)) } }
                @if let Some(time) = &s.time { " " (short_date(Some(time))) }
                @if let Some(polarity) = polarity { " " span.tag { (polarity) } }
                @if s.source.is_some() { " " span.basis { (s.manner) } }
            }
            (quoted(&s.document, s.content.span, &s.content.text))
        }
    }
}

/// The fields that narrow a list to days, under `heading`. They take whole days: a month or a year
/// is a fine filter, and nothing that such a field can hold.
pub(crate) fn days(ask: &Ask, action: &str, heading: &str) -> Markup {
    let whole_day = |key: &str| ask.query.get(key).filter(|day| day.len() == 10);
    html! {
        form.dates action=(action) {
            @for (key, value) in ask.query.pairs().filter(|(key, _)| !matches!(*key, "from" | "to" | "cursor")) {
                input type="hidden" name=(key) value=(value);
            }
            h2 { (heading) }
            label { "from " input type="date" name="from" value=[whole_day("from")]; }
            label { "to " input type="date" name="to" value=[whole_day("to")]; }
            button { "Show" }
        }
    }
}

/// The lists behind the three numbers: the documents by account, and the origins.
pub(crate) fn support(
    index: &Index,
    documents: &[&str],
    origins: &[String],
    doubtful: usize,
    all: &str,
) -> Markup {
    let accounts = index.accounts(documents);
    let copies = documents.len().saturating_sub(accounts.len());
    html! {
        div.support {
            section #witnesses aria-labelledby="accounts" {
                h3 #accounts {
                    (count(accounts.len(), "account")) " in " (count(documents.len(), "witness"))
                }
                @if copies > 0 { p.note { (count(copies, "document")) " of these tell what another tells and add no account." } }
                ol.accounts {
                    @for group in accounts.iter().take(LISTED) {
                        li {
                            @for (at, id) in group.iter().take(LISTED).enumerate() {
                                div.copy[at > 0] { (document(index, id)) }
                            }
                            @if group.len() > LISTED { div.copy { "and " (grouped(group.len() - LISTED)) " more" } }
                        }
                    }
                }
                @if accounts.len() > LISTED || accounts.iter().any(|group| group.len() > LISTED) {
                    p { a href=(all) { "All " (count(documents.len(), "document")) } }
                }
            }
            section aria-labelledby="origins" {
                h3 #origins { (count(origins.len(), "origin")) }
                @if doubtful > 0 {
                    p.note {
                        (grouped(doubtful)) " of these have no name and may be others of the list: perhaps "
                        (grouped(origins.len().saturating_sub(doubtful).max(1))) "."
                    }
                }
                @if origins.is_empty() { p.note { "Nobody is named: outlets say it in their own words." } }
                ul.origins {
                    @for id in origins.iter().take(LISTED) {
                        @let role = index.entity(id).and_then(|it| it.role.as_deref());
                        @let unnamed = index.entity(id).is_some_and(|it| it.kind == "unnamed");
                        li {
                            (entity(index, id))
                            @if let Some(role) = role { " " span.basis { (brief(role, 80)) } }
                            @if unnamed { " " span.tag { "no name" } }
                        }
                    }
                }
                @if origins.len() > LISTED { p.note { "and " (grouped(origins.len() - LISTED)) " more" } }
            }
        }
    }
}

/// The first words of a claim, for a title.
pub(crate) fn claim_title(claim: &Claim) -> String {
    clip(&claim.text, 90)
}

/// What stands against a claim: differences that one of its passages is a side of.
pub(crate) fn dissent<'a>(index: &'a Index, claim: &Claim) -> Vec<&'a wireroom_wire::Difference> {
    let statements: Vec<&Statement> =
        claim.statements.iter().filter_map(|id| index.statement(id)).collect();
    let touches = |side: &wireroom_wire::Side| {
        side.span.is_some_and(|span| {
            statements
                .iter()
                .any(|s| s.document == side.document && s.span.0 < span.1 && span.0 < s.span.1)
        })
    };
    let all = index.differences_of_event(&claim.event).iter();
    all.filter_map(|&at| index.record.differences.get(at as usize))
        .filter(|it| it.kind != "silence" && it.sides.iter().any(touches))
        .collect()
}
