//! How the texts of two witnesses differ, worked out once for each pair of bodies of a family.
//!
//! Not an alignment: the pile holds that. The words that one text has in place of another's are
//! weighed by how rare they are; what was set into a text is no part of it.
//!
//! Invariant: how `x` differs from `y` is how `y` differs from `x`, turned around.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use wireroom_lexicon::idf;
use wireroom_text::Span;

use super::facts::Facts;
use crate::families::span_of;
use crate::pile::Pile;
use crate::words::Word;

/// How the text of one witness differs from another's.
#[derive(Debug, Clone, Default)]
pub(crate) struct Difference {
    /// Share of its words that stand in the other, and of the other's that stand in it.
    pub(crate) share: f32,
    pub(crate) other_share: f32,
    /// Its words.
    pub(crate) n_words: usize,
    /// Runs of words that the other lacks altogether.
    pub(crate) extra: Vec<Range<usize>>,
    /// Runs of words of the other that it lacks.
    pub(crate) lacking: Vec<Range<usize>>,
    /// Words put in place of others, one for one.
    pub(crate) exchanged: usize,
    /// Mean rareness (nats of inverse document frequency) of its words over those they replace.
    pub(crate) rarer: f32,
}

impl Difference {
    /// Words in runs that the other lacks.
    pub(crate) fn n_extra(&self) -> usize {
        self.extra.iter().map(ExactSizeIterator::len).sum()
    }

    /// Words in runs that it lacks.
    pub(crate) fn n_lacking(&self) -> usize {
        self.lacking.iter().map(ExactSizeIterator::len).sum()
    }
}

/// The words of a passage that two texts share: in the one, in the other.
type Matched = (Range<usize>, Range<usize>);

/// Differences by bodies, in both directions.
type Known = HashMap<(usize, usize), Option<Rc<Difference>>>;

/// The differences within one family, each worked out when first asked for.
pub(crate) struct Differences<'p> {
    pile: &'p Pile<'p>,
    /// Passages set into the first holder of a body.
    set_in: HashMap<usize, Vec<Span>>,
    known: RefCell<Known>,
    /// Inverse document frequencies by the word's hash.
    rareness: RefCell<HashMap<u32, f32>>,
}

/// Fewest words that make a run that one text has and the other lacks.
const RUN: usize = 6;

impl<'p> Differences<'p> {
    pub(crate) fn new(pile: &'p Pile<'p>, facts: &[Facts]) -> Self {
        let first = |body: usize| pile.holders.get(body).and_then(|held| held.first()).copied();
        let set_in = facts
            .iter()
            .filter(|facts| !facts.inserted.0.is_empty() && first(facts.body) == Some(facts.member))
            .map(|facts| (facts.body, facts.inserted.0.clone()))
            .collect();
        Self { pile, set_in, known: RefCell::default(), rareness: RefCell::default() }
    }

    pub(crate) fn pile(&self) -> &'p Pile<'p> {
        self.pile
    }

    /// How `of` differs from `from`; `None` where the two were not compared.
    pub(crate) fn of(&self, of: &Facts, from: &Facts) -> Option<Rc<Difference>> {
        let key = (of.body, from.body);
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let (one, other) = match self.work_out(key.0, key.1) {
            Some((one, other)) => (Some(Rc::new(one)), Some(Rc::new(other))),
            None => (None, None),
        };
        let mut known = self.known.borrow_mut();
        known.insert((key.1, key.0), other);
        known.insert(key, one.clone());
        one
    }

    /// How body `x` differs from body `y`, and the other way round.
    fn work_out(&self, x: usize, y: usize) -> Option<(Difference, Difference)> {
        if x == y {
            let same = Difference { share: 1.0, other_share: 1.0, ..Difference::default() };
            return Some((same.clone(), same));
        }
        let (found, flipped) = self.pile.between(x, y)?;
        let (mine, other) = (self.pile.bodies.get(x)?, self.pile.bodies.get(y)?);
        let mut pairs: Vec<Matched> = found
            .blocks
            .iter()
            .map(|block| (block.a..block.a + block.len, block.b..block.b + block.len))
            .map(|(a, b)| if flipped { (b, a) } else { (a, b) })
            .collect();
        pairs.sort_by_key(|(x, _)| x.start);
        let matched: usize = pairs.iter().map(|(x, _)| x.len()).sum();
        let runs = |side: fn(&Matched) -> Range<usize>, body: usize, words: &[Word]| {
            let mut runs = uncovered(pairs.iter().map(side).collect(), words.len());
            // What was set into a text is no part of it: nobody left it out.
            if let Some(set_in) = self.set_in.get(&body) {
                runs.retain(|run| {
                    !span_of(words, run.clone())
                        .is_some_and(|span| set_in.iter().any(|set_in| set_in.overlaps(span)))
                });
            }
            runs
        };
        let extra = runs(|(x, _)| x.clone(), x, &mine.words);
        let lacking = runs(|(_, y)| y.clone(), y, &other.words);
        let exchanges = exchanges(&pairs);
        let rarer: f32 = exchanges
            .iter()
            .filter_map(|&(at_x, at_y)| {
                Some(
                    self.rareness(x, mine.words.get(at_x)?)
                        - self.rareness(y, other.words.get(at_y)?),
                )
            })
            .sum();
        let rarer = rarer / exchanges.len().max(1) as f32;
        let one = Difference {
            share: matched as f32 / mine.words.len().max(1) as f32,
            other_share: matched as f32 / other.words.len().max(1) as f32,
            n_words: mine.words.len(),
            extra,
            lacking,
            exchanged: exchanges.len(),
            rarer,
        };
        let turned = Difference {
            share: one.other_share,
            other_share: one.share,
            n_words: other.words.len(),
            extra: one.lacking.clone(),
            lacking: one.extra.clone(),
            exchanged: one.exchanged,
            rarer: -one.rarer,
        };
        Some((one, turned))
    }

    /// Inverse document frequency of a word of a body.
    fn rareness(&self, body: usize, word: &Word) -> f32 {
        *self.rareness.borrow_mut().entry(word.id).or_insert_with(|| {
            let holder = self.pile.holders.get(body).and_then(|held| held.first());
            let text = holder.and_then(|&at| self.pile.members.get(at));
            text.map_or(0.0, |member| idf(&word.span().text(member.text.repaired()).to_lowercase()))
        })
    }
}

/// The words that stand in place of each other in gaps of equal length, at most three words.
fn exchanges(pairs: &[Matched]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for pair in pairs.windows(2) {
        let [(x, y), (next_x, next_y)] = pair else { continue };
        let gap = next_x.start.saturating_sub(x.end);
        if gap > 0 && gap <= 3 && next_y.start >= y.end && next_y.start - y.end == gap {
            found.extend((0..gap).map(|step| (x.end + step, y.end + step)));
        }
    }
    found
}

/// The runs of `0..len` that no range covers. A few covered words within one do not part it: they
/// are chance.
fn uncovered(mut covered: Vec<Range<usize>>, len: usize) -> Vec<Range<usize>> {
    covered.sort_by_key(|range| range.start);
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for range in covered.into_iter().chain(std::iter::once(len..len)) {
        if range.start > at {
            runs.push(at..range.start);
        }
        at = at.max(range.end);
    }
    runs.retain(|run| run.len() >= RUN);
    runs
}
