//! A record with everything looked up that a view or a route asks for, made once at the start.
//!
//! Nothing here changes afterwards, so threads share it without a lock. A list is a list of
//! positions (`u32`) in the record's own lists, in the record's order.

mod facets;
mod search;

use crate::Pile;
use crate::ask::short;
use facets::Facets;
pub(crate) use facets::{Chosen, KEYS, NONE};
pub(crate) use search::{Kind, Search, Words, fold};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use wireroom_wire::{
    Annotation, Claim, Difference, Document, Entity, Event, Family, Record, Statement, Storyline,
};

/// Positions in one of the record's lists.
pub(crate) type Positions = Vec<u32>;

/// Puts a position into the list of a key, where there is one.
type Add<'a> = dyn FnMut(Option<u32>, usize) + 'a;

/// Positions by id, and by what addresses have in place of an overlong one.
#[derive(Debug, Default)]
pub(crate) struct Ids(HashMap<String, u32>);

impl Ids {
    fn of<'a>(ids: impl Iterator<Item = &'a String>) -> Self {
        let mut map = HashMap::new();
        for (at, id) in ids.enumerate() {
            map.entry(id.clone()).or_insert_with(|| position(at));
            if let Cow::Owned(hash) = short(id) {
                map.entry(hash).or_insert_with(|| position(at));
            }
        }
        Self(map)
    }

    pub(crate) fn get(&self, id: &str) -> Option<u32> {
        self.0.get(id).copied()
    }
}

/// The record and its indices.
#[derive(Debug)]
pub(crate) struct Index {
    pub(crate) record: Record,
    pub(crate) facets: Facets,
    pub(crate) search: Search,
    annotations: Vec<Option<Annotation>>,
    received: Vec<String>,
    pub(crate) documents: Ids,
    pub(crate) families: Ids,
    pub(crate) events: Ids,
    pub(crate) claims: Ids,
    pub(crate) statements: Ids,
    pub(crate) differences: Ids,
    pub(crate) storylines: Ids,
    pub(crate) entities: Ids,
    claims_of_event: Vec<Positions>,
    claims_of_statement: Vec<Positions>,
    claims_of_origin: Vec<Positions>,
    differences_of_event: Vec<Positions>,
    statements_of_event: Vec<Positions>,
    statements_of_document: Vec<Positions>,
    statements_by: Vec<Positions>,
    events_of_entity: Vec<Positions>,
    events_of_family: Vec<Positions>,
    documents_of_entity: Vec<Positions>,
    storylines_of_event: Vec<Positions>,
    backgrounds_of_event: Vec<Positions>,
}

