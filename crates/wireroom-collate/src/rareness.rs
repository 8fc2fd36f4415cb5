//! How rare a word is, by the hash that the bodies have of it: no text is read again to know.
//!
//! Frequencies are those of the lexicon. Two words of one hash have the commoner one's: of the
//! lexicon's own, a handful have.

use std::sync::LazyLock;

use wireroom_lexicon::{article_count, document_frequencies};

use crate::words::{hash_folded, is_one_word};

/// Open addressing by the hash of the word; a word that stands nowhere has no articles.
struct Table {
    slots: Vec<(u32, u32)>,
    /// By number of articles, how rare a word is that stands in so many.
    rareness: Vec<f32>,
}

const SLOTS: usize = 1 << 18;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut slots = vec![(0, 0); SLOTS];
    // Most of the dictionary stands in no counted article.
    let counted = document_frequencies().filter(|&(_, articles)| articles > 0);
    for (word, articles) in counted.filter(|(word, _)| is_one_word(word)) {
        let id = hash_folded(word);
        let mut at = id as usize % SLOTS;
        while let Some(slot) = slots.get_mut(at) {
            if slot.1 == 0 || slot.0 == id {
                *slot = (id, slot.1.max(articles));
                break;
            }
            at = (at + 1) % SLOTS;
        }
    }
    let most = slots.iter().map(|&(_, articles)| articles).max().unwrap_or_default();
    let log = |articles: u32| ((articles + 1) as f32).ln();
    let unknown = log(article_count());
    let known = (1..=most).map(|articles| (unknown - log(articles)).max(0.0));
    Table { rareness: std::iter::once(unknown).chain(known).collect(), slots }
});

/// From here on a word tells what a text is about, in nats.
pub(crate) const TELLING: f32 = 3.0;

/// Smoothed inverse document frequency of the word with this hash, in nats, as
/// [`wireroom_lexicon::idf`] has it: 0.0 for a word in every article, about 8 for one in none.
pub(crate) fn rareness(id: u32) -> f32 {
    let table = &*TABLE;
    let mut at = id as usize % SLOTS;
    loop {
        match table.slots.get(at) {
            Some(&(held, articles)) if articles > 0 && held != id => at = (at + 1) % SLOTS,
            slot => {
                let articles = slot.map_or(0, |&(_, articles)| articles as usize);
                return table.rareness.get(articles).copied().unwrap_or_default();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_the_lexicon_says_of_a_word() {
        for word in ["the", "harbor", "minister", "pier", "xylographer", "qqvzz", "2021"] {
            let told = wireroom_lexicon::idf(word);
            assert!((rareness(hash_folded(word)) - told).abs() < 1e-4, "{word}");
        }
    }
}
