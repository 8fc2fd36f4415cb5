//! Other dates of the same thing.
//!
//! Two passages that say much the same and date it to days that cannot be one. Passages on two
//! events of a series look just so, and so each must be the other's best and be dated once.

use super::{Scene, side};
use crate::alike::Against;
use crate::unit::{Unit, dates_in};
use std::collections::{BTreeMap, BTreeSet};
use wireroom_model::{DateRange, Difference, DifferenceKind, Stamp};

/// How alike two passages must be for their dates to be of one thing.
const ALIKE: f32 = 0.5;

/// A dated passage: the days and the words that name them.
struct Dated<'a> {
    unit: &'a Unit,
    days: DateRange,
    words: &'a str,
    role: Role,
}

/// What a date says of what is told: that it was then, or from then, up to then or by then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    At,
    From,
    UpTo,
    By,
}

pub(super) fn dates(scene: &Scene<'_>) -> Vec<Difference> {
    let mut seen = BTreeSet::new();
    let dated: Vec<Dated<'_>> = scene
        .units
        .iter()
        .filter(|unit| seen.insert((unit.family, unit.text.as_str())))
        .filter_map(|unit| dated(scene, unit))
        .collect();
    let mut best = BTreeMap::<(usize, usize), f32>::new();
    let mut pairs = Vec::new();
    for (at, a) in dated.iter().enumerate() {
        let beside = scene.passages.beside(a.unit.at);
        for b in &dated[at + 1..] {
            if scene.account(a.unit) == scene.account(b.unit) {
                continue;
            }
            let alignment = beside.align(b.unit.at);
            let score = alignment.score();
            for key in [(a.unit.at, b.unit.document), (b.unit.at, a.unit.document)] {
                let held = best.entry(key).or_default();
                *held = held.max(score);
            }
            if score >= ALIKE
                && !other_figures(a.unit, b.unit)
                && !a.days.overlaps(b.days)
                && comparable(scene, a, b)
                && !scene.of_others(a.unit, b.unit)
                && scene.passages.against(a.unit.at, b.unit.at) == Against::default()
            {
                pairs.push((score, a, b));
            }
        }
    }
    pairs.sort_by(|x, y| {
        y.0.total_cmp(&x.0).then((x.1.unit.at, x.2.unit.at).cmp(&(y.1.unit.at, y.2.unit.at)))
    });
    let is_best = |score: f32, from: &Unit, to: &Unit| {
        best.get(&(from.at, to.document)).is_some_and(|&best| score >= best)
    };
    let tells = |document: usize, days: DateRange| {
        dated.iter().any(|other| other.unit.document == document && other.days.overlaps(days))
    };
    let mut told = BTreeSet::new();
    pairs.retain(|(score, a, b)| {
        is_best(*score, a.unit, b.unit)
            && is_best(*score, b.unit, a.unit)
            && !tells(a.unit.document, b.days)
            && !tells(b.unit.document, a.days)
            && told.insert((a.days.first.min(b.days.first), a.days.first.max(b.days.first)))
    });
    pairs
        .into_iter()
        .map(|(_, a, b)| {
            let why = format!("{} here, {} there", a.words, b.words);
            scene.difference(DifferenceKind::Date, vec![side(a.unit), side(b.unit)], why)
        })
        .collect()
}

/// Dates of two years that are this many days apart may lie around a turn of the year.
const NEAR_A_TURN: i64 = 90;

/// Whether the two dates could be of one thing: days with days and years with years, not a plan and
/// what came before it, not one day of the year of which one text leaves the year out, and not far
/// apart by a year that was only reckoned ("by December", "in March 2016").
fn comparable(scene: &Scene<'_>, a: &Dated<'_>, b: &Dated<'_>) -> bool {
    let one_day = |days: DateRange| (days.first.month(), days.first.day());
    let is_coming = |dated: &Dated<'_>| {
        let published = scene.pile[dated.unit.document].date.as_ref().and_then(Stamp::day);
        published.map(|published| dated.days.first > published)
    };
    let coming = is_coming(a).zip(is_coming(b)).is_none_or(|(a, b)| a == b);
    a.words.to_lowercase() != b.words.to_lowercase()
        && grain(a.days) == grain(b.days)
        && a.role == b.role
        && (grain(a.days) != 0 || one_day(a.days) != one_day(b.days))
        && (years_are_known(a, b) || a.days.gap(b.days) <= NEAR_A_TURN)
        && coming
}

