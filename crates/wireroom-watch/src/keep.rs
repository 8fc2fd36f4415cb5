//! What was found, written into the record file in one step with what is known of the feeds.

use crate::plan::Found;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use wireroom::group::Again;
use wireroom::{Builder, Options, Progress, Record};
use wireroom_store::{Error, Feeds, Lock, Store};

/// A record that feeds are watched for.
#[derive(Debug)]
pub struct Keeper {
    file: PathBuf,
    options: Options,
    // Held open: nobody else watches feeds for this record.
    _watching: Lock,
}

/// What was written.
#[derive(Debug)]
pub enum Kept {
    /// Only what is known of feeds: there was nothing new to read.
    Feeds,
    /// A record with something new in it.
    Record(Box<Record>),
}

impl Keeper {
    /// Opens the record at `file`, or makes an empty one, and gives what is known of its feeds.
    ///
    /// # Errors
    /// When the file is no record, is damaged or cannot be written, or another watches feeds for it.
    pub fn open(file: &Path, options: Options) -> Result<(Self, Feeds), Error> {
        let watching = Lock::take_to_watch(file)?;
        if !file.exists() {
            let lock = Lock::take(file)?;
            lock.write(&Builder::default().build(&options, &()))?;
        }
        let feeds = Store::open(file)?.feeds()?;
        // What was read is kept in the file: each round reads what is new.
        let options = Options { keep: true, again: Some(Again::default()), ..options };
        Ok((Self { file: file.to_owned(), options, _watching: watching }, feeds))
    }

    /// The record file.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Reads what was found into the record, together with what it holds, and writes it with what is
    /// known of the feeds, in one step. What another program wrote into the record meanwhile stays.
    ///
    /// # Errors
    /// When another program is writing the record ([`wireroom_store::ErrorKind::Locked`]), it is gone
    /// or damaged, or it cannot be written. Nothing is changed then.
    pub fn keep(
        &self,
        found: Found,
        feeds: &Feeds,
        progress: &dyn Progress,
    ) -> Result<Kept, Error> {
        let lock = Lock::take(&self.file)?;
        // A record that is gone takes with it that its entries were read: it is not made anew here.
        let held = Store::open(&self.file)?;
        let gathered = held.gathered()?;
        let Found { documents, notes } = found;
        let known: BTreeMap<_, _> =
            gathered.documents.iter().map(|held| (&held.id, held)).collect();
        let told: BTreeSet<_> = gathered.notes.iter().collect();
        let new = documents.iter().any(|new| known.get(&new.id) != Some(&new))
            || notes.iter().any(|note| !told.contains(note));
        if !new {
            lock.write_feeds(feeds)?;
            return Ok(Kept::Feeds);
        }
        drop(held);
        let found = Builder { documents, notes, ..Builder::default() };
        let record = gathered.and(found).build(&self.options, progress);
        lock.write_watched(&record, feeds)?;
        Ok(Kept::Record(Box::new(record)))
    }
}
