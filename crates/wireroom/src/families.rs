//! Intake, repair and collate: families and lineage, and nothing after them.
//!
//! [`collated`] is the stage as the whole pipeline runs it; [`families_alone`] stops there, for
//! whoever wants to know what was copied from what and not what happened. Families do not depend
//! on anything that later stages find, so both give the same ones.

use crate::date::{Dates, credits, dates, known_days, settle};
use crate::follow::follow;
use crate::options::{Progress, Stage};
use crate::record::{Reading, Record};
use crate::single::{family_of, repaired, title};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use wireroom_collate::{Collation, Config, Member};
use wireroom_intake::Intake;
use wireroom_model::{Analysis, Document, DocumentId, Text};

/// The record of a pile as far as its families: what analysis would have found is empty.
pub(crate) fn families_alone(intake: Intake, config: &Config, progress: &dyn Progress) -> Record {
    let documents = intake.documents;
    let texts = repaired(&documents, progress);
    let known = days_of(&documents, &texts);
    progress.at(Stage::Collate, 0, 1);
    let members: Vec<Member<'_>> =
        documents.iter().zip(&texts).map(|(document, text)| Member { document, text }).collect();
    let collation = wireroom_collate::collate(&members, config);
    let record = families_of(documents, texts, collation, &known);
    progress.at(Stage::Collate, 1, 1);
    Record { set_aside: intake.set_aside, notes: intake.notes, ..record }
}

/// The record of documents that were collated. `known` are the days that documents of the pile are
/// dated by, which may be more than these.
pub(crate) fn families_of(
    documents: Vec<Document>,
    texts: Vec<Text>,
    collation: Collation,
    known: &BTreeSet<Date>,
) -> Record {
    let (texts, collation) = mended(&documents, texts, collation);
    let family_of = family_of(&collation, &documents);
    let mut dated: Vec<_> =
        documents.iter().zip(&texts).map(|(document, text)| dates(document, text)).collect();
    settle(&documents, &texts, &mut dated, known);
    let readings = documents
        .into_iter()
        .zip(texts)
        .zip(family_of.into_iter().zip(dated))
        .map(|((document, text), (family, dated))| bare(document, text, family, dated))
        .collect();
    Record {
        documents: readings,
        families: collation.families,
        pairs: collation.pairs,
        ..Record::default()
    }
}

/// The days that documents are dated by, before anything is taken out of their texts: so they are
/// known when only some of the texts are at hand.
pub(crate) fn days_of(documents: &[Document], texts: &[Text]) -> BTreeSet<Date> {
    let dated = documents.par_iter().zip(texts).map(|(document, text)| dates(document, text));
    known_days(&dated.collect::<Vec<_>>()).collect()
}

/// A reading as far as repair and collate tell it; of the dates, what the text itself says.
pub(crate) fn bare(document: Document, text: Text, family: usize, dated: Dates) -> Reading {
    let (byline, credit) = credits(&document, &text);
    let title = title(&document, &text);
    Reading {
        document,
        text,
        analysis: Analysis::default(),
        models: None,
        entities: Vec::new(),
        family,
        title,
        published: dated.published,
        updated: dated.updated,
        byline,
        credit,
    }
}

/// The families, and the texts with what alignment found to be set in by a later hand taken out.
pub(crate) fn collated(
    documents: &[Document],
    texts: Vec<Text>,
    config: &Config,
    progress: &dyn Progress,
) -> (Vec<Text>, Collation) {
    progress.at(Stage::Collate, 0, 1);
    let members: Vec<Member<'_>> =
        documents.iter().zip(&texts).map(|(document, text)| Member { document, text }).collect();
    let collation = wireroom_collate::collate(&members, config);
    let found = mended(documents, texts, collation);
    progress.at(Stage::Collate, 1, 1);
    found
}

/// The texts with what alignment found to be set in taken out, and the evidence where it then
/// stands.
pub(crate) fn mended(
    documents: &[Document],
    texts: Vec<Text>,
    mut collation: Collation,
) -> (Vec<Text>, Collation) {
    let mut by_document = BTreeMap::<&DocumentId, Vec<_>>::new();
    for found in &collation.interpolations {
        by_document.entry(&found.document).or_default().push(found.clone());
    }
    let mended: Vec<(usize, Text)> = documents
        .par_iter()
        .zip(&texts)
        .enumerate()
        .filter_map(|(at, (document, text))| {
            let found = by_document.get(&document.id)?;
            Some((at, wireroom_repair::with_interpolations(text, found, document)))
        })
        .collect();
    drop(by_document);
    follow(&mut collation, documents, &texts, &mended);
    let mut texts = texts;
    for (at, text) in mended {
        texts[at] = text;
    }
    (texts, collation)
}
