//! Dates for expressions, from the day of writing, the tense and the dates told before.

mod stretch;

use crate::choose::{holiday_in, month_day, near_month, near_weekday};
use crate::raw::{Clock, From, Meaning, Part, RawTime, Shift, Tense, Unit};
use crate::value::{Period, add, narrow};
use jiff::civil::Date;
use stretch::{read_quarter, read_season, weekend};
use wireroom_model::{Basis, DateRange};
use wireroom_model::{Time, TimeKind};

/// The day a text was written, and how that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// The day.
    pub day: Date,
    /// Stated, dateline, metadata, …
    pub basis: Basis,
}

/// Resolves the expressions of one document, given in text order.
///
/// Without an anchor, what needs one keeps `X` for the parts that are not known ("XXXX-02-27",
/// "XXXX-WXX-5") and has no dates; whoever learns the year elsewhere fills it in
/// ([`crate::candidate_years`], [`crate::choose_year`]).
#[must_use]
pub fn resolve(raw: &[RawTime], anchor: Option<&Anchor>) -> Vec<Time> {
    let mut told: Option<Period> = None;
    raw.iter()
        .map(|raw| {
            let reading = read(raw, anchor.map(|anchor| anchor.day), told);
            if let Some(period) = reading.period
                && period.unit >= Unit::Day
                && !compares(&raw.meaning)
            {
                told = Some(period);
            }
            time(raw, &reading)
        })
        .collect()
}

/// Whether an expression only holds another period against the one told: the telling stays there.
fn compares(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Quarter { back: 1.., .. }
            | Meaning::Offset { n: -1, unit: Unit::Year, from: From::Ago | From::Told }
    )
}

/// What an expression came to.
struct Reading {
    value: String,
    basis: Basis,
    /// Where the date is known.
    period: Option<Period>,
    /// Where its days are not simply those of `period`.
    range: Option<DateRange>,
}

impl Reading {
    fn of(period: Period, basis: Basis) -> Self {
        Self { value: period.value(), basis, period: Some(period), range: period.range() }
    }

    fn open(value: impl Into<String>, basis: Basis) -> Self {
        Self { value: value.into(), basis, period: None, range: None }
    }
}

fn time(raw: &RawTime, reading: &Reading) -> Time {
    let (kind, dated) = match &raw.meaning {
        Meaning::Duration(_) => (TimeKind::Duration, false),
        Meaning::Set(_) => (TimeKind::Set, false),
        Meaning::PastRef | Meaning::PresentRef | Meaning::FutureRef => (TimeKind::Date, false),
        _ => (TimeKind::Date, true),
    };
    let mut value = reading.value.clone();
    let mut kind = kind;
    if dated && (raw.clock.is_some() || raw.part.is_some()) {
        // Only a day can have an hour.
        kind = TimeKind::Time;
        match (raw.clock, raw.part) {
            (Some(clock), _) => value.push_str(&clock_value(clock)),
            (None, Some(part)) => value.push_str(part.code()),
            _ => {}
        }
    }
    let dates = reading.range.map(|range| raw.edge.map_or(range, |edge| narrow(range, edge)));
    Time { span: raw.span, kind, value, basis: reading.basis, dates: dates.filter(|_| dated) }
}

fn clock_value(clock: Clock) -> String {
    format!("T{:02}:{:02}", clock.hour, clock.minute)
}

