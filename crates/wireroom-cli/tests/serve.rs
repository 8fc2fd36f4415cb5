//! `wireroom serve`, asked over a socket.

mod util;

use std::io::Write;
use std::net::TcpStream;
use util::{Folder, Server};

#[test]
fn paths_are_served_on_loopback_at_a_free_port() {
    let folder = Folder::with_pile("serve-paths");
    let server = Server::start(&folder, &["serve", "pile"]);
    assert!(server.host().starts_with("127.0.0.1:"), "{}", server.address);
    let page = server.get("/events", "");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("erry"), "{page}");
    assert!(server.get("/events", "Origin: http://evil.example\r\n").starts_with("HTTP/1.1 403"));
    // What is no request costs the server nothing.
    let mut stream = TcpStream::connect(server.host()).unwrap();
    stream.write_all(&[0xff; 4096]).unwrap();
    drop(stream);
    assert!(server.get("/about", "").starts_with("HTTP/1.1 200"));
}

#[test]
fn a_record_file_is_served_as_the_paths_are() {
    let folder = Folder::with_pile("serve-record");
    assert_eq!(folder.run(&["read", "pile", "--record", "a.rec"]).code, Some(0));
    let of_record = Server::start(&folder, &["serve", "--record", "a.rec"]);
    let of_paths = Server::start(&folder, &["serve", "pile"]);
    for path in ["/api/v1/events", "/api/v1/documents", "/api/v1/claims", "/api/v1/about"] {
        let body =
            |server: &Server| server.get(path, "").split_once("\r\n\r\n").unwrap().1.to_owned();
        assert_eq!(body(&of_record), body(&of_paths), "{path}");
    }
    let list = of_record.get("/api/v1/documents", "");
    let id = list.split("\"id\":\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(of_record.get(&format!("/api/v1/documents/{id}/received"), "").contains("\"text\":\""));
}

const TEXT: &str = "The new lighthouse at Cape Merrow was lit on Monday, keeper Ida Lund said.";

#[test]
fn what_is_added_is_written_into_the_record_file() {
    let folder = Folder::with_pile("serve-grow");
    assert_eq!(folder.run(&["read", "pile", "--record", "a.rec"]).code, Some(0));
    let server = Server::start(&folder, &["serve", "--record", "a.rec"]);
    // Another program extends the file meanwhile: none of both is lost.
    folder.write("late.txt", "A late text about the harbor of Narvik.\n");
    assert_eq!(folder.run(&["read", "late.txt", "--record", "a.rec"]).code, Some(0));
    let added = server.add(TEXT);
    assert!(added.contains("\"state\":\"done\"") && added.contains("a.rec"), "{added}");
    let again = Server::start(&folder, &["serve", "--record", "a.rec"]);
    for path in ["/api/v1/events", "/api/v1/documents", "/api/v1/claims", "/api/v1/about"] {
        assert_eq!(again.body(path), server.body(path), "{path}");
    }
    let documents = again.body("/api/v1/documents");
    assert!(documents.contains("late.txt") && documents.contains("\"pasted\""), "{documents}");
}

#[test]
fn without_paths_the_page_starts_with_nothing_and_grows() {
    let folder = Folder::with_pile("serve-nothing");
    let server = Server::start(&folder, &["serve"]);
    assert!(server.body("/api/v1/documents").contains("\"total\":0"));
    assert!(server.add(TEXT).contains("in memory only"));
    assert!(server.body("/api/v1/documents").contains("\"total\":1"));
}

#[test]
fn a_server_that_only_shows_takes_nothing() {
    let folder = Folder::with_pile("serve-read-only");
    let server = Server::start(&folder, &["serve", "pile", "--read-only"]);
    assert!(server.add(TEXT).starts_with("HTTP/1.1 403"));
    assert_eq!(folder.run(&["serve", "--read-only"]).code, Some(1));
}

#[test]
fn beyond_loopback_the_printed_address_has_the_token_and_no_other_works() {
    let folder = Folder::with_pile("serve-token");
    let server = Server::start(&folder, &["serve", "pile", "--address", "0.0.0.0"]);
    let token = server.address.split("token=").nth(1).expect("a token is printed");
    assert!(token.len() >= 32, "{token}");
    assert!(server.get("/events", "").starts_with("HTTP/1.1 401"));
    let first = server.get(&format!("/?token={token}"), "");
    assert!(first.starts_with("HTTP/1.1 303") && first.contains("set-cookie: "), "{first}");
    let bearer = format!("Authorization: Bearer {token}\r\n");
    assert!(server.get("/events", &bearer).starts_with("HTTP/1.1 200"));
}

#[test]
fn what_cannot_be_served_is_said() {
    let folder = Folder::with_pile("serve-errors");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ran = folder.run(&["serve", "pile", "--port", &port]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("cannot listen on"), "{}", ran.err);
    let ran = folder.run(&["serve", "--record", "none.rec"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    folder.write("token", "short\n");
    let ran = folder.run(&["serve", "pile", "--token-file", "token"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("16 or more"), "{}", ran.err);
    folder.write("empty/.keep", "");
    assert_eq!(folder.run(&["serve", "empty"]).code, Some(1));
}
