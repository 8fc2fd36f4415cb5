//! The lists of a record, row by row.

use super::pile::Pile;
use super::{annotation, claim, document, entity, event, family, received};
use crate::record::{Counts, Note};
use crate::{
    Annotation, AsReceived, Claim, Difference, Document, Entity, Event, Family, Statement,
    Storyline,
};

/// The lists of the contract, each made row by row when it is asked for.
///
/// All of them together ([`record`](crate::record)) take more memory than the record that they are made
/// of. Who writes them down one after the other needs no more of them than a row.
pub struct Lists<'a> {
    pile: Pile<'a>,
}

impl<'a> Lists<'a> {
    /// Those of a record.
    #[must_use]
    pub fn of(record: &'a wireroom::Record) -> Self {
        Self { pile: Pile::of(record) }
    }

    /// How many rows each has.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let record = self.pile.record;
        Counts {
            documents: record.documents.len(),
            set_aside: record.set_aside.len(),
            families: record.families.len(),
            events: record.events.len(),
            claims: record.claims.len(),
            statements: record.statements.iter().filter(|it| claim::shown(&self.pile, it)).count(),
            differences: record.differences.len(),
            storylines: record.storylines.len(),
            entities: record.entities.len(),
        }
    }

    /// The documents in the order of the pile, then what was set aside.
    pub fn documents(&self) -> impl Iterator<Item = Document> {
        document::documents(&self.pile)
    }

    /// Texts that descend from one text.
    pub fn families(&self) -> impl Iterator<Item = Family> {
        self.pile.record.families.iter().map(|it| family::family(&self.pile, it))
    }

    /// What happened, by date.
    pub fn events(&self) -> impl Iterator<Item = Event> {
        event::events(&self.pile)
    }

    /// What is said alike.
    pub fn claims(&self) -> impl Iterator<Item = Claim> {
        self.pile.record.claims.iter().map(claim::claim)
    }

    /// Who said what.
    pub fn statements(&self) -> impl Iterator<Item = Statement> {
        self.pile.record.statements.iter().filter_map(|it| claim::statement(&self.pile, it))
    }

    /// Where accounts differ.
    pub fn differences(&self) -> impl Iterator<Item = Difference> {
        self.pile.record.differences.iter().map(|it| claim::difference(&self.pile, it))
    }

    /// Events of one series.
    pub fn storylines(&self) -> impl Iterator<Item = Storyline> {
        self.pile.record.storylines.iter().map(event::storyline)
    }

    /// Who and what the texts refer to.
    pub fn entities(&self) -> impl Iterator<Item = Entity> {
        self.pile.record.entities.iter().map(entity)
    }

    /// What the user should know that set nothing aside.
    pub fn notes(&self) -> impl Iterator<Item = Note> {
        let notes = self.pile.record.notes.iter();
        notes.map(|note| Note { path: note.path.clone(), what: note.what.clone() })
    }

    /// The annotation of every document that was read, in the order of the pile.
    pub fn annotations(&self) -> impl Iterator<Item = Annotation> {
        let documents = 0..self.pile.record.documents.len();
        documents.filter_map(|at| annotation::annotation(&self.pile, at))
    }

    /// What was received, in the order of the pile.
    pub fn received(&self) -> impl Iterator<Item = AsReceived> {
        self.pile.record.documents.iter().map(|reading| received::row(&reading.document))
    }
}
