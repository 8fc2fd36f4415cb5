//! "Source: the Strait Herald": lines in which a witness names the outlet of another.
//!
//! Agencies are known from a table (see [`super::facts`]); any outlet may be named as a source.

use wireroom_model::{Text, ZoneKind};
use wireroom_text::Span;

use super::facts::Facts;
use crate::pile::Pile;

/// A line of credit has at most so many words.
const LINE: usize = 14;
/// Shorter names are words of the language.
const SHORTEST: usize = 5;

/// The short lines of a text but for its headlines: only there an outlet is named as a source.
pub(super) fn lines(text: &Text) -> Vec<Span> {
    let repaired = text.repaired();
    let short = |span: Span| span.text(repaired).split_whitespace().nth(LINE).is_none();
    let zones = text.structure.zones.iter();
    let told = zones.filter(|zone| !matches!(zone.kind, ZoneKind::Title | ZoneKind::RepeatedTitle));
    told.map(|zone| zone.span).filter(|span| short(*span)).collect()
}

/// Where `copy`, outside its sentences, names the outlet of `source`.
pub(super) fn names_outlet(pile: &Pile<'_>, copy: &Facts, source: &Facts) -> Option<Span> {
    let name = pile.members.get(source.member)?.document.outlet.as_deref()?.trim();
    if name.len() < SHORTEST || copy.same_outlet(source) {
        return None;
    }
    let held = pile.members.get(copy.member)?.text;
    let text = held.repaired();
    // Every witness of a family is held against every other: the whole text is read only where one of
    // its lines has the name, which may run on behind it.
    let may_name = |line: &Span| {
        let end = text.ceil_char_boundary((line.end() + name.len()).min(text.len()));
        text.get(line.start()..end).is_some_and(|line| line.contains(name))
    };
    if !copy.lines.iter().any(may_name) {
        return None;
    }
    text.match_indices(name).take(8).find_map(|(at, _)| {
        let span = Span::of(at..at + name.len());
        let beside = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        let alone = beside(text.get(..at)?.chars().next_back())
            && beside(text.get(at + name.len()..)?.chars().next());
        let zones = &held.structure.zones;
        let zone = zones.get(zones.partition_point(|zone| zone.span.end() <= at))?;
        let line = zone.span.text(text);
        (alone
            && zone.span.start() <= at
            && !matches!(zone.kind, ZoneKind::Title | ZoneKind::RepeatedTitle)
            && line.split_whitespace().nth(LINE).is_none())
        .then_some(span)
    })
}
