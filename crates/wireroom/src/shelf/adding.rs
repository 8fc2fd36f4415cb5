//! Adding what was laid by to an index.

use super::{Held, Part, Shelf};
use crate::families::families_of;
use crate::index::{Added, Asked, Changes, Index, Stored, number_of, read};
use crate::options::Options;
use crate::record::Record;
use crate::threads::with_threads;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::{self, Seek, SeekFrom, Write};
use wireroom_collate::{Config, Member, grow};
use wireroom_intake::{Intake, merge};
use wireroom_model::{Document, DocumentId, Text};

/// Documents of an index that are laid by at a time.
const BATCH: usize = 512;

impl Shelf {
    /// Adds the documents to an index that was made with `config`. What it holds already is not
    /// added again; of documents with one id that differ, the one stays that would stay were both
    /// read together.
    ///
    /// This takes milliseconds for a document, whatever the index holds. For very many documents
    /// collating it all anew is faster: see [`Shelf::take_in`].
    ///
    /// # Errors
    /// Those of the index and of reading the file; a document whose id was not derived.
    pub fn add_to<I: Index + Sync>(
        self,
        index: &I,
        options: &Options,
        config: &Config,
    ) -> io::Result<Added> {
        with_threads(options, || self.add(index, config))
    }

    fn add<I: Index>(&self, index: &I, config: &Config) -> io::Result<Added> {
        let mut days = self.days.clone();
        for day in index.days()? {
            days.insert(day.parse().map_err(|_| {
                io::Error::new(io::ErrorKind::InvalidData, format!("{day:?} is no day"))
            })?);
        }
        let mut changes = Changes::default();
        let mut fresh: Vec<(Document, Text)> = Vec::new();
        for held in &self.held {
            let document = self.take(held)?;
            let number = number_of(&held.id)?;
            if let Some(bytes) = index.document(number)? {
                if stays(&read(&bytes)?.0, &document.0) {
                    continue;
                }
                changes.gone.push(number);
            }
            changes.documents.push(self.stored(held)?);
            fresh.push(document);
        }
        changes.documents.sort_by_key(|stored| stored.number);
        let members: Vec<Member<'_>> =
            fresh.iter().map(|(document, text)| Member { document, text }).collect();
        let grown = grow(&Asked(index), &changes.gone, &members, config)?;
        changes.edits = grown.edits;
        let mut documents = grown.documents;
        documents.sort_by(|(x, _), (y, _)| {
            (&x.path, &x.source_id, &x.id).cmp(&(&y.path, &y.source_id, &y.id))
        });
        let places = (0..documents.len()).collect();
        let (documents, texts) = documents.into_iter().unzip();
        let record: Record = families_of(documents, texts, grown.collation, &days);
        Ok(Added { part: Part { record, places }, changes })
    }

    /// Lays by what an index holds, besides: the pile is then what it and the documents are together.
    /// `again` repairs its texts anew, as for an index that another version made.
    ///
    /// # Errors
    /// Those of `held`, and of writing the file.
    pub fn take_in(
        &mut self,
        options: &Options,
        held: impl Iterator<Item = io::Result<Vec<u8>>> + Send,
        again: bool,
    ) -> io::Result<()> {
        with_threads(options, || self.take_all(held, again))
    }

    fn take_all(
        &mut self,
        mut held: impl Iterator<Item = io::Result<Vec<u8>>>,
        mend: bool,
    ) -> io::Result<()> {
        let fresh: BTreeMap<DocumentId, usize> =
            self.held.iter().enumerate().map(|(at, held)| (held.id.clone(), at)).collect();
        let mut end = self.file()?.seek(SeekFrom::End(0))?;
        loop {
            let batch: Vec<Vec<u8>> = held.by_ref().take(BATCH).collect::<io::Result<_>>()?;
            if batch.is_empty() {
                break;
            }
            let made: Vec<_> = batch
                .par_iter()
                .map(|bytes| {
                    let (document, text) = read(bytes)?;
                    // Whoever adds to an index may give again what it holds: nothing to note.
                    let again = fresh.get(&document.id).and_then(|&at| self.held.get(at));
                    if let Some(again) = again
                        && self.take(again)?.0 == document
                    {
                        return Ok(None);
                    }
                    let text = if mend { wireroom_repair::repair(&document) } else { text };
                    let mut bytes = Vec::new();
                    let laid = super::lay_by(document, &text, &mut bytes);
                    Ok(Some((bytes, laid)))
                })
                .collect::<io::Result<_>>()?;
            for (bytes, laid) in made.into_iter().flatten() {
                let mut file = self.file()?;
                file.seek(SeekFrom::End(0))?;
                file.write_all(&bytes)?;
                drop(file);
                self.days.extend(laid.day);
                let held = laid.held(&mut end, &mut self.paths);
                self.held.push(held);
            }
        }
        self.settle()
    }

    /// A document that is laid by as an index keeps it.
    pub(super) fn stored(&self, held: &Held) -> io::Result<Stored> {
        Ok(Stored {
            number: number_of(&held.id)?,
            path: self.paths.get(held.path as usize).cloned(),
            source_id: held.source_id.as_deref().map(str::to_owned),
            day: held.day.map(|day| day.to_string()),
            bytes: self.bytes(held)?,
        })
    }
}

/// Whether of two documents with one id the one that is held stays.
fn stays(held: &Document, fresh: &Document) -> bool {
    if held == fresh {
        return true;
    }
    let documents = vec![held.clone(), fresh.clone()];
    merge(vec![Intake { documents, ..Intake::default() }]).documents.first() == Some(held)
}
