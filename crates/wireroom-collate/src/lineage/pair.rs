//! Two witnesses of one family: how their texts differ, and which of them can be the source.
//!
//! A witness is barred as the source by what it lacks or has: disguised letters and insertions that
//! the other is free of, the wire's dateline and list of contributors that the other keeps, a later
//! date. Where neither is barred the texts speak: what is cut at the end, a name left standing
//! without its introduction, a machine's rare words. Where they do not, nothing is said.

use rustc_hash::FxHashSet;
use std::ops::Range;
use std::rc::Rc;

use super::answers::once;
use super::difference::{Difference, Differences};
use super::facts::{Facts, Published};
use crate::filter::Filter;
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
    later(source, copy).then(|| how_later(source, copy).to_owned())
}

/// Whether `x` was published after `y`; of two states of one outlet's article, whether it was changed
/// after `y` was.
pub(crate) fn later(x: &Facts, y: &Facts) -> bool {
    let undecided = !after(x.published, y.published) && !after(y.published, x.published);
    after(x.published, y.published)
        || (undecided && x.same_outlet(y) && after(x.updated, y.updated))
}

fn after(x: Option<Published>, y: Option<Published>) -> bool {
    matches!((x, y), (Some(x), Some(y)) if Published::before(y, x))
}

/// Why `x`, which is [`later`] than `y`, is so, in words.
pub(crate) fn how_later(x: &Facts, y: &Facts) -> &'static str {
    if after(x.published, y.published) { LATER } else { "it was updated later" }
}

/// What is said where the days of publication tell.
pub(super) const LATER: &str = "it was published later";

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
    if diff.exchanged >= 5 && diff.surely_rarer >= SURE {
        return Some(format!(
            "{} words were exchanged, for rarer ones on the whole",
            diff.exchanged
        ));
    }
    let extra = diff.n_extra() - diff.extra_is.edge;
    let lacking = diff.n_lacking();
    let one_outlet = copy.same_outlet(source);
    // What is cut was of the story; what is set in came from elsewhere.
    let toward = diff.lacking_is.story + diff.extra_is.set_in(one_outlet);
    let back = diff.extra_is.story + diff.lacking_is.set_in(one_outlet);
    let shorter = lacking >= PASSAGE && extra * 4 <= lacking && diff.share >= 0.5;
    if shorter && let Some(name) = left_standing(differences, source, copy, &diff.lacking) {
        return Some(format!("it names {name} without the introduction that the other gives"));
    }
    if toward >= 2 * PASSAGE && toward >= 3 * back {
        return Some(if diff.lacking_is.story >= diff.extra_is.set_in(one_outlet) {
            format!("the {} words it lacks are of one piece with the rest", diff.lacking_is.story)
        } else {
            let words = diff.extra_is.set_in(one_outlet);
            format!("{words} of its words have nothing to do with the rest")
        });
    }
    if shorter && diff.share >= 2.0 * diff.other_share {
        return Some("it keeps less than half of the other, which runs through".to_owned());
    }
    if back >= PASSAGE {
        return None;
    }
    if shorter {
        let known = known_elsewhere(differences, source, copy, &diff.lacking, family);
        let third = || "a third witness has what it leaves out".to_owned();
        // What came from elsewhere nobody cut out, nor what the page prints, unless the copy has
        // nothing of its own and so was not printed on a page either.
        let page = if diff.share >= 0.95 { 0 } else { diff.lacking_is.edge };
        let plain = lacking - diff.lacking_is.inside - page >= PASSAGE;
        return known.then(third).or_else(|| cut(pile, source, &diff).filter(|_| plain));
    }
    if extra >= PASSAGE && lacking * 4 <= extra && diff.other_share >= 0.8 {
        return grown(differences, source, copy, &diff, family);
    }
    None
}

/// Standard errors from which exchanged words are surely rarer.
const SURE: f32 = 1.0;
/// Fewest words that say, by what they are, which way a text was changed.
const PASSAGE: usize = 12;

/// Whether `copy` is `source` with passages left out, by where they stood.
fn cut(pile: &Pile<'_>, source: &Facts, diff: &Difference) -> Option<String> {
    let n_words = pile.bodies.get(source.body)?.ids.len();
    let lacking = diff.n_lacking();
    let at_end = diff.lacking.last().filter(|run| run.end + 2 >= n_words).map_or(0, |r| r.len());
    if at_end * 10 >= lacking * 8 {
        return Some(format!("its last {at_end} words are cut, as editors cut"));
    }
    (diff.lacking.len() >= 3).then(|| "what it lacks is cut out in several places".to_owned())
}

