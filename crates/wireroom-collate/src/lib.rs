//! Finds families of copies and who was copied from whom.
//!
//! Rare shared shingles propose pairs of texts, an alignment decides each one, and the families
//! are joined so that no text hangs in one merely through a third that holds two stories. Inside a
//! family the lineage follows the rules of textual criticism: a witness that lacks what two others
//! share was not their source; shared errors mean shared descent; an exemplar that must have
//! existed and was not given is inferred. Where the evidence does not decide, nothing is guessed.
//!
//! This crate deliberately knows nothing of events: two reporters' accounts of one meeting are two
//! families. It reads the body of the repaired text; furniture, credits and bylines never count as
//! shared text, though credits and datelines are evidence of descent.
//!
//! Invariants: the result depends on the set of members alone, not on their order; every document
//! is a witness of exactly one family; every accepted pair has an alignment; work is linear in the
//! number of documents.

mod align;
mod body;
mod candidates;
mod compare;
mod entry;
mod explain;
mod families;
mod filter;
mod growing;
mod held;
mod imprint;
mod interpolations;
mod kept;
mod lineage;
mod pairs;
mod pile;
mod plan;
mod rareness;
mod shingle;
mod sketch;
pub mod steps;
#[doc(hidden)]
pub mod training;
mod words;

use rayon::prelude::*;
use wireroom_model::{Document, DocumentId, Family, Interpolation, Text, TextPair};

pub use compare::Verdict;
pub use entry::{Ties, changed_documents, number, numbered, ties};
pub use explain::{Explanation, explain};
pub use growing::{Growth, grow};
pub use held::{Edits, Held};
pub use kept::Entries;
pub use plan::Plan;
pub use sketch::Sketch;

/// A document and its repaired text.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// What was received.
    pub document: &'a Document,
    /// Its reading text.
    pub text: &'a Text,
}

/// A wire agency that is not in the kept table, under one of its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// As credits and datelines have it.
    pub written: String,
    /// The name it is known by.
    pub name: String,
}

/// Reads a table of agencies: a line has a name as it is written, a tab, and the name that the agency
/// is known by, which may be left out where it is the same; `|` and what follows is passed over, as
/// in the kept table. Empty lines and those that open with `#` say nothing.
///
/// # Errors
/// What is wrong with the first bad line, with its number.
pub fn read_agencies(table: &str) -> Result<Vec<Agency>, String> {
    let mut agencies: Vec<Agency> = Vec::new();
    for (at, line) in table.lines().enumerate() {
        let line = line.trim_end();
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let mut fields = line.split('\t').map(str::trim);
        let written = fields.next().unwrap_or_default();
        let known = fields.next().unwrap_or(written);
        let name = known.split('|').next().unwrap_or_default().trim();
        let wrong = if fields.next().is_some() {
            "more than two fields"
        } else if written.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
            "a name of fewer than two letters"
        } else if name.is_empty() {
            "no name after the tab"
        } else {
            agencies.push(Agency { written: written.to_owned(), name: name.to_owned() });
            continue;
        };
        return Err(format!(
            "line {}: {wrong}; give a name, a tab, and the name it is known by",
            at + 1
        ));
    }
    Ok(agencies)
}

/// What it takes to be a copy.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Config {
    /// Least number of equal words that are the writer's own (outside quotation marks and
    /// boilerplate).
    pub min_words: usize,
    /// Least share, 0 to 1, of the own words of the text of which more is shared.
    pub min_share: f32,
    /// Pairs of documents that are of one family whatever their texts say.
    pub must_link: Vec<(DocumentId, DocumentId)>,
    /// Pairs of documents that are of two families whatever their texts say; where both lists name
    /// a pair, or one follows from the other, this one holds.
    pub cannot_link: Vec<(DocumentId, DocumentId)>,
    /// Agencies besides those of the kept table.
    pub agencies: Vec<Agency>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            min_words: 24,
            min_share: 0.3,
            must_link: Vec::new(),
            cannot_link: Vec::new(),
            agencies: Vec::new(),
        }
    }
}

/// The families of a pile.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Collation {
    /// Every document is a witness of exactly one, singletons too. Sorted by their first witness.
    pub families: Vec<Family>,
    /// The pairs that an alignment accepted. Not all pairs of a large family: each text is
    /// compared with those that it shares most with, and the same body under many documents with
    /// the first of them. Sorted.
    pub pairs: Vec<TextPair>,
    /// Passages set in by a later hand, sorted by document and place.
    pub interpolations: Vec<Interpolation>,
}

impl Collation {
    /// What was found in the parts of a pile as what was found in the pile.
    #[must_use]
    pub fn of_parts(parts: impl IntoIterator<Item = Self>) -> Self {
        let first = |family: &Family| family.witnesses.first().map(|w| w.document.clone());
        let mut all = Self::default();
        for part in parts {
            all.families.extend(part.families);
            all.pairs.extend(part.pairs);
            all.interpolations.extend(part.interpolations);
        }
        all.families.par_sort_by(|x, y| first(x).cmp(&first(y)));
        all.pairs.par_sort_by(|x, y| (&x.a, &x.b).cmp(&(&y.a, &y.b)));
        all.interpolations.par_sort_by(|x, y| (&x.document, x.span).cmp(&(&y.document, y.span)));
        all
    }
}

/// Finds the families of `pile`, given in any order. Of members with one document id the first is
/// read.
///
/// This holds all texts at once; a pile that is larger than memory is gone through by a [`Plan`],
/// with the same result.
#[must_use]
pub fn collate(pile: &[Member<'_>], config: &Config) -> Collation {
    let plan = Plan::new(pile.par_iter().map(|&member| Sketch::of(member)).collect(), config);
    let parts: Vec<Collation> = (0..plan.n_parts())
        .into_par_iter()
        .map(|part| {
            let held = plan.members(part).iter().filter_map(|&at| pile.get(at as usize).copied());
            plan.collate(part, &held.collect::<Vec<_>>(), config)
        })
        .collect();
    Collation::of_parts(parts)
}
