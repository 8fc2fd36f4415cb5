//! Reading corpora, and reading their texts with the façade.

use serde_json::Value;
use std::path::Path;
use wireroom::model::{Basis, Document, DocumentId, Format, Stamp};
use wireroom::text::{Repaired, Span};
use wireroom::{Builder, Options, Reading, Record};
use wireroom_eval::measure::Range;

/// The objects of a JSONL file; `None` when it is not there.
pub(crate) fn lines(file: &Path) -> Option<Vec<Value>> {
    let text = std::fs::read_to_string(file).ok()?;
    Some(text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

/// A corpus text as a document. `title` is only given where the corpus has it apart from the text.
pub(crate) fn document(row: &Value) -> Document {
    let of = |key: &str| row[key].as_str().map(str::to_owned);
    let id = row["id"].as_str().unwrap_or("");
    Document {
        source_id: Some(id.to_owned()),
        url: of("url"),
        outlet: of("outlet").or_else(|| of("publisher")),
        title: of("title"),
        published: of("published").map(|value| Stamp { value, basis: Basis::Metadata }),
        format: Format::Json,
        ..Document::plain(DocumentId::derive(&["eval", id]), of("text").unwrap_or_default())
    }
}

/// The record of a corpus.
pub(crate) fn read(rows: &[Value]) -> Record {
    read_with(rows, &Options::default())
}

/// The record of a corpus, read as told.
pub(crate) fn read_with(rows: &[Value], options: &Options) -> Record {
    let documents = rows.iter().map(document).collect();
    Builder { documents, ..Builder::default() }.build(options, &())
}

/// The rows with their readings, in the order of the rows.
pub(crate) fn readings<'a>(rows: &'a [Value], record: &'a Record) -> Vec<(&'a Value, &'a Reading)> {
    let by_id: std::collections::BTreeMap<&str, &Reading> = record
        .documents
        .iter()
        .map(|reading| (reading.document.source_id.as_deref().unwrap_or(""), reading))
        .collect();
    rows.iter().filter_map(|row| Some((row, *by_id.get(row["id"].as_str()?)?))).collect()
}

/// A span of the reading text, in the text as received.
pub(crate) fn received(reading: &Reading, span: Span<Repaired>) -> Range {
    let span = reading.received(span);
    (span.start(), span.end())
}

/// A `[start, end]` of a corpus.
pub(crate) fn range(value: &Value) -> Option<Range> {
    let at = |i: usize| usize::try_from(value[i].as_u64()?).ok();
    Some((at(0)?, at(1)?))
}

/// A list of them.
pub(crate) fn ranges(value: &Value) -> Vec<Range> {
    value.as_array().into_iter().flatten().filter_map(range).collect()
}

/// FNV-1a of an id: how corpora are split.
pub(crate) fn hash(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
