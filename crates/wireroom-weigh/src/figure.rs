//! Figures: what they are worth, what they measure, and when two are of one thing.

use wireroom_text::TokenKind;

/// A figure and what it counts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    pub(crate) value: f64,
    pub(crate) kind: FigureKind,
    /// The first content words after it, stem and form, at most three: what is counted is among
    /// them ("84,000 of its *Falcon bikes*"); of "62,000 of them" the plurals before it.
    pub(crate) of: Vec<(String, String)>,
}

/// What a figure measures. Figures of two kinds are never of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FigureKind {
    /// Things, people, lengths, weights: whatever the words after it name.
    Count,
    /// Sums of money.
    Money,
    /// Percentages.
    Share,
    /// Hours, days, years.
    Duration,
}

/// Likeness of the words counted.
const NEAR: f32 = 0.5;

/// The value of "1,200", "5.9", "two"; `None` for years and anything else.
pub(crate) fn value(lower: &str, kind: TokenKind) -> Option<f64> {
    const SPELLED: [&str; 21] = [
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
        "twenty",
    ];
    const TENS: [&str; 10] =
        ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if kind == TokenKind::Word {
        // "one" is more often a pronoun than a count.
        if let Some(at) = SPELLED.iter().position(|&word| word == lower && word != "one") {
            return Some(at as f64);
        }
        let ten = |word: &str| TENS.iter().position(|&ten| ten == word).map(|at| at as f64 * 10.0);
        return match lower.split_once('-') {
            None => match lower {
                "dozen" => Some(12.0),
                "hundred" => Some(100.0),
                _ => ten(lower),
            },
            Some((tens, ones)) => {
                let ones = SPELLED.iter().position(|&word| word == ones).filter(|&at| at < 10)?;
                Some(ten(tens)? + ones as f64)
            }
        };
    }
    if kind != TokenKind::Number || lower.contains(':') {
        return None;
    }
    let value: f64 = lower.replace(',', "").parse().ok()?;
    let year = lower.len() == 4 && (1900.0..2100.0).contains(&value);
    (!year).then_some(value)
}

/// What the word after a figure multiplies it by.
pub(crate) fn magnitude(lowers: &[String], at: usize) -> f64 {
    match lowers.get(at + 1).map_or("", String::as_str) {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        "trillion" => 1e12,
        _ => 1.0,
    }
}

/// What the figure at `at` measures, by the words beside it.
pub(crate) fn kind_of(lowers: &[String], at: usize) -> FigureKind {
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
    if at > 0 && matches!(word(at - 1), "$" | "€" | "£" | "¥" | "₽" | "₹" | "₺" | "₴") {
        return FigureKind::Money;
    }
    let next = if magnitude(lowers, at) > 1.0 { at + 2 } else { at + 1 };
    match word(next) {
        "%" | "percent" | "pc" | "percentage" => FigureKind::Share,
        "per" if word(next + 1) == "cent" => FigureKind::Share,
        next if TIME.contains(&next) => FigureKind::Duration,
        next if MONEY.contains(&next) => FigureKind::Money,
        _ => FigureKind::Count,
    }
}

impl Figure {
    /// The first word of what is counted.
    pub(crate) fn counted(&self) -> &str {
        self.of.first().map_or("", |(_, lower)| lower)
    }

    /// Whether two figures are of like things: one kind, and a word in common among those after
    /// them, or first words near in meaning; durations in one unit; and not ones against thousands.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        if self.kind != other.kind || self.value <= 0.0 || other.value <= 0.0 {
            return false;
        }
        let scale = (self.value / other.value).max(other.value / self.value);
        if scale > 10.0 {
            return false;
        }
        if self.kind == FigureKind::Duration {
            return self.of.first().map(|(stem, _)| stem) == other.of.first().map(|(stem, _)| stem);
        }
        let shared = self.of.iter().any(|(a, _)| other.of.iter().any(|(b, _)| a == b));
        let near = || {
            let near = wireroom_lexicon::cosine(self.counted(), other.counted());
            near.is_some_and(|near| near >= NEAR)
        };
        shared || near()
    }

    /// How much having this figure in common says, from 0 to 1: "two" is chance, "2,300" is not.
    pub(crate) fn rarity(&self) -> f32 {
        let digits = format!("{}", self.value);
        let significant = digits.trim_end_matches('0').chars().filter(char::is_ascii_digit).count();
        match (significant, self.value) {
            (_, value) if value <= 2.0 => 0.35,
            (1, value) if value < 10.0 => 0.6,
            (1, _) => 0.75,
            (2, _) => 0.9,
            _ => 1.0,
        }
    }
}
