//! What a figure counts or measures, by the words of its own clause: the nouns after it, what
//! became of those counted (died, hurt, held …), and the other words of the clause.
//!
//! Not a parser: a clause ends at punctuation, and the noun counted is among the first content
//! words after the figure.

mod words;

use wireroom_text::TokenKind;
pub(crate) use words::Fate;
use words::{ANYBODY, CURRENCIES, FATES, SOMEBODY, UNITS, WISHED};

/// Tokens on each side of a figure that are looked at.
const REACH: usize = 9;
/// Tokens among which what became of those counted is looked for.
const FATE_REACH: usize = 6;

/// A word of the clause of a figure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    pub(crate) lower: String,
    pub(crate) stem: String,
    pub(crate) weight: f32,
}

/// What a figure measures.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Measure {
    /// The unit of a measure, or the currency of a sum.
    pub(crate) unit: Option<&'static str>,
    pub(crate) fate: Option<Fate>,
    /// Content words right after it, at most three, to the end of the clause.
    pub(crate) nouns: Vec<Word>,
    /// The other content words around it.
    pub(crate) around: Vec<Word>,
    /// It is told as one that is wanted and not as one that is ("they *want* 20").
    pub(crate) wished: bool,
    /// It counts the rest ("128 *other* politicians").
    pub(crate) rest: bool,
    /// It says how far off something lies ("40 miles *north of* the port"), not how long it is.
    pub(crate) away: bool,
    /// It says how much of a run is looked at ("eight of the *last nine* contests").
    pub(crate) window: bool,
}

/// Reads the words around the figure from token `at` to `end`. `word` makes a content word of a
/// token, or `None`.
pub(crate) fn measure(
    lowers: &[String],
    kinds: &[TokenKind],
    (at, end): (usize, usize),
    word: impl Fn(usize) -> Option<Word>,
) -> Measure {
    let get = |at: usize| lowers.get(at).map_or("", String::as_str);
    let stops = |at: usize| {
        kinds.get(at) == Some(&TokenKind::Punct)
            && matches!(get(at), "," | ";" | ":" | "." | "(" | ")")
    };
    let after: Vec<usize> = (end..lowers.len()).take_while(|&at| !stops(at)).take(REACH).collect();
    let before: Vec<usize> = (0..at).rev().take_while(|&at| !stops(at)).take(REACH).collect();
    let unit = unit(lowers, at, end);
    let mut found = Measure {
        unit,
        fate: fate(lowers, kinds, &after, &before),
        wished: before.iter().chain(&after).any(|&at| WISHED.contains(&get(at))),
        rest: is_rest(get(end)) || at.checked_sub(1).is_some_and(|before| is_rest(get(before))),
        away: unit.is_some() && (is_away(get(end + 1)) || is_away(get(end + 2))),
        window: at.checked_sub(1).is_some_and(|before| is_window(get(before))),
        ..Measure::default()
    };
    let is_unit = |at: usize| found.unit.is_some() && unit_of(get(at)).is_some();
    let mut nouns = Vec::new();
    for &at in &after {
        if let Some(word) = word(at).filter(|_| !is_unit(at)) {
            if nouns.len() < 3 { nouns.push(word) } else { found.around.push(word) }
        }
    }
    let mut before: Vec<Word> = before.into_iter().filter_map(word).collect();
    // "The number of drivers on strike is put at 380".
    if nouns.is_empty() {
        nouns = before.drain(..before.len().min(3)).collect();
    }
    found.nouns = nouns;
    found.around.extend(before);
    found
}

/// Whether a word beside a figure says that others are counted already.
fn is_rest(word: &str) -> bool {
    matches!(
        word,
        "other" | "others" | "another" | "more" | "further" | "additional" | "extra" | "fellow"
    )
}

/// Whether a word behind a length says that it is how far off something lies.
fn is_away(word: &str) -> bool {
    const AWAY: [&str; 13] = [
        "off",
        "away",
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "inland",
        "offshore",
        "outside",
    ];
    AWAY.contains(&word)
}

/// Whether a word before a figure says that it is how much of a run is looked at.
fn is_window(word: &str) -> bool {
    matches!(
        word,
        "last" | "past" | "previous" | "next" | "coming" | "first" | "final" | "remaining"
    )
}

fn unit_of(word: &str) -> Option<&'static str> {
    let of = |table: &'static [(&str, &'static str)]| {
        table.iter().find(|(name, _)| *name == word).map(|(_, unit)| *unit)
    };
    of(&UNITS).or_else(|| of(&CURRENCIES))
}

