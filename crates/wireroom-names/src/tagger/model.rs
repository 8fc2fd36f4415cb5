//! The weights: reading, writing and adding them up.
//!
//! A file is `WRN1`, the label transitions (441 × i16), the number of rows (u32) and the rows in
//! rising order of key: the step from the key before (LEB128), a mask of the labels with a weight
//! (3 bytes) and those weights (i8). Numbers are little-endian.

use std::sync::LazyLock;

use super::features::Key;
use super::labels::{LABELS, Transitions};

const MAGIC: &[u8; 4] = b"WRN1";
static SHIPPED: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_bytes!("../../data/names.bin")).unwrap_or_default());

/// Weights before they are laid out for use: transitions, and rows by key.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Weights {
    pub(crate) transitions: Transitions,
    /// In rising order of key.
    pub(crate) rows: Vec<(Key, [i8; LABELS])>,
}

/// Weights laid out for use.
pub(crate) struct Model {
    transitions: Transitions,
    /// Padded, so that a row is added in two steps of a vector unit.
    rows: Vec<[i8; WIDTH]>,
    /// Open addressing: key and row number, `EMPTY` where free. A power of two long.
    slots: Vec<(Key, u32)>,
}

const EMPTY: u32 = u32::MAX;
/// Labels of a row, with room to spare.
const WIDTH: usize = 24;

impl Default for Model {
    fn default() -> Self {
        Self::new(&Weights { transitions: [[0; LABELS]; LABELS], rows: Vec::new() })
    }
}

impl Model {
    /// The model that ships. Its first use reads it, which takes milliseconds.
    pub(crate) fn shipped() -> &'static Self {
        &SHIPPED
    }

    pub(crate) fn new(weights: &Weights) -> Self {
        let size = (weights.rows.len() * 2 + 1).next_power_of_two();
        let mut slots = vec![(0, EMPTY); size];
        let mut rows = Vec::with_capacity(weights.rows.len());
        for (number, (key, row)) in weights.rows.iter().enumerate() {
            let mut at = *key as usize & (size - 1);
            while slots[at].1 != EMPTY {
                at = (at + 1) & (size - 1);
            }
            slots[at] = (*key, number as u32);
            let mut wide = [0; WIDTH];
            wide[..LABELS].copy_from_slice(row);
            rows.push(wide);
        }
        Self { transitions: weights.transitions, rows, slots }
    }

    pub(crate) fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// The sum of the rows of `keys`.
    pub(crate) fn scores(&self, keys: &[Key]) -> [i32; LABELS] {
        // A hundred features of at most 127 fit.
        let mut sums = [0i16; WIDTH];
        let mask = self.slots.len() - 1;
        for key in keys {
            let mut at = *key as usize & mask;
            while let Some(&(found, row)) = self.slots.get(at) {
                if row == EMPTY {
                    break;
                }
                if found == *key {
                    if let Some(row) = self.rows.get(row as usize) {
                        for (sum, weight) in sums.iter_mut().zip(row) {
                            *sum = sum.wrapping_add(i16::from(*weight));
                        }
                    }
                    break;
                }
                at = (at + 1) & mask;
            }
        }
        let mut scores = [0; LABELS];
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score = i32::from(sum);
        }
        scores
    }

    /// Reads a file; `None` where it is damaged.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        Some(Self::new(&Weights::read(bytes)?))
    }
}

impl Weights {
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut take = |n: usize| {
            let (head, tail) = rest.split_at_checked(n)?;
            rest = tail;
            Some(head)
        };
        let mut transitions = [[0; LABELS]; LABELS];
        for row in &mut transitions {
            for cell in row {
                *cell = i32::from(i16::from_le_bytes(take(2)?.try_into().ok()?));
            }
        }
        let count = u32::from_le_bytes(take(4)?.try_into().ok()?);
        let mut rows = Vec::new();
        let mut key: Key = 0;
        for _ in 0..count {
            let (mut step, mut shift) = (0u32, 0u32);
            loop {
                let byte = *take(1)?.first()?;
                step |= u32::from(byte & 0x7f).checked_shl(shift)?;
                shift += 7;
                if byte & 0x80 == 0 {
                    break;
                }
            }
            key = key.checked_add(step)?;
            let mask = take(3)?.iter().rev().fold(0u32, |mask, byte| mask << 8 | u32::from(*byte));
            let mut row = [0i8; LABELS];
            for (label, weight) in row.iter_mut().enumerate() {
                if mask & (1 << label) != 0 {
                    *weight = i8::from_le_bytes(take(1)?.try_into().ok()?);
                }
            }
            rows.push((key, row));
        }
        rest.is_empty().then_some(Self { transitions, rows })
    }

    /// The file of these weights.
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        for cell in self.transitions.iter().flatten() {
            let clamped = (*cell).clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16;
            out.extend(clamped.to_le_bytes());
        }
        out.extend((self.rows.len() as u32).to_le_bytes());
        let mut before = 0;
        for (key, row) in &self.rows {
            let mut step = key.wrapping_sub(before);
            before = *key;
            while step >= 0x80 {
                out.push((step & 0x7f) as u8 | 0x80);
                step >>= 7;
            }
            out.push(step as u8);
            let bits = row.iter().enumerate().filter(|(_, weight)| **weight != 0);
            let mask = bits.fold(0u32, |mask, (label, _)| mask | 1 << label);
            out.extend(mask.to_le_bytes().iter().take(3));
            out.extend(row.iter().filter(|weight| **weight != 0).map(|weight| *weight as u8));
        }
        out
    }
}
