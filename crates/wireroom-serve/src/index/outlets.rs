//! Documents by outlet and day of publication: two numbers a document.

use super::position;
use crate::ask::short;
use crate::view::day_number;
use std::collections::HashMap;
use wireroom_store::{Error, Store};

/// Stands for "no outlet".
pub(crate) const UNKNOWN: u32 = 0;

/// What each document has of outlet and day.
#[derive(Debug)]
pub(crate) struct Outlets {
    /// Outlets, numbered in the order of their names; the first is none.
    names: Vec<String>,
    numbers: HashMap<String, u32>,
    of: Vec<u32>,
    days: Vec<Option<i32>>,
}

impl Outlets {
    pub(super) fn of(store: &Store) -> Result<Self, Error> {
        let n = store.n(wireroom_store::List::Documents)? as usize;
        let (mut of, mut days) = (vec![UNKNOWN; n], vec![None; n]);
        let mut outlets = Self {
            names: vec![String::new()],
            numbers: HashMap::new(),
            of: Vec::new(),
            days: Vec::new(),
        };
        store.outlets(|at, outlet, published| {
            let number = outlet.map_or(UNKNOWN, |outlet| outlets.add(outlet));
            if let (Some(own), Some(day)) = (of.get_mut(at as usize), days.get_mut(at as usize)) {
                *own = number;
                *day = published.and_then(day_number);
            }
        })?;
        Ok(Self { of, days, ..outlets })
    }

    fn add(&mut self, outlet: &str) -> u32 {
        if let Some(&number) = self.numbers.get(outlet) {
            return number;
        }
        let number = position(self.names.len());
        self.names.push(outlet.to_owned());
        self.numbers.insert(outlet.to_owned(), number);
        self.numbers.insert(short(outlet).into_owned(), number);
        self.numbers.entry(outlet.to_lowercase()).or_insert(number);
        number
    }

    /// The outlet of this name, or of what addresses have in its place; letter case may differ
    /// where no other outlet has the name.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).or_else(|| self.numbers.get(&name.to_lowercase())).copied()
    }

    /// The name of an outlet in full.
    pub(crate) fn name(&self, number: u32) -> &str {
        self.names.get(number as usize).map_or("", String::as_str)
    }

    /// How many outlets there are, with the one for none.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// The outlet of the document at a position.
    pub(crate) fn at(&self, document: u32) -> u32 {
        self.of.get(document as usize).copied().unwrap_or(UNKNOWN)
    }

    /// The day that the document at a position was published.
    pub(crate) fn day(&self, document: u32) -> Option<i32> {
        self.days.get(document as usize).copied().flatten()
    }
}
