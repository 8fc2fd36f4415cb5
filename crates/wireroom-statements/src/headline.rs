//! Headlines: "Marrow: Dam will hold", "Kestrel to cut 400 jobs: union", "Vardon set to quit - reports".
//! A line that ends without a stop and has no cue.

use crate::Page;
use crate::find::Draft;
use crate::word::{Class, Mark};
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

/// The parts of a headline that says who says it: source, the mark that stands for a cue, content.
pub(crate) fn read(
    page: &Page<'_>,
    own: &Range<usize>,
) -> Option<(Range<usize>, Range<usize>, Range<usize>)> {
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
    if before.len() <= NAMED && colon && speaks(page, &before, false) && after.len() >= LEAST {
        return Some((before, *mark..mark + 1, unmarked(page, after)));
    }
    (after.len() <= NAMED && speaks(page, &after, true) && before.len() >= LEAST)
        .then(|| (after, *mark..mark + 1, unmarked(page, before)))
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

/// A range without the quotation marks around it.
fn unmarked(page: &Page<'_>, mut range: Range<usize>) -> Range<usize> {
    let mark = |at: usize| {
        page.words.get(at).is_some_and(|w| w.mark != Mark::None || w.class == Class::Quote)
    };
    while range.start < range.end && mark(range.start) {
        range.start += 1;
    }
    while range.start < range.end && mark(range.end - 1) {
        range.end -= 1;
    }
    range
}

/// The same as a draft that is kept.
pub(crate) fn draft(page: &Page<'_>, own: &Range<usize>, odds: f32) -> Option<Draft> {
    let (source, cue, content) = read(page, own)?;
    (content.len() >= 2).then(|| Draft {
        cue,
        source: Some(source),
        content: vec![content],
        cue_odds: odds,
        roles_log: 0.0,
        odds,
    })
}
