//! The lists of a record laid flat, for CSV: a header, then a row each. Lists within a cell are
//! joined with "; ", spans are written `start-end`.
//!
//! Words of articles stand in the cells, so whoever writes a row that a spreadsheet may open passes
//! each cell through [`harmless`]: the page's `.csv`, `read --format csv` and `export --to csv` do.
//! JSON is never touched.
//!
//! What it is not: it quotes nothing; whoever writes the rows does.

use crate::{
    Claim, Dated, Difference, Document, Entity, Event, Family, Record, Span, Statement, Storyline,
};
use std::borrow::Cow;

/// A cell that no spreadsheet runs: what begins like a formula and is no number gets a `'` before it.
#[must_use]
pub fn harmless(cell: &str) -> Cow<'_, str> {
    let formula =
        cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if formula { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The lists of a record that can be laid flat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// Documents, read or set aside.
    Documents,
    /// Witnesses of families.
    Witnesses,
    /// Events.
    Events,
    /// What events' texts mention beside.
    Background,
    /// Claims.
    Claims,
    /// Statements.
    Statements,
    /// Differences, a side a row.
    Differences,
    /// Storylines, an event a row.
    Storylines,
    /// Entities.
    Entities,
}

impl Table {
    /// Names of the columns.
    #[must_use]
    pub fn header(self) -> &'static [&'static str] {
        header(self)
    }

    /// The rows of a whole record.
    #[must_use]
    pub fn rows(self, record: &Record) -> Vec<Vec<String>> {
        match self {
            Self::Documents => documents(&record.documents),
            Self::Witnesses => witnesses(&record.families),
            Self::Events => events(&record.events),
            Self::Background => background(&record.events),
            Self::Claims => claims(&record.claims),
            Self::Statements => statements(&record.statements),
            Self::Differences => differences(&record.differences),
            Self::Storylines => storylines(&record.storylines),
            Self::Entities => entities(&record.entities),
        }
    }
}

fn header(table: Table) -> &'static [&'static str] {
    match table {
        Table::Documents => &[
            "id",
            "source_id",
            "path",
            "url",
            "outlet",
            "title",
            "published",
            "published_basis",
            "updated",
            "byline",
            "credit",
            "publisher",
            "language",
            "format",
            "family",
            "events",
            "set_aside",
        ],
        Table::Witnesses => &["family", "document", "parent", "relation", "share", "evidence"],
        Table::Events => &[
            "id",
            "title",
            "kind",
            "date",
            "date_basis",
            "place",
            "country",
            "lat",
            "lon",
            "parties",
            "documents",
            "families",
            "witnesses",
            "accounts",
            "origins",
            "summary",
        ],
        Table::Background => {
            &["event", "what", "kind", "date", "date_basis", "place", "country", "parties", "is"]
        }
        Table::Claims => &[
            "id",
            "event",
            "text",
            "polarity",
            "witnesses",
            "accounts",
            "origins",
            "doubtful",
            "origin_ids",
            "statements",
        ],
        Table::Statements => &[
            "id",
            "document",
            "family",
            "event",
            "span",
            "content",
            "source",
            "cue",
            "entity",
            "addressee",
            "relay",
            "origin",
            "polarity",
            "manner",
            "time",
        ],
        Table::Differences => &["id", "event", "kind", "why", "document", "span", "text"],
        Table::Storylines => &["id", "title", "event", "why"],
        Table::Entities => &["id", "kind", "name", "aliases", "country", "role", "mentions"],
    }
}

/// A row each, see [`Table::Documents`].
#[must_use]
pub fn documents<'a>(documents: impl IntoIterator<Item = &'a Document>) -> Vec<Vec<String>> {
    let row = |d: &Document| {
        let (published, basis) = dated(d.published.as_ref());
        vec![
            d.id.clone(),
            opt(&d.source_id),
            opt(&d.path),
            opt(&d.url),
            opt(&d.outlet),
            opt(&d.title),
            published,
            basis,
            dated(d.updated.as_ref()).0,
            opt(&d.byline),
            list(&d.credit),
            opt(&d.publisher),
            opt(&d.language),
            opt(&d.format),
            opt(&d.family),
            list(&d.events),
            d.set_aside.as_ref().map(|aside| aside.reason.clone()).unwrap_or_default(),
        ]
    };
    documents.into_iter().map(row).collect()
}

/// A row each, see [`Table::Witnesses`].
#[must_use]
pub fn witnesses<'a>(families: impl IntoIterator<Item = &'a Family>) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for family in families {
        for witness in &family.witnesses {
            let why: Vec<String> = witness.evidence.iter().map(|e| e.what.clone()).collect();
            rows.push(vec![
                family.id.clone(),
                witness.document.clone(),
                opt(&witness.parent),
                opt(&witness.relation),
                witness.share.to_string(),
                list(&why),
            ]);
        }
    }
    rows
}

