//! Input in pieces that can be read apart: on any thread, and without holding a large file.
//!
//! A piece is a file, or a batch of one: some pages of a web archive, some messages of an `mbox`,
//! some lines or rows of a large file. What the pieces of a file give, one after the other, is what
//! the file gives when it is read at once. A file of text that is not surely UTF-8 from end to end
//! is one piece. Lines of JSON that come through a pipe are pieces as they arrive.

use std::collections::VecDeque;
use std::fmt;

use wireroom_model::{Document, Note, SetAside};

use crate::arriving::{self, Arrived};
use crate::batches::{Batch, Batches};
use crate::columns::{Columns, How};
use crate::intake::{Intake, label, place, set_aside_id};
use crate::limits::Limits;
use crate::read::read_bytes_with;
use crate::walk::{FileRef, read_file_with, unreadable};

/// What can be read by itself.
pub struct Piece(Kind);

enum Kind {
    File(FileRef),
    /// What a pipe gave.
    Bytes {
        path: String,
        bytes: Vec<u8>,
    },
    Batch {
        path: String,
        batch: Box<Batch>,
    },
}

impl fmt::Debug for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, size) = match &self.0 {
            Kind::File(file) => (&file.path, 0),
            Kind::Bytes { path, bytes } => (path, bytes.len()),
            Kind::Batch { path, batch } => (path, batch.size()),
        };
        f.debug_struct("Piece").field("path", path).field("size", &size).finish()
    }
}

/// What a piece gave. What was set aside counts from the beginning of the piece; [`PieceRead::follow`]
/// sets that right.
#[derive(Debug, Default)]
pub struct PieceRead {
    /// What was read.
    pub intake: Intake,
    /// The path where the piece is one of several of a file.
    pub(crate) part_of: Option<String>,
}

impl Piece {
    /// Reads it. `columns` are those that [`Pieces::of`] was given.
    #[must_use]
    pub fn read(self, limits: &Limits, columns: &Columns) -> PieceRead {
        match self.0 {
            Kind::File(file) => {
                PieceRead { intake: read_file_with(&file, limits, columns), part_of: None }
            }
            Kind::Bytes { path, bytes } => {
                let intake = read_bytes_with(&path, &bytes, limits, columns);
                PieceRead { intake, part_of: None }
            }
            Kind::Batch { path, batch } => {
                let intake = batch.read(&path, How { limits, columns });
                PieceRead { intake, part_of: Some(path) }
            }
        }
    }

    /// About how many bytes it holds in memory.
    #[must_use]
    pub fn size(&self) -> usize {
        match &self.0 {
            Kind::File(_) => 0,
            Kind::Bytes { bytes, .. } => bytes.len(),
            Kind::Batch { batch, .. } => batch.size(),
        }
    }
}

/// How many things were set aside in the pieces before, of one file.
#[derive(Debug, Default)]
pub struct Followed {
    path: String,
    set_aside: usize,
}

/// Reads some of the lines of a file of JSON Lines, which may be too large for one machine: `lines`
/// is where they stand, whole lines of UTF-8, the first of which is line `first_line` of the file.
/// What all such pieces give, one after the other, is what the file gives.
#[must_use]
pub fn read_lines(
    path: &str,
    lines: &str,
    first_line: usize,
    limits: &Limits,
    columns: &Columns,
) -> PieceRead {
    let lines = lines.strip_prefix('\u{feff}').filter(|_| first_line == 1).unwrap_or(lines);
    let intake = crate::json::read_lines(path, lines, first_line, How { limits, columns });
    PieceRead { intake, part_of: Some(path.to_owned()) }
}

impl PieceRead {
    /// What was read of a file, or, where that is named, of a piece of one.
    #[must_use]
    pub const fn new(intake: Intake, part_of: Option<String>) -> Self {
        Self { intake, part_of }
    }

    /// What was read, after the pieces that `before` has seen. To be called in the order of the
    /// pieces.
    #[must_use]
    pub fn follow(self, before: &mut Followed) -> Intake {
        let Self { mut intake, part_of } = self;
        let Some(path) = part_of else { return intake };
        if before.path != path {
            *before = Followed { path, set_aside: 0 };
        }
        for aside in &mut intake.set_aside {
            before.set_aside += 1;
            aside.id =
                set_aside_id(&aside.path, aside.code, before.set_aside, aside.source_id.as_deref());
        }
        intake
    }
}

/// The pieces of files, in the order of the files.
pub struct Pieces {
    files: VecDeque<FileRef>,
    n_files: usize,
    limits: Limits,
    columns: Columns,
    open: Option<(String, Batches<'static>)>,
}

impl fmt::Debug for Pieces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pieces").field("files", &self.files).finish_non_exhaustive()
    }
}

impl Pieces {
    /// The pieces of `files`, in which fields may also be called as `columns` says.
    #[must_use]
    pub fn of(files: Vec<FileRef>, limits: Limits, columns: Columns) -> Self {
        Self { n_files: files.len(), files: files.into(), limits, columns, open: None }
    }

    /// Number of files.
    #[must_use]
    pub fn n_files(&self) -> usize {
        self.n_files
    }

    /// Number of files that are read to their end.
    #[must_use]
    pub fn n_read(&self) -> usize {
        self.n_files - self.files.len() - usize::from(self.open.is_some())
    }

    fn next_batch(&mut self) -> Option<Piece> {
        let (path, batches) = self.open.as_mut()?;
        let batch = Box::new(batches.next_batch(path)?);
        Some(Piece(Kind::Batch { path: path.clone(), batch }))
    }
}

impl Iterator for Pieces {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if let Some(piece) = self.next_batch() {
            return Some(piece);
        }
        self.open = None;
        let file = self.files.pop_front()?;
        let how = How { limits: &self.limits, columns: &self.columns };
        if let Some(pipe) = file.pipe() {
            let path = file.path;
            match pipe.and_then(|reader| arriving::open(&path, reader, how)) {
                Ok(Arrived::Lines(lines)) => self.open = Some((path, Batches::Arriving(lines))),
                Ok(Arrived::Whole(bytes)) => return Some(Piece(Kind::Bytes { path, bytes })),
                Err(error) => {
                    let batch = Box::new(Batch::lost(&path, unreadable(&error)));
                    return Some(Piece(Kind::Batch { path, batch }));
                }
            }
            return self.next_batch();
        }
        let batches = Batches::of_file(&file, how).ok().flatten();
        self.open = batches.map(|batches| (file.path.clone(), batches));
        match self.next_batch() {
            Some(piece) => Some(piece),
            None => {
                self.open = None;
                Some(Piece(Kind::File(file)))
            }
        }
    }
}

/// The note for each of several documents with one source id, and only that.
#[must_use]
pub fn note_of_shared_id(path: &str, source_id: &str) -> Note {
    let what = format!("different documents have the id \"{source_id}\"; all are kept");
    Note { path: path.to_owned(), what }
}

/// The note for a document that was received before.
#[must_use]
pub fn note_of_double(document: &Document) -> Note {
    let what = format!("{} was received more than once and is kept once", label(document));
    Note { path: place(document), what }
}

/// Sorts what was set aside and noted, as [`merge`](crate::merge) does.
pub fn sort_asides(set_aside: &mut Vec<SetAside>, notes: &mut Vec<Note>) {
    set_aside.sort_by(|a, b| (&a.path, a).cmp(&(&b.path, b)));
    set_aside.dedup();
    notes.sort();
    notes.dedup();
}
