//! What a headline says of descent.
//!
//! A copier who rewrites or cuts the body often lets the headline stand: it then has words that the
//! body below it lost and the source's body has. One who writes a new headline over an old body takes
//! words that neither has, and rarer ones if a machine did it.

use crate::Member;
use crate::body::Body;
use crate::rareness::rareness;
use crate::words::{body_words, hash_folded};

/// A headline, by the words of it that tell what the text is about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Headline {
    /// As it compares with another's; empty where there is none.
    pub(crate) folded: String,
    /// Those of its telling words that its own body lacks.
    foreign: Vec<u32>,
    /// Number of its telling words.
    n_telling: usize,
    /// Mean rareness of its words, in nats.
    rareness: f32,
}

/// Inverse document frequency, in nats, from which a word tells what a text is about.
const TELLING: f32 = 2.0;

impl Headline {
    /// Of a body that is compared with none the words are not at hand: they are read again.
    pub(crate) fn of(member: &Member<'_>, body: &Body) -> Self {
        let read;
        let body = if body.ids.is_empty() {
            read = Body::new(&body_words(member.text));
            &read
        } else {
            body
        };
        let title = member.document.title.as_deref().map_or("", str::trim);
        let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let ids: Vec<u32> = words.map(hash_folded).collect();
        let rare: Vec<f32> = ids.iter().map(|&id| rareness(id)).collect();
        let telling = ids.iter().zip(&rare).filter(|(_, rare)| **rare >= TELLING);
        let foreign = telling.clone().filter(|(id, _)| !body.ids.contains(id)).map(|(&id, _)| id);
        Self {
            folded: title.to_lowercase(),
            foreign: foreign.collect(),
            n_telling: telling.count(),
            rareness: rare.iter().sum::<f32>() / rare.len().max(1) as f32,
        }
    }

    /// Share of its telling words that its own body lacks.
    pub(crate) fn foreign(&self) -> f32 {
        self.foreign.len() as f32 / self.n_telling.max(1) as f32
    }

    /// Telling words that its own body lacks and `other` has.
    pub(crate) fn kept_from(&self, other: &Body) -> usize {
        self.foreign.iter().filter(|id| other.ids.contains(id)).count()
    }

    /// How much rarer its words are than another's, in nats; 0.0 where one of them is missing.
    pub(crate) fn rarer_than(&self, other: &Self) -> f32 {
        let both = !self.folded.is_empty() && !other.folded.is_empty();
        if both { self.rareness - other.rareness } else { 0.0 }
    }
}
