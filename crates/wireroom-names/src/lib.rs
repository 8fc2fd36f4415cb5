//! Finds names, the places and entities they refer to, and joins entities across a pile.
//!
//! * [`tag`]: the names of one sentence, by a linear model of our own training. Depends on the
//!   sentence alone, so its answer may be kept for every copy of it. [`Viewed`] does the same in
//!   two steps, between which an encoder may be asked about the tokens.
//! * [`analyse_names`]: the names of one text, made consistent over it, with the entities they
//!   refer to and the places they stand for.
//! * [`link`]: the entities of a pile.
//!
//! Deliberately not here: pronouns, sources without a name and who said what (the statements
//! crate), and the place of an event (the grouping stage). English only; a text in another
//! language gives few names, and no claim is made for those.
//!
//! Invariants: nothing fails on any text; spans lie on character boundaries, do not overlap and
//! stand in text order; the same input gives the same output, and [`link`] does not depend on the
//! order of its documents except for the indices it hands back.

mod acting;
mod again;
mod bodies;
mod consistent;
mod entities;
mod known_places;
mod lex;
mod link;
mod people;
mod places;
mod roles;
mod seats;
mod tagger;
mod told;
#[doc(hidden)]
pub mod training;
mod words;

pub use entities::{Hints, analyse_names, analyse_tagged};
pub use link::{LinkDocument, Linking, link};
pub use tagger::{FULL_MODEL, MODEL, Odds, Said, Tagged, Viewed, tag};
