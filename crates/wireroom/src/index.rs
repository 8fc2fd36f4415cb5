//! What a file has to answer and to take in that keeps a collated pile, so that articles are added to
//! it without collating it anew.
//!
//! An index holds the documents, as bytes that only this crate reads, and of each text what
//! `wireroom-collate` wants to know of it. [`Shelf::index`](crate::Shelf::index) makes one of a pile,
//! [`Shelf::add_to`](crate::Shelf::add_to) adds a few articles. Documents go by numbers, see
//! [`collate::number`](wireroom_collate::number).
//!
//! What it is not: it reads and writes no file. `wireroom-store` keeps an index in one.

use crate::codec;
use crate::date::{dates, known_days};
use crate::shelf::Part;
use std::io;
use wireroom_collate::{Edits, Entries, Held, number};
use wireroom_model::{Document, DocumentId, Text};

/// An index, asked. The first five answers are those of [`Held`], the document in bytes.
#[allow(clippy::missing_errors_doc, reason = "each has the errors of reading the file")]
pub trait Index {
    /// What is held of a text.
    fn entry(&self, text: u64) -> io::Result<Option<Vec<u8>>>;
    /// The text with these words.
    fn with_body(&self, body: u128) -> io::Result<Option<u64>>;
    /// Texts that hold a shingle: the first `count` from `text` on, in order.
    fn with_key_from(&self, key: u32, text: u64, count: usize) -> io::Result<Vec<u64>>;
    /// The same: the last `count` before `text`, the nearest first.
    fn with_key_before(&self, key: u32, text: u64, count: usize) -> io::Result<Vec<u64>>;
    /// The bytes of a document, as [`Stored::bytes`].
    fn document(&self, document: u64) -> io::Result<Option<Vec<u8>>>;
    /// The days that documents are dated by, as [`Stored::day`].
    fn days(&self) -> io::Result<Vec<String>>;
}

/// A document as an index keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its number.
    pub number: u64,
    /// The path as given.
    pub path: Option<String>,
    /// The id that the input gave.
    pub source_id: Option<String>,
    /// The day that it is dated by.
    pub day: Option<String>,
    /// The document and its reading text.
    pub bytes: Vec<u8>,
}

impl Stored {
    /// What an index keeps of a document beside its bytes, from these.
    ///
    /// # Errors
    /// When the bytes are no document, or one whose id was not derived.
    pub fn of(bytes: Vec<u8>) -> io::Result<Self> {
        let (document, text) = read(&bytes)?;
        let day = known_days([&dates(&document, &text)]).next();
        Ok(Self {
            number: number_of(&document.id)?,
            path: document.path,
            source_id: document.source_id,
            day: day.map(|day| day.to_string()),
            bytes,
        })
    }
}

/// What is to be written into an index, all of it or nothing.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// Documents that are no longer held.
    pub gone: Vec<u64>,
    /// Documents that are added. Sorted.
    pub documents: Vec<Stored>,
    /// What collating has to write.
    pub edits: Edits,
}

/// What came of adding articles.
#[derive(Debug)]
pub struct Added {
    /// The families that are other than before and those that hang together with them by copies,
    /// with their documents and pairs; places are those within this part.
    pub part: Part,
    /// What is to be written.
    pub changes: Changes,
}

/// A part of a pile of which an index is made.
#[derive(Debug)]
pub struct Made {
    /// What was found.
    pub part: Part,
    /// Its documents. Sorted.
    pub documents: Vec<Stored>,
    /// What is to be held of its texts.
    pub entries: Entries,
}

/// An index, as collating asks it.
pub(crate) struct Asked<'a, I>(pub(crate) &'a I);

impl<I: Index> Held for Asked<'_, I> {
    fn entry(&self, text: u64) -> io::Result<Option<Vec<u8>>> {
        self.0.entry(text)
    }

    fn with_body(&self, body: u128) -> io::Result<Option<u64>> {
        self.0.with_body(body)
    }

    fn with_key_from(&self, key: u32, text: u64, count: usize) -> io::Result<Vec<u64>> {
        self.0.with_key_from(key, text, count)
    }

    fn with_key_before(&self, key: u32, text: u64, count: usize) -> io::Result<Vec<u64>> {
        self.0.with_key_before(key, text, count)
    }

    fn document(&self, document: u64) -> io::Result<Option<(Document, Text)>> {
        self.0.document(document)?.map(|bytes| read(&bytes)).transpose()
    }
}

/// The number of a document that an index is to hold.
pub(crate) fn number_of(id: &DocumentId) -> io::Result<u64> {
    number(id).ok_or_else(|| {
        let what = format!("an index holds only documents whose ids were derived, not {id}");
        io::Error::new(io::ErrorKind::InvalidInput, what)
    })
}

/// A document as it was stored.
pub(crate) fn read(bytes: &[u8]) -> io::Result<(Document, Text)> {
    let damaged = || io::Error::new(io::ErrorKind::InvalidData, "a stored document is damaged");
    codec::read(bytes).ok_or_else(damaged)
}

impl Part {
    /// The part without the families of which no witness is `told`.
    #[must_use]
    pub fn only(mut self, told: impl Fn(&DocumentId) -> bool) -> Self {
        let record = &mut self.record;
        let mut place = Vec::with_capacity(record.families.len());
        let mut kept = 0_usize;
        for family in &record.families {
            let stays = family.witnesses.iter().any(|witness| told(&witness.document));
            place.push(stays.then_some(kept));
            kept += usize::from(stays);
        }
        let mut places = place.iter();
        record.families.retain(|_| places.next().is_some_and(Option::is_some));
        record.pairs.retain(|pair| told(&pair.a) || told(&pair.b));
        let documents = std::mem::take(&mut record.documents);
        let held = std::mem::take(&mut self.places);
        for (mut reading, at) in documents.into_iter().zip(held) {
            if let Some(family) = place.get(reading.family).copied().flatten() {
                reading.family = family;
                record.documents.push(reading);
                self.places.push(at);
            }
        }
        self
    }
}
