//! What is asked next, and what comes of the answers.
//!
//! A state machine: it is told the time, in milliseconds since 1970, and does nothing by itself. One
//! [`Step`] is one request of one host. A redirect is a step of its own, so that the host that it
//! leads to is treated as politely as any other.

mod answers;
mod line;
mod robots;

use crate::address::{address, host, origin, same_place};
use crate::fetch::{Answer, Bounds, INSIDE, Request, Trouble};
use line::{Goal, Job, Line};
use std::collections::{BTreeMap, BTreeSet};
use url::Url;
use wireroom_intake::Limits;
use wireroom_model::{Document, Note};
use wireroom_store::Feeds;

/// The longest time that a feed which fails is left alone, in seconds: a day.
const LONGEST: u64 = 24 * 3600;
/// The longest time that a server may ask to be left alone, in seconds: thirty days.
const LEFT_ALONE: u64 = 30 * LONGEST;
/// How long one round waits for a host that asks to be left alone, in milliseconds: a minute.
const PATIENCE: u64 = 60_000;
/// Most pages of one feed that wait to be fetched. Of what is more, what the feed holds is taken: a feed
/// must not send this program to some other host a hundred thousand times.
const PAGES: usize = 500;
/// Failures after which a feed is looked for where it was before it moved.
const MOVED_FAILS: u32 = 3;

/// How feeds are watched.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Seconds from asking a feed to asking it again.
    pub every: u64,
    /// Least milliseconds between two requests of one host.
    pub interval: u64,
    /// Whether each feed is asked at most once.
    pub once: bool,
    /// Whether the pages of entries are fetched that the feed does not hold whole.
    pub pages: bool,
    /// Times that a page is asked for before what the feed holds of it is taken.
    pub tries: u32,
    /// Bounds of each request.
    pub bounds: Bounds,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            every: 1800,
            interval: 2000,
            once: false,
            pages: true,
            tries: 5,
            bounds: Bounds::default(),
        }
    }
}

/// What the feeds brought and is not in the record yet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// Articles.
    pub documents: Vec<Document>,
    /// What there is to know of them.
    pub notes: Vec<Note>,
}

/// Something for the user to know now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Of what: the address of a feed, or of a page.
    pub of: String,
    /// In words.
    pub what: String,
    /// Whether something could not be had.
    pub trouble: bool,
}

/// What there is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// This request is to be made, and its answer given to [`Plan::done`].
    Step(Box<Step>),
    /// Nothing before this time.
    Wait(u64),
    /// Nothing before an answer comes.
    Answer,
    /// Nothing at all.
    Done,
}

/// A request to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What is asked for.
    pub request: Request,
    host: String,
    job: Job,
}

/// What is asked, when.
#[derive(Debug)]
pub struct Plan {
    settings: Settings,
    limits: Limits,
    /// Where each feed is that is watched, as the user gave it, and whether he named it himself.
    watched: BTreeMap<String, (Url, bool)>,
    feeds: Feeds,
    lines: BTreeMap<String, Line>,
    robots: BTreeMap<String, robotxt::Robots>,
    /// Jobs that wait for the `robots.txt` of an origin, which is being asked for.
    held: BTreeMap<String, Vec<Job>>,
    /// Pages that are asked for or were.
    pages: BTreeSet<String>,
    found: Found,
    told: Vec<Told>,
    /// Since when something is not written that would be fetched again, and since when anything is.
    unwritten: Option<u64>,
    unwritten_times: Option<u64>,
}

