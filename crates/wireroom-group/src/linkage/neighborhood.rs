//! Neighborhoods: the parts of a pile that are linked alone, and the linking of one.

use super::{Between, Joining, Size};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Texts of which each reaches each other over pairs that are likely one event.
#[derive(Default)]
pub(crate) struct Neighborhood {
    /// Places among all texts, in order.
    texts: Vec<usize>,
    /// The pairs compared within it, as places in `texts`, the lesser first, sorted.
    pairs: Vec<((usize, usize), Between)>,
}

/// The neighborhoods of a pile of so many texts, by their first text: over `pairs` of which the
/// probability, as they are `judged`, reaches `cut`.
pub(crate) fn neighborhoods(
    texts: usize,
    pairs: &[(u32, u32)],
    judged: &[Between],
    cut: f32,
) -> Vec<Neighborhood> {
    let mut root: Vec<usize> = (0..texts).collect();
    let likely = pairs.iter().zip(judged).filter(|(_, judged)| judged.probability >= cut);
    for (&(a, b), _) in likely {
        let (a, b) = (find(&mut root, a as usize), find(&mut root, b as usize));
        root[a.max(b)] = a.min(b);
    }
    let mut found: Vec<Neighborhood> = Vec::new();
    // For each text its neighborhood, and its place there.
    let mut place = Vec::with_capacity(texts);
    for text in 0..texts {
        let first = find(&mut root, text);
        let at = if first == text { found.len() } else { place[first] };
        if first == text {
            found.push(Neighborhood::default());
        }
        place.push(at);
        found[at].texts.push(text);
    }
    for (&(a, b), judged) in pairs.iter().zip(judged) {
        let (a, b) = (a as usize, b as usize);
        if place[a] == place[b] {
            let near = &mut found[place[a]];
            let at = |text: usize| near.texts.binary_search(&text).unwrap_or_default();
            let pair = (at(a), at(b));
            near.pairs.push((pair, *judged));
        }
    }
    found
}

fn find(root: &mut [usize], mut at: usize) -> usize {
    while root[at] != at {
        root[at] = root[root[at]];
        at = root[at];
    }
    at
}

/// What is known between a group and those that it has pairs with, by the number of the other.
#[derive(Clone, Default)]
struct Row(Vec<(u32, Between)>);

impl Row {
    fn get(&self, other: usize) -> Option<&Between> {
        let at = self.place(other).ok()?;
        Some(&self.0[at].1)
    }

    fn set(&mut self, other: usize, between: Between) {
        match self.place(other) {
            Ok(at) => self.0[at].1 = between,
            Err(at) => self.0.insert(at, (other as u32, between)),
        }
    }

    fn remove(&mut self, other: usize) {
        if let Ok(at) = self.place(other) {
            self.0.remove(at);
        }
    }

    fn place(&self, other: usize) -> Result<usize, usize> {
        self.0.binary_search_by_key(&(other as u32), |&(group, _)| group)
    }

    /// The sum of two.
    fn with(self, more: Self) -> Self {
        let mut sum = Vec::with_capacity(self.0.len() + more.0.len());
        let mut own = self.0.into_iter().peekable();
        for (group, between) in more.0 {
            while let Some(before) = own.next_if(|&(held, _)| held < group) {
                sum.push(before);
            }
            let mut total = own
                .next_if(|&(held, _)| held == group)
                .map_or_else(Between::default, |(_, held)| held);
            total.add(&between);
            sum.push((group, total));
        }
        sum.extend(own);
        Self(sum)
    }
}

impl Neighborhood {
    /// The groups of its texts, as places among all texts.
    pub(super) fn joined(self, cut: f32) -> Vec<Vec<usize>> {
        self.joined_by(cut, |_| ())
    }

    /// The joinings of its texts in their order; groups go by their first texts, as places among all.
    pub(crate) fn joinings(self, cut: f32) -> Vec<Joining> {
        let places = self.texts.clone();
        let mut made = Vec::new();
        self.joined_by(cut, |it| {
            let place = |at: u32| places[at as usize] as u32;
            made.push(Joining { a: place(it.a), b: place(it.b), ..it });
        });
        made
    }

    /// As [`joined`](Self::joined); `told` is told of each joining.
    fn joined_by(self, cut: f32, mut told: impl FnMut(Joining)) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = self.texts.iter().map(|&text| vec![text]).collect();
        let mut near = vec![Row::default(); groups.len()];
        // In order of both: what comes first to `b` has lower numbers than `b` has itself.
        for &((a, b), between) in &self.pairs {
            near[b].0.push((a as u32, between));
        }
        for &((a, b), between) in &self.pairs {
            near[a].0.push((b as u32, between));
        }
        drop(self.pairs);
        let mut size = vec![Size::ONE; groups.len()];
        let key = |mean: f32, a: usize, b: usize| {
            (ordered(mean), Reverse(a.min(b) as u32), Reverse(a.max(b) as u32))
        };
        let likely = |(a, row): (usize, &Row)| -> Vec<_> {
            let later = row.0.iter().filter(|&&(b, one)| b as usize > a && one.probability >= cut);
            later.map(|&(b, one)| key(one.probability, a, b as usize)).collect()
        };
        let mut heap: BinaryHeap<_> = near.iter().enumerate().flat_map(likely).collect();
        while let Some((mean, Reverse(a), Reverse(b))) = heap.pop() {
            let (a, b) = (a as usize, b as usize);
            let Some(between) = near[a].get(b).copied() else { continue };
            if ordered(between.mean(size[a], size[b])) != mean || !between.allows(size[a], size[b])
            {
                continue;
            }
            let moved = std::mem::take(&mut groups[b]);
            groups[a].extend(moved);
            let (mut row, mut moved) = (std::mem::take(&mut near[a]), std::mem::take(&mut near[b]));
            row.remove(b);
            moved.remove(a);
            let others: Vec<u32> = moved.0.iter().map(|&(other, _)| other).collect();
            near[a] = row.with(moved);
            for other in others {
                let other = other as usize;
                let total = near[a].get(other).copied().unwrap_or_default();
                near[other].remove(b);
                near[other].set(a, total);
            }
            size[a] = size[a].with(size[b], &between);
            told(Joining { mean, a: a as u32, b: b as u32, size: size[a] });
            for &(other, one) in &near[a].0 {
                let mean = one.mean(size[a], size[other as usize]);
                if ordered(mean) >= ordered(cut) {
                    heap.push(key(mean, a, other as usize));
                }
            }
        }
        groups.retain(|group| !group.is_empty());
        groups
    }
}

/// The joinings of neighborhoods in the order in which they would have been made of all texts at
/// once: of those that come next in each, always the first by its key.
pub(crate) fn in_turns(joinings: Vec<Vec<Joining>>) -> Vec<Joining> {
    let key = |it: &Joining, of: usize| (it.mean, Reverse(it.a), Reverse(it.b), of);
    let mut found = Vec::with_capacity(joinings.iter().map(Vec::len).sum());
    let first = |(of, all): (usize, &Vec<Joining>)| Some(key(all.first()?, of));
    let mut heap: BinaryHeap<_> = joinings.iter().enumerate().filter_map(first).collect();
    let mut next = vec![0; joinings.len()];
    while let Some((.., of)) = heap.pop() {
        found.push(joinings[of][next[of]]);
        next[of] += 1;
        if let Some(it) = joinings[of].get(next[of]) {
            heap.push(key(it, of));
        }
    }
    found
}

/// A probability as an integer that orders alike: `f32` has no total order.
pub(crate) fn ordered(value: f32) -> u32 {
    value.max(0.0).to_bits()
}
