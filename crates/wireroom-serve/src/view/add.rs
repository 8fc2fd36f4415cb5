//! Adding: the form, and what became of what was given. It works without scripts; with them, files
//! can be dropped on the page and progress is told as it comes.

use super::page::{Part, page, refreshed};
use super::parts::title;
use super::text::{brief, count, grouped};
use crate::adding::{Adding, ended};
use crate::ask::{Ask, address};
use crate::index::Index;
use crate::reply::Reply;
use maud::{Markup, html};
use wireroom_wire::Addition;

const LISTED: usize = 200;

/// The form and what was added before.
pub(crate) fn form(index: &Index, ask: &Ask, adding: &Adding, all: &[Addition]) -> Reply {
    page(
        index,
        ask,
        Part::Add,
        "Add",
        html! {
            h1 { "Add to the pile" }
            p.lead {
                "What is added is read on this machine together with the whole pile, as if it had been there from the start. "
                "It is kept " (brief(adding.kept(), 200)) "."
            }
            form.add #add action="/add" method="post" enctype="multipart/form-data" {
                fieldset.drop-here {
                    legend { "Files" }
                    label for="file" { "Articles as text, HTML, MHTML, JSON or JSONL, plain or packed with gzip or Zstandard; together at most 64 MiB" }
                    input #file type="file" name="file" multiple;
                    p.note data-drop hidden { "or drop them anywhere on this page" }
                }
                fieldset {
                    legend { "A text or a page" }
                    label for="text" { "Paste the article, or the page's HTML" }
                    textarea #text name="text" rows="8" dir="auto" {}
                    p.note { "What is known of a text; a page says it itself." }
                    div.about-text {
                        label { "Title " input name="title" maxlength="500" dir="auto"; }
                        label { "Outlet " input name="outlet" maxlength="200" dir="auto"; }
                        label { "Published " input type="date" name="published"; }
                        label { "Address " input type="url" name="url" maxlength="2000"; }
                    }
                    p.note { "An address is kept as a note; it is not fetched." }
                }
                p.warning #too-much role="alert" hidden { "Together these files are over 64 MiB. Add them in parts, or read them with the command line." }
                button { "Add" }
            }
            @if !all.is_empty() {
                h2 { "Added since the server started" }
                table.list {
                    thead { tr { th scope="col" { "What" } th scope="col" { "State" } th.num scope="col" { "Documents" } th.num scope="col" { "Set aside" } } }
                    tbody { @for it in all {
                        @let to = address("add", &it.id);
                        tr data-row {
                            td.what { a.main href=(to) { (names(it)) } }
                            td { (it.state) }
                            td.num { a.n href={ (to) "#documents" } aria-label=(count(it.documents.len(), "document")) { (grouped(it.documents.len())) } }
                            td.num { a.n href={ (to) "#set-aside" } aria-label={ (grouped(it.set_aside.len())) " set aside" } { (grouped(it.set_aside.len())) } }
                        }
                    } }
                }
            }
        },
    )
}

/// What the page says where nothing can be added.
pub(crate) fn closed(index: &Index, ask: &Ask) -> Reply {
    let bare = Ask { path: "/help".to_owned(), ..ask.clone() };
    page(
        index,
        &bare,
        Part::Add,
        "Add",
        html! {
            h1 { "Nothing can be added here" }
            p { "This server was told to show and not to add." }
        },
    )
}

/// One addition: how far it is, or what it came to.
pub(crate) fn addition(index: &Index, ask: &Ask, it: &Addition) -> Reply {
    let body = html! {
        p.up { a data-up href="/add" { "Add" } }
        h1 { @if ended(it) { "Added: " } @else { "Adding: " } (names(it)) }
        (state(it))
        @if it.state == "done" { (came_to(index, it)) }
        h2 { "What was given" }
        ul.plain {
            @for given in it.given.iter().take(LISTED) { li { (brief(&given.name, 160)) " " span.basis { (size(given.bytes)) } } }
            @if it.given.len() > LISTED { li.note { "and " (grouped(it.given.len() - LISTED)) " more" } }
        }
    };
    let reply = if ended(it) { page } else { refreshed };
    reply(index, ask, Part::Add, "Adding", body)
}

