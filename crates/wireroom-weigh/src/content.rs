//! What a passage asserts, made ready to compare: its content words, which of
//! them are negated, and its figures.

use crate::alike::is_closed;
use crate::denial::denied_clause;
use crate::figure::{Figure, Word, kind_of, measure, number};
use rust_stemmers::{Algorithm, Stemmer};
use wireroom_text::{Token, TokenKind, tokens};

/// One content word of a unit.
#[derive(Debug, Clone)]
pub(crate) struct Term {
    pub(crate) stem: String,
    pub(crate) lower: String,
    /// How rare the word is in news at large.
    pub(crate) weight: f32,
    /// A negation before it reaches it.
    pub(crate) negated: bool,
}

/// What a passage asserts, made ready to compare.
#[derive(Debug, Clone, Default)]
pub(crate) struct Content {
    pub(crate) terms: Vec<Term>,
    pub(crate) figures: Vec<Figure>,
    /// The stems of words of an open class that are no part of a name, and what numbers are worth, in
    /// text order.
    pub(crate) plain: Vec<String>,
}

/// Words after a figure among which stands what it counts.
const COUNTED: usize = 3;
/// Content words that a negation reaches.
const NEGATED: usize = 4;
/// The same where what is negated is the subject ("*nothing* … would point to fraud"): its clause.
const NEGATED_BY_SUBJECT: usize = 9;
/// Words between "too" and "to" ("too far away to be observed").
const TOO: usize = 5;
/// Numbers up to this are in every passage ("the two sides", "one of them").
const FEW: f64 = 2.0;
/// Words before "of them" among which stands what they are.
const BEFORE: usize = 6;

impl Content {
    /// The content words, figures and negation of a passage.
    pub(crate) fn of(text: &str) -> Self {
        let Some(clause) = denied_clause(text) else { return Self::read(text) };
        let mut content = Self::read(clause);
        content.deny();
        content
    }

    fn read(text: &str) -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let words = tokens(text);
        let lowers: Vec<String> = words.iter().map(|t| t.span.text(text).to_lowercase()).collect();
        let kinds: Vec<TokenKind> = words.iter().map(|token| token.kind).collect();
        let mut content = Self::default();
        // Whether the words of the last figure are still to come.
        let mut open = false;
        // Content words to which the last negation still reaches.
        let mut reach = 0;
        let mut of_noun = false;
        let mut at = 0;
        while let Some(lower) = lowers.get(at) {
            if let Some(found) = number(&lowers, &kinds, at) {
                if found.value > FEW {
                    content.plain.push(found.value.to_string());
                }
                let kind = kind_of(&lowers, at, found.end);
                let anaphor = of_them(&lowers, found.end);
                let of = if anaphor { content.plurals(&lowers, at) } else { Vec::new() };
                open = of.is_empty();
                let context = measure(&lowers, &kinds, (at, found.end), |at| {
                    let lower = lowers.get(at)?;
                    let weight = wireroom_lexicon::idf(lower);
                    let content = kinds.get(at) == Some(&TokenKind::Word)
                        && weight >= 1.0
                        && lower.chars().count() > 1
                        && number(&lowers, &kinds, at).is_none();
                    content.then(|| Word {
                        lower: lower.clone(),
                        stem: stemmer.stem(lower).into_owned(),
                        weight,
                    })
                });
                content.figures.push(Figure {
                    value: found.value,
                    rough: found.rough,
                    kind,
                    of,
                    bound: found.bound,
                    measure: context,
                    wording: wording(text, &words, at, found.end),
                    label: is_label(text, &words, &lowers, (at, found.end)),
                    aside: is_aside(&words, &lowers, (at, found.end)),
                });
                at = found.end;
                continue;
            }
            at += 1;
            if ends_clause(lower) || (!of_noun && is_auxiliary(lower)) {
                reach = 0;
            }
            if negates(&lowers, at - 1) {
                of_noun = negates_noun(lower);
                reach = if is_subject(lower) { NEGATED_BY_SUBJECT } else { NEGATED };
                continue;
            }
            let word = kinds.get(at - 1) == Some(&TokenKind::Word);
            if word && !is_closed(lower) && !has_own_capital(text, &words, at - 1) {
                content.plain.push(stemmer.stem(lower).into_owned());
            }
            let idf = wireroom_lexicon::idf(lower);
            if !word || idf < 1.0 || lower.chars().count() < 2 {
                continue;
            }
            let stem = stemmer.stem(lower).into_owned();
            if let Some(last) = content.figures.last_mut()
                && open
                && last.of.len() < COUNTED
            {
                last.of.push((stem.clone(), lower.clone()));
            }
            let negated = reach > 0;
            reach = reach.saturating_sub(1);
            content.terms.push(Term { stem, lower: lower.clone(), weight: idf, negated });
        }
        content
    }

    /// What was said is denied: every word of it stands as its contrary.
    pub(crate) fn deny(&mut self) {
        for term in &mut self.terms {
            term.negated = !term.negated;
        }
    }

    /// The plural words before a place, the nearest first: what "of them" may stand for.
    fn plurals(&self, lowers: &[String], at: usize) -> Vec<(String, String)> {
        let before = lowers.iter().take(at).rev();
        let plural = before
            .filter(|lower| lower.len() > 3 && lower.ends_with('s') && !lower.ends_with("ss"));
        let stem = |lower: &String| {
            self.terms.iter().find(|t| t.lower == *lower).map(|t| (t.stem.clone(), lower.clone()))
        };
        plural.filter_map(stem).take(BEFORE).collect()
    }
}

