//! What the conversions look up: documents by id, events by document, passages by span.

use crate::quote::{Dated, Passage, Pieces, Quote, Span};
use std::collections::{BTreeMap, HashMap};
use wireroom::Reading;
use wireroom_model::{DocumentId, EventId, Stamp};
use wireroom_text::Repaired;

/// A record with the indices that conversion needs.
pub(super) struct Pile<'a> {
    pub(super) record: &'a wireroom::Record,
    documents: HashMap<&'a DocumentId, usize>,
    events: BTreeMap<usize, Vec<&'a EventId>>,
}

impl<'a> Pile<'a> {
    pub(super) fn of(record: &'a wireroom::Record) -> Self {
        let documents =
            record.documents.iter().enumerate().map(|(at, r)| (&r.document.id, at)).collect();
        let mut events: BTreeMap<usize, Vec<&EventId>> = BTreeMap::new();
        for event in &record.events {
            for &at in &event.documents {
                events.entry(at).or_default().push(&event.id);
            }
        }
        Self { record, documents, events }
    }

    pub(super) fn reading(&self, at: usize) -> Option<&'a Reading> {
        self.record.documents.get(at)
    }

    pub(super) fn index(&self, id: &DocumentId) -> Option<usize> {
        self.documents.get(id).copied()
    }

    /// The id of document `at`; empty for an index outside the pile, which no stage gives.
    pub(super) fn id(&self, at: usize) -> String {
        self.reading(at).map(|reading| reading.document.id.to_string()).unwrap_or_default()
    }

    /// What the input calls document `at`, else its id.
    pub(super) fn label(&self, at: usize) -> String {
        let given = self.reading(at).and_then(|reading| reading.document.source_id.clone());
        given.unwrap_or_else(|| self.id(at))
    }

    pub(super) fn family(&self, at: usize) -> Option<String> {
        let family = self.record.families.get(self.reading(at)?.family)?;
        Some(family.id.to_string())
    }

    pub(super) fn events(&self, at: usize) -> Vec<String> {
        let events = self.events.get(&at).map_or(&[][..], Vec::as_slice);
        events.iter().map(ToString::to_string).collect()
    }

    pub(super) fn passage(
        &self,
        at: usize,
        span: wireroom_text::Span<Repaired>,
    ) -> Option<Passage> {
        let reading = self.reading(at)?;
        Some(Passage { span: received(reading, span), text: reading.shown(span).to_owned() })
    }

    pub(super) fn passages(
        &self,
        at: usize,
        spans: &[wireroom_text::Span<Repaired>],
    ) -> Vec<Passage> {
        spans.iter().filter_map(|&span| self.passage(at, span)).collect()
    }

    pub(super) fn quote(&self, at: usize, span: wireroom_text::Span<Repaired>) -> Option<Quote> {
        let Passage { span, text } = self.passage(at, span)?;
        Some(Quote { document: self.id(at), span, text })
    }
}

/// Where a span of the reading text stood in the text as received.
pub(super) fn received(reading: &Reading, span: wireroom_text::Span<Repaired>) -> Span {
    bytes(reading.received(span))
}

/// A span as the contract has it.
pub(super) fn bytes(span: wireroom_text::Span<wireroom_text::Received>) -> Span {
    let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Span(clamp(span.start()), clamp(span.end()))
}

/// Several pieces as one; `None` when there are none.
pub(super) fn pieces(pieces: Vec<Passage>) -> Option<Pieces> {
    let span = pieces.iter().map(|piece| piece.span).reduce(Span::cover)?;
    let text = pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" … ");
    Some(Pieces { span, text, pieces })
}

pub(super) fn dated(stamp: &Stamp) -> Dated {
    Dated { value: stamp.value.clone(), basis: stamp.basis.as_str().to_owned() }
}

pub(super) fn strings<T: ToString>(ids: &[T]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

/// Rounded to four decimals; 0 for what is not a number, which JSON cannot say.
pub(super) fn four(x: impl Into<f64>) -> f64 {
    let rounded = (x.into() * 10_000.0).round() / 10_000.0;
    // Adding zero turns -0.0 into 0.0.
    if rounded.is_finite() { rounded + 0.0 } else { 0.0 }
}
