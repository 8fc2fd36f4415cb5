//! Choosing among the days that an incomplete date may mean.

use crate::raw::{Holiday, Meaning, RawTime, Shift, Tense};
use crate::value::add_days;
use jiff::civil::{Date, Weekday};
use std::ops::RangeInclusive;
use wireroom_model::{Basis, DateRange};

/// The years of `range` in which a date without a year can stand: those where its weekday falls on
/// it, or where the day exists at all when no weekday is told. Empty for anything but a month and
/// a day without a year.
#[must_use]
pub fn candidate_years(raw: &RawTime, range: RangeInclusive<i16>) -> Vec<i16> {
    match raw.meaning {
        Meaning::Point { year: None, month: Some(month), day: Some(day), weekday, .. } => {
            range.filter(|&year| fits(year, month, day, weekday)).collect()
        }
        _ => Vec::new(),
    }
}

/// The year of a date without one: among the years in which `weekday` falls on it, the nearest to
/// `context` (the dates known elsewhere in the pile); the earlier of two that are equally near.
///
/// The basis is [`Basis::Weekday`] when a weekday limited the choice, else [`Basis::Inferred`].
/// `None` without any context: a weekday alone recurs every five to eleven years, so that nothing
/// would choose.
#[must_use]
pub fn choose_year(
    month: i8,
    day: i8,
    weekday: Option<Weekday>,
    context: &[DateRange],
) -> Option<(i16, Basis)> {
    let first = context.iter().map(|range| range.first.year()).min()?;
    let last = context.iter().map(|range| range.last.year()).max()?;
    let basis = if weekday.is_some() { Basis::Weekday } else { Basis::Inferred };
    // Leap years shift weekdays: any weekday recurs within 12 years, and Feb. 29 within 40.
    (first.saturating_sub(40)..=last.saturating_add(40))
        .filter(|&year| fits(year, month, day, weekday))
        .filter_map(|year| {
            let own = DateRange::day(Date::new(year, month, day).ok()?);
            let gap = context.iter().map(|range| range.gap(own)).min()?;
            Some((gap, year))
        })
        .min()
        .map(|(_, year)| (year, basis))
}

fn fits(year: i16, month: i8, day: i8, weekday: Option<Weekday>) -> bool {
    Date::new(year, month, day)
        .is_ok_and(|date| weekday.is_none_or(|weekday| date.weekday() == weekday))
}

/// The day that a weekday means on `anchor`.
pub(crate) fn near_weekday(
    weekday: Weekday,
    shift: Shift,
    tense: Tense,
    anchor: Date,
) -> Option<Date> {
    let ahead = i64::from(weekday.since(anchor.weekday()));
    let back = if ahead == 0 { 0 } else { ahead - 7 };
    let days = match (shift, tense) {
        (Shift::Last, _) => {
            if back == 0 {
                -7
            } else {
                back
            }
        }
        (Shift::Next, _) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        (Shift::This, Tense::Past) => back,
        (Shift::This, _) | (Shift::Plain, Tense::Future) => ahead,
        (Shift::Plain, _) => back,
    };
    add_days(anchor, days)
}

/// How many times as near a month ahead must be as the one behind to be meant. Of 2 and 4 the better on the
/// half that the grammar was written on.
const AHEAD: i16 = 4;

/// The first day of the month that a month without a year means on `anchor`.
pub(crate) fn near_month(month: i8, shift: Shift, tense: Tense, anchor: Date) -> Option<Date> {
    let distance = i16::from(month) - i16::from(anchor.month());
    let year = anchor.year();
    let year = match (shift, tense) {
        (Shift::Last, _) => year - i16::from(distance >= 0),
        (Shift::Next, _) => year + i16::from(distance <= 0),
        (Shift::This, _) => year,
        (Shift::Plain, Tense::Future) => year + i16::from(distance < 0),
        // Where no verb tells, the one that was, unless the one ahead is far nearer.
        (Shift::Plain, Tense::Unknown) if distance > 0 => {
            year - i16::from(AHEAD * distance > 12 - distance)
        }
        (Shift::Plain, Tense::Unknown) => year + i16::from(AHEAD * (12 + distance) < -distance),
        (Shift::Plain, Tense::Past) => year - i16::from(distance > 0),
    };
    Date::new(year, month, 1).ok()
}

/// The day that a month and day without a year means on `anchor`.
pub(crate) fn month_day(
    month: i8,
    day: i8,
    weekday: Option<Weekday>,
    tense: Tense,
    anchor: Date,
) -> Option<Date> {
    let days =
        |date: Date| -> i64 { anchor.until(date).map_or(0, |span| i64::from(span.get_days())) };
    let reach = if weekday.is_some() { 12 } else { 8 };
    (anchor.year().saturating_sub(reach)..=anchor.year().saturating_add(reach))
        .filter(|&year| fits(year, month, day, weekday))
        .filter_map(|year| Date::new(year, month, day).ok())
        // Further ahead costs more than further back: news tells mostly what was. What is told as
        // ahead may be read so up to a year off.
        .min_by_key(|&date| {
            let days = days(date);
            match (tense, days >= 0) {
                (Tense::Future, true) => days,
                (Tense::Future, false) => -days * 3,
                (Tense::Past, true) => days * 4,
                (Tense::Unknown, true) => days * 2,
                (_, false) => -days,
            }
        })
}

/// The day of a holiday.
pub(crate) fn holiday_in(
    holiday: Holiday,
    year: Option<i16>,
    shift: Shift,
    tense: Tense,
    anchor: Option<Date>,
) -> Option<Date> {
    if let Some(year) = year {
        return day_of(holiday, year);
    }
    let anchor = anchor?;
    let this = day_of(holiday, anchor.year())?;
    let year = match (shift, tense) {
        (Shift::Last, _) | (Shift::Plain, Tense::Past) => anchor.year() - i16::from(this > anchor),
        (Shift::Next, _) | (Shift::Plain, Tense::Future) => {
            anchor.year() + i16::from(this < anchor)
        }
        _ => {
            // The nearest.
            let before = day_of(holiday, anchor.year().checked_sub(1)?)?;
            let gap = |day| DateRange::day(day).gap(DateRange::day(anchor));
            anchor.year() - i16::from(gap(before) < gap(this))
        }
    };
    day_of(holiday, year)
}

fn day_of(holiday: Holiday, year: i16) -> Option<Date> {
    match holiday {
        Holiday::Fixed(month, day) => Date::new(year, month, day).ok(),
        Holiday::Nth(month, weekday, n) => {
            Date::new(year, month, 1).ok()?.nth_weekday_of_month(n, weekday).ok()
        }
        Holiday::Election => {
            let monday =
                Date::new(year, 11, 1).ok()?.nth_weekday_of_month(1, Weekday::Monday).ok()?;
            add_days(monday, 1)
        }
        Holiday::Easter(after) => add_days(easter(year)?, after.into()),
    }
}

/// Western Easter, by the anonymous Gregorian reckoning (Meeus, "Astronomical Algorithms", ch. 8).
fn easter(year: i16) -> Option<Date> {
    let year32 = i32::from(year);
    let (a, b, c) = (year32 % 19, year32 / 100, year32 % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15).rem_euclid(30);
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?).ok()
}
