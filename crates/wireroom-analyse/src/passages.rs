//! The distinct passages of a pile, and what each says.

use crate::{PassageReading, Tier, telling};
use std::collections::HashMap;
use wireroom_model::Text;

/// The distinct passages of a pile. Two are the same where their text and the starts of their
/// sentences are.
#[derive(Debug, Clone, Default)]
pub struct Passages<'a> {
    /// Each once, in order of first sight, with the starts of its sentences.
    pub distinct: Vec<(&'a str, Vec<usize>)>,
    /// Places in `distinct` by text; hardly ever more than one.
    index: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Passages<'a> {
    /// Gathers the passages of all `texts`.
    #[must_use]
    pub fn of(texts: impl Iterator<Item = &'a Text>) -> Self {
        let mut gathered = Self::default();
        for text in texts {
            let repaired = text.repaired();
            let sentences = telling(text);
            for passage in wireroom_statements::passages(repaired, &sentences) {
                let (span, starts) = wireroom_statements::place(&sentences, &passage);
                let words = span.text(repaired);
                if gathered.position(words, &starts).is_none() {
                    gathered.index.entry(words).or_default().push(gathered.distinct.len());
                    gathered.distinct.push((words, starts));
                }
            }
        }
        gathered
    }

    /// The place of a passage in `distinct`.
    #[must_use]
    pub fn position(&self, passage: &str, starts: &[usize]) -> Option<usize> {
        let places = self.index.get(passage)?;
        places.iter().copied().find(|&at| self.distinct.get(at).is_some_and(|d| d.1 == starts))
    }
}

/// Reads passages. What is said of one does not depend on those it is read beside, but reading
/// some together is quicker.
#[must_use]
pub fn read_passages(passages: &[(&str, Vec<usize>)], tier: Tier) -> Vec<PassageReading> {
    let asked: Vec<(&str, &[usize])> =
        passages.iter().map(|(text, starts)| (*text, starts.as_slice())).collect();
    wireroom_statements::read_passages(&asked, tier.encoder())
}
