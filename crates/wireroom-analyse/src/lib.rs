//! Sentences, names, times and statements of each text, once per distinct sentence.
//!
//! The work on a sentence depends on the sentence alone, so it is done once however many copies of
//! it the pile holds: [`Sentences::of`] gathers the distinct ones, [`read_sentence`] reads the times
//! of one. The same goes for passages, the sentences that a quotation holds together:
//! [`Passages::of`] and [`read_passages`], which finds names and statements in one go, for both are
//! told by one run of the encoder. [`assemble`] puts a text together from them. Only what needs the whole text
//! (who "she" is, where a quotation ends) is done once for all texts of one [`Core`], and which day
//! "Friday" was for every text.
//!
//! The finders live in crates of their own: `wireroom-names`, `wireroom-times`,
//! `wireroom-statements`. Which language a text is in is told in `english`.

mod beside;
mod cores;
mod english;
mod passages;
mod tier;

pub use cores::{Core, CoreKey};
pub use english::is_english;
pub use passages::{PassageReading, Passages, read_passages};
pub use tier::{Models, READER, Tier};

use std::collections::HashMap;
use wireroom_model::{Analysis, LocalEntity, LocalEntityKind, Sentence, Text, Time, ZoneKind};
use wireroom_names::Tagged;
use wireroom_text::{Span, sentences};
use wireroom_times::{Anchor, RawTime};

/// What one sentence holds, with spans into the sentence.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SentenceReading {
    times: Vec<RawTime>,
}

/// Reads one sentence.
#[must_use]
pub fn read_sentence(sentence: &str) -> SentenceReading {
    SentenceReading { times: wireroom_times::find(sentence, Span::of(0..sentence.len())) }
}

/// The distinct sentences of a pile.
#[derive(Debug, Clone, Default)]
pub struct Sentences<'a> {
    /// Each once, in order of first sight.
    pub distinct: Vec<&'a str>,
    index: HashMap<&'a str, usize>,
}

impl<'a> Sentences<'a> {
    /// Gathers the sentences of all `texts`.
    #[must_use]
    pub fn of(texts: impl Iterator<Item = &'a Text>) -> Self {
        let mut gathered = Self::default();
        for text in texts {
            for sentence in telling(text) {
                let words = sentence.span.text(text.repaired());
                if !gathered.index.contains_key(words) {
                    gathered.index.insert(words, gathered.distinct.len());
                    gathered.distinct.push(words);
                }
            }
        }
        gathered
    }

    /// The place of a sentence in `distinct`.
    #[must_use]
    pub fn position(&self, sentence: &str) -> Option<usize> {
        self.index.get(sentence).copied()
    }
}

/// An analysis, and its times as they stand before anyone knows the day they are reckoned from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Assembled {
    /// The analysis.
    pub analysis: Analysis,
    /// Its times, unresolved, in text order.
    pub raw_times: Vec<RawTime>,
}

impl Assembled {
    /// Reckons the times from another day.
    pub fn resolve(&mut self, anchor: Option<&Anchor>) {
        self.analysis.times = resolved(&self.raw_times, anchor);
    }
}

/// The sentences of the telling, in text order.
#[must_use]
pub fn telling(text: &Text) -> Vec<Sentence> {
    sentences_of(text, ZoneKind::is_telling)
}

/// The sentences of some zones, in text order.
fn sentences_of(text: &Text, wanted: impl Fn(ZoneKind) -> bool) -> Vec<Sentence> {
    let repaired = text.repaired();
    let mut found = Vec::new();
    for zone in text.structure.zones.iter().filter(|zone| wanted(zone.kind)) {
        let inside = sentences(zone.span.text(repaired)).into_iter();
        found.extend(
            inside.map(|span| Sentence { span: span.shift(zone.span.start()), zone: zone.kind }),
        );
    }
    found
}

