//! Compares two bodies by their alignment and decides whether one text lies behind both.
//!
//! Resemblance is not asked for, containment is: how much of the smaller text's own words stand in
//! the other. Words inside quotation marks and words of boilerplate are nobody's own: two reporters
//! at one press conference write down the same sentence. A frame that is filled anew every week
//! agrees in its words and differs in its numbers.

use std::ops::Range;

use crate::Config;
use crate::align::{Block, align};
pub(crate) use crate::body::Body;
use crate::imprint::{Outlets, one_headline};

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
    /// What is equal, in few bytes.
    blocks: Box<[[u32; 3]]>,
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

impl Comparison {
    /// What is equal, in the order of `a`; see [`align`].
    pub(crate) fn blocks(&self) -> impl Iterator<Item = Block> + '_ {
        self.blocks.iter().map(|&packed| unpack(packed))
    }

    /// The solid passages.
    pub(crate) fn passages(&self) -> Vec<Passage> {
        passages(&self.blocks().collect::<Vec<_>>())
    }
}

/// A million pairs are held at a time: a block takes twelve bytes. Bodies have far fewer than
/// 2³¹ words: a text has fewer than 2³² bytes.
fn pack(block: Block) -> [u32; 3] {
    [block.a as u32, block.b as u32, (block.len as u32) << 1 | u32::from(block.in_order)]
}

fn unpack([a, b, len]: [u32; 3]) -> Block {
    Block { a: a as usize, b: b as usize, len: (len >> 1) as usize, in_order: len & 1 == 1 }
}

/// Gap, in words on either side, that a passage reaches over.
pub(crate) const BRIDGE: usize = 4;
/// Share of a text's own words that is most of it.
const MOST: f32 = 0.6;
/// Equal words that make a passage long.
pub(crate) const LONG: usize = 12;
/// Equal words that make a passage solid.
const SOLID: usize = 8;

/// Aligns and decides.
///
/// Of two texts of one outlet more is asked: an outlet repeats its own background. Of two that stand
/// under one headline less is: see [`crate::imprint`].
pub(crate) fn compare(a: &Body, b: &Body, imprints: (u64, u64), config: &Config) -> Comparison {
    let blocks = align(&a.ids, &b.ids);
    let passages = passages(&blocks);
    let (mut equal, mut own, mut numbers) = (0, 0, 0);
    let mut inside = passages.iter().peekable();
    for block in &blocks {
        while inside.peek().is_some_and(|passage| passage.a.end <= block.a) {
            inside.next();
        }
        let Some(passage) = inside
            .peek()
            .filter(|passage| passage.a.contains(&block.a) && passage.b.contains(&block.b))
        else {
            continue;
        };
        equal += block.len;
        numbers += a.n_numbers(block.a..block.a + block.len);
        if !a.mostly_common(&passage.a) {
            own += a.n_own_with(b, block);
        }
    }
    let share = |part: usize, body: usize| part as f32 / body.max(1) as f32;
    let (n_a, n_b) = (a.n_own(), b.n_own());
    let mut result = Comparison {
        share: (share(equal, a.ids.len()), share(equal, b.ids.len())),
        own_share: (share(own, n_a), share(own, n_b)),
        verdict: Verdict::Copy,
        blocks: blocks.iter().map(|&block| pack(block)).collect(),
        equal,
        own,
    };
    result.verdict = decide(&result, &passages, (a, b), numbers, imprints, config);
    result
}

fn decide(
    found: &Comparison,
    passages: &[Passage],
    (a, b): (&Body, &Body),
    numbers: usize,
    imprints: (u64, u64),
    config: &Config,
) -> Verdict {
    let outlets = Outlets::of(imprints.0, imprints.1);
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
    // Of a text that stands in another for the most part fewer words are asked for.
    let least = if whole >= MOST { config.min_words * 3 / 5 } else { config.min_words };
    let led = || titled(passages, imprints) || lead(passages, (a, b), outlets, config);
    if (found.own < least || whole < config.min_share) && !led() {
        let quoted = quoted(passages, a);
        return if found.own * 2 > found.equal || all < config.min_share {
            Verdict::TooLittle
        } else if quoted * 2 > found.equal - found.own.min(found.equal) {
            Verdict::Quotation
        } else {
            Verdict::Boilerplate
        };
    }
    let in_a: usize = passages.iter().map(|passage| a.n_numbers(passage.a.clone())).sum();
    let in_b: usize = passages.iter().map(|passage| b.n_numbers(passage.b.clone())).sum();
    // Versions mend a number or two; frames change nearly all and little else.
    if in_a.min(in_b) >= 6 && numbers * 3 < in_a.min(in_b) {
        return Verdict::Frame;
    }
    // Below half, one passage may be a caption, a notice or a statement read out: it takes several.
    let long = passages.iter().filter(|passage| passage.equal >= LONG).count();
    let several = whole >= 0.5
        || match long {
            0 | 1 => found.own >= 3 * config.min_words && whole >= 0.4,
            2 => whole >= 0.35 && found.own * 2 >= 3 * config.min_words,
            _ => found.own * 2 >= 3 * config.min_words,
        };
    if (!several || (outlets == Outlets::One && whole < 0.5)) && !led() {
        return Verdict::TooLittle;
    }
    Verdict::Copy
}

/// Whether the two stand under one headline and share what is no accident. An outlet may print one
/// headline over each of its columns, and so may one that does not say who it is.
fn titled(passages: &[Passage], (a, b): (u64, u64)) -> bool {
    one_headline(a, b)
        && match Outlets::of(a, b) {
            Outlets::One => false,
            Outlets::Two => true,
            Outlets::Unknown => passages.iter().any(|passage| passage.equal >= LONG),
        }
}

/// Words before which a story has begun, on most pages.
pub(crate) const BEGUN: usize = 40;

/// Whether the two open alike: a passage near the start of both that is the writer's own and names
/// somebody. Two reporters do not write one lead; what a page prints above its stories names nobody,
/// or is the outlet's own.
fn lead(passages: &[Passage], (a, b): (&Body, &Body), outlets: Outlets, config: &Config) -> bool {
    let opens = |passage: &&Passage| passage.a.start < BEGUN && passage.b.start < BEGUN;
    // Of texts that do not say where they are from, a passage more must show that it is no outlet's own.
    let long = passages.iter().filter(|passage| passage.equal >= LONG).count();
    (outlets == Outlets::Two || (outlets == Outlets::Unknown && long >= 2))
        && passages.iter().filter(opens).any(|passage| {
            let own = passage.a.clone().filter(|&at| a.own(at)).count();
            let named = passage.a.clone().filter(|&at| a.own(at) && a.name(at));
            let mut names: Vec<u32> = named.filter_map(|at| a.ids.get(at).copied()).collect();
            names.sort_unstable();
            names.dedup();
            let whole = own.min(passage.equal) as f32 / a.n_own().min(b.n_own()).max(1) as f32;
            names.len() >= 2
                && !a.mostly_common(&passage.a)
                && own.min(passage.equal) * 5 >= config.min_words * 4
                && whole * 1.5 >= config.min_share
        })
}

fn quoted(passages: &[Passage], a: &Body) -> usize {
    passages.iter().flat_map(|passage| passage.a.clone()).filter(|&at| a.quoted(at)).count()
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
