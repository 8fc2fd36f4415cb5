//! Credits to agencies that the user added to the table.
//!
//! Repair knows the agencies of the table and finds credit lines, datelines and bylines by them; one
//! that the user names may stand in a line that repair took for body. It is looked for where wire
//! copy names its agency: in a short line of its own, or in the first words, in brackets or before a
//! dash. Inside a sentence an agency is a source, not a credit.

use wireroom_model::ZoneKind;
use wireroom_text::Span;

use crate::{Agency, Member};

/// A line of credit has at most so many words.
const LINE: usize = 10;
/// A dateline has ended after so many bytes.
const DATELINE: usize = 100;

/// The agencies that a text credits, with where.
pub(super) fn credited<'a>(
    member: &Member<'_>,
    agencies: &'a [Agency],
) -> Vec<(&'a Agency, Option<Span>)> {
    let text = member.text.repaired();
    let mut found = Vec::new();
    for agency in agencies {
        let mut credits = member.document.credit.iter();
        let in_credit = credits.any(|credit| names(credit, &agency.written).next().is_some());
        let place = names(text, &agency.written).take(32).find(|&span| is_credit(member, span));
        if in_credit || place.is_some() {
            found.push((agency, place));
        }
    }
    found
}

/// Where a name stands by itself.
fn names<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = Span> + 't {
    let beside = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    text.match_indices(name).filter(move |_| !name.is_empty()).filter_map(move |(at, _)| {
        let alone = beside(text.get(..at)?.chars().next_back())
            && beside(text.get(at + name.len()..)?.chars().next());
        alone.then(|| Span::of(at..at + name.len()))
    })
}

fn is_credit(member: &Member<'_>, span: Span) -> bool {
    let text = member.text.repaired();
    let zones = &member.text.structure.zones;
    let zone = zones.get(zones.partition_point(|zone| zone.span.end() <= span.start()));
    let Some(zone) = zone.filter(|zone| zone.span.start() <= span.start()) else { return false };
    match zone.kind {
        ZoneKind::Title | ZoneKind::RepeatedTitle | ZoneKind::Furniture => return false,
        ZoneKind::Credit | ZoneKind::Byline | ZoneKind::Dateline => return true,
        _ => {}
    }
    let line = zone.span.text(text);
    if line.split_whitespace().nth(LINE).is_none() && !line.trim_end().ends_with(['.', '!', '?']) {
        return true;
    }
    let opens = zones.iter().find(|zone| zone.kind == ZoneKind::Body);
    let first = opens.is_some_and(|body| body.span.start() == zone.span.start());
    let (before, after) = (text.get(..span.start()), text.get(span.end()..));
    let bracketed = before.is_some_and(|text| text.ends_with(['(', '[']))
        && after.is_some_and(|text| text.starts_with([')', ']']));
    let dashed = after.is_some_and(|text| text.trim_start().starts_with(['-', '–', '—']));
    first && span.end() - zone.span.start() <= DATELINE && (bracketed || dashed)
}
