//! What is served: a record file, the user's own or one made for the while.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use wireroom_store::{Error, FORMAT, Lock, Store, upgrade};

/// A record file to serve. Where it was made for this, it is removed at the end.
#[derive(Debug)]
pub struct Pile {
    pub(crate) file: PathBuf,
    _folder: Option<TempDir>,
}

/// Why there is nothing to serve.
#[derive(Debug)]
pub enum PileError {
    /// The record cannot be read or written.
    Record(Error),
    /// There is no place for files that are made for the while.
    NoPlace(io::Error),
}

impl fmt::Display for PileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Record(error) => error.fmt(f),
            Self::NoPlace(_) => f.write_str("no folder can be made for temporary files"),
        }
    }
}

impl std::error::Error for PileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Record(error) => error.source(),
            Self::NoPlace(error) => Some(error),
        }
    }
}

impl From<Error> for PileError {
    fn from(error: Error) -> Self {
        Self::Record(error)
    }
}

impl Pile {
    /// The record in a file. One of an older format is copied, and the copy is given what is
    /// looked things up by.
    ///
    /// # Errors
    /// When the file is no record, or the copy cannot be made.
    pub fn open(file: &Path) -> Result<Self, PileError> {
        if Store::glance(file)?.format()? == FORMAT {
            return Ok(Self { file: file.to_owned(), _folder: None });
        }
        let (pile, folder) = Self::temporary()?;
        upgrade(file, &pile)?;
        Ok(Self { file: pile, _folder: Some(folder) })
    }

    /// A record that was just made, written into a temporary file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn of(record: &wireroom::Record) -> Result<Self, PileError> {
        let (file, folder) = Self::temporary()?;
        Lock::take(&file)?.write(record)?;
        Ok(Self { file, _folder: Some(folder) })
    }

    fn temporary() -> Result<(PathBuf, TempDir), PileError> {
        let folder =
            tempfile::Builder::new().prefix("wireroom-").tempdir().map_err(PileError::NoPlace)?;
        Ok((folder.path().join("pile.wireroom"), folder))
    }
}
