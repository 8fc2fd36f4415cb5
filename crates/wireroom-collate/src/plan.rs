//! A pile cut into parts that have nothing to do with each other.
//!
//! Sketches propose which texts to align; what hangs together by proposed pairs and by the user's
//! links is a part, and small ones are put together. Families, lineage, interpolations and
//! accepted pairs never reach over a part's border, so each can be collated by itself, and
//! together they are what the pile collated at once is.
//!
//! Invariant: the plan depends on the set of sketches alone, not on their order.

use std::collections::BTreeSet;

use rayon::slice::ParallelSliceMut as _;
use rustc_hash::{FxBuildHasher, FxHashMap};
use wireroom_model::DocumentId;

use crate::candidates::{Boilerplate, Samples, candidates};
use crate::kept::{Kept, Text};
use crate::pile::Pile;
use crate::sketch::Sketch;
use crate::{Collation, Config, Member, families};

/// Members of a part, as far as it can be helped.
const PART: usize = 192;

/// What is to be compared with what.
#[derive(Debug)]
pub struct Plan {
    pub(crate) parts: Vec<Part>,
    pub(crate) boilerplate: Boilerplate,
    /// What an index wants to know of the texts, where one is made.
    pub(crate) kept: Option<Kept>,
}

/// Bodies that hang together, and whatever was put with them.
#[derive(Debug, Default)]
pub(crate) struct Part {
    /// The sketches of its members by index into those given, in the order of their documents.
    sketches: Vec<u32>,
    pub(crate) bodies: Bodies,
    /// For each body, its index in the plan.
    pub(crate) planned: Vec<u32>,
    /// Bodies that have their words read though they are in no pair here, as they are in one that
    /// reaches out of the part.
    pub(crate) read: Vec<u32>,
    /// The pairs of bodies to align, by index into the part's, `a < b`, sorted.
    pub(crate) pairs: Vec<(u32, u32)>,
    pub(crate) must: Vec<(u32, u32)>,
    pub(crate) cannot: Vec<(u32, u32)>,
}

/// The distinct bodies among members.
#[derive(Debug, Default)]
pub(crate) struct Bodies {
    /// For each member, its body.
    pub(crate) of: Vec<u32>,
    /// For each body, the imprint of its first holder (see [`crate::imprint`]).
    pub(crate) imprints: Vec<u64>,
}

impl Plan {
    /// Plans the collation of the texts that `sketches` are of. Of those with one document id the
    /// first is taken.
    #[must_use]
    pub fn new(sketches: Vec<Sketch>, config: &Config) -> Self {
        Self::of(sketches, config, false)
    }

    /// The same; `keep` says whether an index is to be made of it.
    pub(crate) fn of(mut sketches: Vec<Sketch>, config: &Config, keep: bool) -> Self {
        let mut order: Vec<u32> = (0..sketches.len() as u32).collect();
        let id = |at: &u32| sketches.get(*at as usize).map(Sketch::document);
        order.par_sort_unstable_by(|x, y| id(x).cmp(&id(y)).then(x.cmp(y)));
        order.dedup_by(|x, y| id(x) == id(y));
        let (must, cannot) = (
            linked(&sketches, &order, &config.must_link),
            linked(&sketches, &order, &config.cannot_link),
        );
        let apart: BTreeSet<u32> = cannot.iter().flat_map(|&(a, b)| [a, b]).collect();
        let (bodies, firsts) = collapse(&sketches, &order, &apart, config);
        let bodied = |pairs: Vec<(u32, u32)>| {
            let body = |member: u32| bodies.of.get(member as usize).copied().unwrap_or_default();
            let pairs = pairs.into_iter().map(|(a, b)| ordered(body(a), body(b)));
            sorted(pairs.filter(|(a, b)| a != b).collect())
        };
        let (must, cannot) = (bodied(must), bodied(cannot));
        let mut samples = Samples::default();
        let mut texts = Vec::new();
        for (at, alone) in firsts {
            let Some(sketch) = sketches.get_mut(at as usize) else { continue };
            if keep {
                texts.push(Text::of(sketch, alone));
            }
            samples.push(&std::mem::take(&mut sketch.keys));
        }
        drop(sketches);
        let found = candidates(&samples, &bodies.imprints);
        let mut pairs = found.partners.pairs();
        // Where no index is made, nobody asks for these: they go before the pile is cut.
        let kept = keep.then_some(Kept { texts, samples, partners: found.partners });
        if !must.is_empty() {
            pairs.extend(&must);
            pairs = sorted(pairs);
        }
        let parts = cut(&order, &bodies, &pairs, &must, &cannot);
        Self { parts, boilerplate: found.boilerplate, kept }
    }

    /// Number of parts.
    #[must_use]
    pub fn n_parts(&self) -> usize {
        self.parts.len()
    }

    /// The members of a part, by index into the sketches given.
    #[must_use]
    pub fn members(&self, part: usize) -> &[u32] {
        self.parts.get(part).map_or(&[], |part| &part.sketches)
    }

    /// Collates a part. `members` are those that [`Plan::members`] names, in that order.
    #[must_use]
    pub fn collate(&self, part: usize, members: &[Member<'_>], config: &Config) -> Collation {
        families::collate(&self.pile(part, members, config))
    }

    /// A part made ready; one that is not there is empty.
    pub(crate) fn pile<'a>(
        &self,
        part: usize,
        members: &[Member<'a>],
        config: &Config,
    ) -> Pile<'a> {
        let none = Part::default();
        let part = self.parts.get(part).unwrap_or(&none);
        Pile::new(members, part, &self.boilerplate, config)
    }
}

