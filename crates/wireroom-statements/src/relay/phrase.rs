//! Noun phrases around a word, without a parser: what stands between words that cannot be in one.

use crate::Page;
use crate::find::Draft;
use crate::word::{Class, Mark};
use std::ops::Range;

/// Words that a noun phrase has at most.
const LONGEST: usize = 14;

/// The noun phrase that begins at `start`, outside of the draft's own words.
pub(super) fn after(page: &Page<'_>, draft: &Draft, start: usize) -> Range<usize> {
    let mut end = start;
    while end < page.words.len() && end < start + LONGEST {
        let ends = ends(page, end)
            || draft.cue.contains(&end)
            || draft.content.iter().any(|c| c.contains(&end));
        if ends {
            break;
        }
        end += 1;
    }
    start..end
}

/// The same, whatever the draft holds, up to a preposition that begins something else or a
/// participle behind the name: a medium, whom somebody spoke through.
pub(super) fn short(page: &Page<'_>, start: usize) -> Range<usize> {
    let mut end = start;
    while end < page.words.len() && end < start + LONGEST && !ends(page, end) {
        let class = page.class(end);
        let word = page.word(end);
        let begins = class == Class::Preposition && !matches!(word, "of" | "for" | "from");
        let participle =
            matches!(class, Class::Past | Class::Adverb | Class::To | Class::Cue | Class::Gerund)
                && end > start + 1;
        let light = matches!(class, Class::Negation | Class::Pronoun | Class::Clitic if word != "'s" && word != "’s");
        if end > start && (begins || participle || light || crate::addressee::is_day(word)) {
            break;
        }
        end += 1;
    }
    start..end
}

/// The noun phrase that ends before `end`, at most from `from` on.
pub(super) fn before(page: &Page<'_>, from: usize, end: usize) -> Range<usize> {
    let mut start = end;
    while start > from && end - start < LONGEST && !ends(page, start - 1) {
        start -= 1;
    }
    start..end
}

/// Whether no noun phrase goes over a word.
fn ends(page: &Page<'_>, at: usize) -> bool {
    matches!(
        page.class(at),
        Class::Comma
            | Class::Stop
            | Class::Colon
            | Class::Dash
            | Class::That
            | Class::Auxiliary
            | Class::Modal
            | Class::Relative
            | Class::Conjunction
            | Class::Quote
    ) || page.words.get(at).is_some_and(|w| w.mark != Mark::None)
}
