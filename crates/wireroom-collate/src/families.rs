//! Joins accepted pairs into families, without chains through a text that holds two stories.
//!
//! Pairs are taken from the most shared words down, so a merged text joins the family that it has
//! most from. A later pair that would weld that family to another is refused where the text shares
//! other passages with either and the two have no names in common: what it has from the lesser
//! side is noted, not followed.

use std::ops::Range;

use wireroom_model::{SharedPassage, TextPair};

use crate::compare::{Body, Comparison, Verdict};
use crate::pile::Pile;
use crate::words::body_words;
use crate::{Collation, Config, Member, interpolations, lineage};

/// Families as sets of bodies, and what merged texts have from elsewhere.
pub(crate) struct Grouping {
    /// Bodies of each family, sorted; families sorted by their first body.
    pub(crate) families: Vec<Vec<usize>>,
    /// `(text, other)`: `text` also has passages of `other`, which is of another family.
    pub(crate) merged: Vec<(usize, usize)>,
}

pub(crate) fn collate(pile: &[Member<'_>], config: &Config) -> Collation {
    let pile = Pile::new(pile, config);
    let grouping = group(&pile);
    let inserted = interpolations::find(&pile, &grouping);
    let mut families = lineage::families(&pile, &grouping, &inserted);
    families.sort_by(|x, y| {
        let first = |family: &wireroom_model::Family| {
            family.witnesses.first().map(|witness| witness.document.clone())
        };
        first(x).cmp(&first(y))
    });
    Collation { families, pairs: text_pairs(&pile), interpolations: inserted }
}

/// Joins the bodies of a pile.
pub(crate) fn group(pile: &Pile<'_>) -> Grouping {
    let mut edges: Vec<(usize, usize, usize)> = pile
        .compared
        .iter()
        .filter(|(_, found)| found.verdict == Verdict::Copy)
        .map(|(&(a, b), found)| (found.own, a, b))
        .collect();
    edges.sort_unstable_by_key(|&(own, a, b)| (std::cmp::Reverse(own), a, b));
    let mut family_of: Vec<usize> = (0..pile.bodies.len()).collect();
    let mut families: Vec<Vec<usize>> = family_of.iter().map(|&body| vec![body]).collect();
    let mut merged = Vec::new();
    for (_, a, b) in edges {
        let (Some(&x), Some(&y)) = (family_of.get(a), family_of.get(b)) else { continue };
        if x == y {
            continue;
        }
        let mut refused = false;
        for (text, other, family) in [(a, b, x), (b, a, y)] {
            if welds(pile, text, other, families.get(family).map_or(&[][..], Vec::as_slice)) {
                merged.push((text, other));
                refused = true;
            }
        }
        if refused {
            continue;
        }
        let size = |family: usize| families.get(family).map_or(0, Vec::len);
        let (keep, give) = if size(x) >= size(y) { (x, y) } else { (y, x) };
        let moved = families.get_mut(give).map(std::mem::take).unwrap_or_default();
        for &body in &moved {
            if let Some(slot) = family_of.get_mut(body) {
                *slot = keep;
            }
        }
        if let Some(kept) = families.get_mut(keep) {
            kept.extend(moved);
        }
    }
    families.retain(|family| !family.is_empty());
    for family in &mut families {
        family.sort_unstable();
    }
    families.sort_unstable();
    merged.sort_unstable();
    Grouping { families, merged }
}

/// Whether `text`, of `family`, would weld `other` to it: what it shares with `other` is not what
/// it shares with its family, and nobody in the family is about what `other` is about.
fn welds(pile: &Pile<'_>, text: usize, other: usize, family: &[usize]) -> bool {
    if family.len() < 2 {
        return false;
    }
    let mine = pile.shared_ranges(text, other);
    let mut near = pile.accepted.get(text).cloned().unwrap_or_default();
    near.retain(|body| family.binary_search(body).is_ok() || family.contains(body));
    let size: usize = mine.iter().map(ExactSizeIterator::len).sum();
    let mut apart = false;
    for body in near {
        let theirs = pile.shared_ranges(text, body);
        let held: usize = theirs.iter().map(ExactSizeIterator::len).sum();
        let common = overlap(&mine, &theirs);
        if common * 10 >= size.min(held) * 3 {
            return false;
        }
        if pile.between(body, other).is_some_and(|(found, _)| found.verdict == Verdict::Copy) {
            return false;
        }
        let (Some(body), Some(other)) = (pile.bodies.get(body), pile.bodies.get(other)) else {
            continue;
        };
        if same_matter(body, other) {
            return false;
        }
        apart = true;
    }
    apart
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

/// Whether two texts name the same people and places: a third of the names of the one with fewer.
/// Texts with hardly a capital say nothing, and are taken to be about the same.
fn same_matter(a: &Body, b: &Body) -> bool {
    let names = |body: &Body| {
        let mut names: Vec<u32> = body
            .words
            .iter()
            .filter(|word| word.capital() && !word.opens_sentence())
            .map(|word| word.id)
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    let (a, b) = (names(a), names(b));
    let smaller = a.len().min(b.len());
    let common = a.iter().filter(|name| b.binary_search(name).is_ok()).count();
    smaller < 3 || common * 3 >= smaller
}

/// The accepted pairs as the model has them.
fn text_pairs(pile: &Pile<'_>) -> Vec<TextPair> {
    let mut pairs = Vec::new();
    for (&(a, b), found) in &pile.compared {
        if found.verdict == Verdict::Copy {
            pairs.extend(body_pair(pile, a, b, found));
        }
    }
    for holders in &pile.holders {
        let Some((&first, rest)) = holders.split_first() else { continue };
        pairs.extend(rest.iter().filter_map(|&other| {
            let (a, b) = (pile.members.get(first)?, pile.members.get(other)?);
            Some(TextPair {
                a: a.document.id.clone(),
                b: b.document.id.clone(),
                share_a: 1.0,
                share_b: 1.0,
                passages: whole(a, b).into_iter().collect(),
            })
        }));
    }
    pairs.sort_by(|x, y| (&x.a, &x.b).cmp(&(&y.a, &y.b)));
    pairs
}

fn body_pair(pile: &Pile<'_>, a: usize, b: usize, found: &Comparison) -> Option<TextPair> {
    let holder = |body: usize| {
        pile.holders.get(body).and_then(|held| held.first()).and_then(|&at| pile.members.get(at))
    };
    text_pair((holder(a)?, pile.bodies.get(a)?), (holder(b)?, pile.bodies.get(b)?), found)
}

/// A comparison as the model has it; `a` must come first in the pile.
pub(crate) fn text_pair(
    a: (&Member<'_>, &Body),
    b: (&Member<'_>, &Body),
    found: &Comparison,
) -> Option<TextPair> {
    let passages = found
        .passages
        .iter()
        .filter_map(|passage| {
            Some(SharedPassage {
                a: span_of(&a.1.words, passage.a.clone())?,
                b: span_of(&b.1.words, passage.b.clone())?,
            })
        })
        .collect();
    Some(TextPair {
        a: a.0.document.id.clone(),
        b: b.0.document.id.clone(),
        share_a: found.share.0,
        share_b: found.share.1,
        passages,
    })
}

/// The span of a range of words.
pub(crate) fn span_of(
    words: &[crate::words::Word],
    range: Range<usize>,
) -> Option<wireroom_text::Span> {
    let first = words.get(range.start)?.span();
    let last = words.get(range.end.checked_sub(1)?)?.span();
    Some(first.cover(last))
}

fn whole(a: &Member<'_>, b: &Member<'_>) -> Option<SharedPassage> {
    let span = |member: &Member<'_>| {
        let words = body_words(member.text);
        span_of(&words, 0..words.len())
    };
    Some(SharedPassage { a: span(a)?, b: span(b)? })
}
