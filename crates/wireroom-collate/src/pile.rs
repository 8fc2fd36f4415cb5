//! A part of a pile made ready: members in canonical order, each distinct body once.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::body::Body;
use crate::candidates::Boilerplate;
use crate::compare::{Comparison, Verdict, compare};
use crate::imprint::{Outlets, one_headline};
use crate::plan::Part;
use crate::rareness::rareness;
use crate::words::{Word, body_words};
use crate::{Agency, Config, Member};

/// Bytes of text up to which a part's words are kept; those of more are read again when they are
/// asked for.
const KEPT: usize = 16 << 20;

/// Members, bodies and the comparisons of the bodies that shingles proposed.
pub(crate) struct Pile<'a> {
    /// Sorted by document id, each id once.
    pub(crate) members: Vec<Member<'a>>,
    /// For each member, its body.
    pub(crate) body_of: Vec<usize>,
    /// Empty where a body is compared with none.
    pub(crate) bodies: Vec<Body>,
    /// For each body the words as they stand in its first holder's text; nothing in a part that
    /// has too many to keep ([`KEPT`]).
    words: Vec<Option<Arc<Vec<Word>>>>,
    /// For each body, the members that have it, in order; the first is compared for all.
    pub(crate) holders: Vec<Vec<usize>>,
    /// The comparisons of bodies `(a, b)`, `a < b`, whatever came of them, save those that share
    /// nothing. Sorted.
    pub(crate) compared: Vec<((usize, usize), Comparison)>,
    /// For each body, the others that it was accepted with.
    pub(crate) accepted: Vec<Vec<usize>>,
    /// Pairs of bodies that the user says are of one family, `a < b`, sorted.
    pub(crate) must: Vec<(usize, usize)>,
    /// Pairs of bodies that the user says are not.
    pub(crate) cannot: Vec<(usize, usize)>,
    /// For each body, the imprint of its first holder (see [`crate::imprint`]).
    imprints: Vec<u64>,
    /// Agencies that the user added.
    pub(crate) agencies: Vec<Agency>,
}

impl<'a> Pile<'a> {
    /// The pile of a part's members, in the order of the plan.
    pub(crate) fn new(
        members: &[Member<'a>],
        part: &Part,
        boilerplate: &Boilerplate,
        config: &Config,
    ) -> Self {
        let n_bodies = part.bodies.imprints.len();
        let body_of: Vec<usize> = part.bodies.of.iter().map(|&body| body as usize).collect();
        let mut holders: Vec<Vec<usize>> = vec![Vec::new(); n_bodies];
        for (member, &body) in body_of.iter().enumerate() {
            if let Some(list) = holders.get_mut(body) {
                list.push(member);
            }
        }
        // A body that is compared with none is not asked for its words.
        let mut paired = vec![false; n_bodies];
        let in_pairs = part.pairs.iter().flat_map(|&(a, b)| [a, b]);
        for body in in_pairs.chain(part.read.iter().copied()) {
            if let Some(paired) = paired.get_mut(body as usize) {
                *paired = true;
            }
        }
        let first = |holders: &[usize]| holders.first().and_then(|&at| members.get(at));
        let size: usize = holders
            .iter()
            .zip(&paired)
            .filter(|(_, paired)| **paired)
            .filter_map(|(holders, _)| Some(first(holders)?.text.repaired().len()))
            .sum();
        let (bodies, words) = holders
            .par_iter()
            .zip(&paired)
            .map(|(holders, &paired)| {
                let Some(first) = first(holders).filter(|_| paired) else {
                    return (Body::default(), None);
                };
                let words = body_words(first.text);
                let mut body = Body::new(&words);
                body.mark(boilerplate);
                (body, (size <= KEPT).then(|| Arc::new(words)))
            })
            .unzip();
        let wide = |pairs: &[(u32, u32)]| {
            pairs.iter().map(|&(a, b)| (a as usize, b as usize)).collect::<Vec<_>>()
        };
        let mut pile = Self {
            accepted: vec![Vec::new(); n_bodies],
            members: members.to_vec(),
            body_of,
            bodies,
            words,
            holders,
            compared: Vec::new(),
            must: wide(&part.must),
            cannot: wide(&part.cannot),
            imprints: part.bodies.imprints.clone(),
            agencies: config.agencies.clone(),
        };
        pile.compared = pile.compare(&part.pairs, config);
        for &((a, b), ref result) in &pile.compared {
            if result.verdict == Verdict::Copy {
                for (one, other) in [(a, b), (b, a)] {
                    if let Some(list) = pile.accepted.get_mut(one) {
                        list.push(other);
                    }
                }
            }
        }
        pile
    }

    /// Aligns the pairs that were proposed.
    fn compare(&self, pairs: &[(u32, u32)], config: &Config) -> Vec<((usize, usize), Comparison)> {
        let work = |&(a, b): &(u32, u32)| {
            let (a, b) = (a as usize, b as usize);
            let imprints = (self.imprint(a), self.imprint(b));
            let result = compare(self.bodies.get(a)?, self.bodies.get(b)?, imprints, config);
            (result.verdict != Verdict::NothingShared).then_some(((a, b), result))
        };
        pairs.par_iter().filter_map(work).collect()
    }

    fn imprint(&self, body: usize) -> u64 {
        self.imprints.get(body).copied().unwrap_or_default()
    }

    /// Whether two bodies stand under one headline.
    pub(crate) fn one_headline(&self, a: usize, b: usize) -> bool {
        one_headline(self.imprint(a), self.imprint(b))
    }

    /// Whether two bodies are of one outlet.
    pub(crate) fn outlets(&self, a: usize, b: usize) -> Outlets {
        Outlets::of(self.imprint(a), self.imprint(b))
    }

    /// The comparison of two bodies and whether it must be read from `b` to `a`.
    pub(crate) fn between(&self, a: usize, b: usize) -> Option<(&Comparison, bool)> {
        let key = (a.min(b), a.max(b));
        let at = self.compared.binary_search_by_key(&key, |(pair, _)| *pair).ok()?;
        self.compared.get(at).map(|(_, found)| (found, a > b))
    }

    /// The words of body `a` that are matched with words of body `b`, down to single ones, as ranges
    /// in no order.
    pub(crate) fn matched(
        &self,
        a: usize,
        b: usize,
    ) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
        self.between(a, b).into_iter().flat_map(|(found, flipped)| {
            found.blocks().map(move |block| {
                let from = if flipped { block.b } else { block.a };
                from..from + block.len
            })
        })
    }

