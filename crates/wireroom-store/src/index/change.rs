//! Writing changes into an index, all of them in one transaction.

use super::leaf::{LEAF, Posting, place, runs, write};
use super::make::{packed, sealed};
use super::{IndexFile, READ, failed};
use crate::error::Error;
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::BTreeSet;
use std::io;
use wireroom::Changes;

impl IndexFile {
    /// Writes what came of adding articles. Whoever does holds the [`IndexLock`](super::IndexLock).
    ///
    /// # Errors
    /// When the disk is full or the file is damaged; the index is then as it was.
    pub fn write(&self, changes: &Changes) -> Result<(), Error> {
        let run = self.changed_runs(changes).map_err(|error| self.explain(error))?;
        let connection = self.connection();
        let to = &*connection;
        // In the transaction that what was asked was asked in.
        let write = || -> rusqlite::Result<()> {
            documents(to, changes)?;
            for (text, entry) in &changes.edits.entries {
                let number = text.cast_signed();
                match entry {
                    Some(entry) => to
                        .prepare_cached("INSERT OR REPLACE INTO texts VALUES (?, ?)")?
                        .execute(params![number, sealed(entry)])?,
                    None => to
                        .prepare_cached("DELETE FROM texts WHERE number = ?")?
                        .execute([number])?,
                };
            }
            for (body, text) in &changes.edits.bodies {
                let body = body.to_be_bytes();
                match text {
                    Some(text) => to
                        .prepare_cached("INSERT OR REPLACE INTO bodies VALUES (?, ?)")?
                        .execute(params![body.as_slice(), text.cast_signed()])?,
                    None => to
                        .prepare_cached("DELETE FROM bodies WHERE body = ?")?
                        .execute([body.as_slice()])?,
                };
            }
            for (first, postings) in &run {
                match postings {
                    Some(postings) => to
                        .prepare_cached("INSERT OR REPLACE INTO leaves VALUES (?, ?)")?
                        .execute(params![first, postings])?,
                    None => {
                        to.prepare_cached("DELETE FROM leaves WHERE first = ?")?.execute([first])?
                    }
                };
            }
            to.execute_batch("COMMIT")
        };
        let written = write();
        if written.is_err() && !to.is_autocommit() {
            // What fails here is undone when the file is opened again.
            let _ = to.execute_batch("ROLLBACK");
        }
        written.and_then(|()| to.execute_batch(READ)).map_err(|error| failed(&self.path, error))
    }

    /// The runs that are other than before, as bytes.
    #[allow(clippy::type_complexity, reason = "rows of a table")]
    fn changed_runs(&self, changes: &Changes) -> io::Result<Vec<(i64, Option<Vec<u8>>)>> {
        let mut out = Vec::new();
        let mut rest = changes.edits.postings.as_slice();
        while let Some(&(start, _)) = rest.first() {
            let held = self.leaf(start)?;
            let first = held.as_ref().map_or(place(start), |held| held.0);
            let end = self.next_leaf(held.as_ref().map_or(i64::MIN, |held| held.0))?;
            let of_run =
                rest.partition_point(|&(at, _)| end.is_none_or(|end| place(at) < end)).max(1);
            let (mine, after) = rest.split_at(of_run);
            rest = after;
            let mut postings: BTreeSet<Posting> =
                held.into_iter().flat_map(|(_, postings)| postings).collect();
            for &(posting, there) in mine {
                if there {
                    postings.insert(posting);
                } else {
                    postings.remove(&posting);
                }
            }
            let postings: Vec<Posting> = postings.into_iter().collect();
            match postings.as_slice() {
                [] => out.push((first, None)),
                few if few.len() <= 2 * LEAF => out.push((first, Some(write(few)))),
                many => {
                    for (at, run) in runs(many).into_iter().enumerate() {
                        let own = run.first().map_or(first, |&posting| place(posting));
                        out.push((if at == 0 { first } else { own }, Some(write(run))));
                    }
                }
            }
        }
        Ok(out)
    }

    /// Where the run after one starts.
    fn next_leaf(&self, first: i64) -> io::Result<Option<i64>> {
        let connection = self.connection();
        let find = || {
            let sql = "SELECT first FROM leaves WHERE first > ? ORDER BY first LIMIT 1";
            connection.prepare_cached(sql)?.query_row([first], |row| row.get(0)).optional()
        };
        find().map_err(|error| self.failed(error))
    }
}

fn documents(to: &Connection, changes: &Changes) -> rusqlite::Result<()> {
    for gone in &changes.gone {
        let number = gone.cast_signed();
        let sql = "DELETE FROM received WHERE at = (SELECT at FROM documents WHERE number = ?)";
        to.prepare_cached(sql)?.execute([number])?;
        to.prepare_cached("DELETE FROM documents WHERE number = ?")?.execute([number])?;
    }
    for stored in &changes.documents {
        to.prepare_cached("INSERT INTO received (bytes) VALUES (?)")?
            .execute([packed(&stored.bytes)])?;
        let at = to.last_insert_rowid();
        to.prepare_cached("INSERT INTO documents VALUES (?, ?, ?, ?)")?.execute(params![
            stored.number.cast_signed(),
            at,
            stored.source_id,
            stored.path
        ])?;
        if let Some(day) = &stored.day {
            to.prepare_cached("INSERT OR IGNORE INTO days VALUES (?)")?.execute([day])?;
        }
    }
    Ok(())
}
