//! One request over a real connection, to servers that do all that servers should not. They listen on
//! the loopback interface only.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use wireroom_watch::{Answer, Bounds, Fetch, Http, Request, Trouble, address};

/// A server that gives each connection, once its request was read, to `answer`.
struct Server {
    port: u16,
    asked: Arc<AtomicUsize>,
}

impl Server {
    fn of(answer: impl Fn(&str, &mut TcpStream) + Send + 'static) -> Self {
        Self::raw(move |stream| {
            let request = head(stream);
            answer(&request, stream);
        })
    }

    fn raw(serve: impl Fn(&mut TcpStream) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                count.fetch_add(1, Ordering::SeqCst);
                serve(&mut stream.unwrap());
            }
        });
        Self { port, asked }
    }

    /// One that answers with these bytes.
    fn saying(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::of(move |_, stream| {
            let _ = stream.write_all(&bytes);
        })
    }

    fn get(&self) -> Result<Answer, Trouble> {
        self.ask(&format!("http://127.0.0.1:{}/feed", self.port), true)
    }

    fn ask(&self, url: &str, private: bool) -> Result<Answer, Trouble> {
        let bounds =
            Bounds { bytes: 64 << 10, time: Duration::from_millis(700), ..Bounds::default() };
        let started = Instant::now();
        let answer = Http::new(&bounds, Some("desk@post.example")).get(&request(url, private));
        assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
        answer
    }
}

fn head(stream: &mut TcpStream) -> String {
    let mut read = Vec::new();
    let mut byte = [0];
    while !read.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n > 0) {
        read.push(byte[0]);
    }
    String::from_utf8(read).unwrap()
}

fn request(url: &str, private: bool) -> Request {
    Request { url: address(url).unwrap(), accept: "*/*", etag: None, modified: None, private }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    to.write_all(bytes).unwrap();
    to.finish().unwrap()
}

fn packed(body: &[u8]) -> Vec<u8> {
    let mut answer = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".to_vec();
    answer.extend_from_slice(body);
    answer
}

#[test]
fn an_answer_comes_with_what_is_said_of_it() {
    let server = Server::of(|request, stream| {
        for line in ["user-agent: wireroom/", "contact: desk@post.example", "accept-encoding: gzip"]
        {
            assert!(request.to_ascii_lowercase().contains(line), "{request}");
        }
        let _ = stream.write_all(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nETag: \"1\"\r\n\
              Last-Modified: x\r\nContent-Length: 5\r\n\r\nhello",
        );
    });
    let answer = server.get().unwrap();
    assert_eq!((answer.status, answer.body.as_slice()), (200, &b"hello"[..]));
    assert_eq!(answer.etag.as_deref(), Some("\"1\""));
    assert_eq!(answer.kind.as_deref(), Some("text/xml; charset=utf-8"));
    assert_eq!(Server::saying(packed(&gzip(b"packed"))).get().unwrap().body, b"packed");
    let to = "HTTP/1.1 301 Moved\r\nLocation: /b\u{f6}\r\nContent-Length: 0\r\n\r\n";
    assert_eq!(Server::saying(to).get().unwrap().location.as_deref(), Some("/b\u{f6}"));
    let busy = "HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n";
    assert_eq!(Server::saying(busy).get().unwrap().retry.as_deref(), Some("7"));
}

#[test]
fn what_is_held_is_sent() {
    let server = Server::of(|request, stream| {
        let request = request.to_ascii_lowercase();
        let held =
            request.contains("if-none-match: w/\"a\"") && request.contains("if-modified-since: b");
        let status = if held { "304 Not Modified" } else { "500 No" };
        let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
    });
    let url = format!("http://127.0.0.1:{}/", server.port);
    let held = Request {
        etag: Some("W/\"a\"".to_owned()),
        modified: Some("b".to_owned()),
        ..request(&url, true)
    };
    assert_eq!(Http::new(&Bounds::default(), None).get(&held).unwrap().status, 304);
    // What no header can hold is an answer in words.
    let bad = Request { etag: Some("a\r\nX: y".to_owned()), ..request(&url, true) };
    assert!(Http::new(&Bounds::default(), None).get(&bad).is_err());
}

