//! The contract against a record built by hand.

#[allow(dead_code, unreachable_pub, missing_docs, reason = "shared by the outer crates' tests")]
mod fixture;
mod validate;

use serde_json::{Value, json};
use std::collections::BTreeMap;

fn value() -> Value {
    serde_json::to_value(wireroom_wire::record(&fixture::record())).unwrap()
}

#[test]
fn every_span_shows_what_stands_there_as_received() {
    let record = fixture::record();
    let received: BTreeMap<String, &str> = record
        .documents
        .iter()
        .map(|r| (r.document.id.to_string(), r.document.received.as_str()))
        .collect();
    let copy = &record.documents[1];
    let value = value();
    let statement = &value["statements"][2];
    assert_eq!(statement["document"], copy.document.id.as_str());
    let piece = &statement["content"]["pieces"][1];
    assert_eq!(piece["text"], "injuring 12 people");
    let span = |v: &Value| {
        v["span"][0].as_u64().unwrap() as usize..v["span"][1].as_u64().unwrap() as usize
    };
    let text = received[copy.document.id.as_str()];
    assert_eq!(&text[span(piece)], "injuring 12 p\u{435}ople");
}

#[test]
fn pieces_are_covered_and_joined() {
    let content = &value()["statements"][0]["content"];
    assert_eq!(content["text"], "The ferry Alba struck the pier … injuring 12 people");
    assert_eq!(content["span"][0], content["pieces"][0]["span"][0]);
    assert_eq!(content["span"][1], content["pieces"][1]["span"][1]);
}

#[test]
fn documents_come_in_the_order_of_the_pile_and_then_the_set_aside() {
    let value = value();
    let documents = value["documents"].as_array().unwrap();
    let paths: Vec<_> = documents.iter().map(|d| d["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["pile/a.txt", "pile/b.txt", "pile/c.txt", "pile/d.bin"]);
    assert_eq!(documents[0]["set_aside"], Value::Null);
    assert_eq!(documents[0]["events"][0], value["events"][0]["id"]);
    assert_eq!(
        documents[3]["set_aside"],
        json!({"reason": "binary", "what": "the file is not text", "advice": "leave it out"})
    );
    assert_eq!(value["counts"]["documents"], 3);
    assert_eq!(value["counts"]["set_aside"], 1);
}

#[test]
fn the_three_numbers_stand_beside_events_and_claims() {
    let value = value();
    let numbers =
        |v: &Value| (v["witnesses"].clone(), v["accounts"].clone(), v["origins_text"].clone());
    assert_eq!(numbers(&value["events"][0]), (json!(3), json!(2), json!("2, perhaps 1")));
    assert_eq!(numbers(&value["claims"][0]), (json!(3), json!(2), json!("2, perhaps 1")));
    assert_eq!(numbers(&value["claims"][1]), (json!(2), json!(1), json!("1")));
}

#[test]
fn an_inferred_exemplar_is_a_parent_that_nobody_holds() {
    let value = value();
    let family = &value["families"][0];
    assert_eq!(family["exemplars"][0]["held"], Value::Null);
    for witness in family["witnesses"].as_array().unwrap() {
        assert_eq!(witness["parent"], family["exemplars"][0]["id"]);
    }
    assert_eq!(family["witnesses"][1]["evidence"][0]["text"], "12 people");
}

#[test]
fn a_silent_side_has_no_span() {
    let sides = value()["differences"][0]["sides"].clone();
    assert_eq!(sides[0]["text"], "12 people");
    assert_eq!(sides[2]["span"], Value::Null);
    assert_eq!(sides[2]["text"], Value::Null);
}

#[test]
fn fractions_have_four_decimals() {
    let value = value();
    assert_eq!(value["families"][0]["witnesses"][0]["share"], json!(0.9123));
    assert_eq!(value["events"][0]["place"]["lat"], json!(56.6612));
}

#[test]
fn a_record_survives_the_way_to_json_and_back() {
    let record = wireroom_wire::record(&fixture::record());
    let text = serde_json::to_string(&record).unwrap();
    let back: wireroom_wire::Record = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&back).unwrap(), text);
}

#[test]
fn rows_that_are_counted_are_those_that_are_made() {
    let mut found = fixture::record();
    let counts = wireroom_wire::Lists::of(&found).counts();
    let record = wireroom_wire::record(&found);
    assert_eq!(counts, record.counted());
    assert_eq!(record.counts, counts);
    // A statement without content is none.
    found.statements[0].content.clear();
    let fewer = wireroom_wire::Lists::of(&found).counts();
    assert_eq!(fewer.statements, counts.statements - 1);
    assert_eq!(wireroom_wire::record(&found).counted(), fewer);
}

#[test]
fn lines_name_their_type() {
    let record = wireroom_wire::record(&fixture::record());
    let mut out = Vec::new();
    wireroom_wire::lines(&record, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let lines: Vec<Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(
        lines[0],
        json!({"type": "wireroom", "version": record.wireroom.version, "contract": 1})
    );
    let claims: Vec<_> = lines.iter().filter(|l| l["type"] == "claim").collect();
    assert_eq!(claims.len(), 2);
    assert_eq!(claims[0]["id"], record.claims[0].id.as_str());
}

#[test]
fn annotations_carry_repairs_and_spans_as_received() {
    let annotations = wireroom_wire::annotations(&fixture::record());
    assert_eq!(annotations[2].id, "post-7");
    let copy = serde_json::to_value(&annotations[1]).unwrap();
    assert_eq!(copy["repairs"][0]["before"], "\u{435}");
    assert_eq!(copy["repairs"][0]["after"], "e");
    assert_eq!(copy["repairs"][1]["after"], "");
    assert_eq!(copy["times"][0]["type"], "DATE");
    assert!(!copy["text"].as_str().unwrap().contains("shoes"));
    assert_eq!(copy["structure"]["zones"][0]["kind"], "title");
}

#[test]
fn pairs_show_the_shared_passages() {
    let (families, pairs) = wireroom_wire::families(&fixture::record());
    assert_eq!(families.families.len(), 2);
    assert_eq!(pairs[0].passages[0][0].text, "The ferry Alba");
    assert_eq!(pairs[0].family.as_deref(), Some(families.families[0].id.as_str()));
}

#[test]
fn what_is_printed_is_what_the_schema_says() {
    assert_eq!(validate::errors(&wireroom_wire::record_schema(), &value()), [""; 0]);
    for annotation in wireroom_wire::annotations(&fixture::record()) {
        let value = serde_json::to_value(annotation).unwrap();
        assert_eq!(validate::errors(&wireroom_wire::annotation_schema(), &value), [""; 0]);
    }
}

#[test]
fn the_schema_refuses_what_is_not_the_contract() {
    let schema = wireroom_wire::record_schema();
    let mut value = value();
    value["events"][0]["accounts"] = json!("two");
    value["claims"][0].as_object_mut().unwrap().remove("origins");
    let errors = validate::errors(&schema, &value);
    assert_eq!(errors.len(), 2, "{errors:?}");
}
