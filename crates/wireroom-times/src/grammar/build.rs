//! What the matches of the grammar's rows mean, one function for each kind of row.

use crate::pattern::Caps;
use crate::raw::{From, Holiday, Meaning, Part, Season, Shift, Unit};
use crate::value::duration;
use jiff::civil::Weekday;

fn weekday(n: Option<i8>) -> Option<Weekday> {
    Weekday::from_monday_one_offset(n?).ok()
}

pub(super) fn shift(n: i16) -> Shift {
    match n {
        1 => Shift::Last,
        2 => Shift::This,
        3 => Shift::Next,
        _ => Shift::Plain,
    }
}

pub(crate) fn unit(n: i16) -> Option<Unit> {
    use Unit::{Century, Day, Decade, Hour, Minute, Month, Quarter, Second, Week, Weekend, Year};
    [Second, Minute, Hour, Day, Weekend, Week, Month, Quarter, Year, Decade, Century]
        .get(usize::try_from(n).ok()?)
        .copied()
}

pub(super) fn long_unit(n: i16) -> Option<Unit> {
    unit(n).filter(|&unit| unit >= Unit::Day)
}

pub(super) fn point(c: &mut Caps) -> Option<Meaning> {
    let (year, month, day) = (c.year, c.month, c.day);
    if let (Some(month), Some(day)) = (month, day) {
        jiff::civil::Date::new(year.unwrap_or(2000), month, day).ok()?;
    }
    let weekday = weekday(c.weekday);
    Some(Meaning::Point { year, month, day, weekday, shift: shift(c.shift) })
}

pub(super) fn iso(c: &mut Caps) -> Option<Meaning> {
    c.month = i8::try_from(c.n?).ok();
    c.day = i8::try_from(c.m?).ok();
    point(c)
}

pub(super) fn this_coming(c: &mut Caps) -> Option<Meaning> {
    // The word after "this" was matched last.
    c.shift = if c.word == crate::lexicon::id_of("past") { 1 } else { 3 };
    point(c)
}

/// "Monday next week": the shift is the week's, kept as an offset of whole weeks.
pub(super) fn weekday_of_week(c: &mut Caps) -> Option<Meaning> {
    point(c)
}

pub(super) fn in_year(c: &mut Caps) -> Option<Meaning> {
    let years = match shift(c.shift) {
        Shift::Last => -1,
        Shift::Next => 1,
        _ => 0,
    };
    Some(Meaning::InYear { month: c.month?, day: c.day, years })
}

pub(super) fn season(c: &mut Caps) -> Option<Meaning> {
    use Season::{Fall, Spring, Summer, Winter};
    let season =
        *[Spring, Summer, Fall, Winter].get(usize::try_from(c.season).ok()?.checked_sub(1)?)?;
    Some(Meaning::Season { season, year: c.year, shift: shift(c.shift) })
}

pub(super) fn quarter(c: &mut Caps) -> Option<Meaning> {
    let quarter = i8::try_from(c.ordinal?).ok().filter(|n| (1..=4).contains(n))?;
    Some(Meaning::Quarter { quarter: Some(quarter), year: c.year, shift: Shift::Plain, back: 0 })
}

pub(super) fn quarter_of_shifted(c: &mut Caps) -> Option<Meaning> {
    let quarter = i8::try_from(c.ordinal?).ok().filter(|n| (1..=4).contains(n))?;
    Some(Meaning::Quarter { quarter: Some(quarter), year: None, shift: shift(c.shift), back: 0 })
}

pub(super) fn year_quarter(c: &mut Caps) -> Option<Meaning> {
    Some(Meaning::Quarter { quarter: None, year: c.year, shift: Shift::Plain, back: 0 })
}

pub(super) fn quarter_back(back: i16) -> Option<Meaning> {
    Some(Meaning::Quarter { quarter: None, year: None, shift: Shift::Plain, back })
}

pub(super) fn back_quarter(c: &mut Caps) -> Option<Meaning> {
    let quarter = c.ordinal.and_then(|n| i8::try_from(n).ok()).filter(|n| (1..=4).contains(n));
    Some(Meaning::Quarter { quarter, year: None, shift: Shift::Plain, back: 1 })
}

pub(super) fn half(c: &mut Caps) -> Option<Meaning> {
    half_of(i8::try_from(c.ordinal?).ok()?, c.year)
}

pub(super) fn half_of(half: i8, year: Option<i16>) -> Option<Meaning> {
    matches!(half, 1 | 2).then_some(Meaning::Half { half, year })
}

pub(super) fn offset(n: i32, unit: Unit, from: From) -> Option<Meaning> {
    Some(Meaning::Offset { n, unit, from })
}

pub(super) fn relative_day(c: &mut Caps) -> Option<Meaning> {
    if c.word == crate::lexicon::id_of("tonight") {
        c.part = 4;
    }
    offset(c.rel.into(), Unit::Day, From::Anchor)
}

pub(super) fn shifted_unit(c: &mut Caps) -> Option<Meaning> {
    let n = match shift(c.shift) {
        Shift::Last => -1,
        Shift::Next => 1,
        _ => 0,
    };
    match unit(c.unit)? {
        Unit::Weekend => Some(Meaning::Weekend(shift(c.shift))),
        unit if unit < Unit::Day => None,
        Unit::Day if n == 0 => None,
        unit => offset(n, unit, From::Anchor),
    }
}

/// "the last week" is a stretch that ends now, "the past year" too; "the next day" is narrative.
pub(super) fn the_shifted_unit(c: &mut Caps) -> Option<Meaning> {
    match (unit(c.unit)?, shift(c.shift)) {
        (Unit::Day, Shift::Next) => offset(1, Unit::Day, From::Told),
        (unit, Shift::Last) if c.word == crate::lexicon::id_of("past") => {
            Some(Meaning::Duration(duration(1, false, unit)))
        }
        _ => shifted_unit(c),
    }
}

