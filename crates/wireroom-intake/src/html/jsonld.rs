//! The article that a page describes in JSON-LD (schema.org), whatever it is wrapped in.

use dom_query::Document as Dom;
use serde_json::{Map, Value};

use crate::json::lenient;

/// More names or objects than any page has reason to give; the rest are not looked at.
const MANY: usize = 500;

/// What JSON-LD says of the article; dates as written.
#[derive(Debug, Default)]
pub(super) struct Article {
    pub(super) title: Option<String>,
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) authors: Vec<String>,
    /// Authors that are organizations, and those whom the article is credited to.
    pub(super) credit: Vec<String>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) body: Option<String>,
}

/// The article of the page at `canonical`: of several, the one with that address, else the first.
pub(super) fn read(dom: &Dom, canonical: Option<&str>) -> Article {
    let mut objects = Vec::new();
    for script in dom.select("script[type]").nodes() {
        let kind = script.attr("type").unwrap_or_default();
        if kind.to_ascii_lowercase().contains("ld+json")
            && let Some(value) = parse(&script.text())
        {
            collect(value, &mut objects);
        }
    }
    let articles: Vec<&Map<String, Value>> =
        objects.iter().filter(|object| is_article(object)).collect();
    let same_address = |object: &&&Map<String, Value>| {
        let stated = address(object);
        canonical.is_some() && stated.as_deref().map(bare) == canonical.map(bare)
    };
    let chosen = articles.iter().find(same_address).or(articles.first());
    chosen.map(|object| article(object, &objects)).unwrap_or_default()
}

fn parse(script: &str) -> Option<Value> {
    let text = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let text = text.trim().trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let text = text.trim_end_matches("]]>").trim_end_matches("//").trim().trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| {
        let mended = lenient::mend(text);
        let mended = without_trailing_commas(mended.as_deref().unwrap_or(text));
        serde_json::from_str(&mended).ok()
    })
}

/// JSON without the comma that many templates leave before a closing bracket.
fn without_trailing_commas(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut in_string, mut escaped) = (false, false);
    for c in text.chars() {
        if in_string {
            (in_string, escaped) = (escaped || c != '"', !escaped && c == '\\');
        } else if matches!(c, '}' | ']') {
            let kept = out.trim_end().trim_end_matches(',').len();
            out.truncate(kept);
        } else {
            in_string = c == '"';
        }
        out.push(c);
    }
    out
}

/// All objects at the top, in arrays, in @graph, and what a page is about (mainEntity). Values are at most 127
/// deep, as the parser allows no more.
fn collect(value: Value, out: &mut Vec<Map<String, Value>>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| collect(value, out)),
        Value::Object(mut object) => {
            let inner: Vec<Value> =
                ["@graph", "mainEntity"].iter().filter_map(|key| object.remove(*key)).collect();
            out.push(object);
            inner.into_iter().for_each(|value| collect(value, out));
        }
        _ => {}
    }
}

fn is_article(object: &Map<String, Value>) -> bool {
    let article = |name: &Value| {
        let name = name.as_str().unwrap_or_default();
        let name = name.rsplit(['/', ':']).next().unwrap_or_default();
        name.ends_with("Article")
            || matches!(name, "BlogPosting" | "LiveBlogPosting" | "Report" | "SocialMediaPosting")
    };
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(article),
        Some(kind) => article(kind),
        None => false,
    }
}

fn article(object: &Map<String, Value>, all: &[Map<String, Value>]) -> Article {
    let outlet = named(object.get("publisher"), all).into_iter().next().map(|(name, _)| name);
    let authors = named(object.get("author").or(object.get("creator")), all);
    let mut credit: Vec<String> = authors
        .iter()
        .filter(|(_, organization)| *organization)
        .map(|(name, _)| name.clone())
        .collect();
    for key in ["sourceOrganization", "creditText", "copyrightHolder"] {
        credit.extend(named(object.get(key), all).into_iter().map(|(name, _)| name));
    }
    Article {
        title: string(object.get("headline")).or_else(|| string(object.get("name"))),
        published: string(object.get("datePublished")),
        updated: string(object.get("dateModified")),
        authors: authors.into_iter().map(|(name, _)| name).collect(),
        credit,
        outlet,
        url: address(object),
        language: named(object.get("inLanguage"), all).into_iter().next().map(|(name, _)| name),
        body: string(object.get("articleBody")),
    }
}

/// Names, and whether each is an organization's: of strings, objects with a name, references to
/// other objects, and lists of these.
fn named(value: Option<&Value>, all: &[Map<String, Value>]) -> Vec<(String, bool)> {
    match value {
        Some(Value::Array(values)) => {
            let values = values.iter().take(MANY).filter(|value| !value.is_array());
            values.flat_map(|value| named(Some(value), all)).collect()
        }
        Some(Value::Object(object)) => {
            let referred =
                object.get("@id").filter(|_| !object.contains_key("name")).and_then(|id| {
                    all.iter()
                        .take(MANY)
                        .find(|other| other.get("@id") == Some(id) && other.contains_key("name"))
                });
            let object = referred.unwrap_or(object);
            let kind = object.get("@type").map(Value::to_string).unwrap_or_default();
            let name = string(object.get("name")).or_else(|| string(object.get("alternateName")));
            name.map(|name| (name, kind.contains("Organization"))).into_iter().collect()
        }
        other => string(other)
            .filter(|name| !name.contains("://"))
            .map(|name| (name, false))
            .into_iter()
            .collect(),
    }
}

fn address(object: &Map<String, Value>) -> Option<String> {
    let main = object.get("mainEntityOfPage");
    let main = main.and_then(|page| page.get("@id").or(Some(page)));
    [object.get("url"), main].into_iter().flatten().find_map(|value| {
        value.as_str().filter(|url| url.starts_with("http")).map(|url| url.trim().to_owned())
    })
}

fn bare(url: &str) -> &str {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/')
}

fn string(value: Option<&Value>) -> Option<String> {
    let value = match value? {
        Value::Array(values) => values.first()?,
        value => value,
    };
    match value {
        Value::String(text) => super::meta::unescape(text).or(Some(text.clone())),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => object.get("@value")?.as_str().map(str::to_owned),
        _ => None,
    }
    .map(|text| text.trim().to_owned())
    .filter(|text| !text.is_empty())
}
