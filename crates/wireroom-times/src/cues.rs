//! Where the verb nearest to an expression looks: back or ahead.
//!
//! No parser: word lists and endings, the way taggers of temporal expressions have always done it.
//! The verb before the expression in its clause decides; failing that, the one behind it.

use crate::raw::Tense;
use crate::words::Word;

/// How far a verb may stand from the expression, in tokens.
const REACH: usize = 14;

const AHEAD: &str = " will 'll won't shall scheduled expected expects expect plans plan planned \
    planning due upcoming set slated hopes hope intends intend begins starts opens expires ends \
    would may might could should must going tomorrow until by next later ";
const BACK: &str = " was were had did went met held took said told began came made left got gave saw \
    fell rose won lost sent shot struck hit found became led put ran brought bought sold cut \
    broke drove flew grew knew spoke wrote ago last since earlier has have been ";

/// Where the verb nearest to `words[start..end]` looks.
pub(crate) fn tense(words: &[Word<'_>], start: usize, end: usize) -> Tense {
    let from = start.saturating_sub(REACH);
    let before = words.get(from..start).unwrap_or_default();
    for at in (0..before.len()).rev() {
        let Some(word) = before.get(at) else { break };
        if matches!(word.punct(), b';' | b':' | b'(') {
            break;
        }
        if let Some(tense) = looks(before, at) {
            return tense;
        }
    }
    let after = words.get(end..words.len().min(end + REACH)).unwrap_or_default();
    for (at, word) in after.iter().enumerate() {
        if matches!(word.punct(), b';' | b':' | b'(') {
            break;
        }
        if let Some(tense) = looks(after, at) {
            return tense;
        }
    }
    Tense::Unknown
}

fn looks(words: &[Word<'_>], at: usize) -> Option<Tense> {
    let word = words.get(at)?;
    let text = word.text;
    if text.len() > 14 || !text.starts_with(|c: char| c.is_ascii_lowercase() || c == '\'') {
        return None;
    }
    if listed(AHEAD, text) {
        return Some(Tense::Future);
    }
    // "to meet on Friday": the infinitive looks ahead.
    let prev = at.checked_sub(1).and_then(|at| words.get(at)).map_or("", |word| word.text);
    if prev == "to" && !matches!(text, "a" | "an" | "the" | "his" | "her" | "its" | "their") {
        return (word.lex.id == 0).then_some(Tense::Future);
    }
    let past = listed(BACK, text)
        || text.len() > 3 && text.ends_with("ed") && !matches!(text, "need" | "indeed" | "hundred");
    past.then_some(Tense::Past)
}

fn listed(list: &str, word: &str) -> bool {
    list.match_indices(word).any(|(at, _)| {
        !word.is_empty() && list[..at].ends_with(' ') && list[at + word.len()..].starts_with(' ')
    })
}
