//! A pile made ready: members in canonical order, each distinct body once.

use std::collections::{BTreeMap, HashMap};

use crate::candidates::candidates;
use crate::compare::{Body, Comparison, Verdict, compare};
use crate::lineage::outlet;
use crate::shingle::{body_hash, sample};
use crate::words::{Word, body_words};
use crate::{Config, Member};

/// Members, bodies and the comparisons of the bodies that shingles proposed.
pub(crate) struct Pile<'a> {
    /// Sorted by document id, each id once.
    pub(crate) members: Vec<Member<'a>>,
    /// For each member, its body.
    pub(crate) body_of: Vec<usize>,
    pub(crate) bodies: Vec<Body>,
    /// For each body, the members that have it, in order; the first is compared for all.
    pub(crate) holders: Vec<Vec<usize>>,
    /// The comparisons of bodies `(a, b)`, `a < b`, whatever came of them, save those that share
    /// nothing.
    pub(crate) compared: BTreeMap<(usize, usize), Comparison>,
    /// For each body, the others that it was accepted with.
    pub(crate) accepted: Vec<Vec<usize>>,
}

impl<'a> Pile<'a> {
    pub(crate) fn new(pile: &[Member<'a>], config: &Config) -> Self {
        let mut members = pile.to_vec();
        members.sort_by(|x, y| x.document.id.cmp(&y.document.id));
        members.dedup_by(|x, y| x.document.id == y.document.id);
        let words = in_parallel(&members, |member| body_words(member.text));
        let (body_of, holders, mut distinct) = collapse(words, config);
        let samples = in_parallel(&distinct, |words| sample(words));
        let found = candidates(&samples);
        drop(samples);
        let bodies: Vec<Body> = distinct
            .iter_mut()
            .map(|words| Body::new(std::mem::take(words), &found.boilerplate))
            .collect();
        let outlets: Vec<Option<String>> =
            holders.iter().map(|held| members.get(*held.first()?).and_then(outlet)).collect();
        let results = in_parallel(&found.pairs, |&(a, b)| {
            let (a, b) = (a as usize, b as usize);
            let same_outlet = outlets.get(a)?.is_some() && outlets.get(a) == outlets.get(b);
            let result = compare(bodies.get(a)?, bodies.get(b)?, same_outlet, config);
            (result.verdict != Verdict::NothingShared).then_some(result)
        });
        let mut compared = BTreeMap::new();
        let mut accepted = vec![Vec::new(); bodies.len()];
        for (&(a, b), result) in found.pairs.iter().zip(results) {
            let Some(result) = result else { continue };
            let (a, b) = (a as usize, b as usize);
            if result.verdict == Verdict::Copy {
                for (one, other) in [(a, b), (b, a)] {
                    if let Some(list) = accepted.get_mut(one) {
                        list.push(other);
                    }
                }
            }
            compared.insert((a, b), result);
        }
        Self { members, body_of, bodies, holders, compared, accepted }
    }

    /// The comparison of two bodies and whether it must be read from `b` to `a`.
    pub(crate) fn between(&self, a: usize, b: usize) -> Option<(&Comparison, bool)> {
        self.compared.get(&(a.min(b), a.max(b))).map(|found| (found, a > b))
    }

    /// Which words of body `a` stand in body `b`, as ranges.
    pub(crate) fn shared_ranges(&self, a: usize, b: usize) -> Vec<std::ops::Range<usize>> {
        let Some((found, flipped)) = self.between(a, b) else { return Vec::new() };
        let mut ranges: Vec<_> = found
            .passages
            .iter()
            .map(|passage| if flipped { passage.b.clone() } else { passage.a.clone() })
            .collect();
        ranges.sort_by_key(|range| range.start);
        ranges
    }
}

/// Groups members by body. A body of a few words is no evidence of a common text: such members
/// stay apart.
fn collapse(
    words: Vec<Vec<Word>>,
    config: &Config,
) -> (Vec<usize>, Vec<Vec<usize>>, Vec<Vec<Word>>) {
    let mut first: HashMap<u128, usize> = HashMap::new();
    let mut body_of = Vec::with_capacity(words.len());
    let mut holders: Vec<Vec<usize>> = Vec::new();
    let mut distinct = Vec::new();
    for (member, words) in words.into_iter().enumerate() {
        let fresh = holders.len();
        let body = if words.len() * 2 < config.min_words {
            fresh
        } else {
            *first.entry(body_hash(&words)).or_insert(fresh)
        };
        if body == fresh {
            holders.push(Vec::new());
            distinct.push(words);
        }
        if let Some(list) = holders.get_mut(body) {
            list.push(member);
        }
        body_of.push(body);
    }
    (body_of, holders, distinct)
}

/// `work` over all items on the machine's cores, results in the order of the items.
pub(crate) fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    if cores < 2 || items.len() < 64 {
        return items.iter().map(work).collect();
    }
    let next = std::sync::atomic::AtomicUsize::new(0);
    let step = items.len().div_ceil(cores * 8).max(1);
    let mut parts: Vec<(usize, Vec<R>)> = std::thread::scope(|scope| {
        let worker = || {
            let mut done = Vec::new();
            loop {
                let from = next.fetch_add(step, std::sync::atomic::Ordering::Relaxed);
                let Some(rest) = items.get(from..).filter(|rest| !rest.is_empty()) else {
                    return done;
                };
                done.push((from, rest.iter().take(step).map(&work).collect::<Vec<R>>()));
            }
        };
        let handles: Vec<_> = (0..cores).map(|_| scope.spawn(worker)).collect();
        handles
            .into_iter()
            .flat_map(|handle| match handle.join() {
                Ok(parts) => parts,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    });
    parts.sort_by_key(|(from, _)| *from);
    parts.into_iter().flat_map(|(_, part)| part).collect()
}
