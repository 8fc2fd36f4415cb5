//! What whoever follows feeds reads: a feed's entries one by one, the page that an entry names, and
//! the addresses in a list of feeds (OPML).
//!
//! What it is not: nothing is fetched here, and nothing is unpacked. Bytes come as a server gave
//! them, with the character set that it named.

use encoding_rs::Encoding;
use wireroom_model::{Document, Format, Note, SetAside, SetAsideCode};

use crate::columns::Columns;
use crate::decode::{declared, decode};
use crate::feed;
use crate::html;
use crate::intake::{Intake, Problem, identify};
use crate::json::record::host;
use crate::limits::Limits;
use crate::sniff::{Shape, binary_format, shape};
use crate::xml::{Element, parse};

/// Marks at the end of a text that was cut off by whoever made the feed.
const CUT: [&str; 4] = ["…", "...", "[…]", "[...]"];

/// An entry of a feed.
#[derive(Debug, Clone, PartialEq)]
pub struct FeedEntry {
    /// What the feed holds of it.
    pub document: Document,
    /// Whether that is the whole article; its page need not be looked at then.
    pub whole: bool,
}

/// What was read of a feed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FeedRead {
    /// Its entries, in its order.
    pub entries: Vec<FeedEntry>,
    /// Entries that could not be read.
    pub set_aside: Vec<SetAside>,
    /// What else there is to know.
    pub notes: Vec<Note>,
    /// Why it ends early, if it does: another fetch may give more.
    pub broken: Option<String>,
}

/// Reads the entries of the feed in `bytes`, which was had from `path`; `charset` is what its server
/// says of its encoding.
///
/// # Errors
/// In words, where it is no feed.
pub fn read_feed(
    path: &str,
    bytes: &[u8],
    charset: Option<&str>,
    limits: &Limits,
) -> Result<FeedRead, String> {
    let mut intake = Intake::default();
    let text = text_of(path, bytes, charset, &mut intake)?;
    match shape("", &text, &Columns::default()) {
        Shape::Feed => {}
        other => return Err(format!("this is no feed but {}", called(&other))),
    }
    let (items, broken) = feed::items(path, &text, limits, &mut intake);
    let entries = items.into_iter().map(|item| FeedEntry {
        whole: item.whole
            && !CUT.iter().any(|mark| item.document.received.trim_end().ends_with(mark)),
        document: item.document,
    });
    Ok(FeedRead {
        entries: entries.collect(),
        set_aside: intake.set_aside,
        notes: intake.notes,
        broken: broken.map(|problem| problem.what),
    })
}

/// Reads the page in `bytes`, which was had from `address`, as the article that `entry` tells of.
/// What the page does not say of it is taken from the entry.
///
/// # Errors
/// In words, where there is no page, or less of the article in it than in the entry.
pub fn read_page(
    entry: &Document,
    address: &str,
    bytes: &[u8],
    charset: Option<&str>,
    limits: &Limits,
) -> Result<(Document, Vec<Note>), String> {
    let path = entry.path.as_deref().unwrap_or_default();
    let mut intake = Intake::default();
    let text = text_of(path, bytes, charset, &mut intake)?;
    match shape("", &text, &Columns::default()) {
        Shape::Html => {}
        other => return Err(format!("this is no page but {}", called(&other))),
    }
    let read = html::read(path, &text, Format::Html, Some(address.to_owned()), limits);
    let Some(page) = read.documents.into_iter().next() else {
        let why = read.set_aside.into_iter().next().map(|aside| aside.what);
        return Err(why.unwrap_or_else(|| "there is no article in it".to_owned()));
    };
    if page.received.len() < entry.received.len() {
        return Err("the page holds less of the article than the feed does".to_owned());
    }
    // A page that does not name its outlet is known by its host; the feed may know better.
    let hosted = page.url.as_deref().and_then(host);
    let named = page.outlet.clone().filter(|outlet| Some(outlet) != hosted.as_ref());
    let mut document = Document {
        source_id: entry.source_id.clone(),
        path: entry.path.clone(),
        url: page.url.or_else(|| entry.url.clone()),
        outlet: named.or_else(|| entry.outlet.clone()).or(page.outlet),
        title: page.title.or_else(|| entry.title.clone()),
        published: page.published.or_else(|| entry.published.clone()),
        updated: page.updated.or_else(|| entry.updated.clone()),
        byline: page.byline.or_else(|| entry.byline.clone()),
        language: page.language.or_else(|| entry.language.clone()),
        ..page
    };
    identify(path, &mut document);
    intake.notes.extend(read.notes);
    Ok((document, intake.notes))
}

/// The addresses of the feeds that an OPML file lists, in its order.
///
/// # Errors
/// In words, where it is none.
pub fn read_opml(bytes: &[u8], limits: &Limits) -> Result<Vec<String>, String> {
    let text = text_of("", bytes, None, &mut Intake::default())?;
    let (root, broken) = parse(&text, limits);
    let Some(root) = root.filter(|root| root.name.eq_ignore_ascii_case("opml")) else {
        return Err("this is no list of feeds (OPML)".to_owned());
    };
    if let Some(problem) = broken {
        return Err(problem.what);
    }
    let mut found = Vec::new();
    let mut open: Vec<&Element> = vec![&root];
    while let Some(element) = open.pop() {
        if let Some(address) = element.attribute("xmlUrl").or_else(|| element.attribute("xmlurl")) {
            found.push(address.to_owned());
        }
        let from = open.len();
        open.extend(element.children());
        open[from..].reverse();
    }
    Ok(found)
}

