//! Reading figures: digits and words among tokens, what they are worth, and how exactly they are
//! meant.

use super::FigureKind;
use wireroom_text::TokenKind;

/// A figure as it stands among tokens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    pub(crate) value: f64,
    /// The token after its last one.
    pub(crate) end: usize,
    /// Said to be near the value and not the value ("about", "under").
    pub(crate) rough: bool,
    /// How exactly it is meant.
    pub(crate) bound: Bound,
}

/// How exactly a figure is meant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Bound {
    /// The value, as exactly as it is written.
    Exact,
    /// Near it: "about", "some", "nearly".
    About,
    /// It or more: "at least", "more than".
    AtLeast,
    /// It or less: "up to", "under".
    AtMost,
    /// From it up to this: "five to seven".
    To(f64),
}

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Reads the figure that begins at a token, as far as it goes: "1,200", "2.3m", "four billion",
/// "one hundred and fourteen", "fifty-two", "half a million". `None` for years, hours and "one",
/// which is more often a pronoun than a count.
pub(crate) fn number(lowers: &[String], kinds: &[TokenKind], at: usize) -> Option<Number> {
    let word = |at: usize| lowers.get(at).map_or("", String::as_str);
    let (mut value, mut end) = match kinds.get(at)? {
        TokenKind::Number => (digits(word(at))?, at + 1),
        TokenKind::Word if word(at) == "half" && word(at + 1) == "a" => {
            scale(word(at + 2)).filter(|&scale| scale > 100.0)?;
            (0.5, at + 2)
        }
        TokenKind::Word => spelled(lowers, at)?,
        TokenKind::Clitic | TokenKind::Punct => return None,
    };
    while let Some(times) = scale(word(end)) {
        value *= times;
        end += 1;
        let rest = if word(end) == "and" { end + 1 } else { end };
        if let Some((less, after)) = spelled(lowers, rest).filter(|&(less, _)| less < times) {
            value += less;
            end = after;
        }
    }
    // "one" by itself, and a year.
    let year = end == at + 1 && word(at).len() == 4 && (1900.0..2100.0).contains(&value);
    if year || (end == at + 1 && word(at) == "one") {
        return None;
    }
    // "About $40": a sign before a sum is part of it.
    let signed = at > 0 && is_sign(word(at - 1));
    let first = if signed { at - 1 } else { at };
    let before = lowers.get(first.saturating_sub(3)..first).unwrap_or(&[]);
    let rough = before.iter().any(|word| ROUGH.contains(&word.as_str()));
    let mut bound = bound(before, lowers.get(end..).unwrap_or(&[]));
    // "five to seven", "between 5 and 7".
    let to = match word(end) {
        "to" | "-" | "–" => true,
        "and" => before.last().is_some_and(|word| word == "between"),
        _ => false,
    };
    let changed = before.last().is_some_and(|word| word == "from");
    if to
        && !changed
        && let Some((upper, after)) = plain(lowers, kinds, end + 1).filter(|&(u, _)| u > value)
    {
        // "five to seven million": the scale is that of both.
        let times = scale(word(after));
        value *= times.filter(|_| end == at + 1).unwrap_or(1.0);
        end = after + usize::from(times.is_some());
        bound = Bound::To(upper * times.unwrap_or(1.0));
    }
    Some(Number { value, end, rough, bound })
}

/// Digits or words, without scale.
fn plain(lowers: &[String], kinds: &[TokenKind], at: usize) -> Option<(f64, usize)> {
    match kinds.get(at)? {
        TokenKind::Number => Some((digits(lowers.get(at)?)?, at + 1)),
        TokenKind::Word => spelled(lowers, at),
        TokenKind::Clitic | TokenKind::Punct => None,
    }
}

/// How exactly a figure is meant, by up to three words before and two after it.
fn bound(before: &[String], after: &[String]) -> Bound {
    let word = |back: usize| {
        before.len().checked_sub(back).and_then(|at| before.get(at)).map_or("", String::as_str)
    };
    let next = |at: usize| after.get(at).map_or("", String::as_str);
    match (word(2), word(1)) {
        ("at", "least")
        | ("more" | "greater" | "fewer" | "less", "than")
        | ("up", "to")
        | ("at", "most")
        | ("close", "to")
        | ("as", "many" | "much")
        | (_, "exceeding") => {}
        (_, "over" | "above") => return Bound::AtLeast,
        (_, "under" | "below") => return Bound::AtMost,
        (
            _,
            "about" | "some" | "around" | "roughly" | "nearly" | "almost" | "approximately"
            | "estimated",
        ) => return Bound::About,
        _ if next(0) == "or" && matches!(next(1), "more" | "so") => return Bound::AtLeast,
        // "many as 300": the word before the figure is "as".
        ("many" | "much", "as") => return Bound::AtMost,
        _ => return Bound::Exact,
    }
    match (word(3), word(2), word(1)) {
        ("no", "more" | "greater", "than") => Bound::AtMost,
        ("no", "fewer" | "less", "than") => Bound::AtLeast,
        (_, "at", "least") | (_, "more" | "greater", "than") | (_, _, "exceeding") => {
            Bound::AtLeast
        }
        (_, "close", "to") => Bound::About,
        _ => Bound::AtMost,
    }
}

