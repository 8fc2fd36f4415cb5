//! Documents in the 27 tab-separated columns of GDELT's Global Knowledge Graph 2.1.
//!
//! Written are what the record knows of a document (its outlet, address and time), names with their
//! places, dates and quotations. Themes, tone, counts and pictures are not measured here and stay
//! empty, as do codes of countries and regions that GDELT takes from FIPS. Places in the text count
//! Unicode code points of the text as received.

use std::io::{self, Write};

use wireroom_wire::{Annotation, Document, Statement};

use crate::received::Received;
use crate::tabs::row;
use crate::{Material, address, title};

const COLUMNS: usize = 27;

pub(crate) fn write(material: Material<'_>, out: &mut dyn Write) -> io::Result<()> {
    let annotations = material.annotations_by_document();
    let statements = material.statements_by_document();
    for (at, document) in material.documents().enumerate() {
        let mut cells = vec![String::new(); COLUMNS];
        let mut set = |at: usize, cell: String| {
            if let Some(slot) = cells.get_mut(at) {
                *slot = cell;
            }
        };
        let stamp = stamp(document);
        set(0, format!("{stamp}-{}", at + 1));
        set(1, stamp);
        let url = address(document.url.as_deref());
        // 1 is the web; 2 is a source that can only be cited.
        set(2, if url.is_some() { "1" } else { "2" }.to_owned());
        set(3, document.outlet.clone().unwrap_or_default());
        let cited = || document.source_id.clone().or_else(|| document.path.clone());
        set(4, url.map(str::to_owned).or_else(cited).unwrap_or_default());
        if let Some(annotation) = annotations.get(document.id.as_str())
            && let Some(received) = Received::of(annotation)
        {
            let of = |kinds: &[&str], places: bool| names(annotation, &received, kinds, places);
            set(11, of(&["Person"], false));
            set(12, of(&["Person"], true));
            set(13, of(&["Organization"], false));
            set(14, of(&["Organization"], true));
            set(16, dates(annotation, &received));
            let said = statements.get(document.id.as_str()).map_or(&[][..], Vec::as_slice);
            set(22, quotations(said, &received));
            set(23, of(&["Person", "Organization", "Location", "Miscellaneous"], true));
        }
        let name = title(document).replace('&', "&amp;").replace('<', "&lt;");
        set(26, format!("<PAGE_TITLE>{}</PAGE_TITLE>", name.replace('>', "&gt;")));
        row(out, &cells)?;
    }
    Ok(())
}

/// When it was published, as fourteen digits; zeros for what is not known.
fn stamp(document: &Document) -> String {
    let value = document.published.as_ref().map_or("", |date| date.value.as_str());
    let plain = value.split(['+', 'Z', '.']).next().unwrap_or_default();
    let mut digits: String = plain.chars().filter(char::is_ascii_digit).take(14).collect();
    if !plain.starts_with(|c: char| c.is_ascii_digit()) {
        digits.clear();
    }
    format!("{digits:0<14}")
}

/// A name within a cell: what parts names and places does not stand in it.
fn cell(name: &str) -> String {
    name.replace([';', ',', '|', '#'], " ")
}

/// Names of some kinds, once each, or with the place of each mention.
fn names(annotation: &Annotation, received: &Received, kinds: &[&str], places: bool) -> String {
    let mut out: Vec<String> = Vec::new();
    for name in annotation.names.iter().filter(|name| kinds.contains(&name.kind.as_str())) {
        let entry = match places {
            true => format!("{},{}", cell(&name.text), received.point(name.span.0)),
            false => cell(&name.text),
        };
        if places || !out.contains(&entry) {
            out.push(entry);
        }
    }
    out.join(";")
}

/// Days, months and years: resolution, month, day, year and place (codebook, V2.1ENHANCEDDATES).
fn dates(annotation: &Annotation, received: &Received) -> String {
    let entries = annotation.times.iter().filter_map(|time| {
        let mut parts = time.value.split('T').next()?.split('-');
        let number = |part: Option<&str>| match part {
            Some(part) => part.parse::<u32>().map(Some),
            None => Ok(None),
        };
        let year = parts.next().filter(|year| year.len() == 4)?.parse::<u32>().ok()?;
        let (month, day) = (number(parts.next()).ok()?, number(parts.next()).ok()?);
        let resolution = match (month, day) {
            (None, _) => 1,
            (Some(_), None) => 2,
            (Some(_), Some(_)) => 3,
        };
        let (month, day) = (month.unwrap_or(0), day.unwrap_or(0));
        Some(format!("{resolution}#{month}#{day}#{year}#{}", received.point(time.span.0)))
    });
    entries.collect::<Vec<_>>().join(";")
}

/// What is quoted word for word: place, length, verb, words (codebook, V2.1QUOTATIONS).
fn quotations(statements: &[&Statement], received: &Received) -> String {
    let quoted = statements.iter().filter(|statement| statement.manner == "direct");
    let entries = quoted.filter_map(|statement| {
        let span = statement.content.span;
        let words = received.at(span)?;
        let (start, end) = (received.point(span.0), received.point(span.1));
        let cue: Vec<&str> = statement.cue.iter().map(|cue| cue.text.as_str()).collect();
        let (cue, words) = (cell(&cue.join(" ")), words.replace(['|', '#'], " "));
        Some(format!("{start}|{}|{cue}|{words}", end - start))
    });
    entries.collect::<Vec<_>>().join("#")
}
