//! The words of a text's body in five bytes each, ready to be compared.
//!
//! Where a word stands in its text is not held: whoever needs to show a passage reads the text
//! again (see [`crate::pile::Reader`]), which few texts of a pile come to.

use std::ops::Range;

use crate::align::Block;
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
    pub(crate) fn mostly_common(&self, passage: &Range<usize>) -> bool {
        let flags = self.flags.get(passage.clone()).unwrap_or_default();
        let common = count(flags, |flags| flags & COMMON != 0);
        common > 0 && common * 2 >= flags.len()
    }

    /// Number of words that are the writer's own.
    pub(crate) fn n_own(&self) -> usize {
        count(&self.flags, |flags| flags & (QUOTED | COMMON) == 0)
    }

    /// Number of words of a block that are own here and in `other`.
    pub(crate) fn n_own_with(&self, other: &Self, block: &Block) -> usize {
        let mine = self.flags.get(block.a..block.a + block.len).unwrap_or_default();
        let theirs = other.flags.get(block.b..block.b + block.len).unwrap_or_default();
        let parts = mine.chunks(255).zip(theirs.chunks(255));
        let own = |(x, y): (&u8, &u8)| u8::from((x | y) & (QUOTED | COMMON) == 0);
        parts.map(|(x, y)| usize::from(x.iter().zip(y).map(own).sum::<u8>())).sum()
    }

    /// Number of words in a range that are numbers.
    pub(crate) fn n_numbers(&self, range: Range<usize>) -> usize {
        count(self.flags.get(range).unwrap_or_default(), |flags| flags & NUMBER != 0)
    }
}

/// How many words have flags that are so: in pieces that a byte can count, many at a time.
fn count(flags: &[u8], is: impl Fn(u8) -> bool) -> usize {
    let piece =
        |piece: &[u8]| usize::from(piece.iter().map(|&flags| u8::from(is(flags))).sum::<u8>());
    flags.chunks(255).map(piece).sum()
}
