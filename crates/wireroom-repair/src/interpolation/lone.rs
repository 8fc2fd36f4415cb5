//! Interpolations proposed from one text alone: a sentence that turns to the reader, sends them to
//! a site or offers for sale, and whose words are far from those of the text; the link phrase that
//! it names, wherever else the text has it; and offers set into brackets.
//!
//! Two methods were measured on clean articles with advertisements seeded in, sentences of kinds
//! that the weights were not fitted on: counting four kinds of sign found 15 of 176, and nothing in
//! 157 clean articles; a logistic model of [`features`] finds 121 of 176, and 18 passages in the
//! clean ones (`wireroom-eval score CORPORA interpolations` has today's figures). The model decides,
//! and its probability is the confidence; where the count of signs agrees the confidence is no less
//! than the count's. Words of trade stand in news of trade too, so these stay proposals.

use std::ops::Range;

use wireroom_model::{Repair, Text, ZoneKind};
use wireroom_text::sentences;

use super::features::{COUNT, Ground, features, has_aim};
use super::{inner, proposal};

/// Weights of the features (`training/repair/README.md` says how they were fitted).
const WEIGHTS: [f64; COUNT] =
    [-4.27, 4.06, -1.17, 3.07, 3.81, 6.3, 1.8, -8.1, 0.81, 4.25, 4.91, -1.32, -1.13, -0.95];
/// Least probability of a proposal.
const LEAST: f64 = 0.5;
/// Bytes of the shortest sentence that offers anything.
const FEWEST: usize = 24;
/// Sentences of a text that is judged; a shorter one has no matter of its own.
const ENOUGH: usize = 4;

/// Passages of `text` that read as set in by a later hand. None of them is applied.
#[must_use]
pub fn lone_interpolations(text: &Text) -> Vec<Repair> {
    let repaired = text.repaired();
    let mut found: Vec<(Range<usize>, f32)> = Vec::new();
    let mut phrases: Vec<String> = Vec::new();
    let spans = sentences(repaired);
    let ground = Ground::new(repaired);
    for (index, span) in spans.iter().enumerate() {
        if text.structure.at(span.start()) != Some(ZoneKind::Body) {
            continue;
        }
        let sentence = span.text(repaired);
        inner::offers(repaired, span.range(), &mut found);
        let quoted = is_spoken(repaired, span.start(), sentence);
        let zone = |at: usize| {
            text.structure
                .zones
                .iter()
                .position(|zone| zone.span.start() <= at && at < zone.span.end())
        };
        let own = zone(span.start());
        let beside = |other: Option<usize>| {
            other
                .and_then(|at| spans.get(at))
                .is_some_and(|near| zone(near.start()) == own && weigh(near.text(repaired)) < 2)
        };
        let weight = weigh(sentence);
        let counted = weight >= 3
            && !quoted
            && (beside(index.checked_sub(1)) || beside(index.checked_add(1)));
        let modeled = if spans.len() >= ENOUGH && (FEWEST..=600).contains(&sentence.len()) {
            let shown = features(sentence, quoted, &ground);
            if has_aim(&shown) { probability(&shown) } else { 0.0 }
        } else {
            0.0
        };
        if !counted && modeled < LEAST {
            continue;
        }
        let least: f64 = match (counted, weight) {
            (false, _) => 0.0,
            (true, 3) => 0.7,
            (true, _) => 0.9,
        };
        let confidence = (modeled.max(least) * 100.0).round() / 100.0;
        found.push((span.range(), confidence as f32));
        phrases.extend(link_phrase(sentence));
    }
    phrases.sort();
    phrases.dedup();
    for phrase in &phrases {
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

fn probability(features: &[f64; COUNT]) -> f64 {
    let sum: f64 = features.iter().zip(&WEIGHTS).map(|(value, weight)| value * weight).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// How many of the four kinds of sign a sentence shows.
fn weigh(sentence: &str) -> usize {
    if sentence.len() > 600 {
        return 0;
    }
    let lower = format!(" {} ", sentence.to_lowercase().replace(['’', ',', '.', '!', '?'], " "));
    let any = |cues: &[&str]| cues.iter().any(|cue| lower.contains(cue));
    let reader = any(&[" you ", " your ", " yours ", " yourself "]);
    let itself = any(&[
        "this article",
        "this post",
        "this short article",
        "this write-up",
        "this information",
        "this piece",
        "this content",
        "this blog",
        "this informative article",
        "this page",
        "more information",
        "more details",
        "more info",
        "further information",
        "more facts",
        "additional info",
        "even more",
        "much more",
    ]);
    let go = any(&[
        " visit ",
        " click ",
        " check out ",
        " browse ",
        " take a look ",
        " have a look ",
        " contact us",
        " call us",
        " go to ",
        " look at our",
        " look into our",
        " see our",
        " stop by ",
        " get in touch ",
        " sign up ",
        " e mail us",
        " order now",
        " buy ",
        " get hold of us",
        " make contact with us",
        " reach us",
    ]);
    let site = any(&[
        " site ",
        " website ",
        " web site ",
        " web-site ",
        " webpage ",
        " web page ",
        " web-page ",
        " internet site ",
        " homepage ",
        " home page ",
        " our own site ",
        " internet page ",
        " our page ",
        " our blog ",
        " our store ",
        " our shop ",
        " link below ",
        " here ",
    ]);
    // Without a word about the text itself it may well be the story's own advice.
    let kinds = [reader, itself, go, site].into_iter().filter(|&sign| sign).count();
    if itself { kinds } else { kinds.min(2) }
}

/// Inside a quotation it is someone's words.
fn is_spoken(text: &str, start: usize, sentence: &str) -> bool {
    let head = text.get(..start).unwrap_or("");
    let line = head.rsplit('\n').next().unwrap_or("");
    let open =
        line.matches('“').count() > line.matches('”').count() || line.matches('"').count() % 2 == 1;
    open || sentence.starts_with(['"', '“', '‘', '«'])
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
