//! The layers of the net over whole batches of sequences. Sequences share the matrix products and
//! nothing else: attention stays within one.

use crate::arithmetic::{add_scaled, dot, gelu, normalize, softmax};
use crate::pieces::Sequence;
use crate::stored::{Packed, Stored};
use ndarray::{Array2, ArrayView2, Axis};

/// Numbers to a piece.
pub(crate) const WIDTH: usize = 384;
const HEADS: usize = 12;
const HEAD: usize = WIDTH / HEADS;
const FEED: usize = 4 * WIDTH;
const PLACES: usize = 256;
const CASES: usize = 12;

/// A matrix product with a bias.
#[derive(Debug)]
pub(crate) struct Linear {
    weight: Array2<f32>,
    bias: Vec<f32>,
}

impl Linear {
    pub(crate) fn read(stored: &mut Stored, from: usize, to: usize) -> Option<Self> {
        Some(Self { weight: stored.matrix(to, from)?, bias: stored.vector(to)? })
    }

    pub(crate) fn of(&self, rows: &ArrayView2<'_, f32>) -> Array2<f32> {
        let mut out = rows.dot(&self.weight.t());
        for mut row in out.axis_iter_mut(Axis(0)) {
            for (x, b) in row.iter_mut().zip(&self.bias) {
                *x += b;
            }
        }
        out
    }
}

#[derive(Debug)]
struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    fn read(stored: &mut Stored) -> Option<Self> {
        Some(Self { weight: stored.vector(WIDTH)?, bias: stored.vector(WIDTH)? })
    }

    fn apply(&self, rows: &mut Array2<f32>) {
        for row in rows.as_slice_mut().unwrap_or_default().chunks_exact_mut(WIDTH) {
            normalize(row, &self.weight, &self.bias);
        }
    }
}

#[derive(Debug)]
struct Layer {
    /// Queries, keys and values side by side.
    look: Linear,
    out: Linear,
    after_look: Norm,
    up: Linear,
    down: Linear,
    after_feed: Norm,
}

/// Vectors of pieces, places and capitals, then the layers.
#[derive(Debug)]
pub(crate) struct Net {
    words: Packed,
    places: Array2<f32>,
    cases: Array2<f32>,
    norm: Norm,
    layers: Vec<Layer>,
}

impl Net {
    pub(crate) fn read(stored: &mut Stored, layers: usize, vocabulary: usize) -> Option<Self> {
        let words = stored.packed(vocabulary, WIDTH)?;
        let places = stored.matrix(PLACES, WIDTH)?;
        let cases = stored.matrix(CASES, WIDTH)?;
        let norm = Norm::read(stored)?;
        let mut read = Vec::new();
        for _ in 0..layers {
            read.push(Layer {
                look: Linear::read(stored, WIDTH, 3 * WIDTH)?,
                out: Linear::read(stored, WIDTH, WIDTH)?,
                after_look: Norm::read(stored)?,
                up: Linear::read(stored, WIDTH, FEED)?,
                down: Linear::read(stored, FEED, WIDTH)?,
                after_feed: Norm::read(stored)?,
            });
        }
        Some(Self { words, places, cases, norm, layers: read })
    }

    /// A row for each piece of the sequences, in order.
    pub(crate) fn run(&self, sequences: &[&Sequence]) -> Array2<f32> {
        let mut x = self.inputs(sequences);
        for layer in &self.layers {
            let seen = attend(&layer.look.of(&x.view()), sequences);
            x += &layer.out.of(&seen.view());
            layer.after_look.apply(&mut x);
            let mut inner = layer.up.of(&x.view());
            gelu(inner.as_slice_mut().unwrap_or_default());
            x += &layer.down.of(&inner.view());
            layer.after_feed.apply(&mut x);
        }
        x
    }

    fn inputs(&self, sequences: &[&Sequence]) -> Array2<f32> {
        let rows: usize = sequences.iter().map(|sequence| sequence.pieces.len()).sum();
        let mut all = Vec::with_capacity(rows * WIDTH);
        for sequence in sequences {
            let numbered = sequence.pieces.iter().zip(&sequence.cases).enumerate();
            for (at, (&piece, &case)) in numbered {
                let place = self.places.row(at.min(PLACES - 1));
                let capitals = self.cases.row(usize::from(case).min(CASES - 1));
                let own = self.words.row(piece as usize).chain(std::iter::repeat(0.0));
                all.extend(
                    own.zip(place).zip(capitals).map(|((own, place), case)| own + place + case),
                );
            }
        }
        let mut x = Array2::from_shape_vec((rows, WIDTH), all).unwrap_or_default();
        self.norm.apply(&mut x);
        x
    }
}

/// What each piece takes from the others of its sequence, head by head.
fn attend(looks: &Array2<f32>, sequences: &[&Sequence]) -> Array2<f32> {
    let mut out = Array2::zeros((looks.nrows(), WIDTH));
    let (Some(looks), Some(to)) = (looks.as_slice(), out.as_slice_mut()) else { return out };
    let mut looks = looks.chunks_exact(3 * WIDTH);
    let mut to = to.chunks_exact_mut(WIDTH);
    let scale = 1.0 / (HEAD as f32).sqrt();
    let mut scores = Vec::new();
    for sequence in sequences {
        let count = sequence.pieces.len();
        let own: Vec<&[f32]> = looks.by_ref().take(count).collect();
        let mut rows: Vec<&mut [f32]> = to.by_ref().take(count).collect();
        for head in 0..HEADS {
            let part = |row: &'_ &[f32], which: usize| {
                let at = which * WIDTH + head * HEAD;
                at..(at + HEAD).min(row.len())
            };
            for (query, row) in own.iter().zip(&mut rows) {
                let asked = &query[part(query, 0)];
                scores.clear();
                scores.extend(own.iter().map(|key| dot(asked, &key[part(key, 1)]) * scale));
                softmax(&mut scores);
                let seen = &mut row[head * HEAD..(head + 1) * HEAD];
                for (share, value) in scores.iter().zip(&own) {
                    add_scaled(seen, &value[part(value, 2)], *share);
                }
            }
        }
    }
    out
}
