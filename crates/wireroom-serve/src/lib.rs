//! The local page and the HTTP API over a record.
//!
//! [`router`] takes a [`Pile`], indexes it once and answers over it from then on; [`listen`] puts a
//! router on a socket. The pages are plain HTML that works without scripts; the API gives the
//! objects of `wireroom-wire`, and `/api/v1/openapi.json` describes it, derived from the same
//! types and the same table of routes.
//!
//! What it is not: it reads no file and fetches nothing; it decides nothing about the texts. Every
//! route is a `GET` but one, by which files and texts are added ([`growing`]); what is added goes
//! the way of the whole pile.
//!
//! Invariants:
//! * every number on a page is a link to the list that it counts;
//! * every page has the same content as JSON and CSV at the same address with an ending;
//! * whatever stands in an article is text: it is escaped, isolated from the direction of the text
//!   around it, and cut where it is overlong; its address is a link only if it is `http` or
//!   `https`;
//! * the same record gives the same bytes.

mod adding;
mod api;
mod ask;
mod choose;
mod gate;
mod index;
mod listen;
mod matrix;
mod places;
mod reply;
mod routes;
mod view;

pub use adding::{InMemory, Keep};
pub use api::openapi;
pub use gate::Gate;
pub use listen::listen;
pub use routes::{growing, router};

use std::collections::HashMap;
use wireroom_wire::{Annotation, Record};

/// What is served: a record, with the texts.
#[derive(Debug, Clone)]
pub struct Pile {
    /// The record.
    pub record: Record,
    /// The annotation of every document that was read.
    pub annotations: Vec<Annotation>,
    /// By document, its text as received: what all spans point into.
    pub received: HashMap<String, String>,
}

impl Pile {
    /// What is served of a record that was just made.
    #[must_use]
    pub fn of(record: wireroom::Record) -> Self {
        Self {
            record: wireroom_wire::record(&record),
            annotations: wireroom_wire::annotations(&record),
            received: record
                .documents
                .into_iter()
                .map(|it| (it.document.id.to_string(), it.document.received))
                .collect(),
        }
    }
}
