//! Passages that a later hand set into a text.
//!
//! With other witnesses beside it, an interpolation is a difference and collation finds it; here it
//! is taken out and what it parted is joined again. Alone, only what is plainly no part of a news
//! text is proposed, never removed.

mod features;
mod inner;
mod lone;
#[doc(hidden)]
pub mod training;

use std::ops::Range;

use wireroom_model::{Document, Interpolation, Repair, RepairRule, Text};
use wireroom_text::Span;

use crate::draft::{Draft, Found};
use crate::spacing;
pub use lone::lone_interpolations;

/// `text` without the passages `found`, whose spans are in its repaired text. What they parted is
/// joined: an acronym cut in two closes up, a space that is now missing or doubled is set right.
/// Repairs made inside a removed passage stay listed.
#[must_use]
pub fn with_interpolations(text: &Text, found: &[Interpolation], document: &Document) -> Text {
    let mut draft = Draft { map: text.map.clone(), repairs: text.repairs.clone() };
    let repaired = text.repaired();
    let mut cuts: Vec<(Range<usize>, &Interpolation)> = found
        .iter()
        .filter(|found| repaired.get(found.span.range()).is_some() && !found.span.is_empty())
        .map(|found| (found.span.range(), found))
        .collect();
    cuts.sort_by_key(|(range, _)| (range.start, range.end));
    let mut removed: Vec<Found> = Vec::new();
    let mut seams: Vec<usize> = Vec::new();
    let mut shrunk: isize = 0;
    for (range, interpolation) in cuts {
        if removed.last().is_some_and(|last| range.start < last.shown.end) {
            continue;
        }
        let (range, replacement) = seam(repaired, range, &interpolation.replacement);
        if removed.last().is_some_and(|last| range.start < last.shown.end) {
            continue;
        }
        seams.push((range.start as isize + shrunk).max(0) as usize);
        shrunk += replacement.len() as isize - range.len() as isize;
        removed.push(Found::whole(
            range,
            replacement,
            RepairRule::Interpolation,
            interpolation.confidence,
        ));
    }
    draft.apply(removed);
    let mut spaces = Vec::new();
    for seam in seams {
        let near = draft.text();
        let from = floor(near, seam.saturating_sub(8));
        let to = floor(near, (seam + 8).min(near.len()));
        spaces.extend(spacing::find_in(near, from, to));
    }
    draft.apply(spaces);
    let (map, repairs) = draft.finish();
    let structure = crate::structure(map.repaired(), document);
    Text { map, repairs, structure }
}

/// The cut with the white space that must go or come with it.
fn seam(text: &str, range: Range<usize>, replacement: &str) -> (Range<usize>, String) {
    let head = text.get(..range.start).unwrap_or("");
    let tail = text.get(range.end..).unwrap_or("");
    let (left, right) = (head.trim_end(), tail.trim_start());
    if replacement.trim().is_empty() {
        // "U. … S. Central": the letters of one acronym.
        if ends_in_initial(left) && starts_with_initial(right) {
            return (left.len()..text.len() - right.len(), String::new());
        }
        let spaced_left = left.len() < head.len() || head.is_empty();
        let spaced_right = right.len() < tail.len() || tail.is_empty();
        if spaced_left && spaced_right && replacement.is_empty() {
            // One white space is enough; a line break is kept before a plain space.
            let break_right = tail.starts_with(['\n', '\r']) || tail.is_empty();
            let spaces = head.len() - head.trim_end_matches(' ').len();
            let behind = tail.len() - tail.trim_start_matches(' ').len();
            return if break_right {
                (range.start - spaces..range.end, String::new())
            } else {
                (range.start..range.end + behind, String::new())
            };
        }
        let words = left.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';'))
            && right.starts_with(char::is_alphanumeric);
        if !spaced_left && !spaced_right && replacement.is_empty() && words {
            return (range, " ".to_string());
        }
    }
    (range, replacement.to_string())
}

/// "… U." or "… U.S.", not "… said." or "… No.".
fn ends_in_initial(left: &str) -> bool {
    let mut chars = left.chars().rev();
    chars.next() == Some('.')
        && chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_none_or(|c| !c.is_alphanumeric())
}

/// "S.Central …", "S. …".
fn starts_with_initial(right: &str) -> bool {
    let mut chars = right.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('.')
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// A proposal, shown and not made.
pub(crate) fn proposal(text: &Text, span: Range<usize>, confidence: f32) -> Repair {
    Repair {
        span: text.map.to_received(Span::of(span)),
        replacement: String::new(),
        rule: RepairRule::Interpolation,
        confidence,
        applied: false,
    }
}
