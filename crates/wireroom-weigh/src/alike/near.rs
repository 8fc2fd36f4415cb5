//! Which words of an event are near each other in meaning: found once, looked up for every pair of
//! passages.

use super::table::{self, Stored, Table};
use crate::content::{Content, Term};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Vectors closer than this begin to count as the same meaning.
pub(super) const NEAR: f32 = 0.35;
/// Vectors this close mean the same, as far as vectors tell.
const SAME_MEANING: f32 = 0.8;
/// A word of one root with another counts this much, where the meanings do not speak against it.
const ROOTED: f32 = 0.6;
/// Words of one root that are less alike than this have gone ways of their own.
const LEAST: f32 = 0.15;
/// Letters that words of one root begin with.
const ROOT: usize = 4;
/// By how much two ways to reckon a cosine may differ.
pub(super) const SLACK: f32 = 1e-3;
/// For each word, how near the nearest of `set` is.
pub(super) fn nearest(set: &[u32], near: &[Vec<(u32, f32)>]) -> Vec<f32> {
    let mut found = vec![0.0f32; near.len()];
    for &word in set {
        for &(other, closeness) in &near[word as usize] {
            let best = &mut found[other as usize];
            *best = best.max(closeness);
        }
    }
    found
}

/// A word with a vector.
struct Meant<'a> {
    /// Place among the words.
    at: u32,
    stem: &'a str,
    vector: Vec<f32>,
    stored: Stored,
    /// Place of the vector among all.
    row: usize,
}

impl<'a> Meant<'a> {
    fn of(at: usize, term: &'a Term) -> Option<Self> {
        let row = wireroom_lexicon::vector_place(&term.lower)?;
        let stored = wireroom_lexicon::vectors().get(row)?;
        Some(Self {
            at: at as u32,
            stem: &term.stem,
            vector: unit(stored),
            stored: Stored::of(stored),
            row,
        })
    }

    /// Whether the two may be near. Most are far apart, which whole numbers tell sooner than the
    /// sum of fractions, whose order counts.
    fn may_be_near(&self, other: &Self) -> bool {
        let cosine = self.stored.cosine(&other.stored);
        cosine >= NEAR - SLACK || cosine >= LEAST - SLACK && one_root(self.stem, other.stem)
    }

    fn closeness(&self, other: &Self) -> f32 {
        let cosine: f32 = self.vector.iter().zip(&other.vector).map(|(x, y)| x * y).sum();
        let near = ((cosine - NEAR) / (SAME_MEANING - NEAR)).clamp(0.0, 0.9);
        if cosine >= LEAST && one_root(self.stem, other.stem) { near.max(ROOTED) } else { near }
    }
}

