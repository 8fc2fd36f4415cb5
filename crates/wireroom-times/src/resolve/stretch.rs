//! Dates for stretches of the calendar that are neither days, months nor years: seasons, quarters
//! and weekends.

use super::Reading;
use crate::raw::{Season, Shift, Tense, Unit};
use crate::value::{Period, add};
use jiff::civil::Date;
use wireroom_model::{Basis, DateRange};

pub(super) fn read_season(
    season: Season,
    year: Option<i16>,
    shift: Shift,
    tense: Tense,
    anchor: Option<Date>,
) -> Reading {
    let (code, first_month) = match season {
        Season::Spring => ("SP", 3),
        Season::Summer => ("SU", 6),
        Season::Fall => ("FA", 9),
        Season::Winter => ("WI", 12),
    };
    let basis = if year.is_some() { Basis::Stated } else { Basis::Relative };
    let first = |year: i16| Date::new(year, first_month, 1).ok();
    let chosen = year.or_else(|| {
        let anchor = anchor?;
        let this = first(anchor.year())?;
        Some(match (shift, tense) {
            (Shift::Last, _) | (Shift::Plain, Tense::Past) => {
                // The season that runs is not the last one.
                let ended = add(this, 3, Unit::Month)? <= anchor;
                let begun = this <= anchor && shift == Shift::Plain;
                anchor.year() - i16::from(!(ended || begun))
            }
            (Shift::Next, _) => anchor.year() + i16::from(this <= anchor),
            _ => anchor.year(),
        })
    });
    let Some(year) = chosen else { return Reading::open(format!("XXXX-{code}"), basis) };
    let range = first(year).and_then(|first| {
        Some(DateRange { first, last: add(first, 2, Unit::Month)?.last_of_month() })
    });
    Reading { value: format!("{year:04}-{code}"), basis, period: None, range }
}

pub(super) fn read_quarter(
    quarter: Option<i8>,
    year: Option<i16>,
    shift: Shift,
    back: i16,
    tense: Tense,
    anchor: Option<Date>,
    told: Option<Period>,
) -> Reading {
    let told = told.filter(|told| told.unit == Unit::Quarter);
    let of = |year: i16, quarter: i8| {
        Date::new(year, quarter * 3 - 2, 1).ok().map(|day| Period { unit: Unit::Quarter, day })
    };
    let number = |day: Date| (day.month() + 2) / 3;
    let base = anchor.map(Date::year);
    let period = match (quarter, year) {
        (Some(quarter), Some(year)) => {
            return of(year, quarter).map_or_else(
                || Reading::open("XXXX-QX", Basis::Stated),
                |p| Reading::of(p, Basis::Stated),
            );
        }
        (Some(quarter), None) => base.and_then(|year| {
            let year = match shift {
                Shift::Last => year - 1,
                Shift::This => year,
                Shift::Next => year + 1,
                Shift::Plain => {
                    // Results are told of quarters that have begun.
                    let begun = of(year, quarter)?.day <= anchor?;
                    if back > 0 {
                        year - i16::from(!begun) - back
                    } else {
                        year - i16::from(!begun && tense != Tense::Future)
                    }
                }
            };
            of(year, quarter)
        }),
        (None, year) => {
            let day = told.map(|told| told.day).or_else(|| add(anchor?, -1, Unit::Quarter));
            day.and_then(|day| of(year.unwrap_or(day.year()) - back, number(day)))
        }
    };
    let basis = if told.is_some() { Basis::Narrative } else { Basis::Relative };
    match (period, quarter) {
        (Some(period), _) => Reading::of(period, basis),
        (None, Some(quarter)) => Reading::open(format!("XXXX-Q{quarter}"), basis),
        (None, None) => Reading::open("XXXX-QX", basis),
    }
}

pub(super) fn weekend(shift: Shift, tense: Tense, anchor: Option<Date>) -> Reading {
    let Some(anchor) = anchor else { return Reading::open("XXXX-WXX-WE", Basis::Relative) };
    let today = anchor.weekday().to_monday_one_offset();
    let weeks = match (shift, tense) {
        (Shift::Last, _) => -1,
        (Shift::Next, _) => i32::from(today >= 6),
        (Shift::This, _) | (_, Tense::Future) => 0,
        // Told early in the week of the weekend that was.
        _ => -i32::from(today < 6),
    };
    match add(anchor, weeks, Unit::Week) {
        Some(day) => Reading::of(Period { unit: Unit::Weekend, day }, Basis::Relative),
        None => Reading::open("XXXX-WXX-WE", Basis::Relative),
    }
}
