//! Differences: where accounts of one event contradict each other, and what one alone reports.
//!
//! Precision first: a difference is shown only where both passages can be set side by side and the
//! reason said in a line.

mod dates;
mod figures;
mod silence;
mod spoke;
mod stand;

pub(crate) use figures::pairs_of;

use crate::alike::{Alignment, Passages};
use crate::unit::{Unit, dates_in};
use crate::{EventTexts, Ground, Known};
use std::collections::{BTreeMap, BTreeSet};
use wireroom_model::{
    DateRange, Difference, DifferenceId, DifferenceKind, Entity, EntityKind, Side, Stamp, Telling,
};

/// The differences of one event: contradictions first, then silences.
pub(crate) fn differences(
    ground: &Ground<'_>,
    event: EventTexts<'_>,
    units: &[Unit],
    passages: &Passages,
    groups: &[Vec<usize>],
) -> Vec<Difference> {
    let scene = Scene::of(ground, event, units, passages, groups);
    if scene.accounts < 2 {
        return Vec::new();
    }
    let mut found = figures::figures(&scene);
    found.extend(dates::dates(&scene));
    found.extend(stand::stands(&scene));
    found.extend(spoke::spoke(&scene));
    found.extend(silence::silences(&scene));
    found
}

/// Days from the day of a text within which what it dates is of the event.
const NEAR_DAYS: i64 = 60;

/// Days between two texts within which they tell of one state of things.
const LONG_DAYS: i64 = 7;

/// Days of a date that names a day or a week; of longer ones it is said that they are loose.
const DAY_OR_WEEK: i64 = 7;

/// What the finders look at.
pub(crate) struct Scene<'a> {
    event: EventTexts<'a>,
    units: &'a [Unit],
    groups: &'a [Vec<usize>],
    known: &'a Known<'a>,
    entities: &'a [Entity],
    passages: &'a Passages,
    pile: &'a [Telling<'a>],
    account_of: BTreeMap<usize, usize>,
    accounts: usize,
    /// For each unit, whether it tells of what went before.
    before: Vec<bool>,
    /// For each unit, the people that it names.
    people: Vec<BTreeSet<usize>>,
    /// For each unit, the days, months and years that it names.
    dates: Vec<Vec<DateRange>>,
}

impl<'a> Scene<'a> {
    pub(crate) fn of(
        ground: &'a Ground<'a>,
        event: EventTexts<'a>,
        units: &'a [Unit],
        passages: &'a Passages,
        groups: &'a [Vec<usize>],
    ) -> Self {
        let accounts = ground.accounts.groups(event.documents);
        let mut account_of = BTreeMap::new();
        for (index, members) in accounts.iter().enumerate() {
            account_of.extend(members.iter().map(|&member| (member, index)));
        }
        Self {
            event,
            units,
            groups,
            known: &ground.known,
            entities: ground.entities,
            passages,
            pile: ground.pile,
            account_of,
            accounts: accounts.len(),
            before: units.iter().map(|unit| of_before(ground.pile, unit)).collect(),
            people: units.iter().map(|unit| people(ground.entities, unit)).collect(),
            dates: units.iter().map(|unit| dates_of(ground.pile, unit)).collect(),
        }
    }

    fn account(&self, unit: &Unit) -> usize {
        self.account_of.get(&unit.document).copied().unwrap_or(usize::MAX)
    }

    fn align(&self, a: &Unit, b: &Unit) -> Alignment {
        self.passages.align(a.at, b.at)
    }

    /// Days from the day on which one text was published to that of another, where both are known.
    fn days_between(&self, a: usize, b: usize) -> Option<i64> {
        let day = |text: usize| self.pile[text].date.as_ref().and_then(Stamp::day);
        let (a, b) = (day(a)?, day(b)?);
        let days = DateRange { first: a.min(b), last: a.max(b) }.days() - 1;
        Some(if a <= b { days } else { -days })
    }

    /// Whether two texts were published so long apart that what they tell may have changed since, or be
    /// another of its kind.
    fn long_apart(&self, a: usize, b: usize) -> bool {
        self.days_between(a, b).is_some_and(|days| days.abs() > LONG_DAYS)
    }

    /// Whether two passages are of two things: told long apart, one of what went before and the other
    /// not, or of two people.
    fn of_others(&self, a: &Unit, b: &Unit) -> bool {
        if self.long_apart(a.document, b.document) {
            return true;
        }
        let (x, y) = (&self.people[a.at], &self.people[b.at]);
        let two = !x.is_empty() && !y.is_empty() && x.is_disjoint(y);
        self.before[a.at] != self.before[b.at] || two
    }

    /// Whether both passages are dated, and to nothing in common.
    fn dated_apart(&self, a: &Unit, b: &Unit) -> bool {
        let (x, y) = (&self.dates[a.at], &self.dates[b.at]);
        let meets = |one: &DateRange| y.iter().any(|other| one.overlaps(*other));
        !x.is_empty() && !y.is_empty() && !x.iter().any(meets)
    }

    /// Whether one of two passages is dated to a month, a season or a year, and the other to none.
    fn one_is_dated(&self, a: &Unit, b: &Unit) -> bool {
        let loosely =
            |unit: &Unit| self.dates[unit.at].iter().any(|dates| dates.days() > DAY_OR_WEEK);
        loosely(a) != loosely(b)
    }

    fn difference(&self, kind: DifferenceKind, sides: Vec<Side>, why: String) -> Difference {
        let places: Vec<String> = sides
            .iter()
            .map(|side| format!("{} {:?}", self.pile[side.document].document.id, side.span))
            .collect();
        let mut parts = vec![self.event.id.as_str(), kind.as_str()];
        parts.extend(places.iter().map(String::as_str));
        Difference {
            id: DifferenceId::derive(&parts),
            event: self.event.id.clone(),
            kind,
            sides,
            why,
        }
    }
}

/// Whether the sentence that a unit stands in is dated, and to nothing but long before the text's own day: it
/// tells of what went before ("on April 13, 2012, they confirmed that …").
fn of_before(pile: &[Telling<'_>], unit: &Unit) -> bool {
    let telling = &pile[unit.document];
    let Some(day) = telling.date.as_ref().and_then(Stamp::day) else { return false };
    let sentences = telling
        .analysis
        .sentences
        .iter()
        .filter(|sentence| unit.content.iter().any(|span| sentence.span.overlaps(*span)));
    let mut dates = sentences.flat_map(|sentence| {
        let times = telling.analysis.times.iter();
        times.filter(|time| sentence.span.contains(time.span)).filter_map(|time| time.dates)
    });
    let far = |dates: DateRange| dates.last < day && dates.gap(DateRange::day(day)) > NEAR_DAYS;
    dates.next().is_some_and(|first| far(first) && dates.all(far))
}

/// What a unit dates itself to.
fn dates_of(pile: &[Telling<'_>], unit: &Unit) -> Vec<DateRange> {
    dates_in(&pile[unit.document], &unit.content).filter_map(|time| time.dates).collect()
}

fn people(entities: &[Entity], unit: &Unit) -> BTreeSet<usize> {
    let named = unit.named.iter().copied();
    named.filter(|&at| entities[at].kind == EntityKind::Person).collect()
}

/// A side that shows a unit.
fn side(unit: &Unit) -> Side {
    let whole = unit.content.iter().copied().reduce(|a, b| a.cover(b));
    Side { document: unit.document, span: whole }
}
