//! A pile linked anew after a few of its pairs have changed, exactly as from the start, but at the price of
//! what changes.
//!
//! The joinings that were made are gone through in their order. One is made again as it stands where what
//! is known of its two groups is as it was. Beside that goes a heap of the pairs of groups that are other than
//! they were, as in linking from the start; whichever of the two has the higher mean comes first. A
//! joining out of the heap, or one that can not be made again, gives its groups another future: from then on all
//! of their pairs go through the heap.
//!
//! That is exact, for what was refused once is refused until one of the two groups grows, and then it
//! has another mean. Sums come out to the bit: see [`sums`](super::sums).

use super::Order;
use super::near::Near;
use super::sums::Tree;
use crate::linkage::neighborhood::ordered;
use crate::linkage::{Between, Joining};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// What is other than it was when a history was made.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Texts that came or went.
    pub(super) texts: Vec<u32>,
    /// Pairs of other texts that are compared now and were not, or the other way round.
    pub(super) pairs: Vec<(u32, u32)>,
}

/// What is joined first: the highest mean, then the groups that come first by their first texts'
/// places; behind these the texts.
type Key = (u32, Reverse<u32>, Reverse<u32>, u32, u32);

/// What is known between a group and others.
type Row = BTreeMap<u32, Between>;

struct Replay<'g> {
    order: &'g Order,
    near: &'g [Vec<Near>],
    tree: Tree,
    /// For each group, by its first text, what is known between it and those beside it, where that is
    /// other than it was: of both.
    rows: Vec<Row>,
    /// Whether a group has another future, so that all that is known of it is in its row.
    parted: Vec<bool>,
    heap: BinaryHeap<Key>,
    cut: f32,
    made: Vec<Joining>,
}

/// The joinings of the pile as it is, and how its groups are made, from those of the pile before.
pub(super) fn replay(
    history: &[Joining],
    changes: &Changes,
    near: &[Vec<Near>],
    order: &Order,
    cut: f32,
) -> (Vec<Joining>, Tree) {
    let texts = near.len();
    let mut replay = Replay {
        order,
        near,
        tree: Tree::of(texts as u32, order, history.len()),
        rows: vec![Row::new(); texts],
        parted: vec![false; texts],
        heap: BinaryHeap::new(),
        cut,
        made: Vec::with_capacity(history.len() + changes.texts.len()),
    };
    for &text in &changes.texts {
        replay.part(text);
    }
    for &(a, b) in &changes.pairs {
        // One that is compared no more is as one of which nothing is known.
        let between = replay.tree.between(a, b, near).unwrap_or_default();
        replay.know(a, b, between);
    }
    replay.run(history);
    (replay.made, replay.tree)
}

impl Replay<'_> {
    fn run(&mut self, history: &[Joining]) {
        let mut before = history.iter().peekable();
        loop {
            let Some(&&next) = before.peek() else {
                let Some(top) = self.heap.pop() else { return };
                self.anew(top);
                continue;
            };
            let Joining { a, b, .. } = next;
            if !self.stands(a) || !self.stands(b) || self.rows[a as usize].contains_key(&b) {
                before.next();
                for group in [a, b] {
                    if self.stands(group) {
                        self.part(group);
                    }
                }
                continue;
            }
            let key = self.key(next.mean, a, b);
            if self.heap.peek().is_none_or(|&top| key > top) {
                before.next();
                self.join(next);
            } else if let Some(top) = self.heap.pop() {
                self.anew(top);
            }
        }
    }

    /// Whether a group is there and has no other future.
    fn stands(&self, group: u32) -> bool {
        !self.parted[group as usize] && self.tree.node(group).is_some()
    }

    /// A group has another future than it had.
    fn part(&mut self, group: u32) {
        self.parted[group as usize] = true;
        for (other, between) in self.tree.row(group, self.near) {
            self.know(group, other, between);
        }
    }

    /// A pair of which something is other than it was is looked at.
    fn anew(&mut self, (mean, .., a, b): Key) {
        let Some(&between) = self.rows[a as usize].get(&b) else { return };
        let (Some(x), Some(y)) = (self.tree.size(a, &self.made), self.tree.size(b, &self.made)) else { return };
        if ordered(between.mean(x, y)) != mean || !between.allows(x, y) {
            return;
        }
        for group in [a, b] {
            if !self.parted[group as usize] {
                self.part(group);
            }
        }
        self.join(Joining { mean, a, b, size: x.with(y, &between) });
    }

    /// Joins two groups, and sums up what is known of them in rows.
    fn join(&mut self, joining: Joining) {
        let Joining { a, b, .. } = joining;
        let (mut row, moved) =
            (std::mem::take(&mut self.rows[a as usize]), std::mem::take(&mut self.rows[b as usize]));
        row.remove(&b);
        // What is known of one alone is as it was of the other, unless that has no more.
        let mut total = Row::new();
        for (&other, between) in &row {
            let mut sum = *between;
            let more = moved.get(&other).copied().or_else(|| self.as_it_was(b, other));
            if let Some(more) = more {
                sum.add(&more);
            }
            total.insert(other, sum);
        }
        for (other, between) in moved {
            if other == a || total.contains_key(&other) {
                continue;
            }
            let mut sum = between;
            if let Some(more) = self.as_it_was(a, other) {
                sum.add(&more);
            }
            total.insert(other, sum);
        }
        self.tree.join(a, b);
        self.made.push(joining);
        for (other, between) in total {
            self.rows[other as usize].remove(&b);
            self.know(a, other, between);
        }
    }

    /// What is known between two groups and not in rows, as it is as it was.
    fn as_it_was(&mut self, one: u32, other: u32) -> Option<Between> {
        let in_rows = self.parted[one as usize] || self.parted[other as usize];
        if in_rows { None } else { self.tree.between(one, other, self.near) }
    }

    /// What is known between two groups is other than it was.
    fn know(&mut self, a: u32, b: u32, between: Between) {
        self.rows[a as usize].insert(b, between);
        self.rows[b as usize].insert(a, between);
        let (Some(x), Some(y)) = (self.tree.size(a, &self.made), self.tree.size(b, &self.made)) else { return };
        let mean = between.mean(x, y);
        if between.probability > 0.0 && ordered(mean) >= ordered(self.cut) {
            let key = self.key(ordered(mean), a, b);
            self.heap.push(key);
        }
    }

    fn key(&self, mean: u32, a: u32, b: u32) -> Key {
        let (first, second) = if self.order.place(a) < self.order.place(b) { (a, b) } else { (b, a) };
        (mean, Reverse(self.order.place(first)), Reverse(self.order.place(second)), first, second)
    }
}
