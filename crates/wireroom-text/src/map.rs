//! The map between a text as received and as repaired: a sorted list of edits, not a table of
//! bytes, so that it costs nothing where nothing was changed.

use crate::span::{Received, Repaired, Span};
use std::fmt;

/// One replacement: the bytes at `span` of the received text are read as `replacement`.
///
/// An empty span inserts; an empty replacement deletes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced, in the text as received.
    pub span: Span<Received>,
    /// What is read instead.
    pub replacement: String,
}

impl Edit {
    /// An edit that reads `replacement` at `span`.
    #[must_use]
    pub fn replace(span: Span<Received>, replacement: impl Into<String>) -> Self {
        Self { span, replacement: replacement.into() }
    }

    /// An edit that inserts `text` before byte `at`.
    #[must_use]
    pub fn insert(at: u32, text: impl Into<String>) -> Self {
        Self { span: Span::new(at, at), replacement: text.into() }
    }

    /// An edit that removes `span`.
    #[must_use]
    pub fn delete(span: Span<Received>) -> Self {
        Self { span, replacement: String::new() }
    }
}

/// Why a list of edits is not a map.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum MapError {
    /// Two edits overlap, or two insertions stand at one place.
    Overlap(Span<Received>, Span<Received>),
    /// An edit lies outside the text or cuts a character.
    Boundary(Span<Received>),
}

impl fmt::Display for MapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overlap(a, b) => write!(f, "edits at bytes {a:?} and {b:?} overlap"),
            Self::Boundary(a) => write!(f, "an edit at bytes {a:?} is outside the text"),
        }
    }
}

impl std::error::Error for MapError {}

/// A text as received, as repaired, and the way between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextMap {
    received: String,
    repaired: String,
    edits: Vec<Edit>,
    /// For each edit, where its replacement starts in the repaired text.
    starts: Vec<usize>,
}

impl TextMap {
    /// Applies `edits`, given in any order.
    ///
    /// # Errors
    /// When two edits overlap or one does not lie on character boundaries of the text.
    pub fn new(received: impl Into<String>, mut edits: Vec<Edit>) -> Result<Self, MapError> {
        let received = received.into();
        edits.sort();
        edits.retain(|edit| received.get(edit.span.range()) != Some(edit.replacement.as_str()));
        let mut repaired = String::with_capacity(received.len());
        let mut starts = Vec::with_capacity(edits.len());
        let mut at = 0;
        let mut last: Option<Span<Received>> = None;
        for edit in &edits {
            if let Some(last) = last
                && (edit.span.start() < last.end() || edit.span == last)
            {
                return Err(MapError::Overlap(last, edit.span));
            }
            let kept = received.get(at..edit.span.start()).filter(|_| {
                edit.span.end() <= received.len() && received.is_char_boundary(edit.span.end())
            });
            repaired.push_str(kept.ok_or(MapError::Boundary(edit.span))?);
            starts.push(repaired.len());
            repaired.push_str(&edit.replacement);
            at = edit.span.end();
            last = Some(edit.span);
        }
        repaired.push_str(received.get(at..).unwrap_or(""));
        Ok(Self { received, repaired, edits, starts })
    }

    /// A text that needs no repair.
    #[must_use]
    pub fn unchanged(received: impl Into<String>) -> Self {
        let received = received.into();
        let repaired = received.clone();
        Self { received, repaired, edits: Vec::new(), starts: Vec::new() }
    }

    /// This map with `more` edits on top, given in received coordinates. An edit of the map that
    /// lies inside one of `more` gives way to it; one of `more` that cuts an edit of the map in
    /// two is widened to cover it.
    ///
    /// # Errors
    /// When two of `more` overlap after widening, or lie outside the text.
    pub fn with_edits(&self, more: Vec<Edit>) -> Result<Self, MapError> {
        let mut all: Vec<Edit> = Vec::with_capacity(self.edits.len() + more.len());
        let mut more = more;
        for edit in &mut more {
            for held in &self.edits {
                if held.span.overlaps(edit.span) {
                    edit.span = edit.span.cover(held.span);
                }
            }
        }
        let absorbed = |held: &Edit| {
            more.iter().any(|edit| {
                edit.span.overlaps(held.span)
                    || (held.span.is_empty()
                        && edit.span.start() <= held.span.start()
                        && held.span.start() <= edit.span.end())
            })
        };
        all.extend(self.edits.iter().filter(|held| !absorbed(held)).cloned());
        all.extend(more.iter().cloned());
        Self::new(self.received.clone(), all)
    }

