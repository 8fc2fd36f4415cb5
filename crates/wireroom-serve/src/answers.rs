//! The API without a socket, for programs that ask in the same process.

use crate::Pile;
use crate::ask::{Ask, Form, Query};
use crate::index::Base;
use crate::reply::problem;
use crate::routes::{API, answer_of};
use axum::http::StatusCode;
use serde_json::Value;
use std::fmt;
use std::sync::Arc;
use wireroom_wire::Problem;

/// What the API answers over a record, object by object.
#[derive(Clone)]
pub struct Answers {
    base: Arc<Base>,
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers").finish_non_exhaustive()
    }
}

impl Answers {
    /// Over the record of a pile.
    ///
    /// # Errors
    /// When the record file cannot be read.
    pub fn of(pile: Pile) -> Result<Self, wireroom_store::Error> {
        Ok(Self { base: Base::of(pile)? })
    }

    /// What the operation of this name (`operationId` in the API's description) gives for the
    /// thing of this id, or for a list where `id` is empty.
    ///
    /// # Errors
    /// What the API would give as a problem.
    pub fn get(&self, operation: &str, id: &str, query: &[(&str, &str)]) -> Result<Value, Problem> {
        let query = query
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .fold(Query::default(), |query, (key, value)| query.with(key, value));
        let ask = Ask { path: String::new(), id: id.to_owned(), query, form: Form::Json };
        let reply = match API.iter().find(|one| one.name == operation) {
            Some(operation) => answer_of(&self.base, operation, &ask),
            None => Err(problem(StatusCode::NOT_FOUND, "there is no such operation")),
        };
        match reply {
            Ok(reply) => Ok(serde_json::from_slice(reply.body()).unwrap_or_default()),
            Err(reply) => Err(Problem {
                r#type: "about:blank".to_owned(),
                title: reply.status.canonical_reason().unwrap_or("Error").to_owned(),
                status: reply.status.as_u16(),
                detail: reply.detail(),
            }),
        }
    }
}
