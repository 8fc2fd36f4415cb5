//! A record, and how it is read.

use crate::error::{InternalError, ReadError};
use crate::table::{self, Table};
use crate::texts::json;
use crate::work::beside;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;
use wireroom::{Builder, Options, Tier};

/// How thoroughly statements are looked for, by its name.
pub(crate) fn tier(name: &str) -> PyResult<Tier> {
    match name {
        "full" => Ok(Tier::Full),
        "fast" => Ok(Tier::Fast),
        _ => Err(PyValueError::new_err("tier must be \"full\" or \"fast\"")),
    }
}

/// All that is known of a pile.
#[pyclass(frozen, module = "wireroom")]
#[derive(Debug)]
pub(crate) struct Record {
    record: wireroom_wire::Record,
    /// What the tables besides the contract's lists are made of.
    found: wireroom::Record,
    /// Each list as a table, made when it is first asked for.
    tables: [OnceLock<Table>; table::NAMES.len()],
}

impl Record {
    pub(crate) fn of(found: wireroom::Record) -> Self {
        Self { record: wireroom_wire::record(&found), found, tables: Default::default() }
    }

    /// One of the lists as a table.
    fn table(&self, py: Python<'_>, at: usize) -> PyResult<Table> {
        if let Some(held) = self.tables[at].get() {
            return Ok(held.clone());
        }
        let made = beside(py, |_| table::of(&self.record, &self.found, at))?;
        Ok(self.tables[at].get_or_init(|| made).clone())
    }
}

#[pyfunction]
#[pyo3(signature = (paths, *, tier = "full", threads = 0, missing_ok = false))]
pub(crate) fn read(
    py: Python<'_>,
    paths: Vec<PathBuf>,
    tier: &str,
    threads: usize,
    missing_ok: bool,
) -> PyResult<Record> {
    let options = Options { tier: self::tier(tier)?, threads, ..Options::default() };
    let paths: Vec<String> =
        paths.into_iter().map(|path| path.to_string_lossy().into_owned()).collect();
    beside(py, move |stop| {
        let found = Builder::gather(&paths, &options, stop).build(&options, stop);
        let read = Record::of(found);
        let gone = read.record.documents.iter().find_map(|it| {
            let aside = it.set_aside.as_ref().filter(|aside| aside.reason == "unreadable")?;
            Some(format!("{}: {}; {}", it.path.as_deref().unwrap_or("-"), aside.what, aside.advice))
        });
        if let Some(gone) = gone.filter(|_| !missing_ok) {
            return Err(ReadError::new_err(gone));
        }
        Ok(read)
    })
}

macro_rules! lists {
    ($($name:ident = $at:literal;)*) => {
        #[pymethods]
        impl Record {
            $(
                #[getter]
                fn $name(&self, py: Python<'_>) -> PyResult<Table> {
                    self.table(py, $at)
                }
            )*

            /// How many of each there are.
            #[getter]
            fn counts(&self) -> PyResult<BTreeMap<String, usize>> {
                let counts = serde_json::to_value(self.record.counts);
                counts
                    .and_then(serde_json::from_value)
                    .map_err(|error| InternalError::new_err(error.to_string()))
            }

            /// The names of the tables.
            #[getter]
            fn table_names(&self) -> Vec<&'static str> {
                table::NAMES.to_vec()
            }

            /// The record as JSON, the contract: what `wireroom read --format json` prints.
            fn to_json(&self, py: Python<'_>) -> PyResult<String> {
                beside(py, |_| json(&self.record))
            }

            /// Writes every table to `NAME.parquet` in a folder, which is made where there is none.
            fn to_parquet<'py>(
                slf: &Bound<'py, Self>,
                folder: Bound<'py, PyAny>,
            ) -> PyResult<Bound<'py, PyAny>> {
                slf.py().import("wireroom._parquet")?.call_method1("write", (slf, folder))
            }

            fn __repr__(&self) -> String {
                let counts = &self.record.counts;
                format!(
                    "<wireroom.Record: {} documents, {} families, {} events, {} claims>",
                    counts.documents, counts.families, counts.events, counts.claims
                )
            }
        }
    };
}

lists! {
    documents = 0;
    families = 1;
    events = 2;
    claims = 3;
    statements = 4;
    differences = 5;
    storylines = 6;
    entities = 7;
    notes = 8;
    annotations = 9;
    received = 10;
    about = 11;
}
