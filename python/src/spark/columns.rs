//! Columns of rows, by name.

use crate::error::InternalError;
use arrow_array::builder::{
    BinaryBuilder, BooleanBuilder, Int32Builder, Int64Builder, ListBuilder, StringBuilder,
};
use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, BinaryArray, BooleanArray, Int32Array, Int64Array, ListArray, RecordBatch,
    StringArray,
};
use pyo3::prelude::*;
use std::sync::Arc;

fn column<'a, T>(
    rows: &'a RecordBatch,
    name: &str,
    cast: impl Fn(&'a ArrayRef) -> Option<&'a T>,
) -> PyResult<&'a T> {
    rows.column_by_name(name).and_then(cast).ok_or_else(|| {
        let kind = rows.column_by_name(name).map(|it| it.data_type().to_string());
        let kind = kind.unwrap_or_else(|| "missing".to_owned());
        InternalError::new_err(format!("column {name:?} of a step's rows is {kind}; report it"))
    })
}

pub(super) fn longs<'a>(rows: &'a RecordBatch, name: &str) -> PyResult<&'a Int64Array> {
    column(rows, name, |it| it.as_primitive_opt::<Int64Type>())
}

pub(super) fn ints<'a>(rows: &'a RecordBatch, name: &str) -> PyResult<&'a Int32Array> {
    column(rows, name, |it| it.as_primitive_opt::<Int32Type>())
}

pub(super) fn flags<'a>(rows: &'a RecordBatch, name: &str) -> PyResult<&'a BooleanArray> {
    column(rows, name, |it| it.as_boolean_opt())
}

pub(super) fn bytes<'a>(rows: &'a RecordBatch, name: &str) -> PyResult<&'a BinaryArray> {
    column(rows, name, |it| it.as_binary_opt())
}

pub(super) fn strings<'a>(rows: &'a RecordBatch, name: &str) -> PyResult<&'a StringArray> {
    column(rows, name, |it| it.as_string_opt())
}

pub(super) fn lists<'a>(rows: &'a RecordBatch, name: &str) -> PyResult<&'a ListArray> {
    column(rows, name, |it| it.as_list_opt())
}

/// Numbers of a list of 32 bits; none where it is null.
pub(super) fn ints_at(lists: &ListArray, at: usize) -> Vec<u32> {
    if lists.is_null(at) {
        return Vec::new();
    }
    let value = lists.value(at);
    let values = value.as_primitive_opt::<Int32Type>();
    values.map(|values| values.values().iter().map(|&n| n as u32).collect()).unwrap_or_default()
}

/// The same, of 64 bits.
pub(super) fn longs_at(lists: &ListArray, at: usize) -> Vec<u64> {
    if lists.is_null(at) {
        return Vec::new();
    }
    let value = lists.value(at);
    let values = value.as_primitive_opt::<Int64Type>();
    values.map(|values| values.values().iter().map(|&n| n as u64).collect()).unwrap_or_default()
}

/// The bytes at a place, where there are any.
pub(super) fn some(column: &BinaryArray, at: usize) -> Option<&[u8]> {
    (!column.is_null(at)).then(|| column.value(at))
}

pub(super) fn of_longs(values: impl IntoIterator<Item = Option<u64>>) -> ArrayRef {
    let mut out = Int64Builder::new();
    values.into_iter().for_each(|value| out.append_option(value.map(|n| n as i64)));
    Arc::new(out.finish())
}

pub(super) fn of_ints(values: impl IntoIterator<Item = u32>) -> ArrayRef {
    let mut out = Int32Builder::new();
    values.into_iter().for_each(|value| out.append_value(value as i32));
    Arc::new(out.finish())
}

pub(super) fn of_flags(values: impl IntoIterator<Item = bool>) -> ArrayRef {
    let mut out = BooleanBuilder::new();
    values.into_iter().for_each(|value| out.append_value(value));
    Arc::new(out.finish())
}

pub(super) fn of_bytes<B: AsRef<[u8]>>(values: impl IntoIterator<Item = Option<B>>) -> ArrayRef {
    let mut out = BinaryBuilder::new();
    values.into_iter().for_each(|value| out.append_option(value));
    Arc::new(out.finish())
}

pub(super) fn of_strings<S: AsRef<str>>(values: impl IntoIterator<Item = Option<S>>) -> ArrayRef {
    let mut out = StringBuilder::new();
    values.into_iter().for_each(|value| out.append_option(value));
    Arc::new(out.finish())
}

pub(super) fn of_int_lists<L: IntoIterator<Item = u32>>(
    values: impl IntoIterator<Item = L>,
) -> ArrayRef {
    let mut out = ListBuilder::new(Int32Builder::new());
    for list in values {
        list.into_iter().for_each(|value| out.values().append_value(value as i32));
        out.append(true);
    }
    Arc::new(out.finish())
}

pub(super) fn of_long_lists<L: IntoIterator<Item = u64>>(
    values: impl IntoIterator<Item = L>,
) -> ArrayRef {
    let mut out = ListBuilder::new(Int64Builder::new());
    for list in values {
        list.into_iter().for_each(|value| out.values().append_value(value as i64));
        out.append(true);
    }
    Arc::new(out.finish())
}

/// Rows of these columns.
pub(super) fn rows<const N: usize>(columns: [(&str, ArrayRef); N]) -> PyResult<RecordBatch> {
    let columns = columns.into_iter().map(|(name, column)| (name, column, true));
    RecordBatch::try_from_iter_with_nullable(columns)
        .map_err(|error| InternalError::new_err(error.to_string()))
}

/// What went wrong in a stage.
pub(super) fn failed(error: std::io::Error) -> PyErr {
    InternalError::new_err(format!(
        "{error}; do driver and executors have one version of wireroom? If so, report it"
    ))
}
