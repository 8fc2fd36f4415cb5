//! What is served: a record file, the user's own or one made for the while.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use wireroom::Builder;
use wireroom_store::{Error, FORMAT, Lock, Store, upgrade};
use wireroom_wire::Annotation;

/// A record file to serve. Where it was made for this, it is removed at the end.
#[derive(Debug)]
pub struct Pile {
    pub(crate) file: PathBuf,
    /// The user's file, if it is of one; `file` may be a copy of it.
    pub(crate) given: Option<PathBuf>,
    _folder: Option<TempDir>,
}

/// Which file stands at a path: another that is moved there is another, whatever it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark(u64, u64);

impl Mark {
    #[cfg(unix)]
    pub(crate) fn of(file: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let data = std::fs::metadata(file).ok()?;
        Some(Self(data.dev(), data.ino()))
    }

    /// By its age and length, where the system has no better to give.
    #[cfg(not(unix))]
    pub(crate) fn of(file: &Path) -> Option<Self> {
        let data = std::fs::metadata(file).ok()?;
        let age = data.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
        Some(Self(u64::try_from(age.as_nanos()).ok()?, data.len()))
    }
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
            let given = Some(file.to_owned());
            return Ok(Self { file: file.to_owned(), given, _folder: None });
        }
        let (pile, folder) = Self::temporary()?;
        upgrade(file, &pile)?;
        Ok(Self { file: pile, given: Some(file.to_owned()), _folder: Some(folder) })
    }

    /// A record that was just made, written into a temporary file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn of(record: &wireroom::Record) -> Result<Self, PileError> {
        let (file, folder) = Self::temporary()?;
        Lock::take(&file)?.write(record)?;
        Ok(Self { file, given: None, _folder: Some(folder) })
    }

    /// A record that was read elsewhere, with all that was received for it, written into a temporary
    /// file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn from(
        record: &wireroom_wire::Record,
        annotations: &[Annotation],
        received: &Builder,
    ) -> Result<Self, PileError> {
        let (file, folder) = Self::temporary()?;
        Lock::take(&file)?.write_from(record, annotations, received)?;
        Ok(Self { file, given: None, _folder: Some(folder) })
    }

    fn temporary() -> Result<(PathBuf, TempDir), PileError> {
        let folder =
            tempfile::Builder::new().prefix("wireroom-").tempdir().map_err(PileError::NoPlace)?;
        Ok((folder.path().join("pile.wireroom"), folder))
    }
}
