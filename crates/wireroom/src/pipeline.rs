//! The way of the data, stage by stage.

use crate::alike::Alike;
use crate::analysed::{Memory, analysed};
use crate::date::{Dates, add_dateline, dates, settle};
use crate::explain::{Ask, Joining};
use crate::families::{bare, collated, days_of, families_alone};
use crate::implied;
use crate::pieces::read_pieces;
use crate::readings::Readings;
use crate::record::{Reading, Record};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::identity;
use std::sync::atomic::{AtomicUsize, Ordering};
use wireroom_analyse::{Assembled, Tier};
use wireroom_collate::{Collation, Config};
use wireroom_group::Anchoring;
use wireroom_intake::{Columns, Intake};
use wireroom_model::{Basis, DateRange, Document, Note, SetAside, Stamp, Telling, Text, ZoneKind};
use wireroom_names::{LinkDocument, Linking};
use wireroom_times::Anchor;

/// What a reading may be told.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Threads to use; 0 for as many as the machine has. The record does not depend on it.
    pub threads: usize,
    /// Wire agencies besides those of the kept table, for [`Builder::build`].
    pub agencies: Vec<wireroom_collate::Agency>,
    /// How thoroughly statements are looked for.
    pub tier: Tier,
    /// What fields are called in tables and records of other names.
    pub columns: Columns,
    /// Whether the record is to keep what was read of each text ([`Record::readings`]), some five
    /// kilobytes a text, so that a record with more in it need not read it again.
    pub keep: bool,
}

/// The stages, in order, for whoever shows progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading files.
    Intake,
    /// Mending texts.
    Repair,
    /// Finding copies.
    Collate,
    /// Names, times, statements.
    Analyse,
    /// Joining texts into events.
    Group,
    /// Claims, origins, differences.
    Weigh,
}

/// Passages that are read together.
pub(crate) const PASSAGES: usize = 16;

/// Told how far a stage is; may be called from several threads.
pub trait Progress: Sync {
    /// `done` of `total` units of `stage` are done.
    fn at(&self, stage: Stage, done: usize, total: usize);
}

impl Progress for () {
    fn at(&self, _: Stage, _: usize, _: usize) {}
}

/// Gathers documents, in any order, and reads them into a record.
#[derive(Debug, Clone, Default)]
pub struct Builder {
    /// The documents.
    pub documents: Vec<Document>,
    /// What could not be read.
    pub set_aside: Vec<SetAside>,
    /// What the user should know.
    pub notes: Vec<Note>,
    /// What was read of texts before: it is not read again.
    pub readings: Readings,
}

impl Builder {
    /// Reads files, folders, globs and `-` (standard input).
    ///
    /// Nothing that is wrong with the input is an error: what cannot be read is in `set_aside`,
    /// with the reason.
    #[must_use]
    pub fn gather(paths: &[String], options: &Options, progress: &dyn Progress) -> Self {
        with_threads(options, || {
            let mut parts = Vec::new();
            let _ = read_pieces(
                paths,
                &options.columns,
                progress,
                identity,
                |documents, set_aside, notes| {
                    parts.push(Intake { documents, set_aside, notes });
                    Ok(())
                },
            );
            let intake = wireroom_intake::merge(parts);
            Self {
                documents: intake.documents,
                set_aside: intake.set_aside,
                notes: intake.notes,
                readings: Readings::default(),
            }
        })
    }

    /// Adds what another gathered. What both have counts once.
    #[must_use]
    pub fn and(mut self, mut other: Self) -> Self {
        // Whoever adds to a record may give again what it holds: nothing to note.
        let held: BTreeMap<_, _> = self.documents.iter().map(|held| (&held.id, held)).collect();
        other.documents.retain(|new| held.get(&new.id) != Some(&new));
        self.documents.extend(other.documents);
        self.set_aside.extend(other.set_aside);
        self.notes.extend(other.notes);
        self.readings.extend(other.readings);
        self
    }

