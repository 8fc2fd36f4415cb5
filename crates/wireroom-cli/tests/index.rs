//! `wireroom collate --index`: a pile that grows in a file prints what changes, and is at every step the
//! pile that is collated at once.

mod util;

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use util::{Folder, Ran};

/// Paragraphs of two invented stories, and a notice that an outlet prints below all it has.
const STORY: [&str; 5] = [
    "The cable ferry at Dunmarrow broke its chain on Monday and drifted half a mile with eleven cars aboard before a barge pushed it ashore.",
    "Ferryman Ole Stranvik said the chain had been due for replacement in the autumn and that the county had cut the money for it twice.",
    "Nobody was hurt, but a van with forty crates of live eels went over the ramp and the eels were last seen heading for the weir.",
    "The crossing will stay shut until a new chain comes from the foundry at Hask, which has the only mold for links of that size.",
    "Schoolchildren from the far bank were taken round by the bridge at Lower Teel, a drive of an hour and ten minutes each way.",
];
const OTHER: [&str; 4] = [
    "Glassmakers at Port Verrin lit the old cone furnace on Thursday for the first time since the works were closed forty years ago.",
    "Master blower Sunniva Askel said the heat had to be raised for nine days, or the brick that her grandfather laid would crack.",
    "The town bought the cone for a single coin and has to keep the furnace burning for three winters, as the deed of sale demands.",
    "A first batch of green bottles went to the brewery across the square, which has ordered twelve thousand more for the fair.",
];

/// An article as a line of a pile.
fn line(id: &str, outlet: &str, paragraphs: &[&str]) -> String {
    let text = paragraphs.join("\n\n");
    serde_json::json!({"id": id, "outlet": outlet, "published": "2031-05-06", "text": text})
        .to_string()
}

/// A pile of copies, briefs and strangers, a line each.
fn pile() -> Vec<String> {
    let mut lines = vec![
        line("whole", "Teel Courier", &STORY),
        line("end-cut", "Hask Post", &STORY[..3]),
        line("other", "Verrin Mail", &OTHER),
        line("brief", "Lower Teel Echo", &STORY[..2]),
        line("again", "Dunmarrow Star", &STORY),
        line(
            "merged",
            "Coast Digest",
            &[STORY[0], STORY[1], STORY[2], OTHER[0], OTHER[1], OTHER[2]],
        ),
        line("other-cut", "Coast Mirror", &OTHER[..3]),
    ];
    // Strangers that have two paragraphs of the story each: soon these are boilerplate.
    for at in 0..7 {
        let own: Vec<String> =
            (0..80).map(|word| format!("w{}x{}", at * 131 + word * 7, word)).collect();
        let (one, two) = own.split_at(40);
        let (one, two) = (one.join(" "), two.join(" "));
        lines.push(line(
            &format!("stranger{at}"),
            &format!("Outlet {at}"),
            &[&one, OTHER[3], &two, STORY[4]],
        ));
    }
    lines
}

fn found(ran: &Ran) -> Value {
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    serde_json::from_str(&ran.out).expect("one object")
}

fn list<'a>(value: &'a Value, name: &str) -> &'a Vec<Value> {
    value[name].as_array().expect("a list")
}

/// Documents and families as a reader knows them who is told only of what changes.
#[derive(Default)]
struct Reader {
    documents: Vec<Value>,
    families: Vec<Value>,
    pairs: Vec<Value>,
}

impl Reader {
    fn hear(&mut self, told: &Value, pairs: &str) {
        let fresh: BTreeSet<String> =
            list(told, "documents").iter().map(|d| d["id"].to_string()).collect();
        let of = |family: &Value| {
            list(family, "witnesses").iter().any(|w| fresh.contains(&w["document"].to_string()))
        };
        self.documents.retain(|document| !fresh.contains(&document["id"].to_string()));
        self.families.retain(|family| !of(family));
        // Pairs name documents as the input does.
        let named: Vec<&Value> = list(told, "documents").iter().map(|d| &d["source_id"]).collect();
        self.pairs.retain(|pair| !named.contains(&&pair["a"]) && !named.contains(&&pair["b"]));
        self.documents.extend(list(told, "documents").iter().cloned());
        self.families.extend(list(told, "families").iter().cloned());
        self.pairs.extend(pairs.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()));
    }

    fn sorted(values: &[Value]) -> Vec<String> {
        let mut values: Vec<String> = values.iter().map(Value::to_string).collect();
        values.sort();
        values
    }
}

#[test]
fn a_pile_that_grows_is_the_pile_at_once() {
    let folder = Folder::new("index-grows");
    let lines = pile();
    let mut reader = Reader::default();
    for (at, article) in lines.iter().enumerate() {
        folder.write(&format!("pile/{at}.jsonl"), article);
        let path = format!("pile/{at}.jsonl");
        // The same step twice from one state: once as an object, once as pairs.
        let before = folder.0.join("pile.index");
        let held = fs::read(&before).ok();
        let args = ["collate", &path, "--index", "pile.index", "--format"];
        let told = found(&folder.run(&[&args[..], &["json"]].concat()));
        let after = folder.read("pile.index");
        match held {
            Some(held) => fs::write(&before, held).unwrap(),
            None => fs::remove_file(&before).unwrap(),
        }
        let pairs = folder.run(&[&args[..], &["jsonl"]].concat());
        assert_eq!(pairs.code, Some(0), "{}", pairs.err);
        assert!(after == folder.read("pile.index"), "one way to grow, one file");
        reader.hear(&told, &pairs.out);
    }
    let whole = found(&folder.run(&["collate", "pile", "--format", "json"]));
    let pairs = folder.run(&["collate", "pile", "--format", "jsonl"]).out;
    assert_eq!(Reader::sorted(&reader.families), Reader::sorted(list(&whole, "families")));
    assert_eq!(Reader::sorted(&reader.documents), Reader::sorted(list(&whole, "documents")));
    let pairs: Vec<Value> = pairs.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(Reader::sorted(&reader.pairs), Reader::sorted(&pairs));
    for format in ["json", "jsonl", "table"] {
        let at_once = folder.run(&["collate", "pile", "--format", format]).out;
        let held = folder.run(&["collate", "--index", "pile.index", "--format", format]).out;
        assert_eq!(held, at_once, "{format}");
    }
}

