//! Interpolations proposed from one text alone: a sentence that turns to the reader and sends them
//! to a site, in the midst of a paragraph that tells the news; and the link phrase that it names,
//! wherever else the text has it.
//!
//! Four kinds of sign are weighed, none of them a name or a site: the reader is addressed, the text
//! speaks of itself, the reader is told to go somewhere, and where that is is a site.

use std::ops::Range;

use wireroom_model::{Repair, Text, ZoneKind};
use wireroom_text::sentences;

use super::proposal;

/// Passages of `text` that read as set in by a later hand. None of them is applied.
#[must_use]
pub fn lone_interpolations(text: &Text) -> Vec<Repair> {
    let repaired = text.repaired();
    let mut found: Vec<(Range<usize>, f32)> = Vec::new();
    let mut phrases: Vec<String> = Vec::new();
    let spans = sentences(repaired);
    for (index, span) in spans.iter().enumerate() {
        if text.structure.at(span.start()) != Some(ZoneKind::Body) {
            continue;
        }
        let sentence = span.text(repaired);
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
        let inside = beside(index.checked_sub(1)) || beside(index.checked_add(1));
        let weight = weigh(sentence);
        if weight < 3 || !inside || is_spoken(repaired, span.start(), sentence) {
            continue;
        }
        let confidence = if weight > 3 { 0.9 } else { 0.7 };
        found.push((span.range(), confidence));
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
    found.sort_by_key(|(range, _)| (range.start, range.end));
    found.into_iter().map(|(range, confidence)| proposal(text, range, confidence)).collect()
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
