//! What is kept beside a record of the feeds that are watched, there and back.
//!
//! It stands in the record file itself, so that what was fetched and the word that it was are
//! written in one step.
//!
//! What it is not: it decides nothing of when and what to fetch.

use crate::Lock;
use crate::error::Error;
use crate::open::{Store, failed};
use crate::received;
use crate::write::position;
use rusqlite::{Connection, Row, Transaction, params, params_from_iter};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use wireroom_model::Document;

/// What makes a file of format 3 one of format 4.
pub(crate) const FEEDS: &str = include_str!("feeds.sql");
const TABLES: [&str; 4] = ["feeds", "feed_entries", "feed_waiting", "feed_hosts"];

/// All that is known of the feeds that are watched. Times are seconds since 1970.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Feeds {
    /// By address, as the user gave it.
    pub feeds: BTreeMap<String, Feed>,
    /// Entries that are done with, by feed and by the entry's own id or address.
    pub entries: BTreeMap<(String, String), Entry>,
    /// Entries whose page is yet to be fetched, by the same.
    pub waiting: BTreeMap<(String, String), Waiting>,
    /// By scheme, name and port.
    pub hosts: BTreeMap<String, Host>,
}

/// A feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feed {
    /// Where it is, if its server says that it moved for good.
    pub moved: Option<String>,
    /// The entity tag of the last answer that was taken.
    pub etag: Option<String>,
    /// The date that the last answer that was taken gave as its last change, as it was written.
    pub modified: Option<String>,
    /// When it was asked last.
    pub asked: u64,
    /// When it may be asked again at the earliest.
    pub not_before: u64,
    /// Times in a row that it could not be had.
    pub failures: u32,
    /// What was wrong the last time.
    pub trouble: Option<String>,
}

/// An entry that is done with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Changes when what the feed says of the entry does.
    pub mark: String,
    /// The page that was asked for, if one was.
    pub url: Option<String>,
}

/// An entry whose page is yet to be fetched.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// What the feed holds of it.
    pub document: Document,
    /// When its page may be asked for at the earliest.
    pub not_before: u64,
    /// Times that it could not be had.
    pub failures: u32,
}

/// A host.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Host {
    /// Its `robots.txt`; `None` where there is none.
    pub robots: Option<String>,
    /// Why that could not be had; nothing is asked of the host then.
    pub trouble: Option<String>,
    /// How long this holds.
    pub robots_until: u64,
    /// When it may be asked anything at the earliest.
    pub not_before: u64,
}

impl Store {
    /// What is known of the feeds that are watched; nothing in a file of an older format.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn feeds(&self) -> Result<Feeds, Error> {
        if self.format()? < 4 {
            return Ok(Feeds::default());
        }
        read(&self.connection).map_err(|error| failed(&self.path, error))
    }
}

impl Lock {
    /// Replaces the record file by one that holds `record` and `feeds`, in one step.
    ///
    /// # Errors
    /// As [`Lock::write`].
    pub fn write_watched(&self, record: &wireroom::Record, feeds: &Feeds) -> Result<(), Error> {
        if self.path().exists() {
            Store::open(self.path())?;
        }
        self.replace(|draft| {
            crate::write::fill(draft, record)?;
            put(draft, feeds)
        })
    }

    /// Replaces the record file by one that holds the same record and `feeds`, in one step. A file of
    /// an older format is brought to the present one by it.
    ///
    /// # Errors
    /// When the file is no record of a format that is read, or the folder cannot be written.
    pub fn write_feeds(&self, feeds: &Feeds) -> Result<(), Error> {
        let old = Store::open(self.path())?.format()?;
        self.replace(|draft| {
            if old < crate::FORMAT {
                crate::upgrade(self.path(), draft)?;
            } else {
                fs::copy(self.path(), draft)?;
            }
            put(draft, feeds)
        })
    }
}

/// Copies what a record file knows of feeds into another that knows nothing of them yet.
pub(crate) fn carry(from: &Path, to: &Path) -> crate::write::Result<()> {
    let feeds = Store::glance(from)?.feeds()?;
    // A record that no feed is watched for has the bytes of one that was written at once.
    if feeds == Feeds::default() { Ok(()) } else { put(to, &feeds) }
}

