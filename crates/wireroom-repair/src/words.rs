//! Words as the passes see them: runs without white space, and whether they are words at all.

use std::ops::Range;

use wireroom_lexicon as lexicon;

use crate::kind::{ALPHABETIC, kind};

/// How far a white-space-free run is followed; hostile runs are cut there.
const LONGEST: usize = 400;

/// The white-space-free run around byte `at`, which lies on a character boundary.
pub(crate) fn word_around(text: &str, at: usize) -> Range<usize> {
    let mut start = at;
    for (index, c) in text.get(..at).unwrap_or("").char_indices().rev() {
        if c.is_whitespace() || at - index > LONGEST {
            break;
        }
        start = index;
    }
    let mut end = at;
    for (index, c) in text.get(at..).unwrap_or("").char_indices() {
        if c.is_whitespace() || index > LONGEST {
            break;
        }
        end = at + index + c.len_utf8();
    }
    start..end
}

/// A line in lower case, as [`str::to_lowercase`] has it. What lines have beside ASCII are mostly dashes and
/// quotes, that have no case: then all of it is as quick as ASCII.
pub(crate) fn lower(line: &str) -> String {
    if line.is_ascii() {
        return line.to_ascii_lowercase();
    }
    // From U+2000 to U+203F.
    let mut rest = line.as_bytes();
    while let Some(at) = rest.iter().position(|byte| !byte.is_ascii()) {
        match rest.get(at..).unwrap_or_default() {
            [0xe2, 0x80, _, more @ ..] => rest = more,
            _ => return line.to_lowercase(),
        }
    }
    line.to_ascii_lowercase()
}

/// Whether `c` is alphabetic.
pub(crate) fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { kind(c) & ALPHABETIC != 0 }
}

/// Whether a run is a web or mail address, a handle or a path, where nothing may be touched.
pub(crate) fn is_address(word: &str) -> bool {
    word.contains("://")
        || word.contains('@')
        || word.contains('\\')
        || word.contains("www.")
        || (word.contains('/') && word.contains('.') && word.is_ascii())
}

/// Whether a form is a word: of the word list, a name, or a contraction of one. `lower` is in lower
/// case with straight apostrophes.
pub(crate) fn known(lower: &str) -> bool {
    standing(lower) > 0
}

/// How well known a form is: 0 not at all, 1 a name only, else 1 more than its frequency class.
pub(crate) fn standing(lower: &str) -> u8 {
    let whole = standing_of(lower);
    if whole > 0 {
        return whole;
    }
    match lower.split_once('\'') {
        Some((stem, "s" | "t" | "d" | "m" | "ll" | "re" | "ve" | "")) => standing_of(stem),
        Some(("o" | "d" | "l" | "al", tail)) => standing_of(tail),
        _ => 0,
    }
}

fn standing_of(lower: &str) -> u8 {
    let long = lower.chars().nth(1).is_some();
    if !long && !matches!(lower, "a" | "i") {
        return 0;
    }
    match lexicon::word_frequency(lower) {
        (0 | 1, _) if lower.len() < 3 => 0,
        (0, _) => u8::from(lexicon::is_name(lower)),
        (class, true) => class.saturating_add(1),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn lines_are_lowered_as_any_text_is() {
        for line in [
            "",
            "Plain A-Z 09",
            "“It’s ON” — NOW…",
            "ÉTÉ – Où",
            "ΟΔΟΣ",
            "İ\u{212a}",
            "\u{2028}A\u{2030}",
        ] {
            assert_eq!(super::lower(line), line.to_lowercase());
        }
    }

    #[test]
    fn letters_are_what_unicode_calls_alphabetic() {
        for c in '\0'..=char::MAX {
            assert_eq!(super::is_letter(c), c.is_alphabetic(), "{c:?} {:x}", c as u32);
        }
    }
}
