//! Sentences, by `sentencex`, paragraph by paragraph, with the joins that it misses in news.

use crate::paragraph::paragraphs;
use crate::span::{Repaired, Span};

/// The sentences of `text`, in order, trimmed, none empty, none crossing a paragraph.
///
/// Texts in languages that `sentencex` does not know are split by its fallback rules. Boundaries
/// that would leave a piece without a letter or digit, or a piece that starts in lower case after
/// an abbreviation, are undone.
#[must_use]
pub fn sentences(text: &str) -> Vec<Span<Repaired>> {
    let mut found: Vec<Span<Repaired>> = Vec::new();
    for paragraph in paragraphs(text) {
        let first = found.len();
        let body = paragraph.text(text);
        for boundary in sentencex::get_sentence_boundaries("en", body) {
            let Some(piece) = body.get(boundary.start_byte..boundary.end_byte) else { continue };
            let trimmed = piece.trim();
            if trimmed.is_empty() {
                continue;
            }
            let lead = piece.len() - piece.trim_start().len();
            let start = paragraph.start() + boundary.start_byte + lead;
            let span = Span::of(start..start + trimmed.len());
            let joins = !trimmed.chars().any(char::is_alphanumeric)
                || found
                    .get(first..)
                    .and_then(<[_]>::last)
                    .is_some_and(|before: &Span<Repaired>| abbreviated(before.text(text), trimmed));
            match found.get_mut(first..).and_then(<[_]>::last_mut) {
                Some(last) if joins => *last = last.cover(span),
                _ => found.push(span),
            }
        }
    }
    found
}

/// Abbreviations that `sentencex` lacks, behind which a name or a figure follows: no sentence ends with
/// one.
const NAME_FOLLOWS: [&str; 15] = [
    "Ald", "Amb", "approx", "Approx", "Asst", "Atty", "Dep", "Ft", "Ms", "Mx", "Ofc", "Pt", "Ptl",
    "Spc", "Treas",
];

/// Whether the stop at the end of `before` belongs to an abbreviation that `after` continues.
fn abbreviated(before: &str, after: &str) -> bool {
    let Some(stem) = before.strip_suffix('.') else { return false };
    let last = stem.rsplit(char::is_whitespace).next().unwrap_or("");
    if NAME_FOLLOWS.contains(&last) {
        return true;
    }
    let clock = matches!(last.to_ascii_lowercase().as_str(), "a.m" | "p.m");
    let next = after.chars().next().unwrap_or(' ');
    // "at 5 p.m. Friday": a weekday or a month goes on, a new subject does not.
    let calendar = after.split(|c: char| !c.is_alphabetic()).next().is_some_and(|word| {
        [
            "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "Jun",
            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        .iter()
        .any(|start| word.starts_with(start) && word.len() <= 9)
            || matches!(word, "GMT" | "EST" | "EDT" | "UTC" | "ET" | "PT" | "May")
            || (clock && matches!(word, "Eastern" | "Central" | "Mountain" | "Pacific"))
    });
    (clock && (calendar || next.is_lowercase())) || (next.is_lowercase() && !last.is_empty())
}
