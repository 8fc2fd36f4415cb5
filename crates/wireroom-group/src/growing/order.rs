//! The order of ids, in which ties are broken.

use crate::linkage::candidates::Partner;
use std::cmp::Ordering;

/// Texts, by number, in the order of their ids.
#[derive(Debug)]
pub(super) struct Order {
    sorted: Vec<u32>,
    /// The place of each there; [`NOWHERE`] of a number that no text has.
    places: Vec<u32>,
}

const NOWHERE: u32 = u32::MAX;

impl Order {
    /// Of so many texts that are numbered in order.
    pub(super) fn of(texts: usize) -> Self {
        let numbers: Vec<u32> = (0..texts as u32).collect();
        Self { places: numbers.clone(), sorted: numbers }
    }

    pub(super) fn sorted(&self) -> &[u32] {
        &self.sorted
    }

    pub(super) fn place(&self, text: u32) -> u32 {
        self.places[text as usize]
    }

    pub(super) fn has(&self, text: u32) -> bool {
        self.place(text) != NOWHERE
    }

    /// Of two the one that comes first is first.
    pub(super) fn both(&self, a: u32, b: u32) -> (u32, u32) {
        if self.place(a) < self.place(b) { (a, b) } else { (b, a) }
    }

    /// Of two partners the one that a text rather looks at comes first.
    pub(super) fn better(&self, x: &Partner, y: &Partner) -> Ordering {
        y.1.total_cmp(&x.1).then_with(|| self.place(x.0).cmp(&self.place(y.0)))
    }

    pub(super) fn insert(&mut self, at: usize, text: u32) {
        self.sorted.insert(at, text);
        self.places.resize(self.places.len().max(text as usize + 1), NOWHERE);
        self.number();
    }

    pub(super) fn remove(&mut self, text: u32) {
        self.sorted.retain(|&held| held != text);
        self.places[text as usize] = NOWHERE;
        self.number();
    }

    fn number(&mut self) {
        for (place, &text) in self.sorted.iter().enumerate() {
            self.places[text as usize] = place as u32;
        }
    }
}
