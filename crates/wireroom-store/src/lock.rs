//! One writer at a time, and the replacement of a file in one step.

use crate::error::{Error, ErrorKind};
use crate::feeds::carry;
use crate::write::{fill, fill_from};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use wireroom::{Builder, Record};
use wireroom_wire::Annotation;

/// The right to write a record file, held until dropped.
///
/// It is advisory: it keeps out other holders of a [`Lock`], and is an empty file `.NAME.lock`
/// beside the record. Reading needs none. A lock file that a killed program left behind locks
/// nothing.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    /// What the file is.
    called: &'static str,
    lock_path: PathBuf,
    // Held open: closing it unlocks.
    _file: File,
}

impl Lock {
    /// Takes the lock of a record file, which need not exist yet.
    ///
    /// # Errors
    /// When another holds it ([`ErrorKind::Locked`]), or the folder cannot be written.
    pub fn take(path: &Path) -> Result<Self, Error> {
        Self::take_of(path, "record")
    }

    /// The same for a file that is another thing, and is called so.
    pub(crate) fn take_of(path: &Path, called: &'static str) -> Result<Self, Error> {
        let busy = format!(
            "another program is writing this {called}; wait for it to end, or keep another {called}"
        );
        Self::take_with(path, called, "lock", busy)
    }

    /// Takes the right to watch feeds for a record: one program at a time does. Others may write the
    /// record meanwhile.
    ///
    /// # Errors
    /// As [`Lock::take`].
    pub fn take_to_watch(path: &Path) -> Result<Self, Error> {
        let busy =
            "another program is watching feeds for this record; end it, or keep another record";
        Self::take_with(path, "record", "watch", busy.to_owned())
    }

    fn take_with(
        path: &Path,
        called: &'static str,
        ending: &str,
        busy: String,
    ) -> Result<Self, Error> {
        let cannot_write = |path: &Path, error| cannot_write(path, called, error);
        let lock_path = beside(path, ending, called)?;
        // A holder removes the file when done; whoever opened it before that holds a lock on
        // nothing and tries again.
        for _ in 0..16 {
            let file = OpenOptions::new()
                .create(true)
                .truncate(false)
                .write(true)
                .open(&lock_path)
                .map_err(|error| cannot_write(path, error))?;
            match file.try_lock() {
                Ok(()) if same_file(&file, &lock_path) => {
                    return Ok(Self { path: path.to_owned(), called, lock_path, _file: file });
                }
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => break,
                Err(TryLockError::Error(error)) => return Err(cannot_write(path, error)),
            }
        }
        Err(Error::new(ErrorKind::Locked, path, busy))
    }

    /// Replaces the record file by one that holds `record`, in one step. What is known of feeds that are
    /// watched stays as it is.
    ///
    /// # Errors
    /// When the file that stands there is no record of a format that is read, or the folder cannot
    /// be written. The old file is then as it was.
    pub fn write(&self, record: &Record) -> Result<(), Error> {
        self.put(|draft| fill(draft, record))
    }

    /// The same of a record in the contract's terms, such as tables hold, with all that was received.
    ///
    /// # Errors
    /// As [`Lock::write`].
    pub fn write_from(
        &self,
        record: &wireroom_wire::Record,
        annotations: &[Annotation],
        gathered: &Builder,
    ) -> Result<(), Error> {
        self.put(|draft| fill_from(draft, record, annotations, gathered))
    }

    /// Replaces the record file by one that `fill` makes.
    fn put(&self, fill: impl FnOnce(&Path) -> crate::write::Result<()>) -> Result<(), Error> {
        let held = self.path.exists();
        if held {
            crate::Store::open(&self.path)?;
        }
        self.replace(|draft| {
            fill(draft)?;
            if held { carry(&self.path, draft) } else { Ok(()) }
        })
    }

    /// Replaces the file by one that `fill` makes, in one step.
    pub(crate) fn replace(
        &self,
        fill: impl FnOnce(&Path) -> crate::write::Result<()>,
    ) -> Result<(), Error> {
        let called = self.called;
        let cannot_write = |error| cannot_write(&self.path, called, error);
        let draft = Draft(beside(&self.path, "new", called)?);
        // What a killed writer left; the lock says that nobody writes it now.
        for left in [&draft.0, &beside(&self.path, "new-journal", called)?] {
            match fs::remove_file(left) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(cannot_write(error));
                }
                _ => {}
            }
        }
        fill(&draft.0).map_err(|error| {
            let what = format!(
                "the {called} cannot be written; is the disk full? The old {called} is as it was"
            );
            Error::new(ErrorKind::Io, &self.path, what).because(error)
        })?;
        let step = || -> io::Result<()> {
            OpenOptions::new().write(true).open(&draft.0)?.sync_all()?;
            fs::rename(&draft.0, &self.path)?;
            sync_folder(&self.path)
        };
        step().map_err(cannot_write)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.lock_path);
    }
}

/// A file that is removed unless it was moved away.
struct Draft(PathBuf);

impl Drop for Draft {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// `.NAME.ending` in the folder of `path`.
fn beside(path: &Path, ending: &str, called: &str) -> Result<PathBuf, Error> {
    let Some(name) = path.file_name().filter(|_| !path.is_dir()) else {
        let what = format!("this is a folder; name a file for the {called}");
        return Err(Error::new(ErrorKind::Io, path, what));
    };
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(".");
    beside.push(ending);
    Ok(path.with_file_name(beside))
}

fn cannot_write(path: &Path, called: &str, error: io::Error) -> Error {
    let what = format!(
        "the {called} cannot be written there; check that the folder exists and is writable"
    );
    Error::new(ErrorKind::Io, path, what).because(error)
}

#[cfg(unix)]
fn same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let key = |data: fs::Metadata| (data.dev(), data.ino());
    file.metadata().map(key).ok() == fs::metadata(path).map(key).ok()
}

#[cfg(not(unix))]
fn same_file(_: &File, path: &Path) -> bool {
    // A file that is open cannot be removed here.
    path.exists()
}

/// Makes the move itself last; where folders cannot be opened, the system sees to it.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}
