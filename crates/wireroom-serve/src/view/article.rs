//! An article, received or repaired, with all that was found in it as layers.

use super::layers::{Layer, Mark, Piece, pieces};
use super::page::{Part, list_of, page};
use super::parts::{dated, statement, title};
use super::text::{brief, clean, clip, count, grouped, web_address};
use crate::ask::{Ask, Query, address, passage};
use crate::index::{Index, Words, fold};
use crate::reply::Reply;
use maud::{Markup, html};
use wireroom_wire::{Annotation, Document, Span};

/// Bytes of a text on one page.
const PART: usize = 100_000;
/// Repairs and statements listed beside the text.
const LISTED: usize = 100;
/// Statements that are shown unasked.
const OPEN: usize = 12;

/// The layers that an address can choose.
const LAYERS: &[(&str, &str)] = &[
    ("statements", "Statements"),
    ("names", "Names"),
    ("times", "Times"),
    ("repairs", "Repairs"),
    ("furniture", "Page around it"),
];

pub(crate) fn article(index: &Index, ask: &Ask, document: &Document) -> Reply {
    let heading = document.title.as_deref().unwrap_or("");
    page(
        index,
        ask,
        Part::Documents,
        heading,
        html! {
            p.up {
                @for id in document.events.iter().take(3) {
                    a data-up href=(address("events", id)) { (title(index.event(id).map_or(id, |it| &it.title))) } " "
                }
            }
            h1 { (title(heading)) }
            (facts(index, document))
            @match (index.annotation(&document.id), index.received(&document.id)) {
                (Some(found), Some(received)) => {
                    @if let Some(why) = &found.unread {
                        p.unread { "Names, times and statements were not looked for: " (why) "." }
                    }
                    (text(index, ask, document, found, received))
                },
                _ => {
                    @if let Some(aside) = &document.set_aside {
                        h2 { "Set aside" }
                        p { (brief(&aside.what, 600)) }
                        p { (brief(&aside.advice, 600)) }
                    }
                }
            }
        },
    )
}

fn facts(index: &Index, document: &Document) -> Markup {
    html! {
        dl.facts {
            div { dt { "Outlet" } dd {
                @match &document.outlet {
                    Some(outlet) => { a href=(list_of("documents", "outlet", outlet)) { (brief(outlet, 80)) } }
                    None => { span.none { "not named" } }
                }
            } }
            @if let Some(date) = &document.published { div { dt { "Published" } dd { (dated(date)) } } }
            @if let Some(date) = &document.updated { div { dt { "Updated" } dd { (dated(date)) } } }
            @if let Some(byline) = &document.byline { div { dt { "By" } dd { (brief(byline, 160)) } } }
            @if !document.credit.is_empty() { div { dt { "Credits" } dd { (brief(&document.credit.join(", "), 200)) } } }
            @if let Some(path) = &document.path { div { dt { "File" } dd { (brief(path, 160)) } } }
            @if let Some(url) = &document.url {
                div { dt { "Address" } dd {
                    @match web_address(url) {
                        Some(url) => { a rel="noopener noreferrer nofollow external" href=(url) { (brief(url, 80)) } }
                        None => { (brief(url, 160)) }
                    }
                } }
            }
            @if let Some(id) = &document.family {
                @let n = index.family(id).map_or(1, |family| family.witnesses.len());
                div { dt { "Family" } dd { a href=(address("families", id)) { @if n == 1 { "no copies in the pile" } @else { "one of " (count(n, "witness")) } } } }
            }
        }
    }
}

/// What the address asks to see of the text.
struct Sight {
    repaired: bool,
    layers: Vec<String>,
    at: Option<Span>,
    quote: Option<String>,
    part: usize,
}

fn sight(query: &Query, length: usize) -> Sight {
    let layers = match query.get("layers") {
        Some(names) => names.split(',').map(str::to_owned).collect(),
        None => LAYERS.iter().map(|(name, _)| (*name).to_owned()).collect(),
    };
    let at = query.get("at").and_then(|at| {
        let (from, to) = at.split_once('-')?;
        let span = Span(from.parse().ok()?, to.parse().ok()?);
        (span.0 <= span.1 && span.1 as usize <= length).then_some(span)
    });
    let part = query.get("part").and_then(|part| part.parse::<usize>().ok());
    let part = part.unwrap_or_else(|| at.map_or(0, |span| span.0 as usize / PART));
    Sight {
        repaired: query.get("text") != Some("received"),
        layers,
        at,
        quote: query.get("quote").map(str::to_owned),
        part: part.min(length / PART),
    }
}

