//! Words as the passes see them: runs without white space, and whether they are words at all.

use std::ops::Range;

use wireroom_lexicon as lexicon;

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

/// Whether `c` is alphabetic; the letters and marks of most text are known without a search.
pub(crate) fn is_letter(c: char) -> bool {
    match c as u32 {
        0x41..=0x5a | 0x61..=0x7a => true,
        ..=0x7f | 0x2000..=0x206f | 0x3000..=0x3004 | 0x3008..=0x3020 | 0xff00..=0xff20 => false,
        0xc0..=0xd6
        | 0xd8..=0xf6
        | 0xf8..=0x2c1
        | 0x388..=0x38a
        | 0x38e..=0x3a1
        | 0x3a3..=0x3f5
        | 0x400..=0x481
        | 0x48a..=0x52f
        | 0x531..=0x556
        | 0x561..=0x587
        | 0x5d0..=0x5ea
        | 0x620..=0x657
        | 0x66e..=0x6d3
        | 0x10d0..=0x10fa
        | 0x1e00..=0x1f15
        | 0x3041..=0x3096
        | 0x30a1..=0x30fa
        | 0x4e00..=0x9fff
        | 0xac00..=0xd7a3 => true,
        _ => c.is_alphabetic(),
    }
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
    match lexicon::frequency(lower) {
        _ if !long && !matches!(lower, "a" | "i") => 0,
        0 | 1 if lower.len() < 3 => 0,
        0 => u8::from(lexicon::is_surname(lower) || lexicon::is_given_name(lower)),
        class if lexicon::is_word(lower) => class.saturating_add(1),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn letters_are_what_unicode_calls_alphabetic() {
        for c in '\0'..=char::MAX {
            assert_eq!(super::is_letter(c), c.is_alphabetic(), "{c:?} {:x}", c as u32);
        }
    }
}
