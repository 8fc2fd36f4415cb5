//! Names that stand beside the telling: in captions, and in the dateline, which says where the
//! telling is from. Nobody is quoted there and nothing is dated there; names are names all the same.

use crate::sentences_of;
use wireroom_model::{NameKind, Sentence, Text, ZoneKind};
use wireroom_names::Tagged;
use wireroom_text::Span;

/// The sentences of captions.
pub(crate) fn captions(text: &Text) -> Vec<Sentence> {
    sentences_of(text, |zone| zone == ZoneKind::Caption)
}

/// The parts of the dateline that are names, each as a sentence of its own with the name in it:
/// its places ("OSH, Kyrgyzstan" are two) and its agency. A dateline was told from other lines by
/// what may stand in it, so no finder is asked again.
pub(crate) fn dateline(text: &Text) -> Vec<(Sentence, Vec<Tagged>)> {
    let Some(line) = text.structure.dateline else { return Vec::new() };
    let repaired = text.repaired();
    let places = line.place.into_iter().flat_map(|place| parts(repaired, place));
    let places = places.map(|span| (span, NameKind::Location));
    let agency = line.agency.into_iter().map(|span| (span, NameKind::Organization));
    let mut found: Vec<_> = places
        .chain(agency)
        .filter(|(span, _)| span.text(repaired).contains(char::is_alphabetic))
        .map(|(span, kind)| {
            let name = Tagged { span: Span::of(0..span.len()), kind, odds: None };
            (Sentence { span, zone: ZoneKind::Dateline }, vec![name])
        })
        .collect();
    found.sort_by_key(|(sentence, _)| sentence.span);
    found
}

/// What commas and strokes part.
fn parts(text: &str, span: Span) -> Vec<Span> {
    let words = span.text(text);
    let mut found = Vec::new();
    let mut from = 0;
    for part in words.split_inclusive([',', '/', '|', '•', ';']) {
        let bare = part.trim_end_matches([',', '/', '|', '•', ';']).trim();
        let start = from + (part.len() - part.trim_start().len());
        if !bare.is_empty() {
            found.push(Span::of(start..start + bare.len()).shift(span.start()));
        }
        from += part.len();
    }
    found
}
