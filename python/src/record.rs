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
use wireroom::model::SetAsideCode;
use wireroom::{Builder, Options, Tier};
use wireroom_wire::{Counts, Lists};

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
    /// What the tables are made of. The contract's own lists would take as much again.
    found: wireroom::Record,
    counts: Counts,
    /// Each list as a table, made when it is first asked for.
    tables: [OnceLock<Table>; table::NAMES.len()],
}

impl Record {
    pub(crate) fn of(found: wireroom::Record) -> Self {
        let counts = Lists::of(&found).counts();
        Self { found, counts, tables: Default::default() }
    }

    /// One of the lists as a table.
    fn table(&self, py: Python<'_>, at: usize) -> PyResult<Table> {
        if let Some(held) = self.tables[at].get() {
            return Ok(held.clone());
        }
        let made = beside(py, |_| table::of(&self.found, at))?;
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
        let gone = found.set_aside.iter().find(|aside| aside.code == SetAsideCode::Unreadable);
        if let Some(gone) = gone.filter(|_| !missing_ok) {
            let what = format!("{}: {}; {}", gone.path, gone.what, gone.advice);
            return Err(ReadError::new_err(what));
        }
        Ok(Record::of(found))
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
                let counts = serde_json::to_value(self.counts);
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
                beside(py, |_| json(&wireroom_wire::record(&self.found)))
            }

            /// A table by its name, held no longer than whoever asked needs it.
            fn _made(&self, py: Python<'_>, name: &str) -> PyResult<Table> {
                let at = table::NAMES.iter().position(|it| *it == name);
                let unknown = || PyValueError::new_err(format!("there is no table {name:?}"));
                let at = at.ok_or_else(unknown)?;
                match self.tables[at].get() {
                    Some(held) => Ok(held.clone()),
                    None => beside(py, |_| table::of(&self.found, at)),
                }
            }

            /// Writes every table to `NAME.parquet` in a folder, which is made where there is none.
            fn to_parquet<'py>(
                slf: &Bound<'py, Self>,
                folder: Bound<'py, PyAny>,
            ) -> PyResult<Bound<'py, PyAny>> {
                slf.py().import("wireroom._parquet")?.call_method1("write", (slf, folder))
            }

            fn __repr__(&self) -> String {
                let counts = &self.counts;
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
