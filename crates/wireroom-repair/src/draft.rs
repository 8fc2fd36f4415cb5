//! A text under repair: each pass edits what the pass before left, and all of it stays one list of
//! edits against the text as received.

use std::ops::Range;

use wireroom_model::{Repair, RepairRule};
use wireroom_text::{Edit, Received, Span, TextMap};

/// What one pass found, in bytes of the draft as that pass saw it.
pub(crate) struct Found {
    /// What the user is shown: a whole word where letters were hit.
    pub(crate) shown: Range<usize>,
    /// What is read there instead.
    pub(crate) replacement: String,
    pub(crate) rule: RepairRule,
    pub(crate) confidence: f32,
    /// The smallest edits that make it so; empty means the one that `shown` says.
    pub(crate) edits: Vec<(Range<usize>, String)>,
}

impl Found {
    /// A find whose edit is what is shown.
    pub(crate) fn whole(
        shown: Range<usize>,
        replacement: impl Into<String>,
        rule: RepairRule,
        confidence: f32,
    ) -> Self {
        Self { shown, replacement: replacement.into(), rule, confidence, edits: Vec::new() }
    }
}

/// A text with the repairs made so far.
pub(crate) struct Draft {
    pub(crate) map: TextMap,
    pub(crate) repairs: Vec<Repair>,
}

impl Draft {
    pub(crate) fn new(received: &str) -> Self {
        Self { map: TextMap::unchanged(received), repairs: Vec::new() }
    }

    pub(crate) fn text(&self) -> &str {
        self.map.repaired()
    }

    /// Makes what a pass found. Finds that overlap an earlier one of the same pass are left for the
    /// next round.
    pub(crate) fn apply(&mut self, mut found: Vec<Found>) {
        found.sort_by_key(|found| (found.shown.start, found.shown.end));
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        let mut at = 0;
        for find in found {
            if find.shown.start < at || find.shown.end < find.shown.start {
                continue;
            }
            at = find.shown.end;
            self.repairs.push(Repair {
                span: self.map.to_received(Span::of(find.shown.clone())),
                replacement: find.replacement.clone(),
                rule: find.rule,
                confidence: find.confidence,
                applied: true,
            });
            if find.edits.is_empty() {
                edits.push((find.shown, find.replacement));
            } else {
                edits.extend(find.edits);
            }
        }
        if !edits.is_empty() {
            self.map = compose(&self.map, &edits);
        }
    }

    /// The map and the repairs, in order of span.
    pub(crate) fn finish(mut self) -> (TextMap, Vec<Repair>) {
        self.repairs.sort_by_key(|repair| (repair.span.start(), repair.span.end()));
        (self.map, self.repairs)
    }
}

/// One stretch of the text between the two edit lists, with the received bytes it came from.
struct Stretch {
    middle: Range<usize>,
    /// Received bytes that the first list replaced inside it, less what it put there.
    received_less_middle: isize,
}

/// `map` with `second` on top, whose ranges are in bytes of `map.repaired()` and do not overlap.
/// Edits that touch become one.
pub(crate) fn compose(map: &TextMap, second: &[(Range<usize>, String)]) -> TextMap {
    let middle = map.repaired();
    let mut stretches: Vec<Stretch> = Vec::with_capacity(map.edits().len() + second.len());
    let mut shift: isize = 0;
    for edit in map.edits() {
        let start = (edit.span.start() as isize + shift).max(0) as usize;
        let grown = edit.replacement.len() as isize - edit.span.len() as isize;
        stretches.push(Stretch {
            middle: start..start + edit.replacement.len(),
            received_less_middle: -grown,
        });
        shift += grown;
    }
    stretches.extend(
        second.iter().map(|(range, _)| Stretch { middle: range.clone(), received_less_middle: 0 }),
    );
    stretches.sort_by_key(|stretch| (stretch.middle.start, stretch.middle.end));
    let mut joined: Vec<Stretch> = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        match joined.last_mut() {
            Some(last) if stretch.middle.start <= last.middle.end => {
                last.middle.end = last.middle.end.max(stretch.middle.end);
                last.received_less_middle += stretch.received_less_middle;
            }
            _ => joined.push(stretch),
        }
    }
    let mut later = second.iter().peekable();
    let mut edits = Vec::with_capacity(joined.len());
    let mut shift: isize = 0;
    for stretch in joined {
        let mut replacement = String::with_capacity(stretch.middle.len());
        let mut at = stretch.middle.start;
        while let Some((range, text)) = later.next_if(|(range, _)| range.end <= stretch.middle.end)
        {
            if range.start < at {
                continue;
            }
            replacement.push_str(middle.get(at..range.start).unwrap_or(""));
            replacement.push_str(text);
            at = range.end;
        }
        replacement.push_str(middle.get(at..stretch.middle.end).unwrap_or(""));
        let start = (stretch.middle.start as isize + shift).max(0) as usize;
        shift += stretch.received_less_middle;
        let end = (stretch.middle.end as isize + shift).max(0) as usize;
        edits.push(Edit::replace(Span::<Received>::of(start..end), replacement));
    }
    // The stretches are disjoint and on character boundaries, so this cannot fail; were it to, the
    // text would rather stay as it was.
    TextMap::new(map.received(), edits).unwrap_or_else(|_| map.clone())
}
