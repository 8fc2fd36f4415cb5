//! Search over texts, statements, events and entities: an inverted index made at the start, ranked
//! by BM25.
//!
//! Words are folded: lower case, without accents. Every word of a query must be there; `-word`
//! must not; words in double quotes must stand together; `word*` is the start of one.

use super::position;
use std::collections::{BTreeMap, HashMap};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use wireroom_wire::{Annotation, Record};

/// Words of a query that are looked at.
const WORDS: usize = 16;
/// Words that `word*` may stand for.
const STARTS: usize = 64;
/// Characters of a word that are told apart.
const LONGEST: usize = 40;

/// What is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Event,
    Statement,
    Document,
    Entity,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [Self::Event, Self::Statement, Self::Document, Self::Entity];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Statement => "statement",
            Self::Document => "document",
            Self::Entity => "entity",
        }
    }
}

/// A query in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// All must be there; a `true` beside one that is the start of a word.
    pub(crate) all: Vec<(String, bool)>,
    /// None may be there.
    pub(crate) none: Vec<String>,
    /// Each must stand together.
    pub(crate) phrases: Vec<Vec<String>>,
}

impl Words {
    pub(crate) fn parse(text: &str) -> Self {
        let mut words = Self::default();
        for (at, part) in text.split('"').enumerate() {
            if at % 2 == 1 {
                let phrase: Vec<String> = fold(part).take(WORDS).map(|(word, _)| word).collect();
                words.all.extend(phrase.iter().map(|word| (word.clone(), false)));
                if phrase.len() > 1 {
                    words.phrases.push(phrase);
                }
                continue;
            }
            for piece in part.split_whitespace() {
                let (bare, excluded) = match piece.strip_prefix('-') {
                    Some(bare) => (bare, true),
                    None => (piece, false),
                };
                let starts = bare.ends_with('*');
                for (word, _) in fold(bare) {
                    if excluded {
                        words.none.push(word);
                    } else {
                        words.all.push((word, starts));
                    }
                }
            }
        }
        words.all.truncate(WORDS);
        words.none.truncate(WORDS);
        words.phrases.truncate(WORDS);
        words
    }

    /// Whether a folded word of a text is one that was asked for.
    pub(crate) fn asks_for(&self, word: &str) -> bool {
        self.all.iter().any(
            |(asked, starts)| {
                if *starts { word.starts_with(asked.as_str()) } else { word == asked }
            },
        )
    }
}

/// What one kind of thing holds of each word.
#[derive(Debug, Default)]
struct Postings {
    /// By word: where, and how often.
    words: HashMap<String, Vec<(u32, u16)>>,
    /// Words in order, for those that start alike.
    sorted: Vec<String>,
    lengths: Vec<u32>,
    average: f32,
}

/// The index over all kinds.
#[derive(Debug, Default)]
pub(crate) struct Search {
    postings: [Postings; 4],
}

impl Search {
    pub(super) fn of(record: &Record, annotations: &[Option<Annotation>]) -> Self {
        let mut search = Self::default();
        let events = &mut search.postings[0];
        for event in &record.events {
            let place = event.place.as_ref().map_or("", |place| &place.name);
            events.add(&[&event.title, place, event.kind.as_deref().unwrap_or("")]);
        }
        for s in &record.statements {
            let source = s.source.as_ref().map_or("", |source| &source.text);
            search.postings[1].add(&[&s.content.text, source]);
        }
        for (document, annotation) in record.documents.iter().zip(annotations) {
            let title = document.title.as_deref().unwrap_or("");
            let outlet = document.outlet.as_deref().unwrap_or("");
            let text = annotation.as_ref().map_or("", |it| it.text.as_str());
            search.postings[2].add(&[title, outlet, text]);
        }
        for entity in &record.entities {
            let mut forms = vec![entity.name.as_str()];
            forms.extend(entity.aliases.iter().map(String::as_str));
            search.postings[3].add(&forms);
        }
        search.postings.iter_mut().for_each(Postings::close);
        search
    }

    /// What fits `words`, best first. `text` gives what is searched of a thing, for phrases.
    pub(crate) fn find(&self, kind: Kind, words: &Words, text: impl Fn(u32) -> String) -> Vec<u32> {
        let at = Kind::ALL.iter().position(|&one| one == kind).unwrap_or(0);
        let mut found = self.postings[at].find(words);
        if !words.phrases.is_empty() {
            found.retain(|&at| {
                let folded: Vec<String> = fold(&text(at)).map(|(word, _)| word).collect();
                words
                    .phrases
                    .iter()
                    .all(|phrase| folded.windows(phrase.len()).any(|window| window == phrase))
            });
        }
        found
    }
}

