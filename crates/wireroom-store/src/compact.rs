//! A file written anew without the room that it does not use.
//!
//! What it is not: it changes no row. The new file is compared with the old one, table by table,
//! before it takes its place.

use crate::check::{Role, differ, tables};
use crate::error::{Error, ErrorKind};
use crate::kind::Kind;
use crate::{IndexFile, Lock, Store};
use rusqlite::{Connection, OpenFlags};
use std::fs;
use std::path::Path;

/// How many bytes a file had and has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compacted {
    /// What it is.
    pub kind: Kind,
    /// Before.
    pub before: u64,
    /// After.
    pub after: u64,
}

/// Writes a record or an index anew, in one step, under its writer's lock.
///
/// # Errors
/// When it is neither, is damaged, is being written by another, or the folder cannot be written.
/// The old file is then as it was.
pub fn compact(path: &Path) -> Result<Compacted, Error> {
    let kind = Kind::of(path)?;
    let lock = Lock::take_of(path, kind.as_str())?;
    match kind {
        Kind::Record => drop(Store::open(path)?),
        // Opening it undoes what a crash left half done.
        Kind::Index => IndexFile::open(path)?.check_whole()?,
    }
    let before = size(path)?;
    lock.replace(|draft| {
        let to = draft.to_str().ok_or("the path is not Unicode")?;
        let old = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        old.execute("VACUUM INTO ?", [to])?;
        let new = Connection::open_with_flags(draft, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        for table in tables(&old)?.iter().filter(|table| table.role != Role::Words) {
            if let Some(found) = differ(&old, &new, table)? {
                let name = &table.name;
                return Err(format!("the new file is not the old one: {name}, {found}").into());
            }
        }
        Ok(())
    })?;
    Ok(Compacted { kind, before, after: size(path)? })
}

fn size(path: &Path) -> Result<u64, Error> {
    let data = fs::metadata(path).map_err(|error| {
        Error::new(ErrorKind::Io, path, "the file cannot be looked at").because(error)
    })?;
    Ok(data.len())
}
