//! The record file under a running server.

mod util;

use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::path::PathBuf;
use util::{HOST, Site, bound, ferry};
use wireroom_serve::{Answers, Gate, Pile, router};
use wireroom_store::Lock;

fn record_file(name: &str) -> PathBuf {
    let file =
        std::env::temp_dir().join(format!("wireroom-{name}-{}.wireroom", std::process::id()));
    let builder = wireroom::Builder { documents: ferry(), ..Default::default() };
    let record = builder.build(&wireroom::Options::default(), &());
    let _ = fs::remove_file(&file);
    Lock::take(&file).unwrap().write(&record).unwrap();
    file
}

#[test]
fn a_record_that_is_replaced_is_followed() {
    let file = record_file("replaced");
    let site = Site::over(Pile::open(&file).unwrap());
    let before = site.data("/api/v1/documents");
    let empty = wireroom::Builder::default().build(&wireroom::Options::default(), &());
    Lock::take(&file).unwrap().write(&empty).unwrap();
    // The first to ask afterwards still sees the record before, whole.
    assert_eq!(site.data("/api/v1/documents"), before);
    let mut answers = 0;
    while site.data("/api/v1/documents") == before {
        answers += 1;
        assert!(answers < 2000, "the new record is never served");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert_eq!(site.data("/api/v1/documents")["total"], 0);
    // What is no record, or gone, changes nothing.
    let other = file.with_extension("other");
    fs::write(&other, "a letter to the editor").unwrap();
    fs::rename(&other, &file).unwrap();
    for _ in 0..20 {
        assert_eq!(site.data("/api/v1/documents")["total"], 0);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    fs::remove_file(&file).unwrap();
    assert_eq!(site.data("/api/v1/documents")["total"], 0);
}

#[test]
fn what_is_damaged_is_an_error_and_no_half_truth() {
    let file = record_file("damaged");
    let pile = Pile::open(&file).unwrap();
    let gate = Gate::loopback(bound()).unwrap();
    let site = Site::of(router(pile, gate).unwrap());
    // All that comes after the first pages, which were read at the start, is overwritten.
    let n = fs::metadata(&file).unwrap().len();
    let mut held = fs::OpenOptions::new().write(true).open(&file).unwrap();
    held.seek(SeekFrom::Start(8192)).unwrap();
    held.write_all(&vec![0xff; usize::try_from(n - 8192).unwrap()]).unwrap();
    let mut refused = 0;
    for address in ["/events", "/api/v1/statements", "/documents", "/api/v1/search?q=ferry"] {
        let got = site.ask("GET", address, &[("host", HOST)]);
        // What was read before may still be held in memory.
        assert!(got.status == 500 || got.status == 200, "{address}: {}", got.status);
        refused += usize::from(got.status == 500 && got.text().contains("damaged"));
    }
    assert!(refused > 0);
    fs::remove_file(&file).unwrap();
}

#[test]
fn answers_are_those_of_the_api() {
    let file = record_file("answers");
    let site = Site::over(Pile::open(&file).unwrap());
    let answers = Answers::of(Pile::open(&file).unwrap()).unwrap();
    assert_eq!(answers.get("events", "", &[]).unwrap(), site.data("/api/v1/events"));
    let id = site.data("/api/v1/claims")["items"][0]["id"].as_str().unwrap().to_owned();
    let claim = site.data(&format!("/api/v1/claims/{id}"));
    assert_eq!(answers.get("claim", &id, &[]).unwrap(), claim);
    assert_eq!(answers.get("claim", "none", &[]).unwrap_err().status, 404);
    assert_eq!(answers.get("claims", "", &[("word", "x")]).unwrap_err().status, 400);
    assert_eq!(answers.get("nothing", "", &[]).unwrap_err().status, 404);
    fs::remove_file(&file).unwrap();
}
