//! UTF-8 read in a code page of one byte a character: stretches that are valid UTF-8 again once
//! their characters are bytes, and that no language would write as they stand.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};
use wireroom_model::RepairRule;

use crate::draft::Found;
use crate::kind::{LEAD, RUSSIAN, kind, next_of};
use crate::lookalike::is_drawn_alike;

/// What the text was taken for.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Reading {
    Western,
    Cyrillic,
}

/// A UTF-8 sequence found in wrongly decoded form.
struct Sequence {
    range: Range<usize>,
    meant: char,
    length: usize,
}

/// The stretches that are UTF-8 once `byte_of` makes bytes of them.
pub(crate) fn read_as(text: &str, byte_of: fn(char) -> Option<u8>, reading: Reading) -> Vec<Found> {
    let runs = runs(text, byte_of);
    let plain: Vec<bool> = runs.iter().map(|run| is_plain(text, run, byte_of, reading)).collect();
    // In a text that was plainly decoded wrongly, what could be meant either way was too, but only
    // on lines where hardly anything else than such stretches is left.
    let many = plain.iter().filter(|plain| **plain).count() >= MANY;
    let mut line = Line::default();
    let mut fits = |run: &[Sequence]| {
        let Some(start) = run.first().map(|first| first.range.start).filter(|_| many) else {
            return false;
        };
        if start >= line.range.end {
            line = Line::around(text, start, byte_of);
        }
        line.is_covered() && run.iter().all(|sequence| is_sensible(sequence.meant))
    };
    let taken = runs.iter().zip(plain).filter(|(run, plain)| *plain || fits(run));
    taken.filter_map(|(run, _)| found(run)).collect()
}

/// A line of the text, and how much of it is UTF-8 in the letters of a code page.
#[derive(Default)]
struct Line {
    range: Range<usize>,
    /// Characters that are not ASCII, and those of sequences.
    high: usize,
    covered: usize,
}

impl Line {
    /// The line that byte `at` is in.
    fn around(text: &str, at: usize, byte_of: fn(char) -> Option<u8>) -> Self {
        let (head, tail) = (text.get(..at).unwrap_or(""), text.get(at..).unwrap_or(""));
        let start = head.rfind('\n').map_or(0, |end| end + 1);
        let end = tail.find('\n').map_or(text.len(), |length| at + length + 1);
        let line = text.get(start..end).unwrap_or("");
        let characters = |range: Range<usize>| line.get(range).unwrap_or("").chars().count();
        let runs = runs(line, byte_of);
        let covered = runs.iter().flatten().map(|found| characters(found.range.clone()));
        Self {
            range: start..end,
            high: line.chars().filter(|c| !c.is_ascii()).count(),
            covered: covered.sum(),
        }
    }

    fn is_covered(&self) -> bool {
        self.covered * 10 >= self.high * 9
    }
}

/// From how many plain stretches on a text counts as wrongly decoded all through.
const MANY: usize = 3;

/// The adjoining sequences of `text`.
fn runs(text: &str, byte_of: fn(char) -> Option<u8>) -> Vec<Vec<Sequence>> {
    let mut found: Vec<Vec<Sequence>> = Vec::new();
    let mut at = 0;
    while let Some(lead) = next_of(text, at, LEAD) {
        at = lead;
        if let Some(sequence) = sequence(text, at, byte_of) {
            let start = at;
            at = sequence.range.end;
            match found.last_mut() {
                Some(run) if run.last().is_some_and(|last| last.range.end == start) => {
                    run.push(sequence);
                }
                _ => found.push(vec![sequence]),
            }
        } else {
            at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        }
    }
    found
}

fn found(run: &[Sequence]) -> Option<Found> {
    let range = run.first()?.range.start..run.last()?.range.end;
    let meant: String = run.iter().map(|sequence| sequence.meant).collect();
    Some(Found::whole(range, meant, RepairRule::Mojibake, 0.95))
}

/// Whether UTF-8 begins at byte `at`, with `byte_of` making bytes of characters.
pub(crate) fn begins(text: &str, at: usize, byte_of: fn(char) -> Option<u8>) -> bool {
    sequence(text, at, byte_of).is_some()
}

/// Whether UTF-8 begins at byte `at` that no word of the code page's own language holds by chance.
pub(crate) fn begins_plainly(text: &str, at: usize, byte_of: fn(char) -> Option<u8>) -> bool {
    let Some(first) = sequence(text, at, byte_of) else { return false };
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
    let bytes = text.as_bytes();
    let end = first.range.end;
    is_punctuation(first.meant)
        || letter(bytes.get(end))
        || letter(at.checked_sub(1).and_then(|before| bytes.get(before)))
        || sequence(text, end, byte_of).is_some_and(|next| begins(text, next.range.end, byte_of))
}

fn sequence(text: &str, at: usize, byte_of: fn(char) -> Option<u8>) -> Option<Sequence> {
    // Letters of one alphabet in a row are the rule, and no UTF-8.
    let second = text.get(at..)?.chars().nth(1)?;
    if second.is_ascii() || kind(second) & RUSSIAN != 0 {
        return None;
    }
    let mut bytes = [0_u8; 4];
    let mut length = 0;
    let mut want = 1;
    let mut end = at;
    for c in text.get(at..)?.chars() {
        if length == want {
            break;
        }
        let byte = byte_of(c)?;
        if length == 0 {
            want = match byte {
                0xc2..=0xdf => 2,
                0xe0..=0xef => 3,
                0xf0..=0xf4 => 4,
                _ => return None,
            };
        } else if !(0x80..=0xbf).contains(&byte) {
            return None;
        }
        *bytes.get_mut(length)? = byte;
        length += 1;
        end += c.len_utf8();
    }
    let meant = std::str::from_utf8(bytes.get(..length)?).ok()?.chars().next()?;
    (length == want).then_some(Sequence { range: at..end, meant, length })
}

