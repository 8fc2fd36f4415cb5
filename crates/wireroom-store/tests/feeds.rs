//! What is known of feeds stands in the record file and goes with it.

mod folder;

use folder::Folder;
use std::fs;
use std::path::Path;
use wireroom::{Builder, Options};
use wireroom_model::{Basis, Document, DocumentId, Stamp};
use wireroom_store::{
    Entry, ErrorKind, FORMAT, Feed, Feeds, Host, Lock, Store, Waiting, check, compact,
};

fn builder(text: &str) -> Builder {
    let document = Document::plain(DocumentId::derive(&[text]), text);
    Builder { documents: vec![document], ..Builder::default() }
}

fn record(texts: &[&str]) -> wireroom::Record {
    let all = texts.iter().fold(Builder::default(), |all, text| all.and(builder(text)));
    all.build(&Options::default(), &())
}

fn feeds() -> Feeds {
    let mut all = Feeds::default();
    let feed = Feed {
        moved: Some("https://new.example/".to_owned()),
        etag: Some("W/\"1\"".to_owned()),
        modified: None,
        asked: 1_800_000_000,
        not_before: u64::MAX >> 1,
        failures: 3,
        trouble: Some("HTTP 500".to_owned()),
    };
    all.feeds.insert("https://a.example/feed".to_owned(), feed);
    let key = |entry: &str| ("https://a.example/feed".to_owned(), entry.to_owned());
    all.entries.insert(key("1"), Entry { mark: "m".to_owned(), url: None });
    let document = Document {
        source_id: Some("2".to_owned()),
        title: Some("Weir".to_owned()),
        published: Some(Stamp { value: "2026-03-02".to_owned(), basis: Basis::Metadata }),
        credit: vec!["Northwire".to_owned()],
        ..Document::plain(DocumentId::derive(&["2"]), "The weir was mended.")
    };
    all.waiting.insert(key("2"), Waiting { document, not_before: 7, failures: 1 });
    let host = Host { robots: Some("User-agent: *\n".to_owned()), ..Host::default() };
    all.hosts.insert("https://a.example".to_owned(), host);
    all
}

fn held(path: &Path) -> Feeds {
    Store::open(path).unwrap().feeds().unwrap()
}

#[test]
fn they_are_written_with_a_record_and_stay_when_it_grows() {
    let folder = Folder::new("feeds");
    let file = folder.file();
    let lock = Lock::take(&file).unwrap();
    lock.write(&record(&["The ferry is late."])).unwrap();
    assert_eq!(held(&file), Feeds::default());
    lock.write_watched(&record(&["The ferry is late.", "The ferry is back."]), &feeds()).unwrap();
    assert_eq!(held(&file), feeds());
    assert_eq!(Store::open(&file).unwrap().documents().unwrap().len(), 2);
    lock.write(&record(&["The ferry is late.", "It is back.", "It left."])).unwrap();
    assert_eq!(held(&file), feeds());
    let mut fewer = feeds();
    fewer.waiting.clear();
    lock.write_feeds(&fewer).unwrap();
    assert_eq!(held(&file), fewer);
    assert_eq!(Store::open(&file).unwrap().documents().unwrap().len(), 3);
    drop(lock);
    assert!(check(&file).unwrap().problems.is_empty());
    compact(&file).unwrap();
    assert_eq!(held(&file), fewer);
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn a_record_of_an_older_format_comes_to_know_them() {
    let folder = Folder::new("feeds-old");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/format-1.wireroom");
    fs::copy(sample, folder.file()).unwrap();
    let before = Store::open(&folder.file()).unwrap();
    assert_eq!((before.format().unwrap(), before.feeds().unwrap()), (1, Feeds::default()));
    let record = before.record().unwrap();
    Lock::take(&folder.file()).unwrap().write_feeds(&feeds()).unwrap();
    let after = Store::open(&folder.file()).unwrap();
    assert_eq!((after.format().unwrap(), after.feeds().unwrap()), (FORMAT, feeds()));
    assert_eq!(after.record().unwrap(), record);
    assert!(check(&folder.file()).unwrap().problems.is_empty());
}

#[test]
fn one_watches_at_a_time_and_may_be_written_beside() {
    let folder = Folder::new("feeds-lock");
    let watching = Lock::take_to_watch(&folder.file()).unwrap();
    let error = Lock::take_to_watch(&folder.file()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Locked);
    Lock::take(&folder.file()).unwrap().write(&record(&["The ferry is late."])).unwrap();
    drop(watching);
    Lock::take_to_watch(&folder.file()).unwrap();
}

#[test]
fn what_is_not_as_it_should_be_is_found() {
    let folder = Folder::new("feeds-check");
    let lock = Lock::take(&folder.file()).unwrap();
    lock.write_watched(&record(&["The ferry is late."]), &feeds()).unwrap();
    let connection = rusqlite::Connection::open(folder.file()).unwrap();
    connection.execute("UPDATE feed_waiting SET format = 'papyrus'", []).unwrap();
    drop(connection);
    let found = check(&folder.file()).unwrap().problems;
    assert!(found.len() == 1 && found[0].place.contains("feeds"), "{found:?}");
}
