//! What is known of two witnesses, as numbers: one of them taken for the source of the other.
//!
//! Not a decision: [`super::model`] weighs them. Every number that has a direction stands twice, once
//! from either side, so that a weight can be given to what speaks for and to what speaks against.

use std::ops::Range;

use super::difference::{Difference, Differences};
use super::facts::Facts;
use super::naming::names_outlet;
use super::others_in;
use super::pair::{known_elsewhere, later, left_standing};
use super::readings::Agreement;
use crate::families::Grouping;

/// The names of the features, in order; the table of weights has a line for each.
pub(crate) const FEATURES: [&str; N] = [
    "one",
    "later",
    "earlier",
    "far later",
    "far earlier",
    "undated",
    "names the source",
    "named by the source",
    "more set in",
    "less set in",
    "disguised",
    "source disguised",
    "both disguised",
    "rarer words",
    "exchanged",
    "exchanged rate",
    "lacks story",
    "lacks foreign",
    "lacks at the edge",
    "adds story",
    "adds foreign",
    "adds at the edge",
    "lacks",
    "adds",
    "lacks only",
    "adds only",
    "lacks and adds",
    "share",
    "source share",
    "cut at the end",
    "grown at the end",
    "runs lacking",
    "runs added",
    "name left standing",
    "source name left standing",
    "third has what it lacks",
    "third has what it adds",
    "one outlet",
    "one outlet, later",
    "one outlet, earlier",
    "merges",
    "source merges",
    "one title",
    "other title",
    "nearest",
    "from the nearest",
    "source's nearest",
    "from the source's nearest",
    "witnesses",
    "set inside",
    "source set inside",
    "solicits",
    "source solicits",
    "moved",
    "renumbered",
    "other wording",
    "lacks share",
    "adds share",
    "disguised words",
    "same words",
    "headline beside the text",
    "source headline beside the text",
    "headline kept from the source",
    "source headline kept from it",
    "rarer headline",
    "credits",
    "source credits",
    "amended",
    "source amended",
    "had from the source alone",
    "had from others",
    "source has from others",
    "days later",
];
/// Their number.
pub(crate) const N: usize = 73;

/// The features of a pair.
pub(crate) type Features = [f32; N];

/// How near two texts are: most of the one, and least beside it.
pub(super) fn nearness(diff: &Difference) -> f32 {
    diff.share * 2.0 + diff.other_share
}

