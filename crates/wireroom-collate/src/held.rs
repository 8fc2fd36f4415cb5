//! What an index answers, and what is to be written into it.
//!
//! This crate does no IO: whoever opened the file implements [`Held`] and writes [`Edits`] down, all
//! of them or none.

use std::io;

use wireroom_model::{Document, Text};

/// A pile that was collated, asked for no more than what it takes to add to it.
///
/// Documents and texts go by [`number`](crate::number). A text is a body: its number is that of the first
/// document that has it.
///
/// Errors are those of reading; what cannot be what was written is
/// [`io::ErrorKind::InvalidData`].
pub trait Held {
    /// What [`Edits::entries`] gave of a text.
    ///
    /// # Errors
    /// See [`Held`].
    fn entry(&self, text: u64) -> io::Result<Option<Vec<u8>>>;

    /// The text with these words, by [`Edits::bodies`].
    ///
    /// # Errors
    /// See [`Held`].
    fn with_body(&self, body: u128) -> io::Result<Option<u64>>;

    /// Texts that hold a shingle, by [`Edits::postings`]: the first `count` from `text` on, in order.
    ///
    /// # Errors
    /// See [`Held`].
    fn with_key_from(&self, key: u32, text: u64, count: usize) -> io::Result<Vec<u64>>;

    /// The same: the last `count` before `text`, the nearest first.
    ///
    /// # Errors
    /// See [`Held`].
    fn with_key_before(&self, key: u32, text: u64, count: usize) -> io::Result<Vec<u64>>;

    /// A document that was added, as it was then.
    ///
    /// # Errors
    /// See [`Held`].
    fn document(&self, document: u64) -> io::Result<Option<(Document, Text)>>;
}

/// What is to be written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits {
    /// What is held of a text; `None` where it is no longer there. Sorted.
    pub entries: Vec<(u64, Option<Vec<u8>>)>,
    /// The text that has a body, the same way. Sorted.
    pub bodies: Vec<(u128, Option<u64>)>,
    /// Shingles and texts that hold them; `false` where one no longer does. Sorted.
    pub postings: Vec<((u32, u64), bool)>,
}

pub(crate) fn damaged(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}
