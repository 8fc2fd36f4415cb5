//! Steps from files to documents.

use super::Work;
use super::columns::{
    bytes, failed, longs, of_bytes, of_int_lists, of_longs, of_strings, rows, some, strings,
};
use arrow_array::RecordBatch;
use pyo3::prelude::*;
use std::collections::{BTreeSet, HashMap};
use wireroom::Options;
use wireroom::steps::{Piece, Rest, Taken, names, once, sketch, take_file, take_lines};

/// Bytes of lines that are read together.
const LINES: usize = 1 << 20;
/// Bytes of pieces that are handed on together.
const ROWS: usize = 16 << 20;

/// Pieces and rests on their way out.
#[derive(Default)]
struct Out {
    pieces: Vec<Piece>,
    rests: Vec<(String, Option<u64>, u64, Rest)>,
    size: usize,
    done: Vec<RecordBatch>,
}

impl Out {
    fn add(&mut self, path: &str, block: Option<u64>, ordinal: u64, taken: Taken) -> PyResult<()> {
        for piece in taken.pieces {
            self.size += piece.bytes.len();
            self.pieces.push(piece);
            if self.size > ROWS {
                self.flush()?;
            }
        }
        self.rests.extend(taken.rest.map(|rest| (path.to_owned(), block, ordinal, rest)));
        Ok(())
    }

    fn flush(&mut self) -> PyResult<()> {
        let pieces = std::mem::take(&mut self.pieces);
        let rests = std::mem::take(&mut self.rests);
        self.size = 0;
        let (n, more) = (pieces.len(), rests.len());
        let before = std::iter::repeat_n(None, n);
        let after = std::iter::repeat_n(None, more);
        let numbers = pieces.iter().map(|it| Some(it.number)).chain(after);
        let blocks = before.clone().chain(rests.iter().map(|(_, block, ..)| *block));
        let ordinals = before.chain(rests.iter().map(|(_, _, at, _)| Some(*at)));
        let paths = rests.iter().map(|(path, ..)| Some(path.as_str()));
        let held = pieces.iter().map(|it| Some(it.bytes.as_slice()));
        let rest = rests.iter().map(|(.., rest)| Some(rest.0.as_slice()));
        self.done.push(rows([
            ("number", of_longs(numbers)),
            ("piece", of_bytes(held.chain(std::iter::repeat_n(None, more)))),
            ("path", of_strings(std::iter::repeat_n(None, n).chain(paths))),
            ("block", of_longs(blocks)),
            ("ordinal", of_longs(ordinals)),
            ("rest", of_bytes(std::iter::repeat_n(None, n).chain(rest))),
        ])?);
        Ok(())
    }

    fn take(&mut self) -> PyResult<Vec<RecordBatch>> {
        self.flush()?;
        Ok(std::mem::take(&mut self.done))
    }
}

/// `(path, content)` to pieces and rests: files as they are.
pub(super) struct Files {
    pub(super) options: Options,
}

impl Work for Files {
    fn push(&mut self, given: &RecordBatch) -> PyResult<Vec<RecordBatch>> {
        let (paths, contents) = (strings(given, "path")?, bytes(given, "content")?);
        let mut out = Out::default();
        for at in 0..given.num_rows() {
            let (path, content) = (paths.value(at), some(contents, at).unwrap_or_default());
            let taken = take_file(path, content, &self.options).map_err(failed)?;
            out.add(path, None, 0, taken)?;
        }
        out.take()
    }
}

/// `(number, piece)` to `(number, name)` of those that are called by one of some names.
pub(super) struct Called(pub(super) BTreeSet<String>);

impl Work for Called {
    fn push(&mut self, given: &RecordBatch) -> PyResult<Vec<RecordBatch>> {
        let (numbers, pieces) = (longs(given, "number")?, bytes(given, "piece")?);
        let mut found = Vec::new();
        for at in 0..given.num_rows() {
            let called = names(pieces.value(at)).map_err(failed)?;
            let called = called.into_iter().filter(|name| self.0.contains(name));
            found.extend(called.map(|name| (numbers.value(at) as u64, name)));
        }
        Ok(vec![rows([
            ("number", of_longs(found.iter().map(|(number, _)| Some(*number)))),
            ("name", of_strings(found.iter().map(|(_, name)| Some(name.as_str())))),
        ])?])
    }
}

/// `(path, block, line)` to pieces and rests: the lines of one block of a file follow one another.
pub(super) struct Lines {
    options: Options,
    /// The first line of each block, where it is not the file's first.
    first: HashMap<(String, i64), usize>,
    path: String,
    block: i64,
    /// The first line of those that are held.
    line: usize,
    held: Vec<u8>,
    n_held: usize,
    ordinal: u64,
}

impl Lines {
    pub(super) const fn new(options: Options, first: HashMap<(String, i64), usize>) -> Self {
        Self {
            options,
            first,
            path: String::new(),
            block: -1,
            line: 1,
            held: Vec::new(),
            n_held: 0,
            ordinal: 0,
        }
    }

