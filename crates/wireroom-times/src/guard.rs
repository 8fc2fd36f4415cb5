//! What must stand around a match for a word of two uses to be read as a time.

use crate::lexicon::class;
use crate::words::{Digits, Word};

/// The conditions of the grammar's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Guard {
    /// Any surroundings.
    None,
    /// A bare number that may be a year.
    Year,
    /// A month alone: not a person's name, not a verb.
    Month,
    /// "May 5" but not "May 5 people".
    MonthDay,
    /// "5 May" but not "the 5 May need".
    DayMonth,
    /// A weekday, not a short form alone.
    Weekday,
    /// A season alone: not a verb, not a well.
    Season,
    /// Holidays that are also places or names.
    Holiday,
    /// An hour alone: "7:40", not a score.
    Clock,
    /// "the morning", "in the night".
    Part,
    /// A number and a unit: not an age, not a rate.
    Stretch,
    /// "a year" as a stretch, not as a rate.
    AUnit,
    /// "years" alone.
    Units,
    /// "daily" as an adverb.
    Frequency,
    /// "now" that means the time of writing.
    Now,
    /// "recent", "current" before a noun.
    Adjective,
    /// "recently", not "as recently as".
    Recently,
    /// "the past", "the future" as nouns.
    Past,
    /// "soon", not "as soon as".
    Soon,
    /// "the year ended June 30": a stretch.
    Ended,
    /// "the year", not "the year-ago results".
    TheUnit,
    /// "the day before", followed by no noun of its own.
    Clause,
}

const PREPOSITIONS: &str = " in of by since until till from to for between during through before \
    after and or late early mid last next this around about on than through throughout - ( , ";
const STRETCHED: &str = " for in within after than over about nearly almost of least took take \
    takes lasted last lasts spend spent under roughly every half just only past ";
const COUNTED: &str = " people men women children troops soldiers workers employees jobs miles feet \
    meters metres kilometers kilometres tons tonnes pounds dollars shares votes points units \
    percent cents homes houses acres degrees students members barrels cars copies euros \
    kilograms yards seats patients cases deaths refugees protesters police officers times ";

fn among(list: &str, word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    list.match_indices(lower.as_str()).any(|(at, _)| {
        !lower.is_empty() && list[..at].ends_with(' ') && list[at + lower.len()..].starts_with(' ')
    })
}