impl Postings {
    fn add(&mut self, texts: &[&str]) {
        let at = position(self.lengths.len());
        // Ordered, so that every run builds the same index.
        let mut counts: BTreeMap<String, u16> = BTreeMap::new();
        let mut length = 0_u32;
        for (word, _) in texts.iter().flat_map(|text| fold(text)) {
            length = length.saturating_add(1);
            let count = counts.entry(word).or_default();
            *count = count.saturating_add(1);
        }
        self.lengths.push(length);
        for (word, count) in counts {
            self.words.entry(word).or_default().push((at, count));
        }
    }

    fn close(&mut self) {
        self.sorted = self.words.keys().cloned().collect();
        self.sorted.sort_unstable();
        let total: f64 = self.lengths.iter().map(|&n| f64::from(n)).sum();
        self.average = (total / self.lengths.len().max(1) as f64) as f32;
    }

    fn find(&self, words: &Words) -> Vec<u32> {
        let lists: Vec<Vec<(u32, u16)>> =
            words.all.iter().map(|(word, starts)| self.list(word, *starts)).collect();
        let Some(shortest) = lists.iter().min_by_key(|list| list.len()) else { return Vec::new() };
        let excluded: Vec<Vec<(u32, u16)>> =
            words.none.iter().map(|word| self.list(word, false)).collect();
        let mut scored: Vec<(f32, u32)> = Vec::new();
        'things: for &(at, _) in shortest {
            if excluded.iter().any(|list| list.binary_search_by_key(&at, |one| one.0).is_ok()) {
                continue;
            }
            let mut score = 0.0;
            for list in &lists {
                let Ok(place) = list.binary_search_by_key(&at, |one| one.0) else {
                    continue 'things;
                };
                score += self.weight(at, list[place].1, list.len());
            }
            scored.push((score, at));
        }
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        scored.into_iter().map(|(_, at)| at).collect()
    }

    /// Where a word stands, or any that starts with it, in order.
    fn list(&self, word: &str, starts: bool) -> Vec<(u32, u16)> {
        if !starts {
            return self.words.get(word).cloned().unwrap_or_default();
        }
        let first = self.sorted.partition_point(|held| held.as_str() < word);
        let alike = self.sorted[first..].iter().take_while(|held| held.starts_with(word));
        let mut merged: BTreeMap<u32, u16> = BTreeMap::new();
        for held in alike.take(STARTS) {
            for &(at, count) in self.words.get(held).map_or(&[][..], Vec::as_slice) {
                let sum = merged.entry(at).or_default();
                *sum = sum.saturating_add(count);
            }
        }
        merged.into_iter().collect()
    }

    /// BM25 with its usual constants.
    fn weight(&self, at: u32, count: u16, holders: usize) -> f32 {
        let (n, held) = (self.lengths.len() as f32, holders as f32);
        let rare = (1.0 + (n - held + 0.5) / (held + 0.5)).ln();
        let length = self.lengths[at as usize] as f32 / self.average.max(1.0);
        let count = f32::from(count);
        rare * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length))
    }
}

/// The words of a text, folded, each with where it starts and ends in the text.
pub(crate) fn fold(text: &str) -> impl Iterator<Item = (String, (usize, usize))> {
    text.unicode_word_indices().map(|(at, word)| {
        let folded: String = if word.is_ascii() {
            word.to_ascii_lowercase()
        } else {
            word.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect()
        };
        let end = at + word.len();
        (folded.chars().take(LONGEST).collect(), (at, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_apart() {
        let words = Words::parse("Hárbor -fog \"Two  Ships\" fer* -\"x");
        let all: Vec<_> = words.all.iter().map(|(word, starts)| (word.as_str(), *starts)).collect();
        assert_eq!(
            all,
            [("harbor", false), ("two", false), ("ships", false), ("fer", true), ("x", false)]
        );
        assert_eq!(words.none, ["fog"]);
        assert_eq!(words.phrases, [["two", "ships"]]);
    }

    fn postings(texts: &[&str]) -> Postings {
        let mut postings = Postings::default();
        texts.iter().for_each(|text| postings.add(&[text]));
        postings.close();
        postings
    }

    #[test]
    fn every_word_must_be_there_and_no_excluded_one() {
        let held = postings(&["ferry pier fog", "ferry pier", "pier", "Férry ferry ferry pier"]);
        let find = |query: &str| held.find(&Words::parse(query));
        assert_eq!(find("ferry pier -fog"), [3, 1]);
        assert_eq!(find("fer*"), [3, 1, 0]);
        assert!(find("boat").is_empty());
        assert!(find("-fog").is_empty());
        assert!(find("").is_empty());
    }
}
