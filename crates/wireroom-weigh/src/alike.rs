//! How much two passages assert the same: an alignment of their content words.
//!
//! Each word looks for its best partner on the other side: its own stem (1), else a word near it in
//! meaning, by the vectors of the lexicon. Words weigh by how rare they are in news and how rare
//! they are in this event: within texts about talks, "talks" says little. After Sultan, Bethard and
//! Sumner (2014), with vectors for their lexical resources; figures and negation decide, as
//! systems for this task learned they must.

use crate::content::Content;
use crate::figure::Figure;
use std::collections::{BTreeMap, BTreeSet};

/// Vectors closer than this begin to count as the same meaning.
const NEAR: f32 = 0.35;
/// Vectors this close mean the same, as far as vectors tell.
const SAME_MEANING: f32 = 0.8;
/// A word of one root with another counts this much, where the meanings do not speak against it.
const ROOTED: f32 = 0.6;
/// Weights of [`Alignment::probability`], in its order.
const WEIGHTS: [f32; 9] = [2.20, 1.91, 2.22, 2.88, 0.67, 2.76, 1.25, 0.82, 3.80];
/// Its constant.
const CONSTANT: f32 = -6.33;
/// How much the greater share counts.
const GREATER: f32 = 0.6;
/// Shared weight at which a score is halved.
const CHANCE: f32 = 3.0;
/// What a phrase that only the two have adds.
const PHRASE: f32 = 0.12;
/// What a figure of like things adds that both have, by how rare it is.
const QUANTITY: f32 = 0.15;
/// Share of the weight in common that is negated on one side alone, from which on one passage says
/// the contrary of the other.
const OPPOSED: f32 = 0.5;
/// A figure is a word like another, of middling weight.
const FIGURE: f32 = 4.0;

/// Cosines below this count for nothing: a little under the least that does.
const FAR: f32 = 0.149;
/// Passages times words up to which the nearest words are kept: 128 MB.
const MOST_CELLS: usize = 1 << 25;

/// How much two passages assert the same, and what speaks against it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Alignment {
    /// Share of the first one's weight that has a partner, from 0 to 1.
    pub(crate) covered_a: f32,
    /// Share of the second one's.
    pub(crate) covered_b: f32,
    /// The weight shared, in the unit of the word weights.
    pub(crate) shared: f32,
    /// Two words stand side by side in both and nowhere else in the event ("department heads",
    /// "heads of department").
    pub(crate) phrase: bool,
    /// The cosine of what the words of the two mean together, from -1 to 1; 0 where not known.
    pub(crate) meaning: f32,
    /// The weight of the words in common that no other family of the event has.
    pub(crate) own: f32,
    /// How rare a figure of like things is that both have, from 0 (none) to 1.
    pub(crate) quantity: f32,
    /// Both count something of one kind and have no figure in common.
    pub(crate) figures_clash: bool,
    /// One is negated and the other is not.
    pub(crate) negation_clash: bool,
    /// What is denied on one side, the first word that its negation reaches, is on the other too.
    pub(crate) same_denied: bool,
}

impl Alignment {
    /// The probability that the two are one claim, where nothing speaks against it: a logistic
    /// model, fitted on the odd piles of `eval/weigh`. `one_origin`: both go back to one mouth;
    /// `margin`: how far the likeness lies above that of the best rival, on either side; `prior`:
    /// by how many nats the odds are other than in what was fitted.
    pub(crate) fn probability(self, one_origin: bool, margin: f32, prior: f32) -> f32 {
        let flag = |holds: bool| f32::from(u8::from(holds));
        let features = [
            self.covered_a.max(self.covered_b),
            self.covered_a.min(self.covered_b),
            self.shared / (self.shared + 3.0),
            self.shared / (self.shared + 12.0),
            flag(self.phrase),
            self.quantity,
            self.meaning,
            flag(one_origin),
            margin,
        ];
        let sum: f32 = features.iter().zip(&WEIGHTS).map(|(x, w)| x * w).sum();
        1.0 / (1.0 + (-(sum + CONSTANT + prior)).exp())
    }

