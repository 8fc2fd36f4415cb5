//! Fills a new file with a record.

use crate::feeds::FEEDS;
use crate::received;
use crate::{APPLICATION_ID, FORMAT};
use rusqlite::{Connection, ToSql, Transaction, params};
use serde::Serialize;
use std::path::Path;
use wireroom::Builder;
use wireroom_wire::{Annotation, Dated, Record};

pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Writes `record` into the new file `path`; the caller flushes and moves it.
pub(crate) fn fill(path: &Path, record: &wireroom::Record) -> Result<()> {
    let wire = wireroom_wire::record(record);
    let annotations = wireroom_wire::annotations(record);
    let documents: Vec<_> = record.documents.iter().map(|reading| &reading.document).collect();
    fill_with(path, &wire, &annotations, |to| {
        received::write(to, &documents, &record.set_aside, &record.notes)?;
        received::write_readings(to, &record.readings)
    })
}

/// Writes a record that was read elsewhere, with all that was received, into the new file `path`.
pub(crate) fn fill_from(
    path: &Path,
    wire: &Record,
    annotations: &[Annotation],
    gathered: &Builder,
) -> Result<()> {
    let documents: Vec<_> = gathered.documents.iter().collect();
    fill_with(path, wire, annotations, |to| {
        received::write(to, &documents, &gathered.set_aside, &gathered.notes)?;
        received::write_readings(to, &gathered.readings)
    })
}