/// A row each, see [`Table::Events`].
#[must_use]
pub fn events<'a>(events: impl IntoIterator<Item = &'a Event>) -> Vec<Vec<String>> {
    let row = |e: &Event| {
        let (date, basis) = dated(e.date.as_ref());
        let place = e.place.as_ref();
        vec![
            e.id.clone(),
            e.title.clone(),
            opt(&e.kind),
            date,
            basis,
            place.map(|p| p.name.clone()).unwrap_or_default(),
            place.and_then(|p| p.country.clone()).unwrap_or_default(),
            place.map(|p| p.lat.to_string()).unwrap_or_default(),
            place.map(|p| p.lon.to_string()).unwrap_or_default(),
            list(&e.parties),
            list(&e.documents),
            list(&e.families),
            e.witnesses.to_string(),
            e.accounts.to_string(),
            e.origins.len().to_string(),
            e.summary.clone(),
        ]
    };
    events.into_iter().map(row).collect()
}

/// A row each, see [`Table::Background`].
#[must_use]
pub fn background<'a>(events: impl IntoIterator<Item = &'a Event>) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for event in events {
        for b in &event.background {
            let (date, basis) = dated(b.date.as_ref());
            rows.push(vec![
                event.id.clone(),
                b.what.clone(),
                opt(&b.kind),
                date,
                basis,
                b.place.as_ref().map(|p| p.name.clone()).unwrap_or_default(),
                b.place.as_ref().and_then(|p| p.country.clone()).unwrap_or_default(),
                list(&b.parties),
                opt(&b.event),
            ]);
        }
    }
    rows
}

/// A row each, see [`Table::Claims`].
#[must_use]
pub fn claims<'a>(claims: impl IntoIterator<Item = &'a Claim>) -> Vec<Vec<String>> {
    let row = |c: &Claim| {
        vec![
            c.id.clone(),
            c.event.clone(),
            c.text.clone(),
            c.polarity.clone(),
            c.witnesses.to_string(),
            c.accounts.to_string(),
            c.origins.len().to_string(),
            c.doubtful.to_string(),
            list(&c.origins),
            list(&c.statements),
        ]
    };
    claims.into_iter().map(row).collect()
}

/// A row each, see [`Table::Statements`].
#[must_use]
pub fn statements<'a>(statements: impl IntoIterator<Item = &'a Statement>) -> Vec<Vec<String>> {
    let row = |s: &Statement| {
        let cue: Vec<String> = s.cue.iter().map(|cue| cue.text.clone()).collect();
        vec![
            s.id.clone(),
            s.document.clone(),
            opt(&s.family),
            opt(&s.event),
            span(s.span),
            s.content.text.clone(),
            s.source.as_ref().map(|source| source.text.clone()).unwrap_or_default(),
            list(&cue),
            s.source.as_ref().and_then(|source| source.entity.clone()).unwrap_or_default(),
            s.addressee.as_ref().map(|a| a.text.clone()).unwrap_or_default(),
            list(&s.relay),
            opt(&s.origin),
            s.polarity.clone(),
            s.manner.clone(),
            dated(s.time.as_ref()).0,
        ]
    };
    statements.into_iter().map(row).collect()
}

/// A row each, see [`Table::Differences`].
#[must_use]
pub fn differences<'a>(differences: impl IntoIterator<Item = &'a Difference>) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for d in differences {
        for side in &d.sides {
            rows.push(vec![
                d.id.clone(),
                d.event.clone(),
                d.kind.clone(),
                d.why.clone(),
                side.document.clone(),
                side.span.map(span).unwrap_or_default(),
                opt(&side.text),
            ]);
        }
    }
    rows
}

/// A row each, see [`Table::Storylines`].
#[must_use]
pub fn storylines<'a>(storylines: impl IntoIterator<Item = &'a Storyline>) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for s in storylines {
        for event in &s.events {
            rows.push(vec![s.id.clone(), s.title.clone(), event.clone(), s.why.clone()]);
        }
    }
    rows
}

/// A row each, see [`Table::Entities`].
#[must_use]
pub fn entities<'a>(entities: impl IntoIterator<Item = &'a Entity>) -> Vec<Vec<String>> {
    let row = |e: &Entity| {
        vec![
            e.id.clone(),
            e.kind.clone(),
            e.name.clone(),
            list(&e.aliases),
            opt(&e.country),
            opt(&e.role),
            e.mentions.to_string(),
        ]
    };
    entities.into_iter().map(row).collect()
}

fn opt(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

fn list(values: &[String]) -> String {
    values.join("; ")
}

fn span(span: Span) -> String {
    format!("{}-{}", span.0, span.1)
}

fn dated(date: Option<&Dated>) -> (String, String) {
    date.map(|date| (date.value.clone(), date.basis.clone())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+1-2", "-a", "@SUM(A1)", "\t=1", "\r=1", "-", "=cmd|'/C calc'!A0"] {
            assert_eq!(harmless(cell), format!("'{cell}"), "{cell:?}");
        }
        for cell in ["-33.9", "+5", "1-2", "a=b", "", "'=1", "2026-03-04"] {
            assert_eq!(harmless(cell), cell);
        }
    }
}
