//! One JSON object to a document, by the field names of the tools that write such records.
//!
//! Fields are tried in the order of the tables below. Names were taken from the tools' sources:
//! trafilatura (`source`, `source-hostname`, `raw_text`), news-please (`maintext`, `date_publish`,
//! `source_domain`), newspaper4k (`publish_date`, `meta_site_name`, `meta_lang`,
//! `canonical_link`), Media Cloud (`media_name`, `publish_date`, `stories_id`) and schema.org.

use serde_json::{Map, Value};
use wireroom_model::{Document, DocumentId, Format, SetAsideCode, Stamp};

use crate::intake::{Intake, Problem, document_id};
use crate::limits::{Limits, size};
use crate::stamp;

const TEXT: &[&str] = &[
    "text",
    "maintext",
    "story_text",
    "raw_text",
    "articleBody",
    "article_text",
    "full_text",
    "content",
    "body",
];
const TITLE: &[&str] = &["title", "headline", "title_page", "title_rss"];
const URL: &[&str] = &["url", "canonical_link", "source", "link", "original_url"];
const OUTLET: &[&str] = &[
    "outlet",
    "publisher",
    "source-hostname",
    "sitename",
    "site_name",
    "media_name",
    "meta_site_name",
    "source_name",
    "source_domain",
    "hostname",
    "source",
    "domain",
];
const PUBLISHED: &[&str] = &[
    "published",
    "publish_date",
    "date_publish",
    "datePublished",
    "published_at",
    "publishedAt",
    "published_date",
    "publication_date",
    "pubDate",
    "pub_date",
    "date",
];
const UPDATED: &[&str] =
    &["updated", "date_modify", "dateModified", "updated_at", "modified", "last_updated"];
const BYLINE: &[&str] = &["byline", "authors", "author"];
const CREDIT: &[&str] =
    &["credit", "credits", "agency", "sourceOrganization", "creditText", "copyrightHolder"];
const LANGUAGE: &[&str] = &["language", "lang", "meta_lang", "inLanguage"];
const ID: &[&str] = &["id", "_id", "stories_id", "story_id", "article_id", "uuid", "guid"];

/// Whether an object is meant as a record of a document, as against a wrapper of records.
pub(super) fn is_record(object: &Map<String, Value>) -> bool {
    let named = |names: &[&str]| names.iter().any(|name| object.contains_key(*name));
    named(TEXT) || named(TITLE) && (named(URL) || named(ID))
}

/// The document of a record at `path`, or its id and why there is none. `key` is the id that the
/// record stands under, `at` its path and line.
pub(super) fn document(
    path: &str,
    at: &str,
    object: &Map<String, Value>,
    key: Option<String>,
    limits: &Limits,
    intake: &mut Intake,
) -> Result<Document, (Option<String>, Problem)> {
    let source_id = first(object, ID, id).or(key);
    let received = match first(object, TEXT, text) {
        Some(text) if text.len() > limits.text => {
            return Err((source_id, too_large(text.len(), limits)));
        }
        Some(text) => text,
        None => return Err((source_id, no_text(object))),
    };
    let url = first(object, URL, address);
    let outlet = first(object, OUTLET, name).or_else(|| url.as_deref().and_then(host));
    let published =
        date(object, PUBLISHED, at, intake).or_else(|| url.as_deref().and_then(stamp::from_url));
    let mut document = Document {
        id: DocumentId::from_stored(""),
        source_id,
        path: Some(path.to_owned()),
        title: first(object, TITLE, string),
        published,
        updated: date(object, UPDATED, at, intake),
        byline: first(object, BYLINE, names).map(|names| names.join(", ")),
        credit: first(object, CREDIT, names).unwrap_or_default(),
        language: first(object, LANGUAGE, string),
        format: Format::Json,
        received,
        url,
        outlet,
    };
    document.id = match (&document.source_id, &document.url) {
        (None, None) => document_id(&[path], &document),
        (id, url) => {
            let parts = [id, url, &document.outlet].map(|part| part.as_deref().unwrap_or_default());
            document_id(&parts, &document)
        }
    };
    Ok(document)
}

