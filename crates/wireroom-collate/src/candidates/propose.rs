//! From lists of texts that share shingles to pairs worth an alignment.

use rayon::prelude::*;

use super::{Lists, Samples};

/// Up to this many texts a list proposes all pairs of them.
pub(crate) const ALL_PAIRS: usize = 24;
/// Beyond it, each text is paired with so many that follow it.
pub(crate) const NEIGHBORS: usize = 4;
/// A text is aligned with at most so many others that it shares most with.
pub(crate) const PARTNERS: usize = 24;

/// For each text, with how many shingles it shares which others, most first.
#[derive(Debug, Default)]
pub(crate) struct Partners {
    list: Vec<(u32, u32)>,
    /// Where the partners of each text end.
    ends: Vec<usize>,
}

impl Partners {
    /// The partners of a text: shared shingles, and who.
    pub(crate) fn of(&self, text: usize) -> &[(u32, u32)] {
        let from = text.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let to = self.ends.get(text).copied().unwrap_or_default();
        self.list.get(from.unwrap_or_default()..to).unwrap_or_default()
    }

    /// All pairs, `(a, b)`, `a < b`, sorted.
    pub(crate) fn pairs(&self) -> Vec<(u32, u32)> {
        let mut pairs = Vec::with_capacity(self.list.len());
        for text in 0..self.ends.len() {
            let mine = text as u32;
            pairs
                .extend(self.of(text).iter().map(|&(_, other)| (mine.min(other), mine.max(other))));
        }
        pairs.par_sort_unstable();
        pairs.dedup();
        pairs
    }
}

/// Whom each text shares enough shingles with.
pub(super) fn propose(lists: &Lists, samples: &Samples) -> Partners {
    let n_texts = samples.n_texts();
    let held = Held::new(lists, n_texts);
    // A counter for every text is what a share of the work costs: few shares.
    let share = n_texts.div_ceil(rayon::current_num_threads() * 2).max(64);
    let parts: Vec<Partners> = (0..n_texts.div_ceil(share))
        .into_par_iter()
        .map(|part| {
            let mut counts = vec![0_u32; n_texts];
            let mut found = Partners::default();
            for text in part * share..((part + 1) * share).min(n_texts) {
                found.list.extend(partners(text as u32, lists, &held, samples, &mut counts));
                found.ends.push(found.list.len());
            }
            found
        })
        .collect();
    let mut all = Partners::default();
    for part in parts {
        let shift = all.list.len();
        all.list.extend(part.list);
        all.ends.extend(part.ends.into_iter().map(|end| end + shift));
    }
    all
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

/// The others that `text` shares most with. `counts` is all zeros before and after.
fn partners(
    text: u32,
    lists: &Lists,
    held: &Held,
    samples: &Samples,
    counts: &mut [u32],
) -> Vec<(u32, u32)> {
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
    best(&mut found);
    found
}

/// Leaves of others, each with the number of shingles shared, those that share most, in order.
pub(crate) fn best<T: Copy + Ord>(found: &mut Vec<(u32, T)>) {
    found.sort_unstable_by_key(|&(count, other)| (std::cmp::Reverse(count), other));
    found.truncate(PARTNERS);
}

/// Whether `count` shared shingles of a sample of `smaller` are worth an alignment.
pub(crate) fn enough(count: usize, smaller: usize) -> bool {
    if smaller < 8 { count >= 1 } else { count >= 2 && count * 25 >= smaller }
}
