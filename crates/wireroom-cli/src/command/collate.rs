//! `wireroom collate`: families and lineage alone.
//!
//! The pile is laid by in a file and goes through memory part by part, so that it may be larger
//! than that; only `--explain`, which asks about two documents of it, holds it whole.

mod explain;
mod links;
mod print;
mod scratch;
mod spool;

use crate::args::{Collate, TableJsonLines};
use crate::output::{Outcome, Output};
use crate::progress::Bar;
use crate::{pile, table};
use links::Names;
use wireroom::collate::Config;
use wireroom::{Called, Record, Shelf};
use wireroom_wire::{Document, Family};

pub(crate) fn run(args: &Collate) -> anyhow::Result<Outcome> {
    if let Some([a, b]) = args.explain.as_deref() {
        return explain(args, a, b);
    }
    let options = pile::shared(&args.threads);
    let folder = args.scratch.as_deref();
    let file = scratch::scratch_file_or_say(folder)?;
    let mut shelf = Shelf::gather(&args.paths, &options, file, &Bar::new())?;
    let config = config(args, &Names::of(shelf.called()))?;
    let mut record = wireroom_wire::record(&Record {
        set_aside: std::mem::take(&mut shelf.set_aside),
        notes: std::mem::take(&mut shelf.notes),
        ..Record::default()
    });
    record.counts.documents = shelf.len();
    let mut out = Output::open(args.output.out.as_deref())?;
    let bar = Bar::new();
    match args.format {
        TableJsonLines::Table => {
            let mut documents: Vec<(usize, Document)> = Vec::new();
            let mut families: Vec<Family> = Vec::new();
            let render = |part: wireroom::Part| {
                let (found, _) = wireroom_wire::families(&part.record);
                (part.places, found)
            };
            shelf.collate(&options, &config, &bar, render, |(places, found)| {
                documents.extend(places.into_iter().zip(found.documents));
                families.extend(found.families);
                Ok(())
            })?;
            documents.sort_by_key(|(place, _)| *place);
            families.sort_by(|x, y| first(x).cmp(&first(y)));
            let aside = std::mem::take(&mut record.documents);
            record.documents = documents.into_iter().map(|(_, document)| document).collect();
            record.documents.extend(aside);
            record.counts.families = families.len();
            record.families = families;
            drop(bar);
            table::families(&record, &mut out)?;
        }
        TableJsonLines::Json => {
            let mut object = print::Object::new(folder);
            let render = |part| print::families(&part);
            shelf.collate(&options, &config, &bar, render, |found| object.add(found?))?;
            drop(bar);
            pile::report(&record);
            object.print(&record.documents, &mut out)?;
        }
        TableJsonLines::Jsonl => {
            let mut lines = print::Lines::new(folder);
            let render = |part| print::pairs(&part);
            shelf.collate(&options, &config, &bar, render, |found| lines.add(found?))?;
            drop(bar);
            pile::report(&record);
            lines.print(&mut out)?;
        }
    }
    out.finish()?;
    Ok(pile::outcome(&record))
}

fn first(family: &Family) -> Option<&str> {
    family.witnesses.first().map(|witness| witness.document.as_str())
}

fn explain(args: &Collate, a: &str, b: &str) -> anyhow::Result<Outcome> {
    let gathered = pile::gather(&args.paths, &args.threads);
    let called = gathered.documents.iter().map(|document| Called {
        id: &document.id,
        source_id: document.source_id.as_deref(),
        path: document.path.as_deref(),
    });
    let names = Names::of(called);
    let config = config(args, &names)?;
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

fn config(args: &Collate, names: &Names<'_>) -> anyhow::Result<Config> {
    let agencies = args.threads.agencies.clone().unwrap_or_default().0;
    let args = &args.copies;
    if !(0.0..=1.0).contains(&args.min_share) {
        anyhow::bail!("--min-share is {}; give a number from 0 to 1", args.min_share);
    }
    let mut config = Config::default();
    config.agencies = agencies;
    config.min_words = args.min_words;
    config.min_share = args.min_share;
    if let Some(path) = &args.must_link {
        config.must_link = links::read(path, names)?;
    }
    if let Some(path) = &args.cannot_link {
        config.cannot_link = links::read(path, names)?;
    }
    links::agree(&config, names)?;
    Ok(config)
}
