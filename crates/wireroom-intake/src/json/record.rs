//! One JSON object to a document, by the field names of the tools that write such records.
//!
//! Fields are looked for under the names of [`Field::names`], after those that the user gave. Rows
//! of tables come here too, as objects of strings.

use serde_json::{Map, Value};
use wireroom_model::{Document, DocumentId, Format, SetAsideCode, Stamp};

use crate::columns::{Columns, Field, How};
use crate::intake::{Intake, Problem, identify};
use crate::limits::{Limits, size};
use crate::stamp;

/// The note on inputs that hold metadata alone.
pub(crate) const TITLES_ALONE: &str =
    "holds no texts, only what is known of them; the title of each stands for its text";

/// Whether an object is meant as a record of a document, as against a wrapper of records.
pub(crate) fn is_record(object: &Map<String, Value>, columns: &Columns) -> bool {
    let named = |field| columns.names(field).any(|name| object.contains_key(name));
    named(Field::Text) || named(Field::Title) && (named(Field::Url) || named(Field::Id))
}

/// What a record is read as.
#[derive(Debug, Clone, Copy)]
pub(crate) struct As<'a> {
    /// The path of the file.
    pub(crate) path: &'a str,
    /// The path and line of the record.
    pub(crate) at: &'a str,
    /// What kind of input it stands in.
    pub(crate) format: Format,
    /// Whether the kind of input holds no texts, so that the title stands for the text.
    pub(crate) titles_alone: bool,
}

/// The document of a record, or its id and why there is none. `key` is the id that the record
/// stands under.
pub(crate) fn document(
    read_as: As<'_>,
    object: &Map<String, Value>,
    key: Option<String>,
    how: How<'_>,
    intake: &mut Intake,
) -> Result<Document, (Option<String>, Problem)> {
    let As { path, at, format, titles_alone } = read_as;
    let fields = Fields { object, columns: how.columns };
    let source_id = fields.first(Field::Id, id).or(key);
    let title = fields.first(Field::Title, string);
    let text = fields.first(Field::Text, text).or_else(|| {
        let title = title.clone().filter(|_| titles_alone);
        if title.is_some() {
            intake.note_once(path, TITLES_ALONE);
        }
        title
    });
    let received = match text {
        Some(text) if text.len() > how.limits.text => {
            return Err((source_id, too_large(text.len(), how.limits)));
        }
        Some(text) => text,
        None => return Err((source_id, no_text(object, how.columns))),
    };
    let url = fields.first(Field::Url, address);
    let outlet = fields.first(Field::Outlet, name).or_else(|| url.as_deref().and_then(host));
    let published = date(fields, Field::Published, at, intake)
        .or_else(|| url.as_deref().and_then(stamp::from_url));
    let mut document = Document {
        id: DocumentId::from_stored(""),
        source_id,
        path: Some(path.to_owned()),
        title,
        published,
        updated: date(fields, Field::Updated, at, intake),
        byline: fields.first(Field::Byline, names).map(|names| names.join(", ")),
        credit: fields.first(Field::Credit, names).unwrap_or_default(),
        language: fields.first(Field::Language, string),
        format,
        received,
        url,
        outlet,
    };
    identify(path, &mut document);
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

/// An object and what its fields may be called.
#[derive(Clone, Copy)]
struct Fields<'a> {
    object: &'a Map<String, Value>,
    columns: &'a Columns,
}

impl<'a> Fields<'a> {
    /// What stands under the names of a field.
    fn all(self, field: Field) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.columns.names(field).filter_map(move |name| Some((name, self.object.get(name)?)))
    }

    /// The first of them that gives something.
    fn first<T>(self, field: Field, read: fn(&Value) -> Option<T>) -> Option<T> {
        self.all(field).find_map(|(_, value)| read(value))
    }
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
        Value::Object(object) => {
            ["name", "title"].iter().find_map(|key| object.get(*key).and_then(string))
        }
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

fn date(fields: Fields<'_>, field: Field, at: &str, intake: &mut Intake) -> Option<Stamp> {
    let mut unread = None;
    for (name, value) in fields.all(field) {
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
        unread.get_or_insert((name, shown));
    }
    if let Some((field, shown)) = unread {
        let shown: String = shown.chars().take(40).collect();
        intake.note(at, format!("\"{field}\": \"{shown}\" is no date that can be read; left out"));
    }
    None
}

fn no_text(object: &Map<String, Value>, columns: &Columns) -> Problem {
    if is_record(object, columns) {
        return Problem::new(
            SetAsideCode::Empty,
            "the record has no text",
            "give the article's text under \"text\" (read are also \"maintext\", \"story_text\", \
             \"raw_text\", \"articleBody\", \"content\" and \"body\"), or say with --map \
             text=FIELD what it is called",
        );
    }
    Problem::new(
        SetAsideCode::BadJson,
        "an object of no shape that is known: it has no field for a text",
        "give the article's text under \"text\", say with --map text=FIELD what it is called, or \
         leave the file out of the pile",
    )
}

pub(crate) fn too_large(length: usize, limits: &Limits) -> Problem {
    Problem::new(
        SetAsideCode::TooLarge,
        format!("a text of {}, over the limit of {} for one", size(length), size(limits.text)),
        "split it into its articles",
    )
}
