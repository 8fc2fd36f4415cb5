//! What a reading may be told, and whom it tells how far it is.

use wireroom_analyse::Tier;
use wireroom_group::Again;
use wireroom_intake::Columns;

/// What a reading may be told.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Threads to use; 0 for as many as the machine has. The record does not depend on it.
    pub threads: usize,
    /// Wire agencies besides those of the kept table, for [`Builder::build`].
    pub agencies: Vec<wireroom_collate::Agency>,
    /// How thoroughly statements are looked for.
    pub tier: Tier,
    /// What fields are called in tables and records of other names.
    pub columns: Columns,
    /// Whether the record is to keep what was read of each text ([`Record::readings`]), some five
    /// kilobytes a text, so that a record with more in it need not read it again.
    pub keep: bool,
    /// What grouping keeps from one reading to the next, for a program that reads a growing pile
    /// again and again. The record does not depend on it.
    pub again: Option<Again>,
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
