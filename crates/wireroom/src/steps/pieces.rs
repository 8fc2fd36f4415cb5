//! Documents as rows.

use crate::codec;
use crate::codec::aside;
use crate::date::{dates, known_days};
use crate::index::number_of;
use crate::options::Options;
use crate::threads::with_threads;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io;
use wireroom_collate::{Config, Member, Sketch};
use wireroom_intake::{Columns, Folders, Intake, Limits, merge, read_bytes_with, read_lines};
use wireroom_model::{Document, Note, Text};

/// A document and its reading text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its number, see [`collate::number`](wireroom_collate::number).
    pub number: u64,
    /// Both, as bytes.
    pub bytes: Vec<u8>,
}

/// What a file gave besides documents: what was set aside and what there is to know, as bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest(pub Vec<u8>);

/// What a file gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// Its documents.
    pub pieces: Vec<Piece>,
    /// What else; `None` for nothing.
    pub rest: Option<Rest>,
}

/// What collating wants to know of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketched {
    /// A hash of its body: those with one are one text. `None` where it keeps to itself.
    pub body: Option<u128>,
    /// A number for its outlet and its headline; 0 where it has neither.
    pub imprint: u64,
    /// Its sampled shingles, sorted.
    pub keys: Vec<u32>,
    /// The day that it is dated by.
    pub day: Option<String>,
}

/// Which of the files that an engine `found` are no part of the pile, by their places, and what there
/// is to say of that. `files` were named, `folders` were given; each of `found` is one of the files or
/// lies in one of the folders.
#[must_use]
pub fn passed_over(
    files: &BTreeSet<String>,
    folders: &BTreeSet<String>,
    found: &[String],
) -> (Vec<usize>, Option<Rest>) {
    let mut seen = Folders::default();
    folders.iter().for_each(|folder| seen.given(folder));
    let mut taken = BTreeSet::new();
    for path in found {
        let mut takes = files.contains(path);
        for (end, _) in path.match_indices('/') {
            // The root of a file system is written with its slash.
            for above in [&path[..end], &path[..=end]] {
                takes |= folders.contains(above) && seen.takes(above, path);
            }
        }
        if takes {
            taken.insert(path.as_str());
        }
    }
    let notes = seen.notes(|path| taken.contains(path));
    let rest = (!notes.is_empty()).then(|| Rest(aside::write(&[], &notes)));
    let places = found.iter().enumerate().filter(|(_, path)| !taken.contains(path.as_str()));
    (places.map(|(place, _)| place).collect(), rest)
}

/// Reads and repairs what a file holds. `path` is its name; it is not opened.
///
/// # Errors
/// When a document has an id that was not derived, which no input gives.
pub fn take_file(path: &str, bytes: &[u8], options: &Options) -> io::Result<Taken> {
    let read = || read_bytes_with(path, bytes, &Limits::default(), &options.columns);
    with_threads(options, || taken(read()))
}

/// The same of some lines of a file of JSON Lines, from `first_line` on.
///
/// # Errors
/// As [`take_file`].
pub fn take_lines(
    path: &str,
    lines: &str,
    first_line: usize,
    options: &Options,
) -> io::Result<Taken> {
    let columns: &Columns = &options.columns;
    let read = || read_lines(path, lines, first_line, &Limits::default(), columns).intake;
    with_threads(options, || taken(read()))
}

fn taken(intake: Intake) -> io::Result<Taken> {
    let Intake { documents, set_aside, notes } = intake;
    let piece = |document: Document| -> io::Result<Piece> {
        let text = wireroom_repair::repair(&document);
        piece(&document, &text)
    };
    let pieces = documents.into_par_iter().map(piece).collect::<io::Result<Vec<Piece>>>()?;
    let nothing = set_aside.is_empty() && notes.is_empty();
    let rest = (!nothing).then(|| Rest(aside::write(&set_aside, &notes)));
    Ok(Taken { pieces, rest })
}

fn piece(document: &Document, text: &Text) -> io::Result<Piece> {
    let mut bytes = Vec::with_capacity(document.received.len() + 256);
    codec::write(document, text, &mut bytes);
    Ok(Piece { number: number_of(&document.id)?, bytes })
}

pub(super) fn damaged(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("{what} is not as it was written"))
}

pub(super) fn read_piece(bytes: &[u8]) -> io::Result<(Document, Text)> {
    codec::read(bytes).ok_or_else(|| damaged("a document"))
}

/// Of pieces with one number the one that is kept, by its place, and the notes that say so.
///
/// # Errors
/// When the bytes are no piece.
pub fn once(pieces: &[&[u8]]) -> io::Result<(usize, Option<Rest>)> {
    if pieces.len() < 2 {
        return Ok((0, None));
    }
    let documents: Vec<Document> =
        pieces.iter().map(|piece| Ok(read_piece(piece)?.0)).collect::<io::Result<_>>()?;
    let merged = merge(vec![Intake { documents: documents.clone(), ..Intake::default() }]);
    let first = merged.documents.first();
    let kept = documents.iter().position(|document| Some(document) == first).unwrap_or_default();
    let notes: Vec<Note> = merged.notes;
    Ok((kept, Some(Rest(aside::write(&[], &notes)))))
}

/// What collating wants to know of a piece.
///
/// # Errors
/// When the bytes are no piece.
pub fn sketch(piece: &[u8]) -> io::Result<Sketched> {
    let (document, text) = read_piece(piece)?;
    let sketch = Sketch::of(Member { document: &document, text: &text });
    Ok(Sketched {
        body: (!sketch.is_alone(&Config::default())).then(|| sketch.body()),
        imprint: sketch.imprint(),
        keys: sketch.keys().to_vec(),
        day: known_days([&dates(&document, &text)]).next().map(|day| day.to_string()),
    })
}

/// What a piece may be called by: its id, and the source id and the path that it has.
///
/// # Errors
/// When the bytes are no piece.
pub fn names(piece: &[u8]) -> io::Result<Vec<String>> {
    let (document, _) = read_piece(piece)?;
    let given = [document.source_id, document.path].into_iter().flatten();
    Ok(std::iter::once(document.id.to_string()).chain(given).collect())
}

/// The words of a piece made ready to be compared; see
/// [`collate::steps::words`](wireroom_collate::steps::words).
///
/// # Errors
/// When the bytes are no piece.
pub fn words(piece: &[u8], common: Vec<u32>) -> io::Result<Vec<u8>> {
    Ok(wireroom_collate::steps::words(&read_piece(piece)?.1, common))
}
