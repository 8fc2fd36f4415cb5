//! How a claim is worded for people: the words of the text, on one line.

use wireroom_model::Statement;
use wireroom_text::{Span, TokenKind, tokens};

/// What a statement says, as a clause for people: its content, with the words between two pieces
/// where only the cue stands there ("The talks *are expected* to last"), and with source and cue
/// before it where the content alone is no clause ("*She blamed* the weather for the delay").
pub(crate) fn wording(text: &str, statement: &Statement) -> String {
    let cover = statement.content.iter().copied().reduce(Span::cover).unwrap_or(Span::of(0..0));
    let said: Vec<&str> = statement.content.iter().map(|span| span.text(text)).collect();
    let interrupted = statement.source.iter().any(|source| cover.overlaps(*source));
    let content = if interrupted || cover.len() > said.iter().map(|piece| piece.len() + 40).sum() {
        said.join(" … ")
    } else {
        cover.text(text).to_owned()
    };
    let whole = statement.source.iter().chain(&statement.cue).copied().fold(cover, Span::cover);
    let before =
        statement.source.iter().chain(&statement.cue).all(|span| span.end() <= cover.start());
    if before
        && !statement.source.is_empty()
        && (!is_clause(&content) || takes_object(text, statement))
        && whole.len() < cover.len() + 120
    {
        return plain(whole.text(text));
    }
    plain(&content)
}

/// Whether the cue is one that says of somebody or something what follows ("accused the firm of not
/// paying", "called the plan shortsighted"): its content is no clause however many verbs are in it.
fn takes_object(text: &str, statement: &Statement) -> bool {
    const OBJECT: [&str; 18] = [
        "accus", "blam", "brand", "call", "condemn", "criticis", "criticiz", "denounc", "describ",
        "dismiss", "dub", "hail", "implor", "label", "prais", "reject", "thank", "urg",
    ];
    statement.cue.iter().any(|cue| {
        let lower = cue.text(text).to_lowercase();
        OBJECT.iter().any(|verb| lower.starts_with(verb))
    })
}

/// Whether a passage has a word that only a finite verb is: an auxiliary or a modal, or a verb in
/// the past that is not a participle after "the". Without a parser, and so only a likelihood.
pub(crate) fn is_clause(text: &str) -> bool {
    const FINITE: [&str; 33] = [
        "is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did",
        "will", "would", "can", "could", "may", "might", "must", "shall", "should", "won't",
        "don't", "didn't", "isn't", "wasn't", "aren't", "weren't", "'re", "'ll", "'ve", "cannot",
        "said",
    ];
    let words = tokens(text);
    words.iter().filter(|token| token.kind == TokenKind::Word).any(|token| {
        let lower = token.span.text(text).to_lowercase();
        FINITE.contains(&lower.as_str())
            || lower.ends_with("n't")
            || lower.ends_with("n’t")
            || (lower.len() > 4 && lower.ends_with("ed"))
            || !lower.ends_with("ing")
                && wireroom_lexicon::cue(&lower).is_some_and(|cue| cue.weight > 0.4)
    })
}

/// On one line, without the quotation marks around it and the "that" before it.
pub(crate) fn plain(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let quotes: &[char] = &['"', '“', '”', '‘', '«', '»'];
    let trimmed = joined.trim_matches(|c: char| c == ',' || c.is_whitespace());
    let trimmed = trimmed.strip_prefix("that ").unwrap_or(trimmed);
    let balanced = trimmed.starts_with(quotes)
        && trimmed.ends_with(|c: char| quotes.contains(&c) || ".,".contains(c));
    let inner = trimmed.trim_matches(|c: char| quotes.contains(&c));
    // Inner quotations keep their marks: only a pair around the whole is dropped.
    if balanced && !inner.contains(quotes) { inner.to_owned() } else { trimmed.to_owned() }
}
