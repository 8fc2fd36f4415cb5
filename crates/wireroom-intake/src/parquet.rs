//! Parquet files: a row is a document, by the names of its columns, as in other tables. Only in
//! builds with the feature `parquet`, as the crate that reads them takes a minute of CPU to build.
//!
//! Columns that no field is called by are not read, and of the others a page at a time is held. A
//! group of rows that is damaged is set aside from where it breaks, and the next is read.
//!
//! What it is not: it knows no Arrow, and no table of several files (each file is read by itself).
//! A page may claim to unpack to 2 GiB, which is taken for the while; the crate gives no bound.

mod cell;

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use bytes::Bytes;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::reader::{ReaderIter, TreeBuilder};
use parquet::schema::types::{SchemaDescPtr, SchemaDescriptor, Type};
use serde_json::{Map, Value};
use wireroom_model::{Format, SetAsideCode};

use crate::columns::{Field, How};
use crate::intake::{Intake, Problem};
use crate::json::record::{self, As};
use crate::sniff::binary_format;
use crate::table;
use crate::unpack::RATIO_FLOOR;
use cell::Clock;

/// What every Parquet file begins with.
pub(crate) const MAGIC: &[u8] = b"PAR1";

/// Whether a file that begins so is one.
pub(crate) fn is_parquet(head: &[u8]) -> bool {
    head.starts_with(MAGIC) && binary_format(head).is_some()
}

/// Values of a column that are decoded at a time.
const AT_A_TIME: usize = 256;
/// Bytes that a row counts for, however little it holds.
const LEAST: usize = 64;

/// A Parquet file that is read on, some rows at a time.
pub(crate) struct Parquet {
    file: Option<Opened>,
    /// What ends it.
    problem: Option<Problem>,
    ratio: u64,
    /// No row has been read yet.
    bare: bool,
}

struct Opened {
    reader: Box<dyn FileReader>,
    /// The columns that are read.
    wanted: SchemaDescPtr,
    columns: Arc<[Column]>,
    titles_alone: bool,
    bytes: u64,
    /// The group of rows that is read next.
    group: usize,
    rows: Option<ReaderIter>,
    /// Rows before the next one.
    before: u64,
    /// Rows before the next group.
    before_group: u64,
    unpacked: u64,
}

/// A column that is read.
struct Column {
    /// Its name as it is known.
    key: String,
    clock: Option<Clock>,
}

/// What a row holds, or why it cannot be read.
type Record = Result<Map<String, Value>, Problem>;

/// The number of a row from 1, what it holds, and about how many bytes that is.
type Row = (u64, Record, usize);

/// Some rows.
pub(crate) struct Rows {
    columns: Arc<[Column]>,
    titles_alone: bool,
    rows: Vec<(u64, Record)>,
    size: usize,
}

impl Rows {
    /// About how many bytes they hold.
    pub(crate) const fn size(&self) -> usize {
        self.size
    }

    /// Reads them.
    pub(crate) fn read(self, path: &str, how: How<'_>) -> Intake {
        let mut intake = Intake::default();
        for (row, record) in self.rows {
            let at = format!("{path}:{row}");
            let read = record.map_err(|problem| (None, problem)).and_then(|record| {
                let titles_alone = self.titles_alone;
                let read_as = As { path, at: &at, format: Format::Table, titles_alone };
                record::document(read_as, &record, None, how, &mut intake)
            });
            intake.take(&at, read);
        }
        intake
    }
}

impl Parquet {
    /// The rows of a file on disk.
    pub(crate) fn of_file(file: File, how: How<'_>) -> Self {
        Self::of(file, how)
    }

    /// The rows of a file in memory.
    pub(crate) fn of_bytes(bytes: &[u8], how: How<'_>) -> Self {
        Self::of(Bytes::copy_from_slice(bytes), how)
    }

    fn of(source: impl ChunkReader + 'static, how: How<'_>) -> Self {
        let ratio = how.limits.ratio as u64;
        let opened = tried(|| Opened::new(source, how)).unwrap_or_else(|why| Err(damaged(&why)));
        match opened {
            Ok(file) => Self { file: Some(file), problem: None, ratio, bare: true },
            Err(problem) => Self { file: None, problem: Some(problem), ratio, bare: false },
        }
    }

    /// The next rows, about `bytes` of them; `None` at the end.
    pub(crate) fn next_rows(&mut self, bytes: usize) -> Option<Result<Rows, Problem>> {
        if let Some(problem) = self.problem.take() {
            self.file = None;
            return Some(Err(problem));
        }
        let file = self.file.as_mut()?;
        let mut out = Rows {
            columns: Arc::clone(&file.columns),
            titles_alone: file.titles_alone,
            rows: Vec::new(),
            size: 0,
        };
        while out.size < bytes {
            let Some((row, record, size)) = file.next_row(&out.columns) else { break };
            out.rows.push((row, record));
            out.size += size;
            if file.unpacked > RATIO_FLOOR as u64 && file.unpacked / file.bytes.max(1) > self.ratio
            {
                let what = format!("it unpacks to more than {} times its size", self.ratio);
                let advice = "read it where it comes from, or split it";
                self.problem = Some(Problem::new(SetAsideCode::TooLarge, what, advice));
                break;
            }
        }
        let bare = std::mem::replace(&mut self.bare, false);
        if out.rows.is_empty() {
            return bare.then(|| Err(table::without_rows()));
        }
        Some(Ok(out))
    }
}