/// Makes `feeds` what the new file `path` knows; it is nobody's until it is moved.
fn put(path: &Path, feeds: &Feeds) -> crate::write::Result<()> {
    let mut connection = Connection::open(path)?;
    connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    let transaction = connection.transaction()?;
    for table in TABLES {
        transaction.execute(&format!("DELETE FROM {table}"), [])?;
    }
    write(&transaction, feeds)?;
    transaction.commit()?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}

fn write(to: &Transaction<'_>, all: &Feeds) -> crate::write::Result<()> {
    let mut row = to.prepare("INSERT INTO feeds VALUES (?, ?, ?, ?, ?, ?, ?, ?)")?;
    for (address, it) in &all.feeds {
        let (asked, not_before) = (time(it.asked), time(it.not_before));
        row.execute(params![
            address,
            it.moved,
            it.etag,
            it.modified,
            asked,
            not_before,
            it.failures,
            it.trouble
        ])?;
    }
    let mut row = to.prepare("INSERT INTO feed_entries VALUES (?, ?, ?, ?)")?;
    for ((feed, entry), it) in &all.entries {
        row.execute(params![feed, entry, it.mark, it.url])?;
    }
    let mut row = to.prepare(
        "INSERT INTO feed_waiting (document, source_id, path, url, outlet, title, published, \
         published_basis, updated, updated_basis, byline, credit, language, format, text, feed, \
         entry, not_before, failures) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for ((feed, entry), it) in &all.waiting {
        let mut values = received::columns(&it.document)?;
        values.extend([
            feed.as_str().into(),
            entry.as_str().into(),
            time(it.not_before).into(),
            it.failures.into(),
        ]);
        row.execute(params_from_iter(values))?;
    }
    let mut row = to.prepare("INSERT INTO feed_hosts VALUES (?, ?, ?, ?, ?)")?;
    for (host, it) in &all.hosts {
        let (until, not_before) = (time(it.robots_until), time(it.not_before));
        row.execute(params![host, it.robots, it.trouble, until, not_before])?;
    }
    Ok(())
}

fn read(from: &Connection) -> rusqlite::Result<Feeds> {
    let mut all = Feeds::default();
    let mut list = from.prepare("SELECT * FROM feeds")?;
    let mut rows = list.query([])?;
    while let Some(row) = rows.next()? {
        let feed = Feed {
            moved: row.get(1)?,
            etag: row.get(2)?,
            modified: row.get(3)?,
            asked: seconds(row, 4)?,
            not_before: seconds(row, 5)?,
            failures: row.get(6)?,
            trouble: row.get(7)?,
        };
        all.feeds.insert(row.get(0)?, feed);
    }
    let mut list = from.prepare("SELECT * FROM feed_entries")?;
    let mut rows = list.query([])?;
    while let Some(row) = rows.next()? {
        let entry = Entry { mark: row.get(2)?, url: row.get(3)? };
        all.entries.insert((row.get(0)?, row.get(1)?), entry);
    }
    let mut list = from.prepare(
        "SELECT document, source_id, path, url, outlet, title, published, published_basis, \
         updated, updated_basis, byline, credit, language, format, text, feed, entry, \
         not_before, failures FROM feed_waiting",
    )?;
    let mut rows = list.query([])?;
    while let Some(row) = rows.next()? {
        let waiting = Waiting {
            document: received::document(row)?,
            not_before: seconds(row, 17)?,
            failures: row.get(18)?,
        };
        all.waiting.insert((row.get(15)?, row.get(16)?), waiting);
    }
    let mut list = from.prepare("SELECT * FROM feed_hosts")?;
    let mut rows = list.query([])?;
    while let Some(row) = rows.next()? {
        let host = Host {
            robots: row.get(1)?,
            trouble: row.get(2)?,
            robots_until: seconds(row, 3)?,
            not_before: seconds(row, 4)?,
        };
        all.hosts.insert(row.get(0)?, host);
    }
    Ok(all)
}

/// A time as SQLite holds it.
fn time(seconds: u64) -> i64 {
    position(usize::try_from(seconds).unwrap_or(usize::MAX))
}

fn seconds(row: &Row<'_>, at: usize) -> rusqlite::Result<u64> {
    Ok(row.get::<_, i64>(at)?.max(0).unsigned_abs())
}
