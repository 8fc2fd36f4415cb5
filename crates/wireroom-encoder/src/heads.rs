//! The heads: what the net says of each word, of each word about one cue, and of each token as part
//! of a name.

use crate::arithmetic::{add_scaled, dot};
use crate::net::{Linear, WIDTH};
use crate::stored::Stored;
use ndarray::{Array2, ArrayView2};
use std::ops::Range;

const HIDDEN: usize = 192;
const PAIR: usize = 96;
const BUCKETS: usize = 32;
const CUES: usize = 3;
const ROLES: usize = 5;
/// Labels of a name's token; `wireroom-names` says which.
pub const NAMES: usize = 21;

#[derive(Debug)]
pub(crate) struct Heads {
    cue: Linear,
    role_word: Linear,
    role_cue: Linear,
    role_far: Array2<f32>,
    pair_word: Linear,
    pair_cue: Linear,
    /// One row a role.
    role_out: Array2<f32>,
    role_bias: Vec<f32>,
    pair_out: Array2<f32>,
    name: Linear,
}

/// What a word is to a cue, as log odds against its being nothing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Role {
    /// It begins the source.
    pub begins_source: f32,
    /// It stands in the source, not at its beginning.
    pub in_source: f32,
    /// It begins a piece of content.
    pub begins_content: f32,
    /// It stands in a piece of content, not at its beginning.
    pub in_content: f32,
}

/// A passage that was heard.
#[derive(Debug)]
pub struct Heard<'a> {
    heads: &'a Heads,
    words: Array2<f32>,
    cues: Vec<[f32; 2]>,
    names: Vec<[f32; NAMES]>,
    role_words: Array2<f32>,
    pair_words: Array2<f32>,
}

impl Heads {
    pub(crate) fn read(stored: &mut Stored) -> Option<Self> {
        Some(Self {
            cue: Linear::read(stored, WIDTH, CUES)?,
            role_word: Linear::read(stored, WIDTH, HIDDEN)?,
            role_cue: Linear::read(stored, WIDTH, HIDDEN)?,
            role_far: stored.matrix(BUCKETS, HIDDEN)?,
            pair_word: Linear::read(stored, WIDTH, PAIR)?,
            pair_cue: Linear::read(stored, WIDTH, PAIR)?,
            role_out: stored.matrix(ROLES, HIDDEN)?,
            role_bias: stored.vector(ROLES)?,
            pair_out: stored.matrix(ROLES, PAIR)?,
            name: Linear::read(stored, WIDTH, NAMES)?,
        })
    }

    /// Listens to the rows of `hidden` that words begin at, and to those that tokens begin at.
    pub(crate) fn listen(
        &self,
        hidden: &Array2<f32>,
        words: &[usize],
        tokens: &[usize],
    ) -> Heard<'_> {
        let words = picked(hidden, words);
        let cues = self.cue.of(&words.view());
        let cues = cues.rows().into_iter().map(|row| [row[1] - row[0], row[2] - row[0]]);
        let names = self.name.of(&picked(hidden, tokens).view());
        let names = names.rows().into_iter().map(|row| {
            let mut odds = [0.0; NAMES];
            for (to, from) in odds.iter_mut().zip(row) {
                *to = stepped(from - row[0]);
            }
            odds
        });
        Heard {
            cues: cues.map(|odds| odds.map(stepped)).collect(),
            names: names.collect(),
            role_words: self.role_word.of(&words.view()),
            pair_words: self.pair_word.of(&words.view()),
            heads: self,
            words,
        }
    }
}

/// Some rows, one under the other.
fn picked(hidden: &Array2<f32>, rows: &[usize]) -> Array2<f32> {
    let mut all = Vec::with_capacity(rows.len() * WIDTH);
    for &row in rows {
        all.extend(hidden.row(row.min(hidden.nrows().saturating_sub(1))));
    }
    Array2::from_shape_vec((rows.len(), WIDTH), all).unwrap_or_default()
}

impl Heard<'_> {
    /// For each word the log odds that it begins a cue, and that it stands in one, against neither.
    #[must_use]
    pub fn cues(&self) -> &[[f32; 2]] {
        &self.cues
    }

    /// For each token the log odds of each label of a name against the first, which is of none.
    #[must_use]
    pub fn names(&self) -> &[[f32; NAMES]] {
        &self.names
    }

    /// What each of the words `window` is to the cue of words `cue`.
    #[must_use]
    pub fn roles(&self, cue: &Range<usize>, window: Range<usize>) -> Vec<Role> {
        let heads = self.heads;
        let own = cue.start.min(self.words.nrows())..cue.end.min(self.words.nrows());
        let mut mean = vec![0.0; WIDTH];
        let share = 1.0 / own.len().max(1) as f32;
        for at in own.clone() {
            if let Some(row) = self.words.row(at).as_slice() {
                add_scaled(&mut mean, row, share);
            }
        }
        let Ok(mean) = ArrayView2::from_shape((1, WIDTH), &mean) else { return Vec::new() };
        let (of_cue, pair_cue) = (heads.role_cue.of(&mean), heads.pair_cue.of(&mean));
        let mut hidden = [0.0; HIDDEN];
        let mut pair = [0.0; PAIR];
        let last = self.words.nrows();
        let each = window.map(|at| {
            if at >= last {
                return Role::default();
            }
            let far = heads.role_far.row(bucket(at, &own));
            let parts = self.role_words.row(at).into_iter().zip(of_cue.row(0)).zip(far);
            for (to, ((word, cue), far)) in hidden.iter_mut().zip(parts) {
                *to = (word + cue + far).max(0.0);
            }
            let parts = self.pair_words.row(at).into_iter().zip(pair_cue.row(0));
            for (to, (word, cue)) in pair.iter_mut().zip(parts) {
                *to = word * cue;
            }
            let score = |role: usize| {
                let by = |matrix: &Array2<f32>, row: &[f32]| {
                    matrix.row(role).as_slice().map_or(0.0, |weights| dot(weights, row))
                };
                by(&heads.role_out, &hidden)
                    + by(&heads.pair_out, &pair)
                    + heads.role_bias.get(role).copied().unwrap_or(0.0)
            };
            let nothing = score(0);
            let odds = |role: usize| stepped(score(role) - nothing);
            Role {
                begins_source: odds(1),
                in_source: odds(2),
                begins_content: odds(3),
                in_content: odds(4),
            }
        });
        each.collect()
    }
}

/// The number of a distance in words from the cue, which widens with the distance.
fn bucket(at: usize, cue: &Range<usize>) -> usize {
    let (distance, after) = if at < cue.start {
        (cue.start - at, 0)
    } else if at >= cue.end {
        (at - cue.end + 1, 15)
    } else {
        return 0;
    };
    let steps = [10, 13, 18, 25, 40, 70].iter().filter(|&&far| distance > far).count();
    (distance.min(8) + steps + after).min(BUCKETS - 1)
}

/// Rounded, so that the last bits of a sum do not show.
fn stepped(score: f32) -> f32 {
    (score * 64.0).round() / 64.0
}
