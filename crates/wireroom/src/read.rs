//! The pile as it was read one by one, with what it takes all of it to know: what grouping starts from.

use crate::analysed::Memory;
use crate::date::Dates;
use crate::families::{collated, days_of};
use crate::options::Progress;
use crate::readings::Readings;
use crate::single::{Single, family_of, repaired, singles, title};
use std::collections::BTreeMap;
use wireroom_analyse::{Assembled, Tier};
use wireroom_collate::{Collation, Config};
use wireroom_model::{Document, Note, Stamp, Telling, Text};
use wireroom_names::{LinkDocument, Linking};

/// The documents of a pile, read one by one: what grouping starts from.
pub(crate) struct Read {
    pub(crate) documents: Vec<Document>,
    pub(crate) texts: Vec<Text>,
    pub(crate) collation: Collation,
    pub(crate) family_of: Vec<usize>,
    pub(crate) dated: Vec<Dates>,
    /// The date that each is read by.
    pub(crate) days: Vec<Option<Stamp>>,
    /// Whether each is read: it is in English.
    pub(crate) english: Vec<bool>,
    pub(crate) assembled: Vec<Assembled>,
    pub(crate) linking: Linking,
    pub(crate) titles: Vec<String>,
    pub(crate) readings: Readings,
}

impl Read {
    pub(crate) fn of(
        documents: Vec<Document>,
        mut memory: Memory,
        config: &Config,
        tier: Tier,
        progress: &dyn Progress,
    ) -> Self {
        let texts = repaired(&documents, progress);
        let known = days_of(&documents, &texts);
        let (texts, collation) = collated(&documents, texts, config, progress);
        let family_of = family_of(&collation, &documents);
        let singles = singles(&documents, texts, &family_of, &known, tier, &mut memory, progress);
        Self { readings: memory.readings, ..Self::joined(documents, singles, collation) }
    }

    /// What was read one by one, with what it takes all of it to know. `documents` are in the order
    /// of the pile.
    pub(crate) fn joined(
        documents: Vec<Document>,
        singles: Vec<Single>,
        collation: Collation,
    ) -> Self {
        let family_of = family_of(&collation, &documents);
        let n = documents.len();
        let (mut texts, mut dated, mut days) =
            (Vec::with_capacity(n), Vec::with_capacity(n), Vec::with_capacity(n));
        let (mut english, mut assembled) = (Vec::with_capacity(n), Vec::with_capacity(n));
        for single in singles {
            texts.push(single.text);
            dated.push(single.dated);
            days.push(single.day);
            english.push(single.english);
            assembled.push(single.assembled);
        }
        let linking = linked(&texts, &assembled, &family_of);
        let titles =
            documents.iter().zip(&texts).map(|(document, text)| title(document, text)).collect();
        Self {
            documents,
            texts,
            collation,
            family_of,
            dated,
            days,
            english,
            assembled,
            linking,
            titles,
            readings: Readings::default(),
        }
    }

    /// What the later stages read, dated by `dates`.
    pub(crate) fn pile<'a>(&'a self, dates: &[Option<Stamp>]) -> Vec<Telling<'a>> {
        (0..self.documents.len())
            .map(|at| Telling {
                document: &self.documents[at],
                text: &self.texts[at],
                analysis: &self.assembled[at].analysis,
                entities: &self.linking.of[at],
                family: self.family_of[at],
                title: self.titles[at].clone(),
                date: dates[at].clone(),
            })
            .collect()
    }
}

fn linked(texts: &[Text], assembled: &[Assembled], family_of: &[usize]) -> Linking {
    let documents: Vec<LinkDocument<'_>> = texts
        .iter()
        .zip(assembled)
        .zip(family_of)
        .enumerate()
        .map(|(document, ((text, assembled), &family))| LinkDocument {
            document,
            family,
            text: text.repaired(),
            analysis: &assembled.analysis,
        })
        .collect();
    wireroom_names::link(&documents)
}

/// For each path, how many of its texts are in a language that is not read.
pub(crate) fn unread(documents: &[Document], english: &[bool]) -> Vec<Note> {
    let mut of_path = BTreeMap::<&str, usize>::new();
    for (document, english) in documents.iter().zip(english) {
        if !english {
            *of_path.entry(document.path.as_deref().unwrap_or("")).or_default() += 1;
        }
    }
    let note = |(path, count): (&str, usize)| Note {
        path: path.to_owned(),
        what: match count {
            1 => {
                "a text is not in English: its names, times and statements are not read".to_owned()
            }
            _ => format!(
                "{count} texts are not in English: their names, times and statements are not read"
            ),
        },
    };
    of_path.into_iter().map(note).collect()
}
