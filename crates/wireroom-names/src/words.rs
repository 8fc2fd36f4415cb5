//! The words of a text as the entity rules see them: tokens by sentence, with the names on them.

use wireroom_model::{Name, Sentence};
use wireroom_text::{Repaired, Span, tokens};

/// A token of the telling.
#[derive(Debug, Clone)]
pub(crate) struct Word<'t> {
    pub(crate) span: Span<Repaired>,
    pub(crate) text: &'t str,
    /// Lower case, typographic apostrophes straight.
    pub(crate) lower: String,
    /// Index of the name it belongs to.
    pub(crate) name: Option<usize>,
    /// Whether it begins a sentence.
    pub(crate) first: bool,
}

/// All tokens of the telling, and where each name lies among them.
pub(crate) struct Words<'t> {
    words: Vec<Word<'t>>,
    /// For each name its first token and one past its last.
    at: Vec<(usize, usize)>,
}

impl<'t> Words<'t> {
    /// `names` are in text order and lie inside sentences.
    pub(crate) fn new(text: &'t str, sentences: &[Sentence], names: &[Name]) -> Self {
        let mut words = Vec::new();
        let mut at = vec![(0, 0); names.len()];
        let mut next = 0;
        for sentence in sentences {
            let mut first = true;
            for token in tokens(sentence.span.text(text)) {
                let span = token.span.shift(sentence.span.start());
                while names.get(next).is_some_and(|name| name.span.end() <= span.start()) {
                    next += 1;
                }
                let name = names.get(next).filter(|name| name.span.overlaps(span)).map(|_| next);
                if let Some(range) = name.and_then(|name| at.get_mut(name)) {
                    if range.1 == 0 {
                        range.0 = words.len();
                    }
                    range.1 = words.len() + 1;
                }
                let written = span.text(text);
                let lower = written.to_lowercase().replace(['’', '‘'], "'");
                words.push(Word { span, text: written, lower, name, first });
                first = false;
            }
        }
        Self { words, at }
    }

    /// First token of a name and one past its last.
    pub(crate) fn of_name(&self, name: usize) -> (usize, usize) {
        self.at.get(name).copied().unwrap_or((0, 0))
    }

    /// Token `at`, if there is one.
    pub(crate) fn get(&self, at: usize) -> Option<&Word<'t>> {
        self.words.get(at)
    }

    /// Token `offset` from `at` within the same sentence.
    pub(crate) fn near(&self, at: usize, offset: isize) -> Option<&Word<'t>> {
        let there = at.checked_add_signed(offset)?;
        let (low, high) = (at.min(there), at.max(there));
        let crosses = self.words.get(low + 1..=high)?.iter().any(|word| word.first);
        if crosses { None } else { self.words.get(there) }
    }

    /// Lower-case form of the token `offset` from `at` in the same sentence; empty beyond it.
    pub(crate) fn lower(&self, at: usize, offset: isize) -> &str {
        self.near(at, offset).map_or("", |word| word.lower.as_str())
    }

    /// All tokens.
    pub(crate) fn all(&self) -> &[Word<'t>] {
        &self.words
    }
}
