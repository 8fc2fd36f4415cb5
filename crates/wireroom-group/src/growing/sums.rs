//! How groups were made, and what is known between two of them, to the bit.
//!
//! Linking adds at each joining two sums: what is known between the one and a third group, and between the other and
//! it. So the sum between two groups follows from how both were made: of the later of the two
//! joinings that made them the two sides are summed by themselves, and so on down to texts. A side of which
//! nothing is known adds nothing; two sides are added in any order.

use super::near::Nears;
use super::order::Order;
use crate::linkage::{Between, Joining, Size};
use std::collections::BTreeMap;

/// A text (by its number), or what a joining made (by the number of the joining, after those of all texts): the
/// greater was made later.
type Node = u32;

const NONE: u32 = u32::MAX;

/// The groups of a pile while it is linked.
#[derive(Debug)]
pub(super) struct Tree {
    /// For each group by its first text what it is made as; [`NONE`] for other texts.
    node: Vec<Node>,
    /// For each text the first text of its group, or of one on the way there.
    first: Vec<u32>,
    /// The joinings, in the order in which they were made, and for each what it joined.
    made: Vec<Joining>,
    parts: Vec<(Node, Node)>,
    /// For each text that is laid out its place there; of others anything.
    laid: Vec<u32>,
}

/// A pair of texts of two groups, as places among the texts of each, and what is known of it.
type Known = (u32, u32, Between);

/// A part of a group: how it was made, and from where on its texts are laid out.
type Part = (Node, u32);

impl Tree {
    /// Each text alone. `joinings` is about how many will be made.
    pub(super) fn of(texts: u32, order: &Order, joinings: usize) -> Self {
        let node = (0..texts).map(|text| if order.has(text) { text } else { NONE }).collect();
        Self {
            node,
            first: (0..texts).collect(),
            made: Vec::with_capacity(joinings),
            parts: Vec::with_capacity(joinings),
            laid: vec![0; texts as usize],
        }
    }

    /// How a group is made, by its first text; None where that is in the group of another.
    pub(super) fn node(&self, first: u32) -> Option<Node> {
        Some(self.node[first as usize]).filter(|&node| node != NONE)
    }

    pub(super) fn made(&self) -> &[Joining] {
        &self.made
    }

    pub(super) fn size(&self, first: u32) -> Option<Size> {
        self.node(first).map(|node| self.size_of(node))
    }

    /// By which number a joining made a node; None for a text.
    fn joining(&self, node: Node) -> Option<usize> {
        node.checked_sub(self.node.len() as u32).map(|at| at as usize)
    }

    fn size_of(&self, node: Node) -> Size {
        self.joining(node).map_or(Size::ONE, |at| self.made[at].size)
    }

    /// Two groups become one.
    pub(super) fn join(&mut self, joining: Joining) {
        let Joining { a, b, .. } = joining;
        let node = (self.node.len() + self.parts.len()) as u32;
        let left = std::mem::replace(&mut self.node[a as usize], node);
        let right = std::mem::replace(&mut self.node[b as usize], NONE);
        self.first[b as usize] = a;
        self.made.push(joining);
        self.parts.push((left, right));
    }

    fn parts(&self, node: Node) -> Option<(Node, Node)> {
        self.joining(node).map(|at| self.parts[at])
    }

    fn texts_in(&self, node: Node) -> u32 {
        self.size_of(node).texts as u32
    }

    fn first(&mut self, mut text: u32) -> u32 {
        while self.first[text as usize] != text {
            let above = self.first[text as usize];
            self.first[text as usize] = self.first[above as usize];
            text = above;
        }
        text
    }

