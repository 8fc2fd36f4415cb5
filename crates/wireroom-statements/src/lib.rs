//! Finds who said what: source, cue and content of every attribution, whom it was said to, whose
//! hands it passed through, and who the source is within the text.
//!
//! Two steps. [`find`] reads one passage ([`passages`]: a sentence, or the few that a quotation
//! holds together) and depends on nothing else, so copies need not be read again. [`assemble`]
//! puts a text together: quotations that run on over paragraphs, pronouns and role nouns, relays
//! that carry over from the statement before. [`statements`] does both.
//!
//! Attribution is taken as widely as PolNeAR (Newell, Margolin, Ruths 2018) takes it: speech,
//! writing, and what a source is said to think, want or expect. The finder is a tagger trained on
//! that corpus (see `data/MODEL.md`); polarity, manner, addressee and relays are rules, and so is what
//! the corpus hardly has: set phrases (`formula`), headlines, tellings within tellings (`relay/inner`),
//! halves of an interrupted sentence (`mend`). Those rules are held to `eval/relays`.
//!
//! This crate deliberately does not judge: who is right, whether two statements agree, and where
//! a statement came from in the end are for the stages behind it. It knows English only.
//!
//! [`find`] and [`statements`] use the chains alone; [`read_passages`] can be given the encoder of
//! `wireroom-encoder`, whose say is then mixed in, and [`statements_read`] takes what it gave.
//!
//! Invariants: every span lies in the text it was asked about, on character boundaries; the
//! content of a statement is never empty; the same text gives the same statements.

mod addressee;
mod assemble;
mod chain;
mod features;
mod find;
mod formula;
mod headline;
mod judge;
mod mend;
mod mix;
mod nouns;
mod passage;
mod polarity;
mod quotes;
mod reading;
mod relay;
mod resolve;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod train;
mod weights;
mod whole;
mod word;

pub use assemble::{assemble, place, statements, statements_read};
pub use passage::passages;
pub use reading::{PassageReading, Worded, read_passages};

use find::Draft;
use std::ops::Range;
use wireroom_model::{Manner, NameKind, Polarity};
use wireroom_text::Span;
use word::{Class, Word};

/// The model that made statements with the chains alone, as annotations say it.
pub const MODEL: &str = "statements-chains-2";

/// The model that made statements with the encoder beside the chains.
pub const FULL_MODEL: &str = "statements-chains-2+encoder-minilm3-3";

/// Whether a source names nobody by itself: a pronoun, "nobody", a title whose name was not read.
#[must_use]
pub fn names_nobody(source: &str) -> bool {
    let title = wireroom_lexicon::title_kind(&source.trim_end_matches('.').to_lowercase());
    nouns::pronoun(source).is_some()
        || title == Some(wireroom_lexicon::TitleKind::Abbreviation)
        || ["nobody", "no one", "none", "neither"]
            .iter()
            .any(|none| source.eq_ignore_ascii_case(none))
}

/// A statement as one passage shows it, with spans into the passage.
#[derive(Debug, Clone, PartialEq)]
pub struct RawStatement {
    /// Who says it; may be empty.
    pub source: Vec<Span>,
    /// The words that say that it is said.
    pub cue: Vec<Span>,
    /// What is said, never empty, in text order.
    pub content: Vec<Span>,
    /// Whom it was said to.
    pub addressee: Option<Span>,
    /// Those it passed through, nearest the source first.
    pub relay: Vec<Span>,
    /// Whether the source stands behind it.
    pub polarity: Polarity,
    /// How the words are given.
    pub manner: Manner,
    /// Log odds, by the model, that a reader would mark it so.
    pub odds: f32,
}

/// The statements of one passage.
///
/// `starts` are the byte offsets at which its sentences begin (`&[0]` for a single sentence) and
/// `names` the names in it, which may be left out: they only help to tell relays.
#[must_use]
pub fn find(passage: &str, starts: &[usize], names: &[(Span, NameKind)]) -> Vec<RawStatement> {
    let mut readings = read_passages(&[(passage, starts)], None);
    readings.pop().map_or_else(Vec::new, |reading| reading.with_names(passage, starts, names))
}

