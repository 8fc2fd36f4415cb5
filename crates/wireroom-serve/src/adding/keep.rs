//! What holds the pile that grows: memory, or whatever the program that serves has for it.

use crate::Pile;
use std::sync::{Mutex, PoisonError};
use wireroom::group::Again;
use wireroom::{Builder, Options, Progress};

/// Holds the documents of a pile, and reads them again with new ones.
pub trait Keep: Send + Sync {
    /// Where what is added is kept, for people: "in a.rec", "in memory, until the server ends".
    fn kept(&self) -> String;

    /// The record of what is held and `added`, ready to be served. After `Ok` both are held.
    ///
    /// # Errors
    /// In words for people, where what is added cannot be kept; nothing is then changed.
    fn grow(&self, added: Builder, progress: &dyn Progress) -> Result<Pile, String>;
}

/// Keeps the documents in memory until the server ends.
#[derive(Debug, Default)]
pub struct InMemory {
    held: Mutex<Builder>,
    options: Options,
}

impl InMemory {
    /// Starts with what was gathered. What was read of it is kept, so that it is read once.
    #[must_use]
    pub fn of(held: Builder, options: Options) -> Self {
        Self {
            held: Mutex::new(held),
            options: Options { keep: true, again: Some(Again::default()), ..options },
        }
    }
}

impl Keep for InMemory {
    fn kept(&self) -> String {
        "in memory only: it is gone when the server ends".to_owned()
    }

    fn grow(&self, added: Builder, progress: &dyn Progress) -> Result<Pile, String> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = held.clone().and(added);
        let record = all.clone().build(&self.options, progress);
        let pile = Pile::of(&record).map_err(|error| error.to_string())?;
        all.readings = record.readings;
        *held = all;
        Ok(pile)
    }
}
