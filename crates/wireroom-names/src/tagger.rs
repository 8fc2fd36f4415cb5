//! Names of a sentence by a linear-chain model: hashed features of a window of two tokens, labels
//! BILOU over five kinds, exact Viterbi search, integer weights.
//!
//! After Ratinov and Roth 2009 (BILOU, gazetteers) and Collins 2002 (averaged perceptron); unlike
//! them, features are computed from a view of the tokens in which white space does not count, so
//! text split by spaces around punctuation reads as running text does.

mod features;
mod labels;
mod mix;
mod model;
mod view;

use wireroom_model::NameKind;
use wireroom_text::{Repaired, Span};

pub(crate) use features::{Key, features};
pub(crate) use labels::{KINDS, LABELS, Transitions, decode, label_of, lawful, viterbi};
pub(crate) use mix::Mix;
pub(crate) use model::{Model, Weights};
pub(crate) use view::View;

/// The model that made the names, as annotations say it.
pub const MODEL: &str = "names-linear-1";

/// Longest piece that is searched at once; longer sentences are cut there.
const PIECE: usize = 2048;

/// The model where an encoder has its say, as annotations say it.
pub const FULL_MODEL: &str = "names-linear-1+encoder-minilm3-3";

/// What an encoder says of a token: log odds of each label against the first, in the order of the
/// labels of this crate (outside; then first, inner, last and only token of a name of a person, an
/// organization, a place, a nationality, another kind).
pub type Said = [f32; LABELS];

/// The names of one sentence, in order, not overlapping, as spans into `sentence`.
#[must_use]
pub fn tag(sentence: &str) -> Vec<(Span<Repaired>, NameKind)> {
    tag_with(Model::shipped(), sentence)
}

/// A name as its sentence shows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tagged {
    /// Where it stands.
    pub span: Span<Repaired>,
    /// What it is.
    pub kind: NameKind,
    /// What the words are worth as a name of each kind, in the order of [`NameKind`], and as no name
    /// at all, against the kind that was chosen; about log odds. Nothing where the chain alone was
    /// asked.
    pub odds: Option<Odds>,
}

/// See [`Tagged::odds`].
pub type Odds = [f32; 6];

pub(crate) fn tag_with(model: &Model, sentence: &str) -> Vec<(Span<Repaired>, NameKind)> {
    let found = Viewed::new(sentence).names_with(model, sentence, None);
    found.into_iter().map(|tagged| (tagged.span, tagged.kind)).collect()
}

/// The tokens of one sentence, to be tagged alone or with what an encoder says of them.
pub struct Viewed {
    view: View,
}

impl Viewed {
    /// The tokens of `sentence`.
    #[must_use]
    pub fn new(sentence: &str) -> Self {
        Self { view: View::new(sentence) }
    }

    /// Where the tokens stand: what an encoder is to be asked about.
    pub fn spans(&self) -> impl Iterator<Item = Span<Repaired>> {
        (0..self.view.len()).map(|at| self.view.span(at))
    }

    /// The names of the sentence, as [`tag`] gives them; with `said`, one for each token, the
    /// encoder has its share.
    #[must_use]
    pub fn names(&self, sentence: &str, said: Option<&[Said]>) -> Vec<Tagged> {
        self.names_with(Model::shipped(), sentence, said.map(|said| (said, mix::SHIPPED)))
    }

    pub(crate) fn names_with(
        &self,
        model: &Model,
        sentence: &str,
        said: Option<(&[Said], Mix)>,
    ) -> Vec<Tagged> {
        let view = &self.view;
        let mixed = said.map(|(_, mix)| mix.transitions(model.transitions()));
        let transitions = mixed.as_ref().unwrap_or(model.transitions());
        let unit = said.map(|(_, mix)| mix.unit());
        let mut found = Vec::new();
        let mut keys: Vec<Key> = Vec::with_capacity(96);
        let mut scores: Vec<[i32; LABELS]> = Vec::new();
        let mut from = 0;
        while from < view.len() {
            let to = (from + PIECE).min(view.len());
            scores.clear();
            for at in from..to {
                keys.clear();
                features(view, at, &mut keys);
                let own = model.scores(&keys);
                scores.push(said.map_or(own, |(said, mix)| mix.scores(&own, said.get(at))));
            }
            let labels = viterbi(&scores, transitions);
            for (first, last, kind) in decode(&labels) {
                let span = view.span(from + first).cover(view.span(from + last));
                let Some(span) = trimmed(sentence, span) else { continue };
                let own = scores.get(first..=last).unwrap_or(&[]);
                let odds = unit.map(|unit| odds(own, transitions, kind, unit));
                found.push(Tagged { span, kind, odds });
            }
            from = to;
        }
        found
    }
}

/// What tokens with these scores are worth as a name of each kind and as none, against `kind`, with
/// no name on either side; `unit` of the scores are about one log odd.
fn odds(scores: &[[i32; LABELS]], pairs: &Transitions, kind: NameKind, unit: f32) -> Odds {
    let worth = |label_at: &dyn Fn(usize) -> usize| {
        let (mut sum, mut before) = (0i64, 0);
        for (at, score) in scores.iter().enumerate() {
            let label = label_at(at);
            sum += i64::from(score[label]) + i64::from(pairs[before][label]);
            before = label;
        }
        sum + i64::from(pairs[before][0])
    };
    let mut sums = [0i64; 6];
    for (sum, kind) in sums.iter_mut().zip(KINDS) {
        *sum = worth(&|at| label_of(kind, at, scores.len()));
    }
    sums[5] = worth(&|_| 0);
    let own = KINDS.iter().position(|one| *one == kind).unwrap_or(0);
    sums.map(|sum| (sum - sums[own]) as f32 / unit)
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
