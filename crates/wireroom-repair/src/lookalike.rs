//! Letters that look like others, set into words to hide them from machines; and styled letters.
//!
//! The tables only propose. What decides is the word: which script most of it is in, what stands
//! around it, whether the word list has the mended word, and how the letters beside are cased. So
//! Cyrillic, Greek, Armenian, formulas, units, phonetic writing and African languages stay as they
//! are, byte for byte. Apostrophes, dashes and quotes are never changed.
//!
//! A document is read twice: words that are plainly disguised tell whether it is a disguised text,
//! and that tells about the doubtful ones.

mod around;
mod base;
mod case;
mod decide;
mod living;
mod lone;
mod piece;
mod read;
mod scan;
mod table;

use std::cell::OnceCell;
use std::ops::Range;

use wireroom_model::RepairRule;

use crate::draft::Found;
use crate::words::{is_address, word_around};
use base::Mixed;
use decide::{Evidence, decide};
pub(crate) use living::{is_natural_latin, is_rare};
use piece::{Piece, pieces};
pub(crate) use scan::{Run, Scan, Suspects};
pub(crate) use table::{Class, entry};

/// How well known the English word is that `word` reads as when its letters are taken for those
/// they look like; 0 where none is.
pub(crate) fn english_rank(word: &str) -> u8 {
    let read =
        |piece: &Piece| read::read(word.get(piece.range.clone()).unwrap_or(""), piece, false).1;
    pieces(word, 0..word.len()).first().map_or(0, read)
}

/// Whether a letter is drawn just like a Latin one.
pub(crate) fn is_drawn_alike(c: char) -> bool {
    entry(c).is_some_and(|entry| entry.class == Class::Exact)
}

/// How far around a suspect word the text is read at most, in bytes.
const WINDOW: usize = 500;

/// How many gaps between words lie in that, the first one included: some hold no word but a dash or
/// a number.
const GAPS: usize = around::AROUND + 5;

/// The disguised words of `text`, one find for each run without white space.
pub(crate) fn find(text: &str, suspects: &Suspects) -> Vec<Found> {
    if suspects.strong.is_empty() {
        return Vec::new();
    }
    let near = windows(text, &suspects.strong);
    let has_i = OnceCell::new();
    let has_i = &has_i;
    let mut found = foreign(text, &near, Mixed { words: 0, has_i });
    let many = found.len() >= base::MANY;
    let whole = if many { vec![pieces(text, 0..text.len())] } else { Vec::new() };
    if many {
        found = foreign(text, &whole, Mixed { words: found.len(), has_i });
    }
    let taken: Vec<Range<usize>> = found.iter().map(|mended| mended.range.clone()).collect();
    let mut evidence = Evidence::default();
    let mut latin = mended(text, &near, &suspects.strong, &taken, &evidence);
    evidence.mended = latin.iter().filter(|mended| mended.plain).count();
    if evidence.mended > 1 && !suspects.weak.is_empty() {
        let mut all = [&*suspects.strong, &*suspects.weak].concat();
        all.sort_unstable();
        let whole = if many { whole } else { vec![pieces(text, 0..text.len())] };
        latin = mended(text, &whole, &all, &taken, &evidence);
    } else if evidence.mended > 0 {
        latin = mended(text, &near, &suspects.strong, &taken, &evidence);
    }
    found.extend(latin);
    found.sort_by_key(|mended| mended.range.start);
    by_word(text, found)
}

/// The pieces around the suspect words, in stretches that do not touch.
fn windows(text: &str, suspects: &[usize]) -> Vec<Vec<Piece>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for &at in suspects {
        let (head, tail) = text.as_bytes().split_at(at.min(text.len()));
        let end = text.floor_char_boundary(at + reach(tail.iter()));
        match found.last_mut() {
            // How far back it reaches matters only where it stands apart.
            Some(last) if at <= last.end => last.end = last.end.max(end),
            last => {
                let start = text.ceil_char_boundary(at - reach(head.iter().rev()));
                match last {
                    Some(last) if start <= last.end => last.end = last.end.max(end),
                    _ => found.push(start..end),
                }
            }
        }
    }
    found.into_iter().map(|window| pieces(text, window)).collect()
}

