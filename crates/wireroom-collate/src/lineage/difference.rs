//! How the texts of two witnesses differ, worked out once for each pair of bodies of a family.
//!
//! Not an alignment: the pile holds that. The words that one text has in place of another's are
//! weighed by how rare they are; what was set into a text is no part of it.
//!
//! Invariant: how `x` differs from `y` is how `y` differs from `x`, turned around.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use wireroom_text::Span;

use super::answers::Answers;
use super::facts::Facts;
use crate::compare::Body;
use crate::filter::Filter;
use crate::interpolations::solicitation;
use crate::pairs::span_of;
use crate::pile::{Pile, Reader};
use crate::rareness::{TELLING, rareness};
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
    /// The same in standard errors of the mean: how sure it is.
    pub(crate) surely_rarer: f32,
    /// What `extra` is by its words.
    pub(crate) extra_is: Matter,
    /// What `lacking` is by its words.
    pub(crate) lacking_is: Matter,
    /// Its passages that stand inside a sentence which runs on without them in the other.
    pub(crate) set_inside: usize,
    /// Passages of the other that stand so in it.
    pub(crate) other_set_inside: usize,
    /// How much its passages that the other lacks solicit the reader, at most.
    pub(crate) solicits: usize,
    /// The same of the other's.
    pub(crate) other_solicits: usize,
    /// Share of the matched words that stand in another order.
    pub(crate) moved: f32,
    /// Figures put in place of others.
    pub(crate) renumbered: usize,
}

/// What the runs are, in words, that one text has and the other lacks. A run of the story shares
/// names and other telling words with the rest of the text; one of elsewhere shares none.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Matter {
    /// The story's own.
    pub(crate) story: usize,
    /// Foreign, inside the text.
    pub(crate) inside: usize,
    /// At its start or end, where pages print what is none of the article.
    pub(crate) edge: usize,
}

impl Matter {
    /// Words set in by whoever made the text; at the edges only where both are of one outlet, and
    /// so have the same page around them.
    pub(crate) fn set_in(self, one_outlet: bool) -> usize {
        self.inside + if one_outlet { self.edge } else { 0 }
    }
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
type Known = FxHashMap<(usize, usize), Option<Rc<Difference>>>;

/// The differences within one family, each worked out when first asked for.
pub(crate) struct Differences<'p> {
    pile: &'p Pile<'p>,
    reader: Reader<'p>,
    /// Passages set into the first holder of a body.
    set_in: FxHashMap<usize, Vec<Span>>,
    known: RefCell<Known>,
    /// What else was asked of pairs of the family.
    pub(super) answers: Answers,
}