impl Index {
    pub(crate) fn of(pile: Pile) -> Self {
        let Pile { record, annotations, mut received } = pile;
        let documents = Ids::of(record.documents.iter().map(|it| &it.id));
        let events = Ids::of(record.events.iter().map(|it| &it.id));
        let entities = Ids::of(record.entities.iter().map(|it| &it.id));
        let statements = Ids::of(record.statements.iter().map(|it| &it.id));
        let families = Ids::of(record.families.iter().map(|it| &it.id));
        let mut slots: Vec<Option<Annotation>> = Vec::new();
        slots.resize_with(record.documents.len(), || None);
        for annotation in annotations {
            let slot =
                documents.get(&annotation.document).and_then(|at| slots.get_mut(at as usize));
            if let Some(slot) = slot {
                *slot = Some(annotation);
            }
        }
        let received =
            record.documents.iter().map(|it| received.remove(&it.id).unwrap_or_default()).collect();
        let by = |n: usize, of: &mut dyn FnMut(&mut Add<'_>)| {
            let mut lists = vec![Positions::new(); n];
            of(&mut |key, at| {
                let Some(list) = key.and_then(|key| lists.get_mut(key as usize)) else { return };
                if list.last() != Some(&position(at)) {
                    list.push(position(at));
                }
            });
            lists
        };
        let (n_events, n_entities) = (record.events.len(), record.entities.len());
        let claims_of_event = by(n_events, &mut |add| {
            record.claims.iter().enumerate().for_each(|(at, c)| add(events.get(&c.event), at));
        });
        let claims_of_statement = by(record.statements.len(), &mut |add| {
            for (at, claim) in record.claims.iter().enumerate() {
                claim.statements.iter().for_each(|id| add(statements.get(id), at));
            }
        });
        let claims_of_origin = by(n_entities, &mut |add| {
            for (at, claim) in record.claims.iter().enumerate() {
                claim.origins.iter().for_each(|id| add(entities.get(id), at));
            }
        });
        let differences_of_event = by(n_events, &mut |add| {
            record.differences.iter().enumerate().for_each(|(at, d)| add(events.get(&d.event), at));
        });
        let statements_of_event = by(n_events, &mut |add| {
            for (at, s) in record.statements.iter().enumerate() {
                add(s.event.as_ref().and_then(|id| events.get(id)), at);
            }
        });
        let statements_of_document = by(record.documents.len(), &mut |add| {
            record
                .statements
                .iter()
                .enumerate()
                .for_each(|(at, s)| add(documents.get(&s.document), at));
        });
        let statements_by = by(n_entities, &mut |add| {
            for (at, s) in record.statements.iter().enumerate() {
                let source = s.source.as_ref().and_then(|source| source.entity.as_ref());
                let who = s.origin.iter().chain(source).chain(&s.relay);
                who.for_each(|id| add(entities.get(id), at));
            }
        });
        let events_of_entity = by(n_entities, &mut |add| {
            for (at, event) in record.events.iter().enumerate() {
                let who = event.parties.iter().chain(&event.origins);
                who.for_each(|id| add(entities.get(id), at));
            }
        });
        let events_of_family = by(record.families.len(), &mut |add| {
            for (at, event) in record.events.iter().enumerate() {
                event.families.iter().for_each(|id| add(families.get(id), at));
            }
        });
        let documents_of_entity = by(n_entities, &mut |add| {
            for (at, annotation) in slots.iter().enumerate() {
                let names = annotation.iter().flat_map(|it| &it.names);
                names
                    .filter_map(|name| name.entity.as_ref())
                    .for_each(|id| add(entities.get(id), at));
            }
        });
        let storylines_of_event = by(n_events, &mut |add| {
            for (at, line) in record.storylines.iter().enumerate() {
                line.events.iter().for_each(|id| add(events.get(id), at));
            }
        });
        let backgrounds_of_event = by(n_events, &mut |add| {
            for (at, event) in record.events.iter().enumerate() {
                let named = event.background.iter().filter_map(|it| it.event.as_ref());
                named.for_each(|id| add(events.get(id), at));
            }
        });
        let facets = Facets::of(&record);
        let search = Search::of(&record, &slots);
        Self {
            facets,
            search,
            annotations: slots,
            received,
            families,
            claims: Ids::of(record.claims.iter().map(|it| &it.id)),
            differences: Ids::of(record.differences.iter().map(|it| &it.id)),
            storylines: Ids::of(record.storylines.iter().map(|it| &it.id)),
            documents,
            events,
            statements,
            entities,
            claims_of_event,
            claims_of_statement,
            claims_of_origin,
            differences_of_event,
            statements_of_event,
            statements_of_document,
            statements_by,
            events_of_entity,
            events_of_family,
            documents_of_entity,
            storylines_of_event,
            backgrounds_of_event,
            record,
        }
    }

    pub(crate) fn document(&self, id: &str) -> Option<&Document> {
        self.record.documents.get(self.documents.get(id)? as usize)
    }

    pub(crate) fn family(&self, id: &str) -> Option<&Family> {
        self.record.families.get(self.families.get(id)? as usize)
    }

    pub(crate) fn event(&self, id: &str) -> Option<&Event> {
        self.record.events.get(self.events.get(id)? as usize)
    }

    pub(crate) fn claim(&self, id: &str) -> Option<&Claim> {
        self.record.claims.get(self.claims.get(id)? as usize)
    }

    pub(crate) fn statement(&self, id: &str) -> Option<&Statement> {
        self.record.statements.get(self.statements.get(id)? as usize)
    }

    pub(crate) fn difference(&self, id: &str) -> Option<&Difference> {
        self.record.differences.get(self.differences.get(id)? as usize)
    }

    pub(crate) fn storyline(&self, id: &str) -> Option<&Storyline> {
        self.record.storylines.get(self.storylines.get(id)? as usize)
    }

    pub(crate) fn entity(&self, id: &str) -> Option<&Entity> {
        self.record.entities.get(self.entities.get(id)? as usize)
    }

    /// What was found in a document, by its id.
    pub(crate) fn annotation(&self, document: &str) -> Option<&Annotation> {
        self.annotations.get(self.documents.get(document)? as usize)?.as_ref()
    }