/// How many bytes hold the rest of a word and as many words behind it as are ever looked at.
fn reach<'b>(bytes: impl Iterator<Item = &'b u8>) -> usize {
    let mut gaps = 0;
    let mut gap = false;
    let mut length = 0;
    for byte in bytes {
        let blank = byte.is_ascii_whitespace();
        gaps += usize::from(blank && !gap);
        gap = blank;
        if gaps > GAPS || length > WINDOW && (blank || length > 2 * WINDOW) {
            break;
        }
        length += 1;
    }
    length
}

/// A piece with its reading.
struct Mended {
    range: Range<usize>,
    reading: String,
    styled: bool,
    confidence: f32,
    /// Plain enough to speak about the whole text.
    plain: bool,
}

/// Words of another script that are partly in Latin letters.
fn foreign(text: &str, windows: &[Vec<Piece>], mixed: Mixed) -> Vec<Mended> {
    let mut found = Vec::new();
    for pieces in windows {
        for (index, piece) in pieces.iter().enumerate() {
            if let Some(reading) = base::reading(text, pieces, index, mixed) {
                let range = piece.range.clone();
                found.push(Mended { range, reading, styled: false, confidence: 0.9, plain: false });
            }
        }
    }
    found
}

/// The suspect words that are disguised Latin ones; those that are `taken` are read already.
fn mended(
    text: &str,
    windows: &[Vec<Piece>],
    suspects: &[usize],
    taken: &[Range<usize>],
    evidence: &Evidence,
) -> Vec<Mended> {
    let mut found = Vec::new();
    for pieces in windows {
        for (index, piece) in pieces.iter().enumerate() {
            let next = suspects.partition_point(|&at| at < piece.range.start);
            let suspect = suspects.get(next).is_some_and(|&at| at < piece.range.end);
            if piece.suspects == 0
                || !suspect
                || taken.binary_search_by_key(&piece.range.start, |range| range.start).is_ok()
            {
                continue;
            }
            if let Some(decision) = decide(text, pieces, index, evidence) {
                found.push(Mended {
                    range: piece.range.clone(),
                    reading: decision.reading,
                    styled: decision.styled,
                    confidence: decision.confidence,
                    plain: decision.plain,
                });
            }
        }
    }
    found
}

/// One find a white-space-free run, with the letters as its edits.
fn by_word(text: &str, mended: Vec<Mended>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for piece in mended {
        let edits = letter_edits(text, &piece);
        let inside = found.last().is_some_and(|last| piece.range.start < last.shown.end);
        if inside {
            if let Some(last) = found.last_mut() {
                last.edits.extend(edits);
                last.confidence = last.confidence.min(piece.confidence);
                if !piece.styled {
                    last.rule = RepairRule::LookAlikeLetter;
                }
            }
            continue;
        }
        let mut shown = word_around(text, piece.range.start);
        shown.end = shown.end.max(piece.range.end);
        if let Some(last) = found.last() {
            shown.start = shown.start.max(last.shown.end).min(piece.range.start);
        }
        if is_address(text.get(shown.clone()).unwrap_or("")) {
            continue;
        }
        let rule =
            if piece.styled { RepairRule::StyledLetter } else { RepairRule::LookAlikeLetter };
        found.push(Found {
            shown,
            replacement: String::new(),
            rule,
            confidence: piece.confidence,
            edits,
        });
    }
    for find in &mut found {
        find.replacement = edited(text, &find.shown, &find.edits);
    }
    found
}

fn edited(text: &str, range: &Range<usize>, edits: &[(Range<usize>, String)]) -> String {
    let mut out = String::with_capacity(range.len());
    let mut at = range.start;
    for (edit, replacement) in edits {
        out.push_str(text.get(at..edit.start).unwrap_or(""));
        out.push_str(replacement);
        at = edit.end;
    }
    out.push_str(text.get(at..range.end).unwrap_or(""));
    out
}

/// The letters that differ: a piece and its reading have the same number of characters.
fn letter_edits(text: &str, piece: &Mended) -> Vec<(Range<usize>, String)> {
    let received = text.get(piece.range.clone()).unwrap_or("");
    received
        .char_indices()
        .zip(piece.reading.chars())
        .filter(|((_, old), new)| old != new)
        .map(|((at, old), new)| {
            let start = piece.range.start + at;
            (start..start + old.len_utf8(), new.to_string())
        })
        .collect()
}