/// Whether the match `words[start..end]` stands as `guard` asks.
pub(crate) fn allows(guard: Guard, words: &[Word<'_>], start: usize, end: usize) -> bool {
    let none = "";
    let before = start.checked_sub(1).and_then(|at| words.get(at));
    let prev = before.map_or(none, |word| word.text);
    let next_word = words.get(end);
    let next = next_word.map_or(none, |word| word.text);
    let Some(head) = words.get(start) else { return false };
    let name_next = next_word.is_some_and(|word| {
        word.capital() && !word.is(class::MONTH | class::WEEKDAY | class::ZONE)
    });
    match guard {
        Guard::None => true,
        Guard::Year => year(words, start, end),
        Guard::Month => {
            let led = among(PREPOSITIONS, prev);
            let doubtful = head.is(class::DOUBTFUL);
            let strict = doubtful && matches!(head.lex.value, 3 | 5);
            let verb = strict && (prev == "," || prev == "and" || prev == "to");
            let short = head.text.len() <= 4 && end - start == 1 && head.lex.value != 5;
            let article =
                matches!(prev, "the" | "The" | "a" | "an" | "A" | "its" | "his" | "their");
            (!doubtful || (led && !verb) || article)
                && !((doubtful || short) && name_next)
                && !(head.text.len() <= 3 && head.lex.value != 5 && !led)
        }
        Guard::MonthDay => {
            !next_word.is_some_and(|word| matches!(word.text, "%" | "percent"))
                && !(among(COUNTED, next))
        }
        Guard::DayMonth => !(head.is(class::DOUBTFUL) || next_word.is_some_and(|w| w.text == "be")),
        Guard::Weekday => !head.is(class::SHORT) || prev == "on",
        Guard::Season => {
            let last = words.get(end - 1);
            let season = last.map_or(none, |word| word.text);
            let article = head.text.eq_ignore_ascii_case("the");
            // "the fall of the city", "spring from", "Summer said".
            let lower = season.starts_with(|c: char| c.is_lowercase());
            lower
                && next != "of"
                && match season {
                    "fall" | "spring" => {
                        among(" in by since this last early late until ", prev) && next != "from"
                    }
                    _ => article || among(PREPOSITIONS, prev),
                }
        }
        Guard::Holiday => {
            let last = words.get(end - 1).map_or(none, |word| word.text);
            matches!(last, "Christmas" | "Thanksgiving" | "Halloween" | "Easter") && !name_next
        }
        Guard::Clock => {
            // "10:35 a.m. (0735 GMT)" gives one hour twice; "high noon" is an occasion.
            if prev == "(" && matches!(head.digits, Digits::Whole(_, 4)) || prev == "high" {
                return false;
            }
            // A bare "3:2" or "12:30" needs a preposition or a meridiem.
            let meridiem = end - start > 1
                || matches!(head.digits, Digits::Clock(_, true))
                || head.is(class::NOON) && !head.capital();
            meridiem || among(" at by until till from about around before after since , ", prev)
        }
        Guard::Part => {
            let article = head.text.eq_ignore_ascii_case("the");
            article && among(" in during through of overnight ", prev) && next != "of"
        }
        Guard::Stretch => {
            let age = next == "-" && words.get(end + 1).is_some_and(|word| word.text == "old")
                || next == "old"
                || next == "-" && words.get(end + 1).is_some_and(|word| word.text == "olds");
            let rate = matches!(next, "a" | "an" | "per") && end - start < 4;
            // "he hopes to sail one day" tells no length.
            let someday = head.text.eq_ignore_ascii_case("one")
                && words.get(end - 1).is_some_and(|word| word.text == "day")
                && end - start == 2
                && !among(STRETCHED, prev)
                && !matches!(next, "of" | "after" | "before" | "later" | "earlier" | "ago" | "-");
            !age && !someday && !rate && !matches!(prev, "$" | "£" | "€" | "." | "/")
                || rate && next == "a" && {
                    // "two days a week" is a rate, "two days a judge" is not.
                    !words.get(end + 1).is_some_and(|word| word.is(class::UNIT)) && !age
                }
        }
        Guard::AUnit => among(STRETCHED, prev),
        Guard::Units => {
            let counted = before.is_some_and(|word| {
                word.is(class::CARDINAL | class::FEW) || word.digits != Digits::None
            });
            !counted
                && (among(" for in within over after took of ", prev)
                    || matches!(next, "of" | "later" | "before" | "after"))
                && head.lex.value != 7
        }
        Guard::Frequency => {
            head.text == "annually"
                || next_word.is_none_or(|word| matches!(word.punct(), b'.' | b',' | b';'))
        }
        // "Now, …" opens a turn of speech more often than it tells a time.
        Guard::Now => prev != "from" && (head.text != "Now" || !matches!(next, "," | "for")),
        Guard::Adjective => {
            next_word.is_some_and(|word| word.text.starts_with(char::is_lowercase))
                && prev != "most"
                && !matches!(next, "and" | "or" | "account" | "events")
        }
        Guard::Recently => prev != "as" && prev != "most" && prev != "until",
        Guard::Past => {
            matches!(prev, "in" | "In" | "into")
                || next_word.is_none_or(|word| !word.text.starts_with(char::is_alphabetic))
                || matches!(next, "and" | "to" | "as" | "that" | "but" | "or")
        }
        Guard::Soon => {
            let ahead = matches!(prev, "will" | "to" | "be" | "could" | "may" | "very");
            let last = next_word.is_none_or(|word| matches!(word.punct(), b'.' | b',' | b'"'));
            prev != "as" && prev != "too" && (ahead || last)
        }
        Guard::TheUnit => next != "-",
        Guard::Ended => matches!(next, "ended" | "ending" | "to" | "through"),
        Guard::Clause => next_word.is_none_or(|word| !word.text.starts_with(char::is_alphanumeric)),
    }
}

fn year(words: &[Word<'_>], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).and_then(|at| words.get(at));
    let prev = before.map_or("", |word| word.text);
    let next_word = words.get(end);
    let next = next_word.map_or("", |word| word.text);
    let n = match words.get(start).map(|word| word.digits) {
        Some(Digits::Whole(n, 4)) => n,
        // Spoken years are only taken after a preposition.
        _ => return among(PREPOSITIONS, prev),
    };
    if matches!(prev, "$" | "£" | "€" | "#" | "." | "№" | "¥" | "/")
        || matches!(next, "%" | "percent" | "pounds" | "/" | "°")
        || among(COUNTED, next)
        || next_word.is_some_and(|word| word.is(class::UNIT | class::ZONE))
        || prev == "-"
            && before.is_some_and(|word| word.glued)
            && start.checked_sub(2).and_then(|at| words.get(at)).is_some_and(|word| {
                !matches!(word.digits, Digits::Whole(_, 4))
                    && !matches!(word.text, "mid" | "Mid" | "early" | "late" | "pre" | "post")
            })
        || matches!(
            prev,
            "No" | "than"
                | "Flight"
                | "flight"
                | "Room"
                | "Highway"
                | "Route"
                | "some"
                | "nearly"
                | "almost"
        )
    {
        return false;
    }
    match n {
        1900..=2039 => !before.is_some_and(|word| {
            word.capital()
                && word.text.len() > 1
                && !word.is(class::MONTH)
                && word.text.bytes().any(|byte| byte.is_ascii_digit())
        }),
        _ => among(" in since of by until from year circa ", prev),
    }
}
