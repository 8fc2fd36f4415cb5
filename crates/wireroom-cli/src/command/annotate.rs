//! `wireroom annotate`: what was found in each document, one JSON object a line.
//!
//! Paths are read article by article, each as though it were alone, and a line goes out as soon as it
//! is known. A record, or a pile that is read together, is printed with what it takes all of it to
//! know.

use crate::args::Annotate;
use crate::output::{Outcome, Output};
use crate::pile;
use std::io::Write;
use std::path::Path;
use wireroom::{Told, read_alone};
use wireroom_store::{List, Store};
use wireroom_wire::Annotation;

pub(crate) fn run(args: &Annotate) -> anyhow::Result<Outcome> {
    let out = args.output.out.as_deref();
    match (&args.pile.held.record, &args.pile.held.tables) {
        (Some(record), _) => kept(record, out),
        (None, Some(_)) => loaded(args, out),
        (None, None) if args.together => together(args, out),
        (None, None) => alone(args, out),
    }
}

fn alone(args: &Annotate, out: Option<&Path>) -> anyhow::Result<Outcome> {
    let mut out = Output::open(out)?;
    let (mut read, mut set_aside, mut unreadable) = (0, false, false);
    let options = pile::options(&args.pile.reading);
    read_alone(&args.pile.paths, &options, |told| -> anyhow::Result<()> {
        match told {
            Told::Read(record) => {
                for annotation in wireroom_wire::annotations(&record) {
                    read += 1;
                    line(&mut out, &annotation)?;
                }
                // Whoever reads on may wait for this one.
                out.flush()?;
            }
            Told::Aside(aside) => {
                set_aside = true;
                unreadable |= aside.code.as_str() == pile::UNREADABLE;
                pile::report_aside(&aside.path, &aside.what, &aside.advice);
            }
            Told::Note(note) => pile::report_note(&note.path, &note.what),
        }
        Ok(())
    })?;
    out.finish()?;
    Ok(pile::came_to(read, set_aside, unreadable))
}

fn together(args: &Annotate, out: Option<&Path>) -> anyhow::Result<Outcome> {
    let record = pile::read(&args.pile.paths, &args.pile.reading);
    let wire = wireroom_wire::record(&record);
    pile::report(&wire);
    let mut out = Output::open(out)?;
    for annotation in wireroom_wire::annotations(&record) {
        line(&mut out, &annotation)?;
    }
    out.finish()?;
    Ok(pile::outcome(&wire))
}

/// Of a folder of tables.
fn loaded(args: &Annotate, out: Option<&Path>) -> anyhow::Result<Outcome> {
    let pile = pile::load(&args.pile)?;
    let mut out = Output::open(out)?;
    for annotation in &pile.annotations {
        line(&mut out, annotation)?;
    }
    out.finish()?;
    Ok(pile::outcome(&pile.record))
}

/// Row by row: a record may be larger than memory.
fn kept(record: &Path, out: Option<&Path>) -> anyhow::Result<Outcome> {
    let store = Store::open(record)?;
    let mut out = Output::open(out)?;
    for at in 0..store.n(List::Documents)? {
        if let Some(annotation) = store.annotation(at)? {
            line(&mut out, &annotation)?;
        }
    }
    out.finish()?;
    pile::kept(&store)
}

fn line(out: &mut Output, annotation: &Annotation) -> anyhow::Result<()> {
    serde_json::to_writer(&mut *out, annotation)?;
    out.write_all(b"\n")?;
    Ok(())
}