/// "The agency cited the minister and reported …" is one statement: the one of the report, which
/// has the minister for its source. The citing itself says nothing.
pub(crate) fn without_citings(passage: &str, found: Vec<RawStatement>) -> Vec<RawStatement> {
    let relayed: Vec<Span> = found
        .iter()
        .filter(|s| !s.relay.is_empty())
        .flat_map(|s| s.source.iter().copied())
        .collect();
    let citing = |s: &RawStatement| {
        let cue = s.cue.first().map_or("", |cue| cue.text(passage));
        relay::passes_on(cue)
            && s.content.first().is_some_and(|c| {
                let near = relayed.partition_point(|r| r.end() <= c.start());
                relayed.iter().skip(near).take(8).any(|r| r.overlaps(*c))
            })
    };
    let keep: Vec<bool> = found.iter().map(|s| !citing(s)).collect();
    found.into_iter().zip(keep).filter_map(|(s, keep)| keep.then_some(s)).collect()
}

/// A passage with what is known of it.
pub(crate) struct Page<'a> {
    pub(crate) text: &'a str,
    pub(crate) words: &'a [Word],
    pub(crate) names: &'a [(Span, NameKind)],
}

impl<'a> Page<'a> {
    /// Where a range of words stands; empty where it is empty.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        match (
            self.words.get(range.start),
            range.end.checked_sub(1).and_then(|at| self.words.get(at)),
        ) {
            (Some(first), Some(last)) => Span::of(first.start as usize..last.end as usize),
            _ => Span::of(0..0),
        }
    }

    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.words
            .get(at)
            .and_then(|w| self.text.get(w.start as usize..w.end as usize))
            .unwrap_or("")
    }

    pub(crate) fn text_of(&self, range: &Range<usize>) -> &'a str {
        self.span(range).text(self.text)
    }

    /// The words of the sentence that a word stands in.
    pub(crate) fn sentence(&self, at: usize) -> Range<usize> {
        let own = self.words.get(at).map(|w| w.sentence);
        let start = self.words.partition_point(|w| Some(w.sentence) < own);
        start..self.words.partition_point(|w| Some(w.sentence) <= own)
    }

    /// The names that overlap a span, in text order.
    pub(crate) fn names_at(&self, span: Span) -> &'a [(Span, NameKind)] {
        let first = self.names.partition_point(|(name, _)| name.end() <= span.start());
        let rest = self.names.get(first..).unwrap_or(&[]);
        let count = rest.partition_point(|(name, _)| name.start() < span.end());
        rest.get(..count).unwrap_or(&[])
    }

    pub(crate) fn class(&self, at: usize) -> Class {
        self.words.get(at).map_or(Class::Stop, |w| w.class)
    }
}

pub(crate) fn raw(page: &Page<'_>, draft: &Draft) -> RawStatement {
    let way = relay::way(page, draft);
    let draft = &way.draft;
    RawStatement {
        source: draft.source.iter().map(|range| page.span(range)).collect(),
        cue: vec![page.span(&draft.cue)],
        content: draft.content.iter().map(|range| balanced(page, range)).collect(),
        addressee: way.addressee.map(|range| page.span(&range)),
        relay: way.relay.iter().map(|range| page.span(range)).collect(),
        polarity: polarity::polarity(page, draft),
        manner: manner(page, draft),
        odds: draft.odds,
    }
}

/// The content with a closing mark whose opening mark it holds, and the reverse.
fn balanced(page: &Page<'_>, range: &Range<usize>) -> Span {
    use word::Mark;
    let marks = |mark: Mark| {
        page.words.get(range.clone()).unwrap_or(&[]).iter().filter(|w| w.mark == mark).count()
    };
    let (opened, closed) = (marks(Mark::Open), marks(Mark::Close));
    let mark_at = |at: Option<usize>| at.and_then(|at| page.words.get(at)).map(|w| w.mark);
    let mut range = range.clone();
    if opened > closed {
        // The stop or comma inside the marks comes along.
        for ahead in 0..2 {
            if mark_at(Some(range.end + ahead)) == Some(Mark::Close) {
                range.end += ahead + 1;
                break;
            }
        }
    } else if closed > opened && mark_at(range.start.checked_sub(1)) == Some(Mark::Open) {
        range.start -= 1;
    }
    page.span(&range)
}

fn manner(page: &Page<'_>, draft: &Draft) -> Manner {
    let (mut quoted, mut plain) = (0, 0);
    for word in draft.content.iter().flat_map(Clone::clone).filter_map(|at| page.words.get(at)) {
        let wordy = !matches!(
            word.class,
            Class::Comma | Class::Stop | Class::Colon | Class::Dash | Class::Quote | Class::Punct
        );
        quoted += usize::from(wordy && word.quotation > 0);
        plain += usize::from(wordy && word.quotation == 0);
    }
    match (quoted, plain) {
        (0, _) => Manner::Indirect,
        (_, 0) => Manner::Direct,
        _ => Manner::Mixed,
    }
}
