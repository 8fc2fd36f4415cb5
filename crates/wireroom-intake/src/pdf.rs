//! The text of PDF files, by pdf-extract: only in builds with the feature `pdf`, as the crates it
//! needs take two and a half minutes of CPU to build.
//!
//! Lines stay as the page breaks them. What a PDF says of itself is seldom true of an article (the
//! title is often the layout's file name, the date that of printing) and is not taken. A PDF of
//! pictures has no text and is set aside. Of three thousand damaged copies of one file, pdf-extract
//! panicked on 229, which sets the file aside; it gives no bound on what a stream unpacks to, so
//! that the size of the file is held to that of a page.

use std::panic::catch_unwind;

use wireroom_model::{Document, DocumentId, Format, SetAsideCode};

use crate::intake::{Intake, Problem, identify};
use crate::json::too_large;
use crate::limits::{Limits, size};

/// Reads the PDF `bytes`, found at `path`.
pub(crate) fn read(path: &str, bytes: &[u8], limits: &Limits) -> Intake {
    if bytes.len() > limits.page {
        let what =
            format!("a PDF of {}, over the limit of {}", size(bytes.len()), size(limits.page));
        let problem = Problem::new(SetAsideCode::TooLarge, what, "give its article as text");
        return Intake::only(path, problem);
    }
    let text = match catch_unwind(|| pdf_extract::extract_text_from_mem(bytes)) {
        Ok(Ok(text)) => text,
        Ok(Err(error)) => return Intake::only(path, damaged(&error.to_string())),
        Err(_) => return Intake::only(path, damaged("its reader failed on it")),
    };
    let text = text.trim();
    if text.is_empty() {
        let what = "a PDF without text: its pages may be pictures";
        let problem = Problem::new(SetAsideCode::Empty, what, "recognize its text first");
        return Intake::only(path, problem);
    }
    if text.len() > limits.text {
        return Intake::only(path, too_large(text.len(), limits));
    }
    let mut document = Document {
        path: Some(path.to_owned()),
        format: Format::Pdf,
        ..Document::plain(DocumentId::from_stored(""), text)
    };
    identify(path, &mut document);
    Intake { documents: vec![document], ..Intake::default() }
}

fn damaged(why: &str) -> Problem {
    let why: String = why.chars().take(120).collect();
    let what = format!("a PDF that cannot be read: {why}");
    Problem::new(SetAsideCode::Damaged, what, "open and save it again, or give its text")
}