#[test]
fn only_what_changes_is_printed() {
    let folder = Folder::new("index-changes");
    let lines = pile();
    folder.write("first.jsonl", lines[..4].join("\n"));
    folder.write("second.jsonl", &lines[4]);
    let add = |path: &str| folder.run(&["collate", path, "--index", "i", "--format", "json"]);
    assert_eq!(list(&found(&add("first.jsonl")), "documents").len(), 4);
    let told = found(&add("second.jsonl"));
    let ids: BTreeSet<&str> =
        list(&told, "documents").iter().filter_map(|d| d["source_id"].as_str()).collect();
    assert_eq!(ids, ["again", "brief", "end-cut", "whole"].into());
    // What is held already changes nothing, and is no error.
    let told = found(&add("second.jsonl"));
    assert!(list(&told, "documents").is_empty() && list(&told, "families").is_empty());
    let table = folder.run(&["collate", "second.jsonl", "--index", "i"]);
    assert!(table.out.contains("0 documents in 0 families"), "{}", table.out);
}

#[test]
fn settings_stay_with_the_index_and_others_collate_it_anew() {
    let folder = Folder::with_pile("index-settings");
    folder.write("link", "pile/post.txt\tpile/courier.txt\n");
    let families = |args: &[&str]| {
        let ran = folder.run(&[&["collate", "--index", "i", "--format", "json"], args].concat());
        (list(&found(&ran), "families").len(), ran.err)
    };
    assert_eq!(families(&["pile"]).0, 2);
    // All three are one family now: that is what changed.
    let (changed, said) = families(&["pile", "--must-link", "link"]);
    assert_eq!(changed, 1);
    assert!(said.contains("other settings"), "{said}");
    assert_eq!(families(&[]).0, 1, "the link is kept");
    assert_eq!(families(&["pile"]), (0, String::new()));
    // Without paths a setting is tried, not kept.
    assert_eq!(families(&["--min-words", "100000"]).0, 2);
    assert_eq!(families(&[]).0, 1);
    folder.write("none", "# nothing is linked\n");
    assert_eq!(families(&["pile", "--must-link", "none"]).0, 2);
    assert_eq!(families(&[]).0, 2);
}

#[test]
fn what_is_no_index_is_left_as_it_is() {
    let folder = Folder::with_pile("index-foreign");
    folder.write(
        "notes.txt",
        "These are notes, and no index at all, however long they are.\n".repeat(40),
    );
    folder.write("empty", "");
    folder.run(&["read", "pile", "--record", "pile.wireroom"]);
    for file in ["notes.txt", "empty", "pile.wireroom"] {
        let before = folder.read(file);
        for paths in [&["pile"][..], &[]] {
            let ran = folder.run(&[&["collate", "--index", file], paths].concat());
            assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{file}");
            assert!(ran.err.contains(file) && ran.err.contains("not an index"), "{}", ran.err);
        }
        assert!(before == folder.read(file), "{file}");
    }
    let ran = folder.run(&["collate", "--index", "gone"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("no such index"), "{}", ran.err);
    let ran = folder.run(&["collate", "pile", "--index", "pile"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("folder"), "{}", ran.err);
}

#[test]
fn a_damaged_index_says_so_and_is_not_written() {
    let folder = Folder::new("index-damaged");
    let lines = pile();
    folder.write("first.jsonl", lines[..6].join("\n"));
    folder.write("second.jsonl", &lines[6]);
    folder.run(&["collate", "first.jsonl", "--index", "i"]);
    let whole = folder.read("i");
    let mut noticed = 0;
    for at in (100..whole.len()).step_by(whole.len() / 40) {
        let mut bytes = whole.clone();
        for byte in &mut bytes[at..(at + 24).min(whole.len())] {
            *byte ^= 0xa5;
        }
        folder.write("i", &bytes);
        let ran = folder.run(&["collate", "second.jsonl", "--index", "i", "--format", "json"]);
        if ran.code == Some(2) {
            noticed += 1;
            assert!(ran.err.contains("index") && ran.out.is_empty(), "{}", ran.err);
            assert!(bytes == folder.read("i"), "{at}");
        } else {
            // Damage that adding one article does not come by.
            assert_eq!(ran.code, Some(0), "{}", ran.err);
        }
    }
    assert!(noticed > 4, "{noticed}");
    folder.write("i", &whole[..whole.len() / 2]);
    let ran = folder.run(&["collate", "second.jsonl", "--index", "i"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("damaged"), "{}", ran.err);
}
