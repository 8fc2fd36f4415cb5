//! What was received, there and back.

use super::pile::dated;
use crate::quote::Dated;
use crate::{AsReceived, Record};
use wireroom::Builder;
use wireroom_model::{Basis, Document, DocumentId, Format, Note, SetAside, SetAsideCode, Stamp};

/// What was received of documents.
#[must_use]
pub fn received<'a>(documents: impl IntoIterator<Item = &'a Document>) -> Vec<AsReceived> {
    documents.into_iter().map(row).collect()
}

pub(super) fn row(document: &Document) -> AsReceived {
    AsReceived {
        document: document.id.to_string(),
        source_id: document.source_id.clone(),
        path: document.path.clone(),
        url: document.url.clone(),
        outlet: document.outlet.clone(),
        title: document.title.clone(),
        published: document.published.as_ref().map(dated),
        updated: document.updated.as_ref().map(dated),
        byline: document.byline.clone(),
        credit: document.credit.clone(),
        language: document.language.clone(),
        format: document.format.as_str().to_owned(),
        text: document.received.clone(),
    }
}

/// All that was received of a record, from which it can be made again, with more. `None` where a word
/// of the contract is none.
#[must_use]
pub fn gathered(record: &Record, received: &[AsReceived]) -> Option<Builder> {
    let documents = received.iter().map(document).collect::<Option<_>>()?;
    let set_aside = record.documents.iter().filter_map(|it| Some((it, it.set_aside.as_ref()?)));
    let set_aside = set_aside.map(|(document, aside)| {
        Some(SetAside {
            id: DocumentId::from_stored(document.id.clone()),
            path: document.path.clone().unwrap_or_default(),
            source_id: document.source_id.clone(),
            code: word(&aside.reason, &SetAsideCode::ALL, SetAsideCode::as_str)?,
            what: aside.what.clone(),
            advice: aside.advice.clone(),
        })
    });
    let set_aside = set_aside.collect::<Option<_>>()?;
    let note = |note: &crate::Note| Note { path: note.path.clone(), what: note.what.clone() };
    let notes = record.notes.iter().map(note).collect();
    Some(Builder { documents, set_aside, notes, ..Builder::default() })
}

fn document(row: &AsReceived) -> Option<Document> {
    Some(Document {
        id: DocumentId::from_stored(row.document.clone()),
        source_id: row.source_id.clone(),
        path: row.path.clone(),
        url: row.url.clone(),
        outlet: row.outlet.clone(),
        title: row.title.clone(),
        published: row.published.as_ref().map_or(Some(None), |it| stamp(it).map(Some))?,
        updated: row.updated.as_ref().map_or(Some(None), |it| stamp(it).map(Some))?,
        byline: row.byline.clone(),
        credit: row.credit.clone(),
        language: row.language.clone(),
        format: word(&row.format, &Format::ALL, Format::as_str)?,
        received: row.text.clone(),
    })
}

fn stamp(date: &Dated) -> Option<Stamp> {
    let basis = word(&date.basis, &Basis::ALL, Basis::as_str)?;
    Some(Stamp { value: date.value.clone(), basis })
}

/// The variant that a word names.
fn word<T: Copy>(found: &str, all: &[T], name: fn(T) -> &'static str) -> Option<T> {
    all.iter().copied().find(|&variant| name(variant) == found)
}
