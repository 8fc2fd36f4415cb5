//! Who spoke for somebody: "she said through a lawyer", "the museum maintains, through its director
//! NAME". A person who speaks through another is the mouth; a body has none but its people's.

use super::{beside, lower, phrase, sentence};
use crate::Page;
use crate::find::Draft;
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
];
/// Words between the source or the cue and "through".
const NEAR: usize = 3;

/// Notes who spoke, where the draft says through whom its source did.
pub(super) fn speak(page: &Page<'_>, draft: &mut Draft, relay: &mut Vec<Range<usize>>) {
    let Some(source) = draft.source.clone() else { return };
    let own = sentence(page, draft.cue.start);
    let starts = [source.end, draft.cue.end];
    let near = |at: &usize| starts.iter().any(|&start| *at >= start && *at < start + NEAR);
    // The model may have taken the word into the cue.
    let at = own.into_iter().find(|at| {
        (near(at) && beside(page, draft, *at) || draft.cue.contains(at))
            && matches!(lower(page, *at).as_str(), "through" | "via")
    });
    let Some(at) = at else { return };
    let speaker = phrase::short(page, at + 1);
    let person = named(page, &speaker);
    let office = speaker.clone().any(|at| SPEAKS_FOR.contains(&lower(page, at).as_str()));
    if !office && person.is_none() {
        return;
    }
    match person {
        Some(_) if named(page, &source).is_none() => draft.source = Some(speaker),
        _ => relay.insert(0, speaker),
    }
}

/// The person named in a phrase.
fn named(page: &Page<'_>, range: &Range<usize>) -> Option<()> {
    let span = page.span(range);
    let mut names = page.names.iter();
    names.any(|(name, kind)| *kind == NameKind::Person && span.contains(*name)).then_some(())
}
