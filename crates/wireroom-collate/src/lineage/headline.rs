//! What a headline says of descent.
//!
//! A copier who rewrites or cuts the body often lets the headline stand: it then has words that the
//! body below it lost and the source's body has. One who writes a new headline over an old body takes
//! words that neither has, and rarer ones if a machine did it.

use crate::Member;
use crate::body::Body;
use crate::rareness::rareness;
use crate::words::{body_words, headline_words};

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

/// Inverse document frequency, in nats, from which a word of a headline tells what the text is about.
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
        let ids: Vec<u32> = headline_words(title).collect();
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

#[cfg(test)]
mod tests {
    use super::*;
    use wireroom_model::{Document, DocumentId, Structure, Text};
    use wireroom_text::TextMap;

    fn headline(title: &str, body: &str) -> (Headline, Body) {
        let document = Document {
            title: Some(title.to_owned()),
            ..Document::plain(DocumentId::from_stored("d"), body)
        };
        let map = TextMap::unchanged(body.to_owned());
        let text = Text { map, repairs: Vec::new(), structure: Structure::default() };
        let body = Body::new(&body_words(&text));
        // As it is where a body was compared with none, and where it was.
        let member = Member { document: &document, text: &text };
        let found = Headline::of(&member, &Body::default());
        assert_eq!(found.foreign, Headline::of(&member, &body).foreign);
        (found, body)
    }

    #[test]
    fn a_headline_that_outlived_its_text_shows_whose_it_was() {
        let title = "Trawler sinks off Skarn";
        let (source, whole) = headline(title, "A trawler sinks off Skarn; the crew was saved.");
        let (copy, reworded) = headline(title, "A fishing boat went down near Skarn.");
        assert_eq!((source.foreign(), source.kept_from(&reworded)), (0.0, 0));
        assert_eq!(copy.kept_from(&whole), 2);
        assert!(copy.foreign() > 0.5);
    }

    #[test]
    fn rare_words_over_an_old_body_are_rarer() {
        let (plain, _) = headline("Council votes for new school", "The council votes.");
        let (spun, _) = headline("Conclave ballots for neoteric academy", "The council votes.");
        assert!(spun.rarer_than(&plain) > 0.5);
        assert_eq!(spun.rarer_than(&plain), -plain.rarer_than(&spun));
        assert_eq!(spun.rarer_than(&Headline::default()), 0.0);
    }
}
