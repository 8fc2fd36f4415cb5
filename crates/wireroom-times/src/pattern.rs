//! A small matcher for token patterns, without backtracking beyond the pattern's own length.
//!
//! A pattern is a row of elements. Lower case: one of the words named (`last|past`). Punctuation:
//! that character. Upper case: a class of words, some of them longer than one token (`NUM`,
//! `CLOCK`). `?` makes an element optional; the longer reading is tried first. Every element
//! takes a bounded number of tokens, so a match is found in time bounded by the pattern.

mod read;
mod starts;

use crate::lexicon::{class, id_of};
use crate::raw::Clock;
use crate::words::{Digits, Word};
pub(crate) use starts::Starts;

use read::{clock_time, day_of_month, number, stop, year};

/// What a match took hold of.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Caps {
    pub(crate) year: Option<i16>,
    pub(crate) month: Option<i8>,
    pub(crate) day: Option<i8>,
    pub(crate) weekday: Option<i8>,
    /// The count of a `NUM`; a second one goes to `m`.
    pub(crate) n: Option<i32>,
    pub(crate) m: Option<i32>,
    /// "two and a half".
    pub(crate) half: bool,
    pub(crate) ordinal: Option<i16>,
    pub(crate) unit: i16,
    pub(crate) part: i16,
    pub(crate) season: i16,
    pub(crate) shift: i16,
    pub(crate) rel: i16,
    pub(crate) holiday: i16,
    pub(crate) clock: Option<Clock>,
    /// The last literal or reference word matched.
    pub(crate) word: u16,
}

/// One element of a pattern.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    kind: Kind,
    optional: bool,
}

