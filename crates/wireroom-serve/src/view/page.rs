//! The frame around every page.

use super::keys;
use super::text::count;
use crate::ask::{Ask, Form, Query, short};
use crate::index::Index;
use crate::reply::{Reply, problem};
use axum::http::StatusCode;
use maud::{DOCTYPE, Markup, html};

pub(crate) const STYLE: &str = include_str!("../../assets/style.css");
pub(crate) const SCRIPT: &str = include_str!("../../assets/page.js");
pub(crate) const LAND: &str = include_str!("../../assets/land.svg");
pub(crate) const ICON: &str = include_str!("../../assets/icon.svg");

/// The parts of the page, in the order of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Events,
    Storylines,
    Claims,
    Entities,
    Families,
    Documents,
    About,
    Add,
    /// None of the menu.
    Other,
}

const MENU: &[(Part, &str, &str)] = &[
    (Part::Events, "/events", "Events"),
    (Part::Storylines, "/storylines", "Storylines"),
    (Part::Claims, "/claims", "Claims"),
    (Part::Entities, "/entities", "Entities"),
    (Part::Families, "/families", "Families"),
    (Part::Documents, "/documents", "Documents"),
    (Part::About, "/about", "About"),
    (Part::Add, "/add", "Add"),
];

/// A whole page.
pub(crate) fn page(index: &Index, ask: &Ask, part: Part, title: &str, body: Markup) -> Reply {
    whole(index, ask, part, title, body, false)
}

/// A page that a browser without scripts asks for again after a moment.
pub(crate) fn refreshed(index: &Index, ask: &Ask, part: Part, title: &str, body: Markup) -> Reply {
    whole(index, ask, part, title, body, true)
}

fn whole(index: &Index, ask: &Ask, part: Part, title: &str, body: Markup, again: bool) -> Reply {
    let counts = &index.record.counts;
    let pile =
        format!("{}, {}", count(counts.documents, "document"), count(counts.events, "event"));
    let data = !ask.path.starts_with("/help");
    frame(
        title,
        part,
        ask.query.get("q").filter(|_| ask.path == "/search"),
        html! {
            (body)
            @if data {
                p.forms {
                    "This page as " a href=(ask.as_form(".json")) { "JSON" } " or "
                    a href=(ask.as_form(".csv")) { "CSV" } "."
                }
            }
        },
        &pile,
        again,
    )
}

fn frame(
    title: &str,
    part: Part,
    searched: Option<&str>,
    body: Markup,
    pile: &str,
    again: bool,
) -> Reply {
    Reply::html(html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                @if again { noscript { meta http-equiv="refresh" content="2"; } }
                title { (super::text::clean(&super::text::clip(title, 120))) " · Wireroom" }
                link rel="icon" href=(asset("icon.svg", ICON)) type="image/svg+xml";
                link rel="stylesheet" href=(asset("style.css", STYLE));
                script src=(asset("page.js", SCRIPT)) defer {}
            }
            body {
                a.skip href="#main" { "To the content" }
                header.top {
                    a.brand href="/events" { "Wireroom" }
                    nav aria-label="Parts of the record" {
                        @for (own, href, name) in MENU {
                            a href=(href) aria-current=[(*own == part).then_some("page")] { (name) }
                        }
                    }
                    form.search action="/search" role="search" {
                        input #q type="search" name="q" value=[searched] placeholder="Search"
                            aria-label="Search texts, statements and entities" maxlength="300";
                    }
                }
                main #main tabindex="-1" { (body) }
                footer {
                    span { (pile) }
                    a href="/help" { "Keys and help" }
                    a href="/api/v1/openapi.json" { "API" }
                }
                dialog #keys aria-label="Keys" {
                    (keys::table())
                    form method="dialog" { button { "Close" } }
                }
            }
        }
    })
}

/// The address of an asset, with its content in it: it changes when the asset does.
pub(crate) fn asset(name: &str, content: &str) -> String {
    let hash = blake3::hash(content.as_bytes()).to_hex();
    format!("/assets/{name}?{}", &hash[..12])
}

