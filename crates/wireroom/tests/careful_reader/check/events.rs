//! Families and their lineage, events, storylines, background events.

use super::Report;
use crate::pile::{Pile, date};
use serde_json::Value;
use std::collections::BTreeSet;
use wireroom::model::{Family, Node};

fn documents(pile: &Pile, family: &Family) -> BTreeSet<usize> {
    let at = |id: &wireroom::model::DocumentId| {
        pile.record.documents.iter().position(|reading| reading.document.id == *id)
    };
    family.witnesses.iter().map(|witness| at(&witness.document).expect("a document")).collect()
}

pub(crate) fn families(pile: &Pile, report: &mut Report) {
    let wanted = pile.list("families");
    report.same("families", wanted.len(), pile.record.families.len());
    for family in &wanted {
        let names = &family["witnesses"];
        let members = pile.indices(names);
        let found = pile.record.families.iter().find(|family| documents(pile, family) == members);
        let Some(found) = found else {
            report.check(false, || format!("no family of just {names}"));
            continue;
        };
        if family["lineage"].as_array().is_none_or(Vec::is_empty) {
            continue;
        }
        let inferred: Vec<_> = found.exemplars.iter().filter(|one| one.held.is_none()).collect();
        report.same(&format!("inferred exemplars of {names}"), 1, inferred.len());
        for witness in &found.witnesses {
            let under = inferred.first().map(|exemplar| Node::Exemplar(exemplar.id.clone()));
            report.check(witness.parent.is_some() && witness.parent == under, || {
                format!("{}: its parent is {:?}", witness.document, witness.parent)
            });
            report.check(!witness.evidence.is_empty(), || {
                format!("{}: no evidence", witness.document)
            });
        }
        let relations = found.witnesses.iter().filter_map(|witness| witness.relation);
        let relations: BTreeSet<&str> = relations.map(|relation| relation.as_str()).collect();
        for edge in family["lineage"].as_array().into_iter().flatten() {
            let how = edge[2].as_str().unwrap_or("").split(':').next().unwrap_or("");
            report.check(relations.contains(how), || {
                format!("{names}: no edge is {how}: {relations:?}")
            });
        }
    }
}

pub(crate) fn events(pile: &Pile, report: &mut Report) {
    let wanted = pile.list("events");
    report.same("events", wanted.len(), pile.record.events.len());
    for event in &wanted {
        let id = event["id"].as_str().unwrap_or("");
        let Some(found) = pile.event(&event["id"]) else {
            let groups: Vec<Vec<&str>> = pile
                .record
                .events
                .iter()
                .map(|event| event.documents.iter().map(|&at| pile.file_of(at)).collect())
                .collect();
            report.check(false, || {
                format!("{id}: no event of just these texts; there are {groups:?}")
            });
            continue;
        };
        let found_date = found.date.as_ref().map_or("", |date| &date.value);
        report.same(
            &format!("{id}: date"),
            date(&event["date"]).unwrap_or_default(),
            found_date.to_owned(),
        );
        let place = found.place.as_ref().map(|place| &place.place);
        report.same(
            &format!("{id}: place"),
            fold(event["place"].as_str().unwrap_or("")),
            fold(place.map_or("", |place| &place.name)),
        );
        let country = place.and_then(|place| place.country.as_deref()).unwrap_or("");
        report.same(&format!("{id}: country"), event["country"].as_str().unwrap_or(""), country);
        let mut parties: Vec<String> = found
            .parties
            .iter()
            .map(|party| {
                let entity = pile.record.entities.iter().find(|entity| entity.id == *party);
                let named =
                    party.as_str().len() != 3 || entity.is_some_and(|e| e.country.is_none());
                entity.filter(|_| named).map_or(party.to_string(), |entity| entity.name.clone())
            })
            .collect();
        parties.sort();
        let mut wanted: Vec<String> = texts(&event["parties"]);
        wanted.sort();
        report.same(&format!("{id}: parties"), wanted.join(", "), parties.join(", "));
        report.same(&format!("{id}: accounts"), count(&event["accounts"]), found.accounts);
        report.same(&format!("{id}: witnesses"), count(&event["witnesses"]), found.documents.len());
        let kind = found.kind.as_deref().unwrap_or("").to_lowercase();
        report.same(
            &format!("{id}: kind"),
            event["type"].as_str().unwrap_or("").to_lowercase(),
            kind,
        );
    }
    for line in pile.list("storylines") {
        let ids: Vec<_> =
            line["events"].as_array().into_iter().flatten().map(|id| pile.event_like(id)).collect();
        let ids: Option<Vec<_>> =
            ids.into_iter().map(|event| event.map(|event| &event.id)).collect();
        let found = ids.as_ref().is_some_and(|ids| {
            pile.record.storylines.iter().any(|line| ids.iter().all(|id| line.events.contains(id)))
        });
        report.check(found, || format!("no storyline of {}", line["events"]));
    }
}

pub(crate) fn background(pile: &Pile, report: &mut Report) {
    for wanted in pile.list("background") {
        let documents = pile.indices(&wanted["documents"]);
        let day = date(&wanted["date"]).unwrap_or_default();
        let place = wanted["place"].as_str().unwrap_or("");
        let events =
            pile.record.events.iter().filter(|event| {
                event.documents.iter().any(|document| documents.contains(document))
            });
        let same_day: Vec<_> = events
            .flat_map(|event| &event.background)
            .filter(|found| found.date.as_ref().is_some_and(|date| date.value.starts_with(&day)))
            .collect();
        let found = same_day.iter().any(|found| {
            let passages: BTreeSet<usize> = found.passages.iter().map(|&(at, _)| at).collect();
            let there = found.place.as_ref().map_or("", |place| &place.name);
            documents.is_subset(&passages)
                && (place.is_empty() || fold(place).contains(&fold(there)) && !there.is_empty())
        });
        report.check(found, || {
            let near: Vec<_> =
                same_day.iter().map(|found| (&found.what, &found.place, &found.passages)).collect();
            format!("background not found: {} ({day} {place}); that day: {near:?}", wanted["what"])
        });
    }
}

pub(crate) fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

pub(crate) fn count(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap_or(0)).unwrap_or(0)
}

/// Names compare without case and marks: gazetteers write "Valparaiso".
fn fold(name: &str) -> String {
    wireroom_lexicon::fold(name).to_lowercase()
}
