//! Reads files and streams into [`Document`]s, and sets aside what is damaged.
//!
//! Two layers. [`read_bytes`] is pure: a path (a name, never opened) and bytes give an [`Intake`].
//! [`expand`], [`read_file`] and [`walk`] are the only IO of the stages: files, folders, globs and
//! `-`. A caller that reads in parallel calls [`expand`] once, reads the [`Pieces`] on any
//! thread and calls [`merge`] at the end; [`walk`] is the same in one call on one thread.
//!
//! Read are plain text; HTML pages and MIME HTML, through a main-content extractor and the
//! page's metadata; JSON in any framing (one record, an array, JSON Lines, records one after the
//! other, records under a key) in the shapes of trafilatura, news-please, newspaper4k, Media Cloud,
//! ninjs, Event Registry and a plain `{id, text, title, url, outlet, published}`; CSV and its kin;
//! Parquet (in builds with the feature `parquet`); web archives (WARC, WACZ); RSS and Atom; NITF and
//! NewsML-G2; messages and `mbox`; rows of GDELT's GKG; all of them also as `.gz` and `.zst`. The
//! format is found by content first and by name second.
//!
//! This crate deliberately repairs nothing: what it gives as `received` is what stood there,
//! decoded. It looks for no title or dateline in plain text, downloads nothing and follows no link
//! out of a page.
//!
//! Invariants:
//! * nothing is lost: every input is a document, a [`SetAside`] with what is wrong and what to do,
//!   or the double of a document, with a [`Note`];
//! * no bytes make it panic, and memory is bounded by [`Limits`];
//! * [`merge`] is sorted by path, source id and id, whatever the order of arguments or threads.
//!
//! ```
//! use wireroom_intake::{Limits, read_bytes};
//! let line = br#"{"id": "7", "text": "The ferry is back.", "published": "2024-05-02"}"#;
//! let intake = read_bytes("pile.jsonl", line, &Limits::default());
//! assert_eq!(intake.documents[0].received, "The ferry is back.");
//! assert_eq!(intake.documents[0].source_id.as_deref(), Some("7"));
//! ```
//!
//! [`Document`]: wireroom_model::Document
//! [`SetAside`]: wireroom_model::SetAside
//! [`Note`]: wireroom_model::Note

mod arriving;
mod batches;
mod by_line;
mod columns;
mod decode;
mod feed;
mod folder;
mod follow;
mod gkg;
mod html;
mod intake;
mod json;
mod limits;
mod mail;
mod members;
mod mhtml;
mod news;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "pdf")]
mod pdf;
mod pieces;
mod read;
mod sniff;
mod stamp;
mod table;
mod unpack;
mod wacz;
mod walk;
mod warc;
mod xml;

pub use columns::{Columns, Field};
pub use folder::Folders;
pub use follow::{FeedEntry, FeedRead, read_feed, read_opml, read_page};
pub use intake::{Intake, merge};
pub use limits::Limits;
pub use pieces::{
    Followed, Piece, PieceRead, Pieces, note_of_double, note_of_shared_id, read_lines, sort_asides,
};
pub use read::{read_bytes, read_bytes_with};
pub use walk::{FileRef, Progress, expand, read_file, read_file_with, read_stream, walk};
