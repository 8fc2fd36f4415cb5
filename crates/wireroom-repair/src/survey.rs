//! One look over a text that says which passes have anything to do, and where disguised words may
//! stand. Clean text costs only this.

use crate::kind::{CYRILLIC, HIDING_MARK, INVISIBLE, Kinds, LEAD, LETTER, RUSSIAN, WESTERN, kind};
use crate::lookalike::{Run, Scan, Suspects};
use crate::marks::is_odd;
use crate::mojibake::{self, Signs};

/// What stands in a text that a pass might mend.
#[derive(Debug, Default, Clone)]
pub(crate) struct Survey {
    /// Words with a letter that looks like another one, or a styled one.
    pub(crate) suspects: Suspects,
    /// A combining mark that its letter is not written with.
    pub(crate) mark: bool,
    /// What speaks for a wrong decoding.
    pub(crate) mojibake: Signs,
    /// A control or zero-width character.
    pub(crate) invisible: bool,
    /// An ampersand with a letter or `#` behind.
    pub(crate) entity: bool,
    /// Stops with a letter, a bracket or a quote right behind.
    pub(crate) tight_stops: Vec<usize>,
    /// Soft hyphens, and hyphens with white space behind.
    pub(crate) hyphens: Vec<usize>,
}

/// Whether a byte is worth a look, in comparisons that a vector of bytes has too.
const fn is_worth(byte: u8) -> bool {
    (byte >= 0x7f)
        | (byte == b'.')
        | (byte == b'-')
        | (byte == b'!')
        | (byte == b'?')
        | (byte == b'&')
        | ((byte < 0x20) & (byte != b'\n') & (byte != b'\r') & (byte != b'\t'))
}

/// The bytes that are worth a look.
const WORTH: [bool; 256] = {
    let mut worth = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        worth[byte] = is_worth(byte as u8);
        byte += 1;
    }
    worth
};

/// Bytes that are looked at together.
const TOGETHER: usize = 16;

/// Where the next byte that is worth a look stands, from `at` on. Most are letters and spaces, so that
/// all of several are passed over at once.
fn next_worth(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(some) = bytes.get(at..).and_then(<[u8]>::first_chunk::<TOGETHER>)
        && !some.iter().fold(false, |any, &byte| any | is_worth(byte))
    {
        at += TOGETHER;
    }
    let rest = bytes.get(at..)?;
    Some(at + rest.iter().position(|&byte| WORTH[usize::from(byte)])?)
}

/// Looks over `text` once.
pub(crate) fn survey(text: &str) -> Survey {
    let mut seen = Survey::default();
    let mut scan = Scan::default();
    let mut row = Row::default();
    let mut kinds = Kinds::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = next_worth(bytes, at) {
        at = found;
        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
        match bytes.get(at).copied().unwrap_or(b' ') {
            b'.' | b'!' | b'?' => {
                if next.is_ascii_alphabetic() || next == b'(' || next >= 0x80 {
                    seen.tight_stops.push(at);
                }
            }
            b'&' => seen.entity |= next.is_ascii_alphabetic() || next == b'#',
            b'-' if next.is_ascii_whitespace() || next >= 0x80 => seen.hyphens.push(at),
            b'-' => {}
            byte if byte < 0x80 => seen.invisible = true,
            _ => {
                let run = Run::at(text, at, &mut kinds);
                if run.end > at {
                    note_run(text, at, &run, &mut seen, &mut row);
                    scan.take(text, at, run);
                    at = run.end;
                } else {
                    let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
                        break;
                    };
                    note(text, at, c, &mut seen, &mut row);
                    at += c.len_utf8();
                }
                continue;
            }
        }
        at += 1;
    }
    seen.suspects = scan.finish();
    seen
}

/// Accented letters in a row, and where the row ends.
#[derive(Default)]
struct Row {
    length: usize,
    end: usize,
}

/// A run of letters that begins at `at`.
fn note_run(text: &str, at: usize, run: &Run, seen: &mut Survey, row: &mut Row) {
    if run.kinds & (CYRILLIC | WESTERN) != 0 {
        note_page(text, at, run, seen, row);
    }
    if run.kinds & HIDING_MARK != 0 && !seen.mark {
        let mut before = text.get(..at).and_then(|head| head.chars().next_back()).unwrap_or(' ');
        for c in text.get(at..run.end).unwrap_or("").chars() {
            seen.mark |= kind(c) & HIDING_MARK != 0 && is_odd(before, c);
            before = c;
        }
    }
    if run.kinds & INVISIBLE != 0 {
        seen.invisible = true;
    }
}

/// A run with letters of a code page of one byte a character.
fn note_page(text: &str, at: usize, run: &Run, seen: &mut Survey, row: &mut Row) {
    let bytes = text.as_bytes();
    let signs = &mut seen.mojibake;
    let after = bytes.get(run.end).copied().unwrap_or(b' ');
    if run.kinds & CYRILLIC != 0 {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
        let touches = before.is_ascii_alphabetic() || after.is_ascii_alphabetic();
        if touches {
            signs.mixed_words.push(at);
        } else {
            // Three letters and more: accented ones seldom make a word by themselves.
            signs.cyrillic_words += usize::from(run.end - at > 4);
        }
    }
    if run.kinds & WESTERN != 0 {
        if row.end != at {
            row.length = 0;
        }
        for c in text.get(at..run.end).unwrap_or("").chars() {
            row.length = if mojibake::is_row(c, row.length) { row.length + 1 } else { 0 };
            signs.long_row |= row.length >= mojibake::LONG_ROW;
        }
        row.end = run.end;
    }
    if run.pairs || run.last & LEAD != 0 && after >= 0x80 {
        let mut chars = text.get(at..).unwrap_or("").char_indices().peekable();
        while let Some((step, c)) = chars.next() {
            if at + step >= run.end {
                break;
            }
            note_pair(text, at + step, kind(c), chars.peek().map(|&(_, next)| next), signs);
        }
    }
}

/// Whether UTF-8 in the letters of a code page begins at `at`.
fn note_pair(text: &str, at: usize, own: u32, next: Option<char>, signs: &mut Signs) {
    // Letters of one alphabet in a row are the rule, and no UTF-8.
    let pair = |next: char| !next.is_ascii() && kind(next) & RUSSIAN == 0;
    if own & LEAD != 0 && next.is_some_and(pair) {
        signs.note(text, at);
    }
}

/// A character that is no letter.
fn note(text: &str, at: usize, c: char, seen: &mut Survey, row: &mut Row) {
    match c {
        '’' | '‘' | '“' | '”' | '–' | '—' | '…' | '•' => return,
        '\u{ad}' => seen.hyphens.push(at),
        '\u{80}'..='\u{9f}' => seen.mojibake.control = true,
        _ => {}
    }
    let kind = kind(c);
    let end = at + c.len_utf8();
    if kind & LETTER == 0 && row.end == at && mojibake::is_row(c, row.length) {
        *row = Row { length: row.length + 1, end };
        seen.mojibake.long_row |= row.length >= mojibake::LONG_ROW;
    }
    seen.invisible |= kind & INVISIBLE != 0;
    if kind & HIDING_MARK != 0 && !seen.mark {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        seen.mark = before.is_some_and(|before| is_odd(before, c));
    }
    if kind & LEAD != 0 {
        let next = text.get(end..).and_then(|rest| rest.chars().next());
        note_pair(text, at, kind, next, &mut seen.mojibake);
    }
}
