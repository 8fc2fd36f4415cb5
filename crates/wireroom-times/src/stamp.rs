//! Reads the date line of a page ("Posted on 9 Dec, 2022 at 19:18 by the desk"): when it was
//! published or updated.
//!
//! Told by the shape of dates and times, in English words or in digits; the words around them are
//! passed over, and no site is known. It reads no date that is relative to a reader's clock
//! ("3 hours ago"), and no zone: the time stays the one on the page.

mod clock;
mod date;
mod line;
mod numeric;
mod scan;

pub use line::has_date;

use crate::raw::Clock;
use date::{Found, Told, dates};
use jiff::civil::Date;
use scan::{Token, scan};
use wireroom_model::{Basis, Stamp};

/// The date in `text`, as far as it is told: "2022-12-09T19:18" (local, to the minute),
/// "2022-12-09", "XXXX-12-09", "2022-12". The basis is [`Basis::Stated`]; callers that read a
/// dateline or metadata set theirs.
///
/// The first full date counts, else the first that lacks its year or day; what stands behind
/// "updated" only where no date stands before it. Only the first 400 bytes are read.
///
/// `None` where there is no date, where it is relative ("1 year ago"), or where day and month
/// cannot be told apart ("04/05/2021", see [`read_ambiguous`]).
#[must_use]
pub fn read_stamp(text: &str) -> Option<Stamp> {
    let line = scan(head(text));
    let found = chosen(&line)?;
    let day = match found.told {
        Told::Day(day) => day.to_string(),
        Told::Either(readings) => decided(&line, readings)?.to_string(),
        Told::NoYear(month, day) => format!("XXXX-{month:02}-{day:02}"),
        Told::NoDay(year, month) => return Some(stamp(format!("{year:04}-{month:02}"), None)),
    };
    Some(stamp(day, hour(&line, &found)))
}

/// Both readings of a date whose day and month cannot be told apart ("4/10/2021 20:10"): day
/// first, then month first. The caller may choose by the rest of what it reads.
///
/// `None` wherever [`read_stamp`] is not, and where there is no such date.
#[must_use]
pub fn read_ambiguous(text: &str) -> Option<[Stamp; 2]> {
    let line = scan(head(text));
    let found = chosen(&line)?;
    let Told::Either(readings) = found.told else { return None };
    if decided(&line, readings).is_some() {
        return None;
    }
    let clock = hour(&line, &found);
    Some(readings.map(|day| stamp(day.to_string(), clock)))
}

/// A date line is a line, not a page.
fn head(text: &str) -> &str {
    let end = (0..=text.len().min(400)).rev().find(|&end| text.is_char_boundary(end));
    text.get(..end.unwrap_or(0)).unwrap_or("")
}

fn stamp(day: String, clock: Option<Clock>) -> Stamp {
    let value = match clock {
        Some(Clock { hour, minute }) => format!("{day}T{hour:02}:{minute:02}"),
        None => day,
    };
    Stamp { value, basis: Basis::Stated }
}

fn hour(line: &[Token<'_>], found: &Found) -> Option<Clock> {
    found.clock.or_else(|| clock::hour_of(line, found.start, found.end))
}

fn chosen(line: &[Token<'_>]) -> Option<Found> {
    let update = line
        .iter()
        .position(|token| {
            token.is_one_of(&["updated", "update", "modified", "edited", "corrected"])
        })
        .and_then(|at| line.get(..at));
    let first = |line: &[Token<'_>]| {
        let full = dates(line, true).into_iter().next();
        full.or_else(|| dates(line, false).into_iter().next())
    };
    update.and_then(first).or_else(|| first(line))
}

/// The reading that another date of the line settles: one that is the same day in words, or one of
/// the same kind that can be read in one order only.
fn decided(line: &[Token<'_>], readings: [Date; 2]) -> Option<Date> {
    let others: Vec<Found> = dates(line, true);
    let days = || {
        others.iter().filter_map(|found| match found.told {
            Told::Day(day) => Some((found, day)),
            _ => None,
        })
    };
    let same = days().find_map(|(_, day)| readings.into_iter().find(|reading| *reading == day));
    same.or_else(|| {
        days().find_map(|(found, day)| {
            let slashed = line.get(found.start + 1).is_some_and(|mark| mark.text == "/");
            let lead = scan::number(line, found.start, 1..=2).filter(|_| slashed)?;
            let [day_first, month_first] = readings;
            match (lead == i16::from(day.day()), lead == i16::from(day.month())) {
                (true, false) => Some(day_first),
                (false, true) => Some(month_first),
                _ => None,
            }
        })
    })
}