/// Letters that a title or an initial has at most ("Sen.", "St.", "J.").
const TITLE: usize = 4;

/// Whether the word at `at` has a capital though it opens no sentence and no quotation.
fn has_own_capital(text: &str, words: &[Token], at: usize) -> bool {
    let written = |back: usize| {
        let token = at.checked_sub(back).and_then(|at| words.get(at));
        token.map(|token| token.span.text(text))
    };
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let opens = match written(1) {
        None | Some("!" | "?" | "…" | ":" | "\"" | "“" | "‘" | "'" | "«" | "„") => true,
        Some(".") => !written(2).is_some_and(|it| capital(it) && it.chars().count() <= TITLE),
        Some(_) => false,
    };
    !opens && written(0).is_some_and(capital)
}

/// A figure as written, with the sign before it and the word after it.
fn wording(text: &str, words: &[Token], at: usize, end: usize) -> String {
    let touching = |at: usize| {
        let (left, right) = (words.get(at)?, words.get(at + 1)?);
        (left.kind == TokenKind::Punct && left.span.end() == right.span.start()).then_some(at)
    };
    let sign = at.checked_sub(1).and_then(touching).filter(|&sign| {
        words.get(sign).is_some_and(|t| matches!(t.span.text(text), "$" | "€" | "£" | "¥" | "₹"))
    });
    let next = words.get(end).filter(|token| {
        let lower = token.span.text(text).to_lowercase();
        let noun =
            wireroom_lexicon::idf(&lower) >= 1.0 || matches!(lower.as_str(), "people" | "years");
        token.kind == TokenKind::Word && noun || lower == "%"
    });
    let last = if next.is_some() { end } else { end - 1 };
    match (words.get(sign.unwrap_or(at)), words.get(last.min(words.len() - 1))) {
        (Some(first), Some(last)) => {
            text.get(first.span.start()..last.span.end()).unwrap_or("").to_owned()
        }
        _ => String::new(),
    }
}

/// Whether the figure from token `at` to `end` names or ranks and counts nothing: "page 14",
/// "aged 52", ", 52,", "52-year-old", "3-1", "No. 5", "Boeing 737", "the 13-inch Marlow Pro".
fn is_label(text: &str, words: &[Token], lowers: &[String], (at, end): (usize, usize)) -> bool {
    const NAMED: [&str; 44] = [
        "page",
        "line",
        "lines",
        "berth",
        "cell",
        "article",
        "chapter",
        "no",
        "number",
        "room",
        "route",
        "flight",
        "highway",
        "area",
        "zone",
        "district",
        "section",
        "phase",
        "level",
        "gate",
        "platform",
        "channel",
        "act",
        "season",
        "episode",
        "round",
        "group",
        "day",
        "week",
        "ward",
        "unit",
        "bus",
        "train",
        "tram",
        "resolution",
        "category",
        "aged",
        "age",
        "station",
        "building",
        "block",
        "type",
        "version",
        "frames",
    ];
    const ARTICLES: [&str; 8] = ["the", "a", "an", "its", "his", "her", "their", "this"];
    let word = |at: usize| lowers.get(at).map_or("", String::as_str);
    let before = |back: usize| at.checked_sub(back).map_or("", word);
    let capital = |back: usize| {
        let token = at.checked_sub(back).and_then(|at| words.get(at));
        token.is_some_and(|t| {
            t.kind == TokenKind::Word && t.span.text(text).starts_with(char::is_uppercase)
        })
    };
    let number = |back: usize| {
        let token = at.checked_sub(back).and_then(|at| words.get(at));
        token.is_some_and(|token| token.kind == TokenKind::Number)
    };
    let digits = words.get(at).is_some_and(|token| token.kind == TokenKind::Number);
    let closes = |at: usize| matches!(word(at), "," | "." | ")" | "" | ";");
    let age = matches!(before(1), "," | "(") && capital(2) && closes(end)
        || word(end) == "-" && word(end + 1).starts_with("year") && word(end + 2) == "-";
    let old = word(end).starts_with("year") && word(end + 1) == "old";
    let beside = |most: u8| {
        matches!(word(end), "-" | "–") && of_score(word(end + 1), most)
            || matches!(before(1), "-" | "–") && of_score(before(2), most)
    };
    let played = || {
        let near = at.saturating_sub(PLAYED)..(end + PLAYED).min(lowers.len());
        near.into_iter().any(|at| SCORED.contains(&word(at)))
    };
    // "63-75" is read as one figure, from the one to the other.
    let ranges = (at..end).any(|at| matches!(word(at), "-" | "–"));
    let score = digits && (beside(SMALL) || (beside(u8::MAX) || ranges) && played());
    let named = NAMED.contains(&before(1))
        || (before(1) == "." && matches!(before(2), "no" | "nos"))
        || (digits && capital(1) && at > 1 && closes(end))
        // "the power of 18 Boeing 747 jets": behind a name that stands there as a thing.
        || (digits && capital(1) && (number(2) || ARTICLES.contains(&before(2))));
    // "The 13-inch Marlow Pro": which one, not how many.
    let which = digits
        && matches!(word(end), "-" | "‑")
        && words.get(end + 1).is_some_and(|token| token.kind == TokenKind::Word)
        && words.get(end + 2).is_some_and(|token| {
            token.kind == TokenKind::Word && token.span.text(text).starts_with(char::is_uppercase)
        });
    age || old || score || named || which
}

