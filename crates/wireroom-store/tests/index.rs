//! Index files: grown in any steps they hold what one made at once holds, and a crash leaves the state
//! before.

mod folder;

use folder::Folder;
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use wireroom::collate::Config;
use wireroom::{Index, Options, Shelf};
use wireroom_store::{ErrorKind, IndexFile, IndexLock, Kind, check, compact, pack};

const WORDS: [&str; 24] = [
    "harbor", "quarry", "lantern", "council", "ferry", "orchard", "mason", "ledger", "granite",
    "winter", "bridge", "tenant", "kiln", "meadow", "signal", "cooper", "timber", "salt", "weir",
    "parish", "anchor", "mill", "copper", "heron",
];

/// A text of sentences that a seed gives: the same seed, the same words.
fn passage(seed: usize) -> String {
    let mut state = seed as u64 * 2 + 1;
    let mut words = Vec::new();
    for _ in 0..28 {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words.push(WORDS[(state >> 33) as usize % WORDS.len()]);
    }
    format!("The {}.", words.join(" "))
}

fn lines(pile: &[Vec<usize>]) -> Vec<String> {
    let line = |(at, told): (usize, &Vec<usize>)| {
        let told: Vec<String> = told.iter().map(|&seed| passage(seed)).collect();
        format!(
            "{{\"id\": \"n{at}\", \"outlet\": \"Outlet {}\", \"text\": \"{}\"}}\n",
            at % 5,
            told.join("\\n\\n")
        )
    };
    pile.iter().enumerate().map(line).collect()
}

fn shelf(folder: &Folder, lines: &[String]) -> Shelf {
    let path = folder.0.join("pile.jsonl");
    fs::write(&path, lines.concat()).unwrap();
    let file = tempfile::tempfile().unwrap();
    Shelf::gather(&[path.display().to_string()], &Options::default(), file, &()).unwrap()
}

fn made(folder: &Folder, name: &str, lines: &[String]) -> IndexFile {
    let path = folder.0.join(name);
    let lock = IndexLock::take(&path).unwrap();
    lock.make("{}", |draft| {
        let draft = std::sync::Mutex::new(draft);
        shelf(folder, lines).index(
            &Options::default(),
            &Config::default(),
            &(),
            |made| Ok(pack(made.documents, made.entries)),
            |packed| draft.lock().unwrap().add(&packed),
            |postings| draft.lock().unwrap().postings(postings),
        )
    })
    .unwrap();
    IndexFile::open(&path).unwrap()
}

fn grow(folder: &Folder, index: &IndexFile, lines: &[String]) {
    let added = shelf(folder, lines).add_to(index, &Options::default(), &Config::default());
    index.write(&added.unwrap().changes).unwrap();
}

/// Texts, bodies, documents, days.
type Rows = (Vec<(i64, Vec<u8>)>, Vec<(Vec<u8>, i64)>, Vec<(i64, String)>, Vec<String>);

/// All rows of what is held of texts, and where shingles stand: the tables that stand for one state.
fn rows(path: &Path) -> Rows {
    let connection = rusqlite::Connection::open(path).unwrap();
    let texts = connection
        .prepare("SELECT number, entry FROM texts ORDER BY number")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let bodies = connection
        .prepare("SELECT body, text FROM bodies ORDER BY body")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let documents = connection
        .prepare(
            "SELECT number, source_id || hex(bytes) FROM documents JOIN received USING (at) \
             ORDER BY number",
        )
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let days = connection
        .prepare("SELECT day FROM days ORDER BY day")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    (texts, bodies, documents, days)
}

