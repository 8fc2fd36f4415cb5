//! Which words are near in meaning, of all that have vectors: worked out once in a process that
//! compares more pairs of words than there are.
//!
//! The words of an event are compared each with each, and in a large pile the same words again and
//! again. What is found does not depend on whether the table was there.

use super::near::{NEAR, SLACK};
use rayon::prelude::*;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use wireroom_lexicon::{VECTOR_DIMS, vectors};

/// A vector as it is stored, in the width that is multiplied quickest, and its length.
pub(super) struct Stored {
    vector: [i16; VECTOR_DIMS],
    long: f32,
}

impl Stored {
    pub(super) fn of(vector: &[i8; VECTOR_DIMS]) -> Self {
        let long = (wireroom_lexicon::dot(vector, vector) as f32).sqrt();
        Self { vector: vector.map(i16::from), long }
    }

    pub(super) fn cosine(&self, other: &Self) -> f32 {
        let products = self.vector.iter().zip(&other.vector);
        let dot: i32 = products.map(|(&x, &y)| i32::from(x) * i32::from(y)).sum();
        dot as f32 / (self.long * other.long)
    }
}

/// For each vector those that are near it.
pub(super) struct Table(Vec<Vec<u16>>);

impl Table {
    /// Of the vectors in these rows; the others are near none.
    pub(super) fn among(rows: &[usize]) -> Self {
        let all = vectors();
        let stored: Vec<(usize, Stored)> =
            rows.iter().filter_map(|&row| Some((row, Stored::of(all.get(row)?)))).collect();
        let later = |(nth, (_, x)): (usize, &(usize, Stored))| -> Vec<usize> {
            let others = stored[nth + 1..].iter();
            others.filter(|(_, y)| x.cosine(y) >= NEAR - SLACK).map(|&(b, _)| b).collect()
        };
        let found: Vec<Vec<usize>> = stored.par_iter().enumerate().map(later).collect();
        let mut near = vec![Vec::new(); all.len()];
        for ((a, _), found) in stored.iter().zip(found) {
            for b in found {
                if let (Ok(to_a), Ok(to_b)) = (u16::try_from(*a), u16::try_from(b)) {
                    near[*a].push(to_b);
                    near[b].push(to_a);
                }
            }
        }
        Self(near)
    }

    /// The rows of the vectors near that of `row`.
    pub(super) fn near(&self, row: usize) -> &[u16] {
        self.0.get(row).map_or(&[], Vec::as_slice)
    }
}

/// The table of all words, once more pairs were asked for than it takes; `pairs` is how many are
/// asked for now.
pub(super) fn of_all(pairs: usize) -> Option<&'static Table> {
    static MADE: OnceLock<Table> = OnceLock::new();
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    static MAKING: AtomicBool = AtomicBool::new(false);
    if let Some(table) = MADE.get() {
        return Some(table);
    }
    let count = vectors().len();
    let asked = ASKED.fetch_add(pairs, Ordering::Relaxed).saturating_add(pairs);
    let worth = asked >= count * count / 2;
    // One makes it, with whoever has nothing else to do; the others go on meanwhile: none ever waits.
    if worth && count <= usize::from(u16::MAX) && !MAKING.swap(true, Ordering::Relaxed) {
        let rows: Vec<usize> = (0..count).collect();
        // Made before it is put there: a thread that helps may come by here with another event.
        let table = Table::among(&rows);
        return Some(MADE.get_or_init(|| table));
    }
    None
}
