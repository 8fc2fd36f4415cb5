//! One document's annotation.

use super::pile::{Pile, bytes, four, received};
use crate::annotation::{
    AnnotatedName, AnnotatedStatement, AnnotatedTime, Annotation, Dateline, Models, Repair,
    Structure, Zone,
};
use wireroom::Reading;
use wireroom_text::{Repaired, Span};

pub(super) fn annotation(pile: &Pile<'_>, at: usize) -> Option<Annotation> {
    let reading = pile.reading(at)?;
    // A local entity as the pile's.
    let entity = |local: Option<usize>| {
        let index = *reading.entities.get(local?)?;
        Some(pile.record.entities.get(index)?.id.to_string())
    };
    let spans = |spans: &[Span<Repaired>]| -> Vec<crate::Span> {
        spans.iter().map(|&span| received(reading, span)).collect()
    };
    let analysis = &reading.analysis;
    Some(Annotation {
        id: pile.label(at),
        document: pile.id(at),
        path: reading.document.path.clone(),
        family: pile.family(at),
        event: pile.events(at).into_iter().next(),
        text: reading.text.repaired().to_owned(),
        repairs: repairs(reading),
        structure: structure(pile, at, reading),
        names: analysis
            .names
            .iter()
            .map(|name| AnnotatedName {
                span: received(reading, name.span),
                kind: name.kind.as_str().to_owned(),
                entity: entity(name.entity),
                text: reading.shown(name.span).to_owned(),
            })
            .collect(),
        times: analysis
            .times
            .iter()
            .map(|time| AnnotatedTime {
                span: received(reading, time.span),
                kind: time.kind.as_str().to_owned(),
                value: time.value.clone(),
                basis: time.basis.as_str().to_owned(),
                text: reading.shown(time.span).to_owned(),
            })
            .collect(),
        statements: analysis
            .statements
            .iter()
            .map(|statement| AnnotatedStatement {
                source: spans(&statement.source),
                cue: spans(&statement.cue),
                content: spans(&statement.content),
                addressee: statement.addressee.map(|span| received(reading, span)),
                relay: spans(&statement.relay),
                polarity: statement.polarity.as_str().to_owned(),
                manner: statement.manner.as_str().to_owned(),
                entity: entity(statement.source_entity),
                joint: statement
                    .joint_entities
                    .iter()
                    .filter_map(|&local| entity(Some(local)))
                    .collect(),
            })
            .collect(),
        unread: reading.models.is_none().then(|| "the text is not in English".to_owned()),
        models: reading.models.map_or_else(Models::default, |models| Models {
            names: models.names.to_owned(),
            statements: models.statements.to_owned(),
        }),
    })
}

fn repairs(reading: &Reading) -> Vec<Repair> {
    let text = &reading.text;
    let one = |repair: &wireroom_model::Repair| Repair {
        span: bytes(repair.span),
        before: repair.span.text(text.map.received()).to_owned(),
        after: repair.replacement.clone(),
        rule: repair.rule.as_str().to_owned(),
        confidence: four(repair.confidence),
        applied: repair.applied,
    };
    text.repairs.iter().map(one).collect()
}

fn structure(pile: &Pile<'_>, at: usize, reading: &Reading) -> Structure {
    let structure = &reading.text.structure;
    let passage = |span: Option<Span<Repaired>>| pile.passage(at, span?);
    Structure {
        zones: structure
            .zones
            .iter()
            .map(|zone| Zone {
                span: received(reading, zone.span),
                kind: zone.kind.as_str().to_owned(),
                text: reading.shown(zone.span).to_owned(),
            })
            .collect(),
        dateline: structure.dateline.map(|dateline| Dateline {
            place: passage(dateline.place),
            date: passage(dateline.date),
            agency: passage(dateline.agency),
        }),
        credits: pile.passages(at, &structure.credits),
        people: pile.passages(at, &structure.people),
    }
}
