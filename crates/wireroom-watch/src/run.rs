//! The plan carried out: a few threads ask, one writes.

use crate::fetch::{Fetch, Trouble};
use crate::plan::{Found, Next, Plan, Settings, Told};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use wireroom_store::{Error, ErrorKind, Feeds};

/// Requests under way at a time, each of another host.
const WORKERS: usize = 8;
/// What was fetched is written within this time, in milliseconds, or at once where there is nothing
/// else to do for a while.
const SOON: u64 = 60_000;
/// Of the time, one part in so many goes to writing at the most.
const WRITING: u64 = 5;
/// How long to wait for another program to have written the record, in milliseconds.
const LOCKED: u64 = 500;
/// How often to do so in one round before it is given up.
const LOCKED_TRIES: u32 = 240;

/// How a round ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ended {
    /// Whether something new was written.
    pub new: bool,
    /// Whether something could not be had.
    pub trouble: bool,
}

/// Asks what `plan` says, and has `keep` write what comes, until there is nothing more to do: after
/// one round, or never. `clock` gives milliseconds since 1970; `tell` is given what the user should
/// know. `keep` says whether it wrote something new.
///
/// # Errors
/// When what was fetched cannot be written. It is fetched again another time.
pub fn run(
    plan: &mut Plan,
    settings: &Settings,
    fetch: &dyn Fetch,
    clock: &dyn Fn() -> u64,
    keep: &mut dyn FnMut(Found, &Feeds) -> Result<bool, Error>,
    tell: &mut dyn FnMut(Told),
) -> Result<Ended, Error> {
    let (to_do, steps) = mpsc::channel();
    let (done, answers) = mpsc::channel();
    let steps = Mutex::new(steps);
    let mut ended = Ended::default();
    let mut soon = SOON.min(settings.every.saturating_mul(1000));
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            let (steps, done) = (&steps, done.clone());
            scope.spawn(move || {
                loop {
                    let step = steps.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    // The other end is gone: nothing more is asked.
                    let Ok(step): Result<Box<crate::Step>, _> = step else { return };
                    let asked = catch_unwind(AssertUnwindSafe(|| fetch.get(&step.request)));
                    let answer = asked.unwrap_or_else(|_| {
                        Err(Trouble { what: "asking it failed".to_owned(), lasting: false })
                    });
                    if done.send((step, answer)).is_err() {
                        return;
                    }
                }
            });
        }
        // Dropped on the way out, which ends the threads.
        let to_do = to_do;
        let (mut asking, mut locked) = (0, 0);
        loop {
            let now = clock();
            let mut wait = None;
            while asking < WORKERS {
                match plan.next(now) {
                    Next::Step(step) => {
                        asking += 1;
                        let _ = to_do.send(step);
                    }
                    Next::Wait(until) => {
                        wait = Some(until);
                        break;
                    }
                    Next::Answer => break,
                    Next::Done if asking > 0 => break,
                    Next::Done => {
                        wait = Some(u64::MAX);
                        break;
                    }
                }
            }
            for told in plan.told() {
                ended.trouble |= told.trouble;
                tell(told);
            }
            let over = asking == 0 && wait == Some(u64::MAX);
            let idle = asking == 0 && wait.is_some_and(|until| until > now + soon / 6);
            let (since, since_any) = plan.unwritten();
            let late = |since: Option<u64>, after: u64| since.is_some_and(|at| now >= at + after);
            let times = settings.every.saturating_mul(1000);
            let due = late(since, soon) || late(since_any, times.max(soon));
            if since_any.is_some() && (due || (idle && since.is_some()) || over) {
                let found = plan.found();
                match keep(found.clone(), plan.feeds()) {
                    Ok(new) => {
                        // A large record takes long to be made anew: not all the time.
                        soon = soon.max(clock().saturating_sub(now).saturating_mul(WRITING));
                        ended.new |= new;
                        locked = 0;
                        plan.written();
                    }
                    Err(error)
                        if error.kind() == ErrorKind::Locked
                            && (locked < LOCKED_TRIES || !settings.once) =>
                    {
                        locked += 1;
                        plan.not_kept(found, since.unwrap_or(now));
                        std::thread::sleep(Duration::from_millis(LOCKED));
                    }
                    Err(error) => return Err(error),
                }
                continue;
            }
            if over {
                return Ok(ended);
            }
            let next_write = since.map(|at| at + soon).or(since_any.map(|at| at + times.max(soon)));
            let until = wait.into_iter().chain(next_write).min().unwrap_or(now + soon);
            // The clock may be set: it is looked at again before long.
            let pause = Duration::from_millis(until.saturating_sub(now).clamp(1, 10_000));
            match answers.recv_timeout(pause) {
                Ok((step, answer)) => {
                    asking -= 1;
                    plan.done(*step, answer, clock());
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
            }
        }
    })
}
