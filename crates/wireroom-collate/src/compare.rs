//! Compares two bodies by their alignment and decides whether one text lies behind both.
//!
//! Resemblance is not asked for, containment is: how much of the smaller text's own words stand in
//! the other. Words inside quotation marks and words of boilerplate are nobody's own: two reporters
//! at one press conference write down the same sentence. A frame that is filled anew every week
//! agrees in its words and differs in its numbers.

use std::ops::Range;

use crate::Config;
use crate::align::{Block, align};
use crate::shingle::{SHINGLE, sampled, shingles};
use crate::words::Word;

/// A body made ready to be compared.
#[derive(Debug, Clone, Default)]
pub(crate) struct Body {
    pub(crate) words: Vec<Word>,
    pub(crate) ids: Vec<u32>,
    /// For each word, whether it is its writer's own: neither quoted nor boilerplate.
    pub(crate) own: Vec<bool>,
    /// For each word, whether it is boilerplate; empty where there is none.
    common: Vec<bool>,
}

impl Body {
    /// A body, given the shingles that are boilerplate in its pile, sorted.
    pub(crate) fn new(words: Vec<Word>, boilerplate: &[u64]) -> Self {
        let ids = words.iter().map(|word| word.id).collect();
        let mut own: Vec<bool> = words.iter().map(|word| !word.quoted()).collect();
        let mut common = Vec::new();
        if !boilerplate.is_empty() {
            common.resize(words.len(), false);
            let mut last: Option<usize> = None;
            for (at, hash) in shingles(&words).enumerate() {
                if sampled(hash) && boilerplate.binary_search(&hash).is_ok() {
                    // One shingle in a few is sampled: what lies between two is boilerplate too.
                    let from = last.filter(|last| at - last <= 4 * SHINGLE).unwrap_or(at);
                    for slot in own.get_mut(from..at + SHINGLE).unwrap_or_default() {
                        *slot = false;
                    }
                    for slot in common.get_mut(from..at + SHINGLE).unwrap_or_default() {
                        *slot = true;
                    }
                    last = Some(at);
                }
            }
        }
        Self { words, ids, own, common }
    }

    /// Whether half of a passage is boilerplate: then its edges, which the sample of shingles
    /// missed, are boilerplate too.
    fn mostly_common(&self, passage: &Range<usize>) -> bool {
        let words = self.common.get(passage.clone()).unwrap_or_default();
        !words.is_empty() && words.iter().filter(|&&common| common).count() * 2 >= words.len()
    }

    /// Number of words that are the writer's own.
    pub(crate) fn n_own(&self) -> usize {
        self.own.iter().filter(|&&own| own).count()
    }
}

/// A passage that two texts share, in words; a few words within it may differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Passage {
    pub(crate) a: Range<usize>,
    pub(crate) b: Range<usize>,
    /// Words that are equal.
    pub(crate) equal: usize,
}

/// What the decision was, and on what ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// One text lies behind both.
    Copy,
    /// No passage of note is shared.
    NothingShared,
    /// What is shared stands inside quotation marks.
    Quotation,
    /// What is shared stands in many unrelated texts of the pile.
    Boilerplate,
    /// The words agree and the numbers do not: a frame filled anew.
    Frame,
    /// Passages are shared, but too little of either text.
    TooLittle,
}

/// An alignment and what follows from it.
#[derive(Debug, Clone)]
pub(crate) struct Comparison {
    pub(crate) blocks: Vec<Block>,
    pub(crate) passages: Vec<Passage>,
    /// Words of solid passages.
    pub(crate) equal: usize,
    /// Those of them that are own in both.
    pub(crate) own: usize,
    /// Share of all of `a`'s words, and of `b`'s, that stand in solid passages and are equal.
    pub(crate) share: (f32, f32),
    /// The same for own words.
    pub(crate) own_share: (f32, f32),
    pub(crate) verdict: Verdict,
}

/// Gap, in words on either side, that a passage reaches over.
const BRIDGE: usize = 4;
/// Equal words that make a passage solid.
const SOLID: usize = 8;

