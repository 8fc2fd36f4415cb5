//! The sentences to learn from.

use crate::corpus;
use crate::random::Random;
use wireroom_model::NameKind;
use wireroom_text::{Repaired, Span, sentences};

/// Names of a sentence.
pub(crate) type Names = Vec<(Span<Repaired>, NameKind)>;

/// The sentences of a text with their names; names across a boundary are left out.
pub(crate) fn split(text: &corpus::Text) -> Vec<(String, Names)> {
    let pieces = sentences(&text.text).into_iter().map(|sentence| {
        let inside = text.names.iter().filter(|(span, _)| sentence.contains(*span));
        let shifted = inside.map(|(span, kind)| {
            (Span::of(span.start() - sentence.start()..span.end() - sentence.start()), *kind)
        });
        (sentence.text(&text.text).to_owned(), shifted.collect())
    });
    pieces.collect()
}

/// Copies of some sentences as headlines have them. Only changes that keep every byte where it is.
pub(crate) fn recased(pieces: &[(String, Names)]) -> Vec<(String, Names)> {
    let mut random = Random(11);
    let mut copies = Vec::new();
    for (text, names) in pieces {
        let case = random.below(100);
        let changed: String = match case {
            0..8 => text.to_uppercase(),
            8..20 => titled(text),
            20..23 => text.to_lowercase(),
            _ => continue,
        };
        if changed.len() == text.len() && changed.split_whitespace().count() >= 4 {
            copies.push((changed, names.clone()));
        }
    }
    copies
}

fn titled(text: &str) -> String {
    const SMALL: [&str; 16] = [
        "of", "in", "on", "at", "to", "for", "and", "the", "a", "an", "by", "with", "or", "as",
        "from", "is",
    ];
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(' ') {
        if SMALL.contains(&word.trim()) {
            out.push_str(word);
        } else {
            let mut chars = word.chars();
            out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
            out.push_str(chars.as_str());
        }
    }
    out
}
