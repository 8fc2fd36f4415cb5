//! Files, folders, globs and standard input: the only IO of the stages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use wireroom_model::SetAsideCode;

use crate::columns::Columns;
use crate::folder::{Folders, is_hidden};
use crate::intake::{Intake, Problem, merge};
use crate::limits::Limits;
use crate::read::{file_too_large, read_bytes_with};

/// One file to read, or the reason why there is none.
#[derive(Debug, Clone, PartialEq)]
pub struct FileRef {
    /// The path as the user gave it, without a leading `./` and doubled slashes; within a folder
    /// the folder as given, then the way down. `-` for standard input.
    pub path: String,
    source: Source,
}

#[derive(Debug, Clone, PartialEq)]
enum Source {
    File(PathBuf),
    Stdin,
    /// Known before reading: nothing there, or a note about a folder.
    Known(Box<Intake>),
}

impl FileRef {
    /// Where it lies, if it is a file.
    pub(crate) fn on_disk(&self) -> Option<&Path> {
        match &self.source {
            Source::File(path) => Some(path),
            _ => None,
        }
    }

    /// What it is read from, where that is a pipe: it can be read once, and as it arrives.
    pub(crate) fn pipe(&self) -> Option<io::Result<Box<dyn Read + Send>>> {
        match &self.source {
            Source::Stdin => Some(Ok(Box::new(io::stdin()))),
            Source::File(path) if fs::metadata(path).is_ok_and(|about| is_pipe(&about)) => {
                Some(File::open(path).map(|file| Box::new(file) as Box<dyn Read + Send>))
            }
            _ => None,
        }
    }

    /// Whether it is standard input, which only one reader can read, and once.
    #[must_use]
    pub fn is_stdin(&self) -> bool {
        self.source == Source::Stdin
    }
}

/// How far [`walk`] has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress<'a> {
    /// Files read.
    pub done: usize,
    /// Files in all.
    pub total: usize,
    /// The file that is read next; empty at the end.
    pub path: &'a str,
}

/// The files that `paths` name, sorted, each once whatever names it.
///
/// A path that exists is taken as it stands, even when it holds `*`; any other is a glob (`*`,
/// `?`, `[…]`, `**`). Folders are walked to the bottom, links are followed, hidden files and
/// folders in them are skipped, Markdown in them is passed over with a note, and read where a path or
/// a glob names it ([`Folders`]). What cannot be opened, or matches nothing, comes back as a
/// [`FileRef`] whose reading gives a set-aside.
#[must_use]
pub fn expand(paths: &[String]) -> Vec<FileRef> {
    let mut found = Vec::new();
    let mut folders = Folders::default();
    for path in paths {
        if path == "-" {
            found.push(FileRef { path: path.clone(), source: Source::Stdin });
        } else if fs::symlink_metadata(path).is_ok() || !path.contains(['*', '?', '[']) {
            expand_path(Path::new(path), &mut found, &mut folders);
        } else {
            expand_glob(path, &mut found, &mut folders);
        }
    }
    let read: BTreeSet<&str> = found.iter().map(|file| file.path.as_str()).collect();
    for note in folders.notes(|path| read.contains(path)) {
        let folder = note.path.clone();
        known(&mut found, &folder, Intake { notes: vec![note], ..Intake::default() });
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found.dedup_by(|a, b| a.path == b.path);
    each_file_once(found)
}

/// Reads one file. For standard input this reads the standard input of the process.
#[must_use]
pub fn read_file(file: &FileRef, limits: &Limits) -> Intake {
    read_file_with(file, limits, &Columns::default())
}

/// The same, of tables and records whose fields go by other names.
#[must_use]
pub fn read_file_with(file: &FileRef, limits: &Limits, columns: &Columns) -> Intake {
    match &file.source {
        Source::Known(intake) => (**intake).clone(),
        Source::Stdin => stream_with(&file.path, &mut io::stdin().lock(), limits, columns),
        Source::File(path) => {
            let opened = fs::metadata(path).and_then(|about| match special(&about) {
                Some(kind) => Ok(Err(not_regular(kind))),
                None if about.len() > limits.file as u64 => Ok(Err(file_too_large(limits))),
                None => File::open(path).map(Ok),
            });
            match opened {
                Ok(Ok(mut reader)) => stream_with(&file.path, &mut reader, limits, columns),
                Ok(Err(problem)) => Intake::only(&file.path, problem),
                Err(error) => Intake::only(&file.path, unreadable(&error)),
            }
        }
    }
}

/// Reads a stream to its end as one file that is called `path`; never more than the limit for a
/// file is held.
#[must_use]
pub fn read_stream(path: &str, reader: &mut dyn Read, limits: &Limits) -> Intake {
    stream_with(path, reader, limits, &Columns::default())
}

fn stream_with(path: &str, reader: &mut dyn Read, limits: &Limits, columns: &Columns) -> Intake {
    let mut bytes = Vec::new();
    match reader.take((limits.file as u64).saturating_add(1)).read_to_end(&mut bytes) {
        Ok(_) => read_bytes_with(path, &bytes, limits, columns),
        Err(error) => Intake::only(path, unreadable(&error)),
    }
}

/// Reads all that `paths` name, one after the other, and joins it. `stdin` is read for `-`; without
/// it, the standard input of the process. `progress` is called before each file and at the end.
#[must_use]
pub fn walk(
    paths: &[String],
    mut stdin: Option<&mut dyn Read>,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Intake {
    let files = expand(paths);
    let total = files.len();
    let mut parts = Vec::with_capacity(total);
    for (done, file) in files.iter().enumerate() {
        progress(Progress { done, total, path: &file.path });
        parts.push(match &mut stdin {
            Some(stdin) if file.is_stdin() => read_stream(&file.path, *stdin, limits),
            _ => read_file(file, limits),
        });
    }
    progress(Progress { done: total, total, path: "" });
    merge(parts)
}

fn expand_path(given: &Path, found: &mut Vec<FileRef>, folders: &mut Folders) {
    let folder = clean(given);
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !is_hidden(&entry.file_name().to_string_lossy())
    };
    for entry in walkdir::WalkDir::new(given).follow_links(true).into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => folders.given(&folder),
            Ok(entry) => {
                let path = clean(entry.path());
                if entry.depth() == 0 || folders.takes(&folder, &path) {
                    found.push(FileRef { path, source: Source::File(entry.into_path()) });
                }
            }
            Err(error) => {
                let at = clean(error.path().unwrap_or(given));
                let problem = match (error.loop_ancestor(), error.io_error()) {
                    (Some(_), _) => Problem::new(
                        SetAsideCode::Unreadable,
                        "a link that leads back to a folder above it",
                        "nothing need be done: the folder itself is read",
                    ),
                    (_, Some(error)) => unreadable(error),
                    _ => Problem::new(SetAsideCode::Unreadable, "cannot be read", ADVICE),
                };
                known(found, &at, Intake::only(&at, problem));
                folders.has_something(&folder);
            }
        }
    }
}