impl Plan {
    /// Watches `named`, which the user named himself, and `listed`, which some list names; `feeds` is
    /// what is known of them, and `now` the time. Addresses that are none are told.
    #[must_use]
    pub fn new(
        named: &[String],
        listed: &[String],
        feeds: Feeds,
        settings: Settings,
        now: u64,
    ) -> Self {
        let size = usize::try_from(settings.bounds.bytes).unwrap_or(usize::MAX);
        let limits = Limits { page: size, text: size, ..Limits::default() };
        let mut plan = Self {
            settings,
            limits,
            watched: BTreeMap::new(),
            feeds,
            lines: BTreeMap::new(),
            robots: BTreeMap::new(),
            held: BTreeMap::new(),
            pages: BTreeSet::new(),
            found: Found::default(),
            told: Vec::new(),
            unwritten: None,
            unwritten_times: None,
        };
        let given = named.iter().map(|it| (it, true)).chain(listed.iter().map(|it| (it, false)));
        for (text, own) in given {
            match address(text) {
                Ok(url) => {
                    let feed = url.to_string();
                    // Whoever names a feed in a local network after it was refused means it.
                    if let Some(known) = plan.feeds.feeds.get_mut(&feed).filter(|_| own)
                        && known.trouble.as_deref() == Some(INSIDE)
                    {
                        known.not_before = 0;
                    }
                    plan.watched.entry(feed).or_insert((url, own));
                }
                Err(what) => plan.tell(text, what, true),
            }
        }
        plan.pages.extend(plan.feeds.entries.values().filter_map(|entry| entry.url.clone()));
        let feeds: Vec<String> = plan.watched.keys().cloned().collect();
        for feed in feeds {
            plan.ask_feed(&feed, now);
        }
        let waiting: Vec<_> = plan.feeds.waiting.keys().cloned().collect();
        for key in waiting {
            if plan.watched.contains_key(&key.0) {
                plan.ask_page(key, now);
            }
        }
        plan
    }

    /// How many feeds are watched.
    #[must_use]
    pub fn watched(&self) -> usize {
        self.watched.len()
    }

    /// What there is to do at the time `now`.
    pub fn next(&mut self, now: u64) -> Next {
        loop {
            let mut first: Option<(u64, String)> = None;
            let mut asking = false;
            for (name, line) in &self.lines {
                asking |= line.busy;
                let Some(job) = line.jobs.first().filter(|_| !line.busy) else { continue };
                let alone = self.not_before(&job.url, now) * 1000;
                // One round waits its turn, and for hosts that ask for a moment; for nothing else.
                if self.settings.once && (job.due > now || alone > now + PATIENCE) {
                    continue;
                }
                let due = job.due.max(alone);
                let at = due.max(line.free_at);
                if first.as_ref().is_none_or(|(earliest, _)| at < *earliest) {
                    first = Some((at, name.clone()));
                }
            }
            match first {
                Some((at, _)) if at > now => return Next::Wait(at),
                Some((_, name)) => {
                    if let Some(step) = self.take(&name, now) {
                        return Next::Step(Box::new(step));
                    }
                }
                None if asking => return Next::Answer,
                None => return Next::Done,
            }
        }
    }

    /// The request for the first job of a host; `None` where it waits for a `robots.txt` now, or came
    /// to nothing.
    fn take(&mut self, name: &str, now: u64) -> Option<Step> {
        let line = self.lines.get_mut(name)?;
        let job = line.jobs.pop_first()?;
        let url = address(&job.url).ok()?;
        if !matches!(job.goal, Goal::Robots(..)) {
            if !self.knows_robots(&url, now) {
                self.ask_robots(job, &url);
                return None;
            }
            if let Err(trouble) = self.allowed(&url) {
                self.failed(&job, &trouble, now);
                return None;
            }
        }
        self.lines.get_mut(name)?.busy = true;
        let held = match &job.goal {
            Goal::Feed(feed) => self.feeds.feeds.get(feed),
            _ => None,
        };
        let request = Request {
            accept: job.goal.accept(),
            etag: held.and_then(|feed| feed.etag.clone()),
            modified: held.and_then(|feed| feed.modified.clone()),
            private: self.may_lead_inside(&job, &url),
            url,
        };
        Some(Step { request, host: name.to_owned(), job })
    }

    /// Whether a request for a feed, or for a page that it names, may lead into a local network: only
    /// where the user named the feed himself, and only to where he said that it is.
    fn may_lead_inside(&self, job: &Job, url: &Url) -> bool {
        let watched = self.watched.get(job.goal.feed());
        watched.is_some_and(|(named, own)| *own && same_place(named, url))
    }

    /// Takes in what was answered to a step, at the time `now`.
    pub fn done(&mut self, step: Step, answer: Result<Answer, Trouble>, now: u64) {
        let Step { request, host, job } = step;
        let gap = self.gap(&request.url);
        if let Some(line) = self.lines.get_mut(&host) {
            line.busy = false;
            line.free_at = now.saturating_add(gap);
        }
        let answer = answer.and_then(|answer| self.followed(&job, &request, answer));
        match (&job.goal, answer) {
            // What it leads to is lined up.
            (_, Ok(None)) => {}
            (Goal::Robots(of, _), answer) => self.robots_answered(of, answer, now),
            (_, Ok(Some(answer))) => self.answered(&job, &request, &answer, now),
            (_, Err(trouble)) => self.failed(&job, &trouble, now),
        }
    }

