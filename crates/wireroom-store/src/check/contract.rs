//! What the rows of a record say of one another: whatever one names is there, a count is the length
//! of its list, and a span lies in its text.

mod look;

use super::Findings;
use super::record::{ANEW, ids};
use look::Look;
use std::collections::{BTreeSet, HashMap, HashSet};
use wireroom::Builder;
use wireroom_wire::{Annotation, Counts, Record, Span};

/// Looks at all rows.
pub(super) fn check(
    record: &Record,
    annotations: &[Annotation],
    gathered: &Builder,
    into: &mut Findings,
) {
    let mut look = Look::at(record, gathered, into);
    look.counts(record);
    look.documents(record, gathered);
    look.families(record);
    look.events(record);
    look.statements(record);
    look.claims(record);
    look.rest(record);
    look.annotations(record, annotations);
}

impl<'a> Look<'a> {
    fn counts(&mut self, record: &Record) {
        let read = record.documents.iter().filter(|it| it.set_aside.is_none()).count();
        let is = Counts {
            documents: read,
            set_aside: record.documents.len() - read,
            families: record.families.len(),
            events: record.events.len(),
            claims: record.claims.len(),
            statements: record.statements.len(),
            differences: record.differences.len(),
            storylines: record.storylines.len(),
            entities: record.entities.len(),
        };
        if record.counts != is {
            let what = format!("they are {:?} and should be {is:?}", record.counts);
            self.wrong(("meta", "counts"), what);
        }
    }

    fn documents(&mut self, record: &'a Record, gathered: &Builder) {
        if !ids(gathered).eq(record.documents.iter().map(|it| it.id.as_str())) {
            self.into.add(ANEW, "documents", "they are not those that were received");
        }
        for it in &record.documents {
            let at = ("documents", it.id.as_str());
            self.families_named(at, &it.family);
            self.events_named(at, &it.events);
            if it.set_aside.is_some() == it.family.is_some() {
                self.wrong(at, "it is neither read, in one family, nor set aside".to_owned());
            }
            for id in &it.events {
                let tells = self.events.get(id.as_str());
                if tells.is_some_and(|event| !event.documents.contains(&it.id)) {
                    self.wrong(at, format!("names the event {id}, which does not name it"));
                }
            }
        }
    }

    fn families(&mut self, record: &'a Record) {
        let mut held = HashSet::new();
        for family in &record.families {
            let at = ("families", family.id.as_str());
            let witnesses = family.witnesses.iter().map(|it| it.document.as_str());
            let nodes: HashSet<&str> =
                witnesses.chain(family.exemplars.iter().map(|it| it.id.as_str())).collect();
            for it in &family.witnesses {
                self.documents_named(at, [&it.document]);
                self.named(at, "text", |_, id| nodes.contains(id), &it.parent);
                let own = self.documents.get(it.document.as_str()).and_then(|d| d.family.as_ref());
                if own.is_some_and(|own| *own != family.id) || !held.insert(&it.document) {
                    self.wrong(at, format!("{} is of another family too", it.document));
                }
            }
            for it in &family.exemplars {
                self.documents_named(at, &it.held);
            }
            let of_witnesses = family.witnesses.iter().flat_map(|it| &it.evidence);
            for it in of_witnesses.chain(family.exemplars.iter().flat_map(|it| &it.evidence)) {
                self.documents_named(at, [&it.document]);
                self.spans(at, &it.document, it.span);
            }
        }
        for it in record.documents.iter().filter(|it| it.family.is_some()) {
            if !held.contains(&it.id) {
                self.wrong(("documents", &it.id), "its family does not name it".to_owned());
            }
        }
    }

    fn events(&mut self, record: &'a Record) {
        let mut origins: HashMap<&str, BTreeSet<&String>> = HashMap::new();
        for it in &record.statements {
            if let (Some(event), Some(origin)) = (&it.event, &it.origin) {
                origins.entry(event).or_default().insert(origin);
            }
        }
        for event in &record.events {
            let at = ("events", event.id.as_str());
            self.documents_named(at, &event.documents);
            self.families_named(at, &event.families);
            self.entities_named(at, event.parties.iter().chain(&event.origins));
            self.count(at, "witnesses", event.witnesses, event.documents.len());
            if event.accounts > event.witnesses {
                self.wrong(at, "it has more accounts than witnesses".to_owned());
            }
            let goes_back = origins.remove(event.id.as_str()).unwrap_or_default();
            if !event.origins.iter().eq(goes_back) {
                self.wrong(at, "its origins are not those of its statements".to_owned());
            }
            self.origins(at, &event.origins_text, event.origins.len(), event.doubtful);
            for id in &event.documents {
                let told = self.documents.get(id.as_str());
                if told.is_some_and(|it| !it.events.contains(&event.id)) {
                    self.wrong(at, format!("names the document {id}, which does not name it"));
                }
            }
            if let Some(place) = &event.place {
                self.documents_named(at, &place.document);
                self.spans(at, place.document.as_deref().unwrap_or_default(), place.span);
            }
            for it in &event.background {
                self.events_named(at, &it.event);
                self.entities_named(at, &it.parties);
                for passage in &it.passages {
                    self.documents_named(at, [&passage.document]);
                    self.spans(at, &passage.document, [passage.span]);
                }
            }
            self.documents_named(at, event.why.iter().flat_map(|it| [&it.a, &it.b]));
        }
    }

