//! What was worked out lately, by what it was worked out from.
//!
//! A text that comes again costs a look. What is remembered is bounded, and what is forgotten is only
//! worked out anew: no result depends on it. What it is not: in order of anything; nothing goes
//! through it from end to end.

use std::collections::HashMap;
use std::sync::Arc;

/// Remembers values by the bytes that they depend on: whatever was asked for within the last `room`
/// bytes of keys, and at most twice as many.
#[derive(Debug)]
pub(crate) struct Recent<V> {
    now: HashMap<String, Arc<V>>,
    before: HashMap<String, Arc<V>>,
    /// Bytes of the keys of `now`.
    held: usize,
    room: usize,
}

impl<V> Recent<V> {
    pub(crate) fn new(room: usize) -> Self {
        Self { now: HashMap::new(), before: HashMap::new(), held: 0, room }
    }

    /// The value, if it is remembered. To ask for it is to remember it longer.
    pub(crate) fn get(&mut self, key: &str) -> Option<Arc<V>> {
        if let Some(value) = self.now.get(key) {
            return Some(Arc::clone(value));
        }
        let (key, value) = self.before.remove_entry(key)?;
        self.put(key, Arc::clone(&value));
        Some(value)
    }

    /// Remembers a value.
    pub(crate) fn put(&mut self, key: String, value: Arc<V>) {
        if self.held + key.len() > self.room && !self.now.is_empty() {
            self.before = std::mem::take(&mut self.now);
            self.held = 0;
        }
        // What counts beside the letters is the entry itself.
        self.held += key.len() + 64;
        self.now.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stays_and_the_rest_is_forgotten() {
        let mut recent = Recent::new(400);
        recent.put("kept".to_owned(), Arc::new(0));
        for n in 1..200 {
            recent.put(format!("one of many, number {n}"), Arc::new(n));
            assert_eq!(recent.get("kept").as_deref(), Some(&0), "after {n}");
            assert!(recent.now.len() + recent.before.len() <= 12);
        }
        assert_eq!(recent.get("one of many, number 199").as_deref(), Some(&199));
        assert_eq!(recent.get("one of many, number 1"), None);
    }
}