/// The host of an address without "www.", which names the outlet where nothing else does.
pub(crate) fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && !host.contains(char::is_whitespace)).then(|| host.to_owned())
}

/// The first of the fields that gives something.
fn first<T>(
    object: &Map<String, Value>,
    fields: &[&str],
    read: fn(&Value) -> Option<T>,
) -> Option<T> {
    fields.iter().find_map(|field| object.get(*field).and_then(read))
}

/// A text as it stands; paragraphs of a list are parted by an empty line.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(parts) => {
            parts.iter().map(Value::as_str).collect::<Option<Vec<_>>>()?.join("\n\n")
        }
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// A short text, trimmed. What Python and spreadsheets write for nothing is nothing.
fn string(value: &Value) -> Option<String> {
    let text = value.as_str()?.trim();
    (!matches!(text, "" | "None" | "null" | "nan" | "NaN" | "NaT")).then(|| text.to_owned())
}

fn id(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::Object(wrapped) => wrapped.get("$oid").and_then(string),
        _ => string(value),
    }
}

fn address(value: &Value) -> Option<String> {
    string(value).filter(|url| url.starts_with("http://") || url.starts_with("https://"))
}

/// A name: a string that is no address, or an object's "name" or "title".
fn name(value: &Value) -> Option<String> {
    match value {
        Value::Object(object) => first(object, &["name", "title"], string),
        _ => string(value).filter(|name| !name.contains("://")),
    }
}

/// One name or several: a list, or a string parted by semicolons.
fn names(value: &Value) -> Option<Vec<String>> {
    let names: Vec<String> = match value {
        Value::Array(values) => values.iter().filter_map(name).collect(),
        _ => name(value)?.split(';').map(|name| name.trim().to_owned()).collect(),
    };
    let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
    (!names.is_empty()).then_some(names)
}

fn date(
    object: &Map<String, Value>,
    fields: &[&str],
    at: &str,
    intake: &mut Intake,
) -> Option<Stamp> {
    let mut unread = None;
    for field in fields {
        let Some(value) = object.get(*field) else { continue };
        let (stamp, shown) = match value {
            Value::Number(number) => {
                let seconds = number.as_i64().or(number.as_f64().map(|seconds| seconds as i64));
                (seconds.and_then(stamp::parse_number), number.to_string())
            }
            Value::Object(wrapped) => {
                match wrapped.get("$date").or(wrapped.get("value")).and_then(string) {
                    Some(text) => (stamp::parse(&text), text),
                    None => continue,
                }
            }
            _ => match string(value).filter(|text| !stamp::is_placeholder(text)) {
                Some(text) => (stamp::parse(&text), text),
                None => continue,
            },
        };
        if stamp.is_some() {
            return stamp;
        }
        unread.get_or_insert((*field, shown));
    }
    if let Some((field, shown)) = unread {
        let shown: String = shown.chars().take(40).collect();
        intake.note(at, format!("\"{field}\": \"{shown}\" is no date that can be read; left out"));
    }
    None
}

fn no_text(object: &Map<String, Value>) -> Problem {
    if is_record(object) {
        return Problem::new(
            SetAsideCode::Empty,
            "the record has no text",
            "give the article's text under \"text\" (read are also \"maintext\", \"story_text\", \
             \"raw_text\", \"articleBody\", \"content\" and \"body\")",
        );
    }
    Problem::new(
        SetAsideCode::BadJson,
        "an object of no shape that is known: it has no field for a text",
        "give the article's text under \"text\", or leave the file out of the pile",
    )
}

pub(crate) fn too_large(length: usize, limits: &Limits) -> Problem {
    Problem::new(
        SetAsideCode::TooLarge,
        format!("a text of {}, over the limit of {} for one", size(length), size(limits.text)),
        "split it into its articles",
    )
}
