//! A pile read by an engine that sorts and joins rows on many machines: Spark, or another.
//!
//! The stages are those of [`Builder::build`](crate::Builder::build), cut where rows have to be
//! brought together, and each is the very function that it calls:
//!
//! 1. [`passed_over`] says what of a folder is no part of the pile; [`take_file`] and [`take_lines`]
//!    read and repair what a file holds: a [`Piece`] for each document, by number, and the [`Rest`];
//! 2. [`once`]: of the pieces with one number the first is kept;
//! 3. [`sketch`] says what collating wants to know of a document; the steps of
//!    [`collate::steps`](crate::collate::steps) say what hangs together;
//! 4. [`read_components`]: families, names, times and statements of whole components;
//! 5. [`Whole`]: all that was read, gathered; who is who and what is one event are found there;
//! 6. [`weigh_events`]: what was said of whole [`Events`], which are handed out for it and taken back;
//!    then the record is put together.
//!
//! Pieces, readings and what was found go from machine to machine as bytes, which this version alone
//! reads.
//!
//! What it is not: it opens no file and moves no row. Whoever gathers holds all that was read; see
//! `docs/scale.md` for what that takes.
//!
//! Invariant: the record is that of [`Builder::build`](crate::Builder::build), to the byte, however
//! the rows were spread.

mod components;
mod events;
mod pieces;
mod weigh;
mod whole;

pub use components::{Component, Found, Linked, read_components};
pub use events::Events;
pub use pieces::{
    Piece, Rest, Sketched, Taken, names, once, passed_over, sketch, take_file, take_lines, words,
};
pub use weigh::{Row, ToWeigh, weigh_events};
pub use whole::Whole;
pub use wireroom_collate::steps::{Forest, List, Lists, Tied, is_boilerplate, is_copy, partners};
