//! `wireroom watch` against a site that misbehaves, on the loopback interface; killed fifty times.
#![cfg(all(unix, feature = "watch"))]

mod util;

use std::collections::BTreeSet;
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::process::Stdio;
use std::time::{Duration, Instant};
use util::site::{Asked, Site, feed, item, page, pour, say};
use util::{Folder, Ran};
use wireroom_store::Store;

/// Entries that the growing feed comes to hold.
const GROWS: usize = 8;

/// A site with a feed for each way to go wrong. `inside` is the port of another server.
fn site(inside: u16) -> Site {
    let bomb = {
        let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        to.write_all(&vec![b' '; 64 << 20]).unwrap();
        to.finish().unwrap()
    };
    Site::start(move |asked: &Asked<'_>, stream| {
        let (port, before) = (asked.port, asked.before);
        let whole = |n: usize| {
            let text =
                format!("The weir {n} at Hask was mended, the warden said. It holds {n}0 tons.");
            item(port, &format!("grow{n}"), Some(&text))
        };
        let of = |ids: &[&str]| ids.iter().map(|id| item(port, id, None)).collect::<Vec<_>>();
        let ok = |stream: &mut _, body: String| say(stream, "200 OK", "", body.as_bytes());
        let to = |stream: &mut _, to: &str| {
            say(stream, "302 Found", &format!("Location: {to}\r\n"), b"")
        };
        match asked.path {
            "/robots.txt" => ok(stream, "User-agent: *\nDisallow: /page/forbidden\n".to_owned()),
            "/grow.xml" => {
                let n = GROWS.min(3 + before / 3);
                let tag = format!("\"{n}\"");
                if asked.head.contains(&tag) {
                    return say(stream, "304 Not Modified", "", b"");
                }
                let items: Vec<String> = (0..n).map(whole).collect();
                say(stream, "200 OK", &format!("ETag: {tag}\r\n"), feed(&items).as_bytes());
            }
            "/pages.xml" => {
                let ids =
                    ["plain", "moved", "gone", "busy", "picture", "forbidden", "around", "wall"];
                let mut items = of(&ids);
                let link = format!("http://127.0.0.1:{inside}/secret");
                items.push(
                    item(port, "inside", None)
                        .replace(&format!("http://127.0.0.1:{port}/page/inside"), &link),
                );
                ok(stream, feed(&items));
            }
            "/page/plain" => {
                std::thread::sleep(Duration::from_millis(40));
                ok(stream, page("The plain weir was opened to boats."));
            }
            "/page/moved" => to(stream, "/elsewhere"),
            "/elsewhere" => ok(stream, page("The weir that moved was opened to boats.")),
            "/page/busy" if before < 2 => say(stream, "503 Busy", "Retry-After: 1\r\n", b""),
            "/page/busy" => ok(stream, page("The busy weir was opened to boats.")),
            "/page/picture" => {
                say(stream, "200 OK", "Content-Type: text/html\r\n", b"\x89PNG\r\n\x1a\n")
            }
            "/page/around" => to(stream, "/page/around"),
            "/page/wall" => to(stream, &format!("http://127.0.0.1:{inside}/secret")),
            "/broken.xml" => {
                let body = feed(&[whole(91), whole(92), whole(93)]);
                let cut = body.find("<guid isPermaLink='false'>grow93").unwrap();
                ok(stream, body.split_at(cut).0.to_owned());
            }
            "/slow.xml" => pour(stream, b" ", Duration::from_millis(20)),
            "/endless.xml" => pour(stream, &[b'x'; 4096], Duration::ZERO),
            "/loop.xml" => to(stream, "/loop.xml?"),
            "/loop.xml?" => to(stream, "/loop.xml"),
            "/picture.xml" => {
                say(stream, "200 OK", "Content-Type: image/png\r\n", b"\x89PNG\r\n\x1a\n0")
            }
            "/page.xml" => ok(stream, page("This is no feed.")),
            "/bomb.xml" => say(stream, "200 OK", "Content-Encoding: gzip\r\n", &bomb),
            "/error.xml" => say(stream, "500 No", "", b""),
            "/silent.xml" => {}
            _ => say(stream, "404 Not Found", "", b"no"),
        }
    })
}

