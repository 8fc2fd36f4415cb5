//! Reading what paths name, piece by piece, on all threads.

use crate::flow::in_order;
use crate::options::{Progress, Stage};
use std::io;
use wireroom_intake::{Columns, Followed, Limits, Piece, PieceRead, Pieces, expand};
use wireroom_model::{Document, Note, SetAside};

/// Pieces that are under way at a time, for each thread: one that is read, and some that wait for the
/// thread that cuts the files, which has a piece in hand itself.
const AHEAD: usize = 4;

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
    let next = || {
        progress.at(Stage::Intake, pieces.n_read(), pieces.n_files());
        pieces.next()
    };
    let read = |piece: Piece| {
        let mut read = piece.read(&limits, columns);
        (map(std::mem::take(&mut read.intake.documents)), read)
    };
    in_order(AHEAD * rayon::current_num_threads(), next, read, |(made, read): (T, PieceRead)| {
        let intake = read.follow(&mut followed);
        each(made, intake.set_aside, intake.notes)
    })
}
