//! Tables: CSV, TSV and their kin, a document a row.
//!
//! The first row names the columns. A name is known whatever its case, spaces and lines between
//! words ("Publish Date" is `publish_date`); those that the user names come first. A table whose
//! columns hold titles and addresses but no text, as Media Cloud exports it, tells of articles
//! without giving them: the title stands for the text, with a note.
//!
//! By content, a text is a table when its first row holds nothing but short names, names a text and
//! something else, or a title and an address, and the second row is as wide.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use csv::{ReaderBuilder, StringRecord};
use serde_json::{Map, Value};
use wireroom_model::{Format, SetAsideCode};

use crate::columns::{Columns, Field, How};
use crate::intake::{Intake, Problem};
use crate::json::record::{self, As, is_record};

/// Names that only tables use.
const SYNONYMS: [(&str, &str); 8] = [
    ("article", "text"),
    ("articletext", "text"),
    ("bodytext", "text"),
    ("story", "text"),
    ("publication", "outlet"),
    ("newspaper", "outlet"),
    ("link", "url"),
    ("sourceurl", "url"),
];

/// Longest name of a column in a table that is known by its content alone.
const NAME: usize = 40;

/// How a table is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Layout {
    delimiter: u8,
    /// The names of the columns, known ones as they are known.
    keys: Vec<String>,
}

impl Layout {
    /// The layout of the table that begins with `head`. `named` says that the file's name promises
    /// a table; else the content must show it.
    pub(crate) fn of(head: &str, columns: &Columns, named: bool) -> Option<Self> {
        let mut best: Option<(usize, Self)> = None;
        for delimiter in *b",\t;|" {
            let mut rows = rows(head.as_bytes(), delimiter).into_records();
            let Some(first) = rows.next()?.ok() else { continue };
            let second = rows.next().and_then(Result::ok);
            let keys: Vec<String> = first.iter().map(|name| key(name, columns)).collect();
            let layout = Self { delimiter, keys };
            let known = layout.known(columns);
            let better = best
                .as_ref()
                .is_none_or(|(most, held)| (known, layout.keys.len()) > (*most, held.keys.len()));
            let even = second.is_some_and(|second| second.len() == first.len());
            if better && (named || even && known > 1 && layout.is_sure(&first, columns)) {
                best = Some((known, layout));
            }
        }
        best.map(|(_, layout)| layout)
    }

    fn known(&self, columns: &Columns) -> usize {
        let is_known = |key: &&String| {
            Field::ALL.iter().any(|(field, _)| columns.names(*field).any(|name| name == **key))
        };
        self.keys.iter().filter(is_known).count()
    }

    fn is_sure(&self, first: &StringRecord, columns: &Columns) -> bool {
        let short = |name: &str| {
            (1..=NAME).contains(&name.len()) && !name.contains('\n') && !name.contains(". ")
        };
        first.iter().all(short)
            && (self.holds(Field::Text, columns)
                || self.holds(Field::Title, columns) && self.holds(Field::Url, columns))
    }

    fn holds(&self, field: Field, columns: &Columns) -> bool {
        columns.names(field).any(|name| self.keys.iter().any(|key| key == name))
    }

    /// Why no row can be read, if so.
    fn problem(&self, columns: &Columns) -> Option<Problem> {
        textless(&self.keys, columns)
    }

    /// A row as a record.
    fn record(&self, row: &StringRecord) -> Map<String, Value> {
        let mut record = Map::new();
        for (key, cell) in self.keys.iter().zip(row) {
            if !cell.trim().is_empty() {
                record.entry(key.clone()).or_insert_with(|| Value::String(cell.to_owned()));
            }
        }
        record
    }
}

/// Why no row of a table with these columns can be read, if so.
pub(crate) fn textless(keys: &[String], columns: &Columns) -> Option<Problem> {
    let record = keys.iter().map(|key| (key.clone(), Value::Null));
    if is_record(&record.collect(), columns) {
        return None;
    }
    let names = keys.iter().take(12).map(|key| format!("\"{key:.40}\""));
    let names = names.collect::<Vec<_>>().join(", ");
    let what = format!("a table without a column for the text; its columns are {names}");
    let advice = "say with --map text=COLUMN which one holds it";
    Some(Problem::new(SetAsideCode::Unsupported, what, advice))
}

