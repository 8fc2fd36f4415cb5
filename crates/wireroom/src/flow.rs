//! Items that come one after the other, are worked on by all threads and go on in the order in which
//! they came.
//!
//! No waves: whoever waits for the slowest of a wave is idle, and so is everyone while the next one is
//! read and the last one written. Here the thread that asks for items and hands them on takes part in
//! the work while there is nothing else for it to do. In waves of 24 MB and of 32 parts ten thousand
//! articles, 4.2 s of work, took two threads 2.5 s.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Works on what `next` gives, on any thread, and hands on in the same order what came of it. At most
/// `ahead` items are under way, so many are in memory.
///
/// # Errors
/// Those of `hand_on`; after one, nothing more is asked for.
pub(crate) fn in_order<I: Send, U: Send>(
    ahead: usize,
    mut next: impl FnMut() -> Option<I>,
    work: impl Fn(I) -> U + Sync,
    mut hand_on: impl FnMut(U) -> io::Result<()>,
) -> io::Result<()> {
    let done = Done { made: Mutex::default(), more: Condvar::new() };
    let (done, work) = (&done, &work);
    rayon::in_place_scope_fifo(|scope| {
        let (mut given, mut gone, mut open) = (0, 0, true);
        while open || gone < given {
            if let Some(made) = done.take(gone) {
                // Where work failed the scope says so.
                let Some(made) = made else { break };
                hand_on(made)?;
                gone += 1;
            } else if open && given - gone < ahead {
                match next() {
                    None => open = false,
                    Some(item) => {
                        let slot = Slot { done, at: given, made: None };
                        scope.spawn_fifo(move |_| slot.fill(work(item)));
                        given += 1;
                    }
                }
            } else if !matches!(rayon::yield_now(), Some(rayon::Yield::Executed)) {
                done.wait(gone);
            }
        }
        Ok(())
    })
}

/// What was made and not handed on yet, by the place of its item; `None` where the work failed.
struct Done<U> {
    made: Mutex<BTreeMap<usize, Option<U>>>,
    more: Condvar,
}

impl<U> Done<U> {
    fn made(&self) -> MutexGuard<'_, BTreeMap<usize, Option<U>>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, at: usize) -> Option<Option<U>> {
        self.made().remove(&at)
    }

    /// Waits a little for what comes next: the work on it may ask for help meanwhile.
    fn wait(&self, at: usize) {
        let made = self.made();
        if !made.contains_key(&at) {
            let _ = self.more.wait_timeout(made, Duration::from_millis(1));
        }
    }
}

/// Where what is made goes, however the work ends.
struct Slot<'d, U> {
    done: &'d Done<U>,
    at: usize,
    made: Option<U>,
}

impl<U> Slot<'_, U> {
    fn fill(mut self, made: U) {
        self.made = Some(made);
    }
}

impl<U> Drop for Slot<'_, U> {
    fn drop(&mut self) {
        self.done.made().insert(self.at, self.made.take());
        self.done.more.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use rayon::prelude::*;
    use std::io;

    #[test]
    fn what_is_made_goes_on_in_the_order_of_the_items() {
        for (threads, ahead) in [(1, 1), (1, 4), (2, 3), (4, 16)] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let mut items = 0..500_u64;
            let mut found = Vec::new();
            // The work asks for help itself, and some of it takes much longer.
            let work = |item: u64| {
                let steps = if item.is_multiple_of(37) { 20_000 } else { 20 };
                (0..steps).into_par_iter().map(|step| step % 2 * item).max().unwrap_or(0)
            };
            pool.install(|| {
                in_order(
                    ahead,
                    || items.next(),
                    work,
                    |made| {
                        found.push(made);
                        Ok(())
                    },
                )
            })
            .unwrap();
            assert_eq!(found, (0..500).collect::<Vec<_>>());
        }
    }

    #[test]
    fn after_an_error_nothing_more_is_asked_for() {
        let mut asked = 0;
        let next = || {
            asked += 1;
            Some(asked)
        };
        let refuse = |made: i32| if made == 5 { Err(io::Error::other("full")) } else { Ok(()) };
        let ended = in_order(4, next, |item| item, refuse);
        assert_eq!(ended.unwrap_err().to_string(), "full");
        assert!(asked < 5 + 5);
    }

    #[test]
    #[cfg(panic = "unwind")]
    fn work_that_fails_ends_it() {
        let ended = std::panic::catch_unwind(|| {
            let mut items = 0..10;
            let work = |item| assert_ne!(item, 3);
            in_order(2, || items.next(), work, |()| Ok(()))
        });
        assert!(ended.is_err());
    }
}
