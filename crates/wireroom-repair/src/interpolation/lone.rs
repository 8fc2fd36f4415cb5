//! Interpolations proposed from one text alone: a sentence that turns to the reader, sends them to
//! a site or offers for sale, and whose words are far from those of the text; the link phrase that
//! it names, wherever else the text has it; and offers set into brackets.
//!
//! Two methods were measured on clean articles with advertisements seeded in, none of which the
//! weights were fitted on: counting four kinds of sign found 15 of 308 passages and nothing in the
//! clean articles; a logistic model of [`features`] finds six in ten, and something in one clean
//! article of eight (`wireroom-eval score CORPORA interpolations`). The model is kept, and
//! its probability is the confidence; the count beside it found nothing more. Words of trade stand in
//! news of trade too, so these stay proposals. The time is linear in the length of the text.

use std::ops::Range;

use wireroom_model::{Repair, Text, ZoneKind};
use wireroom_text::{Span, sentences};

use super::features::{COUNT, Ground, features, has_aim};
use super::{inner, proposal};

/// Weights of the features (`training/repair/README.md` says how they were fitted).
const WEIGHTS: [f64; COUNT] =
    [-4.49, 4.4, 0.69, 1.21, 4.26, 7.29, 2.72, -8.63, 0.76, 1.16, 5.61, -1.53, -1.53, -1.72];
/// Least probability of a proposal.
const LEAST: f64 = 0.5;
/// Bytes of the shortest sentence that offers anything.
const FEWEST: usize = 24;
/// Bytes of the longest.
const MOST: usize = 600;
/// Sentences of a text that is judged; a shorter one has no matter of its own.
const ENOUGH: usize = 4;
/// Link phrases that are looked for elsewhere in the text.
const PHRASES: usize = 32;

/// Passages of `text` that read as set in by a later hand. None of them is applied.
#[must_use]
pub fn lone_interpolations(text: &Text) -> Vec<Repair> {
    let repaired = text.repaired();
    let mut found: Vec<(Range<usize>, f32)> = Vec::new();
    let mut phrases: Vec<String> = Vec::new();
    let spans = sentences(repaired);
    for span in &spans {
        if text.structure.at(span.start()) == Some(ZoneKind::Body) {
            inner::offers(repaired, span.range(), &mut found);
        }
    }
    for (span, shown) in judged(text, &spans) {
        let likely = probability(&shown);
        if has_aim(&shown) && likely >= LEAST {
            found.push((span.range(), ((likely * 100.0).round() / 100.0) as f32));
            phrases.extend(link_phrase(span.text(repaired)));
        }
    }
    phrases.sort();
    phrases.dedup();
    for phrase in phrases.iter().take(PHRASES) {
        for (at, matched) in repaired.match_indices(phrase.as_str()).take(50) {
            let range = at..at + matched.len();
            let inside =
                found.iter().any(|(taken, _)| taken.start < range.end && range.start < taken.end);
            if !inside && text.structure.at(at) == Some(ZoneKind::Body) {
                found.push((range, 0.6));
            }
        }
    }
    found.sort_by(|(left, one), (right, two)| {
        (left.start, right.end).cmp(&(right.start, left.end)).then(two.total_cmp(one))
    });
    let mut end = 0;
    // What stands inside a longer proposal is part of it.
    found.retain(|(range, _)| {
        let keep = range.end > end;
        end = end.max(range.end);
        keep
    });
    found.into_iter().map(|(range, confidence)| proposal(text, range, confidence)).collect()
}

/// The sentences of `text` (all of them are `spans`) that the model judges, with their features.
pub(crate) fn judged(text: &Text, spans: &[Span]) -> Vec<(Span, [f64; COUNT])> {
    let repaired = text.repaired();
    if spans.len() < ENOUGH {
        return Vec::new();
    }
    let ground = Ground::new(repaired);
    let mut quotes = Quotes::default();
    let mut found = Vec::new();
    for &span in spans {
        let in_quotation = quotes.open_at(repaired, span.start());
        let sentence = span.text(repaired);
        let is_body = text.structure.at(span.start()) == Some(ZoneKind::Body);
        if is_body && (FEWEST..=MOST).contains(&sentence.len()) {
            let quoted = in_quotation || sentence.starts_with(['"', '“', '‘', '«']);
            found.push((span, features(sentence, quoted, &ground)));
        }
    }
    found
}

fn probability(features: &[f64; COUNT]) -> f64 {
    let sum: f64 = features.iter().zip(&WEIGHTS).map(|(value, weight)| value * weight).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// Whether a quotation is open, line by line: inside one it is someone's words.
#[derive(Default)]
struct Quotes {
    read: usize,
    /// Curly ones opened and not closed.
    curly: i64,
    straight: bool,
}

impl Quotes {
    /// Reads on to `at`, which must not lie before where it was asked last.
    fn open_at(&mut self, text: &str, at: usize) -> bool {
        for c in text.get(self.read..at).unwrap_or("").chars() {
            match c {
                '\n' => (self.curly, self.straight) = (0, false),
                '“' => self.curly += 1,
                '”' => self.curly -= 1,
                '"' => self.straight = !self.straight,
                _ => {}
            }
        }
        self.read = at;
        self.curly > 0 || self.straight
    }
}

/// What the sentence advertises: the words between "about", "relating to" … and the call.
fn link_phrase(sentence: &str) -> Option<String> {
    let start =
        [" about ", " regarding ", " relating to ", " concerning ", " pertaining to ", " on "]
            .iter()
            .filter_map(|cue| sentence.find(cue).map(|at| at + cue.len()))
            .min()?;
    let tail = sentence.get(start..)?;
    let end = [
        " kindly ",
        " please ",
        ", ",
        " you ",
        " check ",
        " visit ",
        " generously ",
        " nicely ",
        " i implore ",
        " do ",
    ]
    .iter()
    .filter_map(|cue| tail.find(cue))
    .min()?;
    let phrase = tail.get(..end)?.trim();
    let words = phrase.split_whitespace().count();
    ((2..=6).contains(&words) && phrase.len() > 6).then(|| phrase.to_string())
}
