//! What a user may mean by an id.

use crate::table::file_name;
use wireroom_wire::{
    Claim, Difference, Document, Entity, Event, Exemplar, Family, Record, Statement, Storyline,
};

/// One thing of a record.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Found<'a> {
    Event(&'a Event),
    Claim(&'a Claim),
    Family(&'a Family),
    Exemplar(&'a Exemplar),
    Document(&'a Document),
    Statement(&'a Statement),
    Difference(&'a Difference),
    Storyline(&'a Storyline),
    Entity(&'a Entity),
}

impl<'a> Found<'a> {
    pub(crate) fn id(self) -> &'a str {
        match self {
            Self::Event(it) => &it.id,
            Self::Claim(it) => &it.id,
            Self::Family(it) => &it.id,
            Self::Exemplar(it) => &it.id,
            Self::Document(it) => &it.id,
            Self::Statement(it) => &it.id,
            Self::Difference(it) => &it.id,
            Self::Storyline(it) => &it.id,
            Self::Entity(it) => &it.id,
        }
    }

    pub(crate) const fn kind(self) -> &'static str {
        match self {
            Self::Event(_) => "event",
            Self::Claim(_) => "claim",
            Self::Family(_) => "family",
            Self::Exemplar(_) => "exemplar",
            Self::Document(_) => "document",
            Self::Statement(_) => "statement",
            Self::Difference(_) => "difference",
            Self::Storyline(_) => "storyline",
            Self::Entity(_) => "entity",
        }
    }

    /// Whether `name` is another of its names: a document's own id, path or file name; an
    /// entity's name or alias.
    fn answers_to(self, name: &str) -> bool {
        match self {
            Self::Document(document) => {
                let path = document.path.as_deref();
                document.source_id.as_deref() == Some(name)
                    || path == Some(name)
                    || path.map(file_name) == Some(name)
                    || document.url.as_deref() == Some(name)
            }
            Self::Entity(entity) => {
                let forms = std::iter::once(&entity.name).chain(&entity.aliases);
                forms.into_iter().any(|form| form.eq_ignore_ascii_case(name))
            }
            _ => false,
        }
    }
}

/// What `name` may mean: the thing of that id, else what has that name, else what has an id that
/// starts so. Several where it is not clear, none where there is none.
pub(crate) fn find<'a>(record: &'a Record, name: &str) -> Vec<Found<'a>> {
    let ways: [&dyn Fn(Found<'a>) -> bool; 3] =
        [&|one| one.id() == name, &|one| one.answers_to(name), &|one| {
            !name.is_empty() && one.id().starts_with(name)
        }];
    ways.iter()
        .map(|way| all(record).filter(|&one| way(one)).collect::<Vec<_>>())
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn all(record: &Record) -> impl Iterator<Item = Found<'_>> {
    let exemplars = record.families.iter().flat_map(|family| &family.exemplars);
    // A set-aside document has the id of nothing else, and comes with the documents.
    (record.events.iter().map(Found::Event))
        .chain(record.claims.iter().map(Found::Claim))
        .chain(record.families.iter().map(Found::Family))
        .chain(exemplars.map(Found::Exemplar))
        .chain(record.documents.iter().map(Found::Document))
        .chain(record.statements.iter().map(Found::Statement))
        .chain(record.differences.iter().map(Found::Difference))
        .chain(record.storylines.iter().map(Found::Storyline))
        .chain(record.entities.iter().map(Found::Entity))
}
