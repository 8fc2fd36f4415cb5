//! Input in pieces that can be read apart: on any thread, and without holding a large file.
//!
//! A piece is a file, or some of the lines of a large file of JSON Lines. What the pieces of a file
//! give, one after the other, is what the file gives when it is read at once. A file that is not
//! surely JSON Lines in UTF-8 from end to end is one piece.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek};

use wireroom_model::{Note, SetAside};

use crate::decode::is_mostly_controls;
use crate::intake::{Intake, Problem, set_aside_id};
use crate::json;
use crate::limits::Limits;
use crate::sniff::{Shape, binary_format, shape};
use crate::unpack::Packing;
use crate::walk::{FileRef, read_file, unreadable};

/// Bytes from which a file is read in pieces.
const LARGE: u64 = 4 << 20;
/// Bytes of a piece, to the next line's end.
const PIECE: usize = 1 << 20;
/// Bytes of the longest line that is read so: more than the largest text that is read.
const LINE: u64 = 256 << 20;

/// What can be read by itself.
#[derive(Debug)]
pub struct Piece(Kind);

#[derive(Debug)]
enum Kind {
    File(FileRef),
    Lines {
        path: String,
        first_line: usize,
        bytes: Vec<u8>,
    },
    /// The rest of a file that cannot be read on.
    Lost {
        path: String,
        why: Problem,
    },
}

/// What a piece gave. What was set aside counts from the beginning of the piece; [`PieceRead::follow`]
/// sets that right.
#[derive(Debug, Default)]
pub struct PieceRead {
    /// What was read.
    pub intake: Intake,
    /// The path where the piece is one of several of a file.
    part_of: Option<String>,
}

impl Piece {
    /// Reads it.
    #[must_use]
    pub fn read(self, limits: &Limits) -> PieceRead {
        match self.0 {
            Kind::File(file) => PieceRead { intake: read_file(&file, limits), part_of: None },
            Kind::Lines { path, first_line, bytes } => {
                let text = String::from_utf8_lossy(&bytes);
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
                let intake = json::read_lines(&path, text, first_line, limits);
                PieceRead { intake, part_of: Some(path) }
            }
            Kind::Lost { path, why } => {
                PieceRead { intake: Intake::only(&path, why), part_of: Some(path) }
            }
        }
    }

    /// About how many bytes it holds in memory.
    #[must_use]
    pub fn size(&self) -> usize {
        match &self.0 {
            Kind::File(_) | Kind::Lost { .. } => 0,
            Kind::Lines { bytes, .. } => bytes.len(),
        }
    }
}

/// How many things were set aside in the pieces before, of one file.
#[derive(Debug, Default)]
pub struct Followed {
    path: String,
    set_aside: usize,
}

impl PieceRead {
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
#[derive(Debug)]
pub struct Pieces {
    files: VecDeque<FileRef>,
    n_files: usize,
    open: Option<Lines>,
}

impl Pieces {
    /// The pieces of `files`.
    #[must_use]
    pub fn of(files: Vec<FileRef>) -> Self {
        Self { n_files: files.len(), files: files.into(), open: None }
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
}

impl Iterator for Pieces {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if let Some(lines) = &mut self.open {
            if let Some(piece) = lines.next_piece() {
                return Some(piece);
            }
            self.open = None;
        }
        let file = self.files.pop_front()?;
        self.open = Lines::open(&file).ok().flatten();
        match self.open.as_mut().and_then(Lines::next_piece) {
            Some(piece) => Some(piece),
            None => Some(Piece(Kind::File(file))),
        }
    }
}

/// A file of JSON Lines, read on.
#[derive(Debug)]
struct Lines {
    path: String,
    reader: BufReader<File>,
    line: usize,
    /// Reading failed.
    lost: bool,
}

impl Lines {
    /// `None` where the file must be read at once.
    fn open(file: &FileRef) -> io::Result<Option<Self>> {
        let Some(path) = file.on_disk() else { return Ok(None) };
        let mut opened = File::open(path)?;
        let about = opened.metadata()?;
        if !about.is_file() || about.len() < LARGE {
            return Ok(None);
        }
        let mut reader = BufReader::with_capacity(1 << 16, opened.try_clone()?);
        let head = read_block(&mut reader)?;
        if !is_json_lines(&file.path, &head) || !is_clean(&mut opened)? {
            return Ok(None);
        }
        opened.rewind()?;
        let reader = BufReader::with_capacity(1 << 16, opened);
        Ok(Some(Self { path: file.path.clone(), reader, line: 1, lost: false }))
    }

