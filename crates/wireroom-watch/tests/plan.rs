//! What is asked when, and what comes of answers, with a clock and a network of the test's own.

use std::collections::{BTreeMap, BTreeSet};
use wireroom_store::Feeds;
use wireroom_watch::{Answer, Found, Next, Plan, Request, Settings, Step, Trouble};

/// A time to begin with, in milliseconds.
const START: u64 = 1_800_000_000_000;

fn item(id: &str, text: Option<&str>) -> String {
    let text = text.map(|text| format!("<c:encoded>{text}</c:encoded>")).unwrap_or_default();
    format!(
        "<item><guid>{id}</guid><link>http://post.example/{id}</link><title>Weir {id}</title>\
         <description>The weir was.</description>{text}</item>"
    )
}

fn feed(items: &[String]) -> Answer {
    let body = format!(
        "<rss xmlns:c='http://purl.org/rss/1.0/modules/content/'><channel><title>Post</title>{}\
         </channel></rss>",
        items.concat()
    );
    Answer { status: 200, body: body.into_bytes(), ..Answer::default() }
}

fn page(text: &str) -> Answer {
    let body = format!(
        "<!DOCTYPE html><html><head><title>T</title></head><body><article><h1>The weir at Hask</h1>\
         <p>{}</p></article></body></html>",
        text.repeat(8)
    );
    Answer { status: 200, body: body.into_bytes(), ..Answer::default() }
}

fn status(status: u16) -> Answer {
    Answer { status, ..Answer::default() }
}

/// A plan with a clock, asked until it has nothing to do for now.
struct Bench {
    plan: Plan,
    now: u64,
    /// What was asked, and when, in milliseconds from the start.
    asked: Vec<(u64, Request)>,
    answers: BTreeMap<String, Vec<Result<Answer, Trouble>>>,
    told: Vec<String>,
    found: Found,
}

impl Bench {
    fn new(feeds: &[&str], settings: Settings) -> Self {
        Self::with(feeds, &[], Feeds::default(), settings)
    }

    fn with(named: &[&str], listed: &[&str], feeds: Feeds, settings: Settings) -> Self {
        let own = |list: &[&str]| list.iter().map(|&it| it.to_owned()).collect::<Vec<_>>();
        let plan = Plan::new(&own(named), &own(listed), feeds, settings, START);
        let (asked, answers, told) = (Vec::new(), BTreeMap::new(), Vec::new());
        Self { plan, now: START, asked, answers, told, found: Found::default() }
    }

    /// What is answered to an address, one after the other; the last goes on.
    fn on(mut self, url: &str, answers: &[Answer]) -> Self {
        self.answers.insert(url.to_owned(), answers.iter().rev().cloned().map(Ok).collect());
        self
    }

    fn fails(mut self, url: &str, what: &str, lasting: bool) -> Self {
        let trouble = Trouble { what: what.to_owned(), lasting };
        self.answers.insert(url.to_owned(), vec![Err(trouble)]);
        self
    }

    fn answer(&mut self, step: Step) {
        let of = step.request.url.to_string();
        self.asked.push((self.now - START, step.request.clone()));
        let answer = match self.answers.get_mut(&of) {
            Some(list) if list.len() > 1 => list.pop().unwrap(),
            Some(list) => list[0].clone(),
            None => Ok(status(404)),
        };
        self.plan.done(step, answer, self.now);
    }

    fn take_in(&mut self) {
        self.told.extend(self.plan.told().into_iter().map(|told| told.what));
        let Found { documents, notes } = self.plan.found();
        self.found.documents.extend(documents);
        self.found.notes.extend(notes);
    }

    /// Goes on until `seconds` from the start, or until there is nothing to do.
    fn until(mut self, seconds: u64) -> Self {
        loop {
            match self.plan.next(self.now) {
                Next::Step(step) => self.answer(*step),
                Next::Wait(at) if at <= START + seconds * 1000 => self.now = at,
                _ => break,
            }
        }
        self.take_in();
        self
    }

    /// What was asked, without `robots.txt`.
    fn paths(&self) -> Vec<(u64, String)> {
        let asked = self.asked.iter().filter(|(_, it)| it.url.path() != "/robots.txt");
        asked.map(|(at, it)| (at / 1000, it.url.to_string())).collect()
    }

