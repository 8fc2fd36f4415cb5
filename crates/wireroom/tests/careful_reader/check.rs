//! The checks, each by the words of the reader's view.

mod claims;
mod events;
mod texts;

pub(crate) use claims::{claims, entities};
pub(crate) use events::{background, events, families};
pub(crate) use texts::{repair, structure};

use std::fmt::Display;
use std::path::Path;

/// What failed, and what fell short of a check that is not yet binding.
#[derive(Default)]
pub(crate) struct Report {
    checks: usize,
    failed: Vec<String>,
    short: Vec<String>,
}

impl Report {
    /// One check; `what` is only made when it fails.
    pub(crate) fn check(&mut self, holds: bool, what: impl FnOnce() -> String) {
        self.checks += 1;
        if !holds {
            self.failed.push(what());
        }
    }

    pub(crate) fn same<T: PartialEq + Display>(&mut self, what: &str, wanted: T, found: T) {
        self.check(wanted == found, || format!("{what}: wanted {wanted}, found {found}"));
    }

    pub(crate) fn fell_short(&mut self, what: String) {
        self.short.push(what);
    }

    /// Holds the failures to the list of known ones: a new failure fails, and so does a known one
    /// that has come right and is still listed. What fell short of a check that does not bind is
    /// printed.
    #[allow(clippy::print_stderr, reason = "what fell short must be seen")]
    pub(crate) fn finish(self, folder: &Path, known: &str) {
        for short in &self.short {
            eprintln!("{}: fell short: {short}", folder.display());
        }
        assert!(self.checks > 0, "nothing was checked");
        let known: Vec<&str> =
            known.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        let new: Vec<&String> = self
            .failed
            .iter()
            .filter(|failed| !known.iter().any(|known| failed.starts_with(known)))
            .collect();
        let mended: Vec<&&str> = known
            .iter()
            .filter(|known| !self.failed.iter().any(|failed| failed.starts_with(**known)))
            .collect();
        assert!(
            new.is_empty() && mended.is_empty(),
            "{} of {} checks failed in {}, {} of them known.\nnew:\n  {}\nknown and mended, to be struck off:\n  {}",
            self.failed.len(),
            self.checks,
            folder.display(),
            self.failed.len() - new.len(),
            new.iter().map(|line| line.as_str()).collect::<Vec<_>>().join("\n  "),
            mended.iter().map(|line| **line).collect::<Vec<_>>().join("\n  "),
        );
    }
}
