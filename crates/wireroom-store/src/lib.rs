//! The record as an embedded SQLite file.
//!
//! A file holds one record: what was received, byte for byte, and everything that was found in it,
//! in the tables of `schema.sql`, with full-text indices over texts and statements. What was
//! received is enough to make the rest again; [`Store::gathered`] gives it back, so that a pile can
//! grow.
//!
//! [`Store::open`] checks the whole file; [`Store::glance`] does not, and is what a server opens: it
//! then asks for one row or one list at a time ([`List`], [`Only`]).
//!
//! In the same file stands what `watch` knows of its feeds ([`Feeds`]), so that what was fetched and the
//! word that it was are written in one step. [`Lock::write`] leaves it as it is.
//!
//! Beside records stands the index of a collated pile ([`IndexFile`]), a file of its own, to which
//! articles are added.
//!
//! What it is not: it is no place to change a record. A record is written whole ([`Lock::write`]):
//! a new file beside the old one, flushed to disk, then moved over it in one step. Whoever reads
//! the file sees the old record or the new one, and an interrupted writer leaves the old one.
//!
//! Invariants:
//! * [`Store::record`] gives the very record that was written, as the contract prints it;
//! * the same record gives the same bytes;
//! * a file that is not a record, is damaged, or is of a newer format is never written over.
//!
//! ```no_run
//! # fn main() -> Result<(), wireroom_store::Error> {
//! use std::path::Path;
//! let file = Path::new("pile.wireroom");
//! let record = wireroom::read(&["pile".to_owned()], &wireroom::Options::default(), &());
//! wireroom_store::Lock::take(file)?.write(&record)?;
//! let held = wireroom_store::Store::open(file)?.record()?;
//! assert_eq!(held, wireroom_wire::record(&record));
//! # Ok(()) }
//! ```

mod check;
mod compact;
mod error;
mod feeds;
mod index;
mod kind;
mod lock;
mod look;
mod only;
mod open;
mod received;
mod upgrade;
mod write;

pub use check::{Checked, Problem, check};
pub use compact::{Compacted, compact};
pub use error::{Error, ErrorKind};
pub use feeds::{Entry, Feed, Feeds, Host, Waiting};
pub use index::{Draft, INDEX_FORMAT, IndexFile, IndexLock, Named, Packed, pack};
pub use kind::Kind;
pub use lock::Lock;
pub use look::List;
pub use only::Only;
pub use open::Store;
pub use upgrade::upgrade;

/// The version of the file format that is written.
pub const FORMAT: i32 = 5;

/// The oldest version of the file format that is still read.
pub const OLDEST_FORMAT: i32 = 1;

/// Marks an SQLite file as a record: "WRec".
const APPLICATION_ID: i32 = 0x5752_6563;
