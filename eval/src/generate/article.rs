//! What copies are made of: a title and paragraphs of sentences.

use wireroom::text::{Repaired, Span, sentences};

/// A text without any page around it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Article {
    pub(crate) title: String,
    pub(crate) paragraphs: Vec<Vec<String>>,
}

impl Article {
    /// Every line a paragraph, but for bare addresses; a first line that is the title is not
    /// repeated.
    pub(crate) fn read(title: Option<&str>, text: &str) -> Self {
        let lines = text.lines().map(str::trim);
        let mut lines: Vec<&str> =
            lines.filter(|line| !line.is_empty() && !line.starts_with("http")).collect();
        let title = title.map(str::trim).filter(|title| !title.is_empty());
        if title.is_some() && lines.first().copied() == title {
            lines.remove(0);
        }
        let paragraphs: Vec<Vec<String>> = lines.into_iter().map(split).collect();
        let title = title.map_or_else(|| headline(&paragraphs), str::to_owned);
        Self { title, paragraphs }
    }

    pub(crate) fn words(&self) -> usize {
        self.sentences().map(|sentence| words(sentence)).sum()
    }

    pub(crate) fn sentences(&self) -> impl Iterator<Item = &String> {
        self.paragraphs.iter().flatten()
    }

    pub(crate) fn sentences_mut(&mut self) -> impl Iterator<Item = &mut String> {
        self.paragraphs.iter_mut().flatten()
    }

    /// Keeps the sentences that `keep` says, by their number, and drops empty paragraphs.
    pub(crate) fn retain(&mut self, mut keep: impl FnMut(usize) -> bool) {
        let mut nth = 0;
        for paragraph in &mut self.paragraphs {
            paragraph.retain(|_| {
                nth += 1;
                keep(nth - 1)
            });
        }
        self.paragraphs.retain(|paragraph| !paragraph.is_empty());
    }
}

/// Words as white space parts them.
pub(crate) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The first words of the first paragraph, as a headline.
pub(crate) fn headline(paragraphs: &[Vec<String>]) -> String {
    let lead = paragraphs.first().and_then(|lead| lead.first());
    let words: Vec<&str> = lead.map_or("", String::as_str).split_whitespace().take(9).collect();
    words.join(" ").trim_end_matches([',', '.', ';', ':']).to_owned()
}

fn split(line: &str) -> Vec<String> {
    let spans: Vec<Span<Repaired>> = sentences(line);
    let found = spans.into_iter().map(|span| span.text(line).trim().to_owned());
    found.filter(|sentence| !sentence.is_empty()).collect()
}
