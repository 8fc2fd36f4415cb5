//! XML as a tree, within bounds, as far as it can be read.
//!
//! Names are local names beside a short word for the namespace, whatever prefix the file uses.
//! Feeds are often not well-formed: an end tag closes the nearest element of its name, HTML's
//! character references are known, a lone ampersand is text. Where nothing helps, the tree ends
//! there; elements that were still open say so.
//!
//! What it is not: no document type is read, so that no entity of a file's own is ever expanded,
//! and nothing is fetched.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesStart, Event};
use wireroom_model::SetAsideCode;

use crate::intake::Problem;
use crate::limits::Limits;

/// Most elements of a file; a feed of ten thousand items has some hundred thousand.
const ELEMENTS: usize = 2_000_000;

/// The words for the namespaces that matter here.
const SPACES: [(&str, &str); 15] = [
    ("http://purl.org/rss/1.0/modules/content/", "content"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/dc/terms/", "dcterms"),
    ("http://www.w3.org/2005/Atom", "atom"),
    ("http://purl.org/atom/ns#", "atom"),
    ("http://search.yahoo.com/mrss/", "media"),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"),
    ("http://rssnamespace.org/feedburner/ext/1.0", "feedburner"),
    ("http://www.w3.org/1999/xhtml", "xhtml"),
    ("http://www.w3.org/XML/1998/namespace", "xml"),
    ("http://purl.org/rss/1.0/", ""),
    ("http://my.netscape.com/rdf/simple/0.9/", ""),
    ("http://backend.userland.com/rss2", ""),
    ("http://iptc.org/std/nar/2006-10-01/", ""),
    ("http://iptc.org/std/NITF/2006-10-18/", ""),
];

/// An element.
#[derive(Debug, Default)]
pub(crate) struct Element {
    /// The word for its namespace; empty for none and for those of feeds and news items.
    pub(crate) space: String,
    /// Its local name.
    pub(crate) name: String,
    /// Names with their prefixes, and values.
    attributes: Vec<(String, String)>,
    nodes: Vec<Node>,
    /// Whether its end was seen.
    pub(crate) whole: bool,
}

#[derive(Debug)]
enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// The elements in it.
    pub(crate) fn children(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Those of a name: `p`, or with a namespace's word `dc:date`.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children().filter(move |child| child.is(name))
    }

    /// The first of a name.
    pub(crate) fn first<'a>(&'a self, name: &'a str) -> Option<&'a Self> {
        self.all(name).next()
    }

    /// The first way down by names parted by spaces.
    pub(crate) fn down<'a>(&'a self, names: &'a str) -> Option<&'a Self> {
        names.split(' ').try_fold(self, |at, name| at.first(name))
    }

    /// Whether it has this name.
    pub(crate) fn is(&self, name: &str) -> bool {
        match name.split_once(':') {
            Some((space, name)) => self.space == space && self.name == name,
            None => self.space.is_empty() && self.name == name,
        }
    }

    /// The value of an attribute, as its name is written.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name)?;
        let value = found.1.trim();
        (!value.is_empty()).then_some(value)
    }

    /// All text in it, as it stands.
    pub(crate) fn raw(&self) -> String {
        let mut out = String::new();
        self.push_text(&mut out);
        out
    }

    /// All text in it on one line; `None` for none.
    pub(crate) fn text(&self) -> Option<String> {
        let line = self.raw().split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }

    fn push_text(&self, out: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => element.push_text(out),
            }
        }
    }

    /// What is in it, as markup whose tags have no prefix, without the elements that `leave` takes
    /// for something else than text.
    pub(crate) fn markup(&self, leave: fn(&Self) -> bool) -> String {
        let mut out = String::new();
        self.push_markup(&mut out, leave);
        out
    }

    fn push_markup(&self, out: &mut String, leave: fn(&Self) -> bool) {
        for node in &self.nodes {
            match node {
                Node::Text(text) => {
                    out.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
                }
                Node::Element(element) if leave(element) => {}
                Node::Element(element) => {
                    let name = &element.name;
                    out.push_str(&format!("<{name}"));
                    if let Some(address) = element.attribute("href") {
                        let address = address.replace('&', "&amp;").replace('"', "&quot;");
                        out.push_str(&format!(" href=\"{address}\""));
                    }
                    out.push('>');
                    element.push_markup(out, leave);
                    if !matches!(name.as_str(), "br" | "hr" | "img") {
                        out.push_str(&format!("</{name}>"));
                    }
                }
            }
        }
    }
}

/// The root element of `text` as far as it goes, and why it ends early if it does; no root where
/// there is none.
pub(crate) fn parse(text: &str, limits: &Limits) -> (Option<Element>, Option<Problem>) {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    let mut tree = Tree::default();
    let problem = loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                let at = reader.error_position();
                break Some(broken(text, usize::try_from(at).unwrap_or(usize::MAX), &error));
            }
        };
        match event {
            Event::Start(start) => tree.open(&start),
            Event::Empty(start) => {
                tree.open(&start);
                tree.close_top(true);
            }
            Event::End(end) => tree.close(end.local_name().as_ref()),
            Event::Text(text) => tree.text(&text),
            Event::CData(text) => tree.text(&text),
            Event::GeneralRef(name) => match name.resolve_char_ref() {
                Ok(Some(c)) => tree.text(c.encode_utf8(&mut [0; 4])),
                _ => match resolve_html5_entity(&name) {
                    Some(shown) => tree.text(shown),
                    // Unknown to all: it stays as it stands.
                    None => tree.text(&format!("&{};", &*name)),
                },
            },
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof if tree.open.is_empty() => break None,
            Event::Eof => {
                break Some(Problem::new(
                    SetAsideCode::Damaged,
                    "the XML is cut off: it ends within its elements",
                    ADVICE,
                ));
            }
        }
        if tree.open.len() > limits.depth {
            let what = format!("XML nested deeper than {}", limits.depth);
            break Some(Problem::new(SetAsideCode::TooDeep, what, ADVICE));
        }
        if tree.elements > ELEMENTS {
            let what = format!("XML of more than {ELEMENTS} elements");
            break Some(Problem::new(SetAsideCode::TooLarge, what, "split it into smaller files"));
        }
    };
    while !tree.open.is_empty() {
        tree.close_top(false);
    }
    (tree.root, problem)
}