/// What the shingles of all texts say, one by one.
fn shingles(index: &IndexFile, path: &Path) -> Vec<(u32, Vec<u64>, Vec<u64>)> {
    let (texts, ..) = rows(path);
    let mut keys = Vec::new();
    for (number, _) in &texts {
        let entry = index.entry(number.cast_unsigned()).unwrap().unwrap();
        // Holders, outlet, body, alone; then the shingles.
        let holders = u32::from_le_bytes(entry[..4].try_into().unwrap()) as usize;
        let from = 4 + holders * 6 + 8 + 16 + 1;
        let count = u32::from_le_bytes(entry[from..from + 4].try_into().unwrap()) as usize;
        let own = entry[from + 4..].chunks(4).take(count);
        keys.extend(own.map(|key| u32::from_le_bytes(key.try_into().unwrap())));
    }
    keys.sort_unstable();
    keys.dedup();
    let of = |key: u32| {
        let all = index.with_key_from(key, 0, usize::MAX / 2).unwrap();
        let middle = all[all.len() / 2];
        assert_eq!(
            index.with_key_from(key, middle, 2).unwrap(),
            all[all.len() / 2..].iter().copied().take(2).collect::<Vec<_>>()
        );
        let before = index.with_key_before(key, middle, 3).unwrap();
        assert!(before.iter().eq(all[..all.len() / 2].iter().rev().take(3)));
        (key, all, before)
    };
    keys.into_iter().map(of).collect()
}

fn any_pile() -> impl Strategy<Value = Vec<Vec<usize>>> {
    prop::collection::vec(prop::collection::vec(0..40_usize, 1..6), 4..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn grown_and_made_at_once_hold_the_same(pile in any_pile(), cuts in prop::collection::vec(0..60_usize, 1..4)) {
        let folder = Folder::new("index-grown");
        let lines = lines(&pile);
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(lines.len())).collect();
        cuts.push(lines.len());
        cuts.sort_unstable();
        let index = made(&folder, "grown", &lines[..cuts[0]]);
        for cut in cuts.windows(2) {
            grow(&folder, &index, &lines[cut[0]..cut[1]]);
        }
        let whole = made(&folder, "whole", &lines);
        let (a, b) = (folder.0.join("grown"), folder.0.join("whole"));
        prop_assert!(rows(&a) == rows(&b));
        prop_assert!(shingles(&index, &a) == shingles(&whole, &b));
        drop((index, whole));
        prop_assert_eq!(check(&a).unwrap().problems, []);
        prop_assert_eq!(check(&b).unwrap().problems, []);
        let done = compact(&a).unwrap();
        prop_assert!(done.kind == Kind::Index && done.after <= done.before);
        prop_assert!(rows(&a) == rows(&b));
    }
}

#[test]
fn the_same_pile_makes_the_same_file() {
    let folder = Folder::new("index-bytes");
    let pile: Vec<Vec<usize>> =
        (0..300).map(|at| vec![at % 50, at % 7 + 60, at % 90 + 100]).collect();
    let lines = lines(&pile);
    made(&folder, "a", &lines);
    made(&folder, "b", &lines);
    assert!(fs::read(folder.0.join("a")).unwrap() == fs::read(folder.0.join("b")).unwrap());
}

#[test]
fn a_crash_leaves_the_state_before() {
    let folder = Folder::new("index-crash");
    let lines = lines(&(0..40).map(|at| vec![at % 9, at % 5 + 20]).collect::<Vec<_>>());
    let path = folder.0.join("i");
    let index = made(&folder, "i", &lines[..30]);
    let before = rows(&path);
    let added = shelf(&folder, &lines[30..])
        .add_to(&index, &Options::default(), &Config::default())
        .unwrap();
    drop(index);
    // A writer that dies within its transaction: its pages and its journal are all there.
    let journal = folder.0.join("i-journal");
    {
        let mut connection = rusqlite::Connection::open(&path).unwrap();
        // Pages go to the file before the end of the transaction.
        connection.pragma_update(None, "cache_size", 1).unwrap();
        let transaction = connection.transaction().unwrap();
        transaction.execute("DELETE FROM texts", []).unwrap();
        transaction.execute("UPDATE leaves SET postings = x'00'", []).unwrap();
        transaction.execute("DELETE FROM received", []).unwrap();
        fs::copy(&path, folder.0.join("died")).unwrap();
        fs::copy(&journal, folder.0.join("died-journal")).unwrap();
    }
    assert!(fs::read(folder.0.join("died")).unwrap() != fs::read(&path).unwrap());
    let died = IndexFile::open(&folder.0.join("died")).unwrap();
    assert!(rows(&folder.0.join("died")) == before);
    died.write(&added.changes).unwrap();
    IndexFile::open(&path).unwrap().write(&added.changes).unwrap();
    assert!(rows(&folder.0.join("died")) == rows(&path));
}

