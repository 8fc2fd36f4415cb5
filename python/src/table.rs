//! The lists of the contract as Arrow tables, and what stands beside them in a folder of tables.
//!
//! The columns are the fields of the contract, by their names and in their order: what is nested
//! there is a struct here, a list a list, a span a list of two numbers. They are traced from the
//! very types that print the JSON, so that there is one definition. What is empty has its columns
//! all the same.

use crate::error::InternalError;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, RecordBatch, RecordBatchIterator};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{DataType, Field, FieldRef, Schema};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use serde::{Deserialize, Serialize};
use serde_arrow::schema::{SchemaLike, TracingOptions};
use std::sync::Arc;
use wireroom_wire as wire;

pub(crate) use wireroom_wire::TABLES as NAMES;

/// One list of a record. Whatever takes Arrow takes it, without copying.
#[pyclass(frozen, module = "wireroom")]
#[derive(Debug, Clone)]
pub(crate) struct Table {
    batch: RecordBatch,
}

/// The table at a place of [`NAMES`].
pub(crate) fn of(record: &wire::Record, found: &wireroom::Record, at: usize) -> PyResult<Table> {
    match at {
        0 => rows(&record.documents),
        1 => rows(&record.families),
        2 => rows(&record.events),
        3 => rows(&record.claims),
        4 => rows(&record.statements),
        5 => rows(&record.differences),
        6 => rows(&record.storylines),
        7 => rows(&record.entities),
        8 => rows(&record.notes),
        9 => rows(&wire::annotations(found)),
        10 => rows(&wire::received(found.documents.iter().map(|reading| &reading.document))),
        _ => rows(std::slice::from_ref(&record.wireroom)),
    }
    .map(|batch| Table { batch })
    .map_err(|error| InternalError::new_err(error.to_string()))
}

fn rows<'de, T: Serialize + Deserialize<'de>>(items: &[T]) -> serde_arrow::Result<RecordBatch> {
    let options = TracingOptions::default()
        .strings_as_large_utf8(false)
        .sequence_as_large_list(false)
        .from_type_budget(1_000);
    let traced = Vec::<FieldRef>::from_type::<T>(options)?;
    let fields: Vec<FieldRef> = traced.iter().map(spans_as_lists).collect();
    serde_arrow::to_record_batch(&fields, &items)
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
    pub(crate) const fn made(batch: RecordBatch) -> Self {
        Self { batch }
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
        let batches = RecordBatchIterator::new([Ok(self.batch.clone())], self.batch.schema());
        let stream = FFI_ArrowArrayStream::new(Box::new(batches));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// The columns, as Arrow's C interface has them.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema: &Schema = self.batch.schema_ref();
        let schema = FFI_ArrowSchema::try_from(schema)
            .map_err(|error| InternalError::new_err(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// Names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.batch.schema_ref().fields().iter().map(|field| field.name().clone()).collect()
    }

    /// Bytes that the table takes in memory.
    #[getter]
    fn nbytes(&self) -> usize {
        self.batch.columns().iter().map(|column| column.get_array_memory_size()).sum()
    }

    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    fn __repr__(&self) -> String {
        format!(
            "<wireroom.Table: {} rows, {}>",
            self.batch.num_rows(),
            self.column_names().join(", ")
        )
    }
}
