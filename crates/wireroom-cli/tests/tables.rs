//! Records as folders of Parquet tables, and articles in Parquet.

mod util;

use serde_json::Value;
use util::{Folder, POST};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

#[cfg(feature = "parquet")]
#[test]
fn tables_are_opened_as_the_record_that_they_were_written_from() {
    let folder = Folder::with_pile("tables");
    folder.write("pile/broken.json", "{\"text\": \"The ferry");
    let told = folder.run(&["read", "pile", "--format", "json", "--record", "a.wireroom"]);
    let wrote = folder.run(&["export", "pile", "--to", "parquet", "--out", "tables"]);
    assert_eq!((wrote.code, wrote.out.as_str()), (Some(0), ""), "{}", wrote.err);
    let read = folder.run(&["read", "--tables", "tables", "--format", "json"]);
    assert_eq!((read.code, &read.out), (Some(0), &told.out), "{}", read.err);
    // By way of a record file, and of read.
    for args in [
        &["export", "--record", "a.wireroom", "--to", "parquet", "--out", "b"][..],
        &["read", "pile", "--format", "parquet", "--out", "b"],
        &["read", "--record", "a.wireroom", "--format", "parquet", "--out", "b"],
        &["read", "--tables", "tables", "--format", "parquet", "--out", "b"],
    ] {
        assert_eq!(folder.run(args).code, Some(0), "{args:?}");
        for table in ["documents", "statements", "annotations", "received", "about"] {
            let of = |at: &str| folder.read(&format!("{at}/{table}.parquet"));
            assert!(of("b") == of("tables"), "{args:?}: {table}");
        }
    }
    // And into a record file, which holds the same.
    let made = folder.run(&["read", "--tables", "tables", "--record", "b.wireroom"]);
    assert_eq!(made.code, Some(0), "{}", made.err);
    let held = |file: &str| folder.run(&["read", "--record", file, "--format", "json"]).out;
    assert_eq!(held("b.wireroom"), held("a.wireroom"));
    let again = folder.run(&["read", "--tables", "tables", "--record", "b.wireroom"]);
    assert_eq!(again.code, Some(2));
    assert!(again.err.contains("name another file"), "{}", again.err);
    // Tables do not say what was read of each text: it is read when the file grows, and then the two
    // are one file to the byte.
    folder.write("more.txt", POST);
    for file in ["a.wireroom", "b.wireroom"] {
        let grown = folder.run(&["read", "more.txt", "--record", file]);
        assert_eq!(grown.code, Some(0), "{}", grown.err);
    }
    assert!(folder.read("b.wireroom") == folder.read("a.wireroom"));
}

#[cfg(feature = "parquet")]
#[test]
fn tables_are_served_and_shown() {
    let folder = Folder::with_pile("served-tables");
    folder.run(&["export", "pile", "--to", "parquet", "--out", "tables"]);
    let read = json(&folder.run(&["read", "--tables", "tables", "--format", "json"]).out);
    let event = read["events"][0]["id"].as_str().unwrap();
    let shown = folder.run(&["show", event, "--tables", "tables"]);
    assert_eq!(shown.out, folder.run(&["show", event, "pile"]).out);
    let why = folder.run(&["show", event, "--explain", "--tables", "tables"]);
    assert_eq!(why.out, folder.run(&["show", event, "--explain", "pile"]).out);
    let server = util::Server::start(&folder, &["serve", "--tables", "tables"]);
    let answer = server.get("/api/v1/events", "");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains(event), "{answer}");
    // What is added is read together with what the tables hold.
    let added = server.add("The ferry Alba left the yard in Bergen on Friday, the owner said.");
    assert!(added.contains("\"done\""), "{added}");
    assert!(server.body("/api/v1/documents").contains("\"total\":4"));
}

#[cfg(feature = "parquet")]
#[test]
fn what_tables_are_not_is_told() {
    let folder = Folder::with_pile("no-tables");
    let told = |args: &[&str]| {
        let ran = folder.run(args);
        assert_eq!(ran.code, Some(2), "{args:?}: {}", ran.err);
        ran.err
    };
    assert!(told(&["read", "--tables", "gone"]).contains("gone: there is no such folder"));
    let pile = told(&["read", "--tables", "pile"]);
    assert!(pile.contains("documents.parquet is not there"), "{pile}");
    // A folder of tables is opened; what is written goes elsewhere.
    let both = told(&["read", "pile", "--tables", "tables"]);
    assert!(both.contains("cannot be used with"), "{both}");
    let nowhere = told(&["export", "pile", "--to", "parquet"]);
    assert!(nowhere.contains("name it with --out DIR"), "{nowhere}");
    let file = told(&["export", "pile", "--to", "parquet", "--out", "pile/post.txt"]);
    assert!(file.contains("is a file"), "{file}");
    folder.run(&["export", "pile", "--to", "parquet", "--out", "tables"]);
    folder.write("tables/events.parquet", b"PAR1 and nothing else");
    let damaged = told(&["serve", "--tables", "tables"]);
    assert!(damaged.contains("tables/events.parquet: this table cannot be read"), "{damaged}");
}

#[cfg(feature = "parquet")]
#[test]
fn a_table_of_a_record_is_a_table_of_articles_too() {
    let folder = Folder::with_pile("parquet-articles");
    folder.run(&["export", "pile", "--to", "parquet", "--out", "tables"]);
    let read = folder.run(&["read", "tables/received.parquet", "--format", "json"]);
    assert_eq!(read.code, Some(0), "{}", read.err);
    let read = json(&read.out);
    assert_eq!(
        (&read["counts"]["documents"], &read["documents"][0]["format"]),
        (&3.into(), &"table".into())
    );
    let mapped = folder.run(&[
        "read",
        "tables/statements.parquet",
        "--format",
        "json",
        "--map",
        "text=origin,id=id",
        "--tier",
        "fast",
    ]);
    assert_eq!(mapped.code, Some(0), "{}", mapped.err);
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_build_without_parquet_says_how_to_get_one() {
    let folder = Folder::with_pile("no-parquet");
    for args in [
        &["read", "--tables", "tables"][..],
        &["serve", "--tables", "tables"],
        &["export", "pile", "--to", "parquet", "--out", "tables"],
    ] {
        let ran = folder.run(args);
        assert_eq!(ran.code, Some(2));
        assert!(ran.err.contains("--features parquet"), "{}", ran.err);
    }
}

#[test]
fn a_format_is_found_by_content() {
    let folder = Folder::new("named-parquet");
    folder.write("post.parquet", POST);
    let read = folder.run(&["read", "post.parquet", "--format", "json"]);
    assert_eq!(json(&read.out)["documents"][0]["format"], "text");
}
