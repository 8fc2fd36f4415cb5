//! Work done once for all that are alike.
//!
//! Copies of a text cost a look and a copy in memory. What it is not: a guess; two are alike where all
//! that the work depends on is the same.

use std::collections::HashMap;
use std::hash::Hash;

/// Values of which some are alike.
#[derive(Debug)]
pub(crate) struct Alike {
    /// The first place of each distinct value, in order.
    pub(crate) first: Vec<usize>,
    /// For each value, its place in `first`.
    of: Vec<usize>,
}

impl Alike {
    /// Values with these keys.
    pub(crate) fn by<K: Hash + Eq>(keys: impl Iterator<Item = K>) -> Self {
        let mut places = HashMap::new();
        let mut first = Vec::new();
        let mut of = Vec::new();
        for (at, key) in keys.enumerate() {
            of.push(*places.entry(key).or_insert_with(|| {
                first.push(at);
                first.len() - 1
            }));
        }
        Self { first, of }
    }

    /// What was made of each distinct value, for every value that is like it.
    pub(crate) fn spread<V: Clone>(&self, made: Vec<V>) -> Vec<V> {
        let mut left = vec![0_usize; made.len()];
        self.of.iter().for_each(|&at| left[at] += 1);
        let mut made: Vec<Option<V>> = made.into_iter().map(Some).collect();
        let one = |&at: &usize| {
            left[at] -= 1;
            // The last of them takes it away.
            if left[at] == 0 { made[at].take() } else { made[at].clone() }
        };
        self.of.iter().filter_map(one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_of_the_first_goes_to_all_that_are_like_it() {
        let words = ["b", "a", "b", "c", "a"];
        let alike = Alike::by(words.iter());
        assert_eq!(alike.first, [0, 1, 3]);
        let made = alike.first.iter().map(|&at| words[at].to_uppercase()).collect();
        assert_eq!(alike.spread(made), ["B", "A", "B", "C", "A"]);
        assert!(Alike::by([0; 0].iter()).spread(Vec::<u8>::new()).is_empty());
    }
}
