//! The result of reading, and how results are joined.

use std::collections::{BTreeMap, BTreeSet};

use wireroom_model::{Document, DocumentId, Note, SetAside, SetAsideCode};

use crate::pieces::{note_of_double, note_of_shared_id, sort_asides};

/// What was read of one input or of many.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Intake {
    /// The documents; from [`merge`] sorted by path, source id and id, each id once.
    pub documents: Vec<Document>,
    /// What could not be read; from [`merge`] sorted by path.
    pub set_aside: Vec<SetAside>,
    /// What else there is to know; from [`merge`] sorted by path, without doubles.
    pub notes: Vec<Note>,
}

/// Joins what was read of several inputs, in an order that depends on the contents alone.
///
/// A document received more than once (the same id) is kept once, with a [`Note`] at each place.
/// Different documents with one `source_id` are all kept, with a [`Note`] at each place. Joining
/// what has been joined before gives the same as joining all at once.
#[must_use]
pub fn merge(parts: Vec<Intake>) -> Intake {
    let mut all = Intake::default();
    parts.into_iter().for_each(|part| all.add(part));
    all.documents.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    note_doubles(&mut all);
    note_shared_ids(&mut all);
    sort_asides(&mut all.set_aside, &mut all.notes);
    all
}

impl Intake {
    /// Adds what was read elsewhere, behind what is there.
    pub(crate) fn add(&mut self, more: Self) {
        self.documents.extend(more.documents);
        self.set_aside.extend(more.set_aside);
        self.notes.extend(more.notes);
    }

    /// Adds the document that stands at `at`, or sets aside what stands there.
    pub(crate) fn take(&mut self, at: &str, read: Result<Document, (Option<String>, Problem)>) {
        match read {
            Ok(document) => self.documents.push(document),
            Err((source_id, problem)) => {
                self.set_aside(at, self.set_aside.len() + 1, source_id, problem);
            }
        }
    }

    /// Notes something at `path`.
    pub(crate) fn note(&mut self, path: &str, what: impl Into<String>) {
        self.notes.push(Note { path: path.to_owned(), what: what.into() });
    }

    /// The same of what many things at one path have alike, which need be told once.
    pub(crate) fn note_once(&mut self, path: &str, what: &str) {
        if self.notes.last().is_none_or(|last| last.path != path || last.what != what) {
            self.note(path, what);
        }
    }

    /// Sets aside what stands at `path`. `ordinal` tells apart several things at one path.
    pub(crate) fn set_aside(
        &mut self,
        path: impl Into<String>,
        ordinal: usize,
        source_id: Option<String>,
        problem: Problem,
    ) {
        let path = path.into();
        let id = set_aside_id(&path, problem.code, ordinal, source_id.as_deref());
        let Problem { code, what, advice } = problem;
        self.set_aside.push(SetAside { id, path, source_id, code, what, advice });
    }

    /// An intake of nothing but one set-aside.
    pub(crate) fn only(path: &str, problem: Problem) -> Self {
        let mut intake = Self::default();
        intake.set_aside(path, 0, None, problem);
        intake
    }
}

/// The id of what was set aside at `path`.
pub(crate) fn set_aside_id(
    path: &str,
    code: SetAsideCode,
    ordinal: usize,
    source_id: Option<&str>,
) -> DocumentId {
    DocumentId::derive(&[
        "set aside",
        path,
        code.as_str(),
        &ordinal.to_string(),
        source_id.unwrap_or_default(),
    ])
}

/// A reason to set something aside; no full stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) code: SetAsideCode,
    pub(crate) what: String,
    pub(crate) advice: String,
}

impl Problem {
    pub(crate) fn new(
        code: SetAsideCode,
        what: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self { code, what: what.into(), advice: advice.into() }
    }
}

/// The id of a document that stands at `locator`.
pub(crate) fn document_id(locator: &[&str], document: &Document) -> DocumentId {
    // The number of locator parts keeps a path from being taken for a record's id.
    let kind = locator.len().to_string();
    let mut parts = vec!["doc", kind.as_str()];
    parts.extend_from_slice(locator);
    parts.extend([
        document.received.as_str(),
        document.title.as_deref().unwrap_or_default(),
        document.url.as_deref().unwrap_or_default(),
        document.outlet.as_deref().unwrap_or_default(),
        document.published.as_ref().map_or("", |stamp| stamp.value.as_str()),
    ]);
    DocumentId::derive(&parts)
}

/// Gives a document its id: by its own id and address where it has one, else by its path.
pub(crate) fn identify(path: &str, document: &mut Document) {
    document.id = match (&document.source_id, &document.url) {
        (None, None) => document_id(&[path], document),
        (id, url) => {
            let parts = [id, url, &document.outlet].map(|part| part.as_deref().unwrap_or_default());
            document_id(&parts, document)
        }
    };
}

/// Path, source id and id first; the rest only so that doubles that differ in fields that are no
/// part of the id are told apart the same way each time.
#[allow(clippy::type_complexity, reason = "a sort key, used once")]
fn sort_key(
    document: &Document,
) -> (
    Option<&str>,
    Option<&str>,
    &DocumentId,
    Option<&str>,
    Option<&str>,
    &[String],
    Option<&str>,
    Option<&str>,
    wireroom_model::Format,
) {
    (
        document.path.as_deref(),
        document.source_id.as_deref(),
        &document.id,
        document.url.as_deref(),
        document.byline.as_deref(),
        &document.credit,
        document.language.as_deref(),
        document.updated.as_ref().map(|stamp| stamp.value.as_str()),
        document.format,
    )
}

fn note_doubles(all: &mut Intake) {
    let mut places: BTreeMap<DocumentId, Vec<String>> = BTreeMap::new();
    for document in &all.documents {
        places.entry(document.id.clone()).or_default().push(place(document));
    }
    let mut seen = BTreeSet::new();
    let documents = std::mem::take(&mut all.documents);
    for document in documents {
        let paths = places.get(&document.id).map_or(&[][..], Vec::as_slice);
        if paths.len() > 1 {
            all.notes.push(note_of_double(&document));
        }
        if seen.insert(document.id.clone()) {
            all.documents.push(document);
        }
    }
}

fn note_shared_ids(all: &mut Intake) {
    let mut holders: BTreeMap<&str, Vec<&Document>> = BTreeMap::new();
    for document in &all.documents {
        if let Some(source_id) = &document.source_id {
            holders.entry(source_id).or_default().push(document);
        }
    }
    let mut notes = Vec::new();
    for (source_id, documents) in holders {
        if documents.len() > 1 {
            let note = |document: &&Document| note_of_shared_id(&place(document), source_id);
            notes.extend(documents.iter().map(note));
        }
    }
    all.notes.extend(notes);
}

pub(crate) fn place(document: &Document) -> String {
    document.path.clone().unwrap_or_default()
}

pub(crate) fn label(document: &Document) -> String {
    let name = document.source_id.as_deref().or(document.url.as_deref());
    match name.or(document.title.as_deref()) {
        Some(name) => format!("the document \"{}\"", name.chars().take(80).collect::<String>()),
        None => "a document".to_owned(),
    }
}