const FEEDS: [&str; 11] = [
    "/grow.xml",
    "/pages.xml",
    "/broken.xml",
    "/slow.xml",
    "/endless.xml",
    "/loop.xml",
    "/picture.xml",
    "/page.xml",
    "/bomb.xml",
    "/error.xml",
    "/silent.xml",
];

/// The arguments that watch these feeds, quickly.
fn args<'a>(feeds: &'a [String], record: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let quick = ["--record", record, "--tier", "fast", "--every", "1s", "--interval", "0ms"];
    let bounds = ["--timeout", "700ms", "--most", "256"];
    let feeds = feeds.iter().map(String::as_str);
    ["watch"]
        .into_iter()
        .chain(feeds)
        .chain(quick)
        .chain(bounds)
        .chain(more.iter().copied())
        .collect()
}

/// Whether all that the site has is in the record.
fn has_all(folder: &Folder, record: &str) -> bool {
    let Ok(store) = Store::open(&folder.0.join(record)) else { return false };
    let feeds = store.feeds().unwrap();
    feeds.waiting.is_empty() && feeds.entries.len() == GROWS + 9 + 2
}

/// What is done with and what is there are the same entries, each once.
fn nothing_is_lost_or_doubled(folder: &Folder, record: &str) {
    let path = folder.0.join(record);
    if !path.exists() {
        return;
    }
    let store = Store::open(&path).unwrap();
    let documents = store.documents().unwrap();
    let has: Vec<_> = documents.iter().map(|it| (it.path.clone(), it.source_id.clone())).collect();
    let each: BTreeSet<_> = has.iter().cloned().collect();
    assert_eq!(has.len(), each.len(), "an entry is there twice");
    let feeds = store.feeds().unwrap();
    let done = feeds.entries.keys().map(|(feed, id)| (Some(feed.clone()), Some(id.clone())));
    assert_eq!(done.collect::<BTreeSet<_>>(), each);
    assert!(feeds.waiting.keys().all(|key| !feeds.entries.contains_key(key)));
}

