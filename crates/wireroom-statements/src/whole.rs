//! Quotations are said as wholes: a content that touches one covers it, and a quotation that
//! follows its speaker without a cue of its own belongs to what was said before.

use crate::features::REACH;
use crate::find::Draft;
use crate::word::{Class, Mark, Word};
use std::ops::Range;

/// Widens each piece of content to the ends of the quotations that it touches, where the
/// quotation is closed and holds neither the cue nor the source; joins pieces that meet.
pub(crate) fn widen(words: &[Word], draft: &mut Draft) {
    let mut pieces: Vec<Range<usize>> = Vec::with_capacity(draft.content.len());
    for piece in &draft.content {
        let mut piece = piece.clone();
        for edge in [piece.start, piece.end - 1] {
            let Some(quotation) = extent(words, edge) else { continue };
            let apart =
                |range: &Range<usize>| range.end <= quotation.start || quotation.end <= range.start;
            if apart(&draft.cue) && draft.source.as_ref().is_none_or(apart) {
                piece.start = piece.start.min(quotation.start);
                piece.end = piece.end.max(quotation.end);
            }
        }
        let free = |at: usize| {
            !draft.cue.contains(&at) && !draft.source.as_ref().is_some_and(|s| s.contains(&at))
        };
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
                || (draft.cue.start >= range.end
                    && words.get(draft.cue.start).map(|w| w.sentence) == sentence)
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
            let last = range.end
                - usize::from(words.get(range.end - 1).is_some_and(|w| w.mark == Mark::Close));
            draft.content.push(range.start..last);
        }
    }
}

/// Takes from each draft the pieces that stand in another sentence than its cue and that a draft
/// with its cue in that sentence has too.
pub(crate) fn give_back(words: &[Word], drafts: &mut [Draft]) {
    let sentence = |at: usize| words.get(at).map(|w| w.sentence);
    let owned: Vec<(usize, Option<u16>, Range<usize>)> = drafts
        .iter()
        .enumerate()
        .flat_map(|(which, d)| {
            let own = sentence(d.cue.start);
            d.content.iter().map(move |c| (which, own, c.clone())).collect::<Vec<_>>()
        })
        .collect();
    for (which, draft) in drafts.iter_mut().enumerate() {
        let own = sentence(draft.cue.start);
        let near = owned.partition_point(|(other, ..)| *other + 8 < which);
        let others = owned.get(near..).unwrap_or(&[]);
        let taken = |piece: &Range<usize>| {
            let home = sentence(piece.end - 1);
            home != own
                && others.iter().take_while(|(other, ..)| *other <= which + 8).any(
                    |(other, cue, range)| {
                        *other != which
                            && *cue == home
                            && range.start < piece.end
                            && piece.start < range.end
                    },
                )
        };
        let kept: Vec<_> = draft.content.iter().filter(|piece| !taken(piece)).cloned().collect();
        if !kept.is_empty() {
            draft.content = kept;
        }
    }
}

/// Widens a source after its content to all of "A and B said": what stands between the comma and
/// the "and" before the source belongs to it.
pub(crate) fn join_sources(words: &[Word], draft: &mut Draft, text: &dyn Fn(usize) -> String) {
    let Some(source) = &mut draft.source else { return };
    let Some(and) = source.start.checked_sub(1) else { return };
    if source.end != draft.cue.start || text(and) != "and" {
        return;
    }
    let from = (and.saturating_sub(10)..and)
        .rev()
        .find(|&at| words.get(at).is_some_and(|w| w.class == Class::Comma));
    let before_all = |at: usize| draft.content.iter().all(|c| c.end <= at);
    if let Some(comma) = from
        && before_all(comma)
        && comma + 1 < and
        && !(comma + 1..and)
            .any(|at| words.get(at).is_some_and(|w| w.class.verbal() || w.mark != Mark::None))
    {
        source.start = comma + 1;
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
