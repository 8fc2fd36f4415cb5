//! TIMEX3 values: how dates, periods and stretches are written.

use crate::raw::{Edge, Unit};
use jiff::Span;
use jiff::civil::Date;
use wireroom_model::DateRange;

/// A period of the calendar at some grain, with the date it starts from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Period {
    pub(crate) unit: Unit,
    pub(crate) day: Date,
}

impl Period {
    /// TIMEX3 value.
    pub(crate) fn value(self) -> String {
        let day = self.day;
        let year = day.year();
        match self.unit {
            Unit::Century => format!("{:02}", year.div_euclid(100)),
            Unit::Decade => format!("{:03}", year.div_euclid(10)),
            Unit::Year => format!("{year:04}"),
            Unit::Quarter => format!("{year:04}-Q{}", (day.month() + 2) / 3),
            Unit::Month => format!("{year:04}-{:02}", day.month()),
            Unit::Week => {
                let week = day.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Unit::Weekend => {
                let week = day.iso_week_date();
                format!("{:04}-W{:02}-WE", week.year(), week.week())
            }
            _ => day.to_string(),
        }
    }

    /// The days of it.
    pub(crate) fn range(self) -> Option<DateRange> {
        let day = self.day;
        let years = |first: i16, n: i16| {
            Some(DateRange {
                first: Date::new(first, 1, 1).ok()?,
                last: Date::new(first.checked_add(n - 1)?, 12, 31).ok()?,
            })
        };
        match self.unit {
            Unit::Century => years(day.year().div_euclid(100) * 100, 100),
            Unit::Decade => years(day.year().div_euclid(10) * 10, 10),
            Unit::Year => years(day.year(), 1),
            Unit::Quarter => {
                let first = Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok()?;
                let last = first.checked_add(Span::new().months(2)).ok()?.last_of_month();
                Some(DateRange { first, last })
            }
            Unit::Month => {
                Some(DateRange { first: day.first_of_month(), last: day.last_of_month() })
            }
            Unit::Week | Unit::Weekend => {
                let back = i64::from(day.weekday().to_monday_zero_offset());
                let monday = add_days(day, -back)?;
                let first = if self.unit == Unit::Week { monday } else { add_days(monday, 5)? };
                Some(DateRange { first, last: add_days(monday, 6)? })
            }
            _ => Some(DateRange::day(day)),
        }
    }
}

/// `day` and `n` days.
pub(crate) fn add_days(day: Date, n: i64) -> Option<Date> {
    day.checked_add(Span::new().try_days(n).ok()?).ok()
}

/// `day` and `n` units, at the grain of the unit.
pub(crate) fn add(day: Date, n: i32, unit: Unit) -> Option<Date> {
    let n = i64::from(n);
    let span = match unit {
        Unit::Century => Span::new().try_years(n.checked_mul(100)?),
        Unit::Decade => Span::new().try_years(n.checked_mul(10)?),
        Unit::Year => Span::new().try_years(n),
        Unit::Quarter => Span::new().try_months(n.checked_mul(3)?),
        Unit::Month => Span::new().try_months(n),
        Unit::Week | Unit::Weekend => Span::new().try_weeks(n),
        Unit::Day => Span::new().try_days(n),
        _ => return Some(day),
    };
    day.checked_add(span.ok()?).ok()
}

/// The third of a period that "early", "mid" or "late" means.
pub(crate) fn narrow(range: DateRange, edge: Edge) -> DateRange {
    let third = (range.days() / 3).max(1);
    let at = |n: i64| add_days(range.first, n.min(range.days() - 1)).unwrap_or(range.first);
    match edge {
        Edge::Start => DateRange { first: range.first, last: at(third - 1) },
        Edge::Mid if range.days() < 3 => range,
        Edge::Mid => DateRange { first: at(third), last: at(range.days() - third - 1) },
        Edge::End => DateRange { first: at(range.days() - third), last: range.last },
    }
}

/// The value of a stretch of `n` (and a half) units.
pub(crate) fn duration(n: i32, half: bool, unit: Unit) -> String {
    let (mark, letter, scale) = letters(unit);
    let total = n.saturating_mul(scale);
    if !half {
        return format!("{mark}{total}{letter}");
    }
    match unit {
        Unit::Year => format!("P{n}Y6M"),
        Unit::Hour => format!("PT{n}H30M"),
        Unit::Minute => format!("PT{n}M30S"),
        Unit::Day => format!("P{n}DT12H"),
        Unit::Month => format!("P{n}M2W"),
        _ => format!("{mark}{}{letter}", total.saturating_add(scale / 2)),
    }
}

/// The value of a stretch of some number of units.
pub(crate) fn vague_duration(unit: Unit) -> String {
    let (mark, letter, scale) = letters(unit);
    match unit {
        Unit::Decade => "PXDE".into(),
        Unit::Century => "PXCE".into(),
        _ if scale > 1 => format!("{mark}X{letter}"),
        _ => format!("{mark}X{letter}"),
    }
}

fn letters(unit: Unit) -> (&'static str, &'static str, i32) {
    match unit {
        Unit::Second => ("PT", "S", 1),
        Unit::Minute => ("PT", "M", 1),
        Unit::Hour => ("PT", "H", 1),
        Unit::Day => ("P", "D", 1),
        Unit::Weekend => ("P", "D", 2),
        Unit::Week => ("P", "W", 1),
        Unit::Month => ("P", "M", 1),
        Unit::Quarter => ("P", "M", 3),
        Unit::Year => ("P", "Y", 1),
        Unit::Decade => ("P", "Y", 10),
        Unit::Century => ("P", "Y", 100),
    }
}
