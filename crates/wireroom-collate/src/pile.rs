//! A pile made ready: members in canonical order, each distinct body once.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use rayon::prelude::*;
use wireroom_lexicon::idf;
use wireroom_model::DocumentId;

use crate::body::Body;
use crate::candidates::candidates;
use crate::compare::{Comparison, Outlets, Verdict, compare};
use crate::lineage::outlet;
use crate::shingle::body_hash;
use crate::words::{Word, body_words};
use crate::{Agency, Config, Member};

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
    /// nothing. Sorted.
    pub(crate) compared: Vec<((usize, usize), Comparison)>,
    /// For each body, the others that it was accepted with.
    pub(crate) accepted: Vec<Vec<usize>>,
    /// Pairs of bodies that the user says are of one family, `a < b`, sorted.
    pub(crate) must: Vec<(usize, usize)>,
    /// Pairs of bodies that the user says are not.
    pub(crate) cannot: Vec<(usize, usize)>,
    /// Agencies that the user added.
    pub(crate) agencies: Vec<Agency>,
}

impl<'a> Pile<'a> {
    pub(crate) fn new(pile: &[Member<'a>], config: &Config) -> Self {
        let mut members = pile.to_vec();
        members.sort_by(|x, y| x.document.id.cmp(&y.document.id));
        members.dedup_by(|x, y| x.document.id == y.document.id);
        let read: Vec<(Body, u128)> = members
            .par_iter()
            .map(|member| {
                let body = Body::new(&body_words(member.text));
                let hash = body_hash(&body.ids);
                (body, hash)
            })
            .collect();
        let (must, cannot) =
            (linked(&members, &config.must_link), linked(&members, &config.cannot_link));
        let apart: BTreeSet<usize> = cannot.iter().flat_map(|&(a, b)| [a, b]).collect();
        let (body_of, holders, mut bodies) = collapse(read, &apart, config);
        let bodied = |pairs: Vec<(usize, usize)>| {
            let body = |member: usize| body_of.get(member).copied().unwrap_or_default();
            let mut pairs: Vec<(usize, usize)> = pairs
                .into_iter()
                .map(|(a, b)| (body(a).min(body(b)), body(a).max(body(b))))
                .filter(|(a, b)| a != b)
                .collect();
            pairs.sort_unstable();
            pairs.dedup();
            pairs
        };
        let (must, cannot) = (bodied(must), bodied(cannot));
        let outlets = numbered(&members, &holders);
        let mut found = candidates(&bodies, &outlets);
        bodies.par_iter_mut().for_each(|body| body.mark(&found.boilerplate));
        if !must.is_empty() {
            found.pairs.extend(must.iter().map(|&(a, b)| (a as u32, b as u32)));
            found.pairs.sort_unstable();
            found.pairs.dedup();
        }
        let mut pile = Self {
            accepted: vec![Vec::new(); bodies.len()],
            members,
            body_of,
            bodies,
            holders,
            compared: Vec::new(),
            must,
            cannot,
            agencies: config.agencies.clone(),
        };
        pile.compared = pile.compare(&found.pairs, &outlets, config);
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
    fn compare(
        &self,
        pairs: &[(u32, u32)],
        outlets: &[u32],
        config: &Config,
    ) -> Vec<((usize, usize), Comparison)> {
        let outlet = |body: usize| outlets.get(body).copied().filter(|&outlet| outlet != 0);
        let work = |&(a, b): &(u32, u32)| {
            let (a, b) = (a as usize, b as usize);
            let outlets = Outlets::of(outlet(a), outlet(b));
            let result = compare(self.bodies.get(a)?, self.bodies.get(b)?, outlets, config);
            (result.verdict != Verdict::NothingShared).then_some(((a, b), result))
        };
        pairs.par_iter().filter_map(work).collect()
    }

    /// The comparison of two bodies and whether it must be read from `b` to `a`.
    pub(crate) fn between(&self, a: usize, b: usize) -> Option<(&Comparison, bool)> {
        let key = (a.min(b), a.max(b));
        let at = self.compared.binary_search_by_key(&key, |(pair, _)| *pair).ok()?;
        self.compared.get(at).map(|(_, found)| (found, a > b))
    }

    /// Which words of body `a` stand in body `b`, as ranges.
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
    read: RefCell<BTreeMap<usize, Rc<Vec<Word>>>>,
    telling: RefCell<BTreeMap<usize, Rc<Vec<u32>>>>,
}

/// Texts that a reader has at hand.
const AT_HAND: usize = 64;

impl<'p> Reader<'p> {
    pub(crate) fn new(pile: &'p Pile<'p>) -> Self {
        Self { pile, read: RefCell::default(), telling: RefCell::default() }
    }

    /// The words of a body as they stand in its first holder's text.
    pub(crate) fn words(&self, body: usize) -> Rc<Vec<Word>> {
        let mut read = self.read.borrow_mut();
        if read.len() >= AT_HAND && !read.contains_key(&body) {
            read.clear();
        }
        let holder = || self.pile.members.get(*self.pile.holders.get(body)?.first()?);
        let fresh = || holder().map(|member| body_words(member.text)).unwrap_or_default();
        read.entry(body).or_insert_with(|| Rc::new(fresh())).clone()
    }
}

impl Reader<'_> {
    /// The words of a body whose inverse document frequency is `least` nats or more. Sorted.
    pub(crate) fn telling(&self, body: usize, least: f32) -> Rc<Vec<u32>> {
        if let Some(known) = self.telling.borrow().get(&body) {
            return known.clone();
        }
        let words = self.words(body);
        let holder = || self.pile.members.get(*self.pile.holders.get(body)?.first()?);
        let text = holder().map_or("", |member| member.text.repaired());
        let mut distinct: Vec<&Word> = words.iter().filter(|word| !word.number()).collect();
        distinct.sort_unstable_by_key(|word| word.id);
        distinct.dedup_by_key(|word| word.id);
        let tells = |word: &&Word| idf(&word.span().text(text).to_lowercase()) >= least;
        let found: Vec<u32> = distinct.into_iter().filter(tells).map(|word| word.id).collect();
        let mut known = self.telling.borrow_mut();
        if known.len() >= AT_HAND {
            known.clear();
        }
        known.entry(body).or_insert_with(|| Rc::new(found)).clone()
    }
}

/// The members that pairs of documents name; a document that is not there links nothing.
fn linked(members: &[Member<'_>], pairs: &[(DocumentId, DocumentId)]) -> Vec<(usize, usize)> {
    let find = |id: &DocumentId| members.binary_search_by(|member| member.document.id.cmp(id)).ok();
    pairs.iter().filter_map(|(a, b)| Some((find(a)?, find(b)?))).collect()
}

/// The outlets of the first holders of bodies, as numbers; 0 where nothing names it.
fn numbered(members: &[Member<'_>], holders: &[Vec<usize>]) -> Vec<u32> {
    let first = |held: &Vec<usize>| members.get(*held.first()?).and_then(outlet);
    let names: Vec<Option<String>> = holders.par_iter().map(first).collect();
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut found = Vec::with_capacity(names.len());
    for name in &names {
        let fresh = numbers.len() as u32 + 1;
        found.push(name.as_deref().map_or(0, |name| *numbers.entry(name).or_insert(fresh)));
    }
    found
}

/// Groups members by body. A body of a few words is no evidence of a common text: such members
/// stay apart, and so do those that the user parts.
fn collapse(
    read: Vec<(Body, u128)>,
    apart: &BTreeSet<usize>,
    config: &Config,
) -> (Vec<usize>, Vec<Vec<usize>>, Vec<Body>) {
    let mut first: HashMap<u128, usize> = HashMap::new();
    let mut body_of = Vec::with_capacity(read.len());
    let mut holders: Vec<Vec<usize>> = Vec::new();
    let mut distinct = Vec::new();
    for (member, (words, hash)) in read.into_iter().enumerate() {
        let fresh = holders.len();
        let body = if words.ids.len() * 2 < config.min_words || apart.contains(&member) {
            fresh
        } else {
            *first.entry(hash).or_insert(fresh)
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