    fn statements(&mut self, record: &'a Record) {
        for it in &record.statements {
            let at = ("statements", it.id.as_str());
            self.documents_named(at, [&it.document]);
            self.families_named(at, &it.family);
            self.events_named(at, &it.event);
            let source = it.source.iter();
            self.entities_named(at, source.clone().filter_map(|it| it.entity.as_ref()));
            self.entities_named(at, it.relay.iter().chain(&it.origin));
            let pieces = it.content.pieces.iter().chain(source.flat_map(|it| &it.pieces));
            let passages = pieces.chain(&it.cue).chain(&it.addressee).map(|it| it.span);
            self.spans(at, &it.document, passages.chain([it.span, it.content.span]));
            let own = self.documents.get(it.document.as_str());
            if own.is_some_and(|own| own.family != it.family) {
                self.wrong(at, "its family is not its document's".to_owned());
            }
        }
    }

    fn claims(&mut self, record: &'a Record) {
        for it in &record.claims {
            let at = ("claims", it.id.as_str());
            self.events_named(at, [&it.event]);
            let is = |look: &Self, id: &str| look.statements.contains_key(id);
            self.named(at, "statement", is, &it.statements);
            self.entities_named(at, it.origins.iter().chain(it.circular.iter().flatten()));
            let said = it.statements.iter().filter_map(|id| self.statements.get(id.as_str()));
            let carry: HashSet<&str> = said.map(|said| said.document.as_str()).collect();
            self.count(at, "witnesses", it.witnesses, carry.len());
            if it.accounts > it.witnesses {
                self.wrong(at, "it has more accounts than witnesses".to_owned());
            }
            self.origins(at, &it.origins_text, it.origins.len(), it.doubtful);
        }
    }

    fn rest(&mut self, record: &'a Record) {
        for it in &record.differences {
            let at = ("differences", it.id.as_str());
            self.events_named(at, [&it.event]);
            for side in &it.sides {
                self.documents_named(at, [&side.document]);
                self.spans(at, &side.document, side.span);
            }
        }
        for it in &record.storylines {
            self.events_named(("storylines", it.id.as_str()), &it.events);
        }
    }

    fn annotations(&mut self, record: &'a Record, annotations: &'a [Annotation]) {
        let read = record.documents.iter().filter(|it| it.set_aside.is_none());
        if !read.map(|it| &it.id).eq(annotations.iter().map(|it| &it.document)) {
            self.into.add(ANEW, "documents", "what was found in them is of others");
        }
        for it in annotations {
            let at = ("documents", it.document.as_str());
            let names = it.names.iter().filter_map(|name| name.entity.as_ref());
            self.entities_named(
                at,
                names.chain(it.statements.iter().filter_map(|s| s.entity.as_ref())),
            );
            let repairs = it.repairs.iter().map(|repair| repair.span);
            let zones = it.structure.zones.iter().map(|zone| zone.span);
            let names = it.names.iter().map(|name| name.span);
            let times = it.times.iter().map(|time| time.span);
            let said = it.statements.iter().flat_map(|it| {
                let parts = it.source.iter().chain(&it.cue).chain(&it.content).chain(&it.relay);
                parts.chain(&it.addressee).copied()
            });
            let spans = repairs.chain(zones).chain(names).chain(times).chain(said);
            self.spans(at, &it.document, spans);
            for repair in &it.repairs {
                let Span(start, end) = repair.span;
                let text = self.texts.get(it.document.as_str()).copied().unwrap_or_default();
                let stands = text.get(start as usize..end as usize);
                if stands.is_some_and(|stands| stands != repair.before) {
                    self.wrong(at, format!("bytes {start} to {end} are not what was repaired"));
                }
            }
        }
    }
}
