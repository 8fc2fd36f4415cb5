//! Readers of the classes that take several tokens: days, years, counts and times of day.
//!
//! Each looks at the head of a row of tokens, and gives how many it takes and what they say.

use crate::lexicon::class;
use crate::raw::Clock;
use crate::words::{Digits, Word, clock, twelve};

/// The stop of a short form ("Nov."), one token; not one that ends the sentence.
pub(super) fn stop(words: &[Word<'_>], head: &Word<'_>) -> usize {
    let short = head.text.len() <= 5 && !matches!(head.lex.value, 5 if head.text.len() == 3);
    let abbreviated = matches!(
        head.text.to_ascii_lowercase().as_str(),
        "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
            | "mon"
            | "tue"
            | "tues"
            | "wed"
            | "weds"
            | "thu"
            | "thur"
            | "thurs"
            | "fri"
            | "sat"
            | "sun"
    );
    let dot = words.get(1).is_some_and(|word| word.glued && word.punct() == b'.');
    usize::from(short && abbreviated && dot)
}

pub(super) fn day_of_month(words: &[Word<'_>], ordinal_only: bool) -> Option<(usize, i8)> {
    let head = words.first()?;
    let (taken, n) = match head.digits {
        Digits::Ordinal(n) => (1, n),
        Digits::Whole(n, 1 | 2) if !ordinal_only => (1, n),
        _ if head.is(class::ORDINAL) => (1, head.lex.value),
        _ if head.is(class::CARDINAL) && matches!(head.lex.value, 20 | 30) => {
            let dash = usize::from(words.get(1)?.punct() == b'-');
            let unit = words.get(1 + dash)?;
            let small = unit.is(class::ORDINAL) && unit.lex.value < 10;
            (small.then_some(2 + dash)?, head.lex.value + unit.lex.value)
        }
        _ => return None,
    };
    let day = i8::try_from(n).ok().filter(|day| (1..=31).contains(day))?;
    Some((taken, day))
}

/// A year in four digits, or as it is spoken ("nineteen ninety-four").
pub(super) fn year(words: &[Word<'_>]) -> Option<(usize, i16)> {
    let head = words.first()?;
    if let Digits::Whole(n @ 1000..=2199, 4) = head.digits {
        return Some((1, n));
    }
    let century = head.lex.value;
    if !(head.is(class::CARDINAL) && matches!(century, 18..=20)) {
        return None;
    }
    let (taken, n) = below_hundred(words.get(1..)?)?;
    (10..=99).contains(&n).then_some((1 + taken, century * 100 + n))
}

fn below_hundred(words: &[Word<'_>]) -> Option<(usize, i16)> {
    let head = words.first().filter(|word| word.is(class::CARDINAL))?;
    let tens = head.lex.value;
    if !(20..=90).contains(&tens) {
        return (tens < 20).then_some((1, tens));
    }
    let dash = usize::from(words.get(1).is_some_and(|word| word.punct() == b'-'));
    let unit = words.get(1 + dash).filter(|word| word.is(class::CARDINAL) && word.lex.value < 10);
    Some(unit.map_or((1, tens), |unit| (2 + dash, tens + unit.lex.value)))
}

/// A count: digits or words, with "and a half" or "1/2" behind.
pub(super) fn number(words: &[Word<'_>]) -> Option<(usize, i32, bool)> {
    let head = words.first()?;
    let (mut taken, mut n) = match head.digits {
        Digits::Whole(n, _) => (1, i32::from(n)),
        _ => {
            let (taken, n) = below_hundred(words)
                .or_else(|| head.is(class::CARDINAL).then_some((1, head.lex.value)))?;
            (taken, i32::from(n))
        }
    };
    while let Some(scale) = words
        .get(taken)
        .filter(|word| word.is(class::CARDINAL) && matches!(word.lex.value, 100 | 1000 | 12))
        .filter(|_| n < 1000)
    {
        if scale.lex.value == 12 && !scale.text.eq_ignore_ascii_case("dozen") {
            break;
        }
        n *= i32::from(scale.lex.value);
        taken += 1;
    }
    let text = |at: usize| words.get(taken + at).map_or("", |word| word.text);
    if text(0) == "1" && text(1) == "/" && text(2) == "2" {
        return Some((taken + 3, n, true));
    }
    if text(0) == "½" {
        return Some((taken + 1, n, true));
    }
    if text(0) == "and" && text(1) == "a" && text(2) == "half" {
        return Some((taken + 3, n, true));
    }
    Some((taken, n, false))
}

/// "10:35 a.m.", "5 p.m. EST", "noon", "7.40pm GMT".
pub(super) fn clock_time(words: &[Word<'_>]) -> Option<(usize, Clock)> {
    let head = words.first()?;
    let meridiem = words.get(1).filter(|word| word.is(class::MERIDIEM));
    let (mut taken, clock) = if head.is(class::NOON) {
        (1, clock(head.lex.value, 0)?)
    } else {
        match (head.digits, meridiem) {
            (Digits::Clock(told, true), _) => (1, told),
            (Digits::Clock(told, false), Some(word)) => {
                let hour = twelve(told.hour.into(), word.lex.value == 2)?;
                (2, clock(hour, told.minute.into())?)
            }
            (Digits::Clock(told, false), None) => (1, told),
            (Digits::Whole(n, 1 | 2), Some(word)) => {
                (2, clock(twelve(n, word.lex.value == 2)?, 0)?)
            }
            // "1800 GMT": the zone behind says that it is an hour.
            (Digits::Whole(n @ 0..=2359, 4), None)
                if words.get(1).is_some_and(|word| matches!(word.text, "GMT" | "UTC")) =>
            {
                (1, clock(n / 100, n % 100)?)
            }
            (_, Some(word)) if head.is(class::CARDINAL) => {
                (2, clock(twelve(head.lex.value, word.lex.value == 2)?, 0)?)
            }
            _ => return None,
        }
    };
    // "a.m" and "p.m" without the second stop keep the stop that touches them.
    if words.get(taken - 1).is_some_and(|word| matches!(word.text, "a.m" | "p.m" | "A.M" | "P.M"))
        && words.get(taken).is_some_and(|word| word.glued && word.punct() == b'.')
    {
        taken += 1;
    }
    if words.get(taken).is_some_and(|word| {
        word.is(class::ZONE)
            && word.text.len() > 1
            && word.text.bytes().all(|b| b.is_ascii_uppercase())
    }) {
        taken += 1;
    }
    Some((taken, clock))
}
