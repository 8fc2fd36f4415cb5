//! The day that a text is read by, and the years that dates lack.

use crate::date::Dates;
use jiff::civil::Date;
use std::collections::BTreeMap;
use wireroom_group::Anchoring;
use wireroom_model::{Basis, DateRange, Stamp};
use wireroom_times::Anchor;

/// The date that each text is read by: its own, else the earliest that a witness of its family has.
/// A copy tells of the day that its sibling tells of, whether it prints a date or not.
pub(crate) fn days(dated: &[Dates], family_of: &[usize]) -> Vec<Option<Stamp>> {
    let mut of_family = BTreeMap::<usize, &Stamp>::new();
    for (dates, &family) in dated.iter().zip(family_of) {
        if let Some(stamp) = dates.published.as_ref().filter(|stamp| stamp.day().is_some()) {
            let held = of_family.entry(family).or_insert(stamp);
            *held = (*held).min(stamp);
        }
    }
    let day = |(dates, family): (&Dates, &usize)| {
        let own = dates.published.clone();
        if own.as_ref().is_some_and(|stamp| stamp.range().is_some()) {
            return own;
        }
        let Some(day) = of_family.get(family).and_then(|stamp| stamp.day()) else { return own };
        let value = own.and_then(|own| with_year(&own, day)).unwrap_or(day);
        Some(Stamp { value: value.to_string(), basis: Basis::Inferred })
    };
    dated.iter().zip(family_of).map(day).collect()
}

/// What a text's times are reckoned from, where the date that it is read by is a day.
pub(crate) fn anchor(day: Option<&Stamp>) -> Option<Anchor> {
    let day = day?;
    Some(Anchor { day: day.day()?, basis: day.basis })
}

/// A date without a year takes the year that its group gave.
pub(crate) fn completed(stamp: Option<Stamp>, anchor: &Option<Anchoring>) -> Option<Stamp> {
    match (stamp, anchor) {
        (Some(stamp), Some(anchor)) if stamp.range().is_none() => {
            let day = with_year(&stamp, anchor.day).unwrap_or(anchor.day);
            Some(Stamp { value: day.to_string(), basis: anchor.basis })
        }
        (stamp, _) => stamp,
    }
}

/// The day of "XXXX-03-23" in the year that brings it nearest to `near`.
fn with_year(stamp: &Stamp, near: Date) -> Option<Date> {
    let (month, day) = stamp.value.strip_prefix("XXXX-")?.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.get(..2)?.parse().ok()?);
    let years = [near.year() - 1, near.year(), near.year() + 1];
    let days = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
    days.min_by_key(|&day| DateRange::day(day).gap(DateRange::day(near)))
}
