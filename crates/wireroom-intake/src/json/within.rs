//! What stands whole within a value that is not: the articles of a wrapper (`{"articles": [ {…}, {…}, {"ti`)
//! before the place where it is cut off or damaged.
//!
//! It is gone into by way of the last value of each object, the one that is broken, down to the array that the
//! damage is in. What is broken itself is never taken for whole: of an array the elements before it, of an
//! object the values under other keys.

use serde_json::{Map, Value};

use super::split::first_value;

/// Objects within objects that are gone into: one more than wrappings are read.
const DEEPEST: usize = 5;

/// The objects that the damage is in, the outermost first, and where it is.
pub(super) struct Before {
    /// Of each its whole values; of an array the whole elements.
    pub(super) open: Vec<Map<String, Value>>,
    /// Where the broken value begins, or what stands in its place.
    pub(super) at: usize,
}

impl Before {
    /// Of a text that begins with an object that is broken; nothing where no object stands whole within it.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut walk = Walk { text, at: 0 };
        let mut open: Vec<Map<String, Value>> = Vec::new();
        let mut goes_on = true;
        while goes_on && open.len() < DEEPEST && walk.takes('{') {
            let mut whole = Map::new();
            goes_on = walk.values(&mut whole);
            open.push(whole);
        }
        let holds = |value: &Value| match value {
            Value::Object(_) => true,
            Value::Array(all) => all.first().is_some_and(Value::is_object),
            _ => false,
        };
        open.iter().any(|one| one.values().any(holds)).then_some(Self { open, at: walk.at })
    }
}

struct Walk<'a> {
    text: &'a str,
    at: usize,
}

impl Walk<'_> {
    /// Takes up the values of an object as long as they are whole. Stops at one that is not, and says so, or
    /// within the array that it is in.
    fn values(&mut self, whole: &mut Map<String, Value>) -> bool {
        loop {
            let Some(Value::String(key)) = self.value() else { return false };
            if !self.takes(':') {
                return false;
            }
            if let Some(value) = self.value() {
                whole.insert(key, value);
            } else if self.takes('[') {
                whole.insert(key, Value::Array(self.elements()));
                return false;
            } else {
                return true;
            }
            if !self.takes(',') {
                return false;
            }
        }
    }

    fn elements(&mut self) -> Vec<Value> {
        let mut found = Vec::new();
        while let Some(value) = self.value() {
            found.push(value);
            if !self.takes(',') {
                break;
            }
        }
        found
    }

    /// The whole value that comes next; stays where there is none.
    fn value(&mut self) -> Option<Value> {
        self.skip_space();
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let (value, length) = first_value(rest).ok()?;
        // A number at the very end may go on.
        if value.is_number() && length == rest.len() {
            return None;
        }
        self.at += length;
        Some(value)
    }

    /// Whether this sign comes next, and goes behind it.
    fn takes(&mut self, sign: char) -> bool {
        self.skip_space();
        let is_next = self.text.get(self.at..).is_some_and(|rest| rest.starts_with(sign));
        self.at += if is_next { sign.len_utf8() } else { 0 };
        is_next
    }

    fn skip_space(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    }
}
