//! Record files: written, read back, refused.

#[allow(dead_code, unreachable_pub, missing_docs, reason = "shared by the outer crates' tests")]
#[path = "../../wireroom-wire/tests/fixture/mod.rs"]
mod fixture;
mod folder;

use folder::Folder;
use std::fs;
use std::path::{Path, PathBuf};
use wireroom::model::{Document, DocumentId};
use wireroom::{Builder, Options, Tier};
use wireroom_store::{ErrorKind, Lock, Store, check};

fn written(folder: &Folder) -> PathBuf {
    Lock::take(&folder.file()).unwrap().write(&fixture::record()).unwrap();
    folder.file()
}

fn kind(path: &Path) -> ErrorKind {
    Store::open(path).map(|_| ()).unwrap_err().kind()
}

#[test]
fn what_was_written_is_what_is_read() {
    let folder = Folder::new("round-trip");
    let record = fixture::record();
    let store = Store::open(&written(&folder)).unwrap();
    assert_eq!(store.record().unwrap(), wireroom_wire::record(&record));
    assert_eq!(store.annotations().unwrap(), wireroom_wire::annotations(&record));
}

#[test]
fn what_was_received_comes_back() {
    let folder = Folder::new("received");
    let record = fixture::record();
    let gathered = Store::open(&written(&folder)).unwrap().gathered().unwrap();
    let received: Vec<_> = record.documents.iter().map(|r| r.document.clone()).collect();
    assert_eq!(gathered.documents, received);
    assert_eq!(gathered.set_aside, record.set_aside);
    assert_eq!(gathered.notes, record.notes);
}

#[test]
fn what_was_read_of_texts_comes_back_and_what_is_damaged_is_told() {
    let folder = Folder::new("readings");
    let text = "The ferry Merrow sank off Port Lindal, harbor master Ida Lund said on Monday.";
    let document = Document::plain(DocumentId::derive(&["ferry"]), text);
    let builder = Builder { documents: vec![document], ..Builder::default() };
    let options = Options { keep: true, tier: Tier::Fast, ..Options::default() };
    let record = builder.build(&options, &());
    assert_eq!(record.readings.len(), 1);
    Lock::take(&folder.file()).unwrap().write(&record).unwrap();
    let gathered = Store::open(&folder.file()).unwrap().gathered().unwrap();
    assert_eq!(gathered.readings, record.readings);
    assert_eq!(check(&folder.file()).unwrap().problems, []);
    let connection = rusqlite::Connection::open(folder.file()).unwrap();
    connection.execute("UPDATE readings SET found = x'00'", []).unwrap();
    drop(connection);
    let found = check(&folder.file()).unwrap().problems;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].place, "readings");
    // They are read again, and the record is the same.
    let gathered = Store::open(&folder.file()).unwrap().gathered().unwrap();
    assert!(gathered.build(&options, &()) == record);
}

#[test]
fn one_record_has_one_file_content() {
    let (a, b) = (Folder::new("bytes-a"), Folder::new("bytes-b"));
    assert!(fs::read(written(&a)).unwrap() == fs::read(written(&b)).unwrap());
}

#[test]
fn texts_and_statements_are_found_by_word() {
    let folder = Folder::new("search");
    let connection = rusqlite::Connection::open(written(&folder)).unwrap();
    let paths = |word: &str| -> Vec<String> {
        connection
            .prepare(
                "SELECT d.path FROM documents_search s JOIN documents d ON d.position = s.rowid \
                 WHERE documents_search MATCH ? ORDER BY d.position",
            )
            .unwrap()
            .query_map([word], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap()
    };
    // The copy has it only after repair.
    assert_eq!(paths("people"), ["pile/a.txt", "pile/b.txt", "pile/c.txt"]);
    assert_eq!(paths("fourteen"), ["pile/c.txt"]);
    assert_eq!(paths("shoes"), [""; 0]);
}

#[test]
fn nothing_is_left_beside_the_record() {
    let folder = Folder::new("tidy");
    written(&folder);
    let names: Vec<_> = fs::read_dir(&folder.0).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["pile.wireroom"]);
}

#[test]
fn two_writers_are_kept_apart() {
    let folder = Folder::new("lock");
    let first = Lock::take(&folder.file()).unwrap();
    assert_eq!(Lock::take(&folder.file()).unwrap_err().kind(), ErrorKind::Locked);
    drop(first);
    Lock::take(&folder.file()).unwrap();
}

#[test]
fn what_a_killed_writer_left_is_no_hindrance() {
    let folder = Folder::new("killed");
    fs::write(folder.0.join(".pile.wireroom.lock"), "").unwrap();
    fs::write(folder.0.join(".pile.wireroom.new"), "half a rec").unwrap();
    Store::open(&written(&folder)).unwrap();
}

#[test]
fn files_that_are_no_record_are_refused_and_left_alone() {
    let folder = Folder::new("refused");
    assert_eq!(kind(&folder.file()), ErrorKind::Missing);
    assert_eq!(kind(&folder.0), ErrorKind::Io);
    let whole = fs::read(written(&folder)).unwrap();
    let mut newer = whole.clone();
    newer[60..64].copy_from_slice(&(wireroom_store::FORMAT + 1).to_be_bytes());
    let mut damaged = whole.clone();
    let length = damaged.len();
    damaged[4096..length].fill(0xa5);
    let cases: [(&[u8], ErrorKind); 5] = [
        (b"", ErrorKind::NotARecord),
        (b"a letter to the editor", ErrorKind::NotARecord),
        (&newer, ErrorKind::Newer),
        (&damaged, ErrorKind::Damaged),
        (&whole[..whole.len() / 2], ErrorKind::Damaged),
    ];
    for (bytes, expected) in cases {
        fs::write(folder.file(), bytes).unwrap();
        assert_eq!(kind(&folder.file()), expected);
        let lock = Lock::take(&folder.file()).unwrap();
        assert_eq!(lock.write(&fixture::record()).unwrap_err().kind(), expected);
        assert!(fs::read(folder.file()).unwrap() == bytes, "{expected:?} was written over");
    }
}

#[test]
fn a_folder_that_is_not_there_is_an_error_that_says_what_to_do() {
    let folder = Folder::new("no-folder");
    let error = Lock::take(&folder.0.join("missing/pile.wireroom")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
    assert!(error.to_string().contains("check that the folder exists"), "{error}");
}

/// The sample is committed and never made again: a reader of a later format must still open it.
#[test]
fn the_sample_of_format_1_opens() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/format-1.wireroom");
    let store = Store::open(&sample).unwrap();
    let record = store.record().unwrap();
    assert_eq!(record.counts.documents, 3);
    assert_eq!(record.events[0].accounts, 2);
    assert_eq!(record.claims[0].origins_text, "2, perhaps 1");
    assert_eq!(store.documents().unwrap().len(), 3);
    assert_eq!(store.annotations().unwrap()[1].repairs.len(), 2);
}
