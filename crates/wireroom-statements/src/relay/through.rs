//! Who spoke for somebody: "she said through a lawyer", "the museum maintains, through its director
//! NAME". A person who speaks through another is the mouth; a body has none but its people's.

use super::{beside, lower, phrase, sentence};
use crate::Page;
use crate::find::Draft;
use crate::nouns::pronoun;
use std::ops::Range;
use wireroom_model::NameKind;

const SPEAKS_FOR: &[&str] = &[
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "lawyer",
    "lawyers",
    "attorney",
    "attorneys",
    "solicitor",
    "solicitors",
    "agent",
    "representative",
    "representatives",
    "publicist",
    "counsel",
    "aide",
    "secretary",
    "interpreter",
    "translator",
];
/// Words between the source or the cue and "through".
const NEAR: usize = 3;
/// Words from the cue to what is said, over which it may stand.
const FAR: usize = 9;

/// Notes who spoke, where the draft says through whom its source did.
pub(super) fn speak(page: &Page<'_>, draft: &mut Draft, relay: &mut Vec<Range<usize>>) {
    let Some(source) = draft.source.clone() else { return };
    let own = sentence(page, draft.cue.start);
    let starts = [source.end, draft.cue.end];
    // "said in a statement issued through her lawyer that"
    let first = draft.content.iter().map(|piece| piece.start).find(|&at| at >= draft.cue.end);
    let before_content = draft.cue.end..first.unwrap_or(draft.cue.end).min(draft.cue.end + FAR);
    let near = |at: &usize| {
        starts.iter().any(|&start| *at >= start && *at < start + NEAR)
            || before_content.contains(at)
            || *at < own.start + NEAR
    };
    // The model may have taken the word into the cue.
    let at = own.clone().find(|at| {
        (near(at) && beside(page, draft, *at) || draft.cue.contains(at))
            && matches!(lower(page, *at).as_str(), "through" | "via")
    });
    let Some(at) = at.or_else(|| read_out(page, draft, &own)) else { return };
    let speaker = super::with_apposition(page, phrase::short(page, at + 1));
    let person = names_a_person(page, &speaker);
    let office = speaker.clone().any(|at| SPEAKS_FOR.contains(&lower(page, at).as_str()));
    if !office && !person {
        return;
    }
    // A body has no mouth but its people's; "she" is somebody.
    let somebody = names_a_person(page, &source) || pronoun(page.text_of(&source)).is_some();
    if person && !somebody {
        draft.source = Some(speaker);
    } else {
        relay.insert(0, speaker);
    }
}

/// "In a statement read on their behalf by NAME", "read out by NAME": where the "by" stands.
fn read_out(page: &Page<'_>, draft: &Draft, own: &Range<usize>) -> Option<usize> {
    let read = own.clone().find(|&at| {
        beside(page, draft, at)
            && page.word(at) == "read"
            && matches!(page.word(at + 1), "on" | "out" | "by" | "aloud")
    })?;
    (read + 1..(read + 6).min(own.end)).find(|&at| page.word(at) == "by")
}

/// Whether a phrase names a person.
fn names_a_person(page: &Page<'_>, range: &Range<usize>) -> bool {
    let span = page.span(range);
    let mut names = page.names_at(span).iter();
    names.any(|(name, kind)| *kind == NameKind::Person && span.contains(*name))
}