    /// Reads what is held.
    fn read(&mut self, out: &mut Out) -> PyResult<()> {
        if self.n_held == 0 {
            return Ok(());
        }
        let lines = String::from_utf8_lossy(&self.held);
        let taken = take_lines(&self.path, &lines, self.line, &self.options).map_err(failed)?;
        out.add(&self.path, Some(self.block as u64), self.ordinal, taken)?;
        self.ordinal += 1;
        self.line += self.n_held;
        self.n_held = 0;
        self.held.clear();
        Ok(())
    }
}

impl Work for Lines {
    fn push(&mut self, given: &RecordBatch) -> PyResult<Vec<RecordBatch>> {
        let (paths, blocks) = (strings(given, "path")?, longs(given, "block")?);
        let lines = bytes(given, "line")?;
        let mut out = Out::default();
        for at in 0..given.num_rows() {
            let (path, block) = (paths.value(at), blocks.value(at));
            if (self.path.as_str(), self.block) != (path, block) {
                self.read(&mut out)?;
                (self.path, self.block) = (path.to_owned(), block);
                self.ordinal = 0;
                self.line = self.first.get(&(path.to_owned(), block)).copied().unwrap_or(1);
            }
            self.held.extend_from_slice(lines.value(at));
            self.held.push(b'\n');
            self.n_held += 1;
            if self.held.len() > LINES {
                self.read(&mut out)?;
            }
        }
        out.take()
    }

    fn end(&mut self) -> PyResult<Vec<RecordBatch>> {
        let mut out = Out::default();
        self.read(&mut out)?;
        out.take()
    }
}

/// `(number, piece)`, sorted by number, to `(number, piece, body, imprint, keys, day, rest)`: each
/// document once, with its sketch. A rest stands in a row of its own.
#[derive(Default)]
pub(super) struct Once {
    number: Option<i64>,
    held: Vec<Vec<u8>>,
}

impl Once {
    /// The document that is held, and what there is to say of its doubles.
    fn close(&mut self, kept: &mut Vec<(u64, Vec<u8>)>, rests: &mut Vec<Rest>) -> PyResult<()> {
        let Some(number) = self.number.take() else { return Ok(()) };
        let mut held = std::mem::take(&mut self.held);
        let pieces: Vec<&[u8]> = held.iter().map(Vec::as_slice).collect();
        let (at, rest) = once(&pieces).map_err(failed)?;
        rests.extend(rest);
        kept.push((number as u64, held.swap_remove(at)));
        Ok(())
    }
}

fn sketched(kept: &[(u64, Vec<u8>)], rests: &[Rest]) -> PyResult<Vec<RecordBatch>> {
    let sketches = kept.iter().map(|(_, piece)| sketch(piece));
    let sketches = sketches.collect::<std::io::Result<Vec<_>>>().map_err(failed)?;
    let more = rests.len();
    let after = std::iter::repeat_n(None, more);
    let none = std::iter::repeat_n(None::<&[u8]>, more);
    let bodies = sketches.iter().map(|it| it.body.map(u128::to_be_bytes));
    let keys = sketches.iter().map(|it| it.keys.as_slice());
    let keys = keys.chain(std::iter::repeat_n(&[][..], more));
    let rest = rests.iter().map(|rest| Some(rest.0.as_slice()));
    Ok(vec![rows([
        ("number", of_longs(kept.iter().map(|(number, _)| Some(*number)).chain(after.clone()))),
        ("piece", of_bytes(kept.iter().map(|(_, it)| Some(it.as_slice())).chain(none))),
        ("body", of_bytes(bodies.chain(std::iter::repeat_n(None, more)))),
        ("imprint", of_longs(sketches.iter().map(|it| Some(it.imprint)).chain(after))),
        ("keys", of_int_lists(keys.map(|keys| keys.iter().copied()))),
        ("day", {
            let days = sketches.iter().map(|it| it.day.as_deref());
            of_strings(days.chain(std::iter::repeat_n(None, more)))
        }),
        ("rest", of_bytes(std::iter::repeat_n(None, kept.len()).chain(rest))),
    ])?])
}

impl Work for Once {
    fn push(&mut self, given: &RecordBatch) -> PyResult<Vec<RecordBatch>> {
        let (numbers, pieces) = (longs(given, "number")?, bytes(given, "piece")?);
        let (mut kept, mut rests) = (Vec::new(), Vec::new());
        for at in 0..given.num_rows() {
            let number = numbers.value(at);
            if self.number != Some(number) {
                self.close(&mut kept, &mut rests)?;
                self.number = Some(number);
            }
            self.held.push(pieces.value(at).to_vec());
        }
        sketched(&kept, &rests)
    }

    fn end(&mut self) -> PyResult<Vec<RecordBatch>> {
        let (mut kept, mut rests) = (Vec::new(), Vec::new());
        self.close(&mut kept, &mut rests)?;
        sketched(&kept, &rests)
    }
}
