//! What is shared by all requests: the connections to the record file, and the few numbers a row
//! that lists are counted and cut by.

use super::facets::Facets;
use super::outlets::Outlets;
use crate::ask::{LONGEST_NAME, short};
use crate::pile::{Mark, Pile};
use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use wireroom_store::{Error, List, Only, Store};
use wireroom_wire::Record;

/// The record that is served.
pub(crate) struct Base {
    stores: Mutex<Vec<Store>>,
    given_back: Condvar,
    /// The record without its lists.
    pub(crate) heading: Record,
    pub(crate) facets: Facets,
    pub(crate) outlets: Outlets,
    /// Entities whose ids are too long for an address, by what stands for them there.
    pub(crate) long: HashMap<String, String>,
    /// Documents that were read; those set aside stand after them.
    pub(crate) n_read: u32,
    /// Families of two witnesses or more.
    pub(crate) n_copied: usize,
    rows: HashMap<List, u32>,
    /// How many rows of a list have a polarity or a kind: most of a list may, and counting them
    /// anew takes longer than showing a part of them.
    tallies: HashMap<List, Vec<(String, usize)>>,
    documents_of_statements: OnceLock<Vec<u32>>,
    /// Which file it is of.
    pub(crate) mark: Option<Mark>,
    // The last to go: closes, and removes the file where it was made for this.
    _pile: Pile,
}

impl Base {
    /// Opens the record and counts what its lists are cut by. What the first search would have to
    /// wait for is read meanwhile.
    pub(crate) fn of(pile: Pile) -> Result<Arc<Self>, Error> {
        let base = Arc::new(Self::opened(pile)?);
        let held = Arc::clone(&base);
        std::thread::spawn(move || {
            let store = held.take();
            // Who asks for it is told of a failure.
            let _ = held.documents_of_statements(&store);
            held.give_back(store);
        });
        Ok(base)
    }

    fn opened(pile: Pile) -> Result<Self, Error> {
        let (stores, mark) = stores(&pile)?;
        let store = &stores[0];
        let lists = [
            List::Documents,
            List::Families,
            List::Events,
            List::Claims,
            List::Statements,
            List::Differences,
            List::Storylines,
            List::Entities,
        ];
        let rows = lists
            .into_iter()
            .map(|list| Ok((list, store.n(list)?)))
            .collect::<Result<_, Error>>()?;
        let tallies = lists
            .into_iter()
            .map(|list| Ok((list, store.tally(list)?)))
            .collect::<Result<_, Error>>()?;
        let long = store.long_ids(LONGEST_NAME)?;
        let outlets = Outlets::of(store)?;
        Ok(Self {
            heading: store.heading()?,
            facets: Facets::of(store, &outlets)?,
            long: long.into_iter().map(|id| (short(&id).into_owned(), id)).collect(),
            n_read: store.n_read()?,
            n_copied: store.count(List::Families, &[Only::Copied(true)])?,
            outlets,
            rows,
            tallies,
            documents_of_statements: OnceLock::new(),
            given_back: Condvar::new(),
            stores: Mutex::new(stores),
            mark,
            _pile: pile,
        })
    }

    /// How many rows a list has.
    pub(crate) fn n(&self, list: List) -> u32 {
        self.rows.get(&list).copied().unwrap_or(0)
    }

    /// How many rows of a list fit this one condition, where that is known beforehand.
    pub(super) fn tally(&self, list: List, only: Only<'_>) -> Option<usize> {
        let value = match (list, only) {
            (List::Claims | List::Statements, Only::Polarity(value))
            | (List::Differences | List::Entities, Only::Kind(value)) => value,
            _ => return None,
        };
        let counts = self.tallies.get(&list)?;
        Some(counts.iter().find(|(held, _)| held == value).map_or(0, |&(_, n)| n))
    }

    /// For each statement, where its document stands. Read when it is first asked for.
    pub(super) fn documents_of_statements(&self, store: &Store) -> Result<&[u32], Error> {
        if let Some(held) = self.documents_of_statements.get() {
            return Ok(held);
        }
        let mut found = vec![u32::MAX; self.n(List::Statements) as usize];
        store.documents_of_statements(|at, document| {
            if let Some(slot) = found.get_mut(at as usize) {
                *slot = document;
            }
        })?;
        Ok(self.documents_of_statements.get_or_init(|| found))
    }

    pub(super) fn take(&self) -> Store {
        let mut stores = self.stores.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(store) = stores.pop() {
                return store;
            }
            stores = self.given_back.wait(stores).unwrap_or_else(PoisonError::into_inner);
        }
    }

    pub(super) fn give_back(&self, store: Store) {
        self.stores.lock().unwrap_or_else(PoisonError::into_inner).push(store);
        self.given_back.notify_one();
    }
}

/// Connections, as many as there are threads to use them. All are opened now and see one file, even
/// where another program puts a new one in its place.
fn stores(pile: &Pile) -> Result<(Vec<Store>, Option<Mark>), Error> {
    let n = std::thread::available_parallelism().map_or(2, std::num::NonZero::get).max(2);
    loop {
        let mark = Mark::of(&pile.file);
        let stores = (0..n).map(|_| Store::glance(&pile.file)).collect::<Result<Vec<_>, _>>()?;
        // Whoever writes takes far longer than this.
        if Mark::of(&pile.file) == mark {
            return Ok((stores, mark));
        }
    }
}
