//! The stored weights: three tables of 8-bit numbers, found by feature hash.

use crate::chain::{SLOTS, Scores};
use std::borrow::Cow;
use std::sync::LazyLock;

/// The weights that ship, as written by the trainer.
pub(crate) const SHIPPED: &[u8] = include_bytes!("../data/statements.weights");

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::read(SHIPPED).unwrap_or_default());

/// One table: `2^bits` buckets of four features each. A bucket holds four 16-bit marks, by which a
/// feature is known, then four rows of `slots` weights. A feature that is not there weighs nothing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    pub(crate) bits: u32,
    pub(crate) slots: usize,
    /// What a stored 1 is worth.
    pub(crate) scale: f32,
    pub(crate) data: Cow<'static, [u8]>,
}

/// Features to a bucket.
pub(crate) const WAYS: usize = 4;
/// A one in each of the four marks of a bucket.
const LANES: u64 = 0x0001_0001_0001_0001;

/// The three tables, and the chance from which on a statement is kept.
#[derive(Debug, Clone, Default)]
pub(crate) struct Model {
    pub(crate) cues: Table,
    pub(crate) roles: Table,
    pub(crate) accept: Table,
    /// Added to the score of beginning a cue: positive finds more.
    pub(crate) cue_bonus: f32,
    /// Log odds from which on a statement is kept.
    pub(crate) threshold: f32,
}

impl Table {
    /// Bytes of one bucket.
    pub(crate) const fn stride(slots: usize) -> usize {
        WAYS * (2 + slots)
    }

    /// The bucket of a feature, and the mark by which it is known there (never 0).
    pub(crate) fn place(hash: u32, bits: u32) -> (usize, u16) {
        let bucket = (hash & ((1_u32 << bits) - 1)) as usize;
        let [.., high, low] = (hash >> 16).to_be_bytes();
        (bucket, u16::from_be_bytes([high, low]).max(1))
    }

    /// The sum of the weights of `features`, one for each slot.
    pub(crate) fn score(&self, features: &[u32]) -> Scores {
        let mut sums = [0_i32; SLOTS];
        let stride = Self::stride(self.slots);
        for &hash in features {
            let (bucket, mark) = Self::place(hash, self.bits);
            let Some(row) = self.data.get(bucket * stride..(bucket + 1) * stride) else { continue };
            let Some((marks, weights)) = row.split_first_chunk::<{ 2 * WAYS }>() else { continue };
            // The four marks at once: a lane of zeros is the feature's own.
            let apart = u64::from_le_bytes(*marks) ^ (u64::from(mark) * LANES);
            let own = apart.wrapping_sub(LANES) & !apart & (LANES << 15);
            if own == 0 {
                continue;
            }
            let way = own.trailing_zeros() as usize / 16;
            let own = weights.get(way * self.slots..(way + 1) * self.slots).unwrap_or(&[]);
            for (sum, &weight) in sums.iter_mut().zip(own) {
                *sum += i32::from(weight.cast_signed());
            }
        }
        sums.map(|sum| sum as f32 * self.scale)
    }
}

impl Model {
    /// The model that ships.
    pub(crate) fn shipped() -> &'static Self {
        &MODEL
    }

    /// Reads what [`Model::write`] wrote; `None` when it is cut short or of another version.
    pub(crate) fn read(bytes: &'static [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let cue_bonus = f32::from_le_bytes(take(&mut rest)?);
        let threshold = f32::from_le_bytes(take(&mut rest)?);
        let mut table = || {
            let bits = u32::from_le_bytes(take(&mut rest)?);
            let slots = u32::from_le_bytes(take(&mut rest)?) as usize;
            let scale = f32::from_le_bytes(take(&mut rest)?);
            let size = 1_usize.checked_shl(bits)?.checked_mul(Table::stride(slots))?;
            let (data, tail) = rest.split_at_checked(size)?;
            rest = tail;
            (slots <= SLOTS).then_some(Table { bits, slots, scale, data: Cow::Borrowed(data) })
        };
        Some(Self { cues: table()?, roles: table()?, accept: table()?, cue_bonus, threshold })
    }

    /// The stored form.
    #[cfg(feature = "train")]
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(self.cue_bonus.to_le_bytes());
        out.extend(self.threshold.to_le_bytes());
        for table in [&self.cues, &self.roles, &self.accept] {
            out.extend(table.bits.to_le_bytes());
            out.extend(u32::try_from(table.slots).unwrap_or(0).to_le_bytes());
            out.extend(table.scale.to_le_bytes());
            out.extend_from_slice(&table.data);
        }
        out
    }
}

const MAGIC: &[u8] = b"wireroom-statements 2\n";

fn take(rest: &mut &[u8]) -> Option<[u8; 4]> {
    let (head, tail) = rest.split_first_chunk::<4>()?;
    *rest = tail;
    Some(*head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_is_found_in_whatever_place_of_its_bucket_it_lies() {
        let marks = [0x8000_u16, 1, 0xffff, 0x7fff];
        let mut data: Vec<u8> = marks.iter().flat_map(|mark| mark.to_le_bytes()).collect();
        data.extend([10, 20, 30, 40]);
        let table = Table { bits: 0, slots: 1, scale: 1.0, data: Cow::Owned(data) };
        let score = |mark: u16| table.score(&[u32::from(mark) << 16])[0];
        assert_eq!(marks.map(score), [10.0, 20.0, 30.0, 40.0]);
        for absent in [2, 0x8001, 0xfffe, 0x7ffe, 0x0101] {
            assert_eq!(score(absent), 0.0, "{absent:#x}");
        }
    }
}
