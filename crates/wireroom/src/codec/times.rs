//! Times as they stand before anyone knows the day they are reckoned from.

use super::{
    number, one_of, optional, read_number, read_one_of, read_optional, read_signed, read_span,
    read_string, signed, span, string,
};
use jiff::civil::Weekday;
use wireroom_times::{
    Clock, Edge, From, Holiday, Meaning, Part, RawTime, Season, Shift, Tense, Unit,
};

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];
const SHIFTS: [Shift; 4] = [Shift::Plain, Shift::Last, Shift::This, Shift::Next];
const FROMS: [From; 3] = [From::Anchor, From::Ago, From::Told];
const UNITS: [Unit; 11] = [
    Unit::Second,
    Unit::Minute,
    Unit::Hour,
    Unit::Day,
    Unit::Weekend,
    Unit::Week,
    Unit::Month,
    Unit::Quarter,
    Unit::Year,
    Unit::Decade,
    Unit::Century,
];
const PARTS: [Part; 5] =
    [Part::Morning, Part::Afternoon, Part::Evening, Part::Night, Part::Daytime];
const EDGES: [Edge; 3] = [Edge::Start, Edge::Mid, Edge::End];
const TENSES: [Tense; 3] = [Tense::Unknown, Tense::Past, Tense::Future];
const SEASONS: [Season; 4] = [Season::Spring, Season::Summer, Season::Fall, Season::Winter];

pub(super) fn write(time: &RawTime, out: &mut Vec<u8>) {
    span(time.span, out);
    meaning(&time.meaning, out);
    optional(time.clock, out, |clock, out| {
        signed(clock.hour.into(), out);
        signed(clock.minute.into(), out);
    });
    optional(time.part.as_ref(), out, |part, out| one_of(part, &PARTS, out));
    optional(time.edge.as_ref(), out, |edge, out| one_of(edge, &EDGES, out));
    one_of(&time.tense, &TENSES, out);
}

pub(super) fn read(input: &mut &[u8]) -> Option<RawTime> {
    Some(RawTime {
        span: read_span(input)?,
        meaning: read_meaning(input)?,
        clock: read_optional(input, |input| {
            Some(Clock { hour: read_signed(input)?, minute: read_signed(input)? })
        })?,
        part: read_optional(input, |input| read_one_of(input, &PARTS))?,
        edge: read_optional(input, |input| read_one_of(input, &EDGES))?,
        tense: read_one_of(input, &TENSES)?,
    })
}

fn maybe<T: Into<i32>>(value: Option<T>, out: &mut Vec<u8>) {
    optional(value, out, |value, out| signed(value.into(), out));
}

fn read_maybe<T: TryFrom<i32>>(input: &mut &[u8]) -> Option<Option<T>> {
    read_optional(input, read_signed)
}

fn meaning(meaning: &Meaning, out: &mut Vec<u8>) {
    match *meaning {
        Meaning::Point { year, month, day, weekday, shift } => {
            number(0, out);
            maybe(year, out);
            maybe(month, out);
            maybe(day, out);
            optional(weekday.as_ref(), out, |day, out| one_of(day, &WEEKDAYS, out));
            one_of(&shift, &SHIFTS, out);
        }
        Meaning::InYear { month, day, years } => {
            number(1, out);
            signed(month.into(), out);
            maybe(day, out);
            signed(years.into(), out);
        }
        Meaning::Offset { n, unit, from } => {
            number(2, out);
            signed(n, out);
            one_of(&unit, &UNITS, out);
            one_of(&from, &FROMS, out);
        }
        Meaning::Same(unit) => {
            number(3, out);
            one_of(&unit, &UNITS, out);
        }
        Meaning::Season { season, year, shift } => {
            number(4, out);
            one_of(&season, &SEASONS, out);
            maybe(year, out);
            one_of(&shift, &SHIFTS, out);
        }
        Meaning::Quarter { quarter, year, shift, back } => {
            number(5, out);
            maybe(quarter, out);
            maybe(year, out);
            one_of(&shift, &SHIFTS, out);
            signed(back.into(), out);
        }
        Meaning::Half { half, year } => {
            number(6, out);
            signed(half.into(), out);
            maybe(year, out);
        }
        Meaning::Decade(decade) => {
            number(7, out);
            signed(decade.into(), out);
        }
        Meaning::Century(century) => {
            number(8, out);
            signed(century.into(), out);
        }
        Meaning::Weekend(shift) => {
            number(9, out);
            one_of(&shift, &SHIFTS, out);
        }
        Meaning::Holiday { holiday, year, shift } => {
            number(10, out);
            write_holiday(holiday, out);
            maybe(year, out);
            one_of(&shift, &SHIFTS, out);
        }
        Meaning::Clock => number(11, out),
        Meaning::Duration(ref value) => {
            number(12, out);
            string(value, out);
        }
        Meaning::Set(ref value) => {
            number(13, out);
            string(value, out);
        }
        Meaning::PastRef => number(14, out),
        Meaning::PresentRef => number(15, out),
        Meaning::FutureRef => number(16, out),
    }
}

