//! Files that hold many documents, cut into batches that can be read apart.
//!
//! One way for bytes in memory and for a file that is read on: cutting goes from the beginning to
//! the end on one thread and holds a batch at a time, reading a batch happens anywhere.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};

use crate::arriving::{Arrivals, Arriving};
use crate::columns::{Columns, How};
use crate::decode::is_mostly_controls;
use crate::gkg;
use crate::intake::{Intake, Problem};
use crate::json;
use crate::mail::{self, Mbox, Sent, is_mbox};
use crate::members::stream;
#[cfg(feature = "parquet")]
use crate::parquet::{self, Parquet};
use crate::pieces::{Followed, PieceRead};
use crate::sniff::{HEAD, Shape, binary_format, shape};
use crate::table::{self, Layout, Table};
use crate::unpack::Packing;
use crate::wacz;
use crate::walk::{FileRef, unreadable};
use crate::warc::{Capture, Found, Warc, is_warc};

/// Bytes from which a file is read in batches.
const LARGE: u64 = 4 << 20;
/// The same, of one that is packed.
const LARGE_PACKED: u64 = 1 << 20;
/// Bytes of a batch: so few that no thread waits long for another when the last ones are read.
const BATCH: usize = 1 << 18;
/// Bytes of the longest line that is read so: more than the largest text that is read.
const LINE: u64 = 256 << 20;

type Reader<'a> = Box<dyn BufRead + 'a>;

/// Some of a file.
#[derive(Default)]
pub(crate) struct Batch {
    lines: Option<(Rows, usize, Vec<u8>)>,
    rows: Option<table::Rows>,
    #[cfg(feature = "parquet")]
    records: Option<parquet::Rows>,
    pages: Vec<Capture>,
    messages: Vec<Sent>,
    /// What was found in cutting, and where.
    told: Intake,
}

/// What stands on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rows {
    Json,
    Gkg,
}

impl Batch {
    /// About how many bytes it holds.
    pub(crate) fn size(&self) -> usize {
        #[cfg(feature = "parquet")]
        let records = self.records.as_ref().map_or(0, parquet::Rows::size);
        #[cfg(not(feature = "parquet"))]
        let records = 0;
        records
            + self.lines.as_ref().map_or(0, |(_, _, bytes)| bytes.len())
            + self.rows.as_ref().map_or(0, table::Rows::size)
            + self.pages.iter().map(Capture::size).sum::<usize>()
            + self.messages.iter().map(Sent::size).sum::<usize>()
    }

    /// A batch that only tells that the file cannot be read on.
    pub(crate) fn lost(path: &str, why: Problem) -> Self {
        Self { told: Intake::only(path, why), ..Self::default() }
    }

    /// Reads it.
    pub(crate) fn read(self, path: &str, how: How<'_>) -> Intake {
        let mut intake = Intake::default();
        if let Some((rows, first_line, bytes)) = self.lines {
            // Nearly always it is UTF-8, which is seen faster than what is not is mended.
            let text = std::str::from_utf8(&bytes)
                .map_or_else(|_| String::from_utf8_lossy(&bytes), Cow::Borrowed);
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            intake.add(match rows {
                Rows::Json => json::read_lines(path, text, first_line, how),
                Rows::Gkg => gkg::read_rows(path, text, first_line, how),
            });
        }
        if let Some(rows) = self.rows {
            intake.add(rows.read(path, how));
        }
        #[cfg(feature = "parquet")]
        if let Some(rows) = self.records {
            intake.add(rows.read(path, how));
        }
        for page in self.pages {
            intake.add(page.read(path, how.limits));
        }
        for message in self.messages {
            let at = format!("{path}:{}", message.ordinal);
            intake.add(match message.bytes {
                Ok(bytes) => mail::read(path, &at, &bytes, how.limits),
                Err(problem) => Intake::only(&at, problem),
            });
        }
        intake.add(self.told);
        intake
    }
}

