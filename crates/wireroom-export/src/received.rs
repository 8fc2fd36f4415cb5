//! The text as received, out of a reading text and the repairs that made it, and places in it
//! counted in characters.
//!
//! Spans of the contract count bytes; the standards written here count Unicode code points.

use wireroom_wire::{Annotation, Span};

/// A text as received.
pub(crate) struct Received {
    text: String,
    /// Code points before every block of bytes.
    before: Vec<usize>,
}

const BLOCK: usize = 512;

impl Received {
    /// Undoes the repairs of an annotation; `None` where they do not fit its text.
    pub(crate) fn of(annotation: &Annotation) -> Option<Self> {
        let mut repairs: Vec<_> =
            annotation.repairs.iter().filter(|repair| repair.applied).collect();
        repairs.sort_by_key(|repair| repair.span);
        let (mut text, mut rest, mut at) = (String::new(), annotation.text.as_str(), 0_usize);
        for repair in repairs {
            let (start, end) = (bytes(repair.span.0), bytes(repair.span.1));
            let (same, after) = rest.split_at_checked(start.checked_sub(at)?)?;
            text.push_str(same);
            text.push_str(&repair.before);
            rest = after.strip_prefix(repair.after.as_str())?;
            at = end;
            if text.len() != end {
                return None;
            }
        }
        text.push_str(rest);
        let mut before = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut n = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % BLOCK == 0 {
                before.push(n);
            }
            n += usize::from(begins(byte));
        }
        Some(Self { text, before })
    }

    /// What stands at a span.
    pub(crate) fn at(&self, span: Span) -> Option<&str> {
        self.text.get(bytes(span.0)..bytes(span.1))
    }

    /// Up to `n` code points before and after a span.
    pub(crate) fn around(&self, span: Span, n: usize) -> Option<(&str, &str)> {
        let before = self.text.get(..bytes(span.0))?;
        let after = self.text.get(bytes(span.1)..)?;
        let start = before.char_indices().rev().nth(n.saturating_sub(1)).map_or(0, |(at, _)| at);
        let end = after.char_indices().nth(n).map_or(after.len(), |(at, _)| at);
        Some((before.get(start..)?, after.get(..end)?))
    }

    /// Code points before a byte.
    pub(crate) fn point(&self, byte: u32) -> usize {
        let byte = bytes(byte).min(self.text.len());
        let block = byte / BLOCK;
        let held = self.before.get(block).or(self.before.last()).copied().unwrap_or(0);
        let from = block.min(self.before.len().saturating_sub(1)) * BLOCK;
        let between = self.text.as_bytes().get(from..byte).unwrap_or_default();
        held + between.iter().filter(|&&byte| begins(byte)).count()
    }
}

/// Whether a byte of UTF-8 begins a code point.
fn begins(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

fn bytes(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wireroom_wire::Repair;

    #[test]
    fn repairs_are_undone_and_places_are_counted_in_code_points() {
        let repair = |start, end, before: &str, after: &str, applied| Repair {
            span: Span(start, end),
            before: before.to_owned(),
            after: after.to_owned(),
            rule: "look_alike_letter".to_owned(),
            confidence: 1.0,
            applied,
        };
        let mut annotation = Annotation {
            id: String::new(),
            document: String::new(),
            path: None,
            family: None,
            event: None,
            text: "Über people".to_owned() + &"é".repeat(600),
            repairs: vec![
                repair(6, 6, "", "x", false),
                // "Über " is 6 bytes, so the letter stands at 6.
                repair(6, 8, "\u{440}", "p", true),
                repair(12, 17, "\u{435} Ad", "e", true),
            ],
            structure: wireroom_wire::Structure::default(),
            names: Vec::new(),
            times: Vec::new(),
            statements: Vec::new(),
            models: wireroom_wire::Models::default(),
            unread: None,
        };
        let received = Received::of(&annotation).unwrap();
        assert!(received.text.starts_with("Über \u{440}eopl\u{435} Ad"));
        assert_eq!(received.at(Span(6, 8)), Some("\u{440}"));
        assert_eq!((received.point(6), received.point(8)), (5, 6));
        let all = received.text.chars().count();
        assert_eq!(received.point(u32::MAX), all);
        assert_eq!(received.around(Span(6, 8), 3), Some(("er ", "eop")));
        annotation.text = "something else".to_owned();
        assert!(Received::of(&annotation).is_none());
    }
}