    /// What was found since this was asked last; it is the caller's to keep.
    pub fn found(&mut self) -> Found {
        std::mem::take(&mut self.found)
    }

    /// Gives back what could not be kept yet.
    pub fn not_kept(&mut self, mut found: Found, since: u64) {
        found.documents.append(&mut self.found.documents);
        found.notes.append(&mut self.found.notes);
        self.found = found;
        self.unwritten = Some(since);
    }

    /// What is known of feeds, with what was found.
    #[must_use]
    pub fn feeds(&self) -> &Feeds {
        &self.feeds
    }

    /// Says that all is written.
    pub fn written(&mut self) {
        (self.unwritten, self.unwritten_times) = (None, None);
    }

    /// Since when something is to be written, and since when anything at all is: that a feed was asked
    /// and had nothing new.
    #[must_use]
    pub fn unwritten(&self) -> (Option<u64>, Option<u64>) {
        (self.unwritten, self.unwritten_times)
    }

    /// What there is to tell since this was asked last.
    pub fn told(&mut self) -> Vec<Told> {
        std::mem::take(&mut self.told)
    }

    fn tell(&mut self, of: &str, what: impl Into<String>, trouble: bool) {
        self.told.push(Told { of: of.to_owned(), what: what.into(), trouble });
    }

    fn changed(&mut self, now: u64) {
        self.unwritten.get_or_insert(now);
        self.unwritten_times.get_or_insert(now);
    }

    /// When anything may be asked where `url` is, in seconds, at the time `now` in milliseconds.
    fn not_before(&self, url: &str, now: u64) -> u64 {
        let of = Url::parse(url).ok().map(|url| origin(&url));
        let host = of.and_then(|of| self.feeds.hosts.get(&of));
        host.map_or(0, |host| within(host.not_before, now))
    }

    /// Puts a job in the line of its host.
    fn line_up(&mut self, job: Job) {
        let Ok(url) = address(&job.url) else { return };
        self.lines.entry(host(&url).to_owned()).or_default().jobs.insert(job);
    }

    /// Lines up a feed for when it is to be asked next.
    fn ask_feed(&mut self, feed: &str, now: u64) {
        let Some((url, _)) = self.watched.get(feed) else { return };
        let known = self.feeds.feeds.get(feed);
        let url = known.and_then(|known| known.moved.clone()).unwrap_or_else(|| url.to_string());
        let due = known.map_or(0, |known| {
            let again = if self.settings.once { 0 } else { known.asked + self.settings.every };
            within(known.not_before, now).max(again.min(now / 1000 + self.settings.every))
        });
        if self.settings.once && due > now / 1000 {
            let trouble = known.and_then(|known| known.trouble.clone()).unwrap_or_default();
            let wait = answers::words(due - now / 1000);
            self.tell(feed, format!("not asked for another {wait}: {trouble}"), true);
        }
        self.line_up(Job::new(due.saturating_mul(1000), Goal::Feed(feed.to_owned()), url));
    }

    /// Lines up the page of an entry that waits for it.
    fn ask_page(&mut self, (feed, entry): (String, String), now: u64) {
        let Some(waiting) = self.feeds.waiting.get(&(feed.clone(), entry.clone())) else { return };
        let Some(url) = waiting.document.url.clone() else { return };
        let due = within(waiting.not_before, now).saturating_mul(1000);
        self.pages.insert(url.clone());
        self.line_up(Job::new(due, Goal::Page(feed, entry), url));
    }
}

/// A time that was written down, in seconds: no later than it can have been written, for the clock may
/// have been set since.
fn within(seconds: u64, now: u64) -> u64 {
    seconds.min(now / 1000 + LEFT_ALONE)
}

/// Seconds to leave alone what failed so many times in a row.
fn back_off(every: u64, failures: u32) -> u64 {
    let times = 1_u64.checked_shl(failures.min(40)).unwrap_or(u64::MAX);
    every.max(1).saturating_mul(times).min(LONGEST.max(every))
}
