//! Two witnesses of one family: how their texts differ, and which of them can be the source.
//!
//! A witness is barred as the source by what it lacks or has: disguised letters and insertions that
//! the other is free of, the wire's dateline and list of contributors that the other keeps, a later
//! date. Where neither is barred the texts speak: what is cut at the end, a name left standing
//! without its introduction, a machine's rare words. Where they do not, nothing is said.

use std::ops::Range;

use super::difference::{Difference, Differences};
use super::facts::{Facts, Published};
use crate::pile::Pile;

/// Why `source` cannot be what `copy` was made from; `None` when it can.
pub(crate) fn barred(source: &Facts, copy: &Facts) -> Option<String> {
    // Where the copy has as many, they may have come down.
    if source.n_inserted() > copy.n_inserted() {
        return Some("it has passages set in that the other is free of".to_owned());
    }
    if source.disguised.0 >= 3 && copy.disguised.0 == 0 && source.n_inserted() == 0 {
        return Some("its disguised letters are nowhere in the other".to_owned());
    }
    if source.own_agency.is_none() {
        if copy.own_agency.is_some() {
            return Some("the other is an agency's own story".to_owned());
        }
        if copy.dateline_agency.is_some() && source.dateline.is_none() {
            return Some("it lacks the agency's dateline, which the other keeps".to_owned());
        }
        if copy.contributors.is_some() && source.contributors.is_none() {
            return Some("it lacks the list of contributors, which the other keeps".to_owned());
        }
    }
    later(source, copy).then(|| "it was published later".to_owned())
}

/// Whether `x` was published after `y`; of two states of one outlet's article, whether it was changed
/// after `y` was.
pub(crate) fn later(x: &Facts, y: &Facts) -> bool {
    let after = |x, y| matches!((x, y), (Some(x), Some(y)) if Published::before(y, x));
    let undecided = !after(x.published, y.published) && !after(y.published, x.published);
    after(x.published, y.published)
        || (undecided && x.same_outlet(y) && after(x.updated, y.updated))
}

/// Why `copy` was made from `source`, as far as the texts say; `None` when they do not.
pub(crate) fn derived(
    differences: &Differences<'_>,
    source: &Facts,
    copy: &Facts,
    family: &[Facts],
) -> Option<String> {
    let pile = differences.pile();
    let diff = differences.of(copy, source)?;
    // The texts are told apart by the words of the copy against those of its source.
    if diff.exchanged >= 8 && diff.rarer > 0.6 {
        return Some(format!(
            "{} words were exchanged, for rarer ones on the whole",
            diff.exchanged
        ));
    }
    let (extra, lacking) = (diff.n_extra(), diff.n_lacking());
    if lacking >= 12 && extra * 4 <= lacking && diff.share >= 0.8 {
        return cut(pile, source, copy, &diff, family);
    }
    if extra >= 12 && lacking * 4 <= extra && diff.other_share >= 0.8 {
        return grown(pile, source, copy, &diff, family);
    }
    None
}

/// Whether `copy` is `source` with passages left out.
fn cut(
    pile: &Pile<'_>,
    source: &Facts,
    copy: &Facts,
    diff: &Difference,
    family: &[Facts],
) -> Option<String> {
    let words = &pile.bodies.get(source.body)?.words;
    let lacking = diff.n_lacking();
    if let Some(name) = left_standing(pile, source, copy, &diff.lacking) {
        return Some(format!("it names {name} without the introduction that the other gives"));
    }
    if known_elsewhere(pile, source, copy, &diff.lacking, family) {
        return Some("a third witness has what it leaves out".to_owned());
    }
    let at_end =
        diff.lacking.last().filter(|run| run.end + 2 >= words.len()).map_or(0, |r| r.len());
    if at_end * 10 >= lacking * 8 {
        return Some(format!("its last {at_end} words are cut, as editors cut"));
    }
    if lacking * 2 >= words.len() {
        return Some("it keeps less than half of the other, which runs through".to_owned());
    }
    (diff.lacking.len() >= 3).then(|| "what it lacks is cut out in several places".to_owned())
}

/// Whether `copy` is `source` with passages added.
fn grown(
    pile: &Pile<'_>,
    source: &Facts,
    copy: &Facts,
    diff: &Difference,
    family: &[Facts],
) -> Option<String> {
    if left_standing(pile, copy, source, &diff.extra).is_some()
        || known_elsewhere(pile, copy, source, &diff.extra, family)
    {
        return None;
    }
    let words = &pile.bodies.get(copy.body)?.words;
    let inside = diff.extra.iter().all(|run| run.start > 0 && run.end < words.len());
    let names = |run: &Range<usize>| {
        words
            .get(run.clone())
            .unwrap_or_default()
            .iter()
            .filter(|word| word.capital() && !word.opens_sentence())
            .map(|word| word.id)
            .collect::<Vec<_>>()
    };
    let added: Vec<u32> = diff.extra.iter().flat_map(names).collect();
    let outside = |id: &u32| {
        words
            .iter()
            .enumerate()
            .any(|(at, word)| word.id == *id && !diff.extra.iter().any(|run| run.contains(&at)))
    };
    let known = added.iter().filter(|id| outside(id)).count();
    let size = diff.n_extra();
    (inside
        && size * 3 <= words.len()
        && added.len() >= 2
        && known * 4 <= added.len()
        && size <= 400)
        .then(|| "what is added names what the rest does not".to_owned())
}

/// A name that `copy` uses alone while its full form stands only in what it leaves out.
fn left_standing(
    pile: &Pile<'_>,
    source: &Facts,
    copy: &Facts,
    lacking: &[Range<usize>],
) -> Option<String> {
    let (full, bare) = (pile.bodies.get(source.body)?, pile.bodies.get(copy.body)?);
    let holder = *pile.holders.get(source.body)?.first()?;
    let text = pile.members.get(holder)?.text.repaired();
    for run in lacking {
        let words = full.words.get(run.clone()).unwrap_or_default();
        for pair in words.windows(2).take(2_000) {
            let [first, last] = pair else { continue };
            // Two capitals with a plain space between, the second a name and no opening word.
            let joined = text.get(first.span().end()..last.span().start()) == Some(" ");
            let known_before = |id: u32| {
                full.words.iter().take_while(|word| word.span() != last.span()).any(|w| w.id == id)
            };
            if !(joined && first.capital() && last.capital() && !last.opens_sentence())
                || last.span().len() < 4
                || known_before(last.id)
            {
                continue;
            }
            let mut uses = bare.words.iter().enumerate().filter(|(_, word)| word.id == last.id);
            let alone = uses.by_ref().take(64).all(|(at, word)| {
                let before = at.checked_sub(1).and_then(|before| bare.words.get(before));
                word.capital() && before.is_some_and(|before| !before.capital())
            });
            if alone && bare.ids.contains(&last.id) {
                return Some(last.span().text(text).to_owned());
            }
        }
    }
    None
}

/// Whether a third witness shares with `holder` most of the passages that `other` lacks.
fn known_elsewhere(
    pile: &Pile<'_>,
    holder: &Facts,
    other: &Facts,
    passages: &[Range<usize>],
    family: &[Facts],
) -> bool {
    let size: usize = passages.iter().map(ExactSizeIterator::len).sum();
    let mut seen = vec![holder.body, other.body];
    family.iter().take(64).any(|third| {
        if seen.contains(&third.body) || third.same_outlet(holder) {
            return false;
        }
        seen.push(third.body);
        let shared = pile.shared_ranges(holder.body, third.body);
        size > 0 && crate::families::overlap(passages, &shared) * 2 >= size
    })
}
