//! What the training program needs: the very features, labels, search and file format of the
//! tagger. No part of the public interface; it changes without notice.

use wireroom_model::NameKind;
use wireroom_text::{Repaired, Span};

use crate::tagger::{
    Key, Mix, Model, Said, Tagged, View, Viewed, Weights, features, label_of, tag_with,
};

/// Number of labels.
pub const LABELS: usize = crate::tagger::LABELS;

/// A sentence ready to learn from: the features of each token and its label.
pub struct Example {
    /// Where each token stands.
    pub spans: Vec<Span<Repaired>>,
    /// Features of each token.
    pub keys: Vec<Vec<u32>>,
    /// Label of each token.
    pub labels: Vec<usize>,
}

/// The example of a sentence and its names (spans into it). A name that cuts a token takes it
/// whole; of two that overlap the first stays.
#[must_use]
pub fn example(sentence: &str, names: &[(Span<Repaired>, NameKind)]) -> Example {
    let view = View::new(sentence);
    let mut labels = vec![0; view.len()];
    for (span, kind) in names {
        let within: Vec<usize> =
            (0..view.len()).filter(|at| view.span(*at).overlaps(*span)).collect();
        if within.iter().any(|at| labels[*at] != 0) {
            continue;
        }
        for (place, at) in within.iter().enumerate() {
            labels[*at] = label_of(*kind, place, within.len());
        }
    }
    let keys = (0..view.len())
        .map(|at| {
            let mut keys: Vec<Key> = Vec::new();
            features(&view, at, &mut keys);
            keys
        })
        .collect();
    Example { spans: (0..view.len()).map(|at| view.span(at)).collect(), keys, labels }
}

/// Whether one label may follow another; `None` is before the first and after the last.
#[must_use]
pub fn lawful(before: Option<usize>, after: Option<usize>) -> bool {
    crate::tagger::lawful(before, after)
}

/// The file of a model; rows in rising order of key.
#[must_use]
pub fn file(transitions: [[i32; LABELS]; LABELS], rows: Vec<(u32, [i8; LABELS])>) -> Vec<u8> {
    Weights { transitions, rows }.write()
}

/// A tagger from a file, or `None` where it is damaged.
#[must_use]
pub fn tagger(file: &[u8]) -> Option<impl Fn(&str) -> Vec<(Span<Repaired>, NameKind)> + use<>> {
    let model = Model::read(file)?;
    Some(move |sentence: &str| tag_with(&model, sentence))
}

/// The places of names, whether they act or not; `names` in text order, inside sentences.
#[must_use]
pub fn places(
    text: &str,
    sentences: &[wireroom_model::Sentence],
    names: &[wireroom_model::Name],
) -> Vec<Option<wireroom_model::Place>> {
    let words = crate::words::Words::new(text, sentences, names);
    crate::places::resolve(text, &words, names, None)
}

/// Tries mixes of a tagger from a file and an encoder.
pub struct Mixer {
    model: Model,
}

impl Mixer {
    /// Reads a tagger, or `None` where the file is damaged.
    #[must_use]
    pub fn new(file: &[u8]) -> Option<Self> {
        Some(Self { model: Model::read(file)? })
    }

    /// The names of a sentence by its tokens, what the encoder says of each, and the shares of the
    /// chain, of its pairs, of the encoder, and what is added to the score of no name.
    #[must_use]
    pub fn names(
        &self,
        sentence: &str,
        viewed: &Viewed,
        said: &[Said],
        mix: [f32; 4],
    ) -> Vec<Tagged> {
        let [own, pairs, share, outside] = mix;
        let mix = Mix { own, pairs, said: share, outside };
        viewed.names_with(&self.model, sentence, Some((said, mix)))
    }
}