pub(super) fn the_unit(c: &mut Caps) -> Option<Meaning> {
    match unit(c.unit)? {
        unit @ (Unit::Week | Unit::Month | Unit::Year) => offset(0, unit, From::Anchor),
        _ => None,
    }
}

pub(super) fn year_end(_: &mut Caps) -> Option<Meaning> {
    offset(0, Unit::Year, From::Anchor)
}

pub(super) fn shifted_part(c: &mut Caps) -> Option<Meaning> {
    let n = match shift(c.shift) {
        Shift::Last => -1,
        Shift::This => 0,
        _ => return None,
    };
    offset(n, Unit::Day, From::Anchor)
}

pub(super) fn overnight(c: &mut Caps) -> Option<Meaning> {
    c.part = 4;
    Some(Meaning::Clock)
}

pub(super) fn ago(c: &mut Caps, sign: i32, from: From) -> Option<Meaning> {
    let n = c.n.unwrap_or(1).checked_mul(sign)?;
    match unit(c.unit)? {
        // "a decade ago" is about that year, not somewhere in the decade before this one.
        Unit::Decade => offset(n.checked_mul(10)?, Unit::Year, from),
        Unit::Century => offset(n.checked_mul(100)?, Unit::Year, from),
        unit => offset(n, unit, from),
    }
}

pub(super) fn couple(c: &mut Caps, sign: i32, from: From) -> Option<Meaning> {
    offset(2 * sign, unit(c.unit)?, from)
}

pub(super) fn next_day(c: &mut Caps, n: i32) -> Option<Meaning> {
    if c.word == crate::lexicon::id_of("morning") {
        c.part = 1;
    }
    offset(n, Unit::Day, From::Told)
}

pub(super) fn holiday(c: &mut Caps) -> Option<Meaning> {
    use Weekday::{Monday, Thursday};
    let eve = c.word == crate::lexicon::id_of("eve");
    let holiday = match c.holiday {
        1 => Holiday::Fixed(12, if eve { 24 } else { 25 }),
        2 => Holiday::Nth(11, Thursday, 4),
        3 => Holiday::Fixed(10, 31),
        4 => Holiday::Easter(0),
        5 => Holiday::Fixed(2, 14),
        6 => Holiday::Fixed(12, 26),
        7 => Holiday::Nth(9, Monday, 1),
        8 => Holiday::Nth(5, Monday, -1),
        9 => Holiday::Fixed(7, 4),
        10 => Holiday::Election,
        11 => Holiday::Fixed(1, 20),
        12 => Holiday::Fixed(11, 11),
        13 => Holiday::Easter(-2),
        14 => Holiday::Easter(-7),
        _ => return None,
    };
    Some(Meaning::Holiday { holiday, year: c.year, shift: shift(c.shift) })
}

pub(super) fn fixed(c: &mut Caps, month: i8, day: i8) -> Option<Meaning> {
    c.month = Some(month);
    c.day = Some(day);
    point(c)
}

pub(super) fn stretch(c: &mut Caps) -> Option<Meaning> {
    let n = match (c.n, c.m) {
        // "two to three weeks": the lower end; TIMEX3 has no ranges.
        (Some(n), _) => n,
        _ => return None,
    };
    Some(Meaning::Duration(duration(n, c.half, unit(c.unit)?)))
}

pub(super) fn one(c: &mut Caps) -> Option<Meaning> {
    let named = [("decade", Unit::Decade), ("century", Unit::Century)];
    let unit = named
        .iter()
        .find(|(word, _)| c.word == crate::lexicon::id_of(word))
        .map_or_else(|| unit(c.unit), |&(_, unit)| Some(unit))?;
    Some(Meaning::Duration(duration(1, false, unit)))
}

pub(super) fn half_unit(c: &mut Caps) -> Option<Meaning> {
    let value = match unit(c.unit)? {
        Unit::Minute => "PT30S",
        Unit::Hour => "PT30M",
        Unit::Day => "PT12H",
        Unit::Year => "P6M",
        Unit::Decade => "P5Y",
        Unit::Century => "P50Y",
        Unit::Month => "P2W",
        _ => return None,
    };
    Some(Meaning::Duration(value.into()))
}

pub(super) fn vague(c: &mut Caps) -> Option<Meaning> {
    Some(Meaning::Duration(crate::value::vague_duration(unit(c.unit)?)))
}

pub(super) fn recur(c: &mut Caps) -> Option<Meaning> {
    Some(Meaning::Set(duration(c.n.unwrap_or(1), false, unit(c.unit)?)))
}

pub(super) fn recur_weekday(c: &mut Caps) -> Option<Meaning> {
    let part = part(c.part).map_or("", |part| part.code());
    Some(Meaning::Set(format!("XXXX-WXX-{}{part}", c.weekday?)))
}

pub(super) fn recur_night(c: &mut Caps) -> Option<Meaning> {
    c.part = 4;
    recur_weekday(c)
}

pub(super) fn recur_season(c: &mut Caps) -> Option<Meaning> {
    let code = ["SP", "SU", "FA", "WI"].get(usize::try_from(c.season).ok()?.checked_sub(1)?)?;
    Some(Meaning::Set(format!("XXXX-{code}")))
}

/// The part of the day by its number in the lexicon.
pub(crate) fn part(n: i16) -> Option<Part> {
    match n {
        1 => Some(Part::Morning),
        2 => Some(Part::Afternoon),
        3 => Some(Part::Evening),
        4 => Some(Part::Night),
        _ => None,
    }
}
