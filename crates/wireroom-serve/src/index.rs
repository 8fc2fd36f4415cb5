//! A record as one request sees it: rows are fetched from the record file when a view asks for
//! them, and kept until the answer is made.
//!
//! Nothing of the record is held in memory but what the lists are counted by ([`Base`]). A list is
//! a list of positions (`u32`) in the record's own lists, in the record's order.
//!
//! What it is not: it holds no SQL, which is `wireroom-store`'s. It cannot fail where it is used:
//! what the file does not give is as if it were not there, and [`Index::failure`] says so at the
//! end, so that the answer is an error and not a half-truth.

mod base;
mod facets;
mod lane;
mod outlets;
mod search;
mod words;

pub(crate) use base::Base;
pub(crate) use facets::{Chosen, Facets, KEYS, NONE};
pub(crate) use lane::{Ids, Lane};
pub(crate) use search::{Filters, Kind, MOST, by_outlet, days};
pub(crate) use words::{Words, fold};

use elsa::{FrozenMap, FrozenVec};
use lane::Open;
use std::rc::Rc;
use std::sync::Arc;
use wireroom::group::{account_keys, together};
use wireroom_store::{List, Only};
use wireroom_wire::{
    About, Annotation, Claim, Counts, Difference, Document, Entity, Event, Family, Note, Statement,
    Storyline,
};

/// Positions in one of the record's lists.
pub(crate) type Positions = Vec<u32>;

/// The record, list by list.
pub(crate) struct Record {
    pub(crate) wireroom: About,
    pub(crate) counts: Counts,
    pub(crate) notes: Vec<Note>,
    pub(crate) documents: Lane<Document>,
    pub(crate) families: Lane<Family>,
    pub(crate) events: Lane<Event>,
    pub(crate) claims: Lane<Claim>,
    pub(crate) statements: Lane<Statement>,
    pub(crate) differences: Lane<Difference>,
    pub(crate) storylines: Lane<Storyline>,
    pub(crate) entities: Lane<Entity>,
}

/// The record and how to find things in it, for one request.
pub(crate) struct Index {
    pub(crate) base: Arc<Base>,
    pub(crate) record: Record,
    pub(crate) documents: Ids,
    pub(crate) families: Ids,
    pub(crate) events: Ids,
    pub(crate) claims: Ids,
    pub(crate) statements: Ids,
    pub(crate) differences: Ids,
    pub(crate) storylines: Ids,
    pub(crate) entities: Ids,
    open: Rc<Open>,
    annotations: FrozenMap<u32, Box<Annotation>>,
    texts: FrozenVec<String>,
    lists: FrozenVec<Vec<u32>>,
}

impl Index {
    /// The record for one request; waits for one of the connections.
    pub(crate) fn over(base: &Arc<Base>) -> Self {
        let open = Rc::new(Open::take(base));
        let ids = |list| Ids::of(&open, list);
        Self {
            record: Record {
                wireroom: base.heading.wireroom.clone(),
                counts: base.heading.counts,
                notes: base.heading.notes.clone(),
                documents: Lane::of(&open, List::Documents),
                families: Lane::of(&open, List::Families),
                events: Lane::of(&open, List::Events),
                claims: Lane::of(&open, List::Claims),
                statements: Lane::of(&open, List::Statements),
                differences: Lane::of(&open, List::Differences),
                storylines: Lane::of(&open, List::Storylines),
                entities: Lane::of(&open, List::Entities),
            },
            documents: ids(List::Documents),
            families: ids(List::Families),
            events: ids(List::Events),
            claims: ids(List::Claims),
            statements: ids(List::Statements),
            differences: ids(List::Differences),
            storylines: ids(List::Storylines),
            entities: ids(List::Entities),
            annotations: FrozenMap::new(),
            texts: FrozenVec::new(),
            lists: FrozenVec::new(),
            base: Arc::clone(base),
            open,
        }
    }

    /// What could not be had of the file, if anything.
    pub(crate) fn failure(&self) -> Option<String> {
        self.open.failure()
    }

    /// What events are chosen by.
    pub(crate) fn facets(&self) -> &Facets {
        &self.base.facets
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
        let at = self.documents.get(document)?;
        if let Some(held) = self.annotations.get(&at) {
            return Some(held);
        }
        let found = self.open.ask(|store| store.annotation(at))??;
        Some(self.annotations.insert(at, Box::new(found)))
    }

