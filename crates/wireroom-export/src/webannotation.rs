//! W3C Web Annotation Data Model (recommendation of 2017), as one JSON-LD collection: names,
//! statements and sides of differences, each on its passage.
//!
//! A passage is chosen by its words with some before and after (`TextQuoteSelector`) and by its
//! place (`TextPositionSelector`, Unicode code points) in the text as received, which has an address
//! of its own (`urn:wireroom:document:…`). Where the document has an address on the web too, the
//! words alone are a second target there: places in a page's markup are not known.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Value, json};
use wireroom_wire::{Difference, Document, Span, Statement};

use crate::received::Received;
use crate::{Material, address};

/// Code points before and after a passage.
const AROUND: usize = 32;

pub(crate) fn write(material: Material<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut claims: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for claim in &material.record.claims {
        for statement in &claim.statements {
            claims.entry(statement).or_default().push(&claim.id);
        }
    }
    let mut sides: BTreeMap<&str, Vec<(&Difference, Span)>> = BTreeMap::new();
    for difference in &material.record.differences {
        for side in &difference.sides {
            if let Some(span) = side.span {
                sides.entry(&side.document).or_default().push((difference, span));
            }
        }
    }
    let documents = material.documents_by_id();
    let statements = material.statements_by_document();
    let mut items = Vec::new();
    for annotation in material.annotations {
        let Some(document) = documents.get(annotation.document.as_str()) else { continue };
        let Some(received) = Received::of(annotation) else { continue };
        let page = Page { document, received };
        for name in &annotation.names {
            let body = match &name.entity {
                Some(id) => resource("identifying", "entity", id),
                None => text("tagging", &name.kind),
            };
            let key = format!("name:{}-{}", name.span.0, name.span.1);
            items.extend(page.item(&key, name.span, "identifying", vec![body]));
        }
        for statement in statements.get(document.id.as_str()).into_iter().flatten() {
            let mut bodies = vec![text("describing", &said(statement))];
            bodies.push(text("tagging", &statement.polarity));
            for claim in claims.get(statement.id.as_str()).into_iter().flatten() {
                bodies.push(resource("linking", "claim", claim));
            }
            if let Some(origin) = &statement.origin {
                bodies.push(resource("identifying", "entity", origin));
            }
            let key = format!("statement:{}", plain(&statement.id));
            items.extend(page.item(&key, statement.content.span, "describing", bodies));
        }
        for &(difference, span) in sides.get(document.id.as_str()).into_iter().flatten() {
            let bodies = vec![
                text("commenting", &difference.why),
                resource("linking", "difference", &difference.id),
            ];
            let key = format!("difference:{}:{}-{}", plain(&difference.id), span.0, span.1);
            items.extend(page.item(&key, span, "commenting", bodies));
        }
    }
    let collection = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:wireroom:annotations",
        "type": "AnnotationCollection",
        "label": "What Wireroom found",
        "total": items.len(),
        "first": {
            "id": "urn:wireroom:annotations:1",
            "type": "AnnotationPage",
            "partOf": "urn:wireroom:annotations",
            "startIndex": 0,
            "items": items,
        },
    });
    serde_json::to_writer_pretty(&mut *out, &collection)?;
    out.write_all(b"\n")
}

struct Page<'a> {
    document: &'a Document,
    received: Received,
}

impl Page<'_> {
    /// The annotation `key` of the document: one passage may be of several statements and differences.
    fn item(&self, key: &str, span: Span, motivation: &str, bodies: Vec<Value>) -> Option<Value> {
        let exact = self.received.at(span)?;
        let (prefix, suffix) = self.received.around(span, AROUND)?;
        let quote = json!({
            "type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix,
        });
        let place = json!({
            "type": "TextPositionSelector",
            "start": self.received.point(span.0),
            "end": self.received.point(span.1),
        });
        let id = &self.document.id;
        let mut targets = vec![json!({
            "type": "SpecificResource",
            "source": urn("document", id),
            "selector": [&quote, place],
        })];
        if let Some(url) = address(self.document.url.as_deref()) {
            targets.push(json!({"type": "SpecificResource", "source": url, "selector": quote}));
        }
        Some(json!({
            "id": format!("{}:{key}", urn("annotation", id)),
            "type": "Annotation",
            "motivation": motivation,
            "body": bodies,
            "target": targets,
        }))
    }
}

/// Who says it and how, in words.
fn said(statement: &Statement) -> String {
    match &statement.source {
        Some(source) => format!("said by {} ({})", source.text, statement.manner),
        None => "told by the article itself".to_owned(),
    }
}

fn text(purpose: &str, value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value})
}

fn resource(purpose: &str, kind: &str, id: &str) -> Value {
    json!({"type": "SpecificResource", "purpose": purpose, "source": urn(kind, id)})
}

/// A name for something of the record.
pub(crate) fn urn(kind: &str, id: &str) -> String {
    format!("urn:wireroom:{kind}:{}", plain(id))
}

/// An id as an address holds it: what it may not hold is written by its bytes.
fn plain(id: &str) -> String {
    id.bytes()
        .map(|byte| match byte {
            b if b.is_ascii_alphanumeric() || b"-._~".contains(&b) => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        })
        .collect()
}