fn read_meaning(input: &mut &[u8]) -> Option<Meaning> {
    let shift = |input: &mut &[u8]| read_one_of(input, &SHIFTS);
    let unit = |input: &mut &[u8]| read_one_of(input, &UNITS);
    Some(match read_number(input)? {
        0 => Meaning::Point {
            year: read_maybe(input)?,
            month: read_maybe(input)?,
            day: read_maybe(input)?,
            weekday: read_optional(input, |input| read_one_of(input, &WEEKDAYS))?,
            shift: shift(input)?,
        },
        1 => Meaning::InYear {
            month: read_signed(input)?,
            day: read_maybe(input)?,
            years: read_signed(input)?,
        },
        2 => Meaning::Offset {
            n: read_signed(input)?,
            unit: unit(input)?,
            from: read_one_of(input, &FROMS)?,
        },
        3 => Meaning::Same(unit(input)?),
        4 => Meaning::Season {
            season: read_one_of(input, &SEASONS)?,
            year: read_maybe(input)?,
            shift: shift(input)?,
        },
        5 => Meaning::Quarter {
            quarter: read_maybe(input)?,
            year: read_maybe(input)?,
            shift: shift(input)?,
            back: read_signed(input)?,
        },
        6 => Meaning::Half { half: read_signed(input)?, year: read_maybe(input)? },
        7 => Meaning::Decade(read_signed(input)?),
        8 => Meaning::Century(read_signed(input)?),
        9 => Meaning::Weekend(shift(input)?),
        10 => Meaning::Holiday {
            holiday: read_holiday(input)?,
            year: read_maybe(input)?,
            shift: shift(input)?,
        },
        11 => Meaning::Clock,
        12 => Meaning::Duration(read_string(input)?),
        13 => Meaning::Set(read_string(input)?),
        14 => Meaning::PastRef,
        15 => Meaning::PresentRef,
        16 => Meaning::FutureRef,
        _ => return None,
    })
}

fn write_holiday(holiday: Holiday, out: &mut Vec<u8>) {
    match holiday {
        Holiday::Fixed(month, day) => {
            number(0, out);
            signed(month.into(), out);
            signed(day.into(), out);
        }
        Holiday::Nth(month, weekday, nth) => {
            number(1, out);
            signed(month.into(), out);
            one_of(&weekday, &WEEKDAYS, out);
            signed(nth.into(), out);
        }
        Holiday::Easter(days) => {
            number(2, out);
            signed(days.into(), out);
        }
        Holiday::Election => number(3, out),
    }
}

fn read_holiday(input: &mut &[u8]) -> Option<Holiday> {
    Some(match read_number(input)? {
        0 => Holiday::Fixed(read_signed(input)?, read_signed(input)?),
        1 => Holiday::Nth(read_signed(input)?, read_one_of(input, &WEEKDAYS)?, read_signed(input)?),
        2 => Holiday::Easter(read_signed(input)?),
        3 => Holiday::Election,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wireroom_text::Span;

    #[test]
    fn times_come_back_as_they_were() {
        let told = "On Friday night, two years ago, in late May 2019 and at 9:30 a.m. on Easter \
                    Monday, three days later, last spring, in the third quarter of 2020, in the \
                    first half, on Thanksgiving, the 1980s, the 20th century, next weekend, April \
                    last year, the same day, every week, for two days, recently, now, soon, on \
                    Christmas, on Election Day.";
        let found = wireroom_times::find(told, Span::of(0..told.len()));
        assert!(found.len() > 14, "{found:?}");
        for time in found {
            let mut out = Vec::new();
            write(&time, &mut out);
            let input = &mut out.as_slice();
            assert_eq!(read(input), Some(time));
            assert!(input.is_empty());
        }
    }
}
