//! The measures, apart from any corpus, and the generator of copies that some of them read.
pub mod copies;
pub mod generate;
pub mod measure;
pub mod weigh_score;
