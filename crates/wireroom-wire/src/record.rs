//! The record as a whole.

use crate::{Claim, Difference, Document, Entity, Event, Family, Statement, Storyline};
use serde::{Deserialize, Serialize};

/// All that is known of a pile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Record {
    /// What made this.
    pub wireroom: About,
    /// How many of each there are.
    pub counts: Counts,
    /// The documents in the order of the pile, then what was set aside.
    pub documents: Vec<Document>,
    /// Texts that descend from one text; every document that was read is in exactly one.
    pub families: Vec<Family>,
    /// What happened, by date.
    pub events: Vec<Event>,
    /// What is said alike, best supported first within an event.
    pub claims: Vec<Claim>,
    /// Who said what.
    pub statements: Vec<Statement>,
    /// Where accounts differ.
    pub differences: Vec<Difference>,
    /// Events of one series.
    pub storylines: Vec<Storyline>,
    /// Who and what the texts refer to.
    pub entities: Vec<Entity>,
    /// What the user should know that set nothing aside.
    pub notes: Vec<Note>,
}

impl Record {
    /// How many of each its lists hold: every number is the length of a list.
    #[must_use]
    pub fn counted(&self) -> Counts {
        let set_aside = self.documents.iter().filter(|it| it.set_aside.is_some()).count();
        Counts {
            documents: self.documents.len() - set_aside,
            set_aside,
            families: self.families.len(),
            events: self.events.len(),
            claims: self.claims.len(),
            statements: self.statements.len(),
            differences: self.differences.len(),
            storylines: self.storylines.len(),
            entities: self.entities.len(),
        }
    }
}

/// What made a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct About {
    /// Version of the program.
    pub version: String,
    /// Version of this contract.
    pub contract: u32,
}

impl Default for About {
    fn default() -> Self {
        Self { version: env!("CARGO_PKG_VERSION").to_owned(), contract: crate::CONTRACT }
    }
}

/// How many of each there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Counts {
    /// Documents that were read.
    pub documents: usize,
    /// Documents, or parts of files, that could not be read.
    pub set_aside: usize,
    /// Families.
    pub families: usize,
    /// Events.
    pub events: usize,
    /// Claims.
    pub claims: usize,
    /// Statements.
    pub statements: usize,
    /// Differences.
    pub differences: usize,
    /// Storylines.
    pub storylines: usize,
    /// Entities.
    pub entities: usize,
}

/// Something the user should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Note {
    /// Where.
    pub path: String,
    /// What, and what was done about it.
    pub what: String,
}

/// The tables that a record is kept in, by the names of their files: the contract's lists, then what a
/// record is opened with besides; in the order that they are written in.
pub const TABLES: [&str; 12] = [
    "documents",
    "families",
    "events",
    "claims",
    "statements",
    "differences",
    "storylines",
    "entities",
    "notes",
    "annotations",
    "received",
    "about",
];
