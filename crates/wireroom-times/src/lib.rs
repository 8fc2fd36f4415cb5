//! Finds temporal expressions and resolves them to dates.
//!
//! [`find`] reads one sentence and knows nothing else, so its result can be kept per distinct
//! sentence. [`resolve`] gives the expressions of a document their TIMEX3 values and dates, from the
//! day of writing, the tense beside them and the dates told before. [`read_stamp`] reads the date
//! lines of pages; [`choose_year`] chooses years that only other documents can tell.
//!
//! It is a grammar over tokens, not a learned model: a table of rows ([`find()`] tries them, the
//! longest match wins). It reads English, and no clock but the document's: nothing here knows what
//! day it is today.
//!
//! Invariants: spans lie in the span given, on character boundaries, in order and apart; the same
//! input gives the same output; no input panics, and time is linear in the length of the text.
//!
//! ```
//! use wireroom_times::{Anchor, find, resolve};
//! use wireroom_model::Basis;
//!
//! let text = "The two sides met on Friday and will meet again next month.";
//! let raw = find(text, wireroom_text::Span::of(0..text.len()));
//! let anchor = Anchor { day: jiff::civil::date(2024, 5, 12), basis: Basis::Dateline };
//! let values: Vec<String> = resolve(&raw, Some(&anchor)).into_iter().map(|time| time.value).collect();
//! assert_eq!(values, ["2024-05-10", "2024-06"]);
//! ```

mod choose;
mod cues;
mod find;
mod grammar;
mod guard;
mod lexicon;
mod pattern;
mod raw;
mod resolve;
mod stamp;
mod value;
mod words;

pub use choose::{candidate_years, choose_year};
pub use find::find;
pub use raw::{Clock, Edge, From, Holiday, Meaning, Part, RawTime, Season, Shift, Tense, Unit};
pub use resolve::{Anchor, resolve};
pub use stamp::{has_date, read_ambiguous, read_stamp};
