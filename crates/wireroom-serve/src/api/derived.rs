//! What is derived from a record for one view: the matrix of an event, places with their events,
//! two texts aligned.

use super::{Answer, none};
use crate::ask::{Ask, Form};
use crate::index::Index;
use crate::matrix;
use crate::places::{known, places};
use crate::reply::{Reply, problem};
use crate::view::aligned;
use axum::http::StatusCode;
use wireroom_wire::List;

/// Most places of an answer.
const PLACES: usize = 10_000;

pub(crate) fn matrix_of(index: &Index, ask: &Ask) -> Answer {
    let event = index.event(&ask.id).ok_or_else(|| none("event"))?;
    let matrix = matrix::matrix(index, &ask.query, event)?;
    if ask.form != Form::Csv {
        return Reply::json(&matrix);
    }
    let mut rows = Vec::new();
    for claim in &matrix.claims {
        for (cell, family) in claim.cells.iter().zip(&matrix.families) {
            let spans: Vec<String> = cell
                .passages
                .iter()
                .map(|it| format!("{}:{}-{}", it.document, it.span.0, it.span.1))
                .collect();
            rows.push(vec![
                claim.id.clone(),
                claim.text.clone(),
                family.id.clone(),
                family.documents.join("; "),
                cell.state.clone(),
                cell.statements.to_string(),
                spans.join("; "),
                family.partial.clone().filter(|_| cell.state != "said").unwrap_or_default(),
            ]);
        }
    }
    let header =
        ["claim", "text", "family", "documents", "state", "statements", "passages", "partial"];
    Reply::csv(&header, &rows)
}

pub(crate) fn places_of(index: &Index, ask: &Ask) -> Answer {
    let chosen = index.facets().choose(&ask.query);
    let (total, _) = known(&chosen);
    let items = places(index, &chosen, PLACES);
    if ask.form != Form::Csv {
        return Reply::json(&List { items, total, next: None });
    }
    let rows: Vec<Vec<String>> = items
        .into_iter()
        .map(|it| {
            let (lat, lon) = (it.lat.to_string(), it.lon.to_string());
            vec![it.name, it.country.unwrap_or_default(), lat, lon, it.events.to_string()]
        })
        .collect();
    Reply::csv(&["name", "country", "lat", "lon", "events"], &rows)
}

pub(crate) fn aligned_of(index: &Index, ask: &Ask) -> Answer {
    let family = index.family(&ask.id).ok_or_else(|| none("family"))?;
    let held = |key: &str| {
        let id = ask.query.get(key)?;
        family.witnesses.iter().find(|it| it.document == id).map(|it| it.document.as_str())
    };
    let Some((a, b)) = held("a").zip(held("b")) else {
        let what = "a and b must be ids of two documents of this family";
        return Err(problem(StatusCode::BAD_REQUEST, what));
    };
    Reply::json(&aligned(index, a, b))
}