/// What a page shows where the request was wrong; a problem as JSON where JSON was asked for.
pub(crate) fn failed(ask: &Ask, status: StatusCode, detail: &str) -> Reply {
    if ask.form != Form::Html || ask.path.starts_with("/api/") {
        return problem(status, detail);
    }
    let name = status.canonical_reason().unwrap_or("Error");
    let body = html! {
        h1 { (name) }
        p { (detail) }
        p { a href="/events" { "All events" } " · " a href="/search" { "Search" } }
    };
    frame(name, Part::Other, None, body, "", false).with_status(status)
}

/// The help page.
pub(crate) fn help(index: &Index, ask: &Ask) -> Result<Reply, Reply> {
    let words = [
        ("witness", "one document that carries a given story's text"),
        (
            "account",
            "one independent telling: a family of copies counts once, and so does all that one outlet tells",
        ),
        ("origin", "the mouth a statement goes back to once relays are followed"),
        ("family", "all witnesses whose texts descend from one text"),
        ("exemplar", "the text a witness was copied from; held (in the pile) or inferred"),
        ("claim", "what several statements, or plain narrated sentences, assert alike"),
        ("difference", "accounts that contradict each other, or a matter on which one is silent"),
        ("silent", "of a family: it was read whole and does not say it"),
        (
            "not collected",
            "of a family: what is held of it does not say it, and not all of it is held, or it is in a language in which no statements are looked for",
        ),
        ("storyline", "events of the same kind between the same parties on the same matter"),
    ];
    Ok(page(
        index,
        ask,
        Part::Other,
        "Keys and help",
        html! {
            h1 { "Keys and help" }
            p.lead {
                "Three numbers stand beside every event and claim: how many documents tell it, how many of \
                 these are independent, and how many people or bodies it goes back to. Each is a link to \
                 its list."
            }
            (keys::table())
            h2 #words { "Words" }
            dl.words { @for (word, meaning) in words { dt { (word) } dd { (meaning) } } }
            h2 #searching { "Searching" }
            p {
                "All words must be there. " kbd { "-word" } " excludes, " kbd { "\"two words\"" }
                " must stand together, " kbd { "word*" } " is the start of one."
            }
            h2 #adding { "Adding" }
            p {
                "Files, a text or a page's HTML can be " a href="/add" { "added" } ": at most 64 MiB and 500 files at once. "
                "The whole pile is read again with them, and the record takes the place of the one before when that is done. "
                "A server that was started with " kbd { "--record" } " writes what is added into that file; "
                "one that was started with paths keeps it in memory until it ends. An address that is given is not fetched."
            }
            h2 #addresses { "Addresses" }
            p {
                "In CSV a cell that a spreadsheet would run as a formula (it begins with " kbd { "=" } ", " kbd { "+" } ", "
                kbd { "-" } " or " kbd { "@" } " and is no number) has a " kbd { "'" } " before it; JSON has all as it is."
            }
            p {
                "Every state of this page is its address. Add " kbd { ".json" } " or " kbd { ".csv" }
                " to the path for the data. The API is described at "
                a href="/api/v1/openapi.json" { "/api/v1/openapi.json" } "."
            }
        },
    ))
}

/// A link to the next part of a list, and one back to its beginning.
pub(crate) fn pager(ask: &Ask, part: &crate::choose::Part, shown: usize) -> Markup {
    let first = ask.query.get("cursor").is_some();
    let next = part.next.as_ref().map(|next| ask.at(&ask.query.set("cursor", next)));
    html! {
        @if first || next.is_some() {
            nav.pager aria-label="Parts of the list" {
                @if first { a href=(ask.at(&ask.query.without_key("cursor"))) { "First" } }
                span { (super::text::grouped(shown)) " of " (super::text::grouped(part.total)) " shown" }
                @if let Some(next) = next { a rel="next" data-key="n" href=(next) { "Next" } }
            }
        }
    }
}

/// Where a panel's rows can be had as data: all of them, not only those shown.
pub(crate) fn exported(list: &str, key: &str, value: &str) -> Markup {
    let to = |form: &str| list_of(&format!("{list}.{form}"), key, value);
    html! { p.forms { "As " a href=(to("json")) { "JSON" } " or " a href=(to("csv")) { "CSV" } "." } }
}

/// The address of a list with one filter.
pub(crate) fn list_of(list: &str, key: &str, value: &str) -> String {
    format!("/{list}{}", Query::default().with(key, &short(value)).shown())
}
