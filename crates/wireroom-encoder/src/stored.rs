//! Reading the file of weights. Numbers are little-endian; a matrix is, row by row, its scales and
//! then its signed bytes; a vector is `f32`.

use ndarray::Array2;

const MAGIC: &[u8] = b"wireroom-encoder 2\n";

/// What of the file is still to be read.
pub(crate) struct Stored {
    rest: &'static [u8],
    /// The second part of the file.
    then: &'static [u8],
}

impl Stored {
    pub(crate) fn new([first, then]: [&'static [u8]; 2]) -> Option<Self> {
        Some(Self { rest: first.strip_prefix(MAGIC)?, then })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty() && self.then.is_empty()
    }

    pub(crate) fn bytes(&mut self, count: usize) -> Option<&'static [u8]> {
        if self.rest.is_empty() {
            self.rest = std::mem::take(&mut self.then);
        }
        let (head, tail) = self.rest.split_at_checked(count)?;
        self.rest = tail;
        Some(head)
    }

    pub(crate) fn number(&mut self) -> Option<usize> {
        let bytes = self.bytes(4)?.first_chunk::<4>()?;
        usize::try_from(u32::from_le_bytes(*bytes)).ok()
    }

    pub(crate) fn vector(&mut self, count: usize) -> Option<Vec<f32>> {
        let bytes = self.bytes(count.checked_mul(4)?)?;
        Some(bytes.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect())
    }

    /// A matrix as it is stored.
    pub(crate) fn packed(&mut self, rows: usize, columns: usize) -> Option<Packed> {
        let scales = self.vector(rows)?;
        // Where the file is cut, it is cut between two rows.
        let here = rows.min(self.rest.len().checked_div(columns)?);
        let first = self.bytes(here * columns)?;
        let then = self.bytes((rows - here).checked_mul(columns)?)?;
        Some(Packed { scales, first, then, columns })
    }

    /// A matrix of the `rows` by which a row vector of `columns` is multiplied, unpacked.
    pub(crate) fn matrix(&mut self, rows: usize, columns: usize) -> Option<Array2<f32>> {
        let packed = self.packed(rows, columns)?;
        let mut all = Vec::with_capacity(rows * columns);
        for row in 0..rows {
            all.extend(packed.row(row));
        }
        Array2::from_shape_vec((rows, columns), all).ok()
    }
}

/// A matrix in eight bits.
#[derive(Debug)]
pub(crate) struct Packed {
    scales: Vec<f32>,
    /// The first rows.
    first: &'static [u8],
    /// The others.
    then: &'static [u8],
    columns: usize,
}

impl Packed {
    /// One row; empty where there is none.
    pub(crate) fn row(&self, row: usize) -> impl Iterator<Item = f32> {
        let scale = self.scales.get(row).copied().unwrap_or(0.0);
        let at = row * self.columns;
        let (part, at) = match at.checked_sub(self.first.len()) {
            Some(at) => (self.then, at),
            None => (self.first, at),
        };
        let bytes = part.get(at..at + self.columns).unwrap_or(&[]);
        bytes.iter().map(move |byte| f32::from(byte.cast_signed()) * scale)
    }
}
