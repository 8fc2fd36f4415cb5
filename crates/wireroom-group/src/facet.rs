//! The kind, date, place and parties of an event, each by a vote of its accounts.
//!
//! What stands in the title and the first sentences weighs most: a news text says first what it is
//! about. Every account has one voice, however long it is and however many copies it has; the voice
//! of one that is much like the others is louder than that of one that looks at a side of it.

mod date;
mod kind;
mod party;
mod place;

pub(crate) use date::date;
pub(crate) use kind::kind;
pub(crate) use party::{Scene, actors, parties};
pub(crate) use place::{place, place_in};

use crate::Profile;
use std::collections::BTreeMap;
use wireroom_model::{Telling, ZoneKind};
use wireroom_text::Span;

/// How loud the voice of each account is, by family: its mean likeness to the others, 1 on average.
pub(crate) type Voices = BTreeMap<usize, f32>;

/// The voices of an event's accounts, from the profiles of their speakers.
pub(crate) fn voices(pile: &[Telling<'_>], speakers: &[usize], profiles: &[Profile]) -> Voices {
    let count = profiles.len();
    if count < 3 {
        // Of two, each is as like the other as the other is to it.
        return speakers.iter().map(|&speaker| (pile[speaker].family, 1.0)).collect();
    }
    let likeness = |at: usize| -> f32 {
        let others = (0..count).filter(|&to| to != at);
        others.map(|to| profiles[at].body.cosine(&profiles[to].body)).sum::<f32>()
    };
    let all: Vec<f32> = (0..count).map(likeness).collect();
    let mean = (all.iter().sum::<f32>() / count as f32).max(1e-6);
    let louder = |at: usize| (0.25 + 0.75 * all[at] / mean).powi(2);
    speakers.iter().enumerate().map(|(at, &speaker)| (pile[speaker].family, louder(at))).collect()
}

/// How much a sentence says of what the text is about, by its place: the title, the dek, then the
/// sentences of the body in order.
pub(crate) fn weights(telling: &Telling<'_>) -> Vec<(Span, f32)> {
    let mut nth = 0;
    let sentences = telling.analysis.sentences.iter();
    sentences
        .map(|sentence| {
            let weight = match sentence.zone {
                ZoneKind::Title => 2.0,
                ZoneKind::Dek => 1.5,
                _ => {
                    nth += 1;
                    match nth {
                        1 => 3.0,
                        2 => 1.5,
                        3 => 1.0,
                        4..=8 => 0.4,
                        _ => 0.1,
                    }
                }
            };
            (sentence.span, weight)
        })
        .collect()
}

fn weight_at(weights: &[(Span, f32)], at: usize) -> f32 {
    let index = weights.partition_point(|(span, _)| span.end() <= at);
    weights.get(index).filter(|(span, _)| span.start() <= at).map_or(0.0, |&(_, weight)| weight)
}

/// The key with the most votes; of several, the first in order.
fn best<K: Ord>(votes: BTreeMap<K, f32>) -> Option<K> {
    votes.into_iter().rev().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(key, _)| key)
}
