//! Letters that look like others, set into words to hide them from machines; and styled letters.
//!
//! The tables only propose. What decides is the word: which script most of it is in, what stands
//! around it, whether the word list has the mended word, and how the letters beside are cased. So
//! Cyrillic, Greek, Armenian, formulas, units, phonetic writing and African languages stay as they
//! are, byte for byte. Apostrophes, dashes and quotes are never changed.
//!
//! A document is read twice: words that are plainly disguised tell whether it is a disguised text,
//! and that tells about the doubtful ones.

mod case;
mod decide;
mod piece;
mod table;

use std::ops::Range;

use wireroom_model::RepairRule;

use crate::draft::Found;
use crate::words::{is_address, word_around};
use decide::{Evidence, decide};
use piece::{Piece, pieces};
pub(crate) use table::is_suspect;

/// The disguised words of `text`, one find for each run without white space.
pub(crate) fn find(text: &str) -> Vec<Found> {
    let pieces = pieces(text);
    let mut evidence = Evidence::default();
    let first = mended(text, &pieces, &evidence);
    evidence.mended = first.iter().filter(|mended| mended.plain).count();
    let second = if evidence.mended > 0 { mended(text, &pieces, &evidence) } else { first };
    by_word(text, second)
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

fn mended(text: &str, pieces: &[Piece], evidence: &Evidence) -> Vec<Mended> {
    let mut found = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        if piece.suspects == 0 {
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
