//! Cells of a row as JSON has them, dates and times as they are written.

use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;
use parquet::basic::{LogicalType, TimeUnit};
use parquet::record::Field as Cell;
use parquet::schema::types::Type;
use serde_json::{Map, Number, Value};

use super::Column;

/// How a column counts time since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    nanos: bool,
    /// Whether it is the time of no place in particular.
    local: bool,
}

impl Clock {
    /// Of a column of points in time.
    pub(super) fn of(field: &Type) -> Option<Self> {
        match field.get_basic_info().logical_type_ref() {
            Some(LogicalType::Timestamp(time)) => {
                let nanos = matches!(time.unit, TimeUnit::NANOS);
                Some(Self { nanos, local: !time.is_adjusted_to_u_t_c })
            }
            _ => None,
        }
    }

    fn written(self, time: Timestamp) -> String {
        match self.local {
            true => TimeZone::UTC.to_datetime(time).to_string(),
            false => time.to_string(),
        }
    }
}

/// A row as a record, and about how many bytes it holds. Of columns that are called alike the
/// first with a value counts.
pub(super) fn record<'a>(
    columns: &[Column],
    cells: impl Iterator<Item = &'a Cell>,
) -> (Map<String, Value>, usize) {
    let mut record = Map::new();
    let mut size = 0;
    for (column, cell) in columns.iter().zip(cells) {
        let value = value(cell, column.clock, &mut size);
        let blank = value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty());
        if !blank {
            record.entry(column.key.clone()).or_insert(value);
        }
    }
    (record, size)
}

fn value(cell: &Cell, clock: Option<Clock>, size: &mut usize) -> Value {
    *size += 8;
    let utc = Clock { nanos: false, local: false };
    let time = |time: Option<Timestamp>| {
        time.map_or(Value::Null, |time| clock.unwrap_or(utc).written(time).into())
    };
    match cell {
        Cell::Bool(value) => (*value).into(),
        Cell::Byte(value) => (*value).into(),
        Cell::Short(value) => (*value).into(),
        Cell::Int(value) => (*value).into(),
        // The crate has no name for time in nanoseconds.
        Cell::Long(value) if clock.is_some_and(|clock| clock.nanos) => {
            time(Timestamp::from_nanosecond(i128::from(*value)).ok())
        }
        Cell::Long(value) => (*value).into(),
        Cell::UByte(value) => (*value).into(),
        Cell::UShort(value) => (*value).into(),
        Cell::UInt(value) => (*value).into(),
        Cell::ULong(value) => (*value).into(),
        Cell::Float(value) => number(f64::from(*value)),
        Cell::Double(value) => number(*value),
        Cell::Str(text) => {
            *size += text.len();
            Value::String(text.clone())
        }
        // Text whose writer did not say that it is text.
        Cell::Bytes(bytes) => std::str::from_utf8(bytes.data()).map_or(Value::Null, |text| {
            *size += text.len();
            text.into()
        }),
        Cell::Date(days) => {
            let day = date(1970, 1, 1).checked_add(jiff::Span::new().days(*days));
            day.map_or(Value::Null, |day| day.to_string().into())
        }
        Cell::TimestampMillis(value) => time(Timestamp::from_millisecond(*value).ok()),
        Cell::TimestampMicros(value) => time(Timestamp::from_microsecond(*value).ok()),
        Cell::Group(row) => {
            let cells = row.get_column_iter();
            Value::Object(
                cells.map(|(name, cell)| (name.clone(), value(cell, None, size))).collect(),
            )
        }
        Cell::ListInternal(list) => {
            Value::Array(list.elements().iter().map(|cell| value(cell, None, size)).collect())
        }
        // No field of a document is a measure, a time of day or a dictionary.
        _ => Value::Null,
    }
}

fn number(value: f64) -> Value {
    Number::from_f64(value).map_or(Value::Null, Value::Number)
}