    fn next_piece(&mut self) -> Option<Piece> {
        if self.lost {
            return None;
        }
        let bytes = match read_block(&mut self.reader) {
            Ok(bytes) if bytes.is_empty() => return None,
            Ok(bytes) => bytes,
            // It was readable a moment ago. What was read stands, and the rest is set aside.
            Err(error) => {
                self.lost = true;
                return Some(Piece(Kind::Lost {
                    path: self.path.clone(),
                    why: unreadable(&error),
                }));
            }
        };
        let first_line = self.line;
        self.line += bytes.iter().filter(|&&byte| byte == b'\n').count();
        Some(Piece(Kind::Lines { path: self.path.clone(), first_line, bytes }))
    }
}

/// The next lines, about a piece of them. A line longer than [`LINE`] is an error: the file must be
/// read at once, where its size is looked at.
fn read_block(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(PIECE + (PIECE >> 4));
    reader.by_ref().take(PIECE as u64).read_to_end(&mut bytes)?;
    if bytes.last().is_some_and(|&last| last != b'\n') {
        let read = reader.by_ref().take(LINE).read_until(b'\n', &mut bytes)?;
        if read as u64 == LINE && bytes.last() != Some(&b'\n') {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a line is too long"));
        }
    }
    Ok(bytes)
}

/// Whether a file that begins with `head` is read line by line: the rest cannot change that.
fn is_json_lines(path: &str, head: &[u8]) -> bool {
    if Packing::of(head).is_some() || binary_format(head).is_some() || is_mostly_controls(head) {
        return false;
    }
    let Ok(text) = std::str::from_utf8(head) else { return false };
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    matches!(shape(path, bare), Shape::Json { .. })
        && json::is_lines(bare)
        && !json::read_lines(path, bare, 1, &Limits::default()).documents.is_empty()
}

/// Whether all of a file is UTF-8 without NUL.
fn is_clean(file: &mut File) -> io::Result<bool> {
    file.rewind()?;
    let mut reader = BufReader::with_capacity(1 << 16, file);
    loop {
        let block = read_block(&mut reader)?;
        if block.is_empty() {
            return Ok(true);
        }
        if block.contains(&0) || std::str::from_utf8(&block).is_err() {
            return Ok(false);
        }
    }
}

/// The note for each of several documents with one source id, and only that.
#[must_use]
pub fn note_of_shared_id(path: &str, source_id: &str) -> Note {
    let what = format!("different documents have the id \"{source_id}\"; all are kept");
    Note { path: path.to_owned(), what }
}

/// Sorts what was set aside and noted, as [`merge`](crate::merge) does.
pub fn sort_asides(set_aside: &mut Vec<SetAside>, notes: &mut Vec<Note>) {
    set_aside.sort_by(|a, b| (&a.path, a).cmp(&(&b.path, b)));
    set_aside.dedup();
    notes.sort();
    notes.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let mut reader = BufReader::with_capacity(16, Failing(b"{\"text\": \"a\"}\n"));
        assert!(read_block(&mut reader).is_err());
        let why = unreadable(&io::Error::other("the disk is gone"));
        let lost = Piece(Kind::Lost { path: "pile.jsonl".to_owned(), why });
        let intake = lost.read(&Limits::default()).follow(&mut Followed::default());
        assert_eq!((intake.documents.len(), intake.set_aside.len()), (0, 1));
        assert!(intake.set_aside[0].what.contains("the disk is gone"), "{:?}", intake.set_aside);
    }
}
