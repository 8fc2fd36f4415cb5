//! The grammar: what expressions look like, and what each says.
//!
//! A row is a guard (what must stand around it), a pattern ([`crate::pattern`]) and what the match
//! means. At each token the longest match of all rows wins, the first row among equals.

mod build;

pub(crate) use build::{part, unit};

use crate::guard::Guard;
use crate::pattern::{Caps, Element, Starts, compile, literals_of};
use crate::raw::{From, Meaning, Shift, Unit};
use build::{
    ago, back_quarter, couple, fixed, half, half_of, half_unit, holiday, in_year, iso, long_unit,
    next_day, offset, one, overnight, point, quarter, quarter_back, quarter_of_shifted, recur,
    recur_night, recur_season, recur_weekday, relative_day, season, shift, shifted_part,
    shifted_unit, stretch, the_shifted_unit, the_unit, this_coming, vague, weekday_of_week,
    year_end, year_quarter,
};
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
    (Guard::None, "the? early|mid|late -? ORD century", |c| {
        c.ordinal.map(|n| Meaning::Century(n - 1))
    }),
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
    (Guard::None, "the same quarter|period a year ago|earlier|before", |_| quarter_back(1)),
    (Guard::None, "the same quarter|period last year", |_| quarter_back(1)),
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
    (Guard::None, "the? year 's end", |c| year_end(c)),
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
    (Guard::None, "not? long ago", |_| Some(Meaning::PastRef)),
    (Guard::None, "some time ago", |_| Some(Meaning::PastRef)),
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
    (Guard::None, "a quarter of a century", |_| Some(Meaning::Duration("P25Y".into()))),
    (Guard::None, "a? quarter - century", |_| Some(Meaning::Duration("P25Y".into()))),
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
    (Guard::None, "every other UNIT1", |c| {
        c.n = Some(2);
        recur(c)
    }),
    (Guard::None, "every|each SEASON", recur_season),
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