    fn texts(&self) -> BTreeSet<String> {
        let texts = self.found.documents.iter().map(|it| it.received.clone());
        texts.collect()
    }
}

fn once() -> Settings {
    Settings { once: true, ..Settings::default() }
}

const FEED: &str = "http://post.example/feed";
const WHOLE: &str = "The weir at Hask was mended.";

#[test]
fn a_feed_is_asked_after_robots_txt_and_its_whole_entries_are_taken() {
    let bench = Bench::new(&[FEED], once()).on(FEED, &[feed(&[item("1", Some(WHOLE))])]).until(99);
    let asked: Vec<&str> = bench.asked.iter().map(|(_, it)| it.url.path()).collect();
    assert_eq!(asked, ["/robots.txt", "/feed"]);
    assert_eq!(bench.texts(), [WHOLE.to_owned()].into());
    assert_eq!(bench.told, ["1 new article"]);
    // Least time between two requests of a host.
    assert_eq!(bench.asked[1].0, 2000);
}

#[test]
fn robots_txt_is_obeyed() {
    let robots = |text: &str| Answer { body: text.as_bytes().to_vec(), ..status(200) };
    let asked = |answer: Answer| {
        let bench = Bench::new(&[FEED], once()).on("http://post.example/robots.txt", &[answer]);
        let bench = bench.on(FEED, &[feed(&[item("1", None), item("2", None)])]).until(999);
        (bench.paths().len(), bench.told.join("; "), bench.found.documents.len())
    };
    assert_eq!(asked(robots("User-agent: *\nDisallow:\n")).0, 3);
    assert_eq!(asked(robots("User-agent: other\nDisallow: /\n")).0, 3);
    assert_eq!(asked(status(404)).0, 3);
    let (n, told, _) = asked(robots("User-agent: *\nDisallow: /feed\n"));
    assert!(n == 0 && told.contains("robots.txt does not let"), "{told}");
    // What the feed holds of an entry whose page is not to be read is taken.
    let (n, told, taken) = asked(robots("User-agent: Wireroom\nDisallow: /2\n"));
    assert_eq!((n, taken), (2, 2), "{told}");
    assert!(told.contains("robots.txt does not let"), "{told}");
    let (n, told, _) = asked(status(503));
    assert!(n == 0 && told.contains("HTTP 503") && told.contains("robots.txt"), "{told}");
    // It may ask for more time, within reason.
    for (delay, at) in [("5", 5), ("7000", 60)] {
        let text = format!("User-agent: *\nCrawl-delay: {delay}\n");
        let bench =
            Bench::new(&[FEED], once()).on("http://post.example/robots.txt", &[robots(&text)]);
        let bench = bench.on(FEED, &[feed(&[item("1", None)])]).until(999);
        assert_eq!(bench.paths()[1].0 - bench.paths()[0].0, at, "{delay}");
    }
}

#[test]
fn hosts_are_asked_one_request_at_a_time_and_side_by_side() {
    let feeds = ["http://a.example/1", "http://a.example/2", "http://b.example/1"];
    let mut bench = Bench::new(&feeds, once());
    let mut open = Vec::new();
    while let Next::Step(step) = bench.plan.next(bench.now) {
        open.push(step);
    }
    let hosts: Vec<_> = open.iter().map(|step| step.request.url.host_str().unwrap()).collect();
    assert_eq!(hosts, ["a.example", "b.example"]);
    assert_eq!(bench.plan.next(bench.now), Next::Answer);
    open.into_iter().for_each(|step| bench.answer(*step));
    assert_eq!(bench.plan.next(bench.now), Next::Wait(START + 2000));
    let bench = bench.until(60);
    let of_a: Vec<u64> = bench
        .asked
        .iter()
        .filter(|(_, it)| it.url.host_str() == Some("a.example"))
        .map(|(at, _)| *at)
        .collect();
    assert_eq!(of_a, [0, 2000, 4000]);
}

