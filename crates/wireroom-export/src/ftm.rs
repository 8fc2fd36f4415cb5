//! FollowTheMoney entities (followthemoney.tech, model of version 4), one JSON object a line, as
//! OpenAleph and its kin load them.
//!
//! Documents are `Article`, states `PublicBody`, places `Address`, sources without a name
//! `LegalEntity`; what is neither (a ship, a treaty) has no schema that is sure and is written only
//! as it is mentioned. A claim is a `Note` on its event and its origins. An event's places and
//! dates are written where all their parts are known.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde_json::{Map, Value, json};
use wireroom_lexicon::country;
use wireroom_wire::{Claim, Document, Entity, Event};

use crate::{Material, address, counts, day, title};

/// Languages by the tags of the record and of FollowTheMoney.
const LANGUAGES: [(&str, &str); 12] = [
    ("en", "eng"),
    ("de", "deu"),
    ("fr", "fra"),
    ("es", "spa"),
    ("it", "ita"),
    ("pt", "por"),
    ("nl", "nld"),
    ("ru", "rus"),
    ("uk", "ukr"),
    ("ar", "ara"),
    ("zh", "zho"),
    ("tr", "tur"),
];

pub(crate) fn write(material: Material<'_>, out: &mut dyn Write) -> io::Result<()> {
    let annotations = material.annotations_by_document();
    let written: BTreeSet<&str> = material
        .record
        .entities
        .iter()
        .filter(|entity| schema(entity).is_some())
        .map(|entity| entity.id.as_str())
        .collect();
    for document in material.documents() {
        let text = annotations.get(document.id.as_str()).map(|read| read.text.as_str());
        line(out, article(document, text))?;
    }
    for entity in &material.record.entities {
        if let Some(schema) = schema(entity) {
            line(out, named(entity, schema))?;
        }
    }
    for event in &material.record.events {
        line(out, happened(event, &written))?;
    }
    for claim in &material.record.claims {
        line(out, note(claim, &written))?;
    }
    for annotation in material.annotations {
        let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for name in &annotation.names {
            if let Some(entity) = &name.entity {
                names.entry(entity).or_default().insert(&name.text);
            }
        }
        for (entity, forms) in names {
            let mut mention = Properties::default();
            mention.add("document", &[id("document", &annotation.document)]);
            mention.add("name", &forms.into_iter().map(one_line).collect::<Vec<_>>());
            if written.contains(entity) {
                mention.add("resolved", &[id("entity", entity)]);
            }
            let key = format!("{}-{entity}", annotation.document);
            line(out, mention.entity("Mention", id("mention", &key)))?;
        }
    }
    Ok(())
}

/// Properties by name, each a list of strings.
#[derive(Default)]
struct Properties(Map<String, Value>);

impl Properties {
    fn add(&mut self, name: &str, values: &[String]) {
        let values: Vec<&String> = values.iter().filter(|value| !value.is_empty()).collect();
        if !values.is_empty() {
            self.0.insert(name.to_owned(), json!(values));
        }
    }

    fn one(&mut self, name: &str, value: Option<&str>) {
        self.add(name, &[one_line(value.unwrap_or_default())]);
    }

    fn entity(self, schema: &str, id: String) -> Value {
        json!({"id": id, "schema": schema, "properties": self.0})
    }
}

fn line(out: &mut dyn Write, entity: Value) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &entity)?;
    out.write_all(b"\n")
}

/// An id of letters, digits, `-` and `.`, which is all that FollowTheMoney takes; it begins and ends
/// with one of the first two.
fn id(kind: &str, id: &str) -> String {
    let plain: String = id
        .chars()
        .map(|c| match c {
            c if c.is_ascii_alphanumeric() || c == '-' => c.to_string(),
            c => format!(".{:x}", u32::from(c)),
        })
        .collect();
    let end = if plain.ends_with('-') { "0" } else { "" };
    format!("wireroom-{kind}-{plain}{end}")
}