/// The members that pairs of documents name; a document that is not there links nothing.
fn linked(
    sketches: &[Sketch],
    order: &[u32],
    pairs: &[(DocumentId, DocumentId)],
) -> Vec<(u32, u32)> {
    let find = |id: &DocumentId| {
        let of = |at: &u32| sketches.get(*at as usize).map(Sketch::document);
        order.binary_search_by(|at| of(at).cmp(&Some(id))).ok().map(|member| member as u32)
    };
    pairs.iter().filter_map(|(a, b)| Some((find(a)?, find(b)?))).collect()
}

/// Groups members by body. A body of a few words is no evidence of a common text: such members
/// stay apart, and so do those that the user parts. Gives the first sketch of each body too, and
/// whether it stays apart.
fn collapse(
    sketches: &[Sketch],
    order: &[u32],
    apart: &BTreeSet<u32>,
    config: &Config,
) -> (Bodies, Vec<(u32, bool)>) {
    let mut known: FxHashMap<u128, u32> =
        FxHashMap::with_capacity_and_hasher(order.len(), FxBuildHasher);
    let mut bodies = Bodies { of: Vec::with_capacity(order.len()), imprints: Vec::new() };
    let mut firsts = Vec::new();
    for (member, &at) in order.iter().enumerate() {
        let Some(sketch) = sketches.get(at as usize) else { continue };
        let fresh = firsts.len() as u32;
        let alone = sketch.is_brief(config) || apart.contains(&(member as u32));
        let body = if alone { fresh } else { *known.entry(sketch.body).or_insert(fresh) };
        if body == fresh {
            firsts.push((at, alone));
            bodies.imprints.push(sketch.imprint);
        }
        bodies.of.push(body);
    }
    (bodies, firsts)
}

/// Cuts the pile where no pair reaches over, and numbers what a part holds anew.
fn cut(
    order: &[u32],
    bodies: &Bodies,
    pairs: &[(u32, u32)],
    must: &[(u32, u32)],
    cannot: &[(u32, u32)],
) -> Vec<Part> {
    let n_bodies = bodies.imprints.len();
    let mut above: Vec<u32> = (0..n_bodies as u32).collect();
    for &(a, b) in pairs {
        let (x, y) = (root(&mut above, a), root(&mut above, b));
        // The first body stands for all, whatever the order of the pairs.
        if let Some(slot) = above.get_mut(x.max(y) as usize) {
            *slot = x.min(y);
        }
    }
    let mut sizes = vec![0_u32; n_bodies];
    for &body in &bodies.of {
        let root = root(&mut above, body);
        if let Some(size) = sizes.get_mut(root as usize) {
            *size += 1;
        }
    }
    // For each body that stands for others, its part; small ones share one.
    let mut part_of = vec![0_u32; n_bodies];
    let (mut n_parts, mut filled) = (0_u32, usize::MAX);
    for (body, &size) in sizes.iter().enumerate().filter(|(_, size)| **size > 0) {
        if filled.saturating_add(size as usize) > PART {
            n_parts += 1;
            filled = 0;
        }
        filled += size as usize;
        if let Some(slot) = part_of.get_mut(body) {
            *slot = n_parts - 1;
        }
    }
    let mut parts: Vec<Part> = Vec::new();
    parts.resize_with(n_parts as usize, Part::default);
    let at_part = |above: &mut Vec<u32>, body: u32| {
        part_of.get(root(above, body) as usize).copied().unwrap_or_default() as usize
    };
    // Bodies are numbered in the order of their first members, in a part as in the pile.
    let mut place = vec![u32::MAX; n_bodies];
    for (&at, &body) in order.iter().zip(&bodies.of) {
        let Some(part) = parts.get_mut(at_part(&mut above, body)) else { continue };
        let Some(place) = place.get_mut(body as usize) else { continue };
        if *place == u32::MAX {
            *place = part.bodies.imprints.len() as u32;
            part.bodies.imprints.extend(bodies.imprints.get(body as usize));
            part.planned.push(body);
        }
        part.sketches.push(at);
        part.bodies.of.push(*place);
    }
    let local = |body: u32| place.get(body as usize).copied().unwrap_or_default();
    for (list, to) in [
        (pairs, (|part| &mut part.pairs) as fn(&mut Part) -> &mut Vec<(u32, u32)>),
        (must, |part| &mut part.must),
    ] {
        for &(a, b) in list {
            if let Some(part) = parts.get_mut(at_part(&mut above, a)) {
                to(part).push((local(a), local(b)));
            }
        }
    }
    for &(a, b) in cannot {
        // Bodies of two parts are of two families anyway.
        let (x, y) = (at_part(&mut above, a), at_part(&mut above, b));
        if let Some(part) = parts.get_mut(x).filter(|_| x == y) {
            part.cannot.push((local(a), local(b)));
        }
    }
    parts
}

/// The body that stands for all that `at` hangs together with; the way there is halved for whoever
/// comes next.
pub(crate) fn root(above: &mut [u32], mut at: u32) -> u32 {
    while let Some(&up) = above.get(at as usize).filter(|&&up| up != at) {
        let further = above.get(up as usize).copied().unwrap_or(up);
        if let Some(slot) = above.get_mut(at as usize) {
            *slot = further;
        }
        at = further;
    }
    at
}

pub(crate) fn ordered<T: Ord + Copy>(a: T, b: T) -> (T, T) {
    (a.min(b), a.max(b))
}

pub(crate) fn sorted(mut pairs: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
