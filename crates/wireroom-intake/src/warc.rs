//! Web archives: WARC 0.17 to 1.1, also packed record by record, read on without holding the file.
//!
//! Read are pages: `response` and `resource` records of HTML, and the plain text of `conversion`
//! records (WET files). A page keeps the address that it was fetched from and says of itself when
//! it was published; the day of the crawl is no date of an article. Requests, pictures, metadata,
//! redirects and errors are passed over and counted in a note. After damage, reading goes on at
//! the next record.

mod http;

use std::io::{self, BufRead, Read};

use wireroom_model::{Document, DocumentId, Format, SetAsideCode};

use crate::by_line::ByLine;
use crate::decode::{Decoded, declared, decode};
use crate::html;
use crate::intake::{Intake, Problem, identify};
use crate::json::record::host;
use crate::json::too_large;
use crate::limits::{Limits, size};

/// Longest line of a record's head.
const LINE: u64 = 64 << 10;
/// Most lines of a record's head.
const LINES: usize = 256;
/// What a page may have around it in its record.
const AROUND: usize = 1 << 20;

/// Whether a text begins like a web archive.
pub(crate) fn is_warc(head: &[u8]) -> bool {
    head.strip_prefix(b"WARC/").is_some_and(|rest| rest.first().is_some_and(u8::is_ascii_digit))
}

/// A page as it was archived.
pub(crate) struct Capture {
    address: Option<String>,
    /// Number of the record, from 1.
    ordinal: usize,
    http: bool,
    /// Whether it is plain text.
    plain: bool,
    cut: bool,
    block: Vec<u8>,
}

impl Capture {
    /// Where it stands, for people.
    fn at(&self, path: &str) -> String {
        match &self.address {
            Some(address) => format!("{path} [{address}]"),
            None => format!("{path}:{}", self.ordinal),
        }
    }

    pub(crate) fn size(&self) -> usize {
        self.block.len()
    }

    /// Reads it.
    pub(crate) fn read(self, path: &str, limits: &Limits) -> Intake {
        let at = self.at(path);
        let message = match self.http {
            true => match http::payload(&self.block, limits) {
                Ok(message) => message,
                Err(problem) => return Intake::only(&at, problem),
            },
            false => http::Payload { body: self.block, charset: None },
        };
        let encoding = message.charset.or_else(|| declared(&message.body));
        let Some(Decoded { text, note }) = decode(&message.body, encoding) else {
            let what = "binary data, not a page";
            return Intake::only(&at, Problem::new(SetAsideCode::Binary, what, "leave it out"));
        };
        let bare = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let mut intake = match self.plain {
            true => plain(path, &at, bare, self.address, limits),
            false => html::read(&at, bare, Format::Warc, self.address, limits),
        };
        for document in &mut intake.documents {
            document.path = Some(path.to_owned());
        }
        if self.cut && !intake.documents.is_empty() {
            intake.note(&at, "the archive says that the page was cut off");
        }
        if let Some(note) = note {
            intake.note(&at, note);
        }
        intake
    }
}

fn plain(path: &str, at: &str, text: &str, address: Option<String>, limits: &Limits) -> Intake {
    if text.trim().is_empty() {
        let what = "there is no text in it";
        return Intake::only(at, Problem::new(SetAsideCode::Empty, what, "leave it out"));
    }
    if text.len() > limits.text {
        return Intake::only(at, too_large(text.len(), limits));
    }
    let mut document = Document {
        path: Some(path.to_owned()),
        outlet: address.as_deref().and_then(host),
        url: address,
        format: Format::Warc,
        ..Document::plain(DocumentId::from_stored(""), text)
    };
    identify(path, &mut document);
    Intake { documents: vec![document], ..Intake::default() }
}

/// What the next records of an archive are.
pub(crate) enum Found {
    Page(Capture),
    /// Something that could not be read, at the record of the number given, from 1.
    Aside(usize, Problem),
    /// How many were passed over, at the end.
    Passed(String),
}

/// An archive that is read on.
pub(crate) struct Warc<R> {
    lines: ByLine<R>,
    most: usize,
    ordinal: usize,
    pages: usize,
    others: usize,
    failed: usize,
    asides: usize,
    state: State,
}

#[derive(PartialEq)]
enum State {
    Reading,
    Ended,
    Over,
}

impl<R: BufRead> Warc<R> {
    pub(crate) fn new(reader: R, limits: &Limits) -> Self {
        Self {
            lines: ByLine::new(reader, LINE),
            most: limits.page.saturating_add(AROUND),
            ordinal: 0,
            pages: 0,
            others: 0,
            failed: 0,
            asides: 0,
            state: State::Reading,
        }
    }

    /// The next page or whatever else is to be told; `None` at the end.
    pub(crate) fn next_found(&mut self) -> Option<Found> {
        while self.state == State::Reading {
            match self.record() {
                Ok(Some(found)) => {
                    match &found {
                        Found::Aside(..) => self.asides += 1,
                        _ => self.pages += 1,
                    }
                    return Some(found);
                }
                Ok(None) => {}
                Err(error) => {
                    let what = format!("the archive is damaged or cut off here: {error}");
                    let problem =
                        Problem::new(SetAsideCode::Truncated, what, "fetch or copy it again");
                    self.asides += 1;
                    if self.asides > ASIDES {
                        self.state = State::Ended;
                    }
                    return Some(self.aside(problem));
                }
            }
        }
        if self.state == State::Over {
            return None;
        }
        self.state = State::Over;
        let mut passed = Vec::new();
        if self.others > 0 {
            passed.push(counted(
                self.others,
                "record that is no page",
                "records that are no pages",
            ));
        }
        if self.failed > 0 {
            passed.push(counted(self.failed, "redirect or error", "redirects and errors"));
        }
        let passed = (!passed.is_empty()).then(|| format!("passed over: {}", passed.join(", ")));
        if self.pages + self.asides == 0 {
            let what = passed.map_or("no page in it".to_owned(), |p| format!("no page in it; {p}"));
            return Some(self.aside(Problem::new(SetAsideCode::Empty, what, "leave it out")));
        }
        passed.map(Found::Passed)
    }