    /// The texts of a group, laid out so that those of each part of it are side by side.
    fn texts(&self, node: Node) -> Vec<u32> {
        let mut found = Vec::with_capacity(self.texts_in(node) as usize);
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            match self.parts(node) {
                Some((left, right)) => open.extend([right, left]),
                None => found.push(node),
            }
        }
        found
    }

    /// The groups that a likely pair of texts lies between, by their first texts, and the most that
    /// the probabilities between can sum up to.
    pub(super) fn most_of_all(&mut self, first: u32, near: &Nears) -> BTreeMap<u32, f32> {
        let mut likely = BTreeMap::<u32, (f32, u32)>::new();
        for text in self.group(first) {
            for &(other, probability) in near.likely(text) {
                let (sum, pairs) = likely.entry(self.first(other)).or_default();
                *sum += probability;
                *pairs += 1;
            }
        }
        likely.remove(&first);
        let rest =
            |other: u32, pairs: u32| near.least() * (self.pairs(first, other) - pairs as f32);
        likely.into_iter().map(|(other, (sum, pairs))| (other, sum + rest(other, pairs))).collect()
    }

    /// The most that the probabilities between two groups can sum up to.
    pub(super) fn most(&mut self, one: u32, other: u32, near: &Nears) -> f32 {
        let (few, many) =
            if self.texts_of(one) <= self.texts_of(other) { (one, other) } else { (other, one) };
        let mut sum = self.unlikely(one, other, near);
        for text in self.group(few) {
            for &(beside, probability) in near.likely(text) {
                if self.first(beside) == many {
                    sum += probability - near.least();
                }
            }
        }
        sum
    }

    /// The same where no likely pair lies between.
    pub(super) fn unlikely(&self, one: u32, other: u32, near: &Nears) -> f32 {
        near.least() * self.pairs(one, other)
    }

    fn pairs(&self, one: u32, other: u32) -> f32 {
        self.texts_of(one) as f32 * self.texts_of(other) as f32
    }

    fn texts_of(&self, first: u32) -> u32 {
        self.node(first).map_or(0, |node| self.texts_in(node))
    }

    /// What is known between two groups: nothing where no texts of theirs are compared.
    pub(super) fn between(&mut self, one: u32, other: u32, near: &Nears) -> Between {
        let (Some(x), Some(y)) = (self.node(one), self.node(other)) else {
            return Between::default();
        };
        if self.parts(x).is_none() && self.parts(y).is_none() {
            return near.get(x, y).unwrap_or_default();
        }
        let known = if self.texts_in(x) <= self.texts_in(y) {
            self.known(x, y, near)
        } else {
            self.known(y, x, near).into_iter().map(|(at, text, it)| (text, at, it)).collect()
        };
        self.sum((x, 0), (y, 0), known)
    }

    /// The pairs between a group of few texts and one of many.
    fn known(&mut self, few: Node, many: Node, near: &Nears) -> Vec<Known> {
        let laid_out = self.lay(many);
        let mut found = Vec::new();
        for (at, text) in self.texts(few).into_iter().enumerate() {
            // Whichever takes fewer looks.
            if laid_out.len() < near.beside(text).len() / 8 {
                for (to, &other) in laid_out.iter().enumerate() {
                    let known = near.get(text, other);
                    found.extend(known.map(|between| (at as u32, to as u32, between)));
                }
                continue;
            }
            for near in near.beside(text) {
                let to = self.laid[near.other() as usize];
                if laid_out.get(to as usize) == Some(&near.other()) {
                    found.push((at as u32, to, near.between()));
                }
            }
        }
        found
    }

    fn lay(&mut self, node: Node) -> Vec<u32> {
        let texts = self.texts(node);
        for (at, &text) in texts.iter().enumerate() {
            self.laid[text as usize] = at as u32;
        }
        texts
    }

    /// What the pairs between two parts sum up to.
    fn sum(&self, mut x: Part, mut y: Part, mut known: Vec<Known>) -> Between {
        let mut sides = Vec::new();
        // One side is summed up here and the lesser by itself, so that a long chain of joinings is no deep call.
        while known.len() > 2 {
            let later = if x.0 > y.0 { x } else { y };
            let Some((left, right)) = self.parts(later.0) else { break };
            let middle = later.1 + self.texts_in(left);
            let of_x = x.0 > y.0;
            let on_left = |it: &Known| if of_x { it.0 < middle } else { it.1 < middle };
            let (l, r): (Vec<Known>, Vec<Known>) = known.into_iter().partition(on_left);
            let (left, right) = ((left, later.1), (right, middle));
            let (more, rest, other, less) =
                if l.len() >= r.len() { (left, l, right, r) } else { (right, r, left, l) };
            if !less.is_empty() {
                let side = if of_x { self.sum(other, y, less) } else { self.sum(x, other, less) };
                sides.push(side);
            }
            *(if of_x { &mut x } else { &mut y }) = more;
            known = rest;
        }
        let mut known = known.into_iter();
        let mut sum = known.next().map(|it| it.2).unwrap_or_default();
        known.for_each(|it| sum.add(&it.2));
        sides.iter().rev().for_each(|side| sum.add(side));
        sum
    }

    /// The texts of a group by its first text, in no order; none where that is in the group of another.
    pub(super) fn group(&self, first: u32) -> Vec<u32> {
        self.node(first).map_or_else(Vec::new, |node| self.texts(node))
    }

    /// The first text of the group of a text.
    pub(super) fn first_of(&self, mut text: u32) -> u32 {
        while self.first[text as usize] != text {
            text = self.first[text as usize];
        }
        text
    }
}
