//! Dates as metadata writes them, to ISO 8601 as precise as given.
//!
//! Read are RFC 3339 and its looser cousins ("2021-03-23 07:40:00"), the packed forms of archives
//! ("20210323T074000Z"), RFC 2822, English dates in words, and seconds or milliseconds since 1970.
//! A date of two readings ("03/04/2021") is no date. Nothing is filled in and there is no "today".

use jiff::civil::Date;
use wireroom_model::{Basis, Stamp};

/// The value of a metadata date, or `None` when it is none that is known.
///
/// Midnight without a zone is a date that some program turned into a point in time, and is read
/// as the date alone.
pub(crate) fn parse(text: &str) -> Option<Stamp> {
    let text = text.trim();
    if text.len() > 100 {
        return None;
    }
    let value = iso(text).or_else(|| packed(text)).or_else(|| words(text))?;
    Some(Stamp { value, basis: Basis::Metadata })
}

/// Whether a program wrote its zero for "no date": "0001-01-01T00:00:00Z", "0000-00-00 00:00:00".
pub(crate) fn is_placeholder(text: &str) -> bool {
    ["0000-", "0001-01-01", "1970-01-01T00:00:00"].iter().any(|zero| text.starts_with(zero))
}

/// The value of a number: a date written as 20210323, else seconds or milliseconds since 1970.
pub(crate) fn parse_number(number: i64) -> Option<Stamp> {
    parse(&number.to_string())
}

/// A date in the path of an address: "/2021/03/23/", "/2021/mar/23/", "/2021-03-23-", "/20210323",
/// or "/2021/03/" for a month.
pub(crate) fn from_url(url: &str) -> Option<Stamp> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let value = parts.iter().enumerate().find_map(|(at, part)| {
        let next = |step: usize| parts.get(at + step).copied().unwrap_or_default();
        let year = number(part, 4).filter(|year| (1990..2100).contains(year))?;
        let month = number(next(1), 2).or_else(|| number(next(1), 1)).or_else(|| month(next(1)))?;
        let day = number(next(2), 2).or_else(|| number(next(2), 1));
        day.and_then(|day| ymd(year, month, day))
            .or_else(|| ymd(year, month, 1).and_then(|first| first.get(..7).map(str::to_owned)))
    });
    let value = value.or_else(|| parts.iter().find_map(|part| within(part)))?;
    Some(Stamp { value, basis: Basis::Url })
}

/// A date within one part of an address, set off by other than digits.
fn within(part: &str) -> Option<String> {
    let plausible = |value: &String| ("1990".."2100").contains(&value.as_str());
    let digits = part.split(|c: char| !c.is_ascii_digit());
    let mut run: Vec<&str> = Vec::new();
    for piece in digits {
        run.push(piece);
        if piece.len() == 8
            && let Some(value) = packed_date(piece).filter(plausible)
        {
            return Some(value);
        }
        if let [.., year, month, day] = run.as_slice()
            && part.contains(&format!("{year}-{month}-{day}"))
            && let (Some(year), Some(month), Some(day)) =
                (number(year, 4), number(month, 2), number(day, 2))
            && let Some(value) = ymd(year, month, day).filter(plausible)
        {
            return Some(value);
        }
    }
    None
}

fn iso(text: &str) -> Option<String> {
    let separator = text.chars().nth(4).filter(|c| matches!(c, '-' | '/' | '.'));
    if separator.is_none() {
        return number(text, 4)
            .filter(|year| (1000..2200).contains(year))
            .map(|year| year.to_string());
    }
    let end = text.find(['T', 't', ' ']).unwrap_or(text.len());
    let (date, rest) = text.split_at_checked(end)?;
    let mut parts = date.split(separator?);
    let year = number(parts.next()?, 4)?;
    let month_text = parts.next()?;
    let month = number(month_text, 2).or_else(|| number(month_text, 1))?;
    let Some(day_text) = parts.next() else {
        let first = ymd(year, month, 1)?;
        return if rest.is_empty() { first.get(..7).map(str::to_owned) } else { None };
    };
    let day = number(day_text, 2).or_else(|| number(day_text, 1))?;
    let date = ymd(year, month, day).filter(|_| parts.next().is_none())?;
    at_clock(date, rest)
}

