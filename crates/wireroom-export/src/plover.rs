//! Events of PLOVER's types (Open Event Data Alliance, 2018) in the tab-separated columns of
//! POLECAT's weekly files.
//!
//! The record does not say who of the parties acted upon whom, so all stand as actors and the
//! recipient is `None`, as POLECAT writes what it has not. Modes, contexts, intensity and sectors
//! are not coded. Events of other kinds (a flood, a trial) are none of PLOVER's and are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use wireroom_lexicon::country;
use wireroom_wire::{Annotation, Document, Entity, Event};

use crate::tabs::{list, row};
use crate::{Material, day};

/// POLECAT's columns, in its order.
const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// The quadrant of each type: verbal or material, cooperation or conflict.
const QUADS: [(&str, &str); 15] = [
    ("AGREE", "VERBAL COOPERATION"),
    ("CONSULT", "VERBAL COOPERATION"),
    ("SUPPORT", "VERBAL COOPERATION"),
    ("COOPERATE", "MATERIAL COOPERATION"),
    ("AID", "MATERIAL COOPERATION"),
    ("YIELD", "MATERIAL COOPERATION"),
    ("REQUEST", "VERBAL CONFLICT"),
    ("ACCUSE", "VERBAL CONFLICT"),
    ("REJECT", "VERBAL CONFLICT"),
    ("THREATEN", "VERBAL CONFLICT"),
    ("PROTEST", "MATERIAL CONFLICT"),
    ("SANCTION", "MATERIAL CONFLICT"),
    ("MOBILIZE", "MATERIAL CONFLICT"),
    ("COERCE", "MATERIAL CONFLICT"),
    ("ASSAULT", "MATERIAL CONFLICT"),
];

pub(crate) fn write(material: Material<'_>, out: &mut dyn Write) -> io::Result<()> {
    row(out, &COLUMNS.map(str::to_owned))?;
    let held = Held {
        entities: material.entities_by_id(),
        documents: material.documents_by_id(),
        annotations: material.annotations_by_document(),
        version: format!("Wireroom {}", material.record.wireroom.version),
    };
    for event in &material.record.events {
        let quad = QUADS.iter().find(|(kind, _)| Some(*kind) == event.kind.as_deref());
        if let Some((kind, quad)) = quad {
            let cells = held.cells(event, kind, quad);
            row(out, &COLUMNS.map(|column| cells.get(column).cloned().unwrap_or_else(none)))?;
        }
    }
    Ok(())
}

/// What POLECAT writes for what it has not.
fn none() -> String {
    "None".to_owned()
}

/// The record by its ids.
struct Held<'a> {
    entities: BTreeMap<&'a str, &'a Entity>,
    documents: BTreeMap<&'a str, &'a Document>,
    annotations: BTreeMap<&'a str, &'a Annotation>,
    version: String,
}

impl Held<'_> {
    fn cells(&self, event: &Event, kind: &str, quad: &str) -> BTreeMap<&'static str, String> {
        let parties: Vec<&Entity> =
            event.parties.iter().filter_map(|id| self.entities.get(id.as_str()).copied()).collect();
        let countries: Vec<String> = parties
            .iter()
            .map(|party| {
                let named = party.country.as_deref().and_then(country);
                named.map_or_else(none, |country| country.name.to_owned())
            })
            .collect();
        let documents: Vec<_> =
            event.documents.iter().filter_map(|id| self.documents.get(id.as_str())).collect();
        let outlets: BTreeSet<&str> =
            documents.iter().filter_map(|document| document.outlet.as_deref()).collect();
        let published = documents
            .iter()
            .filter_map(|document| day(&document.published.as_ref()?.value))
            .min()
            .unwrap_or_default();
        let mentioned = |kinds: &[&str]| {
            let names: BTreeSet<&str> = event
                .documents
                .iter()
                .filter_map(|id| self.annotations.get(id.as_str()))
                .flat_map(|annotation| &annotation.names)
                .filter_map(|name| self.entities.get(name.entity.as_deref()?))
                .filter(|entity| kinds.contains(&entity.kind.as_str()))
                .map(|entity| entity.name.as_str())
                .collect();
            list(names, "; ")
        };
        let place = event.place.as_ref();
        let state = place.and_then(|place| country(place.country.as_deref()?));
        let all = [
            ("Event ID", event.id.clone()),
            (
                "Event Date",
                event.date.as_ref().and_then(|date| day(&date.value)).unwrap_or("").to_owned(),
            ),
            ("Event Type", kind.to_owned()),
            ("Quad Code", quad.to_owned()),
            ("Actor Name", list(parties.iter().map(|party| party.name.as_str()), "; ")),
            ("Actor Country", list(countries.iter().map(String::as_str), "; ")),
            ("Placename", place.map(|place| place.name.clone()).unwrap_or_default()),
            ("Country", state.map(|state| state.name.to_owned()).unwrap_or_default()),
            ("Latitude", place.map(|place| place.lat.to_string()).unwrap_or_default()),
            ("Longitude", place.map(|place| place.lon.to_string()).unwrap_or_default()),
            ("Raw Placename", place.and_then(|place| place.text.clone()).unwrap_or_default()),
            ("Source", list(outlets, "; ")),
            ("Publication Date", published.to_owned()),
            ("Story People", mentioned(&["person"])),
            ("Story Organizations", mentioned(&["organization"])),
            ("Story Locations", mentioned(&["place", "state"])),
            ("Version", self.version.clone()),
        ];
        all.into_iter().filter(|(_, cell)| !cell.is_empty()).collect()
    }
}