#[test]
fn only_what_changed_is_asked_for() {
    let tagged = Answer {
        etag: Some("W/\"7\"".to_owned()),
        modified: Some("Mon, 02 Mar 2026 08:00:00 GMT".to_owned()),
        ..feed(&[item("1", Some(WHOLE))])
    };
    let settings = Settings { every: 600, ..Settings::default() };
    let bench = Bench::new(&[FEED], settings).on(FEED, &[tagged, status(304)]).until(1300);
    let asked: Vec<_> = bench.asked.iter().filter(|(_, it)| it.url.path() == "/feed").collect();
    let times: Vec<u64> = asked.iter().map(|(at, _)| at / 1000).collect();
    assert_eq!(times, [2, 602, 1202]);
    assert_eq!((&asked[0].1.etag, &asked[0].1.modified), (&None, &None));
    assert_eq!(asked[1].1.etag.as_deref(), Some("W/\"7\""));
    assert_eq!(asked[2].1.modified.as_deref(), Some("Mon, 02 Mar 2026 08:00:00 GMT"));
    assert_eq!(bench.found.documents.len(), 1);
}

#[test]
fn what_fails_is_asked_ever_less_often_up_to_a_day() {
    let settings = Settings { every: 3600, ..Settings::default() };
    let bench = Bench::new(&[FEED], settings).on(FEED, &[status(500)]).until(400_000);
    let hours: Vec<u64> =
        bench.paths().windows(2).map(|pair| (pair[1].0 - pair[0].0) / 3600).collect();
    assert_eq!(hours[..5], [2, 4, 8, 16, 24]);
    assert!(bench.told[0].contains("HTTP 500") && bench.told[0].ends_with("asked again in 2 h"));
    // One that comes back is asked as often as before.
    let settings = Settings { every: 3600, ..Settings::default() };
    let answers = [status(500), status(500), feed(&[]), feed(&[])];
    let bench = Bench::new(&[FEED], settings).on(FEED, &answers).until(40_000);
    let hours: Vec<u64> =
        bench.paths().windows(2).map(|pair| (pair[1].0 - pair[0].0) / 3600).collect();
    assert_eq!(hours[..3], [2, 4, 1]);
}

#[test]
fn retry_after_holds_for_all_of_the_host() {
    let other = "http://post.example/other";
    for retry in ["7200", "Fri, 15 Jan 2027 10:00:00 GMT"] {
        let busy = Answer { retry: Some(retry.to_owned()), ..status(429) };
        let settings = Settings { every: 60, ..Settings::default() };
        let bench = Bench::new(&[FEED, other], settings.clone());
        let bench = bench.on(FEED, &[busy, feed(&[])]).on(other, &[feed(&[])]).until(7190);
        assert_eq!(bench.paths().len(), 1, "{retry} {:?}", bench.paths());
        let feeds = bench.plan.feeds().clone();
        assert!(bench.until(7210).paths().len() > 2);
        // Nor is it asked by a program that is started anew.
        let bench = Bench::with(&[other], &[], feeds, settings).until(7000);
        assert_eq!(bench.asked, []);
    }
    // One round waits for a moment, and no longer.
    for (retry, n) in [("7", 2), ("61", 1)] {
        let busy = Answer { retry: Some(retry.to_owned()), ..status(503) };
        let bench = Bench::new(&[FEED, other], once());
        let bench = bench.on(FEED, &[busy]).on(other, &[feed(&[])]).until(9999);
        assert_eq!(bench.paths().len(), n, "{retry}");
    }
    // Nobody asks to be left alone for ever.
    let busy = Answer { retry: Some("99999999999999".to_owned()), ..status(503) };
    let bench = Bench::new(&[FEED], Settings::default()).on(FEED, &[busy, feed(&[])]);
    assert!(bench.until(31 * 86400).paths().len() > 1);
}