fn state(it: &Addition) -> Markup {
    let stage = it.stage.as_deref().unwrap_or(match it.state.as_str() {
        "waiting" => "waiting for what was given before",
        "reading" => "starting",
        _ => "",
    });
    html! {
        @match it.state.as_str() {
            "failed" => { p.warning role="status" { "It was not added: " (brief(it.problem.as_deref().unwrap_or(""), 600)) "." } }
            "done" => {
                p role="status" {
                    "Read, and part of the record now. Kept " (brief(&it.kept, 200)) ". " a href="/events" { "All events" }
                }
            }
            _ => {
                div.progress data-progress=(format!("/api/v1/additions/{}/progress", it.id)) {
                    label for="how-far" data-stage { (stage) }
                    progress #how-far value=(it.done) max=(it.total.max(1)) {}
                    span.basis data-of { @if it.total > 0 { (grouped(it.done)) " of " (grouped(it.total)) } }
                }
                p.note { "The page shows the record as it was until the reading is done." }
            }
        }
    }
}

fn came_to(index: &Index, it: &Addition) -> Markup {
    let new = it.documents.iter().filter(|it| !it.held).count();
    html! {
        h2 #documents { (count(it.documents.len(), "document")) @if new < it.documents.len() { ", " (grouped(new)) " of them new" } }
        @if it.documents.is_empty() { p.empty { "Nothing of it could be read." } }
        ul.plain {
            @for document in it.documents.iter().take(LISTED) {
                li {
                    @let path = index.document(&document.id).and_then(|it| it.path.as_deref());
                    a href=(address("documents", &document.id)) { (title(document.title.as_deref().or(path).unwrap_or(""))) }
                    @if document.held { " " span.tag { "held before" } }
                }
            }
            @if it.documents.len() > LISTED { li.note { "and " (grouped(it.documents.len() - LISTED)) " more" } }
        }
        h2 #set-aside { (grouped(it.set_aside.len())) " set aside" }
        @if it.set_aside.is_empty() { p.empty { "All of it could be read." } }
        @else {
            table.list {
                thead { tr { th scope="col" { "Where" } th scope="col" { "Why" } th scope="col" { "What to do" } } }
                tbody { @for document in it.set_aside.iter().take(LISTED) {
                    @if let Some(why) = &document.set_aside {
                        tr {
                            td { a href=(address("documents", &document.id)) { (brief(document.path.as_deref().unwrap_or("-"), 120)) } }
                            td { span.tag { (why.reason.replace('_', " ")) } " " (brief(&why.what, 300)) }
                            td { (brief(&why.advice, 300)) }
                        }
                    }
                } }
            }
            @if it.set_aside.len() > LISTED { p.note { "and " (grouped(it.set_aside.len() - LISTED)) " more" } }
        }
        @if !it.notes.is_empty() {
            h2 { "Notes" }
            ul { @for note in it.notes.iter().take(LISTED) { li { (brief(&note.path, 120)) ": " (brief(&note.what, 300)) } } }
        }
    }
}

fn names(it: &Addition) -> Markup {
    html! {
        @match it.given.as_slice() {
            [] => "nothing",
            [one] => (brief(&one.name, 80)),
            [one, rest @ ..] => { (brief(&one.name, 60)) " and " (grouped(rest.len())) " more" }
        }
    }
}

fn size(bytes: usize) -> String {
    match bytes {
        0..1024 => count(bytes, "byte"),
        1024..1_048_576 => format!("{} KiB", bytes >> 10),
        _ => format!("{:.1} MiB", bytes as f64 / 1_048_576.0),
    }
}
