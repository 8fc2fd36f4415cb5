//! The features by which a finished draft is judged as a whole.

use crate::features::Buckets;
use crate::find::{Cues, Draft};
use crate::word::{Class, Mark, Word};

/// Features of a whole draft, hashed.
pub(crate) fn judge_features(words: &[Word], draft: &Draft, cues: &Cues, out: &mut Buckets) {
    out.clear();
    let mut template = 0_u32;
    let mut add = |parts: &[u32]| {
        template += 1;
        let mut hash = template.wrapping_mul(0x9e37_79b1);
        for &part in parts {
            hash = (hash.rotate_left(5) ^ part).wrapping_mul(0x85eb_ca6b);
            hash ^= hash >> 15;
        }
        out.push(hash ^ hash >> 13);
    };
    let get = |at: usize| words.get(at);
    let form = |at: usize| get(at).map_or(0, |w| w.form);
    let class = |at: usize| get(at).map_or(99, |w| w.class as u32);
    let step = |x: f32, width: f32| ((x / width).floor().clamp(-12.0, 12.0) + 20.0) as u32;
    let cue_step = step(draft.cue_odds, 0.5);
    let roles_step = step(draft.roles_log, 0.4);
    let first = draft.content.first().cloned().unwrap_or(0..0);
    let length: usize = draft.content.iter().map(ExactSizeIterator::len).sum();
    let long = u32::from(length > 1)
        + u32::from(length > 3)
        + u32::from(length > 6)
        + u32::from(length > 12);
    let quoted = get(first.start).is_some_and(|w| w.quotation > 0);
    let order = u32::from(first.start >= draft.cue.end) * 4
        + draft.source.as_ref().map_or(0, |s| 1 + u32::from(s.start >= draft.cue.end));
    let pieces = draft.content.len().min(3) as u32;
    let cue_length = draft.cue.len().min(5) as u32;
    let verbs = draft
        .content
        .iter()
        .flat_map(Clone::clone)
        .filter(|&at| get(at).is_some_and(|w| w.class.verbal()))
        .count()
        .min(3) as u32;
    let inner_cue = draft
        .content
        .iter()
        .flat_map(Clone::clone)
        .any(|at| cues.likely.get(at).copied().unwrap_or(false));
    let cue_in_quote = u32::from(get(draft.cue.start).is_some_and(|w| w.quotation > 0));
    let gap = |a: usize, b: usize| b.saturating_sub(a).min(6) as u32;
    let content_gap = if first.start >= draft.cue.end {
        gap(draft.cue.end, first.start)
    } else {
        8 + gap(draft.content.last().map_or(0, |r| r.end), draft.cue.start)
    };
    let source_gap = draft.source.as_ref().map_or(20, |s| {
        if s.start >= draft.cue.end {
            gap(draft.cue.end, s.start)
        } else {
            8 + gap(s.end, draft.cue.start)
        }
    });
    let last = draft.content.last().map_or(0, |r| r.end);
    let nested = u32::from(
        cues.spans
            .iter()
            .any(|(other, _)| other.start > draft.cue.end && other.start < draft.cue.end + 4),
    );
    let head = form(draft.cue.end.saturating_sub(1));
    let lead = form(draft.cue.start);
    let source_class = draft.source.as_ref().map_or(98, |s| class(s.start));
    let source_last = draft.source.as_ref().map_or(98, |s| class(s.end - 1));
    let source_form = draft.source.as_ref().map_or(98, |s| form(s.end - 1));
    let quote_end = u32::from(get(last).is_some_and(|w| w.mark == Mark::Close));
    let stop_end = u32::from(
        get(last).is_none_or(|w| matches!(w.class, Class::Stop | Class::Comma | Class::Quote)),
    );

    add(&[]);
    add(&[cue_step]);
    add(&[roles_step]);
    add(&[step(draft.cue_odds, 1.0), step(draft.roles_log, 1.0)]);
    add(&[order]);
    add(&[order, long]);
    add(&[order, u32::from(quoted), cue_step / 2]);
    add(&[lead]);
    add(&[head]);
    add(&[lead, head, order]);
    add(&[head, u32::from(quoted)]);
    add(&[head, long]);
    add(&[pieces, u32::from(quoted)]);
    add(&[cue_length]);
    add(&[verbs, long, order]);
    add(&[u32::from(inner_cue), order]);
    add(&[cue_in_quote, u32::from(quoted)]);
    add(&[content_gap]);
    add(&[source_gap]);
    add(&[content_gap, source_gap]);
    add(&[nested, long]);
    add(&[source_class, source_last]);
    add(&[source_form]);
    add(&[form(first.start)]);
    add(&[class(first.start), class(first.start.wrapping_sub(1))]);
    add(&[stop_end, quote_end, u32::from(quoted)]);
    add(&[class(last), order]);
    add(&[cue_in_quote, cue_step / 2]);
    add(&[class(draft.cue.start), cue_step / 2, order]);
}