#[test]
fn redirects_are_followed_as_far_as_they_lead_somewhere() {
    let to = |status: u16, to: &str| Answer {
        status,
        location: Some(to.to_owned()),
        ..Answer::default()
    };
    let bench = Bench::new(&[FEED], once()).on(FEED, &[to(302, "/feed?again")]);
    let bench = bench.on("http://post.example/feed?again", &[to(307, FEED)]).until(99);
    assert_eq!(bench.paths().len(), 6);
    assert!(bench.told[0].contains("redirects more than 5 times"), "{:?}", bench.told);
    for bad in ["ftp://a.example/", "http://me:you@a.example/", "javascript:1", "http://"] {
        let bench = Bench::new(&[FEED], once()).on(FEED, &[to(301, bad)]).until(99);
        assert!(bench.told[0].contains("redirects"), "{bad}: {:?}", bench.told);
    }
    // One for good is remembered; the host that it leads to is asked for its own robots.txt.
    let new = "https://new.example/feed";
    let settings = Settings { every: 600, ..Settings::default() };
    let bench = Bench::new(&[FEED], settings).on(FEED, &[to(301, new)]);
    let bench = bench.on(new, &[feed(&[item("1", Some(WHOLE))])]).until(700);
    let asked: Vec<String> = bench.asked.iter().map(|(_, it)| it.url.to_string()).collect();
    let robots = "https://new.example/robots.txt";
    assert_eq!(asked, ["http://post.example/robots.txt", FEED, robots, new, new]);
    assert_eq!(bench.found.documents[0].path.as_deref(), Some(FEED));
}

#[test]
fn the_page_of_an_entry_that_is_not_whole_is_read_once() {
    let items = [item("1", Some(WHOLE)), item("2", None)];
    let settings = Settings { every: 600, ..Settings::default() };
    let bench = Bench::new(&[FEED], settings.clone()).on(FEED, &[feed(&items)]);
    let text = "The weir at Hask has been mended by six men. ";
    let bench = bench.on("http://post.example/2", &[page(text)]).until(1300);
    let paths: Vec<String> = bench.paths().into_iter().map(|(_, url)| url).collect();
    assert_eq!(paths, [FEED, "http://post.example/2", FEED, FEED]);
    assert!(bench.texts().iter().any(|it| it.contains("six men")), "{:?}", bench.texts());
    assert_eq!(bench.found.documents.len(), 2);
    // Nor by a program that is started anew; nor where it is still to come.
    let again = Bench::with(&[FEED], &[], bench.plan.feeds().clone(), once());
    let again = again.on(FEED, &[feed(&items)]).until(5000);
    assert_eq!((again.paths().len(), again.found.documents.len()), (1, 0));
    // Without pages, what the feed holds is taken.
    let bench =
        Bench::new(&[FEED], Settings { pages: false, ..settings }).on(FEED, &[feed(&items)]);
    assert_eq!(bench.until(1300).found.documents.len(), 2);
}

#[test]
fn an_entry_that_changes_is_read_again() {
    let changed = item("2", None).replace("Weir 2", "Weir 2 mended");
    let longer = format!("{WHOLE} All of it.");
    let first = feed(&[item("1", Some(WHOLE)), item("2", None)]);
    let second = feed(&[item("1", Some(&longer)), changed]);
    let settings = Settings { every: 600, ..Settings::default() };
    let bench = Bench::new(&[FEED], settings).on(FEED, &[first, second]);
    let bench =
        bench.on("http://post.example/2", &[page("One text of it. "), page("Another text. ")]);
    let bench = bench.until(1300);
    assert_eq!(bench.found.documents.len(), 4);
    assert_eq!(bench.paths().iter().filter(|(_, url)| url.ends_with("/2")).count(), 2);
}

#[test]
fn a_page_that_cannot_be_had_leaves_what_the_feed_holds() {
    let one = |bench: Bench| {
        let bench = bench.on(FEED, &[feed(&[item("2", None)])]).until(400_000);
        let asked = bench.paths().iter().filter(|(_, url)| url.ends_with("/2")).count();
        let text = bench.found.documents[0].received.clone();
        assert_eq!((bench.found.documents.len(), bench.found.notes.len()), (1, 1));
        assert!(bench.found.notes[0].what.contains("may be a summary"));
        (asked, text, bench.told.join("; "))
    };
    let new = || Bench::new(&[FEED], Settings { every: 10_000, ..Settings::default() });
    let page_url = "http://post.example/2";
    let short = "The weir was.".to_owned();
    for gone in [403, 404, 410, 451] {
        let (asked, text, told) = one(new().on(page_url, &[status(gone)]));
        assert_eq!((asked, &text), (1, &short), "{told}");
    }
    assert_eq!(one(new().on(page_url, &[status(502)])).0, 5);
    assert_eq!(one(new().fails(page_url, "no answer in time", false)).0, 5);
    assert_eq!(one(new().fails(page_url, "it leads into a local network", true)).0, 1);
    let picture = Answer { body: b"\x89PNG\r\n\x1a\n".to_vec(), ..status(200) };
    assert!(one(new().on(page_url, &[picture])).2.contains("PNG"));
}

