//! Joins accepted pairs into families, without chains through a text that holds two stories.
//!
//! Pairs are taken from the most shared words down, so a merged text joins the family that it has
//! most from, or of two parts about equal the one that it opens with or whose headline it has. A later
//! pair that would weld that family to another is refused where the text shares other passages with
//! either, whoever else copied the merger, unless a headline or what the text begins with says that they
//! are of one story: what it has from the lesser side is noted, not followed. What the user links comes
//! first, what the user parts stays apart.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::compare::{BEGUN, BRIDGE, Comparison, LONG, Passage, Verdict};
use crate::imprint::Outlets;
use crate::pile::{Pile, Reader};
use crate::rareness::TELLING;
use crate::{Collation, interpolations, lineage, pairs};

/// Families as sets of bodies, and what merged texts have from elsewhere.
pub(crate) struct Grouping {
    /// Bodies of each family, sorted; families sorted by their first body.
    pub(crate) families: Vec<Vec<usize>>,
    /// `(text, other)`: `text` also has passages of `other`, which is of another family.
    pub(crate) merged: Vec<(usize, usize)>,
}

pub(crate) fn collate(pile: &Pile<'_>) -> Collation {
    let grouping = group(pile);
    let inserted = interpolations::find(pile, &grouping);
    let families = lineage::families(pile, &grouping, &inserted);
    Collation { families, pairs: pairs::of(pile), interpolations: inserted }
}

/// Bodies on the way to families.
struct Joining {
    /// For each body, the index of its family.
    family_of: Vec<usize>,
    families: Vec<Vec<usize>>,
    /// For each family, the bodies that must stay out of it.
    barred: BTreeMap<usize, Vec<usize>>,
}

impl Joining {
    fn new(pile: &Pile<'_>) -> Self {
        let mut barred: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &(a, b) in &pile.cannot {
            barred.entry(a).or_default().push(b);
            barred.entry(b).or_default().push(a);
        }
        let family_of: Vec<usize> = (0..pile.bodies.len()).collect();
        let families = family_of.iter().map(|&body| vec![body]).collect();
        Self { family_of, families, barred }
    }

    fn of(&self, body: usize) -> usize {
        self.family_of.get(body).copied().unwrap_or(usize::MAX)
    }

    fn size(&self, family: usize) -> usize {
        self.families.get(family).map_or(0, Vec::len)
    }

    /// Whether the user keeps two families apart.
    fn apart(&self, x: usize, y: usize) -> bool {
        !self.barred.is_empty()
            && self.barred.get(&x).into_iter().flatten().any(|&body| self.of(body) == y)
    }

    fn join(&mut self, x: usize, y: usize) {
        let (keep, give) = if self.size(x) >= self.size(y) { (x, y) } else { (y, x) };
        let moved = self.families.get_mut(give).map(std::mem::take).unwrap_or_default();
        for &body in &moved {
            if let Some(slot) = self.family_of.get_mut(body) {
                *slot = keep;
            }
        }
        if let Some(kept) = self.families.get_mut(keep) {
            kept.extend(moved);
        }
        if let Some(barred) = self.barred.remove(&give) {
            self.barred.entry(keep).or_default().extend(barred);
        }
    }
}

/// Joins the bodies of a pile.
pub(crate) fn group(pile: &Pile<'_>) -> Grouping {
    let mut joining = Joining::new(pile);
    for &(a, b) in &pile.must {
        let (x, y) = (joining.of(a), joining.of(b));
        if x != y && !joining.apart(x, y) {
            joining.join(x, y);
        }
    }
    let mut edges: Vec<(usize, usize, usize)> = pile
        .compared
        .iter()
        .filter(|(_, found)| found.verdict == Verdict::Copy)
        .map(|&((a, b), ref found)| (nearness(found, pile.one_headline(a, b)), a, b))
        .collect();
    edges.par_sort_unstable_by_key(|&(near, a, b)| (std::cmp::Reverse(near), a, b));
    let mut merged = Vec::new();
    let reader = Reader::new(pile);
    for (_, a, b) in edges {
        let (x, y) = (joining.of(a), joining.of(b));
        if x == y || joining.apart(x, y) {
            continue;
        }
        let mut refused = false;
        for (text, other, family) in [(a, b, x), (b, a, y)] {
            if joining.size(family) > 1 && welds(pile, &reader, &joining, text, other) {
                merged.push((text, other));
                refused = true;
            }
        }
        if !refused {
            joining.join(x, y);
        }
    }
    let mut families = joining.families;
    families.retain(|family| !family.is_empty());
    families.par_iter_mut().for_each(|family| family.sort_unstable());
    families.par_sort_unstable();
    merged.sort_unstable();
    Grouping { families, merged }
}

/// How near two copies are: the words they share, and more where they open alike or stand under one
/// headline. A text that holds two stories in about equal parts is of the one that it opens with, and
/// whose headline it has.
fn nearness(found: &Comparison, one_headline: bool) -> usize {
    let alike = found.passages().iter().any(open_both);
    found.equal * if alike { 3 } else { 2 } * if one_headline { 2 } else { 1 }
}

/// Whether a passage stands where both texts begin.
fn open_both(passage: &Passage) -> bool {
    passage.a.start < BEGUN && passage.b.start < BEGUN
}

/// Siblings that are asked whether a text would weld another to them.
const ASKED: usize = 32;

