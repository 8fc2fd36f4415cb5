//! The grammar: what expressions look like, and what each says.
//!
//! A row is a guard (what must stand around it), a pattern ([`crate::pattern`]) and what the match
//! means. At each token the longest match of all rows wins, the first row among equals.

use crate::guard::Guard;
use crate::pattern::{Caps, Element, Starts, compile, literals_of};
use crate::raw::{From, Holiday, Meaning, Part, Season, Shift, Unit};
use crate::value::duration;
use jiff::civil::Weekday;
use std::sync::LazyLock;

/// What a match means; `None` refuses it.
pub(crate) type Build = fn(&mut Caps) -> Option<Meaning>;

/// A row of the grammar, ready to run.
pub(crate) struct Rule {
    pub(crate) guard: Guard,
    pub(crate) pattern: Vec<Element>,
    pub(crate) starts: Starts,
    pub(crate) build: Build,
}

/// The rows, compiled once.
pub(crate) static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    ROWS.iter()
        .map(|&(guard, pattern, build)| {
            let pattern = compile(pattern);
            Rule { guard, starts: Starts::of(&pattern), pattern, build }
        })
        .collect()
});

/// Every word that a row names literally, for the lexicon.
pub(crate) fn literals() -> Vec<&'static str> {
    ROWS.iter().flat_map(|(_, pattern, _)| literals_of(pattern)).collect()
}