    /// One number: the greater share counts for more, since one account may tell a thing in a
    /// clause and the other in a sentence; little shared weight is held back, since two words in
    /// common are chance.
    pub(crate) fn score(self) -> f32 {
        let (most, least) =
            (self.covered_a.max(self.covered_b), self.covered_a.min(self.covered_b));
        let shares =
            (GREATER * most + (1.0 - GREATER) * least) * self.shared / (self.shared + CHANCE);
        let phrase = if self.phrase { PHRASE } else { 0.0 };
        shares + phrase + QUANTITY * self.quantity
    }
}

/// The passages of one event, made ready to compare each with each: which words are near in
/// meaning is found once for all.
#[derive(Debug, Clone, Default)]
pub(crate) struct Passages {
    prepared: Vec<Prepared>,
    /// For each word, the words that count as its partners, with how much; by word.
    near: Vec<Vec<(u32, f32)>>,
    /// For each passage and each word of the event, how near the nearest word of the passage is:
    /// looked up for every pair, so worked out once. Empty where it would not fit.
    nearest: Vec<Vec<f32>>,
    /// The families and documents whose passages hold a phrase, and how many of each do.
    phrases: BTreeMap<(u32, u32), BTreeMap<(usize, usize), usize>>,
}

#[derive(Debug, Clone, Default)]
struct Prepared {
    /// Each content word with its weight, in text order.
    words: Vec<(u32, f32)>,
    /// The same words, sorted, each once.
    set: Vec<u32>,
    figures: Vec<Figure>,
    /// What the words mean together: a unit vector, or empty.
    meaning: Vec<f32>,
    phrases: BTreeSet<(u32, u32)>,
    /// The words that are negated, sorted.
    negated: Vec<u32>,
    /// The first of them in the text.
    denied: Option<u32>,
    /// The stems that two families have, with their weights, sorted.
    of_two: Vec<(u32, f32)>,
}

impl Passages {
    /// Of contents, each with its family and document.
    pub(crate) fn of(contents: &[((usize, usize), &Content)]) -> Self {
        let mut words = BTreeMap::<&str, u32>::new();
        let mut stems = BTreeMap::<&str, u32>::new();
        for term in contents.iter().flat_map(|(_, content)| &content.terms) {
            let next = words.len() as u32;
            words.entry(&term.lower).or_insert(next);
            let next = stems.len() as u32;
            stems.entry(&term.stem).or_insert(next);
        }
        let mut holders = vec![0.0f32; stems.len()];
        for (_, content) in contents {
            let held: BTreeSet<u32> =
                content.terms.iter().map(|term| stems[term.stem.as_str()]).collect();
            for stem in held {
                holders[stem as usize] += 1.0;
            }
        }
        let mut families = vec![BTreeSet::<usize>::new(); stems.len()];
        for ((family, _), content) in contents {
            for term in &content.terms {
                families[stems[term.stem.as_str()] as usize].insert(*family);
            }
        }
        let count = contents.len() as f32;
        let mut passages = Self { near: near(contents, &words), ..Self::default() };
        for (holder, content) in contents {
            let mut prepared = Prepared::default();
            for term in &content.terms {
                let holders = holders[stems[term.stem.as_str()] as usize];
                // Three passages are too few to say what is common.
                let local = (1.0 + (count + 3.0) / (holders + 1.0)).ln();
                prepared.words.push((words[term.lower.as_str()], term.weight * local));
            }
            let of_two = content.terms.iter().filter_map(|term| {
                let stem = stems[term.stem.as_str()];
                (families[stem as usize].len() == 2).then_some((stem, term.weight))
            });
            prepared.of_two = of_two.collect();
            prepared.of_two.sort_by_key(|&(stem, _)| stem);
            prepared.of_two.dedup_by_key(|&mut (stem, _)| stem);
            let negated = content.terms.iter().filter(|term| term.negated);
            prepared.negated = negated.map(|term| words[term.lower.as_str()]).collect();
            prepared.denied = prepared.negated.first().copied();
            prepared.negated.sort_unstable();
            prepared.set = prepared.words.iter().map(|&(word, _)| word).collect();
            prepared.set.sort_unstable();
            prepared.set.dedup();
            prepared.figures.clone_from(&content.figures);
            prepared.meaning = meaning(content);
            let in_order: Vec<u32> =
                content.terms.iter().map(|term| stems[term.stem.as_str()]).collect();
            let pairs = in_order.windows(2).filter(|pair| pair[0] != pair[1]);
            prepared.phrases = pairs.map(|p| (p[0].min(p[1]), p[0].max(p[1]))).collect();
            for &phrase in &prepared.phrases {
                *passages.phrases.entry(phrase).or_default().entry(*holder).or_default() += 1;
            }
            passages.prepared.push(prepared);
        }
        if words.len().saturating_mul(contents.len()) <= MOST_CELLS {
            passages.nearest =
                passages.prepared.iter().map(|one| nearest(&one.set, &passages.near)).collect();
        }
        passages
    }

