//! Every format that is read: two articles as the tools of its users write them, and the same damaged. What
//! wrote each is said in `samples/README.md`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use wireroom_intake::{Columns, Intake, Limits, read_bytes_with};
use wireroom_model::{Format, SetAsideCode as Code};

const FERRY: &str = "Ferry is back after two days";
const PIER: &str = "Pier of Kalmora opens on Friday";
const BOTH: &[&str] = &[FERRY, PIER];

/// A sample, its format, what is read of it, and of the damaged one what is read and what is set aside.
type Sample =
    (&'static str, Format, &'static [&'static str], &'static [&'static str], &'static [Code]);

const SAMPLES: &[Sample] = &[
    ("atom-0.3.xml", Format::Feed, BOTH, &[FERRY], &[Code::Damaged]),
    ("atom-1.0.xml", Format::Feed, BOTH, &[FERRY], &[Code::Damaged]),
    ("crawl.wacz", Format::Warc, BOTH, &[], &[Code::Truncated]),
    ("crawl.warc", Format::Warc, BOTH, &[FERRY], &[Code::Truncated]),
    ("crawl.warc.gz", Format::Warc, BOTH, &[FERRY], &[Code::Damaged, Code::Truncated]),
    ("event-registry.json", Format::Json, BOTH, &[FERRY], &[Code::BadJson]),
    ("gkg-2.1.csv", Format::Gkg, BOTH, BOTH, &[Code::Damaged]),
    ("inbox.mbox", Format::Mail, BOTH, BOTH, &[Code::Empty]),
    ("media-cloud.csv", Format::Table, BOTH, BOTH, &[Code::Damaged]),
    ("newsletter.eml", Format::Mail, &[FERRY], &[], &[Code::Empty]),
    ("newsml-g2.xml", Format::Newsml, BOTH, &[FERRY], &[Code::Damaged]),
    ("ninjs-1.3.json", Format::Json, &[FERRY], &[], &[Code::BadJson]),
    ("ninjs-2.0.json", Format::Json, &[PIER], &[], &[Code::BadJson]),
    ("ninjs-3.0.json", Format::Json, &[PIER], &[], &[Code::BadJson]),
    ("nitf-3.6.xml", Format::Nitf, &[FERRY], &[], &[Code::Damaged]),
    ("page.html", Format::Html, &[FERRY], &[], &[Code::Binary]),
    ("page.mhtml", Format::Mhtml, &[FERRY], &[], &[Code::NoArticle]),
    ("plain.jsonl", Format::Json, BOTH, &[FERRY], &[Code::BadJson, Code::BadJson]),
    ("rss-0.90.rdf", Format::Feed, BOTH, &[FERRY], &[Code::Damaged]),
    ("rss-0.91.xml", Format::Feed, BOTH, &[FERRY], &[Code::Damaged]),
    ("rss-0.92.xml", Format::Feed, BOTH, &[FERRY], &[Code::Damaged]),
    ("rss-1.0.rdf", Format::Feed, BOTH, &[FERRY], &[Code::Damaged]),
    ("rss-2.0.xml", Format::Feed, BOTH, &[FERRY], &[Code::Damaged]),
    ("table.csv", Format::Table, BOTH, BOTH, &[Code::Damaged, Code::Damaged]),
    ("table.tsv", Format::Table, BOTH, BOTH, &[Code::Damaged, Code::Damaged]),
    #[cfg(feature = "parquet")]
    ("table.parquet", Format::Table, BOTH, &[], &[Code::Truncated]),
    // Its title is its first line.
    #[cfg(feature = "pdf")]
    ("article.pdf", Format::Pdf, &[], &[], &[Code::Damaged]),
];

/// Those that are read above in some builds, or in a test of their own.
const OTHERS: [&str; 4] = ["article.pdf", "table.parquet", "mapped.csv", "README.md"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples")
}

fn read(name: &str, columns: &str) -> Intake {
    let bytes = fs::read(folder().join(name)).unwrap();
    let columns =
        if columns.is_empty() { Columns::default() } else { Columns::parse(columns).unwrap() };
    // The name says nothing.
    read_bytes_with("a.bin", &bytes, &Limits::default(), &columns)
}

fn titles(intake: &Intake) -> Vec<&str> {
    intake.documents.iter().filter_map(|document| document.title.as_deref()).collect()
}

#[test]
fn every_sample_is_read_by_its_content() {
    for (name, format, wanted, ..) in SAMPLES {
        let intake = read(name, "");
        assert_eq!(intake.set_aside, [], "{name}");
        assert_eq!(titles(&intake), *wanted, "{name}");
        for document in &intake.documents {
            assert_eq!(document.format, *format, "{name}");
            let told =
                ["The ferry Alba sails again", "The new pier of Kalmora will open", FERRY, PIER];
            assert!(
                told.iter().any(|told| document.received.contains(told)),
                "{name}: {document:?}"
            );
        }
    }
}

#[test]
fn who_printed_it_and_when_is_kept_where_the_format_tells_it() {
    // These have no place for one or the other.
    let undated = ["rss-0.9", "mapped"];
    for (name, format, ..) in SAMPLES.iter().filter(|(_, format, ..)| *format != Format::Pdf) {
        for document in read(name, "").documents {
            let outlet = document.outlet.as_deref().unwrap_or_default();
            let known = ["The Bay Ledger", "Northwire", "bay.example", "Coast Digest"];
            assert!(known.contains(&outlet), "{name}: {document:?}");
            let published = document.published.as_ref().map_or("", |stamp| stamp.value.as_str());
            let day = published.starts_with("2026-03-0");
            assert!(
                day || undated.iter().any(|undated| name.starts_with(undated)),
                "{name}: {published}"
            );
            let tells = !matches!(format, Format::Table | Format::Mail)
                && !name.starts_with("rss-0.9")
                && !name.starts_with("plain");
            assert_eq!(document.byline.is_some(), tells, "{name}: {document:?}");
        }
    }
}

#[test]
fn of_every_damaged_sample_the_rest_is_read() {
    for (name, _, _, wanted, codes) in SAMPLES {
        let intake = read(&format!("damaged/{name}"), "");
        let found: Vec<Code> = intake.set_aside.iter().map(|aside| aside.code).collect();
        assert_eq!((titles(&intake).as_slice(), found.as_slice()), (*wanted, *codes), "{name}");
        for aside in &intake.set_aside {
            assert!(!aside.what.is_empty() && !aside.advice.is_empty(), "{name}");
        }
    }
}

#[test]
fn columns_of_other_names_are_read_as_they_are_mapped() {
    assert_eq!(titles(&read("mapped.csv", "text=inhalt,title=titel")), BOTH);
    assert_eq!(read("mapped.csv", "").documents.len(), 1, "without the names it is a text");
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_gives_its_text() {
    let intake = read("article.pdf", "");
    assert!(intake.documents[0].received.contains("harbor master Rosa Ibarra"), "{intake:?}");
}

#[test]
fn no_sample_is_left_out() {
    let named: BTreeSet<String> =
        SAMPLES.iter().map(|(name, ..)| *name).chain(OTHERS).map(str::to_owned).collect();
    for damaged in [false, true] {
        let folder = if damaged { folder().join("damaged") } else { folder() };
        let held: BTreeSet<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap())
            .filter(|entry| entry.file_type().unwrap().is_file())
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect();
        assert!(held.is_subset(&named), "{:?}", held.difference(&named));
        assert!(held.len() > 25, "{held:?}");
    }
}
