//! A record file that another program puts a new one in the place of: the new one is served too.
//!
//! Each request looks whether the file is still the one that is served, which costs next to nothing.
//! Where it is not, the new one is opened behind the scenes, and requests are answered from the old
//! one until that is done. What cannot be opened changes nothing.
//!
//! What it is not: it watches no file while nobody asks, and does not see a file that is changed in
//! its place, which nothing here does.

use crate::adding::Served;
use crate::index::Base;
use crate::pile::{Mark, Pile};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The user's file, followed.
#[derive(Debug)]
pub(crate) struct Follow {
    file: PathBuf,
    /// The last file that was opened or could not be.
    seen: Mutex<Option<Mark>>,
    opening: AtomicBool,
}

impl Follow {
    /// Follows the file of a pile; `None` where it was made for the while.
    pub(crate) fn of(pile: &Pile) -> Option<Arc<Self>> {
        let file = pile.given.clone()?;
        // A copy of an older format is not to be made again for the file that it was made of.
        let seen = if pile.file == file { None } else { Mark::of(&file) };
        let (seen, opening) = (Mutex::new(seen), AtomicBool::new(false));
        Some(Arc::new(Self { file, seen, opening }))
    }

    /// Opens the file where it is another than `base` is of.
    pub(crate) fn look(self: &Arc<Self>, base: &Base, served: &Served) {
        let Some(now) = Mark::of(&self.file) else { return };
        let known = base.mark == Some(now) || *self.seen() == Some(now);
        if known || self.opening.swap(true, Ordering::AcqRel) {
            return;
        }
        let (follow, served) = (Arc::clone(self), Arc::clone(served));
        let opened = std::thread::Builder::new().name("following".to_owned()).spawn(move || {
            let pile = Pile::open(&follow.file).ok();
            if let Some(base) = pile.and_then(|pile| Base::of(pile).ok()) {
                *served.write().unwrap_or_else(PoisonError::into_inner) = base;
            }
            *follow.seen() = Some(now);
            follow.opening.store(false, Ordering::Release);
        });
        if opened.is_err() {
            self.opening.store(false, Ordering::Release);
        }
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, Option<Mark>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
