//! Sparse unit vectors.

use std::collections::BTreeMap;

/// A vector of so many times fewer terms than another is searched for in it, term by term.
const FEW: usize = 12;

/// A unit vector over terms, sorted by term.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Vector(pub(crate) Vec<(u64, f32)>);

impl Vector {
    /// Cosine with another; 0 when either is empty.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> f32 {
        self.shared(other, |a, b| a * b)
    }

    /// The share, from 0 to 1, of this vector's terms that the other has too.
    #[must_use]
    pub fn covered_by(&self, other: &Self) -> f32 {
        self.shared(other, |a, _| a * a)
    }

    /// The `count` heaviest terms with their weights, the heaviest first; of equals the lower term.
    pub(crate) fn heaviest(&self, count: usize) -> Vec<(u64, f32)> {
        let mut terms = self.0.clone();
        terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms.truncate(count);
        terms
    }

    /// The same weights at other terms, for load tests: `of` gives the new term of each.
    #[must_use]
    pub fn renamed(&self, of: impl Fn(u64) -> u64) -> Self {
        Self::unit(self.0.iter().map(|&(term, weight)| (of(term), weight)).collect())
    }

    /// The sum of `of` over the terms that both have.
    fn shared(&self, other: &Self, of: impl Fn(f32, f32) -> f32) -> f32 {
        let (a, b) = (self.0.as_slice(), other.0.as_slice());
        let mut sum = 0.0;
        // A title in a whole telling: a search for each of its words is quicker than going through.
        if a.len() * FEW < b.len() {
            for &(term, here) in a {
                if let Ok(at) = b.binary_search_by_key(&term, |&(term, _)| term) {
                    sum += of(here, b[at].1);
                }
            }
            return sum;
        }
        let (mut i, mut j) = (0, 0);
        while let (Some(&(x, here)), Some(&(y, there))) = (a.get(i), b.get(j)) {
            if x == y {
                sum += of(here, there);
            }
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        sum
    }

    /// Of weights by term.
    pub(crate) fn unit(counts: BTreeMap<u64, f32>) -> Self {
        let norm = counts.values().map(|w| w * w).sum::<f32>().sqrt();
        if norm == 0.0 {
            return Self::default();
        }
        Self(counts.into_iter().map(|(term, weight)| (term, weight / norm)).collect())
    }
}
