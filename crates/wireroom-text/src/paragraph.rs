//! Paragraphs: blocks between blank lines, or single lines where a text puts one paragraph on a
//! line, with hard-wrapped lines taken together.

use crate::span::{Repaired, Span};

/// The paragraphs of `text`, in order, trimmed of white space, none empty.
///
/// Lines are joined into one paragraph only where the text is hard-wrapped: the line above is of
/// the length at which the others of its block break, and does not end a sentence or the line
/// below goes on in lower case. Anything else keeps one line, one paragraph, as scraped pages do.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Span<Repaired>> {
    let mut found = Vec::new();
    let mut block: Vec<Span<Repaired>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            // A lone '\r' of a "\r\n" pair is no blank line: only the '\n' half comes empty.
            if !(line == "\n" && text[..at].ends_with('\r')) {
                flush(text, &mut block, &mut found);
            }
        } else {
            let start = at + (line.len() - line.trim_start().len());
            block.push(Span::of(start..start + trimmed.len()));
        }
        at += line.len();
    }
    flush(text, &mut block, &mut found);
    found
}

fn flush(text: &str, block: &mut Vec<Span<Repaired>>, found: &mut Vec<Span<Repaired>>) {
    let width = block.iter().map(|line| line.len()).max().unwrap_or(0);
    // Wrapped text breaks at one width: every line but the last comes within a long word of it.
    let wrapped = block.len() > 1
        && (40..=100).contains(&width)
        && block[..block.len() - 1].iter().all(|line| line.len() + 22 >= width);
    for (index, &line) in block.iter().enumerate() {
        let goes_on = index > 0
            && wrapped
            && (!ends_sentence(block[index - 1].text(text)) || starts_low(line.text(text)));
        match found.last_mut() {
            Some(last) if goes_on => *last = last.cover(line),
            _ => found.push(line),
        }
    }
    block.clear();
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']).ends_with(['.', '!', '?', ':', '…'])
}

fn starts_low(line: &str) -> bool {
    line.chars().next().is_some_and(char::is_lowercase)
}