    /// The record of all that was gathered. A document given twice counts once.
    #[must_use]
    pub fn build(mut self, options: &Options, progress: &dyn Progress) -> Record {
        let mut config = Config::default();
        config.agencies.clone_from(&options.agencies);
        let memory = Memory { readings: std::mem::take(&mut self.readings), keep: options.keep };
        with_threads(options, || build(self.merged(), memory, &config, options.tier, progress))
    }

    /// Families and lineage alone: the record as [`Builder::build`] gives it, but without what
    /// comes after collating. Its documents, families and pairs are there, its other lists are
    /// empty, and a date lacks the year that only other texts could give.
    #[must_use]
    pub fn collate(self, options: &Options, config: &Config, progress: &dyn Progress) -> Record {
        with_threads(options, || families_alone(self.merged(), config, progress))
    }

    /// Why the texts of events went together, or did not: see [`Joining`]. The builder holds the
    /// documents of the events asked about, as [`Ask`] names them; others do not matter.
    ///
    /// Everything is worked out anew, by the rules that [`Builder::build`] went by.
    #[must_use]
    pub fn explain(mut self, ask: &Ask, options: &Options) -> Vec<Joining> {
        let mut config = Config::default();
        config.agencies.clone_from(&options.agencies);
        let wanted = ask.documents();
        let memory = Memory { readings: std::mem::take(&mut self.readings), keep: false };
        let mut intake = self.merged();
        intake.documents.retain(|document| wanted.contains(&document.id));
        with_threads(options, || {
            let read = Read::of(intake.documents, memory, &config, options.tier, &());
            crate::explain::joinings(&read.pile(&read.days), ask)
        })
    }

    fn merged(self) -> Intake {
        let Self { documents, set_aside, notes, readings: _ } = self;
        wireroom_intake::merge(vec![Intake { documents, set_aside, notes }])
    }
}

/// Reads files, folders, globs and `-` into a record: [`Builder::gather`], then
/// [`Builder::build`].
#[must_use]
pub fn read(paths: &[String], options: &Options, progress: &dyn Progress) -> Record {
    Builder::gather(paths, options, progress).build(options, progress)
}

pub(crate) fn with_threads<T: Send>(options: &Options, work: impl FnOnce() -> T + Send) -> T {
    pool(options).install(work)
}

/// Threads to work on.
pub(crate) struct Pool(Option<rayon::ThreadPool>);

/// The threads that `options` ask for.
pub(crate) fn pool(options: &Options) -> Pool {
    // Deep parse trees and long alignments want more stack than a thread has by default.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads).stack_size(16 << 20);
    Pool(pool.build().ok())
}

impl Pool {
    /// Does some work on them.
    pub(crate) fn install<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match &self.0 {
            Some(pool) => pool.install(work),
            // No thread could be started: the work is done on this one.
            None => work(),
        }
    }
}

/// Counts units of a stage as they are done, from any thread.
pub(crate) struct Tick<'a> {
    progress: &'a dyn Progress,
    stage: Stage,
    done: AtomicUsize,
    total: usize,
}

impl<'a> Tick<'a> {
    pub(crate) fn new(progress: &'a dyn Progress, stage: Stage, total: usize) -> Self {
        progress.at(stage, 0, total);
        Self { progress, stage, done: AtomicUsize::new(0), total }
    }

    pub(crate) fn done<T>(&self, value: T) -> T {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.progress.at(self.stage, done, self.total);
        value
    }
}

/// The reading texts of the documents.
pub(crate) fn repaired(documents: &[Document], progress: &dyn Progress) -> Vec<Text> {
    // What is made of a text depends on its words and on the title beside them.
    let alike = Alike::by(documents.iter().map(|it| (&it.received, &it.title)));
    let tick = Tick::new(progress, Stage::Repair, alike.first.len());
    let repair = |&at: &usize| tick.done(wireroom_repair::repair(&documents[at]));
    alike.spread(alike.first.par_iter().map(repair).collect())
}

/// What is read of a text before anyone looks at the whole pile.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Single {
    pub(crate) text: Text,
    pub(crate) dated: Dates,
    /// The date that it is read by.
    pub(crate) day: Option<Stamp>,
    /// Whether it is read: it is in English.
    pub(crate) english: bool,
    pub(crate) assembled: Assembled,
}

