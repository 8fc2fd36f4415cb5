//! What hangs together, read; and what was read, gathered.

use super::Work;
use super::columns::{
    bytes, failed, ints_at, lists, longs, longs_at, of_bytes, of_longs, rows, some, strings,
};
use arrow_array::{Array, RecordBatch};
use pyo3::prelude::*;
use wireroom::Options;
use wireroom::steps::{Component, Linked, Tied, Whole, read_components};

/// Bytes of documents that are read together: sentences that several of them have are read once.
const TOGETHER: usize = 4 << 20;

/// `(component, number, text, piece, imprint, common, partners)`, sorted by component, to
/// `(number, reading, collation)`: in each row what was read of the document with that number, or what
/// was found of all that were read together, under the number of one of them.
pub(super) struct Components {
    options: Options,
    days: Vec<String>,
    linked: Linked,
    component: Option<i64>,
    open: Component,
    done: Vec<Component>,
    size: usize,
}

impl Components {
    pub(super) const fn new(options: Options, days: Vec<String>, linked: Linked) -> Self {
        let open = Component { texts: Vec::new(), documents: Vec::new() };
        Self { options, days, linked, component: None, open, done: Vec::new(), size: 0 }
    }

    fn close(&mut self) {
        if self.component.take().is_some() {
            self.done.push(std::mem::take(&mut self.open));
        }
    }

    fn read(&mut self) -> PyResult<RecordBatch> {
        self.size = 0;
        let done = std::mem::take(&mut self.done);
        let found = read_components(done, &self.days, &self.linked, &self.options);
        let found = found.map_err(failed)?;
        let (numbers, readings): (Vec<u64>, Vec<Vec<u8>>) = found.readings.into_iter().unzip();
        let collation = std::iter::repeat_n(None, numbers.len()).chain([Some(found.collation)]);
        let one = numbers.first().copied();
        rows([
            ("number", of_longs(numbers.into_iter().map(Some).chain([one]))),
            ("reading", of_bytes(readings.into_iter().map(Some).chain([None]))),
            ("collation", of_bytes(collation)),
        ])
    }
}

impl Work for Components {
    fn push(&mut self, given: &RecordBatch) -> PyResult<Vec<RecordBatch>> {
        let (components, numbers) = (longs(given, "component")?, longs(given, "number")?);
        let (texts, pieces) = (longs(given, "text")?, bytes(given, "piece")?);
        let (imprints, common) = (longs(given, "imprint")?, lists(given, "common")?);
        let partners = lists(given, "partners")?;
        let mut made = Vec::new();
        for at in 0..given.num_rows() {
            let component = components.value(at);
            if self.component != Some(component) {
                self.close();
                if self.size > TOGETHER {
                    made.push(self.read()?);
                }
                self.component = Some(component);
            }
            let (number, text) = (numbers.value(at) as u64, texts.value(at) as u64);
            // The first document that has a text is the one that its imprint is told by.
            if number == text {
                let (common, partners) = (ints_at(common, at), longs_at(partners, at));
                let imprint = imprints.value(at) as u64;
                self.open.texts.push(Tied { text, imprint, common, partners });
            }
            let piece = pieces.value(at);
            self.size += piece.len();
            self.open.documents.push((number, text, piece.to_vec()));
        }
        Ok(made)
    }

    fn end(&mut self) -> PyResult<Vec<RecordBatch>> {
        self.close();
        if self.done.is_empty() { Ok(Vec::new()) } else { Ok(vec![self.read()?]) }
    }
}

/// Adds rows to the whole: readings and collations, or rests.
pub(super) fn add(whole: &mut Whole, given: &RecordBatch) -> PyResult<()> {
    let has = |name: &str| given.column_by_name(name).is_some();
    if has("reading") {
        let (readings, collations) = (bytes(given, "reading")?, bytes(given, "collation")?);
        for at in 0..given.num_rows() {
            if let Some(reading) = some(readings, at) {
                whole.add_reading(reading).map_err(failed)?;
            }
            if let Some(collation) = some(collations, at) {
                whole.add_collation(collation).map_err(failed)?;
            }
        }
        return Ok(());
    }
    let (paths, blocks) = (strings(given, "path")?, longs(given, "block")?);
    let (ordinals, rests) = (longs(given, "ordinal")?, bytes(given, "rest")?);
    for at in 0..given.num_rows() {
        let path = if paths.is_null(at) { "" } else { paths.value(at) };
        let block = (!blocks.is_null(at)).then(|| blocks.value(at) as u64);
        let ordinal = if ordinals.is_null(at) { 0 } else { ordinals.value(at) as u64 };
        let rest = some(rests, at).unwrap_or_default();
        whole.add_rest(path, block, ordinal, rest).map_err(failed)?;
    }
    Ok(())
}
