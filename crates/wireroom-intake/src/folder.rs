//! What in a folder is input: one rule for whatever lists it.
//!
//! A walk of this machine's folders ([`expand`](crate::expand)) and an engine that has its own list of
//! files (Spark) ask the same of each name. What it is not: it opens nothing and lists nothing.

use std::collections::{BTreeMap, BTreeSet};

use wireroom_model::Note;

use crate::intake::Intake;

/// The folders that were given, and what was found in them.
///
/// ```
/// use wireroom_intake::Folders;
/// let mut folders = Folders::default();
/// assert!(folders.takes("pile", "pile/a.txt"));
/// assert!(!folders.takes("pile", "pile/README.md"));
/// assert!(!folders.takes("pile", "pile/.git/a.txt"));
/// let told = folders.notes(|_| false);
/// assert!(told[0].what.starts_with("a Markdown file in it was taken for documentation"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folders(BTreeMap<String, Seen>);

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Seen {
    /// Whether there was something to read, or to say of it.
    something: bool,
    /// Markdown in it.
    passed_over: BTreeSet<String>,
}

impl Folders {
    /// A folder was given, whatever is found in it.
    pub fn given(&mut self, folder: &str) {
        self.of(folder);
    }

    /// Whether a file that lies in a folder that was given is read: `path` begins with `folder`.
    ///
    /// Hidden files, and all in hidden folders, are no part of a pile. Markdown tells about the
    /// folder and is no news: it is passed over with a note, and read where it is named.
    pub fn takes(&mut self, folder: &str, path: &str) -> bool {
        // The folder that one stands in is not written.
        let above = if folder == "." { "" } else { folder };
        let way = path.strip_prefix(above).unwrap_or(path);
        if way.split('/').any(is_hidden) {
            self.given(folder);
            return false;
        }
        let seen = self.of(folder);
        if is_markdown(way) {
            seen.passed_over.insert(path.to_owned());
            return false;
        }
        seen.something = true;
        true
    }

    /// There is something to say of what lies in a folder that was given.
    pub(crate) fn has_something(&mut self, folder: &str) {
        self.of(folder).something = true;
    }

    /// A note for each folder that held nothing, or Markdown that nothing else names: `named` says
    /// what else is read.
    #[must_use]
    pub fn notes(&self, named: impl Fn(&str) -> bool) -> Vec<Note> {
        let mut told = Intake::default();
        for (folder, seen) in &self.0 {
            let passed_over = seen.passed_over.iter().filter(|path| !named(path)).count();
            let count = match passed_over {
                0 if !seen.something && seen.passed_over.is_empty() => {
                    told.note(folder, "a folder without files");
                    continue;
                }
                0 => continue,
                1 => "a Markdown file in it was".to_owned(),
                n => format!("{n} Markdown files in it were"),
            };
            told.note(folder, format!("{count} taken for documentation; what is named is read"));
        }
        told.notes
    }

    fn of(&mut self, folder: &str) -> &mut Seen {
        self.0.entry(folder.to_owned()).or_default()
    }
}

/// Whether a file or a folder of this name is no part of the folder it lies in.
pub(crate) fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}

fn is_markdown(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty());
    ending.is_some_and(|(_, ending)| {
        ["md", "markdown"].iter().any(|markdown| ending.eq_ignore_ascii_case(markdown))
    })
}
