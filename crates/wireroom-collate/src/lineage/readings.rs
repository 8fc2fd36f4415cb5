//! Who has which words of a text: readings that two witnesses share and no other has.
//!
//! Agreement in what all have says nothing of descent, agreement in what two alone have says that one
//! had it from the other; and who lacks a passage that a third has too is not where it came from.
//!
//! Invariant: what is told of a body depends on the bodies of its family alone.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::pile::Pile;

/// For each word of a body, how many other bodies have it, at most 255; and for how many words one
/// has.
type Cover = (Rc<[u8]>, usize);

/// The readings of a family.
pub(super) struct Readings<'p> {
    pile: &'p Pile<'p>,
    known: RefCell<FxHashMap<usize, Cover>>,
    agreed: RefCell<FxHashMap<(usize, usize), Agreement>>,
}

/// Words of one text that stand in another, by who else has them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Agreement {
    /// In the other, and in no third.
    pub(super) alone: usize,
    /// Not in the other, but in a third.
    pub(super) elsewhere: usize,
}

impl<'p> Readings<'p> {
    pub(super) fn new(pile: &'p Pile<'p>) -> Self {
        Self { pile, known: RefCell::default(), agreed: RefCell::default() }
    }

    /// How `body` agrees with `other`, not at all where they are one. `bodies` are those of the
    /// witnesses that it is held against, always the same for one body.
    pub(super) fn agreement(&self, body: usize, other: usize, bodies: &[usize]) -> Agreement {
        if body == other {
            return Agreement::default();
        }
        if let Some(&known) = self.agreed.borrow().get(&(body, other)) {
            return known;
        }
        let (counts, covered) = self.cover(body, bodies);
        let mut found = Agreement::default();
        // What is matched does not overlap, and the other itself is counted.
        let mut matched = 0;
        for range in self.pile.matched(body, other) {
            matched += range.len();
            let counts = counts.get(range).unwrap_or_default();
            found.alone += counts.iter().filter(|&&count| count <= 1).count();
        }
        found.elsewhere = covered.saturating_sub(matched);
        self.agreed.borrow_mut().insert((body, other), found);
        found
    }

    fn cover(&self, body: usize, bodies: &[usize]) -> Cover {
        if let Some(cover) = self.known.borrow().get(&body) {
            return cover.clone();
        }
        let n_words = self.pile.bodies.get(body).map_or(0, |body| body.ids.len());
        let mut counts = vec![0_u8; n_words];
        for &other in bodies.iter().filter(|&&other| other != body) {
            for range in self.pile.matched(body, other) {
                for count in counts.get_mut(range).unwrap_or_default() {
                    *count = count.saturating_add(1);
                }
            }
        }
        let covered = counts.iter().filter(|&&count| count > 0).count();
        let cover: Cover = (counts.into(), covered);
        self.known.borrow_mut().insert(body, cover.clone());
        cover
    }
}