#[test]
fn a_feed_that_breaks_off_gives_what_came_and_is_asked_again() {
    let mut cut = feed(&[item("1", Some(WHOLE)), item("2", Some(WHOLE))]);
    cut.body.truncate(cut.body.len() - 60);
    cut.etag = Some("\"1\"".to_owned());
    let settings = Settings { every: 600, ..Settings::default() };
    let whole = feed(&[item("1", Some(WHOLE)), item("2", Some(WHOLE))]);
    let bench = Bench::new(&[FEED], settings).on(FEED, &[cut, whole]).until(2000);
    assert_eq!(bench.asked.iter().filter_map(|(_, it)| it.etag.clone()).count(), 0);
    assert!(bench.told.iter().any(|told| told.contains("cut off")), "{:?}", bench.told);
    assert_eq!(bench.found.documents.len(), 2);
    for body in ["", "hello", "<html><body>Sorry</body></html>", "<rss", "{\"a\":1}", "\0\0\0\u{1}"]
    {
        let answer = Answer { body: body.as_bytes().to_vec(), ..status(200) };
        let bench = Bench::new(&[FEED], once()).on(FEED, &[answer]).until(99);
        assert!(!bench.told.is_empty() && bench.found.documents.is_empty(), "{body}");
    }
}

#[test]
fn entries_with_one_id_are_told_apart_by_their_addresses() {
    let same = |at: &str| {
        item(at, Some(&format!("{WHOLE} {at}"))).replace(&format!("<guid>{at}"), "<guid>0")
    };
    let settings = Settings { every: 600, ..Settings::default() };
    let bench =
        Bench::new(&[FEED], settings).on(FEED, &[feed(&[same("1"), same("2")])]).until(2000);
    assert_eq!(bench.found.documents.len(), 2);
}

#[test]
fn only_feeds_that_the_user_named_may_lead_inside_and_only_to_their_own_place() {
    let inside = "http://desk.example:8080/feed";
    let (own, other) = ("http://desk.example:8080/1", "http://desk.example:9200/2");
    let items = [own, other]
        .map(|url| format!("<item><guid>{url}</guid><link>{url}</link><title>T</title></item>"));
    let asked = |named: &[&str], listed: &[&str]| {
        let bench = Bench::with(named, listed, Feeds::default(), once());
        let bench = bench.on(inside, &[feed(&items)]).until(99);
        let asked = bench.asked.iter().map(|(_, it)| (it.url.to_string(), it.private));
        asked.collect::<BTreeMap<String, bool>>()
    };
    let named = asked(&[inside], &[]);
    assert!(named[inside] && named[own] && named["http://desk.example:8080/robots.txt"]);
    assert!(!named[other] && !named["http://desk.example:9200/robots.txt"]);
    assert!(asked(&[], &[inside]).values().all(|private| !private));
    // A feed that is named elsewhere opens nothing to another.
    let evil = "http://evil.example/feed";
    let bench = Bench::with(&[evil, inside], &[], Feeds::default(), once());
    let bench = bench.on(evil, &[feed(&items)]).until(99);
    let led: Vec<bool> = bench
        .asked
        .iter()
        .filter(|(_, it)| it.url.as_str() == own)
        .map(|(_, it)| it.private)
        .collect();
    assert_eq!(led, [false]);
}

#[test]
fn addresses_that_are_none_are_told_and_the_rest_goes_on() {
    let given = ["file:///etc/passwd", "http://", FEED, "http://post.example/feed#top"];
    let bench = Bench::new(&given, once()).on(FEED, &[feed(&[item("1", Some(WHOLE))])]).until(99);
    assert_eq!(bench.told.len(), 3);
    assert_eq!(bench.paths().len(), 1);
}