/// Pairs of words that are near in meaning.
fn each_with_each(meant: &[Meant<'_>]) -> Vec<(u32, u32, f32)> {
    let of_one = |(nth, word): (usize, &Meant<'_>)| {
        let others = meant[nth + 1..].iter().filter(|other| word.may_be_near(other));
        let near = others.map(|other| (word.at, other.at, word.closeness(other)));
        near.filter(|&(.., closeness)| closeness > 0.0).collect::<Vec<_>>()
    };
    meant.par_iter().enumerate().flat_map_iter(of_one).collect()
}

/// The same pairs, by what is known of all words; some may be there twice.
fn by_table(meant: &[Meant<'_>], table: &Table) -> Vec<(u32, u32, f32)> {
    let mut places = vec![0_u32; wireroom_lexicon::vectors().len()];
    for (nth, word) in meant.iter().enumerate() {
        places[word.row] = nth as u32 + 1;
    }
    let in_meaning = meant.iter().enumerate().flat_map(|(nth, word)| {
        let near = table.near(word.row).iter().map(|&row| places[usize::from(row)] as usize);
        near.filter(move |&place| place > nth + 1).map(move |place| (nth, place - 1))
    });
    // Those of one root may be further apart in meaning: they begin alike.
    let mut beginning = BTreeMap::<&[u8], Vec<usize>>::new();
    for (nth, word) in meant.iter().enumerate() {
        if let Some(begins) = word.stem.as_bytes().get(..ROOT) {
            beginning.entry(begins).or_default().push(nth);
        }
    }
    let of_one_root = beginning.values().flat_map(|group| {
        let pairs = group.iter().enumerate();
        pairs.flat_map(move |(nth, &a)| group[nth + 1..].iter().map(move |&b| (a, b)))
    });
    let of_one_root = of_one_root.filter(|&(a, b)| meant[a].may_be_near(&meant[b]));
    in_meaning
        .chain(of_one_root)
        .map(|(a, b)| (meant[a].at, meant[b].at, meant[a].closeness(&meant[b])))
        .filter(|&(.., closeness)| closeness > 0.0)
        .collect()
}

/// The words of one stem or, where `of` gives it, of one key: the groups of several.
fn alike<'t, K: Ord>(
    words: &[&'t Term],
    of: impl Fn(&'t Term) -> Option<K>,
) -> impl Iterator<Item = Vec<u32>> {
    let mut groups = BTreeMap::<K, Vec<u32>>::new();
    for (at, term) in words.iter().enumerate() {
        if let Some(key) = of(term) {
            groups.entry(key).or_default().push(at as u32);
        }
    }
    groups.into_values().filter(|group| group.len() > 1)
}

/// For each of `words` (each word once) the words near it in meaning, itself among them, in order.
pub(super) fn near(words: &[&Term]) -> Vec<Vec<(u32, f32)>> {
    let meant: Vec<Meant<'_>> =
        words.iter().enumerate().filter_map(|(at, term)| Meant::of(at, term)).collect();
    let pairs = meant.len() * meant.len().saturating_sub(1) / 2;
    let by_meaning: Vec<(u32, u32, f32)> = match table::of_all(pairs) {
        Some(table) => by_table(&meant, table),
        None => each_with_each(&meant),
    };
    let mut found: Vec<BTreeMap<u32, f32>> = vec![BTreeMap::new(); words.len()];
    let mut note = |a: u32, b: u32, closeness: f32| {
        for (one, other) in [(a, b), (b, a)] {
            let held = found[one as usize].entry(other).or_default();
            *held = held.max(closeness);
        }
    };
    for (a, b, closeness) in by_meaning {
        note(a, b, closeness);
    }
    // Names have no vectors; they may still be spelled two ways.
    let key = |term: &Term| {
        let unknown = wireroom_lexicon::vector(&term.lower).is_none();
        unknown.then(|| wireroom_lexicon::name_key(&term.lower))
    };
    let spelled = alike(words, key).map(|group| (group, 0.9));
    for (group, closeness) in
        spelled.chain(alike(words, |term| Some(&term.stem)).map(|group| (group, 1.0)))
    {
        for (nth, &a) in group.iter().enumerate() {
            for &b in &group[nth + 1..] {
                note(a, b, closeness);
            }
        }
    }
    for at in 0..words.len() as u32 {
        note(at, at, 1.0);
    }
    found.into_iter().map(|row| row.into_iter().collect()).collect()
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
    shared >= ROOT && shared * 5 >= longest * 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Content;

    #[test]
    fn the_table_tells_what_comparing_tells() {
        let text = "The governor signed a pact with harbor signatories and signed treaties over ports; \
            harbors and governors sign signals, ships sank, a vessel sinks near the port, and pupils, \
            students, teachers and a teacher saw the sinking ferry from schools.";
        let content = Content::of(text);
        let mut terms: Vec<&Term> = content.terms.iter().collect();
        terms.sort_by(|a, b| a.lower.cmp(&b.lower));
        terms.dedup_by(|a, b| a.lower == b.lower);
        let meant: Vec<Meant<'_>> =
            terms.iter().enumerate().filter_map(|(at, term)| Meant::of(at, term)).collect();
        let rows: Vec<usize> = meant.iter().map(|word| word.row).collect();
        let table = Table::among(&rows);
        let mut compared = each_with_each(&meant);
        let mut told = by_table(&meant, &table);
        told.sort_by_key(|pair| (pair.0, pair.1));
        told.dedup();
        compared.sort_by_key(|pair| (pair.0, pair.1));
        assert!(compared.len() > 20, "{}", compared.len());
        assert_eq!(told, compared);
    }
}
