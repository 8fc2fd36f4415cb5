//! Sentences that deny what others told: "Reports that the ship had been refloated were not
//! correct" denies that the ship had been refloated, and says nothing of reports.
//!
//! Only the two plain forms are read, where nothing else is said: the tellings and their clause
//! before the denial, or "it is not true that" before the clause.

use wireroom_text::{Token, TokenKind, tokens};

const TOLD: [&str; 16] = [
    "report",
    "reports",
    "claim",
    "claims",
    "rumor",
    "rumors",
    "rumour",
    "rumours",
    "suggestion",
    "suggestions",
    "allegation",
    "allegations",
    "assertion",
    "assertions",
    "speculation",
    "story",
];
const IS: [&str; 4] = ["is", "are", "was", "were"];
const TRUE: [&str; 4] = ["true", "correct", "accurate", "right"];
const FALSE: [&str; 9] = [
    "false",
    "untrue",
    "wrong",
    "incorrect",
    "inaccurate",
    "unfounded",
    "baseless",
    "groundless",
    "fabricated",
];
/// Words that make the denial stronger.
const ADVERBS: [&str; 6] = ["simply", "entirely", "completely", "totally", "absolutely", "quite"];
/// Words that may stand before the telling: "earlier local media reports".
const BEFORE: usize = 4;

/// The clause that a passage denies, if that is all that it says.
pub(crate) fn denied_clause(text: &str) -> Option<&str> {
    let words: Vec<Token> =
        tokens(text).into_iter().filter(|token| token.kind != TokenKind::Punct).collect();
    let lowers: Vec<String> =
        words.iter().map(|token| token.span.text(text).to_lowercase()).collect();
    let (from, to) = of_tellings(&lowers).or_else(|| of_it(&lowers))?;
    let (first, last) = (words.get(from)?, words.get(to.checked_sub(1)?)?);
    text.get(first.span.start()..last.span.end()).filter(|_| from + 1 < to)
}

/// "Reports that … were not correct."
fn of_tellings(lowers: &[String]) -> Option<(usize, usize)> {
    let that = lowers.iter().take(BEFORE + 2).position(|lower| lower == "that")?;
    let told = lowers.get(that.checked_sub(1)?)?;
    let is = lowers.iter().rposition(|lower| IS.contains(&lower.as_str()))?;
    let denies = is_false(lowers.get(is + 1..)?);
    (TOLD.contains(&told.as_str()) && is > that && denies).then_some((that + 1, is))
}

/// "It is not true that …"
fn of_it(lowers: &[String]) -> Option<(usize, usize)> {
    let that = lowers.iter().take(7).position(|lower| lower == "that")?;
    let is_it = lowers.first()? == "it" && IS.contains(&lowers.get(1)?.as_str());
    (is_it && is_false(lowers.get(2..that)?)).then_some((that + 1, lowers.len()))
}

/// "not correct", "simply untrue", and nothing else.
fn is_false(words: &[String]) -> bool {
    let plain: Vec<&str> =
        words.iter().map(String::as_str).filter(|word| !ADVERBS.contains(word)).collect();
    match plain.as_slice() {
        ["not", word] => TRUE.contains(word),
        [word] => FALSE.contains(word),
        _ => false,
    }
}
