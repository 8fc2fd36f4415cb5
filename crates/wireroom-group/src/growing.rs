//! The groups of a pile that grows: what [`join`](crate::join) makes of all its texts at once, at the price of
//! what a new text changes.

mod near;
mod order;
mod partners;
mod replay;
mod sums;

use crate::Config;
use crate::linkage::candidates::{self, LIMITS, Limits};
use crate::linkage::neighborhood::{in_turns, neighborhoods};
use crate::linkage::{Between, Joining, judge};
use crate::pair::Judged;
use crate::profile::Profile;
use near::{Near, Nears};
use order::Order;
use partners::Partners;
use rayon::prelude::*;
use replay::{Changes, replay};
use std::collections::BTreeSet;
use sums::Tree;
use wireroom_model::DocumentId;

/// Texts, each its own family, with what is known of each two that are compared and how their groups
/// were joined.
///
/// A text is known by its id: of two that have one, the latter takes the place of the former.
///
/// What it is not: small. For a hundred thousand texts it takes some gigabytes.
#[derive(Debug)]
pub struct Growing {
    cut: f32,
    texts: Vec<Option<(DocumentId, Profile)>>,
    /// Numbers of texts that went, for those to come.
    free: Vec<u32>,
    order: Order,
    partners: Partners,
    /// For each text those that it is compared with, by their numbers.
    near: Nears,
    tree: Tree,
}

impl Growing {
    /// The groups of `texts`, made all at once.
    #[must_use]
    pub fn of(texts: impl IntoIterator<Item = (DocumentId, Profile)>, config: &Config) -> Self {
        Self::within(texts.into_iter().collect(), config.cut, LIMITS)
    }

    fn within(mut texts: Vec<(DocumentId, Profile)>, cut: f32, limits: Limits) -> Self {
        // Backwards, so that the latter of two stays.
        texts.reverse();
        texts.sort_by(|x, y| x.0.cmp(&y.0));
        texts.dedup_by(|x, y| x.0 == y.0);
        let order = Order::of(texts.len());
        let speakers: Vec<&Profile> = texts.iter().map(|(_, profile)| profile).collect();
        let keys = candidates::keys(&speakers);
        let best = candidates::partners(&keys, limits);
        let pairs = candidates::pairs(&best);
        let judged = judge(&speakers, &pairs);
        let joinings: Vec<Vec<Joining>> = neighborhoods(texts.len(), &pairs, &judged, cut)
            .into_par_iter()
            .map(|near| near.joinings(cut))
            .collect();
        let near = Nears::of(texts.len(), &pairs, &judged, cut);
        let history = in_turns(joinings);
        let mut tree = Tree::of(texts.len() as u32, &order, history.len());
        history.into_iter().for_each(|it| tree.join(it));
        Self {
            cut,
            texts: texts.into_iter().map(Some).collect(),
            free: Vec::new(),
            partners: Partners::of(keys, best, limits, &order),
            order,
            near,
            tree,
        }
    }

    /// Takes in one more text.
    pub fn add(&mut self, id: DocumentId, profile: Profile) {
        self.change(&[], vec![(id, profile)]);
    }

    /// Lets texts go and takes others in. An id that no text has is passed over.
    pub fn change(&mut self, gone: &[DocumentId], new: Vec<(DocumentId, Profile)>) {
        let mut changes = Changes::default();
        let mut touched = BTreeSet::new();
        for id in gone.iter().chain(new.iter().map(|(id, _)| id)) {
            if let Some(text) = self.find(id) {
                self.remove(text, &mut touched);
                changes.texts.push(text);
            }
        }
        for (id, profile) in new {
            changes.texts.push(self.insert(id, profile, &mut touched));
        }
        changes.texts.sort_unstable();
        changes.texts.dedup();
        let is_old = |text: &u32| changes.texts.binary_search(text).is_err();
        let settled = self.settle(touched);
        changes.pairs.extend(settled.into_iter().filter_map(|((a, b), lowers)| {
            // What is known of two groups lets them be joined no sooner when less is known: it
            // matters where they were joined with it.
            let matters = || !lowers || self.tree.first_of(a) == self.tree.first_of(b);
            (is_old(&a) && is_old(&b) && matters()).then_some((a, b))
        }));
        self.tree = replay(self.tree.made(), &changes, &self.near, &self.order, self.cut);
    }

