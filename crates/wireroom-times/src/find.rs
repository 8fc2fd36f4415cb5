//! Finds temporal expressions in a sentence.

use crate::cues::tense;
use crate::grammar::{RULES, part};
use crate::guard::allows;
use crate::lexicon::class;
use crate::pattern::{Caps, run};
use crate::raw::{Edge, Meaning, Part, RawTime};
use crate::words::{Word, triggered, words};
use wireroom_text::Span;

/// The temporal expressions in `span` of `text` (a sentence, or a zone of a page), in text order,
/// not overlapping.
///
/// Knows nothing of the document: give a sentence alone to get spans that can be kept with it, and
/// [`RawTime::shift`] them to where it stands.
#[must_use]
pub fn find(text: &str, span: Span) -> Vec<RawTime> {
    let words = words(text, span);
    let mut found: Vec<RawTime> = Vec::new();
    if !triggered(&words) {
        return found;
    }
    let mut at = 0;
    let mut free = 0;
    while at < words.len() {
        match expression(&words, at) {
            Some((end, raw)) => {
                let start = lead(&words, free, at, &raw);
                found.push(RawTime {
                    span: Span::of(first_byte(&words, start)..raw.span.end()),
                    tense: tense(&words, at, end),
                    ..raw
                });
                at = end;
                free = end;
            }
            None => at += 1,
        }
    }
    found
}

