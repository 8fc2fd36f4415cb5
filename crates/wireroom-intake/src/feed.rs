//! RSS 0.9x to 2.0, RSS 1.0 (RDF) and Atom files: a document an item.
//!
//! The text is the item's content where the feed gives it (`content:encoded`, Atom's `content`),
//! else its description or summary, with a note. The publisher is the one that the item names as
//! its `source`; a feed's own title is taken for a publisher only where the item's address is on
//! the feed's host, since a feed that gathers from others is none.

use wireroom_model::{Document, DocumentId, Format, SetAsideCode, Stamp};

use crate::html;
use crate::html::meta::{first_date, unescape, without_outlet};
use crate::intake::{Intake, Problem, identify};
use crate::json::record::{TITLES_ALONE, host};
use crate::limits::Limits;
use crate::stamp;
use crate::xml::{Element, parse};

/// Reads the feed `text`, found at `path`; `cut` is why it ends early, if something before the XML
/// says so.
pub(crate) fn read(path: &str, text: &str, cut: Option<Problem>, limits: &Limits) -> Intake {
    let mut intake = Intake::default();
    let (items, broken) = items(path, text, limits, &mut intake);
    if items.iter().any(|item| !item.whole && item.text) {
        intake.note(path, SUMMARIES);
    }
    if items.iter().any(|item| !item.text) {
        intake.note(path, TITLES_ALONE);
    }
    intake.documents.extend(items.into_iter().map(|item| item.document));
    match cut.or(broken) {
        Some(problem) => intake.set_aside(path, 0, None, problem),
        None if intake.documents.is_empty() && intake.set_aside.is_empty() => intake.set_aside(
            path,
            0,
            None,
            Problem::new(SetAsideCode::Empty, "a feed without items", "leave it out"),
        ),
        None => {}
    }
    intake
}

/// An item that was read.
pub(crate) struct Item {
    pub(crate) document: Document,
    /// Whether it is given as the whole of the article.
    pub(crate) whole: bool,
    /// Whether there is more than a title.
    pub(crate) text: bool,
}

/// The items of the feed `text` in its order, and why it ends early if it does. Items that cannot be
/// read are set aside in `intake`.
pub(crate) fn items(
    path: &str,
    text: &str,
    limits: &Limits,
    intake: &mut Intake,
) -> (Vec<Item>, Option<Problem>) {
    let (root, broken) = parse(text, limits);
    let root = root.unwrap_or_default();
    let channel = root.first("channel").unwrap_or(&root);
    let feed = Feed::of(&root, channel);
    let items = root.children().chain(channel.children().filter(|_| !std::ptr::eq(channel, &root)));
    let items = items.filter(|item| item.is("item") || item.is("atom:entry") || item.is("entry"));
    let mut read = Vec::new();
    for (at, item) in items.filter(|item| item.whole).enumerate() {
        match document(path, &feed, item, limits, intake) {
            Ok(item) => read.push(item),
            Err((id, problem)) => intake.set_aside(path, at + 1, id, problem),
        }
    }
    (read, broken)
}

/// What a feed says of all its items.
struct Feed {
    title: Option<String>,
    host: Option<String>,
    language: Option<String>,
    author: Option<String>,
}

impl Feed {
    fn of(root: &Element, channel: &Element) -> Self {
        let language = text(channel, &["language", "dc:language"]);
        Self {
            title: text(channel, &["title", "atom:title"]),
            host: address(channel).as_deref().and_then(host),
            language: language
                .or_else(|| root.attribute("xml:lang").map(str::to_owned))
                .and_then(|tag| html::meta::language(&tag)),
            author: author(channel),
        }
    }
}

