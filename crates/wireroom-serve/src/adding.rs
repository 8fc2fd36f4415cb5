//! Adding to the pile of a running server: what is given is read behind the scenes, one addition
//! after the other, and the record with it takes the place of the one before in one step.
//!
//! What it is not: it does not patch a record. The whole pile is read again with what is new, so
//! that bit by bit gives what all at once gives; whoever reads meanwhile sees the record before.
//!
//! Bounds: an upload has at most [`form::BYTES`] in at most [`form::FILES`] files and arrives
//! within [`form::TIME`]; [`WAITING`] additions wait at most, [`HELD`] are remembered.

mod form;
mod keep;
mod limits;
mod stream;

pub use keep::{InMemory, Keep};

pub(crate) use form::{DRAINED, FILES, Upload, received};
pub(crate) use stream::stream;

use crate::index::{Base, Index};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use tokio::sync::Semaphore;
use wireroom::{Builder, Progress, Stage};
use wireroom_wire::{Added, Addition, Given, Note};

/// Additions that wait while one is read.
const WAITING: usize = 8;
/// Additions that are remembered; the oldest are forgotten first.
const HELD: usize = 100;
/// Uploads that are received at once: each may hold [`form::BYTES`] in memory.
const RECEIVING: usize = 2;

/// The record that is served now. The one before it goes, and with it the file where that was made
/// for the while, when the last request has let it go.
pub(crate) type Served = Arc<RwLock<Arc<Base>>>;

/// An addition, as its worker and its readers share it.
type Shared = Arc<Mutex<Addition>>;

/// What was added, and the way to add.
#[derive(Debug)]
pub(crate) struct Adding {
    queue: SyncSender<Job>,
    additions: Mutex<Vec<Shared>>,
    n_given: AtomicUsize,
    /// Places for uploads that are on their way.
    pub(crate) receiving: Semaphore,
    kept: String,
}

#[derive(Debug)]
struct Job {
    uploads: Vec<Upload>,
    addition: Shared,
}

impl Adding {
    /// Starts the thread that reads; it ends with what is returned here.
    pub(crate) fn start(keep: Arc<dyn Keep>, served: Served) -> Self {
        let (queue, jobs) = sync_channel(WAITING);
        let kept = keep.kept();
        // Without the thread nothing takes a job, and whoever adds is told that too many wait.
        let _ = std::thread::Builder::new()
            .name("adding".to_owned())
            .spawn(move || work(&jobs, keep.as_ref(), &served));
        Self {
            queue,
            additions: Mutex::default(),
            n_given: AtomicUsize::new(0),
            receiving: Semaphore::new(RECEIVING),
            kept,
        }
    }

    /// Where what is added is kept, for people.
    pub(crate) fn kept(&self) -> &str {
        &self.kept
    }

    /// Takes what was given; `None` where too many wait.
    pub(crate) fn take(&self, uploads: Vec<Upload>) -> Option<Addition> {
        let id = (self.n_given.fetch_add(1, Ordering::Relaxed) + 1).to_string();
        let given = uploads
            .iter()
            .map(|upload| Given { name: upload.name.clone(), bytes: upload.bytes.len() })
            .collect();
        let addition = Addition {
            id,
            state: "waiting".to_owned(),
            stage: None,
            done: 0,
            total: 0,
            given,
            documents: Vec::new(),
            set_aside: Vec::new(),
            notes: Vec::new(),
            kept: self.kept.clone(),
            problem: None,
        };
        let shared = Arc::new(Mutex::new(addition.clone()));
        self.queue.try_send(Job { uploads, addition: Arc::clone(&shared) }).ok()?;
        let mut additions = self.additions.lock().unwrap_or_else(PoisonError::into_inner);
        additions.push(shared);
        let over = additions.len().saturating_sub(HELD);
        additions.drain(..over);
        Some(addition)
    }

    /// All that are remembered, latest first.
    pub(crate) fn all(&self) -> Vec<Addition> {
        let additions = self.additions.lock().unwrap_or_else(PoisonError::into_inner);
        additions.iter().rev().map(state).collect()
    }

    /// One by its id.
    pub(crate) fn one(&self, id: &str) -> Option<Addition> {
        let additions = self.additions.lock().unwrap_or_else(PoisonError::into_inner);
        additions.iter().map(state).find(|it| it.id == id)
    }
}

/// Whether nothing more will become of it.
pub(crate) fn ended(addition: &Addition) -> bool {
    matches!(addition.state.as_str(), "done" | "failed")
}