fn first_byte(words: &[Word<'_>], at: usize) -> usize {
    words.get(at).map_or(0, |word| word.start)
}

/// The longest expression that starts at token `at`, and the token behind it.
fn expression(words: &[Word<'_>], at: usize) -> Option<(usize, RawTime)> {
    let word = words.get(at)?;
    if word.lex.id == 0 && word.digits == crate::words::Digits::None && word.punct() != b'\'' {
        return None;
    }
    let (edge, skip) = edge(words, at);
    let mut raw = skip
        .checked_sub(1)
        .and_then(|_| core(words, at + skip).filter(|(_, raw)| takes_edge(&raw.meaning)))
        .map(|(end, raw)| (end, RawTime { edge, ..raw }));
    if raw.is_none() {
        raw = core(words, at);
    }
    let (mut end, mut raw) = raw?;
    if raw.meaning == Meaning::Clock {
        (end, raw) = with_day(words, end, raw);
    } else if day_level(&raw.meaning) {
        (end, raw) = with_hour(words, end, raw);
    }
    if matches!(raw.meaning, Meaning::Duration(_) | Meaning::Offset { .. })
        && let Some(word) = words.get(end)
        && word.text == "or"
        && words.get(end + 1).is_some_and(|word| word.text == "so")
    {
        end += 2;
    }
    let last = end.checked_sub(1).and_then(|last| words.get(last))?;
    raw.span = Span::of(first_byte(words, at)..last.end);
    Some((end, raw))
}

/// The longest match of the grammar at `at`.
fn core(words: &[Word<'_>], at: usize) -> Option<(usize, RawTime)> {
    let rest = words.get(at..)?;
    let head = rest.first()?;
    let mut best: Option<(usize, RawTime)> = None;
    for rule in RULES.iter().filter(|rule| rule.starts.admit(head)) {
        let Some((taken, mut caps)) = run(&rule.pattern, rest, Caps::default()) else { continue };
        let end = at + taken;
        if taken == 0 || best.as_ref().is_some_and(|&(best, _)| best >= end) {
            continue;
        }
        if !allows(rule.guard, words, at, end) {
            continue;
        }
        let Some(meaning) = (rule.build)(&mut caps) else { continue };
        let raw = RawTime {
            span: Span::of(0..0),
            meaning,
            clock: caps.clock,
            part: part(caps.part),
            edge: None,
            tense: crate::raw::Tense::Unknown,
        };
        best = Some((end, raw));
    }
    best
}

/// "early", "the end of", "mid-": what it says, and how many tokens it takes.
fn edge(words: &[Word<'_>], at: usize) -> (Option<Edge>, usize) {
    let text = |ahead: usize| words.get(at + ahead).map_or("", |word| word.text);
    let the = usize::from(text(0).eq_ignore_ascii_case("the"));
    let word = text(the).to_ascii_lowercase();
    let dash = usize::from(text(the + 1) == "-");
    // "the mid-1990s", but "the [mid-November] trip".
    let decade = words
        .get(at + the + 2)
        .is_some_and(|word| matches!(word.digits, crate::words::Digits::Decade(_)));
    let hyphened = the == 1 && dash == 1 && !decade;
    match word.as_str() {
        "early" if !hyphened => (Some(Edge::Start), the + 1 + dash),
        "late" if !hyphened => (Some(Edge::End), the + 1 + dash),
        "mid" if !hyphened => (Some(Edge::Mid), the + 1 + dash),
        "earlier" | "later" if matches!(text(1), "this" | "that" | "in") => {
            (None, 1 + usize::from(text(1) == "in"))
        }
        "sometime" => (None, 1 + usize::from(text(1) == "in")),
        "end" | "close" if text(the + 1) == "of" => (Some(Edge::End), the + 2),
        "start" | "beginning" if text(the + 1) == "of" => (Some(Edge::Start), the + 2),
        "middle" if text(the + 1) == "of" => (Some(Edge::Mid), the + 2),
        _ => (None, 0),
    }
}

fn takes_edge(meaning: &Meaning) -> bool {
    !matches!(
        meaning,
        Meaning::Duration(_)
            | Meaning::Set(_)
            | Meaning::PastRef
            | Meaning::PresentRef
            | Meaning::FutureRef
    )
}

/// Whether an hour or a part of the day can stand beside it.
fn day_level(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Point { day, weekday, .. } => day.is_some() || weekday.is_some(),
        Meaning::Offset { unit, .. } => *unit == crate::raw::Unit::Day,
        Meaning::Holiday { .. } => true,
        _ => false,
    }
}

/// "10 p.m. [on] Wednesday".
fn with_day(words: &[Word<'_>], end: usize, raw: RawTime) -> (usize, RawTime) {
    let text = words.get(end).map_or("", |word| word.text);
    let skip = usize::from(matches!(text, "on" | "," | "of"));
    match core(words, end + skip) {
        Some((after, day)) if day_level(&day.meaning) && day.part.is_none() => {
            (after, RawTime { clock: raw.clock, part: raw.part, ..day })
        }
        Some((after, day)) if day_level(&day.meaning) && raw.part.is_none() => {
            (after, RawTime { clock: raw.clock, ..day })
        }
        _ => (end, raw),
    }
}

/// "Friday morning", "Friday at 5 p.m.".
fn with_hour(words: &[Word<'_>], end: usize, mut raw: RawTime) -> (usize, RawTime) {
    let mut end = end;
    if raw.part.is_none()
        && let Some(word) = words.get(end)
        && word.is(class::PART)
    {
        raw.part = part(word.lex.value);
        end += 1;
    }
    let skip = usize::from(words.get(end).is_some_and(|word| matches!(word.text, "at" | ",")));
    if raw.clock.is_none()
        && let Some((after, hour)) = core(words, end + skip)
        && hour.meaning == Meaning::Clock
        && hour.clock.is_some()
    {
        raw.clock = hour.clock;
        end = after;
    }
    (end, raw)
}

/// The first token of the expression with the words that qualify its size ("more than two weeks").
fn lead(words: &[Word<'_>], free: usize, at: usize, raw: &RawTime) -> usize {
    let text = |back: usize| {
        at.checked_sub(back)
            .filter(|&at| at >= free)
            .and_then(|at| words.get(at))
            .map_or("", |w| w.text)
    };
    let one = text(1).to_ascii_lowercase();
    let two = text(2).to_ascii_lowercase();
    let sized = match &raw.meaning {
        Meaning::Duration(value) => value.len() > 2,
        Meaning::Offset { n, unit, .. } => {
            n.abs() > 1
                || *unit != crate::raw::Unit::Day
                    && raw.edge.is_none()
                    && words.get(at).is_some_and(|w| matches!(w.text, "a" | "an" | "one"))
        }
        _ => false,
    };
    let point = matches!(raw.meaning, Meaning::Point { weekday: None, .. } | Meaning::Clock);
    let taken = match (two.as_str(), one.as_str()) {
        ("more" | "less" | "fewer", "than") | ("at", "least" | "most") | ("up", "to") if sized => {
            if text(3).eq_ignore_ascii_case("no") {
                3
            } else {
                2
            }
        }
        ("just", "over" | "under") if sized => 2,
        (_, "nearly" | "almost" | "about" | "approximately" | "roughly" | "around") if sized => 1,
        (_, "over") if sized && matches!(text(0), "a" | "an") => 1,
        (_, "around") if point => 1,
        _ => 0,
    };
    at - taken
}

impl Part {
    /// The code of TIMEX3 ("TMO").
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Morning => "TMO",
            Self::Afternoon => "TAF",
            Self::Evening => "TEV",
            Self::Night => "TNI",
            Self::Daytime => "TDT",
        }
    }
}
