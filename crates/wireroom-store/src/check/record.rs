//! A record, looked through.

use super::tables::{Role, differ, tables, words_differ};
use super::{Findings, contract, pages};
use crate::Store;
use crate::error::{Error, ErrorKind};
use crate::open::failed;
use crate::write::fill_in;
use rusqlite::Connection;
use serde::de::DeserializeOwned;
use std::path::Path;
use wireroom::Builder;
use wireroom_wire::{Annotation, Record};

/// What is to be done where the documents are whole and what was made of them is not.
pub(super) const ANEW: &str = "what was received is whole: wireroom read --record with the path of \
                               any article makes all else anew from it";
/// What is to be done where they are not.
const RESTORE: &str = "restore the file from a copy, or make the record anew from its documents in \
                       another file";

/// What is to be done where only what was read is damaged.
const AGAIN: &str = "nothing: the texts are read again when the record grows";

/// Tables that the others are made from, and those that stand alone.
const GIVEN: [&str; 9] = [
    "received",
    "set_aside",
    "notes",
    "meta",
    "readings",
    "feeds",
    "feed_entries",
    "feed_waiting",
    "feed_hosts",
];

/// The format and the number of documents.
pub(super) fn check(path: &Path, into: &mut Findings) -> Result<(i32, usize), Error> {
    let store = Store::glance(path)?;
    let format = store.format()?;
    pages(&store.connection, RESTORE, into);
    let gathered = match store.gathered() {
        Ok(gathered) => gathered,
        Err(error) => {
            into.add(RESTORE, "what was received", caused(&error));
            return Ok((format, 0));
        }
    };
    let documents = gathered.documents.len();
    if let Err(error) = store.feeds() {
        into.add(RESTORE, "feeds that are watched", caused(&error));
    }
    if into.is_empty()
        && let Some((record, annotations)) = rows(&store, into)
    {
        meta(&store, format, into)?;
        contract::check(&record, &annotations, &gathered, into);
        let compared = compare(&store, format, &record, &annotations, into);
        compared.map_err(|error| failed_to_compare(path, error))?;
    }
    match gathered.readings.damaged() {
        0 => {}
        damaged => {
            into.add(AGAIN, "readings", format!("what was read of {damaged} texts is damaged"));
        }
    }
    Ok((format, documents))
}

/// The rows as the contract has them; `None` where one of them is none.
fn rows(store: &Store, into: &mut Findings) -> Option<(Record, Vec<Annotation>)> {
    let before = into.problems.len();
    let heading = match store.heading() {
        Ok(heading) => heading,
        Err(error) => {
            into.add(ANEW, "meta", caused(&error));
            return None;
        }
    };
    let record = Record {
        documents: list(store, "documents", into),
        families: list(store, "families", into),
        events: list(store, "events", into),
        claims: list(store, "claims", into),
        statements: list(store, "statements", into),
        differences: list(store, "differences", into),
        storylines: list(store, "storylines", into),
        entities: list(store, "entities", into),
        ..heading
    };
    let sql = "SELECT position, annotation, text FROM documents WHERE text IS NOT NULL \
               ORDER BY position";
    let mut annotations: Vec<Annotation> = parsed(store, "documents", sql, into);
    match store.texts() {
        Ok(texts) => {
            for (annotation, text) in annotations.iter_mut().zip(texts) {
                annotation.text = text;
            }
        }
        Err(error) => into.add(ANEW, "documents", caused(&error)),
    }
    (into.problems.len() == before).then_some((record, annotations))
}

/// The rows of a list, which stand at 0, 1, 2, …
fn list<T: DeserializeOwned>(store: &Store, table: &str, into: &mut Findings) -> Vec<T> {
    let sql = format!("SELECT position, json FROM {table} ORDER BY position");
    let found = parsed(store, table, &sql, into);
    let sql = format!("SELECT coalesce(max(position) + 1, 0) FROM {table}");
    let end = store.connection.query_row(&sql, [], |row| row.get::<_, i64>(0));
    if end.is_ok_and(|end| end != crate::write::position(found.len())) {
        into.add(ANEW, table, "rows are missing among the others");
    }
    found
}

