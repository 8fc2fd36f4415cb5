//! The statements of a text: passages put in place, quotations that run on over paragraphs joined,
//! sources resolved, relays carried over.

mod nest;

use crate::resolve::Resolver;
use crate::{PassageReading, RawStatement, find, passages, relay};
use std::ops::Range;
use wireroom_model::{LocalEntity, Manner, Name, Sentence, Statement};
use wireroom_text::Span;

/// The statements of a text, read passage by passage.
///
/// `sentences` and `names` are in text order. Sources without a name become new entities of kind
/// Unnamed; mentions are added to the entities that sources refer to.
#[must_use]
pub fn statements(
    text: &str,
    sentences: &[Sentence],
    names: &[Name],
    entities: &mut Vec<LocalEntity>,
) -> Vec<Statement> {
    statements_read(text, sentences, names, entities, |_, _| None)
}

/// As [`statements`], with the readings of passages that are already had: `reading` gives one by
/// the text of a passage and the starts of its sentences, or `None` to have it read here.
#[must_use]
pub fn statements_read<'r>(
    text: &str,
    sentences: &[Sentence],
    names: &[Name],
    entities: &mut Vec<LocalEntity>,
    reading: impl Fn(&str, &[usize]) -> Option<&'r PassageReading>,
) -> Vec<Statement> {
    let passages = passages(text, sentences);
    let raw: Vec<Vec<RawStatement>> = passages
        .iter()
        .map(|range| {
            let (span, starts) = place(sentences, range);
            let first = names.partition_point(|name| name.span.start() < span.start());
            let inside: Vec<_> = names
                .get(first..)
                .unwrap_or(&[])
                .iter()
                .take_while(|name| name.span.end() <= span.end())
                .map(|name| {
                    (
                        Span::of(name.span.start() - span.start()..name.span.end() - span.start()),
                        name.kind,
                    )
                })
                .collect();
            let passage = span.text(text);
            match reading(passage, &starts) {
                Some(reading) => reading.with_names(passage, &starts, &inside),
                None => find(passage, &starts, &inside),
            }
        })
        .collect();
    let raw: Vec<&[RawStatement]> = raw.iter().map(Vec::as_slice).collect();
    assemble(text, sentences, names, &passages, &raw, entities)
}

/// Puts a text together from what [`find`] gave for each of its [`passages`].
#[must_use]
pub fn assemble(
    text: &str,
    sentences: &[Sentence],
    names: &[Name],
    passages: &[Range<usize>],
    raw: &[&[RawStatement]],
    entities: &mut Vec<LocalEntity>,
) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    let mut resolver = Resolver::new(text, sentences, names);
    // Where the last statement may run on to, when its quotation stays open at a paragraph's end.
    let mut runs_on: Option<usize> = None;
    for (passage, own) in passages.iter().zip(raw) {
        let (span, _) = place(sentences, passage);
        let words = span.text(text);
        if let Some(before) = runs_on
            && own.is_empty()
            && words.starts_with(['“', '"', '«'])
            && let Some(statement) = found.get_mut(before)
        {
            statement.content.push(span);
            if statement.manner == Manner::Indirect {
                statement.manner = Manner::Mixed;
            }
            if !open_at_end(words) {
                runs_on = None;
            }
            continue;
        }
        runs_on = None;
        let mut in_order: Vec<&RawStatement> = own.iter().collect();
        in_order.sort_by_key(|s| (s.content.first().copied(), s.cue.first().copied()));
        let first = found.len();
        for statement in in_order {
            found.push(placed(statement, span.start()));
        }
        // Sources are resolved in the order in which they are written.
        let mut by_source: Vec<usize> = (first..found.len()).collect();
        by_source.sort_by_key(|&at| found.get(at).and_then(|s| s.source.first().copied()));
        for at in by_source {
            resolve(text, &mut found, at, &mut resolver, entities);
        }
        nest::speak(&mut found, first, text);
        nest::nest(&mut found, first, text);
        if open_at_end(words) || words.trim_end().ends_with(':') {
            let reach = |s: &Statement| s.content.iter().map(|c| c.end()).max().unwrap_or(0);
            runs_on = (first..found.len()).max_by_key(|&at| found.get(at).map_or(0, reach));
        }
    }
    for entity in entities.iter_mut() {
        entity.mentions.sort_unstable();
        entity.mentions.dedup();
    }
    found.sort_by_key(|s| (s.content.first().copied(), s.cue.first().copied()));
    found
}