    /// Compares the passages at two places of the list given to [`Passages::of`].
    pub(crate) fn align(&self, a: usize, b: usize) -> Alignment {
        let (x, y) = (&self.prepared[a], &self.prepared[b]);
        let ((found_a, total_a), (found_b, total_b)) = (self.covered(x, b), self.covered(y, a));
        let share = |found: f32, total: f32| if total == 0.0 { 0.0 } else { found / total };
        Alignment {
            covered_a: share(found_a, total_a),
            covered_b: share(found_b, total_b),
            shared: found_a.min(found_b),
            phrase: x.phrases.intersection(&y.phrases).any(|phrase| self.is_own(phrase)),
            meaning: x.meaning.iter().zip(&y.meaning).map(|(x, y)| x * y).sum(),
            own: x
                .of_two
                .iter()
                .filter(|(stem, _)| y.of_two.binary_search_by_key(stem, |&(s, _)| s).is_ok())
                .map(|(_, weight)| weight)
                .sum(),
            quantity: shared_quantity(&x.figures, &y.figures),
            figures_clash: figures_clash(&x.figures, &y.figures),
            negation_clash: self.opposed(x, y) >= OPPOSED || self.opposed(y, x) >= OPPOSED,
            same_denied: self.has_partner(x.denied, y) && self.has_partner(y.denied, x),
        }
    }

    /// Whether a phrase stands in two families, once in a document: more often, and it is part of
    /// the event's common talk.
    fn is_own(&self, phrase: &(u32, u32)) -> bool {
        self.phrases.get(phrase).is_some_and(|holders| {
            let families: BTreeSet<usize> = holders.keys().map(|&(family, _)| family).collect();
            families.len() == 2 && holders.values().all(|&times| times == 1)
        })
    }

    /// The share of the weight of `a` that has a partner in `b` whose partner is negated where it is
    /// not, or the other way round.
    fn opposed(&self, a: &Prepared, b: &Prepared) -> f32 {
        // Most pairs deny nothing.
        if a.negated.is_empty() && b.negated.is_empty() {
            return 0.0;
        }
        let is_negated = |of: &Prepared, word: u32| of.negated.binary_search(&word).is_ok();
        let (mut opposed, mut all) = (0.0, 0.0);
        for &(word, weight) in &a.words {
            let partners = self.near[word as usize].iter();
            let partners = partners.filter(|(other, _)| b.set.binary_search(other).is_ok());
            let Some(&(best, closeness)) = partners.max_by(|x, y| x.1.total_cmp(&y.1)) else {
                continue;
            };
            all += weight * closeness;
            if is_negated(a, word) != is_negated(b, best) {
                opposed += weight * closeness;
            }
        }
        if all == 0.0 { 0.0 } else { opposed / all }
    }

    /// Whether a word, where there is one, has a partner in a passage.
    fn has_partner(&self, word: Option<u32>, other: &Prepared) -> bool {
        word.is_none_or(|word| {
            self.near[word as usize].iter().any(|(near, _)| other.set.binary_search(near).is_ok())
        })
    }

