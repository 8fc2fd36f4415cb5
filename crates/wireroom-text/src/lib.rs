//! Spans, edits and the map between a text as received and as repaired; paragraphs, sentences
//! and tokens.
//!
//! There are two coordinate spaces and they are two types: [`Span<Received>`] and
//! [`Span<Repaired>`]. A span never changes space except through a [`TextMap`].
//!
//! This crate deliberately knows no news: no names, no furniture, no languages beyond what a
//! sentence boundary needs. It does no IO and nothing in it fails on any input text.
//!
//! Invariants:
//! * every span is in UTF-8 bytes, half open, `start <= end`;
//! * what was received is never lost: [`TextMap::received`] is the input, byte for byte;
//! * `map.repair_of(map.to_received(span))` is the text of `map.snap(span)`, which is `span` itself
//!   unless it cuts an edit in two or begins or ends in inserted text (see [`TextMap::snap`]).
//!
//! ```
//! use wireroom_text::{Edit, Received, Span, TextMap};
//! let map = TextMap::new("Tһe U.S.envoy", vec![
//!     Edit::replace(Span::<Received>::new(1, 3), "h"),
//!     Edit::insert(9, " "),
//! ]).unwrap();
//! assert_eq!(map.repaired(), "The U.S. envoy");
//! let envoy = map.find("envoy").unwrap();
//! assert_eq!(&map.received()[map.to_received(envoy).range()], "envoy");
//! ```

mod map;
mod paragraph;
mod sentence;
mod span;
mod token;

pub use map::{Edit, MapError, TextMap};
pub use paragraph::paragraphs;
pub use sentence::sentences;
pub use span::{Received, Repaired, Space, Span};
pub use token::{Token, TokenKind, tokens, word_before};
