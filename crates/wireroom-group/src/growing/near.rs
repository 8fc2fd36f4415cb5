//! What is known of two texts that are compared, in few bytes: a large pile has tens of millions.

use crate::linkage::Between;

/// A text beside another, and how the two were judged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Near {
    /// The other text; in the two highest bits whether both date something fresh, and whether to
    /// days apart.
    other: u32,
    probability: f32,
    likeness: f32,
}

const DATED: u32 = 1 << 31;
const APART: u32 = 1 << 30;

impl Near {
    fn of(other: u32, judged: &Between) -> Self {
        let flag = |count: u32, bit: u32| if count > 0 { bit } else { 0 };
        Self {
            other: other | flag(judged.dated, DATED) | flag(judged.apart, APART),
            probability: judged.probability,
            likeness: judged.likeness,
        }
    }

    pub(super) fn other(&self) -> u32 {
        self.other & !(DATED | APART)
    }

    pub(super) fn between(&self) -> Between {
        Between {
            probability: self.probability,
            likeness: self.likeness,
            dated: u32::from(self.other & DATED != 0),
            apart: u32::from(self.other & APART != 0),
        }
    }
}

/// For each text of a pile, by number, those that it is compared with.
#[derive(Debug)]
pub(super) struct Nears {
    /// In order of the other.
    all: Vec<Vec<Near>>,
    /// The likely ones of them, with their probabilities.
    likely: Vec<Vec<(u32, f32)>>,
    least: f32,
}

/// A pair is likely at this share of the cut: the others make no mean that reaches it.
const LIKELY: f32 = 0.25;

impl Nears {
    /// Of `pairs`, which are in order, as they are judged.
    pub(super) fn of(texts: usize, pairs: &[(u32, u32)], judged: &[Between], cut: f32) -> Self {
        let mut counts = vec![0usize; texts];
        for &(a, b) in pairs {
            counts[a as usize] += 1;
            counts[b as usize] += 1;
        }
        let mut all: Vec<Vec<Near>> = counts.into_iter().map(Vec::with_capacity).collect();
        // In order of both: what comes first to `b` has lower numbers than `b` has itself.
        for (&(a, b), judged) in pairs.iter().zip(judged) {
            all[b as usize].push(Near::of(a, judged));
        }
        for (&(a, b), judged) in pairs.iter().zip(judged) {
            all[a as usize].push(Near::of(b, judged));
        }
        let least = (cut * LIKELY).max(0.0);
        let likely = |near: &Vec<Near>| {
            let likely = near.iter().filter(|it| it.probability >= least);
            likely.map(|it| (it.other(), it.probability)).collect()
        };
        Self { likely: all.iter().map(likely).collect(), all, least }
    }

    pub(super) fn texts(&self) -> usize {
        self.all.len()
    }

    pub(super) fn add_text(&mut self) {
        self.all.push(Vec::new());
        self.likely.push(Vec::new());
    }

    pub(super) fn beside(&self, text: u32) -> &[Near] {
        &self.all[text as usize]
    }

    pub(super) fn likely(&self, text: u32) -> &[(u32, f32)] {
        &self.likely[text as usize]
    }

    /// The probability from which on a pair is likely.
    pub(super) fn least(&self) -> f32 {
        self.least
    }

    pub(super) fn get(&self, a: u32, b: u32) -> Option<Between> {
        let near = self.beside(a);
        let at = near.binary_search_by_key(&b, Near::other).ok()?;
        Some(near[at].between())
    }

    /// Two texts are compared that were not, and are judged so.
    pub(super) fn insert(&mut self, a: u32, b: u32, judged: &Between) {
        for (one, other) in [(a, b), (b, a)] {
            let near = &mut self.all[one as usize];
            let at = near.partition_point(|it| it.other() < other);
            near.insert(at, Near::of(other, judged));
            if judged.probability >= self.least {
                let likely = &mut self.likely[one as usize];
                let at = likely.partition_point(|it| it.0 < other);
                likely.insert(at, (other, judged.probability));
            }
        }
    }

    /// Two texts are not compared.
    pub(super) fn remove(&mut self, a: u32, b: u32) {
        for (one, other) in [(a, b), (b, a)] {
            let near = &mut self.all[one as usize];
            if let Ok(at) = near.binary_search_by_key(&other, Near::other) {
                near.remove(at);
            }
            let likely = &mut self.likely[one as usize];
            if let Ok(at) = likely.binary_search_by_key(&other, |it| it.0) {
                likely.remove(at);
            }
        }
    }
}
