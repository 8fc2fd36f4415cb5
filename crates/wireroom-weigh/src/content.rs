//! What a passage asserts, made ready to compare: its content words, its figures, its negation.

use crate::figure::{Figure, kind_of, magnitude, value};
use rust_stemmers::{Algorithm, Stemmer};
use wireroom_text::{Token, TokenKind, tokens};

/// One content word of a unit.
#[derive(Debug, Clone)]
pub(crate) struct Term {
    pub(crate) stem: String,
    pub(crate) lower: String,
    /// How rare the word is in news at large.
    pub(crate) weight: f32,
}

/// What a passage asserts, made ready to compare.
#[derive(Debug, Clone)]
pub(crate) struct Content {
    pub(crate) terms: Vec<Term>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) negated: bool,
}

/// Words after a figure among which stands what it counts.
const COUNTED: usize = 3;
/// Words before "of them" among which stands what they are.
const BEFORE: usize = 6;

impl Content {
    /// The content words, figures and negation of a passage.
    pub(crate) fn of(text: &str) -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let words = tokens(text);
        let lowers: Vec<String> = words.iter().map(|t| t.span.text(text).to_lowercase()).collect();
        let mut content = Self { terms: Vec::new(), figures: Vec::new(), negated: false };
        // Figures whose words are still to come.
        let mut open = false;
        for (at, token) in words.iter().enumerate() {
            let lower = &lowers[at];
            if let Some(value) = value(lower, token.kind) {
                let kind = kind_of(&lowers, at);
                let of = if of_them(&lowers, at) {
                    content.plurals(&words, &lowers, at)
                } else {
                    Vec::new()
                };
                open = of.is_empty();
                content.figures.push(Figure { value: value * magnitude(&lowers, at), kind, of });
                continue;
            }
            if token.kind != TokenKind::Word {
                continue;
            }
            content.negated ^= is_negation(lower);
            let idf = wireroom_lexicon::idf(lower);
            if idf < 1.0 || is_negation(lower) || lower.chars().count() < 2 {
                continue;
            }
            let stem = stemmer.stem(lower).into_owned();
            if let Some(last) = content.figures.last_mut()
                && open
                && last.of.len() < COUNTED
                && !is_magnitude(lower)
            {
                last.of.push((stem.clone(), lower.clone()));
            }
            content.terms.push(Term { stem, lower: lower.clone(), weight: idf });
        }
        content
    }

    /// The plural words before a place, the nearest first: what "of them" may stand for.
    fn plurals(&self, words: &[Token], lowers: &[String], at: usize) -> Vec<(String, String)> {
        let before = words.iter().zip(lowers).take(at).filter(|(t, _)| t.kind == TokenKind::Word);
        let plural = before
            .map(|(_, lower)| lower)
            .filter(|lower| lower.len() > 3 && lower.ends_with('s') && !lower.ends_with("ss"));
        let stem = |lower: &String| {
            self.terms.iter().find(|t| t.lower == *lower).map(|t| (t.stem.clone(), lower.clone()))
        };
        let mut found: Vec<_> = plural.filter_map(stem).collect();
        found.reverse();
        found.truncate(BEFORE);
        found
    }
}

/// Whether the figure at `at` counts "of them", "of these", "of those".
fn of_them(lowers: &[String], at: usize) -> bool {
    let after = |n: usize| lowers.get(at + n).map_or("", String::as_str);
    after(1) == "of" && matches!(after(2), "them" | "these" | "those")
}

fn is_magnitude(lower: &str) -> bool {
    matches!(lower, "hundred" | "thousand" | "million" | "billion" | "trillion")
}

fn is_negation(lower: &str) -> bool {
    matches!(
        lower,
        "not" | "no" | "never" | "nobody" | "none" | "neither" | "nor" | "without" | "nothing"
    ) || lower.ends_with("n't")
        || lower.ends_with("n’t")
}
