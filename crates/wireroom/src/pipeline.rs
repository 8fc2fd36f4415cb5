//! The way of the data, stage by stage.

use crate::analysed::Memory;
use crate::explain::{Ask, Joining};
use crate::families::families_alone;
use crate::grouped::Grouped;
use crate::options::{Options, Progress};
use crate::pieces::read_pieces;
use crate::read::Read;
use crate::readings::Readings;
use crate::record::Record;
use crate::threads::with_threads;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::identity;
use wireroom_collate::Config;
use wireroom_intake::Intake;
use wireroom_model::{Document, Note, SetAside};

/// Gathers documents, in any order, and reads them into a record.
#[derive(Debug, Clone, Default)]
pub struct Builder {
    /// The documents.
    pub documents: Vec<Document>,
    /// What could not be read.
    pub set_aside: Vec<SetAside>,
    /// What the user should know.
    pub notes: Vec<Note>,
    /// What was read of texts before: it is not read again.
    pub readings: Readings,
}

impl Builder {
    /// Reads files, folders, globs and `-` (standard input).
    ///
    /// Nothing that is wrong with the input is an error: what cannot be read is in `set_aside`,
    /// with the reason.
    #[must_use]
    pub fn gather(paths: &[String], options: &Options, progress: &dyn Progress) -> Self {
        with_threads(options, || {
            let mut parts = Vec::new();
            let _ = read_pieces(
                paths,
                &options.columns,
                progress,
                identity,
                |documents, set_aside, notes| {
                    parts.push(Intake { documents, set_aside, notes });
                    Ok(())
                },
            );
            let intake = wireroom_intake::merge(parts);
            Self {
                documents: intake.documents,
                set_aside: intake.set_aside,
                notes: intake.notes,
                readings: Readings::default(),
            }
        })
    }

    /// Adds what another gathered. What both have counts once.
    #[must_use]
    pub fn and(mut self, mut other: Self) -> Self {
        // Whoever adds to a record may give again what it holds: nothing to note.
        let held: BTreeMap<_, _> = self.documents.iter().map(|held| (&held.id, held)).collect();
        other.documents.retain(|new| held.get(&new.id) != Some(&new));
        self.documents.extend(other.documents);
        self.set_aside.extend(other.set_aside);
        self.notes.extend(other.notes);
        self.readings.extend(other.readings);
        self
    }

    /// The record of all that was gathered. A document given twice counts once.
    #[must_use]
    pub fn build(mut self, options: &Options, progress: &dyn Progress) -> Record {
        let mut config = Config::default();
        config.agencies.clone_from(&options.agencies);
        let memory = Memory { readings: std::mem::take(&mut self.readings), keep: options.keep };
        with_threads(options, || build(self.merged(), memory, &config, options, progress))
    }

    /// Families and lineage alone: the record as [`Builder::build`] gives it, but without what
    /// comes after collating. Its documents, families and pairs are there, its other lists are
    /// empty, and a date lacks the year that only other texts could give.
    #[must_use]
    pub fn collate(self, options: &Options, config: &Config, progress: &dyn Progress) -> Record {
        with_threads(options, || families_alone(self.merged(), config, progress))
    }

    /// Why the texts of events went together, or did not: see [`Joining`]. The builder holds the
    /// documents of the events asked about, as [`Ask`] names them; others do not matter.
    ///
    /// Everything is worked out anew, by the rules that [`Builder::build`] went by.
    #[must_use]
    pub fn explain(mut self, ask: &Ask, options: &Options) -> Vec<Joining> {
        let mut config = Config::default();
        config.agencies.clone_from(&options.agencies);
        let wanted = ask.documents();
        let memory = Memory { readings: std::mem::take(&mut self.readings), keep: false };
        let mut intake = self.merged();
        intake.documents.retain(|document| wanted.contains(&document.id));
        with_threads(options, || {
            let read = Read::of(intake.documents, memory, &config, options.tier, &());
            crate::explain::joinings(&read.pile(&read.days), ask)
        })
    }

    fn merged(self) -> Intake {
        let Self { documents, set_aside, notes, readings: _ } = self;
        wireroom_intake::merge(vec![Intake { documents, set_aside, notes }])
    }
}

/// Reads files, folders, globs and `-` into a record: [`Builder::gather`], then
/// [`Builder::build`].
#[must_use]
pub fn read(paths: &[String], options: &Options, progress: &dyn Progress) -> Record {
    Builder::gather(paths, options, progress).build(options, progress)
}

fn build(
    intake: Intake,
    memory: Memory,
    config: &Config,
    options: &Options,
    progress: &dyn Progress,
) -> Record {
    let tier = options.tier;
    let read = Read::of(intake.documents, memory, config, tier, progress);
    let grouped = Grouped::of(read, options.again.as_ref(), progress);
    let weighing = grouped.weighed(progress);
    let record = grouped.record(weighing, intake.notes, tier);
    Record { set_aside: intake.set_aside, ..record }
}

/// The distinct values, sorted.
pub(crate) fn distinct(values: impl IntoIterator<Item = String>) -> Vec<String> {
    values.into_iter().collect::<BTreeSet<String>>().into_iter().collect()
}
