//! `wireroom annotate` gives each article as it is read: order, sameness, slow inputs.

mod util;

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use util::{COURIER, Folder, MILL, POST};

/// How long a test waits for what should come at once: only what never comes takes so long.
const PATIENCE: Duration = Duration::from_secs(240);

fn json(line: &str) -> Value {
    serde_json::from_str(line).unwrap()
}

/// A line of JSON for an article.
fn record(id: &str, text: &str) -> String {
    format!("{}\n", serde_json::json!({"id": id, "text": text, "published": "2026-03-05"}))
}

/// Articles that share sentences, in no order of their ids.
fn pile() -> String {
    let mut lines = String::new();
    for n in 0..90 {
        let id = format!("n{:02}", (n * 37) % 90);
        let own = format!("Berth {n} was closed on Friday, harbor engineer Tove Lund{n} said.\n");
        let text = match n % 4 {
            0 => own,
            1 => format!("{MILL}\n{own}"),
            2 => format!("{own}\n{POST}"),
            // Word for word what another one is.
            _ => COURIER.to_owned(),
        };
        lines.push_str(&record(&id, &text));
    }
    lines
}

/// Lines as they come out.
fn lines_of(child: &mut Child) -> Receiver<String> {
    let (send, lines) = channel();
    let out = BufReader::new(child.stdout.take().unwrap());
    std::thread::spawn(move || {
        for line in out.lines().map_while(Result::ok) {
            let _ = send.send(line);
        }
    });
    lines
}