/// Aligns and decides.
///
/// Of two texts of one outlet more is asked: an outlet repeats its own background.
pub(crate) fn compare(a: &Body, b: &Body, same_outlet: bool, config: &Config) -> Comparison {
    let blocks = align(&a.ids, &b.ids);
    let passages = passages(&blocks);
    let (mut equal, mut own, mut numbers) = (0, 0, 0);
    let mut inside = passages.iter().peekable();
    for block in &blocks {
        while inside.peek().is_some_and(|passage| passage.a.end <= block.a) {
            inside.next();
        }
        if !inside
            .peek()
            .is_some_and(|passage| passage.a.contains(&block.a) && passage.b.contains(&block.b))
        {
            continue;
        }
        equal += block.len;
        let words = a.words.get(block.a..block.a + block.len).unwrap_or_default();
        numbers += words.iter().filter(|word| word.number()).count();
        let passage = inside.peek().map(|passage| &passage.a);
        if passage.is_some_and(|passage| a.mostly_common(passage)) {
            continue;
        }
        let mine = a.own.get(block.a..block.a + block.len).unwrap_or_default();
        let theirs = b.own.get(block.b..block.b + block.len).unwrap_or_default();
        own += mine.iter().zip(theirs).filter(|(x, y)| **x && **y).count();
    }
    let share = |part: usize, body: usize| part as f32 / body.max(1) as f32;
    let (n_a, n_b) = (a.n_own(), b.n_own());
    let mut result = Comparison {
        share: (share(equal, a.words.len()), share(equal, b.words.len())),
        own_share: (share(own, n_a), share(own, n_b)),
        verdict: Verdict::Copy,
        blocks,
        passages,
        equal,
        own,
    };
    result.verdict = decide(&result, a, b, numbers, same_outlet, config);
    result
}

fn decide(
    found: &Comparison,
    a: &Body,
    b: &Body,
    numbers: usize,
    same_outlet: bool,
    config: &Config,
) -> Verdict {
    let whole = found.own_share.0.max(found.own_share.1);
    let all = found.share.0.max(found.share.1);
    // A text too short for any passage of note may still be the same from end to end.
    let identical = found.share.0 > 0.99 && found.share.1 > 0.99 && found.own * 3 > found.equal;
    if identical && found.own >= config.min_words / 2 {
        return Verdict::Copy;
    }
    if found.equal < SOLID {
        return Verdict::NothingShared;
    }
    if found.own < config.min_words || whole < config.min_share {
        let quoted = quoted(found, a);
        return if found.own * 2 > found.equal || all < config.min_share {
            Verdict::TooLittle
        } else if quoted * 2 > found.equal - found.own.min(found.equal) {
            Verdict::Quotation
        } else {
            Verdict::Boilerplate
        };
    }
    let counted = |passage: Range<usize>, body: &Body| {
        let words = body.words.get(passage).unwrap_or_default();
        words.iter().filter(|word| word.number()).count()
    };
    let in_a: usize = found.passages.iter().map(|passage| counted(passage.a.clone(), a)).sum();
    let in_b: usize = found.passages.iter().map(|passage| counted(passage.b.clone(), b)).sum();
    // Versions mend a number or two; frames change nearly all and little else.
    if in_a.min(in_b) >= 6 && numbers * 3 < in_a.min(in_b) {
        return Verdict::Frame;
    }
    // Below half, one passage may be a caption, a notice or a statement read out: it takes several.
    let long = found.passages.iter().filter(|passage| passage.equal >= 12).count();
    let several = match long {
        0 | 1 => whole >= 0.5 || (found.own >= 3 * config.min_words && whole >= 0.4),
        2 => whole >= 0.35 && found.own * 2 >= 3 * config.min_words,
        _ => found.own * 2 >= 3 * config.min_words,
    };
    if !several || (same_outlet && whole < 0.5) {
        return Verdict::TooLittle;
    }
    Verdict::Copy
}

fn quoted(found: &Comparison, a: &Body) -> usize {
    let words = |passage: &Passage| a.words.get(passage.a.clone()).unwrap_or_default();
    found.passages.iter().flat_map(words).filter(|word| word.quoted()).count()
}

/// Joins blocks over small gaps and keeps what is long and dense enough to be no accident.
fn passages(blocks: &[Block]) -> Vec<Passage> {
    let mut found: Vec<Passage> = Vec::new();
    for block in blocks {
        let (a, b) = (block.a..block.a + block.len, block.b..block.b + block.len);
        match found.last_mut() {
            Some(last)
                if block.a >= last.a.end
                    && block.b >= last.b.end
                    && block.a - last.a.end <= BRIDGE
                    && block.b - last.b.end <= BRIDGE =>
            {
                last.a.end = a.end;
                last.b.end = b.end;
                last.equal += block.len;
            }
            _ => found.push(Passage { a, b, equal: block.len }),
        }
    }
    found.retain(|passage| {
        passage.equal >= SOLID && passage.equal * 2 >= passage.a.len().max(passage.b.len())
    });
    found
}
