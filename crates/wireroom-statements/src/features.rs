//! The features of the two taggers, hashed.
//!
//! Cues are tagged over a passage; roles are tagged over the words around one cue. Both see only
//! what stands in the passage. The templates are part of the stored weights: a change here needs
//! a new training.

use crate::word::{Class, Mark, Word};

/// Where a word's features go: the bucket list of one word, reused.
pub(crate) type Buckets = Vec<u32>;

struct Sink<'a> {
    out: &'a mut Buckets,
    template: u32,
}

impl Sink<'_> {
    fn add(&mut self, parts: &[u32]) {
        self.template += 1;
        let mut hash = self.template.wrapping_mul(0x9e37_79b1);
        for &part in parts {
            hash = (hash.rotate_left(5) ^ part).wrapping_mul(0x85eb_ca6b);
            hash ^= hash >> 15;
        }
        hash = hash.wrapping_mul(0xc2b2_ae35);
        self.out.push(hash ^ hash >> 16);
    }
}

fn form(words: &[Word], at: isize) -> u32 {
    get(words, at).map_or(1, |word| word.form)
}

fn class(words: &[Word], at: isize) -> u32 {
    get(words, at).map_or(99, |word| word.class as u32 * 4 + word.mark as u32)
}

fn ending(words: &[Word], at: isize) -> u32 {
    get(words, at).map_or(1, |word| word.ending)
}

fn act(words: &[Word], at: isize) -> u32 {
    get(words, at).map_or(99, |word| u32::from(word.act))
}

fn get(words: &[Word], at: isize) -> Option<&Word> {
    usize::try_from(at).ok().and_then(|at| words.get(at))
}

/// Features of word `at` for the cue tagger.
pub(crate) fn cue_features(words: &[Word], at: usize, out: &mut Buckets) {
    out.clear();
    let Some(word) = words.get(at) else { return };
    let i = at.cast_signed();
    let mut sink = Sink { out, template: 0 };
    let f = |d: isize| form(words, i + d);
    let c = |d: isize| class(words, i + d);
    let e = |d: isize| ending(words, i + d);
    let shape = word.shape as u32;
    let quoted = u32::from(word.quotation > 0);
    let near_quote =
        u32::from((1..=2).any(|d| get(words, i - d).is_some_and(|w| w.mark == Mark::Close)))
            | u32::from((1..=2).any(|d| get(words, i + d).is_some_and(|w| w.mark == Mark::Open)))
                << 1;
    let first = u32::from(get(words, i - 1).is_none_or(|w| w.sentence != word.sentence));
    sink.add(&[]);
    sink.add(&[f(0)]);
    sink.add(&[e(0), shape]);
    sink.add(&[f(-1)]);
    sink.add(&[f(1)]);
    sink.add(&[f(-2)]);
    sink.add(&[f(2)]);
    sink.add(&[f(-1), f(0)]);
    sink.add(&[f(0), f(1)]);
    sink.add(&[f(-2), f(-1)]);
    sink.add(&[f(1), f(2)]);
    sink.add(&[f(-1), f(0), f(1)]);
    sink.add(&[c(-1), f(0)]);
    sink.add(&[c(1), f(0)]);
    sink.add(&[c(-1), f(0), c(1)]);
    sink.add(&[f(0), c(1), c(2)]);
    sink.add(&[c(-2), c(-1), f(0)]);
    sink.add(&[c(-1), c(0), c(1)]);
    sink.add(&[c(0), c(1), c(2)]);
    sink.add(&[c(-2), c(-1), c(0)]);
    sink.add(&[c(-2), c(-1), c(0), c(1), c(2)]);
    sink.add(&[e(0), c(-1)]);
    sink.add(&[e(0), c(1)]);
    sink.add(&[e(0), f(1)]);
    sink.add(&[f(-1), e(0)]);
    sink.add(&[f(0), quoted]);
    sink.add(&[c(0), quoted, near_quote]);
    sink.add(&[f(0), near_quote]);
    sink.add(&[f(0), first]);
    sink.add(&[f(-3)]);
    sink.add(&[f(3)]);
    sink.add(&[shape, first, quoted]);
    sink.add(&[f(0), f(1), f(2)]);
    sink.add(&[f(-2), f(-1), f(0)]);
    sink.add(&[c(1), c(2), c(3)]);
    sink.add(&[e(-1), e(0), e(1)]);
    let lemma = word.lemma;
    let a = |d: isize| act(words, i + d);
    sink.add(&[lemma]);
    sink.add(&[lemma, c(-1)]);
    sink.add(&[lemma, c(1)]);
    sink.add(&[lemma, c(-1), c(1)]);
    sink.add(&[lemma, f(-1)]);
    sink.add(&[lemma, f(1)]);
    sink.add(&[lemma, quoted, near_quote]);
    sink.add(&[a(0), c(-1), c(1)]);
    sink.add(&[a(0), e(0), c(-1), c(1)]);
    sink.add(&[a(-1), a(0), a(1)]);
    sink.add(&[a(0), c(-2), c(-1)]);
    sink.add(&[a(0), c(1), c(2)]);
    // Where the sentence has another cue, the lesser word is often no cue.
    sink.add(&[
        a(0),
        e(0),
        u32::from((1..8).any(|d| a(-d) > 0 && a(-d) < 99)),
        u32::from((1..8).any(|d| a(d) > 0 && a(d) < 99)),
    ]);
    let at_end = u32::from(get(words, i + 1).is_none_or(|w| w.class == Class::Stop));
    sink.add(&[lemma, at_end]);
    sink.add(&[e(0), at_end, near_quote]);
}

