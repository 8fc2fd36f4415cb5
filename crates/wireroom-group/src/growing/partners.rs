//! Which texts are compared, kept while a pile grows: what [`candidates`](crate::linkage::candidates) finds of
//! all texts at once, brought up to date for one text more or fewer.
//!
//! A new text is beside those that share one of its rare terms, and may push another out of the best partners
//! of one of them; a term that it makes common finds nothing any more, so all that have it look again.

use super::order::Order;
use crate::linkage::candidates::{self, Limits, Partner};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// Two texts, the lesser number first.
pub(super) type Pair = (u32, u32);

pub(super) fn pair(a: u32, b: u32) -> Pair {
    (a.min(b), a.max(b))
}

/// The texts of a pile by number, and whom each looks at.
#[derive(Debug)]
pub(super) struct Partners {
    limits: Limits,
    keys: Vec<Vec<(u64, f32)>>,
    /// For each term the texts that look for partners through it, with its weight there.
    holders: HashMap<u64, Vec<Partner>>,
    /// For each text the partners that it looks at, best first.
    best: Vec<Vec<Partner>>,
}

impl Partners {
    /// Of texts that have these keys and look at these partners.
    pub(super) fn of(
        keys: Vec<Vec<(u64, f32)>>,
        mut best: Vec<Vec<Partner>>,
        limits: Limits,
        order: &Order,
    ) -> Self {
        let mut holders = HashMap::<u64, Vec<Partner>>::new();
        for (at, keys) in keys.iter().enumerate() {
            for &(term, weight) in keys {
                holders.entry(term).or_default().push((at as u32, weight));
            }
        }
        best.par_iter_mut().for_each(|best| best.sort_unstable_by(|x, y| order.better(x, y)));
        Self { limits, keys, holders, best }
    }

    /// Whether two texts are compared: one looks at the other.
    pub(super) fn compared(&self, (a, b): Pair) -> bool {
        let looks = |one: u32, other: u32| self.best[one as usize].iter().any(|it| it.0 == other);
        looks(a, b) || looks(b, a)
    }

    /// Takes in a text. Into `touched` goes each pair that may be compared now and was not before,
    /// or the other way round.
    pub(super) fn add(
        &mut self,
        at: u32,
        keys: Vec<(u64, f32)>,
        order: &Order,
        touched: &mut BTreeSet<Pair>,
    ) {
        let texts = self.keys.len().max(at as usize + 1);
        self.keys.resize(texts, Vec::new());
        self.best.resize(texts, Vec::new());
        let mut again = BTreeSet::new();
        for &(term, weight) in &keys {
            let holders = self.holders.entry(term).or_default();
            if holders.len() == self.limits.common {
                again.extend(holders.iter().map(|&(other, _)| other));
            }
            holders.push((at, weight));
        }
        self.keys[at as usize] = keys;
        let met = self.met(at, &mut vec![0.0; texts]);
        for &(other, weight) in &met {
            if !again.contains(&other) {
                self.meet(other, (at, weight), order, touched);
            }
        }
        let best = self.choose(met, order);
        self.look(at, best, touched);
        self.look_again(&again, order, touched);
    }

    /// Lets a text go.
    pub(super) fn remove(&mut self, at: u32, order: &Order, touched: &mut BTreeSet<Pair>) {
        let mut again = BTreeSet::new();
        // Whoever looks at it shares a rare term with it.
        let met = self.met(at, &mut vec![0.0; self.keys.len()]);
        for (term, _) in std::mem::take(&mut self.keys[at as usize]) {
            let Some(holders) = self.holders.get_mut(&term) else { continue };
            holders.retain(|&(other, _)| other != at);
            if holders.len() == self.limits.common {
                again.extend(holders.iter().map(|&(other, _)| other));
            }
            if holders.is_empty() {
                self.holders.remove(&term);
            }
        }
        for (other, _) in met {
            let best = &mut self.best[other as usize];
            let Some(place) = best.iter().position(|&(held, _)| held == at) else { continue };
            // Another may take the place only where all were taken.
            if best.len() == self.limits.partners {
                again.insert(other);
            }
            best.remove(place);
            touched.insert(pair(at, other));
        }
        self.look(at, Vec::new(), touched);
        self.look_again(&again, order, touched);
    }

    /// As [`candidates::met`].
    fn met(&self, at: u32, sums: &mut [f32]) -> Vec<Partner> {
        let lists = self.keys[at as usize].iter().filter_map(|&(term, own)| {
            let holders = self.holders.get(&term)?;
            (holders.len() <= self.limits.common).then_some((own, holders.as_slice()))
        });
        candidates::met(at, lists, sums)
    }

    fn choose(&self, mut met: Vec<Partner>, order: &Order) -> Vec<Partner> {
        let better = |x: &Partner, y: &Partner| order.better(x, y);
        candidates::choose(&mut met, self.limits.partners, better);
        met.sort_unstable_by(better);
        met
    }

    fn look_again(&mut self, texts: &BTreeSet<u32>, order: &Order, touched: &mut BTreeSet<Pair>) {
        let texts: Vec<u32> = texts.iter().copied().collect();
        let sums = || vec![0.0; self.keys.len()];
        let found: Vec<Vec<Partner>> = texts
            .par_iter()
            .map_init(sums, |sums, &text| self.choose(self.met(text, sums), order))
            .collect();
        for (text, best) in texts.into_iter().zip(found) {
            self.look(text, best, touched);
        }
    }

    /// A text looks at others than before.
    fn look(&mut self, at: u32, best: Vec<Partner>, touched: &mut BTreeSet<Pair>) {
        let texts = |all: &[Partner]| all.iter().map(|it| it.0).collect::<BTreeSet<u32>>();
        let (before, now) = (texts(&self.best[at as usize]), texts(&best));
        touched.extend(before.symmetric_difference(&now).map(|&other| pair(at, other)));
        self.best[at as usize] = best;
    }

    /// A text meets a new one.
    fn meet(&mut self, text: u32, new: Partner, order: &Order, touched: &mut BTreeSet<Pair>) {
        let best = &mut self.best[text as usize];
        let is_full = best.len() == self.limits.partners;
        if is_full && best.last().is_some_and(|last| order.better(last, &new).is_lt()) {
            return;
        }
        let place = best.partition_point(|held| order.better(held, &new).is_lt());
        best.insert(place, new);
        touched.insert(pair(text, new.0));
        if is_full && let Some((out, _)) = best.pop() {
            touched.insert(pair(text, out));
        }
    }

    /// How many terms are common.
    #[cfg(test)]
    pub(super) fn common(&self) -> usize {
        self.holders.values().filter(|holders| holders.len() > self.limits.common).count()
    }
}
