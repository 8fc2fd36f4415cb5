//! The lists of the contract as Arrow tables, and what stands beside them in a folder of tables.
//!
//! The columns are the fields of the contract, by their names and in their order: what is nested
//! there is a struct here, a list a list, a span a list of two numbers. They are traced from the
//! very types that print the JSON, so that there is one definition. What is empty has its columns
//! all the same.

use crate::error::InternalError;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{DataType, Field, FieldRef, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use serde::{Deserialize, Serialize};
use serde_arrow::ArrayBuilder;
use serde_arrow::schema::{SchemaLike, TracingOptions};
use std::sync::Arc;
use wireroom_wire::Lists;

pub(crate) use wireroom_wire::TABLES as NAMES;

/// Rows of a batch. A column of a batch holds no more than two gigabytes of text.
const ROWS: usize = 8192;

/// One list of a record. Whatever takes Arrow takes it, without copying.
#[pyclass(frozen, module = "wireroom")]
#[derive(Debug, Clone)]
pub(crate) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

/// The table at a place of [`NAMES`].
pub(crate) fn of(found: &wireroom::Record, at: usize) -> PyResult<Table> {
    let lists = Lists::of(found);
    match at {
        0 => table(lists.documents()),
        1 => table(lists.families()),
        2 => table(lists.events()),
        3 => table(lists.claims()),
        4 => table(lists.statements()),
        5 => table(lists.differences()),
        6 => table(lists.storylines()),
        7 => table(lists.entities()),
        8 => table(lists.notes()),
        9 => table(lists.annotations()),
        10 => table(lists.received()),
        _ => table([wireroom_wire::About::default()].into_iter()),
    }
    .map_err(|error| InternalError::new_err(error.to_string()))
}

fn table<'de, T: Serialize + Deserialize<'de>>(
    rows: impl Iterator<Item = T>,
) -> serde_arrow::Result<Table> {
    let options = TracingOptions::default()
        .strings_as_large_utf8(false)
        .sequence_as_large_list(false)
        .from_type_budget(1_000);
    let traced = Vec::<FieldRef>::from_type::<T>(options)?;
    let fields: Vec<FieldRef> = traced.iter().map(spans_as_lists).collect();
    let mut builder = ArrayBuilder::from_arrow(&fields)?;
    let (mut batches, mut open) = (Vec::new(), 0);
    for row in rows {
        builder.push(row)?;
        open += 1;
        if open == ROWS {
            batches.push(builder.to_record_batch()?);
            open = 0;
        }
    }
    if open > 0 || batches.is_empty() {
        batches.push(builder.to_record_batch()?);
    }
    Ok(Table { schema: Arc::new(Schema::new(fields)), batches })
}

/// A pair is traced as a struct of "0" and "1"; the contract has it as a list of two.
fn spans_as_lists(field: &FieldRef) -> FieldRef {
    let kind = match field.data_type() {
        DataType::Struct(fields) if fields.iter().map(|it| it.name()).eq(["0", "1"]) => {
            let item = Field::new("element", fields[0].data_type().clone(), false);
            // A list of fixed size would say more, but Parquet's readers stumble where it is null.
            DataType::List(Arc::new(item))
        }
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(spans_as_lists).collect()),
        DataType::List(item) => DataType::List(spans_as_lists(item)),
        other => other.clone(),
    };
    // Without what tells the tracer of its tuples.
    Arc::new(Field::new(field.name(), kind, field.is_nullable()))
}

impl Table {
    /// A table of rows that a step of `wireroom.spark` made.
    pub(crate) fn made(batch: RecordBatch) -> Self {
        Self { schema: batch.schema(), batches: vec![batch] }
    }
}

#[pymethods]
impl Table {
    /// The rows, as Arrow's C interface has them.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A consumer may wish for other types; the interface lets a producer give its own.
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        let batches = RecordBatchIterator::new(batches, Arc::clone(&self.schema));
        let stream = FFI_ArrowArrayStream::new(Box::new(batches));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// The columns, as Arrow's C interface has them.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref())
            .map_err(|error| InternalError::new_err(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// Names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// Bytes that the table takes in memory.
    #[getter]
    fn nbytes(&self) -> usize {
        self.batches.iter().map(RecordBatch::get_array_memory_size).sum()
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __repr__(&self) -> String {
        format!("<wireroom.Table: {} rows, {}>", self.__len__(), self.column_names().join(", "))
    }
}