fn expand_glob(pattern: &str, found: &mut Vec<FileRef>, folders: &mut Folders) {
    let options = glob::MatchOptions {
        require_literal_leading_dot: true,
        require_literal_separator: true,
        ..glob::MatchOptions::new()
    };
    let mut matched = false;
    match glob::glob_with(pattern, options) {
        Ok(paths) => {
            for path in paths {
                matched = true;
                match path {
                    Ok(path) => expand_path(&path, found, folders),
                    Err(error) => {
                        let at = clean(error.path());
                        known(found, &at, Intake::only(&at, unreadable(error.error())));
                    }
                }
            }
            if !matched {
                let what = "no file is called that or matches it";
                let problem = Problem::new(SetAsideCode::Unreadable, what, "check the spelling");
                known(found, pattern, Intake::only(pattern, problem));
            }
        }
        Err(error) => {
            let what =
                format!("no file is called that, and as a pattern it is wrong: {}", error.msg);
            let problem = Problem::new(SetAsideCode::Unreadable, what, "check the spelling");
            known(found, pattern, Intake::only(pattern, problem));
        }
    }
}

fn known(found: &mut Vec<FileRef>, path: &str, intake: Intake) {
    found.push(FileRef { path: path.to_owned(), source: Source::Known(Box::new(intake)) });
}

/// Keeps the first of the paths (they are sorted) that lead to one and the same file.
fn each_file_once(files: Vec<FileRef>) -> Vec<FileRef> {
    let mut first: BTreeMap<PathBuf, String> = BTreeMap::new();
    let mut out = Vec::with_capacity(files.len());
    for file in files {
        let real = match &file.source {
            Source::File(path) => fs::canonicalize(path).ok(),
            _ => None,
        };
        if let Some(real) = real {
            if let Some(kept) = first.get(&real) {
                let mut intake = Intake::default();
                intake.note(&file.path, format!("the same file as {kept}, and read once"));
                known(&mut out, &file.path, intake);
                continue;
            }
            first.insert(real, file.path.clone());
        }
        out.push(file);
    }
    out
}

/// A path to show and to derive ids from: `/` between parts, no `.` parts, no doubled slashes.
fn clean(path: &Path) -> String {
    let text = path.to_string_lossy();
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() };
    let parts: Vec<&str> =
        text.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    let root = if text.starts_with('/') { "/" } else { "" };
    match parts.is_empty() && root.is_empty() {
        true => ".".to_owned(),
        false => format!("{root}{}", parts.join("/")),
    }
}

/// What a file is that cannot be read to an end. Pipes can, and a shell's `<(…)` is one.
#[cfg(unix)]
fn special(about: &Metadata) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt;
    let kind = about.file_type();
    match () {
        () if kind.is_block_device() || kind.is_char_device() => Some("a device"),
        () if kind.is_socket() => Some("a socket"),
        () => None,
    }
}

#[cfg(unix)]
fn is_pipe(about: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    about.file_type().is_fifo()
}

#[cfg(not(unix))]
fn is_pipe(_about: &Metadata) -> bool {
    false
}

#[cfg(not(unix))]
fn special(_about: &Metadata) -> Option<&'static str> {
    None
}

fn not_regular(kind: &str) -> Problem {
    Problem::new(
        SetAsideCode::Unsupported,
        format!("{kind}, not a file"),
        "give a file or a folder",
    )
}

const ADVICE: &str = "check the path and that you may read it";

pub(crate) fn unreadable(error: &io::Error) -> Problem {
    let (what, advice) = match error.kind() {
        io::ErrorKind::NotFound => ("there is no such file".to_owned(), "check the spelling"),
        io::ErrorKind::PermissionDenied => {
            ("you may not read it".to_owned(), "change its permissions, or run as its owner")
        }
        _ => (format!("it cannot be read: {error}"), ADVICE),
    };
    Problem::new(SetAsideCode::Unreadable, what, advice)
}
