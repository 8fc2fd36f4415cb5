//! Times of day as pages print them: "07:30", "9:02 a.m.", "14.05 BST", "19h18", "1740 hrs".

use super::scan::{Kind, Token, glued, number};
use crate::raw::Clock;
use crate::words::{clock, twelve};

/// A time of day and the pieces it takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hour {
    pub(crate) clock: Clock,
    /// One past its last piece.
    pub(crate) end: usize,
    /// Whether its shape alone tells it from a number; "14.05" is told by its place only.
    pub(crate) sure: bool,
}

/// The time of day that begins at `at`.
pub(crate) fn hour_at(line: &[Token<'_>], at: usize) -> Option<Hour> {
    four_digits(line, at).or_else(|| {
        let hour = number(line, at, 1..=2)?;
        let (minute, end, sure) = minutes(line, at + 1).unwrap_or((0, at + 1, false));
        match meridiem(line, end) {
            // "17:52 PM" is printed too: the hour stands.
            Some((afternoon, end)) => {
                let clock = day_clock(twelve(hour, afternoon).unwrap_or(hour), minute)?;
                Some(Hour { clock, end, sure: true })
            }
            None if end == at + 1 => None,
            None => {
                let sure = sure || line.get(end).is_some_and(Token::is_zone);
                Some(Hour { clock: day_clock(hour, minute)?, end, sure })
            }
        }
    })
}

/// The time that belongs to the date at `start..end`: behind it, else before it, with nothing but
/// weekdays, zones and marks between.
pub(crate) fn hour_of(line: &[Token<'_>], start: usize, end: usize) -> Option<Clock> {
    let behind = (end..line.len().min(end + REACH))
        .take_while(|&at| is_gap(line, end, at))
        .find_map(|at| packed(line, end, at).or_else(|| hour_at(line, at)));
    let before = || {
        // From the start of the line: from the middle, minutes would look like hours.
        let mut at = 0;
        // "1909 GMT (0309 HKT) 3 June": of times in a row, the first is the page's own.
        let mut row: Option<(Hour, usize)> = None;
        while at < start {
            let hour = hour_at(line, at).filter(|hour| hour.sure && hour.end <= start);
            if let Some(hour) = hour {
                row = row
                    .filter(|&(_, end)| is_gap(line, end, at))
                    .map_or(Some((hour, hour.end)), |(first, _)| Some((first, hour.end)));
            }
            at = hour.map_or(at + 1, |hour| hour.end);
        }
        row.filter(|&(_, end)| is_gap(line, end, start)).map(|(first, _)| first)
    };
    behind.or_else(before).map(|hour| hour.clock)
}

/// How many pieces may stand between a date and the time behind it.
const REACH: usize = 12;

/// Midnight at the end of a day is no time of that day.
fn day_clock(hour: i16, minute: i16) -> Option<Clock> {
    clock(hour, minute).filter(|clock| clock.hour < 24)
}

/// Minutes behind the hour, the piece after them, and whether the shape is sure.
fn minutes(line: &[Token<'_>], at: usize) -> Option<(i16, usize, bool)> {
    let mark = line.get(at)?;
    if mark.is_one_of(&["時", "时", "点", "點", "시"]) {
        let minute = number(line, at + 1, 1..=2);
        let unit = line.get(at + 2).is_some_and(|token| token.is_one_of(&["分", "분"]));
        return Some(minute.filter(|_| unit).map_or((0, at + 1, true), |m| (m, at + 3, true)));
    }
    if !mark.glued {
        return None;
    }
    let minute = glued(line, at + 1).and_then(|_| number(line, at + 1, 2..=2));
    if mark.is_word("h") {
        return Some(minute.map_or((0, at + 1, true), |minute| (minute, at + 2, true)));
    }
    let minute = minute?;
    let more = |mark: &str| {
        glued(line, at + 2).is_some_and(|token| token.text == mark)
            && glued(line, at + 3).is_some_and(|token| token.kind == Kind::Number)
    };
    match mark.text {
        ":" if more(":") => Some((minute, at + 4, true)),
        ":" => Some((minute, at + 2, true)),
        "." if !more(".") => Some((minute, at + 2, false)),
        _ => None,
    }
}

/// "am", "p.m.": whether afternoon, and the piece after it.
fn meridiem(line: &[Token<'_>], at: usize) -> Option<(bool, usize)> {
    let head = line.get(at)?;
    if head.is_one_of(&["am", "pm"]) {
        return Some((head.is_word("pm"), at + 1));
    }
    let dotted = head.is_one_of(&["a", "p"])
        && glued(line, at + 1)?.text == "."
        && glued(line, at + 2)?.is_word("m");
    let stop = usize::from(glued(line, at + 3).is_some_and(|token| token.text == "."));
    dotted.then(|| (head.is_word("p"), at + 3 + stop))
}

/// "1740 hrs", "0740 GMT".
fn four_digits(line: &[Token<'_>], at: usize) -> Option<Hour> {
    let n = number(line, at, 4..=4)?;
    let unit = line.get(at + 1)?;
    let hours = unit.is_one_of(&["hrs", "hours", "h"]);
    let zone = unit.is_zone() && (unit.text.ends_with('T') || unit.text == "UTC");
    let clock = day_clock(n / 100, n % 100).filter(|_| hours || zone)?;
    Some(Hour { clock, end: at + 1 + usize::from(hours), sure: true })
}

/// "T074000" right behind a date.
fn packed(line: &[Token<'_>], end: usize, at: usize) -> Option<Hour> {
    let head = line.get(end).filter(|token| token.glued && token.is_word("t"))?;
    let digits = glued(line, at).filter(|_| at == end + 1 && head.glued)?;
    let told = digits.kind == Kind::Number && matches!(digits.text.len(), 4 | 6);
    let (hour, minute) =
        (digits.text.get(..2)?.parse().ok()?, digits.text.get(2..4)?.parse().ok()?);
    let clock = day_clock(hour, minute).filter(|_| told)?;
    Some(Hour { clock, end: at + 1, sure: true })
}

/// Whether nothing stands in `from..to` that parts a time from its date.
fn is_gap(line: &[Token<'_>], from: usize, to: usize) -> bool {
    (from..to).all(|at| {
        let Some(token) = line.get(at) else { return false };
        match token.kind {
            Kind::Mark => !token.is_mark(";!?…"),
            Kind::Word => {
                token.is_weekday()
                    || token.is_zone()
                    || token.is_one_of(&["at", "on", "the", "of", "t", "time", "local", "um"])
            }
            // The offset of a zone: "GMT+3", "(UTC +05:30)".
            Kind::Number => at
                .checked_sub(1)
                .and_then(|before| line.get(before))
                .is_some_and(|before| before.is_mark("+-:−")),
        }
    })
}
