//! `wireroom collate --index FILE`: a collated pile that grows.
//!
//! A few articles are added by looking only at what they touch. Where most of the pile is new, or the
//! settings are others, the whole is collated and the index made anew; what is printed is the same
//! either way. The index is written before anything is printed: what could not be printed can be had again,
//! all of it, by naming the index alone.

use super::links::Names;
use super::settings::Settings;
use super::sheet::{Sheet, render};
use super::{finish, gather, heading};
use crate::args::Collate;
use crate::output::{Outcome, complain};
use crate::pile;
use crate::progress::Bar;
use anyhow::Context;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use wireroom::collate::{changed_documents, numbered};
use wireroom::model::DocumentId;
use wireroom::{Called, Index as _, Options, Shelf};
use wireroom_store::{IndexFile, IndexLock, Named, pack};

/// So many documents are added one by one to an index of any size.
const FEW: usize = 64;
/// More are where the index holds so many for each: collating one anew costs about a sixteenth of
/// adding one.
const HELD_FOR_EACH: usize = 16;

pub(super) fn run(args: &Collate, file: &Path) -> anyhow::Result<Outcome> {
    let options = pile::shared(&args.threads);
    if args.paths.is_empty() {
        return print(args, &IndexFile::open(file)?, &options);
    }
    // Before anything is read: a user who is to wait for another is told so at once.
    let lock = IndexLock::take(file)?;
    let index = lock.open()?;
    let mut shelf = gather(args, &options)?;
    let kept = index.as_ref().map(settings).transpose()?;
    let wanted = {
        let called = called(args, index.as_ref())?;
        Settings::of(args, &names(&shelf, &called), kept.as_ref())?
    };
    let record = heading(&mut shelf);
    let mut sheet = Sheet::new(args.format, args.scratch.as_deref());
    let few = |held: usize| shelf.len() <= FEW || shelf.len() * HELD_FOR_EACH <= held;
    match &index {
        Some(index) if kept.as_ref() == Some(&wanted) && few(index.len()?) => {
            let added = shelf.add_to(index, &options, &wanted.config());
            let added = added.map_err(|error| index.explain(error))?;
            let piece = render(args.format, &added.part)?;
            index.write(&added.changes)?;
            sheet.add(piece)?;
        }
        _ => {
            make(
                args,
                &lock,
                index.as_ref(),
                (shelf, &options),
                &wanted,
                kept.as_ref(),
                &mut sheet,
            )?;
        }
    }
    finish(args, sheet, record)
}

/// Makes the index anew of what it holds and the documents, and says what is other than before.
fn make(
    args: &Collate,
    lock: &IndexLock,
    index: Option<&IndexFile>,
    (mut shelf, options): (Shelf, &Options),
    wanted: &Settings,
    kept: Option<&Settings>,
    sheet: &mut Sheet,
) -> anyhow::Result<()> {
    let explain = |error: io::Error| match index {
        Some(index) => anyhow::Error::from(index.explain(error)),
        None => anyhow::Error::from(error),
    };
    if let Some(index) = index {
        if let Some(kept) = kept.filter(|kept| *kept != wanted) {
            let by =
                if kept.wireroom == wanted.wireroom { "other settings" } else { "another version" };
            let n = index.len()?;
            complain(&format!("the index was made with {by}; its {n} documents are collated anew"));
        }
        let again = kept.is_some_and(|kept| kept.wireroom != wanted.wireroom);
        shelf.take_in(options, index.documents(), again).map_err(explain)?;
    }
    let settings = serde_json::to_string(wanted).context("cannot write the settings")?;
    let config = wanted.config();
    let bar = Bar::new();
    lock.make(&settings, |draft| {
        let draft = std::sync::Mutex::new(draft);
        let lost = |_| io::Error::other("a thread failed while the index was made");
        let render = |made: wireroom::Made| {
            let mut told: BTreeSet<DocumentId> = BTreeSet::new();
            for (text, entry) in &made.entries.entries {
                let held = index.map(|index| index.entry(*text)).transpose()?.flatten();
                let changed = changed_documents(held.as_deref(), entry);
                told.extend(changed.into_iter().map(numbered));
            }
            let part = made.part.only(|id| told.contains(id));
            Ok((render(args.format, &part)?, pack(made.documents, made.entries)))
        };
        shelf.index(
            options,
            &config,
            &bar,
            render,
            |(piece, packed)| {
                draft.lock().map_err(lost)?.add(&packed)?;
                sheet.add(piece)
            },
            |postings| draft.lock().map_err(lost)?.postings(postings),
        )
    })?;
    Ok(())
}

/// Prints all that an index holds.
fn print(args: &Collate, index: &IndexFile, options: &Options) -> anyhow::Result<Outcome> {
    let explain = |error: io::Error| index.explain(error);
    let mut shelf = gather(args, options)?;
    let kept = settings(index)?;
    let wanted = {
        let called = called(args, Some(index))?;
        Settings::of(args, &names(&shelf, &called), Some(&kept))?
    };
    let again = kept.wireroom != wanted.wireroom;
    shelf.take_in(options, index.documents(), again).map_err(explain)?;
    let record = heading(&mut shelf);
    let mut sheet = Sheet::new(args.format, args.scratch.as_deref());
    let bar = Bar::new();
    let show = |part| render(args.format, &part);
    shelf.collate(options, &wanted.config(), &bar, show, |found| sheet.add(found?))?;
    drop(bar);
    finish(args, sheet, record)
}

fn settings(index: &IndexFile) -> anyhow::Result<Settings> {
    let text = index.settings()?;
    Ok(serde_json::from_str(&text)
        .map_err(|error| index.explain(io::Error::new(io::ErrorKind::InvalidData, error)))?)
}

/// What the documents of an index are called, where links name some.
fn called(args: &Collate, index: Option<&IndexFile>) -> anyhow::Result<Vec<(DocumentId, Named)>> {
    let links = args.copies.must_link.is_some() || args.copies.cannot_link.is_some();
    let Some(index) = index.filter(|_| links) else { return Ok(Vec::new()) };
    Ok(index.called()?.into_iter().map(|named| (numbered(named.number), named)).collect())
}

/// Names of what was read and of what is held.
fn names<'a>(shelf: &'a Shelf, held: &'a [(DocumentId, Named)]) -> Names<'a> {
    let held = held.iter().map(|(id, named)| Called {
        id,
        source_id: named.source_id.as_deref(),
        path: named.path.as_deref(),
    });
    Names::of(shelf.called().chain(held))
}
