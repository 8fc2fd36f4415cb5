//! The pile that a command works on: read from paths, or taken from a record file.

use crate::args;
use crate::output::{Outcome, complain};
use crate::progress::Bar;
use crate::tables;
use anyhow::Context;
use std::path::Path;
use wireroom::collate::Config;
use wireroom::{Ask, Builder, Options, Record, Tier};
use wireroom_store::{List, Store};
use wireroom_wire::{Annotation, Document, Joining};

/// A record in the contract's terms, with the texts.
pub(crate) struct Pile {
    /// The record.
    pub(crate) record: wireroom_wire::Record,
    /// The annotation of every document that was read.
    pub(crate) annotations: Vec<Annotation>,
}

impl Pile {
    pub(crate) fn of(record: &Record) -> Self {
        Self {
            record: wireroom_wire::record(record),
            annotations: wireroom_wire::annotations(record),
        }
    }

    /// The reading text of a document, by its id.
    pub(crate) fn annotation(&self, document: &str) -> Option<&Annotation> {
        self.annotations.iter().find(|annotation| annotation.document == document)
    }
}

/// Reads the paths or opens the record file, whichever was given.
pub(crate) fn load(args: &args::Pile) -> anyhow::Result<Pile> {
    load_from(&args.held, &args.paths, &args.reading)
}

/// The same, of a command that has more to say of paths.
pub(crate) fn load_from(
    held: &args::Held,
    paths: &[String],
    reading: &args::Reading,
) -> anyhow::Result<Pile> {
    if let Some(path) = &held.record {
        return of_store(&Store::open(path)?);
    }
    if let Some(folder) = &held.tables {
        return Ok(tables::open(folder)?.0);
    }
    let pile = Pile::of(&read(paths, reading));
    report(&pile.record);
    Ok(pile)
}

fn of_store(store: &Store) -> anyhow::Result<Pile> {
    Ok(Pile { record: store.record()?, annotations: store.annotations()? })
}

/// The pile and what was received, from which [`explain`] works out why texts went together.
pub(crate) fn load_whole(
    held: &args::Held,
    paths: &[String],
    reading: &args::Reading,
) -> anyhow::Result<(Pile, Builder)> {
    if let Some(path) = &held.record {
        return whole(path);
    }
    if let Some(folder) = &held.tables {
        return tables::open(folder);
    }
    let gathered = gather(paths, &reading.threads);
    let pile = Pile::of(&build(gathered.clone(), reading));
    report(&pile.record);
    Ok((pile, gathered))
}

/// A record file with all that was received, of one file even where another is put in its place
/// meanwhile.
pub(crate) fn whole(path: &Path) -> anyhow::Result<(Pile, Builder)> {
    let store = Store::open(path)?;
    Ok((of_store(&store)?, store.gathered()?))
}

/// Why texts went together or did not.
pub(crate) fn explain(received: Builder, reading: &args::Reading, ask: &Ask) -> Vec<Joining> {
    received.explain(ask, &options(reading)).iter().map(Joining::from).collect()
}

/// Reads the paths into a record, with a progress bar.
pub(crate) fn read(paths: &[String], reading: &args::Reading) -> Record {
    build(gather(paths, &reading.threads), reading)
}

/// The families of what was gathered, with a progress bar.
pub(crate) fn collate(gathered: Builder, threads: &args::Threads, config: &Config) -> Record {
    gathered.collate(&shared(threads), config, &Bar::new())
}

/// Reads the paths into documents, with a progress bar.
pub(crate) fn gather(paths: &[String], threads: &args::Threads) -> Builder {
    Builder::gather(paths, &shared(threads), &Bar::new())
}

/// Makes the record of what was gathered for a file, in which what was read is kept.
pub(crate) fn build_to_keep(gathered: Builder, reading: &args::Reading) -> Record {
    gathered.build(&Options { keep: true, ..options(reading) }, &Bar::new())
}

/// Makes the record of what was gathered, with a progress bar.
pub(crate) fn build(gathered: Builder, reading: &args::Reading) -> Record {
    gathered.build(&options(reading), &Bar::new())
}

/// Says on standard error what was set aside and what else there is to know.
pub(crate) fn report(record: &wireroom_wire::Record) {
    for document in &record.documents {
        if let Some(aside) = &document.set_aside {
            report_aside(document.path.as_deref().unwrap_or("-"), &aside.what, &aside.advice);
        }
    }
    for note in &record.notes {
        report_note(&note.path, &note.what);
    }
}

/// Says that something was set aside.
pub(crate) fn report_aside(path: &str, what: &str, advice: &str) {
    complain(&format!("{path}: {what}; {advice}"));
}

/// Says something that there is to know.
pub(crate) fn report_note(path: &str, what: &str) {
    complain(&format!("{path}: {what}"));
}

/// What a record comes to: an error where a file could not be opened, or where nothing of what was
/// there could be read.
pub(crate) fn outcome(record: &wireroom_wire::Record) -> Outcome {
    let asides = record.documents.iter().filter_map(|document| document.set_aside.as_ref());
    let asides: Vec<&str> = asides.map(|aside| aside.reason.as_str()).collect();
    let unreadable = asides.contains(&UNREADABLE);
    came_to(record.counts.documents, !asides.is_empty(), unreadable)
}

/// The reason for which a file that cannot be opened is set aside.
pub(crate) const UNREADABLE: &str = "unreadable";

/// What reading comes to: `read` texts, and whether anything was set aside, and because it could not
/// be opened.
pub(crate) fn came_to(read: usize, set_aside: bool, unreadable: bool) -> Outcome {
    match read {
        _ if unreadable => Outcome::Error,
        0 if set_aside => Outcome::Error,
        0 => Outcome::Nothing,
        _ => Outcome::Found,
    }
}

/// What a kept record comes to, without reading it whole.
pub(crate) fn kept(store: &Store) -> anyhow::Result<Outcome> {
    let (n, read) = (store.n(List::Documents)?, store.n_read()?);
    let mut heading = store.heading()?;
    for at in read..n {
        heading.documents.extend(store.row::<Document>(List::Documents, at)?);
    }
    Ok(outcome(&heading))
}

/// One value as indented JSON.
pub(crate) fn pretty<T: serde::Serialize>(
    out: &mut dyn std::io::Write,
    value: &T,
) -> anyhow::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value).context("cannot write")?;
    out.write_all(b"\n").context("cannot write")
}

pub(crate) fn options(reading: &args::Reading) -> Options {
    let tier = match reading.tier {
        args::Tier::Fast => Tier::Fast,
        args::Tier::Full => Tier::Full,
    };
    Options { tier, ..shared(&reading.threads) }
}

pub(crate) fn shared(threads: &args::Threads) -> Options {
    let agencies = threads.agencies.clone().unwrap_or_default().0;
    let columns = threads.map.clone().unwrap_or_default();
    Options { threads: threads.threads, agencies, columns, ..Options::default() }
}
