//! What an outlet tells in its own words: body sentences that no statement takes up most of, without the
//! clauses of them that are somebody else's word.
//!
//! "The store is empty, the minister told parliament on Thursday, and *she would not say more*": the first
//! half is the minister's and stands there once, as hers. Without a parser, such a clause is known by
//! standing at one end of the sentence, with a comma and a conjunction, or a semicolon, between it and the
//! rest, and by the rest being a clause too. A few words that are quoted within a sentence are no clause:
//! that sentence stays whole.

use crate::asks::asserts_nothing;
use crate::attribute::id;
use crate::unit::{Contents, LEAST_TERMS, Unit, days, named};
use crate::wording::{is_clause, plain};
use wireroom_model::{Polarity, Statement, Telling, ZoneKind};
use wireroom_text::Span;

/// What joins two clauses.
const JOINTS: [&str; 9] =
    [", and ", ", but ", ", while ", ", yet ", ", although ", ", though ", "; ", " – ", " — "];

/// Between a joint and the source or cue behind it stands at most this much, in bytes ("but on Friday").
const NEAR: usize = 24;

/// Body sentences, or what is left of them, that are the outlet's own word and assert something.
pub(crate) fn narrated(
    telling: &Telling<'_>,
    document: usize,
    statements: &[&Statement],
    contents: &mut Contents,
) -> Vec<Unit> {
    let text = telling.text.repaired();
    let mut found = Vec::new();
    for sentence in telling.analysis.sentences.iter().filter(|s| s.zone == ZoneKind::Body) {
        let of_others: Vec<&Statement> = statements
            .iter()
            .copied()
            .filter(|said| parts(said).any(|span| span.overlaps(sentence.span)))
            .collect();
        let attributed: usize = of_others
            .iter()
            .flat_map(|said| parts(said))
            .filter_map(|span| clipped(span, sentence.span))
            .map(|span| span.len())
            .sum();
        if attributed * 2 >= sentence.span.len() {
            continue;
        }
        let own = own_clauses(text, sentence.span, &extents(sentence.span, &of_others));
        let words = own.text(text);
        if asserts_nothing(words) {
            continue;
        }
        let content = vec![own];
        let asserts = contents.asserted(telling, &content, words.to_owned());
        found.push(Unit {
            at: 0,
            id: id(telling, &content),
            document,
            family: telling.family,
            statement: None,
            text: plain(words),
            asserts,
            days: days(telling, &content),
            named: named(telling, &content),
            content,
            polarity: Polarity::Asserted,
            source: None,
            relay: Vec::new(),
            origin: None,
        });
    }
    found
}

/// Source, cue and content.
fn parts(said: &Statement) -> impl Iterator<Item = Span> + '_ {
    said.content.iter().chain(&said.source).chain(&said.cue).copied()
}

/// What of `span` lies within `sentence`.
fn clipped(span: Span, sentence: Span) -> Option<Span> {
    let (start, end) = (span.start().max(sentence.start()), span.end().min(sentence.end()));
    (start < end).then(|| Span::of(start..end))
}

/// From the first to the last piece of each statement within a sentence, in the order of the text.
fn extents(sentence: Span, statements: &[&Statement]) -> Vec<Span> {
    let extent = |said: &&Statement| {
        let within = parts(said).filter_map(|span| clipped(span, sentence));
        within.reduce(|all, span| all.cover(span))
    };
    let mut found: Vec<Span> = statements.iter().filter_map(extent).collect();
    found.sort_by_key(|extent| (extent.start(), extent.end()));
    found
}

