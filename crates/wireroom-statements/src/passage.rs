//! Passages: sentences of one paragraph that a quotation holds together.
//!
//! `"One. Two," she said. "Three."` is three sentences and one passage. Everything else is a
//! passage by itself, so that a copied sentence is a copied passage.

use crate::quotes::leaves_open;
use std::ops::Range;
use wireroom_model::Sentence;

/// No passage is longer: an unclosed mark must not swallow the text.
const MOST_SENTENCES: usize = 14;

/// The passages of a text, as ranges of its sentences, covering all of them in order.
#[must_use]
pub fn passages(text: &str, sentences: &[Sentence]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // Whether the passage so far leaves a quotation open, or holds one at all.
    let (mut open, mut quoted) = (false, false);
    for (at, sentence) in sentences.iter().enumerate() {
        let own = sentence.span.text(text);
        let before = at.checked_sub(1).and_then(|i| sentences.get(i));
        let together = before.is_some_and(|before| {
            before.zone == sentence.zone
                && text
                    .get(before.span.end()..sentence.span.start())
                    .is_some_and(|gap| !gap.contains('\n'))
        });
        let goes_on = together && (open || (quoted && begins_quoted(own)));
        match found.last_mut() {
            Some(last) if goes_on && last.len() < MOST_SENTENCES => last.end = at + 1,
            _ => {
                found.push(at..at + 1);
                quoted = false;
            }
        }
        let passage = found.last().map_or("", |last| {
            let start = sentences.get(last.start).map_or(0, |s| s.span.start());
            text.get(start..sentence.span.end()).unwrap_or("")
        });
        open = leaves_open(passage);
        quoted |= own.contains(['“', '”', '"', '«', '»']) || begins_quoted(own);
    }
    found
}

fn begins_quoted(sentence: &str) -> bool {
    sentence.starts_with(['“', '"', '«', '„', '‘', '\'', '`'])
}
