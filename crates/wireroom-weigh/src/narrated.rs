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
        let within = statements.iter().flat_map(|said| parts(said));
        let attributed: usize =
            within.filter_map(|span| clipped(span, sentence.span)).map(|span| span.len()).sum();
        if attributed * 2 >= sentence.span.len() {
            continue;
        }
        let mut of_others: Vec<Extent> = statements
            .iter()
            .filter_map(|said| {
                Extent::of(text, sentence.span, [&said.content, &said.source, &said.cue])
            })
            .collect();
        of_others.sort_unstable();
        let Some(own) = own_clauses(text, sentence.span, &of_others) else { continue };
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

/// Where a statement stands in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Extent {
    /// From its first piece to its last.
    whole: Span,
    /// Where its source begins, if what is said comes first and is a clause.
    told_from: Option<usize>,
}

impl Extent {
    /// Of a statement, by its content, source and cue; nothing where it is not in the sentence.
    fn of(text: &str, sentence: Span, said: [&[Span]; 3]) -> Option<Self> {
        let within = |spans: &[Span]| -> Option<Span> {
            let clipped = spans.iter().filter_map(|&span| clipped(span, sentence));
            clipped.reduce(|all, span| all.cover(span))
        };
        let [content, source, cue] = said.map(within);
        let whole =
            [content, source, cue].into_iter().flatten().reduce(|all, span| all.cover(span))?;
        // "The launch, *seen* as a test, …" and "the driver is *believed* to …" say nothing by themselves.
        let says = content.is_some_and(|content| {
            content.start() == whole.start()
                && said[0].iter().any(|span| is_clause(span.text(text)))
        });
        Some(Self { whole, told_from: source.map(Span::start).filter(|_| says) })
    }
}

/// A sentence without the clauses at its ends that are of others; nothing if nothing is left.
fn own_clauses(text: &str, sentence: Span, of_others: &[Extent]) -> Option<Span> {
    let mut own = sentence;
    for extent in of_others {
        let whole = extent.whole;
        if whole.start() < own.start() || !bare(text, own.start(), whole.start()) {
            continue;
        }
        let rest = text.get(whole.end()..own.end()).unwrap_or("");
        let joint = JOINTS.iter().filter_map(|joint| Some((rest.find(joint)?, joint.len()))).min();
        let next = joint.map(|(at, length)| whole.end() + at + length);
        let next = next.filter(|&start| {
            let clause = text.get(start..own.end()).unwrap_or("");
            stands_alone(clause) && begins_with_subject(clause)
        });
        own = match (next, extent.told_from) {
            (Some(start), _) => Span::of(start..own.end()),
            // "It was a shame, said *Judge Roe, who had heard the victims*."
            (None, Some(start)) if is_clause(rest) => Span::of(start..own.end()),
            (None, Some(_)) => return None,
            (None, None) => own,
        };
    }
    for extent in of_others.iter().rev() {
        let whole = extent.whole;
        if whole.end() > own.end()
            || whole.start() <= own.start()
            || !bare(text, whole.end(), own.end())
        {
            continue;
        }
        let before = text.get(own.start()..whole.start()).unwrap_or("");
        let joint =
            JOINTS.iter().filter_map(|joint| Some((before.rfind(joint)?, joint.len()))).max();
        if let Some((at, length)) = joint
            && before.len() - at - length <= NEAR
            && stands_alone(before.get(..at).unwrap_or(""))
        {
            own = Span::of(own.start()..own.start() + at);
        }
    }
    Some(own)
}

/// Whether there is no word between two places.
fn bare(text: &str, start: usize, end: usize) -> bool {
    !text.get(start..end).unwrap_or("").contains(char::is_alphanumeric)
}

/// Whether a part of a sentence would do as one.
fn stands_alone(part: &str) -> bool {
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
    use super::{Extent, Span, begins_with_subject, own_clauses};

    /// What is the outlet's own of a sentence, of which one statement has the content `said` and the source and cue `by`.
    fn own<'a>(sentence: &'a str, said: &str, by: [&str; 2]) -> Option<&'a str> {
        let span = |piece: &str| -> Vec<Span> {
            let at = sentence.find(piece).expect("a piece of the sentence");
            if piece.is_empty() { Vec::new() } else { vec![Span::of(at..at + piece.len())] }
        };
        let whole = Span::of(0..sentence.len());
        let extent = Extent::of(sentence, whole, [&span(said), &span(by[0]), &span(by[1])]);
        let own = own_clauses(sentence, whole, &extent.into_iter().collect::<Vec<_>>());
        own.map(|span| span.text(sentence))
    }

    #[test]
    fn a_clause_of_somebody_else_is_not_told_again() {
        assert_eq!(
            own(
                "The store is empty, Ada Roe told the house on Thursday, and she would not say more.",
                "The store is empty",
                ["Ada Roe", "told"]
            ),
            Some("she would not say more.")
        );
        assert_eq!(
            own(
                "Nobody has claimed the boat, but on Friday the Herald reported that it is Norwegian.",
                "it is Norwegian",
                ["the Herald", "reported"]
            ),
            Some("Nobody has claimed the boat")
        );
    }

    #[test]
    fn what_is_told_of_a_speaker_stays() {
        let said = "He had no shame";
        assert_eq!(
            own(
                "He had no shame, said Judge Roe, who had heard the victims.",
                said,
                ["Judge Roe", "said"]
            ),
            Some("Judge Roe, who had heard the victims.")
        );
        assert_eq!(
            own(
                "He had no shame, said Judge Roe in the great hall of the old court.",
                said,
                ["Judge Roe", "said"]
            ),
            None
        );
    }

    #[test]
    fn a_few_words_that_are_quoted_part_no_sentence() {
        for (whole, said, by) in [
            (
                "Police held the man, whom they called a danger, near the harbor on Monday.",
                "a danger",
                ["they", "called"],
            ),
            ("The harbor was “a grave”, and nobody came.", "a grave", ["", ""]),
            (
                "She called the harbor a grave near the old town, and left for Oslo with a smile.",
                "a grave",
                ["She", "called"],
            ),
            (
                "The launch, seen by the coast guard as a test, came a month after the talks had ended in the south.",
                "The launch",
                ["the coast guard", "seen"],
            ),
        ] {
            assert_eq!(own(whole, said, by), Some(whole));
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
