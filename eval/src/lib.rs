//! The measures, apart from any corpus.
pub mod measure;
