//! The distinct passages of a pile, and the names and statements of each.

use crate::{Tier, beside, telling};
use std::collections::HashMap;
use std::ops::Range;
use wireroom_encoder::{Heard, Passage};
use wireroom_model::Text;
use wireroom_names::{Tagged, Viewed};
use wireroom_statements::Worded;

/// The distinct passages of a pile. Two are the same where their text and the starts of their
/// sentences are.
#[derive(Debug, Clone, Default)]
pub struct Passages<'a> {
    /// Each once, in order of first sight, with the starts of its sentences.
    pub distinct: Vec<(&'a str, Vec<usize>)>,
    /// Places in `distinct` by text; hardly ever more than one.
    index: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Passages<'a> {
    /// Gathers the passages of all `texts`.
    #[must_use]
    pub fn of(texts: impl Iterator<Item = &'a Text>) -> Self {
        let mut gathered = Self::default();
        for text in texts {
            let repaired = text.repaired();
            for sentences in [telling(text), beside::captions(text)] {
                for passage in wireroom_statements::passages(repaired, &sentences) {
                    let (span, starts) = wireroom_statements::place(&sentences, &passage);
                    let words = span.text(repaired);
                    if gathered.position(words, &starts).is_none() {
                        gathered.index.entry(words).or_default().push(gathered.distinct.len());
                        gathered.distinct.push((words, starts));
                    }
                }
            }
        }
        gathered
    }

    /// The place of a passage in `distinct`.
    #[must_use]
    pub fn position(&self, passage: &str, starts: &[usize]) -> Option<usize> {
        let places = self.index.get(passage)?;
        places.iter().copied().find(|&at| self.distinct.get(at).is_some_and(|d| d.1 == starts))
    }
}

/// What one passage holds, with spans into it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PassageReading {
    pub(crate) names: Vec<Tagged>,
    pub(crate) said: wireroom_statements::PassageReading,
}

/// A passage and its tokens, as the two finders see them.
struct Seen<'a> {
    text: &'a str,
    /// Where each sentence begins, its text and its tokens.
    sentences: Vec<(usize, &'a str, Viewed)>,
    /// Where the tokens of all sentences stand.
    tokens: Vec<Range<usize>>,
    worded: Worded,
}

/// Reads passages. What is said of one does not depend on those it is read beside, but reading
/// some together is quicker. Names are looked for sentence by sentence; only what the encoder says
/// of a token has seen the whole passage.
#[must_use]
pub fn read_passages(passages: &[(&str, Vec<usize>)], tier: Tier) -> Vec<PassageReading> {
    let seen: Vec<Seen<'_>> =
        passages.iter().map(|(text, starts)| Seen::new(text, starts)).collect();
    let Some(encoder) = tier.encoder() else {
        return seen.iter().map(|passage| passage.read(None)).collect();
    };
    let asked: Vec<Passage<'_>> = seen
        .iter()
        .map(|seen| Passage { text: seen.text, words: seen.worded.ranges(), tokens: &seen.tokens })
        .collect();
    seen.iter().zip(encoder.hear(&asked)).map(|(seen, heard)| seen.read(Some(&heard))).collect()
}

impl<'a> Seen<'a> {
    fn new(text: &'a str, starts: &[usize]) -> Self {
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let sentences: Vec<_> = starts
            .iter()
            .zip(ends)
            .map(|(&start, end)| {
                let own = text.get(start..end).unwrap_or("").trim_end();
                (start, own, Viewed::new(own))
            })
            .collect();
        let tokens = sentences.iter().flat_map(|(start, _, viewed)| {
            viewed.spans().map(move |span| start + span.start()..start + span.end())
        });
        Self { text, tokens: tokens.collect(), sentences, worded: Worded::new(text, starts) }
    }

    fn read(&self, heard: Option<&Heard<'_>>) -> PassageReading {
        let mut names = Vec::new();
        let mut said = heard.map(Heard::names);
        for (start, own, viewed) in &self.sentences {
            let tokens = viewed.spans().count();
            let here = said.map(|said| said.split_at(tokens.min(said.len())));
            said = here.map(|(_, rest)| rest);
            let found = viewed.names(own, here.map(|(own, _)| own));
            names.extend(
                found.into_iter().map(|one| Tagged { span: one.span.shift(*start), ..one }),
            );
        }
        PassageReading { names, said: self.worded.read(self.text, heard) }
    }
}