/// `source` taken for what `copy` was made from. `best` has, for the copy and for the source, how
/// near the nearest other witness is; the last has how the words of each agree with the other's.
pub(super) fn features(
    differences: &Differences<'_>,
    (source, copy): (&Facts, &Facts),
    family: &[Facts],
    grouping: &Grouping,
    best: (f32, f32),
    (agrees, source_agrees): (Agreement, Agreement),
) -> Option<Features> {
    let pile = differences.pile();
    let diff = differences.of(copy, source)?;
    let yes = |holds: bool| if holds { 1.0_f32 } else { 0.0 };
    let size = |words: usize| (words as f32).ln_1p();
    let (lacking, extra) = (diff.n_lacking(), diff.n_extra());
    let (is_later, is_earlier) = (later(copy, source), later(source, copy));
    let far = copy.far_from(source);
    let more = copy.n_inserted() as i64 - source.n_inserted() as i64;
    let hides = |facts: &Facts| facts.disguised.0 >= 3;
    let one_outlet = copy.same_outlet(source);
    let merges = |facts: &Facts| !others_in(grouping, facts.body).is_empty();
    let (title, source_title) = (&copy.headline, &source.headline);
    let titled = !title.folded.is_empty() && !source_title.folded.is_empty();
    let kept = |of: &Facts, from: &Facts| {
        pile.bodies.get(from.body).map_or(0, |body| of.headline.kept_from(body))
    };
    let n_source = diff.n_words as f32 * diff.share / diff.other_share.max(0.001);
    let near = nearness(&diff);
    let near_source = diff.other_share * 2.0 + diff.share;
    let whole = extra as f32 / diff.n_words.max(1) as f32;
    let left = |from: &Facts, of: &Facts, runs: &[Range<usize>], n: usize| {
        n >= 12 && left_standing(differences, from, of, runs).is_some()
    };
    let third = |holder: &Facts, other: &Facts, runs: &[Range<usize>], n: usize| {
        n >= 8 && known_elsewhere(differences, holder, other, runs, family)
    };
    Some([
        1.0,
        yes(is_later),
        yes(is_earlier),
        yes(far && is_later),
        yes(far && is_earlier),
        yes(!is_later && !is_earlier),
        yes(names_outlet(pile, copy, source).is_some()),
        yes(names_outlet(pile, source, copy).is_some()),
        yes(more > 0),
        yes(more < 0),
        yes(hides(copy) && source.disguised.0 == 0),
        yes(hides(source) && copy.disguised.0 == 0),
        yes(hides(copy) && hides(source)),
        if diff.exchanged >= 3 { diff.surely_rarer.clamp(-4.0, 4.0) } else { 0.0 },
        size(diff.exchanged),
        (diff.exchanged as f32 / diff.n_words.max(1) as f32 * 10.0).min(4.0),
        size(diff.lacking_is.story),
        size(diff.lacking_is.inside),
        size(diff.lacking_is.edge),
        size(diff.extra_is.story),
        size(diff.extra_is.inside),
        size(diff.extra_is.edge),
        size(lacking),
        size(extra),
        yes(lacking >= 8 && extra < 8),
        yes(extra >= 8 && lacking < 8),
        yes(extra >= 8 && lacking >= 8),
        diff.share,
        diff.other_share,
        at_end(&diff.lacking, n_source as usize, lacking),
        at_end(&diff.extra, diff.n_words, extra),
        size(diff.lacking.len()),
        size(diff.extra.len()),
        yes(left(source, copy, &diff.lacking, lacking)),
        yes(left(copy, source, &diff.extra, extra)),
        yes(third(source, copy, &diff.lacking, lacking)),
        yes(third(copy, source, &diff.extra, extra)),
        yes(one_outlet),
        yes(one_outlet && is_later),
        yes(one_outlet && is_earlier),
        yes(merges(copy) && !merges(source)),
        yes(merges(source) && !merges(copy)),
        yes(titled && title.folded == source_title.folded),
        yes(titled && title.folded != source_title.folded),
        yes(near >= best.0),
        (best.0 - near).clamp(0.0, 2.0),
        yes(near_source >= best.1),
        (best.1 - near_source).clamp(0.0, 2.0),
        size(family.len()),
        size(diff.set_inside),
        size(diff.other_set_inside),
        diff.solicits as f32,
        diff.other_solicits as f32,
        (diff.moved * 5.0).min(2.0),
        size(diff.renumbered),
        ((1.0 - diff.share - whole).max(0.0) * 10.0).min(4.0),
        lacking as f32 / n_source.max(1.0),
        whole,
        size(copy.disguised.0),
        yes(copy.body == source.body),
        title.foreign(),
        source_title.foreign(),
        size(kept(copy, source)),
        size(kept(source, copy)),
        title.rarer_than(source_title).clamp(-2.0, 2.0),
        yes(copy.credits),
        yes(source.credits),
        yes(copy.amended),
        yes(source.amended),
        size(agrees.alone),
        size(agrees.elsewhere),
        size(source_agrees.elsewhere),
        size(if is_later && !far { copy.days_from(source) } else { 0 }),
    ])
}

/// Share of the words of some runs that stand at the end of a text of `n_words`.
fn at_end(runs: &[Range<usize>], n_words: usize, all: usize) -> f32 {
    let last = runs.last().filter(|run| run.end + 2 >= n_words).map_or(0, ExactSizeIterator::len);
    last as f32 / all.max(1) as f32
}
