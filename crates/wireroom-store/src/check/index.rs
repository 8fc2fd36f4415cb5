//! An index, looked through: each document and each text is read, and the tables by which they are
//! found are held against them.

use super::record::caused;
use super::{Findings, pages};
use crate::IndexFile;
use crate::error::Error;
use crate::index::leaf::{self, Posting, opened, place};
use flate2::read::ZlibDecoder;
use rusqlite::{Connection, Row};
use std::collections::{HashMap, HashSet};
use std::io::Read as _;
use std::path::Path;
use wireroom::Stored;
use wireroom::collate::ties;

/// What is to be done: all that an index holds is made of the documents.
const ANEW: &str = "make another index of the documents, or restore the file from a copy";

/// The format and the number of documents.
pub(super) fn check(path: &Path, into: &mut Findings) -> Result<(i32, usize), Error> {
    let index = IndexFile::open(path)?;
    let settings = index.settings();
    let connection = index.connection();
    pages(&connection, ANEW, into);
    match settings {
        Ok(settings) if serde_json::from_str::<serde_json::Value>(&settings).is_err() => {
            into.add(ANEW, "meta", "the settings are not readable");
        }
        Ok(_) => {}
        Err(error) => into.add(ANEW, "meta", caused(&error)),
    }
    let mut look =
        Look { documents: HashSet::new(), texts: HashMap::new(), postings: Sum(0), into };
    if let Err(error) = look.all(&connection) {
        look.into.add(ANEW, "a table", error);
    }
    Ok((crate::INDEX_FORMAT, look.documents.len()))
}

struct Look<'a> {
    documents: HashSet<u64>,
    /// Each text, and the hash of its words where it does not keep to itself.
    texts: HashMap<u64, Option<u128>>,
    postings: Sum,
    into: &'a mut Findings,
}

/// A sum over postings that does not depend on their order. It takes eight bytes where a million
/// articles have a hundred and twenty million postings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sum(u64);

impl Sum {
    fn add(&mut self, (key, number): Posting) {
        let mut bytes = [0; 12];
        bytes[..4].copy_from_slice(&key.to_le_bytes());
        bytes[4..].copy_from_slice(&number.to_le_bytes());
        let low = crc32fast::hash(&bytes);
        bytes.reverse();
        let hash = u64::from(low) << 32 | u64::from(crc32fast::hash(&bytes));
        self.0 = self.0.wrapping_add(hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (hash >> 29));
    }
}

