//! Which of the two files a path names.

use crate::error::Error;
use crate::{APPLICATION_ID, IndexFile, Store, index};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// What a file that `wireroom` keeps is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A record.
    Record,
    /// The index of a collated pile.
    Index,
}

impl Kind {
    /// What the file says it is; it may still be damaged.
    ///
    /// # Errors
    /// When there is no file, or it is neither, or of a format that is not read.
    pub fn of(path: &Path) -> Result<Self, Error> {
        if id(path) == Some(index::APPLICATION_ID) {
            IndexFile::open(path).map(|_| Self::Index)
        } else {
            Store::glance(path).map(|_| Self::Record)
        }
    }

    /// "record" or "index".
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Index => "index",
        }
    }
}

/// The application id in the header of an SQLite file.
fn id(path: &Path) -> Option<i32> {
    let mut header = [0; 72];
    File::open(path).ok()?.read_exact(&mut header).ok()?;
    let id = header.last_chunk::<4>().filter(|_| header.starts_with(b"SQLite format 3\0"))?;
    Some(i32::from_be_bytes(*id))
}

// Each file says which of the two it is.
const _: () = assert!(APPLICATION_ID != index::APPLICATION_ID, "two files, two marks");