const ADVICE: &str = "fetch or export it again";

fn broken(text: &str, at: usize, error: &quick_xml::Error) -> Problem {
    let before = text.get(..text.floor_char_boundary(at)).unwrap_or_default();
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    let what = format!("the XML is damaged at line {line}: {error}");
    Problem::new(SetAsideCode::Damaged, what, ADVICE)
}

/// A tree that is being built.
#[derive(Default)]
struct Tree {
    root: Option<Element>,
    open: Vec<(Element, Vec<String>)>,
    /// The words that prefixes stand for, the innermost last.
    spaces: BTreeMap<String, Vec<String>>,
    elements: usize,
}

impl Tree {
    fn open(&mut self, start: &BytesStart<'_>) {
        self.elements += 1;
        let mut attributes = Vec::new();
        let mut declared = Vec::new();
        for attribute in start.attributes().with_checks(false).flatten() {
            let key = attribute.key.as_ref().to_owned();
            let value =
                attribute.normalized_value_with(XmlVersion::Implicit1_0, 8, resolve_html5_entity);
            let value = value.map_or_else(|_| attribute.value.to_string(), |value| value.into());
            let prefix = match key.split_once(':') {
                Some(("xmlns", prefix)) => Some(prefix),
                None if key == "xmlns" => Some(""),
                _ => None,
            };
            if let Some(prefix) = prefix {
                let known = SPACES.iter().find(|(uri, _)| *uri == value.trim());
                let word = known.map_or(prefix, |(_, word)| word);
                self.spaces.entry(prefix.to_owned()).or_default().push(word.to_owned());
                declared.push(prefix.to_owned());
            }
            attributes.push((key, value));
        }
        let name = start.name();
        let (prefix, local) = name.as_ref().split_once(':').unwrap_or(("", name.as_ref()));
        let space = self.spaces.get(prefix).and_then(|words| words.last());
        let element = Element {
            space: space.map_or(prefix, String::as_str).to_owned(),
            name: local.to_owned(),
            attributes,
            nodes: Vec::new(),
            whole: false,
        };
        self.open.push((element, declared));
    }

    /// Closes the nearest element of a name, and those left open in it; nothing where there is
    /// none.
    fn close(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|(open, _)| open.name == name) else { return };
        while self.open.len() > at {
            self.close_top(true);
        }
    }

    fn close_top(&mut self, whole: bool) {
        let Some((mut element, declared)) = self.open.pop() else { return };
        for prefix in declared {
            self.spaces.entry(prefix).or_default().pop();
        }
        element.whole = whole;
        match self.open.last_mut() {
            Some((parent, _)) => parent.nodes.push(Node::Element(element)),
            None => {
                self.root.get_or_insert(element);
            }
        }
    }

    fn text(&mut self, text: &str) {
        let Some((element, _)) = self.open.last_mut() else { return };
        match element.nodes.last_mut() {
            Some(Node::Text(held)) => held.push_str(text),
            _ => element.nodes.push(Node::Text(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root(text: &str) -> Element {
        parse(text, &Limits::default()).0.unwrap()
    }

    #[test]
    fn namespaces_count_and_prefixes_do_not() {
        let xml = "<r xmlns:c='http://purl.org/rss/1.0/modules/content/' xmlns:m='urn:m'>\
                   <m:encoded>no</m:encoded><c:encoded>yes</c:encoded></r>";
        assert_eq!(root(xml).first("content:encoded").unwrap().text().unwrap(), "yes");
    }

    #[test]
    fn references_are_resolved_and_entities_of_the_file_are_not() {
        let xml = "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\
                   <r>A &amp; B &eacute; &#x2014; &x; fish & chips <![CDATA[<b>]]></r>";
        assert_eq!(root(xml).text().unwrap(), "A & B é — &x; fish & chips <b>");
    }

    #[test]
    fn end_tags_close_the_nearest_of_their_name() {
        let tree = root("<r><p>one<br>two</p><p>three</b></p></r>");
        assert_eq!(tree.all("p").count(), 2);
        assert_eq!(tree.markup(|_| false), "<p>one<br>two</p><p>three</p>");
    }

    #[test]
    fn what_is_cut_off_is_kept_as_far_as_it_goes() {
        let (tree, problem) = parse("<r><i>one</i><i>tw", &Limits::default());
        let whole: Vec<bool> = tree.unwrap().all("i").map(|item| item.whole).collect();
        assert_eq!(whole, [true, false]);
        assert_eq!(problem.unwrap().code, SetAsideCode::Damaged);
    }

    #[test]
    fn depth_is_bounded() {
        let deep = "<a>".repeat(100_000);
        let (_, problem) = parse(&deep, &Limits::default());
        assert_eq!(problem.unwrap().code, SetAsideCode::TooDeep);
    }
}
