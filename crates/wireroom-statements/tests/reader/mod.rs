//! Reads invented sentences and shows what comes of them, a line a statement.

use std::fmt::Write;
use wireroom_encoder::Encoder;
use wireroom_model::{LocalEntity, LocalEntityKind, Name, NameKind, Sentence, Statement, ZoneKind};
use wireroom_statements::{PassageReading, passages, place, read_passages, statements_read};
use wireroom_text::Span;

/// Reads `text` with every occurrence of the given names; `Kind` by the first letter of the pair: with the
/// chains alone or with the encoder beside them.
pub(crate) fn read_with(
    text: &str,
    named: &[(&str, char)],
    encoder: Option<&Encoder>,
) -> (Vec<Statement>, Vec<LocalEntity>) {
    let sentences: Vec<Sentence> = wireroom_text::sentences(text)
        .into_iter()
        .map(|span| Sentence { span, zone: ZoneKind::Body })
        .collect();
    let mut names = Vec::new();
    let mut entities: Vec<LocalEntity> = Vec::new();
    for (index, &(form, kind)) in named.iter().enumerate() {
        let (name_kind, kind) = match kind {
            'P' => (NameKind::Person, LocalEntityKind::Person),
            'O' => (NameKind::Organization, LocalEntityKind::Organization),
            _ => (NameKind::Location, LocalEntityKind::State),
        };
        let mentions: Vec<Span> =
            text.match_indices(form).map(|(at, _)| Span::of(at..at + form.len())).collect();
        names.extend(mentions.iter().map(|&span| Name {
            span,
            kind: name_kind,
            entity: Some(index),
            place: None,
        }));
        entities.push(LocalEntity {
            name: form.to_owned(),
            kind,
            country: None,
            role: None,
            mentions,
        });
    }
    names.sort_by_key(|name| name.span);
    let places: Vec<_> =
        passages(text, &sentences).iter().map(|passage| place(&sentences, passage)).collect();
    let asked: Vec<(&str, &[usize])> =
        places.iter().map(|(span, starts)| (span.text(text), starts.as_slice())).collect();
    let readings: Vec<PassageReading> = read_passages(&asked, encoder);
    let reading = |passage: &str, starts: &[usize]| {
        asked.iter().position(|one| *one == (passage, starts)).map(|at| &readings[at])
    };
    let found = statements_read(text, &sentences, &names, &mut entities, reading);
    (found, entities)
}

/// A line a statement: entity | cue | content | what else is not plain.
pub(crate) fn show(text: &str, named: &[(&str, char)], encoder: Option<&Encoder>) -> String {
    let (found, entities) = read_with(text, named, encoder);
    let mut out = String::new();
    for s in &found {
        let join =
            |spans: &[Span]| spans.iter().map(|s| s.text(text)).collect::<Vec<_>>().join(" + ");
        let entity = s.source_entity.and_then(|e| entities.get(e)).map_or("-", |e| e.name.as_str());
        write!(
            out,
            "{entity} | {} | {}",
            join(&s.cue),
            join(&s.content).trim_start_matches("that ")
        )
        .unwrap();
        if let Some(to) = s.addressee {
            write!(out, " | to {}", to.text(text)).unwrap();
        }
        for other in s.joint_entities.iter().filter_map(|&e| entities.get(e)) {
            write!(out, " | with {}", other.name).unwrap();
        }
        if !s.relay.is_empty() {
            write!(out, " | via {}", join(&s.relay)).unwrap();
        }
        writeln!(out, " | {} {}", s.polarity.as_str(), s.manner.as_str()).unwrap();
    }
    out
}

pub(crate) fn check(text: &str, named: &[(&str, char)], expected: &[&str]) {
    for (tier, encoder) in [("fast", None), ("full", Some(Encoder::shipped()))] {
        let shown = show(text, named, encoder);
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines, expected, "of {text:?}, {tier} tier");
    }
}
