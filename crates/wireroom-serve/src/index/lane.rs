//! One connection to the record file for the length of a request, and the lists seen through it.

use super::base::Base;
use elsa::FrozenMap;
use serde::de::DeserializeOwned;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use wireroom_store::{Error, List, Store};

/// A connection that goes back to its place when it is dropped.
pub(super) struct Open {
    base: Arc<Base>,
    store: Option<Store>,
    failure: RefCell<Option<String>>,
}

impl Open {
    pub(super) fn take(base: &Arc<Base>) -> Self {
        let store = Some(base.take());
        Self { base: Arc::clone(base), store, failure: RefCell::default() }
    }

    /// What the file answers; a failure is kept for [`Open::failure`].
    pub(super) fn ask<T>(&self, what: impl FnOnce(&Store) -> Result<T, Error>) -> Option<T> {
        match what(self.store.as_ref()?) {
            Ok(found) => Some(found),
            Err(error) => {
                self.failure.replace(Some(error.to_string()));
                None
            }
        }
    }

    pub(super) fn failure(&self) -> Option<String> {
        self.failure.borrow().clone()
    }

    pub(super) fn base(&self) -> &Base {
        &self.base
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(store) = self.store.take() {
            self.base.give_back(store);
        }
    }
}

/// One list of the record. A row is read when it is first asked for.
pub(crate) struct Lane<T> {
    open: Rc<Open>,
    list: List,
    rows: FrozenMap<usize, Box<T>>,
}

impl<T: DeserializeOwned> Lane<T> {
    pub(super) fn of(open: &Rc<Open>, list: List) -> Self {
        Self { open: Rc::clone(open), list, rows: FrozenMap::new() }
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.open.base().n(self.list) as usize
    }

    pub(crate) fn get(&self, at: usize) -> Option<&T> {
        if let Some(held) = self.rows.get(&at) {
            return Some(held);
        }
        let row = self.open.ask(|store| store.row(self.list, super::position(at)))??;
        Some(self.rows.insert(at, Box::new(row)))
    }
}

/// The positions of a list's rows by their ids.
pub(crate) struct Ids {
    open: Rc<Open>,
    list: List,
    known: FrozenMap<String, Box<Cell<Option<u32>>>>,
}

impl Ids {
    pub(super) fn of(open: &Rc<Open>, list: List) -> Self {
        Self { open: Rc::clone(open), list, known: FrozenMap::new() }
    }

    /// Where the row of this id stands; an overlong id may be given as addresses have it.
    pub(crate) fn get(&self, id: &str) -> Option<u32> {
        if let Some(held) = self.known.get(id) {
            return held.get();
        }
        let full = match self.list {
            List::Entities => self.open.base().long.get(id).map_or(id, String::as_str),
            _ => id,
        };
        let found = self.open.ask(|store| store.place(self.list, full)).flatten();
        self.known.insert(id.to_owned(), Box::new(Cell::new(found)));
        found
    }
}