    /// A document's repaired text, by its position: less than all that was found in it.
    pub(crate) fn text(&self, at: u32) -> &str {
        match self.open.ask(|store| store.text(at)).flatten() {
            Some(text) => self.texts.push_get(text),
            None => "",
        }
    }

    /// A document's text as received, by its id.
    pub(crate) fn received(&self, document: &str) -> Option<&str> {
        let found = self.open.ask(|store| store.received(document))??;
        Some(self.texts.push_get(found))
    }

    /// The documents that could not be read, in order.
    pub(crate) fn set_aside(&self) -> impl Iterator<Item = &Document> {
        let (from, end) = (self.base.n_read as usize, self.record.documents.len());
        (from..end).filter_map(|at| self.record.documents.get(at))
    }

    /// Where those rows of a list stand that fit all conditions.
    pub(crate) fn all(&self, list: List, only: &[Only<'_>]) -> &[u32] {
        let found = self.open.ask(|store| store.positions(list, only, 0, usize::MAX));
        self.lists.push_get(found.unwrap_or_default())
    }

    /// How many rows of a list fit all conditions.
    pub(crate) fn count(&self, list: List, only: &[Only<'_>]) -> usize {
        if let [one] = only
            && let Some(n) = self.base.tally(list, *one)
        {
            return n;
        }
        self.open.ask(|store| store.count(list, only)).unwrap_or(0)
    }

    /// A part of what [`Index::all`] gives: at most `limit` from the position `from` on.
    pub(crate) fn some(&self, list: List, only: &[Only<'_>], from: u32, limit: usize) -> Positions {
        self.open.ask(|store| store.positions(list, only, from, limit)).unwrap_or_default()
    }

    pub(crate) fn claims_of_event(&self, id: &str) -> &[u32] {
        self.all(List::Claims, &[Only::Event(id)])
    }

    pub(crate) fn claims_of_statement(&self, id: &str) -> &[u32] {
        self.all(List::Claims, &[Only::Statement(id)])
    }

    pub(crate) fn differences_of_event(&self, id: &str) -> &[u32] {
        self.all(List::Differences, &[Only::Event(id)])
    }

    pub(crate) fn statements_of_document(&self, id: &str) -> &[u32] {
        self.all(List::Statements, &[Only::Document(id)])
    }

    pub(crate) fn events_of_family(&self, id: &str) -> &[u32] {
        self.all(List::Events, &[Only::Family(id)])
    }

    pub(crate) fn storylines_of_event(&self, id: &str) -> &[u32] {
        self.all(List::Storylines, &[Only::Event(id)])
    }

    /// Events whose texts mention this one beside their own.
    pub(crate) fn mentioned_by(&self, id: &str) -> &[u32] {
        self.all(List::Events, &[Only::Mentions(id)])
    }

    /// The id of an entity, where an address may have a hash in its place.
    pub(crate) fn full<'a>(&'a self, id: &'a str) -> &'a str {
        self.base.long.get(id).map_or(id, String::as_str)
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
    /// first. Their number is the `accounts` of the event or claim.
    pub(crate) fn accounts<'a>(&'a self, documents: &[&'a str]) -> Vec<Vec<&'a str>> {
        let held = documents.iter().filter_map(|id| self.document(id));
        let held: Vec<&Document> = held.collect();
        let keys: Vec<_> = held
            .iter()
            .map(|document| {
                let family = document.family.as_deref().unwrap_or(&document.id);
                let alone = self.family(family).is_none_or(|family| family.witnesses.len() == 1);
                let (outlet, publisher) = (&document.outlet, &document.publisher);
                account_keys(family, outlet.as_deref(), publisher.as_deref(), alone)
            })
            .collect();
        let keys: Vec<_> = keys.iter().map(Vec::as_slice).collect();
        let ids = |group: Vec<usize>| group.iter().map(|&at| held[at].id.as_str()).collect();
        together(&keys).into_iter().map(ids).collect()
    }

    /// The documents that carry a claim, each once, in the order of its statements.
    pub(crate) fn witnesses<'a>(&'a self, claim: &'a Claim) -> Vec<&'a str> {
        let mut seen = std::collections::HashSet::new();
        let statements = claim.statements.iter().filter_map(|id| self.statement(id));
        statements.map(|s| s.document.as_str()).filter(|id| seen.insert(*id)).collect()
    }
}

/// A position as the indices hold it. No record has four billion of anything.
pub(crate) fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
