//! What else of another account a wording is like: of two passages of one text at most one says
//! what a passage of another text says.

use super::align::Wording;
use crate::unit::Unit;
use std::collections::BTreeMap;

/// The documents of an event, those of one family that say all the same taken together.
pub(super) struct Editions {
    /// For each wording, the editions that have it, sorted.
    with: Vec<Vec<usize>>,
}

impl Editions {
    pub(super) fn of(units: &[Unit], wordings: &[Wording]) -> Self {
        let mut of_document = BTreeMap::<usize, Vec<usize>>::new();
        for (at, wording) in wordings.iter().enumerate() {
            for &unit in wording {
                let held = of_document.entry(units[unit].document).or_default();
                if held.last() != Some(&at) {
                    held.push(at);
                }
            }
        }
        let mut numbers = BTreeMap::<Vec<usize>, usize>::new();
        let mut with = vec![Vec::new(); wordings.len()];
        for held in of_document.into_values() {
            let next = numbers.len();
            if *numbers.entry(held.clone()).or_insert(next) == next {
                for wording in held {
                    with[wording].push(next);
                }
            }
        }
        Self { with }
    }

    /// The editions that have a wording.
    pub(super) fn with(&self, wording: usize) -> &[usize] {
        &self.with[wording]
    }
}

/// For each wording and each edition of other texts the two best likenesses.
#[derive(Default)]
pub(super) struct Rivals(BTreeMap<(usize, usize), (f32, f32)>);

impl Rivals {
    pub(super) fn note(&mut self, wording: usize, editions: &[usize], score: f32) {
        for &edition in editions {
            let (best, second) = self.0.entry((wording, edition)).or_default();
            if score > *best {
                (*best, *second) = (score, *best);
            } else if score > *second {
                *second = score;
            }
        }
    }

    /// The best likeness of a wording with one of an edition other than the one that has `score`;
    /// of several editions, that in which it is greatest.
    pub(super) fn of(&self, wording: usize, editions: &[usize], score: f32) -> f32 {
        let rival = |&edition: &usize| {
            let (best, second) = self.0.get(&(wording, edition)).copied().unwrap_or_default();
            if score >= best { second } else { best }
        };
        editions.iter().map(rival).fold(0.0, f32::max)
    }
}
