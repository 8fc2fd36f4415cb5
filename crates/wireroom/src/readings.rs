//! What was read of texts, kept for the next time: a record that grows reads what is new in it.
//!
//! A reading is kept by what it depends on ([`Core::digest`](wireroom_analyse::Core::digest)): the
//! words, the parts of the text, and the models and rules that read it. What is found under that is
//! taken, whatever record it was kept in; where nothing is found, the text is read.
//!
//! What it is not: a part of what is known of the pile. A record with or without it is the same
//! record, and damaged bytes are as good as none.

use crate::codec::analysis::{read_found, write_found};
use std::collections::BTreeMap;
use std::sync::Arc;
use wireroom_analyse::Assembled;
use wireroom_model::{LocalEntity, Statement};
use wireroom_text::Span;

/// Readings of texts by what they depend on. Copies share what they hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Readings(BTreeMap<[u8; 16], Arc<[u8]>>);

impl Readings {
    /// Puts in what was stored.
    pub fn put(&mut self, key: [u8; 16], bytes: &[u8]) {
        self.0.insert(key, bytes.into());
    }

    /// All, to be stored, by key.
    pub fn iter(&self) -> impl Iterator<Item = (&[u8; 16], &[u8])> {
        self.0.iter().map(|(key, bytes)| (key, &**bytes))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many are damaged: their texts will be read again.
    #[must_use]
    pub fn damaged(&self) -> usize {
        self.0.values().filter(|bytes| whole(bytes).is_none()).count()
    }

    /// Those of both.
    pub(crate) fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// What was found in a text of these words, if it is known: whether it is in English, and its
    /// analysis with times that are not resolved.
    pub(crate) fn find(&self, key: &[u8; 16], words: &str) -> Option<(bool, Assembled)> {
        let mut bytes = whole(self.0.get(key)?)?;
        let (english, found) = read_found(&mut bytes)?;
        (bytes.is_empty() && fits(&found, words)).then_some((english, found))
    }

    /// Keeps what was found in the text of a key.
    pub(crate) fn keep(&mut self, key: [u8; 16], english: bool, found: &Assembled) {
        let mut bytes = Vec::new();
        write_found(english, found, &mut bytes);
        bytes.extend(sum(&bytes));
        self.0.insert(key, bytes.into());
    }

    /// The reading of a key as `other` has it, taken over without a look.
    pub(crate) fn take_over(&mut self, key: [u8; 16], other: &Self) {
        if let Some(bytes) = other.0.get(&key) {
            self.0.insert(key, Arc::clone(bytes));
        }
    }
}

/// Bytes of the sum behind a reading.
const SUM: usize = 8;

/// Tells whether bytes are those that were kept: the first of their BLAKE3.
fn sum(bytes: &[u8]) -> [u8; SUM] {
    let mut sum = [0; SUM];
    sum.copy_from_slice(&blake3::hash(bytes).as_bytes()[..SUM]);
    sum
}

/// What stands before its sum, if that is its sum.
fn whole(kept: &[u8]) -> Option<&[u8]> {
    let (bytes, held) = kept.split_at_checked(kept.len().checked_sub(SUM)?)?;
    (sum(bytes) == held).then_some(bytes)
}

/// Whether all that was found stands in a text of these words, and what it refers to is there.
fn fits(found: &Assembled, words: &str) -> bool {
    let stands = |span: &Span| words.get(span.start()..span.end()).is_some();
    let analysis = &found.analysis;
    let there = |entity: &usize| *entity < analysis.entities.len();
    let entity = |entity: &LocalEntity| entity.mentions.iter().all(stands);
    let statement = |said: &Statement| {
        let Statement { source, cue, content, addressee, relay, .. } = said;
        [source, cue, content, relay].into_iter().flatten().chain(addressee).all(stands)
            && !content.is_empty()
            && said.relay.len() == said.relay_entities.len()
            && said.source_entity.iter().chain(&said.joint_entities).all(there)
            && said.relay_entities.iter().flatten().all(there)
    };
    analysis.sentences.iter().all(|sentence| stands(&sentence.span))
        && analysis.names.iter().all(|name| stands(&name.span) && name.entity.iter().all(there))
        && analysis.entities.iter().all(entity)
        && analysis.statements.iter().all(statement)
        && found.raw_times.iter().all(|time| stands(&time.span))
}
