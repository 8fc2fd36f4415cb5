//! Words of a single letter: an initial, "a" or "I".

use super::around::Around;
use super::decide::{Evidence, HEAVY};
use super::piece::Piece;
use super::table::entry;

/// A word of a single letter: an initial, "a" or "I".
pub(crate) fn lone(
    text: &str,
    pieces: &[Piece],
    index: usize,
    evidence: &Evidence,
    around: &Around,
) -> bool {
    let Some(piece) = pieces.get(index) else { return false };
    let heavy = evidence.mended >= HEAVY && piece.hooked + piece.greek + piece.styled > 0;
    if piece.exact == 0 && !heavy || piece.digits > 0 || !around.is_latin() {
        return false;
    }
    let word = text.get(piece.range.clone()).unwrap_or("");
    let Some(c) = word.chars().next().filter(|c| c.is_alphabetic()) else { return false };
    let Some(entry) = entry(c) else { return false };
    let before = text.get(..piece.range.start).and_then(|head| head.chars().next_back());
    let tail = text.get(piece.range.end..).unwrap_or("");
    let after = tail.chars().next();
    let neighbor = |step: usize, forward: bool| {
        let at = if forward { index.checked_add(step) } else { index.checked_sub(step) };
        at.and_then(|at| pieces.get(at)).is_some_and(|near| near.otherness() == 0)
    };
    if !neighbor(1, false) && !neighbor(1, true) {
        return false;
    }
    // "U.Ѕ.", "Ѕ.Central": a stop on one side and a Latin letter right behind it.
    let letter_behind_stop = tail.strip_prefix('.').and_then(|tail| tail.chars().next());
    let letter_before_stop = text
        .get(..piece.range.start)
        .and_then(|head| head.strip_suffix('.'))
        .and_then(|head| head.chars().next_back());
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let capital = c.is_uppercase() || entry.letters.starts_with(|l: char| l.is_ascii_uppercase());
    let initial = letter(letter_behind_stop)
        || letter_before_stop.is_some_and(|c| c.is_ascii_uppercase()) && after == Some('.')
        || after == Some('.') && evidence.mended > 0;
    if capital && initial {
        return true;
    }
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let article = entry.letters.contains(['a', 'A', 'I']) && c.is_alphabetic();
    let both = neighbor(1, false) && neighbor(1, true);
    let stop = |c: Option<char>| c == Some('.');
    if heavy && stop(after) && (letter(letter_behind_stop) || letter(letter_before_stop)) {
        return true;
    }
    let opened = matches!(before, Some('"' | '“' | '‘' | '\''));
    if article && both && space(after) && opened && evidence.mended >= HEAVY {
        return true;
    }
    if piece.exact == 0 {
        // "ε/2", "χ² test", "α-helix", "𝔽₂": signs of formulas.
        return article && both && space(before) && space(after);
    }
    if !space(before) || !(space(after) || matches!(after, Some('’' | '\''))) {
        return evidence.mended > 2 && !matches!(before, Some('"' | '“' | '‘' | '\''));
    }
    match evidence.mended {
        0 => {
            let named = index
                .checked_sub(1)
                .and_then(|at| pieces.get(at))
                .and_then(|near| text.get(near.range.clone()))
                .is_some_and(|word| {
                    matches!(
                        word,
                        "letter" | "vowel" | "symbol" | "character" | "sound" | "and" | "or"
                    )
                });
            article && both && c.is_lowercase() && !named
        }
        1 | 2 => article && both,
        _ => true,
    }
}