#[derive(Debug, Clone)]
enum Kind {
    Words(Vec<u16>),
    Punct(u8),
    Class(Class),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Class {
    Month,
    Weekday,
    Weekdays,
    Unit,
    Units,
    OneUnit,
    Num,
    Few,
    Filler,
    Ordinal,
    Day,
    DayOrdinal,
    Year,
    ShortYear,
    Two,
    Decade,
    Part,
    Season,
    Shift,
    Rel,
    Clock,
    Zone,
    Frequency,
    Holiday,
    Possessive,
}

/// The pattern as written in the grammar.
///
/// # Panics
/// On a class that does not exist: a mistake in the grammar, found by any test.
pub(crate) fn compile(pattern: &str) -> Vec<Element> {
    pattern
        .split_whitespace()
        .map(|item| {
            let (item, optional) =
                item.strip_suffix('?').map_or((item, false), |item| (item, true));
            let first = item.bytes().next().unwrap_or(b' ');
            let kind = if first.is_ascii_uppercase() {
                Kind::Class(class_of(item))
            } else if item == "'s" {
                Kind::Class(Class::Possessive)
            } else if first.is_ascii_lowercase() {
                Kind::Words(item.split('|').map(id_of).collect())
            } else {
                Kind::Punct(first)
            };
            Element { kind, optional }
        })
        .collect()
}

/// The words that a pattern names literally.
pub(crate) fn literals_of(pattern: &'static str) -> impl Iterator<Item = &'static str> {
    pattern
        .split_whitespace()
        .map(|item| item.trim_end_matches('?'))
        .filter(|item| item.starts_with(|c: char| c.is_ascii_lowercase()))
        .flat_map(|item| item.split('|'))
}

/// Matches at the head of `words`: how many tokens, and what was caught.
pub(crate) fn run(pattern: &[Element], words: &[Word<'_>], caps: Caps) -> Option<(usize, Caps)> {
    let Some((element, rest)) = pattern.split_first() else { return Some((0, caps)) };
    let mut next = caps;
    if let Some(taken) = step(&element.kind, words, &mut next)
        && let Some(after) = words.get(taken..)
        && let Some((more, done)) = run(rest, after, next)
    {
        return Some((taken + more, done));
    }
    if element.optional { run(rest, words, caps) } else { None }
}

fn class_of(name: &str) -> Class {
    match name {
        "MONTH" => Class::Month,
        "WEEKDAY" => Class::Weekday,
        "WEEKDAYS" => Class::Weekdays,
        "UNIT" => Class::Unit,
        "UNITS" => Class::Units,
        "UNIT1" => Class::OneUnit,
        "NUM" => Class::Num,
        "FEW" => Class::Few,
        "FILLER" => Class::Filler,
        "ORD" => Class::Ordinal,
        "DAY" => Class::Day,
        "DAYTH" => Class::DayOrdinal,
        "YEAR" => Class::Year,
        "YY" => Class::ShortYear,
        "TWO" => Class::Two,
        "DECADE" => Class::Decade,
        "PART" => Class::Part,
        "SEASON" => Class::Season,
        "SHIFT" => Class::Shift,
        "REL" => Class::Rel,
        "CLOCK" => Class::Clock,
        "ZONE" => Class::Zone,
        "FREQUENCY" => Class::Frequency,
        "HOLIDAY" => Class::Holiday,
        other => unreachable!("no class {other} in the grammar"),
    }
}

fn step(kind: &Kind, words: &[Word<'_>], caps: &mut Caps) -> Option<usize> {
    let head = words.first()?;
    match kind {
        Kind::Words(ids) => {
            if head.lex.id == 0 || !ids.contains(&head.lex.id) {
                return None;
            }
            caps.word = head.lex.id;
            Some(1)
        }
        Kind::Punct(byte) => (head.punct() == *byte).then_some(1),
        Kind::Class(class) => take(*class, head, words, caps),
    }
}

fn take(class: Class, head: &Word<'_>, words: &[Word<'_>], caps: &mut Caps) -> Option<usize> {
    let value = head.lex.value;
    let small = i8::try_from(value).ok();
    match class {
        Class::Month => {
            let named = head.is(class::MONTH) && head.capital();
            caps.month = small.filter(|_| named);
            caps.month.map(|_| 1 + stop(words, head))
        }
        Class::Weekday => {
            let named = head.is(class::WEEKDAY) && !head.is(class::PLURAL) && head.capital();
            caps.weekday = small.filter(|_| named);
            caps.weekday.map(|_| 1 + stop(words, head))
        }
        Class::Weekdays => {
            caps.weekday = small.filter(|_| head.is(class::WEEKDAY) && head.is(class::PLURAL));
            caps.weekday.map(|_| 1)
        }
        Class::Unit | Class::Units | Class::OneUnit => {
            let plural = head.is(class::PLURAL);
            let fits = match class {
                Class::Units => plural,
                Class::OneUnit => !plural,
                _ => true,
            };
            caps.unit = value;
            (fits && head.is(class::UNIT)).then_some(1)
        }
        Class::Num => number(words).map(|(taken, n, half)| {
            if caps.n.is_some() {
                caps.m = Some(n)
            } else {
                caps.n = Some(n)
            }
            caps.half |= half;
            taken
        }),
        Class::Few => head.is(class::FEW).then_some(1),
        Class::Filler => head.is(class::FILLER).then_some(1),
        Class::Ordinal => match head.digits {
            Digits::Ordinal(n) => Some((1, n)),
            _ => head.is(class::ORDINAL).then_some((1, value)),
        }
        .map(|(taken, n)| {
            caps.ordinal = Some(n);
            taken
        }),
        Class::Day | Class::DayOrdinal => {
            let (taken, day) = day_of_month(words, class == Class::DayOrdinal)?;
            caps.day = Some(day);
            Some(taken)
        }
        Class::Year => year(words).map(|(taken, year)| {
            caps.year = Some(year);
            taken
        }),
        Class::ShortYear => match (head.punct(), words.get(1)?.digits) {
            (b'\'', Digits::Whole(n @ 0..=99, 2)) => {
                caps.year = Some(if n < 40 { 2000 + n } else { 1900 + n });
                Some(2)
            }
            _ => None,
        },
        Class::Two => match head.digits {
            Digits::Whole(n, 1 | 2) => {
                if caps.n.is_some() {
                    caps.m = Some(n.into())
                } else {
                    caps.n = Some(n.into())
                }
                Some(1)
            }
            _ => None,
        },
        Class::Decade => match (head.digits, head.punct(), words.get(1).map(|word| word.digits)) {
            (Digits::Decade(n), ..) if n >= 1000 && n % 10 == 0 => Some((1, n)),
            (Digits::Decade(n), ..) if (20..100).contains(&n) && n % 10 == 0 => Some((1, 1900 + n)),
            (_, b'\'', Some(Digits::Decade(n))) if n < 100 && n % 10 == 0 => Some((2, 1900 + n)),
            _ => None,
        }
        .map(|(taken, n)| {
            caps.year = Some(n / 10);
            taken
        }),
        Class::Part => {
            caps.part = value;
            head.is(class::PART).then_some(1)
        }
        Class::Season => {
            caps.season = value;
            head.is(class::SEASON).then_some(1)
        }
        Class::Shift => {
            caps.shift = value;
            caps.word = head.lex.id;
            head.is(class::SHIFT).then_some(1)
        }
        Class::Rel => {
            caps.rel = value;
            caps.word = head.lex.id;
            head.is(class::REL).then_some(1)
        }
        Class::Clock => clock_time(words).map(|(taken, clock)| {
            caps.clock = Some(clock);
            taken
        }),
        Class::Zone => (head.is(class::ZONE) && head.capital()).then_some(1),
        Class::Frequency => {
            caps.unit = value;
            head.is(class::FREQUENCY).then_some(1)
        }
        Class::Holiday => {
            caps.holiday = value;
            (head.is(class::HOLIDAY) && head.capital()).then_some(1)
        }
        Class::Possessive => matches!(head.text, "'s" | "’s").then_some(1),
    }
}
