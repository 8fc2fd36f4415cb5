//! What can go wrong with a record file: what, where, and what to do.

use std::fmt;
use std::path::{Path, PathBuf};

/// Why a record file could not be read or written.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    path: PathBuf,
    what: String,
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The kinds of errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// There is no file.
    Missing,
    /// The file is something else than a record.
    NotARecord,
    /// The file was a record and is damaged.
    Damaged,
    /// The file is of a newer format than this program knows.
    Newer,
    /// The file is of an older format than this program still reads.
    Older,
    /// Another program is writing it.
    Locked,
    /// The file or its folder cannot be read or written.
    Io,
}

impl Error {
    /// The kind.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The record file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn new(kind: ErrorKind, path: &Path, what: impl Into<String>) -> Self {
        Self { kind, path: path.to_owned(), what: what.into(), cause: None }
    }

    pub(crate) fn because(
        mut self,
        cause: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        self.cause = Some(cause.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.what)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as &(dyn std::error::Error + 'static))
    }
}
