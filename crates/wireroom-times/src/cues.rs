//! Where the verb nearest to an expression looks: back or ahead.
//!
//! No parser: word lists and endings, the way taggers of temporal expressions have always done it.
//! The verb before the expression in its clause decides; failing that, the one behind it.

use crate::raw::Tense;
use crate::words::Word;

/// How far a verb may stand from the expression, in tokens.
const REACH: usize = 14;

const AHEAD: &str = " will 'll won't shall scheduled expected expects expect plans plan planned \
    planning due upcoming slated hopes hope intends intend begins starts opens expires ends \
    going tomorrow would payable effective ";
const BACK: &str = " was were had did went met held took said told began came made left got gave saw \
    fell rose won lost sent shot struck hit found became led put ran brought bought sold cut \
    broke drove flew grew knew spoke wrote sank chose threw taught thought caught fought sought felt \
    fled kept spent built stood stole withdrew ate blew drew paid rode shook sprang swept woke wore \
    tore swore hid dealt meant laid lit froze ago last since earlier has have been ";

/// Words that open another clause, whose verb comes behind them.
const TURNS: &str = " but while although though whereas ";

/// Words before a participle that is used as an adjective.
const DETERMINERS: &str = " the a an its his her their this ";

/// Verbs whose infinitive is still to come.
const PROMISES: &str = " said told agreed decided vowed promised voted ordered asked urged called \
    offered wanted needed hoped threatened pledged announced supposed invited was were had been have has is are ";

enum Cue {
    Past,
    Future,
    Infinitive,
}

/// Prepositions that look ahead by themselves.
const UNTIL: &str = " until till til ";

/// Prepositions that look ahead where no verb says otherwise: "the rule applies from January".
const ONWARD: &str = " from by starting beginning before ";

/// Verbs of what may be: with a plain infinitive they look ahead ("may close in March"), with
/// "have" they look back ("may have closed in March").
const MODALS: &str = " may might can could must should ";

/// Where the verb nearest to `words[start..end]` looks.
pub(crate) fn tense(words: &[Word<'_>], start: usize, end: usize) -> Tense {
    let from = start.saturating_sub(REACH);
    let before = words.get(from..start).unwrap_or_default();
    let text = |back: usize| {
        before.len().checked_sub(back).and_then(|at| before.get(at)).map_or("", |word| word.text)
    };
    if listed(UNTIL, text(1)) || text(3) == "as" && matches!(text(2), "soon" | "early" | "late") {
        return Tense::Future;
    }
    let mut infinitive = false;
    for at in (0..before.len()).rev() {
        let Some(word) = before.get(at) else { break };
        if matches!(word.punct(), b';' | b':' | b'(') || listed(TURNS, word.text) {
            break;
        }
        match looks(before, at) {
            // What was done to some end was done at the time told; what was agreed, vowed or
            // expected is to come.
            Some(Cue::Past) if infinitive => {
                let reports = before.get(at + 1).is_some_and(|word| word.text == "that");
                let ahead = reports || listed(PROMISES, word.text);
                return if ahead { Tense::Future } else { Tense::Past };
            }
            Some(Cue::Past) => return Tense::Past,
            Some(Cue::Future) => return Tense::Future,
            Some(Cue::Infinitive) => {
                let verb = at.checked_sub(2).and_then(|at| before.get(at)).map_or("", |w| w.text);
                if matches!(verb, "is" | "are" | "due" | "set" | "likely") {
                    return Tense::Future;
                }
                infinitive = true;
            }
            None => {}
        }
    }
    if infinitive {
        return Tense::Future;
    }
    let after = words.get(end..words.len().min(end + REACH)).unwrap_or_default();
    for (at, word) in after.iter().enumerate() {
        if matches!(word.punct(), b';' | b':' | b'(') {
            break;
        }
        match looks(after, at) {
            Some(Cue::Past) => return Tense::Past,
            // Inside a sentence, a modal behind the expression mostly is of the next clause.
            Some(_) if start > 2 && listed(MODALS, word.text) => break,
            Some(_) => return Tense::Future,
            None => {}
        }
    }
    if listed(ONWARD, text(1)) { Tense::Future } else { Tense::Unknown }
}

fn looks(words: &[Word<'_>], at: usize) -> Option<Cue> {
    let word = words.get(at)?;
    let text = word.text;
    if text.len() > 14 || !text.starts_with(|c: char| c.is_ascii_lowercase() || c == '\'') {
        return None;
    }
    // "to meet on Friday": the infinitive looks ahead.
    let prev = at.checked_sub(1).and_then(|at| words.get(at)).map_or("", |word| word.text);
    if prev == "to" && !listed(DETERMINERS, text) {
        return (word.lex.id == 0).then_some(Cue::Infinitive);
    }
    if listed(AHEAD, text) || text.ends_with("'ll") || text.ends_with("’ll") {
        return Some(if prev == "been" { Cue::Past } else { Cue::Future });
    }
    // A modal and its verb: "may meet", "must not be late", but "may have met".
    if listed(MODALS, text) {
        let next = |ahead: usize| words.get(at + ahead).map_or("", |word| word.text);
        let verb = if matches!(next(1), "not" | "also" | "still" | "now" | "then" | "only") {
            next(2)
        } else {
            next(1)
        };
        // "could not be reached on Friday" tells what was.
        let able = text == "could" && (verb == "be" || next(1) == "not");
        return (!able && !matches!(verb, "have" | "")).then_some(Cue::Future);
    }
    // "to be published", "the reduced dividend": the participle does not look back.
    if prev == "be" || text.ends_with("ed") && is_adjective(words, at, prev) {
        return None;
    }
    (listed(BACK, text) || is_past_form(text)).then_some(Cue::Past)
}

/// Whether the participle at `at` stands before its noun: "the reduced dividend", "a still
/// unspecified date".
fn is_adjective(words: &[Word<'_>], at: usize, prev: &str) -> bool {
    let adverb = prev.ends_with("ly") || matches!(prev, "still" | "yet" | "much" | "well");
    let before = at.checked_sub(2).and_then(|at| words.get(at)).map_or("", |word| word.text);
    listed(DETERMINERS, prev) || adverb && listed(DETERMINERS, before)
}

/// Whether a word is a past form by its ending; "succeed" and "exceed" are none.
fn is_past_form(text: &str) -> bool {
    let plain = text.ends_with("eed")
        && !matches!(text, "agreed" | "disagreed" | "freed" | "decreed" | "guaranteed");
    text.len() > 3 && text.ends_with("ed") && !plain && text != "hundred"
}

fn listed(list: &str, word: &str) -> bool {
    list.match_indices(word).any(|(at, _)| {
        !word.is_empty() && list[..at].ends_with(' ') && list[at + word.len()..].starts_with(' ')
    })
}