impl Look<'_> {
    fn wrong(&mut self, table: &str, id: impl std::fmt::Display, what: impl std::fmt::Display) {
        self.into.add(ANEW, format_args!("{table}, {id}"), what);
    }

    fn all(&mut self, of: &Connection) -> rusqlite::Result<()> {
        self.documents(of)?;
        self.texts(of)?;
        self.bodies(of)?;
        self.leaves(of)
    }

    fn documents(&mut self, of: &Connection) -> rusqlite::Result<()> {
        let days: HashSet<String> = of
            .prepare("SELECT day FROM days")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let sql = "SELECT number, source_id, path, bytes FROM documents \
                   LEFT JOIN received USING (at) ORDER BY documents.at";
        each(of, sql, |row| {
            let number = row.get::<_, i64>(0)?.cast_unsigned();
            self.documents.insert(number);
            let Some(bytes) = row.get_ref(3)?.as_blob_or_null()? else {
                self.wrong("documents", number, "its text is not there");
                return Ok(());
            };
            match unpacked(bytes).and_then(|bytes| Stored::of(bytes).ok()) {
                None => self.wrong("received", number, "it is no document"),
                Some(stored) => {
                    let called = (row.get(1)?, row.get(2)?);
                    if stored.number != number || (stored.source_id, stored.path) != called {
                        self.wrong("documents", number, "it is another than is stored");
                    }
                    if stored.day.is_some_and(|day| !days.contains(&day)) {
                        self.wrong("days", number, "its day is missing");
                    }
                }
            }
            Ok(())
        })?;
        let sql = "SELECT at FROM received WHERE at NOT IN (SELECT at FROM documents)";
        each(of, sql, |row| {
            self.wrong("received", row.get::<_, i64>(0)?, "no document has it");
            Ok(())
        })
    }

    fn texts(&mut self, of: &Connection) -> rusqlite::Result<()> {
        let (mut named, mut holders) = (HashMap::new(), HashSet::new());
        each(of, "SELECT number, entry FROM texts ORDER BY number", |row| {
            let number = row.get::<_, i64>(0)?.cast_unsigned();
            let Some(ties) = opened(row.get_ref(1)?.as_blob()?).and_then(ties) else {
                self.wrong("texts", number, "what is held of it is damaged");
                self.texts.insert(number, None);
                return Ok(());
            };
            if ties.holders.first() != Some(&number) {
                self.wrong("texts", number, "it is of another document");
            }
            for holder in ties.holders {
                if !self.documents.contains(&holder) {
                    self.wrong(
                        "texts",
                        number,
                        format_args!("names {holder}, which is no document"),
                    );
                }
                if !holders.insert(holder) {
                    self.wrong("texts", number, format_args!("{holder} has another text too"));
                }
            }
            for other in ties.others {
                named.entry(other).or_insert(number);
            }
            ties.keys.into_iter().for_each(|key| self.postings.add((key, number)));
            self.texts.insert(number, ties.body);
            Ok(())
        })?;
        let mut lost: Vec<_> =
            named.into_iter().filter(|(other, _)| !self.texts.contains_key(other)).collect();
        lost.sort_unstable();
        for (other, number) in lost {
            self.wrong("texts", number, format_args!("names {other}, which is no text"));
        }
        let mut lost: Vec<u64> = self.documents.difference(&holders).copied().collect();
        lost.sort_unstable();
        for number in lost {
            self.wrong("documents", number, "no text is its");
        }
        Ok(())
    }

    fn bodies(&mut self, of: &Connection) -> rusqlite::Result<()> {
        let mut found = 0;
        each(of, "SELECT body, text FROM bodies ORDER BY text", |row| {
            let number = row.get::<_, i64>(1)?.cast_unsigned();
            let body = row.get_ref(0)?.as_blob()?.try_into().ok().map(u128::from_be_bytes);
            found += 1;
            match self.texts.get(&number) {
                None => self.wrong("bodies", number, "it is no text"),
                Some(own) if *own != body => self.wrong("bodies", number, "it has other words"),
                Some(_) => {}
            }
            Ok(())
        })?;
        let should = self.texts.values().filter(|body| body.is_some()).count();
        if found != should {
            self.into.add(
                ANEW,
                "bodies",
                format_args!("has {found} rows and should have {should}"),
            );
        }
        Ok(())
    }

    /// Runs stand in order and hold what the texts hold.
    fn leaves(&mut self, of: &Connection) -> rusqlite::Result<()> {
        let (mut last, mut sum): (Option<Posting>, _) = (None, Sum(0));
        each(of, "SELECT first, postings FROM leaves ORDER BY first", |row| {
            let first: i64 = row.get(0)?;
            let Some(run) = leaf::read(row.get_ref(1)?.as_blob()?) else {
                self.wrong("leaves", first, "a run of shingles is damaged");
                return Ok(());
            };
            let starts = run.first().is_some_and(|&posting| first <= place(posting));
            let after = last.is_none_or(|last| place(last) < first);
            if !starts || !after || !run.is_sorted_by(|a, b| a < b) {
                self.wrong("leaves", first, "a run of shingles is out of order");
            }
            run.iter().for_each(|&posting| sum.add(posting));
            last = run.last().copied().or(last);
            Ok(())
        })?;
        if sum != self.postings {
            self.into.add(ANEW, "leaves", "the shingles are not those of the texts");
        }
        Ok(())
    }
}

fn each(
    of: &Connection,
    sql: &str,
    mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut sql = of.prepare(sql)?;
    let mut rows = sql.query([])?;
    while let Some(row) = rows.next()? {
        take(row)?;
    }
    Ok(())
}

fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len() * 3);
    ZlibDecoder::new(bytes).read_to_end(&mut out).ok()?;
    Some(out)
}
