//! Reads the stamp of a page ("9 Dec, 2022 19:18"): when it was published or updated.

use crate::find::find;
use crate::raw::{Clock, Meaning, RawTime};
use wireroom_model::{Basis, Stamp};
use wireroom_text::Span;

/// The date in `text`, as far as it is told: "2022-12-09T19:18", "2022-12-09", "XXXX-12-09",
/// "2022-12". The basis is [`Basis::Stated`]; callers that read a dateline or metadata set theirs.
///
/// `None` where there is no date, where it is relative to a reader's clock ("1 year ago"), or where
/// day and month cannot be told apart ("04/05/2021").
#[must_use]
pub fn read_stamp(text: &str) -> Option<Stamp> {
    // A stamp is a line, not a page.
    let mut end = text.len().min(400);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = text.get(..end)?;
    let value = iso(text).or_else(|| slashed(text)).or_else(|| told(text))?;
    Some(Stamp { value, basis: Basis::Stated })
}

fn told(text: &str) -> Option<String> {
    let found = find(text, Span::of(0..text.len()));
    let (at, date) = found.iter().enumerate().find(|(_, raw)| dated(raw))?;
    let Meaning::Point { year, month, day, .. } = date.meaning else { return None };
    let mut value = year.map_or("XXXX".into(), |year| format!("{year:04}"));
    value.push_str(&format!("-{:02}", month?));
    let Some(day) = day else { return Some(value) };
    value.push_str(&format!("-{day:02}"));
    // The hour stands in the expression itself, before it, or right behind it.
    let near = |raw: Option<&RawTime>| raw.filter(|raw| raw.meaning == Meaning::Clock)?.clock;
    let clock = date
        .clock
        .or_else(|| bare_clock(text, date.span.end()))
        .or_else(|| near(found.get(at + 1)))
        .or_else(|| near(at.checked_sub(1).and_then(|at| found.get(at))))
        .or_else(|| bare_clock(text, 0).filter(|_| date.span.start() < 16));
    if let Some(Clock { hour, minute }) = clock {
        value.push_str(&format!("T{hour:02}:{minute:02}"));
    }
    Some(value)
}

fn dated(raw: &RawTime) -> bool {
    matches!(raw.meaning, Meaning::Point { month: Some(_), day, year, .. } if day.is_some() || year.is_some())
}

/// "19:18", "07.40 GMT", "at 5:04 p.m." right behind byte `from`.
fn bare_clock(text: &str, from: usize) -> Option<Clock> {
    let rest = text.get(from..)?;
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ",-–—|·•.".contains(c));
    let rest = rest.strip_prefix("at ").unwrap_or(rest);
    let hours = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (hour, rest) = (rest.get(..hours)?, rest.get(hours..)?);
    let minute = rest.strip_prefix([':', '.', 'h'])?;
    let digits = minute.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 2 || !(1..=2).contains(&hours) {
        return None;
    }
    let behind = minute.get(2..)?.trim_start().to_ascii_lowercase();
    let hour: i16 = hour.parse().ok()?;
    let hour = match () {
        () if behind.starts_with("pm") || behind.starts_with("p.m") => {
            crate::words::twelve(hour, true)?
        }
        () if behind.starts_with("am") || behind.starts_with("a.m") => {
            crate::words::twelve(hour, false)?
        }
        () => hour,
    };
    crate::words::clock(hour, minute.get(..2)?.parse().ok()?)
}

/// "2021-03-23", "2021-03-23T07:40:00Z", "2021-03-23 07:40".
fn iso(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    (0..bytes.len()).find_map(|at| {
        let clear = at == 0 || !bytes.get(at - 1)?.is_ascii_alphanumeric();
        let date = text.get(at..at + 10).filter(|_| clear)?;
        let shape = date.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-' || byte == b'/',
            _ => byte.is_ascii_digit(),
        });
        let date = date.replace('/', "-");
        let date: jiff::civil::Date = if shape { date.parse().ok()? } else { return None };
        let time = text.get(at + 10..at + 16).filter(|time| time.starts_with(['T', ' ']));
        let clock = time.and_then(|time| {
            let hour: i16 = time.get(1..3)?.parse().ok()?;
            let minute: i16 = time.get(4..6)?.parse().ok()?;
            (time.get(3..4)? == ":").then(|| crate::words::clock(hour, minute))?
        });
        Some(match clock {
            Some(clock) => format!("{date}T{:02}:{:02}", clock.hour, clock.minute),
            None => date.to_string(),
        })
    })
}

/// "23/03/2021" and "3.23.2021": only where one of the two is no month.
fn slashed(text: &str) -> Option<String> {
    let token = text.split(|c: char| c.is_whitespace() || c == ',').find(|token| {
        token.matches(['/', '.', '-']).count() == 2
            && token.bytes().all(|byte| byte.is_ascii_digit() || b"/.-".contains(&byte))
    })?;
    let mut parts = token.split(['/', '.', '-']).map(str::parse::<i16>);
    let (a, b, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let year = if (0..70).contains(&year) && token.len() <= 8 { 2000 + year } else { year };
    let (day, month) = match (a, b) {
        (13..=31, 1..=12) => (a, b),
        (1..=12, 13..=31) => (b, a),
        (1..=12, 1..=12) if a == b => (a, b),
        _ => return None,
    };
    let date =
        jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let clock = text.find(token).and_then(|at| bare_clock(text, at + token.len()));
    Some(match clock.filter(|_| date.year() >= 1900) {
        Some(clock) => format!("{date}T{:02}:{:02}", clock.hour, clock.minute),
        None if date.year() >= 1900 => date.to_string(),
        None => return None,
    })
}
