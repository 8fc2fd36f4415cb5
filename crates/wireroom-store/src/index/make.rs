//! Making an index of a whole pile: a new file, moved over the old one when it is whole.

use super::leaf::{LEAF, Posting, place, runs, seal, write};
use super::{APPLICATION_ID, INDEX_FORMAT, IndexLock};
use crate::error::Error;
use crate::write::Result;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use rusqlite::{Connection, params};
use std::io::{self, Write as _};
use wireroom::Stored;
use wireroom::collate::Entries;

/// Memory for pages while an index is made, in KiB; negative, as SQLite has it.
const CACHE: i32 = -256 * 1024;

/// Documents and what is held of their texts, ready to be written.
#[derive(Debug)]
pub struct Packed {
    documents: Vec<Stored>,
    entries: Entries,
}

/// Makes documents and entries ready to be written: work that is done on many threads.
#[must_use]
pub fn pack(mut documents: Vec<Stored>, mut entries: Entries) -> Packed {
    for stored in &mut documents {
        stored.bytes = packed(&stored.bytes);
    }
    for (_, entry) in &mut entries.entries {
        *entry = sealed(entry);
    }
    Packed { documents, entries }
}

/// The bytes of a document as they are stored.
pub(super) fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::fast());
    // Writing into memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// An entry as it is stored.
pub(super) fn sealed(entry: &[u8]) -> Vec<u8> {
    let mut bytes = [&[0; 4], entry].concat();
    seal(&mut bytes);
    bytes
}

/// An index that is being made.
#[derive(Debug)]
pub struct Draft {
    connection: Connection,
    /// Postings that are not yet in a run.
    rest: Vec<Posting>,
}

impl IndexLock {
    /// Makes the index anew: what `fill` writes takes the place of what there was, in one step.
    /// `settings` is what the pile is collated with.
    ///
    /// # Errors
    /// Those of writing, and of `fill`. The old index is then as it was.
    pub fn make(
        &self,
        settings: &str,
        fill: impl FnOnce(&mut Draft) -> io::Result<()>,
    ) -> std::result::Result<(), Error> {
        self.0.replace(|path| {
            let mut draft = Draft::new(path, settings)?;
            fill(&mut draft)?;
            draft.finish()
        })
    }
}

impl Draft {
    fn new(path: &std::path::Path, settings: &str) -> Result<Self> {
        let connection = Connection::open(path)?;
        // The file is nobody's until it is whole: no journal, no waiting for the disk.
        connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
        connection.pragma_update(None, "cache_size", CACHE)?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        connection.pragma_update(None, "user_version", INDEX_FORMAT)?;
        connection.execute_batch("BEGIN")?;
        connection.execute_batch(include_str!("index.sql"))?;
        connection.execute("INSERT INTO meta VALUES ('settings', ?)", [settings])?;
        Ok(Self { connection, rest: Vec::new() })
    }

    /// Adds documents and what is held of their texts.
    ///
    /// # Errors
    /// Those of writing.
    pub fn add(&mut self, packed: &Packed) -> io::Result<()> {
        self.add_rows(packed).map_err(io::Error::other)
    }

    fn add_rows(&self, packed: &Packed) -> rusqlite::Result<()> {
        let to = &self.connection;
        for stored in &packed.documents {
            to.prepare_cached("INSERT INTO received (bytes) VALUES (?)")?
                .execute([&stored.bytes])?;
            let at = to.last_insert_rowid();
            let number = stored.number.cast_signed();
            to.prepare_cached("INSERT INTO documents VALUES (?, ?, ?, ?)")?.execute(params![
                number,
                at,
                stored.source_id,
                stored.path
            ])?;
            if let Some(day) = &stored.day {
                to.prepare_cached("INSERT OR IGNORE INTO days VALUES (?)")?.execute([day])?;
            }
        }
        for (text, entry) in &packed.entries.entries {
            to.prepare_cached("INSERT INTO texts VALUES (?, ?)")?
                .execute(params![text.cast_signed(), entry])?;
        }
        for (body, text) in &packed.entries.bodies {
            to.prepare_cached("INSERT INTO bodies VALUES (?, ?)")?
                .execute(params![body.to_be_bytes().as_slice(), text.cast_signed()])?;
        }
        Ok(())
    }

    /// Adds shingles and the texts that hold them; they come sorted.
    ///
    /// # Errors
    /// Those of writing.
    pub fn postings(&mut self, postings: &[Posting]) -> io::Result<()> {
        for part in postings.chunks(LEAF * 64) {
            self.rest.extend_from_slice(part);
            self.flush(false).map_err(io::Error::other)?;
        }
        Ok(())
    }

    /// Writes the runs that are full; all of them where no more postings come.
    fn flush(&mut self, last: bool) -> rusqlite::Result<()> {
        let runs = runs(&self.rest);
        // The last run may go on in what comes next.
        let whole = if last { runs.len() } else { runs.len().saturating_sub(1) };
        let mut done = 0;
        for run in runs.into_iter().take(whole) {
            let Some(&first) = run.first() else { continue };
            self.connection
                .prepare_cached("INSERT INTO leaves VALUES (?, ?)")?
                .execute(params![place(first), write(run)])?;
            done += run.len();
        }
        self.rest.drain(..done);
        Ok(())
    }

    fn finish(mut self) -> Result<()> {
        self.flush(true)?;
        self.connection.execute_batch("COMMIT")?;
        self.connection.close().map_err(|(_, error)| error)?;
        Ok(())
    }
}