/// Whether the two dates are of one year, or of two that both texts print.
fn years_are_known(a: &Dated<'_>, b: &Dated<'_>) -> bool {
    let prints = |dated: &Dated<'_>| {
        dated.words.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4)
    };
    a.days.first.year() == b.days.first.year() || prints(a) && prints(b)
}

/// How exactly something is dated: 0 to a day or two, 1 to weeks or a month, 2 more loosely.
fn grain(days: DateRange) -> u8 {
    match days.days() {
        ..=3 => 0,
        4..=40 => 1,
        _ => 2,
    }
}

/// Both have figures and none in common: two counts on two days.
fn other_figures(a: &Unit, b: &Unit) -> bool {
    let (x, y) = (&a.asserts.figures, &b.asserts.figures);
    !x.is_empty() && !y.is_empty() && !x.iter().any(|x| y.iter().any(|y| x.may_agree(y)))
}

/// Whether the words of a date hang on another one in the text ("that same year", "nine days earlier"):
/// one step further from what is printed than a difference may be.
fn hangs(words: &str) -> bool {
    const HANGS: [&str; 7] = ["that", "same", "earlier", "later", "before", "after", "following"];
    words.split_whitespace().any(|word| HANGS.contains(&word.to_lowercase().as_str()))
}

/// A unit that is dated once.
fn dated<'a>(scene: &'a Scene<'_>, unit: &'a Unit) -> Option<Dated<'a>> {
    let telling = &scene.pile[unit.document];
    let mut found = None;
    for time in dates_in(telling, &unit.content) {
        let days = time.dates.filter(|days| days.days() <= 366)?;
        if found.is_some() {
            return None;
        }
        let text = telling.text.repaired();
        let words = text.get(time.span.start()..time.span.end())?;
        let content = unit.content.iter().find(|span| span.contains(time.span))?;
        let role = role(text.get(content.start()..time.span.start())?)?;
        // "Friday's game" says when the game is, and nothing of what is told of it.
        let owns = text.get(time.span.end()..)?.starts_with(['\'', '’']) || words.ends_with("'s");
        // "Yesterday" in an undated text is a guess.
        let guessed = telling.date.is_none() && is_deictic(words);
        if owns || guessed {
            return None;
        }
        found = Some(Dated { unit, days, words, role });
    }
    found.filter(|dated| !hangs(dated.words))
}

/// What a date behind `before`, the words of its passage up to it, says; nothing where it dates what went
/// before or came after ("After the vote in May, she left"): that is another thing.
fn role(before: &str) -> Option<Role> {
    const OTHER: [&str; 6] = ["after", "before", "following", "since", "prior", "ahead"];
    let before = before.to_lowercase();
    let words: Vec<&str> = before.split_whitespace().collect();
    if let [first, _, ..] = words.as_slice()
        && OTHER.contains(first)
        && !before.contains(',')
    {
        return None;
    }
    match words.last().copied().unwrap_or_default() {
        "after" | "before" | "following" => None,
        "from" | "since" => Some(Role::From),
        "until" | "till" | "through" | "to" => Some(Role::UpTo),
        "by" => Some(Role::By),
        _ => Some(Role::At),
    }
}

/// Whether a date is told by the day of telling.
fn is_deictic(words: &str) -> bool {
    const DEICTIC: [&str; 6] = ["yesterday", "today", "tomorrow", "tonight", "last", "this"];
    words.split_whitespace().any(|word| DEICTIC.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::{Role, is_deictic, role};

    #[test]
    fn what_a_date_says_of_what_is_told() {
        for (before, says) in [
            ("The field was sold in ", Some(Role::At)),
            ("He worked there until ", Some(Role::UpTo)),
            ("It has been shut since ", Some(Role::From)),
            ("Since ", Some(Role::From)),
            ("Since the vote in ", None),
            ("The work is to be done by ", Some(Role::By)),
            ("After the vote in ", None),
            ("After the vote, she left in ", Some(Role::At)),
            ("They met shortly before ", None),
        ] {
            assert_eq!(role(before), says, "{before}");
        }
        assert!(is_deictic("Yesterday") && is_deictic("last Friday") && !is_deictic("Friday"));
    }
}
