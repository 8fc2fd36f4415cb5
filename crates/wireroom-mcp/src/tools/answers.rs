//! How each tool answers: the objects of the API, put together so that every one comes with the
//! passages that it rests on.

use crate::arguments::Arguments;
use crate::record::Record;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Items where the call does not say.
const USUAL: &str = "10";
/// Statements that a claim of an event is shown with.
const SHOWN: &str = "3";
/// Documents that an answer describes.
const DESCRIBED: usize = 100;

type Answer = Result<Value, String>;

pub(super) fn search(record: &Record, given: &Arguments) -> Answer {
    let query = [
        ("q", given.get("query")),
        ("in", given.get("in")),
        ("outlet", given.get("outlet")),
        ("from", given.get("from")),
        ("to", given.get("to")),
        ("limit", limit(given)),
        ("cursor", given.get("cursor")),
    ];
    let mut found = record.get("search", "", &query)?;
    for hit in items_mut(&mut found) {
        let (kind, id) = (text(hit, "kind").to_owned(), text(hit, "id").to_owned());
        if matches!(kind.as_str(), "event" | "entity") {
            hit["passages"] = Value::Array(passages(record, &[(&kind, &id)], "1")?);
        }
    }
    Ok(described(record, found))
}

pub(super) fn event(record: &Record, given: &Arguments) -> Answer {
    let id = given.get("id");
    let event = record.get("event", id, &[])?;
    let query = [("event", id), ("limit", limit(given))];
    let mut claims = record.get("claims", "", &query)?;
    for claim in items_mut(&mut claims) {
        let id = text(claim, "id").to_owned();
        claim["passages"] = Value::Array(passages(record, &[("claim", &id)], SHOWN)?);
    }
    let differences = record.get("differences", "", &[("event", id), ("limit", "100")])?;
    let answer = json!({ "event": event, "claims": claims, "differences": differences });
    Ok(described(record, answer))
}

pub(super) fn claim(record: &Record, given: &Arguments) -> Answer {
    let id = given.get("id");
    let claim = record.get("claim", id, &[])?;
    let query = [("claim", id), ("limit", limit(given)), ("cursor", given.get("cursor"))];
    let statements = record.get("statements", "", &query)?;
    Ok(described(record, json!({ "claim": claim, "statements": statements })))
}

pub(super) fn who_said(record: &Record, given: &Arguments) -> Answer {
    let (words, entity, event) = (given.get("query"), given.get("entity"), given.get("event"));
    let polarity = given.get("polarity");
    if words.is_empty() && entity.is_empty() && event.is_empty() {
        return Err("give words (query), an entity or an event".to_owned());
    }
    for (kind, id) in [("entity", entity), ("event", event)] {
        if !id.is_empty() {
            record.get(kind, id, &[])?;
        }
    }
    let (limit, cursor) = (limit(given), given.get("cursor"));
    if words.is_empty() {
        let query = [
            ("entity", entity),
            ("event", event),
            ("polarity", polarity),
            ("limit", limit),
            ("cursor", cursor),
        ];
        let found = record.get("statements", "", &query)?;
        return Ok(described(record, found));
    }
    let only = [("entity", entity), ("event", event), ("polarity", polarity)];
    let query = [("q", words), ("in", "statement"), ("limit", limit), ("cursor", cursor)];
    let query: Vec<(&str, &str)> = query.into_iter().chain(only).collect();
    let mut found = record.get("search", "", &query)?;
    for hit in items_mut(&mut found) {
        *hit = record.get("statement", text(hit, "id"), &[])?;
    }
    Ok(described(record, found))
}

pub(super) fn why(record: &Record, given: &Arguments) -> Answer {
    let id = given.get("id");
    let kinds = ["event", "claim", "family", "difference", "storyline", "statement", "document"];
    let held = kinds.iter().find_map(|kind| Some((*kind, record.get(kind, id, &[]).ok()?)));
    let Some((kind, held)) = held else {
        return Err(format!(
            "nothing of the record has the id {id:?}; search for it, and give the id of an event, \
             claim, family, difference, storyline, statement or document"
        ));
    };
    let many = |of: &str, operation: &str, limit: &str| {
        record.get(operation, "", &[(of, id), ("limit", limit)])
    };
    let mut answer = Map::new();
    match kind {
        "event" => {
            answer.insert("families".to_owned(), many("event", "families", "100")?);
            answer.insert(
                "passages".to_owned(),
                Value::Array(passages(record, &[(kind, id)], USUAL)?),
            );
        }
        "claim" => {
            answer.insert("statements".to_owned(), many("claim", "statements", "100")?);
        }
        "storyline" => {
            let events = strings(&held, "events");
            let of: Vec<(&str, &str)> = events.iter().map(|id| ("event", id.as_str())).collect();
            answer.insert("passages".to_owned(), Value::Array(passages(record, &of, "1")?));
        }
        "document" => {
            let family = text(&held, "family").to_owned();
            if !family.is_empty() {
                answer.insert("of_family".to_owned(), record.get("family", &family, &[])?);
            }
            answer.insert("statements".to_owned(), many("document", "statements", USUAL)?);
        }
        // Evidence, sides and pieces of these carry their own spans.
        _ => {}
    }
    answer.insert("kind".to_owned(), json!(kind));
    answer.insert(kind.to_owned(), held);
    Ok(described(record, Value::Object(answer)))
}

/// Where statements of each of these stand, and what they say there.
fn passages(record: &Record, of: &[(&str, &str)], limit: &str) -> Result<Vec<Value>, String> {
    let mut found = Vec::new();
    for &(key, id) in of {
        let mut statements = record.get("statements", "", &[(key, id), ("limit", limit)])?;
        found.extend(items_mut(&mut statements).iter().map(|s| {
            json!({
                "statement": s["id"], "document": s["document"], "span": s["content"]["span"],
                "text": s["content"]["text"], "source": s["source"], "origin": s["origin"],
            })
        }));
    }
    Ok(found)
}

/// The answer with what is to know of the documents that it names.
fn described(record: &Record, mut answer: Value) -> Value {
    let mut ids = BTreeSet::new();
    named(&answer, &mut ids);
    let documents: Vec<Value> = ids
        .iter()
        .take(DESCRIBED)
        .filter_map(|id| record.get("document", id, &[]).ok())
        .map(|it| {
            let keys = ["id", "title", "outlet", "published", "url", "path", "family"];
            keys.iter().map(|key| ((*key).to_owned(), it[*key].clone())).collect()
        })
        .collect();
    answer["documents"] = Value::Array(documents);
    answer
}

/// The ids that stand under `document`, wherever they do.
fn named(value: &Value, ids: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| named(item, ids)),
        Value::Object(object) => {
            ids.extend(object.get("document").and_then(Value::as_str).map(str::to_owned));
            object.values().for_each(|item| named(item, ids));
        }
        _ => {}
    }
}

fn limit(given: &Arguments) -> &str {
    Some(given.get("limit")).filter(|limit| !limit.is_empty()).unwrap_or(USUAL)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or("")
}

fn strings(value: &Value, key: &str) -> Vec<String> {
    let items = value[key].as_array().into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn items_mut(list: &mut Value) -> &mut [Value] {
    list["items"].as_array_mut().map_or(&mut [], Vec::as_mut_slice)
}
