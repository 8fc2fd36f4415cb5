//! Half-open byte ranges, tagged with the text they point into.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Range;

/// A text that spans can point into.
pub trait Space: Copy + 'static {}

/// The text as it was received, after decoding to UTF-8 and before any repair.
#[derive(Debug, Clone, Copy)]
pub enum Received {}

/// The reading text, after repair.
#[derive(Debug, Clone, Copy)]
pub enum Repaired {}

impl Space for Received {}
impl Space for Repaired {}

/// A half-open range of UTF-8 bytes, `start <= end`, in the text that `S` names.
///
/// Not a range of characters, and not tied to one document: whoever holds a span must know which.
pub struct Span<S: Space = Repaired> {
    start: u32,
    end: u32,
    space: PhantomData<S>,
}

impl<S: Space> Span<S> {
    /// The span `start..end`.
    ///
    /// # Panics
    /// If `start > end`; use [`Span::try_new`] for untrusted numbers.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        assert!(start <= end, "a span ends before it starts");
        Self { start, end, space: PhantomData }
    }

    /// The span of a `usize` range, or `None` when it is reversed or past 4 GiB.
    #[must_use]
    pub fn try_new(range: Range<usize>) -> Option<Self> {
        let start = u32::try_from(range.start).ok()?;
        let end = u32::try_from(range.end).ok()?;
        (start <= end).then_some(Self { start, end, space: PhantomData })
    }

    /// The span of a `usize` range that is known to lie in a text.
    ///
    /// A reversed range or one past 4 GiB becomes empty at its nearest valid position: the readers
    /// refuse texts of that size, so this is a guard and not a path.
    #[must_use]
    pub fn of(range: Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let start = clamp(range.start);
        Self { start, end: clamp(range.end).max(start), space: PhantomData }
    }

    /// First byte.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a `usize` range, to slice with.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text of this span, or the empty string where it does not lie on character boundaries
    /// of `text` (it then belongs to another text).
    #[must_use]
    pub fn text(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether every byte of `other` lies in this span.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte. Empty spans share none.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end && !self.is_empty() && !other.is_empty()
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
            space: PhantomData,
        }
    }

    /// The same length, `by` bytes later.
    #[must_use]
    pub fn shift(self, by: usize) -> Self {
        Self::of(self.start().saturating_add(by)..self.end().saturating_add(by))
    }
}

// Derives would bound `S`; the marker carries no data, so these are written out.
impl<S: Space> Clone for Span<S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S: Space> Copy for Span<S> {}
impl<S: Space> PartialEq for Span<S> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<S: Space> Eq for Span<S> {}
impl<S: Space> PartialOrd for Span<S> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<S: Space> Ord for Span<S> {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<S: Space> Hash for Span<S> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<S: Space> fmt::Debug for Span<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
