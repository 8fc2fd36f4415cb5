//! The pieces of words that the net knows, by their text.

use crate::stored::Stored;
use std::collections::HashMap;

/// Longest piece, in bytes.
const LONGEST: usize = 64;

/// The vocabulary of the net. Pieces that go on in a word begin with `##`.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    numbers: HashMap<&'static str, u32>,
    pub(crate) unknown: u32,
    pub(crate) begin: u32,
    pub(crate) end: u32,
    longest: usize,
}

impl Vocabulary {
    pub(crate) fn read(stored: &mut Stored) -> Option<Self> {
        let count = stored.number()?;
        let mut numbers = HashMap::with_capacity(count);
        let mut longest = 1;
        for number in 0..count {
            let length = usize::from(*stored.bytes(1)?.first()?);
            let piece = std::str::from_utf8(stored.bytes(length)?).ok()?;
            longest = longest.max(length);
            numbers.insert(piece, u32::try_from(number).ok()?);
        }
        let special = |piece: &str| numbers.get(piece).copied();
        Some(Self {
            unknown: special("[UNK]")?,
            begin: special("[CLS]")?,
            end: special("[SEP]")?,
            longest: longest.min(LONGEST),
            numbers,
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Cuts a word into the longest pieces there are, from the left: number and length in bytes of
    /// each. A word that cannot be cut so is one unknown piece.
    pub(crate) fn cut(&self, word: &str, out: &mut Vec<(u32, usize)>) {
        let first = out.len();
        let mut at = 0;
        let mut tried = String::with_capacity(self.longest + 2);
        while at < word.len() {
            let rest = word.get(at..).unwrap_or("");
            let mut end = rest.len().min(self.longest);
            let found = loop {
                while end > 0 && !rest.is_char_boundary(end) {
                    end -= 1;
                }
                if end == 0 {
                    break None;
                }
                tried.clear();
                if at > 0 {
                    tried.push_str("##");
                }
                tried.push_str(rest.get(..end).unwrap_or(""));
                if let Some(&number) = self.numbers.get(tried.as_str()) {
                    break Some(number);
                }
                end -= 1;
            };
            let Some(number) = found else {
                out.truncate(first);
                out.push((self.unknown, word.len()));
                return;
            };
            out.push((number, end));
            at += end;
        }
    }
}