fn unit(lowers: &[String], at: usize, end: usize) -> Option<&'static str> {
    let get = |at: usize| lowers.get(at).map_or("", String::as_str);
    let currency =
        |word: &str| CURRENCIES.iter().find(|(name, _)| *name == word).map(|(_, of)| *of);
    let sign = at.checked_sub(1).and_then(|before| currency(get(before)));
    let next = if get(end) == "-" { end + 1 } else { end };
    // "Metric tons" are no other kind of ton in the news.
    let square = matches!(get(next), "square" | "cubic" | "nautical" | "metric" | "short" | "long");
    sign.or_else(|| unit_of(get(next))).or_else(|| square.then(|| unit_of(get(next + 1))).flatten())
}

/// The first word on either side that says what became of those counted; what comes after says it
/// first ("12 were killed and *30 hurt*"), up to the next figure.
fn fate(lowers: &[String], kinds: &[TokenKind], after: &[usize], before: &[usize]) -> Option<Fate> {
    let look = |places: &[usize]| {
        let mut places = places.iter().take(FATE_REACH).take_while(|&&at| {
            kinds.get(at) != Some(&TokenKind::Number) && lowers.get(at).is_none_or(|w| w != "and")
        });
        places.find_map(|&at| {
            let lower = lowers.get(at)?;
            FATES.iter().find(|(_, words)| words.contains(&lower.as_str())).map(|(fate, _)| *fate)
        })
    };
    look(after).or_else(|| look(before))
}

impl Measure {
    /// Who is counted, where it is people: `Some(None)` for people as such, `Some(Some(noun))` for a
    /// sort of people.
    pub(crate) fn people(&self) -> Option<Option<&str>> {
        let is = |list: &[&str], word: &Word| list.contains(&word.lower.as_str());
        if let Some(noun) = self.nouns.iter().find(|noun| is(&SOMEBODY, noun)) {
            return Some(Some(&noun.lower));
        }
        let anybody = self.fate.is_some() || self.nouns.first().is_some_and(|n| is(&ANYBODY, n));
        anybody.then_some(None)
    }

    /// How alike the nouns counted are, from 0 to 1.
    pub(crate) fn nouns_alike(&self, other: &Self) -> f32 {
        const RANK: [f32; 3] = [1.0, 0.8, 0.6];
        let mut best = 0.0f32;
        for (x, rank_x) in self.nouns.iter().zip(RANK) {
            for (y, rank_y) in other.nouns.iter().zip(RANK) {
                best = best.max(close(x, y) * rank_x * rank_y);
            }
        }
        best
    }

    /// How much of the words around the one stands around the other, by weight, from 0 to 1: the
    /// lesser of the two shares, and the greater.
    pub(crate) fn around_alike(&self, other: &Self) -> (f32, f32) {
        let all = |of: &Self| of.nouns.iter().chain(&of.around).cloned().collect::<Vec<Word>>();
        let (x, y) = (all(self), all(other));
        let (one, two) = (covered(&x, &y), covered(&y, &x));
        (one.min(two), one.max(two))
    }
}

/// The share of the weight of `a` that has a like word in `b`.
fn covered(a: &[Word], b: &[Word]) -> f32 {
    let total: f32 = a.iter().map(|word| word.weight).sum();
    let found: f32 =
        a.iter().map(|x| x.weight * b.iter().map(|y| close(x, y)).fold(0.0, f32::max)).sum();
    if total == 0.0 { 0.0 } else { found / total }
}

/// How near two words are in meaning, from 0 to 1.
pub(crate) fn close(a: &Word, b: &Word) -> f32 {
    const NEAR: f32 = 0.35;
    const SAME: f32 = 0.8;
    if a.stem == b.stem {
        return 1.0;
    }
    let cosine = wireroom_lexicon::cosine(&a.lower, &b.lower).unwrap_or(0.0);
    ((cosine - NEAR) / (SAME - NEAR)).clamp(0.0, 0.9)
}

#[cfg(test)]
mod tests {
    use crate::content::Content;

    #[test]
    fn what_a_figure_is_of() {
        let of = |text: &str| {
            let measure = Content::of(text).figures.swap_remove(0).measure;
            (measure.rest, measure.window, measure.away)
        };
        assert_eq!(of("30 travelers were on board"), (false, false, false));
        assert_eq!(of("he and 29 fellow travelers"), (true, false, false));
        assert_eq!(of("they have won the last nine races"), (false, true, false));
        assert_eq!(of("they have won nine races"), (false, false, false));
        assert_eq!(of("it fell 730 miles off the cape"), (false, false, true));
        assert_eq!(of("it flew 1,677 miles"), (false, false, false));
        assert_eq!(of("200 travelers outside the court"), (false, false, false));
    }
}