impl Opened {
    fn new(source: impl ChunkReader + 'static, how: How<'_>) -> Result<Self, Problem> {
        let bytes = source.len();
        let reader = SerializedFileReader::new(source).map_err(|error| unopened(&error))?;
        let schema = reader.metadata().file_metadata().schema_descr();
        let named = |field: &Arc<Type>| table::key(field.name(), how.columns);
        let all: Vec<String> = schema.root_schema().get_fields().iter().map(named).collect();
        if let Some(problem) = table::textless(&all, how.columns) {
            return Err(problem);
        }
        let holds = |field: Field, key: &str| how.columns.names(field).any(|name| name == key);
        let known = |key: &str| Field::ALL.iter().any(|(field, _)| holds(*field, key));
        let titles_alone = !all.iter().any(|key| holds(Field::Text, key));
        let fields = schema.root_schema().get_fields().iter().zip(all);
        let fields = fields.filter(|(_, key)| known(key));
        let (fields, columns): (Vec<_>, Vec<_>) = fields
            .map(|(field, key)| (Arc::clone(field), Column { key, clock: Clock::of(field) }))
            .unzip();
        let wanted = Type::group_type_builder(schema.root_schema().name()).with_fields(fields);
        let wanted = wanted.build().map_err(|error| damaged(&error.to_string()))?;
        Ok(Self {
            wanted: Arc::new(SchemaDescriptor::new(Arc::new(wanted))),
            reader: Box::new(reader),
            columns: columns.into(),
            titles_alone,
            bytes,
            group: 0,
            rows: None,
            before: 0,
            before_group: 0,
            unpacked: 0,
        })
    }

    /// The next row.
    fn next_row(&mut self, columns: &[Column]) -> Option<Row> {
        loop {
            if let Some(rows) = &mut self.rows {
                let next = tried(|| rows.next().transpose().map_err(|error| error.to_string()));
                match next.unwrap_or_else(Err) {
                    Ok(Some(row)) => {
                        self.before += 1;
                        let cells = row.get_column_iter().map(|(_, cell)| cell);
                        let (record, size) = cell::record(columns, cells);
                        let size = size.max(LEAST);
                        self.unpacked += size as u64;
                        return Some((self.before, Ok(record), size));
                    }
                    Ok(None) => self.rows = None,
                    Err(why) => return Some(self.broken(&why)),
                }
            }
            if self.group == self.reader.num_row_groups() {
                return None;
            }
            // What a group holds is what its head says, wherever the one before broke off.
            self.before = self.before_group;
            let head = self.reader.metadata().row_group(self.group);
            self.before_group += u64::try_from(head.num_rows()).unwrap_or(0);
            let group = self.group;
            self.group += 1;
            let opened = tried(|| {
                let group = self.reader.get_row_group(group)?;
                let rows = TreeBuilder::new().with_batch_size(AT_A_TIME);
                rows.as_iter(Arc::clone(&self.wanted), &*group)
            });
            match opened.and_then(|rows| rows.map_err(|error| error.to_string())) {
                Ok(rows) => self.rows = Some(rows),
                Err(why) => return Some(self.broken(&why)),
            }
        }
    }

    /// What is told of a group of rows that cannot be read on.
    fn broken(&mut self, why: &str) -> Row {
        self.rows = None;
        let (group, groups) = (self.group, self.reader.num_row_groups());
        let what = format!(
            "the rows from here to the end of row group {group} of {groups} cannot be read: {}",
            short(why)
        );
        let problem = Problem::new(SetAsideCode::Damaged, what, ADVICE);
        (self.before + 1, Err(problem), 4096)
    }
}

const ADVICE: &str = "write the file again, or give its rows as CSV or JSON Lines";

/// What the reading of bytes that may be anything gives: the crate panics on some that are damaged.
fn tried<T>(read: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(read)).map_err(|_| "its reader failed on it".to_owned())
}

fn unopened(error: &parquet::errors::ParquetError) -> Problem {
    use parquet::errors::ParquetError;
    match error {
        ParquetError::General(why) if !why.contains("Corrupt footer") => damaged(why),
        // The end is looked for at the end.
        ParquetError::General(_) | ParquetError::EOF(_) | ParquetError::NeedMoreData(_) => {
            Problem::new(
                SetAsideCode::Truncated,
                "a Parquet file without its end, where it says what it holds",
                "fetch or write it again",
            )
        }
        error => damaged(&error.to_string()),
    }
}

fn damaged(why: &str) -> Problem {
    let what = format!("a Parquet file that cannot be read: {}", short(why));
    Problem::new(SetAsideCode::Damaged, what, ADVICE)
}

fn short(why: &str) -> String {
    let why = why.lines().next().unwrap_or_default();
    why.chars().take(120).collect()
}

#[cfg(test)]
mod tests;