/// The batches of a file.
pub(crate) enum Batches<'a> {
    Lines(Lines<'a>),
    Table(Table<Reader<'a>>),
    #[cfg(feature = "parquet")]
    Parquet(Box<Parquet>),
    Warc(Warc<Reader<'a>>),
    Mbox(Option<Mbox<Reader<'a>>>),
    Wacz(Wacz<'a>),
    Arriving(Arriving),
}

impl<'a> Batches<'a> {
    /// The batches of a web archive, an `mbox` or a Parquet file in memory.
    pub(crate) fn of_bytes(bytes: &'a [u8], how: How<'_>) -> Option<Self> {
        #[cfg(feature = "parquet")]
        if parquet::is_parquet(bytes) {
            return Some(Self::Parquet(Box::new(Parquet::of_bytes(bytes, how))));
        }
        if bytes.starts_with(b"PK") {
            let entries = wacz::archives(Cursor::new(bytes));
            let open = move |entry: wacz::Entry| -> io::Result<Reader<'a>> {
                let start = usize::try_from(entry.start).unwrap_or(usize::MAX);
                Ok(entry.open(bytes.get(start..).unwrap_or_default()))
            };
            return Wacz::of(entries, Box::new(open), how).map(Self::Wacz);
        }
        if !(bytes.starts_with(b"WARC") || bytes.starts_with(b"From"))
            && Packing::of(bytes).is_none()
        {
            return None;
        }
        let reader = stream(bytes, how.limits).ok()?;
        let (head, reader) = ahead(reader).ok()?;
        Self::of_stream(&head, reader, how)
    }

    /// The batches of a table.
    pub(crate) fn of_table(text: &'a str, layout: Layout, how: How<'_>) -> Self {
        Self::Table(Table::new(Box::new(text.as_bytes()), layout, how.columns))
    }

    /// The batches of rows of the knowledge graph.
    pub(crate) fn of_gkg(text: &'a str) -> Self {
        Self::Lines(Lines {
            rows: Rows::Gkg,
            reader: Box::new(text.as_bytes()),
            line: 1,
            lost: false,
        })
    }

    fn of_stream(head: &[u8], reader: Reader<'a>, how: How<'_>) -> Option<Self> {
        if is_warc(head) {
            return Some(Self::Warc(Warc::new(reader, how.limits)));
        }
        let text = String::from_utf8_lossy(head.get(..head.len().min(4096)).unwrap_or_default());
        is_mbox(&text).then(|| Self::Mbox(Some(Mbox::new(reader, how.limits))))
    }

    /// The next batch; `None` at the end.
    pub(crate) fn next_batch(&mut self, path: &str) -> Option<Batch> {
        match self {
            Self::Lines(lines) => lines.next_batch(path),
            Self::Table(table) => Some(match table.next_rows(BATCH)? {
                Ok(rows) => Batch { rows: Some(rows), ..Batch::default() },
                Err(problem) => Batch::lost(path, problem),
            }),
            #[cfg(feature = "parquet")]
            Self::Parquet(table) => Some(match table.next_rows(BATCH)? {
                Ok(rows) => Batch { records: Some(rows), ..Batch::default() },
                Err(problem) => Batch::lost(path, problem),
            }),
            Self::Warc(warc) => pages(path, warc),
            Self::Mbox(mbox) => messages(path, mbox),
            Self::Wacz(wacz) => wacz.next_batch(path),
            Self::Arriving(lines) => lines.next_lines().map(|some| arrived(path, some)),
        }
    }

    /// All batches, read one after the other.
    pub(crate) fn all(mut self, path: &str, how: How<'_>) -> Intake {
        let mut followed = Followed::default();
        let mut all = Intake::default();
        while let Some(batch) = self.next_batch(path) {
            let read = PieceRead { intake: batch.read(path, how), part_of: Some(path.to_owned()) };
            let read = read.follow(&mut followed);
            all.add(read);
        }
        all.notes.sort();
        all.notes.dedup();
        all
    }
}

impl Batches<'static> {
    /// The batches of a file on disk; `None` where it must be read at once.
    pub(crate) fn of_file(file: &FileRef, how: How<'_>) -> io::Result<Option<Self>> {
        let columns = how.columns;
        let Some(on_disk) = file.on_disk() else { return Ok(None) };
        let mut opened = File::open(on_disk)?;
        let about = opened.metadata()?;
        if !about.is_file() {
            return Ok(None);
        }
        let mut magic = [0; 4];
        let n = opened.read(&mut magic)?;
        let magic = magic.get(..n).unwrap_or_default();
        let packed = Packing::of(magic).is_some();
        if about.len() < if packed { LARGE_PACKED } else { LARGE } {
            return Ok(None);
        }
        #[cfg(feature = "parquet")]
        if magic == parquet::MAGIC && parquet::is_parquet(&beginning(&mut opened)?) {
            return Ok(Some(Self::Parquet(Box::new(Parquet::of_file(opened, how)))));
        }
        if magic.starts_with(b"PK") {
            opened.rewind()?;
            let entries = wacz::archives(opened);
            let on_disk = on_disk.to_owned();
            let open = move |entry: wacz::Entry| -> io::Result<Reader<'static>> {
                let mut file = File::open(&on_disk)?;
                file.seek(SeekFrom::Start(entry.start))?;
                Ok(entry.open(file))
            };
            return Ok(Wacz::of(entries, Box::new(open), how).map(Self::Wacz));
        }
        let again = || -> io::Result<Reader<'static>> {
            stream(BufReader::with_capacity(1 << 16, File::open(on_disk)?), how.limits)
        };
        let (head, reader) = ahead(again()?)?;
        if let Some(batches) = Self::of_stream(&head, reader, how) {
            return Ok(Some(batches));
        }
        let Some(shape) = lines_or_table(&file.path, &head, columns) else { return Ok(None) };
        if !is_clean(&mut again()?)? {
            return Ok(None);
        }
        let reader = again()?;
        Ok(Some(match shape {
            Ok(rows) => Self::Lines(Lines { rows, reader, line: 1, lost: false }),
            Err(layout) => Self::Table(Table::new(without_mark(reader)?, layout, columns)),
        }))
    }
}

