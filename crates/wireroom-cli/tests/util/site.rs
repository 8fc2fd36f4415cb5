//! A web site on the loopback interface that does what sites should not.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How an address is answered: the request's head, how often it was asked before, and the stream.
type Answers = Arc<dyn Fn(&Asked<'_>, &mut TcpStream) + Send + Sync>;

/// A request.
pub(crate) struct Asked<'a> {
    pub(crate) path: &'a str,
    pub(crate) head: &'a str,
    /// How often this path was asked before.
    pub(crate) before: usize,
    pub(crate) port: u16,
}

/// A running site; it ends with the test's process.
pub(crate) struct Site {
    pub(crate) port: u16,
    counts: Arc<Mutex<BTreeMap<String, usize>>>,
}

impl Site {
    pub(crate) fn start(
        answers: impl Fn(&Asked<'_>, &mut TcpStream) + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let counts = Arc::new(Mutex::new(BTreeMap::new()));
        let (counted, answers): (_, Answers) = (Arc::clone(&counts), Arc::new(answers));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (counts, answers) = (Arc::clone(&counted), Arc::clone(&answers));
                std::thread::spawn(move || serve(stream, port, &counts, &answers));
            }
        });
        Self { port, counts }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// How often a path was asked.
    pub(crate) fn asked(&self, path: &str) -> usize {
        self.counts.lock().unwrap().get(path).copied().unwrap_or_default()
    }

    /// Forgets what was asked.
    pub(crate) fn forget(&self) {
        self.counts.lock().unwrap().clear();
    }
}

fn serve(
    mut stream: TcpStream,
    port: u16,
    counts: &Mutex<BTreeMap<String, usize>>,
    answers: &Answers,
) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n > 0) {
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let Some(path) = head.split(' ').nth(1) else { return };
    let before = {
        let mut counts = counts.lock().unwrap();
        let count = counts.entry(path.to_owned()).or_default();
        *count += 1;
        *count - 1
    };
    answers(&Asked { path, head: &head, before, port }, &mut stream);
}

/// Answers with a body and lines of the head, each with its end.
pub(crate) fn say(stream: &mut TcpStream, status: &str, lines: &str, body: &[u8]) {
    let n = body.len();
    let _ = write!(stream, "HTTP/1.1 {status}\r\n{lines}Content-Length: {n}\r\n\r\n");
    let _ = stream.write_all(body);
}

/// Answers with bytes, again and again, until the other end has had enough.
pub(crate) fn pour(stream: &mut TcpStream, bytes: &[u8], pause: Duration) {
    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n");
    while stream.write_all(bytes).is_ok() {
        std::thread::sleep(pause);
    }
}

/// An item of a feed; `text` is its whole text, if the feed holds that.
pub(crate) fn item(port: u16, id: &str, text: Option<&str>) -> String {
    let text = text.map(|text| format!("<c:encoded>{text}</c:encoded>")).unwrap_or_default();
    format!(
        "<item><guid isPermaLink='false'>{id}</guid><link>http://127.0.0.1:{port}/page/{id}</link>\
         <title>Weir {id} at Hask</title><pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate>\
         <description>In short, the weir {id} is in use.</description>{text}</item>"
    )
}

/// A feed.
pub(crate) fn feed(items: &[String]) -> String {
    format!(
        "<rss xmlns:c='http://purl.org/rss/1.0/modules/content/'><channel><title>Teel Post</title>\
         {}</channel></rss>",
        items.concat()
    )
}

/// A page with an article of a few sentences.
pub(crate) fn page(text: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>The weir at Hask</title></head><body><article>\
         <h1>The weir at Hask</h1><p>{text}</p><p>{}</p></article></body></html>",
        "The warden said on Monday that the water had been let in. ".repeat(4)
    )
}
