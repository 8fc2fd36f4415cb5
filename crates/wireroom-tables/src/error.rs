//! What can go wrong with tables: where, what, and what to do.

use std::fmt;
use std::path::{Path, PathBuf};

/// Why tables could not be read or written.
#[derive(Debug)]
pub struct Error {
    path: PathBuf,
    what: String,
    advice: &'static str,
    cause: Option<Cause>,
}

pub(crate) type Cause = Box<dyn std::error::Error + Send + Sync>;

impl Error {
    pub(crate) fn new(path: &Path, what: impl Into<String>, advice: &'static str) -> Self {
        Self { path: path.to_owned(), what: what.into(), advice, cause: None }
    }

    pub(crate) fn damaged(path: &Path, why: &str) -> Self {
        let why = why.lines().next().unwrap_or_default();
        let why: String = why.chars().take(160).collect();
        let what = format!("this table cannot be read: {why}");
        Self::new(path, what, "write the tables anew from the record or its documents")
    }

    pub(crate) fn unwritten(path: &Path, cause: impl Into<Cause>) -> Self {
        let what = "it cannot be written";
        let new = Self::new(path, what, "check that the folder is writable and the disk not full");
        Self { cause: Some(cause.into()), ..new }
    }

    /// The folder, or the file in it.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.path.display(), self.what, self.advice)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_ref().map(|cause| &**cause as &(dyn std::error::Error + 'static))
    }
}
