//! "The court heard that …", "he was told by police that …": the one who hears is not the one who
//! says it.

use super::{lower, phrase, sentence};
use crate::Page;
use crate::find::Draft;
use crate::word::Class;
use std::ops::Range;

/// The draft without its hearer for a source, and the hearer; `None` where the source speaks.
pub(super) fn turned(page: &Page<'_>, draft: &Draft) -> Option<(Draft, Range<usize>)> {
    let hearer = draft.source.clone().filter(|source| source.end <= draft.cue.start)?;
    let verb = draft.cue.clone().find(|&at| {
        matches!(lower(page, at).as_str(), "heard" | "hears" | "told" | "informed" | "briefed")
    })?;
    let heard = matches!(page.word(verb), "heard" | "hears");
    let passive = verb.checked_sub(1).is_some_and(|at| {
        matches!(lower(page, at).as_str(), "was" | "were" | "been" | "being" | "are" | "is")
    });
    // "said he had heard", "wants to be told": only what the cue alone says.
    let bare = heard && draft.cue.len() == 1 && is_assembly(page, &hearer);
    if !(bare || !heard && passive) {
        return None;
    }
    let mut turned = draft.clone();
    turned.source = agent(page, draft, verb);
    Some((turned, hearer))
}

/// "was told *by police* that"
fn agent(page: &Page<'_>, draft: &Draft, verb: usize) -> Option<Range<usize>> {
    let own = sentence(page, verb);
    let limit = (verb + 4).min(own.end);
    let by = (verb + 1..limit).find(|&at| page.word(at) == "by")?;
    let agent = phrase::short(page, by + 1);
    let free = agent.clone().all(|at| !draft.content.iter().any(|piece| piece.contains(&at)));
    (free && !agent.is_empty()).then_some(agent)
}

/// Whether a hearer is a body before which others speak.
fn is_assembly(page: &Page<'_>, hearer: &Range<usize>) -> bool {
    hearer.clone().any(|at| {
        page.class(at) != Class::Name
            && matches!(
                lower(page, at).as_str(),
                "court"
                    | "jury"
                    | "jurors"
                    | "tribunal"
                    | "inquest"
                    | "inquiry"
                    | "hearing"
                    | "trial"
                    | "committee"
                    | "panel"
                    | "commission"
                    | "meeting"
                    | "judge"
                    | "coroner"
            )
            || matches!(page.word(at), "Court" | "Tribunal" | "Inquiry")
    })
}