fn text(
    index: &Index,
    ask: &Ask,
    document: &Document,
    found: &Annotation,
    received: &str,
) -> Markup {
    let sight = sight(&ask.query, received.len());
    let marks = marks(index, ask, found, received, &sight);
    let cuts: Vec<usize> = (1..=received.len() / PART).map(|n| n * PART).collect();
    let mut all = pieces(received, &found.repairs, &marks, sight.repaired, &cuts);
    // What is shown is the reading text and no other, even where its layers cannot be laid over it.
    let bare = sight.repaired && !all.iter().flat_map(|it| it.text.bytes()).eq(found.text.bytes());
    if bare {
        all = pieces(&found.text, &[], &[], false, &cuts);
    }
    let (from, to) = (sight.part * PART, (sight.part + 1) * PART);
    let shown = all.iter().filter(|piece| (from..to).contains(&piece.at));
    let first_at = all.iter().position(|piece| has(piece, &marks, Layer::At)).map(|i| all[i].at);
    let other = if sight.repaired {
        ask.query.set("text", "received")
    } else {
        ask.query.without_key("text")
    };
    let parts = received.len() / PART + 1;
    html! {
        nav.switch aria-label="Text and layers" {
            span {
                @if sight.repaired { strong { "Repaired" } " · " a data-key="r" href=(ask.at(&other)) { "Received" } }
                @else { a data-key="r" href=(ask.at(&other)) { "Repaired" } " · " strong { "Received" } }
            }
            span.layers {
                @for (name, label) in LAYERS {
                    @let on = sight.layers.iter().any(|layer| layer == name);
                    a class=(format!("toggle t-{name}")) aria-pressed=(on.to_string()) role="button"
                        href=(ask.at(&toggled(&ask.query, &sight, name))) { (label) }
                }
            }
        }
        @if bare { p.warning role="status" { "The layers of this text are shown on the received text only." } }
        @if let Some(note) = misplaced(&sight, &all, &marks) { p.warning role="status" { (note) } }
        div.article {
            div.text.sheet dir="auto" {
                @for piece in shown { (piece_markup(piece, &marks, first_at, &sight)) }
            }
            aside {
                @if parts > 1 {
                    nav.pager aria-label="Parts of the text" {
                        @if sight.part > 0 { a href=(ask.at(&ask.query.without_key("at").set("part", &(sight.part - 1).to_string()))) { "Part before" } }
                        span { "part " (sight.part + 1) " of " (parts) }
                        @if sight.part + 1 < parts { a data-key="n" rel="next" href=(ask.at(&ask.query.without_key("at").set("part", &(sight.part + 1).to_string()))) { "Next part" } }
                    }
                }
                (beside(index, document, found))
            }
        }
    }
}

fn toggled(query: &Query, sight: &Sight, name: &str) -> Query {
    let on: Vec<&str> = LAYERS
        .iter()
        .map(|(layer, _)| *layer)
        .filter(|layer| sight.layers.iter().any(|held| held == layer) != (*layer == name))
        .collect();
    match on.len() {
        0 => query.set("layers", "none"),
        n if n == LAYERS.len() => query.without_key("layers"),
        _ => query.set("layers", &on.join(",")),
    }
}

/// All marks that the address asks for.
fn marks(index: &Index, ask: &Ask, found: &Annotation, received: &str, sight: &Sight) -> Vec<Mark> {
    let mut marks = Vec::new();
    let on = |name: &str| sight.layers.iter().any(|layer| layer == name);
    let mut add = |span: Span, layer, note: String, to: Option<String>| {
        marks.push(Mark { span, layer, note, to });
    };
    if on("furniture") {
        for zone in found.structure.zones.iter().filter(|zone| zone.kind != "body") {
            add(zone.span, Layer::Zone, zone.kind.replace('_', " "), None);
        }
    }
    if on("statements") {
        for s in &found.statements {
            let what = format!("statement, {}, {}", s.polarity.replace('_', " "), s.manner);
            s.content.iter().for_each(|&span| add(span, Layer::Content, what.clone(), None));
            let who = s
                .entity
                .as_deref()
                .map_or("source".to_owned(), |id| format!("source: {}", index.name(id)));
            let to = s.entity.as_deref().map(|id| address("entities", id));
            s.source.iter().for_each(|&span| add(span, Layer::Source, who.clone(), to.clone()));
            s.cue.iter().for_each(|&span| add(span, Layer::Cue, "cue".to_owned(), None));
        }
    }
    if on("names") {
        for name in &found.names {
            let whom = name.entity.as_deref();
            let note = whom.map_or_else(
                || name.kind.clone(),
                |id| format!("{}: {}", name.kind, index.name(id)),
            );
            add(name.span, Layer::Name, note, whom.map(|id| address("entities", id)));
        }
    }
    if on("times") {
        for time in &found.times {
            add(
                time.span,
                Layer::Time,
                format!("{} {} ({})", time.kind, time.value, time.basis),
                None,
            );
        }
    }
    if on("repairs") {
        for repair in found.repairs.iter().filter(|it| !sight.repaired || !it.applied) {
            add(repair.span, Layer::Repair, repaired(repair), None);
        }
    }
    if let Some(find) = ask.query.get("find") {
        let words = Words::parse(find);
        for (word, (from, to)) in fold(received) {
            if words.asks_for(&word) {
                add(span(from, to), Layer::Found, "found".to_owned(), None);
            }
        }
    }
    if let Some(at) = sight.at {
        add(at_least_one(at, received), Layer::At, String::new(), None);
    }
    marks
}