    fn aside(&self, problem: Problem) -> Found {
        Found::Aside(self.ordinal.max(1), problem)
    }

    /// The next record; `None` where it is nothing to read, and at the end.
    fn record(&mut self) -> io::Result<Option<Found>> {
        let mut skipped = 0;
        let first = loop {
            match self.lines.line()? {
                Some(line) if !is_warc(&line) => {
                    let blank = line.trim_ascii().is_empty();
                    skipped += if blank { 0 } else { line.len() };
                }
                first => break first,
            }
        };
        if first.is_none() {
            self.state = State::Ended;
        }
        if skipped > 0 {
            first.into_iter().for_each(|first| self.lines.back(first));
            let what = format!("{skipped} bytes that belong to no record");
            let advice = "fetch or copy the archive again";
            return Ok(Some(self.aside(Problem::new(SetAsideCode::Damaged, what, advice))));
        }
        if first.is_none() {
            return Ok(None);
        }
        self.ordinal += 1;
        let head = self.head()?;
        let Some(length) = head.length else {
            let what = "a record that does not say how long it is";
            let problem = Problem::new(SetAsideCode::Damaged, what, "fetch the archive again");
            return Ok(Some(self.aside(problem)));
        };
        let wanted = matches!(head.kind.as_str(), "response" | "resource" | "conversion");
        if !wanted {
            self.others += 1;
            self.skip(length)?;
            return Ok(None);
        }
        if length > self.most as u64 {
            self.skip(length)?;
            let address = head.address.unwrap_or_default();
            let what = format!(
                "a record of {} bytes ({address}), over the limit of {}",
                length,
                size(self.most)
            );
            let problem = Problem::new(SetAsideCode::TooLarge, what, "give its article as text");
            return Ok(Some(self.aside(problem)));
        }
        let mut block = Vec::with_capacity(usize::try_from(length).unwrap_or(0).min(1 << 20));
        let read = self.lines.reader.by_ref().take(length).read_to_end(&mut block)?;
        if (read as u64) < length {
            return Err(cut_off());
        }
        // What is packed is known to be sound only at its end, which lies before the next record.
        while let Some(line) = self.lines.line()? {
            if !line.trim_ascii().is_empty() {
                self.lines.back(line);
                break;
            }
        }
        Ok(self.page(head, block).map(Found::Page))
    }

    /// A record's block as a page, if it is one.
    fn page(&mut self, head: Head, block: Vec<u8>) -> Option<Capture> {
        let http = head.content.starts_with("application/http");
        let (kind, status) = match http {
            true => http::kind_and_status(&block),
            false => (head.content.clone(), 200),
        };
        if !(200..300).contains(&status) {
            self.failed += 1;
            return None;
        }
        let is_page = |kind: &str| {
            ["text/html", "application/xhtml+xml"].iter().any(|page| kind.starts_with(page))
        };
        let plain = head.kind == "conversion" && kind.starts_with("text/plain");
        let page = is_page(&kind) || kind.is_empty() && is_page(&head.payload);
        if !(plain || page) {
            self.others += 1;
            return None;
        }
        Some(Capture {
            address: head.address,
            ordinal: self.ordinal,
            http,
            plain,
            cut: head.cut,
            block,
        })
    }

    /// The named lines of a record.
    fn head(&mut self) -> io::Result<Head> {
        let mut head = Head::default();
        for _ in 0..LINES {
            let Some(line) = self.lines.line()? else { return Err(cut_off()) };
            let line = String::from_utf8_lossy(&line).trim().to_owned();
            if line.is_empty() {
                break;
            }
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            let lower = || value.to_ascii_lowercase();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => head.kind = lower(),
                "warc-target-uri" => {
                    let address = value.trim_start_matches('<').trim_end_matches('>');
                    head.address = address.starts_with("http").then(|| address.to_owned());
                }
                "content-length" => head.length = value.parse().ok(),
                "content-type" => head.content = lower(),
                "warc-identified-payload-type" => head.payload = lower(),
                "warc-truncated" => head.cut = true,
                _ => {}
            }
        }
        Ok(head)
    }

    fn skip(&mut self, length: u64) -> io::Result<()> {
        let skipped = io::copy(&mut self.lines.reader.by_ref().take(length), &mut io::sink())?;
        match skipped < length {
            true => Err(cut_off()),
            false => Ok(()),
        }
    }
}

fn cut_off() -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, "it ends within a record")
}

fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Damaged places after which an archive is given up.
const ASIDES: usize = 1000;

/// What a record says of itself.
#[derive(Default)]
struct Head {
    kind: String,
    address: Option<String>,
    length: Option<u64>,
    content: String,
    payload: String,
    cut: bool,
}
