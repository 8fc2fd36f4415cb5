//! The threads that a pile is read on, and what is done there, counted.

use crate::options::{Options, Progress, Stage};
use std::sync::atomic::{AtomicUsize, Ordering};

pub(crate) fn with_threads<T: Send>(options: &Options, work: impl FnOnce() -> T + Send) -> T {
    pool(options).install(work)
}

/// Threads to work on.
pub(crate) struct Pool(Option<rayon::ThreadPool>);

/// The threads that `options` ask for.
pub(crate) fn pool(options: &Options) -> Pool {
    // Deep parse trees and long alignments want more stack than a thread has by default.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads).stack_size(16 << 20);
    Pool(pool.build().ok())
}

impl Pool {
    /// Does some work on them.
    pub(crate) fn install<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match &self.0 {
            Some(pool) => pool.install(work),
            // No thread could be started: the work is done on this one.
            None => work(),
        }
    }
}

/// Counts units of a stage as they are done, from any thread.
pub(crate) struct Tick<'a> {
    progress: &'a dyn Progress,
    stage: Stage,
    done: AtomicUsize,
    total: usize,
}

impl<'a> Tick<'a> {
    pub(crate) fn new(progress: &'a dyn Progress, stage: Stage, total: usize) -> Self {
        progress.at(stage, 0, total);
        Self { progress, stage, done: AtomicUsize::new(0), total }
    }

    pub(crate) fn done<T>(&self, value: T) -> T {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.progress.at(self.stage, done, self.total);
        value
    }
}
