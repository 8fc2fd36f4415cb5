//! The parts of an article page.
use wireroom_model::{Document, Structure, Zone, ZoneKind};
use wireroom_text::paragraphs;

/// The parts of the page that `repaired` is.
#[must_use]
pub fn structure(repaired: &str, document: &Document) -> Structure {
    let _ = document;
    let zones = paragraphs(repaired).into_iter().map(|span| Zone { span, kind: ZoneKind::Body }).collect();
    Structure { zones, ..Structure::default() }
}
