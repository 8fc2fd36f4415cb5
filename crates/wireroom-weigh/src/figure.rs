//! Figures: what they are worth, what they measure, and when two are of one thing.

mod measure;
mod number;

pub(crate) use measure::{Fate, Measure, Word, measure};
pub(crate) use number::{Bound, kind_of, number};

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
    /// How exactly it is meant.
    pub(crate) bound: Bound,
    /// What it measures, by the words of its clause.
    pub(crate) measure: Measure,
    /// As written, with the noun counted: "Some 6,000 families".
    pub(crate) wording: String,
    /// It names or ranks and counts nothing ("page 14", "aged 52", "3-1").
    pub(crate) label: bool,
    /// It is a part of another figure or says it again.
    pub(crate) aside: bool,
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
/// The same, where it is asked whether two contradict each other.
const ABOUT: f64 = 0.15;
/// Likeness of the words counted.
const NEAR: f32 = 0.5;

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

    /// The values that it may be meant to give, from the least to the greatest.
    fn range(&self) -> (f64, f64) {
        let value = self.value;
        match self.bound {
            Bound::About => (value * (1.0 - ABOUT), value * (1.0 + ABOUT)),
            Bound::AtLeast => (value, f64::INFINITY),
            Bound::AtMost => (0.0, value),
            Bound::To(upper) => (value, upper),
            Bound::Exact => {
                let rounded = self.rounding();
                (value - rounded, value + rounded)
            }
        }
    }

    /// The values that a whole number may stand for beside one that is written with a fraction ("$10
    /// a month" beside "$9.99"): those that round to it, and of money also those cut off to it.
    fn range_as_whole(&self) -> (f64, f64) {
        let most = self.value / 10.0;
        let up = if self.kind == FigureKind::Money { 0.99 } else { 0.5 };
        let (low, high) = self.range();
        (low.min(self.value - most.min(0.5)), high.max(self.value + most.min(up)))
    }

    /// How far the true value may lie from one that is written as if it were exact: half of its last
    /// written place where it may be rounded, a tenth at most.
    fn rounding(&self) -> f64 {
        let value = self.value.abs();
        let share = matches!(self.kind, FigureKind::Share);
        let mut place = 1.0f64;
        if value.fract() > 0.0 {
            while place > 1e-6 && (value / place).fract().min(1.0 - (value / place).fract()) > 1e-6
            {
                place /= 10.0;
            }
        } else if value >= 100.0 {
            while place < value && (value / (place * 10.0)).fract() == 0.0 {
                place *= 10.0;
            }
        } else if !share {
            return 0.0;
        }
        // A whole number of hundreds or less with all of its digits written is a count.
        if place == 1.0 && !share { 0.0 } else { (place / 2.0).min(value / 10.0) }
    }

    /// Whether the two may be meant to give one value.
    pub(crate) fn may_agree(&self, other: &Self) -> bool {
        // Beside one that says how near it is, the other is taken at its word.
        let plain = |of: &Self| of.bound == Bound::Exact;
        let range = |of: &Self, beside: &Self| match (plain(of), plain(beside)) {
            (true, false) => (of.value, of.value),
            (true, true) if of.value.fract() == 0.0 && beside.value.fract() > 0.0 => {
                of.range_as_whole()
            }
            _ => of.range(),
        };
        let ((low, high), (least, most)) = (range(self, other), range(other, self));
        low <= most && least <= high
    }

    /// How likely the two count one kind of thing, from 0 to 1: of one kind, in one unit, of people to
    /// whom the same befell, and by nouns that are near in meaning.
    pub(crate) fn alike(&self, other: &Self) -> f32 {
        let (a, b) = (&self.measure, &other.measure);
        if self.kind != other.kind || a.unit != b.unit && a.unit.is_some() && b.unit.is_some() {
            return 0.0;
        }
        if self.kind == FigureKind::Duration {
            let unit = |of: &Self| of.of.first().map(|(stem, _)| stem.clone());
            return if unit(self) == unit(other) { a.around_alike(b).0 } else { 0.0 };
        }
        let scale = (self.value / other.value).max(other.value / self.value);
        if scale > 10.0 || a.fate != b.fate {
            return 0.0;
        }
        if a.fate.is_some() {
            // A sort of people is a part of the people.
            return match (a.people(), b.people()) {
                (Some(x), Some(y)) if x == y => 1.0,
                (Some(_), Some(_)) => 0.0,
                _ => a.nouns_alike(b),
            };
        }
        if self.kind == FigureKind::Count && a.unit.is_none() {
            return a.nouns_alike(b).max(0.0);
        }
        a.around_alike(b).0
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
    fn a_whole_number_may_be_one_with_a_fraction_rounded() {
        let may = |a: &str, b: &str| {
            let (a, b) = (Content::of(a), Content::of(b));
            let may = a.figures[0].may_agree(&b.figures[0]);
            assert_eq!(may, b.figures[0].may_agree(&a.figures[0]));
            may
        };
        assert!(may("$10 a month", "$9.99 a month"));
        assert!(may("$129 for the set", "$129.99 for the set"));
        assert!(may("18 tonnes of rye", "18.3 tonnes of rye"));
        assert!(!may("$150 for the set", "$164.99 for the set"));
        assert!(!may("18 tonnes of rye", "19.3 tonnes of rye"));
        assert!(!may("2 tonnes of rye", "2.4 tonnes of rye"));
        assert!(!may("18 tonnes of rye", "19 tonnes of rye"));
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
