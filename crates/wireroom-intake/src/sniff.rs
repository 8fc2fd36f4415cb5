//! What a file holds: by content first, by name second.

use crate::columns::Columns;
use crate::gkg::is_gkg;
use crate::mail::is_mail;
use crate::table::Layout;

/// Bytes of the beginning that are looked at for rows.
pub(crate) const HEAD: usize = 64 << 10;

/// What the content looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shape {
    Text,
    Html,
    Mhtml,
    /// `sure` says that the name promises JSON too, or that it begins as nothing else does, so that
    /// failing to read it is damage.
    Json {
        sure: bool,
    },
    /// RSS or Atom.
    Feed,
    /// NITF or NewsML-G2.
    News,
    /// A message.
    Mail,
    /// Rows of GDELT's knowledge graph.
    Gkg,
    /// CSV or its kin.
    Table(Layout),
    /// Text of a format that is known and not read; the words name it.
    Other(&'static str),
}

/// Formats that are not text, by magic number.
pub(crate) fn binary_format(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"GIF87a", "a GIF image"),
        (b"GIF89a", "a GIF image"),
        (b"II*\0", "a TIFF image"),
        (b"MM\0*", "a TIFF image"),
        (b"%PDF-", "a PDF file (a build with the feature pdf reads them)"),
        (b"PK\x03\x04", "a ZIP archive (a DOCX, ODT or EPUB file is one too)"),
        (b"PK\x05\x06", "an empty ZIP archive"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
        (b"Rar!\x1a\x07", "a RAR archive"),
        (b"BZh", "a bzip2 file"),
        (b"\xfd7zXZ\0", "an XZ file"),
        (b"\x04\x22\x4d\x18", "an LZ4 file"),
        (b"\x7fELF", "a program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"PAR1", "a Parquet file (a build with the feature parquet reads them)"),
        (b"OggS", "an Ogg file"),
        (b"ID3", "an MP3 file"),
        (b"\0asm", "a program"),
        (b"{\\rtf", "an RTF file"),
    ];
    if bytes.get(257..262) == Some(b"ustar") {
        return Some("a tar archive");
    }
    if bytes.starts_with(b"RIFF") && matches!(bytes.get(8..12), Some(b"WEBP" | b"WAVE" | b"AVI ")) {
        return Some("a picture, sound or film");
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("a picture, sound or film");
    }
    let found = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic));
    // Text may begin with the letters of the short magic numbers: ask for something not printed.
    found.filter(|(magic, _)| magic.len() > 4 || has_control(bytes)).map(|(_, name)| *name)
}

/// The shape of a decoded text (without its byte order mark) that has the name `path`.
pub(crate) fn shape(path: &str, text: &str, columns: &Columns) -> Shape {
    let name = bare_extension(path);
    let head = text.trim_start();
    let start = prefix(head, 4096);
    let lower = start.to_ascii_lowercase();
    if matches!(name.as_str(), "json" | "jsonl" | "ndjson" | "jsonlines") {
        return Shape::Json { sure: true };
    }
    if is_mail(start) {
        return Shape::Mail;
    }
    if looks_like_mime(&lower) {
        return Shape::Mhtml;
    }
    if head.starts_with('<') {
        const PAGE: [&str; 10] = [
            "<!doctype html",
            "<html",
            "<head",
            "<body",
            "<meta ",
            "<title",
            "<article",
            "<div",
            "<p>",
            "<script",
        ];
        if let Some(root) = root_name(&lower) {
            match root {
                "rss" | "rdf" | "feed" | "channel" => return Shape::Feed,
                "nitf" | "newsmessage" | "newsitem" => return Shape::News,
                "newsml" => return Shape::Other("NewsML 1"),
                "urlset" | "sitemapindex" => return Shape::Other("a site map"),
                "opml" => return Shape::Other("a list of feeds (OPML)"),
                _ => {}
            }
        }
        if PAGE.iter().any(|tag| lower.contains(tag)) {
            return Shape::Html;
        }
        if lower.starts_with("<?xml") {
            return Shape::Other("XML");
        }
    }
    if let Some(sure) = json(head) {
        return Shape::Json { sure };
    }
    if is_gkg(prefix(text, HEAD)) {
        return Shape::Gkg;
    }
    let named = matches!(name.as_str(), "csv" | "tsv" | "tab");
    if let Some(layout) = Layout::of(prefix(text, HEAD), columns, named) {
        return Shape::Table(layout);
    }
    match name.as_str() {
        "html" | "htm" | "xhtml" | "shtml" if has_tag(text) => Shape::Html,
        _ => Shape::Text,
    }
}

/// The extension in lower case, without `.gz` or `.zst`; empty when there is none.
fn bare_extension(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    let name = [".gz", ".zst", ".gzip", ".zstd"]
        .iter()
        .fold(name.as_str(), |name, packed| name.strip_suffix(packed).unwrap_or(name));
    name.rsplit_once('.').map(|(_, extension)| extension.to_owned()).unwrap_or_default()
}

/// The first `n` bytes, or a few fewer at a letter's border.
pub(crate) fn prefix(text: &str, n: usize) -> &str {
    text.get(..text.floor_char_boundary(n)).unwrap_or_default()
}

/// The local name of the first element, in lower case, past declarations and comments.
fn root_name(lower: &str) -> Option<&str> {
    let mut rest = lower;
    loop {
        rest = rest.get(rest.find('<')? + 1..)?;
        rest = match rest.strip_prefix("!--") {
            Some(comment) => comment.get(comment.find("-->")? + 3..)?,
            None if rest.starts_with(['?', '!']) => rest.get(rest.find('>')? + 1..)?,
            None => break,
        };
    }
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
    let name = rest.get(..end)?;
    Some(name.rsplit_once(':').map_or(name, |(_, local)| local))
}

fn has_control(bytes: &[u8]) -> bool {
    bytes.iter().take(4096).any(|&byte| byte < 9 || (14..32).contains(&byte) || byte >= 0x80)
}

fn looks_like_mime(lower: &str) -> bool {
    let name = lower.split_once(':').map(|(name, _)| name);
    name.is_some_and(|name| {
        !name.is_empty()
            && name.len() < 40
            && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-')
    }) && lower.contains("mime-version:")
        && (lower.contains("content-type: multipart/") || lower.contains("content-type: text/html"))
}

/// Whether it begins as JSON does, with an object or an array of objects, and whether as nothing else
/// does: with a key and a colon. Prose may begin with a bracket, and with a quotation in one.
fn json(head: &str) -> Option<bool> {
    let mut rest = head;
    while let Some(inner) = rest.strip_prefix('[') {
        rest = inner.trim_start();
        if rest.starts_with(']') {
            return Some(false);
        }
    }
    let inner = rest.strip_prefix('{')?.trim_start();
    let Some(key) = inner.strip_prefix('"') else {
        return inner.starts_with('}').then_some(false);
    };
    let end = key.find(['"', '\\', '\n']);
    let after = end.and_then(|end| key.get(end..)?.strip_prefix('"'));
    Some(after.is_some_and(|after| after.trim_start().starts_with(':')))
}

pub(crate) fn has_tag(text: &str) -> bool {
    text.as_bytes()
        .windows(2)
        .any(|pair| matches!(pair, [b'<', next] if next.is_ascii_alphabetic()))
}
