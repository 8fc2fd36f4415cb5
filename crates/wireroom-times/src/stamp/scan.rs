//! A line of a page in pieces: runs of digits, words, and single marks.
//!
//! Pages glue what their layout parts ("PublishedFebruary 12, 2021by"), so a piece ends where
//! letters meet digits and where a small letter meets a capital.

use crate::lexicon::{class, look_up};
use std::ops::RangeInclusive;

/// What a piece is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// ASCII digits.
    Number,
    /// Letters.
    Word,
    /// Any other character, alone.
    Mark,
}

/// One piece of a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token<'a> {
    pub(crate) text: &'a str,
    pub(crate) kind: Kind,
    /// Whether it touches the piece before.
    pub(crate) glued: bool,
}

impl Token<'_> {
    pub(crate) fn is_word(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    pub(crate) fn is_one_of(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is_word(word))
    }

    pub(crate) fn is_weekday(&self) -> bool {
        self.weekday().is_some()
    }

    /// From Monday, 1.
    pub(crate) fn weekday(&self) -> Option<i8> {
        let lex = look_up(self.text);
        let named = lex.class & class::WEEKDAY != 0 && lex.class & class::PLURAL == 0;
        i8::try_from(lex.value).ok().filter(|_| named)
    }

    pub(crate) fn month(&self) -> Option<i8> {
        let lex = look_up(self.text);
        i8::try_from(lex.value).ok().filter(|_| lex.class & class::MONTH != 0)
    }

    pub(crate) fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// "GMT", "KST", "ist": a known zone, or capitals that may name one.
    pub(crate) fn is_zone(&self) -> bool {
        let known = look_up(self.text).class & class::ZONE != 0;
        known
            || (2..=5).contains(&self.text.len())
                && self.text.bytes().all(|b| b.is_ascii_uppercase())
    }

    pub(crate) fn is_mark(&self, marks: &str) -> bool {
        self.kind == Kind::Mark && marks.contains(self.text)
    }

    pub(crate) fn is_dash(&self) -> bool {
        self.is_mark("-‐‑–—")
    }
}

/// The number at `at`, where it has that many digits.
pub(crate) fn number(line: &[Token<'_>], at: usize, digits: RangeInclusive<usize>) -> Option<i16> {
    let token = line.get(at).filter(|token| token.kind == Kind::Number)?;
    token.text.parse().ok().filter(|_| digits.contains(&token.text.len()))
}

/// The piece at `at`, where it touches the one before.
pub(crate) fn glued<'a, 'b>(line: &'b [Token<'a>], at: usize) -> Option<&'b Token<'a>> {
    line.get(at).filter(|token| token.glued)
}

/// The pieces of `text`; white space and characters without width part and vanish.
pub(crate) fn scan(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut start = 0;
    let mut glued = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        if c.is_whitespace() || invisible(c) {
            glued = invisible(c) && glued;
            start = end;
            continue;
        }
        let kind = kind(c);
        let goes_on = chars.peek().is_some_and(|&(_, next)| {
            kind != Kind::Mark
                && self::kind(next) == kind
                && !(c.is_lowercase() && next.is_uppercase())
        });
        if goes_on {
            continue;
        }
        tokens.extend(text.get(start..end).map(|text| Token { text, kind, glued }));
        start = end;
        glued = true;
    }
    tokens
}

fn kind(c: char) -> Kind {
    match c {
        '0'..='9' => Kind::Number,
        _ if c.is_alphabetic() => Kind::Word,
        _ => Kind::Mark,
    }
}

fn invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}
