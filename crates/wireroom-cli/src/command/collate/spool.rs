//! What is printed in an order that is known only at the end: pieces of output with a key each.
//!
//! A few lie in memory, many in a file that nobody else sees. Keys stay in memory.

use super::scratch::scratch_file;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Bytes that are held before they go to the file.
const HELD: usize = 16 << 20;

/// Pieces of output, to be sorted.
pub(super) struct Spool<K> {
    folder: Option<PathBuf>,
    file: Option<File>,
    /// Bytes in the file.
    written: u64,
    /// What comes after them, as it was given, with where each begins; and how many bytes these are.
    held: Vec<(u64, Vec<u8>)>,
    n_held: usize,
    pieces: Vec<(K, u64, u32)>,
}

impl<K: Ord> Spool<K> {
    pub(super) fn new(folder: Option<&Path>) -> Self {
        Self {
            folder: folder.map(Path::to_owned),
            file: None,
            written: 0,
            held: Vec::new(),
            n_held: 0,
            pieces: Vec::new(),
        }
    }

    /// Adds pieces that stand one after the other in `bytes`, each with its length.
    pub(super) fn add(
        &mut self,
        bytes: Vec<u8>,
        pieces: impl IntoIterator<Item = (K, usize)>,
    ) -> io::Result<()> {
        let start = self.written + self.n_held as u64;
        let mut at = start;
        for (key, len) in pieces {
            self.pieces.push((key, at, len as u32));
            at += len as u64;
        }
        if !bytes.is_empty() {
            self.n_held += bytes.len();
            self.held.push((start, bytes));
        }
        if self.n_held > HELD {
            let file = match &mut self.file {
                Some(file) => file,
                none => none.insert(scratch_file(self.folder.as_deref())?),
            };
            for (_, bytes) in self.held.drain(..) {
                file.write_all(&bytes)?;
            }
            self.written += self.n_held as u64;
            self.n_held = 0;
        }
        Ok(())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Hands over the pieces in the order of their keys.
    pub(super) fn pour(mut self, mut each: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        self.pieces.sort_unstable_by(|x, y| (&x.0, x.1).cmp(&(&y.0, y.1)));
        let mut piece = Vec::new();
        for (_, at, len) in &self.pieces {
            if *at >= self.written {
                let after = self.held.partition_point(|(start, _)| start <= at);
                let held = after.checked_sub(1).and_then(|before| self.held.get(before));
                let piece = held.and_then(|(start, bytes)| {
                    let from = (at - start) as usize;
                    bytes.get(from..from + *len as usize)
                });
                each(piece.unwrap_or_default())?;
            } else if let Some(file) = &mut self.file {
                piece.resize(*len as usize, 0);
                file.seek(SeekFrom::Start(*at))?;
                file.read_exact(&mut piece)?;
                each(&piece)?;
            }
        }
        Ok(())
    }
}
