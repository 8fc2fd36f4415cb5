//! The read-only tables that every stage shares, embedded in the binary.
//!
//! Words with document frequencies and small vectors, states and bodies with the names that stand
//! for them, places, wire agencies, names of people and their titles, cues of saying, and kinds of
//! event. Facts only: no rule of any stage lives here, and nothing here reads a text.
//!
//! Invariants: no input or output; every function is a pure look-up; the same key gives the same
//! answer on every machine (vectors are compared in integers). A table is searched where it lies
//! in the binary; the first look-up in one indexes its lines, which takes milliseconds.
//!
//! ```
//! use wireroom_lexicon as lexicon;
//! assert_eq!(lexicon::country_by_demonym("Norwegians").map(|c| c.alpha3), Some("NOR"));
//! assert_eq!(lexicon::cue("denied").map(|c| c.class), Some(lexicon::CueClass::Denies));
//! assert!(lexicon::is_word("harbor") && !lexicon::is_word("harbxr"));
//! ```

mod agencies;
mod bodies;
mod countries;
mod cues;
mod events;
mod fold;
mod lines;
mod media;
mod name_key;
mod names;
mod places;
mod towns;
mod vectors;
mod words;

pub use agencies::{Agency, agencies, agency_by_name, may_begin_agency};
pub use bodies::{Body, body_by_name, body_by_seat};
pub use countries::{
    Country, NameKind, countries, country, country_by_alpha2, country_by_capital,
    country_by_demonym, country_by_name, country_by_seat, country_names, is_capital,
};
pub use cues::{Cue, CueClass, cue};
pub use events::{EventKind, event_kind, event_kinds};
pub use fold::fold;
pub use media::is_medium_name;
pub use name_key::{name_key, name_keys_match};
pub use names::{TitleKind, is_given_name, is_name, is_surname, is_title, title_kind};
pub use places::{Place, PlaceKind, places};
pub use towns::towns;
pub use vectors::{VECTOR_DIMS, cosine, dot, vector, vector_place, vectors};
pub use words::{
    article_count, capital_share, document_frequencies, document_frequency, frequency, idf,
    is_dictionary_word, is_word, word_frequency,
};
