//! From lists of texts that share shingles to pairs worth an alignment.

use rayon::prelude::*;

use super::{Lists, Samples};

/// Up to this many texts a list proposes all pairs of them.
const ALL_PAIRS: usize = 24;
/// Beyond it, each text is paired with so many that follow it.
const NEIGHBORS: usize = 4;
/// A text is aligned with at most so many others that it shares most with.
const PARTNERS: usize = 24;

/// The pairs that share enough shingles, `(a, b)`, `a < b`, sorted.
pub(super) fn propose(lists: &Lists, samples: &Samples) -> Vec<(u32, u32)> {
    let n_texts = samples.n_texts();
    let held = Held::new(lists, n_texts);
    // A counter for every text is what a share of the work costs: few shares.
    let share = n_texts.div_ceil(rayon::current_num_threads() * 2).max(64);
    let parts: Vec<Vec<(u32, u32)>> = (0..n_texts.div_ceil(share))
        .into_par_iter()
        .map(|part| {
            let mut counts = vec![0_u32; n_texts];
            let mut pairs = Vec::new();
            for text in part * share..((part + 1) * share).min(n_texts) {
                partners(text as u32, lists, &held, samples, &mut counts, &mut pairs);
            }
            pairs
        })
        .collect();
    let mut pairs = parts.concat();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// For each text, the lists that it stands in and its rank in each.
struct Held {
    places: Vec<(u32, u32)>,
    starts: Vec<usize>,
}

impl Held {
    fn new(lists: &Lists, n_texts: usize) -> Self {
        let mut starts = vec![0_usize; n_texts + 1];
        for &text in &lists.texts {
            if let Some(count) = starts.get_mut(text as usize + 1) {
                *count += 1;
            }
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut places = vec![(0_u32, 0_u32); total];
        let mut next = starts.clone();
        for list in 0..lists.ends.len() {
            for (rank, &text) in lists.get(list).0.iter().enumerate() {
                if let Some(at) = next.get_mut(text as usize) {
                    if let Some(slot) = places.get_mut(*at) {
                        *slot = (list as u32, rank as u32);
                    }
                    *at += 1;
                }
            }
        }
        Self { places, starts }
    }

    fn of(&self, text: u32) -> &[(u32, u32)] {
        let text = text as usize;
        let range = self.starts.get(text).copied().zip(self.starts.get(text + 1).copied());
        range.and_then(|(from, to)| self.places.get(from..to)).unwrap_or_default()
    }
}

/// Adds the pairs of `text` with those that it shares most with. `counts` is all zeros before and
/// after.
fn partners(
    text: u32,
    lists: &Lists,
    held: &Held,
    samples: &Samples,
    counts: &mut [u32],
    pairs: &mut Vec<(u32, u32)>,
) {
    let mut touched: Vec<u32> = Vec::new();
    for &(list, rank) in held.of(text) {
        let (texts, weight) = lists.get(list as usize);
        let near = if texts.len() <= ALL_PAIRS {
            texts
        } else {
            let rank = rank as usize;
            let first = rank.saturating_sub(NEIGHBORS);
            texts.get(first..(rank + NEIGHBORS + 1).min(texts.len())).unwrap_or_default()
        };
        for &other in near {
            if let Some(count) = counts.get_mut(other as usize)
                && other != text
            {
                if *count == 0 {
                    touched.push(other);
                }
                *count += weight;
            }
        }
    }
    let mine = samples.of(text).len();
    let mut found: Vec<(u32, u32)> = Vec::new();
    for other in touched {
        let count = counts.get_mut(other as usize).map_or(0, std::mem::take);
        if enough(count as usize, samples.of(other).len().min(mine)) {
            found.push((count, other));
        }
    }
    found.sort_unstable_by_key(|&(count, other)| (std::cmp::Reverse(count), other));
    pairs.extend(found.iter().take(PARTNERS).map(|&(_, other)| (text.min(other), text.max(other))));
}

/// Whether `count` shared shingles of a sample of `smaller` are worth an alignment.
fn enough(count: usize, smaller: usize) -> bool {
    if smaller < 8 { count >= 1 } else { count >= 2 && count * 25 >= smaller }
}
