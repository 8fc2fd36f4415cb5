//! What comes of an answer: entries that are new, pages that are read, and what to do with the rest.

use super::line::{Goal, Job};
use super::{LEFT_ALONE, Plan, back_off};
use crate::address::{address, origin};
use crate::fetch::{Answer, Request, Trouble};
use std::collections::BTreeMap;
use std::time::{Duration, UNIX_EPOCH};
use wireroom_intake::{FeedEntry, FeedRead, read_feed, read_page};
use wireroom_model::{Document, DocumentId, Note};
use wireroom_store::{Entry, Waiting};

const SUMMARIES: &str = "some entries are not whole in the feed, and their pages were not read; what the \
                         feed holds of them was read, which may be a summary";

impl Plan {
    /// Lines up what an answer redirects to, and gives back one that redirects nowhere.
    pub(super) fn followed(
        &mut self,
        job: &Job,
        request: &Request,
        answer: Answer,
    ) -> Result<Option<Answer>, Trouble> {
        let for_good = matches!(answer.status, 301 | 308);
        let Some(to) = answer
            .location
            .as_ref()
            .filter(|_| for_good || matches!(answer.status, 302 | 303 | 307))
        else {
            return Ok(Some(answer));
        };
        let most = self.settings.bounds.redirects;
        if job.hops >= most {
            if matches!(job.goal, Goal::Robots(..)) {
                // As good as none.
                return Ok(Some(Answer { status: 404, ..answer }));
            }
            return Err(Trouble::lasting(format!("it redirects more than {most} times")));
        }
        let url = request
            .url
            .join(to)
            .map_err(|_| Trouble::lasting("it redirects to what is no address"))?;
        let url = address(url.as_str())
            .map_err(|what| Trouble::lasting(format!("it redirects; {what}")))?;
        self.line_up(Job {
            url: url.to_string(),
            hops: job.hops + 1,
            for_good: job.for_good && for_good,
            ..job.clone()
        });
        Ok(None)
    }

    /// Takes in an answer that leads nowhere else.
    pub(super) fn answered(&mut self, job: &Job, request: &Request, answer: &Answer, now: u64) {
        if matches!(answer.status, 429 | 503) {
            self.leave_alone(&origin(&request.url), answer, now);
        }
        match (&job.goal, answer.status) {
            (Goal::Feed(feed), 200) => self.feed_came(feed, job, request, answer, now),
            (Goal::Feed(feed), 304) => self.feed_unchanged(feed, now),
            (Goal::Page(feed, entry), 200) => {
                let key = (feed.clone(), entry.clone());
                self.page_came(&key, job, request, answer, now);
            }
            (_, status) => {
                let what = self::status(status);
                let passing = matches!(status, 408 | 425 | 429 | 500..);
                let trouble = if passing { Trouble::passing(what) } else { Trouble::lasting(what) };
                self.failed(job, &trouble, now);
            }
        }
    }

    fn feed_unchanged(&mut self, feed: &str, now: u64) {
        let known = self.feeds.feeds.entry(feed.to_owned()).or_default();
        let was = (known.failures, known.trouble.take());
        (known.asked, known.failures, known.not_before) = (now / 1000, 0, 0);
        self.unwritten_times.get_or_insert(now);
        if was != (0, None) {
            self.changed(now);
        }
        self.again(feed, now);
    }

    fn feed_came(&mut self, feed: &str, job: &Job, request: &Request, answer: &Answer, now: u64) {
        let charset = charset(answer);
        let read = match read_feed(feed, &answer.body, charset, &self.limits) {
            Ok(read) => read,
            Err(what) => return self.failed(job, &Trouble::passing(what), now),
        };
        for aside in &read.set_aside {
            self.tell(feed, aside.what.clone(), true);
        }
        let broken = read.broken.clone();
        let n = self.entries(feed, read, now);
        if n > 0 {
            let what =
                if n == 1 { "1 new article".to_owned() } else { format!("{n} new articles") };
            self.tell(feed, what, false);
        }
        if let Some(what) = broken {
            // What came is taken. What is behind the damage may come with another answer.
            return self.failed(job, &Trouble::passing(what), now);
        }
        let moved = (job.hops > 0 && job.for_good).then(|| request.url.to_string());
        let known = self.feeds.feeds.entry(feed.to_owned()).or_default();
        // Where a redirect is not for good, the answer's tag is for the place that it led to.
        let own = job.for_good;
        let mut new = known.clone();
        new.moved = moved.or(new.moved);
        new.etag = answer.etag.clone().filter(|tag| own && is_plain(tag));
        new.modified = answer.modified.clone().filter(|date| own && is_plain(date));
        (new.failures, new.not_before, new.trouble) = (0, 0, None);
        let changed = new != *known;
        new.asked = now / 1000;
        *known = new;
        self.unwritten_times.get_or_insert(now);
        if changed {
            self.changed(now);
        }
        self.again(feed, now);
    }