    /// Which words of body `a` stand in passages of body `b`, as ranges.
    pub(crate) fn shared_ranges(&self, a: usize, b: usize) -> Vec<std::ops::Range<usize>> {
        let Some((found, flipped)) = self.between(a, b) else { return Vec::new() };
        let mut ranges: Vec<_> = found
            .passages()
            .into_iter()
            .map(|passage| if flipped { passage.b } else { passage.a })
            .collect();
        ranges.sort_by_key(|range| range.start);
        ranges
    }
}

/// Reads texts again, for those who need to know where words stand; the last few are at hand.
pub(crate) struct Reader<'p> {
    pile: &'p Pile<'p>,
    read: RefCell<BTreeMap<usize, Arc<Vec<Word>>>>,
    telling: RefCell<BTreeMap<usize, Arc<Vec<u32>>>>,
}

/// Texts that a reader has at hand.
const AT_HAND: usize = 64;

impl<'p> Reader<'p> {
    pub(crate) fn new(pile: &'p Pile<'p>) -> Self {
        Self { pile, read: RefCell::default(), telling: RefCell::default() }
    }

    /// The words of a body as they stand in its first holder's text.
    pub(crate) fn words(&self, body: usize) -> Arc<Vec<Word>> {
        if let Some(Some(kept)) = self.pile.words.get(body) {
            return kept.clone();
        }
        let mut read = self.read.borrow_mut();
        if read.len() >= AT_HAND && !read.contains_key(&body) {
            read.clear();
        }
        let holder = || self.pile.members.get(*self.pile.holders.get(body)?.first()?);
        let fresh = || holder().map(|member| body_words(member.text)).unwrap_or_default();
        read.entry(body).or_insert_with(|| Arc::new(fresh())).clone()
    }
}

impl Reader<'_> {
    /// The words of a body whose inverse document frequency is `least` nats or more. Sorted.
    pub(crate) fn telling(&self, body: usize, least: f32) -> Arc<Vec<u32>> {
        if let Some(known) = self.telling.borrow().get(&body) {
            return known.clone();
        }
        let words = self.words(body);
        let mut distinct: Vec<&Word> = words.iter().filter(|word| !word.number()).collect();
        distinct.sort_unstable_by_key(|word| word.id);
        distinct.dedup_by_key(|word| word.id);
        let tells = |word: &&Word| rareness(word.id) >= least;
        let found: Vec<u32> = distinct.into_iter().filter(tells).map(|word| word.id).collect();
        let mut known = self.telling.borrow_mut();
        if known.len() >= AT_HAND {
            known.clear();
        }
        known.entry(body).or_insert_with(|| Arc::new(found)).clone()
    }
}
