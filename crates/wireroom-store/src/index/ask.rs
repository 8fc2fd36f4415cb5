//! What an index is asked.

use super::leaf::{self, Posting, opened, place};
use super::{IndexFile, Named};
use crate::error::Error;
use flate2::read::ZlibDecoder;
use rusqlite::{OptionalExtension as _, Params, Row, params};
use std::io::{self, Read as _};
use wireroom::Index;

impl IndexFile {
    /// One row, if it is there.
    fn row<T>(
        &self,
        sql: &str,
        of: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> io::Result<Option<T>> {
        let connection = self.connection();
        let found = || connection.prepare_cached(sql)?.query_row(of, read).optional();
        found().map_err(|error| self.failed(error))
    }

    /// What it was collated with, as [`super::IndexLock::make`] was told.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn settings(&self) -> Result<String, Error> {
        let sql = "SELECT value FROM meta WHERE key = 'settings'";
        let found = self.row(sql, [], |row| row.get(0)).map_err(|error| self.explain(error))?;
        found.ok_or_else(|| self.explain(self.damaged("no settings")))
    }

    /// Number of documents.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn len(&self) -> Result<usize, Error> {
        // Without reading all of them: documents are numbered as they come, and few ever go.
        let sql = "SELECT coalesce(max(at), 0) FROM received";
        let found: Option<i64> =
            self.row(sql, [], |row| row.get(0)).map_err(|error| self.explain(error))?;
        Ok(usize::try_from(found.unwrap_or_default()).unwrap_or_default())
    }

    /// Whether it holds no document.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn is_empty(&self) -> Result<bool, Error> {
        Ok(self.len()? == 0)
    }

    /// What the documents are called.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn called(&self) -> Result<Vec<Named>, Error> {
        let connection = self.connection();
        let read = || -> rusqlite::Result<Vec<Named>> {
            let sql = "SELECT number, source_id, path FROM documents ORDER BY number";
            let named = |row: &Row<'_>| {
                Ok(Named {
                    number: row.get::<_, i64>(0)?.cast_unsigned(),
                    source_id: row.get(1)?,
                    path: row.get(2)?,
                })
            };
            connection.prepare(sql)?.query_map([], named)?.collect()
        };
        read().map_err(|error| super::failed(&self.path, error))
    }

    /// The bytes of all documents, for [`Shelf::take_in`](wireroom::Shelf::take_in).
    pub fn documents(&self) -> impl Iterator<Item = io::Result<Vec<u8>>> + Send + '_ {
        let mut at = 0_i64;
        std::iter::from_fn(move || {
            let sql = "SELECT at, bytes FROM received WHERE at > ? ORDER BY at LIMIT 1";
            let row = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?));
            match self.row(sql, [at], row) {
                Ok(None) => None,
                Ok(Some((next, bytes))) => {
                    at = next;
                    Some(self.unpacked(&bytes))
                }
                Err(error) => {
                    at = i64::MAX;
                    Some(Err(error))
                }
            }
        })
    }

    fn unpacked(&self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut out = Vec::with_capacity(bytes.len() * 3);
        let read = ZlibDecoder::new(bytes).read_to_end(&mut out);
        read.map_err(|_| self.damaged("a document"))?;
        Ok(out)
    }

    /// The run that a posting is in, if there is one, and where it is.
    pub(super) fn leaf(&self, at: Posting) -> io::Result<Option<(i64, Vec<Posting>)>> {
        let sql = "SELECT first, postings FROM leaves WHERE first <= ? ORDER BY first DESC LIMIT 1";
        self.run(sql, place(at))
    }

    fn run(&self, sql: &str, at: i64) -> io::Result<Option<(i64, Vec<Posting>)>> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, leaf::read(row.get_ref(1)?.as_blob()?)));
        let Some((first, run)) = self.row(sql, [at], read)? else { return Ok(None) };
        Ok(Some((first, run.ok_or_else(|| self.damaged("a run of shingles"))?)))
    }
}

impl Index for IndexFile {
    fn entry(&self, text: u64) -> io::Result<Option<Vec<u8>>> {
        let sql = "SELECT entry FROM texts WHERE number = ?";
        let read = |row: &Row<'_>| Ok(opened(row.get_ref(0)?.as_blob()?).map(<[u8]>::to_vec));
        let found = self.row(sql, [text.cast_signed()], read)?;
        found.map(|entry| entry.ok_or_else(|| self.damaged("a text"))).transpose()
    }

    fn with_body(&self, body: u128) -> io::Result<Option<u64>> {
        let sql = "SELECT text FROM bodies WHERE body = ?";
        let text = |row: &Row<'_>| Ok(row.get::<_, i64>(0)?.cast_unsigned());
        self.row(sql, [body.to_be_bytes().as_slice()], text)
    }

    fn with_key_from(&self, key: u32, text: u64, count: usize) -> io::Result<Vec<u64>> {
        let mut found = Vec::new();
        let next = "SELECT first, postings FROM leaves WHERE first > ? ORDER BY first LIMIT 1";
        let mut leaf = match self.leaf((key, text))? {
            None => self.run(next, i64::MIN)?,
            held => held,
        };
        while let Some((first, run)) = leaf {
            let from = run.partition_point(|&posting| posting < (key, text));
            for &(other, number) in run.get(from..).unwrap_or_default() {
                if other != key || found.len() >= count {
                    return Ok(found);
                }
                found.push(number);
            }
            leaf = self.run(next, first)?;
        }
        Ok(found)
    }

    fn with_key_before(&self, key: u32, text: u64, count: usize) -> io::Result<Vec<u64>> {
        let mut found = Vec::new();
        let next = "SELECT first, postings FROM leaves WHERE first < ? ORDER BY first DESC LIMIT 1";
        let mut leaf = self.leaf((key, text))?;
        while let Some((first, run)) = leaf {
            let to = run.partition_point(|&posting| posting < (key, text));
            for &(other, number) in run.get(..to).unwrap_or_default().iter().rev() {
                if other != key || found.len() >= count {
                    return Ok(found);
                }
                found.push(number);
            }
            leaf = self.run(next, first)?;
        }
        Ok(found)
    }

    fn document(&self, document: u64) -> io::Result<Option<Vec<u8>>> {
        let sql = "SELECT bytes FROM documents JOIN received USING (at) WHERE number = ?";
        let packed: Option<Vec<u8>> =
            self.row(sql, params![document.cast_signed()], |row| row.get(0))?;
        packed.map(|packed| self.unpacked(&packed)).transpose()
    }

    fn days(&self) -> io::Result<Vec<String>> {
        let connection = self.connection();
        let read = || -> rusqlite::Result<Vec<String>> {
            let mut days = connection.prepare_cached("SELECT day FROM days ORDER BY day")?;
            days.query_map([], |row| row.get(0))?.collect()
        };
        read().map_err(|error| self.failed(error))
    }
}