/// The first bytes of a file.
#[cfg(feature = "parquet")]
fn beginning(file: &mut File) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    file.rewind()?;
    file.take(4096).read_to_end(&mut head)?;
    Ok(head)
}

/// What a file that begins with `head` is read as, where the rest cannot change that.
fn lines_or_table(path: &str, head: &[u8], columns: &Columns) -> Option<Result<Rows, Layout>> {
    if Packing::of(head).is_some() || binary_format(head).is_some() || is_mostly_controls(head) {
        return None;
    }
    let valid = head.utf8_chunks().next()?;
    if valid.invalid().len() > 3 || head.len() - valid.valid().len() > 3 {
        return None;
    }
    let bare = valid.valid().strip_prefix('\u{feff}').unwrap_or(valid.valid());
    match shape(path, bare, columns) {
        Shape::Json { .. } => {
            let how = How { limits: &crate::Limits::default(), columns };
            let lines =
                json::is_lines(bare) && !json::read_lines(path, bare, 1, how).documents.is_empty();
            lines.then_some(Ok(Rows::Json))
        }
        Shape::Gkg => Some(Ok(Rows::Gkg)),
        Shape::Table(layout) => Some(Err(layout)),
        _ => None,
    }
}

/// The beginning of a stream, and the whole of it.
fn ahead<'a>(mut reader: Reader<'a>) -> io::Result<(Vec<u8>, Reader<'a>)> {
    let mut head = Vec::new();
    let error = reader.by_ref().take(HEAD as u64).read_to_end(&mut head).err();
    match error {
        Some(error) if head.is_empty() => Err(error),
        error => {
            let all = Cursor::new(head.clone()).chain(Told(error)).chain(reader);
            Ok((head, Box::new(all)))
        }
    }
}

/// An error that was met ahead, told again in its place.
struct Told(Option<io::Error>);

impl Read for Told {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

impl BufRead for Told {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.take().map_or(Ok(&[]), Err)
    }

    fn consume(&mut self, _: usize) {}
}

/// A stream without the byte order mark that it may begin with.
fn without_mark(mut reader: Reader<'_>) -> io::Result<Reader<'_>> {
    if reader.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
        reader.consume(3);
    }
    Ok(reader)
}

/// Whether all of a stream is UTF-8 without NUL.
fn is_clean(reader: &mut Reader<'_>) -> io::Result<bool> {
    loop {
        let block = match read_block(reader) {
            Ok(block) if block.is_empty() => return Ok(true),
            Ok(block) => block,
            // What is damaged is read at once, where the damage is told.
            Err(_) => return Ok(false),
        };
        if memchr::memchr(0, &block).is_some() || std::str::from_utf8(&block).is_err() {
            return Ok(false);
        }
    }
}

/// A file that is cut by lines.
pub(crate) struct Lines<'a> {
    rows: Rows,
    reader: Reader<'a>,
    line: usize,
    /// Reading failed.
    lost: bool,
}

impl Lines<'_> {
    fn next_batch(&mut self, path: &str) -> Option<Batch> {
        if self.lost {
            return None;
        }
        let bytes = match read_block(&mut self.reader) {
            Ok(bytes) if bytes.is_empty() => return None,
            Ok(bytes) => bytes,
            // It was readable a moment ago. What was read stands, and the rest is set aside.
            Err(error) => {
                self.lost = true;
                return Some(Batch::lost(path, unreadable(&error)));
            }
        };
        let first_line = self.line;
        self.line += memchr::memchr_iter(b'\n', &bytes).count();
        Some(Batch { lines: Some((self.rows, first_line, bytes)), ..Batch::default() })
    }
}

