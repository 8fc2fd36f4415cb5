//! Whether two sentences assert the same, with no event around them: a logistic model over how their
//! words align and how their wordings overlap. One cut through the likeness that claims are joined
//! by was worse: 70.1 of 100 pairs right, where the model has 75.7 in five folds.
//!
//! What it is not: claims are not joined by it (see `claim`). Within an event the other passages
//! tell what is common talk; here nothing does.

use crate::alike::{Alignment, Passages};
use crate::content::Content;
use std::collections::{BTreeMap, BTreeSet};
use wireroom_text::{TokenKind, tokens};

/// Number of features.
pub const SENTENCE_FEATURES: usize = 12;

/// Weights of the model, in the order of [`sentence_features`]; the last is the constant. Fitted on
/// the training part of the Microsoft Research Paraphrase Corpus (Dolan and Brockett 2005) by
/// `wireroom-eval sentence-weights`, with pairs of unlike sentences made of it added.
const WEIGHTS: [f32; SENTENCE_FEATURES + 1] =
    [0.92, 2.43, -1.15, 2.09, -0.18, -0.25, 4.89, -3.79, 3.68, 2.46, 0.17, -0.51, -7.84];

/// The probability that two sentences assert the same, as readers of sentence pairs judge it: half
/// of what one says may be missing in the other.
#[must_use]
pub fn same_probability(a: &str, b: &str) -> f32 {
    let features = sentence_features(a, b);
    let sum: f32 = features.iter().zip(&WEIGHTS).map(|(x, w)| x * w).sum();
    1.0 / (1.0 + (-(sum + WEIGHTS[SENTENCE_FEATURES])).exp())
}

/// Whether two sentences rather assert the same than not.
#[must_use]
pub fn same_statement(a: &str, b: &str) -> bool {
    same_probability(a, b) >= 0.5
}

/// How two sentences compare: the greater and the lesser share of weight that has a partner, the
/// weight shared, the cosine of what they mean; whether figures, and whether negation, speak
/// against; the overlap of all words, of pairs of words, and the longest run of words in common
/// order, each as a share of both; the lesser length by the greater; and the share of words with a
/// capital, and of numbers, that stand in one alone.
#[must_use]
pub fn sentence_features(a: &str, b: &str) -> [f32; SENTENCE_FEATURES] {
    let (x, y) = (Content::of(a), Content::of(b));
    let passages = Passages::of(&[((0, 0), &x), ((1, 1), &y)]);
    let (alignment, against) = (passages.align(0, 1), passages.against(0, 1));
    let Alignment { covered_a, covered_b, shared, meaning, .. } = alignment;
    let flag = |holds: bool| f32::from(u8::from(holds));
    let (x, y) = (Wording::of(a), Wording::of(b));
    let both = (x.words.len() + y.words.len()).max(1) as f32;
    let pairs = |of: &Wording| -> Vec<String> {
        of.words.windows(2).map(|pair| format!("{} {}", pair[0], pair[1])).collect()
    };
    let lengths = (x.words.len() as f32, y.words.len() as f32);
    [
        covered_a.max(covered_b),
        covered_a.min(covered_b),
        shared / (shared + 12.0),
        meaning,
        flag(against.figures),
        flag(against.negation),
        overlap(&x.words, &y.words),
        overlap(&pairs(&x), &pairs(&y)),
        2.0 * in_order(&x.words, &y.words) as f32 / both,
        lengths.0.min(lengths.1) / lengths.0.max(lengths.1).max(1.0),
        alone(&x.capitals, &y.capitals),
        alone(&x.numbers, &y.numbers),
    ]
}

/// Words beyond this of a sentence are not compared in order: that takes their product.
const MOST: usize = 400;

struct Wording {
    words: Vec<String>,
    capitals: BTreeSet<String>,
    numbers: BTreeSet<String>,
}

impl Wording {
    fn of(text: &str) -> Self {
        let mut found =
            Self { words: Vec::new(), capitals: BTreeSet::new(), numbers: BTreeSet::new() };
        for token in tokens(text).into_iter().filter(|token| token.kind != TokenKind::Punct) {
            let word = token.span.text(text);
            let lower = word.to_lowercase();
            if token.kind == TokenKind::Number {
                found.numbers.insert(lower.clone());
            } else if word.starts_with(char::is_uppercase) && !found.words.is_empty() {
                found.capitals.insert(lower.clone());
            }
            found.words.push(lower);
        }
        found
    }
}

/// Twice what both have, as a share of all; a word that stands twice counts twice.
fn overlap(a: &[String], b: &[String]) -> f32 {
    let mut left = BTreeMap::<&str, usize>::new();
    for word in b {
        *left.entry(word).or_default() += 1;
    }
    let mut both = 0;
    for word in a {
        if let Some(count) = left.get_mut(word.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            both += 1;
        }
    }
    2.0 * both as f32 / (a.len() + b.len()).max(1) as f32
}

/// The length of the longest common subsequence.
fn in_order(a: &[String], b: &[String]) -> usize {
    let (a, b) = (a.get(..MOST).unwrap_or(a), b.get(..MOST).unwrap_or(b));
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut corner = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y { corner + 1 } else { above.max(row[at]) };
            corner = above;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// The share of either set that the other has not.
fn alone(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f32 {
    let all = a.union(b).count();
    if all == 0 { 0.0 } else { a.symmetric_difference(b).count() as f32 / all as f32 }
}
