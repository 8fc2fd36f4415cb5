//! One list of a record as CSV: a header, then a row each. Lists within a cell are joined with
//! "; ", spans are written `start-end`.

use crate::args::Table;
use std::io::Write;
use wireroom_wire::{Dated, Record, Span};

pub(crate) fn write(record: &Record, table: Table, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(header(table))?;
    for row in rows(record, table) {
        csv.write_record(&row)?;
    }
    csv.flush()?;
    Ok(())
}

fn header(table: Table) -> &'static [&'static str] {
    match table {
        Table::Documents => &[
            "id",
            "source_id",
            "path",
            "url",
            "outlet",
            "title",
            "published",
            "published_basis",
            "updated",
            "byline",
            "credit",
            "language",
            "format",
            "family",
            "events",
            "set_aside",
        ],
        Table::Witnesses => &["family", "document", "parent", "relation", "share", "evidence"],
        Table::Events => &[
            "id",
            "title",
            "kind",
            "date",
            "date_basis",
            "place",
            "country",
            "lat",
            "lon",
            "parties",
            "documents",
            "families",
            "witnesses",
            "accounts",
            "origins",
            "summary",
        ],
        Table::Background => {
            &["event", "what", "kind", "date", "date_basis", "place", "country", "parties", "is"]
        }
        Table::Claims => &[
            "id",
            "event",
            "text",
            "polarity",
            "witnesses",
            "accounts",
            "origins",
            "doubtful",
            "origin_ids",
            "statements",
        ],
        Table::Statements => &[
            "id",
            "document",
            "family",
            "event",
            "span",
            "content",
            "source",
            "cue",
            "entity",
            "addressee",
            "relay",
            "origin",
            "polarity",
            "manner",
            "time",
        ],
        Table::Differences => &["id", "event", "kind", "why", "document", "span", "text"],
        Table::Storylines => &["id", "title", "event", "why"],
        Table::Entities => &["id", "kind", "name", "aliases", "country", "role", "mentions"],
    }
}

fn rows(record: &Record, table: Table) -> Vec<Vec<String>> {
    match table {
        Table::Documents => documents(record),
        Table::Witnesses => witnesses(record),
        Table::Events => events(record),
        Table::Background => background(record),
        Table::Claims => claims(record),
        Table::Statements => statements(record),
        Table::Differences => differences(record),
        Table::Storylines => storylines(record),
        Table::Entities => entities(record),
    }
}

fn documents(record: &Record) -> Vec<Vec<String>> {
    let row = |d: &wireroom_wire::Document| {
        let (published, basis) = dated(d.published.as_ref());
        vec![
            d.id.clone(),
            opt(&d.source_id),
            opt(&d.path),
            opt(&d.url),
            opt(&d.outlet),
            opt(&d.title),
            published,
            basis,
            dated(d.updated.as_ref()).0,
            opt(&d.byline),
            list(&d.credit),
            opt(&d.language),
            opt(&d.format),
            opt(&d.family),
            list(&d.events),
            d.set_aside.as_ref().map(|aside| aside.reason.clone()).unwrap_or_default(),
        ]
    };
    record.documents.iter().map(row).collect()
}

fn witnesses(record: &Record) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for family in &record.families {
        for witness in &family.witnesses {
            let why: Vec<String> = witness.evidence.iter().map(|e| e.what.clone()).collect();
            rows.push(vec![
                family.id.clone(),
                witness.document.clone(),
                opt(&witness.parent),
                opt(&witness.relation),
                witness.share.to_string(),
                list(&why),
            ]);
        }
    }
    rows
}

fn events(record: &Record) -> Vec<Vec<String>> {
    let row = |e: &wireroom_wire::Event| {
        let (date, basis) = dated(e.date.as_ref());
        let place = e.place.as_ref();
        vec![
            e.id.clone(),
            e.title.clone(),
            opt(&e.kind),
            date,
            basis,
            place.map(|p| p.name.clone()).unwrap_or_default(),
            place.and_then(|p| p.country.clone()).unwrap_or_default(),
            place.map(|p| p.lat.to_string()).unwrap_or_default(),
            place.map(|p| p.lon.to_string()).unwrap_or_default(),
            list(&e.parties),
            list(&e.documents),
            list(&e.families),
            e.witnesses.to_string(),
            e.accounts.to_string(),
            e.origins.len().to_string(),
            e.summary.clone(),
        ]
    };
    record.events.iter().map(row).collect()
}

fn background(record: &Record) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for event in &record.events {
        for b in &event.background {
            let (date, basis) = dated(b.date.as_ref());
            rows.push(vec![
                event.id.clone(),
                b.what.clone(),
                opt(&b.kind),
                date,
                basis,
                b.place.as_ref().map(|p| p.name.clone()).unwrap_or_default(),
                b.place.as_ref().and_then(|p| p.country.clone()).unwrap_or_default(),
                list(&b.parties),
                opt(&b.event),
            ]);
        }
    }
    rows
}

fn claims(record: &Record) -> Vec<Vec<String>> {
    let row = |c: &wireroom_wire::Claim| {
        vec![
            c.id.clone(),
            c.event.clone(),
            c.text.clone(),
            c.polarity.clone(),
            c.witnesses.to_string(),
            c.accounts.to_string(),
            c.origins.len().to_string(),
            c.doubtful.to_string(),
            list(&c.origins),
            list(&c.statements),
        ]
    };
    record.claims.iter().map(row).collect()
}

fn statements(record: &Record) -> Vec<Vec<String>> {
    let row = |s: &wireroom_wire::Statement| {
        let cue: Vec<String> = s.cue.iter().map(|cue| cue.text.clone()).collect();
        vec![
            s.id.clone(),
            s.document.clone(),
            opt(&s.family),
            opt(&s.event),
            span(s.span),
            s.content.text.clone(),
            s.source.as_ref().map(|source| source.text.clone()).unwrap_or_default(),
            list(&cue),
            s.source.as_ref().and_then(|source| source.entity.clone()).unwrap_or_default(),
            s.addressee.as_ref().map(|a| a.text.clone()).unwrap_or_default(),
            list(&s.relay),
            opt(&s.origin),
            s.polarity.clone(),
            s.manner.clone(),
            dated(s.time.as_ref()).0,
        ]
    };
    record.statements.iter().map(row).collect()
}

fn differences(record: &Record) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for d in &record.differences {
        for side in &d.sides {
            rows.push(vec![
                d.id.clone(),
                d.event.clone(),
                d.kind.clone(),
                d.why.clone(),
                side.document.clone(),
                side.span.map(span).unwrap_or_default(),
                opt(&side.text),
            ]);
        }
    }
    rows
}

fn storylines(record: &Record) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for s in &record.storylines {
        for event in &s.events {
            rows.push(vec![s.id.clone(), s.title.clone(), event.clone(), s.why.clone()]);
        }
    }
    rows
}

fn entities(record: &Record) -> Vec<Vec<String>> {
    let row = |e: &wireroom_wire::Entity| {
        vec![
            e.id.clone(),
            e.kind.clone(),
            e.name.clone(),
            list(&e.aliases),
            opt(&e.country),
            opt(&e.role),
            e.mentions.to_string(),
        ]
    };
    record.entities.iter().map(row).collect()
}

fn opt(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

fn list(values: &[String]) -> String {
    values.join("; ")
}

fn span(span: Span) -> String {
    format!("{}-{}", span.0, span.1)
}

fn dated(date: Option<&Dated>) -> (String, String) {
    date.map(|date| (date.value.clone(), date.basis.clone())).unwrap_or_default()
}
