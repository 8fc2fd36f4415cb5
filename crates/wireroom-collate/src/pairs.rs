//! The accepted pairs as the model has them, with the passages shared.

use std::ops::Range;

use rayon::prelude::*;
use wireroom_model::{SharedPassage, TextPair};
use wireroom_text::Span;

use crate::Member;
use crate::compare::{Comparison, Verdict};
use crate::pile::{Pile, Reader};
use crate::words::{Word, body_span};

/// The accepted pairs of a pile, sorted.
pub(crate) fn of(pile: &Pile<'_>) -> Vec<TextPair> {
    let aligned = pile.compared.par_chunks(256).flat_map_iter(|part| {
        let reader = Reader::new(pile);
        let copies = part.iter().filter(|(_, found)| found.verdict == Verdict::Copy);
        copies
            .filter_map(move |&((a, b), ref found)| {
                let first = |body: usize| pile.members.get(*pile.holders.get(body)?.first()?);
                let (words_a, words_b) = (reader.words(a), reader.words(b));
                Some(text_pair((first(a)?, &words_a), (first(b)?, &words_b), found))
            })
            .collect::<Vec<_>>()
    });
    let identical = pile.holders.par_iter().flat_map_iter(|holders| {
        let member = |at: &usize| pile.members.get(*at);
        let first = holders.first().and_then(member);
        let rest = holders.get(1..).unwrap_or_default();
        let span = first.filter(|_| !rest.is_empty()).and_then(|it| body_span(it.text));
        rest.iter().filter_map(member).filter_map(move |other| {
            let a = first?;
            let passages = span.zip(body_span(other.text)).map(|(a, b)| SharedPassage { a, b });
            Some(TextPair {
                a: a.document.id.clone(),
                b: other.document.id.clone(),
                share_a: 1.0,
                share_b: 1.0,
                passages: passages.into_iter().collect(),
            })
        })
    });
    let mut pairs: Vec<TextPair> = aligned.chain(identical).collect();
    pairs.par_sort_by(|x, y| (&x.a, &x.b).cmp(&(&y.a, &y.b)));
    pairs
}

/// A comparison as the model has it; `a` must come first in the pile.
pub(crate) fn text_pair(
    (a, words_a): (&Member<'_>, &[Word]),
    (b, words_b): (&Member<'_>, &[Word]),
    found: &Comparison,
) -> TextPair {
    let passages = found.passages().into_iter().filter_map(|passage| {
        Some(SharedPassage { a: span_of(words_a, passage.a)?, b: span_of(words_b, passage.b)? })
    });
    TextPair {
        a: a.document.id.clone(),
        b: b.document.id.clone(),
        share_a: found.share.0,
        share_b: found.share.1,
        passages: passages.collect(),
    }
}

/// The span of a range of words.
pub(crate) fn span_of(words: &[Word], range: Range<usize>) -> Option<Span> {
    let first = words.get(range.start)?.span();
    let last = words.get(range.end.checked_sub(1)?)?.span();
    Some(first.cover(last))
}