/// Writes what the contract prints of a record; `received` writes what was received.
pub(crate) fn fill_with(
    path: &Path,
    wire: &Record,
    annotations: &[Annotation],
    received: impl FnOnce(&Transaction<'_>) -> Result<()>,
) -> Result<()> {
    let mut connection = Connection::open(path)?;
    fill_in(&mut connection, FORMAT, wire, annotations, received)?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// The same into an empty file that is open, in a format that may be an older one.
pub(crate) fn fill_in(
    connection: &mut Connection,
    format: i32,
    wire: &Record,
    annotations: &[Annotation],
    received: impl FnOnce(&Transaction<'_>) -> Result<()>,
) -> Result<()> {
    // The file is nobody's until it is whole: no journal, no waiting for the disk.
    connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", format)?;
    let transaction = connection.transaction()?;
    transaction.execute_batch(include_str!("schema.sql"))?;
    if format >= 5 {
        transaction.execute_batch(READINGS)?;
    }
    received(&transaction)?;
    let tables = Tables { to: &transaction };
    tables.meta(wire)?;
    tables.documents(wire, annotations)?;
    tables.families(wire)?;
    tables.entities(wire)?;
    tables.events(wire)?;
    tables.statements(wire)?;
    tables.claims(wire)?;
    tables.differences(wire)?;
    tables.storylines(wire)?;
    transaction.execute_batch(
        "INSERT INTO documents_search (documents_search) VALUES ('rebuild');
         INSERT INTO statements_search (statements_search) VALUES ('rebuild');",
    )?;
    if format >= 2 {
        transaction.execute_batch(LOOKUP)?;
    }
    if format >= 3 {
        transaction.execute_batch(ABOUT)?;
    }
    if format >= 4 {
        transaction.execute_batch(FEEDS)?;
    }
    transaction.commit()?;
    Ok(())
}

/// What makes a file of format 1 one of format 2.
pub(crate) const LOOKUP: &str = include_str!("lookup.sql");
/// What makes a file of format 2 one of format 3.
pub(crate) const ABOUT: &str = include_str!("about.sql");

/// What makes a file of format 4 one of format 5.
pub(crate) const READINGS: &str = include_str!("readings.sql");

struct Tables<'a> {
    to: &'a Transaction<'a>,
}

impl Tables<'_> {
    fn row(&self, sql: &str, values: &[&dyn ToSql]) -> Result<()> {
        self.to.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    fn links(&self, sql: &str, from: &str, to: &[String]) -> Result<()> {
        to.iter().try_for_each(|to| self.row(sql, params![from, to]))
    }

    fn meta(&self, record: &Record) -> Result<()> {
        let sql = "INSERT INTO meta VALUES (?, ?)";
        self.row(sql, params!["format", FORMAT.to_string()])?;
        self.row(sql, params!["contract", record.wireroom.contract.to_string()])?;
        self.row(sql, params!["version", record.wireroom.version])?;
        self.row(sql, params!["counts", json(&record.counts)?])
    }

    fn documents(&self, record: &Record, annotations: &[Annotation]) -> Result<()> {
        let mut annotations = annotations.iter();
        for (at, document) in record.documents.iter().enumerate() {
            // Annotations come in the same order, one for each document that was read.
            let found = if document.set_aside.is_none() { annotations.next() } else { None };
            let bare = found.map(|a| json(&Annotation { text: String::new(), ..a.clone() }));
            self.row(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                params![
                    position(at),
                    document.id,
                    document.path,
                    document.outlet,
                    document.title,
                    document.published.as_ref().map(|date| &date.value),
                    document.family,
                    found.map(|a| &a.text),
                    bare.transpose()?,
                    json(document)?,
                ],
            )?;
            for repair in found.iter().flat_map(|a| &a.repairs) {
                self.row(
                    "INSERT INTO repairs VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    params![
                        document.id,
                        repair.span.0,
                        repair.span.1,
                        repair.before,
                        repair.after,
                        repair.rule,
                        repair.confidence,
                        repair.applied,
                    ],
                )?;
            }
            for zone in found.iter().flat_map(|a| &a.structure.zones) {
                self.row(
                    "INSERT INTO zones VALUES (?, ?, ?, ?)",
                    params![document.id, zone.span.0, zone.span.1, zone.kind],
                )?;
            }
        }
        Ok(())
    }

    fn families(&self, record: &Record) -> Result<()> {
        for (at, family) in record.families.iter().enumerate() {
            let row = params![position(at), family.id, json(family)?];
            self.row("INSERT INTO families VALUES (?, ?, ?)", row)?;
            for w in &family.witnesses {
                self.row(
                    "INSERT INTO witnesses VALUES (?, ?, ?, ?, ?)",
                    params![family.id, w.document, w.parent, w.relation, w.share],
                )?;
            }
            for x in &family.exemplars {
                self.row(
                    "INSERT INTO exemplars VALUES (?, ?, ?, ?)",
                    params![x.id, family.id, x.held, x.label],
                )?;
            }
        }
        Ok(())
    }

    fn entities(&self, record: &Record) -> Result<()> {
        for (at, e) in record.entities.iter().enumerate() {
            let mentions = position(e.mentions);
            self.row(
                "INSERT INTO entities VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                params![position(at), e.id, e.kind, e.name, e.country, e.role, mentions, json(e)?],
            )?;
        }
        Ok(())
    }

    fn events(&self, record: &Record) -> Result<()> {
        for (at, event) in record.events.iter().enumerate() {
            let (date, basis) = dated(event.date.as_ref());
            let place = event.place.as_ref();
            self.row(
                "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                params![
                    position(at),
                    event.id,
                    event.title,
                    event.kind,
                    date,
                    basis,
                    place.map(|p| &p.name),
                    place.map(|p| &p.country),
                    place.map(|p| p.lat),
                    place.map(|p| p.lon),
                    position(event.witnesses),
                    position(event.accounts),
                    position(event.origins.len()),
                    json(event)?,
                ],
            )?;
            let id = &event.id;
            self.links("INSERT INTO event_documents VALUES (?, ?)", id, &event.documents)?;
            self.links("INSERT INTO event_families VALUES (?, ?)", id, &event.families)?;
            self.links("INSERT INTO event_parties VALUES (?, ?)", id, &event.parties)?;
            for b in &event.background {
                let (date, basis) = dated(b.date.as_ref());
                let place = b.place.as_ref();
                self.row(
                    "INSERT INTO background VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    params![
                        id,
                        b.what,
                        b.kind,
                        date,
                        basis,
                        place.map(|p| &p.name),
                        place.map(|p| &p.country),
                        b.event,
                    ],
                )?;
            }
        }
        Ok(())
    }

    fn statements(&self, record: &Record) -> Result<()> {
        for (at, s) in record.statements.iter().enumerate() {
            self.row(
                "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                params![
                    position(at),
                    s.id,
                    s.document,
                    s.family,
                    s.event,
                    s.span.0,
                    s.span.1,
                    s.content.text,
                    s.source.as_ref().map(|source| &source.text),
                    s.source.as_ref().map(|source| &source.entity),
                    s.origin,
                    s.polarity,
                    s.manner,
                    json(s)?,
                ],
            )?;
            for (at, relay) in s.relay.iter().enumerate() {
                let row = params![s.id, position(at), relay];
                self.row("INSERT INTO statement_relays VALUES (?, ?, ?)", row)?;
            }
        }
        Ok(())
    }

    fn claims(&self, record: &Record) -> Result<()> {
        for (at, c) in record.claims.iter().enumerate() {
            self.row(
                "INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                params![
                    position(at),
                    c.id,
                    c.event,
                    c.text,
                    c.polarity,
                    position(c.witnesses),
                    position(c.accounts),
                    position(c.origins.len()),
                    position(c.doubtful),
                    json(c)?,
                ],
            )?;
            self.links("INSERT INTO claim_statements VALUES (?, ?)", &c.id, &c.statements)?;
            self.links("INSERT INTO claim_origins VALUES (?, ?)", &c.id, &c.origins)?;
        }
        Ok(())
    }

    fn differences(&self, record: &Record) -> Result<()> {
        for (at, d) in record.differences.iter().enumerate() {
            self.row(
                "INSERT INTO differences VALUES (?, ?, ?, ?, ?, ?)",
                params![position(at), d.id, d.event, d.kind, d.why, json(d)?],
            )?;
            for side in &d.sides {
                let (start, end) = side.span.map(|span| (span.0, span.1)).unzip();
                self.row(
                    "INSERT INTO difference_sides VALUES (?, ?, ?, ?, ?)",
                    params![d.id, side.document, start, end, side.text],
                )?;
            }
        }
        Ok(())
    }

    fn storylines(&self, record: &Record) -> Result<()> {
        for (at, s) in record.storylines.iter().enumerate() {
            self.row(
                "INSERT INTO storylines VALUES (?, ?, ?, ?, ?)",
                params![position(at), s.id, s.title, s.why, json(s)?],
            )?;
            for (at, event) in s.events.iter().enumerate() {
                let row = params![s.id, position(at), event];
                self.row("INSERT INTO storyline_events VALUES (?, ?, ?)", row)?;
            }
        }
        Ok(())
    }
}

/// A count as SQLite holds it; no list in memory is longer.
pub(crate) fn position(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn json<T: Serialize>(value: &T) -> Result<String> {
    Ok(serde_json::to_string(value)?)
}

fn dated(date: Option<&Dated>) -> (Option<&str>, Option<&str>) {
    date.map(|date| (date.value.as_str(), date.basis.as_str())).unzip()
}
