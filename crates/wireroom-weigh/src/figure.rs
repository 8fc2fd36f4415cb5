//! Figures: what they are worth, what they measure, and when two are of one thing.

use wireroom_text::TokenKind;

/// A figure and what it counts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    pub(crate) value: f64,
    /// Said to be near the value.
    pub(crate) rough: bool,
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

/// How far, as a share, a figure that is said to be near may be off.
const ROUGHLY: f64 = 0.1;
/// Likeness of the words counted.
const NEAR: f32 = 0.5;

/// A figure as it stands among tokens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    pub(crate) value: f64,
    /// The token after its last one.
    pub(crate) end: usize,
    /// Said to be near the value and not the value ("about", "under").
    pub(crate) rough: bool,
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
    let before = lowers.get(at.saturating_sub(3)..at).unwrap_or(&[]);
    let rough = before.iter().any(|word| ROUGH.contains(&word.as_str()));
    Some(Number { value, end, rough })
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
    if at > 0 && matches!(word(at - 1), "$" | "€" | "£" | "¥" | "₽" | "₹" | "₺" | "₴") {
        return FigureKind::Money;
    }
    match word(end) {
        "%" | "percent" | "pc" | "percentage" => FigureKind::Share,
        "per" if word(end + 1) == "cent" => FigureKind::Share,
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
            let unit = |of: &Self| of.of.first().map(|(stem, _)| stem.clone());
            return unit(self) == unit(other);
        }
        let shared = self.of.iter().any(|(a, _)| other.of.iter().any(|(b, _)| a == b));
        let near = || {
            let near = wireroom_lexicon::cosine(self.counted(), other.counted());
            near.is_some_and(|near| near >= NEAR)
        };
        shared || near()
    }

    /// Whether the two say the same of something: they agree, and last in one unit if they last.
    pub(crate) fn equals(&self, other: &Self) -> bool {
        let unit = |of: &Self| of.of.first().map(|(stem, _)| stem.clone());
        let lasting = self.kind == FigureKind::Duration;
        self.kind == other.kind && self.agrees(other) && (!lasting || unit(self) == unit(other))
    }

    /// Whether the two are the same, or one is near the other and says so.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        let apart = (self.value - other.value).abs();
        let most = self.value.abs().max(other.value.abs());
        apart <= f64::EPSILON * most || (self.rough || other.rough) && apart <= ROUGHLY * most
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Content;

    fn figures(text: &str) -> Vec<(f64, bool, FigureKind)> {
        Content::of(text).figures.iter().map(|f| (f.value, f.rough, f.kind)).collect()
    }

    #[test]
    fn figures_are_read_in_digits_and_in_words() {
        use FigureKind::{Count, Duration, Money, Share};
        for (text, value, rough, kind) in [
            ("1,200 ewes", 1200.0, false, Count),
            ("One hundred and fourteen families", 114.0, false, Count),
            ("fifty-two percent", 52.0, false, Share),
            ("about 40 pupils", 40.0, true, Count),
            ("£2.3m in deposits", 2.3e6, false, Money),
            ("four billion cubic meters", 4e9, false, Count),
            ("half a million euros", 5e5, false, Money),
            ("nine hours of talks", 9.0, false, Duration),
        ] {
            assert_eq!(figures(text), [(value, rough, kind)], "{text}");
        }
        for text in ["In 1994 it rained", "at 19:18", "one of them said so", "dozens came"] {
            assert_eq!(figures(text), [], "{text}");
        }
    }

    #[test]
    fn near_figures_agree_where_one_says_so() {
        let agree = |a: &str, b: &str| {
            let (a, b) = (Content::of(a), Content::of(b));
            a.figures[0].agrees(&b.figures[0])
        };
        assert!(agree("38.6 percent", "under 39 percent"));
        assert!(!agree("38.6 percent", "39 percent"));
        assert!(!agree("700 villagers", "about 1,200 villagers"));
    }

    #[test]
    fn figures_of_two_kinds_are_not_of_one_thing() {
        let alike = |a: &str, b: &str| {
            let (a, b) = (Content::of(a), Content::of(b));
            a.figures[0].is_like(&b.figures[0])
        };
        assert!(alike("nine ships at anchor", "11 ships at anchor"));
        assert!(!alike("two days of rain", "six weeks of rain"));
        assert!(!alike("ten days of strike", "a loss of $12 a day"));
        let whole = Content::of("The bikes were popular; it takes 62,000 of them back");
        let other = Content::of("It recalls 84,000 of its bikes");
        assert!(whole.figures[0].is_like(&other.figures[0]));
    }
}
