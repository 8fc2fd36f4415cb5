//! The way of the data, stage by stage.

use crate::record::Record;
use wireroom_model::{Document, Note, SetAside};

/// What a reading may be told.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Threads to use; 0 for as many as the machine has. The record does not depend on it.
    pub threads: usize,
}

/// The stages, in order, for whoever shows progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading files.
    Intake,
    /// Mending texts.
    Repair,
    /// Finding copies.
    Collate,
    /// Names, times, statements.
    Analyse,
    /// Joining texts into events.
    Group,
    /// Claims, origins, differences.
    Weigh,
}

/// Told how far a stage is; may be called from several threads.
pub trait Progress: Sync {
    /// `done` of `total` units of `stage` are done.
    fn at(&self, stage: Stage, done: usize, total: usize);
}

impl Progress for () {
    fn at(&self, _: Stage, _: usize, _: usize) {}
}

/// Gathers documents, in any order, and reads them into a record.
#[derive(Debug, Clone, Default)]
pub struct Builder {
    /// The documents.
    pub documents: Vec<Document>,
    /// What could not be read.
    pub set_aside: Vec<SetAside>,
    /// What the user should know.
    pub notes: Vec<Note>,
}

impl Builder {
    /// The record of all that was gathered. A document given twice counts once.
    #[must_use]
    pub fn build(self, options: &Options, progress: &dyn Progress) -> Record {
        let _ = (options, progress);
        Record { set_aside: self.set_aside, notes: self.notes, ..Record::default() }
    }
}

/// Reads files, folders, globs and `-` (standard input) into a record.
///
/// Nothing that is wrong with the input is an error: what cannot be read is in
/// [`Record::set_aside`], with the reason.
#[must_use]
pub fn read(paths: &[String], options: &Options, progress: &dyn Progress) -> Record {
    let _ = paths;
    Builder::default().build(options, progress)
}
