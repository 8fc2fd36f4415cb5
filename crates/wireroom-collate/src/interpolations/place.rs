//! What to delete, and what to read in its place.

use wireroom_text::{Repaired, Span};

use super::gap::Insertion;
use crate::pile::{Pile, Reader};
use crate::words::Word;

/// What stands in the sibling where the insertion is.
pub(super) fn sibling_text(reader: &Reader<'_>, pile: &Pile<'_>, insertion: &Insertion) -> String {
    let read = || {
        let words = reader.words(insertion.sibling);
        let holder = *pile.holders.get(insertion.sibling)?.first()?;
        let text = pile.members.get(holder)?.text.repaired();
        let before = words.get(insertion.at.checked_sub(1)?)?.span();
        let after = words.get(insertion.at)?.span();
        text.get(before.end()..after.start())
    };
    read().unwrap_or(" ").to_owned()
}

/// The span to delete and what to read instead, so that what is left is what the sibling has.
pub(super) fn place(
    text: &str,
    words: &[Word],
    insertion: &Insertion,
    between: &str,
) -> Option<(Span<Repaired>, String)> {
    let start = words.get(insertion.from.checked_sub(1)?)?.span().end();
    if insertion.to >= words.len() {
        return tail(text, words, insertion.from, start);
    }
    let end = words.get(insertion.to)?.span().start();
    let mine = text.get(start..end)?;
    let same = |(x, y): &(char, char)| x == y || (x.is_whitespace() && y.is_whitespace());
    // Space goes with what follows it: the break before the next paragraph is the story's own.
    let head: Vec<(char, char)> =
        mine.chars().zip(between.chars()).take_while(|(x, y)| x == y).collect();
    let (mine_head, other_head) =
        head.iter().fold((0, 0), |(x, y), (a, b)| (x + a.len_utf8(), y + b.len_utf8()));
    let (mine, between) = (mine.get(mine_head..)?, between.get(other_head..)?);
    let tail: Vec<(char, char)> =
        mine.chars().rev().zip(between.chars().rev()).take_while(same).collect();
    let (mine_tail, other_tail) =
        tail.iter().fold((0, 0), |(x, y), (a, b)| (x + a.len_utf8(), y + b.len_utf8()));
    let span = Span::try_new(start + mine_head..end - mine_tail)?;
    let between = between.get(..between.len() - other_tail)?;
    // Only the seam is read in its place: words that the sibling has there are the sibling's own.
    let replacement =
        if between.chars().any(char::is_alphanumeric) { String::new() } else { between.to_owned() };
    Some((span, replacement))
}

/// The span of all words from `from` on, with the stops and marks that close them, but not those
/// that close what is `before`.
fn tail(
    text: &str,
    words: &[Word],
    from: usize,
    before: usize,
) -> Option<(Span<Repaired>, String)> {
    let first = words.get(from)?.span().start();
    let last = words.last()?.span().end();
    let closing = |gap: &str| gap.find(char::is_whitespace).unwrap_or(gap.len());
    let start = before + closing(text.get(before..first)?);
    let rest = text.get(last..)?;
    let is_mark = |c: char| !c.is_whitespace() && !c.is_alphanumeric();
    let end = last + rest.find(|c| !is_mark(c)).unwrap_or(rest.len());
    Some((Span::try_new(start..end)?, String::new()))
}