    /// The weight of `a` that has a partner in passage `other`, and all of its weight.
    fn covered(&self, a: &Prepared, other: usize) -> (f32, f32) {
        let (mut found, mut total) = (0.0, 0.0);
        let b = &self.prepared[other];
        let nearest = self.nearest.get(other);
        for &(word, weight) in &a.words {
            total += weight;
            found += weight
                * match nearest {
                    Some(nearest) => nearest[word as usize],
                    None => self.near[word as usize]
                        .iter()
                        .filter(|(other, _)| b.set.binary_search(other).is_ok())
                        .map(|&(_, closeness)| closeness)
                        .fold(0.0, f32::max),
                };
        }
        for figure in &a.figures {
            let same = b.figures.iter().any(|other| figure.equals(other));
            found += if same { FIGURE } else { 0.0 };
            total += FIGURE;
        }
        (found, total)
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

/// For each word the words near it in meaning, itself among them.
fn near(
    contents: &[((usize, usize), &Content)],
    words: &BTreeMap<&str, u32>,
) -> Vec<Vec<(u32, f32)>> {
    struct Word<'a> {
        stem: &'a str,
        vector: Option<Vec<f32>>,
        /// The same as it is stored, with its length.
        stored: Option<(&'static [i8; wireroom_lexicon::VECTOR_DIMS], f32)>,
        key: Option<String>,
    }
    let mut all: Vec<Option<Word<'_>>> = (0..words.len()).map(|_| None).collect();
    for term in contents.iter().flat_map(|(_, content)| &content.terms) {
        let at = words[term.lower.as_str()] as usize;
        if all[at].is_none() {
            let stored = wireroom_lexicon::vector(&term.lower)
                .map(|vector| (vector, (wireroom_lexicon::dot(vector, vector) as f32).sqrt()));
            let vector = stored.map(|(vector, _)| unit(vector));
            // Names have no vectors; they may still be spelled two ways.
            let key = vector.is_none().then(|| wireroom_lexicon::name_key(&term.lower));
            all[at] = Some(Word { stem: &term.stem, vector, stored, key });
        }
    }
    let all: Vec<Word<'_>> = all.into_iter().flatten().collect();
    let closeness = |a: &Word<'_>, b: &Word<'_>| -> f32 {
        if a.stem == b.stem {
            return 1.0;
        }
        // Most pairs are far apart, which whole numbers tell sooner.
        if let (Some((x, long_x)), Some((y, long_y))) = (a.stored, b.stored)
            && (wireroom_lexicon::dot(x, y) as f32) < FAR * long_x * long_y
        {
            return 0.0;
        }
        match (&a.vector, &b.vector) {
            (Some(x), Some(y)) => {
                let cosine: f32 = x.iter().zip(y).map(|(x, y)| x * y).sum();
                let near = ((cosine - NEAR) / (SAME_MEANING - NEAR)).clamp(0.0, 0.9);
                if cosine >= 0.15 && one_root(a.stem, b.stem) { near.max(ROOTED) } else { near }
            }
            _ if a.key.is_some() && a.key == b.key => 0.9,
            _ => 0.0,
        }
    };
    let mut found: Vec<Vec<(u32, f32)>> = vec![Vec::new(); all.len()];
    for (at, a) in all.iter().enumerate() {
        found[at].push((at as u32, 1.0));
        for (to, b) in all.iter().enumerate().skip(at + 1) {
            let closeness = closeness(a, b);
            if closeness > 0.0 {
                found[at].push((to as u32, closeness));
                found[to].push((at as u32, closeness));
            }
        }
    }
    found
}

/// What the words of a passage mean together: the mean of their vectors, by weight.
fn meaning(content: &Content) -> Vec<f32> {
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

/// Both count something alike, and no figure is in both.
fn figures_clash(a: &[Figure], b: &[Figure]) -> bool {
    let shared = a.iter().any(|x| b.iter().any(|y| x.agrees(y)));
    let counted = |figure: &Figure| figure.of.first().map(|(stem, _)| stem.clone());
    let alike = |x: &Figure, y: &Figure| {
        let fate = x.measure.fate.is_some() && x.alike(y) >= 1.0;
        x.kind == y.kind && (fate || counted(x).is_some() && counted(x) == counted(y))
    };
    !shared && a.iter().any(|x| b.iter().any(|y| alike(x, y)))
}

/// How much the figures that both have speak for one assertion, from 0 to 1: the rarest that counts
/// alike things in both.
fn shared_quantity(a: &[Figure], b: &[Figure]) -> f32 {
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| (x, y)));
    let same = pairs.filter(|(x, y)| x.value == y.value && x.is_like(y));
    same.map(|(x, _)| x.rarity()).fold(0.0, f32::max)
}
