//! Quotations are said as wholes: a content that touches one covers it, and a quotation that
//! follows its speaker without a cue of its own belongs to what was said before.

use crate::features::REACH;
use crate::find::Draft;
use crate::word::{Mark, Word};
use std::ops::Range;

/// Widens each piece of content to the ends of the quotations that it touches, where the
/// quotation is closed and holds neither the cue nor the source; joins pieces that meet.
pub(crate) fn widen(words: &[Word], draft: &mut Draft) {
    let mut pieces: Vec<Range<usize>> = Vec::with_capacity(draft.content.len());
    for piece in &draft.content {
        let mut piece = piece.clone();
        for edge in [piece.start, piece.end - 1] {
            let Some(quotation) = extent(words, edge) else { continue };
            let apart = |range: &Range<usize>| range.end <= quotation.start || quotation.end <= range.start;
            if apart(&draft.cue) && draft.source.as_ref().is_none_or(apart) {
                piece.start = piece.start.min(quotation.start);
                piece.end = piece.end.max(quotation.end);
            }
        }
        let free = |at: usize| !draft.cue.contains(&at) && !draft.source.as_ref().is_some_and(|s| s.contains(&at));
        match pieces.last_mut() {
            Some(last) if piece.start <= last.end && (last.end..piece.end).all(free) => {
                last.end = last.end.max(piece.end);
            }
            _ => pieces.push(piece),
        }
    }
    draft.content = pieces;
}

/// Gives each quotation that begins a sentence and that nobody claims to the last draft before it
/// that holds quoted words.
pub(crate) fn claim_rest(words: &[Word], drafts: &mut [Draft]) {
    let mut at = 0;
    while at < words.len() {
        let begins = words.get(at).is_some_and(|w| w.mark == Mark::Open)
            && at > 0
            && words.get(at - 1).map(|w| w.sentence) != words.get(at).map(|w| w.sentence);
        let number = words.get(at).map_or(0, |w| w.quotation);
        let mut end = at + 1;
        while begins && words.get(end).is_some_and(|w| w.quotation == number) {
            end += 1;
        }
        let (start, range) = (at, at + 1..end);
        at = if begins { end } else { at + 1 };
        if !begins || range.len() < 3 {
            continue;
        }
        let sentence = words.get(end - 1).map(|w| w.sentence);
        let inside_or_with = |draft: &Draft| {
            draft.content.iter().any(|c| c.start < range.end && range.start < c.end)
                || (draft.cue.start >= range.end && words.get(draft.cue.start).map(|w| w.sentence) == sentence)
        };
        if drafts.iter().any(inside_or_with) {
            continue;
        }
        let quoted = |draft: &Draft| {
            draft.content.iter().any(|c| words.get(c.start).is_some_and(|w| w.quotation > 0))
                && words.get(draft.cue.start).is_some_and(|w| w.quotation == 0)
        };
        let speaker = drafts
            .iter_mut()
            .filter(|d| d.cue.end <= start && start - d.cue.end <= REACH && quoted(d))
            .max_by_key(|d| d.cue.end);
        if let Some(draft) = speaker {
            let last = range.end - usize::from(words.get(range.end - 1).is_some_and(|w| w.mark == Mark::Close));
            draft.content.push(range.start..last);
        }
    }
}

/// The closed quotation around word `at`, without its marks; `None` outside of any.
fn extent(words: &[Word], at: usize) -> Option<Range<usize>> {
    let number = words.get(at)?.quotation;
    if number == 0 {
        return None;
    }
    let same = |at: usize| words.get(at).is_some_and(|w| w.quotation == number);
    let mut start = at;
    while start > 0 && same(start - 1) && at - start < REACH {
        start -= 1;
    }
    let mut end = at + 1;
    while same(end) && end - at < REACH {
        end += 1;
    }
    let closed = words.get(start)?.mark == Mark::Open && words.get(end - 1)?.mark == Mark::Close;
    (closed && end - start > 2).then_some(start + 1..end - 1)
}
