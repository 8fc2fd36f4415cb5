//! Asks feeds politely and keeps a record current with what they bring.
//!
//! [`Plan`] says what is asked next and takes in what was answered: a state machine without clock or
//! network, told the time with each call. [`Http`] makes one request within bounds. [`run`] puts the
//! two together on a few threads, and [`keep`] writes what was found into the record file, in one step
//! with what is known of the feeds ([`wireroom_store::Feeds`]): after a kill at any moment both are
//! there or neither is, and what is not there is asked for again.
//!
//! Polite means: `robots.txt` is obeyed, with its `Crawl-delay`; one request at a time of each host,
//! and a least time between two; only what changed is asked for (`ETag`, `Last-Modified`);
//! `Retry-After` is obeyed; what fails is asked for ever less often.
//!
//! What it is not: it reads no news itself (`wireroom-intake` reads feeds and pages) and follows no
//! links but those from an entry of a feed to its page. It runs no scripts and gets past no wall.
//!
//! Invariants:
//! * no request leads into a local network but to the very place of a feed that the user named;
//! * whatever a server does ends in a note, and the other feeds go on;
//! * an entry is read once, unless its feed says that it changed.

mod address;
mod fetch;
mod keep;
mod plan;
mod run;

pub use address::address;
pub use fetch::{Answer, Bounds, Fetch, Http, Request, Trouble};
pub use keep::{Keeper, Kept};
pub use plan::{Found, Next, Plan, Settings, Step, Told};
pub use run::{Ended, run};

/// What this program calls itself; what a `robots.txt` names it by.
pub const NAME: &str = "wireroom";

/// The addresses of the feeds that an OPML file lists.
///
/// # Errors
/// In words, where it is none.
pub fn list(bytes: &[u8]) -> Result<Vec<String>, String> {
    wireroom_intake::read_opml(bytes, &wireroom_intake::Limits::default())
}
