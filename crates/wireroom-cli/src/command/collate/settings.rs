//! What a pile is collated with: flags, and for an index what it was made with.

use super::links::{self, Names};
use crate::args::Collate;
use serde::{Deserialize, Serialize};
use wireroom::collate::{Agency, Config};
use wireroom::model::DocumentId;

/// What a pile is collated with, as an index keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Settings {
    /// The version of the program: another may find other families in the same texts.
    pub(super) wireroom: String,
    min_words: usize,
    min_share: f32,
    must_link: Vec<(String, String)>,
    cannot_link: Vec<(String, String)>,
    agencies: Vec<(String, String)>,
}

impl Settings {
    /// The settings that the flags give; what they leave out is as in `kept`.
    pub(super) fn of(
        args: &Collate,
        names: &Names<'_>,
        kept: Option<&Self>,
    ) -> anyhow::Result<Self> {
        let default = Self::from(&Config::default());
        let kept = kept.unwrap_or(&default);
        let copies = &args.copies;
        if let Some(share) = copies.min_share.filter(|share| !(0.0..=1.0).contains(share)) {
            anyhow::bail!("--min-share is {share}; give a number from 0 to 1");
        }
        let mut found = Self { wireroom: default.wireroom.clone(), ..kept.clone() };
        found.min_words = copies.min_words.unwrap_or(kept.min_words);
        found.min_share = copies.min_share.unwrap_or(kept.min_share);
        if let Some(path) = &copies.must_link {
            found.must_link = strings(&links::read(path, names)?);
        }
        if let Some(path) = &copies.cannot_link {
            found.cannot_link = strings(&links::read(path, names)?);
        }
        if let Some(agencies) = &args.threads.agencies {
            let pair = |agency: &Agency| (agency.written.clone(), agency.name.clone());
            found.agencies = agencies.0.iter().map(pair).collect();
        }
        links::agree(&found.config(), names)?;
        Ok(found)
    }

    /// As collating is told them.
    pub(super) fn config(&self) -> Config {
        let ids = |pairs: &[(String, String)]| {
            let pair = |(a, b): &(String, String)| {
                (DocumentId::from_stored(a.as_str()), DocumentId::from_stored(b.as_str()))
            };
            pairs.iter().map(pair).collect()
        };
        let agency = |(written, name): &(String, String)| Agency {
            written: written.clone(),
            name: name.clone(),
        };
        let mut config = Config::default();
        config.min_words = self.min_words;
        config.min_share = self.min_share;
        config.must_link = ids(&self.must_link);
        config.cannot_link = ids(&self.cannot_link);
        config.agencies = self.agencies.iter().map(agency).collect();
        config
    }
}

impl From<&Config> for Settings {
    fn from(config: &Config) -> Self {
        Self {
            wireroom: env!("CARGO_PKG_VERSION").to_owned(),
            min_words: config.min_words,
            min_share: config.min_share,
            must_link: strings(&config.must_link),
            cannot_link: strings(&config.cannot_link),
            agencies: Vec::new(),
        }
    }
}

fn strings(pairs: &[(DocumentId, DocumentId)]) -> Vec<(String, String)> {
    pairs.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect()
}