/// What stands around one cue, counted once, so that each word's features cost a constant.
pub(crate) struct CueView {
    start: usize,
    end: usize,
    head: u32,
    lemma: u32,
    act: u32,
    ending: u32,
    /// For each word of the window, words to the next and from the last other cue, capped.
    ahead: Vec<[u8; 2]>,
    string: u32,
    before: u32,
    after: u32,
    before_class: u32,
    after_class: u32,
    quotation: u16,
    sentence: u16,
    /// Running counts up to each word of the window: commas, verbals, marks, cues, "that".
    counts: Vec<[u16; 5]>,
    /// First word of the window.
    base: usize,
}

/// How many words on either side of a cue its roles may lie in.
pub(crate) const REACH: usize = 160;

impl CueView {
    /// The view of the cue at words `start..end`; `likely` says which words are likely in a cue.
    pub(crate) fn new(words: &[Word], start: usize, end: usize, likely: &[bool]) -> Self {
        let base = start.saturating_sub(REACH);
        let top = (end + REACH).min(words.len());
        let mut counts = Vec::with_capacity(top - base + 1);
        let mut sum = [0_u16; 5];
        counts.push(sum);
        for at in base..top {
            let Some(word) = words.get(at) else { break };
            let own = (start..end).contains(&at);
            let cue_here = likely.get(at).copied().unwrap_or(false);
            let cue_before = at > 0 && likely.get(at - 1).copied().unwrap_or(false);
            let hits = [
                word.class == Class::Comma,
                word.class.verbal(),
                word.mark != Mark::None,
                cue_here && !cue_before && !own,
                word.class == Class::That,
            ];
            for (count, hit) in sum.iter_mut().zip(hits) {
                *count = count.saturating_add(u16::from(hit));
            }
            counts.push(sum);
        }
        let s = start.cast_signed();
        let e = end.cast_signed();
        // The head: the first word of the cue that is not an auxiliary or an adverb.
        let head_at = (start..end)
            .find(|&at| {
                words.get(at).is_some_and(|w| {
                    !matches!(
                        w.class,
                        Class::Auxiliary
                            | Class::Modal
                            | Class::Adverb
                            | Class::To
                            | Class::Negation
                            | Class::Determiner
                    )
                })
            })
            .unwrap_or(start);
        let string =
            words.get(start..end).unwrap_or(&[]).iter().fold(7_u32, |hash, word| {
                hash.rotate_left(3).wrapping_mul(0x9e37_79b1) ^ word.form
            });
        let own = words.get(start);
        let mut ahead = vec![[9_u8; 2]; top - base];
        let other =
            |at: usize| likely.get(at).copied().unwrap_or(false) && !(start..end).contains(&at);
        let mut distance = 9_u8;
        for at in base..top {
            distance = distance.saturating_add(1).min(9);
            if let Some(slot) = ahead.get_mut(at - base) {
                slot[1] = distance;
            }
            if other(at) {
                distance = 0;
            }
        }
        distance = 9;
        for at in (base..top).rev() {
            distance = if other(at) { 0 } else { distance.saturating_add(1).min(9) };
            if words.get(at).is_some_and(|w| w.class == Class::Stop) {
                distance = 9;
            }
            if let Some(slot) = ahead.get_mut(at - base) {
                slot[0] = distance;
            }
        }
        let head_word = words.get(head_at);
        Self {
            lemma: head_word.map_or(0, |w| w.lemma),
            act: head_word.map_or(0, |w| u32::from(w.act)),
            ending: head_word.map_or(0, |w| w.ending),
            ahead,
            start,
            end,
            head: form(words, head_at.cast_signed()),
            string,
            before: form(words, s - 1),
            after: form(words, e),
            before_class: class(words, s - 1),
            after_class: class(words, e),
            quotation: own.map_or(0, |w| w.quotation),
            sentence: own.map_or(0, |w| w.sentence),
            counts,
            base,
        }
    }

