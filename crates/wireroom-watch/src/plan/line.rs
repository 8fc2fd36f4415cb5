//! Who waits for a host, in the order in which they are served.

use std::cmp::Ordering;
use std::collections::BTreeSet;

/// What is to be asked of one host.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Whether it is being asked something.
    pub(super) busy: bool,
    /// When it may be asked again.
    pub(super) free_at: u64,
    pub(super) jobs: BTreeSet<Job>,
}

/// An address to be asked, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Job {
    /// When.
    pub(super) due: u64,
    pub(super) goal: Goal,
    pub(super) url: String,
    /// Redirects so far.
    pub(super) hops: u32,
    /// Whether all of them are for good.
    pub(super) for_good: bool,
}

/// What is to be had.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Goal {
    /// A feed, by its address as the user gave it.
    Feed(String),
    /// The page of a feed's entry.
    Page(String, String),
    /// The `robots.txt` of an origin, and a feed that leads there.
    Robots(String, String),
}

impl Goal {
    pub(super) fn feed(&self) -> &str {
        match self {
            Self::Feed(feed) | Self::Page(feed, _) | Self::Robots(_, feed) => feed,
        }
    }

    pub(super) fn accept(&self) -> &'static str {
        match self {
            Self::Feed(_) => {
                "application/rss+xml, application/atom+xml, application/rdf+xml, \
                 application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
            }
            Self::Page(..) => "text/html, application/xhtml+xml, */*;q=0.1",
            Self::Robots(..) => "text/plain, */*;q=0.1",
        }
    }
}

impl Job {
    pub(super) fn new(due: u64, goal: Goal, url: String) -> Self {
        Self { due, goal, url, hops: 0, for_good: true }
    }
}

impl Ord for Job {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |it: &Self| (it.due, it.hops);
        key(self)
            .cmp(&key(other))
            .then_with(|| (&self.goal, &self.url).cmp(&(&other.goal, &other.url)))
    }
}

impl PartialOrd for Job {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
