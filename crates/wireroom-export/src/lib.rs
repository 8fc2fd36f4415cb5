//! Writes the record in the formats of other tools: one module a format, each naming its standard.
//!
//! [`write`] takes a record and its annotations and gives bytes. What it is not: it reads nothing
//! back and judges nothing. What a format has no place for is left out, and what it demands and the
//! record does not know is left empty, never guessed.
//!
//! Invariants:
//! * the same record gives the same bytes;
//! * words of articles are data: each format escapes them as its standard says, and characters that
//!   it cannot hold stand as U+FFFD, or as a space where cells and lines are parted by them;
//! * the work grows with the record: what is looked up is indexed first;
//! * every format is opened by a program that nobody here wrote, in `checks/`.

mod claims;
mod dot;
mod ftm;
mod gexf;
mod gkg;
mod graphml;
mod lineage;
mod plover;
mod received;
mod report;
mod tabs;
mod webannotation;
mod xml;

use std::collections::BTreeMap;
use std::io::{self, Write};

use wireroom_wire::{Annotation, Document, Entity, Record, Statement};

/// What is written.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// The record.
    pub record: &'a Record,
    /// The annotation of every document that was read.
    pub annotations: &'a [Annotation],
}

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Lineage as GEXF.
    Gexf,
    /// Lineage as GraphML.
    Graphml,
    /// Lineage as DOT.
    Dot,
    /// Entities of FollowTheMoney.
    Ftm,
    /// W3C web annotations.
    Webannotation,
    /// Events as POLECAT writes PLOVER's.
    Plover,
    /// Documents as rows of GDELT's knowledge graph.
    Gkg,
    /// Claims of schema.org.
    Claimreview,
    /// A page for people.
    Html,
}

impl Format {
    /// All formats, each with the name that it goes by on the command line and what it is for.
    pub const ALL: [(Self, &'static str, &'static str); 9] = [
        (Self::Gexf, "gexf", "Lineage for Gephi (GEXF 1.3)"),
        (Self::Graphml, "graphml", "Lineage for yEd, Cytoscape, igraph (GraphML)"),
        (Self::Dot, "dot", "Lineage for Graphviz"),
        (Self::Ftm, "ftm", "Entities for OpenAleph and its kin (FollowTheMoney), one a line"),
        (
            Self::Webannotation,
            "webannotation",
            "Names, statements and differences on their passages (W3C Web Annotation)",
        ),
        (Self::Plover, "plover", "Political events in POLECAT's columns, parted by tabs"),
        (Self::Gkg, "gkg", "Documents in the columns of GDELT's knowledge graph, parted by tabs"),
        (
            Self::Claimreview,
            "claimreview",
            "Claims as schema.org has them (JSON-LD); no review and no rating",
        ),
        (Self::Html, "html", "A page for people: one file, no script"),
    ];
}

/// Writes `material` as `format`.
///
/// # Errors
///
/// Only those of `out`.
pub fn write(format: Format, material: Material<'_>, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Gexf => gexf::write(material, out),
        Format::Graphml => graphml::write(material, out),
        Format::Dot => dot::write(material, out),
        Format::Ftm => ftm::write(material, out),
        Format::Webannotation => webannotation::write(material, out),
        Format::Plover => plover::write(material, out),
        Format::Gkg => gkg::write(material, out),
        Format::Claimreview => claims::write(material, out),
        Format::Html => report::write(material, out),
    }
}

impl<'a> Material<'a> {
    /// The documents that were read.
    fn documents(self) -> impl Iterator<Item = &'a Document> {
        self.record.documents.iter().filter(|document| document.set_aside.is_none())
    }

    fn documents_by_id(self) -> BTreeMap<&'a str, &'a Document> {
        self.documents().map(|document| (document.id.as_str(), document)).collect()
    }

    fn entities_by_id(self) -> BTreeMap<&'a str, &'a Entity> {
        self.record.entities.iter().map(|entity| (entity.id.as_str(), entity)).collect()
    }

    fn annotations_by_document(self) -> BTreeMap<&'a str, &'a Annotation> {
        self.annotations.iter().map(|one| (one.document.as_str(), one)).collect()
    }

    fn statements_by_document(self) -> BTreeMap<&'a str, Vec<&'a Statement>> {
        let mut by_document: BTreeMap<&str, Vec<&Statement>> = BTreeMap::new();
        for statement in &self.record.statements {
            by_document.entry(&statement.document).or_default().push(statement);
        }
        by_document
    }
}

/// How far something is carried, in words.
fn counts(witnesses: usize, accounts: usize, origins: &str) -> String {
    format!("witnesses: {witnesses}, accounts: {accounts}, origins: {origins}")
}

/// The day of a date whose parts are all known: "2026-03-04" of "2026-03-04T08:00:00Z".
fn day(value: &str) -> Option<&str> {
    let day = value.get(..10)?;
    let shape = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    day.bytes().enumerate().all(shape).then_some(day)
}

/// An address that may be followed; `None` for what is none.
fn address(url: Option<&str>) -> Option<&str> {
    url.filter(|url| {
        (url.starts_with("https://") || url.starts_with("http://"))
            && !url.contains(|c: char| {
                c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c)
            })
    })
}

/// What a document is called.
fn title(document: &Document) -> &str {
    let names = [&document.title, &document.source_id, &document.path];
    names.into_iter().flatten().map(String::as_str).next().unwrap_or(&document.id)
}
