//! Bytes to documents: unpack, decode, find the format, read.

use wireroom_model::{Document, DocumentId, Format, SetAsideCode};

use crate::batches::Batches;
use crate::columns::{Columns, How};
use crate::decode::{Decoded, declared, decode};
use crate::feed;
use crate::html;
use crate::intake::{Intake, Problem, document_id};
use crate::json;
use crate::limits::{Limits, size};
use crate::mail;
use crate::mhtml;
use crate::news;

#[cfg(feature = "pdf")]
use crate::pdf;
use crate::sniff::{Shape, binary_format, shape};
use crate::unpack::{Packing, unpack};
use crate::wacz;

/// Reads one file's bytes. `path` is its name as the user gave it; it is never opened, and its
/// extension only decides where the content does not.
///
/// The result is in the order of the file; [`merge`](crate::merge) it to sort it and to find
/// doubles.
#[must_use]
pub fn read_bytes(path: &str, bytes: &[u8], limits: &Limits) -> Intake {
    read_bytes_with(path, bytes, limits, &Columns::default())
}

/// The same, of tables and records whose fields go by other names.
#[must_use]
pub fn read_bytes_with(path: &str, bytes: &[u8], limits: &Limits, columns: &Columns) -> Intake {
    if bytes.len() > limits.file {
        return Intake::only(path, file_too_large(limits));
    }
    let how = How { limits, columns };
    if let Some(batches) = Batches::of_bytes(bytes, how) {
        return batches.all(path, how);
    }
    unpacked(path, bytes, None, limits.layers, how)
}

pub(crate) fn file_too_large(limits: &Limits) -> Problem {
    Problem::new(
        SetAsideCode::TooLarge,
        format!("the file is over the limit of {}", size(limits.file)),
        "split it into smaller files, or pack it with gzip",
    )
}

fn unpacked(path: &str, bytes: &[u8], cut: Option<Problem>, layers: usize, how: How<'_>) -> Intake {
    let limits = how.limits;
    let Some(packing) = Packing::of(bytes) else {
        return decoded(path, bytes, cut, how);
    };
    if layers == 0 {
        let what = format!("packed more than {} times over", limits.layers);
        return Intake::only(path, Problem::new(SetAsideCode::TooDeep, what, "unpack it by hand"));
    }
    let inner = unpack(packing, bytes, limits);
    let mut intake = unpacked(path, &inner.bytes, cut.or(inner.cut), layers - 1, how);
    if inner.trailing > 0 {
        let what =
            format!("{} after the end of the packed part were left out", size(inner.trailing));
        intake.note(path, what);
    }
    intake
}

fn decoded(path: &str, bytes: &[u8], cut: Option<Problem>, how: How<'_>) -> Intake {
    if bytes.is_empty() {
        return Intake::only(path, cut.unwrap_or_else(empty));
    }
    #[cfg(feature = "pdf")]
    if bytes.starts_with(b"%PDF-") && cut.is_none() {
        return pdf::read(path, bytes, how.limits);
    }
    #[cfg(feature = "parquet")]
    if crate::parquet::is_parquet(bytes)
        && let Some(rows) = Batches::of_bytes(bytes, how)
    {
        return with_cut(path, rows.all(path, how), cut);
    }
    if wacz::begins_as_one(bytes) {
        let what = "a WACZ in which no web archive is found: it is cut off, or holds none";
        let problem = Problem::new(SetAsideCode::Truncated, what, "fetch or copy it again");
        return Intake::only(path, cut.unwrap_or(problem));
    }
    if is_record(bytes) {
        let what = "a record, not articles";
        let advice = "name it with --record, or leave it out of the pile";
        return Intake::only(path, Problem::new(SetAsideCode::Unsupported, what, advice));
    }
    if let Some(format) = binary_format(bytes) {
        return Intake::only(path, binary(&format!("{format}, not text")));
    }
    let Some(Decoded { text, note }) = decode(bytes, declared(bytes)) else {
        return Intake::only(path, binary("binary data, not text"));
    };
    let mut intake = shaped(path, bytes, &text, cut, how);
    if let Some(note) = note {
        intake.note(path, note);
    }
    intake
}

fn shaped(path: &str, bytes: &[u8], text: &str, cut: Option<Problem>, how: How<'_>) -> Intake {
    let limits = how.limits;
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    if bare.trim().is_empty() {
        return Intake::only(path, cut.unwrap_or_else(empty));
    }
    match (shape(path, bare, how.columns), cut) {
        (Shape::Json { sure }, cut) => {
            let intake = json::read(path, bare, cut.clone(), how);
            if intake.documents.is_empty() && !sure && cut.is_none() {
                return plain(path, text, limits);
            }
            intake
        }
        (Shape::Feed, cut) => feed::read(path, bare, cut, limits),
        (Shape::News, cut) => news::read(path, bare, cut, limits),
        (Shape::Table(layout), cut) => {
            let batches = Batches::of_table(bare, layout, how);
            with_cut(path, batches.all(path, how), cut)
        }
        (Shape::Gkg, cut) => with_cut(path, Batches::of_gkg(bare).all(path, how), cut),
        (_, Some(cut)) => Intake::only(path, cut),
        (Shape::Other(format), None) => Intake::only(
            path,
            Problem::new(
                SetAsideCode::Unsupported,
                format!("{format}, which is not read"),
                "give the articles in another format; docs/formats.md names those that are read",
            ),
        ),
        (Shape::Html, None) => html::read(path, bare, Format::Html, None, limits),
        (Shape::Mhtml, None) => mhtml::read(path, bytes, limits),
        (Shape::Mail, None) => mail::read(path, path, bytes, limits),
        (Shape::Text, None) => plain(path, text, limits),
    }
}

/// What was read of a file that is cut off.
fn with_cut(path: &str, mut intake: Intake, cut: Option<Problem>) -> Intake {
    if let Some(cut) = cut {
        intake.set_aside(path, 0, None, cut);
    }
    intake
}

fn plain(path: &str, text: &str, limits: &Limits) -> Intake {
    if text.len() > limits.text {
        return Intake::only(path, json::too_large(text.len(), limits));
    }
    let mut document = Document {
        path: Some(path.to_owned()),
        ..Document::plain(DocumentId::from_stored(""), text)
    };
    document.id = document_id(&[path], &document);
    Intake { documents: vec![document], ..Intake::default() }
}

fn empty() -> Problem {
    Problem::new(SetAsideCode::Empty, "there is no text in it", "leave it out or fetch it again")
}

/// Whether this is an SQLite file that Wireroom wrote; the store marks it so where SQLite keeps a mark.
fn is_record(bytes: &[u8]) -> bool {
    bytes.starts_with(b"SQLite format 3\0") && bytes.get(68..72) == Some(b"WRec")
}

fn binary(what: &str) -> Problem {
    Problem::new(SetAsideCode::Binary, what, "extract its text first, or leave it out of the pile")
}
