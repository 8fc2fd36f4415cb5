//! Combining marks heaped on plain letters to hide a word, or struck through it.
//!
//! Told by the marks: those that no spelling sets on a letter, and more of them than any sets. A
//! single mark that only looks odd goes where the word without it is a known one and other words
//! of the text are marked alike. Letters written with a mark of their own ("é" in two characters,
//! a stress, a tone) stay.

use std::ops::Range;

use unicode_normalization::char::compose;
use wireroom_model::RepairRule;

use crate::draft::Found;
use crate::kind::{HIDING_MARK, next_of};
use crate::lookalike::english_rank;
use crate::words::standing;

/// From how many words with odd marks on a text is a disguised one.
const MANY: usize = 3;

/// From how many on every word with odd marks is one, if most of those with odd marks speak for it.
const HEAVY: usize = 8;

/// Whether `c` is a mark set on the character before.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36f | 0x488 | 0x489 | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff
        | 0x20d0..=0x20ff | 0xfe20..=0xfe2f)
}

/// Whether a mark behind `before` may be there to hide something.
pub(crate) fn is_odd(before: char, mark: char) -> bool {
    // Elsewhere ("за\u{301}мок") a mark alone hides nothing unless it strikes its letter through.
    is_mark(before)
        || before.is_ascii_alphabetic() && compose(before, mark).is_none()
        || before.is_alphabetic() && is_striking(mark)
}

/// The marks of `text` that hide words, a find a word.
pub(crate) fn find(text: &str) -> Vec<Found> {
    let words = marked_words(text);
    let speaking = words.iter().filter(|word| word.speaks).count();
    // Languages that write such marks have few words that are English without them.
    let odd = words.iter().filter(|word| word.odd > 0).count();
    let mostly = speaking * 2 > odd;
    let (many, heavy) = (speaking >= MANY && mostly, speaking >= HEAVY && mostly);
    let mut found = Vec::new();
    for word in words {
        if !(word.sure
            || word.speaks && mostly && (many || word.odd > 1)
            || many && word.known > 3
            || heavy && (word.odd > 0 || word.known > 0))
        {
            continue;
        }
        found.push(Found {
            shown: word.range,
            replacement: word.plain,
            rule: RepairRule::StyledLetter,
            confidence: 0.9,
            edits: word.marks.into_iter().map(|range| (range, String::new())).collect(),
        });
    }
    found
}

/// A word with marks.
struct Marked {
    range: Range<usize>,
    /// The runs of marks.
    marks: Vec<Range<usize>>,
    plain: String,
    /// Marks of a kind or number that no spelling has.
    sure: bool,
    /// Letters with odd marks.
    odd: usize,
    /// How well known the word without its marks is.
    known: u8,
    /// Odd, and plain enough to speak about the whole text.
    speaks: bool,
}

fn marked_words(text: &str) -> Vec<Marked> {
    let mut found: Vec<Marked> = Vec::new();
    let mut at = 0;
    while let Some(mark) = next_of(text, at, HIDING_MARK) {
        let around = word_around(text, mark);
        let word = around.start.max(at)..around.end;
        at = around.end;
        found.extend(marked(text, word));
    }
    found
}

/// The letters and marks around byte `at`.
fn word_around(text: &str, at: usize) -> Range<usize> {
    let inside = |c: char| c.is_alphanumeric() || is_mark(c) || matches!(c, '\'' | '’');
    let head = text.get(..at).unwrap_or("").char_indices().rev().take(400);
    let start = head.take_while(|&(_, c)| inside(c)).last().map_or(at, |(start, _)| start);
    let tail = text.get(at..).unwrap_or("").char_indices().take(400);
    let length =
        tail.take_while(|&(_, c)| inside(c)).last().map_or(0, |(end, c)| end + c.len_utf8());
    start..at + length
}

fn marked(text: &str, range: Range<usize>) -> Option<Marked> {
    let word = text.get(range.clone())?;
    let mut marked = Marked {
        range: range.clone(),
        marks: Vec::new(),
        plain: String::with_capacity(word.len()),
        sure: false,
        odd: 0,
        known: 0,
        speaks: false,
    };
    let mut base = ' ';
    let mut composed = None;
    let mut run = 0;
    let mut ascii = true;
    for (at, c) in word.char_indices() {
        if !is_mark(c) {
            base = c;
            composed = Some(c);
            run = 0;
            ascii &= c.is_ascii() || c == '’';
            marked.plain.push(c);
            continue;
        }
        // An enclosing mark on a digit or a sign is a picture ("1️⃣"); a mark on nothing is shown.
        if !base.is_alphabetic() {
            marked.plain.push(c);
            continue;
        }
        let at = range.start + at;
        run += 1;
        match marked.marks.last_mut() {
            Some(last) if last.end == at => last.end = at + c.len_utf8(),
            _ => marked.marks.push(at..at + c.len_utf8()),
        }
        composed = composed.and_then(|base| compose(base, c));
        let struck = is_striking(c);
        let heaped = run > if base.is_ascii_alphabetic() { 2 } else { 4 };
        marked.sure |= struck && is_never_struck(base) || heaped && composed.is_none();
        marked.odd += usize::from(composed.is_none() && base.is_ascii_alphabetic());
    }
    if marked.marks.is_empty() {
        return None;
    }
    let lower = marked.plain.to_lowercase().replace('’', "'");
    marked.known = if ascii { standing(&lower) } else { english_rank(&marked.plain) };
    marked.speaks = marked.sure || marked.odd > 0 && marked.known > 1;
    Some(marked)
}

/// Whether a mark lies over its letter or around it.
fn is_striking(mark: char) -> bool {
    // Arrows and dots above are the mathematicians'.
    matches!(mark as u32, 0x334..=0x338 | 0x488 | 0x489 | 0x20d2..=0x20d3 | 0x20d8..=0x20da
        | 0x20dd..=0x20e0 | 0x20e2..=0x20e6 | 0x20ea..=0x20eb)
}

/// Whether a letter is of an alphabet that strikes nothing through.
fn is_never_struck(base: char) -> bool {
    base.is_ascii_alphabetic() || matches!(base, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё')
}
