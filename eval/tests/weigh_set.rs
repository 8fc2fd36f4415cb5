//! The test set `eval/weigh` keeps its own rules: without them its figures would mean nothing.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

struct Pile {
    name: String,
    texts: BTreeMap<String, String>,
    gold: Value,
}

fn piles() -> Vec<Pile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("weigh");
    let entries = std::fs::read_dir(folder).expect("the set");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "jsonl"));
    files.sort();
    files.iter().map(|file| pile(file)).collect()
}

fn pile(file: &Path) -> Pile {
    let name = file.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
    let mut texts = BTreeMap::new();
    for line in std::fs::read_to_string(file).expect("articles").lines() {
        let row: Value = serde_json::from_str(line).expect("JSON");
        let [id, text] = ["id", "text"].map(|key| row[key].as_str().expect(key).to_owned());
        for key in ["outlet", "published", "title", "url"] {
            assert!(row[key].as_str().is_some_and(|value| !value.is_empty()), "{id}: no {key}");
        }
        assert!(id.starts_with(&name[..2]), "{id} is in {name}");
        assert!(texts.insert(id.clone(), text).is_none(), "{id} stands twice");
    }
    let gold = std::fs::read_to_string(file.with_extension("gold.json")).expect("answers");
    Pile { name, texts, gold: serde_json::from_str(&gold).expect("JSON") }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Every passage of a pile's gold.
fn passages(gold: &Value) -> Vec<&Value> {
    let supports = list(gold, "claims").iter().flat_map(|claim| list(claim, "supports"));
    let sides = ["differences", "no_difference"].into_iter().flat_map(|key| list(gold, key));
    let sides = sides.flat_map(|one| list(one, "sides")).filter_map(Value::as_array).flatten();
    let pairs = list(gold, "not_the_same").iter().flat_map(|pair| list(pair, "passages"));
    supports.chain(sides).chain(pairs).collect()
}

#[test]
fn there_are_enough_small_events() {
    let piles = piles();
    assert!(piles.len() >= 26, "{} piles", piles.len());
    for pile in &piles {
        assert!((4..=8).contains(&pile.texts.len()), "{}: {}", pile.name, pile.texts.len());
        let odd = pile.name[..2].parse::<u32>().expect("a number") % 2 == 1;
        assert_eq!(pile.gold["half"], if odd { "development" } else { "measuring" });
        for (id, text) in &pile.texts {
            let words = text.split_whitespace().count();
            assert!((75..=360).contains(&words), "{id} has {words} words");
        }
    }
}

#[test]
fn every_quotation_stands_once_in_its_document() {
    for pile in piles() {
        for passage in passages(&pile.gold) {
            let document = passage["document"].as_str().expect("a document");
            let quote = passage["quote"].as_str().expect("a quotation");
            let text = pile.texts.get(document).unwrap_or_else(|| panic!("no text {document}"));
            assert_eq!(text.matches(quote).count(), 1, "{document}: {quote}");
        }
    }
}

#[test]
fn counts_are_those_of_the_supports() {
    for pile in piles() {
        let mut account: BTreeMap<&str, &str> =
            pile.texts.keys().map(|id| (id.as_str(), id.as_str())).collect();
        for group in list(&pile.gold, "families").iter().chain(list(&pile.gold, "accounts")) {
            let members = strings(&group["documents"]);
            for &member in &members {
                let (from, to) = (account[member], account[members[0]]);
                account.values_mut().filter(|of| **of == from).for_each(|of| *of = to);
            }
        }
        let known: BTreeSet<&str> =
            list(&pile.gold, "origins").iter().filter_map(|origin| origin["id"].as_str()).collect();
        for claim in list(&pile.gold, "claims") {
            let supports = list(claim, "supports");
            let witnesses: BTreeSet<&str> =
                supports.iter().filter_map(|one| one["document"].as_str()).collect();
            let accounts: BTreeSet<&str> = witnesses.iter().map(|id| account[id]).collect();
            let origins: BTreeSet<&str> =
                supports.iter().filter_map(|one| one["origin"].as_str()).collect();
            let at = format!("{} {}", pile.name, claim["id"]);
            assert_eq!(claim["witnesses"], witnesses.len(), "{at}");
            assert_eq!(claim["accounts"], accounts.len(), "{at}");
            assert_eq!(strings(&claim["origins"]), origins.iter().copied().collect::<Vec<_>>());
            assert!(origins.is_subset(&known), "{at}: {origins:?}");
            let perhaps = claim["perhaps"].as_u64().expect("a number");
            assert!(perhaps == 0 || (perhaps as usize) < origins.len(), "{at}");
        }
    }
}

#[test]
fn every_document_is_in_an_event_and_ids_are_unique() {
    for pile in piles() {
        let events = list(&pile.gold, "events");
        let told: BTreeSet<&str> =
            events.iter().flat_map(|event| strings(&event["documents"])).collect();
        assert_eq!(told, pile.texts.keys().map(String::as_str).collect(), "{}", pile.name);
        let known: BTreeSet<&str> =
            events.iter().filter_map(|event| event["id"].as_str()).collect();
        for key in ["events", "origins", "claims", "differences"] {
            let rows = list(&pile.gold, key);
            let ids: BTreeSet<&str> = rows.iter().filter_map(|row| row["id"].as_str()).collect();
            assert_eq!(ids.len(), rows.len(), "{}: {key}", pile.name);
            for event in rows.iter().filter_map(|row| row["event"].as_str()) {
                assert!(known.contains(event), "{}: {event}", pile.name);
            }
        }
        for line in list(&pile.gold, "storylines") {
            assert!(strings(&line["events"]).iter().all(|id| known.contains(id)), "{}", pile.name);
        }
        for one in list(&pile.gold, "differences") {
            let least = if one["kind"] == "silence" { 1 } else { 2 };
            assert!(list(one, "sides").len() >= least, "{} {}", pile.name, one["id"]);
        }
    }
}