    /// Takes in the entries of a feed; gives how many are new or changed.
    fn entries(&mut self, feed: &str, read: FeedRead, now: u64) -> usize {
        let mut of_id = BTreeMap::<Option<String>, usize>::new();
        for entry in &read.entries {
            *of_id.entry(entry.document.source_id.clone()).or_default() += 1;
        }
        let mut room = super::PAGES
            .saturating_sub(self.feeds.waiting.keys().filter(|(of, _)| of == feed).count());
        let (mut new, mut taken) = (0, 0);
        for FeedEntry { document, whole } in read.entries {
            // Some feeds give all their entries one id.
            let own = of_id.get(&document.source_id) == Some(&1);
            let key = (feed.to_owned(), name_of(&document, own));
            let page = document.url.clone().filter(|url| !whole && address(url).is_ok());
            let page = page.filter(|_| self.settings.pages);
            let mark = mark_of(&document, page.is_some());
            let held = self.feeds.entries.get(&key).map(|entry| entry.mark.clone());
            let waits = self.feeds.waiting.get(&key);
            let waits_already = waits.is_some();
            let waits = waits.map(|it| mark_of(&it.document, page.is_some()));
            if waits.or(held).is_some_and(|known| known == mark) {
                continue;
            }
            self.changed(now);
            match page.filter(|_| room > 0 || waits_already) {
                Some(url) => {
                    let known = self
                        .feeds
                        .entries
                        .get(&key)
                        .is_some_and(|it| it.url.as_ref() == Some(&url));
                    let queued = self.feeds.waiting.contains_key(&key);
                    if self.pages.contains(&url) && !known && !queued {
                        // Another feed names the page too; it is read once.
                        self.feeds.entries.insert(key, Entry { mark, url: None });
                        continue;
                    }
                    let waiting = Waiting { document, not_before: 0, failures: 0 };
                    self.feeds.waiting.insert(key.clone(), waiting);
                    if !queued {
                        room -= 1;
                        self.ask_page(key, now);
                    }
                }
                // The mark stays that of an entry with a page: it is taken once.
                None => {
                    self.feeds.waiting.remove(&key);
                    self.feeds.entries.insert(key, Entry { mark, url: None });
                    if !whole {
                        self.summary_taken(feed);
                    }
                    self.found.documents.push(document);
                    taken += 1;
                }
            }
            new += 1;
        }
        if taken > 0 {
            self.found.notes.extend(read.notes);
        }
        new
    }

    fn page_came(
        &mut self,
        key: &(String, String),
        job: &Job,
        request: &Request,
        answer: &Answer,
        now: u64,
    ) {
        let Some(waiting) = self.feeds.waiting.get(key) else { return };
        let entry = &waiting.document;
        let charset = charset(answer);
        match read_page(entry, request.url.as_str(), &answer.body, charset, &self.limits) {
            Ok((document, notes)) => {
                let done = Entry { mark: mark_of(entry, true), url: entry.url.clone() };
                self.found.documents.push(document);
                self.found.notes.extend(notes);
                self.feeds.waiting.remove(key);
                self.feeds.entries.insert(key.clone(), done);
                self.changed(now);
            }
            Err(what) => self.failed(job, &Trouble::lasting(what), now),
        }
    }

