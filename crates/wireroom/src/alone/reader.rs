//! One article after the other, and what was read of those before that comes again in them.

use crate::alike::Alike;
use crate::analysed::PASSAGES;
use crate::date::{add_dateline, dates};
use crate::days::{anchor, completed};
use crate::families::bare;
use crate::read::unread;
use crate::recent::Recent;
use crate::record::{Reading, Record};
use rayon::prelude::*;
use std::sync::Arc;
use wireroom_analyse::{
    Assembled, Core, PassageReading, Passages, SentenceReading, Sentences, Tier,
};
use wireroom_group::{Anchoring, Group};
use wireroom_model::{Document, Telling, Text};
use wireroom_names::{LinkDocument, Linking};
use wireroom_times::Anchor;

/// Bytes of articles, of sentences and of passages that are remembered, each.
const ROOM: usize = 4 << 20;

/// Reads articles; what it remembers is only quicker.
pub(super) struct Reader {
    tier: Tier,
    told: Recent<Alone>,
    cores: Recent<Found>,
    sentences: Recent<SentenceReading>,
    passages: Recent<PassageReading>,
}

/// What a text tells whoever printed it, and when.
struct Alone {
    text: Text,
    /// Where its core begins.
    start: usize,
    found: Arc<Found>,
}

/// What is found in a core.
struct Found {
    english: bool,
    /// Times are not resolved.
    assembled: Assembled,
    /// Whom it is about, where no other text is known.
    linking: Linking,
}

impl Found {
    fn of(text: &Text, english: bool, assembled: Assembled) -> Self {
        let linking = wireroom_names::link(&[LinkDocument {
            document: 0,
            family: 0,
            text: text.repaired(),
            analysis: &assembled.analysis,
        }]);
        Self { english, assembled, linking }
    }
}

impl Reader {
    pub(super) fn new(tier: Tier) -> Self {
        Self {
            tier,
            told: Recent::new(ROOM),
            cores: Recent::new(ROOM),
            sentences: Recent::new(ROOM),
            passages: Recent::new(ROOM),
        }
    }

    /// A record for each document.
    pub(super) fn read(&mut self, documents: Vec<&Document>) -> Vec<Record> {
        let told = self.told(&documents);
        let tier = self.tier;
        documents
            .into_par_iter()
            .zip(told)
            .map(|(document, told)| record(document, &told, tier))
            .collect()
    }

    /// What each text tells: what repair and analysis make of it depends on its words and the title
    /// beside them.
    fn told(&mut self, documents: &[&Document]) -> Vec<Arc<Alone>> {
        let keys = documents.iter().map(|document| key(document)).collect();
        let mut told = std::mem::replace(&mut self.told, Recent::new(0));
        let found = remembered(&mut told, keys, |missing| {
            self.made(&missing.iter().map(|&at| documents[at]).collect::<Vec<_>>())
        });
        self.told = told;
        found
    }

    fn made(&mut self, documents: &[&Document]) -> Vec<Alone> {
        let texts: Vec<(Text, Core)> = documents
            .par_iter()
            .map(|document| {
                let text = wireroom_repair::repair(document);
                let core = Core::of(&text);
                (text, core)
            })
            .collect();
        let keys = texts.iter().map(|(_, core)| format!("{:?}", core.key())).collect();
        let mut cores = std::mem::replace(&mut self.cores, Recent::new(0));
        let found = remembered(&mut cores, keys, |missing| {
            self.found(&missing.iter().map(|&at| &texts[at].1.text).collect::<Vec<_>>())
        });
        self.cores = cores;
        texts
            .into_iter()
            .zip(found)
            .map(|((text, core), found)| Alone { text, start: core.start, found })
            .collect()
    }

    /// What is found in texts that are cores.
    fn found(&mut self, texts: &[&Text]) -> Vec<Found> {
        let texts: Vec<(&Text, bool)> =
            texts.par_iter().map(|&text| (text, wireroom_analyse::is_english(text))).collect();
        let read = || texts.iter().filter(|(_, english)| *english).map(|(text, _)| *text);
        let sentences = Sentences::of(read());
        let passages = Passages::of(read());
        let readings = self.sentences(&sentences);
        let said = self.passages(&passages);
        let reading = |sentence: &str| readings.get(sentences.position(sentence)?).map(|it| &**it);
        let passage = |passage: &str, starts: &[usize]| {
            said.get(passages.position(passage, starts)?).map(|it| &**it)
        };
        texts
            .par_iter()
            .map(|&(text, english)| {
                let assembled = match english {
                    true => wireroom_analyse::assemble(text, reading, passage, None),
                    false => Assembled::default(),
                };
                Found::of(text, english, assembled)
            })
            .collect()
    }

