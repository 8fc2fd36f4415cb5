//! Files looked through, made smaller, and brought to the present format.

mod folder;

use folder::Folder;
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};
use wireroom::model::{Document, DocumentId};
use wireroom::{Builder, Options};
use wireroom_store::{ErrorKind, FORMAT, Kind, Lock, Store, check, compact};

const TEXTS: [&str; 4] = [
    "Quarry at Teel floods\nThe quarry at Teel flooded on Tuesday and nine people were led out, \
     warden Ilse Marn said. The owner declined to comment on the pumps.\n",
    "Quarry at Teel floods\nThe quarry at Teel flooded on Tuesday and nine people were led out, \
     warden Ilse Marn said. The owner declined to comment on the pumps. \"We heard the water \
     before we saw it,\" said mason Per Adel.\n",
    "Eleven led out of flooded quarry\nEleven people were led out of the quarry at Teel on Tuesday \
     after it flooded, warden Ilse Marn told Northwire. Ilse Marn praised Per Adel.\n",
    "A note on salt\nSalt was dear this winter, according to grocer Ana Pell. Per Adel denied it.\n",
];

fn written(folder: &Folder) -> PathBuf {
    let mut pile = Builder::default();
    for text in TEXTS {
        pile.documents.push(Document::plain(DocumentId::derive(&[text]), text));
    }
    let record = pile.build(&Options::default(), &());
    assert!(record.claims.len() > 1 && !record.events.is_empty());
    Lock::take(&folder.file()).unwrap().write(&record).unwrap();
    folder.file()
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/format-1.wireroom")
}

/// The places that are told of, a line each.
fn told(file: &Path) -> String {
    let lines = check(file).unwrap().problems.into_iter();
    lines.map(|it| format!("{}: {} ({})\n", it.place, it.what, it.advice)).collect()
}

#[test]
fn what_was_written_is_whole_and_is_left_as_it_is() {
    let folder = Folder::new("check-whole");
    let file = written(&folder);
    let before = fs::read(&file).unwrap();
    let found = check(&file).unwrap();
    assert_eq!(found.problems, []);
    assert_eq!((found.kind, found.format, found.documents), (Kind::Record, FORMAT, 4));
    assert!(before == fs::read(&file).unwrap());
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1, "nothing is left beside it");
}

/// What another program might have done to the file, and what is said of it.
const HARM: &[(&str, &str)] = &[
    ("DELETE FROM statements WHERE position = 0", "statements: rows are missing"),
    (
        "DELETE FROM entities WHERE position = (SELECT max(position) FROM entities)",
        "which is not there",
    ),
    (
        "UPDATE meta SET value = json_set(value, '$.claims', 77) WHERE key = 'counts'",
        "meta, counts",
    ),
    ("UPDATE meta SET value = '1' WHERE key = 'format'", "meta: format is 1"),
    ("UPDATE claims SET json = '{' WHERE position = 1", "claims, row 1"),
    (
        "UPDATE claims SET json = json_set(json, '$.witnesses', 9) WHERE position = 1",
        "witnesses is 9",
    ),
    (
        "UPDATE claims SET json = json_set(json, '$.event', 'e0') WHERE position = 0",
        "names the event e0",
    ),
    ("UPDATE claims SET polarity = 'doubted' WHERE position = 0", "claims: row 0: polarity"),
    ("UPDATE events SET json = json_set(json, '$.origins_text', 'many')", "\"many\" does not say"),
    ("UPDATE events SET json = json_remove(json, '$.documents[0]')", "names the event"),
    (
        "UPDATE statements SET json = json_set(json, '$.span[1]', 99999) WHERE position = 2",
        "bytes ",
    ),
    ("UPDATE documents SET text = 'Nothing of the kind' WHERE position = 3", "documents_search"),
    ("UPDATE documents SET outlet = 'Teel Echo' WHERE position = 0", "documents: row 0: outlet"),
    ("UPDATE received SET text = 'short' WHERE position = 0", "are no part of"),
    ("UPDATE received SET format = 'papyrus' WHERE position = 0", "what was received"),
    ("DELETE FROM received WHERE position = 1", "not those that were received"),
    ("DELETE FROM witnesses WHERE rowid = 1", "witnesses: "),
    ("DELETE FROM event_documents", "event_documents: has 0 rows"),
    ("INSERT INTO claim_origins VALUES ('c0', 'x')", "claim_origins: has "),
    ("DELETE FROM mentions", "mentions: has 0 rows"),
    (
        "UPDATE statement_documents SET document = 3 WHERE position = 0",
        "statement_documents: row 0",
    ),
    ("DELETE FROM statements_about", "statements_about: has 0 rows"),
    ("DROP TABLE copied_families", "copied_families: the table is missing"),
    ("DROP INDEX claims_event", "claims_event: the index is missing"),
    ("DROP TABLE zones", "zones: the table is missing"),
    ("INSERT INTO events_search (rowid, title) VALUES (0, 'nothing')", "events_search"),
    ("DROP TABLE claims", "claims: "),
];

