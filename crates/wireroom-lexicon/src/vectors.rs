//! Small word vectors, for telling whether two words are near in meaning.
//!
//! Static vectors (word meaning without context) in 8-bit integers; cosines are computed from
//! integer dot products, so they are the same on every machine. Each of the 30,000 commonest words
//! was read alone by a sentence encoder (`data/NOTICE.md`) and the readings reduced, as in
//! Model2Vec; rows are not weighted by rarity, for which there is [`crate::idf`], and their lengths
//! mean nothing. Not a sentence model, and no judge of contradiction: opposites and sisters
//! (`guilty` and `innocent`, `Monday` and `Tuesday`) are near.
//!
//! What to expect of [`cosine`], median and middle half over pairs written down for this: forms of
//! one word .86 (.76 to .90), synonyms .62 (.48 to .77), sisters .45 (.36 to .60), opposites .43
//! (.31 to .56), words of one matter .50 (.34 to .55), unrelated -.04, random .00 (one in a hundred
//! above .37).

use std::sync::LazyLock;

use crate::words;

/// Length of a vector.
pub const VECTOR_DIMS: usize = 64;

static VECTORS: &[u8] = include_bytes!("../data/vectors.bin");
static ROWS: LazyLock<Vec<[i8; VECTOR_DIMS]>> = LazyLock::new(|| {
    let rows = VECTORS.chunks_exact(VECTOR_DIMS);
    rows.map(|row| {
        let mut vector = [0i8; VECTOR_DIMS];
        for (to, from) in vector.iter_mut().zip(row) {
            *to = from.cast_signed();
        }
        vector
    })
    .collect()
});
/// For each line of the word table the row of its vector, plus one; 0 for none.
static ROW_OF: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let mut next = 0;
    words::with_vector()
        .map(|has_vector| {
            next += u32::from(has_vector);
            if has_vector { next } else { 0 }
        })
        .collect()
});

/// The vector of a lower-case word; None for a word without one.
pub fn vector(lower: &str) -> Option<&'static [i8; VECTOR_DIMS]> {
    ROWS.get(vector_place(lower)?)
}

/// The place of a lower-case word's vector among all; None for a word without one.
pub fn vector_place(lower: &str) -> Option<usize> {
    let row = *ROW_OF.get(words::position(lower)?)?;
    Some(row.checked_sub(1)? as usize)
}

/// All vectors, in the order of the word table.
pub fn vectors() -> &'static [[i8; VECTOR_DIMS]] {
    &ROWS
}

/// Cosine, −1.0 to 1.0, of two words' vectors; None where either has none.
pub fn cosine(left: &str, right: &str) -> Option<f32> {
    let (left, right) = (vector(left)?, vector(right)?);
    let norms = f64::from(dot(left, left)) * f64::from(dot(right, right));
    if norms == 0.0 {
        return None;
    }
    Some((f64::from(dot(left, right)) / norms.sqrt()) as f32)
}

/// Integer dot product of two vectors.
#[inline]
pub fn dot(left: &[i8; VECTOR_DIMS], right: &[i8; VECTOR_DIMS]) -> i32 {
    left.iter().zip(right).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum()
}
