//! JSON of two makers whose fields lie deeper than a plain record's: ninjs (IPTC, 1.x to 3.x) and
//! Event Registry. Each is laid out as a plain record before it is read.

use serde_json::{Map, Value};

use crate::html;
use crate::limits::Limits;

/// Whether an object is of one of the two.
pub(super) fn is_known(object: &Map<String, Value>) -> bool {
    is_ninjs(object) || is_event_registry(object)
}

/// Whether an object is of a kind that may come without texts.
pub(super) fn holds_metadata_alone(object: &Map<String, Value>) -> bool {
    let body = object.get("body").and_then(Value::as_str);
    is_event_registry(object) && body.is_none_or(|body| body.trim().is_empty())
}

/// The same object as a plain record; others as they are.
pub(super) fn plain(object: Map<String, Value>, limits: &Limits) -> Map<String, Value> {
    if is_ninjs(&object) {
        return ninjs(object, limits);
    }
    if is_event_registry(&object) {
        return event_registry(object);
    }
    object
}

/// A `uri`, and a body or headline under names that only ninjs has.
fn is_ninjs(object: &Map<String, Value>) -> bool {
    const BODIES: [&str; 7] = [
        "body_text",
        "body_xhtml",
        "body_html",
        "bodies",
        "headlines",
        "versioncreated",
        "versionCreated",
    ];
    object.contains_key("uri") && BODIES.iter().any(|key| object.contains_key(*key))
}

/// A `uri` and what it measures of every article.
fn is_event_registry(object: &Map<String, Value>) -> bool {
    object.contains_key("uri")
        && object.contains_key("title")
        && ["dataType", "isDuplicate", "eventUri"].iter().any(|key| object.contains_key(*key))
}

/// By the names of ninjs 1 and 2; ninjs 3 has the same with capitals within.
fn ninjs(object: Map<String, Value>, limits: &Limits) -> Map<String, Value> {
    let small = |object: Map<String, Value>| -> Map<String, Value> {
        object.into_iter().map(|(key, value)| (key.to_ascii_lowercase(), value)).collect()
    };
    let object = small(object);
    let text = ["body_text", "body_xhtml", "body_html"].iter().find_map(|key| {
        let body = object.get(*key)?.as_str()?;
        paragraphs(body, *key != "body_text", limits)
    });
    let text = text.or_else(|| {
        // ninjs 2 and 3: bodies in several forms; plain text first.
        let bodies = object.get("bodies")?.as_array()?;
        let markup = |body: &Value| {
            let kind = body.get("contenttype").or(body.get("contentType")).and_then(Value::as_str);
            kind.is_some_and(|kind| kind.contains("html") || kind.contains("xml"))
        };
        let main = |body: &&Value| {
            let role = body.get("role").and_then(Value::as_str);
            role.is_none_or(|role| matches!(role, "main" | "body" | "article" | ""))
        };
        let read = |body: &Value| paragraphs(body.get("value")?.as_str()?, markup(body), limits);
        let plain = bodies.iter().filter(main).filter(|body| !markup(body)).find_map(read);
        plain
            .or_else(|| bodies.iter().filter(main).find_map(read))
            .or_else(|| bodies.iter().find_map(read))
    });
    let headline = object.get("headline").cloned().or_else(|| {
        let headlines = object.get("headlines")?.as_array()?;
        let role = |one: &Value| one.get("role").and_then(Value::as_str).map(str::to_owned);
        let main = headlines.iter().find(|one| role(one).is_none_or(|role| role == "main"));
        main.or(headlines.first())?.get("value").cloned()
    });
    let sources = object.get("infosources").and_then(Value::as_array);
    let named = |value: Option<&Value>| match value {
        Some(Value::Object(inner)) => inner.get("name").cloned(),
        other => other.cloned(),
    };
    let provider = sources.and_then(|all| {
        let provides =
            |source: &&Value| source.get("role").and_then(Value::as_str) == Some("provider");
        named(all.iter().find(provides).or(all.first()))
    });
    let credit = sources.map(|all| {
        Value::Array(all.iter().filter_map(|source| source.get("name").cloned()).collect())
    });
    let rights = match object.get("rightsinfo") {
        Some(Value::Array(all)) => all.first(),
        one => one,
    };
    let rights = rights.and_then(Value::as_object).cloned().map(small).unwrap_or_default();
    let holder = rights.get("copyrightholder").cloned();
    let get = |key: &str| object.get(key).cloned();
    let out = [
        ("id", get("uri")),
        ("url", get("renditionurl").or(get("url")).or(get("link"))),
        ("text", text.map(Value::String)),
        ("title", headline),
        (
            "outlet",
            provider.or(named(object.get("provider"))).or(get("copyrightholder")).or(holder),
        ),
        ("byline", get("byline").or(get("by"))),
        ("credit", credit.or(get("creditline"))),
        ("published", get("firstcreated").or(get("contentcreated")).or(get("versioncreated"))),
        ("updated", get("versioncreated").or(get("contentmodified"))),
        ("language", get("language")),
    ];
    out.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

fn paragraphs(body: &str, markup: bool, limits: &Limits) -> Option<String> {
    let text = match markup {
        true => html::fragment(body, limits).ok()?,
        false => body.to_owned(),
    };
    (!text.trim().is_empty()).then_some(text)
}

/// Only what goes by another name or means another thing: `uri` is the id, authors that are
/// agencies are credits, and a language has three letters.
fn event_registry(mut object: Map<String, Value>) -> Map<String, Value> {
    if let Some(uri) = object.remove("uri") {
        object.insert("id".to_owned(), uri);
    }
    if let Some(Value::Array(authors)) = object.remove("authors") {
        let (agencies, people): (Vec<Value>, Vec<Value>) = authors
            .into_iter()
            .partition(|author| author.get("isAgency").and_then(Value::as_bool) == Some(true));
        object.insert("authors".to_owned(), Value::Array(people));
        object.insert("credit".to_owned(), Value::Array(agencies));
    }
    if let Some(source) = object.remove("source") {
        object.insert("outlet".to_owned(), source);
    }
    let time = object.get("dateTimePub").or(object.get("dateTime")).cloned();
    if let Some(time) = time {
        object.insert("published".to_owned(), time);
    }
    const LANGUAGES: [(&str, &str); 8] = [
        ("eng", "en"),
        ("deu", "de"),
        ("spa", "es"),
        ("fra", "fr"),
        ("rus", "ru"),
        ("ita", "it"),
        ("por", "pt"),
        ("zho", "zh"),
    ];
    let language = object.get("lang").and_then(Value::as_str);
    let short = LANGUAGES.iter().find(|(long, _)| Some(*long) == language);
    if let Some((_, short)) = short {
        object.insert("lang".to_owned(), Value::String((*short).to_owned()));
    }
    object
}
