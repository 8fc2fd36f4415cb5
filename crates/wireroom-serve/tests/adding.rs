//! A pile that grows while it is served: what is added, and what is refused.

mod util;

use axum::body::Body;
use std::io::Write;
use std::time::Duration;
use util::{Got, HOST, Site, document, ferry};

const OWN: &str = "http://127.0.0.1:8080";
const EDGE: &str = "edge-of-a-part";

/// A part of a form: the field, the file's name, the bytes.
type Part<'a> = (&'a str, Option<&'a str>, &'a [u8]);

fn form(parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for (field, name, bytes) in parts {
        let name = name.map_or(String::new(), |name| format!("; filename=\"{name}\""));
        let head =
            format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{field}\"{name}\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{EDGE}--\r\n").as_bytes());
    body
}

fn post(site: &Site, address: &str, body: Vec<u8>, headers: &[(&str, &str)]) -> Got {
    let kind = format!("multipart/form-data; boundary={EDGE}");
    let mut all = vec![("host", HOST), ("content-type", kind.as_str())];
    all.extend_from_slice(headers);
    site.send("POST", address, &all, Body::from(body))
}

/// Adds, and waits until it was read.
fn add(site: &Site, parts: &[Part<'_>]) -> serde_json::Value {
    let got = post(site, "/api/v1/additions", form(parts), &[("origin", OWN)]);
    assert_eq!(got.status, 202, "{}", got.text());
    wait(site, got.json()["id"].as_str().unwrap())
}

fn wait(site: &Site, id: &str) -> serde_json::Value {
    for _ in 0..600 {
        let now = site.data(&format!("/api/v1/additions/{id}"));
        if matches!(now["state"].as_str(), Some("done" | "failed")) {
            return now;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("addition {id} does not end");
}

/// The whole record, as the API gives it.
fn record(site: &Site) -> Vec<serde_json::Value> {
    let lists = ["documents", "families", "events", "claims", "statements", "differences"];
    let mut all: Vec<_> =
        lists.iter().map(|list| site.data(&format!("/api/v1/{list}?limit=1000"))).collect();
    all.push(site.data("/api/v1/about"));
    all
}

#[test]
fn bit_by_bit_gives_what_all_at_once_gives() {
    let mut all = ferry();
    let texts: Vec<(String, String)> =
        all.iter().map(|it| (it.path.clone().unwrap(), it.received.clone())).collect();
    let site = Site::growing(Vec::new());
    for (name, text) in &texts {
        let added = add(&site, &[("file", Some(name), text.as_bytes())]);
        assert_eq!(added["state"], "done", "{added}");
        assert_eq!(added["documents"].as_array().unwrap().len(), 1);
        assert_eq!(added["documents"][0]["held"], false);
    }
    // What the files give by themselves: their names and nothing else is known of them.
    all.clear();
    for (name, text) in &texts {
        all.extend(
            wireroom_intake::read_bytes(name, text.as_bytes(), &Default::default()).documents,
        );
    }
    let at_once = Site::growing(all);
    assert_eq!(record(&site), record(&at_once));
    let again = add(&site, &[("file", Some(&texts[0].0), texts[0].1.as_bytes())]);
    assert_eq!(again["documents"][0]["held"], true);
    assert_eq!(record(&site), record(&at_once));
}

#[test]
fn a_form_without_scripts_adds_a_text() {
    let site = Site::growing(ferry());
    assert!(site.page("/add").contains("enctype=\"multipart/form-data\""));
    let parts: &[Part<'_>] = &[
        ("file", Some(""), b""),
        ("text", None, b"The ferry Alba returned to service in Bergen on Friday.\r\n"),
        ("title", None, b"Ferry Alba is back"),
        ("outlet", None, b"Quay Sheet"),
        ("published", None, b"2026-03-13"),
        ("url", None, b""),
    ];
    let got =
        post(&site, "/add", form(parts), &[("origin", OWN), ("sec-fetch-site", "same-origin")]);
    assert_eq!((got.status.as_u16(), got.header("location")), (303, "/add/1"));
    let done = wait(&site, "1");
    assert_eq!(done["documents"][0]["title"], "Ferry Alba is back");
    let page = site.page("/add/1");
    assert!(page.contains("part of the record now") && !page.contains("http-equiv=\"refresh\""));
    let id = done["documents"][0]["id"].as_str().unwrap();
    let document = site.data(&format!("/api/v1/documents/{id}"));
    assert_eq!(document["outlet"], "Quay Sheet");
    assert_eq!(document["published"]["value"], "2026-03-13");
    assert!(site.page("/add").contains("Added since the server started"));
    assert!(site.get("/add/1.csv").text().contains("1,done,added,"));
    assert_eq!(site.get("/add/1.json").json(), done);
    assert_eq!(site.get("/add/7").status, 404);
}

#[test]
fn another_site_cannot_add() {
    let site = Site::growing(ferry());
    let body = || form(&[("text", None, b"Planted.")]);
    let before = record(&site);
    for headers in [
        &[][..],
        &[("origin", "null")],
        &[("origin", "http://evil.example")],
        &[("origin", "https://127.0.0.1:8080")],
        &[("origin", OWN), ("origin", "http://evil.example")],
        &[("origin", OWN), ("sec-fetch-site", "cross-site")],
        &[("origin", OWN), ("sec-fetch-site", "same-site")],
        &[("origin", OWN), ("sec-fetch-site", "none")],
    ] {
        for address in ["/add", "/api/v1/additions"] {
            let got = post(&site, address, body(), headers);
            assert_eq!(got.status, 403, "{address} {headers:?}");
        }
    }
    assert_eq!(site.data("/api/v1/additions")["total"], 0);
    assert_eq!(record(&site), before);
}

#[test]
fn a_server_that_only_shows_takes_nothing() {
    let site = Site::over(util::pile(ferry()));
    let got = post(&site, "/add", form(&[("text", None, b"x")]), &[("origin", OWN)]);
    assert_eq!(got.status, 403);
    assert!(site.page("/add").contains("Nothing can be added here"));
    assert_eq!(site.get("/api/v1/additions").status, 403);
}

#[test]
fn a_hostile_name_is_a_label() {
    let site = Site::growing(ferry());
    let names = [
        "../../../etc/passwd",
        "..\\\\..\\\\boot.ini",
        "<script>alert(1)<!--.txt",
        "a\u{202e}txt.exe",
        "%00%2e%2e%2f.txt",
        "-",
        "*.txt",
        "CON",
    ];
    let texts: Vec<String> =
        names.iter().map(|name| format!("A short text given as {}.", name.len())).collect();
    let parts: Vec<Part<'_>> = names
        .iter()
        .zip(&texts)
        .map(|(name, text)| ("file", Some(*name), text.as_bytes()))
        .collect();
    let done = add(&site, &parts);
    assert_eq!(done["documents"].as_array().unwrap().len(), names.len(), "{done}");
    for document in done["documents"].as_array().unwrap() {
        let document =
            site.data(&format!("/api/v1/documents/{}", document["id"].as_str().unwrap()));
        let path = document["path"].as_str().unwrap();
        assert!(!path.contains(['/', '\\', '\u{202e}', '\0']) && path != "-", "{path}");
    }
    let page = site.page("/add/1");
    assert_eq!(page.matches("<script").count(), 1, "only the page's own script");
    assert!(page.contains("&lt;script&gt;"));
}

#[test]
fn what_cannot_be_read_is_set_aside_with_its_reason() {
    let site = Site::growing(ferry());
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..400 {
        bomb.write_all(&zeros).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    assert!(bomb.len() < 1 << 20);
    let done = add(
        &site,
        &[
            ("file", Some("bomb.txt.gz"), &bomb),
            ("file", Some("cut.json.gz"), &bomb[..40]),
            (
                "file",
                Some("broken.jsonl"),
                b"{\"text\": \"Whole.\", \"title\": \"One\"}\n{\"text\": \"Half",
            ),
            ("file", Some("picture.png"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
            ("file", Some("nothing.txt"), b""),
            ("file", Some("archive.zip"), b"PK\x03\x04\x14\0\0\0"),
        ],
    );
    assert_eq!(done["state"], "done");
    let reason = |path: &str| {
        let asides = done["set_aside"].as_array().unwrap();
        let aside = asides.iter().find(|it| it["path"].as_str().unwrap().starts_with(path));
        aside.unwrap_or_else(|| panic!("{path}: {done}"))["set_aside"]["reason"].clone()
    };
    assert_eq!(reason("bomb.txt.gz"), "too_large");
    assert_eq!(reason("cut.json.gz"), "truncated");
    assert_eq!(reason("picture.png"), "binary");
    assert_eq!(reason("nothing.txt"), "empty");
    reason("broken.jsonl");
    reason("archive.zip");
    assert_eq!(done["documents"][0]["title"], "One");
    let page = site.page("/add/1");
    assert!(page.contains("picture.png") && page.contains("bomb.txt.gz"));
    assert!(page.contains(done["set_aside"][0]["set_aside"]["advice"].as_str().unwrap()));
}

#[test]
fn two_uploads_at_once_are_both_read() {
    let site = Site::growing(ferry());
    let texts = ["The mayor opened a new library in Oslo.", "A storm closed the port of Narvik."];
    std::thread::scope(|scope| {
        for text in texts {
            let site = &site;
            scope.spawn(move || add(site, &[("text", None, text.as_bytes())]));
        }
    });
    assert_eq!(site.data("/api/v1/documents")["total"], 5);
    let mut all = ferry();
    for text in texts {
        all.extend(
            wireroom_intake::read_bytes("pasted", text.as_bytes(), &Default::default()).documents,
        );
    }
    assert_eq!(record(&site), record(&Site::growing(all)));
}

#[test]
fn what_is_too_much_is_refused() {
    let site = Site::growing(ferry());
    let refused = |body: Vec<u8>, status: u16, what: &str| {
        let got = post(&site, "/api/v1/additions", body, &[("origin", OWN)]);
        assert_eq!(got.status, status, "{what}");
        assert_eq!(got.header("content-type"), "application/problem+json", "{what}");
    };
    let half = vec![b'a'; 33 << 20];
    refused(form(&[("file", Some("a"), &half), ("file", Some("b"), &half)]), 413, "bytes");
    let many: Vec<Part<'_>> = (0..501).map(|_| ("file", Some("a"), &b"x"[..])).collect();
    refused(form(&many), 400, "files");
    refused(form(&[("text", None, b"x"), ("title", None, &[b'a'; 5000])]), 400, "title");
    refused(form(&[]), 400, "nothing");
    refused(form(&[("file", Some(""), b"")]), 400, "no file chosen");
    refused(form(&[("fiel", Some("a"), b"x")]), 400, "a misspelled field");
    refused(form(&[("text", None, b"\xff\xfe")]), 400, "no UTF-8");
    let whole = form(&[("file", Some("a"), b"The text breaks off")]);
    refused(whole[..whole.len() - 20].to_vec(), 400, "a form that breaks off");
    let got = site.send(
        "POST",
        "/api/v1/additions",
        &[("host", HOST), ("origin", OWN), ("content-type", "application/json")],
        Body::from("{}"),
    );
    assert_eq!(got.status, 415);
    let page = post(&site, "/add", form(&[]), &[("origin", OWN)]);
    assert_eq!(page.status, 400);
    assert!(page.text().contains("nothing was given"));
    assert_eq!(site.data("/api/v1/additions")["total"], 0);
    assert_eq!(site.data("/api/v1/documents")["total"], 3);
}

#[test]
fn progress_is_told_as_it_comes() {
    let site = Site::growing(ferry());
    let got = post(
        &site,
        "/api/v1/additions",
        form(&[("text", None, b"A short text about a bridge.")]),
        &[("origin", OWN)],
    );
    let id = got.json()["id"].as_str().unwrap().to_owned();
    let stream = site.get(&format!("/api/v1/additions/{id}/progress"));
    assert_eq!(stream.header("content-type"), "text/event-stream");
    let events: Vec<serde_json::Value> = stream
        .text()
        .split("\n\n")
        .filter_map(|event| event.strip_prefix("event: addition\ndata: "))
        .map(|json| serde_json::from_str(json).unwrap())
        .collect();
    assert_eq!(events.last().unwrap()["state"], "done");
    assert_eq!(*events.last().unwrap(), site.data(&format!("/api/v1/additions/{id}")));
    assert_eq!(site.get("/api/v1/additions/nothing/progress").status, 404);
}

#[test]
fn a_keeper_that_cannot_keep_leaves_the_record() {
    #[derive(Debug)]
    struct Full;
    impl wireroom_serve::Keep for Full {
        fn kept(&self) -> String {
            "nowhere".to_owned()
        }
        fn grow(
            &self,
            added: wireroom::Builder,
            _: &dyn wireroom::Progress,
        ) -> Result<wireroom_serve::Pile, String> {
            assert!(added.documents[0].received != "fault", "a fault");
            Err("the disk is full".to_owned())
        }
    }
    let gate = wireroom_serve::Gate::loopback(util::bound()).unwrap();
    let documents = vec![document("a.txt", "A title", "An outlet", "One text.\n")];
    let pile = util::pile(documents);
    let site = Site::of(wireroom_serve::growing(pile, gate, std::sync::Arc::new(Full)).unwrap());
    let failed = add(&site, &[("text", None, b"x")]);
    assert_eq!(
        (&failed["state"], &failed["problem"]),
        (&"failed".into(), &"the disk is full".into())
    );
    assert!(site.page("/add/1").contains("the disk is full"));
    // A fault ends one addition, and the next is still read.
    let fault = add(&site, &[("text", None, b"fault")]);
    assert!(fault["problem"].as_str().unwrap().contains("a fault of the program"));
    assert_eq!(add(&site, &[("text", None, b"x")])["problem"], "the disk is full");
    assert_eq!(site.data("/api/v1/documents")["total"], 1);
}
