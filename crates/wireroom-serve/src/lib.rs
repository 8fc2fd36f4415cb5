//! The local page and the HTTP API over a record.
//!
//! [`router`] takes a [`Pile`], that is a record file, and answers over it; [`listen`] puts a router
//! on a socket. Little of the record is held in memory: a request reads the rows that it shows. The
//! pages are plain HTML that works without scripts; the API gives the objects of `wireroom-wire`,
//! and `/api/v1/openapi.json` describes it, derived from the same types and the same table of routes.
//!
//! What it is not: it reads no file but the record and fetches nothing; it decides nothing about the
//! texts. Every route is a `GET` but one, by which files and texts are added ([`growing`]); what is
//! added goes the way of the whole pile.
//!
//! Invariants:
//! * every number on a page is a link to the list that it counts;
//! * every page has the same content as JSON and CSV at the same address with an ending;
//! * whatever stands in an article is text: it is escaped, isolated from the direction of the text
//!   around it, and cut where it is overlong; its address is a link only if it is `http` or
//!   `https`;
//! * the same record gives the same bytes.

mod adding;
mod answers;
mod api;
mod ask;
mod choose;
mod follow;
mod gate;
mod index;
mod listen;
mod matrix;
mod pile;
mod places;
mod reply;
mod routes;
mod view;

pub use adding::{InMemory, Keep};
pub use answers::Answers;
pub use api::openapi;
pub use gate::Gate;
pub use listen::listen;
pub use pile::{Pile, PileError};
pub use routes::{growing, router};
