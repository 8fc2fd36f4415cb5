//! Phrases looked for all at once, wherever in a line they stand.
//!
//! One walk over the line, whatever the number of phrases (Aho and Corasick 1975): every line of
//! every text is asked. Not for what a line begins with, which its first letter mostly decides.

use aho_corasick::{AhoCorasick, MatchKind};

/// A set of phrases in lower case.
pub(crate) struct Amid(Option<AhoCorasick>);

impl Amid {
    pub(crate) fn new(phrases: &[&str]) -> Self {
        let mut builder = AhoCorasick::builder();
        builder.match_kind(MatchKind::LeftmostFirst).ascii_case_insensitive(true);
        Self(builder.build(phrases).ok())
    }

    /// Whether one of them stands in `line`, in any case of the letters a to z.
    pub(crate) fn is_match(&self, line: &str) -> bool {
        self.0.as_ref().is_some_and(|phrases| phrases.is_match(line))
    }
}

/// `line` in lower case, with straight apostrophes.
pub(crate) fn lowered(line: &str) -> String {
    let lower = line.to_lowercase();
    if lower.contains('’') { lower.replace('’', "'") } else { lower }
}
