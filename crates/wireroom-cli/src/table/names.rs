//! What ids stand for, in words for people.

use std::collections::HashMap;
use wireroom_wire::{Claim, Dated, Difference, Document, Entity, Event, Family, Record, Statement};

/// A record with its ids looked up.
pub(crate) struct Names<'a> {
    /// The record.
    pub(crate) record: &'a Record,
    documents: HashMap<&'a str, &'a Document>,
    entities: HashMap<&'a str, &'a Entity>,
    events: HashMap<&'a str, &'a Event>,
    families: HashMap<&'a str, &'a Family>,
    statements: HashMap<&'a str, &'a Statement>,
    claims: HashMap<&'a str, Vec<&'a Claim>>,
    differences: HashMap<&'a str, Vec<&'a Difference>>,
}

impl<'a> Names<'a> {
    pub(crate) fn of(record: &'a Record) -> Self {
        Self {
            record,
            documents: record.documents.iter().map(|d| (d.id.as_str(), d)).collect(),
            entities: record.entities.iter().map(|e| (e.id.as_str(), e)).collect(),
            events: record.events.iter().map(|e| (e.id.as_str(), e)).collect(),
            families: record.families.iter().map(|f| (f.id.as_str(), f)).collect(),
            statements: record.statements.iter().map(|s| (s.id.as_str(), s)).collect(),
            claims: by_event(&record.claims, |claim| &claim.event),
            differences: by_event(&record.differences, |one| &one.event),
        }
    }

    pub(crate) fn document(&self, id: &str) -> Option<&'a Document> {
        self.documents.get(id).copied()
    }

    pub(crate) fn event(&self, id: &str) -> Option<&'a Event> {
        self.events.get(id).copied()
    }

    pub(crate) fn family(&self, id: &str) -> Option<&'a Family> {
        self.families.get(id).copied()
    }

    pub(crate) fn statement(&self, id: &str) -> Option<&'a Statement> {
        self.statements.get(id).copied()
    }

    /// The claims of an event, in their order.
    pub(crate) fn claims(&self, event: &str) -> &[&'a Claim] {
        self.claims.get(event).map_or(&[], Vec::as_slice)
    }

    /// The differences of an event, in their order.
    pub(crate) fn differences(&self, event: &str) -> &[&'a Difference] {
        self.differences.get(event).map_or(&[], Vec::as_slice)
    }

    /// An entity's name, or its id where it has none.
    pub(crate) fn entity(&self, id: &str) -> String {
        self.entities.get(id).map_or_else(|| id.to_owned(), |entity| entity.name.clone())
    }

    /// Names of several entities.
    pub(crate) fn entities(&self, ids: &[String]) -> String {
        ids.iter().map(|id| self.entity(id)).collect::<Vec<_>>().join(", ")
    }

    /// Who published a document: its outlet, else its file's name.
    pub(crate) fn outlet(&self, id: &str) -> String {
        let Some(document) = self.document(id) else { return id.to_owned() };
        let file = || document.path.as_deref().map(|path| file_name(path).to_owned());
        document.outlet.clone().or_else(file).unwrap_or_else(|| id.to_owned())
    }

    /// A document in a line: outlet, path, date.
    pub(crate) fn line(&self, id: &str) -> String {
        let Some(document) = self.document(id) else { return id.to_owned() };
        let date = document.published.as_ref().map(|date| date.value.clone());
        let parts = [document.outlet.clone(), Some(self.place(id)), date];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// Where a document stands: its path, with the id that a file of many gave it.
    pub(crate) fn place(&self, id: &str) -> String {
        let Some(document) = self.document(id) else { return id.to_owned() };
        match (&document.path, &document.source_id) {
            (Some(path), Some(own)) if path.as_str() != own.as_str() => format!("{path} [{own}]"),
            (Some(path), _) => path.clone(),
            (None, Some(own)) => own.clone(),
            (None, None) => document.url.clone().unwrap_or_else(|| id.to_owned()),
        }
    }

    /// Where a passage stands: `path:start-end`, in bytes of the text as received.
    pub(crate) fn at(&self, document: &str, span: wireroom_wire::Span) -> String {
        format!("{}:{}-{}", self.place(document), span.0, span.1)
    }
}

fn by_event<'a, T>(
    all: &'a [T],
    event: impl Fn(&'a T) -> &'a String,
) -> HashMap<&'a str, Vec<&'a T>> {
    let mut found = HashMap::<&str, Vec<&T>>::new();
    for one in all {
        found.entry(event(one)).or_default().push(one);
    }
    found
}

/// The last part of a path.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// "1 family", "2 families".
pub(crate) fn count(n: usize, one: &str) -> String {
    match one.strip_suffix('y').filter(|_| n != 1) {
        Some(stem) => format!("{n} {stem}ies"),
        None if n == 1 => format!("1 {one}"),
        None if one.ends_with("ss") => format!("{n} {one}es"),
        None => format!("{n} {one}s"),
    }
}

/// "1 origin"; "2 origins, perhaps 1" for a text of "2, perhaps 1".
pub(crate) fn origins(n: usize, text: &str) -> String {
    match text.split_once(", ") {
        Some((_, perhaps)) => format!("{}, {perhaps}", count(n, "origin")),
        None => count(n, "origin"),
    }
}

/// A date, with how it was had where no text says it in full.
pub(crate) fn dated(date: &Dated) -> String {
    let how = match date.basis.as_str() {
        "weekday" => " (year by the weekday)",
        "relative" => " (reckoned from the day of publication)",
        "narrative" => " (reckoned from another date in the text)",
        "inferred" => " (inferred from the pile)",
        "url" => " (from the address)",
        _ => "",
    };
    format!("{}{how}", date.shown())
}
