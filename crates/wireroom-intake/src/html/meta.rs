//! What a page says of itself: JSON-LD, OpenGraph, Twitter, plain and microdata metadata.
//!
//! For each field the sources are tried from the most to the least explicit. Dates are read by
//! [`stamp`] and never taken from the extractor; a date in the address counts only when nothing
//! else gives one.

use dom_query::Document as Dom;
use wireroom_model::Stamp;

use super::jsonld;
use crate::intake::Intake;
use crate::json::record::host;
use crate::sniff::prefix;
use crate::stamp;

/// The fields of a document that metadata gives, and the body that it states.
#[derive(Debug, Default)]
pub(super) struct Meta {
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    pub(super) published: Option<Stamp>,
    pub(super) updated: Option<Stamp>,
    pub(super) byline: Option<String>,
    pub(super) credit: Vec<String>,
    pub(super) language: Option<String>,
    pub(super) body: Option<String>,
}

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_date",
    "publication_date",
    "publication-date",
    "citation_publication_date",
    "originalpublicationdate",
    "article_date_original",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "cxenseparse:recs:publishtime",
    "date",
];
const UPDATED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "article:modified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
];
const AUTHOR: &[&str] = &[
    "author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
];
const CREDIT: &[&str] = &["syndication-source", "original-source", "article:source", "dc.source"];

pub(super) fn read(
    dom: &Dom,
    html: &str,
    address: Option<String>,
    path: &str,
    intake: &mut Intake,
) -> Meta {
    let tags = tags(dom);
    let get = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| tags.iter().find(|(key, _)| key == name))
            .map(|(_, v)| v.clone())
    };
    let canonical = attribute(dom, "link[rel~='canonical']", "href")
        .or_else(|| get(&["og:url"]))
        .filter(|url| url.starts_with("http"));
    let article = jsonld::read(dom, canonical.as_deref());
    let url = canonical.or(article.url).or(address).or_else(|| saved_from(html));
    let outlet = article.outlet.or_else(|| get(&["og:site_name", "application-name"]));
    let outlet = outlet.or_else(|| url.as_deref().and_then(host));
    let title = article
        .title
        .or_else(|| get(&["og:title", "twitter:title", "headline", "dc.title"]))
        .or_else(|| text(dom, "[itemprop~='headline']"))
        .or_else(|| only_heading(dom))
        .or_else(|| text(dom, "head > title").or_else(|| text(dom, "title")));
    let mut dates: Vec<String> = article.published.into_iter().collect();
    dates.extend(all(&tags, PUBLISHED));
    dates.extend(moments(dom, "[itemprop~='datePublished']"));
    dates.extend(moments(dom, "time[pubdate]"));
    dates.extend(moments(dom, "article time, main time, header time"));
    let mut updates: Vec<String> = article.updated.into_iter().collect();
    updates.extend(all(&tags, UPDATED));
    updates.extend(moments(dom, "[itemprop~='dateModified']"));
    let published =
        first_date(&dates, path, intake).or_else(|| url.as_deref().and_then(stamp::from_url));
    let byline = Some(article.authors.join(", "))
        .filter(|names| !names.is_empty())
        .or_else(|| get(AUTHOR).filter(|author| !author.contains("://")))
        .or_else(|| text(dom, "[itemprop~='author'] [itemprop~='name']"))
        .or_else(|| text(dom, "[itemprop~='author'], a[rel~='author']"));
    let mut credit = article.credit;
    credit.extend(all(&tags, CREDIT).filter(|credit| !credit.contains("://")));
    let language = attribute(dom, "html", "lang")
        .or_else(|| attribute(dom, "html", "xml:lang"))
        .or(article.language)
        .or_else(|| get(&["content-language", "og:locale", "dc.language"]))
        .and_then(|tag| language(&tag));
    Meta {
        title: title.map(|title| without_outlet(&title, outlet.as_deref())),
        credit: distinct(credit, outlet.as_deref()),
        updated: first_date(&updates, path, intake),
        body: article.body,
        outlet,
        url,
        published,
        byline,
        language,
    }
}