fn read(raw: &RawTime, anchor: Option<Date>, told: Option<Period>) -> Reading {
    let tense = raw.tense;
    match &raw.meaning {
        Meaning::Duration(value) | Meaning::Set(value) => {
            Reading::open(value.as_str(), Basis::Stated)
        }
        Meaning::PastRef => Reading::open("PAST_REF", Basis::Relative),
        Meaning::PresentRef => Reading::open("PRESENT_REF", Basis::Relative),
        Meaning::FutureRef => Reading::open("FUTURE_REF", Basis::Relative),
        Meaning::Decade(n) => years(n.checked_mul(10), Unit::Decade, format!("{n}")),
        Meaning::Century(n) => years(n.checked_mul(100), Unit::Century, format!("{n}")),
        Meaning::Point { .. } => point(raw, anchor),
        &Meaning::InYear { month, day, years } => in_year(month, day, years, anchor),
        &Meaning::Offset { n, unit, from } => offset(n, unit, from, raw, anchor, told),
        &Meaning::Same(unit) => match told.filter(|told| told.unit <= unit) {
            Some(told) => Reading::of(Period { unit, ..told }, Basis::Narrative),
            None => match anchor {
                Some(day) => Reading::of(Period { unit, day }, Basis::Relative),
                None => Reading::open(unknown(unit), Basis::Narrative),
            },
        },
        &Meaning::Season { season, year, shift } => read_season(season, year, shift, tense, anchor),
        &Meaning::Quarter { quarter, year, shift, back } => {
            read_quarter(quarter, year, shift, back, tense, anchor, told)
        }
        &Meaning::Half { half, year } => {
            let year = year.or(anchor.map(Date::year));
            let value = year.map_or("XXXX".into(), |year| format!("{year:04}"));
            let range = year.and_then(|year| {
                let first = Date::new(year, half * 6 - 5, 1).ok()?;
                let last = Date::new(year, half * 6, 1).ok()?.last_of_month();
                Some(DateRange { first, last })
            });
            Reading { value: format!("{value}-H{half}"), basis: Basis::Stated, period: None, range }
        }
        &Meaning::Weekend(shift) => weekend(shift, tense, anchor),
        &Meaning::Holiday { holiday, year, shift } => {
            match holiday_in(holiday, year, shift, tense, anchor) {
                Some(day) => {
                    let basis = if year.is_some() { Basis::Stated } else { Basis::Relative };
                    Reading::of(Period { unit: Unit::Day, day }, basis)
                }
                None => Reading::open("XXXX-XX-XX", Basis::Stated),
            }
        }
        Meaning::Clock => clock(raw, anchor, told),
    }
}

fn years(first: Option<i16>, unit: Unit, value: String) -> Reading {
    match first.and_then(|year| Date::new(year, 1, 1).ok()) {
        Some(day) => Reading { value, ..Reading::of(Period { unit, day }, Basis::Stated) },
        None => Reading::open(value, Basis::Stated),
    }
}

fn in_year(month: i8, day: Option<i8>, years: i16, anchor: Option<Date>) -> Reading {
    let unit = if day.is_some() { Unit::Day } else { Unit::Month };
    let found = anchor.and_then(|anchor| {
        Date::new(anchor.year().checked_add(years)?, month, day.unwrap_or(1)).ok()
    });
    match (found, day) {
        (Some(day), _) => Reading::of(Period { unit, day }, Basis::Relative),
        (None, Some(day)) => Reading::open(format!("XXXX-{month:02}-{day:02}"), Basis::Stated),
        (None, None) => Reading::open(format!("XXXX-{month:02}"), Basis::Stated),
    }
}

fn clock(raw: &RawTime, anchor: Option<Date>, told: Option<Period>) -> Reading {
    let told = told.filter(|told| told.unit == Unit::Day);
    match (told, anchor) {
        (Some(told), _) if raw.part != Some(Part::Night) || anchor.is_none() => {
            Reading::of(told, Basis::Narrative)
        }
        (_, Some(day)) => {
            let mut reading = Reading::of(Period { unit: Unit::Day, day }, Basis::Relative);
            // "overnight": the night that led to the day of writing.
            if raw.part == Some(Part::Night)
                && let Some(first) = add(day, -1, Unit::Day)
            {
                reading.range = Some(DateRange { first, last: day });
            }
            reading
        }
        _ => Reading::open("XXXX-XX-XX", Basis::Stated),
    }
}

