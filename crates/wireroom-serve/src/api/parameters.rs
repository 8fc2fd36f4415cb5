//! What the parameters of the API may be: one table for the description and for the check.
//!
//! A filter that is misspelled must not give all, and neither must a value that no filter has. An
//! empty value is as none, since that is what forms send.

use crate::ask::{Ask, Query};
use crate::choose::MOST;
use crate::index::days;
use crate::reply::{Reply, problem};
use crate::routes::Operation;
use axum::http::StatusCode;
use serde_json::{Value, json};
use wireroom::model::{DifferenceKind, EntityKind, Polarity};

/// What a parameter takes.
enum Takes {
    /// Any text.
    Text,
    /// Any text, and that several times.
    Texts,
    /// A number of items.
    Limit,
    /// A day, a month or a year.
    Day,
    /// One of these words.
    One(Vec<&'static str>),
}

fn takes(operation: &str, name: &str) -> Takes {
    match (operation, name) {
        (_, "limit") => Takes::Limit,
        (_, "from" | "to") => Takes::Day,
        (_, "order") => Takes::One(vec!["latest", "oldest"]),
        (_, "set-aside" | "copies") => Takes::One(vec!["yes", "no"]),
        (_, "in") => Takes::One(vec!["event", "statement", "document", "entity"]),
        (_, "polarity") => Takes::One(Polarity::ALL.map(Polarity::as_str).to_vec()),
        ("differences", "kind") => {
            Takes::One(DifferenceKind::ALL.map(DifferenceKind::as_str).to_vec())
        }
        ("entities", "kind") => Takes::One(EntityKind::ALL.map(EntityKind::as_str).to_vec()),
        (
            "events" | "places",
            "kind" | "place" | "party" | "not-kind" | "not-place" | "not-party",
        )
        | ("search", "outlet" | "not-outlet") => Takes::Texts,
        _ => Takes::Text,
    }
}

/// The schema of a parameter.
pub(super) fn schema(operation: &Operation, name: &str) -> Value {
    match takes(operation.name, name) {
        Takes::Text => json!({ "type": "string" }),
        Takes::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Takes::Limit => json!({ "type": "integer", "minimum": 1, "maximum": MOST }),
        Takes::Day => json!({
            "type": "string",
            "pattern": "^([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?$",
        }),
        Takes::One(words) => {
            let words: Vec<&str> = words.into_iter().chain([""]).collect();
            json!({ "type": "string", "enum": words })
        }
    }
}

/// Refuses a parameter that a route does not have, or a value that the parameter does not take.
pub(crate) fn known(ask: &Ask, operation: &Operation) -> Result<(), Reply> {
    let bad = |what: &str| Err(problem(StatusCode::BAD_REQUEST, what));
    for (key, value) in ask.query.pairs() {
        if !operation.parameters.iter().any(|(name, _)| *name == key) {
            let have: Vec<&str> = operation.parameters.iter().map(|(name, _)| *name).collect();
            let have = if have.is_empty() { "none".to_owned() } else { have.join(", ") };
            let shown: String = key.chars().take(40).collect();
            return bad(&format!("no parameter {shown:?} here; there are: {have}"));
        }
        let takes = takes(operation.name, key);
        if !matches!(takes, Takes::Texts) && several(&ask.query, key) {
            return bad(&format!("{key} is given more than once"));
        }
        match takes {
            Takes::Day if days(value).is_none() => {
                return bad(&format!(
                    "{key} must be a day, a month or a year: 2026-03-04, 2026-03, 2026"
                ));
            }
            Takes::One(words) if !words.contains(&value) => {
                return bad(&format!("{key} must be one of: {}", words.join(", ")));
            }
            // A limit is read where it is used.
            _ => {}
        }
    }
    Ok(())
}

fn several(query: &Query, key: &str) -> bool {
    query.all(key).nth(1).is_some()
}
