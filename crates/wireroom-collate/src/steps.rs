//! A pile collated by an engine that sorts and joins rows on many machines.
//!
//! What a [`Plan`](crate::Plan) does at once is done here in steps, each of which looks at some rows
//! only. The rules are the plan's own; the engine only brings together what they look at:
//!
//! 1. a [`Sketch`](crate::Sketch) of each document; documents with one body are one text, whose
//!    number is that of the first of them;
//! 2. [`Lists`]: the texts that hold a shingle, sorted by shingle and text;
//! 3. [`is_boilerplate`], asked once for the first texts of a list;
//! 4. [`partners`]: of all that a text shares shingles with, those that it shares most with;
//! 5. [`words`] and [`is_copy`]: an alignment for every pair;
//! 6. [`Forest`]: what hangs together by copies;
//! 7. [`component`]: the families of what hangs together, by accepted pairs alone.
//!
//! What it is not: it sorts, joins and sums nothing itself.
//!
//! Invariant: the families of all components together are those that [`collate`](crate::collate)
//! finds, to the byte, however the rows were spread.

mod component;
mod forest;
mod lists;
mod partners;
mod verify;

pub(crate) use component::{Links, part_of};
pub use component::{Tied, component};
pub use forest::Forest;
pub use lists::{List, Lists};
pub use partners::{is_boilerplate, partners};
pub use verify::{is_copy, words};
