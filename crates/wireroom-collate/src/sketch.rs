//! What is kept of a text to find those that it may share a story with: half a kilobyte for an
//! article, whatever else the text holds.
//!
//! A pile that does not fit into memory is gone through twice: once for the sketches, and once,
//! part by part, for what the sketches proposed (see [`crate::Plan`]).

use wireroom_model::DocumentId;

use crate::imprint::imprint;
use crate::shingle::{body_hash, sample};
use crate::words::body_ids;
use crate::{Config, Member};

/// What is kept of a text. It does not depend on what it takes to be a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    pub(crate) document: DocumentId,
    /// Its outlet and its headline (see [`crate::imprint`]); 0 where it has neither.
    pub(crate) imprint: u64,
    /// A hash of the body: those with one are the same word for word.
    pub(crate) body: u128,
    /// Words of the body.
    pub(crate) n_words: u32,
    /// The sampled shingles, sorted.
    pub(crate) keys: Box<[u32]>,
}

impl Sketch {
    /// The sketch of a text.
    #[must_use]
    pub fn of(member: Member<'_>) -> Self {
        let ids = body_ids(member.text);
        Self {
            document: member.document.id.clone(),
            imprint: imprint(&member),
            body: body_hash(&ids),
            n_words: ids.len() as u32,
            keys: sample(&ids).into_boxed_slice(),
        }
    }

    /// Whether it has so few words that those with the same are no copies of it.
    pub(crate) fn is_brief(&self, config: &Config) -> bool {
        (self.n_words as usize) * 2 < config.min_words
    }

    /// Whether it keeps to itself, whoever has the same words: they are too few to tell anything.
    #[must_use]
    pub fn is_alone(&self, config: &Config) -> bool {
        self.is_brief(config)
    }

    /// A number for its outlet and its headline; 0 where it has neither.
    #[must_use]
    pub const fn imprint(&self) -> u64 {
        self.imprint
    }

    /// A hash of the body: those with one are the same word for word.
    #[must_use]
    pub const fn body(&self) -> u128 {
        self.body
    }

    /// The sampled shingles, sorted.
    #[must_use]
    pub fn keys(&self) -> &[u32] {
        &self.keys
    }

    /// The document that it is of.
    #[must_use]
    pub fn document(&self) -> &DocumentId {
        &self.document
    }
}
