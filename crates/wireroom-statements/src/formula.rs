//! Attributions by set phrases that hardly stand in what the model learned from: "in the words of
//! NAME", "by her own account", "is how NAME put it", "maintains, through its director, that".

use crate::Page;
use crate::find::{Draft, trim};
use crate::word::Class;
use std::ops::Range;

/// Words that a source has at most.
const NAMED: usize = 12;
/// Words that are said at least.
const LEAST: usize = 2;

/// The drafts of set phrases, of sentences in which no draft has been found.
pub(crate) fn drafts(page: &Page<'_>, found: &[Draft]) -> Vec<Draft> {
    let taken = |sentence: u16| {
        let of = |at: usize| page.words.get(at).map(|w| w.sentence);
        found.iter().any(|draft| of(draft.cue.start) == Some(sentence))
    };
    let mut made = Vec::new();
    let mut start = 0;
    while let Some(first) = page.words.get(start) {
        let own = page.sentence(start);
        let end = own.end;
        if !taken(first.sentence) {
            let draft = words_of(page, &own)
                .or_else(|| account(page, &own))
                .or_else(|| put_it(page, &own))
                .or_else(|| interrupted(page, &own))
                .or_else(|| crate::headline::draft(page, &own));
            made.extend(
                draft.filter(|draft| draft.content.iter().all(|piece| piece.len() >= LEAST)),
            );
        }
        start = end;
    }
    made
}

/// "In the words of NAME, …" and "…, in the words of NAME,".
fn words_of(page: &Page<'_>, own: &Range<usize>) -> Option<Draft> {
    let at = own.clone().find(|&at| {
        page.word(at).eq_ignore_ascii_case("in")
            && page.word(at + 1) == "the"
            && page.word(at + 2) == "words"
            && page.word(at + 3) == "of"
            && plain(page, at)
    })?;
    let source = at + 4..until_comma(page, at + 4, own.end);
    let content = rest(page, own, at, source.end)?;
    let mut found =
        (!source.is_empty()).then(|| Draft::ruled(source.clone(), at..at + 3, content))?;
    // "It was, in the words of one ferryman, a night nobody would forget."
    let behind = trimmed(page, source.end..own.end);
    if at > own.start && behind.len() >= LEAST {
        found.content.push(behind);
    }
    Some(found)
}

/// "By NAME's own account, …"
fn account(page: &Page<'_>, own: &Range<usize>) -> Option<Draft> {
    let at = own
        .clone()
        .find(|&at| matches!(page.word(at), "by" | "By" | "In" | "in") && plain(page, at))?;
    let end = (at + NAMED).min(own.end);
    let last = (at + 1..end).find(|&at| {
        matches!(page.word(at), "account" | "admission" | "reckoning" | "telling" | "version")
    })?;
    let mut source = at + 1..last;
    let owned = page.word(last - 1) == "own";
    source.end -= usize::from(owned);
    let possessive = |at: usize| matches!(page.word(at), "'s" | "’s" | "'" | "’");
    let pronoun = page.class(source.start) == Class::Possessive && source.len() == 1;
    if source.end > source.start && possessive(source.end - 1) {
        source.end -= 1;
    } else if !(pronoun && owned) {
        return None;
    }
    let broken = source.clone().any(|at| page.class(at).verbal() || page.class(at) == Class::Comma);
    let version = page.word(last) == "version" && page.word(last + 1) == "of";
    let end = if version { until_comma(page, last + 1, own.end) } else { last + 1 };
    let content = rest(page, own, at, end)?;
    (!source.is_empty() && !broken).then(|| Draft::ruled(source, last..last + 1, content))
}

/// "“…” is how NAME put it."
fn put_it(page: &Page<'_>, own: &Range<usize>) -> Option<Draft> {
    let put = own
        .clone()
        .find(|&at| matches!(page.word(at), "put" | "puts") && page.word(at + 1) == "it")?;
    let how = (own.start..put).rev().take(NAMED).find(|&at| page.word(at) == "how")?;
    let is =
        how.checked_sub(1).filter(|&at| matches!(page.word(at), "is" | "was") && at > own.start)?;
    let end = if page.class(is - 1) == Class::Comma { is - 1 } else { is };
    let quoted = |at: usize| page.words.get(at).is_some_and(|w| w.quotation > 0);
    let content = trimmed(page, own.start..end);
    content.clone().all(quoted).then(|| Draft::ruled(how + 1..put, put..put + 2, content))
}

/// "NAME maintains, through its director, that …".
fn interrupted(page: &Page<'_>, own: &Range<usize>) -> Option<Draft> {
    let cue = own.clone().find(|&at| {
        page.words.get(at).is_some_and(|w| w.quotation == 0 && w.class == Class::Cue)
            && page.class(at + 1) == Class::Comma
            && matches!(page.word(at + 2), "through" | "via" | "on" | "in" | "at")
    })?;
    let limit = (cue + 2 + NAMED).min(own.end);
    let comma = (cue + 3..limit).find(|&at| page.class(at) == Class::Comma)?;
    let source = own.start..cue;
    let named = !source.is_empty()
        && source.len() <= NAMED
        && !source.clone().any(|at| page.class(at).verbal() || page.class(at) == Class::Comma);
    let content = comma + 2..trimmed(page, comma + 2..own.end).end;
    (named && page.class(comma + 1) == Class::That && content.start < content.end)
        .then(|| Draft::ruled(source, cue..cue + 1, content))
}

fn plain(page: &Page<'_>, at: usize) -> bool {
    page.words.get(at).is_some_and(|w| w.quotation == 0)
}

fn until_comma(page: &Page<'_>, start: usize, end: usize) -> usize {
    let limit = (start + NAMED).min(end);
    (start..limit).find(|&at| matches!(page.class(at), Class::Comma | Class::Stop)).unwrap_or(start)
}

/// What a sentence says beside the phrase at `from..to`: what follows where the phrase opens it, else
/// what precedes.
fn rest(page: &Page<'_>, own: &Range<usize>, from: usize, to: usize) -> Option<Range<usize>> {
    let rest = if from == own.start { to..own.end } else { own.start..from };
    let content = trimmed(page, rest);
    (content.len() > 1).then_some(content)
}

/// A range without commas, stops and marks at its edges; empty where nothing else is in it.
fn trimmed(page: &Page<'_>, range: Range<usize>) -> Range<usize> {
    let start = range.start;
    trim(page.words, range).unwrap_or(start..start)
}