/// Reads texts that were collated, whole families of them: what is found of one does not depend on
/// any family but its own. `known` are the days that documents of the pile are dated by.
pub(crate) fn singles(
    documents: &[Document],
    texts: Vec<Text>,
    family_of: &[usize],
    known: &BTreeSet<Date>,
    tier: Tier,
    memory: &mut Memory,
    progress: &dyn Progress,
) -> Vec<Single> {
    let mut dated: Vec<Dates> =
        documents.iter().zip(&texts).map(|(document, text)| dates(document, text)).collect();
    settle(documents, &texts, &mut dated, known);
    let days = days(&dated, family_of);
    let analysed = analysed(&texts, &days, tier, memory, progress);
    texts
        .into_iter()
        .zip(dated)
        .zip(days)
        .zip(analysed)
        .map(|(((text, dated), day), (english, assembled))| Single {
            text,
            dated,
            day,
            english,
            assembled,
        })
        .collect()
}

/// The documents of a pile, read one by one: what grouping starts from.
pub(crate) struct Read {
    documents: Vec<Document>,
    texts: Vec<Text>,
    collation: Collation,
    family_of: Vec<usize>,
    dated: Vec<Dates>,
    /// The date that each is read by.
    days: Vec<Option<Stamp>>,
    /// Whether each is read: it is in English.
    english: Vec<bool>,
    assembled: Vec<Assembled>,
    linking: Linking,
    titles: Vec<String>,
    readings: Readings,
}