fn point(raw: &RawTime, anchor: Option<Date>) -> Reading {
    let Meaning::Point { year, month, day, weekday, shift } = raw.meaning else {
        return Reading::open("", Basis::Stated);
    };
    let tense = raw.tense;
    match (year, month, day, weekday) {
        (Some(year), month, day, _) => {
            let unit = match (month, day) {
                (Some(_), Some(_)) => Unit::Day,
                (Some(_), None) => Unit::Month,
                _ => Unit::Year,
            };
            match Date::new(year, month.unwrap_or(1), day.unwrap_or(1)) {
                Ok(day) => Reading::of(Period { unit, day }, Basis::Stated),
                Err(_) => Reading::open(format!("{year:04}"), Basis::Stated),
            }
        }
        (None, Some(month), Some(day), weekday) => {
            let open = format!("XXXX-{month:02}-{day:02}");
            let tense = match shift {
                Shift::Last => Tense::Past,
                Shift::Next => Tense::Future,
                _ => tense,
            };
            let chosen = anchor.and_then(|anchor| month_day(month, day, weekday, tense, anchor));
            match chosen {
                Some(day) => {
                    let basis = if weekday.is_some() { Basis::Weekday } else { Basis::Relative };
                    Reading::of(Period { unit: Unit::Day, day }, basis)
                }
                None => Reading::open(open, Basis::Stated),
            }
        }
        (None, Some(month), None, _) => {
            match anchor.and_then(|anchor| near_month(month, shift, tense, anchor)) {
                Some(day) => Reading::of(Period { unit: Unit::Month, day }, Basis::Relative),
                None => Reading::open(format!("XXXX-{month:02}"), Basis::Stated),
            }
        }
        (None, None, _, Some(weekday)) => {
            match anchor.and_then(|anchor| near_weekday(weekday, shift, tense, anchor)) {
                Some(day) => Reading::of(Period { unit: Unit::Day, day }, Basis::Relative),
                None => Reading::open(
                    format!("XXXX-WXX-{}", weekday.to_monday_one_offset()),
                    Basis::Stated,
                ),
            }
        }
        _ => Reading::open("XXXX-XX-XX", Basis::Stated),
    }
}

fn offset(
    n: i32,
    unit: Unit,
    from: From,
    raw: &RawTime,
    anchor: Option<Date>,
    told: Option<Period>,
) -> Reading {
    // "a year ago" and "a year earlier" beside a quarter compare with the same quarter.
    if let Some(told) = told
        && (unit, n, told.unit) == (Unit::Year, -1, Unit::Quarter)
        && compares(&raw.meaning)
        && let Some(day) = add(told.day, n, unit)
    {
        return Reading::of(Period { unit: Unit::Quarter, day }, Basis::Narrative);
    }
    let told = told.filter(|_| from == From::Told);
    let basis = if told.is_some() { Basis::Narrative } else { Basis::Relative };
    let start = told.map(|told| told.day).or(anchor);
    if unit < Unit::Day {
        // "two hours ago": on the same day, at an hour that is not known.
        return match start {
            Some(day) => {
                let mut reading = Reading::of(Period { unit: Unit::Day, day }, basis);
                reading.value.push_str("TXX:XX");
                reading
            }
            None => Reading::open("XXXX-XX-XXTXX:XX", basis),
        };
    }
    match start.and_then(|start| add(start, n, unit)) {
        Some(mut day) => {
            if raw.part == Some(Part::Night) && raw.edge.is_none() && n == 0 {
                day = start.unwrap_or(day);
            }
            Reading::of(Period { unit, day }, basis)
        }
        None => Reading::open(unknown(unit), basis),
    }
}

fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Century => "XX",
        Unit::Decade => "XXX",
        Unit::Year => "XXXX",
        Unit::Quarter => "XXXX-QX",
        Unit::Month => "XXXX-XX",
        Unit::Week => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        _ => "XXXX-XX-XX",
    }
}
