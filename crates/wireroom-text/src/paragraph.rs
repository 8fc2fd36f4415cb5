//! Paragraphs: blocks between blank lines, or single lines where a text puts one paragraph on a
//! line, with hard-wrapped lines taken together.

use memchr::memchr3;

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
    while let Some(line) = next_line(text, at) {
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

/// The line that begins at `at`, with what ends it; `None` at the end of the text. Looked for by bytes:
/// every line of a pile is cut here, and few bytes could end one.
fn next_line(text: &str, at: usize) -> Option<&str> {
    let rest = text.as_bytes().get(at..).filter(|rest| !rest.is_empty())?;
    let mut from = 0;
    let end = loop {
        let found = memchr3(b'\n', b'\r', 0xe2, rest.get(from..)?);
        let Some(step) = found else { break rest.len() };
        from += step;
        match rest.get(from..).unwrap_or_default() {
            [b'\n' | b'\r', ..] => break from + 1,
            // U+2028 and U+2029.
            [0xe2, 0x80, 0xa8 | 0xa9, ..] => break from + 3,
            _ => from += 1,
        }
    };
    text.get(at..at + end)
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

#[cfg(test)]
mod tests {
    use super::next_line;

    #[test]
    fn lines_end_where_their_marks_do() {
        for text in
            ["", "a", "a\n", "\r\n\n", "a\u{2028}b\u{2029}", "\u{2026}\u{e2}\u{2020}x\r", "â€™ \n’"]
        {
            let mut lines: Vec<&str> = Vec::new();
            while let Some(line) = next_line(text, lines.concat().len()) {
                lines.push(line);
            }
            let told: Vec<&str> =
                text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']).collect();
            assert_eq!(lines, told);
        }
    }
}
