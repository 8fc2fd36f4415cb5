//! What was received: the documents, what was set aside and the notes, there and back; and what was
//! read of the texts, which need not be read again.

use crate::write::position;
use rusqlite::types::{ToSqlOutput, Value};
use rusqlite::{Connection, Row, Transaction, params, params_from_iter};
use wireroom::{Builder, Readings};
use wireroom_model::{Basis, Document, DocumentId, Format, Note, SetAside, SetAsideCode, Stamp};

pub(crate) fn write(
    to: &Transaction<'_>,
    documents: &[&Document],
    set_aside: &[SetAside],
    notes: &[Note],
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let mut row =
        to.prepare("INSERT INTO received VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    for (at, document) in documents.iter().enumerate() {
        let values = [position(at).into()].into_iter().chain(columns(document)?);
        row.execute(params_from_iter(values))?;
    }
    let mut row = to.prepare("INSERT INTO set_aside VALUES (?, ?, ?, ?, ?, ?, ?)")?;
    for (at, s) in set_aside.iter().enumerate() {
        let (id, code) = (s.id.as_str(), s.code.as_str());
        row.execute(params![position(at), id, s.path, s.source_id, code, s.what, s.advice])?;
    }
    let mut row = to.prepare("INSERT INTO notes VALUES (?, ?, ?)")?;
    for (at, note) in notes.iter().enumerate() {
        row.execute(params![position(at), note.path, note.what])?;
    }
    Ok(())
}

/// A document in the order of the columns from `document` on; [`document`] reads it back.
pub(crate) fn columns(d: &Document) -> serde_json::Result<Vec<ToSqlOutput<'_>>> {
    Ok(vec![
        d.id.as_str().into(),
        maybe(d.source_id.as_deref()),
        maybe(d.path.as_deref()),
        maybe(d.url.as_deref()),
        maybe(d.outlet.as_deref()),
        maybe(d.title.as_deref()),
        maybe(d.published.as_ref().map(|stamp| stamp.value.as_str())),
        maybe(d.published.as_ref().map(|stamp| stamp.basis.as_str())),
        maybe(d.updated.as_ref().map(|stamp| stamp.value.as_str())),
        maybe(d.updated.as_ref().map(|stamp| stamp.basis.as_str())),
        maybe(d.byline.as_deref()),
        serde_json::to_string(&d.credit)?.into(),
        maybe(d.language.as_deref()),
        d.format.as_str().into(),
        d.received.as_str().into(),
    ])
}

fn maybe(text: Option<&str>) -> ToSqlOutput<'_> {
    text.map_or(ToSqlOutput::Owned(Value::Null), ToSqlOutput::from)
}

/// All that was received, for [`Builder::build`].
pub(crate) fn read(from: &Connection) -> rusqlite::Result<Builder> {
    let documents = from
        .prepare(
            "SELECT document, source_id, path, url, outlet, title, published, published_basis, \
             updated, updated_basis, byline, credit, language, format, text \
             FROM received ORDER BY position",
        )?
        .query_map([], document)?
        .collect::<Result<_, _>>()?;
    let set_aside = from
        .prepare(
            "SELECT id, path, source_id, reason, what, advice FROM set_aside ORDER BY position",
        )?
        .query_map([], |row| {
            Ok(SetAside {
                id: DocumentId::from_stored(row.get::<_, String>(0)?),
                path: row.get(1)?,
                source_id: row.get(2)?,
                code: word(row, 3, &SetAsideCode::ALL, SetAsideCode::as_str)?,
                what: row.get(4)?,
                advice: row.get(5)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    let notes = from
        .prepare("SELECT path, what FROM notes ORDER BY position")?
        .query_map([], |row| Ok(Note { path: row.get(0)?, what: row.get(1)? }))?
        .collect::<Result<_, _>>()?;
    Ok(Builder { documents, set_aside, notes, readings: readings(from)? })
}

/// Writes what was read of the texts, by key.
pub(crate) fn write_readings(
    to: &Transaction<'_>,
    readings: &Readings,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let mut row = to.prepare("INSERT INTO readings VALUES (?, ?)")?;
    for (key, found) in readings.iter() {
        row.execute(params![key, found])?;
    }
    Ok(())
}

/// What was read of the texts; nothing in an older file.
fn readings(from: &Connection) -> rusqlite::Result<Readings> {
    let mut readings = Readings::default();
    let format: i32 = from.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if format < 5 {
        return Ok(readings);
    }
    // A key of another length is none: the text is read again.
    let mut rows = from.prepare("SELECT key, found FROM readings WHERE length(key) = 16")?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        readings.put(row.get(0)?, row.get_ref(1)?.as_blob()?);
    }
    Ok(readings)
}

pub(crate) fn document(row: &Row<'_>) -> rusqlite::Result<Document> {
    let credit: String = row.get(11)?;
    Ok(Document {
        id: DocumentId::from_stored(row.get::<_, String>(0)?),
        source_id: row.get(1)?,
        path: row.get(2)?,
        url: row.get(3)?,
        outlet: row.get(4)?,
        title: row.get(5)?,
        published: stamp(row, 6)?,
        updated: stamp(row, 8)?,
        byline: row.get(10)?,
        credit: serde_json::from_str(&credit).map_err(|error| strange(11, error))?,
        language: row.get(12)?,
        format: word(row, 13, &Format::ALL, Format::as_str)?,
        received: row.get(14)?,
    })
}

fn stamp(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Stamp>> {
    let Some(value) = row.get(at)? else { return Ok(None) };
    Ok(Some(Stamp { value, basis: word(row, at + 1, &Basis::ALL, Basis::as_str)? }))
}

/// The variant whose word stands in a column.
fn word<T: Copy>(
    row: &Row<'_>,
    at: usize,
    all: &[T],
    name: fn(T) -> &'static str,
) -> rusqlite::Result<T> {
    let found: String = row.get(at)?;
    let variant = all.iter().copied().find(|&variant| name(variant) == found);
    variant.ok_or_else(|| strange(at, format!("unknown word {found:?}")))
}

fn strange(
    at: usize,
    error: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, error.into())
}
