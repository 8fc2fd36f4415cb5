//! Dates as pages print them, with the month in words; those in digits are in [`super::numeric`].

use super::clock::hour_at;
use super::numeric;
use super::scan::{Kind, Token, glued, number};
use crate::raw::Clock;
use jiff::civil::Date;

/// What a printed date says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    Day(Date),
    /// Day first, then month first; never the same day twice.
    Either([Date; 2]),
    /// Month and day.
    NoYear(i8, i8),
    /// Year and month.
    NoDay(i16, i8),
}

/// A date and the pieces it takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(crate) told: Told,
    pub(crate) start: usize,
    /// One past its last piece.
    pub(crate) end: usize,
    /// A time of day told inside it ("Mar 1 09:02:11 2021").
    pub(crate) clock: Option<Clock>,
}

/// The dates of a line in order and apart; those that lack the year or the day only where `full` is
/// false and no full date overlaps them.
pub(crate) fn dates(line: &[Token<'_>], full: bool) -> Vec<Found> {
    let mut found = Vec::new();
    // Without the name of a month only dates in digits are dates: few lines with a digit have one.
    let named = line.iter().any(|token| token.month().is_some());
    let mut at = 0;
    while at < line.len() {
        let date = if named { full_at(line, at) } else { numeric_at(line, at) }
            .or_else(|| if full || !named { None } else { partial_at(line, at) })
            .map(|(told, end, clock)| Found { told, start: at, end, clock });
        at = date.map_or(at + 1, |date| date.end.max(at + 1));
        found.extend(date);
    }
    found
}

/// What is told, the piece after it, and a time told inside.
type Match = (Told, usize, Option<Clock>);

fn numeric_at(line: &[Token<'_>], at: usize) -> Option<Match> {
    numeric::date_at(line, at).map(|(told, end)| (told, end, None))
}

fn full_at(line: &[Token<'_>], at: usize) -> Option<Match> {
    let plain = |(told, end)| (told, end, None);
    numeric_at(line, at)
        .or_else(|| month_first(line, at))
        .or_else(|| day_first(line, at).map(plain))
        .or_else(|| year_first(line, at).map(plain))
}

/// "February 12, 2021", "Mar. 1st '21", "Mar 1 09:02:11 UTC 2021".
fn month_first(line: &[Token<'_>], at: usize) -> Option<Match> {
    let (month, after) = month_at(line, at)?;
    let (day, after) = day_at(line, part(line, after))?;
    let day_of = |year| Date::new(year, month, day).ok().map(Told::Day);
    if let Some((year, end)) = year_at(line, part(line, after)).or_else(|| short_year(line, after))
    {
        return Some((day_of(year)?, end, None));
    }
    let hour = hour_at(line, part(line, after))?;
    let zone = usize::from(line.get(hour.end).is_some_and(Token::is_zone));
    let (year, end) = year_at(line, hour.end + zone)?;
    Some((day_of(year)?, end, Some(hour.clock)))
}

/// "12 February 2021", "1st of May, 2019", "03-Mar-2021", "14 Jun 22".
fn day_first(line: &[Token<'_>], at: usize) -> Option<(Told, usize)> {
    let (day, after) = day_at(line, at)?;
    let month_from = part(line, after);
    let (month, after) = month_at(line, month_from)?;
    // A count before "March 12, 2021" is no day.
    if month_first(line, month_from).is_some() {
        return None;
    }
    let bare = || {
        let from = part(line, after);
        let year = number(line, from, 2..=2)?;
        let ends = line.get(from + 1).is_none_or(|next| next.kind == Kind::Mark)
            || hour_at(line, from + 1).is_some();
        (ends && hour_at(line, from).is_none()).then(|| (numeric::century(year), from + 1))
    };
    let (year, end) =
        year_at(line, part(line, after)).or_else(|| short_year(line, after)).or_else(bare)?;
    Some((Told::Day(Date::new(year, month, day).ok()?), end))
}

/// "2021 March 5", "2021-Mar-05".
fn year_first(line: &[Token<'_>], at: usize) -> Option<(Told, usize)> {
    let (year, after) = year_at(line, at)?;
    let (month, after) = month_at(line, part(line, after))?;
    let (day, end) = day_at(line, part(line, after))?;
    if year_at(line, part(line, end)).is_some() || hour_at(line, end - 1).is_some() {
        return None;
    }
    Some((Told::Day(Date::new(year, month, day).ok()?), end))
}

/// "Dec 9", "9 December", "October 2019". The month is in capitals, as names are: "may 5" is a verb.
fn partial_at(line: &[Token<'_>], at: usize) -> Option<Match> {
    let no_year = |month, day, end| {
        // A leap year: 29 February is some year's day. With a year behind, the date was refused.
        let real = Date::new(2000, month, day).is_ok() && year_at(line, part(line, end)).is_none();
        real.then_some((Told::NoYear(month, day), end, None))
    };
    if let Some((day, after)) = day_at(line, at) {
        let from = part(line, after);
        let (month, end) =
            month_at(line, from).filter(|_| line.get(from).is_some_and(Token::is_capital))?;
        return no_year(month, day, end);
    }
    let (month, after) =
        month_at(line, at).filter(|_| line.get(at).is_some_and(Token::is_capital))?;
    if let Some((day, end)) = day_at(line, part(line, after)) {
        return no_year(month, day, end);
    }
    let (year, end) = year_at(line, part(line, after))?;
    // Behind a day that this month has not, it is no month either.
    let refused = (at.saturating_sub(4)..at)
        .any(|from| day_at(line, from).is_some_and(|(_, after)| part(line, after) == at));
    (!refused).then_some((Told::NoDay(year, month), end, None))
}

/// A month and the piece after it, the stop of a short form included.
fn month_at(line: &[Token<'_>], at: usize) -> Option<(i8, usize)> {
    let month = line.get(at)?.month()?;
    let stop = glued(line, at + 1).is_some_and(|token| token.text == ".");
    Some((month, at + 1 + usize::from(stop)))
}

/// A day of the month: "12", "1st". Not minutes, and no count of issues or pages.
fn day_at(line: &[Token<'_>], at: usize) -> Option<(i8, usize)> {
    let day = number(line, at, 1..=2).and_then(|n| i8::try_from(n).ok())?;
    let before = |back: usize| at.checked_sub(back).and_then(|at| line.get(at));
    let token = line.get(at)?;
    let inside = token.glued
        && before(1).is_some_and(|mark| {
            mark.kind == Kind::Number
                || mark.kind == Kind::Word && mark.text.is_ascii() && mark.month().is_none()
                || mark.is_mark(":.")
                    && mark.glued
                    && before(2).is_some_and(|n| n.kind == Kind::Number)
        });
    let stop = usize::from(before(1).is_some_and(|mark| mark.text == "."));
    let counted = before(1 + stop).is_some_and(|word| {
        word.is_one_of(&[
            "no", "nr", "vol", "volume", "issue", "page", "part", "chapter", "episode",
        ])
    });
    if !(1..=31).contains(&day) || inside || counted {
        return None;
    }
    let suffix = glued(line, at + 1).is_some_and(|word| word.is_one_of(&["st", "nd", "rd", "th"]));
    Some((day, at + 1 + usize::from(suffix)))
}

/// A year in four digits; newspapers are no older than 1600, and "2140" is an hour.
pub(crate) fn year_at(line: &[Token<'_>], at: usize) -> Option<(i16, usize)> {
    let year = number(line, at, 4..=4).filter(|year| (1600..=2100).contains(year))?;
    let decade = glued(line, at + 1).is_some_and(|token| token.text == "s");
    (!decade).then_some((year, at + 1))
}

/// "'21".
fn short_year(line: &[Token<'_>], at: usize) -> Option<(i16, usize)> {
    let at = part(line, at);
    line.get(at).filter(|mark| mark.is_mark("'’‘"))?;
    glued(line, at + 1)?;
    Some((numeric::century(number(line, at + 1, 2..=2)?), at + 2))
}

/// The piece after what may part day, month and year: commas and stops, "of" and "the", and a
/// dash or slash that touches both.
fn part(line: &[Token<'_>], at: usize) -> usize {
    let parts = |at: usize| {
        line.get(at).is_some_and(|token| {
            token.is_mark(",.")
                || token.is_one_of(&["of", "the"])
                || token.glued
                    && (token.is_dash() || token.text == "/")
                    && glued(line, at + 1).is_some()
        })
    };
    (at..at + 2).take_while(|&at| parts(at)).last().map_or(at, |last| last + 1)
}
