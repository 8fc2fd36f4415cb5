//! What the routes share: the record that is served now, and how a request asks it.

use crate::adding::{Adding, Served};
use crate::ask::Ask;
use crate::follow::Follow;
use crate::gate::Gate;
use crate::index::{Base, Index};
use crate::reply::{Reply, problem};
use axum::http::StatusCode;
use std::sync::{Arc, PoisonError};

pub(super) struct Site {
    pub(super) served: Served,
    pub(super) gate: Gate,
    pub(super) adding: Option<Arc<Adding>>,
    pub(super) follow: Option<Arc<Follow>>,
}

impl Site {
    /// The record as it is now. An answer is made from one record, whatever is added meanwhile.
    pub(super) fn base(&self) -> Arc<Base> {
        let base = Arc::clone(&self.served.read().unwrap_or_else(PoisonError::into_inner));
        if let Some(follow) = &self.follow {
            follow.look(&base, &self.served);
        }
        base
    }
}

/// What `handler` answers of the record; an error where the record file did not give all.
pub(super) fn asked(
    base: &Arc<Base>,
    handler: impl FnOnce(&Index, &Ask) -> Result<Reply, Reply>,
    ask: &Ask,
) -> Result<Reply, Reply> {
    let index = Index::over(base);
    let reply = handler(&index, ask);
    match index.failure() {
        None => reply,
        Some(_) => Err(problem(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the record file is damaged; restore it from a copy or make it anew",
        )),
    }
}