fn json(folder: &Folder, record: &str) -> String {
    let ran = folder.run(&["export", "--to", "json", "--record", record]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran.out
}

#[test]
fn a_watch_that_is_killed_fifty_times_has_what_one_has_that_was_not() {
    let inside = Site::start(|_, stream| say(stream, "200 OK", "", page("Secret.").as_bytes()));
    let site = site(inside.port);
    let feeds: Vec<String> = FEEDS.iter().map(|path| site.url(path)).collect();
    let folder = Folder::new("watch-kill");
    let watch = |record: &str| {
        let mut command = folder.command(&args(&feeds, record, &[]));
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    // Undisturbed, until all is there.
    let mut child = watch("whole");
    let start = Instant::now();
    while !has_all(&folder, "whole") {
        assert!(start.elapsed().as_secs() < 120 && child.try_wait().unwrap().is_none());
        std::thread::sleep(Duration::from_millis(200));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    nothing_is_lost_or_doubled(&folder, "whole");
    let whole = json(&folder, "whole");

    site.forget();
    let (mut chance, mut at_writing, mut states) = (Chance(11), 0, BTreeSet::new());
    for kill in 0..50 {
        let mut child = watch("killed");
        let start = Instant::now();
        let draft = folder.0.join(".killed.new");
        let until = |there: bool| {
            while draft.exists() != there && start.elapsed() < Duration::from_secs(5) {
                std::thread::sleep(Duration::from_micros(100));
            }
        };
        let pause = match kill % 4 {
            // While it starts, asks, waits.
            0 => Duration::from_millis(chance.below(900)),
            // When it begins to write; in the midst of it; after it.
            1 => {
                until(true);
                Duration::ZERO
            }
            2 => {
                until(true);
                Duration::from_micros(chance.below(20_000))
            }
            _ => {
                until(true);
                until(false);
                Duration::from_millis(chance.below(100))
            }
        };
        std::thread::sleep(pause);
        child.kill().unwrap();
        assert_eq!(child.wait().unwrap().signal(), Some(9), "it ended by itself");
        at_writing += usize::from(folder.0.join(".killed.new").exists());
        nothing_is_lost_or_doubled(&folder, "killed");
        if let Ok(store) = Store::open(&folder.0.join("killed")) {
            states.insert(store.feeds().unwrap().entries.len());
        }
    }
    assert!(at_writing > 0 && states.len() > 1, "{at_writing} drafts, {states:?} entries");
    // Left alone, it comes to have all.
    let mut child = watch("killed");
    let start = Instant::now();
    while !has_all(&folder, "killed") {
        assert!(start.elapsed().as_secs() < 120 && child.try_wait().unwrap().is_none());
        std::thread::sleep(Duration::from_millis(200));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    nothing_is_lost_or_doubled(&folder, "killed");
    assert!(json(&folder, "killed") == whole, "the record is another");
    let checked = folder.run(&["record", "check", "killed"]);
    assert_eq!(checked.code, Some(0), "{}", checked.out);
    // Nothing that a feed or a page pointed at stood in the local network but the site itself.
    assert_eq!((inside.asked("/secret"), inside.asked("/robots.txt")), (0, 0));
    assert_eq!(site.asked("/page/forbidden"), 0);
}

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) % n.max(1)
    }
}

fn once(folder: &Folder, feeds: &[String], more: &[&str]) -> Ran {
    let more: Vec<&str> = ["--once"].iter().chain(more).copied().collect();
    folder.run(&args(feeds, "r", &more))
}

#[test]
fn each_way_to_go_wrong_ends_in_a_note_and_the_rest_goes_on() {
    let inside = Site::start(|_, stream| say(stream, "200 OK", "", b"Secret."));
    let site = site(inside.port);
    let folder = Folder::new("watch-notes");
    let mut feeds: Vec<String> = FEEDS.iter().map(|path| site.url(path)).collect();
    feeds.push(format!("https://127.0.0.1:{}/tls.xml", site.port));
    feeds.extend(["http://".to_owned(), "ftp://a.example/feed".to_owned()]);
    let ran = once(&folder, &feeds, &[]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{}", ran.err);
    for (of, note) in [
        ("/grow.xml", "3 new articles"),
        ("/pages.xml", "9 new articles"),
        ("/broken.xml", "2 new articles"),
        ("/broken.xml", "the XML is cut off"),
        ("/slow.xml", "no answer in time"),
        ("/endless.xml", "more than 256 KiB"),
        ("/loop.xml", "redirects more than 5 times"),
        ("/picture.xml", "this is a PNG image"),
        ("/page.xml", "this is no feed but a page"),
        ("/bomb.xml", "more than 256 KiB"),
        ("/error.xml", "HTTP 500"),
        ("/silent.xml", "the answer ends early"),
        ("/tls.xml", "robots.txt"),
        ("http://: ", "no address"),
        ("ftp://a.example/feed", "only addresses with http"),
        ("/page/gone", "HTTP 404"),
        ("/page/busy", "HTTP 503"),
        ("/page/picture", "PNG"),
        ("/page/forbidden", "robots.txt"),
        ("/page/around", "redirects more than 5 times"),
        ("/page/wall", "leads into a local network"),
        ("/secret: ", "leads into a local network"),
    ] {
        let line = ran.err.lines().find(|line| line.contains(of) && line.contains(note));
        assert!(line.is_some(), "{of}: {note}\n{}", ran.err);
    }
    assert_eq!(inside.asked("/secret"), 0);
    nothing_is_lost_or_doubled(&folder, "r");

    // What failed is left alone for a while, what is held is not asked for again.
    let (grow, error, plain) =
        (site.asked("/grow.xml"), site.asked("/error.xml"), site.asked("/page/plain"));
    let ran = once(&folder, &feeds, &[]);
    assert!(ran.err.contains("not asked for another"), "{}", ran.err);
    assert_eq!((site.asked("/grow.xml"), site.asked("/page/plain")), (grow + 1, plain));
    assert!(site.asked("/error.xml") <= error + 1);
    assert_eq!(site.asked("/robots.txt"), 1);
}

#[test]
fn a_list_of_feeds_does_not_lead_into_a_local_network() {
    let site = Site::start(|asked, stream| {
        let text = "The weir at Hask was mended, the warden said.";
        say(stream, "200 OK", "", feed(&[item(asked.port, "1", Some(text))]).as_bytes());
    });
    let folder = Folder::new("watch-opml");
    let address = site.url("/feed");
    let opml = format!(
        "<opml><body><outline text='x'><outline xmlUrl='{address}'/></outline></body></opml>"
    );
    folder.write("feeds.opml", opml);
    let ran = once(&folder, &["feeds.opml".to_owned()], &[]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("unless you name the feed itself"), "{}", ran.err);
    assert_eq!((site.asked("/feed"), site.asked("/robots.txt")), (0, 0));
    // Named, it is asked at once.
    let ran = once(&folder, std::slice::from_ref(&address), &[]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("r holds 1 document, 1 of them new"), "{}", ran.err);
    // Nothing new.
    assert_eq!(once(&folder, &[address], &[]).code, Some(1));
    let ran = once(&folder, &["missing.opml".to_owned()], &[]);
    assert!(ran.code == Some(2) && ran.err.contains("no address"), "{}", ran.err);
}

#[test]
fn others_may_write_the_record_but_not_watch_for_it() {
    let site = Site::start(|asked, stream| {
        let items = [
            item(asked.port, "1", Some("The weir at Hask was mended.")),
            item(asked.port, "2", None),
        ];
        match asked.path {
            "/feed" => say(stream, "200 OK", "ETag: \"1\"\r\n", feed(&items).as_bytes()),
            _ => say(stream, "404 No", "", b""),
        }
    });
    let folder = Folder::with_pile("watch-share");
    let feeds = [site.url("/feed")];
    let mut child = folder.command(&args(&feeds, "r", &[])).stderr(Stdio::null()).spawn().unwrap();
    let start = Instant::now();
    let entries =
        || Store::open(&folder.0.join("r")).map_or(0, |it| it.feeds().unwrap().entries.len());
    while entries() < 2 {
        assert!(start.elapsed().as_secs() < 60);
        std::thread::sleep(Duration::from_millis(50));
    }
    let ran = once(&folder, &feeds, &[]);
    assert!(ran.code == Some(2) && ran.err.contains("another program is watching"), "{}", ran.err);
    let start = Instant::now();
    while folder.run(&["read", "pile", "--record", "r", "--tier", "fast"]).code != Some(0) {
        assert!(start.elapsed().as_secs() < 60);
    }
    std::thread::sleep(Duration::from_millis(1500));
    child.kill().unwrap();
    child.wait().unwrap();
    let store = Store::open(&folder.0.join("r")).unwrap();
    assert_eq!((store.documents().unwrap().len(), store.feeds().unwrap().entries.len()), (5, 2));
    assert!(store.feeds().unwrap().feeds[&feeds[0]].etag.is_some());
    for care in [&["record", "compact", "r"][..], &["record", "check", "r"]] {
        let ran = folder.run(care);
        assert_eq!(ran.code, Some(0), "{}", ran.out);
    }
    assert_eq!(entries(), 2);
}
