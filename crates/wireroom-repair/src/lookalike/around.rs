//! What stands around a word: whether it is Latin text there, and English.

use super::piece::Piece;
use crate::words::standing;

/// How many pieces on either side are looked at.
pub(super) const AROUND: usize = 6;

/// Above which standing a word is a common one.
const COMMON: u8 = 4;

/// What stands around a piece.
#[derive(Default)]
pub(crate) struct Around {
    pub(crate) latin: usize,
    /// In halves.
    pub(crate) other: usize,
}

impl Around {
    pub(crate) fn is_foreign(&self) -> bool {
        self.other > 2 * self.latin
    }

    pub(crate) fn is_latin(&self) -> bool {
        self.latin > 0 && self.other <= self.latin
    }
}

pub(crate) fn around(pieces: &[Piece], index: usize) -> Around {
    let mut around = Around::default();
    for near in beside(pieces, index) {
        around.other += near.otherness();
        around.latin += usize::from(reads_latin(near));
    }
    around
}

/// Whether half of the plain words around are common English ones.
pub(crate) fn is_english(text: &str, pieces: &[Piece], index: usize, around: &Around) -> bool {
    let common = beside(pieces, index)
        .filter(|near| reads_latin(near) && near.range.len() < 30)
        .filter(|near| {
            let word = || text.get(near.range.clone()).unwrap_or("").to_lowercase();
            let common = || standing(&word().replace('’', "'")) > 5;
            *near.plainly_common.get_or_init(common)
        })
        .count();
    around.latin > 1 && common * 2 >= around.latin && around.other <= 1
}

/// Whether half of the words around read as common English ones, disguised as they may be.
pub(crate) fn reads_english(text: &str, pieces: &[Piece], index: usize) -> bool {
    let (mut all, mut common) = (0_usize, 0_usize);
    for near in beside(pieces, index).filter(|near| near.letters() > 1 && near.range.len() < 60) {
        all += 1;
        common += usize::from(near.foreign == 0 && near.reading(text).1 > COMMON);
    }
    common > 1 && common * 2 >= all
}

fn reads_latin(piece: &Piece) -> bool {
    piece.is_plain() || piece.latin > piece.suspects && piece.foreign == 0
}

pub(crate) fn beside(pieces: &[Piece], index: usize) -> impl Iterator<Item = &Piece> {
    let from = index.saturating_sub(AROUND);
    let to = (index + AROUND + 1).min(pieces.len());
    let near = pieces.get(from..to).unwrap_or(&[]).iter().enumerate();
    near.filter(move |(offset, _)| from + offset != index).map(|(_, near)| near)
}
