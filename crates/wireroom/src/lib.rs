//! Reads a pile of news into a record: what happened, who said so, and how many of the accounts
//! are independent.
//!
//! This crate is the façade: what Rust users depend on. [`read`] takes paths, [`Builder`] takes
//! documents; both give a [`Record`], plain structs in the reader's terms. [`read_alone`] gives what
//! each article tells by itself, one after the other. The stages live in
//! crates of their own and are pure functions; the only IO is the reading of files, in
//! `wireroom-intake`.
//!
//! What it is not: it knows no JSON (see `wireroom-wire`), no SQL (`wireroom-store`), no terminal
//! (`wireroom-cli`).
//!
//! Invariants, each held by a property test:
//! * the same documents give the same record, in any order and on any number of threads;
//! * adding documents bit by bit gives the record of adding all at once;
//! * every span shows the text that stands there; every repair can be undone;
//! * witnesses never exceed documents, accounts never exceed witnesses.

mod alike;
mod alone;
mod analysed;
mod codec;
mod date;
mod days;
mod explain;
mod families;
mod flow;
mod follow;
mod grouped;
mod implied;
mod index;
mod options;
mod pieces;
mod pipeline;
mod read;
mod readings;
mod recent;
mod record;
mod shelf;
mod single;
pub mod steps;
mod threads;

pub use alone::{Told, read_alone};
pub use explain::{Ask, Evidence, Joining};
pub use index::{Added, Changes, Index, Made, Stored};
pub use options::{Options, Progress, Stage};
pub use pipeline::{Builder, read};
pub use readings::Readings;
pub use record::{Reading, Record};
pub use shelf::{Called, Part, Shelf};
pub use wireroom_analyse::{Models, Tier};
pub use wireroom_collate as collate;
pub use wireroom_group as group;
pub use wireroom_intake::{Columns, Field};
pub use wireroom_model as model;
pub use wireroom_text as text;
