//! "The governor was quoted by the paper as saying that …": the governor's words, whom the model may
//! have taken for a part of them.

use super::{lower, phrase, sentence};
use crate::Page;
use crate::find::{Draft, trim};
use crate::word::Class;
use std::ops::Range;

/// Words that the way from "quoted" to what is said has at most.
const REACH: usize = 16;

/// The draft of the one who is quoted, and the medium that quotes; `None` where nobody is.
pub(super) fn by_a_medium(page: &Page<'_>, draft: &Draft) -> Option<(Draft, Vec<Range<usize>>)> {
    let own = sentence(page, draft.cue.start);
    let quoted = draft.cue.clone().find(|&at| {
        matches!(lower(page, at).as_str(), "quoted" | "cited")
            && at > own.start
            && is_passive(page, at)
    })?;
    let (mut by, mut saying) = (None, None);
    let limit = (quoted + REACH).min(own.end);
    let mut at = quoted + 1;
    while at < limit {
        match (page.word(at), page.word(at + 1)) {
            ("by", _) if by.is_none() => {
                let agent = phrase::short(page, at + 1);
                at = agent.end.max(at + 1);
                by = Some(agent);
            }
            ("as", "saying" | "telling" | "confirming" | "having" | "denying")
                if saying.is_none() =>
            {
                saying = Some(at + 1 + usize::from(page.word(at + 2) == "said"));
                at += 2;
            }
            (",", _) | ("that", _) => break,
            _ => at += 1,
        }
    }
    let (saying, mut relay) = (saying?, Vec::from_iter(by.clone()));
    let mut first = saying + 1;
    if page.word(saying) == "telling" {
        let told = phrase::short(page, first);
        first = told.end;
        relay.extend(super::media_in(page, &told));
    }
    // "as saying in the paper"
    if matches!(page.word(first), "in" | "on") {
        let medium = phrase::short(page, first + 1);
        if super::is_medium(page, &medium) {
            first = medium.end;
            relay.push(medium);
        }
    }
    // "as saying by the agency"
    if let Some(agent) = by.filter(|agent| agent.start > saying) {
        first = first.max(agent.end);
    }
    let verb = (own.start..quoted).rev().take_while(|&at| is_aux(page, at)).last()?;
    let named = draft.source.clone().filter(|source| source.end <= verb);
    // "the air force chief, Tariq Sohail, was quoted"
    let end = verb - usize::from(verb > own.start && page.class(verb - 1) == Class::Comma);
    let source = named.unwrap_or_else(|| phrase::before(page, own.start, end));
    if source.is_empty() {
        return None;
    }
    let mut told = draft.clone();
    // What is said stands before who is quoted, or behind "as saying".
    let pieces = draft.content.iter().flat_map(|piece| {
        let before = piece.start..piece.end.min(source.start);
        let after = piece.start.max(first)..piece.end;
        [before, after]
    });
    told.content = pieces.filter_map(|piece| trim(page.words, piece)).collect();
    told.cue = quoted..(saying + 1).max(quoted + 1);
    told.cue.start = verb.min(quoted);
    told.source = Some(source);
    (!told.content.is_empty()).then_some((told, relay))
}

fn is_passive(page: &Page<'_>, quoted: usize) -> bool {
    let before = quoted.checked_sub(1).map(|at| lower(page, at));
    matches!(
        before.as_deref(),
        Some("was" | "were" | "been" | "is" | "are" | "being" | "also" | "later")
    )
}

fn is_aux(page: &Page<'_>, at: usize) -> bool {
    matches!(page.class(at), Class::Auxiliary | Class::Adverb)
}