#[test]
fn what_is_wrong_is_said_where_and_what_to_do() {
    let folder = Folder::new("check-harm");
    let file = written(&folder);
    let whole = fs::read(&file).unwrap();
    for (harm, says) in HARM {
        fs::write(&file, &whole).unwrap();
        let connection = Connection::open(&file).unwrap();
        connection.execute_batch(harm).unwrap();
        drop(connection);
        let told = told(&file);
        assert!(told.contains(says), "{harm}: {told}");
        let restore = harm.contains("papyrus");
        assert_eq!(!restore, told.contains("wireroom read --record"), "{harm}: {told}");
    }
}

#[test]
fn bytes_that_a_disk_garbles_are_seen() {
    let folder = Folder::new("check-bytes");
    let file = written(&folder);
    let whole = fs::read(&file).unwrap();
    let (mut seen, mut tried) = (0, 0);
    for at in (200..whole.len()).step_by(1499).filter(|&at| whole[at] != 0) {
        let mut bytes = whole.clone();
        for byte in &mut bytes[at..(at + 24).min(whole.len())] {
            *byte ^= 0xa5;
        }
        fs::write(&file, &bytes).unwrap();
        tried += 1;
        // Room that is not used may hold anything, and some pages keep what was there before.
        seen += usize::from(check(&file).map_or(true, |found| !found.problems.is_empty()));
        assert!(fs::read(&file).unwrap() == bytes);
    }
    assert!(tried > 20 && seen * 2 > tried, "{seen} of {tried}");
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    assert!(check(&file).map_or(true, |found| !found.problems.is_empty()));
}

#[test]
fn a_record_of_format_1_is_whole_and_so_is_what_is_made_of_it() {
    let folder = Folder::new("check-old");
    assert_eq!(told(&sample()), "");
    assert_eq!(check(&sample()).unwrap().format, 1);
    fs::copy(sample(), folder.file()).unwrap();
    let before = Store::open(&sample()).unwrap().record().unwrap();
    let new = folder.0.join("new.wireroom");
    assert_eq!(Lock::take(&new).unwrap().upgrade_from(&folder.file()).unwrap(), 1);
    assert!(fs::read(folder.file()).unwrap() == fs::read(sample()).unwrap());
    assert_eq!(Lock::take(&folder.file()).unwrap().upgrade().unwrap(), 1);
    for file in [folder.file(), new.clone()] {
        assert_eq!((told(&file).as_str(), check(&file).unwrap().format), ("", FORMAT));
        assert_eq!(Store::open(&file).unwrap().record().unwrap(), before);
    }
    let bytes = fs::read(folder.file()).unwrap();
    assert_eq!(Lock::take(&folder.file()).unwrap().upgrade().unwrap(), FORMAT);
    assert!(bytes == fs::read(folder.file()).unwrap());
    let error = Lock::take(&new).unwrap().upgrade_from(&sample()).unwrap_err();
    assert!(error.to_string().contains("there is a file already"), "{error}");
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 2, "nothing is left beside them");
}

#[test]
fn a_newer_format_is_refused_by_all() {
    let folder = Folder::new("check-newer");
    let file = written(&folder);
    let mut bytes = fs::read(&file).unwrap();
    bytes[60..64].copy_from_slice(&(FORMAT + 1).to_be_bytes());
    fs::write(&file, &bytes).unwrap();
    let new = Lock::take(&folder.0.join("new")).unwrap();
    let errors = [
        check(&file).unwrap_err(),
        compact(&file).unwrap_err(),
        Lock::take(&file).unwrap().upgrade().unwrap_err(),
        new.upgrade_from(&file).unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.kind(), ErrorKind::Newer);
        assert!(error.to_string().contains("use a newer wireroom"), "{error}");
    }
    assert!(fs::read(&file).unwrap() == bytes);
}

#[test]
fn a_compacted_record_is_the_record() {
    let folder = Folder::new("compact");
    let file = written(&folder);
    let record = Store::open(&file).unwrap().record().unwrap();
    // Room that is not used, as another program leaves it.
    let connection = Connection::open(&file).unwrap();
    connection
        .execute_batch(
            "PRAGMA journal_mode = DELETE; CREATE TABLE filler AS SELECT zeroblob(400000) AS x; \
             DROP TABLE filler;",
        )
        .unwrap();
    drop(connection);
    // What a killed one left.
    fs::write(folder.0.join(".pile.wireroom.new"), "half a rec").unwrap();
    fs::write(folder.0.join(".pile.wireroom.new-journal"), "half a jour").unwrap();
    let done = compact(&file).unwrap();
    assert_eq!(done.kind, Kind::Record);
    assert!(done.after + 300_000 < done.before, "{done:?}");
    assert_eq!(done.after, fs::metadata(&file).unwrap().len());
    assert_eq!(told(&file), "");
    assert_eq!(Store::open(&file).unwrap().record().unwrap(), record);
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1);
    // One that is damaged or being written is left alone.
    let lock = Lock::take(&file).unwrap();
    assert_eq!(compact(&file).unwrap_err().kind(), ErrorKind::Locked);
    drop(lock);
    let mut bytes = fs::read(&file).unwrap();
    let n = bytes.len();
    bytes[n / 2..].fill(0x5a);
    fs::write(&file, &bytes).unwrap();
    assert_eq!(compact(&file).unwrap_err().kind(), ErrorKind::Damaged);
    assert!(fs::read(&file).unwrap() == bytes);
}
