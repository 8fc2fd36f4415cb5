//! The record in numbers: counts, versions, what was set aside and why, what it gets wrong.

use super::page::{Part, list_of, page};
use super::text::{brief, count, grouped, plural, said};
use crate::ask::{Ask, address};
use crate::index::Index;
use crate::reply::Reply;
use maud::html;

const LISTED: usize = 200;

/// What a reader should know before trusting a number. The long form is `docs/limits.md`.
const LIMITS: &[(&str, &str)] = &[
    (
        "Truth",
        "It counts who says what and where it came from. Two accounts with two origins can both be wrong.",
    ),
    (
        "Languages",
        "Names, times and statements are found in English only. A text in another language keeps its place, with few names and no claims.",
    ),
    (
        "Claims",
        "Two passages that say the same with few words in common stay two claims, so a claim's numbers are more often too low than too high.",
    ),
    (
        "Rewriting",
        "A copy is found by shared runs of words. A story retold in a journalist's own words is a new account.",
    ),
    (
        "Sources without a name",
        "“A senior official” in two accounts may be one person or two. They are counted as two, and the count says how many may be others.",
    ),
    ("Silence", "That an account is silent does not say that its writer did not know."),
];

/// The scoreboard's figures, as `wireroom-eval board` wrote them: measure, figure, what was fitted.
fn scores() -> impl Iterator<Item = [&'static str; 3]> {
    let columns = |line: &'static str| {
        let mut columns = line.split('\t');
        Some([columns.next()?, columns.next()?, columns.next()?])
    };
    include_str!("../../data/scores.tsv").lines().filter_map(columns)
}

pub(crate) fn about(index: &Index, ask: &Ask) -> Result<Reply, Reply> {
    let counts = &index.record.counts;
    let about = &index.record.wireroom;
    let aside: Vec<_> = index.set_aside().collect();
    let copied = index.base.n_copied;
    // Which models read a text stands with the text; one record is read by the same ones.
    let models = (0..LISTED.min(index.base.n_read as usize)).find_map(|at| {
        let annotation = index.annotation(&index.record.documents.get(at)?.id)?;
        (!annotation.models.names.is_empty()).then_some(&annotation.models)
    });
    let rows = [
        ("/documents?set-aside=no", "document", counts.documents, ""),
        ("/documents?set-aside=yes", "set aside", counts.set_aside, ""),
        ("/families", "family", counts.families, "texts that descend from one text"),
        ("/families?copies=yes", "family with copies", copied, ""),
        ("/events", "event", counts.events, ""),
        ("/claims", "claim", counts.claims, ""),
        (
            "/statements",
            "statement",
            counts.statements,
            "attributed, or narrated as part of a claim",
        ),
        ("/differences", "difference", counts.differences, ""),
        ("/storylines", "storyline", counts.storylines, ""),
        ("/entities", "entity", counts.entities, ""),
    ];
    Ok(page(
        index,
        ask,
        Part::About,
        "About this record",
        html! {
            h1 { "About this record" }
            p.lead { "Made by Wireroom " (said(&about.version)) ", contract " (about.contract) ". Everything here was worked out on the machine that serves it; no address in an article was fetched." }
            @if let Some(models) = models {
                p.lead { "Names were found by the model " code { (said(&models.names)) } ", statements by " code { (said(&models.statements)) } ", times by rules. "
                    a href="#scores" { "How often each is right" } " is measured." }
            }
            table.list.counts {
                tbody { @for (to, what, n, note) in rows {
                    tr { td.num { a.n href=(to) { (grouped(n)) } } th scope="row" { (named(n, what)) } td.basis { (note) } }
                } }
            }
            @if !aside.is_empty() {
                h2 #set-aside { "Set aside" }
                table.list {
                    thead { tr { th scope="col" { "Where" } th scope="col" { "Why" } th scope="col" { "What to do" } } }
                    tbody { @for it in aside.iter().take(LISTED) {
                        @if let Some(why) = &it.set_aside {
                            tr { td { a href=(address("documents", &it.id)) { (brief(it.path.as_deref().unwrap_or("-"), 120)) } }
                                 td { span.tag { (why.reason.replace('_', " ")) } " " (brief(&why.what, 300)) }
                                 td { (brief(&why.advice, 300)) } }
                        }
                    } }
                }
                @if aside.len() > LISTED { p { a href=(list_of("documents", "set-aside", "yes")) { "All " (count(aside.len(), "document")) " set aside" } } }
            }
            @if !index.record.notes.is_empty() {
                h2 #notes { "Notes" }
                table.list {
                    tbody { @for note in index.record.notes.iter().take(LISTED) {
                        tr { td { (brief(&note.path, 160)) } td { (brief(&note.what, 300)) } }
                    } }
                }
                @if index.record.notes.len() > LISTED { p.note { "and " (grouped(index.record.notes.len() - LISTED)) " more" } }
            }
            h2 #scores { "How often it is right" }
            p.note { "Measured on annotated public data and on piles of the project's own, with what was fitted on what. Figures of other piles differ." }
            details {
                summary { (count(scores().count(), "figure")) }
                table.list {
                    thead { tr { th scope="col" { "Measure" } th scope="col" { "Figure" } th scope="col" { "What was fitted on what" } } }
                    tbody { @for [measure, figure, fitted] in scores() { tr { td { (measure) } td { (figure) } td.basis { (fitted) } } } }
                }
            }
            h2 #limits { "Known limits" }
            dl.words { @for (what, limit) in LIMITS { dt { (what) } dd { (limit) } } }
        },
    ))
}

fn named(n: usize, what: &str) -> String {
    match what.split_once(" with ") {
        _ if what == "set aside" => what.to_owned(),
        Some((one, with)) => format!("{} with {with}", plural(n, one)),
        None => plural(n, what),
    }
}
