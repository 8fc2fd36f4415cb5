//! One event as a block.

use super::claim::claim_line;
use super::difference::difference_block;
use super::family::family_block;
use super::names::{Names, count, dated, origins};
use super::paper::{Paper, Style};
use std::io;
use wireroom_wire::{Background, Event, Place};

/// Claims, differences and background events that the block shows before it says how many more
/// there are.
const SHOWN: usize = 8;

/// What happened, when, where, between whom; the three numbers; texts, claims, differences,
/// background.
pub(crate) fn event_block(
    names: &Names<'_>,
    event: &Event,
    paper: &mut Paper<'_>,
) -> io::Result<()> {
    block(names, event, SHOWN, paper)
}

/// The same with nothing left out.
pub(crate) fn event_in_full(
    names: &Names<'_>,
    event: &Event,
    paper: &mut Paper<'_>,
) -> io::Result<()> {
    block(names, event, usize::MAX, paper)
}

fn block(names: &Names<'_>, event: &Event, most: usize, paper: &mut Paper<'_>) -> io::Result<()> {
    let title = if event.title.is_empty() { "(no title)" } else { &event.title };
    paper.blank()?;
    paper.text(0, Style::Dim, &"─".repeat(paper.width()))?;
    paper.ends(0, Style::Bold, title, &event.id)?;
    let facts = [
        event.kind.clone(),
        Some(event.date.as_ref().map_or_else(|| "no date".to_owned(), dated)),
        event.place.as_ref().map(place),
    ];
    paper.text(0, Style::Plain, &facts.into_iter().flatten().collect::<Vec<_>>().join(" · "))?;
    if !event.parties.is_empty() {
        paper.hang(0, "Parties: ", Style::Plain, &names.entities(&event.parties))?;
    }
    paper.text(
        0,
        Style::Accent,
        &format!(
            "{}, {}, {}",
            count(event.witnesses, "witness"),
            count(event.accounts, "account"),
            origins(event.origins.len(), &event.origins_text),
        ),
    )?;
    if !event.summary.is_empty() {
        paper.blank()?;
        paper.text(2, Style::Plain, &event.summary)?;
    }
    paper.blank()?;
    paper.text(0, Style::Bold, "Texts")?;
    for id in &event.families {
        if let Some(family) = names.family(id) {
            family_block(names, family, 2, paper)?;
        }
    }
    claims(names, event, most, paper)?;
    differences(names, event, most, paper)?;
    background(names, event, most, paper)
}

fn claims(names: &Names<'_>, event: &Event, most: usize, paper: &mut Paper<'_>) -> io::Result<()> {
    let claims = names.claims(&event.id);
    if claims.is_empty() {
        return Ok(());
    }
    paper.blank()?;
    paper.ends(0, Style::Bold, "Claims", "witnesses / accounts / origins")?;
    for claim in claims.iter().take(most) {
        claim_line(names, claim, paper)?;
    }
    more(claims.len(), most, event, paper)
}

fn differences(
    names: &Names<'_>,
    event: &Event,
    most: usize,
    paper: &mut Paper<'_>,
) -> io::Result<()> {
    let found = names.differences(&event.id);
    if found.is_empty() {
        return Ok(());
    }
    paper.blank()?;
    paper.text(0, Style::Bold, "Differences")?;
    for difference in found.iter().take(most) {
        difference_block(names, difference, paper)?;
    }
    more(found.len(), most, event, paper)
}

fn background(
    names: &Names<'_>,
    event: &Event,
    most: usize,
    paper: &mut Paper<'_>,
) -> io::Result<()> {
    if event.background.is_empty() {
        return Ok(());
    }
    paper.blank()?;
    paper.text(0, Style::Bold, "Also mentioned")?;
    for one in event.background.iter().take(most) {
        let date = one.date.as_ref().map_or("no date", |date| date.shown());
        paper.hang(2, &format!("{date:<12}"), Style::Plain, &mentioned(names, one))?;
    }
    more(event.background.len(), most, event, paper)
}

fn mentioned(names: &Names<'_>, one: &Background) -> String {
    let parties = Some(names.entities(&one.parties)).filter(|parties| !parties.is_empty());
    let same = one.event.as_deref().and_then(|id| names.event(id));
    let parts = [
        Some(one.what.clone()),
        one.place.as_ref().map(place),
        parties,
        same.map(|event| format!("in this pile: {} ({})", event.title, event.id)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn more(found: usize, most: usize, event: &Event, paper: &mut Paper<'_>) -> io::Result<()> {
    if found <= most {
        return Ok(());
    }
    let text = format!("… and {} more: wireroom show {}", found - most, event.id);
    paper.text(2, Style::Dim, &text)
}

/// "Valletta, MLT".
pub(crate) fn place(place: &Place) -> String {
    match &place.country {
        Some(country) => format!("{}, {country}", place.name),
        None => place.name.clone(),
    }
}
