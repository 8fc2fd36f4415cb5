//! A file of an older format, brought to the present one: a copy, or in its place.

use crate::error::{Error, ErrorKind};
use crate::feeds::FEEDS;
use crate::open::{Store, failed};
use crate::write::{ABOUT, LOOKUP, READINGS};
use crate::{FORMAT, Lock};
use rusqlite::Connection;
use std::fs;
use std::path::Path;

/// Copies the record at `from` into the new file `to` and brings the copy to the present format.
/// The record itself stays as it is.
///
/// # Errors
/// When `from` cannot be read, or `to` cannot be written.
pub fn upgrade(from: &Path, to: &Path) -> Result<(), Error> {
    let old = Store::open(from)?.format()?;
    fs::copy(from, to).map_err(|error| {
        let what = "the record cannot be copied there; is the disk full?";
        Error::new(ErrorKind::Io, to, what).because(error)
    })?;
    bring(to, old).map_err(|error| failed(to, error))
}

/// Brings the copy from the format `old` to the present one.
fn bring(copy: &Path, old: i32) -> rusqlite::Result<()> {
    let mut connection = Connection::open(copy)?;
    // The copy is nobody's until it is whole.
    connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    let transaction = connection.transaction()?;
    if old < 2 {
        transaction.execute_batch(LOOKUP)?;
    }
    if old < 3 {
        transaction.execute_batch(ABOUT)?;
    }
    if old < 4 {
        transaction.execute_batch(FEEDS)?;
    }
    if old < 5 {
        transaction.execute_batch(READINGS)?;
    }
    let says = "UPDATE meta SET value = ? WHERE key = 'format'";
    transaction.execute(says, [FORMAT.to_string()])?;
    transaction.pragma_update(None, "user_version", FORMAT)?;
    transaction.commit()
}

impl Lock {
    /// Brings the record to the present format, in one step, and gives the format that it had. One
    /// of the present format is left as it is.
    ///
    /// # Errors
    /// When the file is no record, is damaged or of a newer format, or the folder cannot be
    /// written. The old file is then as it was.
    pub fn upgrade(&self) -> Result<i32, Error> {
        let old = Store::open(self.path())?.format()?;
        if old < FORMAT {
            self.replace(|draft| Ok(upgrade(self.path(), draft)?))?;
        }
        Ok(old)
    }

    /// Makes a new record file of the present format from the record at `from`, which stays as it
    /// is, and gives the format that it has.
    ///
    /// # Errors
    /// As [`Lock::upgrade`], and where there is a file already.
    pub fn upgrade_from(&self, from: &Path) -> Result<i32, Error> {
        let old = Store::open(from)?.format()?;
        if self.path().exists() {
            let what = "there is a file already; it is left as it is, name another";
            return Err(Error::new(ErrorKind::Io, self.path(), what));
        }
        self.replace(|draft| Ok(upgrade(from, draft)?))?;
        Ok(old)
    }
}
