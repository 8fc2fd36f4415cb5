//! Passages read ahead of the texts they stand in, so that a copied passage is read once.

use crate::find::{self, Draft, drafts};
use crate::mix::{Ear, SHIPPED};
use crate::weights::Model;
use crate::word::Word;
use crate::{Page, RawStatement, raw, whole, without_citings};
use std::ops::Range;
use wireroom_encoder::{Encoder, Passage};
use wireroom_model::NameKind;
use wireroom_text::Span;

/// What one passage says, but for what the names in it tell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PassageReading {
    drafts: Vec<Draft>,
}

/// Reads passages, given as text and the byte offsets at which their sentences begin: with the
/// chains alone, or with an encoder beside them.
#[must_use]
pub fn read_passages(
    passages: &[(&str, &[usize])],
    encoder: Option<&Encoder>,
) -> Vec<PassageReading> {
    let words: Vec<Vec<Word>> =
        passages.iter().map(|(passage, starts)| find::read(passage, starts)).collect();
    let model = Model::shipped();
    let each = passages.iter().zip(&words);
    let Some(encoder) = encoder else {
        return each
            .map(|((text, _), words)| finish(text, words, drafts(model, words, None)))
            .collect();
    };
    let ranges: Vec<Vec<Range<usize>>> = words.iter().map(|words| ranges(words)).collect();
    let asked = passages.iter().zip(&ranges).map(|((text, _), words)| Passage { text, words });
    let heard = encoder.hear(&asked.collect::<Vec<_>>());
    each.zip(&heard)
        .map(|(((text, _), words), heard)| {
            finish(text, words, drafts(model, words, Some(&Ear { heard, mix: SHIPPED })))
        })
        .collect()
}

/// Where words stand.
pub(crate) fn ranges(words: &[Word]) -> Vec<Range<usize>> {
    words.iter().map(|word| word.start as usize..word.end as usize).collect()
}

fn finish(text: &str, words: &[Word], mut drafts: Vec<Draft>) -> PassageReading {
    let page = Page { text, words, names: &[] };
    for draft in &mut drafts {
        whole::join_sources(words, draft, &|at| page.word(at).to_lowercase());
    }
    PassageReading { drafts }
}

impl PassageReading {
    /// The statements of the passage, whose text and sentence starts are those it was read from,
    /// given the names in it.
    pub(crate) fn with_names(
        &self,
        passage: &str,
        starts: &[usize],
        names: &[(Span, NameKind)],
    ) -> Vec<RawStatement> {
        if self.drafts.is_empty() {
            return Vec::new();
        }
        let words = find::read(passage, starts);
        let page = Page { text: passage, words: &words, names };
        without_citings(passage, self.drafts.iter().map(|draft| raw(&page, draft)).collect())
    }
}