#[test]
fn lines_come_in_the_order_of_the_input_and_the_same_on_any_number_of_threads() {
    let folder = Folder::new("annotate-order");
    let pile = pile();
    folder.write("pile.jsonl", &pile);
    let run = |threads| {
        let args = ["annotate", "pile.jsonl", "--tier", "fast", "--threads", threads];
        let ran = folder.run(&args);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        ran.out
    };
    let one = run("1");
    assert!(one == run("2"), "two threads give something else");
    assert!(one == run("8"), "eight threads give something else");
    let ids = |lines: &str| -> Vec<String> {
        lines.lines().map(|line| json(line)["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&one), ids(&pile));
    // Not only the same: as if each were alone.
    for at in [0, 1, 2, 3, 47, 89] {
        folder.write("one.jsonl", pile.lines().nth(at).unwrap());
        let alone = folder.run(&["annotate", "one.jsonl", "--tier", "fast"]).out;
        let (mut alone, mut here) = (json(&alone), json(one.lines().nth(at).unwrap()));
        alone["path"] = Value::Null;
        here["path"] = Value::Null;
        assert_eq!(alone, here, "article {at}");
    }
}

#[test]
fn an_article_is_given_before_the_next_one_comes() {
    let folder = Folder::new("annotate-slow");
    let mut command = folder.command(&["annotate", "-", "--tier", "fast"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let lines = lines_of(&mut child);
    for (at, text) in [COURIER, MILL, POST].into_iter().enumerate() {
        let id = format!("a{at}");
        input.write_all(record(&id, text).as_bytes()).unwrap();
        let line = lines.recv_timeout(PATIENCE).expect("nothing came while the input was open");
        assert_eq!(json(&line)["id"], id.as_str());
    }
    drop(input);
    assert!(lines.recv_timeout(PATIENCE).is_err());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[cfg(unix)]
#[test]
fn a_named_pipe_is_read_as_it_comes_and_holds_back_no_file_before_it() {
    let folder = Folder::new("annotate-fifo");
    folder.write("a.txt", COURIER);
    let made = std::process::Command::new("mkfifo").arg(folder.0.join("b.fifo")).status();
    assert!(made.unwrap().success());
    let mut command = folder.command(&["annotate", "a.txt", "b.fifo", "--tier", "fast"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let lines = lines_of(&mut child);
    let first = lines.recv_timeout(PATIENCE).expect("the file waits for the pipe");
    assert_eq!(json(&first)["path"], "a.txt");
    let mut input = std::fs::File::options().write(true).open(folder.0.join("b.fifo")).unwrap();
    input.write_all(record("one", POST).as_bytes()).unwrap();
    let second = lines.recv_timeout(PATIENCE).expect("nothing came while the pipe was open");
    assert_eq!(json(&second)["id"], "one");
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_reader_that_goes_away_ends_it_though_the_input_goes_on() {
    let folder = Folder::new("annotate-pipe");
    let mut command = folder.command(&["annotate", "-", "--tier", "fast"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    input.write_all(record("a", COURIER).as_bytes()).unwrap();
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    assert_eq!(json(&line)["id"], "a");
    drop(out);
    input.write_all(record("b", MILL).as_bytes()).unwrap();
    // It ends here: the input stays open.
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
    drop(input);
}

#[test]
fn what_is_wrong_with_one_input_stops_no_other() {
    let folder = Folder::new("annotate-wrong");
    folder.write("pile/a.txt", COURIER);
    folder
        .write("pile/b.jsonl", format!("{}{{\"id\": \n{}", record("b1", MILL), record("b2", POST)));
    folder.write("pile/c.txt", [0_u8, 1, 2, 3, 0, 0, 0, 7].repeat(40));
    folder.write("pile/d.txt", POST);
    let ran = folder.run(&["annotate", "pile", "gone.txt", "--tier", "fast"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    let paths: Vec<String> =
        ran.out.lines().map(|line| json(line)["path"].as_str().unwrap().to_owned()).collect();
    assert_eq!(paths, ["pile/a.txt", "pile/b.jsonl", "pile/b.jsonl", "pile/d.txt"]);
    for told in ["gone.txt", "pile/b.jsonl:2", "pile/c.txt"] {
        assert!(ran.err.contains(told), "{told}: {}", ran.err);
    }
    assert_eq!(folder.run(&["annotate", "gone.txt"]).code, Some(2));
    folder.write("empty.jsonl", "");
    assert_eq!(folder.run(&["annotate", "empty.jsonl"]).code, Some(2));
}

#[test]
fn a_document_given_twice_is_printed_once_and_a_shared_id_is_told() {
    let folder = Folder::new("annotate-twice");
    let lines = [record("a", COURIER), record("a", COURIER), record("a", POST)].concat();
    let ran = folder.run_with(&["annotate", "-", "--tier", "fast"], lines.as_bytes());
    assert_eq!((ran.code, ran.out.lines().count()), (Some(0), 2), "{}", ran.err);
    assert!(ran.err.contains("received more than once"), "{}", ran.err);
    assert!(ran.err.contains("different documents have the id"), "{}", ran.err);
}

#[test]
fn together_prints_what_takes_the_pile_to_know_as_a_record_does() {
    let folder = Folder::with_pile("annotate-together");
    let alone = folder.run(&["annotate", "pile", "--tier", "fast"]).out;
    for line in alone.lines().map(json) {
        assert!(line["family"].is_null() && line["event"].is_null(), "{line}");
        assert!(!line["names"].as_array().unwrap().is_empty(), "{line}");
    }
    let together = folder.run(&["annotate", "pile", "--together", "--tier", "fast"]).out;
    let lines: Vec<Value> = together.lines().map(json).collect();
    assert_eq!(lines.len(), 3);
    // The agency story and its reprint.
    assert!(lines[0]["family"].is_string() && lines[0]["family"] == lines[1]["family"]);
    assert!(lines.iter().all(|line| line["event"].is_string()));
    folder.run(&["read", "pile", "--record", "r.wireroom", "--tier", "fast"]);
    assert_eq!(folder.run(&["annotate", "--record", "r.wireroom"]).out, together);
    let both = folder.run(&["annotate", "--together", "--record", "r.wireroom"]);
    assert_eq!(both.code, Some(2));
}
