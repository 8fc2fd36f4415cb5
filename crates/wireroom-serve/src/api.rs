//! The data behind every page: the objects of `wireroom-wire`, one or a list, as JSON or CSV.
//!
//! A handler here answers both the API's address and the page's address with an ending.

pub(crate) mod derived;
pub(crate) mod openapi;
mod parameters;
pub(crate) mod search;

pub use openapi::openapi;
pub(crate) use parameters::known;

use crate::ask::{Ask, Form};
use crate::choose;
use crate::index::Index;
use crate::reply::{Reply, problem};
use axum::http::StatusCode;
use wireroom_wire::flat::{self, Table};
use wireroom_wire::{AboutRecord, List, Received};

/// Items of a part where the request does not say.
const USUAL: usize = 100;

type Answer = Result<Reply, Reply>;

macro_rules! list {
    ($name:ident, $field:ident, $choose:expr, $table:ident, $flat:path) => {
        pub(crate) fn $name(index: &Index, ask: &Ask) -> Answer {
            let all = &index.record.$field;
            let chosen = $choose(index, &ask.query);
            let id = |at: u32| all.get(at as usize).map(|it| it.id.as_str());
            let usual = if ask.form == Form::Csv { choose::MOST } else { USUAL };
            let part = choose::part(&ask.query, &chosen, usual, |id| index.$field.get(id), id)?;
            let items: Vec<_> = part.at.iter().filter_map(|&at| all.get(at as usize)).collect();
            match ask.form {
                Form::Csv => Reply::csv(Table::$table.header(), &$flat(items)),
                _ => Reply::json(&List { items, total: part.total, next: part.next }),
            }
        }
    };
}

fn chosen_events(index: &Index, query: &crate::ask::Query) -> Vec<u32> {
    index.facets().choose(query).events
}

list!(events, events, chosen_events, Events, flat::events);
list!(claims, claims, choose::claims, Claims, flat::claims);
list!(statements, statements, choose::statements, Statements, flat::statements);
list!(differences, differences, choose::differences, Differences, flat::differences);
list!(documents, documents, choose::documents, Documents, flat::documents);
list!(families, families, choose::families, Witnesses, flat::witnesses);
list!(storylines, storylines, choose::storylines, Storylines, flat::storylines);
list!(entities, entities, choose::entities, Entities, flat::entities);

macro_rules! one {
    ($name:ident, $what:literal, $table:ident, $flat:path) => {
        pub(crate) fn $name(index: &Index, ask: &Ask) -> Answer {
            let it = index.$name(&ask.id).ok_or_else(|| none($what))?;
            match ask.form {
                Form::Csv => Reply::csv(Table::$table.header(), &$flat([it])),
                _ => Reply::json(it),
            }
        }
    };
}

one!(event, "event", Events, flat::events);
one!(claim, "claim", Claims, flat::claims);
one!(statement, "statement", Statements, flat::statements);
one!(difference, "difference", Differences, flat::differences);
one!(document, "document", Documents, flat::documents);
one!(family, "family", Witnesses, flat::witnesses);
one!(storyline, "storyline", Storylines, flat::storylines);
one!(entity, "entity", Entities, flat::entities);

pub(crate) fn annotation(index: &Index, ask: &Ask) -> Answer {
    Reply::json(index.annotation(&ask.id).ok_or_else(|| none("document that was read"))?)
}

pub(crate) fn received(index: &Index, ask: &Ask) -> Answer {
    let text = index.received(&ask.id).ok_or_else(|| none("document that was read"))?;
    Reply::json(&Received { document: ask.id.clone(), text: text.to_owned() })
}

pub(crate) fn about(index: &Index, ask: &Ask) -> Answer {
    let record = &index.record;
    let aside = index.set_aside();
    let about = AboutRecord {
        wireroom: record.wireroom.clone(),
        counts: record.counts,
        set_aside: aside.cloned().collect(),
        notes: record.notes.clone(),
    };
    match ask.form {
        Form::Csv => {
            let counts = serde_json::to_value(record.counts).unwrap_or_default();
            let rows: Vec<Vec<String>> = counts
                .as_object()
                .into_iter()
                .flatten()
                .map(|(what, n)| vec![what.clone(), n.to_string()])
                .collect();
            Reply::csv(&["what", "count"], &rows)
        }
        _ => Reply::json(&about),
    }
}

pub(crate) fn described(_: &Index, _: &Ask) -> Answer {
    Reply::json(&openapi())
}

/// There is no such thing.
pub(crate) fn none(what: &str) -> Reply {
    problem(StatusCode::NOT_FOUND, &format!("there is no such {what} in this record"))
}