/// The text of what a server gave.
fn text_of(
    path: &str,
    bytes: &[u8],
    charset: Option<&str>,
    into: &mut Intake,
) -> Result<String, String> {
    if let Some(format) = binary_format(bytes) {
        return Err(format!("this is {format}"));
    }
    let named = charset.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let Some(decoded) = decode(bytes, named.or_else(|| declared(bytes))) else {
        return Err("this is binary data".to_owned());
    };
    if let Some(note) = decoded.note {
        into.note(path, note);
    }
    let text = decoded.text.strip_prefix('\u{feff}').unwrap_or(&decoded.text);
    if text.trim().is_empty() {
        return Err(Problem::new(SetAsideCode::Empty, "there is nothing in it", "").what);
    }
    Ok(text.to_owned())
}

fn called(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text | Shape::Table(_) | Shape::Gkg => "plain text",
        Shape::Html | Shape::Mhtml => "a page",
        Shape::Json { .. } => "JSON",
        Shape::Feed => "a feed",
        Shape::News => "a news item",
        Shape::Mail => "a message",
        Shape::Other(name) => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEED: &str = "<rss xmlns:c='http://purl.org/rss/1.0/modules/content/'><channel>\
        <title>Teel Post</title><link>https://post.example/</link>\
        <item><guid>1</guid><link>https://post.example/1</link><title>Weir mended</title>\
        <c:encoded>&lt;p&gt;The weir at Hask was mended on Friday.&lt;/p&gt;</c:encoded></item>\
        <item><guid>2</guid><link>https://post.example/2</link><title>Mill sold</title>\
        <description>The mill was sold.</description></item>\
        <item><guid>3</guid><link>https://post.example/3</link><title>Toll raised</title>\
        <c:encoded>The toll was raised to […]</c:encoded></item></channel></rss>";

    fn page(body: &str) -> String {
        format!(
            "<!DOCTYPE html><html><head><title>Mill sold for a song | Teel Post</title>\
             <meta property='article:published_time' content='2026-03-02T08:00:00Z'>\
             </head><body><article><h1>Mill sold for a song</h1>{body}</article></body></html>"
        )
    }

    fn feed() -> FeedRead {
        read_feed("https://post.example/feed", FEED.as_bytes(), None, &Limits::default()).unwrap()
    }

    #[test]
    fn entries_say_whether_they_are_whole() {
        let whole: Vec<bool> = feed().entries.iter().map(|entry| entry.whole).collect();
        assert_eq!(whole, [true, false, false]);
        let cut = FEED.split_at(FEED.find("<item><guid>3").unwrap()).0;
        let read = read_feed("f", cut.as_bytes(), None, &Limits::default()).unwrap();
        assert_eq!((read.entries.len(), read.broken.is_some()), (2, true));
    }

    #[test]
    fn an_entry_and_its_page_are_one_document() {
        let entry = &feed().entries[1].document;
        let text = "The old mill at Lower Teel was sold on Monday to a cooperative of bakers. ";
        let html = page(&format!("<p>{}</p><p>{}</p>", text.repeat(3), text.repeat(2)));
        let address = "https://post.example/2?from=feed";
        let read = read_page(entry, address, html.as_bytes(), None, &Limits::default());
        let (document, _) = read.unwrap();
        assert_eq!(document.source_id.as_deref(), Some("2"));
        assert_eq!(document.path.as_deref(), Some("https://post.example/feed"));
        assert_eq!(document.outlet.as_deref(), Some("Teel Post"));
        assert!(document.received.contains("cooperative of bakers"));
        assert!(document.published.is_some() && document.id != entry.id);
    }

    #[test]
    fn what_is_no_page_or_holds_less_is_refused() {
        let entry = &feed().entries[1].document;
        let limits = Limits::default();
        let why = |bytes: &[u8]| read_page(entry, "a", bytes, None, &limits).unwrap_err();
        assert!(why(page("<p>Sold.</p>").as_bytes()).contains("less of the article"));
        assert!(why(b"\x89PNG\r\n\x1a\n").contains("PNG"));
        assert!(why(b"{\"a\": 1}").contains("JSON"));
        assert!(why(b" ").contains("nothing"));
        let why = read_feed("f", page("").as_bytes(), None, &limits).unwrap_err();
        assert!(why.contains("no feed but a page"), "{why}");
    }

    #[test]
    fn the_character_set_that_the_server_names_counts() {
        let bytes = FEED.replace("mended", "m\u{e9}nded");
        let bytes: Vec<u8> =
            bytes.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'.')).collect();
        let read = read_feed("f", &bytes, Some("iso-8859-1"), &Limits::default()).unwrap();
        assert!(read.entries[0].document.received.contains("m\u{e9}nded"));
    }

    #[test]
    fn a_list_of_feeds_is_read_in_its_order() {
        let opml = "<opml version='2.0'><body><outline text='a'>\
            <outline xmlUrl='https://a.example/f?x=1&amp;y=2'/></outline>\
            <outline type='rss' xmlUrl='https://b.example/'/><outline text='none'/></body></opml>";
        let found = read_opml(opml.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(found, ["https://a.example/f?x=1&y=2", "https://b.example/"]);
        assert!(read_opml(b"<html></html>", &Limits::default()).is_err());
        assert!(read_opml(b"<opml><body>", &Limits::default()).is_err());
    }
}