/// What stands in the second column of each row, as JSON.
fn parsed<T: DeserializeOwned>(
    store: &Store,
    table: &str,
    sql: &str,
    into: &mut Findings,
) -> Vec<T> {
    let mut found = Vec::new();
    let mut read = || -> rusqlite::Result<()> {
        let mut sql = store.connection.prepare(sql)?;
        let mut rows = sql.query([])?;
        while let Some(row) = rows.next()? {
            let at: i64 = row.get(0)?;
            let json = row.get_ref(1)?.as_bytes_or_null()?.unwrap_or_default();
            match serde_json::from_slice(json) {
                Ok(one) => found.push(one),
                Err(error) => {
                    let what = format!("is not as the contract has it: {error}");
                    into.add(ANEW, format_args!("{table}, row {at}"), what);
                }
            }
        }
        Ok(())
    };
    if let Err(error) = read() {
        into.add(ANEW, table, error);
    }
    found
}

/// The format stands in the header and among the rows.
fn meta(store: &Store, format: i32, into: &mut Findings) -> Result<(), Error> {
    let sql = "SELECT value FROM meta WHERE key = 'format'";
    let says: Result<String, _> = store.connection.query_row(sql, [], |row| row.get(0));
    let says = says.map_err(|error| failed(&store.path, error))?;
    if says != format.to_string() {
        into.add(ANEW, "meta", format_args!("format is {says}, and the file's is {format}"));
    }
    Ok(())
}

/// Makes all tables again and compares.
fn compare(
    store: &Store,
    format: i32,
    record: &Record,
    annotations: &[Annotation],
    into: &mut Findings,
) -> crate::write::Result<()> {
    // A file of SQLite's own that has no name and goes with the connection.
    let mut made = Connection::open("")?;
    fill_in(&mut made, format, record, annotations, |_| Ok(()))?;
    let held = tables(&store.connection)?;
    for mut table in tables(&made)? {
        if table.role == Role::Shadow || GIVEN.contains(&table.name.as_str()) {
            continue;
        }
        let name = table.name.clone();
        let Some(own) = held.iter().find(|own| own.name == name) else {
            into.add(ANEW, name, "the table is missing");
            continue;
        };
        // What all else was made from.
        table.columns.retain(|column| column != "json" && column != "annotation");
        let missing = table.columns.iter().find(|column| !own.columns.contains(column));
        let found = match (missing, table.role) {
            (Some(column), _) => Some(format!("the column {column} is missing")),
            (None, Role::Words) => words_differ(&store.connection, &made, &name)?,
            (None, _) => differ(&store.connection, &made, &table)?,
        };
        if let Some(found) = found {
            into.add(ANEW, name, found);
        }
    }
    let (held, made) = (indices(&store.connection)?, indices(&made)?);
    for name in made.iter().filter(|name| !held.contains(name)) {
        into.add(ANEW, name, "the index is missing");
    }
    Ok(())
}

/// The indices that the schema names.
fn indices(of: &Connection) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1";
    of.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}

/// An error with what caused it.
pub(super) fn caused(error: &Error) -> String {
    let cause = std::error::Error::source(error);
    cause.map_or_else(|| error.to_string(), ToString::to_string)
}

/// The pages are sound, so it is the other file that failed.
fn failed_to_compare(path: &Path, error: Box<dyn std::error::Error + Send + Sync>) -> Error {
    let what = "the record cannot be compared with what it is made from; is the disk for \
                temporary files full?";
    Error::new(ErrorKind::Io, path, what).because(error)
}

/// Documents of what was received, by their ids.
pub(super) fn ids(gathered: &Builder) -> impl Iterator<Item = &str> {
    let read = gathered.documents.iter().map(|document| document.id.as_str());
    read.chain(gathered.set_aside.iter().map(|aside| aside.id.as_str()))
}