#[test]
fn slow_and_endless_answers_end() {
    let why = |server: Server| server.get().unwrap_err().what;
    // Nothing at all; a head that drips; a body that drips.
    let wait = || std::thread::sleep(Duration::from_secs(60));
    assert_eq!(why(Server::of(move |_, _| wait())), "no answer in time");
    let drip = |first: &'static str| {
        Server::of(move |_, stream| {
            let mut sent = stream.write_all(first.as_bytes());
            while sent.is_ok() {
                std::thread::sleep(Duration::from_millis(50));
                sent = stream.write_all(b"a");
            }
        })
    };
    assert_eq!(why(drip("HTTP/1.1 200 OK\r\nX-Long: ")), "no answer in time");
    assert_eq!(why(drip("HTTP/1.1 200 OK\r\n\r\n")), "no answer in time");
    assert_eq!(why(drip("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")), "no answer in time");
    // Without end, as fast as it goes.
    let flood = |first: &'static str, more: Vec<u8>| {
        Server::of(move |_, stream| {
            let mut sent = stream.write_all(first.as_bytes());
            while sent.is_ok() {
                sent = stream.write_all(&more);
            }
        })
    };
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let chunk = [b"2000\r\n".to_vec(), vec![b'x'; 0x2000], b"\r\n".to_vec()].concat();
    assert!(why(flood("HTTP/1.1 200 OK\r\n\r\n", vec![b'x'; 9000])).contains("more than 64 KiB"));
    assert!(why(flood(chunked, chunk)).contains("more than 64 KiB"));
    let _ = why(flood("HTTP/1.1 200 OK\r\n", b"X-More: yes\r\n".repeat(100)));
    let _ = why(flood("", vec![b'x'; 9000]));
}

#[test]
fn packed_answers_are_bounded_as_they_are_unpacked() {
    let why = |bytes: Vec<u8>| Server::saying(bytes).get().unwrap_err().what;
    let bomb = gzip(&vec![0; 200 << 20]);
    assert!(bomb.len() > 64 << 10 && why(packed(&bomb)).contains("more than 64 KiB"));
    assert!(why(packed(&gzip(&vec![0; 1 << 20]))).contains("more than 64 KiB"));
    let whole = gzip(b"The weir at Hask was mended on Friday by six men of the village.");
    assert!(!why(packed(&whole[..whole.len() - 12])).is_empty());
    assert!(!why(packed(b"this is not packed")).is_empty());
    let other = b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nx".to_vec();
    assert!(why(other).contains("packed as br"));
}

#[test]
fn damaged_answers_are_told() {
    for bytes in [
        "",
        "HTTP/1.1",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        "HTTP/9.9 abc\r\n\r\n",
        "220 mail.example ESMTP\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "\0\0\0\0\0\0\0",
    ] {
        let why = Server::saying(bytes).get().expect_err(bytes).what;
        assert!(!why.is_empty(), "{bytes}");
    }
    let closed = { TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port() };
    let nobody = Server { port: closed, asked: Arc::default() };
    assert_eq!(nobody.get().unwrap_err().what, "nothing answers there");
}

#[test]
fn a_server_must_be_who_it_says() {
    let plain = Server::saying("HTTP/1.1 200 OK\r\n\r\n");
    let url = |server: &Server| format!("https://127.0.0.1:{}/", server.port);
    assert!(plain.ask(&url(&plain), true).is_err());
    // A certificate of its own making, over a handshake that works.
    let cert = rustls::pki_types::CertificateDer::from(include_bytes!("tls/cert.der").to_vec());
    let key = rustls::pki_types::PrivatePkcs8KeyDer::from(include_bytes!("tls/key.der").to_vec());
    let config = rustls::ServerConfig::builder_with_provider(
        rustls::crypto::ring::default_provider().into(),
    );
    let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let config = Arc::new(config.with_single_cert(vec![cert], key.into()).unwrap());
    let server = Server::raw(move |stream| {
        let mut tls = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
        let _ = rustls::Stream::new(&mut tls, stream).write_all(b"HTTP/1.1 200 OK\r\n\r\n");
    });
    let why = server.ask(&url(&server), true).unwrap_err().what;
    assert!(why.contains("identity cannot be verified"), "{why}");
}

#[test]
fn what_leads_into_a_local_network_is_not_even_connected_to() {
    let server = Server::saying("HTTP/1.1 200 OK\r\n\r\nsecret");
    let port = server.port;
    for host in [
        "127.0.0.1",
        "localhost",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0x7f.1",
        "2130706433",
        "127.1",
    ] {
        let trouble = server.ask(&format!("http://{host}:{port}/"), false).unwrap_err();
        let inside = trouble.what.contains("leads into a local network");
        // A machine may know no such name.
        assert!(inside || host == "localhost", "{host}: {}", trouble.what);
        assert!(trouble.lasting || host == "localhost");
    }
    for host in
        ["10.0.0.1", "192.168.1.1", "169.254.169.254", "[fd00::1]", "[fe80::1]", "100.64.0.1"]
    {
        let trouble = server.ask(&format!("http://{host}/latest/meta-data/"), false).unwrap_err();
        assert!(trouble.what.contains("leads into a local network"), "{host}: {}", trouble.what);
    }
    let trouble = server.ask("http://127.0.0.1:22/", false).unwrap_err();
    assert!(trouble.what.contains("port"), "{}", trouble.what);
    assert_eq!(server.asked.load(Ordering::SeqCst), 0);
    assert_eq!(server.get().unwrap().body, b"secret");
    // Not even after a connection that was allowed.
    assert!(server.ask(&format!("http://127.0.0.1:{port}/"), false).is_err());
    assert_eq!(server.asked.load(Ordering::SeqCst), 1);
}
