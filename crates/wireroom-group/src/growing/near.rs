//! What is known of two texts that are compared, in few bytes: a large pile has tens of millions.

use crate::linkage::Between;

/// A text beside another, and how the two were judged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Near {
    /// The other text; in the two highest bits whether both date something fresh, and whether to
    /// days apart.
    other: u32,
    probability: f32,
    likeness: f32,
}

const DATED: u32 = 1 << 31;
const APART: u32 = 1 << 30;

impl Near {
    pub(super) fn of(other: u32, judged: &Between) -> Self {
        let flag = |count: u32, bit: u32| if count > 0 { bit } else { 0 };
        Self {
            other: other | flag(judged.dated, DATED) | flag(judged.apart, APART),
            probability: judged.probability,
            likeness: judged.likeness,
        }
    }

    pub(super) fn other(&self) -> u32 {
        self.other & !(DATED | APART)
    }

    pub(super) fn between(&self) -> Between {
        Between {
            probability: self.probability,
            likeness: self.likeness,
            dated: u32::from(self.other & DATED != 0),
            apart: u32::from(self.other & APART != 0),
        }
    }
}

/// The one beside a text that is `other`, or where it would be; they are in order.
pub(super) fn place(near: &[Near], other: u32) -> Result<usize, usize> {
    near.binary_search_by_key(&other, Near::other)
}
