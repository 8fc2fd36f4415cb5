//! What a temporal expression says before anyone knows when it was written.

use jiff::civil::Weekday;
use wireroom_text::{Repaired, Span};

/// A temporal expression as it stands in one sentence, read without any context.
///
/// It holds no date of publication, so it can be kept per distinct sentence and resolved again for
/// every document that has the sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct RawTime {
    /// Where it stands in the text given to [`crate::find`].
    pub span: Span<Repaired>,
    /// What it says.
    pub meaning: Meaning,
    /// The hour, where one is told.
    pub clock: Option<Clock>,
    /// The part of the day ("Friday night").
    pub part: Option<Part>,
    /// The part of the period ("late November", "the end of 1990").
    pub edge: Option<Edge>,
    /// Where the verb nearest to it looks.
    pub tense: Tense,
}

impl RawTime {
    /// The same expression in a text whose sentence starts `by` bytes later.
    #[must_use]
    pub fn shift(&self, by: usize) -> Self {
        Self { span: self.span.shift(by), ..self.clone() }
    }
}

/// What an expression says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Any of year, month, day and weekday, with what "last" or "next" said of it.
    Point {
        /// The year, in full.
        year: Option<i16>,
        /// From 1.
        month: Option<i8>,
        /// Of the month, from 1.
        day: Option<i8>,
        /// The weekday.
        weekday: Option<Weekday>,
        /// "last", "this" or "next" before it.
        shift: Shift,
    },
    /// A month, or a day of it, of the year before, this year or the next ("April last year").
    InYear {
        /// From 1.
        month: i8,
        /// Of the month, from 1.
        day: Option<i8>,
        /// Years from the year of writing.
        years: i16,
    },
    /// A distance in whole units from the day of writing or from the date told before; the value
    /// is as fine as the unit ("two months ago" is a month).
    Offset {
        /// Units; negative is earlier.
        n: i32,
        /// Of what.
        unit: Unit,
        /// From where.
        from: From,
    },
    /// The period told before, at this grain ("that day", "the same year").
    Same(Unit),
    /// A season; December belongs to the winter of its year, as TIMEX3 has it.
    Season {
        /// Which.
        season: Season,
        /// In which year.
        year: Option<i16>,
        /// "last", "this" or "next" before it.
        shift: Shift,
    },
    /// A quarter of a year.
    Quarter {
        /// From 1; `None` for "the quarter".
        quarter: Option<i8>,
        /// In which year.
        year: Option<i16>,
        /// "last", "this" or "next" before it.
        shift: Shift,
        /// Years back from the period told before ("the year-earlier quarter").
        back: i16,
    },
    /// A half of a year.
    Half {
        /// 1 or 2.
        half: i8,
        /// In which year.
        year: Option<i16>,
    },
    /// Ten years: 198 is the 1980s.
    Decade(i16),
    /// A hundred years: 19 is the 20th century.
    Century(i16),
    /// Saturday and Sunday.
    Weekend(Shift),
    /// A day with a name.
    Holiday {
        /// Which.
        holiday: Holiday,
        /// In which year.
        year: Option<i16>,
        /// "last", "this" or "next" before it.
        shift: Shift,
    },
    /// Only an hour or a part of a day ("at noon", "overnight").
    Clock,
    /// A stretch: the TIMEX3 value ("P2D", "PXY").
    Duration(String),
    /// Something that recurs: the TIMEX3 value ("P1D", "XXXX-WXX-4").
    Set(String),
    /// "recently".
    PastRef,
    /// "now".
    PresentRef,
    /// "soon".
    FutureRef,
}

/// What stands before a calendar word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shift {
    /// Nothing.
    #[default]
    Plain,
    /// "last".
    Last,
    /// "this".
    This,
    /// "next", "the coming".
    Next,
}

/// Where an offset starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// The day of writing, by the calendar ("yesterday", "last year").
    Anchor,
    /// The day of writing, by a count ("two days ago", "a year ago").
    Ago,
    /// The date told before ("two days later").
    Told,
}

/// Units of the calendar and the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// S
    Second,
    /// M, after T
    Minute,
    /// H
    Hour,
    /// D
    Day,
    /// Two days
    Weekend,
    /// W
    Week,
    /// M
    Month,
    /// Three months
    Quarter,
    /// Y
    Year,
    /// Ten years
    Decade,
    /// A hundred years
    Century,
}

/// Parts of the day, as TIMEX3 names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// MO
    Morning,
    /// AF
    Afternoon,
    /// EV
    Evening,
    /// NI
    Night,
    /// DT
    Daytime,
}

/// Parts of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// The first third.
    Start,
    /// The middle third.
    Mid,
    /// The last third.
    End,
}

/// Where the nearest verb looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tense {
    /// No verb was found that tells.
    #[default]
    Unknown,
    /// Back.
    Past,
    /// Ahead.
    Future,
}

/// An hour of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 24.
    pub hour: i8,
    /// 0 to 59.
    pub minute: i8,
}

/// The seasons of the northern year, as TIMEX3 names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Season {
    /// SP
    Spring,
    /// SU
    Summer,
    /// FA
    Fall,
    /// WI
    Winter,
}

/// Days with names that fall by rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holiday {
    /// Month and day.
    Fixed(i8, i8),
    /// Month, weekday and which of them in the month; negative counts from its end.
    Nth(i8, Weekday, i8),
    /// Days after western Easter.
    Easter(i16),
    /// The Tuesday after the first Monday of November.
    Election,
}
