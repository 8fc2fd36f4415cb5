//! Pages saved as MIME HTML: finds the page among the parts and hands it to the page reader.

use std::panic::catch_unwind;

use mail_parser::{MessageParser, MimeHeaders};
use wireroom_model::{Format, SetAsideCode};

use crate::html;
use crate::intake::{Intake, Problem};
use crate::limits::Limits;

/// Reads the MIME message `bytes`, found at `path`.
pub(crate) fn read(path: &str, bytes: &[u8], limits: &Limits) -> Intake {
    let page = catch_unwind(|| page(bytes)).ok().flatten();
    match page {
        Some((html, address)) => html::read(path, &html, Format::Mhtml, address, limits),
        None => Intake::only(
            path,
            Problem::new(
                SetAsideCode::NoArticle,
                "a MIME file without a page in it",
                "save the page again, as HTML or MHTML",
            ),
        ),
    }
}

/// The first HTML part and the address it was saved from.
fn page(bytes: &[u8]) -> Option<(String, Option<String>)> {
    let message = MessageParser::default().parse(bytes)?;
    let html = message.parts.iter().find(|part| part.is_text_html())?;
    let saved_from = message
        .header("Snapshot-Content-Location")
        .and_then(|value| value.as_text())
        .or_else(|| html.content_location())
        .filter(|address| address.starts_with("http"))
        .map(|address| address.trim().to_owned());
    Some((html.text_contents()?.to_owned(), saved_from))
}
