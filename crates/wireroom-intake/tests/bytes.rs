//! Any bytes, under any name: no panic, nothing lost, the same each time.

use std::io::Write;

use proptest::prelude::*;
use wireroom_intake::{Limits, merge, read_bytes, read_feed, read_opml, read_page};
use wireroom_model::{Document, DocumentId};

fn name() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "a.txt",
        "a.html",
        "a.json",
        "a.jsonl.gz",
        "a.mhtml",
        "a.csv",
        "a",
        "-",
    ])
    .prop_map(str::to_owned)
}

/// Bytes that get past the first look of some reader.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let starts = prop::sample::select(vec![
        "",
        "{\"text\":\"",
        "[{\"text\":",
        "{\"id\":1,\"date\":\"2024-",
        "<html><body><p>",
        "\u{feff}",
        "MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>",
        "<!doctype html><script type='application/ld+json'>{",
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n",
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 40\r\n\r\nHTTP/1.1 200 OK\r\n",
        "<rss><channel><item><title>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry>",
        "<nitf><body><body.content><p>",
        "<newsMessage><itemSet><newsItem><contentSet><inlineData>",
        "From a@b\nFrom: a\nSubject: b\nTo: c\n\n",
        "Message-ID: <1@b>\nFrom: a\nSubject: b\n\n",
        "title,text\n",
        "20260304081500-1\t20260304081500\t1\tb.example",
        "{\"uri\":\"1\",\"bodies\":[{\"value\":\"",
        "PK\u{3}\u{4}",
    ]);
    let pieces = prop::sample::select(vec![
        "\"}",
        "\n",
        "]",
        "{",
        "\\ud800",
        "<p>",
        "</div>",
        "<table>",
        "<b>",
        "&amp;",
        "Паром",
        "2024-05-02",
        ": ",
        ",",
        "<script>",
        "<!--",
        "NaN",
        "=E9",
        "--b",
        "ferry ",
        "\u{0}",
        "<svg>",
        "<select>",
        "<template>",
        "</item>",
        "<item>",
        "</entry>",
        "<content type='html'>",
        "<![CDATA[",
        "]]>",
        "&nbsp;",
        "\t",
        "\"",
        ";",
        "WARC/1.0\r\n",
        "Content-Length: 5\r\n\r\n",
        "\n\nFrom a@b\n",
    ]);
    let tail = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat().into_bytes()),
    ];
    (starts, tail).prop_map(|(start, tail)| [start.as_bytes(), &tail].concat())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_followed_may_be_any_bytes(bytes in bytes(), charset in prop::option::of("[a-z0-9-]{0,12}")) {
        let limits = Limits::default();
        let charset = charset.as_deref();
        let read = read_feed("https://a.example/feed", &bytes, charset, &limits);
        prop_assert_eq!(&read, &read_feed("https://a.example/feed", &bytes, charset, &limits));
        let _ = read_opml(&bytes, &limits);
        let entries = read.map(|read| read.entries).unwrap_or_default();
        prop_assert!(entries.iter().all(|entry| !entry.document.received.trim().is_empty()));
        let entry = Document::plain(DocumentId::derive(&["e"]), "x");
        for entry in entries.into_iter().map(|entry| entry.document).chain([entry]) {
            if let Ok((page, _)) = read_page(&entry, "https://a.example/1", &bytes, charset, &limits) {
                prop_assert!(page.received.len() >= entry.received.len());
            }
        }
    }

    #[test]
    fn something_comes_of_any_bytes_and_always_the_same(name in name(), bytes in bytes(), cut in 0..4_usize) {
        let limits = Limits::default();
        let packed = gzip(&bytes);
        let packed = &packed[..packed.len() - packed.len().min(cut)];
        for bytes in [&bytes[..], packed] {
            let intake = read_bytes(&name, bytes, &limits);
            prop_assert!(!intake.documents.is_empty() || !intake.set_aside.is_empty());
            prop_assert!(intake.documents.iter().all(|d| !d.received.trim().is_empty()));
            prop_assert_eq!(merge(vec![intake.clone()]), merge(vec![read_bytes(&name, bytes, &limits)]));
            let once = merge(vec![intake]);
            prop_assert_eq!(merge(vec![once.clone()]), once);
        }
    }

    #[test]
    fn valid_utf8_prose_is_received_as_it_stands(prose in "[a-zA-Zа-я .,\n\r\u{feff}]{0,80}[a-z]") {
        let intake = read_bytes("a.txt", prose.as_bytes(), &Limits::default());
        prop_assert_eq!(&intake.documents[0].received, &prose);
    }
}
