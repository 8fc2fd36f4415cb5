//! The pile grouped: which texts are of one event is known and what each event is, but not what was
//! said of it.
//!
//! Weighing stands apart, as it looks at one event at a time: [`Grouped::weighed`] does it here, and
//! `steps::weigh` where the texts of the event are.

use crate::date::add_dateline;
use crate::days::completed;
use crate::families::bare;
use crate::implied;
use crate::options::{Progress, Stage};
use crate::read::{Read, unread};
use crate::record::{Reading, Record};
use rayon::prelude::*;
use wireroom_analyse::{Assembled, Tier};
use wireroom_group::{Again, Anchoring, Grouping};
use wireroom_model::{Note, Stamp};
use wireroom_times::Anchor;
use wireroom_weigh::Weighing;

/// A pile with its events.
pub(crate) struct Grouped {
    pub(crate) read: Read,
    /// For each text, the day that its times are reckoned from, where its group or the pile gave it.
    pub(crate) anchors: Vec<Option<Anchoring>>,
    /// When each was published, with the years that its group gave.
    pub(crate) published: Vec<Option<Stamp>>,
    pub(crate) grouping: Grouping,
}

/// Reckons the times of a text from the day that its group gave.
pub(crate) fn reckon(found: &mut Assembled, anchor: Option<Anchoring>) {
    if let Some(Anchoring { day, basis }) = anchor {
        found.resolve(Some(&Anchor { day, basis }));
    }
}

impl Grouped {
    pub(crate) fn of(mut read: Read, again: Option<&Again>, progress: &dyn Progress) -> Self {
        progress.at(Stage::Group, 0, 2);
        let (groups, anchors) = {
            let pile = read.pile(&read.days);
            let config = wireroom_group::Config::default();
            let groups = match again {
                Some(again) => again.join(&pile, &config),
                None => wireroom_group::join(&pile, &config),
            };
            let anchors = wireroom_group::anchors(&pile, &groups);
            (groups, anchors)
        };
        let found = read.assembled.par_iter_mut().zip(&anchors);
        found.for_each(|(found, anchor)| reckon(found, *anchor));
        let published: Vec<Option<Stamp>> = read
            .dated
            .iter()
            .zip(&anchors)
            .map(|(dates, anchor)| completed(dates.published.clone(), anchor))
            .collect();
        progress.at(Stage::Group, 1, 2);
        let grouping = {
            let pile = read.pile(&published);
            let (entities, families) = (&read.linking.entities, &read.collation.families);
            wireroom_group::describe(&pile, &groups, entities, families)
        };
        Self { read, anchors, published, grouping }
    }

    /// What was said of each event.
    pub(crate) fn weighed(&self, progress: &dyn Progress) -> Weighing {
        progress.at(Stage::Weigh, 0, 1);
        let pile = self.read.pile(&self.published);
        let entities = &self.read.linking.entities;
        let weighing = wireroom_weigh::weigh(&pile, &self.grouping.events, entities);
        progress.at(Stage::Weigh, 1, 1);
        weighing
    }

    /// The record; what was set aside is not in it.
    pub(crate) fn record(self, weighing: Weighing, mut notes: Vec<Note>, tier: Tier) -> Record {
        let Self { mut read, published, grouping, .. } = self;
        let Weighing { statements, claims, differences, summaries } = weighing;
        let mut events = grouping.events;
        let names = read.texts.iter().zip(&read.assembled);
        let names = names.map(|(text, read)| (text.repaired(), read.analysis.names.as_slice()));
        implied::add(&mut read.linking, &events, names);
        for (event, summary) in events.iter_mut().zip(summaries) {
            event.summary = summary;
        }
        notes.extend(unread(&read.documents, &read.english));
        notes.sort();
        // A record that is made anew with more was told some of them before.
        notes.dedup();
        let entities = std::mem::take(&mut read.linking.entities);
        let storylines = grouping.storylines;
        let collation = std::mem::take(&mut read.collation);
        let kept = std::mem::take(&mut read.readings);
        Record {
            documents: readings(read, published, tier),
            set_aside: Vec::new(),
            notes,
            families: collation.families,
            pairs: collation.pairs,
            entities,
            events,
            statements,
            claims,
            differences,
            storylines,
            readings: kept,
        }
    }
}

/// The texts of a pile as a record has them.
fn readings(read: Read, published: Vec<Option<Stamp>>, tier: Tier) -> Vec<Reading> {
    let Read { documents, texts, family_of, dated, english, assembled, linking, .. } = read;
    let found = assembled.into_iter().zip(linking.of);
    let stamps = published.into_iter().zip(dated);
    let texts = documents.into_iter().zip(texts).zip(family_of);
    texts
        .zip(found)
        .zip(stamps.zip(english))
        .map(|((((document, text), family), (found, entities)), ((published, dated), english))| {
            let mut analysis = found.analysis;
            if english {
                add_dateline(&text, published.as_ref(), &mut analysis.times);
            }
            Reading {
                analysis,
                models: english.then(|| tier.models()),
                entities,
                published,
                ..bare(document, text, family, dated)
            }
        })
        .collect()
}
