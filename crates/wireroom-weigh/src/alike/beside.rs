//! One passage beside all others of its event.
//!
//! Claims are found, and contradictions too, by comparing each passage with each, and most have nothing in
//! common. So for the one the lists of who holds a word are gone through once: that tells of all others at
//! once how much of its weight has a partner there, and only those are looked at that have any. What is
//! found is what [`Passages::align`] finds, to the bit: each sum is taken in the same order.
//!
//! Before, a table of how near each passage comes to each word was made beforehand, and pairs looked their
//! words up in it. Where it would not fit (128 MB: an event of some 400 texts) each pair walked the lists of
//! near words: an event of 916 texts took more than six minutes.

use super::{Alignment, FIGURE, Passages, Prepared};

/// A passage, ready to be compared with all others.
pub(crate) struct Beside<'a> {
    passages: &'a Passages,
    at: usize,
    /// For each word of the event, how near the nearest word of the passage is.
    nearest: Vec<f32>,
    /// For each other prepared passage, how much of the weight of the words of this one has a partner there.
    found: Vec<f32>,
}

impl Passages {
    /// The passage at a place of the list given to [`Passages::of`], beside all others.
    pub(crate) fn beside(&self, at: usize) -> Beside<'_> {
        let own = &self.prepared[self.of[at]];
        let mut found = vec![0.0; self.prepared.len()];
        let mut best = vec![0.0f32; self.prepared.len()];
        let mut met: Vec<u32> = Vec::new();
        for &(word, weight) in &own.words {
            for &(partner, closeness) in &self.near[word as usize] {
                for &holder in &self.holders[partner as usize] {
                    let held = &mut best[holder as usize];
                    if *held == 0.0 {
                        met.push(holder);
                    }
                    *held = held.max(closeness);
                }
            }
            for holder in met.drain(..) {
                found[holder as usize] += weight * best[holder as usize];
                best[holder as usize] = 0.0;
            }
        }
        Beside { passages: self, at, nearest: super::near::nearest(&own.set, &self.near), found }
    }
}

impl Beside<'_> {
    /// Compares it with the passage at another place.
    pub(crate) fn align(&self, other: usize) -> Alignment {
        self.passages.complete(self.at, other, self.align_words(other))
    }

    /// The same, where the score is at least `least`, which is more than nothing: what is dear and no part of
    /// the score is asked for only then.
    pub(crate) fn align_from(&self, other: usize, least: f32) -> Option<Alignment> {
        let (own, there) = self.passages.two(self.at, other);
        let no_figures = own.figures.is_empty() || there.figures.is_empty();
        if no_figures && self.found[self.passages.of[other]] == 0.0 {
            return None;
        }
        let aligned = self.align_words(other);
        let alike = aligned.score() >= least;
        alike.then(|| self.passages.complete(self.at, other, aligned))
    }

    fn align_words(&self, other: usize) -> Alignment {
        let (own, there) = self.passages.two(self.at, other);
        let found = self.found[self.passages.of[other]];
        // Of two words each is as near the other.
        let back = if found == 0.0 { 0.0 } else { self.back(there) };
        let with_figures = (with_figures(found, own, there), with_figures(back, there, own));
        super::aligned(own, there, with_figures)
    }

    /// How much of the weight of the words of another passage has a partner in this one.
    fn back(&self, there: &Prepared) -> f32 {
        let weights =
            there.words.iter().map(|&(word, weight)| weight * self.nearest[word as usize]);
        weights.fold(0.0, |sum, weight| sum + weight)
    }
}

/// The weight `found` of the words of `a` that has a partner in `b`, with that of its figures.
pub(super) fn with_figures(found: f32, a: &Prepared, b: &Prepared) -> f32 {
    let same = a.figures.iter().filter(|x| b.figures.iter().any(|y| x.equals(y)));
    same.fold(found, |sum, _| sum + FIGURE)
}

#[cfg(test)]
mod tests {
    use super::super::OPPOSED;
    use crate::alike::Passages;
    use crate::content::Content;

    #[test]
    fn beside_all_others_tells_what_one_pair_tells() {
        let said = [
            "The governor opened nine bridges over the Tarn in March.",
            "Nine bridges were opened by the governor of Sarn, the mayor said.",
            "The governor never opened nine bridges over the Tarn.",
            "The governor has not opened any bridge, and the bridges are shut.",
            "Ten bridges cost 4 million crowns.",
            "4 million crowns were paid for ten bridges and the ferry.",
            "No ferry sank near the harbor, sailors denied.",
            "A ship sank near the port; 12 sailors drowned.",
            "Twelve sailors drowned when a vessel went down.",
            "It rained.",
            "12",
            "",
        ]
        .map(Content::of);
        let held: Vec<_> = said.iter().enumerate().map(|(at, it)| ((at, at), it)).collect();
        let passages = Passages::of(&held);
        let (mut alike, mut apart, mut opposed) = (0, 0, 0);
        for a in 0..said.len() {
            let beside = passages.beside(a);
            for b in 0..said.len() {
                let one = passages.align(a, b);
                assert_eq!(beside.align(b), one, "{a} {b}");
                for least in [0.1, 0.3] {
                    let from = (one.score() >= least).then_some(one);
                    assert_eq!(beside.align_from(b, least), from, "{a} {b} {least}");
                    *if from.is_some() { &mut alike } else { &mut apart } += 1;
                }
                let (x, y) = passages.two(a, b);
                let shares = (passages.opposed(x, y), passages.opposed(y, x));
                let negation = shares.0 >= OPPOSED || shares.1 >= OPPOSED;
                assert_eq!(passages.against(a, b).negation, negation, "{a} {b}");
                opposed += usize::from(negation);
            }
        }
        assert!(alike > 30 && apart > 100 && opposed > 3, "{alike} {apart} {opposed}");
    }
}
