//! Dates in digits: "2021-03-23", "12.02.2021", "23/03/2021", "20210323", "2021年3月1日".
//!
//! Year first is year, month, day. Dots are day, month, year. With slashes and dashes the day may
//! come first or second: a number over twelve tells, else both readings stand.

use super::date::{Told, year_at};
use super::scan::{Kind, Token, glued, number};
use jiff::civil::Date;

/// The date that begins at `at`, and the piece after it.
pub(crate) fn date_at(line: &[Token<'_>], at: usize) -> Option<(Told, usize)> {
    let token = line.get(at).filter(|token| token.kind == Kind::Number)?;
    let before = |back: usize| at.checked_sub(back).and_then(|at| line.get(at));
    // "v1.2.21" and "1/5/10/2021" are other things. Where letters that are no version mark touch
    // four digits ("Published2021-03-23"), the page lost a space.
    let inside = token.glued
        && before(1).is_some_and(|mark| match mark.kind {
            Kind::Number => true,
            Kind::Word => mark.text.is_ascii() && mark.text.len() < 3,
            Kind::Mark => {
                mark.is_mark("./-")
                    && mark.glued
                    && before(2).is_some_and(|n| n.kind == Kind::Number)
            }
        });
    if inside {
        return None;
    }
    packed(token.text)
        .map(|day| (Told::Day(day), at + 1))
        .or_else(|| with_signs(line, at))
        .or_else(|| year_first(line, at))
        .or_else(|| year_last(line, at))
}

/// The year that two digits mean.
pub(crate) fn century(year: i16) -> i16 {
    if year < 70 { 2000 + year } else { 1900 + year }
}

/// "20210323", with or without the time in digits behind ("20210323074000").
fn packed(digits: &str) -> Option<Date> {
    if !matches!(digits.len(), 8 | 12 | 14) {
        return None;
    }
    let year: i16 = digits.get(..4)?.parse().ok()?;
    let day = Date::new(year, digits.get(4..6)?.parse().ok()?, digits.get(6..8)?.parse().ok()?);
    day.ok().filter(|_| (1900..=2100).contains(&year))
}

/// "2021年3月1日", "2021년 3월 1일".
fn with_signs(line: &[Token<'_>], at: usize) -> Option<(Told, usize)> {
    let sign = |at: usize, signs: &[&str]| line.get(at).filter(|token| token.is_one_of(signs));
    sign(at + 1, &["年", "년"])?;
    sign(at + 3, &["月", "월"])?;
    sign(at + 5, &["日", "일"])?;
    let told =
        day(number(line, at, 4..=4)?, number(line, at + 2, 1..=2)?, number(line, at + 4, 1..=2)?)?;
    Some((Told::Day(told), at + 6))
}

fn year_first(line: &[Token<'_>], at: usize) -> Option<(Told, usize)> {
    let (year, _) = year_at(line, at)?;
    same_mark(line, at)?;
    let told = day(year, number(line, at + 2, 1..=2)?, number(line, at + 4, 1..=2)?)?;
    Some((Told::Day(told), at + 5))
}

fn year_last(line: &[Token<'_>], at: usize) -> Option<(Told, usize)> {
    let mark = same_mark(line, at)?;
    let (a, b) = (number(line, at, 1..=2)?, number(line, at + 2, 1..=2)?);
    let tight = (at + 1..at + 5).all(|at| glued(line, at).is_some());
    let short = || number(line, at + 4, 2..=2).filter(|_| tight).map(century);
    let year = year_at(line, at + 4).map(|(year, _)| year).or_else(short)?;
    // One more number behind the same mark: an address or a version, not a date.
    let more = glued(line, at + 5).is_some_and(|token| token.text == mark)
        && glued(line, at + 6).is_some_and(|token| token.kind == Kind::Number);
    if more {
        return None;
    }
    let told = match (day(year, b, a), day(year, a, b)) {
        (Some(first), _) if mark == "." => Told::Day(first),
        (Some(first), Some(second)) if first != second => {
            by_weekday(line, at, [first, second]).map_or(Told::Either([first, second]), Told::Day)
        }
        (Some(only), _) | (None, Some(only)) => Told::Day(only),
        (None, None) => return None,
    };
    Some((told, at + 5))
}

/// The mark between the three numbers from `at`, the same twice.
fn same_mark<'a>(line: &[Token<'a>], at: usize) -> Option<&'a str> {
    let (first, second) = (line.get(at + 1)?, line.get(at + 3)?);
    let same = first.text == second.text && (first.is_mark("./") || first.is_dash());
    same.then_some(first.text)
}

/// The reading that a weekday beside the date fits, where the other does not.
fn by_weekday(line: &[Token<'_>], at: usize, readings: [Date; 2]) -> Option<Date> {
    let beside = [at.checked_sub(1), at.checked_sub(2), Some(at + 5), Some(at + 6)];
    let weekday = beside.iter().flatten().find_map(|&at| line.get(at).and_then(Token::weekday))?;
    let mut fits = readings.iter().filter(|day| day.weekday().to_monday_one_offset() == weekday);
    let day = fits.next()?;
    fits.next().is_none().then_some(*day)
}

fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
