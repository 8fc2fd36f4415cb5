//! A telling within a telling that the model took for one: "the senator said the bill was dead,
//! according to the paper", "the mayor said a doctor had told her that the boy would live". The outer
//! one is had already; the inner one is made here, and [`crate::assemble`] ties the two.

use super::{lower, phrase};
use crate::Page;
use crate::find::Draft;
use crate::word::Class;
use std::ops::Range;
use wireroom_lexicon::{CueClass, cue};

const TELLING: &[&str] = &[
    "said",
    "says",
    "told",
    "tells",
    "announced",
    "confirmed",
    "denied",
    "warned",
    "claimed",
    "stated",
    "added",
    "insisted",
    "admitted",
    "acknowledged",
    "informed",
];
/// Words that the inner source has at most.
const NAMED: usize = 10;
/// Words that an inner telling says at least.
const LEAST: usize = 3;

/// Drafts to either side that may hold a cue already: they stand in the order of their cues.
const NEAR: usize = 8;

/// The drafts of inner tellings that no draft of the list has.
pub(crate) fn told_within(page: &Page<'_>, drafts: &[Draft]) -> Vec<Draft> {
    let mut found = Vec::new();
    for (at, outer) in drafts.iter().enumerate() {
        if outer.source.is_none() || !stands_behind(page, outer) {
            continue;
        }
        let near = drafts.get(at.saturating_sub(NEAR)..(at + NEAR + 1).min(drafts.len()));
        for piece in &outer.content {
            let Some((source, cue, content)) =
                at_head(page, piece).or_else(|| at_tail(page, piece))
            else {
                continue;
            };
            let had = near
                .unwrap_or(&[])
                .iter()
                .any(|draft| draft.cue.start < cue.end && cue.start < draft.cue.end);
            if content.len() >= LEAST && !had {
                let content = std::iter::once(content).collect();
                found.push(Draft { cue, source: Some(source), content, ..outer.clone() });
            }
        }
    }
    found
}

/// Whether the outer source asserts what it passes on: it denies nothing, and asks nothing.
fn stands_behind(page: &Page<'_>, outer: &Draft) -> bool {
    let from = outer.cue.start.saturating_sub(1);
    (from..outer.cue.end).all(|at| {
        page.class(at) != Class::Negation
            && cue(&lower(page, at))
                .is_none_or(|cue| !matches!(cue.class, CueClass::Denies | CueClass::Declines))
    })
}

type Parts = (Range<usize>, Range<usize>, Range<usize>);

/// "[that] the senator [had] said [that] …"
fn at_head(page: &Page<'_>, piece: &Range<usize>) -> Option<Parts> {
    let start = piece.start + usize::from(page.class(piece.start) == Class::That);
    let limit = (start + NAMED + 2).min(piece.end);
    let first = (start..limit).find(|&at| page.class(at).verbal() || telling(page, at))?;
    let had = matches!(page.word(first), "had" | "has" | "have");
    let verb = first + usize::from(had);
    let source = start..first;
    if !telling(page, verb) || !is_named(page, &source) {
        return None;
    }
    let mut from = verb + 1;
    if matches!(page.word(verb), "told" | "tells" | "informed" | "warned") {
        from = match page.class(from) {
            Class::Pronoun | Class::Possessive => from + 1,
            Class::That => from,
            _ => phrase::short(page, from).end.min(piece.end),
        };
    }
    from += usize::from(page.class(from) == Class::That);
    (from < piece.end).then(|| (source, first..verb + 1, from..piece.end))
}

/// "…, the senator said"
fn at_tail(page: &Page<'_>, piece: &Range<usize>) -> Option<Parts> {
    let verb = piece.end.checked_sub(1).filter(|&at| telling(page, at))?;
    let from = piece.start.max(verb.saturating_sub(NAMED + 1));
    let comma = (from..verb).rev().find(|&at| page.class(at) == Class::Comma)?;
    let source = comma + 1..verb;
    is_named(page, &source).then(|| (source, verb..verb + 1, piece.start..comma))
}

fn telling(page: &Page<'_>, at: usize) -> bool {
    TELLING.contains(&page.word(at)) && page.words.get(at).is_some_and(|w| w.quotation == 0)
}

/// Whether a range of words can be who speaks: a phrase without a verb, and no pronoun for the outer
/// source itself.
fn is_named(page: &Page<'_>, range: &Range<usize>) -> bool {
    let no = |at: usize| {
        page.class(at).verbal()
            || matches!(
                page.class(at),
                Class::Comma
                    | Class::Stop
                    | Class::Colon
                    | Class::Conjunction
                    | Class::Pronoun
                    | Class::Relative
                    | Class::That
                    | Class::Modal
                    | Class::Negation
                    | Class::Gerund
            ) && page.word(at) != "and"
    };
    let begins = matches!(
        page.class(range.start),
        Class::Name | Class::Determiner | Class::Possessive | Class::Number | Class::Other
    );
    !range.is_empty() && range.len() <= NAMED && begins && !range.clone().any(no)
}
