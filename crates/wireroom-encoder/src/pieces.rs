//! From a passage to the pieces that the net reads: lower case, without marks on letters, parted at
//! signs, cut by the vocabulary (as BERT does, Devlin et al. 2019); the capitals that are lost so
//! come back as a number beside each piece.

use crate::Passage;
use crate::vocabulary::Vocabulary;
use std::ops::Range;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Most pieces that are read at once; a longer passage is read in parts.
const LONGEST: usize = 198;
/// A longer word is one unknown piece.
const LONGEST_WORD: usize = 100;

/// Pieces that are read at once.
#[derive(Debug, Default)]
pub(crate) struct Sequence {
    /// Their numbers, with the first and last that every sequence has.
    pub(crate) pieces: Vec<u32>,
    /// How each piece's word is capitalized, twice, and one more where it does not begin the word.
    pub(crate) cases: Vec<u8>,
}

/// A passage as sequences.
#[derive(Debug, Default)]
pub(crate) struct Cut {
    pub(crate) sequences: Vec<Sequence>,
    /// For each word of the passage the row of its first piece, counted over the sequences.
    pub(crate) firsts: Vec<usize>,
    /// The same for each of its tokens.
    pub(crate) tokens: Vec<usize>,
}

impl Cut {
    /// Rows that its sequences take.
    pub(crate) fn rows(&self) -> usize {
        self.sequences.iter().map(|sequence| sequence.pieces.len()).sum()
    }
}

struct Piece {
    number: u32,
    start: usize,
    end: usize,
}

/// Cuts a passage.
pub(crate) fn cut(vocabulary: &Vocabulary, passage: &Passage<'_>) -> Cut {
    let pieces = pieces(vocabulary, passage.text);
    let firsts = firsts_of(&pieces, passage.words);
    let mut cases = vec![2 * Case::Other as u8; pieces.len()];
    for (word, first) in passage.words.iter().zip(&firsts) {
        let Some(first) = *first else { continue };
        let case = case_of(passage.text.get(word.clone()).unwrap_or("")) as u8;
        let own = pieces.iter().zip(&mut cases).enumerate().skip(first);
        for (at, (_, slot)) in own.take_while(|(_, (piece, _))| piece.start < word.end) {
            *slot = 2 * case + u8::from(at != first);
        }
    }
    let tokens = firsts_of(&pieces, passage.tokens);
    in_sequences(vocabulary, &pieces, &cases, [&firsts, &tokens])
}

/// The first piece of each range of bytes, which are in text order.
fn firsts_of(pieces: &[Piece], ranges: &[Range<usize>]) -> Vec<Option<usize>> {
    let mut at = 0;
    let each = ranges.iter().map(|range| {
        while pieces.get(at).is_some_and(|piece| piece.end <= range.start) {
            at += 1;
        }
        let begins = pieces.get(at).is_some_and(|piece| piece.start < range.end);
        // One without a piece of its own is read at the one before it.
        if begins { Some(at) } else { at.checked_sub(1) }
    });
    each.collect()
}

fn in_sequences(
    vocabulary: &Vocabulary,
    pieces: &[Piece],
    cases: &[u8],
    [firsts, tokens]: [&[Option<usize>]; 2],
) -> Cut {
    let mut made = Cut::default();
    let mut row_of = Vec::with_capacity(pieces.len());
    let mut rows = 0;
    for part in 0..pieces.len().div_ceil(LONGEST).max(1) {
        let from = part * LONGEST;
        let to = (from + LONGEST).min(pieces.len());
        let mut sequence = Sequence::default();
        sequence.pieces.push(vocabulary.begin);
        sequence.pieces.extend(pieces.iter().take(to).skip(from).map(|piece| piece.number));
        sequence.pieces.push(vocabulary.end);
        sequence.cases.push(2 * Case::Other as u8);
        sequence.cases.extend(cases.iter().take(to).skip(from));
        sequence.cases.push(2 * Case::Other as u8);
        row_of.extend((from..to).map(|piece| rows + 1 + piece - from));
        rows += sequence.pieces.len();
        made.sequences.push(sequence);
    }
    let rows = |firsts: &[Option<usize>]| {
        let row = |first: &Option<usize>| first.and_then(|piece| row_of.get(piece).copied());
        firsts.iter().map(|first| row(first).unwrap_or(0)).collect()
    };
    made.firsts = rows(firsts);
    made.tokens = rows(tokens);
    made
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Case {
    Lower,
    Capital,
    Upper,
    Mixed,
    Digits,
    Other,
}

fn case_of(word: &str) -> Case {
    if word.chars().any(char::is_numeric) {
        return Case::Digits;
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic()).map(char::is_uppercase);
    let Some(first) = letters.next() else { return Case::Other };
    let (mut upper, mut lower) = (0, 0);
    for is_upper in letters {
        upper += usize::from(is_upper);
        lower += usize::from(!is_upper);
    }
    match (first, upper, lower) {
        (true, 0, 0) => Case::Capital,
        (true, _, 0) => Case::Upper,
        (false, 0, _) => Case::Lower,
        (true, 0, _) => Case::Capital,
        _ => Case::Mixed,
    }
}

/// The pieces of a text with where they stand.
fn pieces(vocabulary: &Vocabulary, text: &str) -> Vec<Piece> {
    let mut found = Vec::with_capacity(text.len() / 4);
    let mut word = Folded::default();
    let mut cut = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if c.is_whitespace() {
            word.flush(vocabulary, &mut cut, &mut found);
        } else if c.is_control() || c == '\u{fffd}' {
            // No part of any word.
        } else if is_sign(c) || is_ideograph(c) {
            word.flush(vocabulary, &mut cut, &mut found);
            word.push(c, at, end);
            word.flush(vocabulary, &mut cut, &mut found);
        } else {
            word.push(c, at, end);
        }
    }
    word.flush(vocabulary, &mut cut, &mut found);
    found
}

