//! What hangs together.

use rustc_hash::FxHashMap;

use crate::plan::root;

/// Puts pairs together into components.
///
/// What comes of some pairs are pairs again, one for each text at most: so an engine does it on every
/// machine for the pairs that lie there, and once more for what came of all. It takes some forty
/// bytes for each text that stands in a pair, however many pairs there are.
///
/// ```
/// use wireroom_collate::steps::Forest;
/// let mut forest = Forest::default();
/// [(7, 3), (9, 8), (3, 5)].map(|(a, b)| forest.push(a, b));
/// assert_eq!(forest.end(), [(3, 3), (5, 3), (7, 3), (8, 8), (9, 8)]);
/// ```
#[derive(Debug, Default)]
pub struct Forest {
    place: FxHashMap<u64, u32>,
    texts: Vec<u64>,
    above: Vec<u32>,
}

impl Forest {
    /// Takes a pair.
    pub fn push(&mut self, a: u64, b: u64) {
        let (x, y) = (self.at(a), self.at(b));
        let (x, y) = (root(&mut self.above, x), root(&mut self.above, y));
        // The lowest stands for all.
        let text = |at: u32| self.texts.get(at as usize).copied();
        let (low, high) = if text(x) <= text(y) { (x, y) } else { (y, x) };
        if let Some(slot) = self.above.get_mut(high as usize) {
            *slot = low;
        }
    }

    fn at(&mut self, text: u64) -> u32 {
        let fresh = self.texts.len() as u32;
        let at = *self.place.entry(text).or_insert(fresh);
        if at == fresh {
            self.texts.push(text);
            self.above.push(fresh);
        }
        at
    }

    /// Each text with the lowest of those that it hangs together with. Sorted.
    #[must_use]
    pub fn end(mut self) -> Vec<(u64, u64)> {
        let mut found = Vec::with_capacity(self.texts.len());
        for (at, &text) in (0_u32..).zip(&self.texts) {
            let root = root(&mut self.above, at);
            found.push((text, self.texts.get(root as usize).copied().unwrap_or(text)));
        }
        found.sort_unstable();
        found
    }
}
