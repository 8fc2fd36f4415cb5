//! Why texts went to one event, or to two, in the reader's terms.
//!
//! What it is not: it decides nothing. It shows what `wireroom-group` went by, with the passages.

use std::collections::{BTreeMap, BTreeSet};
use wireroom_group::Explanation;
use wireroom_model::{DocumentId, Telling};
use wireroom_text::{Received, Span};

/// What is asked: of one event why its texts are there, or of two texts why they are not together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// The documents of an event.
    Event(Vec<DocumentId>),
    /// Of two lists of documents the pair most likely one event; a list may be of one.
    Pair {
        /// The two lists, each of documents of one event.
        texts: (Vec<DocumentId>, Vec<DocumentId>),
        /// The documents of their events; where it is one event, it stands twice.
        events: (Vec<DocumentId>, Vec<DocumentId>),
    },
}

impl Ask {
    pub(crate) fn documents(&self) -> BTreeSet<DocumentId> {
        match self {
            Self::Event(of) => of.iter().cloned().collect(),
            Self::Pair { events: (a, b), .. } => a.iter().chain(b).cloned().collect(),
        }
    }
}

/// Why two texts are in one event or in two, with the passages it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Joining {
    /// The two texts.
    pub texts: (DocumentId, DocumentId),
    /// What decided; the indices in it are those of no pile.
    pub explanation: Explanation,
    /// Its passages, as received.
    pub passages: Vec<Evidence>,
}

/// A passage that a joining rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The document.
    pub document: DocumentId,
    /// What it is evidence of: "name" or "date".
    pub of: &'static str,
    /// Where, in the text as received.
    pub span: Span<Received>,
    /// What stands there after repair.
    pub text: String,
}

/// What is asked of a pile. Nothing for documents that it does not hold.
pub(crate) fn joinings(pile: &[Telling<'_>], ask: &Ask) -> Vec<Joining> {
    let at: BTreeMap<&DocumentId, usize> =
        pile.iter().enumerate().map(|(at, telling)| (&telling.document.id, at)).collect();
    let of = |ids: &[DocumentId]| {
        let mut found: Vec<usize> = ids.iter().filter_map(|id| at.get(id).copied()).collect();
        found.sort_unstable();
        found
    };
    let found = match ask {
        Ask::Event(documents) => wireroom_group::explain_event(pile, &of(documents)),
        Ask::Pair { texts: (a, b), events } => {
            let pair = wireroom_group::nearest(pile, &of(a), &of(b));
            let (one, other) = (of(&events.0), of(&events.1));
            pair.and_then(|pair| wireroom_group::explain(pile, pair, (&one, &other)))
                .into_iter()
                .collect()
        }
    };
    found.into_iter().map(|explanation| joining(pile, explanation)).collect()
}

fn joining(pile: &[Telling<'_>], explanation: Explanation) -> Joining {
    let id = |at: usize| pile[at].document.id.clone();
    let passages = explanation.passages.iter().map(|shown| {
        let map = &pile[shown.document].text.map;
        let span = map.to_received(shown.span);
        let text = map.repair_of(span).to_owned();
        Evidence { document: id(shown.document), of: shown.of, span, text }
    });
    let passages = passages.collect();
    Joining { texts: (id(explanation.texts.0), id(explanation.texts.1)), explanation, passages }
}