/// "20210323", "20210323T074000Z", "20210323074000", or seconds or milliseconds since 1970.
fn packed(text: &str) -> Option<String> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (head, rest) = text.split_at_checked(digits)?;
    match (head.len(), rest) {
        (8, _) => {
            let clock = rest.trim_start_matches(['T', 't', ' ']);
            let clock_digits = clock.find(|c: char| !c.is_ascii_digit()).unwrap_or(clock.len());
            let (clock, zone) = clock.split_at_checked(clock_digits)?;
            at_clock(packed_date(head)?, &format!("{}{zone}", colons(clock)?))
        }
        (14, _) => {
            let (date, clock) = head.split_at_checked(8)?;
            at_clock(packed_date(date)?, &format!("{}{rest}", colons(clock)?))
        }
        (9..=10, _) if fraction(rest) => epoch(head.parse().ok()?),
        (12..=13, _) if fraction(rest) => epoch(head.parse::<i64>().ok()? / 1000),
        _ => None,
    }
}

fn fraction(rest: &str) -> bool {
    rest.is_empty() || rest.strip_prefix('.').is_some_and(|r| r.bytes().all(|b| b.is_ascii_digit()))
}

fn packed_date(digits: &str) -> Option<String> {
    let year = number(digits.get(..4)?, 4)?;
    ymd(year, number(digits.get(4..6)?, 2)?, number(digits.get(6..8)?, 2)?)
}

fn colons(clock: &str) -> Option<String> {
    match clock.len() {
        0 => Some(String::new()),
        4 => Some(format!("{}:{}", clock.get(..2)?, clock.get(2..)?)),
        6 => Some(format!("{}:{}:{}", clock.get(..2)?, clock.get(2..4)?, clock.get(4..)?)),
        _ => None,
    }
}

fn epoch(seconds: i64) -> Option<String> {
    Some(jiff::Timestamp::from_second(seconds).ok()?.to_string())
}

/// RFC 2822 and English dates in words: a month by name, a day, a year of four digits, at most one
/// clock time and zone; other words make it no date.
fn words(text: &str) -> Option<String> {
    let spaced = text.replace([',', '(', ')'], " ");
    let (mut year, mut named, mut day, mut clock, mut zone) = (None, None, None, None, None);
    let mut afternoon = None;
    for word in spaced.split_whitespace() {
        let lower = word.to_ascii_lowercase();
        let plain = lower.trim_end_matches('.');
        if let Some(n) = month(plain).filter(|_| named.is_none()) {
            named = Some(n);
        } else if let Some(n) = number(plain, 4).filter(|_| year.is_none()) {
            year = Some(n);
        } else if let Some(n) = ordinal(plain).filter(|_| day.is_none()) {
            day = Some(n);
        } else if plain.contains(':') && clock.is_none() {
            let bare = plain.trim_end_matches("am").trim_end_matches("pm");
            afternoon = afternoon.or(half_of_day(plain.get(bare.len()..).unwrap_or_default()));
            clock = Some(bare.to_owned());
        } else if half_of_day(plain).is_some() && afternoon.is_none() {
            afternoon = half_of_day(plain);
        } else if zone.is_none() && (plain == "z" || plain.starts_with(['+', '-'])) {
            zone = Some(word.to_owned());
        } else if matches!(plain, "gmt" | "utc" | "ut") {
            zone = zone.or(Some("Z".to_owned()));
        } else if let Some(offset) = american_zone(plain) {
            zone = zone.or(Some(offset.to_owned()));
        } else if !(WEEKDAYS.iter().any(|name| is_short_for(plain, name))
            || matches!(plain, "at" | "-" | "of"))
        {
            return None;
        }
    }
    let date = ymd(year?, named?, day?)?;
    let Some(clock) = clock else { return Some(date) };
    let clock = match (clock.split_once(':'), afternoon) {
        (Some((hour, rest)), Some(afternoon)) => {
            let hour: i64 = hour.parse().ok().filter(|hour| (1..=12).contains(hour))?;
            format!("{:02}:{rest}", hour % 12 + if afternoon { 12 } else { 0 })
        }
        _ => clock,
    };
    at_clock(date, &format!("{clock}{}", zone.unwrap_or_default()))
}