/// A word in lower case without marks, and where each of its bytes comes from.
#[derive(Default)]
struct Folded {
    text: String,
    from: Vec<(usize, usize)>,
}

impl Folded {
    fn push(&mut self, c: char, start: usize, end: usize) {
        let (text, from) = (&mut self.text, &mut self.from);
        decompose_canonical(c, |part| {
            if is_combining_mark(part) {
                return;
            }
            for lower in part.to_lowercase() {
                text.push(lower);
                from.resize(text.len(), (start, end));
            }
        });
    }

    fn flush(
        &mut self,
        vocabulary: &Vocabulary,
        cut: &mut Vec<(u32, usize)>,
        out: &mut Vec<Piece>,
    ) {
        if self.text.is_empty() {
            return;
        }
        cut.clear();
        if self.text.chars().take(LONGEST_WORD + 1).count() > LONGEST_WORD {
            cut.push((vocabulary.unknown, self.text.len()));
        } else {
            vocabulary.cut(&self.text, cut);
        }
        let mut at = 0;
        for &(number, length) in cut.iter() {
            let start = self.from.get(at).map_or(0, |from| from.0);
            at += length;
            let end = self.from.get(at - 1).map_or(0, |from| from.1);
            out.push(Piece { number, start, end });
        }
        self.text.clear();
        self.from.clear();
    }
}

/// ASCII signs, and what is neither letter, digit, mark nor space of the rest's punctuation.
fn is_sign(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c,
            '\u{a1}' | '\u{a7}' | '\u{ab}' | '\u{b6}' | '\u{b7}' | '\u{bb}' | '\u{bf}'
            | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}' | '\u{2045}'..='\u{2051}'
            | '\u{2053}'..='\u{205e}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{2ceaf}' | '\u{2f800}'..='\u{2fa1f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Encoder;

    /// Pieces as the text that they cover, and the row of each word.
    fn show(text: &str, words: &[Range<usize>]) -> (Vec<String>, Vec<usize>) {
        let vocabulary = &Encoder::shipped().vocabulary;
        let shown = pieces(vocabulary, text).into_iter().map(|p| text[p.start..p.end].to_owned());
        (shown.collect(), cut(vocabulary, &Passage { text, words, tokens: &[] }).firsts)
    }

    #[test]
    fn words_are_cut_where_the_vocabulary_cuts_them() {
        let (shown, firsts) =
            show("Ms. Zürk's café—unrepentantly", &[0..2, 2..3, 4..9, 9..11, 12..17]);
        let wanted =
            ["Ms", ".", "Zür", "k", "'", "s", "café", "—", "un", "re", "pen", "tan", "tly"];
        assert_eq!(shown, wanted);
        assert_eq!(firsts, [1, 2, 3, 5, 7]);
    }

    #[test]
    fn a_long_passage_is_read_in_parts() {
        let text = "so ".repeat(500);
        let words: Vec<_> = (0..500).map(|at| 3 * at..3 * at + 2).collect();
        let cut = cut(
            &Encoder::shipped().vocabulary,
            &Passage { text: &text, words: &words, tokens: &words[..300] },
        );
        assert_eq!(cut.sequences.len(), 3);
        assert_eq!(cut.rows(), 506);
        assert_eq!(
            [cut.firsts[0], cut.firsts[197], cut.firsts[198], cut.firsts[499]],
            [1, 198, 201, 504]
        );
        assert_eq!(cut.tokens, cut.firsts[..300]);
    }

    #[test]
    fn capitals_are_told_apart() {
        let cases = ["said", "Said", "NATO", "A", "iPhone", "McCall", "F16", "…"].map(case_of);
        use Case::{Capital, Digits, Lower, Mixed, Other, Upper};
        assert_eq!(cases, [Lower, Capital, Upper, Capital, Mixed, Mixed, Digits, Other]);
    }
}