/// A place between two letters is shown by the letter behind it, or before it at the end.
fn at_least_one(at: Span, received: &str) -> Span {
    if at.0 < at.1 {
        return at;
    }
    let place = at.0 as usize;
    let behind = received.get(place..).and_then(|rest| rest.chars().next());
    let before = received.get(..place).and_then(|rest| rest.chars().next_back());
    match (behind, before) {
        (Some(letter), _) => span(place, place + letter.len_utf8()),
        (None, Some(letter)) => span(place - letter.len_utf8(), place),
        (None, None) => at,
    }
}

fn span(from: usize, to: usize) -> Span {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span(number(from), number(to))
}

fn repaired(repair: &wireroom_wire::Repair) -> String {
    let rule = repair.rule.replace('_', " ");
    let after = if repair.after.is_empty() {
        "taken out".to_owned()
    } else {
        format!("read as “{}”", clip(&repair.after, 60))
    };
    let state = if repair.applied { "" } else { ", only proposed" };
    format!("{rule}: “{}” {after}{state}", clip(&repair.before, 60))
}

fn has(piece: &Piece<'_>, marks: &[Mark], layer: Layer) -> bool {
    piece.marks.iter().any(|&at| marks[at].layer == layer)
}

fn piece_markup(
    piece: &Piece<'_>,
    marks: &[Mark],
    first_at: Option<usize>,
    sight: &Sight,
) -> Markup {
    let repair = piece.repair.filter(|_| sight.layers.iter().any(|layer| layer == "repairs"));
    let text = clean(&piece.text);
    if piece.marks.is_empty() && repair.is_none() {
        return html! { (text) };
    }
    let mut classes: Vec<&str> = piece.marks.iter().map(|&at| marks[at].layer.class()).collect();
    let mut notes: Vec<String> = piece
        .marks
        .iter()
        .map(|&at| marks[at].note.clone())
        .filter(|note| !note.is_empty())
        .collect();
    if let Some(repair) = repair {
        classes.push(if piece.text.is_empty() { "l-cut" } else { "l-repair" });
        notes.push(repaired(repair));
    }
    classes.sort_unstable();
    classes.dedup();
    notes.dedup();
    let note = clip(&clean(&notes.join(" · ")), 400);
    let to = piece.marks.iter().rev().find_map(|&at| marks[at].to.as_ref());
    let id = (first_at == Some(piece.at) && has(piece, marks, Layer::At)).then_some("at");
    html! {
        @match to {
            Some(to) => { a id=[id] class=(classes.join(" ")) title=(note) href=(to) { (text) } }
            None => { span id=[id] class=(classes.join(" ")) title=(note) { (text) } }
        }
    }
}

/// What to say where the address carries a quote that does not stand at its passage.
fn misplaced(sight: &Sight, all: &[Piece<'_>], marks: &[Mark]) -> Option<&'static str> {
    let quote = sight.quote.as_ref()?;
    if !sight.repaired {
        return None;
    }
    let shown: String = all
        .iter()
        .filter(|piece| has(piece, marks, Layer::At))
        .map(|piece| piece.text.as_ref())
        .collect();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    // An edit that is only partly of the passage is shown whole, so more may stand before it.
    let stands = words(&shown).contains(&words(quote));
    (!stands).then_some(
        "The words that this link quotes do not stand at the place it names: the record is another than the one it was made from.",
    )
}

/// The lists beside the text.
fn beside(index: &Index, document: &Document, found: &Annotation) -> Markup {
    let statements = index.statements_of_document(&document.id);
    html! {
        @if !statements.is_empty() {
            details open[statements.len() <= OPEN] {
                summary { (count(statements.len(), "statement")) }
                @for &at in statements.iter().take(LISTED) {
                    @if let Some(s) = index.record.statements.get(at as usize) { (statement(index, s)) }
                }
                p.forms {
                    a href=(list_of("statements", "document", &document.id)) { "All statements" } " · "
                    a href=(list_of("claims", "document", &document.id)) { "Claims that it carries" }
                }
            }
        }
        @if !found.repairs.is_empty() {
            details {
                summary { (count(found.repairs.len(), "repair")) }
                ul.repairs {
                    @for repair in found.repairs.iter().take(LISTED) {
                        li {
                            a href=(passage(&document.id, repair.span, "")) { span.tag { (repair.rule.replace('_', " ")) } }
                            " " del { (brief(&repair.before, 80)) } " "
                            @if !repair.after.is_empty() { ins { (brief(&repair.after, 80)) } " " }
                            span.basis { (format!("{:.2}", repair.confidence)) @if !repair.applied { ", only proposed" } }
                        }
                    }
                }
                @if found.repairs.len() > LISTED { p.note { "and " (grouped(found.repairs.len() - LISTED)) " more" } }
            }
        }
    }
}
