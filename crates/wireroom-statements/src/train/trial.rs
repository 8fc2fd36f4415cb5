//! Stored models tried out: their drafts for a passage, and how each step does by itself.

use super::{Example, Marked, agrees};
use crate::find::{drafts, find_cues, find_roles};
use crate::mix::{Ear, Mix};
use crate::weights::Model;
use std::ops::Range;

/// The same model with other decoding settings.
#[must_use]
pub fn with_settings(stored: &[u8], cue_bonus: f32, threshold: f32) -> Vec<u8> {
    let leaked: &'static [u8] = Box::leak(stored.to_vec().into_boxed_slice());
    let Some(mut model) = Model::read(leaked) else { return Vec::new() };
    model.cue_bonus = cue_bonus;
    model.threshold = threshold;
    model.write()
}

/// Drafts by a stored model in bytes of the passage: source, cue, content, log odds.
pub struct Tried {
    model: Model,
}

impl Tried {
    /// Reads a stored model.
    #[must_use]
    pub fn new(stored: &[u8]) -> Self {
        let leaked: &'static [u8] = Box::leak(stored.to_vec().into_boxed_slice());
        Self { model: Model::read(leaked).unwrap_or_default() }
    }

    /// Drafts with odds from `threshold` on.
    #[must_use]
    pub fn run(&self, passage: &str, starts: &[usize]) -> Vec<(Marked, f32)> {
        let words = crate::find::read(passage, starts);
        marked(&words, &drafts(&self.model, &words, None))
    }
}

/// A passage heard once, to try mixes on.
pub struct Sounded<'a> {
    words: Vec<crate::word::Word>,
    heard: wireroom_encoder::Heard<'a>,
}

/// Hears passages, given as text and sentence starts.
#[must_use]
pub fn sound<'a>(
    encoder: &'a wireroom_encoder::Encoder,
    passages: &[(&str, &[usize])],
) -> Vec<Sounded<'a>> {
    let words: Vec<_> =
        passages.iter().map(|(text, starts)| crate::find::read(text, starts)).collect();
    let ranges: Vec<_> = words.iter().map(|words| crate::reading::ranges(words)).collect();
    let asked: Vec<_> = passages
        .iter()
        .zip(&ranges)
        .map(|((text, _), words)| wireroom_encoder::Passage { text, words, tokens: &[] })
        .collect();
    let heard = encoder.hear(&asked);
    words.into_iter().zip(heard).map(|(words, heard)| Sounded { words, heard }).collect()
}

impl Sounded<'_> {
    /// Drafts by the weights that ship and a mix: shares of chain and encoder in cues, the same in
    /// roles, what the encoder's cue odds add to the judge, the cue bonus. All are kept.
    #[must_use]
    pub fn run(&self, mix: [f32; 6]) -> Vec<(Marked, f32)> {
        let [a, b, c, d, judged, cue_bonus] = mix;
        let mix = Mix { cues: [a, b], roles: [c, d], judged, cue_bonus, threshold: -99.0 };
        let ear = Ear { heard: &self.heard, mix };
        marked(&self.words, &drafts(Model::shipped(), &self.words, Some(&ear)))
    }
}

fn marked(words: &[crate::word::Word], drafts: &[crate::find::Draft]) -> Vec<(Marked, f32)> {
    let bytes = |r: &Range<usize>| words[r.start].start as usize..words[r.end - 1].end as usize;
    let each = drafts.iter().map(|d| {
        let marked = Marked {
            source: d.source.iter().map(bytes).collect(),
            cue: vec![bytes(&d.cue)],
            content: d.content.iter().map(bytes).collect(),
        };
        (marked, d.odds)
    });
    each.collect()
}

/// How the steps do by themselves on examples: exact cues (hits, predicted, gold); with the gold
/// cues, exact sources and content pieces (hits, predicted, gold each) and whole statements.
#[must_use]
pub fn steps(stored: &[u8], examples: &[Example]) -> String {
    let tried = Tried::new(stored);
    let (mut cue, mut source, mut content, mut whole) = ([0; 3], [0; 3], [0; 3], [0; 2]);
    for example in examples {
        let cues = find_cues(&tried.model, &example.words, None);
        cue[1] += cues.spans.len();
        cue[2] += example.gold.len();
        cue[0] += cues.spans.iter().filter(|c| example.gold.iter().any(|g| g.cue == c.0)).count();
        for gold in example.gold.iter().filter(|g| !g.content.is_empty()) {
            whole[1] += 1;
            content[2] += gold.content.len();
            source[2] += usize::from(gold.source.is_some());
            let draft =
                find_roles(&tried.model, &example.words, gold.cue.clone(), 0.0, &cues.likely, None);
            let Some(draft) = draft else { continue };
            source[1] += usize::from(draft.source.is_some());
            source[0] += usize::from(draft.source.is_some() && draft.source == gold.source);
            content[1] += draft.content.len();
            content[0] += draft.content.iter().filter(|c| gold.content.contains(c)).count();
            whole[0] += usize::from(agrees(&draft, gold));
        }
    }
    let f = |[hit, p, g]: [usize; 3]| 200.0 * hit as f64 / (p + g).max(1) as f64;
    format!(
        "cue exact F {:.2} ({cue:?}); gold cues: source exact F {:.2}, content exact F {:.2}, whole recall {:.2}",
        f(cue),
        f(source),
        f(content),
        100.0 * whole[0] as f64 / whole[1].max(1) as f64
    )
}