/// Whether `copy` is `source` with passages added.
fn grown(
    differences: &Differences<'_>,
    source: &Facts,
    copy: &Facts,
    diff: &Difference,
    family: &[Facts],
) -> Option<String> {
    let pile = differences.pile();
    if left_standing(differences, copy, source, &diff.extra).is_some()
        || known_elsewhere(differences, copy, source, &diff.extra, family)
    {
        return None;
    }
    let body = pile.bodies.get(copy.body)?;
    let n_words = body.ids.len();
    let inside = diff.extra.iter().all(|run| run.start > 0 && run.end < n_words);
    let id = |at: usize| body.ids.get(at).copied();
    let added: Vec<u32> = diff
        .extra
        .iter()
        .flat_map(|run| run.clone().filter(|&at| body.name(at)).filter_map(id))
        .collect();
    // The words outside what was added.
    let mut runs = diff.extra.iter().peekable();
    let outside: FxHashSet<u32> = (0..n_words)
        .filter(|&at| {
            while runs.next_if(|run| run.end <= at).is_some() {}
            !runs.peek().is_some_and(|run| run.contains(&at))
        })
        .filter_map(id)
        .collect();
    let known = added.iter().filter(|id| outside.contains(id)).count();
    let size = diff.n_extra();
    (inside && size * 3 <= n_words && added.len() >= 2 && known * 4 <= added.len() && size <= 400)
        .then(|| "what is added names what the rest does not".to_owned())
}

/// A name that has its full form in a passage.
struct Standing {
    id: u32,
    /// Its place there, in words.
    at: usize,
    /// Whether it stands nowhere before.
    first: bool,
    /// Whether the copy has it, and whether it always stands alone there.
    found: bool,
    alone: bool,
}

/// A name that `copy` uses alone while its full form stands only in what it leaves out.
pub(super) fn left_standing(
    differences: &Differences<'_>,
    source: &Facts,
    copy: &Facts,
    lacking: &[Range<usize>],
) -> Option<Rc<str>> {
    let ask = || find_standing(differences, source, copy, lacking).map(Rc::from);
    once(&differences.answers.standing, (source.body, copy.body), ask)
}

fn find_standing<'p>(
    differences: &Differences<'p>,
    source: &Facts,
    copy: &Facts,
    lacking: &[Range<usize>],
) -> Option<&'p str> {
    let pile = differences.pile();
    let bare = pile.bodies.get(copy.body)?;
    let holder = *pile.holders.get(source.body)?.first()?;
    let text = pile.members.get(holder)?.text.repaired();
    let full = differences.words(source.body);
    let pairs = lacking.iter().flat_map(|run| {
        let places = run.start..run.end.saturating_sub(1);
        places.filter_map(|at| Some((at + 1, full.get(at)?, full.get(at + 1)?)))
    });
    // Two capitals with a plain space between, the second a name and no opening word.
    let mut names: Vec<Standing> = pairs
        .filter(|&(_, given, name)| {
            given.capital()
                && name.capital()
                && !name.opens_sentence()
                && text.get(given.span().end()..name.span().start()) == Some(" ")
                && name.span().len() >= 4
        })
        .map(|(at, _, name)| Standing { id: name.id, at, first: true, found: false, alone: true })
        .collect();
    if names.is_empty() {
        return None;
    }
    // The first place of each is what is asked; the words of both texts are gone through once, as far as
    // anything still hangs on them.
    names.sort_unstable_by_key(|name| (name.id, name.at));
    names.dedup_by_key(|name| name.id);
    let last = names.iter().map(|name| name.at).max().unwrap_or_default();
    let filter = Filter::of(names.iter().map(|name| name.id));
    for (at, word) in full.get(..last).unwrap_or_default().iter().enumerate() {
        if filter.may_have(word.id)
            && let Some(name) = names.iter_mut().find(|name| name.id == word.id)
        {
            name.first &= name.at <= at;
        }
    }
    names.retain(|name| name.first);
    let filter = Filter::of(names.iter().map(|name| name.id));
    let mut open = names.len();
    for (at, &id) in bare.ids.iter().enumerate() {
        if open == 0 {
            return None;
        }
        if filter.may_have(id)
            && let Some(name) = names.iter_mut().find(|name| name.id == id)
        {
            let parted = at.checked_sub(1).is_some_and(|before| !bare.capital(before));
            name.found = true;
            let alone = bare.capital(at) && parted;
            open -= usize::from(name.alone && !alone);
            name.alone &= alone;
        }
    }
    let name = names.iter().filter(|name| name.found && name.alone);
    let at = name.map(|name| name.at).min()?;
    full.get(at).map(|name| name.span().text(text))
}

/// Whether a third witness shares with `holder` most of the passages that `other` lacks.
pub(super) fn known_elsewhere(
    differences: &Differences<'_>,
    holder: &Facts,
    other: &Facts,
    passages: &[Range<usize>],
    family: &[Facts],
) -> bool {
    let size: usize = passages.iter().map(ExactSizeIterator::len).sum();
    let answers = &differences.answers;
    let shared = |x: usize, y: usize| {
        once(&answers.shared, (x, y), || differences.pile().shared_ranges(x, y).into())
    };
    let ask = || {
        let mut seen = vec![holder.body, other.body];
        family.iter().take(64).any(|third| {
            if seen.contains(&third.body) || third.same_outlet(holder) {
                return false;
            }
            seen.push(third.body);
            let shared = shared(holder.body, third.body);
            crate::families::overlap(passages, &shared) * 2 >= size
        })
    };
    size > 0 && once(&answers.elsewhere, (holder.member, other.member), ask)
}
