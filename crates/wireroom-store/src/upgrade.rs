//! A file of an older format, copied to one of the present format.

use crate::FORMAT;
use crate::error::{Error, ErrorKind};
use crate::open::{Store, failed};
use crate::write::{ABOUT, LOOKUP};
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
    let bring = || -> rusqlite::Result<()> {
        let mut connection = Connection::open(to)?;
        connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
        let transaction = connection.transaction()?;
        if old < 2 {
            transaction.execute_batch(LOOKUP)?;
        }
        if old < 3 {
            transaction.execute_batch(ABOUT)?;
        }
        transaction.pragma_update(None, "user_version", FORMAT)?;
        transaction.commit()
    };
    bring().map_err(|error| failed(to, error))
}
