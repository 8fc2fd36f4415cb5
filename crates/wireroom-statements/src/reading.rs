//! Passages read ahead of the texts they stand in, so that a copied passage is read once.

use crate::find::{self, Draft, drafts};
use crate::mix::{Ear, SHIPPED};
use crate::weights::Model;
use crate::word::Word;
use crate::{Page, RawStatement, formula, mend, raw, relay, whole, without_citings};
use std::ops::Range;
use wireroom_encoder::{Encoder, Heard, Passage};
use wireroom_model::NameKind;
use wireroom_text::Span;

/// What one passage says, but for what the names in it tell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PassageReading {
    drafts: Vec<Draft>,
}

/// The words of a passage, to be read with the chains alone or with what an encoder heard.
#[derive(Debug)]
pub struct Worded {
    words: Vec<Word>,
    ranges: Vec<Range<usize>>,
}

impl Worded {
    /// The words of a passage, given as text and the byte offsets at which its sentences begin.
    #[must_use]
    pub fn new(passage: &str, starts: &[usize]) -> Self {
        let words = find::read(passage, starts);
        let ranges = ranges(&words);
        Self { words, ranges }
    }

    /// Where the words stand: what an encoder is to be asked about.
    #[must_use]
    pub fn ranges(&self) -> &[Range<usize>] {
        &self.ranges
    }

    /// What the passage says; `heard` is what an encoder heard in it.
    #[must_use]
    pub fn read(&self, passage: &str, heard: Option<&Heard<'_>>) -> PassageReading {
        let ear = heard.map(|heard| Ear { heard, mix: SHIPPED });
        finish(passage, &self.words, drafts(Model::shipped(), &self.words, ear.as_ref()))
    }
}

/// Reads passages, given as text and the byte offsets at which their sentences begin: with the
/// chains alone, or with an encoder beside them.
#[must_use]
pub fn read_passages(
    passages: &[(&str, &[usize])],
    encoder: Option<&Encoder>,
) -> Vec<PassageReading> {
    let worded: Vec<Worded> =
        passages.iter().map(|(passage, starts)| Worded::new(passage, starts)).collect();
    let each = passages.iter().zip(&worded);
    let Some(encoder) = encoder else {
        return each.map(|((text, _), worded)| worded.read(text, None)).collect();
    };
    let asked = each.clone().map(|((text, _), worded)| Passage {
        text,
        words: worded.ranges(),
        tokens: &[],
    });
    let heard = encoder.hear(&asked.collect::<Vec<_>>());
    each.zip(&heard).map(|(((text, _), worded), heard)| worded.read(text, Some(heard))).collect()
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
    mend::mend(&page, &mut drafts);
    let within = relay::told_within(&page, &drafts);
    drafts.extend(within);
    let made = formula::drafts(&page, &drafts);
    drafts.extend(made);
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
