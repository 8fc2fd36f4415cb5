//! Claims of schema.org (vocabulary 29), as JSON-LD: what is said, by whom, and where it appears.
//!
//! Written is `Claim`, the thing that a fact check is about. `ClaimReview` is a person's verdict on
//! it; the record holds none, so none is written and no rating is made up.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde_json::{Map, Value, json};
use wireroom_wire::{Claim, Document, Entity, Event};

use crate::webannotation::urn;
use crate::{Material, address, counts, day, title};

pub(crate) fn write(material: Material<'_>, out: &mut dyn Write) -> io::Result<()> {
    let entities = material.entities_by_id();
    let events: BTreeMap<&str, &Event> =
        material.record.events.iter().map(|event| (event.id.as_str(), event)).collect();
    let documents = material.documents_by_id();
    let statements: BTreeMap<&str, &str> = material
        .record
        .statements
        .iter()
        .map(|statement| (statement.id.as_str(), statement.document.as_str()))
        .collect();
    let claims = material.record.claims.iter().map(|claim| {
        let mut seen = BTreeSet::new();
        let carriers = claim.statements.iter().filter_map(|id| statements.get(id.as_str()));
        let appearances: Vec<&Document> = carriers
            .filter(|id| seen.insert(**id))
            .filter_map(|id| documents.get(id).copied())
            .collect();
        one(claim, &appearances, events.get(claim.event.as_str()).copied(), &entities)
    });
    let graph: Vec<Value> = claims.collect();
    let page = json!({"@context": "https://schema.org", "@graph": graph});
    serde_json::to_writer_pretty(&mut *out, &page)?;
    out.write_all(b"\n")
}

fn one(
    claim: &Claim,
    appearances: &[&Document],
    event: Option<&Event>,
    entities: &BTreeMap<&str, &Entity>,
) -> Value {
    let authors: Vec<Value> = claim
        .origins
        .iter()
        .filter_map(|id| entities.get(id.as_str()))
        .map(|entity| author(entity))
        .collect();
    let mut out = Map::new();
    let mut add = |key: &str, value: Value| {
        out.insert(key.to_owned(), value);
    };
    add("@type", json!("Claim"));
    add("@id", json!(urn("claim", &claim.id)));
    add("text", json!(claim.text));
    add("keywords", json!(claim.polarity));
    add("abstract", json!(counts(claim.witnesses, claim.accounts, &claim.origins_text)));
    if !authors.is_empty() {
        add("author", json!(authors));
    }
    if let Some(event) = event {
        add("about", about(event));
    }
    let works: Vec<Value> = appearances.iter().map(|document| work(document)).collect();
    add("appearance", json!(works));
    // The first that is known: of those with a day, the earliest, if it alone has that day.
    let mut dated: Vec<(&str, &Document)> = appearances
        .iter()
        .filter_map(|document| Some((day(&document.published.as_ref()?.value)?, *document)))
        .collect();
    dated.sort_by_key(|(day, document)| (*day, document.id.as_str()));
    let first = match dated.as_slice() {
        [(_, first)] => Some(first),
        [(day, first), (next, _), ..] if day != next => Some(first),
        _ => None,
    };
    if let Some(first) = first {
        add("firstAppearance", work(first));
    }
    Value::Object(out)
}

fn author(entity: &Entity) -> Value {
    // A "police source" is someone, nobody says who; a state or a city speaks as an organization.
    let kind = match entity.kind.as_str() {
        "person" | "unnamed" => "Person",
        _ => "Organization",
    };
    json!({"@type": kind, "@id": urn("entity", &entity.id), "name": entity.name})
}

fn about(event: &Event) -> Value {
    let mut out = json!({"@type": "Event", "@id": urn("event", &event.id), "name": event.title});
    let date = event.date.as_ref().and_then(|date| day(&date.value));
    if let (Some(date), Some(out)) = (date, out.as_object_mut()) {
        out.insert("startDate".to_owned(), json!(date));
    }
    if let (Some(place), Some(out)) = (&event.place, out.as_object_mut()) {
        let point =
            json!({"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon});
        out.insert(
            "location".to_owned(),
            json!({"@type": "Place", "name": place.name, "geo": point}),
        );
    }
    out
}

fn work(document: &Document) -> Value {
    let fields = [
        ("@type", Some("NewsArticle".to_owned())),
        ("@id", Some(urn("document", &document.id))),
        ("headline", Some(title(document).to_owned())),
        ("url", address(document.url.as_deref()).map(str::to_owned)),
        (
            "datePublished",
            document.published.as_ref().and_then(|date| day(&date.value)).map(str::to_owned),
        ),
        ("inLanguage", document.language.clone()),
    ];
    let mut out: Map<String, Value> = fields
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), Value::String(value?))))
        .collect();
    if let Some(outlet) = &document.outlet {
        out.insert("publisher".to_owned(), json!({"@type": "Organization", "name": outlet}));
    }
    Value::Object(out)
}
