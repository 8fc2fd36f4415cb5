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
//! has another mean. Sums come out to the bit: see [`sums`](super::sums). They are worked out at the last
//! moment, when a pair is first in the heap by the most that its mean can be: nearly all of what a new
//! text changes lies between groups that never come near each other.

use super::near::Nears;
use super::order::Order;
use super::sums::Tree;
use crate::linkage::neighborhood::ordered;
use crate::linkage::{Between, Joining, Size};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

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

/// What is known between two groups of which something is other than it was.
#[derive(Debug, Clone, Copy)]
struct Known {
    /// The most that the probabilities of the pairs can sum up to.
    most: f32,
    /// Where it is worked out.
    exactly: Option<Between>,
}

/// A mean is at most so much greater than the most that it can be, however sums are rounded.
const ROUNDING: f32 = 1.01;

/// What is known between a group and others, by their first texts.
type Row = BTreeMap<u32, Known>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// What is known of it is as it was.
    AsItWas,
    /// Something of it is in a row.
    InRows,
    /// It has another future: all groups that a likely pair lies between are in its row.
    Parted,
}

struct Replay<'g> {
    order: &'g Order,
    near: &'g Nears,
    tree: Tree,
    /// By the first text of a group; each pair is in the rows of both. Looked up only, never gone through.
    rows: HashMap<u32, Row>,
    /// Of each group, by its first text, how it stands.
    state: Vec<State>,
    heap: BinaryHeap<Key>,
    cut: f32,
}

/// The groups of the pile as it is, from the joinings of the pile before.
pub(super) fn replay(
    history: &[Joining],
    changes: &Changes,
    near: &Nears,
    order: &Order,
    cut: f32,
) -> Tree {
    let texts = near.texts();
    let mut replay = Replay {
        order,
        near,
        tree: Tree::of(texts as u32, order, history.len() + changes.texts.len()),
        rows: HashMap::new(),
        state: vec![State::AsItWas; texts],
        heap: BinaryHeap::new(),
        cut,
    };
    for &text in &changes.texts {
        replay.part(text);
    }
    for &(a, b) in &changes.pairs {
        replay.look(a, b);
    }
    replay.run(history);
    replay.tree
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
            let as_it_was = |group: u32| self.state[group as usize] == State::AsItWas;
            if as_it_was(a) && as_it_was(b) && self.heap.peek().is_none_or(|top| next.mean > top.0)
            {
                // Nearly all of a large pile. Neither is in another group, as that would be parted.
                before.next();
                self.tree.join(next);
                continue;
            }
            if !self.stands(a) || !self.stands(b) || self.has_row(a, b) {
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
        self.state[group as usize] != State::Parted && self.tree.node(group).is_some()
    }

    fn has_row(&self, a: u32, b: u32) -> bool {
        self.rows.get(&a).is_some_and(|row| row.contains_key(&b))
    }

    /// A group has another future than it had.
    fn part(&mut self, group: u32) {
        self.state[group as usize] = State::Parted;
        for (other, most) in self.tree.most_of_all(group, self.near) {
            if !self.has_row(group, other) {
                self.know(group, other, Known { most, exactly: None });
            }
        }
    }

    /// What is between two texts is other than it was.
    fn look(&mut self, a: u32, b: u32) {
        let between = self.tree.between(a, b, self.near);
        self.know(a, b, Known { most: between.probability, exactly: Some(between) });
    }

    /// A pair of which something is other than it was is first.
    fn anew(&mut self, (mean, .., a, b): Key) {
        let Some(&known) = self.rows.get(&a).and_then(|row| row.get(&b)) else { return };
        let (Some(x), Some(y)) = (self.size(a), self.size(b)) else { return };
        if mean != rank(known, x, y) {
            return;
        }
        let Some(between) = known.exactly else { return self.look(a, b) };
        if !between.allows(x, y) {
            return;
        }
        for group in [a, b] {
            if self.state[group as usize] != State::Parted {
                self.part(group);
            }
        }
        self.join(Joining { mean, a, b, size: x.with(y, &between) });
    }

    /// Joins two groups, and sums up what is known of them in rows.
    fn join(&mut self, joining: Joining) {
        let Joining { a, b, .. } = joining;
        let row = self.rows.remove(&a).unwrap_or_default();
        let moved = self.rows.remove(&b).unwrap_or_default();
        let others = row.keys().chain(moved.keys().filter(|other| !row.contains_key(other)));
        let others: Vec<u32> = others.copied().filter(|&other| other != a && other != b).collect();
        let mut total = Vec::with_capacity(others.len());
        for other in others {
            let most =
                self.most(a, other, row.get(&other)) + self.most(b, other, moved.get(&other));
            total.push((other, Known { most, exactly: None }));
        }
        self.tree.join(joining);
        for (other, known) in total {
            if let Some(row) = self.rows.get_mut(&other) {
                row.remove(&b);
            }
            self.know(a, other, known);
        }
    }

    /// The most between a group and another, of which a row says this.
    fn most(&mut self, group: u32, other: u32, known: Option<&Known>) -> f32 {
        let is_parted = |it: u32| self.state[it as usize] == State::Parted;
        match known {
            Some(known) => known.most,
            None if is_parted(group) || is_parted(other) => {
                self.tree.unlikely(group, other, self.near)
            }
            None => self.tree.most(group, other, self.near),
        }
    }

    fn size(&self, group: u32) -> Option<Size> {
        self.tree.size(group)
    }

    /// What is known between two groups is other than it was.
    fn know(&mut self, a: u32, b: u32, known: Known) {
        for (one, other) in [(a, b), (b, a)] {
            self.rows.entry(one).or_default().insert(other, known);
            let state = &mut self.state[one as usize];
            if *state == State::AsItWas {
                *state = State::InRows;
            }
        }
        let (Some(x), Some(y)) = (self.size(a), self.size(b)) else { return };
        let mean = rank(known, x, y);
        if known.most > 0.0 && mean >= ordered(self.cut) {
            let key = self.key(mean, a, b);
            self.heap.push(key);
        }
    }

    fn key(&self, mean: u32, a: u32, b: u32) -> Key {
        let (first, second) = self.order.both(a, b);
        (mean, Reverse(self.order.place(first)), Reverse(self.order.place(second)), first, second)
    }
}

/// The mean between two groups, or the most that it can be.
fn rank(known: Known, x: Size, y: Size) -> u32 {
    let most = Between { probability: known.most * ROUNDING, ..Between::default() };
    ordered(known.exactly.unwrap_or(most).mean(x, y))
}
