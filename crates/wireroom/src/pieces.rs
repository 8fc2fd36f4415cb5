//! Reading what paths name, piece by piece, on all threads.

use crate::pipeline::{Progress, Stage};
use rayon::prelude::*;
use std::io;
use wireroom_intake::{Columns, Followed, Limits, Piece, PieceRead, Pieces, expand};
use wireroom_model::{Document, Note, SetAside};

/// Pieces that are read at a time, and how many bytes of them.
const PIECES: usize = 64;
const BYTES: usize = 24 << 20;

/// Reads `paths`, in which fields may also be called as `columns` says. `map` is given the documents of a piece, on any thread; `each` what it made of
/// them and what else the piece gave, in the order of the pieces.
pub(crate) fn read_pieces<T: Send>(
    paths: &[String],
    columns: &Columns,
    progress: &dyn Progress,
    map: impl Fn(Vec<Document>) -> T + Sync,
    mut each: impl FnMut(T, Vec<SetAside>, Vec<Note>) -> io::Result<()>,
) -> io::Result<()> {
    let limits = Limits::default();
    let files = expand(paths);
    let mut pieces = Pieces::of(files, limits.clone(), columns.clone());
    let mut followed = Followed::default();
    loop {
        progress.at(Stage::Intake, pieces.n_read(), pieces.n_files());
        let wave = wave(&mut pieces);
        if wave.is_empty() {
            return Ok(());
        }
        let read: Vec<(T, PieceRead)> = wave
            .into_par_iter()
            .with_max_len(1)
            .map(|piece| {
                let mut read = piece.read(&limits, columns);
                (map(std::mem::take(&mut read.intake.documents)), read)
            })
            .collect();
        for (made, read) in read {
            let intake = read.follow(&mut followed);
            each(made, intake.set_aside, intake.notes)?;
        }
    }
}

/// The next pieces, so many as may lie in memory together.
fn wave(pieces: &mut Pieces) -> Vec<Piece> {
    let mut wave = Vec::new();
    let mut bytes = 0;
    while wave.len() < PIECES && bytes < BYTES {
        let Some(piece) = pieces.next() else { break };
        bytes += piece.size();
        wave.push(piece);
        if pieces.arrive() {
            break;
        }
    }
    wave
}