/// Whether `text` would weld `other` to its family: somebody in the family has nothing of what
/// `text` shares with `other`, and nothing says that the two are of one story. Siblings that share the
/// passage with `text` speak against it, unless they are mergers of the same two.
///
/// Two are of one story, about one matter, if each stands in `text` nearly whole or if `text` begins as
/// `other` does, and the two are not all that it has. Without that last 20 wrong pairs more were
/// found on piles of the seeds 7001 to 7014, of stories about one matter that somebody merged
/// (`training/collate` has more of what was tried).
fn welds(
    pile: &Pile<'_>,
    reader: &Reader<'_>,
    joining: &Joining,
    text: usize,
    other: usize,
) -> bool {
    let mine = pile.shared_ranges(text, other);
    let family = joining.of(text);
    let near = pile.accepted.get(text).into_iter().flatten().copied();
    let copies = |x: usize, y: usize| {
        pile.between(x, y).is_some_and(|(found, _)| found.verdict == Verdict::Copy)
    };
    let (mut strangers, mut holders, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
    for body in near.filter(|&body| joining.of(body) == family).take(ASKED) {
        if pile.one_headline(body, other) {
            return false;
        }
        let held = pile.shared_ranges(text, body);
        if overlap(&mine, &held) * 10 >= size(&mine).min(size(&held)) * 3 {
            holders.push(body);
            continue;
        }
        if copies(body, other) {
            return false;
        }
        strangers.push(body);
        theirs.extend(held);
    }
    let merger = |&holder: &usize| strangers.iter().any(|&stranger| copies(holder, stranger));
    if strangers.is_empty() || !holders.iter().all(merger) {
        return false;
    }
    let first = theirs.iter().map(|range| range.start).min().unwrap_or(usize::MAX);
    let begins = begins(pile, text, other, first);
    let piece = |body: usize| held_in(pile, body, text) >= PIECE;
    let one_story = |&stranger: &usize| {
        (begins || (piece(other) && piece(stranger))) && same_matter(reader, stranger, other)
    };
    all_of(pile, text, size(&mine), theirs) || !strangers.iter().any(one_story)
}

/// Share of a text that stands in another it was cut from, at least.
const PIECE: f32 = 0.85;
/// Share of its own words that a text cut from another has of it at least, the page around it counted.
const CUT: f32 = 0.3;

/// Whether `text` begins with what it shares with `other`, as `other` does, before word `first`:
/// whoever cuts a story keeps its beginning, so that two pieces of one story may have no words in
/// common, and a story that was merged into another stands somewhere inside. Not of one outlet, whose
/// pages all begin alike.
fn begins(pile: &Pile<'_>, text: usize, other: usize, first: usize) -> bool {
    let Some((found, flipped)) = pile.between(text, other) else { return false };
    let begins = |passage: &Passage| {
        let (here, there) =
            if flipped { (&passage.b, &passage.a) } else { (&passage.a, &passage.b) };
        passage.equal >= LONG && there.start < BEGUN && here.start < first.saturating_add(BRIDGE)
    };
    held_in(pile, other, text) >= CUT
        && pile.outlets(text, other) != Outlets::One
        && found.passages().iter().any(begins)
}

/// Whether `mine` words and the ranges of `theirs`, which may overlap, are all that `text` has: then
/// it was put together from two.
fn all_of(pile: &Pile<'_>, text: usize, mine: usize, mut theirs: Vec<Range<usize>>) -> bool {
    theirs.sort_by_key(|range| range.start);
    let (mut covered, mut end) = (0, 0);
    for range in theirs {
        covered += range.end.saturating_sub(range.start.max(end));
        end = end.max(range.end);
    }
    let all = pile.bodies.get(text).map_or(0, |body| body.ids.len());
    (covered + mine) * 10 >= all * 9
}

/// Share of the own words of body `x` that stand in body `y`.
fn held_in(pile: &Pile<'_>, x: usize, y: usize) -> f32 {
    pile.between(x, y).map_or(
        0.0,
        |(found, flipped)| {
            if flipped { found.own_share.1 } else { found.own_share.0 }
        },
    )
}

/// Number of words in ranges that do not overlap.
fn size(ranges: &[Range<usize>]) -> usize {
    ranges.iter().map(ExactSizeIterator::len).sum()
}

/// Number of words that two sorted lists of ranges have in common.
pub(crate) fn overlap(x: &[Range<usize>], y: &[Range<usize>]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(left), Some(right)) = (x.get(i), y.get(j)) {
        count += left.end.min(right.end).saturating_sub(left.start.max(right.start));
        if left.end <= right.end {
            i += 1;
        } else {
            j += 1;
        }
    }
    count
}

/// Whether two texts are about one matter: a tenth of the telling words of the one with fewer
/// stand in the other. Of unrelated articles one pair in a hundred has so many, of the two halves of one
/// article four in five do. Texts with hardly a telling word say nothing, and are taken
/// to be about the same.
fn same_matter(reader: &Reader<'_>, a: usize, b: usize) -> bool {
    let (a, b) = (reader.telling(a, TELLING), reader.telling(b, TELLING));
    let smaller = a.len().min(b.len());
    let common = a.iter().filter(|id| b.binary_search(id).is_ok()).count();
    smaller < 3 || (common >= 3 && common * 10 >= smaller)
}
