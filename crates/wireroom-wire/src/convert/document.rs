//! Documents.

use super::pile::{Pile, dated};
use crate::document::{Document, SetAside};

/// The documents in the order of the pile, then what was set aside.
pub(super) fn documents(pile: &Pile<'_>) -> impl Iterator<Item = Document> {
    let read = pile.record.documents.iter().enumerate().map(move |(at, reading)| {
        let document = &reading.document;
        Document {
            id: document.id.to_string(),
            source_id: document.source_id.clone(),
            path: document.path.clone(),
            url: document.url.clone(),
            outlet: document.outlet.clone(),
            title: Some(&reading.title).filter(|title| !title.is_empty()).cloned(),
            published: reading.published.as_ref().map(dated),
            updated: reading.updated.as_ref().map(dated),
            byline: reading.byline.clone(),
            credit: reading.credit.clone(),
            publisher: wireroom::group::publisher(&document.received),
            language: document.language.clone(),
            format: Some(document.format.as_str().to_owned()),
            family: pile.family(at),
            events: pile.events(at),
            set_aside: None,
        }
    });
    let aside = pile.record.set_aside.iter().map(|aside| Document {
        id: aside.id.to_string(),
        source_id: aside.source_id.clone(),
        path: Some(aside.path.clone()),
        url: None,
        outlet: None,
        title: None,
        published: None,
        updated: None,
        byline: None,
        credit: Vec::new(),
        publisher: None,
        language: None,
        format: None,
        family: None,
        events: Vec::new(),
        set_aside: Some(SetAside {
            reason: aside.code.as_str().to_owned(),
            what: aside.what.clone(),
            advice: aside.advice.clone(),
        }),
    });
    read.chain(aside)
}
