//! A file into a list.

use crate::error::Error;
use parquet::file::reader::{FileReader, SerializedFileReader};
use serde::de::DeserializeOwned;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Reads the rows at `path`.
pub(crate) fn table<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, Error> {
    let opened = File::open(path).map_err(|error| Error::damaged(path, &error.to_string()))?;
    // The crate panics on some files that are damaged.
    let read = catch_unwind(AssertUnwindSafe(|| rows(opened)));
    read.unwrap_or_else(|_| Err("its reader failed on it".to_owned()))
        .map_err(|why| Error::damaged(path, &why))
}

fn rows<T: DeserializeOwned>(file: File) -> Result<Vec<T>, String> {
    let reader = SerializedFileReader::new(file).map_err(|error| error.to_string())?;
    let rows = reader.get_row_iter(None).map_err(|error| error.to_string())?;
    let mut all = Vec::new();
    for (at, row) in rows.enumerate() {
        let row = row.map_err(|error| format!("row {}: {error}", at + 1))?;
        let read = serde_json::from_value(row.to_json_value());
        all.push(read.map_err(|error| format!("row {}: {error}", at + 1))?);
    }
    Ok(all)
}
