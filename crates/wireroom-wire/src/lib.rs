//! The contract: the record as JSON, defined once and shared by the command line, the store, the
//! server and the Python package.
//!
//! [`Record`] is what `wireroom read --format json` prints, [`Annotation`] a line of `wireroom
//! annotate`; [`lines`] gives the record as JSON Lines, [`Lists`] row by row. The types here mirror the contract of the
//! design document field by field; [`record`], [`annotations`] and [`families`] convert to them, by
//! hand, from the types of the façade.
//!
//! What it is not: it reads no files, knows no SQL and no terminal, and decides nothing. A field
//! that is a judgment was judged in a stage.
//!
//! Rules of the contract:
//! * every field is always present; what is not known is `null`, what there is none of is `[]`;
//! * ids are strings; lists of ids point into the lists of the same record;
//! * a span is `[start, end]` in UTF-8 bytes, half open, into the text **as received** of the
//!   document named beside it; the `text` beside a span is what stands there after repair;
//! * numbers that are not counts are rounded to four decimals, so that the same record has the same
//!   bytes on every machine.
//!
//! Changes that only add fields keep [`CONTRACT`]; any other change raises it.

mod annotation;
mod api;
mod claim;
mod convert;
mod document;
mod entity;
mod event;
mod family;
pub mod flat;
mod joining;
mod lines;
mod quote;
mod received;
mod record;
#[cfg(feature = "schema")]
mod schema;

pub use annotation::{
    AnnotatedName, AnnotatedStatement, AnnotatedTime, Annotation, Dateline, Models, Repair,
    Structure, Zone,
};
pub use api::{
    AboutRecord, Added, Addition, Aligned, AlignedRun, Given, Hit, List, Matrix, MatrixCell,
    MatrixClaim, MatrixFamily, PlaceCount, Problem, Received,
};
pub use claim::{Claim, Difference, Side, Statement};
pub use convert::{Lists, annotations, families, gathered, origins_text, received, record};
pub use document::{Document, SetAside};
pub use entity::Entity;
pub use event::{Background, Event, Place, Storyline, Why};
pub use family::{Evidence, Exemplar, Families, Family, Pair, Witness};
pub use joining::{Across, Joining, Likeness, Rests};
pub use lines::{lines, pair_lines};
pub use quote::{Dated, Passage, Pieces, Quote, Source, Span};
pub use received::AsReceived;
pub use record::{About, Counts, Note, Record, TABLES};
#[cfg(feature = "schema")]
pub use schema::{annotation_schema, record_schema};

/// The version of the contract.
pub const CONTRACT: u32 = 1;
