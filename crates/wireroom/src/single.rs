//! Texts one by one: what is read of each before anyone looks at the whole pile.

use crate::alike::Alike;
use crate::analysed::{Memory, analysed};
use crate::date::{Dates, dates, settle};
use crate::days::days;
use crate::options::{Progress, Stage};
use crate::threads::Tick;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use wireroom_analyse::{Assembled, Tier};
use wireroom_collate::Collation;
use wireroom_model::{Document, Stamp, Text, ZoneKind};

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

/// For each document, the index of its family.
pub(crate) fn family_of(collation: &Collation, documents: &[Document]) -> Vec<usize> {
    let mut of = BTreeMap::new();
    for (index, family) in collation.families.iter().enumerate() {
        of.extend(family.witnesses.iter().map(|witness| (&witness.document, index)));
    }
    documents.iter().map(|document| of.get(&document.id).copied().unwrap_or_default()).collect()
}

/// The title as it stands in the text, else from metadata.
pub(crate) fn title(document: &Document, text: &Text) -> String {
    let stands = text.structure.of(ZoneKind::Title).next();
    let stands = stands.map(|span| span.text(text.repaired()).trim().to_owned());
    stands.or_else(|| document.title.clone()).unwrap_or_default()
}
