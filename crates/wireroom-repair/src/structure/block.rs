//! A block of a page and what its shape tells.

use wireroom_model::ZoneKind;
use wireroom_text::{Repaired, Span};

use super::signs::{self, Signs};

/// A paragraph or line with its features.
pub(crate) struct Block {
    pub(crate) span: Span<Repaired>,
    /// What its words say it is, `None` while nothing does.
    pub(crate) cue: Option<ZoneKind>,
    pub(crate) words: usize,
    /// Begins with a capital, a digit or a quote.
    pub(crate) starts_high: bool,
    /// Ends with a colon.
    pub(crate) announces: bool,
    pub(crate) ends_sentence: bool,
    /// Reads as running text.
    pub(crate) prose: bool,
    pub(crate) signs: Signs,
}

impl Block {
    pub(crate) fn new(text: &str, span: Span<Repaired>) -> Self {
        let line = span.text(text);
        let closed = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '*', ' ']);
        let ends_sentence = closed.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '։', '؟'])
            && !closed.ends_with("....");
        let signs = signs::scan(line);
        let Signs { words, grammar_words, .. } = signs;
        // Scripts without spaces have few words and long ones.
        let spaceless = words * 14 < line.len()
            && words * 14 < line.chars().filter(|c| c.is_alphabetic()).count();
        let english = grammar_words * 7 >= words;
        let prose = (words >= 12 && english)
            || (words >= 5 && ends_sentence && grammar_words * 6 >= words)
            || (words >= 9 && ends_sentence)
            || (words >= 30)
            || (spaceless && line.chars().count() > 25);
        // Words of grammar are what lists and labels lack.
        let starts_high =
            line.starts_with(|c: char| !c.is_lowercase() && !matches!(c, '\\' | '{' | '%'));
        let announces = line.ends_with(':');
        Self { span, cue: None, words, starts_high, announces, ends_sentence, prose, signs }
    }

    pub(crate) fn kind(&self) -> ZoneKind {
        self.cue.unwrap_or(ZoneKind::Body)
    }

    /// Longer than any headline.
    pub(crate) fn is_long(&self) -> bool {
        self.words > 40 || self.span.len() > 400
    }

    /// A line with the shape of a headline.
    pub(crate) fn could_be_title(&self, text: &str) -> bool {
        (2..=30).contains(&self.words)
            && self.span.len() <= 260
            && (!self.ends_sentence || self.words <= 16 && self.sentences(text) <= 1)
    }

    /// Whether someone is quoted: a paragraph of the story, whatever else it has.
    pub(crate) fn is_told(&self, line: &str) -> bool {
        line.contains(['"', '“', '”'])
            || [" said", " told ", " says"].iter().any(|cue| line.contains(cue))
    }

    /// A rough count of its sentences.
    pub(crate) fn sentences(&self, text: &str) -> usize {
        let pieces = self.span.text(text).split_inclusive(['.', '!', '?']);
        pieces.filter(|piece| piece.split_whitespace().count() > 2).count()
    }

    /// A sentence without any sign of the page, or one too long for all of them.
    pub(crate) fn is_plain(&self) -> bool {
        self.prose && self.ends_sentence && !self.signs.suspect
            || self.words > 70
                && self.starts_high
                && self.signs.lettered
                && !self.signs.pictured
                && !(self.words <= 150 && (self.signs.marked || self.signs.has(signs::PICTURE)))
    }

    /// A line that carries no sentence.
    pub(crate) fn is_stub(&self) -> bool {
        self.words <= 6 && !self.ends_sentence || self.words == 0
    }
}

/// Whether two lines are the same but for case, punctuation, and the outlet's name at the end of
/// one of them.
pub(crate) fn same_line(line: &str, title: &str) -> bool {
    // Most lines begin otherwise.
    let first =
        |line: &str| line.bytes().find(|byte| !byte.is_ascii() || byte.is_ascii_alphanumeric());
    if let (Some(l @ ..128), Some(r @ ..128)) = (first(line), first(title))
        && !l.eq_ignore_ascii_case(&r)
    {
        return false;
    }
    let (mut left, mut right) = (plain(line), plain(title));
    let mut shared = 0;
    let longer = loop {
        match (left.next(), right.next()) {
            (None, None) => return shared > 0,
            (Some(l), Some(r)) if l == r => shared += l.len_utf8(),
            (Some(l), None) => break l.len_utf8() + left.map(char::len_utf8).sum::<usize>(),
            (None, Some(r)) => break r.len_utf8() + right.map(char::len_utf8).sum::<usize>(),
            (Some(_), Some(_)) => return false,
        }
    };
    // One is the other and more.
    let suffixed = title.contains([' ', '\u{a0}'])
        && [" | ", " - ", " – ", " — ", " :: "]
            .iter()
            .any(|bar| line.contains(bar) || title.contains(bar));
    shared >= longer
        && shared > 0
        && (suffixed || longer <= 3 || line.ends_with('…') || title.ends_with(['…', '.']))
}

/// Whether a line has half of a title's longer words.
pub(crate) fn shares_words(line: &str, title: &str) -> bool {
    let line = line.to_lowercase();
    let title = title.to_lowercase();
    let long: Vec<&str> =
        title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3).collect();
    let shared = long.iter().filter(|word| line.contains(**word)).count();
    !long.is_empty() && shared * 2 >= long.len()
}

fn plain(line: &str) -> impl Iterator<Item = char> {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Words of grammar; lists, menus and labels have few of them. Western languages, most common only.
pub(crate) const GRAMMAR_WORDS: &[&str] = &[
    "the", "a", "an", "of", "to", "in", "and", "that", "is", "was", "for", "on", "with", "as",
    "by", "at", "from", "it", "its", "be", "are", "were", "has", "have", "had", "will", "would",
    "not", "but", "he", "she", "they", "his", "her", "their", "this", "which", "who", "or", "an’t",
    "been", "said", "we", "i", "you", "there", "when", "what", "than", "could", "after", "into",
    "der", "die", "das", "und", "den", "dem", "ist", "im", "mit", "zu", "von", "le", "la", "les",
    "et", "des", "du", "que", "est", "une", "dans", "el", "los", "las", "en", "y", "del", "por",
    "un", "una", "con", "para", "o", "e", "da", "do", "em", "não", "um", "uma", "di", "il", "che",
    "per", "и", "в", "на", "что", "с", "не", "по", "het", "een", "van", "ve", "bir",
];