/// Words that say that a figure is near, above or below the value.
const ROUGH: [&str; 15] = [
    "about",
    "some",
    "around",
    "roughly",
    "nearly",
    "almost",
    "approximately",
    "under",
    "over",
    "close",
    "up",
    "least",
    "than",
    "below",
    "above",
];

/// What a word multiplies the figure before it by.
fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        "trillion" => 1e12,
        "dozen" => 12.0,
        _ => return None,
    })
}

/// Digits with what may hang on them: "1,200", "5.9", "2.3m", "14bn".
fn digits(lower: &str) -> Option<f64> {
    if lower.contains(':') {
        return None;
    }
    let letters = lower.find(|c: char| c.is_alphabetic()).unwrap_or(lower.len());
    let (figures, unit) = lower.split_at_checked(letters)?;
    let times = match unit {
        "" => 1.0,
        "k" => 1e3,
        "m" | "mn" => 1e6,
        "bn" | "b" => 1e9,
        _ => return None,
    };
    Some(figures.replace(',', "").parse::<f64>().ok()? * times)
}

/// A figure below a hundred in words, or a scale with none before it, and where it ends.
fn spelled(lowers: &[String], at: usize) -> Option<(f64, usize)> {
    let word = |at: usize| lowers.get(at).map_or("", String::as_str);
    let one = |word: &str| ONES.iter().position(|&one| one == word);
    let ten = |word: &str| TENS.iter().position(|&ten| ten == word);
    if let Some(value) = one(word(at)) {
        return Some((value as f64, at + 1));
    }
    let (tens, inner) = word(at).split_once('-').map_or((word(at), None), |(t, o)| (t, Some(o)));
    if let Some(tens) = ten(tens) {
        let tens = (tens * 10 + 20) as f64;
        let small = |word: &str| one(word).filter(|one| (1..10).contains(one));
        let (after, end) = match inner {
            Some(inner) => (small(inner), at + 1),
            None if word(at + 1) == "-" => (small(word(at + 2)), at + 3),
            None => (small(word(at + 1)), at + 2),
        };
        return Some(after.map_or((tens, at + 1), |ones| (tens + ones as f64, end)));
    }
    // "a hundred", "dozens" is no figure.
    scale(word(at)).filter(|&scale| scale <= 100.0).map(|scale| (scale, at + 1))
}

/// Whether a token is the sign of a currency.
fn is_sign(token: &str) -> bool {
    matches!(token, "$" | "€" | "£" | "¥" | "₽" | "₹" | "₺" | "₴")
}

/// What the figure from token `at` to `end` measures, by the words beside it.
pub(crate) fn kind_of(lowers: &[String], at: usize, end: usize) -> FigureKind {
    const MONEY: [&str; 26] = [
        "dollar", "dollars", "euro", "euros", "pound", "pounds", "sterling", "yen", "yuan",
        "rouble", "roubles", "ruble", "rubles", "rupee", "rupees", "lira", "peso", "pesos",
        "franc", "francs", "krona", "kronor", "won", "real", "hryvnia", "cents",
    ];
    const TIME: [&str; 16] = [
        "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks",
        "month", "months", "year", "years", "decade", "decades",
    ];
    let word = |at: usize| lowers.get(at).map_or("", String::as_str);
    if at > 0 && is_sign(word(at - 1)) {
        return FigureKind::Money;
    }
    // "a six-year term".
    let end = if word(end) == "-" && TIME.contains(&word(end + 1)) { end + 1 } else { end };
    match word(end) {
        "%" | "percent" | "pc" | "percentage" => FigureKind::Share,
        "per" if word(end + 1) == "cent" => FigureKind::Share,
        next if TIME.contains(&next) => FigureKind::Duration,
        next if MONEY.contains(&next) => FigureKind::Money,
        _ => FigureKind::Count,
    }
}