/// A sentence without the clauses at its ends that are of others.
fn own_clauses(text: &str, sentence: Span, of_others: &[Span]) -> Span {
    let mut own = sentence;
    for extent in of_others {
        if extent.start() >= own.start() && bare(text, own.start(), extent.start()) {
            let rest = text.get(extent.end()..own.end()).unwrap_or("");
            let joint =
                JOINTS.iter().filter_map(|joint| Some((rest.find(joint)?, joint.len()))).min();
            if let Some(start) = joint.map(|(at, length)| extent.end() + at + length)
                && stands_alone(text, start, own.end())
                && begins_with_subject(text.get(start..own.end()).unwrap_or(""))
            {
                own = Span::of(start..own.end());
            }
        }
    }
    for extent in of_others.iter().rev() {
        if extent.end() <= own.end()
            && extent.start() > own.start()
            && bare(text, extent.end(), own.end())
        {
            let before = text.get(own.start()..extent.start()).unwrap_or("");
            let joint =
                JOINTS.iter().filter_map(|joint| Some((before.rfind(joint)?, joint.len()))).max();
            if let Some((at, length)) = joint
                && before.len() - at - length <= NEAR
                && stands_alone(text, own.start(), own.start() + at)
            {
                own = Span::of(own.start()..own.start() + at);
            }
        }
    }
    own
}

/// Whether there is no word between two places.
fn bare(text: &str, start: usize, end: usize) -> bool {
    !text.get(start..end).unwrap_or("").contains(char::is_alphanumeric)
}

/// Whether what stands there would do as a sentence.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let Some(part) = text.get(start..end) else { return false };
    is_clause(part) && part.split_whitespace().count() > LEAST_TERMS
}

/// Whether what stands behind a joint begins as a clause of its own does: with a pronoun, an article, a
/// figure or a name. "…, and *had no links*" goes on with the subject of the clause before it.
fn begins_with_subject(part: &str) -> bool {
    const SUBJECT: [&str; 36] = [
        "i", "you", "he", "she", "it", "we", "they", "there", "this", "these", "those", "one",
        "nobody", "everyone", "his", "her", "its", "their", "our", "my", "the", "a", "an", "no",
        "some", "many", "most", "all", "both", "each", "several", "more", "few", "other",
        "another", "neither",
    ];
    let first = part.split_whitespace().next().unwrap_or("");
    first.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        || SUBJECT.contains(&first.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::{Span, begins_with_subject, own_clauses};

    /// What is the outlet's own of a sentence, of which `said` are pieces of one statement.
    fn own<'a>(sentence: &'a str, said: &[&str]) -> &'a str {
        let span = |piece: &&str| {
            let at = sentence.find(piece).expect("a piece of the sentence");
            Span::of(at..at + piece.len())
        };
        let extent = said.iter().map(span).reduce(|all, span| all.cover(span));
        own_clauses(sentence, Span::of(0..sentence.len()), &extent.into_iter().collect::<Vec<_>>())
            .text(sentence)
    }

    #[test]
    fn a_clause_of_somebody_else_is_not_told_again() {
        assert_eq!(
            own(
                "The store is empty, Ada Roe told the house on Thursday, and she would not say more.",
                &["The store is empty", "Ada Roe", "told"]
            ),
            "she would not say more."
        );
        assert_eq!(
            own(
                "Nobody has claimed the boat, but on Friday the Herald reported that it is Norwegian.",
                &["the Herald", "reported", "it is Norwegian"]
            ),
            "Nobody has claimed the boat"
        );
    }

    #[test]
    fn a_few_words_that_are_quoted_part_no_sentence() {
        for (whole, said) in [
            (
                "Police held the man, whom they called a danger, near the harbor on Monday.",
                "a danger",
            ),
            ("She was cleared, the court said, and had no links to the gang.", "She was cleared"),
            ("He praised Kaine, Warner, and Roe, and left for Oslo with a smile.", "Kaine"),
        ] {
            assert_eq!(own(whole, &[said]), whole);
        }
    }

    #[test]
    fn what_goes_on_with_the_subject_before_is_no_clause() {
        assert!(begins_with_subject("she would not say more"));
        assert!(begins_with_subject("Ada Roe left"));
        assert!(begins_with_subject("11 of them left"));
        assert!(!begins_with_subject("had no links to the gang"));
        assert!(!begins_with_subject("which is dear"));
    }
}