/// Whether the figure from token `at` to `end` is no count of its own: "14 minutes past one", "nine
/// minutes and *46 seconds*", "12 minutes, *31 seconds*", "1,180 km (*735 miles*)", "85 million euros
/// (*$108 million*)".
fn is_aside(words: &[Token], lowers: &[String], (at, end): (usize, usize)) -> bool {
    let word = |at: usize| lowers.get(at).map_or("", String::as_str);
    let before = |back: usize| at.checked_sub(back).map_or("", word);
    let number = |back: usize| {
        let token = at.checked_sub(back).and_then(|at| words.get(at));
        token.is_some_and(|token| token.kind == TokenKind::Number)
    };
    let lasts = |word: &str| {
        let unit = word.trim_end_matches('s');
        matches!(unit, "hour" | "minute" | "second" | "day" | "month" | "year")
    };
    let clock = word(end).starts_with("minute") && matches!(word(end + 1), "past" | "to");
    let joined = usize::from(matches!(before(1), "and" | ",")) + 1;
    let of_number = before(1) == "and" || number(joined + 1);
    let remainder = lasts(word(end)) && lasts(before(joined)) && of_number;
    // Behind the sign of its currency, and "US1 million ($1.5 million)".
    let opened = if matches!(before(1), "$" | "€" | "£") { 2 } else { 1 };
    let counts = |back: usize| number(back) || before(back).ends_with(|c: char| c.is_ascii_digit());
    let again = before(opened) == "(" && (1..=3).any(|back| counts(opened + back));
    clock || remainder || again
}

/// Of two figures with a dash between them that are less than this each, both are a score.
const SMALL: u8 = 60;
/// Words from a score to what says that it is one.
const PLAYED: usize = 4;
/// What says of two greater figures with a dash between them that they are a score.
const SCORED: [&str; 14] = [
    "win", "wins", "won", "victory", "beat", "beats", "beating", "loss", "lost", "lead", "led",
    "defeat", "defeated", "score",
];

/// A figure that a score may have.
fn of_score(lower: &str, most: u8) -> bool {
    lower.parse::<u8>().is_ok_and(|value| value < most)
}

/// Whether "of them", "of these" or "of those" stands at `at`.
fn of_them(lowers: &[String], at: usize) -> bool {
    let word = |at: usize| lowers.get(at).map_or("", String::as_str);
    word(at) == "of" && matches!(word(at + 1), "them" | "these" | "those")
}

/// What ends the reach of every negation.
fn ends_clause(lower: &str) -> bool {
    const ENDS: [&str; 17] = [
        ",", ";", ":", ".", "…", "but", "and", "since", "so", "because", "when", "while", "after",
        "where", "who", "although", "though",
    ];
    ENDS.contains(&lower)
}

/// A finite auxiliary: the reach of "not" and "never" ends there ("he never built *has* been
/// jailed"), that of "no" goes on ("no agreement *had* been signed").
fn is_auxiliary(lower: &str) -> bool {
    matches!(lower, "has" | "have" | "had" | "is" | "are" | "was" | "were" | "will" | "would")
}