/// Lines that came through a pipe.
fn arrived(path: &str, some: Arrivals) -> Batch {
    let Arrivals { bytes, first_line, notes, error } = some;
    let mut batch = Batch { lines: Some((Rows::Json, first_line, bytes)), ..Batch::default() };
    for note in notes {
        batch.told.note(path, note);
    }
    if let Some(error) = error {
        batch.told.set_aside(path, 0, None, unreadable(&error));
    }
    batch
}

/// The next lines, about a batch of them. A line longer than [`LINE`] is an error: the file must be
/// read at once, where its size is looked at.
fn read_block(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(BATCH + (BATCH >> 4));
    reader.by_ref().take(BATCH as u64).read_to_end(&mut bytes)?;
    if bytes.last().is_some_and(|&last| last != b'\n') {
        let read = reader.by_ref().take(LINE).read_until(b'\n', &mut bytes)?;
        if read as u64 == LINE && bytes.last() != Some(&b'\n') {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a line is too long"));
        }
    }
    Ok(bytes)
}

/// The next pages of an archive.
fn pages(path: &str, warc: &mut Warc<Reader<'_>>) -> Option<Batch> {
    let mut batch = Batch::default();
    let mut held = 0;
    while held < BATCH {
        match warc.next_found() {
            Some(Found::Page(page)) => {
                held += page.size();
                batch.pages.push(page);
            }
            Some(Found::Aside(ordinal, problem)) => {
                held += BATCH >> 8;
                batch.told.set_aside(format!("{path}:{ordinal}"), 0, None, problem);
            }
            Some(Found::Passed(what)) => batch.told.note(path, what),
            None => break,
        }
    }
    let told = &batch.told;
    let nothing = batch.pages.is_empty() && told.set_aside.is_empty() && told.notes.is_empty();
    (!nothing).then_some(batch)
}

/// The next messages.
fn messages(path: &str, mbox: &mut Option<Mbox<Reader<'_>>>) -> Option<Batch> {
    let mut batch = Batch::default();
    let mut held = 0;
    while held < BATCH {
        match mbox.as_mut().map(Mbox::next_message)? {
            Ok(Some(message)) => {
                held += message.size();
                batch.messages.push(message);
            }
            Ok(None) => {
                *mbox = None;
                break;
            }
            Err(error) => {
                *mbox = None;
                batch.told.set_aside(path, 0, None, unreadable(&error));
                break;
            }
        }
    }
    Some(batch)
}

type Open<'a> = Box<dyn Fn(wacz::Entry) -> io::Result<Reader<'a>> + 'a>;

/// The archives of a WACZ, one after the other.
pub(crate) struct Wacz<'a> {
    entries: VecDeque<wacz::Entry>,
    open: Open<'a>,
    warc: Option<Warc<Reader<'a>>>,
    limits: crate::Limits,
}

impl<'a> Wacz<'a> {
    fn of(entries: Vec<wacz::Entry>, open: Open<'a>, how: How<'_>) -> Option<Self> {
        let limits = how.limits.clone();
        (!entries.is_empty()).then(|| Self { entries: entries.into(), open, warc: None, limits })
    }

    fn next_batch(&mut self, path: &str) -> Option<Batch> {
        loop {
            if let Some(batch) = self.warc.as_mut().and_then(|warc| pages(path, warc)) {
                return Some(batch);
            }
            let entry = self.entries.pop_front()?;
            match (self.open)(entry).and_then(|reader| stream(reader, &self.limits)) {
                Ok(reader) => self.warc = Some(Warc::new(reader, &self.limits)),
                Err(error) => return Some(Batch::lost(path, unreadable(&error))),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    /// Gives one line and fails.
    struct Failing(&'static [u8]);

    impl Read for Failing {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            match self.0.len() {
                0 => Err(io::Error::other("the disk is gone")),
                _ => self.0.read(into),
            }
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_on_is_an_error_and_no_end() {
        let reader = BufReader::with_capacity(16, Failing(b"{\"text\": \"a\"}\n"));
        let mut lines = Lines { rows: Rows::Json, reader: Box::new(reader), line: 1, lost: false };
        let batch = lines.next_batch("pile.jsonl").unwrap();
        let how = How { limits: &Limits::default(), columns: &Columns::default() };
        let intake = batch.read("pile.jsonl", how);
        assert_eq!((intake.documents.len(), intake.set_aside.len()), (0, 1));
        assert!(intake.set_aside[0].what.contains("the disk is gone"), "{:?}", intake.set_aside);
        assert!(lines.next_batch("pile.jsonl").is_none());
    }
}
