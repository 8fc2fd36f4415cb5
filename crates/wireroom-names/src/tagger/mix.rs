//! How what an encoder says of each token is added to what the chain says: score to score, with
//! fixed shares, before the search for the best sequence (a product of experts, Hinton 2002, with
//! the experts fitted apart).

use super::Said;
use super::labels::{LABELS, Transitions};

/// The shares of the two.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Mix {
    /// Share of the chain's scores of tokens.
    pub(crate) own: f32,
    /// Share of its scores of pairs of labels.
    pub(crate) pairs: f32,
    /// Share of the encoder's log odds.
    pub(crate) said: f32,
    /// Added to the score of a token's being in no name.
    pub(crate) outside: f32,
}

/// The mix that ships, chosen on the texts that neither of the two was fitted to.
pub(crate) const SHIPPED: Mix = Mix { own: 0.2, pairs: 1.8, said: 50.0, outside: 200.0 };

/// Sums are rounded to whole numbers; so many go to a step of the chain's own scores.
const FINE: f32 = 16.0;

/// So many of the chain's own scores go to about one log odd.
const CHAIN: f32 = 20.0;

impl Mix {
    /// So many of the mixed scores go to about one log odd.
    pub(crate) fn unit(&self) -> f32 {
        (FINE * (self.own * CHAIN + self.said)).max(1.0)
    }

    /// The scores of a token's labels; those of the chain alone where nothing was said.
    pub(crate) fn scores(&self, own: &[i32; LABELS], said: Option<&Said>) -> [i32; LABELS] {
        let mut mixed = [0; LABELS];
        for (label, (to, own)) in mixed.iter_mut().zip(own).enumerate() {
            let odds = said.and_then(|said| said.get(label)).copied().unwrap_or(0.0);
            let outside = if label == 0 { self.outside } else { 0.0 };
            *to = (FINE * (self.own * *own as f32 + self.said * odds + outside)).round() as i32;
        }
        mixed
    }

    /// The scores of pairs of labels.
    pub(crate) fn transitions(&self, own: &Transitions) -> Transitions {
        own.map(|row| row.map(|score| (FINE * self.pairs * score as f32).round() as i32))
    }
}