fn one_line(text: &str) -> String {
    let plain = text.split(|c: char| c.is_whitespace() || c.is_control());
    plain.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn article(document: &Document, text: Option<&str>) -> Value {
    let mut properties = Properties::default();
    properties.one("title", Some(title(document)));
    properties.one("author", document.byline.as_deref());
    properties.one("publisher", document.outlet.as_deref());
    properties.one("sourceUrl", address(document.url.as_deref()));
    let published = document.published.as_ref().and_then(|date| day(&date.value));
    properties.one("publishedAt", published);
    let updated = document.updated.as_ref().and_then(|date| day(&date.value));
    properties.one("modifiedAt", updated);
    let tag = document.language.as_deref().unwrap_or_default().split('-').next();
    let language = LANGUAGES.iter().find(|(short, _)| Some(*short) == tag).map(|(_, long)| *long);
    properties.one("language", language);
    properties.one("fileName", document.path.as_deref());
    properties.add("bodyText", &[text.unwrap_or_default().to_owned()]);
    properties.entity("Article", id("document", &document.id))
}

/// The schema of an entity that has a sure one.
fn schema(entity: &Entity) -> Option<&'static str> {
    Some(match entity.kind.as_str() {
        "person" => "Person",
        "organization" => "Organization",
        "state" => "PublicBody",
        "place" => "Address",
        "unnamed" => "LegalEntity",
        _ => return None,
    })
}

fn named(entity: &Entity, schema: &str) -> Value {
    let mut properties = Properties::default();
    properties.one("name", Some(&entity.name));
    properties.add("alias", &entity.aliases.iter().map(|name| one_line(name)).collect::<Vec<_>>());
    properties.one("country", alpha2(entity.country.as_deref()).as_deref());
    match schema {
        "Person" => properties.one("position", entity.role.as_deref()),
        "Address" => properties.one("full", Some(&entity.name)),
        _ => {}
    }
    properties.entity(schema, id("entity", &entity.id))
}

/// FollowTheMoney names countries by alpha-2, in lower case.
fn alpha2(alpha3: Option<&str>) -> Option<String> {
    country(alpha3?).map(|country| country.alpha2.to_ascii_lowercase())
}

fn happened(event: &Event, written: &BTreeSet<&str>) -> Value {
    let mut properties = Properties::default();
    properties.one("name", Some(&event.title));
    properties.one("date", event.date.as_ref().and_then(|date| day(&date.value)));
    properties.one("summary", Some(&event.summary));
    properties.one("keywords", event.kind.as_deref());
    let place = event.place.as_ref();
    properties.one("location", place.map(|place| place.name.as_str()));
    let country = alpha2(place.and_then(|place| place.country.as_deref()));
    properties.one("country", country.as_deref());
    properties.add("involved", &ids("entity", &event.parties, Some(written)));
    properties.add("proof", &ids("document", &event.documents, None));
    properties.one("recordId", Some(&event.id));
    properties.one("notes", Some(&counts(event.witnesses, event.accounts, &event.origins_text)));
    properties.entity("Event", id("event", &event.id))
}

fn note(claim: &Claim, written: &BTreeSet<&str>) -> Value {
    let mut properties = Properties::default();
    properties.one("description", Some(&claim.text));
    properties.one("keywords", Some(&claim.polarity));
    properties.one("summary", Some(&counts(claim.witnesses, claim.accounts, &claim.origins_text)));
    let mut about = vec![id("event", &claim.event)];
    about.extend(ids("entity", &claim.origins, Some(written)));
    properties.add("entity", &about);
    properties.entity("Note", id("claim", &claim.id))
}

fn ids(kind: &str, of: &[String], written: Option<&BTreeSet<&str>>) -> Vec<String> {
    let held = |id: &&String| written.is_none_or(|written| written.contains(id.as_str()));
    of.iter().filter(held).map(|one| id(kind, one)).collect()
}