fn state(shared: &Shared) -> Addition {
    shared.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

fn change(shared: &Shared, change: impl FnOnce(&mut Addition)) {
    change(&mut shared.lock().unwrap_or_else(PoisonError::into_inner));
}

fn work(jobs: &Receiver<Job>, keep: &dyn Keep, served: &Served) {
    while let Ok(Job { uploads, addition }) = jobs.recv() {
        change(&addition, |it| it.state = "reading".to_owned());
        // A fault of the program must cost this addition and no other.
        let read = catch_unwind(AssertUnwindSafe(|| read(uploads, &addition, keep, served)));
        let result = read.unwrap_or_else(|_| {
            Err("a fault of the program ended the reading; the record is as it was".to_owned())
        });
        change(&addition, |it| {
            it.stage = None;
            (it.done, it.total) = (0, 0);
            it.state = if result.is_ok() { "done" } else { "failed" }.to_owned();
            it.problem = result.err();
        });
    }
}

fn read(
    uploads: Vec<Upload>,
    addition: &Shared,
    keep: &dyn Keep,
    served: &Served,
) -> Result<(), String> {
    let progress = Told { addition };
    let mut parts = Vec::new();
    for (at, upload) in uploads.iter().enumerate() {
        progress.at(Stage::Intake, at, uploads.len());
        parts.push(wireroom_intake::read_bytes(&upload.name, &upload.bytes, &limits::limits()));
    }
    drop(uploads);
    let intake = wireroom_intake::merge(parts);
    let documents: Vec<String> = intake.documents.iter().map(|it| it.id.to_string()).collect();
    let aside: HashSet<String> = intake.set_aside.iter().map(|it| it.id.to_string()).collect();
    let notes: Vec<Note> = intake
        .notes
        .iter()
        .map(|note| Note { path: note.path.clone(), what: note.what.clone() })
        .collect();
    let added = Builder {
        documents: intake.documents,
        set_aside: intake.set_aside,
        notes: intake.notes,
        ..Builder::default()
    };
    let pile = keep.grow(added, &progress)?;
    let base = Base::of(pile).map_err(|error| {
        format!("what was added is kept, but cannot be shown until the server starts anew: {error}")
    })?;
    let before = Index::over(&served.read().unwrap_or_else(PoisonError::into_inner));
    let index = Index::over(&base);
    change(addition, |it| {
        it.documents = documents
            .into_iter()
            .map(|id| Added {
                title: index.document(&id).and_then(|it| it.title.clone()),
                held: before.document(&id).is_some(),
                id,
            })
            .collect();
        it.set_aside = index.set_aside().filter(|it| aside.contains(&it.id)).cloned().collect();
        it.notes = notes;
    });
    *served.write().unwrap_or_else(PoisonError::into_inner) = base;
    Ok(())
}

/// Writes down how far a reading is.
struct Told<'a> {
    addition: &'a Shared,
}

impl Progress for Told<'_> {
    fn at(&self, stage: Stage, done: usize, total: usize) {
        let name = match stage {
            Stage::Intake => "reading files",
            Stage::Repair => "mending texts",
            Stage::Collate => "finding copies",
            Stage::Analyse => "names, times, quotes",
            Stage::Group => "joining events",
            Stage::Weigh => "weighing claims",
        };
        change(self.addition, |it| {
            // Threads may report out of turn.
            let back = it.stage.as_deref() == Some(name) && done < it.done;
            if !back {
                it.stage = Some(name.to_owned());
                (it.done, it.total) = (done, total);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Pile;
    use std::time::Duration;
    use wireroom::Options;
    use wireroom_store::List;

    #[test]
    fn the_file_of_the_record_before_goes_with_its_last_reader() {
        let pile = Pile::of(&Builder::default().build(&Options::default(), &())).unwrap();
        let file = pile.file.clone();
        let served: Served = Arc::new(RwLock::new(Base::of(pile).unwrap()));
        let reader = Arc::clone(&served.read().unwrap());
        let adding = Adding::start(Arc::new(InMemory::default()), Arc::clone(&served));
        let upload = Upload { name: "a.txt".to_owned(), bytes: b"A short text.".to_vec() };
        let id = adding.take(vec![upload]).unwrap().id;
        for _ in 0..600 {
            if adding.one(&id).is_some_and(|it| ended(&it)) {
                break;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        assert_eq!(adding.one(&id).unwrap().state, "done");
        assert_eq!(served.read().unwrap().n(List::Documents), 1);
        assert_eq!((reader.n(List::Documents), file.exists()), (0, true));
        drop(reader);
        assert!(!file.exists());
    }
}
