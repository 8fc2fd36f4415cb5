//! `wireroom collate`: families and lineage alone.
//!
//! The pile is laid by in a file and goes through memory part by part, so that it may be larger
//! than that; only `--explain`, which asks about two documents of it, holds it whole. With `--index`
//! what was found is kept, and more is added to it.

mod explain;
mod index;
mod links;
mod print;
mod scratch;
mod settings;
mod sheet;
mod spool;

use crate::args::{Collate, TableJsonLines};
use crate::output::{Outcome, Output};
use crate::pile;
use crate::progress::Bar;
use links::Names;
use settings::Settings;
use sheet::Sheet;
use wireroom::{Called, Options, Record, Shelf};

pub(crate) fn run(args: &Collate) -> anyhow::Result<Outcome> {
    if let Some([a, b]) = args.explain.as_deref() {
        return explain(args, a, b);
    }
    if let Some(file) = &args.index {
        return index::run(args, file);
    }
    let options = pile::shared(&args.threads);
    let mut shelf = gather(args, &options)?;
    let config = Settings::of(args, &Names::of(shelf.called()), None)?.config();
    let record = heading(&mut shelf);
    let mut sheet = Sheet::new(args.format, args.scratch.as_deref());
    let bar = Bar::new();
    let render = |part| sheet::render(args.format, &part);
    shelf.collate(&options, &config, &bar, render, |found| sheet.add(found?))?;
    drop(bar);
    finish(args, sheet, record)
}

/// Reads and repairs the paths and lays them by.
fn gather(args: &Collate, options: &Options) -> anyhow::Result<Shelf> {
    let file = scratch::scratch_file_or_say(args.scratch.as_deref())?;
    Ok(Shelf::gather(&args.paths, options, file, &Bar::new())?)
}

/// What there is to say of a pile besides what is found in it.
fn heading(shelf: &mut Shelf) -> wireroom_wire::Record {
    let mut record = wireroom_wire::record(&Record {
        set_aside: std::mem::take(&mut shelf.set_aside),
        notes: std::mem::take(&mut shelf.notes),
        ..Record::default()
    });
    record.counts.documents = shelf.len();
    record
}

fn finish(args: &Collate, sheet: Sheet, record: wireroom_wire::Record) -> anyhow::Result<Outcome> {
    let mut out = Output::open(args.output.out.as_deref())?;
    let outcome = pile::outcome(&record);
    sheet.print(record, &mut out)?;
    out.finish()?;
    Ok(outcome)
}

fn explain(args: &Collate, a: &str, b: &str) -> anyhow::Result<Outcome> {
    let gathered = pile::gather(&args.paths, &args.threads);
    let called = gathered.documents.iter().map(|document| Called {
        id: &document.id,
        source_id: document.source_id.as_deref(),
        path: document.path.as_deref(),
    });
    let names = Names::of(called);
    let config = Settings::of(args, &names, None)?.config();
    let asked = explain::Asked::new(a, b, &names)?;
    let record = pile::collate(gathered, &args.threads, &config);
    let mut out = Output::open(args.output.out.as_deref())?;
    let answer = explain::answer(&asked, &record, &config)?;
    match args.format {
        TableJsonLines::Table => answer.print(&mut out)?,
        TableJsonLines::Json | TableJsonLines::Jsonl => pile::pretty(&mut out, &answer)?,
    }
    out.finish()?;
    Ok(if answer.one_family { Outcome::Found } else { Outcome::Nothing })
}