fn negates_noun(lower: &str) -> bool {
    matches!(lower, "no" | "nobody" | "none" | "neither" | "nor" | "nothing")
}

fn is_subject(lower: &str) -> bool {
    matches!(lower, "nobody" | "nothing")
}

/// Whether the word at `at` negates what comes after it. A verb that does ("stopped serving", "failed
/// to pay") does so only with another verb: "the next stop" and "to stop the governor" deny nothing.
fn negates(lowers: &[String], at: usize) -> bool {
    let word = |at: usize| lowers.get(at).map_or("", String::as_str);
    let next = word(at + 1);
    match word(at) {
        "not" | "no" | "never" | "nobody" | "none" | "neither" | "nor" | "without" | "nothing"
        | "cannot" => true,
        "stopped" | "stop" | "stops" | "ceased" => next.len() > 4 && next.ends_with("ing"),
        "failed" | "fails" | "refused" | "refuses" | "unable" => next == "to",
        "to" => (1..=TOO).any(|back| at.checked_sub(back).is_some_and(|at| word(at) == "too")),
        // "Hadn ’ t", as some piles part it.
        "don" | "didn" | "doesn" | "isn" | "aren" | "wasn" | "weren" | "hasn" | "haven"
        | "hadn" | "won" | "wouldn" | "couldn" | "shouldn" => matches!(next, "'" | "’"),
        lower => lower.ends_with("n't") || lower.ends_with("n’t"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_figure_of_its_own() {
        let counted = |text: &str| {
            let figures = Content::of(text).figures;
            let own = figures.into_iter().filter(|figure| !figure.label && !figure.aside);
            own.map(|figure| figure.value).collect::<Vec<f64>>()
        };
        assert_eq!(counted("The Gulls won 91-73 against Sarn"), []);
        assert_eq!(counted("Sarn lost 63-75 after the break"), []);
        assert_eq!(counted("Between 80-120 people came"), [80.0]);
        assert_eq!(counted("stones worth 85 million euros ($108 million)"), [85e6]);
        assert_eq!(counted("a loss of US1 million ($1.5 million)"), []);
    }

    #[test]
    fn a_negation_reaches_its_own_clause() {
        let negated = |text: &str| -> Vec<String> {
            let terms = Content::of(text).terms;
            terms.into_iter().filter(|t| t.negated).map(|t| t.lower).collect()
        };
        assert_eq!(negated("no agreement had been signed"), ["agreement", "signed"]);
        assert_eq!(negated("a builder who never built has been jailed"), ["built"]);
        assert_eq!(negated("the ferry did not sail, and passengers waited"), ["sail"]);
        assert_eq!(negated("the mill stopped grinding rye"), ["grinding", "rye"]);
        assert_eq!(
            negated("nothing was found aboard that would hint at sabotage")
                .last()
                .map(String::as_str),
            Some("sabotage")
        );
        assert_eq!(negated("a star too faint to be measured"), ["measured"]);
        for text in ["the ferry sailed", "the next stop of the tram", "a bid to stop the governor"]
        {
            assert!(negated(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_number_that_names_counts_nothing() {
        let counts = |text: &str| -> Vec<f64> {
            let figures = Content::of(text).figures;
            figures.into_iter().filter(|figure| !figure.label).map(|figure| figure.value).collect()
        };
        assert_eq!(counts("It has the power of 18 Corvin 747 jets"), [18.0]);
        assert_eq!(counts("They saw the Corvin 350 take off"), []);
        assert_eq!(counts("It is unclear if the 13-inch Marlow Pro will follow"), []);
        assert_eq!(counts("He kept a 15-inch Marlow beside it"), []);
        assert_eq!(counts("They fled the 13-foot wave"), [13.0]);
        assert_eq!(counts("In Eldrin 40 people were hurt"), [40.0]);
    }

    #[test]
    fn what_says_a_figure_again_or_is_a_part_of_one_is_aside() {
        let aside = |text: &str| -> Vec<f64> {
            let figures = Content::of(text).figures;
            figures.into_iter().filter(|figure| figure.aside).map(|figure| figure.value).collect()
        };
        assert_eq!(aside("It fell 1,200 km (745 miles) off the coast"), [745.0]);
        assert_eq!(aside("It flew for nine minutes and 40 seconds"), [40.0]);
        assert_eq!(aside("With 12 minutes, 31 seconds to play they led"), [31.0]);
        assert_eq!(aside("It began at 14 minutes past one"), [14.0]);
        assert_eq!(aside("It carried 300 people (and 40 goats) and 20 tons of rice"), []);
    }
}