/// The zones that RFC 2822, 4.3, gives a meaning to.
fn american_zone(word: &str) -> Option<&'static str> {
    Some(match word {
        "edt" => "-04:00",
        "est" | "cdt" => "-05:00",
        "cst" | "mdt" => "-06:00",
        "mst" | "pdt" => "-07:00",
        "pst" => "-08:00",
        _ => return None,
    })
}

const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

fn half_of_day(word: &str) -> Option<bool> {
    match word {
        "am" | "a.m" => Some(false),
        "pm" | "p.m" => Some(true),
        _ => None,
    }
}

fn ordinal(word: &str) -> Option<i64> {
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|tail| word.strip_suffix(tail));
    let bare = bare.unwrap_or(word);
    number(bare, 2).or_else(|| number(bare, 1))
}

fn month(word: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|name| is_short_for(&lower, name))?;
    i64::try_from(at + 1).ok()
}

fn is_short_for(word: &str, name: &str) -> bool {
    (3..=4).contains(&word.len()) && name.starts_with(word) || word == name
}

/// A date with the clock time and zone of `rest`: "T07:40:00.000+0200", " 07:40", "".
fn at_clock(date: String, rest: &str) -> Option<String> {
    let rest = rest.trim_start_matches(['T', 't', ' ']).trim();
    if rest.is_empty() {
        return Some(date);
    }
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ',')))
        .unwrap_or(rest.len());
    let (clock, zone) = rest.split_at_checked(end)?;
    let clock = clock.split(['.', ',']).next()?;
    let mut parts = clock.split(':');
    let hour = parts.next()?;
    let hour = number(hour, 2).or_else(|| number(hour, 1)).filter(|hour| *hour < 24)?;
    let minute = number(parts.next()?, 2).filter(|minute| *minute < 60)?;
    let second = match parts.next() {
        Some(second) => Some(number(second, 2).filter(|second| *second <= 60)?),
        None => None,
    };
    let zone = offset(zone.trim())?;
    if zone.is_empty() && hour == 0 && minute == 0 && second.unwrap_or(0) == 0 {
        return Some(date);
    }
    let second = second.map(|second| format!(":{second:02}")).unwrap_or_default();
    Some(format!("{date}T{hour:02}:{minute:02}{second}{zone}"))
}

/// "+0200" and "+02" as "+02:00", "UTC" as "Z"; empty for none; `None` for what is no zone.
fn offset(zone: &str) -> Option<String> {
    if zone.is_empty() {
        return Some(String::new());
    }
    if matches!(zone.to_ascii_uppercase().as_str(), "Z" | "UTC" | "GMT") {
        return Some("Z".to_owned());
    }
    let sign = zone.chars().next().filter(|c| matches!(c, '+' | '-'))?;
    let digits: String = zone.get(1..)?.chars().filter(|c| *c != ':').collect();
    let (hour, minute) = match digits.len() {
        2 => (number(&digits, 2)?, 0),
        4 => (number(digits.get(..2)?, 2)?, number(digits.get(2..)?, 2)?),
        _ => return None,
    };
    (hour < 15 && minute < 60).then(|| format!("{sign}{hour:02}:{minute:02}"))
}

fn ymd(year: i64, month: i64, day: i64) -> Option<String> {
    let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
    date.ok().filter(|date| date.year() >= 1000).map(|date| date.to_string())
}

/// A number of exactly `digits` digits.
fn number(text: &str, digits: usize) -> Option<i64> {
    let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}