/// A column's name as it is known, else as it stands.
pub(crate) fn key(name: &str, columns: &Columns) -> String {
    let name = name.trim().trim_start_matches('\u{feff}');
    let all = || Field::ALL.iter().flat_map(|(field, _)| columns.names(*field));
    if columns.names_column(name) || all().any(|known| known == name) {
        return name.to_owned();
    }
    let bare = |name: &str| -> String {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let plain = bare(name);
    let synonym = SYNONYMS.iter().find(|(synonym, _)| *synonym == plain).map(|(_, known)| *known);
    let known = synonym.or_else(|| all().find(|known| bare(known) == plain));
    known.unwrap_or(name).to_owned()
}

fn rows<R: Read>(reader: R, delimiter: u8) -> csv::Reader<R> {
    ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(reader)
}

/// Some rows of a table.
pub(crate) struct Rows {
    layout: Layout,
    /// The line that each begins on, and the row.
    rows: Vec<(u64, StringRecord)>,
}

impl Rows {
    /// About how many bytes they hold.
    pub(crate) fn size(&self) -> usize {
        self.rows.iter().map(|(_, row)| row.as_slice().len()).sum()
    }

    /// Reads them.
    pub(crate) fn read(self, path: &str, how: How<'_>) -> Intake {
        let mut intake = Intake::default();
        let titles_alone = !self.layout.holds(Field::Text, how.columns);
        let width = self.layout.keys.len();
        for (line, row) in &self.rows {
            let at = format!("{path}:{line}");
            let format = Format::Table;
            let read = match row.len() == width {
                true => {
                    let read_as = As { path, at: &at, format, titles_alone };
                    let record = self.layout.record(row);
                    record::document(read_as, &record, None, how, &mut intake)
                }
                false => Err((None, uneven(row.len(), width))),
            };
            intake.take(&at, read);
        }
        intake
    }
}

fn uneven(cells: usize, width: usize) -> Problem {
    Problem::new(
        SetAsideCode::Damaged,
        format!("a row of {cells} cells in a table of {width} columns"),
        "look for a quotation mark that is missing or doubled, there or above",
    )
}

/// A table that is read on, some rows at a time.
pub(crate) struct Table<R> {
    rows: csv::Reader<Watched<R>>,
    /// Bytes that were read for the row at hand.
    read: Rc<Cell<u64>>,
    layout: Layout,
    /// What ends it.
    problem: Option<Problem>,
    over: bool,
    /// No row has been read yet.
    bare: bool,
}

/// Without a row or a problem nothing would be said of it.
pub(crate) fn without_rows() -> Problem {
    Problem::new(SetAsideCode::Empty, "a table with names of columns and no rows", "leave it out")
}

/// Bytes from which a row is taken for one whose quotation mark never closes.
const ROW: u64 = 128 << 20;

/// Counts what is read, and ends where one row takes too much.
struct Watched<R> {
    inner: R,
    read: Rc<Cell<u64>>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(into)?;
        self.read.set(self.read.get() + n as u64);
        match self.read.get() > ROW {
            true => Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "a row has no end: a quotation mark may be missing",
            )),
            false => Ok(n),
        }
    }
}

impl<R: Read> Table<R> {
    /// The rows of `reader`, which begins with the row of names.
    pub(crate) fn new(reader: R, layout: Layout, columns: &Columns) -> Self {
        let read = Rc::new(Cell::new(0));
        let watched = Watched { inner: reader, read: Rc::clone(&read) };
        let mut rows = rows(watched, layout.delimiter);
        let problem = layout.problem(columns);
        // It was read once to find the layout.
        let over = problem.is_some() || rows.read_record(&mut StringRecord::new()).is_err();
        Self { rows, read, layout, problem, over, bare: true }
    }

    /// The next rows, about `bytes` of them; `None` at the end.
    pub(crate) fn next_rows(&mut self, bytes: usize) -> Option<Result<Rows, Problem>> {
        let mut out = Rows { layout: self.layout.clone(), rows: Vec::new() };
        let (mut held, mut row) = (0, StringRecord::new());
        while held < bytes && !self.over {
            self.read.set(0);
            match self.rows.read_record(&mut row) {
                Ok(true) => {
                    held += row.as_slice().len();
                    let line = row.position().map_or(0, csv::Position::line);
                    out.rows.push((line, std::mem::take(&mut row)));
                }
                Ok(false) => self.over = true,
                Err(error) => {
                    self.over = true;
                    self.problem = Some(Problem::new(
                        SetAsideCode::Damaged,
                        format!("the table cannot be read on: {error}"),
                        "export it again",
                    ));
                }
            }
        }
        let bare = std::mem::replace(&mut self.bare, false);
        match out.rows.is_empty() {
            true => self.problem.take().or_else(|| bare.then(without_rows)).map(Err),
            false => Some(Ok(out)),
        }
    }
}
