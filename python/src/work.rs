//! Long work beside the interpreter: its lock is released, and an interrupt is obeyed.
//!
//! The work runs on a thread of its own, while the thread that asked for it looks for signals. A
//! stage tells how far it is ([`Progress`]); once stop is asked for, that is where it is left, by
//! unwinding, so that nothing goes on in the background.

use crate::error::InternalError;
use pyo3::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;
use wireroom::{Progress, Stage};

/// How long an interrupt may wait.
const LOOK: Duration = Duration::from_millis(50);

/// Whether the work should stop.
#[derive(Debug, Default)]
pub(crate) struct Stop(AtomicBool);

/// What unwinds when it should.
struct Stopped;

impl Progress for Stop {
    fn at(&self, _: Stage, _: usize, _: usize) {
        if self.0.load(Ordering::Relaxed) {
            resume_unwind(Box::new(Stopped));
        }
    }
}

/// What `work` gives, with the interpreter free meanwhile.
pub(crate) fn beside<T: Send>(
    py: Python<'_>,
    work: impl FnOnce(&Stop) -> PyResult<T> + Send,
) -> PyResult<T> {
    let stop = Stop::default();
    let (done, mut wait) = channel();
    thread::scope(|scope| {
        let stop = &stop;
        scope.spawn(move || {
            let found = catch_unwind(AssertUnwindSafe(|| work(stop)));
            // Whoever waits is gone only when the whole program is.
            let _ = done.send(found);
        });
        let mut interrupt = None;
        loop {
            // A receiver can be handed over, not shared.
            let (got, back) = py.detach(move || (wait.recv_timeout(LOOK), wait));
            wait = back;
            match got {
                Err(RecvTimeoutError::Timeout) => {
                    if let (None, Err(error)) = (&interrupt, py.check_signals()) {
                        stop.0.store(true, Ordering::Relaxed);
                        interrupt = Some(error);
                    }
                }
                Err(RecvTimeoutError::Disconnected) | Ok(Err(_)) => {
                    let lost = || InternalError::new_err("a stage failed; please report it");
                    return Err(interrupt.unwrap_or_else(lost));
                }
                Ok(Ok(found)) => return interrupt.map_or(found, Err),
            }
        }
    })
}