    fn sentences(&mut self, sentences: &Sentences<'_>) -> Vec<Arc<SentenceReading>> {
        let keys = sentences.distinct.iter().map(|&sentence| sentence.to_owned()).collect();
        remembered(&mut self.sentences, keys, |missing| {
            let read = |&at: &usize| wireroom_analyse::read_sentence(sentences.distinct[at]);
            missing.par_iter().map(read).collect()
        })
    }

    fn passages(&mut self, passages: &Passages<'_>) -> Vec<Arc<PassageReading>> {
        let tier = self.tier;
        let key = |(text, starts): &(&str, Vec<usize>)| format!("{starts:?}{text}");
        let keys = passages.distinct.iter().map(key).collect();
        remembered(&mut self.passages, keys, |missing| {
            let some: Vec<_> = missing.iter().map(|&at| passages.distinct[at].clone()).collect();
            some.par_chunks(PASSAGES)
                .flat_map_iter(|some| wireroom_analyse::read_passages(some, tier))
                .collect()
        })
    }
}

/// What belongs to each key: remembered, or made of those at the places that `make` is given, which
/// are places of distinct keys.
fn remembered<V>(
    recent: &mut Recent<V>,
    keys: Vec<String>,
    make: impl FnOnce(&[usize]) -> Vec<V>,
) -> Vec<Arc<V>> {
    let alike = Alike::by(keys.iter());
    let mut found: Vec<Option<Arc<V>>> =
        alike.first.iter().map(|&at| recent.get(&keys[at])).collect();
    let missing: Vec<usize> = (0..found.len()).filter(|&at| found[at].is_none()).collect();
    let places: Vec<usize> = missing.iter().map(|&at| alike.first[at]).collect();
    for (at, value) in missing.into_iter().zip(make(&places)) {
        let value = Arc::new(value);
        recent.put(keys[alike.first[at]].clone(), Arc::clone(&value));
        found[at] = Some(value);
    }
    alike.spread(found).into_iter().flatten().collect()
}

/// What an article's reading depends on, as one string.
fn key(document: &Document) -> String {
    let title = document.title.as_deref();
    format!("{:?}{}{}", title.map(str::len), title.unwrap_or_default(), document.received)
}

/// What is told of a document by itself.
fn record(document: &Document, told: &Alone, tier: Tier) -> Record {
    let Alone { text, start, found } = told;
    let Found { english, assembled, linking } = &**found;
    let dated = dates(document, text);
    let mut assembled = assembled.clone().shifted(*start);
    assembled.resolve(anchor(dated.published.as_ref()).as_ref());
    let mut linking = linking.clone();
    for (_, mention) in linking.entities.iter_mut().flat_map(|entity| &mut entity.mentions) {
        *mention = mention.shift(*start);
    }
    let entities = linking.of.into_iter().next().unwrap_or_default();
    let telling = Telling {
        document,
        text,
        analysis: &assembled.analysis,
        entities: &entities,
        family: 0,
        title: String::new(),
        date: dated.published.clone(),
    };
    let anchors = wireroom_group::anchors(&[telling], &[Group { members: vec![0] }]);
    let anchoring = anchors.into_iter().next().flatten();
    if let Some(Anchoring { day, basis }) = anchoring {
        assembled.resolve(Some(&Anchor { day, basis }));
    }
    let published = completed(dated.published.clone(), &anchoring);
    let mut analysis = assembled.analysis;
    if *english {
        add_dateline(text, published.as_ref(), &mut analysis.times);
    }
    let reading = Reading {
        analysis,
        models: english.then(|| tier.models()),
        entities,
        published,
        ..bare(document.clone(), text.clone(), 0, dated)
    };
    Record {
        notes: unread(std::slice::from_ref(document), &[*english]),
        documents: vec![reading],
        entities: linking.entities,
        ..Record::default()
    }
}
