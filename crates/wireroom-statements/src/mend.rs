//! What the model leaves out of drafts that have the rest: the first half of an interrupted sentence,
//! and a source that is told of in a clause of its own.

use crate::Page;
use crate::find::Draft;
use crate::word::{Class, Mark, Shape};
use std::ops::Range;

/// Words that the first half of a sentence has at most.
const LONGEST: usize = 120;
/// Words that a source is looked for over, before its cue.
const BACK: usize = 18;

/// Mends the drafts of a passage, in the order of their cues.
pub(crate) fn mend(page: &Page<'_>, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let (others, own) = (claimed(drafts, at), drafts.get_mut(at));
        if let Some(draft) = own {
            name_source(page, draft);
            take_first_half(page, draft, &others);
            drop_dummy(page, draft);
            leave_dotted_name(page, draft);
        }
    }
}

/// Drafts to either side that may claim a word: those further off stand in other sentences.
const NEAR: usize = 8;

/// The words that the drafts around one have.
fn claimed(drafts: &[Draft], own: usize) -> Vec<Range<usize>> {
    let near = own.saturating_sub(NEAR)..(own + NEAR + 1).min(drafts.len());
    let others = near.filter(|at| *at != own).filter_map(|at| drafts.get(at));
    let parts = others.flat_map(|draft| {
        draft.content.iter().chain(std::iter::once(&draft.cue)).chain(&draft.source).cloned()
    });
    parts.collect()
}

/// "Wages must rise by 11 percent, she said, and not in two steps": both halves are hers.
fn take_first_half(page: &Page<'_>, draft: &mut Draft, others: &[Range<usize>]) {
    let Some(source) = draft.source.clone() else { return };
    let (first, last) = (source.start.min(draft.cue.start), source.end.max(draft.cue.end));
    let behind = draft.content.first().is_some_and(|piece| {
        piece.start >= last
            && page.class(piece.start.saturating_sub(1)) == Class::Comma
            && matches!(
                page.word(piece.start),
                "and" | "but" | "or" | "not" | "because" | "although" | "even"
            )
    });
    let strong = draft.cue.clone().any(|at| page.words.get(at).is_some_and(|w| w.strong));
    // "Ms. Reis": the model leaves titles out.
    let title = |at: usize| {
        page.class(at) == Class::Name
            || wireroom_lexicon::is_title(&page.word(at).trim_end_matches('.').to_lowercase())
    };
    let first =
        (first.saturating_sub(3)..first).rev().take_while(|&at| title(at)).last().unwrap_or(first);
    let start = page.sentence(first).start;
    let Some(comma) = first.checked_sub(1).filter(|&at| page.class(at) == Class::Comma) else {
        return;
    };
    let half = start..comma;
    if !behind || half.len() > LONGEST {
        return;
    }
    let clause = half.clone().any(|at| page.class(at).verbal());
    let opens = !matches!(
        page.class(start),
        Class::Conjunction | Class::Relative | Class::Preposition | Class::Gerund | Class::Past
    );
    let free = !others.iter().any(|range| range.start < half.end && half.start < range.end);
    let plain = half.clone().all(|at| page.words.get(at).is_some_and(|w| w.mark == Mark::None));
    if strong && half.len() >= 3 && clause && opens && free && plain {
        draft.content.insert(0, half);
    }
}

/// "a diplomat who asked not to be named told": the source is the diplomat. "…, the driver, who gives
/// her name as Gabi, says": not a part of what she says.
fn name_source(page: &Page<'_>, draft: &mut Draft) {
    let strong = draft.cue.clone().any(|at| page.words.get(at).is_some_and(|w| w.strong));
    if draft.source.is_some() || !strong {
        return;
    }
    let end = draft.cue.start;
    let sentence = page.words.get(end).map(|w| w.sentence);
    let commas: Vec<usize> = (end.saturating_sub(BACK)..end)
        .rev()
        .filter(|&at| {
            page.class(at) == Class::Comma && page.words.get(at).map(|w| w.sentence) == sentence
        })
        .collect();
    let last = commas.first().copied().filter(|&comma| comma + 1 < end);
    // "…, the driver, who gives her name as Gabi, says": from the second comma before on.
    let start = match (last, commas.as_slice()) {
        (Some(comma), _) => comma + 1,
        (None, [_, relative, before, ..]) if page.class(relative + 1) == Class::Relative => {
            before + 1
        }
        _ => return,
    };
    let head = matches!(
        page.class(start),
        Class::Determiner | Class::Name | Class::Number | Class::Possessive
    );
    let relative = (start..end).find(|&at| page.class(at) == Class::Relative);
    let named = start..relative.unwrap_or(end);
    let verbal = named.clone().any(|at| page.class(at).verbal());
    let before = draft.content.iter().any(|piece| piece.start < start);
    if !head || verbal || named.is_empty() || relative.is_none() || !before {
        return;
    }
    let whole = start..end - usize::from(page.class(end - 1) == Class::Comma);
    for piece in &mut draft.content {
        if piece.start < start && piece.end > start {
            piece.end = start - 1;
        }
    }
    draft.content.retain(|piece| piece.end <= start || piece.start >= end);
    draft.source = Some(whole);
}

/// "It was a robbery, as she put it": the "it" is what she said, not a part of it.
fn drop_dummy(page: &Page<'_>, draft: &mut Draft) {
    let behind = draft.cue.end;
    let dummy = |piece: &Range<usize>| {
        piece.start == behind && piece.len() == 1 && page.word(piece.start) == "it"
    };
    if draft.content.len() > 1 {
        draft.content.retain(|piece| !dummy(piece));
        return;
    }
    let put = draft.cue.clone().any(|at| matches!(page.word(at), "put" | "puts"));
    let alone = draft.content.first().is_some_and(dummy);
    let Some(source) = draft.source.clone().filter(|_| put && alone) else { return };
    let start = page.sentence(source.start).start;
    let clause = source
        .start
        .checked_sub(2)
        .filter(|&at| page.word(at + 1) == "as" && page.class(at) == Class::Comma && at > start);
    if let Some(comma) = clause {
        draft.content.clear();
        draft.content.push(start..comma);
    }
}

/// "told Harborpost.info the talks were over": what was said begins behind the name.
fn leave_dotted_name(page: &Page<'_>, draft: &mut Draft) {
    let touches = |at: usize| {
        let two = page.words.get(at).zip(page.words.get(at + 1));
        two.is_some_and(|(one, next)| one.end == next.start)
    };
    for piece in &mut draft.content {
        let Some(dot) = piece.start.checked_sub(1).filter(|&dot| page.word(dot) == ".") else {
            continue;
        };
        let named = dot > 0 && touches(dot - 1) && touches(dot);
        let word = page.words.get(piece.start).is_some_and(|word| word.shape == Shape::Lower);
        if named && word && piece.len() > 1 {
            piece.start += 1;
        }
    }
}