/// Text with its character references resolved and tags taken out; `None` when it has neither.
pub(crate) fn unescape(text: &str) -> Option<String> {
    (text.contains('&') && text.contains(';'))
        .then(|| Dom::fragment(text.replace('<', "&lt;")).text().to_string())
}

/// Names (lower case) and contents of all meta elements, in the order of the page.
fn tags(dom: &Dom) -> Vec<(String, String)> {
    let mut tags = Vec::new();
    for node in dom.select("meta[content]").nodes() {
        let content = node.attr("content").unwrap_or_default();
        let content = content.split_whitespace().collect::<Vec<_>>().join(" ");
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = node.attr(key)
                && !content.is_empty()
            {
                tags.push((name.trim().to_ascii_lowercase(), content.clone()));
            }
        }
    }
    tags
}

fn all<'a>(tags: &'a [(String, String)], names: &'a [&str]) -> impl Iterator<Item = String> + 'a {
    names
        .iter()
        .flat_map(|name| tags.iter().filter(move |(key, _)| key == name))
        .map(|(_, v)| v.clone())
}

fn attribute(dom: &Dom, selector: &str, name: &str) -> Option<String> {
    let value = dom.select_single(selector).attr(name)?.trim().to_owned();
    (!value.is_empty()).then_some(value)
}

fn text(dom: &Dom, selector: &str) -> Option<String> {
    let found = dom.select_single(selector).text();
    let text = found.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty() && text.len() < 1000).then_some(text)
}

fn only_heading(dom: &Dom) -> Option<String> {
    (dom.select("h1").length() == 1).then(|| text(dom, "h1")).flatten()
}

/// The points in time of elements: their attribute, else what they show.
fn moments(dom: &Dom, selector: &str) -> Vec<String> {
    let first = dom.select(selector);
    let moments = first.nodes().iter().take(3).filter_map(|node| {
        let value = node.attr("datetime").or_else(|| node.attr("content"));
        let value = value.unwrap_or_else(|| node.text()).trim().to_owned();
        (!value.is_empty() && value.len() < 100).then_some(value)
    });
    moments.collect()
}

pub(crate) fn first_date(dates: &[String], path: &str, intake: &mut Intake) -> Option<Stamp> {
    let mut given = dates.iter().filter(|date| !stamp::is_placeholder(date)).peekable();
    let first = given.peek().copied();
    let found = given.find_map(|date| stamp::parse(date));
    if let (None, Some(unread)) = (&found, first) {
        let shown: String = unread.chars().take(40).collect();
        intake.note(path, format!("\"{shown}\" is no date that can be read; left out"));
    }
    found
}

/// The address that a browser writes into a page that it saves.
fn saved_from(html: &str) -> Option<String> {
    let (_, rest) = prefix(html, 4096).split_once("saved from url=(")?;
    let url = rest.split_once(')')?.1.split([' ', '-', '\n', '>']).next()?;
    url.starts_with("http").then(|| url.to_owned())
}

/// A title without the outlet's name behind it: "Ferry is back | The Ledger".
pub(crate) fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let Some(outlet) = outlet else { return title.to_owned() };
    for separator in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(separator)
            && tail.trim().eq_ignore_ascii_case(outlet)
            && !head.trim().is_empty()
        {
            return head.trim().to_owned();
        }
    }
    title.to_owned()
}

/// Credits once each, without the outlet itself, which nobody need credit.
fn distinct(credit: Vec<String>, outlet: Option<&str>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for name in credit {
        let own = outlet.is_some_and(|outlet| outlet.eq_ignore_ascii_case(&name));
        if !own && !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

/// A language tag as BCP 47 writes it; `None` when it is none.
pub(crate) fn language(tag: &str) -> Option<String> {
    let tag = tag.split([',', ';', ' ']).next()?.replace('_', "-");
    let primary = tag.split('-').next()?;
    let plain = tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    ((2..=3).contains(&primary.len()) && plain && tag.len() <= 35).then_some(tag)
}
