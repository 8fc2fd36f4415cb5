//! The record that is read is the record that was written.

use std::fs;
use std::path::Path;
use wireroom::{Builder, Options};
use wireroom_model::{Basis, Document, DocumentId, Note, SetAside, SetAsideCode, Stamp};
use wireroom_tables::{NAMES, Tables, open, write};

const STORY: &str = "Ferry strikes pier in Bergen\n\nBERGEN, Norway, March 4 (Northwire) - The ferry Alba \
    struck a pier in Bergen on Tuesday, injuring 12 people, harbor master Rosa Ibarra said.\n\n\
    The ship had come from Stavanger with 240 passengers aboard and was slowing to dock when its \
    ste\u{435}ring failed, the harbor office said in a statement issued late in the evening.\n\n\
    \"We heard a long grinding noise and then everyone fell,\" said passenger Jon Vik, who was carrying \
    his daughter down the stairs when the hull met the concrete.\n";

const OTHER: &str = "Fourteen injured in Bergen ferry accident\n\nFourteen people were injured when the ferry \
    Alba ran into a pier at Bergen on March 3, 2026, harbor master Rosa Ibarra told Northwire.\n\n\
    Divers inspected the bow on Wednesday and found a tear two meters long. Two years earlier the ferry \
    Petrel burned out in Stavanger, killing three.\n";

fn document(at: usize, text: &str) -> Document {
    let id = DocumentId::derive(&["made", &at.to_string()]);
    Document {
        path: Some(format!("pile/{at}.txt")),
        outlet: Some(format!("Paper {at}")),
        published: Some(Stamp { value: "2026-03-05".to_owned(), basis: Basis::Metadata }),
        credit: vec!["Northwire".to_owned()],
        ..Document::plain(id, text)
    }
}

fn builder() -> Builder {
    let trimmed = STORY.rsplit_once("\n\n").unwrap().0;
    let german =
        "Der Hafenmeister teilte am Dienstag mit, dass die Fähre nach der Reparatur wieder fahre.";
    let texts = [STORY, trimmed, OTHER, german];
    Builder {
        readings: Default::default(),
        documents: texts.iter().enumerate().map(|(at, text)| document(at, text)).collect(),
        set_aside: vec![SetAside {
            id: DocumentId::derive(&["aside"]),
            path: "pile/z.bin".to_owned(),
            source_id: None,
            code: SetAsideCode::Binary,
            what: "binary data, not text".to_owned(),
            advice: "leave it out".to_owned(),
        }],
        notes: vec![Note { path: "pile".to_owned(), what: "a note".to_owned() }],
    }
}

fn record() -> wireroom::Record {
    builder().build(&Options::default(), &())
}

#[test]
fn the_record_that_is_read_is_the_record_that_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let record = record();
    let tables = Tables::of(&record);
    // What there is to lose.
    let held = &tables.record;
    assert!(held.counts.claims > 1 && held.counts.events > 0 && held.counts.set_aside == 1);
    assert!(held.families.iter().any(|family| family.witnesses.len() == 2));
    assert!(tables.annotations.iter().any(|it| !it.repairs.is_empty() && !it.times.is_empty()));
    let to = folder.path().join("new/tables");
    let written = write(&to, &tables).unwrap();
    assert_eq!(written.len(), NAMES.len());
    let read = open(&to).unwrap();
    assert_eq!(read, tables);
    // What was received is enough to make it again.
    assert_eq!(read.gathered().unwrap().build(&Options::default(), &()), record);
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let tables = Tables::of(&record());
    let one = write(&folder.path().join("one"), &tables).unwrap();
    let two = write(&folder.path().join("two"), &tables).unwrap();
    for (one, two) in one.iter().zip(&two) {
        assert_eq!(fs::read(one).unwrap(), fs::read(two).unwrap(), "{}", one.display());
    }
}

#[test]
fn many_rows_are_several_groups() {
    let folder = tempfile::tempdir().unwrap();
    let mut tables = Tables::of(&Builder::default().build(&Options::default(), &()));
    assert_eq!(tables.record.counts.documents, 0);
    tables.record.notes = (0..300_000)
        .map(|at| wireroom_wire::Note { path: format!("{at}"), what: "told".to_owned() })
        .collect();
    write(folder.path(), &tables).unwrap();
    assert_eq!(open(folder.path()).unwrap(), tables);
}

#[test]
fn what_is_not_whole_is_told_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let told = |path: &Path| open(path).unwrap_err().to_string();
    assert!(told(&at.join("gone")).contains("no such folder"));
    assert!(told(at).contains("documents.parquet is not there"));
    write(at, &Tables::of(&record())).unwrap();
    let events = at.join("events.parquet");
    let whole = fs::read(&events).unwrap();
    fs::write(&events, &whole[..whole.len() / 2]).unwrap();
    assert!(told(at).contains("events.parquet: this table cannot be read"), "{}", told(at));
    // A table of other rows.
    fs::copy(at.join("notes.parquet"), &events).unwrap();
    assert!(told(at).contains("row 1: missing field"), "{}", told(at));
    fs::write(&events, &whole).unwrap();
    fs::copy(&events, at.join("received.parquet")).unwrap();
    assert!(told(at).contains("received.parquet"), "{}", told(at));
    fs::remove_file(at.join("about.parquet")).unwrap();
    assert!(told(at).contains("about.parquet is not there"));
}

#[test]
fn no_bytes_make_it_panic() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, &Tables::of(&record())).unwrap();
    let file = at.join("claims.parquet");
    let whole = fs::read(&file).unwrap();
    let mut x = 11_u64;
    let mut refused = 0;
    for _ in 0..400 {
        x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut changed = whole.clone();
        let place = (x >> 33) as usize % changed.len();
        changed[place] = changed[place].wrapping_add(1 + (x >> 24) as u8 % 255);
        fs::write(&file, &changed).unwrap();
        refused += usize::from(open(at).is_err());
    }
    assert!(refused > 50, "{refused}");
}