/// What fewer words of the shared text than this stand before or after is at the edge.
const EDGE: usize = 20;
/// Words that a line of a page hardly has.
const PAGE: usize = 30;
/// Words that an advertisement hardly has more of.
const SOLICITING: usize = 60;
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
        let reader = Reader::new(pile);
        Self { pile, reader, set_in, known: RefCell::default(), answers: Answers::default() }
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
            .blocks()
            .map(|block| (block.a..block.a + block.len, block.b..block.b + block.len))
            .map(|(a, b)| if flipped { (b, a) } else { (a, b) })
            .collect();
        pairs.sort_by_key(|(x, _)| x.start);
        let matched: usize = pairs.iter().map(|(x, _)| x.len()).sum();
        let runs = |side: fn(&Matched) -> Range<usize>, body: usize, len: usize| {
            let mut runs = uncovered(pairs.iter().map(side).collect(), len);
            // What was set into a text is no part of it: nobody left it out.
            if let Some(set_in) = self.set_in.get(&body) {
                let words = self.reader.words(body);
                runs.retain(|run| {
                    !span_of(&words, run.clone())
                        .is_some_and(|span| set_in.iter().any(|set_in| set_in.overlaps(span)))
                });
            }
            runs
        };
        let extra = runs(|(x, _)| x.clone(), x, mine.ids.len());
        let lacking = runs(|(_, y)| y.clone(), y, other.ids.len());
        let exchanges = exchanges(&pairs);
        let steps: Vec<f32> = exchanges
            .iter()
            .filter_map(|&(at_x, at_y)| {
                let (id_x, id_y) = (*mine.ids.get(at_x)?, *other.ids.get(at_y)?);
                Some(rareness(id_x) - rareness(id_y))
            })
            .collect();
        let count = steps.len().max(1) as f32;
        let rarer = steps.iter().sum::<f32>() / count;
        let spread = steps.iter().map(|step| (step - rarer).powi(2)).sum::<f32>() / count;
        let surely_rarer = rarer / (spread.sqrt().max(0.5) / count.sqrt());
        let (extra_is, lacking_is) = (self.matter(x, &extra), self.matter(y, &lacking));
        let figures = |&&(at_x, at_y): &&(usize, usize)| mine.number(at_x) && other.number(at_y);
        let in_order: usize =
            found.blocks().filter(|block| block.in_order).map(|block| block.len).sum();
        let turned_pairs: Vec<Matched> =
            pairs.iter().map(|(x, y)| (y.clone(), x.clone())).collect();
        let one = Difference {
            share: matched as f32 / mine.ids.len().max(1) as f32,
            other_share: matched as f32 / other.ids.len().max(1) as f32,
            n_words: mine.ids.len(),
            set_inside: set_inside(&pairs, other),
            other_set_inside: set_inside(&turned_pairs, mine),
            solicits: self.solicits(x, &extra),
            other_solicits: self.solicits(y, &lacking),
            moved: matched.saturating_sub(in_order) as f32 / matched.max(1) as f32,
            renumbered: exchanges.iter().filter(figures).count(),
            extra,
            lacking,
            exchanged: exchanges.len(),
            rarer,
            surely_rarer,
            extra_is,
            lacking_is,
        };
        let turned = Difference {
            share: one.other_share,
            other_share: one.share,
            n_words: other.ids.len(),
            extra: one.lacking.clone(),
            lacking: one.extra.clone(),
            exchanged: one.exchanged,
            rarer: -one.rarer,
            surely_rarer: -one.surely_rarer,
            extra_is: one.lacking_is,
            lacking_is: one.extra_is,
            set_inside: one.other_set_inside,
            other_set_inside: one.set_inside,
            solicits: one.other_solicits,
            other_solicits: one.solicits,
            moved: one.moved,
            renumbered: one.renumbered,
        };
        Some((one, turned))
    }

    /// What runs of a body are by their words.
    fn matter(&self, body: usize, runs: &[Range<usize>]) -> Matter {
        let mut found = Matter::default();
        let Some(held) = self.pile.bodies.get(body).filter(|_| !runs.is_empty()) else {
            return found;
        };
        // The telling words of each run, and whether the rest has them.
        let telling: Vec<Vec<u32>> = runs
            .iter()
            .map(|run| {
                let ids = held.ids.get(run.clone()).unwrap_or_default().iter().copied();
                sorted_once(ids.filter(|&id| rareness(id) >= TELLING).collect())
            })
            .collect();
        let all = sorted_once(telling.iter().flatten().copied().collect());
        let filter = Filter::of(all.iter().copied());
        let mut in_rest = vec![false; all.len()];
        // For each run, how many words of the rest stand before it.
        let mut before: Vec<usize> = Vec::with_capacity(runs.len());
        let (mut n_rest, mut from) = (0, 0);
        for to in runs.iter().map(|run| run.start).chain(std::iter::once(held.ids.len())) {
            let stretch = held.ids.get(from..to).unwrap_or_default();
            n_rest += stretch.len();
            for id in stretch.iter().filter(|id| filter.may_have(**id)) {
                if let Ok(found) = all.binary_search(id)
                    && let Some(slot) = in_rest.get_mut(found)
                {
                    *slot = true;
                }
            }
            from = runs.get(before.len()).map_or(to, |run| run.end);
            before.push(n_rest);
        }
        let rest_has =
            |id: &u32| all.binary_search(id).is_ok_and(|at| in_rest.get(at) == Some(&true));
        for ((run, telling), before) in runs.iter().zip(telling).zip(before) {
            let edge = before < EDGE || n_rest - before < EDGE;
            let known = telling.iter().filter(|id| rest_has(id)).count();
            // A title or a line that leads to another article has the story's words too.
            let story = telling.len() >= 4 && known * 8 >= telling.len();
            let foreign = telling.len() >= 5 && known * 10 <= telling.len();
            if story && (!edge || run.len() >= PAGE) {
                found.story += run.len();
            } else if edge && (story || foreign) {
                found.edge += run.len();
            } else if foreign && n_rest >= PAGE {
                found.inside += run.len();
            }
        }
        found
    }

    /// How much the most soliciting of runs solicits the reader.
    fn solicits(&self, body: usize, runs: &[Range<usize>]) -> usize {
        if runs.is_empty() {
            return 0;
        }
        let words = self.reader.words(body);
        let holder = self.pile.holders.get(body).and_then(|held| held.first());
        let text = holder.and_then(|&at| self.pile.members.get(at));
        let text = text.map_or("", |member| member.text.repaired());
        let short = runs.iter().filter(|run| run.len() <= SOLICITING);
        short
            .filter_map(|run| span_of(&words, run.clone()))
            .map(|span| solicitation(span.text(text)))
            .max()
            .unwrap_or(0)
    }

    /// The words of a body as they stand in its first holder's text.
    pub(crate) fn words(&self, body: usize) -> Arc<Vec<Word>> {
        self.reader.words(body)
    }
}

fn sorted_once(mut ids: Vec<u32>) -> Vec<u32> {
    ids.sort_unstable();
    ids.dedup();
    ids
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

/// Passages of two words and more of the first text that stand inside a sentence of the second,
/// which runs on without them.
fn set_inside(pairs: &[Matched], second: &Body) -> usize {
    let mut inside = 0;
    for pair in pairs.windows(2) {
        let [(x, y), (next_x, next_y)] = pair else { continue };
        let gap = next_x.start.saturating_sub(x.end);
        let runs_on = y.end == next_y.start && !second.opens_sentence(y.end);
        inside += usize::from(runs_on && (2..=SOLICITING).contains(&gap));
    }
    inside
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
