//! Headlines: "Marrow: Dam will hold", "Kestrel to cut 400 jobs: union", "Vardon set to quit - reports".
//! A line that ends without a stop and has no cue.

use crate::Page;
use crate::find::{Draft, trim};
use crate::word::Class;
use std::ops::Range;
use wireroom_lexicon::{TitleKind, is_given_name, is_surname, title_kind};

/// Words that a headline has at most.
const LONGEST: usize = 22;
/// Words that its speaker has at most.
const NAMED: usize = 5;
/// Words that are said at least.
const LEAST: usize = 3;

/// Nouns that headlines give for a source, besides offices and trades.
const SOURCES: &[&str] = &[
    "union",
    "unions",
    "report",
    "reports",
    "source",
    "sources",
    "police",
    "officials",
    "study",
    "court",
    "army",
    "military",
    "government",
    "ministry",
    "media",
    "survey",
    "poll",
    "watchdog",
    "experts",
    "analysts",
    "lawyers",
    "prosecutors",
    "un",
    "who",
    "eu",
    "nato",
    "company",
    "agency",
    "regulator",
    "witnesses",
    "boss",
    "chief",
];

/// What a headline says of whom, if it says who says it: the mark stands for a cue.
pub(crate) fn draft(page: &Page<'_>, own: &Range<usize>) -> Option<Draft> {
    let last = own.end.checked_sub(1)?;
    if own.len() > LONGEST || page.class(last) == Class::Stop && page.word(last) == "." {
        return None;
    }
    let marks: Vec<usize> = own
        .clone()
        .filter(|&at| {
            (page.word(at) == ":" || page.class(at) == Class::Dash)
                && page.words.get(at).is_some_and(|w| w.quotation == 0)
        })
        .collect();
    let [mark] = marks.as_slice() else { return None };
    let colon = page.word(*mark) == ":";
    let (before, after) = (own.start..*mark, mark + 1..own.end);
    let spaced = page.words.get(*mark).zip(page.words.get(mark + 1));
    let apart = spaced.is_some_and(|(mark, next)| next.start > mark.end);
    if !apart {
        return None;
    }
    let (source, said) = if before.len() <= NAMED && colon && speaks(page, &before, false) {
        (before, after)
    } else if after.len() <= NAMED && speaks(page, &after, true) {
        (after, before)
    } else {
        return None;
    };
    let content = trim(page.words, said).filter(|said| said.len() >= LEAST)?;
    Some(Draft::ruled(source, *mark..mark + 1, content))
}

/// Whether a few words are who says it: a noun of the list or an office at their end, or, in front, the
/// surname or full name of a person.
fn speaks(page: &Page<'_>, range: &Range<usize>, behind: bool) -> bool {
    let Some(last) = range.end.checked_sub(1).filter(|_| !range.is_empty()) else { return false };
    let verbal = range.clone().any(|at| page.class(at).verbal() || page.class(at) == Class::Comma);
    let word = page.word(last).to_lowercase();
    let noun = SOURCES.contains(&word.as_str()) || title_kind(&word) == Some(TitleKind::Role);
    let large = range.clone().all(|at| page.word(at).starts_with(char::is_uppercase));
    let named = large
        && !behind
        && is_surname(&word)
        && (range.len() == 1 || is_given_name(&page.word(range.start).to_lowercase()));
    !verbal && (noun || named)
}