    /// The words in reach.
    pub(crate) fn window(&self) -> std::ops::Range<usize> {
        self.base..self.base + self.counts.len() - 1
    }

    /// Whether word `at` belongs to the cue.
    pub(crate) fn is_cue(&self, at: usize) -> bool {
        (self.start..self.end).contains(&at)
    }

    /// Counts of commas, verbals, marks, cues and "that" strictly between the cue and word `at`.
    fn between(&self, at: usize) -> [u32; 5] {
        let (low, high) = if at < self.start { (at + 1, self.start) } else { (self.end, at) };
        let mut out = [0; 5];
        let (Some(a), Some(b)) = (
            self.counts.get(low.saturating_sub(self.base)),
            self.counts.get(high.saturating_sub(self.base)),
        ) else {
            return out;
        };
        for (slot, (a, b)) in out.iter_mut().zip(a.iter().zip(b)) {
            *slot = u32::from(b.saturating_sub(*a)).min(3);
        }
        out
    }
}

/// Features of word `at` for the role tagger of the cue `view`.
pub(crate) fn role_features(words: &[Word], view: &CueView, at: usize, out: &mut Buckets) {
    out.clear();
    let Some(word) = words.get(at) else { return };
    let i = at.cast_signed();
    let mut sink = Sink { out, template: 1000 };
    let f = |d: isize| form(words, i + d);
    let c = |d: isize| class(words, i + d);
    let after = at >= view.start;
    let distance = if after { at - view.end.min(at) } else { view.start - at };
    let far = match distance {
        0..=3 => u32::try_from(distance).unwrap_or(0),
        4..=6 => 4,
        7..=12 => 5,
        13..=25 => 6,
        _ => 7,
    } * 2
        + u32::from(after);
    let side = u32::from(after);
    let [commas, verbs, marks, cues, thats] = view.between(at);
    let sentence =
        u32::from(word.sentence).wrapping_sub(u32::from(view.sentence)).wrapping_add(3).min(6);
    let same_quotation = u32::from(word.quotation == view.quotation);
    let quoted = u32::from(word.quotation > 0) * 2 + same_quotation;
    // Whether the quotation of this word begins or ends right beside the cue's sentence part.
    let first = u32::from(get(words, i - 1).is_none_or(|w| w.sentence != word.sentence));
    let last = u32::from(get(words, i + 1).is_none_or(|w| w.sentence != word.sentence));
    let place = sentence * 16 + side * 8 + quoted * 2 + first;
    let quoted_before = get(words, i - 1).map_or(3, |w| u32::from(w.quotation > 0));
    let shape = word.shape as u32;
    let near = view.before_class * 128 + view.after_class;
    let cue_last = u32::from(get(words, view.end.cast_signed()).is_none_or(|w| {
        w.sentence != view.sentence || matches!(w.class, Class::Stop | Class::Comma | Class::Colon)
    }));

    sink.add(&[]);
    sink.add(&[side]);
    sink.add(&[far]);
    sink.add(&[place]);
    sink.add(&[place, commas]);
    sink.add(&[place, near]);
    sink.add(&[far, view.head]);
    sink.add(&[far, near]);
    sink.add(&[far, view.string]);
    sink.add(&[far, c(0)]);
    sink.add(&[far, c(-1), c(0)]);
    sink.add(&[far, c(0), c(1)]);
    sink.add(&[far, f(0)]);
    sink.add(&[far, c(0), view.head]);
    sink.add(&[side, f(0)]);
    sink.add(&[side, f(-1)]);
    sink.add(&[side, f(1)]);
    sink.add(&[side, f(-1), f(0)]);
    sink.add(&[side, f(0), f(1)]);
    sink.add(&[side, f(-2), f(-1)]);
    sink.add(&[side, c(0), c(1)]);
    sink.add(&[side, c(-1), c(0)]);
    sink.add(&[side, c(-1), c(0), c(1)]);
    sink.add(&[side, c(-2), c(-1), c(0)]);
    sink.add(&[side, c(0), c(1), c(2)]);
    sink.add(&[side, c(-2), c(-1), c(0), c(1), c(2)]);
    sink.add(&[side, word.ending, shape]);
    sink.add(&[side, view.head]);
    sink.add(&[side, view.string]);
    sink.add(&[side, view.head, view.after]);
    sink.add(&[side, view.head, view.before]);
    sink.add(&[side, view.head, f(0)]);
    sink.add(&[side, view.head, c(0)]);
    sink.add(&[side, view.head, commas, quoted]);
    sink.add(&[side, near, commas]);
    sink.add(&[side, near, commas, verbs, c(0)]);
    sink.add(&[side, near, cue_last, quoted]);
    sink.add(&[side, commas, verbs, c(0)]);
    sink.add(&[side, commas, verbs, c(-1), c(0)]);
    sink.add(&[side, verbs, f(0)]);
    sink.add(&[side, commas, f(0)]);
    sink.add(&[side, commas, c(-1), c(0), c(1)]);
    sink.add(&[side, cues, verbs]);
    sink.add(&[side, cues, c(0)]);
    sink.add(&[side, cues, commas, c(0), quoted]);
    sink.add(&[side, thats, c(0), verbs]);
    sink.add(&[side, marks, quoted, c(0)]);
    sink.add(&[side, marks, quoted, c(-1), c(0)]);
    sink.add(&[side, quoted, quoted_before, near]);
    sink.add(&[side, first, last, quoted, c(0)]);
    sink.add(&[side, first, near]);
    sink.add(&[side, last, c(0), commas]);
    sink.add(&[sentence, quoted, quoted_before, marks]);
    sink.add(&[sentence, first, quoted, cue_last]);
    sink.add(&[far, view.after, c(0)]);
    sink.add(&[far, view.before, c(0)]);
    sink.add(&[side, shape, c(-1)]);
    sink.add(&[side, f(-1), f(0), f(1)]);
    sink.add(&[cue_last, side, commas, verbs]);
    sink.add(&[cue_last, side, f(0)]);
    let [next_cue, last_cue] =
        view.ahead.get(at.saturating_sub(view.base)).copied().unwrap_or([9, 9]).map(u32::from);
    sink.add(&[side, next_cue, c(0)]);
    sink.add(&[side, next_cue, c(-1), c(0)]);
    sink.add(&[side, next_cue, f(0)]);
    sink.add(&[side, next_cue, last_cue]);
    sink.add(&[side, last_cue, c(0)]);
    sink.add(&[far, view.lemma]);
    sink.add(&[side, view.lemma, c(-1), c(0)]);
    sink.add(&[side, view.lemma, f(0)]);
    sink.add(&[side, view.lemma, view.after_class, commas]);
    sink.add(&[far, view.act, view.ending]);
    sink.add(&[far, view.act, near]);
    sink.add(&[side, view.ending, c(-1), c(0)]);
    sink.add(&[side, view.act, view.ending, view.before_class]);
    sink.add(&[side, c(0), c(1), c(2), c(3)]);
    sink.add(&[side, commas, verbs, c(0), c(1), c(2)]);
    sink.add(&[side, u32::from(word.act), c(1)]);
}
