//! The record laid out for people.

mod claim;
mod difference;
mod event;
mod family;
mod names;
mod paper;

pub(crate) use names::{Names, count, dated, file_name};
pub(crate) use paper::{Paper, Style};

use crate::output::Output;
use std::io;
use wireroom_wire::Record;

pub(crate) use claim::{claim_block, claim_line};
pub(crate) use difference::difference_block;
use event::event_block;
pub(crate) use event::event_in_full;
pub(crate) use family::family_block;

/// The whole record: what it holds, each event, storylines, what was set aside, notes.
pub(crate) fn record(record: &Record, out: &mut Output) -> io::Result<()> {
    let mut paper = Paper::on(out);
    let names = Names::of(record);
    summary(record, &mut paper)?;
    for event in &record.events {
        event_block(&names, event, &mut paper)?;
    }
    storylines(&names, &mut paper)?;
    set_aside(record, &mut paper)
}

/// The families of more than one witness, then the others in short.
pub(crate) fn families(record: &Record, out: &mut Output) -> io::Result<()> {
    let mut paper = Paper::on(out);
    let names = Names::of(record);
    let (shared, alone): (Vec<_>, Vec<_>) =
        record.families.iter().partition(|family| family.witnesses.len() > 1);
    paper.text(
        0,
        Style::Bold,
        &format!(
            "{} in {}, {} with copies",
            count(record.counts.documents, "document"),
            count(record.families.len(), "family"),
            shared.len()
        ),
    )?;
    for family in shared {
        paper.blank()?;
        family_block(&names, family, 0, &mut paper)?;
    }
    if !alone.is_empty() {
        paper.blank()?;
        paper.text(0, Style::Bold, "Without a copy in the pile")?;
        for family in alone {
            family_block(&names, family, 2, &mut paper)?;
        }
    }
    set_aside(record, &mut paper)
}

/// A storyline: its matter, its events by date, why they belong together.
pub(crate) fn storyline_block(
    names: &Names<'_>,
    storyline: &wireroom_wire::Storyline,
    paper: &mut Paper<'_>,
) -> io::Result<()> {
    paper.ends(2, Style::Bold, &storyline.title, &storyline.id)?;
    paper.text(2, Style::Dim, &storyline.why)?;
    for id in &storyline.events {
        if let Some(event) = names.event(id) {
            let date = event.date.as_ref().map_or("no date", |date| date.value.as_str());
            paper.hang(4, &format!("{date:<12}"), Style::Plain, &event.title)?;
        }
    }
    Ok(())
}

fn summary(record: &Record, paper: &mut Paper<'_>) -> io::Result<()> {
    let counts = &record.counts;
    let parts = [
        count(counts.documents, "document"),
        count(counts.families, "family"),
        count(counts.events, "event"),
        count(counts.claims, "claim"),
        count(counts.differences, "difference"),
        count(counts.storylines, "storyline"),
    ];
    let aside = match counts.set_aside {
        0 => String::new(),
        n => format!(" · {n} set aside"),
    };
    paper.text(0, Style::Plain, &format!("{}{aside}", parts.join(" · ")))
}

fn storylines(names: &Names<'_>, paper: &mut Paper<'_>) -> io::Result<()> {
    if names.record.storylines.is_empty() {
        return Ok(());
    }
    paper.rule("Storylines")?;
    for (at, storyline) in names.record.storylines.iter().enumerate() {
        if at > 0 {
            paper.blank()?;
        }
        storyline_block(names, storyline, paper)?;
    }
    Ok(())
}

fn set_aside(record: &Record, paper: &mut Paper<'_>) -> io::Result<()> {
    if record.counts.set_aside > 0 {
        paper.rule("Set aside")?;
        for document in &record.documents {
            if let Some(aside) = &document.set_aside {
                paper.text(2, Style::Plain, document.path.as_deref().unwrap_or("-"))?;
                paper.text(4, Style::Dim, &format!("{}; {}", aside.what, aside.advice))?;
            }
        }
    }
    if !record.notes.is_empty() {
        paper.rule("Notes")?;
        for note in &record.notes {
            paper.text(2, Style::Dim, &format!("{}: {}", note.path, note.what))?;
        }
    }
    Ok(())
}
