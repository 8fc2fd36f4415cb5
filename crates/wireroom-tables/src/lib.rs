//! The record as a folder of Parquet tables: [`write`] makes one, [`open`] reads one, whoever wrote it.
//!
//! A table is a list of the contract, `NAME.parquet`, with its fields as columns, by their names and in
//! their order: what is nested there is nested here, a span is a list of two numbers. The Python package
//! writes the same tables with the same columns. Beside the lists stand `annotations`, what was
//! `received` (from which the record can be made anew, with more), `notes`, and `about`, which is written
//! last: a folder without it is none that is whole.
//!
//! What it is not: it is no place to keep a growing record. A folder is written whole; a record file is
//! what others may read while it is written. It knows no Arrow, and reads no articles: those of a Parquet
//! file are read as those of other tables are.
//!
//! Invariants:
//! * the record that is read is the record that was written;
//! * the same record gives the same bytes;
//! * no bytes make it panic.
//!
//! ```no_run
//! # fn main() -> Result<(), wireroom_tables::Error> {
//! use std::path::Path;
//! let found = wireroom::read(&["pile".to_owned()], &wireroom::Options::default(), &());
//! let tables = wireroom_tables::Tables::of(&found);
//! wireroom_tables::write(Path::new("tables"), &tables)?;
//! assert_eq!(wireroom_tables::open(Path::new("tables"))?, tables);
//! # Ok(()) }
//! ```

mod column;
mod error;
mod read;
mod shred;
mod write;

pub use error::Error;

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs;
use std::path::{Path, PathBuf};
use wireroom::Builder;
use wireroom_wire::{About, Annotation, AsReceived, Counts, Record};

/// All that the tables of a record hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Tables {
    /// The record.
    pub record: Record,
    /// The annotation of every document that was read, in the order of the pile.
    pub annotations: Vec<Annotation>,
    /// What was received, in the order of the pile.
    pub received: Vec<AsReceived>,
}

impl Tables {
    /// Those of a record.
    #[must_use]
    pub fn of(record: &wireroom::Record) -> Self {
        Self {
            record: wireroom_wire::record(record),
            annotations: wireroom_wire::annotations(record),
            received: wireroom_wire::received(record.documents.iter().map(|it| &it.document)),
        }
    }

    /// All that was received, from which the record can be made again, with more. `None` where the
    /// tables say what no program of this version writes.
    #[must_use]
    pub fn gathered(&self) -> Option<Builder> {
        wireroom_wire::gathered(&self.record, &self.received)
    }
}

pub use wireroom_wire::TABLES as NAMES;

/// Writes every table to `NAME.parquet` in `folder`, which is made where there is none, and gives the
/// files. Tables that stand there are replaced; other files are left alone.
///
/// # Errors
/// When the folder cannot be written.
pub fn write(folder: &Path, tables: &Tables) -> Result<Vec<PathBuf>, Error> {
    fs::create_dir_all(folder).map_err(|error| Error::unwritten(folder, error))?;
    // Until the last is written the folder is none of a record.
    let about = file(folder, "about");
    if let Err(error) = fs::remove_file(&about)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        return Err(Error::unwritten(&about, error));
    }
    let record = &tables.record;
    let to = |name: &str| file(folder, name);
    write::table(&to("documents"), &record.documents)?;
    write::table(&to("families"), &record.families)?;
    write::table(&to("events"), &record.events)?;
    write::table(&to("claims"), &record.claims)?;
    write::table(&to("statements"), &record.statements)?;
    write::table(&to("differences"), &record.differences)?;
    write::table(&to("storylines"), &record.storylines)?;
    write::table(&to("entities"), &record.entities)?;
    write::table(&to("notes"), &record.notes)?;
    write::table(&to("annotations"), &tables.annotations)?;
    write::table(&to("received"), &tables.received)?;
    write::table(&about, std::slice::from_ref(&record.wireroom))?;
    Ok(NAMES.iter().map(|name| to(name)).collect())
}

/// Reads the tables in a folder.
///
/// # Errors
/// When there is no such folder, or it does not hold all tables, or one is damaged or made by a
/// version whose contract is another.
pub fn open(folder: &Path) -> Result<Tables, Error> {
    if !folder.is_dir() {
        return Err(Error::new(folder, "there is no such folder", "check the spelling"));
    }
    if let Some(gone) = NAMES.iter().find(|name| !file(folder, name).is_file()) {
        return Err(Error::new(
            folder,
            format!("{gone}.parquet is not there, so these are not all tables of a record"),
            "write them anew: export --to parquet does, and to_parquet in Python",
        ));
    }
    let about: Vec<About> = list(folder, "about")?;
    let Ok([about]) = <[About; 1]>::try_from(about) else {
        return Err(Error::damaged(&file(folder, "about"), "it has not one row"));
    };
    if about.contract != wireroom_wire::CONTRACT {
        let what = format!(
            "these tables are of contract {}, and this program knows {}",
            about.contract,
            wireroom_wire::CONTRACT
        );
        return Err(Error::new(folder, what, "read them with the version that wrote them"));
    }
    let mut record = Record {
        wireroom: about,
        counts: Counts::default(),
        documents: list(folder, "documents")?,
        families: list(folder, "families")?,
        events: list(folder, "events")?,
        claims: list(folder, "claims")?,
        statements: list(folder, "statements")?,
        differences: list(folder, "differences")?,
        storylines: list(folder, "storylines")?,
        entities: list(folder, "entities")?,
        notes: list(folder, "notes")?,
    };
    record.counts = record.counted();
    let tables = Tables {
        annotations: list(folder, "annotations")?,
        received: list(folder, "received")?,
        record,
    };
    let read = tables.record.counts.documents;
    if tables.annotations.len() != read || tables.received.len() != read {
        let what = format!(
            "the tables are not of one record: {read} documents, {} annotations, {} received",
            tables.annotations.len(),
            tables.received.len()
        );
        return Err(Error::new(folder, what, "write them anew"));
    }
    Ok(tables)
}

/// Where a table of a folder stands.
fn file(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.parquet"))
}

fn list<T: Serialize + DeserializeOwned>(folder: &Path, name: &str) -> Result<Vec<T>, Error> {
    read::table(&file(folder, name))
}
