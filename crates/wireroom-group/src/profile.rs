//! What a text is about, as sparse vectors.

use crate::vector::Vector;
use crate::when::{When, lead_end, weekday_near};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::{BTreeMap, HashMap};
use wireroom_model::{LocalEntityKind, NameKind, Telling, TimeKind, ZoneKind};
use wireroom_text::{TokenKind, tokens};

/// What grouping compares of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Stems of the whole telling, TF-IDF.
    pub body: Vector,
    /// Stems of the title, the dek and the first three sentences.
    pub lead: Vector,
    /// Stems of the title; of the first sentence where there is none.
    pub title: Vector,
    /// Two stems that stand side by side, TF-IDF: what is said in the same words.
    pub phrases: Vector,
    /// Names, by how often they stand and how rare their words are.
    pub names: Vector,
    /// When its own event may have happened.
    pub when: When,
    /// The day that the lead gives to something fresh: what the text is about, if it is news.
    pub fresh: Option<When>,
    /// The weekdays that the lead names or dates, Monday the lowest bit: two tellings of one event
    /// put it on the same weekday even where neither says the date.
    pub weekdays: u8,
}

/// How often each term stands, and how rare it is.
type Counts = BTreeMap<u64, (f32, f32)>;

fn weigh(counts: Counts) -> Vector {
    let weighed = counts.into_iter().map(|(term, (tf, idf))| (term, (1.0 + tf.ln()) * idf));
    Vector::unit(weighed.collect())
}

/// Sentences of the body that count as the lead.
const LEAD_SENTENCES: usize = 3;

impl Profile {
    /// The profile of one text.
    #[must_use]
    pub fn of(telling: &Telling<'_>) -> Self {
        Self::with(telling, &mut Terms::default())
    }

    /// The same, where the words of other texts are known.
    pub(crate) fn with(telling: &Telling<'_>, terms: &mut Terms) -> Self {
        let text = telling.text.repaired();
        let mut counts: [Counts; 4] = Default::default();
        let mut sentences_seen = 0;
        let title_in_text = telling.text.structure.of(ZoneKind::Title).next().is_some();
        let titled = title_in_text || !telling.title.is_empty();
        let mut note = |words: &str, in_lead: bool, in_title: bool| {
            let mut before: Option<(u64, f32)> = None;
            for token in tokens(words) {
                let word = token.span.text(words);
                if token.kind == TokenKind::Punct {
                    before = None;
                }
                let Some((term, idf)) = terms.of(word, token.kind) else { continue };
                let [body, lead, title, phrases] = &mut counts;
                for (to, wanted) in [(body, true), (lead, in_lead), (title, in_title)] {
                    if wanted {
                        to.entry(term).or_insert((0.0, idf)).0 += 1.0;
                    }
                }
                if let Some((first, rarity)) = before {
                    let pair = first.rotate_left(17) ^ term;
                    phrases.entry(pair).or_insert((0.0, idf + rarity)).0 += 1.0;
                }
                before = Some((term, idf));
            }
        };
        if !title_in_text {
            note(&telling.title, true, true);
        }
        for sentence in &telling.analysis.sentences {
            let in_body = sentence.zone == ZoneKind::Body;
            sentences_seen += usize::from(in_body);
            let names_it = if in_body {
                !titled && sentences_seen == 1
            } else {
                sentence.zone == ZoneKind::Title
            };
            note(sentence.span.text(text), !in_body || sentences_seen <= LEAD_SENTENCES, names_it);
        }
        let [body, lead, title, phrases] = counts.map(weigh);
        Self {
            body,
            lead,
            title,
            phrases,
            names: names(telling),
            when: When::of(telling),
            fresh: When::fresh(telling),
            weekdays: weekdays(telling),
        }
    }
}

/// The terms of words that were met: a pile has few words, each of them often.
pub(crate) struct Terms {
    stemmer: Stemmer,
    known: HashMap<String, Option<(u64, f32)>>,
}

impl Default for Terms {
    fn default() -> Self {
        Self { stemmer: Stemmer::create(Algorithm::English), known: HashMap::new() }
    }
}

impl Terms {
    fn of(&mut self, word: &str, kind: TokenKind) -> Option<(u64, f32)> {
        if kind != TokenKind::Word {
            return term(&self.stemmer, word, kind);
        }
        if let Some(known) = self.known.get(word) {
            return *known;
        }
        let found = term(&self.stemmer, word, kind);
        self.known.insert(word.to_owned(), found);
        found
    }
}

/// The words of the lead, stemmed, with their weights: what describe and storyline compare.
pub(crate) fn term(stemmer: &Stemmer, word: &str, kind: TokenKind) -> Option<(u64, f32)> {
    let wanted = match kind {
        TokenKind::Word => word.chars().count() > 1,
        TokenKind::Number => word.len() > 1,
        TokenKind::Clitic | TokenKind::Punct => false,
    };
    if !wanted {
        return None;
    }
    let lower = word.to_lowercase();
    let idf = wireroom_lexicon::idf(&lower);
    // Words that stand in a third of all articles tell nothing apart.
    (idf > 1.1).then(|| (hash(&stemmer.stem(&lower)), idf))
}

/// FNV-1a: the same on every machine and in every version.
pub(crate) fn hash(term: &str) -> u64 {
    term.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

fn names(telling: &Telling<'_>) -> Vector {
    let text = telling.text.repaired();
    let mut counts = Counts::new();
    let analysis = telling.analysis;
    for name in &analysis.names {
        if !telling.text.structure.at(name.span.start()).is_some_and(ZoneKind::is_telling) {
            continue;
        }
        let entity = name.entity.and_then(|entity| analysis.entities.get(entity));
        let state = entity.filter(|entity| entity.kind == LocalEntityKind::State);
        let state = state.and_then(|entity| entity.country.as_deref());
        let mut note = |key: &str, idf: f32| {
            counts.entry(hash(key)).or_insert((0.0, idf)).0 += 1.0;
        };
        match state {
            Some(code) => note(code, 3.0),
            // Word by word, so that a surname alone still meets the full name.
            None => {
                for token in tokens(name.span.text(text)) {
                    let word = token.span.text(name.span.text(text)).to_lowercase();
                    if token.kind == TokenKind::Word && word.len() > 2 {
                        let idf = wireroom_lexicon::idf(&word);
                        let weight = if name.kind == NameKind::Nationality { 0.5 } else { 1.0 };
                        note(&word, idf * weight);
                    }
                }
            }
        }
    }
    weigh(counts)
}

fn weekdays(telling: &Telling<'_>) -> u8 {
    let text = telling.text.repaired();
    let end = lead_end(telling, LEAD_SENTENCES);
    let lead = telling.analysis.times.iter().filter(|time| {
        matches!(time.kind, TimeKind::Date | TimeKind::Time) && time.span.end() <= end
    });
    let bit = |day: jiff::civil::Weekday| 1u8 << day.to_monday_zero_offset();
    lead.fold(0, |found, time| {
        let day = match time.dates {
            Some(range) if range.days() <= 2 => Some(range.first.weekday()),
            Some(_) => None,
            None => weekday_near(text, time.span),
        };
        found | day.map_or(0, bit)
    })
}
