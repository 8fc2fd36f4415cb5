//! Functions of texts that are in memory already.

use crate::error::InternalError;
use crate::record::tier;
use crate::work::beside;
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::collections::HashMap;
use wireroom::collate::Config;
use wireroom::model::{Document, DocumentId};
use wireroom::{Builder, Options};

/// Documents of these texts; each is called by its place in the list.
fn documents(texts: Vec<String>) -> Builder {
    let documents = texts.into_iter().enumerate().map(|(at, text)| {
        let name = at.to_string();
        let id = DocumentId::derive(&["text", &name, &text]);
        Document { source_id: Some(name), ..Document::plain(id, text) }
    });
    Builder { documents: documents.collect(), ..Builder::default() }
}

/// Contract JSON as Python's own values.
fn loaded<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (PyString::new(py, json),))
}

pub(crate) fn json<T: serde::Serialize>(value: &T) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| InternalError::new_err(error.to_string()))
}

#[pyfunction]
pub(crate) fn repair(py: Python<'_>, text: String) -> PyResult<String> {
    beside(py, move |_| {
        let id = DocumentId::derive(&["-", &text]);
        Ok(wireroom_repair::repair(&Document::plain(id, text)).repaired().to_owned())
    })
}

#[pyfunction]
#[pyo3(signature = (texts, *, tier = "full", threads = 0))]
pub(crate) fn annotate<'py>(
    py: Python<'py>,
    texts: Vec<String>,
    tier: &str,
    threads: usize,
) -> PyResult<Bound<'py, PyAny>> {
    let options = Options { tier: self::tier(tier)?, threads, ..Options::default() };
    let gathered = documents(texts);
    let places: HashMap<String, usize> =
        gathered.documents.iter().enumerate().map(|(at, it)| (it.id.to_string(), at)).collect();
    let json = beside(py, move |stop| {
        let mut found = wireroom_wire::annotations(&gathered.build(&options, stop));
        // In the order of the texts, whatever that of the record.
        found.sort_by_key(|it| places.get(&it.document).copied());
        json(&found)
    })?;
    loaded(py, &json)
}

#[pyfunction]
#[pyo3(signature = (texts, *, min_words = None, min_share = None, threads = 0))]
pub(crate) fn collate<'py>(
    py: Python<'py>,
    texts: Vec<String>,
    min_words: Option<usize>,
    min_share: Option<f32>,
    threads: usize,
) -> PyResult<Bound<'py, PyAny>> {
    let options = Options { threads, ..Options::default() };
    let mut config = Config::default();
    config.min_words = min_words.unwrap_or(config.min_words);
    config.min_share = min_share.unwrap_or(config.min_share);
    if !(0.0..=1.0).contains(&config.min_share) {
        return Err(pyo3::exceptions::PyValueError::new_err("min_share must be from 0 to 1"));
    }
    let gathered = documents(texts);
    let json = beside(py, move |stop| {
        let (found, _) = wireroom_wire::families(&gathered.collate(&options, &config, stop));
        json(&found)
    })?;
    loaded(py, &json)
}