    /// What was asked for could not be had.
    pub(super) fn failed(&mut self, job: &Job, trouble: &Trouble, now: u64) {
        let seconds = now / 1000;
        self.changed(now);
        let why = match job.hops {
            0 => trouble.what.clone(),
            _ => format!("redirected to {}: {}", job.url, trouble.what),
        };
        match &job.goal {
            Goal::Robots(of, _) => self.robots_answered(of, Err(trouble.clone()), now),
            Goal::Feed(feed) => {
                let every = self.settings.every;
                let known = self.feeds.feeds.entry(feed.clone()).or_default();
                known.failures = known.failures.saturating_add(1);
                let wait = match trouble.lasting {
                    true => super::LONGEST.max(every),
                    false => back_off(every, known.failures),
                };
                (known.asked, known.not_before) = (seconds, seconds + wait.min(LEFT_ALONE));
                // Where it moved to may be gone for good; where the user said it is may be not.
                if trouble.lasting || known.failures >= super::MOVED_FAILS {
                    known.moved = None;
                }
                known.trouble = Some(why.clone());
                let at = known.not_before.max(self.not_before(&job.url, now)) - seconds;
                let what = format!("{why}; it is asked again in {}", words(at));
                self.tell(feed, what, true);
                self.again(feed, now);
            }
            Goal::Page(feed, entry) => {
                let key = (feed.clone(), entry.clone());
                let (every, tries) = (self.settings.every, self.settings.tries);
                let Some(waiting) = self.feeds.waiting.get_mut(&key) else { return };
                waiting.failures = waiting.failures.saturating_add(1);
                let page = waiting.document.url.clone();
                if trouble.lasting || waiting.failures >= tries {
                    let document = waiting.document.clone();
                    let done = Entry { mark: mark_of(&document, true), url: document.url.clone() };
                    self.found.documents.push(document);
                    self.summary_taken(feed);
                    self.feeds.waiting.remove(&key);
                    self.feeds.entries.insert(key, done);
                    let of = page.unwrap_or_else(|| job.url.clone());
                    self.tell(&of, format!("{why}; what the feed holds of it is read"), true);
                } else {
                    waiting.not_before = seconds + back_off(every, waiting.failures);
                    let at = waiting.not_before.max(self.not_before(&job.url, now)) - seconds;
                    let of = page.unwrap_or_else(|| job.url.clone());
                    self.tell(&of, format!("{why}; it is asked again in {}", words(at)), true);
                    if !self.settings.once {
                        self.ask_page(key, now);
                    }
                }
            }
        }
    }

    fn summary_taken(&mut self, feed: &str) {
        self.found.notes.push(Note { path: feed.to_owned(), what: SUMMARIES.to_owned() });
    }

    /// Lines a feed up for its next time, if there is one.
    fn again(&mut self, feed: &str, now: u64) {
        if !self.settings.once {
            self.ask_feed(feed, now);
        }
    }
}

/// What an entry is known by in its feed.
fn name_of(document: &Document, own_id: bool) -> String {
    match (&document.source_id, &document.url) {
        (Some(id), _) if own_id => id.clone(),
        (Some(id), Some(url)) => format!("{id} {url}"),
        (None, Some(url)) => url.clone(),
        (_, None) => document.id.as_str().to_owned(),
    }
}

/// Changes when an entry does. Where its page is what is read, a summary that counts comments is no
/// change.
fn mark_of(document: &Document, has_page: bool) -> String {
    if !has_page {
        return document.id.as_str().to_owned();
    }
    let of = |stamp: &Option<wireroom_model::Stamp>| {
        stamp.as_ref().map(|stamp| stamp.value.clone()).unwrap_or_default()
    };
    let (published, updated) = (of(&document.published), of(&document.updated));
    let parts = [
        "entry",
        document.url.as_deref().unwrap_or_default(),
        document.title.as_deref().unwrap_or_default(),
        &published,
        &updated,
    ];
    DocumentId::derive(&parts).as_str().to_owned()
}

/// Whether a value can be sent back as it came.
fn is_plain(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

/// The character set that a server names.
fn charset(answer: &Answer) -> Option<&str> {
    let kind = answer.kind.as_deref()?;
    let at = kind.to_ascii_lowercase().find("charset=")?;
    let value = kind.get(at + "charset=".len()..)?.split(';').next()?;
    Some(value.trim().trim_matches(['"', '\'']))
}

/// How many seconds a server asks to be left alone for, at the time `now` in seconds.
pub(super) fn retry_after(answer: &Answer, now: u64) -> Option<u64> {
    let text = answer.retry.as_deref()?.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(seconds);
    }
    let at = httpdate::parse_http_date(text).ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(at.saturating_sub(Duration::from_secs(now)).as_secs())
}

/// A status in words.
pub(super) fn status(status: u16) -> String {
    let words = match status {
        401 | 402 | 407 => "only for who is known there",
        403 | 451 => "not allowed",
        404 => "not there",
        410 => "gone for good; leave it out",
        429 => "asked too often",
        500.. => "its server is in trouble",
        300..=399 => "a redirect to nowhere",
        _ => "no proper answer",
    };
    format!("HTTP {status}, {words}")
}

/// A time for people.
pub(super) fn words(seconds: u64) -> String {
    match seconds {
        0..120 => format!("{seconds} s"),
        120..7200 => format!("{} min", seconds.div_ceil(60)),
        _ => format!("{} h", seconds.div_ceil(3600)),
    }
}
