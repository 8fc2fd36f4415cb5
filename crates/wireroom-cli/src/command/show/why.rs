//! `wireroom show EVENT --explain` and `wireroom show --why-not A B`.

use super::one;
use crate::args::{Show, TableOrJson};
use crate::output::{Outcome, Output};
use crate::pile::{self, Pile};
use crate::show::Found;
use crate::table::{Names, Paper, Style};
use anyhow::bail;
use serde::Serialize;
use std::io;
use wireroom::Ask;
use wireroom::model::DocumentId;
use wireroom_wire::{Event, Joining};

/// An event with the reasons why its texts are there.
#[derive(Serialize)]
struct Explained<'a> {
    #[serde(flatten)]
    event: &'a Event,
    joinings: &'a [Joining],
}

/// Why the texts of an event are there.
pub(super) fn explain(args: &Show) -> anyhow::Result<Outcome> {
    let (pile, received) = pile::load_whole(&args.held, &args.paths, &args.reading)?;
    let Some(found) = one(&pile, args.id.as_deref().unwrap_or_default())? else {
        return Ok(Outcome::Nothing);
    };
    let Found::Event(event) = found else {
        bail!("--explain is of an event; {} is a {}", found.id(), found.kind());
    };
    let ask = Ask::Event(ids(&event.documents));
    let joinings = pile::explain(received, &args.reading, &ask);
    let mut out = Output::open(args.output.out.as_deref())?;
    match args.format {
        TableOrJson::Json => pile::pretty(&mut out, &Explained { event, joinings: &joinings })?,
        TableOrJson::Table => {
            let names = Names::of(&pile.record);
            let mut paper = Paper::on(&mut out);
            paper.ends(0, Style::Bold, &event.title, &event.id)?;
            if joinings.is_empty() {
                paper.text(0, Style::Plain, "It is told by one text; nothing was joined.")?;
            }
            joinings.iter().try_for_each(|joining| print(&names, joining, &mut paper))?;
        }
    }
    out.finish()?;
    Ok(Outcome::Found)
}

/// Why two texts or events are not one event.
pub(super) fn not(args: &Show, a: &str, b: &str) -> anyhow::Result<Outcome> {
    // Without an id to show, what stands first is a path.
    let mut paths = args.paths.clone();
    if args.held.record.is_none() && args.held.tables.is_none() {
        let first = args.id.clone().filter(|id| paths.is_empty() || is_path(id));
        paths.splice(0..0, first);
        if paths.is_empty() {
            bail!("--why-not wants PATH… or --record FILE besides");
        }
    }
    let (pile, received) = pile::load_whole(&args.held, &paths, &args.reading)?;
    let (Some(one_a), Some(one_b)) = (one(&pile, a)?, one(&pile, b)?) else {
        return Ok(Outcome::Nothing);
    };
    let (texts_a, event_a) = side(&pile, one_a)?;
    let (texts_b, event_b) = side(&pile, one_b)?;
    if texts_a == texts_b {
        bail!("--why-not wants two things; both names are of one");
    }
    let ask = Ask::Pair {
        texts: (ids(&texts_a), ids(&texts_b)),
        events: (ids(&event_a.documents), ids(&event_b.documents)),
    };
    let joinings = pile::explain(received, &args.reading, &ask);
    let Some(joining) = joinings.first() else { return Ok(Outcome::Nothing) };
    let mut out = Output::open(args.output.out.as_deref())?;
    match args.format {
        TableOrJson::Json => pile::pretty(&mut out, joining)?,
        TableOrJson::Table => {
            let mut paper = Paper::on(&mut out);
            if event_a.id == event_b.id {
                paper.text(0, Style::Plain, "They are one event:")?;
                paper.ends(2, Style::Bold, &event_a.title, &event_a.id)?;
            } else {
                paper.text(0, Style::Plain, "They are two events:")?;
                paper.ends(2, Style::Bold, &event_a.title, &event_a.id)?;
                paper.ends(2, Style::Bold, &event_b.title, &event_b.id)?;
            }
            print(&Names::of(&pile.record), joining, &mut paper)?;
        }
    }
    out.finish()?;
    Ok(Outcome::Found)
}

fn is_path(word: &str) -> bool {
    std::path::Path::new(word).exists()
}

fn ids(of: &[String]) -> Vec<DocumentId> {
    of.iter().map(|id| DocumentId::from_stored(id.clone())).collect()
}

/// The documents that a thing stands for, and their event.
fn side<'a>(pile: &'a Pile, found: Found<'a>) -> anyhow::Result<(Vec<String>, &'a Event)> {
    let of = |document: &str| {
        let holds = |event: &&Event| event.documents.iter().any(|id| id == document);
        pile.record.events.iter().find(holds)
    };
    match found {
        Found::Event(event) => Ok((event.documents.clone(), event)),
        Found::Document(document) => match of(&document.id) {
            Some(event) => Ok((vec![document.id.clone()], event)),
            None => bail!("{} was set aside", document.id),
        },
        other => bail!("--why-not is of documents or events; {} is a {}", other.id(), other.kind()),
    }
}

/// A joining: what decided, what each likeness adds, the passages.
fn print(names: &Names<'_>, joining: &Joining, paper: &mut Paper<'_>) -> io::Result<()> {
    paper.blank()?;
    let head = format!("{} – {}", names.line(&joining.a), names.line(&joining.b));
    paper.text(0, Style::Bold, &head)?;
    for reason in &joining.reasons {
        paper.hang(2, "· ", Style::Plain, reason)?;
    }
    if !joining.one_family {
        let first = format!("{:>+6.2}  ", joining.start);
        paper.hang(4, &first, Style::Dim, "to begin with: most pairs are two events")?;
        for likeness in &joining.likenesses {
            let line = format!("{} ({:.2} of 1)", likeness.of, likeness.value);
            paper.hang(4, &format!("{:>+6.2}  ", likeness.adds), Style::Dim, &line)?;
        }
    }
    for passage in &joining.passages {
        let place = names.at(&passage.document, passage.span);
        let line = format!("{}: “{}”", passage.of, passage.text);
        paper.ends(4, Style::Plain, &line, &place)?;
    }
    Ok(())
}
