//! What a host's `robots.txt` allows (RFC 9309), and how long that holds.
//!
//! Where there is none, all is allowed; where it cannot be had, nothing is asked. Jobs wait for the one
//! of their origin.

use super::line::{Goal, Job};
use super::{LEFT_ALONE, Plan, answers};
use crate::NAME;
use crate::address::origin;
use crate::fetch::{Answer, Trouble};
use robotxt::Robots;
use url::Url;
use wireroom_store::Host;

/// How long a `robots.txt` holds, in seconds: a day.
const HOLDS: u64 = 24 * 3600;
/// How long it holds at the most that it could not be had: an hour.
const TROUBLE_HOLDS: u64 = 3600;
/// The longest time between two requests that it may ask for, in milliseconds.
const SLOWEST: u64 = 60_000;

impl Plan {
    /// Whether the `robots.txt` of where `url` is is known.
    pub(super) fn knows_robots(&self, url: &Url, now: u64) -> bool {
        let seconds = now / 1000;
        let host = self.feeds.hosts.get(&origin(url));
        // Nothing holds for longer than it could have been written down: the clock may have been set.
        host.is_some_and(|it| it.robots_until > seconds && it.robots_until <= seconds + HOLDS)
    }

    /// Asks for the `robots.txt` of where `url` is; `job` waits for it.
    pub(super) fn ask_robots(&mut self, job: Job, url: &Url) {
        let of = origin(url);
        let Ok(robots) = url.join("/robots.txt") else { return };
        let feed = job.goal.feed().to_owned();
        let held = self.held.entry(of.clone()).or_default();
        held.push(job);
        if held.len() == 1 {
            self.line_up(Job::new(0, Goal::Robots(of, feed), robots.to_string()));
        }
    }

    /// Whether `url` may be asked.
    pub(super) fn allowed(&mut self, url: &Url) -> Result<(), Trouble> {
        let of = origin(url);
        if let Some(trouble) = self.feeds.hosts.get(&of).and_then(|host| host.trouble.as_ref()) {
            return Err(Trouble::passing(format!("{trouble} (asked for its robots.txt)")));
        }
        match self.rules(&of).is_url_allowed(url) {
            true => Ok(()),
            false => Err(Trouble::lasting("its robots.txt does not let programs read it")),
        }
    }

    /// Milliseconds between two requests where `url` is.
    pub(super) fn gap(&mut self, url: &Url) -> u64 {
        let asked = self.rules(&origin(url)).crawl_delay();
        let asked = asked.map_or(0, |delay| u64::try_from(delay.as_millis()).unwrap_or(u64::MAX));
        self.settings.interval.max(asked.min(SLOWEST))
    }

    fn rules(&mut self, of: &str) -> &Robots {
        let text = self.feeds.hosts.get(of).and_then(|host| host.robots.as_deref());
        self.robots.entry(of.to_owned()).or_insert_with(|| match text {
            Some(text) => Robots::parse(text.as_bytes(), NAME),
            None => Robots::allow_all(),
        })
    }

    /// Takes in the `robots.txt` of an origin.
    pub(super) fn robots_answered(
        &mut self,
        of: &str,
        answer: Result<Option<Answer>, Trouble>,
        now: u64,
    ) {
        let seconds = now / 1000;
        let waiting = self.held.remove(of).unwrap_or_default();
        let (robots, trouble) = match answer {
            Ok(Some(answer)) if answer.status == 200 => {
                let most = answer.body.len().min(robotxt::BYTE_LIMIT);
                (Some(String::from_utf8_lossy(&answer.body[..most]).into_owned()), None)
            }
            Ok(Some(answer)) if matches!(answer.status, 429 | 500..) => {
                self.leave_alone(of, &answer, now);
                (None, Some(answers::status(answer.status)))
            }
            Ok(_) => (None, None),
            Err(trouble) if trouble.lasting => {
                // It holds for who asked, and others may be allowed more.
                for job in waiting {
                    let own =
                        crate::address(&job.url).is_ok_and(|url| self.may_lead_inside(&job, &url));
                    match own {
                        true => self.line_up(job),
                        false => self.failed(&job, &trouble, now),
                    }
                }
                return;
            }
            Err(trouble) => (None, Some(trouble.what)),
        };
        let again = TROUBLE_HOLDS.min(self.settings.every);
        let holds = if trouble.is_some() { again } else { HOLDS };
        let not_before = self.feeds.hosts.get(of).map_or(0, |host| host.not_before);
        let host = Host { robots, trouble, robots_until: seconds + holds, not_before };
        self.feeds.hosts.insert(of.to_owned(), host);
        self.robots.remove(of);
        self.changed(now);
        waiting.into_iter().for_each(|job| self.line_up(job));
    }

    /// Leaves an origin alone for as long as it asks, if it does.
    pub(super) fn leave_alone(&mut self, of: &str, answer: &Answer, now: u64) {
        if let Some(wait) = answers::retry_after(answer, now / 1000) {
            let host = self.feeds.hosts.entry(of.to_owned()).or_default();
            host.not_before = now / 1000 + wait.min(LEFT_ALONE);
            self.changed(now);
        }
    }
}
