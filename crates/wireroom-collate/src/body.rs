//! The words of a text's body in five bytes each, ready to be compared.
//!
//! Where a word stands in its text is not held: whoever needs to show a passage reads the text
//! again (see [`crate::pile::Reader`]), which few texts of a pile come to.

use crate::candidates::Boilerplate;
use crate::shingle::{SHINGLE, sampled};
use crate::words::{CAPITAL, NUMBER, QUOTED, SENTENCE, Word};

/// A body made ready to be compared.
#[derive(Debug, Clone, Default)]
pub(crate) struct Body {
    /// The hashes of the folded words.
    pub(crate) ids: Box<[u32]>,
    /// What is known of each.
    flags: Box<[u8]>,
}

/// The word is boilerplate.
const COMMON: u8 = 16;

impl Body {
    pub(crate) fn new(words: &[Word]) -> Self {
        Self {
            ids: words.iter().map(|word| word.id).collect(),
            flags: words.iter().map(|word| word.flags).collect(),
        }
    }

    /// As it goes from one machine to another: the hashes, then what is known of each.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let ids = self.ids.iter().flat_map(|id| id.to_le_bytes());
        ids.chain(self.flags.iter().copied()).collect()
    }

    /// What [`Body::to_bytes`] made; `None` where it is not that.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let n = bytes.len() / 5;
        let (ids, flags) = bytes.split_at_checked(n * 4)?;
        let (ids, rest) = ids.as_chunks::<4>();
        (rest.is_empty() && flags.len() == n).then(|| Self {
            ids: ids.iter().map(|id| u32::from_le_bytes(*id)).collect(),
            flags: flags.into(),
        })
    }

    /// Marks the words of shingles that are boilerplate in the pile.
    pub(crate) fn mark(&mut self, boilerplate: &Boilerplate) {
        if boilerplate.is_empty() {
            return;
        }
        let mut last: Option<usize> = None;
        for (at, key) in sampled(&self.ids) {
            if boilerplate.has(key) {
                // One shingle in a few is sampled: what lies between two is boilerplate too.
                let from = last.filter(|last| at - last <= 4 * SHINGLE).unwrap_or(at);
                for flags in self.flags.get_mut(from..at + SHINGLE).unwrap_or_default() {
                    *flags |= COMMON;
                }
                last = Some(at);
            }
        }
    }

    fn flags(&self, at: usize) -> u8 {
        self.flags.get(at).copied().unwrap_or(QUOTED)
    }

    /// Whether a word is its writer's own: neither quoted nor boilerplate.
    pub(crate) fn own(&self, at: usize) -> bool {
        self.flags(at) & (QUOTED | COMMON) == 0
    }

    pub(crate) fn quoted(&self, at: usize) -> bool {
        self.flags(at) & QUOTED != 0
    }

    pub(crate) fn number(&self, at: usize) -> bool {
        self.flags(at) & NUMBER != 0
    }

    pub(crate) fn opens_sentence(&self, at: usize) -> bool {
        self.flags(at) & SENTENCE != 0
    }

    pub(crate) fn capital(&self, at: usize) -> bool {
        self.flags(at) & CAPITAL != 0
    }

    /// A capital that no sentence calls for: a name, as a rule.
    pub(crate) fn name(&self, at: usize) -> bool {
        self.flags(at) & (CAPITAL | SENTENCE) == CAPITAL
    }

    /// Whether half of a passage is boilerplate: then its edges, which the sample of shingles
    /// missed, are boilerplate too.
    pub(crate) fn mostly_common(&self, passage: &std::ops::Range<usize>) -> bool {
        let flags = self.flags.get(passage.clone()).unwrap_or_default();
        let common = flags.iter().filter(|&flags| flags & COMMON != 0).count();
        common > 0 && common * 2 >= flags.len()
    }

    /// Number of words that are the writer's own.
    pub(crate) fn n_own(&self) -> usize {
        self.flags.iter().filter(|&flags| flags & (QUOTED | COMMON) == 0).count()
    }
}