    /// The ids of the texts in the group of one, sorted; none where no text has the id.
    #[must_use]
    pub fn group_of(&self, id: &DocumentId) -> Vec<&DocumentId> {
        self.find(id).map_or_else(Vec::new, |text| self.ids(self.tree.first_of(text)))
    }

    /// All groups, each as sorted ids, by their first.
    #[must_use]
    pub fn groups(&self) -> Vec<Vec<&DocumentId>> {
        let firsts = self.order.sorted().par_iter().filter(|&&text| self.tree.node(text).is_some());
        firsts.map(|&text| self.ids(text)).collect()
    }

    /// Whether it was made with this setting.
    pub(crate) fn is_of(&self, config: &Config) -> bool {
        self.cut.to_bits() == config.cut.to_bits()
    }

    pub(crate) fn ids_held(&self) -> impl Iterator<Item = &DocumentId> {
        self.order.sorted().iter().filter_map(|&text| self.id(text))
    }

    pub(crate) fn profile(&self, id: &DocumentId) -> Option<&Profile> {
        self.texts[self.find(id)? as usize].as_ref().map(|(_, profile)| profile)
    }

    /// How many texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.sorted().len()
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.sorted().is_empty()
    }

    fn ids(&self, first: u32) -> Vec<&DocumentId> {
        let mut texts = self.tree.group(first);
        texts.sort_unstable_by_key(|&text| self.order.place(text));
        texts.into_iter().filter_map(|text| self.id(text)).collect()
    }

    fn id(&self, text: u32) -> Option<&DocumentId> {
        self.texts[text as usize].as_ref().map(|(id, _)| id)
    }

    fn find(&self, id: &DocumentId) -> Option<u32> {
        let sorted = self.order.sorted();
        let at = sorted.binary_search_by(|&text| self.id(text).cmp(&Some(id))).ok()?;
        Some(sorted[at])
    }

    fn remove(&mut self, text: u32, touched: &mut BTreeSet<(u32, u32)>) {
        let beside: Vec<u32> = self.near.beside(text).iter().map(Near::other).collect();
        for other in beside {
            self.near.remove(text, other);
        }
        self.partners.remove(text, &self.order, touched);
        self.order.remove(text);
        self.texts[text as usize] = None;
        self.free.push(text);
    }

    fn insert(
        &mut self,
        id: DocumentId,
        profile: Profile,
        touched: &mut BTreeSet<(u32, u32)>,
    ) -> u32 {
        let at = self.order.sorted().partition_point(|&text| self.id(text) < Some(&id));
        let text = self.free.pop().unwrap_or(self.texts.len() as u32);
        if text as usize == self.texts.len() {
            self.texts.push(None);
            self.near.add_text();
        }
        let keys = candidates::heaviest(&profile);
        self.texts[text as usize] = Some((id, profile));
        self.order.insert(at, text);
        self.partners.add(text, keys, &self.order, touched);
        text
    }

    /// Makes what is known of pairs what it should be, and gives those of which it was not; of each
    /// whether it is one less and none that kept groups apart.
    fn settle(&mut self, touched: BTreeSet<(u32, u32)>) -> Vec<((u32, u32), bool)> {
        let touched: Vec<(u32, u32)> = touched.into_iter().collect();
        let text = |at: u32| self.texts[at as usize].as_ref().map(|(_, profile)| profile);
        let judge = |&(a, b): &(u32, u32)| {
            let (compared, before) = (self.partners.compared((a, b)), self.near.get(a, b));
            if compared == before.is_some() {
                return None;
            }
            let (first, second) = self.order.both(a, b);
            let both = text(first).zip(text(second)).filter(|_| compared);
            let now = both.map(|(x, y)| Between::of(&Judged::of(x, y)));
            Some(((a, b), before, now))
        };
        let judged: Vec<_> = touched.par_iter().filter_map(judge).collect();
        let settled = judged.into_iter().map(|((a, b), before, now)| {
            match now {
                Some(now) => self.near.insert(a, b, &now),
                None => self.near.remove(a, b),
            }
            ((a, b), before.is_some_and(|before| before.apart == 0))
        });
        settled.collect()
    }
}

#[cfg(test)]
pub(crate) mod tests;