#[test]
fn one_writer_at_a_time() {
    let folder = Folder::new("index-lock");
    let path = folder.0.join("i");
    let held = IndexLock::take(&path).unwrap();
    let error = IndexLock::take(&path).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Locked);
    assert!(error.to_string().contains("index"), "{error}");
    assert!(held.open().unwrap().is_none());
    drop(held);
    assert!(IndexLock::take(&path).is_ok());
}

#[test]
fn another_format_is_refused() {
    let folder = Folder::new("index-format");
    let path = folder.0.join("i");
    drop(made(&folder, "i", &lines(&[vec![1, 2]])));
    for (format, kind) in
        [(wireroom_store::INDEX_FORMAT + 1, ErrorKind::Newer), (0, ErrorKind::Older)]
    {
        let connection = rusqlite::Connection::open(&path).unwrap();
        connection.pragma_update(None, "user_version", format).unwrap();
        drop(connection);
        assert_eq!(IndexFile::open(&path).map(|_| ()).unwrap_err().kind(), kind);
    }
}

#[test]
fn what_is_wrong_with_an_index_is_said() {
    let folder = Folder::new("index-harm");
    let path = folder.0.join("i");
    drop(made(&folder, "i", &lines(&(0..12).map(|at| vec![at % 5, at + 20]).collect::<Vec<_>>())));
    let whole = fs::read(&path).unwrap();
    let first = "(SELECT min(number) FROM texts)";
    for (harm, says) in [
        ("DELETE FROM received WHERE at = 1".to_owned(), "its text is not there"),
        ("INSERT INTO received VALUES (77, x'00')".to_owned(), "no document has it"),
        ("UPDATE received SET bytes = x'0102' WHERE at = 1".to_owned(), "it is no document"),
        ("UPDATE documents SET path = 'x' WHERE at = 2".to_owned(), "another than is stored"),
        (format!("DELETE FROM texts WHERE number = {first}"), "no text is its"),
        (format!("UPDATE texts SET entry = x'00' WHERE number = {first}"), "is damaged"),
        ("DELETE FROM bodies".to_owned(), "bodies"),
        (
            "UPDATE bodies SET body = x'00' WHERE text = (SELECT min(text) FROM bodies)".to_owned(),
            "it has other words",
        ),
        (
            "DELETE FROM leaves WHERE first = (SELECT max(first) FROM leaves)".to_owned(),
            "not those of the texts",
        ),
        ("UPDATE leaves SET postings = x'00'".to_owned(), "a run of shingles is damaged"),
        ("UPDATE meta SET value = '{'".to_owned(), "the settings are not readable"),
        ("DELETE FROM meta".to_owned(), "meta: "),
        ("DROP TABLE days".to_owned(), "days"),
    ] {
        fs::write(&path, &whole).unwrap();
        let connection = rusqlite::Connection::open(&path).unwrap();
        connection.execute_batch(&harm).unwrap();
        drop(connection);
        let told: String = check(&path)
            .unwrap()
            .problems
            .iter()
            .map(|it| format!("{}: {} ({})\n", it.place, it.what, it.advice))
            .collect();
        assert!(told.contains(says) && told.contains("make another index"), "{harm}: {told}");
    }
}
