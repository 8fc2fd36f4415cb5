//! A medium that cites: "the agency quoted the minister as saying", "the agency reported, citing the
//! paper, citing an engineer".

use super::speaker::{can_speak, may_be_outlet};
use super::{beside, is_medium, lower, media_or, passing, phrase, sentence};
use crate::Page;
use crate::find::Draft;
use crate::word::Class;
use std::ops::Range;

/// Links of a chain that are followed.
const LINKS: usize = 4;
/// Words between the reporting and the citing: a day, a place.
const BETWEEN: usize = 8;

/// "The agency cited the minister as saying that …", or the same behind what was said, taken for the
/// agency's words about the minister: the same draft as the minister's words, and the agency that
/// passed them on.
pub(super) fn as_saying(page: &Page<'_>, draft: &Draft) -> Option<(Draft, Vec<Range<usize>>)> {
    let medium = draft.source.clone()?;
    let quoted = draft.cue.clone().find(|&at| at >= medium.end && passing(page, at))?;
    let own = sentence(page, quoted);
    let limit = (quoted + 16).min(own.end);
    let at = (quoted + 1..limit).find(|&at| {
        page.word(at) == "as" && matches!(page.word(at + 1), "saying" | "telling" | "confirming")
    })?;
    let mut person = quoted + 1..at;
    // "Ana Reis, the prosecutor, as saying"
    while person.end > person.start && page.class(person.end - 1) == Class::Comma {
        person.end -= 1;
    }
    if person.is_empty()
        || person.clone().any(|at| page.words.get(at).is_some_and(|w| w.quotation > 0))
    {
        return None;
    }
    let mut told = draft.clone();
    let pieces = draft.content.iter().flat_map(|piece| {
        [piece.start..piece.end.min(medium.start), piece.start.max(at + 2)..piece.end]
    });
    // What stands before is what was said, unless there is something behind that is more than a day.
    let pieces: Vec<Range<usize>> = pieces.filter(|piece| piece.start < piece.end).collect();
    let day = |piece: &Range<usize>| piece.start > at && piece.len() <= 2;
    let before = pieces.iter().any(|piece| piece.end <= medium.start);
    told.content = pieces.into_iter().filter(|piece| !(before && day(piece))).collect();
    told.source = Some(person);
    told.cue = at..at + 2;
    if told.content.is_empty() {
        return None;
    }
    Some((told, media_or(page, medium)))
}

/// Follows "the agency reported, citing the paper, citing an engineer" to the engineer: who stands
/// behind a medium that cites, and the media between, nearest first.
pub(super) fn chain(page: &Page<'_>, draft: &Draft) -> Option<(Range<usize>, Vec<Range<usize>>)> {
    let medium = draft.source.clone()?;
    let known = is_medium(page, &medium);
    if !known && !may_be_outlet(page, &medium) {
        return None;
    }
    let mut start = first_citing(page, draft, &medium)?;
    let mut media = media_or(page, medium);
    for _ in 0..LINKS {
        let cited = cited(page, draft, start)?;
        // "The company said it would cut prices, citing weak demand."
        if !known && !can_speak(page, &cited) {
            return None;
        }
        let next = next_citing(page, cited.end).filter(|_| is_medium(page, &cited));
        let Some(next) = next else { return Some((cited, media)) };
        media.splice(0..0, media_or(page, cited).into_iter().take(1));
        start = next;
    }
    None
}

/// Where the phrase of whoever is cited begins, if a word at `at` cites: "citing X", "with reference to
/// X", "had it from X".
fn citing(page: &Page<'_>, at: usize) -> Option<usize> {
    let words = |n: usize| page.word(at + n);
    if passing(page, at) {
        Some(at + 1)
    } else if (words(0), words(1), words(2)) == ("with", "reference", "to")
        || matches!(words(0), "had" | "has" | "got" | "took")
            && (words(1), words(2)) == ("it", "from")
    {
        Some(at + 3)
    } else {
        None
    }
}

/// Where the phrase begins that a draft's medium cites: behind the report, between medium and cue, or
/// at the head of the sentence.
fn first_citing(page: &Page<'_>, draft: &Draft, medium: &Range<usize>) -> Option<usize> {
    let own = sentence(page, draft.cue.start);
    let free = |at: usize| page.words.get(at).is_some_and(|w| w.quotation == 0);
    // "citing" as the cue itself, or behind it.
    let end = medium.end.max(draft.cue.end);
    let between = medium.end..draft.cue.start.max(medium.end);
    let mut inside = draft.cue.clone().chain(between);
    if let Some(at) = inside.find(|&at| passing(page, at) && free(at) && at >= medium.end) {
        return Some(at + 1);
    }
    let mut at = end;
    while at < own.end && at < end + BETWEEN {
        if let Some(start) = citing(page, at).filter(|_| free(at)) {
            return Some(start);
        }
        let stops =
            matches!(page.class(at), Class::Stop | Class::Colon | Class::That | Class::Modal)
                || (page.class(at).verbal() && !matches!(lower(page, at).as_str(), "has" | "had"))
                || draft.content.iter().any(|piece| piece.contains(&at));
        if stops {
            break;
        }
        at += 1;
    }
    // "Citing two officials, the agency reported"
    let first = own.start;
    (passing(page, first)
        && medium.start > first + 1
        && page.class(medium.start - 1) == Class::Comma
        && (first..medium.start).all(|at| beside(page, draft, at)))
    .then_some(first + 1)
}

/// Whom a citing word before `start` cites; nobody where it is followed by what is said.
fn cited(page: &Page<'_>, draft: &Draft, start: usize) -> Option<Range<usize>> {
    let mut cited = phrase::after(page, draft, start);
    // "the agency cites two women": a cue whose object is all that it says.
    if draft.cue.contains(&(start - 1)) && page.word(cited.end) != "as" {
        return None;
    }
    while !cited.is_empty() && crate::addressee::is_day(page.word(cited.end - 1)) {
        cited.end -= 1;
        if !cited.is_empty() && page.class(cited.end - 1) == Class::Preposition {
            cited.end -= 1;
        }
    }
    (!cited.is_empty()).then(|| behind_a_document(page, cited))
}

/// "A memo by chief executive NAME" is hers; "a report" has nobody behind it.
fn behind_a_document(page: &Page<'_>, cited: Range<usize>) -> Range<usize> {
    const WRITTEN: &[&str] = &[
        "memo",
        "letter",
        "email",
        "e-mail",
        "post",
        "tweet",
        "message",
        "note",
        "diary",
        "memoir",
        "testimony",
    ];
    let document = cited.clone().find(|&at| WRITTEN.contains(&lower(page, at).as_str()));
    let by = document.filter(|&at| matches!(page.word(at + 1), "by" | "from")).map(|at| at + 2);
    match by {
        Some(start) if start < cited.end => start..cited.end,
        _ => cited,
    }
}

/// Where the phrase begins that the next citing word, right behind a phrase, cites.
fn next_citing(page: &Page<'_>, end: usize) -> Option<usize> {
    let comma = usize::from(page.class(end) == Class::Comma);
    let mut at = end + comma;
    at += usize::from(matches!(page.word(at), "which" | "who"));
    // "which in turn cited", "itself quoting"
    at += if (page.word(at), page.word(at + 1)) == ("in", "turn") {
        2
    } else {
        usize::from(matches!(page.word(at), "itself" | "also" | "then"))
    };
    citing(page, at)
}