const ROWS: &[(Guard, &str, Build)] = &[
    // Full and partial calendar dates.
    (Guard::None, "WEEKDAY ,? MONTH DAY ,? YEAR", point),
    (Guard::None, "WEEKDAY ,? MONTH DAY", point),
    (Guard::None, "WEEKDAY ,? the? DAY of? MONTH ,? YEAR", point),
    (Guard::None, "WEEKDAY ,? the? DAY of? MONTH", point),
    (Guard::None, "this? coming? WEEKDAY ,? MONTH the? DAYTH", point),
    (Guard::None, "MONTH DAY ,? YEAR", point),
    (Guard::MonthDay, "MONTH DAY", point),
    (Guard::None, "MONTH the DAYTH", point),
    (Guard::None, "the? DAY of? MONTH ,? YEAR", point),
    (Guard::DayMonth, "the? DAY of? MONTH", point),
    (Guard::None, "MONTH ,? YEAR", point),
    (Guard::None, "MONTH of YEAR", point),
    (Guard::None, "MONTH of? SHIFT year", in_year),
    (Guard::None, "MONTH DAY ,? SHIFT year", in_year),
    (Guard::None, "MONTH of? this SHIFT year", in_year),
    (Guard::Month, "MONTH", point),
    (Guard::None, "the month of MONTH", point),
    (Guard::None, "YEAR - TWO - TWO", iso),
    (Guard::Year, "YEAR", point),
    (Guard::None, "YY", point),
    (Guard::None, "fiscal|calendar YEAR", point),
    (Guard::None, "the year YEAR", point),
    (Guard::None, "the? DECADE", |c| c.year.map(Meaning::Decade)),
    (Guard::None, "the ORD century", |c| c.ordinal.map(|n| Meaning::Century(n - 1))),
    // Weekdays and their shifts.
    (Guard::Weekday, "WEEKDAY", point),
    (Guard::None, "SHIFT WEEKDAY", point),
    (Guard::None, "this coming|past WEEKDAY", this_coming),
    (Guard::None, "WEEKDAY SHIFT week", weekday_of_week),
    (Guard::None, "SHIFT MONTH", point),
    (Guard::None, "SHIFT MONTH DAY", point),
    // Seasons, quarters, halves.
    (Guard::Season, "the? SEASON", season),
    (Guard::None, "SHIFT SEASON", season),
    (Guard::None, "the? SEASON of? YEAR", season),
    (Guard::None, "the? ORD quarter", quarter),
    (Guard::None, "ORD - quarter", quarter),
    (Guard::None, "the? fiscal ORD quarter", quarter),
    (Guard::None, "fiscal ORD - quarter", quarter),
    (Guard::None, "the? ORD -? quarter of YEAR", quarter),
    (Guard::None, "the? YEAR 's? ORD -? quarter", quarter),
    (Guard::None, "SHIFT year 's ORD -? quarter", quarter_of_shifted),
    (Guard::None, "the? ORD -? quarter of SHIFT year", quarter_of_shifted),
    (Guard::None, "the? YEAR quarter", year_quarter),
    (Guard::None, "the|that quarter", |_| quarter_back(0)),
    (Guard::None, "the latest|recent|same quarter|period", |_| quarter_back(0)),
    (Guard::None, "this quarter", |_| offset(0, Unit::Quarter, From::Anchor)),
    (Guard::None, "the? comparable? year - earlier|ago ORD? quarter|period|third", back_quarter),
    (Guard::None, "year - earlier|ago", |_| quarter_back(1)),
    (Guard::None, "the? ORD half of YEAR", half),
    (Guard::None, "the? last half of YEAR", |c| half_of(2, c.year)),
    (Guard::None, "the? ORD two quarters of YEAR", |c| half_of(1, c.year)),
    // Relative to the day of writing.
    (Guard::None, "REL", relative_day),
    (Guard::None, "the? day before yesterday", |_| offset(-2, Unit::Day, From::Anchor)),
    (Guard::None, "the? day after tomorrow", |_| offset(2, Unit::Day, From::Anchor)),
    (Guard::None, "SHIFT UNIT1", shifted_unit),
    (Guard::None, "the SHIFT UNIT1", the_shifted_unit),
    (Guard::None, "the? SHIFT UNIT1 or so", shifted_unit),
    (Guard::None, "the current UNIT1", |c| offset(0, unit(c.unit)?, From::Anchor)),
    (Guard::None, "this SHIFT UNIT1", shifted_unit),
    (Guard::Ended, "the fiscal? year", |_| Some(Meaning::Duration("P1Y".into()))),
    (Guard::TheUnit, "the UNIT1", the_unit),
    (Guard::None, "year -? end", |c| year_end(c)),
    (Guard::None, "the fiscal year", |_| offset(0, Unit::Year, From::Anchor)),
    (Guard::None, "the|this current|latest? fiscal year", |_| offset(0, Unit::Year, From::Anchor)),
    (Guard::None, "the full year", |_| offset(0, Unit::Year, From::Anchor)),
    (Guard::None, "SHIFT PART", shifted_part),
    (Guard::None, "overnight", overnight),
    (Guard::None, "NUM FILLER? UNIT ago", |c| ago(c, -1, From::Ago)),
    (Guard::None, "a|an FILLER? UNIT1 ago", |c| ago(c, -1, From::Ago)),
    (Guard::None, "a couple of UNITS ago", |c| couple(c, -1, From::Ago)),
    (Guard::None, "a? FEW UNITS ago", |_| Some(Meaning::PastRef)),
    (Guard::None, "a? FEW UNITS earlier|before", |_| Some(Meaning::PastRef)),
    (Guard::None, "UNITS ago", |_| Some(Meaning::PastRef)),
    (Guard::None, "NUM UNIT from now", |c| ago(c, 1, From::Ago)),
    (Guard::None, "a|an UNIT from now", |c| ago(c, 1, From::Ago)),
    // Relative to the date told before.
    (Guard::None, "NUM FILLER? UNIT earlier", |c| ago(c, -1, From::Told)),
    (Guard::None, "a|an FILLER? UNIT1 earlier", |c| ago(c, -1, From::Told)),
    (Guard::Clause, "NUM FILLER? UNIT before", |c| ago(c, -1, From::Told)),
    (Guard::Clause, "a|an UNIT1 before", |c| ago(c, -1, From::Told)),
    (Guard::None, "NUM FILLER? UNIT later", |c| ago(c, 1, From::Told)),
    (Guard::None, "a|an FILLER? UNIT1 later", |c| ago(c, 1, From::Told)),
    (Guard::None, "the following|next day|morning", |c| next_day(c, 1)),
    (Guard::None, "the previous|preceding day", |c| next_day(c, -1)),
    (Guard::Clause, "the day before", |_| offset(-1, Unit::Day, From::Told)),
    (Guard::Clause, "the day after", |_| offset(1, Unit::Day, From::Told)),
    (Guard::None, "the? following UNIT1", |c| offset(1, unit(c.unit)?, From::Told)),
    (Guard::None, "the? previous|preceding UNIT1", |c| offset(-1, unit(c.unit)?, From::Told)),
    (Guard::None, "that same? UNIT1", |c| Some(Meaning::Same(long_unit(c.unit)?))),
    (Guard::None, "the same UNIT1", |c| Some(Meaning::Same(long_unit(c.unit)?))),
    (Guard::None, "that PART", |_| Some(Meaning::Same(Unit::Day))),
    // Weekends and days with names.
    (Guard::None, "the weekend", |_| Some(Meaning::Weekend(Shift::Plain))),
    (Guard::None, "SHIFT weekend", |c| Some(Meaning::Weekend(shift(c.shift)))),
    (Guard::None, "HOLIDAY 's? day|eve|monday|sunday|friday", holiday),
    (Guard::Holiday, "HOLIDAY", holiday),
    (Guard::Holiday, "SHIFT HOLIDAY", holiday),
    (Guard::None, "new year 's day", |c| fixed(c, 1, 1)),
    (Guard::None, "new year 's eve", |c| fixed(c, 12, 31)),
    // Hours and parts of the day alone.
    (Guard::Clock, "CLOCK", |_| Some(Meaning::Clock)),
    (Guard::None, "CLOCK local time", |_| Some(Meaning::Clock)),
    (Guard::None, "mid|early|late -? PART", |_| Some(Meaning::Clock)),
    (Guard::Part, "the? PART", |_| Some(Meaning::Clock)),
    // Stretches.
    (Guard::Stretch, "NUM FILLER? UNIT", stretch),
    (Guard::Stretch, "NUM FILLER? -? UNIT1", stretch),
    (Guard::Stretch, "NUM - UNIT1 - long", stretch),
    (Guard::None, "a NUM - UNIT1 period", stretch),
    (Guard::None, "a NUM UNITS", stretch),
    (Guard::None, "the SHIFT? NUM FILLER? UNIT", stretch),
    (Guard::None, "the SHIFT NUM to|or NUM UNITS", stretch),
    (Guard::None, "the latest NUM FILLER? UNIT", stretch),
    (Guard::None, "the ORD NUM UNITS", stretch),
    (Guard::None, "SHIFT NUM FILLER? UNIT", stretch),
    (Guard::None, "NUM to|or|and NUM UNITS", stretch),
    (Guard::None, "a couple of? FILLER? UNITS", |c| {
        c.n = Some(2);
        stretch(c)
    }),
    (Guard::None, "half a|an UNIT1", half_unit),
    (Guard::None, "a half -? UNIT1", half_unit),
    (Guard::None, "a|an UNIT1 and a half", |c| {
        c.n = Some(1);
        c.half = true;
        stretch(c)
    }),
    (Guard::None, "a? FEW FILLER? UNITS", vague),
    (Guard::None, "FEW - UNIT1", vague),
    (Guard::None, "the SHIFT FEW UNITS", vague),
    (Guard::None, "the SHIFT couple of UNITS", |c| {
        c.n = Some(2);
        stretch(c)
    }),
    (Guard::None, "hundreds|thousands|dozens|tens of UNITS", vague),
    (Guard::None, "recent UNITS", |_| Some(Meaning::PastRef)),
    (Guard::None, "the? coming UNITS", |_| Some(Meaning::FutureRef)),
    (Guard::None, "past UNITS", vague),
    (Guard::None, "the SHIFT UNITS", vague),
    (Guard::Units, "UNITS", vague),
    (Guard::None, "UNITS - long", vague),
    (Guard::None, "UNIT1 - long", one),
    (Guard::Stretch, "the? SHIFT decade|century", one),
    (Guard::AUnit, "a|an FILLER? UNIT1", one),
    // Things that recur.
    (Guard::None, "every|each FILLER? UNIT1", |c| recur(c)),
    (Guard::None, "every|each NUM UNITS", |c| recur(c)),
    (Guard::None, "once|twice a|an|every UNIT1", |c| recur(c)),
    (Guard::None, "every|each WEEKDAY PART?", recur_weekday),
    (Guard::None, "every|each PART", |_| Some(Meaning::Set("P1D".into()))),
    (Guard::None, "every|each MONTH", |c| Some(Meaning::Set(format!("XXXX-{:02}", c.month?)))),
    (Guard::None, "WEEKDAYS", recur_weekday),
    (Guard::None, "WEEKDAY nights", recur_night),
    (Guard::Frequency, "FREQUENCY", |c| recur(c)),
    // References without a date.
    (Guard::Now, "now|nowadays|currently|presently", |_| Some(Meaning::PresentRef)),
    (Guard::None, "right now", |_| Some(Meaning::PresentRef)),
    (Guard::None, "at this|the moment", |_| Some(Meaning::PresentRef)),
    (Guard::None, "these days", |_| Some(Meaning::PresentRef)),
    (Guard::Adjective, "current", |_| Some(Meaning::PresentRef)),
    (Guard::Recently, "recently|lately", |_| Some(Meaning::PastRef)),
    (Guard::Past, "the past", |_| Some(Meaning::PastRef)),
    (Guard::Past, "the near? future", |_| Some(Meaning::FutureRef)),
    (Guard::Soon, "soon", |_| Some(Meaning::FutureRef)),
];

