//! A record file, opened to be read.

use crate::error::{Error, ErrorKind};
use crate::{APPLICATION_ID, FORMAT, OLDEST_FORMAT, received};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use serde::de::DeserializeOwned;
use std::fs;
use std::path::{Path, PathBuf};
use wireroom::Builder;
use wireroom_model::Document;
use wireroom_wire::{About, Annotation, Note, Record};

/// Statements that are kept prepared.
const STATEMENTS: usize = 128;
/// Memory for pages of the file, in KiB; negative, as SQLite has it.
const CACHE: i32 = -32 * 1024;

/// A record file. It is never written through this.
#[derive(Debug)]
pub struct Store {
    pub(crate) path: PathBuf,
    pub(crate) connection: Connection,
}

impl Store {
    /// Opens a record file and checks that it is whole.
    ///
    /// # Errors
    /// When there is no file, or it is no record, damaged, or of a format that is not read.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let store = Self::glance(path)?;
        store.check_whole()?;
        Ok(store)
    }

    /// Opens a record file without reading it through, which takes seconds where it is large. What
    /// is damaged in it is found when it is asked for.
    ///
    /// # Errors
    /// When there is no file, or it is no record, or of a format that is not read.
    pub fn glance(path: &Path) -> Result<Self, Error> {
        let bad = |kind, what: &str| Error::new(kind, path, what);
        let data = fs::metadata(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => {
                bad(ErrorKind::Missing, "there is no such record; make one with read --record")
            }
            _ => bad(ErrorKind::Io, "the record cannot be read; check its permissions")
                .because(error),
        })?;
        if data.is_dir() {
            return Err(bad(ErrorKind::Io, "this is a folder; name a file for the record"));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|e| failed(path, e))?;
        // A server asks a few dozen questions again and again, of pages that lie all over the file.
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        connection.pragma_update(None, "cache_size", CACHE).map_err(|e| failed(path, e))?;
        let store = Self { path: path.to_owned(), connection };
        store.check()?;
        Ok(store)
    }

    /// The documents, as received.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn documents(&self) -> Result<Vec<Document>, Error> {
        Ok(self.gathered()?.documents)
    }

    /// All that was received, from which the record can be made again, with more.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn gathered(&self) -> Result<Builder, Error> {
        received::read(&self.connection).map_err(|error| failed(&self.path, error))
    }

    /// The record as it was written.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn record(&self) -> Result<Record, Error> {
        Ok(Record {
            documents: self.rows("SELECT json FROM documents ORDER BY position")?,
            families: self.rows("SELECT json FROM families ORDER BY position")?,
            events: self.rows("SELECT json FROM events ORDER BY position")?,
            claims: self.rows("SELECT json FROM claims ORDER BY position")?,
            statements: self.rows("SELECT json FROM statements ORDER BY position")?,
            differences: self.rows("SELECT json FROM differences ORDER BY position")?,
            storylines: self.rows("SELECT json FROM storylines ORDER BY position")?,
            entities: self.rows("SELECT json FROM entities ORDER BY position")?,
            ..self.heading()?
        })
    }

    /// The record without its lists: what made it, the counts, the notes.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn heading(&self) -> Result<Record, Error> {
        let meta = |key: &str| -> Result<String, Error> {
            self.connection
                .query_row("SELECT value FROM meta WHERE key = ?", [key], |row| row.get(0))
                .map_err(|error| failed(&self.path, error))
        };
        let contract = meta("contract")?;
        Ok(Record {
            wireroom: About {
                version: meta("version")?,
                contract: contract.parse().map_err(|error| self.garbled(error))?,
            },
            counts: serde_json::from_str(&meta("counts")?).map_err(|error| self.garbled(error))?,
            documents: Vec::new(),
            families: Vec::new(),
            events: Vec::new(),
            claims: Vec::new(),
            statements: Vec::new(),
            differences: Vec::new(),
            storylines: Vec::new(),
            entities: Vec::new(),
            notes: self.rows::<Note>(
                "SELECT json_object('path', path, 'what', what) FROM notes ORDER BY position",
            )?,
        })
    }

    /// The annotation of every document that was read, in the order of the pile.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn annotations(&self) -> Result<Vec<Annotation>, Error> {
        let texts: Vec<String> = self.texts()?;
        let mut found: Vec<Annotation> =
            self.rows("SELECT annotation FROM documents WHERE text IS NOT NULL ORDER BY position")?;
        for (annotation, text) in found.iter_mut().zip(texts) {
            annotation.text = text;
        }
        Ok(found)
    }

    pub(crate) fn texts(&self) -> Result<Vec<String>, Error> {
        self.strings("SELECT text FROM documents WHERE text IS NOT NULL ORDER BY position")
    }

    fn rows<T: DeserializeOwned>(&self, sql: &str) -> Result<Vec<T>, Error> {
        let rows = self.strings(sql)?;
        rows.iter()
            .map(|json| serde_json::from_str(json).map_err(|error| self.garbled(error)))
            .collect()
    }

    fn strings(&self, sql: &str) -> Result<Vec<String>, Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            self.connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
        };
        read().map_err(|error| failed(&self.path, error))
    }

    fn check(&self) -> Result<(), Error> {
        let number = |pragma: &str| -> Result<i32, Error> {
            self.connection
                .pragma_query_value(None, pragma, |row| row.get(0))
                .map_err(|error| failed(&self.path, error))
        };
        if number("application_id")? != APPLICATION_ID {
            return Err(not_a_record(&self.path));
        }
        let format = self.format()?;
        if format > FORMAT {
            let what = format!(
                "this record is of format {format}, and this program knows formats up to {FORMAT}; \
                 use a newer wireroom, or keep another record"
            );
            return Err(Error::new(ErrorKind::Newer, &self.path, what));
        }
        if format < OLDEST_FORMAT {
            let what = format!(
                "this record is of format {format}, and this program reads formats from \
                 {OLDEST_FORMAT} on; make the record anew from its documents"
            );
            return Err(Error::new(ErrorKind::Older, &self.path, what));
        }
        Ok(())
    }

    /// The format of the file.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn format(&self) -> Result<i32, Error> {
        self.connection
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .map_err(|error| failed(&self.path, error))
    }

    fn check_whole(&self) -> Result<(), Error> {
        let verdict: String = self
            .connection
            .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
            .map_err(|error| failed(&self.path, error))?;
        if verdict == "ok" { Ok(()) } else { Err(damaged(&self.path).because(verdict)) }
    }

    pub(crate) fn garbled(
        &self,
        error: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Error {
        damaged(&self.path).because(error)
    }
}

pub(crate) fn failed(path: &Path, error: rusqlite::Error) -> Error {
    let kind = match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => not_a_record(path),
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::SystemIoFailure) => {
            Error::new(ErrorKind::Io, path, "the record cannot be read; check its permissions")
        }
        _ => damaged(path),
    };
    kind.because(error)
}

fn not_a_record(path: &Path) -> Error {
    let what = "this file is not a record; it is left as it is, name another file for the record";
    Error::new(ErrorKind::NotARecord, path, what)
}

fn damaged(path: &Path) -> Error {
    let what = "this record is damaged; it is left as it is, restore it from a copy or make it \
                anew from its documents in another file";
    Error::new(ErrorKind::Damaged, path, what)
}
