//! `wireroom read`: the main job.

use super::flat;
use crate::args::{Format, Read};
use crate::output::{Outcome, Output, complain};
use crate::pile::{self, Pile};
use crate::table::{self, count};
use crate::tables;
use std::collections::HashSet;
use std::path::Path;
use wireroom::Builder;
use wireroom_store::{Lock, Store};

pub(crate) fn run(args: &Read) -> anyhow::Result<Outcome> {
    if args.format == Format::Parquet {
        let (pile, received) = whole(args)?;
        pile::report(&pile.record);
        tables::write(args.output.out.as_deref(), &pile, &received)?;
        return Ok(pile::outcome(&pile.record));
    }
    let pile = match (&args.record, &args.tables) {
        (Some(file), None) => extend(args, file)?,
        (_, Some(_)) => whole(args)?.0,
        (None, None) => Pile::of(&pile::read(&args.paths, &args.reading)),
    };
    if args.format != Format::Table {
        pile::report(&pile.record);
    }
    let mut out = Output::open(args.output.out.as_deref())?;
    match args.format {
        Format::Table => table::record(&pile.record, &mut out)?,
        Format::Json => pile::pretty(&mut out, &pile.record)?,
        Format::Jsonl => wireroom_wire::lines(&pile.record, &mut out)?,
        Format::Csv => flat::write(&pile.record, args.table, &mut out)?,
        Format::Parquet => {}
    }
    out.finish()?;
    Ok(pile::outcome(&pile.record))
}

/// The record with all that was received for it.
fn whole(args: &Read) -> anyhow::Result<(Pile, Builder)> {
    match (&args.record, &args.tables) {
        (Some(file), None) => {
            extend(args, file)?;
            pile::whole(file)
        }
        (file, Some(folder)) => {
            let (pile, received) = tables::open(folder)?;
            if let Some(file) = file {
                let lock = Lock::take(file)?;
                anyhow::ensure!(
                    !file.exists(),
                    "{} is there already, and --tables makes a new record; name another file",
                    file.display()
                );
                lock.write_from(&pile.record, &pile.annotations, &received)?;
                news(None, &pile.record, file);
            }
            Ok((pile, received))
        }
        (None, None) => {
            let record = pile::read(&args.paths, &args.reading);
            let received = Builder {
                documents: record.documents.iter().map(|it| it.document.clone()).collect(),
                ..Builder::default()
            };
            Ok((Pile::of(&record), received))
        }
    }
}

/// The record of what the file holds and the paths add. The file is replaced at the very end, in
/// one step, and only where there is something new.
fn extend(args: &Read, file: &Path) -> anyhow::Result<Pile> {
    let lock = Lock::take(file)?;
    let held = if file.exists() { Some(Store::open(file)?) } else { None };
    let before = held.as_ref().map(Store::record).transpose()?;
    if let (Some(store), Some(before), true) = (&held, &before, args.paths.is_empty()) {
        return Ok(Pile { record: before.clone(), annotations: store.annotations()? });
    }
    let mut gathered = pile::gather(&args.paths, &args.reading.threads);
    if let Some(store) = &held {
        gathered = store.gathered()?.and(gathered);
    }
    drop(held);
    let record = pile::build_to_keep(gathered, &args.reading);
    let pile = Pile::of(&record);
    lock.write(&record)?;
    news(before.as_ref(), &pile.record, file);
    Ok(pile)
}

/// Says on standard error what the record has that it had not.
pub(crate) fn news(
    before: Option<&wireroom_wire::Record>,
    after: &wireroom_wire::Record,
    file: &Path,
) {
    let known: HashSet<&str> = before
        .into_iter()
        .flat_map(|record| record.events.iter().map(|event| event.id.as_str()))
        .chain(before.into_iter().flat_map(|record| record.documents.iter().map(|d| d.id.as_str())))
        .collect();
    let documents = after
        .documents
        .iter()
        .filter(|d| d.set_aside.is_none() && !known.contains(d.id.as_str()))
        .count();
    let name = file.display();
    let held = after.counts.documents;
    complain(&format!("{name} holds {}, {documents} of them new", count(held, "document")));
    if before.is_none() {
        return;
    }
    for event in after.events.iter().filter(|event| !known.contains(event.id.as_str())) {
        let date = event.date.as_ref().map_or("no date", |date| date.value.as_str());
        complain(&format!(
            "new or changed: {}, {date} ({}; {}, {})",
            event.title,
            event.id,
            count(event.witnesses, "witness"),
            count(event.accounts, "account")
        ));
    }
}