fn document(
    path: &str,
    feed: &Feed,
    item: &Element,
    limits: &Limits,
    intake: &mut Intake,
) -> Result<Item, (Option<String>, Problem)> {
    let source_id = text(item, &["guid", "atom:id", "id", "dc:identifier"])
        .or_else(|| item.attribute("rdf:about").map(str::to_owned));
    let url = address(item);
    let source = item.first("source").and_then(Element::text);
    let source = source.or_else(|| item.down("atom:source atom:title").and_then(Element::text));
    let of_host = url.as_deref().and_then(host);
    let own = of_host.is_none() || feed.host.is_none() || of_host == feed.host;
    let outlet = source
        .or_else(|| text(item, &["dc:publisher"]))
        .or_else(|| feed.title.clone().filter(|_| own))
        .or(of_host);
    let title = item.first("title").or_else(|| item.first("atom:title"));
    let title = title.and_then(|title| plain(title, limits));
    let title = title.map(|title| without_outlet(&title, outlet.as_deref()));
    let received = body(item, limits).map_err(|problem| (source_id.clone(), problem))?;
    let (received, whole, has_text) = match (received, &title) {
        (Some((text, whole)), _) => (text, whole, true),
        (None, Some(title)) => (title.clone(), false, false),
        (None, None) => {
            let what = "an item without text or title";
            let problem = Problem::new(SetAsideCode::Empty, what, "leave it out");
            return Err((source_id, problem));
        }
    };
    let dates = |names: &[&str]| -> Vec<String> {
        names.iter().flat_map(|name| item.all(name)).filter_map(Element::text).collect()
    };
    let updated = dates(&["atom:updated", "dcterms:modified", "atom:modified", "updated"]);
    let mut published = dates(PUBLISHED);
    if published.is_empty() {
        // Atom demands only the time of the last change.
        published.clone_from(&updated);
    }
    let published: Option<Stamp> =
        first_date(&published, path, intake).or_else(|| url.as_deref().and_then(stamp::from_url));
    let language = item.attribute("xml:lang").and_then(html::meta::language);
    let mut document = Document {
        id: DocumentId::from_stored(""),
        source_id,
        path: Some(path.to_owned()),
        url,
        outlet,
        title,
        published,
        updated: first_date(&updated, path, intake),
        byline: author(item).or_else(|| feed.author.clone()),
        credit: Vec::new(),
        language: language.or_else(|| feed.language.clone()),
        format: Format::Feed,
        received,
    };
    identify(path, &mut document);
    Ok(Item { document, whole, text: has_text })
}

const PUBLISHED: &[&str] = &[
    "pubDate",
    "atom:published",
    "published",
    "atom:issued",
    "dc:date",
    "dcterms:issued",
    "dcterms:created",
];

const SUMMARIES: &str = "some items give no content of their own; what stands as their \
                         description was read, which may be a summary";

/// The text of an item, and whether it is given as the whole of it.
fn body(item: &Element, limits: &Limits) -> Result<Option<(String, bool)>, Problem> {
    let encoded = item.all("content:encoded").map(|content| (content, true));
    let content = item.all("atom:content").chain(item.all("content")).map(|at| (at, true));
    let page = item.all("xhtml:body").map(|body| (body, true));
    let summary = ["description", "atom:summary", "summary", "dc:description"];
    let summary = summary.iter().flat_map(|name| item.all(name)).map(|at| (at, false));
    let mut problem = None;
    for (element, whole) in encoded.chain(content).chain(page).chain(summary) {
        match content_of(element, limits) {
            Ok(text) if text.trim().is_empty() => {}
            Ok(text) => return Ok(Some((text, whole))),
            Err(failed) => problem = Some(failed),
        }
    }
    problem.map_or(Ok(None), Err)
}

/// The paragraphs of an element: markup that is escaped, markup that is not, or plain text.
fn content_of(element: &Element, limits: &Limits) -> Result<String, Problem> {
    let kind = element.attribute("type").unwrap_or_default().to_ascii_lowercase();
    if element.attribute("src").is_some() || element.attribute("mode") == Some("base64") {
        return Ok(String::new());
    }
    if element.space == "xhtml" || element.children().next().is_some() {
        return html::fragment(&element.markup(|_| false), limits);
    }
    let raw = element.raw();
    if element.space == "atom" && matches!(kind.as_str(), "text" | "text/plain") {
        return html::plain_paragraphs(&raw, limits);
    }
    html::stated(&raw, limits)
}

/// A short text on one line, without markup.
fn plain(element: &Element, limits: &Limits) -> Option<String> {
    let text = content_of(element, limits).ok()?;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

fn text(element: &Element, names: &[&str]) -> Option<String> {
    let found = names.iter().find_map(|name| element.first(name)?.text())?;
    Some(unescape(&found).unwrap_or(found))
}

/// The address of an item or of a feed's page.
fn address(element: &Element) -> Option<String> {
    let links = element.all("atom:link").chain(element.all("link"));
    let page = |link: &&Element| matches!(link.attribute("rel"), None | Some("alternate"));
    let linked = links.filter(page).find_map(|link| match link.attribute("href") {
        Some(href) => Some(href.to_owned()),
        None => link.text(),
    });
    let permanent = element.all("guid").find(|guid| guid.attribute("isPermaLink") != Some("false"));
    let original = text(element, &["feedburner:origLink"]);
    [original, linked, permanent.and_then(Element::text)]
        .into_iter()
        .flatten()
        .find(|url| url.starts_with("http://") || url.starts_with("https://"))
}

/// The names of authors: RSS writes "address (name)" or a name alone.
fn author(element: &Element) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    let written = ["dc:creator", "atom:author", "author", "itunes:author"];
    for author in written.iter().flat_map(|name| element.all(name)) {
        let named = author.first("atom:name").or_else(|| author.first("name"));
        let Some(name) = named.unwrap_or(author).text() else { continue };
        let name = match name.split_once('(').filter(|(address, _)| address.contains('@')) {
            Some((_, name)) => name.trim_end_matches(')').trim().to_owned(),
            None => name,
        };
        if !name.is_empty() && !name.contains('@') && !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}
