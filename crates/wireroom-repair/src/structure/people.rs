//! The agencies and people named in the zones that credit someone.

use wireroom_model::{Structure, ZoneKind};
use wireroom_text::{Repaired, Span};

use super::byline::is_role_word;
use super::credit::{NOTES, is_agency};
use super::trim;

/// Fills the agencies and people named in the zones that credit someone.
pub(crate) fn names(text: &str, structure: &mut Structure) {
    for zone in structure.zones.clone() {
        if matches!(zone.kind, ZoneKind::Byline | ZoneKind::Contributors | ZoneKind::Credit) {
            collect(text, zone.span, zone.kind, structure);
        }
    }
    if let Some(agency) = structure.dateline.and_then(|dateline| dateline.agency) {
        structure.credits.push(agency);
    }
    structure.credits.sort();
    structure.credits.dedup();
    structure.people.sort();
    structure.people.dedup();
}

fn collect(text: &str, zone: Span<Repaired>, kind: ZoneKind, structure: &mut Structure) {
    let line = zone.text(text);
    let mut start = 0;
    let mut skip = false;
    let end = Cut { start: line.len(), end: line.len(), elsewhere: false };
    for cut in cuts(line).into_iter().chain([end]) {
        let piece = trim(text, zone.start() + start, zone.start() + cut.start);
        let place = std::mem::replace(&mut skip, cut.elsewhere);
        start = cut.end;
        if place {
            continue;
        }
        let piece = without_cue(text, piece);
        let name = piece.text(text);
        let words = name.split_whitespace().count();
        // "Copyright 2017 The Associated Press. All rights reserved.": the holder ends with its sentence.
        let held = name.find(". ").filter(|_| kind == ZoneKind::Credit).unwrap_or(name.len());
        if name.get(..held).is_some_and(is_agency) {
            structure.credits.push(Span::of(piece.start()..piece.start() + held));
        } else if kind != ZoneKind::Credit {
            if let Some(person) = person(text, piece) {
                structure.people.push(person);
            }
        } else if (1..=3).contains(&words)
            && name.starts_with(char::is_uppercase)
            && name.chars().all(|c| c.is_alphabetic() || c == ' ')
            && line.contains(':')
            && !is_label(name)
        {
            structure.credits.push(piece);
        }
    }
}

/// The person that a piece of a byline or note names, without what stands before the name:
/// "Eastern Post writers Ann Lee", "Reporter Ann Lee".
fn person(text: &str, piece: Span<Repaired>) -> Option<Span<Repaired>> {
    let name = piece.text(text);
    let mut from = 0;
    for (at, word) in words(name) {
        if is_role_word(word.trim_end_matches([':', '.'])) {
            from = at + word.len();
        }
    }
    let whole = from == 0 || name.get(from..).is_some_and(|rest| rest.trim().is_empty());
    let piece = if whole { piece } else { trim(text, piece.start() + from, piece.end()) };
    let name = piece.text(text);
    let lower = name.to_lowercase();
    let count = name.split_whitespace().count();
    let organization = name.split_whitespace().any(|word| {
        is_role_word(word)
            || matches!(
                word.to_lowercase().as_str(),
                "news" | "post" | "times" | "press" | "agency" | "agencies"
            )
    });
    let noted = NOTES.iter().any(|note| note.starts_with(&lower) || lower.starts_with(note));
    ((2..=5).contains(&count)
        && name.starts_with(char::is_uppercase)
        && !name.contains(['@', ':'])
        && !lower.starts_with("special ")
        && !noted
        && !organization)
        .then_some(piece)
}

fn words(name: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    name.split_inclusive(char::is_whitespace).map(move |piece| {
        let start = at;
        at += piece.len();
        (start, piece.trim_end())
    })
}

/// The words before the colon of a credit.
fn is_label(name: &str) -> bool {
    matches!(
        name.to_lowercase().as_str(),
        "source" | "sources" | "via" | "agency" | "agencies" | "credit" | "courtesy" | "from"
    )
}

/// What parts the names of a note.
struct Cut {
    start: usize,
    end: usize,
    /// What follows, up to the next one, is no name: a place, what the people did.
    elsewhere: bool,
}

fn cuts(line: &str) -> Vec<Cut> {
    let mut found: Vec<Cut> = line
        .char_indices()
        .filter(|(_, c)| {
            matches!(
                c,
                ',' | ';' | '|' | '(' | ')' | '[' | ']' | '/' | '&' | '•' | '\n' | '©' | ':'
            )
        })
        .map(|(at, c)| Cut { start: at, end: at + c.len_utf8(), elsewhere: false })
        .collect();
    for (word, elsewhere) in [
        (" and ", false),
        (" AND ", false),
        (" with ", false),
        (" by ", false),
        (" By ", false),
        (" BY ", false),
        (" in ", true),
        (" IN ", true),
        (" at ", true),
        (" contributed", true),
    ] {
        let cut = |(at, word): (usize, &str)| Cut { start: at, end: at + word.len(), elsewhere };
        found.extend(line.match_indices(word).map(cut));
    }
    found.sort_unstable_by_key(|cut| (cut.start, cut.end));
    let mut last = 0;
    found.retain(|cut| {
        let keep = cut.start >= last;
        if keep {
            last = cut.end;
        }
        keep
    });
    found
}

fn without_cue(text: &str, piece: Span<Repaired>) -> Span<Repaired> {
    let name = piece.text(text);
    let cue =
        ["By ", "BY ", "by ", "Source: ", "the ", "with ", "With ", "Reporting ", "Copyright "]
            .iter()
            .find(|cue| name.starts_with(**cue))
            .map_or(0, |cue| cue.len());
    let rest = name.get(cue..).unwrap_or("");
    let digits =
        rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').len();
    let span = trim(text, piece.start() + cue + digits, piece.end());
    let kept = span.text(text).trim_end_matches(['.', '*']).len();
    Span::of(span.start()..span.start() + kept)
}
