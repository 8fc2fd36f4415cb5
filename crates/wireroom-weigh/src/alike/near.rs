//! Which words of an event are near each other in meaning: found once, looked up for every pair of
//! passages.

use super::Passages;
use crate::content::{Content, Term};
use rayon::prelude::*;

/// Vectors closer than this begin to count as the same meaning.
const NEAR: f32 = 0.35;
/// Vectors this close mean the same, as far as vectors tell.
const SAME_MEANING: f32 = 0.8;
/// A word of one root with another counts this much, where the meanings do not speak against it.
const ROOTED: f32 = 0.6;
/// Cosines below this count for nothing: a little under the least that does.
const FAR: f32 = 0.149;
/// Passages times words up to which the nearest words are kept: 128 MB.
const MOST_CELLS: usize = 1 << 25;

impl Passages {
    /// Works out, where it fits, how near the nearest word of each passage is to each word.
    pub(super) fn look_ahead(&mut self) {
        if self.near.len().saturating_mul(self.prepared.len()) <= MOST_CELLS {
            self.nearest = self.prepared.iter().map(|one| nearest(&one.set, &self.near)).collect();
        }
    }
}

/// For each word, how near the nearest of `set` is.
fn nearest(set: &[u32], near: &[Vec<(u32, f32)>]) -> Vec<f32> {
    let mut found = vec![0.0f32; near.len()];
    for &word in set {
        for &(other, closeness) in &near[word as usize] {
            let best = &mut found[other as usize];
            *best = best.max(closeness);
        }
    }
    found
}

struct Word<'a> {
    stem: &'a str,
    vector: Option<Vec<f32>>,
    /// The same as it is stored, with its length.
    stored: Option<(&'static [i8; wireroom_lexicon::VECTOR_DIMS], f32)>,
    key: Option<String>,
}

impl<'a> Word<'a> {
    fn of(term: &'a Term) -> Self {
        let stored = wireroom_lexicon::vector(&term.lower)
            .map(|vector| (vector, (wireroom_lexicon::dot(vector, vector) as f32).sqrt()));
        let vector = stored.map(|(vector, _)| unit(vector));
        // Names have no vectors; they may still be spelled two ways.
        let key = vector.is_none().then(|| wireroom_lexicon::name_key(&term.lower));
        Self { stem: &term.stem, vector, stored, key }
    }

    fn closeness(&self, other: &Self) -> f32 {
        if self.stem == other.stem {
            return 1.0;
        }
        // Most pairs are far apart, which whole numbers tell sooner.
        if let (Some((x, long_x)), Some((y, long_y))) = (self.stored, other.stored)
            && (wireroom_lexicon::dot(x, y) as f32) < FAR * long_x * long_y
        {
            return 0.0;
        }
        match (&self.vector, &other.vector) {
            (Some(x), Some(y)) => {
                let cosine: f32 = x.iter().zip(y).map(|(x, y)| x * y).sum();
                let near = ((cosine - NEAR) / (SAME_MEANING - NEAR)).clamp(0.0, 0.9);
                if cosine >= 0.15 && one_root(self.stem, other.stem) {
                    near.max(ROOTED)
                } else {
                    near
                }
            }
            _ if self.key.is_some() && self.key == other.key => 0.9,
            _ => 0.0,
        }
    }
}

/// For each of `words` (each word once) the words near it in meaning, itself among them, in order.
pub(super) fn near(words: &[&Term]) -> Vec<Vec<(u32, f32)>> {
    let words: Vec<Word<'_>> = words.iter().map(|term| Word::of(term)).collect();
    let later: Vec<Vec<(u32, f32)>> = words
        .par_iter()
        .enumerate()
        .map(|(at, word)| {
            let others = words.iter().enumerate().skip(at + 1);
            let near = others.map(|(to, other)| (to as u32, word.closeness(other)));
            near.filter(|&(_, closeness)| closeness > 0.0).collect()
        })
        .collect();
    let mut found: Vec<Vec<(u32, f32)>> = vec![Vec::new(); words.len()];
    for (at, row) in later.into_iter().enumerate() {
        found[at].push((at as u32, 1.0));
        for &(to, closeness) in &row {
            found[to as usize].push((at as u32, closeness));
        }
        found[at].extend(row);
    }
    found
}

/// What the words of a passage mean together: the mean of their vectors, by weight; empty where no
/// word has one.
pub(super) fn meaning(content: &Content) -> Vec<f32> {
    let mut sum = vec![0.0f32; wireroom_lexicon::VECTOR_DIMS];
    for term in &content.terms {
        if let Some(vector) = wireroom_lexicon::vector(&term.lower) {
            for (to, x) in sum.iter_mut().zip(unit(vector)) {
                *to += x * term.weight;
            }
        }
    }
    let norm = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
    if norm == 0.0 { Vec::new() } else { sum.iter().map(|x| x / norm).collect() }
}

fn unit(vector: &[i8; wireroom_lexicon::VECTOR_DIMS]) -> Vec<f32> {
    let norm = vector.iter().map(|&x| f32::from(x) * f32::from(x)).sum::<f32>().sqrt();
    vector.iter().map(|&x| if norm == 0.0 { 0.0 } else { f32::from(x) / norm }).collect()
}

/// Whether the longer of two stems mostly is the shorter: "sign" and "signal".
fn one_root(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let longest = a.chars().count().max(b.chars().count());
    shared >= 4 && shared * 5 >= longest * 3
}
