//! Whether a file is whole: the pages, the rows, and what they say of one another.
//!
//! Of a record, all but what was received and the rows as the contract prints them is made from
//! these. So it is made again, in a temporary file of SQLite's, and compared; and what the rows name
//! must be there. Of an index, what is stored of documents and texts is read, and the other tables
//! are held against it.
//!
//! What it is not: it mends nothing, and it does not judge what was found in the texts. A changed
//! letter in a text as received shows only where something else was made of it.

mod contract;
mod index;
mod record;
mod tables;

pub(crate) use tables::{Role, differ, tables};

use crate::error::Error;
use crate::kind::Kind;
use rusqlite::Connection;
use std::fmt::Display;
use std::path::Path;

/// Problems that are told one by one; the rest are counted.
const TOLD: usize = 1000;
/// Problems that SQLite is asked for.
const PAGES: usize = 100;

/// Something that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where: a table, and the row.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// What can be done.
    pub advice: &'static str,
}

/// What [`check`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What the file is.
    pub kind: Kind,
    /// Its format.
    pub format: i32,
    /// Documents that it holds; 0 where that cannot be told.
    pub documents: usize,
    /// What is wrong; empty where it is whole.
    pub problems: Vec<Problem>,
    /// Problems besides these.
    pub more: usize,
}

/// Looks through a record or an index. The file is not written.
///
/// # Errors
/// When there is no file, or it is neither, or of a format that is not read.
pub fn check(path: &Path) -> Result<Checked, Error> {
    let kind = Kind::of(path)?;
    let mut findings = Findings::default();
    let (format, documents) = match kind {
        Kind::Record => record::check(path, &mut findings)?,
        Kind::Index => index::check(path, &mut findings)?,
    };
    Ok(Checked { kind, format, documents, problems: findings.problems, more: findings.more })
}

/// What was found so far.
#[derive(Debug, Default)]
struct Findings {
    problems: Vec<Problem>,
    more: usize,
}

impl Findings {
    fn add(&mut self, advice: &'static str, place: impl Display, what: impl Display) {
        if self.problems.len() < TOLD {
            let (place, what) = (place.to_string(), what.to_string());
            self.problems.push(Problem { place, what, advice });
        } else {
            self.more += 1;
        }
    }

    fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }
}

/// What SQLite finds: pages, indices, full text.
fn pages(of: &Connection, advice: &'static str, into: &mut Findings) {
    let ask = || -> rusqlite::Result<Vec<String>> {
        let sql = format!("PRAGMA integrity_check({PAGES})");
        of.prepare(&sql)?.query_map([], |row| row.get(0))?.collect()
    };
    match ask() {
        Ok(said) => {
            for what in said.iter().filter(|what| *what != "ok") {
                into.add(advice, "the pages of the file", what);
            }
        }
        Err(error) => into.add(advice, "the pages of the file", error),
    }
}
