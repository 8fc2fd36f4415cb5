//! Names of a sentence by a linear-chain model: hashed features of a window of two tokens, labels
//! BILOU over five kinds, exact Viterbi search, integer weights.
//!
//! After Ratinov and Roth 2009 (BILOU, gazetteers) and Collins 2002 (averaged perceptron); unlike
//! them, features are computed from a view of the tokens in which white space does not count, so
//! text split by spaces around punctuation reads as running text does.

mod features;
mod labels;
mod model;
mod view;

use wireroom_model::NameKind;
use wireroom_text::{Repaired, Span};

pub(crate) use features::{Key, features};
pub(crate) use labels::{LABELS, decode, label_of, lawful, viterbi};
pub(crate) use model::{Model, Weights};
pub(crate) use view::View;

/// The model that made the names, as annotations say it.
pub const MODEL: &str = "names-linear-1";

/// Longest piece that is searched at once; longer sentences are cut there.
const PIECE: usize = 2048;

/// The names of one sentence, in order, not overlapping, as spans into `sentence`.
#[must_use]
pub fn tag(sentence: &str) -> Vec<(Span<Repaired>, NameKind)> {
    tag_with(Model::shipped(), sentence)
}

pub(crate) fn tag_with(model: &Model, sentence: &str) -> Vec<(Span<Repaired>, NameKind)> {
    let view = View::new(sentence);
    let mut found = Vec::new();
    let mut keys: Vec<Key> = Vec::with_capacity(96);
    let mut scores: Vec<[i32; LABELS]> = Vec::new();
    let mut from = 0;
    while from < view.len() {
        let to = (from + PIECE).min(view.len());
        scores.clear();
        for at in from..to {
            keys.clear();
            features(&view, at, &mut keys);
            scores.push(model.scores(&keys));
        }
        let labels = viterbi(&scores, model.transitions());
        for (first, last, kind) in decode(&labels) {
            let span = view.span(from + first).cover(view.span(from + last));
            found.extend(trimmed(sentence, span).map(|span| (span, kind)));
        }
        from = to;
    }
    found
}

/// The span without signs at its edges that no name begins or ends with; `None` for what has no
/// letter then, and for a lone day or month.
fn trimmed(sentence: &str, span: Span<Repaired>) -> Option<Span<Repaired>> {
    let text = span.text(sentence);
    let outside = |c: char| {
        !c.is_alphanumeric()
            && !matches!(c, '.' | '\'' | '’' | ')' | '"' | '”' | '!' | '+' | '$' | '@' | '#' | '“')
    };
    let start = span.start() + (text.len() - text.trim_start_matches(outside).len());
    let end = span.end() - (text.len() - text.trim_end_matches(outside).len());
    let kept = Span::try_new(start..end)?;
    let text = kept.text(sentence);
    let calendar = matches!(
        text.to_lowercase().as_str(),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "january"
            | "february"
            | "july"
            | "september"
            | "october"
            | "november"
            | "december"
    );
    (text.chars().any(char::is_alphabetic) && !calendar).then_some(kept)
}
