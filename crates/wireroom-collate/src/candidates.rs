//! Which texts are worth aligning: those that share rare shingles.
//!
//! Texts are bodies, each once: the same body under many documents has been collapsed before.
//! A shingle that stands in many texts is either what a large family shares or boilerplate (a
//! frame, a paragraph of background, a notice). Texts that hold it are compared by their whole
//! samples: where they have little else in common it is boilerplate and proposes nothing.
//!
//! Invariant: work is linear in the number of texts. A shingle of few texts proposes all their
//! pairs; one of many proposes for each text only its neighbors in the list, so that a family of
//! a hundred thousand hangs together without all its pairs.

use std::collections::HashMap;

/// Up to this many texts a shingle proposes all pairs of them.
const ALL_PAIRS: usize = 24;
/// Beyond it, each text is paired with so many that follow it.
const NEIGHBORS: usize = 4;
/// From this many texts on, a shingle may be boilerplate.
const MANY: usize = 4;
/// So many texts of a list are compared to see whether it is boilerplate.
const PROBES: usize = 8;
/// A text is aligned with at most so many others that it shares most with.
const PARTNERS: usize = 24;

/// What the shingles of a pile propose.
pub(crate) struct Candidates {
    /// Pairs `(a, b)`, `a < b`, sorted.
    pub(crate) pairs: Vec<(u32, u32)>,
    /// Sampled shingles that stand in many otherwise unrelated texts, sorted.
    pub(crate) boilerplate: Vec<u64>,
}

/// The candidates among texts given by their [`sample`](crate::shingle::sample)s.
pub(crate) fn candidates(samples: &[Vec<u64>]) -> Candidates {
    let mut postings: Vec<(u64, u32)> = Vec::with_capacity(samples.iter().map(Vec::len).sum());
    for (text, sample) in samples.iter().enumerate() {
        postings.extend(sample.iter().map(|&hash| (hash, text as u32)));
    }
    postings.sort_unstable();
    let mut groups: Vec<(usize, usize)> = Vec::new();
    let mut boilerplate = Vec::new();
    let mut known = HashMap::new();
    let mut at = 0;
    while let Some(&(hash, _)) = postings.get(at) {
        let rest = postings.get(at..).unwrap_or_default();
        let end = at + rest.iter().take_while(|&&(other, _)| other == hash).count();
        let list = postings.get(at..end).unwrap_or_default();
        if list.len() >= MANY && unrelated(list, samples, &mut known) {
            boilerplate.push(hash);
        } else if list.len() >= 2 {
            groups.push((at, end));
        }
        at = end;
    }
    let pairs = propose(&postings, &groups, samples);
    Candidates { pairs, boilerplate }
}

/// Whether most of the texts that hold a shingle share little else.
fn unrelated(
    list: &[(u64, u32)],
    samples: &[Vec<u64>],
    known: &mut HashMap<Vec<u32>, bool>,
) -> bool {
    let step = list.len().div_ceil(PROBES).max(1);
    let probes: Vec<u32> = list.iter().step_by(step).map(|&(_, text)| text).collect();
    if let Some(&answer) = known.get(&probes) {
        return answer;
    }
    let (mut pairs, mut related) = (0_usize, 0_usize);
    for (index, &a) in probes.iter().enumerate() {
        for &b in probes.get(index + 1..).unwrap_or_default() {
            pairs += 1;
            related += usize::from(akin(samples, a, b));
        }
    }
    // A family and a stranger or two still make most pairs related.
    let answer = related * 5 < pairs;
    known.insert(probes, answer);
    answer
}

/// Sampled shingles of a notice or a paragraph of background: some sixty words.
const PASSAGE: usize = 15;

/// Whether two texts share more than a passage: a quarter of the smaller, and either more than a
/// notice is long or most of the text.
fn akin(samples: &[Vec<u64>], a: u32, b: u32) -> bool {
    let (Some(a), Some(b)) = (samples.get(a as usize), samples.get(b as usize)) else {
        return false;
    };
    let (count, smaller) = (shared(a, b), a.len().min(b.len()).max(1));
    count * 4 >= smaller && (count > PASSAGE || count * 20 >= smaller * 17)
}

/// Number of items that two sorted lists share.
fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, count) = (i + 1, j + 1, count + 1),
        }
    }
    count
}

/// The pairs that share enough of the shingles in `groups`.
fn propose(
    postings: &[(u64, u32)],
    groups: &[(usize, usize)],
    samples: &[Vec<u64>],
) -> Vec<(u32, u32)> {
    // The groups of each text, as offsets into one list.
    let mut starts = vec![0_usize; samples.len() + 1];
    for &(from, to) in groups {
        for &(_, text) in postings.get(from..to).unwrap_or_default() {
            if let Some(count) = starts.get_mut(text as usize + 1) {
                *count += 1;
            }
        }
    }
    let mut total = 0;
    for start in &mut starts {
        total += *start;
        *start = total;
    }
    let mut held = vec![(0_u32, 0_u32); total];
    let mut next = starts.clone();
    for (group, &(from, to)) in groups.iter().enumerate() {
        for (rank, &(_, text)) in postings.get(from..to).unwrap_or_default().iter().enumerate() {
            if let Some(at) = next.get_mut(text as usize) {
                if let Some(slot) = held.get_mut(*at) {
                    *slot = (group as u32, rank as u32);
                }
                *at += 1;
            }
        }
    }
    let mut pairs = Vec::new();
    let mut counts = vec![0_u32; samples.len()];
    let mut touched: Vec<u32> = Vec::new();
    for (text, sample) in samples.iter().enumerate() {
        let (from, to) = (starts.get(text).copied(), starts.get(text + 1).copied());
        let mine = from.zip(to).and_then(|(from, to)| held.get(from..to)).unwrap_or_default();
        for &(group, rank) in mine {
            let Some(&(from, to)) = groups.get(group as usize) else { continue };
            let list = postings.get(from..to).unwrap_or_default();
            let near = if list.len() <= ALL_PAIRS {
                list
            } else {
                let rank = rank as usize;
                let first = rank.saturating_sub(NEIGHBORS);
                list.get(first..(rank + NEIGHBORS + 1).min(list.len())).unwrap_or_default()
            };
            for &(_, other) in near {
                if let Some(count) = counts.get_mut(other as usize)
                    && other as usize != text
                {
                    if *count == 0 {
                        touched.push(other);
                    }
                    *count += 1;
                }
            }
        }
        let mut found: Vec<(u32, u32)> = touched
            .iter()
            .map(|&other| (counts.get(other as usize).copied().unwrap_or(0), other))
            .filter(|&(count, other)| {
                let smaller = samples.get(other as usize).map_or(0, Vec::len).min(sample.len());
                enough(count as usize, smaller)
            })
            .collect();
        for other in touched.drain(..) {
            if let Some(count) = counts.get_mut(other as usize) {
                *count = 0;
            }
        }
        found.sort_unstable_by_key(|&(count, other)| (std::cmp::Reverse(count), other));
        let mine = text as u32;
        pairs.extend(
            found.iter().take(PARTNERS).map(|&(_, other)| (mine.min(other), mine.max(other))),
        );
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Whether `count` shared shingles of a sample of `smaller` are worth an alignment.
fn enough(count: usize, smaller: usize) -> bool {
    if smaller < 8 { count >= 1 } else { count >= 2 && count * 25 >= smaller }
}
