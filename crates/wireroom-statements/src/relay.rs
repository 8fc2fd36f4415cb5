//! Who passed a statement on: "the agency cited the minister", "according to the agency, quoting
//! the governor", "was quoted by the paper as saying", "told the agency", "in a statement carried by
//! the agency", "through a lawyer". A relay is a medium, or whoever speaks for a person by name.

mod carried;
mod citing;
mod heard;
mod inner;
mod medium;
mod phrase;
mod quoted;
mod speaker;
mod through;

pub(crate) use inner::told_within;
use medium::media_or;
pub(crate) use medium::{bare, is_medium, is_medium_text, media_in};
pub(crate) use speaker::is_medium_noun;

use crate::Page;
use crate::find::Draft;
use crate::word::Class;
use std::ops::Range;
use wireroom_model::NameKind;
use wireroom_text::Span;

/// Words that pass on what somebody else said.
const PASSING: &[&str] = &["cited", "citing", "cites", "quoted", "quoting", "quotes", "per"];

/// Whether a cue only passes on.
pub(crate) fn passes_on(cue: &str) -> bool {
    PASSING.contains(&cue.to_lowercase().as_str())
}

fn passing(page: &Page<'_>, at: usize) -> bool {
    passes_on(page.word(at))
}

/// A draft as the one who said it first has it, and the way that it came.
pub(crate) struct Way {
    /// The draft, with source, cue and content of the one who spoke.
    pub(crate) draft: Draft,
    /// Those it passed through, nearest the source first.
    pub(crate) relay: Vec<Range<usize>>,
    /// Whom it was said to.
    pub(crate) addressee: Option<Range<usize>>,
}

/// The way of a draft. "The agency cited the minister as saying that …" is the minister's statement.
pub(crate) fn way(page: &Page<'_>, draft: &Draft) -> Way {
    let draft = &carried::without_carrier(page, draft);
    let (draft, mut relay) = quoted::by_a_medium(page, draft)
        .or_else(|| citing::as_saying(page, draft))
        .unwrap_or_else(|| (draft.clone(), Vec::new()));
    let turned = heard::turned(page, &draft);
    let hearer = turned.as_ref().map(|(_, hearer)| hearer.clone());
    let draft = turned.map_or(draft, |(draft, _)| draft);
    let addressee = hearer.or_else(|| crate::addressee::addressee(page, &draft));
    let mut way = Way { addressee, draft, relay: Vec::new() };
    if let Some(told) = &way.addressee {
        relay.extend(told_to(page, &way.draft, told));
    }
    relay.extend(carried::relays(page, &way.draft));
    let chain = citing::chain(page, &way.draft);
    let (cited, media) = chain.unzip();
    relay.extend(media.into_iter().flatten());
    through::speak(page, &mut way.draft, &mut relay);
    if cited.is_some() {
        way.draft.source = cited;
    }
    way.draft.source = way.draft.source.map(|source| with_apposition(page, source));
    let source = way.draft.source.clone();
    let apart = |x: &Range<usize>, y: &Range<usize>| x.end <= y.start || y.end <= x.start;
    for range in relay {
        let new = way.relay.iter().chain(&source).all(|held| apart(held, &range));
        if new && !range.is_empty() {
            way.relay.push(range);
        }
    }
    way
}

/// The media that something was told to: those that are known, "the paper", and a name that may be an
/// outlet's, where a cue tells or an interview is given.
fn told_to(page: &Page<'_>, draft: &Draft, told: &Range<usize>) -> Vec<Range<usize>> {
    let known = media_in(page, told);
    if !known.is_empty() {
        return known;
    }
    let noun = told.len() == 2
        && page.class(told.start) == Class::Determiner
        && is_medium_noun(page.word(told.start + 1));
    let before = told.start.saturating_sub(2)..told.start;
    let telling = before.chain(draft.cue.clone()).any(|at| {
        matches!(
            lower(page, at).as_str(),
            "told" | "tells" | "telling" | "interview" | "interviews"
        )
    });
    let outlet = telling && speaker::may_be_outlet(page, told);
    if noun || outlet { vec![told.clone()] } else { Vec::new() }
}

/// A phrase with the person whose name stands in apposition behind it: "the mayor, Ana Reis,".
fn with_apposition(page: &Page<'_>, range: Range<usize>) -> Range<usize> {
    let span = page.span(&range);
    let person = |name: &(Span, NameKind)| name.1 == NameKind::Person;
    if page.class(range.end) != Class::Comma || page.names_at(span).iter().any(person) {
        return range;
    }
    let Some(next) = page.words.get(range.end + 1) else { return range };
    let there = page.names_at(Span::of(next.start as usize..next.end as usize));
    let apposed = there.iter().find(|name| person(name) && name.0.start() == next.start as usize);
    let Some((name, _)) = apposed else { return range };
    let end = page.words.partition_point(|w| (w.start as usize) < name.end());
    let closed = matches!(page.class(end), Class::Comma | Class::Stop) || end >= page.words.len();
    if closed { range.start..end } else { range }
}

/// Words to either side of a cue that are looked at: news has no longer sentences, hostile texts do.
const SIGHT: usize = 160;

/// The words of the sentence that a word stands in, as far as they are near it.
fn sentence(page: &Page<'_>, at: usize) -> Range<usize> {
    let own = page.sentence(at);
    own.start.max(at.saturating_sub(SIGHT))..own.end.min(at + SIGHT)
}

/// Whether a word is neither quoted nor in what the draft says, its source or its cue.
fn beside(page: &Page<'_>, draft: &Draft, at: usize) -> bool {
    page.words.get(at).is_some_and(|w| w.quotation == 0)
        && !draft.content.iter().any(|c| c.contains(&at))
        && !draft.cue.contains(&at)
        && !draft.source.as_ref().is_some_and(|s| s.contains(&at))
}

fn lower(page: &Page<'_>, at: usize) -> String {
    page.word(at).to_lowercase()
}