/// Where a passage stands, and the starts of its sentences within it.
#[must_use]
pub fn place(sentences: &[Sentence], passage: &Range<usize>) -> (Span, Vec<usize>) {
    let own = sentences.get(passage.clone()).unwrap_or(&[]);
    let (Some(first), Some(last)) = (own.first(), own.last()) else {
        return (Span::of(0..0), vec![0]);
    };
    let span = first.span.cover(last.span);
    (span, own.iter().map(|s| s.span.start().saturating_sub(span.start())).collect())
}

fn open_at_end(words: &str) -> bool {
    crate::quotes::leaves_open(words)
}

fn placed(raw: &RawStatement, by: usize) -> Statement {
    let shift = |spans: &[Span]| spans.iter().map(|s| s.shift(by)).collect::<Vec<_>>();
    let relay = shift(&raw.relay);
    Statement {
        source: shift(&raw.source),
        cue: shift(&raw.cue),
        content: shift(&raw.content),
        addressee: raw.addressee.map(|s| s.shift(by)),
        relay_entities: vec![None; relay.len()],
        relay,
        source_entity: None,
        joint_entities: Vec::new(),
        polarity: raw.polarity,
        manner: raw.manner,
    }
}

/// Names the source and relays of statement `at`; carries a relay over from the statement before.
fn resolve(
    text: &str,
    found: &mut [Statement],
    at: usize,
    resolver: &mut Resolver<'_>,
    entities: &mut Vec<LocalEntity>,
) {
    let carried = carried_source(text, found, at);
    let Some(statement) = found.get_mut(at) else { return };
    let source = statement.source.first().copied();
    if let (Some(entity), Some(source)) = (carried, source) {
        // The medium goes on with what its source told it.
        statement.source_entity = Some(entity);
        statement.relay = vec![source];
    } else if let Some((&first, others)) =
        source.map(|span| resolver.joint(span, entities)).unwrap_or_default().split_first()
    {
        statement.source_entity = Some(first);
        statement.joint_entities = others.to_vec();
    } else {
        statement.source_entity = source.and_then(|span| resolver.source(span, entities));
    }
    statement.relay_entities =
        statement.relay.iter().map(|&span| resolver.relay(span, entities)).collect();
}

/// The source of the statement before, when the source of this one is a medium it was told to:
/// `The source told A and B that … . It was not discussed, B added.`
fn carried_source(text: &str, found: &[Statement], at: usize) -> Option<usize> {
    let own = found.get(at)?;
    let source = own.source.first()?.text(text);
    if !own.relay.is_empty() || !relay::is_medium_text(source) {
        return None;
    }
    let start = own.source.first()?.start();
    found
        .get(..at)?
        .iter()
        .rev()
        .take(4)
        .filter(|s| s.cue.first().is_some_and(|c| c.start() < start))
        .find_map(|s| {
            let told = s.relay.iter().any(|r| same_medium(r.text(text), source))
                || s.addressee.is_some_and(|a| {
                    let to = a.text(text);
                    has_word(to, source)
                        || to.contains("outlets")
                        || to.contains("agencies")
                        || to.contains("the agency")
                });
            told.then_some(s.source_entity).flatten()
        })
}

fn same_medium(a: &str, b: &str) -> bool {
    a == b
        || wireroom_lexicon::agency_by_name(a)
            .zip(wireroom_lexicon::agency_by_name(b))
            .is_some_and(|(a, b)| a.name == b.name)
}

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        edge(text.get(..at).and_then(|t| t.chars().next_back()))
            && edge(text.get(at + word.len()..).and_then(|t| t.chars().next()))
    })
}