/// How often over a text may have been decoded wrongly.
const DEEP: usize = 3;

/// Whether the text is plainly better for reading a run of adjoining sequences.
fn is_plain(
    text: &str,
    run: &[Sequence],
    byte_of: fn(char) -> Option<u8>,
    reading: Reading,
) -> bool {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
    let before = text.get(..first.range.start).and_then(|head| head.chars().next_back());
    let after = text.get(last.range.end..).and_then(|tail| tail.chars().next());
    let fits = |run: &[Sequence]| match reading {
        Reading::Western => western(run, before, after),
        Reading::Cyrillic => cyrillic(run, before, after) && !disguised(text, run),
    };
    if fits(run) {
        return true;
    }
    // What was meant may be wrongly decoded itself.
    let mut meant: String = run.iter().map(|sequence| sequence.meant).collect();
    for _ in 1..DEEP {
        let inner = runs(&meant, byte_of);
        let [inner] = inner.as_slice() else { return false };
        let whole = inner.first().is_some_and(|first| first.range.start == 0)
            && inner.last().is_some_and(|last| last.range.end == meant.len());
        if !whole || fits(inner) {
            return whole;
        }
        meant = inner.iter().map(|sequence| sequence.meant).collect();
    }
    false
}

fn western(run: &[Sequence], before: Option<char>, after: Option<char>) -> bool {
    if run.iter().any(|sequence| !is_sensible(sequence.meant)) || after == Some('€') {
        return false;
    }
    // Three bytes in a row that happen to be UTF-8 stand in no language's writing.
    if run.iter().any(|sequence| sequence.length > 2) {
        return true;
    }
    let one_script = run.len() > 1 && run.iter().all(|sequence| sequence.meant.is_alphabetic());
    if one_script {
        return true;
    }
    let lower = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let upper = |c: Option<char>| c.is_some_and(char::is_uppercase);
    run.iter().all(|sequence| match sequence.meant {
        // "Â£", "Â ", "Â»": C2 and a sign.
        meant @ '\u{a0}'..='\u{bf}' => !upper(before) || meant == '\u{a0}' || lower(after),
        // "Ã©": C3 and a letter, in a word in small letters or at its head.
        '\u{c0}'..='\u{ff}' => !upper(before) || lower(after),
        // Any other lead byte is a plain capital of Western languages ("É…", "Ž").
        meant => meant.is_alphabetic() && lower(before) && (lower(after) || run.len() > 1),
    })
}

fn cyrillic(run: &[Sequence], before: Option<char>, after: Option<char>) -> bool {
    if run.iter().any(|sequence| !is_sensible(sequence.meant)) {
        return false;
    }
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if run.iter().all(|sequence| is_punctuation(sequence.meant)) {
        return true;
    }
    // UTF-8 of one script: its lead bytes, capitals or not, at every other place.
    let own = run.iter().filter(|sequence| sequence.meant.is_alphabetic());
    let script = run.iter().map(|sequence| sequence.meant.script()).find(is_letters);
    if own.count() >= 3
        && run.iter().all(|sequence| {
            let other = sequence.meant.script();
            !is_letters(&other) || Some(other) == script
        })
    {
        return true;
    }
    let accented = |c: char| {
        ('\u{a0}'..='\u{24f}').contains(&c)
            || matches!(c, '\u{250}'..='\u{2af}' | '\u{1e00}'..='\u{1eff}')
    };
    run.iter().all(|sequence| accented(sequence.meant)) && (latin(before) || latin(after))
}

/// "LЕЅ", "Еѕt": letters drawn like Latin ones may be a disguise.
fn disguised(text: &str, run: &[Sequence]) -> bool {
    let alike = |sequence: &Sequence| {
        text.get(sequence.range.clone()).is_some_and(|found| found.chars().all(is_drawn_alike))
    };
    run.len() < 3 && run.iter().all(alike)
}

fn is_punctuation(c: char) -> bool {
    matches!(c as u32, 0x2010..=0x2044 | 0x20ac | 0x2122)
}

fn is_letters(script: &Script) -> bool {
    !matches!(script, Script::Common | Script::Inherited)
}

/// A character that a text would hold.
fn is_sensible(c: char) -> bool {
    !c.is_control()
        && !matches!(c as u32, 0xe000..=0xf8ff | 0xfff0..=0xfffe | 0xfdd0..=0xfdef)
        && (c.is_alphanumeric()
            || matches!(c as u32, 0xa0..=0xbf | 0xd7 | 0xf7 | 0x300..=0x36f | 0x37e | 0x387 | 0x559..=0x58f | 0x5be..=0x5f4 | 0x600..=0x6ff
                | 0x900..=0xdff | 0x2000..=0x2bff | 0x3000..=0x303f | 0xfe00..=0xfeff
                | 0xff00..=0xff65 | 0x1f000..=0x1faff))
}