    /// A document's text as received, by its id.
    pub(crate) fn received(&self, document: &str) -> Option<&str> {
        let at = self.documents.get(document)? as usize;
        self.annotations.get(at)?.as_ref()?;
        self.received.get(at).map(String::as_str)
    }

    pub(crate) fn claims_of_event(&self, id: &str) -> &[u32] {
        list(&self.claims_of_event, self.events.get(id))
    }

    pub(crate) fn claims_of_statement(&self, id: &str) -> &[u32] {
        list(&self.claims_of_statement, self.statements.get(id))
    }

    pub(crate) fn claims_of_origin(&self, id: &str) -> &[u32] {
        list(&self.claims_of_origin, self.entities.get(id))
    }

    pub(crate) fn differences_of_event(&self, id: &str) -> &[u32] {
        list(&self.differences_of_event, self.events.get(id))
    }

    pub(crate) fn statements_of_event(&self, id: &str) -> &[u32] {
        list(&self.statements_of_event, self.events.get(id))
    }

    pub(crate) fn statements_of_document(&self, id: &str) -> &[u32] {
        list(&self.statements_of_document, self.documents.get(id))
    }

    /// Statements that an entity makes, relays or is the origin of.
    pub(crate) fn statements_by(&self, id: &str) -> &[u32] {
        list(&self.statements_by, self.entities.get(id))
    }

    /// Events that an entity is a party of, or an origin of what is said of.
    pub(crate) fn events_of_entity(&self, id: &str) -> &[u32] {
        list(&self.events_of_entity, self.entities.get(id))
    }

    pub(crate) fn events_of_family(&self, id: &str) -> &[u32] {
        list(&self.events_of_family, self.families.get(id))
    }

    /// Documents that name an entity.
    pub(crate) fn documents_of_entity(&self, id: &str) -> &[u32] {
        list(&self.documents_of_entity, self.entities.get(id))
    }

    pub(crate) fn storylines_of_event(&self, id: &str) -> &[u32] {
        list(&self.storylines_of_event, self.events.get(id))
    }

    /// Events whose texts mention this one beside their own.
    pub(crate) fn mentioned_by(&self, id: &str) -> &[u32] {
        list(&self.backgrounds_of_event, self.events.get(id))
    }

    /// What an entity is called; its id where the record lacks it.
    pub(crate) fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.entity(id).map_or(id, |entity| &entity.name)
    }

    /// Who published a document: its outlet, else its file's name.
    pub(crate) fn outlet<'a>(&'a self, id: &'a str) -> &'a str {
        let Some(document) = self.document(id) else { return id };
        let file = || document.path.as_deref().and_then(|path| path.rsplit(['/', '\\']).next());
        document.outlet.as_deref().or_else(file).unwrap_or(id)
    }

    /// The independent tellings among `documents`, each with its documents, in order of their
    /// first. A family counts once; so does all that one outlet tells, where it tells it in texts
    /// of its own. Their number is the `accounts` of the event or claim.
    pub(crate) fn accounts<'a>(&'a self, documents: &[&'a str]) -> Vec<Vec<&'a str>> {
        let mut groups: Vec<Vec<&str>> = Vec::new();
        let mut by_key: BTreeMap<(Option<String>, &str), usize> = BTreeMap::new();
        for &id in documents {
            let Some(document) = self.document(id) else { continue };
            let family = document.family.as_deref().unwrap_or(id);
            let alone = self.family(family).is_none_or(|family| family.witnesses.len() == 1);
            let key = match &document.outlet {
                Some(outlet) if alone => (Some(outlet.to_lowercase()), ""),
                _ => (None, family),
            };
            let index = *by_key.entry(key).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[index].push(id);
        }
        groups
    }

    /// The documents that carry a claim, each once, in the order of its statements.
    pub(crate) fn witnesses<'a>(&'a self, claim: &'a Claim) -> Vec<&'a str> {
        let mut seen = std::collections::HashSet::new();
        let statements = claim.statements.iter().filter_map(|id| self.statement(id));
        statements.map(|s| s.document.as_str()).filter(|id| seen.insert(*id)).collect()
    }
}

fn list(lists: &[Positions], at: Option<u32>) -> &[u32] {
    at.and_then(|at| lists.get(at as usize)).map_or(&[], Vec::as_slice)
}

/// A position as the indices hold it. No record has four billion of anything.
pub(crate) fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
