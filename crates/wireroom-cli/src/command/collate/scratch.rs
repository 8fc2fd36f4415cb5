//! Files for the time of a run.

use anyhow::Context;
use std::fs::File;
use std::io;
use std::path::Path;

/// An empty file that is gone when it is closed, however the run ends.
pub(super) fn scratch_file(folder: Option<&Path>) -> io::Result<File> {
    folder.map_or_else(tempfile::tempfile, tempfile::tempfile_in)
}

/// The same, for whoever tells the user.
pub(super) fn scratch_file_or_say(folder: Option<&Path>) -> anyhow::Result<File> {
    scratch_file(folder).with_context(|| match folder {
        Some(folder) => format!("cannot write in {}; give another --scratch", folder.display()),
        None => "cannot write temporary files; give a folder with --scratch".to_owned(),
    })
}
