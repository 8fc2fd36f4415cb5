//! The passages that carry an event's claims, as paragraphs of the texts: one text an account. What
//! belongs to a claim bears its id, so that the claim can light it; `pin` in the address keeps it
//! lit.

use super::layers::{Layer, Mark, pieces};
use super::parts::outlet;
use super::text::{clean, grouped};
use crate::ask::{Ask, passage};
use crate::index::Index;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};
use wireroom_wire::{Claim, Span, Zone};

/// Texts, paragraphs of one, bytes of a text: more than these are left to the article's own page.
const TEXTS: usize = 6;
const PARAGRAPHS: usize = 10;
const LONGEST: usize = 100_000;
/// Bytes of a paragraph that is shown in full.
const PARAGRAPH: usize = 3_000;

/// The claim that the address keeps lit.
pub(crate) fn pinned(ask: &Ask) -> Option<&str> {
    ask.query.get("pin")
}

/// The panel beside the claims; nothing where no text has a passage.
pub(crate) fn panel(index: &Index, ask: &Ask, documents: &[&str], claims: &[&Claim]) -> Markup {
    let mut of: BTreeMap<&str, Vec<(&str, Span)>> = BTreeMap::new();
    for claim in claims {
        for s in claim.statements.iter().filter_map(|id| index.statement(id)) {
            let pieces = s.content.pieces.iter().map(|piece| (claim.id.as_str(), piece.span));
            of.entry(&s.document).or_default().extend(pieces);
        }
    }
    // Of each account the text that carries the most.
    let accounts = index.accounts(documents);
    let richest = |group: &Vec<&str>| -> Option<String> {
        let n = |id: &str| of.get(id).map_or(0, Vec::len);
        let best = group.iter().copied().reduce(|a, b| if n(b) > n(a) { b } else { a })?;
        (n(best) > 0).then(|| best.to_owned())
    };
    let texts: Vec<String> = accounts.iter().filter_map(richest).collect();
    html! {
        @if !texts.is_empty() {
            aside.passages #passages aria-label="Passages" tabindex="0" {
                p.note { "What carries the claims, a text an account. A claim lights its passages; pin it to keep them lit." }
                @for id in texts.iter().take(TEXTS) { (text(index, ask, id, of.get(id.as_str()).map(Vec::as_slice).unwrap_or_default())) }
                @if texts.len() > TEXTS { p.note { "and " (grouped(texts.len() - TEXTS)) " more accounts, listed below" } }
            }
        }
    }
}

fn text(index: &Index, ask: &Ask, id: &str, spans: &[(&str, Span)]) -> Markup {
    let both = index.annotation(id).zip(index.received(id));
    let Some((found, received)) = both.filter(|(_, received)| received.len() <= LONGEST) else {
        return html! {};
    };
    let touches =
        |zone: &&Zone| spans.iter().any(|(_, span)| span.0 < zone.span.1 && zone.span.0 < span.1);
    let zones: Vec<&Zone> = found.structure.zones.iter().filter(touches).collect();
    let marks: Vec<Mark> = spans
        .iter()
        .map(|&(_, span)| Mark { span, layer: Layer::Content, note: String::new(), to: None })
        .collect();
    let cuts: Vec<usize> =
        zones.iter().flat_map(|zone| [zone.span.0 as usize, zone.span.1 as usize]).collect();
    let all = pieces(received, &found.repairs, &marks, true, &cuts);
    html! {
        section {
            h3 { (outlet(index, id)) }
            @for zone in zones.iter().take(PARAGRAPHS).filter(|zone| zone.text.len() <= PARAGRAPH) {
                @let (from, to) = (zone.span.0 as usize, zone.span.1 as usize);
                p.passage dir="auto" {
                    @for piece in all.iter().filter(|piece| (from..to).contains(&piece.at)) {
                        @let words = clean(&piece.text);
                        @let ids: BTreeSet<&str> = piece.marks.iter().filter_map(|&at| spans.get(at)).map(|it| it.0).collect();
                        @if ids.is_empty() || words.trim().is_empty() { (words) }
                        @else {
                            @let span = piece.marks.first().and_then(|&at| spans.get(at)).map_or(zone.span, |it| it.1);
                            @let lit = pinned(ask).is_some_and(|pin| ids.contains(pin));
                            a.carries.lit[lit] data-claims=(ids.into_iter().collect::<Vec<_>>().join(" ")) href=(passage(id, span, "")) { (words) }
                        }
                    }
                }
            }
            @if zones.len() > PARAGRAPHS { p.note { "and " (grouped(zones.len() - PARAGRAPHS)) " more paragraphs" } }
        }
    }
}
