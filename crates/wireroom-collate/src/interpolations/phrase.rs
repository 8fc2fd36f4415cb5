//! Phrases that are set in at several places: an advertiser's hand.

use std::collections::{BTreeMap, BTreeSet};

use super::gap::Insertion;
use super::solicitation::solicitation;
use super::{COMMON, PHRASE, Told};
use crate::pairs::span_of;
use crate::rareness::rareness;
use crate::words::Word;

/// Pairs of telling words of what was set into sentences. A page's own notices stand between them.
pub(super) fn phrases(mine: &Told<'_>, found: &[(Insertion, f32, String)]) -> BTreeSet<(u32, u32)> {
    let telling = |word: &Word| rareness(word.id) >= COMMON;
    found
        .iter()
        .filter(|(insertion, ..)| insertion.to - insertion.from <= PHRASE)
        .flat_map(|(insertion, ..)| mine.words.get(insertion.from..insertion.to))
        .flat_map(|words| words.windows(2))
        .filter_map(|pair| match pair {
            [x, y] if telling(x) && telling(y) => Some((x.id, y.id)),
            _ => None,
        })
        .collect()
}

/// Pairs of telling words that stand in short insertions at two places or more, with other words
/// around them each time: a name's title is added before the same name again and again, an
/// advertiser's phrase anywhere.
pub(super) fn repeated_phrases(mine: &Told<'_>, insertions: &[Insertion]) -> BTreeSet<(u32, u32)> {
    let telling = |word: &Word| rareness(word.id) >= COMMON;
    let mut places: BTreeMap<(u32, u32), Vec<(u32, u32)>> = BTreeMap::new();
    // In a sentence that solicits the reader the phrase is what it is about.
    let fit = |insertion: &&Insertion| {
        insertion.to - insertion.from <= PHRASE
            || span_of(&mine.words, insertion.from..insertion.to)
                .is_some_and(|span| solicitation(span.text(mine.text)) >= 2)
    };
    let id = |at: usize| mine.words.get(at).map(|word| word.id);
    for insertion in insertions.iter().filter(fit) {
        let words = mine.words.get(insertion.from..insertion.to).unwrap_or_default();
        let around = (
            insertion.from.checked_sub(1).and_then(id).unwrap_or(0),
            id(insertion.to).unwrap_or(0),
        );
        let pairs: BTreeSet<(u32, u32)> = words
            .windows(2)
            .filter_map(|pair| match pair {
                [x, y] if x.capital() == y.capital() && telling(x) && telling(y) => {
                    Some((x.id, y.id))
                }
                _ => None,
            })
            .collect();
        for pair in pairs {
            places.entry(pair).or_default().push(around);
        }
    }
    places
        .into_iter()
        .filter(|(_, around)| {
            around.first().is_some_and(|first| {
                around.iter().any(|other| other.0 != first.0)
                    && around.iter().any(|other| other.1 != first.1)
            })
        })
        .map(|(pair, _)| pair)
        .collect()
}