/// Puts a text together from the readings of its sentences, which `reading` gives by sentence, and
/// of its passages, which `passage` gives by text and starts of sentences. Whoever calls has asked
/// [`is_english`]: it is not asked again.
#[must_use]
pub fn assemble<'r>(
    text: &Text,
    reading: impl Fn(&str) -> Option<&'r SentenceReading>,
    passage: impl Fn(&str, &[usize]) -> Option<&'r PassageReading>,
    anchor: Option<&Anchor>,
) -> Assembled {
    let repaired = text.repaired();
    let sentences = telling(text);
    let mut raw_times: Vec<RawTime> = Vec::new();
    for sentence in &sentences {
        let times = reading(sentence.span.text(repaired)).map_or(&[][..], |read| &read.times);
        raw_times.extend(times.iter().map(|time| time.shift(sentence.span.start())));
    }
    let captions = beside::captions(text);
    let mut named = beside::dateline(text);
    for own in [&sentences, &captions] {
        named.extend(own.iter().copied().zip(tags(repaired, own, &passage)));
    }
    named.sort_by_key(|(sentence, _)| sentence.span);
    let (places, tags): (Vec<_>, Vec<_>) = named.into_iter().unzip();
    let dateline = text.structure.dateline.and_then(|dateline| dateline.place);
    let hints = wireroom_names::Hints { dateline };
    let (names, mut entities) = wireroom_names::analyse_tagged(repaired, &places, &tags, hints);
    let said = |text: &str, starts: &[usize]| passage(text, starts).map(|read| &read.said);
    let mut statements =
        wireroom_statements::statements_read(repaired, &sentences, &names, &mut entities, said);
    for statement in &mut statements {
        // A pronoun that leads nowhere stands for nobody that the record could show.
        let named = statement
            .source
            .first()
            .is_some_and(|source| !wireroom_statements::names_nobody(source.text(repaired)));
        if statement.source_entity.is_none() && named {
            statement.source_entity = Some(nameless(repaired, &statement.source, &mut entities));
        }
        for (span, entity) in statement.relay.iter().zip(&mut statement.relay_entities) {
            if entity.is_none() {
                *entity = Some(nameless(repaired, std::slice::from_ref(span), &mut entities));
            }
        }
    }
    let times = resolved(&raw_times, anchor);
    Assembled { analysis: Analysis { sentences, names, entities, times, statements }, raw_times }
}

/// The names of each sentence, with spans into it.
fn tags<'r>(
    repaired: &str,
    sentences: &[Sentence],
    passage: impl Fn(&str, &[usize]) -> Option<&'r PassageReading>,
) -> Vec<Vec<Tagged>> {
    let mut tags: Vec<Vec<Tagged>> = Vec::with_capacity(sentences.len());
    for range in wireroom_statements::passages(repaired, sentences) {
        let (span, starts) = wireroom_statements::place(sentences, &range);
        let names = passage(span.text(repaired), &starts).map_or(&[][..], |read| &read.names);
        let mut names = names.iter().peekable();
        for sentence in sentences.get(range).unwrap_or(&[]) {
            let from = |byte: usize| byte.saturating_sub(span.start());
            let (start, end) = (from(sentence.span.start()), from(sentence.span.end()));
            let mut own = Vec::new();
            while let Some(name) = names.next_if(|name| name.span.end() <= end) {
                let at = |byte: usize| byte.saturating_sub(start);
                let inside = Span::of(at(name.span.start())..at(name.span.end()));
                own.push(Tagged { span: inside, ..*name });
            }
            tags.push(own);
        }
    }
    tags
}

/// The entity of a source that the finders left unresolved: nobody may be quoted whom the record
/// cannot show.
fn nameless(text: &str, source: &[Span], entities: &mut Vec<LocalEntity>) -> usize {
    let words: Vec<&str> =
        source.iter().flat_map(|span| span.text(text).split_whitespace()).collect();
    let name = words.join(" ");
    let held = entities.iter().position(|entity| {
        entity.kind == LocalEntityKind::Unnamed && entity.name.eq_ignore_ascii_case(&name)
    });
    if let Some(held) = held {
        entities[held].mentions.extend_from_slice(source);
        entities[held].mentions.sort();
        entities[held].mentions.dedup();
        return held;
    }
    entities.push(LocalEntity {
        name,
        kind: LocalEntityKind::Unnamed,
        country: None,
        role: None,
        mentions: source.to_vec(),
    });
    entities.len() - 1
}

fn resolved(raw: &[RawTime], anchor: Option<&Anchor>) -> Vec<Time> {
    wireroom_times::resolve(raw, anchor)
}
