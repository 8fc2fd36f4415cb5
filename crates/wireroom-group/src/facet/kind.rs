//! What kind of event it was.

use super::{Voices, best, weights};
use std::collections::BTreeMap;
use wireroom_lexicon::EventKind;
use wireroom_model::{Telling, ZoneKind};
use wireroom_text::{Span, TokenKind, tokens};

/// Kinds of speech: what is said about an event, and seldom the event.
const OF_SPEECH: [&str; 6] = ["ACCUSE", "REQUEST", "REJECT", "YIELD", "SUPPORT", "THREATEN"];

/// A word that means a kind less surely than this may support it elsewhere, not name it.
const LEAST_WEIGHT: f32 = 0.6;

/// The least mean vote of the accounts for the kind of an event, of at most 1.
const LEAST_VOTE: f32 = 0.1;

/// A word of kind counts this much for each one before it in the sentence: news says first what
/// happened and then what it came from.
const LATER: f32 = 0.75;

/// What comes after one of these, up to the next comma, is the ground of what happened or lies
/// before it ("over battery fires", "one day after a strike"), and counts half.
const GROUNDS: [&str; 14] = [
    "after",
    "because",
    "over",
    "amid",
    "following",
    "since",
    "when",
    "if",
    "despite",
    "before",
    "until",
    "from",
    "against",
    "as",
];

/// What these allow has not happened: it counts less for the next few words.
const MODALS: [&str; 7] = ["can", "could", "may", "might", "would", "to", "fears"];

/// Words for which a modal is remembered.
const MODAL_REACH: usize = 3;

/// Words of kind with how much they count.
type Words = Vec<(Vec<EventKind>, f32)>;

/// The kind that the words of titles and leads speak for most. A word of several kinds ("strike")
/// counts for those that other words of the same texts speak for; where none do, for the plain head
/// word before the political type.
pub(crate) fn kind(pile: &[Telling<'_>], speakers: &[usize], voices: &Voices) -> Option<String> {
    let mut votes = BTreeMap::<&str, f32>::new();
    let mut unclear: Words = Vec::new();
    for &speaker in speakers {
        let telling = &pile[speaker];
        let own = words_of(telling);
        let total: f32 = own.iter().map(|(_, weight)| weight).sum::<f32>().max(1.0);
        let total = total / voices.get(&telling.family).copied().unwrap_or(1.0);
        for (kinds, weight) in own {
            match kinds.as_slice() {
                [kind] => *votes.entry(kind.label).or_default() += strength(kind) * weight / total,
                _ => unclear.push((kinds, weight / total)),
            }
        }
    }
    let clear = votes.clone();
    for (kinds, weight) in unclear {
        let support = |kind: &EventKind| {
            let head = if kind.political { 0.0 } else { 0.05 };
            clear.get(kind.label).copied().unwrap_or(0.0) + head
        };
        let meant = kinds.iter().rev().max_by(|a, b| support(a).total_cmp(&support(b)));
        if let Some(kind) = meant {
            *votes.entry(kind.label).or_default() += strength(kind) * weight;
        }
    }
    // One word in passing names no kind.
    votes.retain(|_, weight| *weight >= LEAST_VOTE * speakers.len() as f32);
    best(votes).map(str::to_owned)
}

/// The words of kind in title and lead.
fn words_of(telling: &Telling<'_>) -> Words {
    let mut own = Words::new();
    if telling.text.structure.of(ZoneKind::Title).next().is_none() {
        note(telling, &telling.title, None, 2.0, &mut own);
    }
    for (span, weight) in weights(telling).into_iter().filter(|&(_, weight)| weight >= 1.0) {
        note(telling, span.text(telling.text.repaired()), Some(span), weight, &mut own);
    }
    own
}

/// Notes the words of kind of one sentence, which stands at `span` if it stands in the text.
fn note(telling: &Telling<'_>, words: &str, span: Option<Span>, weight: f32, own: &mut Words) {
    let mut factor = 1.0;
    let mut ground = 1.0;
    let mut modal = 0;
    for token in tokens(words) {
        let word = token.span.text(words);
        if token.kind == TokenKind::Punct && matches!(word, "," | ";" | ":" | "—" | "–") {
            ground = 1.0;
        }
        if token.kind != TokenKind::Word {
            continue;
        }
        // "March 23" marches nowhere.
        let dates = |span: Span| {
            let here = token.span.shift(span.start());
            telling.analysis.times.iter().any(|time| time.span.overlaps(here))
        };
        let lower = word.to_lowercase();
        modal = if MODALS.contains(&lower.as_str()) {
            MODAL_REACH + 1
        } else {
            usize::saturating_sub(modal, 1)
        };
        if GROUNDS.contains(&lower.as_str()) {
            ground = 0.5;
        }
        if span.is_some_and(dates) {
            continue;
        }
        let mut kinds = wireroom_lexicon::event_kinds(&lower);
        kinds.retain(|kind| kind.weight >= LEAST_WEIGHT);
        if kinds.is_empty() {
            continue;
        }
        let likely = if modal > 0 { 0.4 } else { 1.0 };
        own.push((kinds, weight * factor * ground * likely));
        factor *= LATER;
    }
}

fn strength(kind: &EventKind) -> f32 {
    kind.weight * if OF_SPEECH.contains(&kind.label) { 0.4 } else { 1.0 }
}