fn weekday(n: Option<i8>) -> Option<Weekday> {
    Weekday::from_monday_one_offset(n?).ok()
}

fn shift(n: i16) -> Shift {
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

fn long_unit(n: i16) -> Option<Unit> {
    unit(n).filter(|&unit| unit >= Unit::Day)
}

fn point(c: &mut Caps) -> Option<Meaning> {
    let (year, month, day) = (c.year, c.month, c.day);
    if let (Some(month), Some(day)) = (month, day) {
        jiff::civil::Date::new(year.unwrap_or(2000), month, day).ok()?;
    }
    let weekday = weekday(c.weekday);
    Some(Meaning::Point { year, month, day, weekday, shift: shift(c.shift) })
}

fn iso(c: &mut Caps) -> Option<Meaning> {
    c.month = i8::try_from(c.n?).ok();
    c.day = i8::try_from(c.m?).ok();
    point(c)
}

fn this_coming(c: &mut Caps) -> Option<Meaning> {
    // The word after "this" was matched last.
    c.shift = if c.word == crate::lexicon::id_of("past") { 1 } else { 3 };
    point(c)
}

/// "Monday next week": the shift is the week's, kept as an offset of whole weeks.
fn weekday_of_week(c: &mut Caps) -> Option<Meaning> {
    point(c)
}

fn in_year(c: &mut Caps) -> Option<Meaning> {
    let years = match shift(c.shift) {
        Shift::Last => -1,
        Shift::Next => 1,
        _ => 0,
    };
    Some(Meaning::InYear { month: c.month?, day: c.day, years })
}

fn season(c: &mut Caps) -> Option<Meaning> {
    use Season::{Fall, Spring, Summer, Winter};
    let season =
        *[Spring, Summer, Fall, Winter].get(usize::try_from(c.season).ok()?.checked_sub(1)?)?;
    Some(Meaning::Season { season, year: c.year, shift: shift(c.shift) })
}

fn quarter(c: &mut Caps) -> Option<Meaning> {
    let quarter = i8::try_from(c.ordinal?).ok().filter(|n| (1..=4).contains(n))?;
    Some(Meaning::Quarter { quarter: Some(quarter), year: c.year, shift: Shift::Plain, back: 0 })
}

fn quarter_of_shifted(c: &mut Caps) -> Option<Meaning> {
    let quarter = i8::try_from(c.ordinal?).ok().filter(|n| (1..=4).contains(n))?;
    Some(Meaning::Quarter { quarter: Some(quarter), year: None, shift: shift(c.shift), back: 0 })
}

fn year_quarter(c: &mut Caps) -> Option<Meaning> {
    Some(Meaning::Quarter { quarter: None, year: c.year, shift: Shift::Plain, back: 0 })
}

fn quarter_back(back: i16) -> Option<Meaning> {
    Some(Meaning::Quarter { quarter: None, year: None, shift: Shift::Plain, back })
}

fn back_quarter(c: &mut Caps) -> Option<Meaning> {
    let quarter = c.ordinal.and_then(|n| i8::try_from(n).ok()).filter(|n| (1..=4).contains(n));
    Some(Meaning::Quarter { quarter, year: None, shift: Shift::Plain, back: 1 })
}

fn half(c: &mut Caps) -> Option<Meaning> {
    half_of(i8::try_from(c.ordinal?).ok()?, c.year)
}

fn half_of(half: i8, year: Option<i16>) -> Option<Meaning> {
    matches!(half, 1 | 2).then_some(Meaning::Half { half, year })
}

fn offset(n: i32, unit: Unit, from: From) -> Option<Meaning> {
    Some(Meaning::Offset { n, unit, from })
}

fn relative_day(c: &mut Caps) -> Option<Meaning> {
    if c.word == crate::lexicon::id_of("tonight") {
        c.part = 4;
    }
    offset(c.rel.into(), Unit::Day, From::Anchor)
}

fn shifted_unit(c: &mut Caps) -> Option<Meaning> {
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
fn the_shifted_unit(c: &mut Caps) -> Option<Meaning> {
    match (unit(c.unit)?, shift(c.shift)) {
        (Unit::Day, Shift::Next) => offset(1, Unit::Day, From::Told),
        (unit, Shift::Last) if c.word == crate::lexicon::id_of("past") => {
            Some(Meaning::Duration(duration(1, false, unit)))
        }
        _ => shifted_unit(c),
    }
}

fn the_unit(c: &mut Caps) -> Option<Meaning> {
    match unit(c.unit)? {
        unit @ (Unit::Week | Unit::Month | Unit::Year) => offset(0, unit, From::Anchor),
        _ => None,
    }
}

fn year_end(_: &mut Caps) -> Option<Meaning> {
    offset(0, Unit::Year, From::Anchor)
}

fn shifted_part(c: &mut Caps) -> Option<Meaning> {
    let n = match shift(c.shift) {
        Shift::Last => -1,
        Shift::This => 0,
        _ => return None,
    };
    offset(n, Unit::Day, From::Anchor)
}

fn overnight(c: &mut Caps) -> Option<Meaning> {
    c.part = 4;
    Some(Meaning::Clock)
}

fn ago(c: &mut Caps, sign: i32, from: From) -> Option<Meaning> {
    let n = c.n.unwrap_or(1).checked_mul(sign)?;
    match unit(c.unit)? {
        // "a decade ago" is about that year, not somewhere in the decade before this one.
        Unit::Decade => offset(n.checked_mul(10)?, Unit::Year, from),
        Unit::Century => offset(n.checked_mul(100)?, Unit::Year, from),
        unit => offset(n, unit, from),
    }
}

fn couple(c: &mut Caps, sign: i32, from: From) -> Option<Meaning> {
    offset(2 * sign, unit(c.unit)?, from)
}

fn next_day(c: &mut Caps, n: i32) -> Option<Meaning> {
    if c.word == crate::lexicon::id_of("morning") {
        c.part = 1;
    }
    offset(n, Unit::Day, From::Told)
}

fn holiday(c: &mut Caps) -> Option<Meaning> {
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

fn fixed(c: &mut Caps, month: i8, day: i8) -> Option<Meaning> {
    c.month = Some(month);
    c.day = Some(day);
    point(c)
}

fn stretch(c: &mut Caps) -> Option<Meaning> {
    let n = match (c.n, c.m) {
        // "two to three weeks": the lower end; TIMEX3 has no ranges.
        (Some(n), _) => n,
        _ => return None,
    };
    Some(Meaning::Duration(duration(n, c.half, unit(c.unit)?)))
}

fn one(c: &mut Caps) -> Option<Meaning> {
    let named = [("decade", Unit::Decade), ("century", Unit::Century)];
    let unit = named
        .iter()
        .find(|(word, _)| c.word == crate::lexicon::id_of(word))
        .map_or_else(|| unit(c.unit), |&(_, unit)| Some(unit))?;
    Some(Meaning::Duration(duration(1, false, unit)))
}

fn half_unit(c: &mut Caps) -> Option<Meaning> {
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

fn vague(c: &mut Caps) -> Option<Meaning> {
    Some(Meaning::Duration(crate::value::vague_duration(unit(c.unit)?)))
}

fn recur(c: &mut Caps) -> Option<Meaning> {
    Some(Meaning::Set(duration(c.n.unwrap_or(1), false, unit(c.unit)?)))
}

fn recur_weekday(c: &mut Caps) -> Option<Meaning> {
    let part = part(c.part).map_or("", |part| part.code());
    Some(Meaning::Set(format!("XXXX-WXX-{}{part}", c.weekday?)))
}

fn recur_night(c: &mut Caps) -> Option<Meaning> {
    c.part = 4;
    recur_weekday(c)
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