    /// The text as received, byte for byte.
    #[must_use]
    pub fn received(&self) -> &str {
        &self.received
    }

    /// The text as repaired.
    #[must_use]
    pub fn repaired(&self) -> &str {
        &self.repaired
    }

    /// The edits in force, in text order, none overlapping.
    #[must_use]
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Where a span of the repaired text stood in the received text.
    ///
    /// A span that cuts into a replacement takes in all that the edit replaced. Text deleted just
    /// before or just after the span is left out; text deleted inside it is within.
    #[must_use]
    pub fn to_received(&self, span: Span<Repaired>) -> Span<Received> {
        let start = self.place(span.start(), Side::Start);
        let end = if span.is_empty() { start } else { self.place(span.end(), Side::End) };
        Span::of(start..end.max(start))
    }

    /// Where a span of the received text stands after repair, or `None` when nothing of it is
    /// left. A span that cuts into an edit takes in all of the replacement.
    #[must_use]
    pub fn to_repaired(&self, span: Span<Received>) -> Option<Span<Repaired>> {
        let (mut start, mut end) = (None, 0);
        let mut note = |range: std::ops::Range<usize>| {
            if !range.is_empty() {
                start = start.or(Some(range.start));
                end = range.end;
            }
        };
        // Only the runs and edits around the span matter: begin at the first edit that could touch.
        let first = self.edits.partition_point(|edit| edit.span.end() < span.start());
        let (mut at, mut at_repaired) = match first.checked_sub(1) {
            Some(before) => {
                let edit = &self.edits[before];
                (edit.span.end(), self.starts[before] + edit.replacement.len())
            }
            None => (0, 0),
        };
        for (edit, &edit_start) in self.edits[first..].iter().zip(&self.starts[first..]) {
            let (run_start, run_end) = (span.start().max(at), span.end().min(edit.span.start()));
            if run_start < run_end {
                note(at_repaired + run_start - at..at_repaired + run_end - at);
            }
            // What was merely inserted is within where text on both sides is, and not at an edge: not
            // even behind text that was deleted.
            if !edit.span.is_empty() && edit.span.overlaps(span) {
                note(edit_start..edit_start + edit.replacement.len());
            }
            at = edit.span.end();
            at_repaired = edit_start + edit.replacement.len();
            if at >= span.end() {
                break;
            }
        }
        let (run_start, run_end) = (span.start().max(at), span.end().min(self.received.len()));
        if run_start < run_end && at < span.end() {
            note(at_repaired + run_start - at..at_repaired + run_end - at);
        }
        start.map(|start| Span::of(start..end))
    }

    /// The repaired reading of a span of the received text, empty where nothing is left.
    #[must_use]
    pub fn repair_of(&self, span: Span<Received>) -> &str {
        self.to_repaired(span).map_or("", |span| span.text(&self.repaired))
    }

    /// `span` moved to where [`TextMap::repair_of`] its received span shows it: a replacement that
    /// it cuts is taken in whole, and text that an edit merely inserted at its edges is left out.
    /// A span that holds nothing but inserted text becomes empty at its start.
    #[must_use]
    pub fn snap(&self, span: Span<Repaired>) -> Span<Repaired> {
        self.to_repaired(self.to_received(span)).unwrap_or(Span::of(span.start()..span.start()))
    }

    /// The first place where `needle` stands in the repaired text.
    #[must_use]
    pub fn find(&self, needle: &str) -> Option<Span<Repaired>> {
        self.repaired.find(needle).map(|at| Span::of(at..at + needle.len()))
    }

    fn place(&self, at: usize, side: Side) -> usize {
        // The last edit whose replacement starts at or before `at`; for an end, strictly before.
        let count = match side {
            Side::Start => self.starts.partition_point(|&start| start <= at),
            Side::End => self.starts.partition_point(|&start| start < at),
        };
        let Some(index) = count.checked_sub(1) else { return at };
        let edit = &self.edits[index];
        let replaced = self.starts[index]..self.starts[index] + edit.replacement.len();
        match side {
            Side::Start if replaced.contains(&at) => edit.span.start(),
            Side::End if replaced.start < at && at <= replaced.end => edit.span.end(),
            _ => edit.span.end() + (at - replaced.end),
        }
    }
}

#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}
