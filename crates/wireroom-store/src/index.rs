//! The index of a collated pile as an SQLite file of its own.
//!
//! Why a file of its own: whoever collates need not keep a record, an index can be made anew at any
//! time from the documents in it, and a record is never changed in place while an index is.
//!
//! Few articles are written in one transaction, so that a crash leaves the state before or the state
//! after ([`IndexFile::write`]); an index that is made of a whole pile is a new file that is moved over the
//! old one ([`IndexLock::make`]).
//!
//! What it is not: it is no record, and nothing but `wireroom` reads it. Pages that a disk garbles are
//! found when they are asked for: by SQLite, or by the checksum that all that is stored has.

mod ask;
mod change;
pub(crate) mod leaf;
mod make;

use crate::Lock;
use crate::error::{Error, ErrorKind};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

pub use make::{Draft, Packed, pack};

/// The version of the index's format. It is raised with every change of what the file holds: another
/// index is then made of the documents.
pub const INDEX_FORMAT: i32 = 2;

/// Marks an SQLite file as an index: "WInd".
pub(crate) const APPLICATION_ID: i32 = 0x5749_6e64;

/// Statements that are kept prepared.
const STATEMENTS: usize = 32;
/// Memory for pages of the file, in KiB; negative, as SQLite has it.
const CACHE: i32 = -64 * 1024;

/// All is asked in one transaction: a file that is locked and looked at anew for each question takes
/// twice as long.
const READ: &str = "BEGIN";

/// The right to write an index, held until dropped; see [`Lock`].
#[derive(Debug)]
pub struct IndexLock(Lock);

impl IndexLock {
    /// Takes the lock of an index, which need not exist yet.
    ///
    /// # Errors
    /// When another holds it ([`ErrorKind::Locked`]), or the folder cannot be written.
    pub fn take(path: &Path) -> Result<Self, Error> {
        Lock::take_of(path, "index").map(Self)
    }

    /// Opens the index; `None` where there is none yet.
    ///
    /// # Errors
    /// When it is no index, or of another format.
    pub fn open(&self) -> Result<Option<IndexFile>, Error> {
        match IndexFile::open(self.0.path()) {
            Err(error) if error.kind() == ErrorKind::Missing => Ok(None),
            opened => opened.map(Some),
        }
    }
}

/// What a document is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its number.
    pub number: u64,
    /// The id that the input gave.
    pub source_id: Option<String>,
    /// The path as given.
    pub path: Option<String>,
}

/// An index, opened. It answers what [`wireroom::Index`] asks.
#[derive(Debug)]
pub struct IndexFile {
    path: PathBuf,
    connection: Mutex<Connection>,
}

impl IndexFile {
    /// Opens an index without reading it through. Whoever writes it holds its [`IndexLock`].
    ///
    /// # Errors
    /// When there is no file, or it is no index, or of another format.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let bad = |kind, what: &str| Error::new(kind, path, what);
        let data = fs::metadata(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => bad(
                ErrorKind::Missing,
                "there is no such index; collate with --index and the paths of a pile makes one",
            ),
            _ => {
                bad(ErrorKind::Io, "the index cannot be read; check its permissions").because(error)
            }
        })?;
        if data.is_dir() {
            return Err(bad(ErrorKind::Io, "this is a folder; name a file for the index"));
        }
        if data.len() == 0 {
            return Err(not_an_index(path));
        }
        // Writing, so that what a crash left half done is undone.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|e| failed(path, e))?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        connection.pragma_update(None, "cache_size", CACHE).map_err(|e| failed(path, e))?;
        let number = |pragma: &str| -> Result<i32, Error> {
            let value = connection.pragma_query_value(None, pragma, |row| row.get(0));
            value.map_err(|error| failed(path, error))
        };
        if number("application_id")? != APPLICATION_ID {
            return Err(not_an_index(path));
        }
        let format = number("user_version")?;
        if format != INDEX_FORMAT {
            let kind = if format > INDEX_FORMAT { ErrorKind::Newer } else { ErrorKind::Older };
            let what = format!(
                "this index is of format {format}, and this program writes format {INDEX_FORMAT}; \
                 make another of the documents"
            );
            return Err(Error::new(kind, path, what));
        }
        connection.execute_batch(READ).map_err(|e| failed(path, e))?;
        Ok(Self { path: path.to_owned(), connection: Mutex::new(connection) })
    }

    /// What went wrong while the index was asked or written, as the user is to read it.
    #[must_use]
    pub fn explain(&self, error: io::Error) -> Error {
        let damage = error.kind() == io::ErrorKind::InvalidData;
        match error.downcast::<Error>() {
            Ok(error) => error,
            Err(error) if damage => damaged(&self.path).because(error),
            Err(error) => {
                Error::new(ErrorKind::Io, &self.path, format!("the index: {error}")).because(error)
            }
        }
    }

    /// Reads all pages.
    pub(crate) fn check_whole(&self) -> Result<(), Error> {
        let verdict: String = self
            .connection()
            .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
            .map_err(|error| failed(&self.path, error))?;
        if verdict == "ok" { Ok(()) } else { Err(damaged(&self.path).because(verdict)) }
    }

    pub(crate) fn connection(&self) -> MutexGuard<'_, Connection> {
        // Whoever panicked holding it did not leave a transaction open.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn damaged(&self, what: &str) -> io::Error {
        self.io(damaged(&self.path).because(what.to_owned()))
    }

    fn failed(&self, error: rusqlite::Error) -> io::Error {
        self.io(failed(&self.path, error))
    }

    #[allow(clippy::unused_self, reason = "beside the two that call it")]
    fn io(&self, error: Error) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, error)
    }
}

fn failed(path: &Path, error: rusqlite::Error) -> Error {
    let kind = match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => not_an_index(path),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::new(
            ErrorKind::Locked,
            path,
            "another program is using this index; wait for it to end",
        ),
        Some(
            ErrorCode::CannotOpen
            | ErrorCode::PermissionDenied
            | ErrorCode::ReadOnly
            | ErrorCode::SystemIoFailure
            | ErrorCode::DiskFull,
        ) => {
            let what = "the index cannot be read or written; check its permissions and the disk";
            Error::new(ErrorKind::Io, path, what)
        }
        _ => damaged(path),
    };
    kind.because(error)
}

fn not_an_index(path: &Path) -> Error {
    let what = "this file is not an index; it is left as it is, name another file for the index";
    Error::new(ErrorKind::NotARecord, path, what)
}

fn damaged(path: &Path) -> Error {
    let what = "this index is damaged; it is left as it is, restore it from a copy or make another \
                of the documents";
    Error::new(ErrorKind::Damaged, path, what)
}