impl Read {
    fn of(
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
    fn pile<'a>(&'a self, dates: &[Option<Stamp>]) -> Vec<Telling<'a>> {
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

fn build(
    intake: Intake,
    memory: Memory,
    config: &Config,
    tier: Tier,
    progress: &dyn Progress,
) -> Record {
    let read = Read::of(intake.documents, memory, config, tier, progress);
    let record = finished(read, intake.notes, tier, progress);
    Record { set_aside: intake.set_aside, ..record }
}

/// The record of what was read one by one; what was set aside is not in it.
pub(crate) fn finished(
    mut read: Read,
    mut notes: Vec<Note>,
    tier: Tier,
    progress: &dyn Progress,
) -> Record {
    progress.at(Stage::Group, 0, 2);
    let (groups, anchors) = {
        let pile = read.pile(&read.days);
        let groups = wireroom_group::join(&pile, &wireroom_group::Config::default());
        let anchors = wireroom_group::anchors(&pile, &groups);
        (groups, anchors)
    };
    read.assembled.par_iter_mut().zip(&anchors).for_each(|(assembled, anchor)| {
        if let Some(Anchoring { day, basis }) = *anchor {
            assembled.resolve(Some(&Anchor { day, basis }));
        }
    });
    let published: Vec<Option<Stamp>> = read
        .dated
        .iter()
        .zip(&anchors)
        .map(|(dates, anchor)| completed(dates.published.clone(), anchor))
        .collect();
    progress.at(Stage::Group, 1, 2);

    let (grouping, mut weighing) = {
        let pile = read.pile(&published);
        let grouping = wireroom_group::describe(
            &pile,
            &groups,
            &read.linking.entities,
            &read.collation.families,
        );
        progress.at(Stage::Weigh, 0, 1);
        let weighing = wireroom_weigh::weigh(&pile, &grouping.events, &read.linking.entities);
        progress.at(Stage::Weigh, 1, 1);
        (grouping, weighing)
    };
    let mut events = grouping.events;
    let names = read.texts.iter().zip(&read.assembled);
    let names = names.map(|(text, read)| (text.repaired(), read.analysis.names.as_slice()));
    implied::add(&mut read.linking, &events, names);
    for (event, summary) in events.iter_mut().zip(weighing.summaries.drain(..)) {
        event.summary = summary;
    }
    let Read {
        documents,
        texts,
        collation,
        family_of,
        dated,
        english,
        assembled,
        linking,
        readings: kept,
        ..
    } = read;
    notes.extend(unread(&documents, &english));
    notes.sort();
    // A record that is made anew with more was told some of them before.
    notes.dedup();
    let readings = documents
        .into_iter()
        .zip(texts)
        .zip(assembled)
        .zip(linking.of)
        .zip(family_of)
        .zip(published.into_iter().zip(dated))
        .zip(english)
        .map(
            |(
                (((((document, text), assembled), entities), family), (published, dated)),
                english,
            )| {
                let mut analysis = assembled.analysis;
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
            },
        )
        .collect();
    Record {
        documents: readings,
        set_aside: Vec::new(),
        notes,
        families: collation.families,
        pairs: collation.pairs,
        entities: linking.entities,
        events,
        statements: weighing.statements,
        claims: weighing.claims,
        differences: weighing.differences,
        storylines: grouping.storylines,
        readings: kept,
    }
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

/// For each document, the index of its family.
pub(crate) fn family_of(collation: &Collation, documents: &[Document]) -> Vec<usize> {
    let mut of = BTreeMap::new();
    for (index, family) in collation.families.iter().enumerate() {
        of.extend(family.witnesses.iter().map(|witness| (&witness.document, index)));
    }
    documents.iter().map(|document| of.get(&document.id).copied().unwrap_or_default()).collect()
}

/// The date that each text is read by: its own, else the earliest that a witness of its family has.
/// A copy tells of the day that its sibling tells of, whether it prints a date or not.
fn days(dated: &[Dates], family_of: &[usize]) -> Vec<Option<Stamp>> {
    let mut of_family = BTreeMap::<usize, &Stamp>::new();
    for (dates, &family) in dated.iter().zip(family_of) {
        if let Some(stamp) = dates.published.as_ref().filter(|stamp| stamp.day().is_some()) {
            let held = of_family.entry(family).or_insert(stamp);
            *held = (*held).min(stamp);
        }
    }
    let day = |(dates, family): (&Dates, &usize)| {
        let own = dates.published.clone();
        if own.as_ref().is_some_and(|stamp| stamp.range().is_some()) {
            return own;
        }
        let Some(day) = of_family.get(family).and_then(|stamp| stamp.day()) else { return own };
        let value = own.and_then(|own| with_year(&own, day)).unwrap_or(day);
        Some(Stamp { value: value.to_string(), basis: Basis::Inferred })
    };
    dated.iter().zip(family_of).map(day).collect()
}

/// What a text's times are reckoned from, where the date that it is read by is a day.
pub(crate) fn anchor(day: Option<&Stamp>) -> Option<Anchor> {
    let day = day?;
    Some(Anchor { day: day.day()?, basis: day.basis })
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

/// The title as it stands in the text, else from metadata.
pub(crate) fn title(document: &Document, text: &Text) -> String {
    let stands = text.structure.of(ZoneKind::Title).next();
    let stands = stands.map(|span| span.text(text.repaired()).trim().to_owned());
    stands.or_else(|| document.title.clone()).unwrap_or_default()
}

/// A date without a year takes the year that its group gave.
pub(crate) fn completed(stamp: Option<Stamp>, anchor: &Option<Anchoring>) -> Option<Stamp> {
    match (stamp, anchor) {
        (Some(stamp), Some(anchor)) if stamp.range().is_none() => {
            let day = with_year(&stamp, anchor.day).unwrap_or(anchor.day);
            Some(Stamp { value: day.to_string(), basis: anchor.basis })
        }
        (stamp, _) => stamp,
    }
}

/// The day of "XXXX-03-23" in the year that brings it nearest to `near`.
fn with_year(stamp: &Stamp, near: Date) -> Option<Date> {
    let (month, day) = stamp.value.strip_prefix("XXXX-")?.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.get(..2)?.parse().ok()?);
    let years = [near.year() - 1, near.year(), near.year() + 1];
    let days = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
    days.min_by_key(|&day| DateRange::day(day).gap(DateRange::day(near)))
}

/// The distinct values, sorted.
pub(crate) fn distinct(values: impl IntoIterator<Item = String>) -> Vec<String> {
    values.into_iter().collect::<BTreeSet<String>>().into_iter().collect()
}
