//! Words, numbers and punctuation, for the taggers and the aligner.

use crate::span::{Repaired, Span};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with marks, inner apostrophes and the stops of an acronym ("U.S.").
    Word,
    /// Starts with a digit; inner stops, commas and colons between digits belong to it, as do
    /// letters that follow at once ("19:18", "1,200", "9th", "5pm").
    Number,
    /// A possessive or contracted ending that was parted from its word: "'s", "’s".
    Clitic,
    /// One character of anything else that is not white space.
    Punct,
}

/// A token and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the text given to [`tokens`].
    pub span: Span<Repaired>,
    /// What it is.
    pub kind: TokenKind,
}

/// The tokens of `text` in order. They do not overlap, and together they hold every character
/// that is not white space.
///
/// Hyphens part words ("Russia-US" is three tokens): a name may end at one.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let end = if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        } else if first.is_ascii_digit() || first.is_numeric() {
            push(&mut found, at, number_end(text, at), TokenKind::Number)
        } else if is_letter(first) {
            let end = acronym_end(text, at).unwrap_or_else(|| word_end(text, at));
            push(&mut found, at, end, TokenKind::Word)
        } else if let Some(end) = clitic_end(text, at, found.last()) {
            push(&mut found, at, end, TokenKind::Clitic)
        } else {
            push(&mut found, at, at + first.len_utf8(), TokenKind::Punct)
        };
        at = end;
    }
    found
}

fn push(found: &mut Vec<Token>, start: usize, end: usize, kind: TokenKind) -> usize {
    found.push(Token { span: Span::of(start..end), kind });
    end
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_mark(c) || c == '_'
}

/// Combining marks and joiners never stand as tokens of their own inside a word.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{ad}' | '\u{2060}')
        || (!c.is_ascii() && !c.is_alphanumeric() && unicode_mark(c))
}

/// The blocks of dependent signs that `char::is_alphabetic` leaves out.
fn unicode_mark(c: char) -> bool {
    matches!(c as u32, 0x0591..=0x05bd | 0x0610..=0x061a | 0x064b..=0x065f | 0x093c | 0x094d
        | 0x09cd | 0x0a4d | 0x0acd | 0x0b4d | 0x0bcd | 0x0c4d | 0x0ccd | 0x0d4d | 0x0e47..=0x0e4e
        | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0xfe20..=0xfe2f)
}

fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let inner_apostrophe = matches!(c, '\'' | '’')
            && offset > 0
            && chars.peek().is_some_and(|&(_, next)| next.is_alphabetic())
            && clitic_len(&text[start + offset..]).is_none();
        if is_letter(c) || c.is_numeric() || inner_apostrophe {
            end = start + offset + c.len_utf8();
        } else {
            break;
        }
    }
    end
}

/// "U.S.", "a.m.", "J.": single letters each followed by a stop, at least two of them, and no
/// letter right behind ("U.S.envoy" still gives "U.S.").
fn acronym_end(text: &str, start: usize) -> Option<usize> {
    let mut end = start;
    let mut pairs = 0;
    let mut chars = text[start..].chars();
    while let (Some(letter), Some('.')) = (chars.next(), chars.next()) {
        if !letter.is_alphabetic() {
            break;
        }
        end += letter.len_utf8() + 1;
        pairs += 1;
    }
    (pairs >= 2).then_some(end)
}

fn number_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    let mut letters = false;
    while let Some((offset, c)) = chars.next() {
        let joins = !letters
            && matches!(c, '.' | ',' | ':')
            && chars.peek().is_some_and(|&(_, next)| next.is_ascii_digit());
        letters |= c.is_alphabetic();
        if c.is_numeric() || is_letter(c) || joins {
            end = start + offset + c.len_utf8();
        } else {
            break;
        }
    }
    end
}

fn clitic_end(text: &str, at: usize, before: Option<&Token>) -> Option<usize> {
    let touches = before.is_some_and(|token| {
        token.span.end() == at && matches!(token.kind, TokenKind::Word | TokenKind::Number)
    });
    clitic_len(&text[at..]).filter(|_| touches).map(|len| at + len)
}

/// The length of "'s" at the head of `rest`, when no letter follows it.
fn clitic_len(rest: &str) -> Option<usize> {
    let tail = rest.strip_prefix(['\'', '’'])?;
    let after = tail.strip_prefix(['s', 'S'])?;
    let ends = !after.chars().next().is_some_and(|c| c.is_alphanumeric());
    ends.then_some(rest.len() - after.len())
}

/// The run of letters before byte `at`, white space aside; empty where something else stands there.
#[must_use]
pub fn word_before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or("").trim_end();
    before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("")
}
