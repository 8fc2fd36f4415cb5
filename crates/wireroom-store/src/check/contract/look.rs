//! What the rows of a record can name, and how one that is wrong is told of.

use crate::check::Findings;
use crate::check::record::ANEW;
use std::collections::{HashMap, HashSet};
use wireroom::Builder;
use wireroom_wire::{Record, Span, origins_text};

/// What can be named.
pub(super) struct Look<'a> {
    /// Texts as received, by document.
    pub(super) texts: HashMap<&'a str, &'a str>,
    pub(super) documents: HashMap<&'a str, &'a wireroom_wire::Document>,
    pub(super) families: HashSet<&'a str>,
    pub(super) events: HashMap<&'a str, &'a wireroom_wire::Event>,
    pub(super) entities: HashSet<&'a str>,
    pub(super) statements: HashMap<&'a str, &'a wireroom_wire::Statement>,
    pub(super) into: &'a mut Findings,
}

/// A table, and the id of a row.
pub(super) type At<'a> = (&'static str, &'a str);

impl<'a> Look<'a> {
    pub(super) fn at(record: &'a Record, gathered: &'a Builder, into: &'a mut Findings) -> Self {
        let texts = gathered.documents.iter();
        Self {
            texts: texts.map(|it| (it.id.as_str(), it.received.as_str())).collect(),
            documents: record.documents.iter().map(|it| (it.id.as_str(), it)).collect(),
            families: record.families.iter().map(|it| it.id.as_str()).collect(),
            events: record.events.iter().map(|it| (it.id.as_str(), it)).collect(),
            entities: record.entities.iter().map(|it| it.id.as_str()).collect(),
            statements: record.statements.iter().map(|it| (it.id.as_str(), it)).collect(),
            into,
        }
    }

    pub(super) fn wrong(&mut self, (table, id): At<'_>, what: String) {
        self.into.add(ANEW, format_args!("{table}, {id}"), what);
    }

    /// What is named is there.
    pub(super) fn named<'b>(
        &mut self,
        at: At<'_>,
        what: &str,
        is: impl Fn(&Self, &str) -> bool,
        ids: impl IntoIterator<Item = &'b String>,
    ) {
        for id in ids {
            if !is(self, id) {
                self.wrong(at, format!("names the {what} {id}, which is not there"));
            }
        }
    }

    pub(super) fn documents_named<'b>(
        &mut self,
        at: At<'_>,
        ids: impl IntoIterator<Item = &'b String>,
    ) {
        self.named(at, "document", |look, id| look.texts.contains_key(id), ids);
    }

    pub(super) fn families_named<'b>(
        &mut self,
        at: At<'_>,
        ids: impl IntoIterator<Item = &'b String>,
    ) {
        self.named(at, "family", |look, id| look.families.contains(id), ids);
    }

    pub(super) fn events_named<'b>(
        &mut self,
        at: At<'_>,
        ids: impl IntoIterator<Item = &'b String>,
    ) {
        self.named(at, "event", |look, id| look.events.contains_key(id), ids);
    }

    pub(super) fn entities_named<'b>(
        &mut self,
        at: At<'_>,
        ids: impl IntoIterator<Item = &'b String>,
    ) {
        self.named(at, "entity", |look, id| look.entities.contains(id), ids);
    }

    /// A span lies in the text and cuts no character.
    pub(super) fn spans(
        &mut self,
        at: At<'_>,
        document: &str,
        spans: impl IntoIterator<Item = Span>,
    ) {
        let Some(&text) = self.texts.get(document) else { return };
        for Span(start, end) in spans {
            if text.get(start as usize..end as usize).is_none() {
                let n = text.len();
                let what = format!("bytes {start} to {end} are no part of {document}'s {n} bytes");
                self.wrong(at, what);
            }
        }
    }

    pub(super) fn count(&mut self, at: At<'_>, what: &str, says: usize, is: usize) {
        if says != is {
            self.wrong(at, format!("{what} is {says} and should be {is}"));
        }
    }

    pub(super) fn origins(&mut self, at: At<'_>, text: &str, n: usize, doubtful: usize) {
        if text != origins_text(n, doubtful) {
            self.wrong(at, format!("{text:?} does not say {n} origins, {doubtful} doubtful"));
        }
    }
}
