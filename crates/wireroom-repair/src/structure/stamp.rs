//! Lines that say when a text was published or changed, some of them with the agency in front.

use wireroom_lexicon as lexicon;
use wireroom_model::{Zone, ZoneKind};
use wireroom_text::{Repaired, Span};

use super::trim;

/// What a line of nothing but dates, times and the words around them is.
pub(crate) fn kind(line: &str) -> Option<ZoneKind> {
    if line.len() > 160 {
        return None;
    }
    let (first, second) = halves(line);
    match second {
        Some(at) => {
            let (head, tail) = (line.get(..at)?, line.get(at..)?);
            let fits = is_stamp(tail) || is_cue_with_ago(tail);
            let named = is_agency(head);
            (fits && (is_stamp(head) || named)).then_some(if named {
                ZoneKind::Credit
            } else {
                first
            })
        }
        None => is_stamp(line).then_some(first),
    }
}

/// The zones of a line that [`kind`] knows, parted where the second stamp begins.
pub(crate) fn zones(text: &str, span: Span<Repaired>, kind: ZoneKind, zones: &mut Vec<Zone>) {
    let line = span.text(text);
    let (_, second) = halves(line);
    let at = second
        .filter(|_| kind == ZoneKind::Published || self::kind(line) == Some(ZoneKind::Credit));
    let Some(at) = at else {
        zones.push(Zone { span, kind });
        return;
    };
    let head = trim(text, span.start(), span.start() + at);
    let tail = trim(text, span.start() + at, span.end());
    let tail_kind =
        if is_update(tail.text(text)) { ZoneKind::Updated } else { ZoneKind::Published };
    for (span, kind) in [(head, kind), (tail, tail_kind)] {
        if !span.is_empty() {
            zones.push(Zone { span, kind });
        }
    }
}

/// The kind of the first stamp, and where a second one begins.
fn halves(line: &str) -> (ZoneKind, Option<usize>) {
    let lower = line.to_ascii_lowercase();
    let first = if is_update(&lower) { ZoneKind::Updated } else { ZoneKind::Published };
    let cue = ["updated", "last updated", "last modified", "modified", "published"]
        .iter()
        .filter_map(|cue| lower.find(cue))
        .filter(|&at| at > 3)
        .min();
    // "12 May | Last updated …": the word "last" goes with what follows.
    let cue = cue.map(|at| {
        if lower.get(..at).is_some_and(|head| head.ends_with("last ")) { at - 5 } else { at }
    });
    (first, cue.filter(|&at| at > 3))
}

fn is_update(line: &str) -> bool {
    let lower = line.trim_start_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
    ["updated", "last updated", "last modified", "modified", "last update", "update:"]
        .iter()
        .any(|cue| lower.starts_with(cue))
}

fn is_agency(head: &str) -> bool {
    let name = head.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    lexicon::agency_by_name(name).is_some()
}

/// "Updated 1 year ago".
fn is_cue_with_ago(line: &str) -> bool {
    line.to_ascii_lowercase().trim_end().ends_with("ago") && line.split_whitespace().count() <= 6
}

/// Whether a line is a date, with no words but those that come with dates.
pub(crate) fn is_stamp(line: &str) -> bool {
    let (mut dated, mut numbers, mut others) = (false, 0_usize, 0_usize);
    for word in line
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '/' | '•' | '·'))
    {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            continue;
        }
        if is_month(word) || is_numeric_date(word) {
            dated = true;
        } else if is_number(word) {
            numbers += 1;
        } else if word.eq_ignore_ascii_case("ago") {
            dated |= numbers > 0;
        } else if !is_weekday(word) && !is_date_word(word) {
            others += 1;
        }
    }
    dated && others == 0 && (numbers > 0 || line.contains(|c: char| c.is_ascii_digit()))
}

/// A month's name or its short form.
pub(crate) fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = word.trim_end_matches('.').to_lowercase();
    MONTHS.iter().any(|month| *month == lower || (lower.len() == 3 && month.starts_with(&lower)))
        || lower == "sept"
}

/// A weekday's name or its short form.
pub(crate) fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let lower = word.trim_end_matches('.').to_lowercase();
    DAYS.iter().any(|day| {
        *day == lower || (lower.len() >= 3 && lower.len() <= 5 && day.starts_with(&lower))
    })
}

/// "4", "19:18", "5pm", "3rd", "18h30".
fn is_number(word: &str) -> bool {
    let letters: String = word.chars().filter(|c| c.is_alphabetic()).collect();
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.len() <= 12
        && matches!(
            letters.to_lowercase().as_str(),
            "" | "am" | "pm" | "st" | "nd" | "rd" | "th" | "h" | "z"
        )
}

fn is_numeric_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['-', '.', '/', 'T', ':']).collect();
    let digits = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let leading = parts.iter().take(3).filter(|part| digits(part)).count();
    let year = |part: Option<&&str>| {
        part.is_some_and(|part| part.len() == 4 && part.starts_with(['1', '2']))
    };
    let short = parts.iter().take(3).filter(|part| part.len() <= 2).count();
    leading == 3
        && word.contains(['-', '.', '/'])
        && short == 2
        && (year(parts.first()) || year(parts.get(2)))
}

fn is_date_word(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "published"
            | "posted"
            | "updated"
            | "modified"
            | "last"
            | "first"
            | "on"
            | "at"
            | "date"
            | "created"
            | "am"
            | "pm"
            | "a.m"
            | "p.m"
            | "gmt"
            | "utc"
            | "est"
            | "edt"
            | "et"
            | "pst"
            | "pdt"
            | "pt"
            | "ist"
            | "cet"
            | "cest"
            | "bst"
            | "sgt"
            | "hkt"
            | "wib"
            | "year"
            | "years"
            | "month"
            | "months"
            | "week"
            | "weeks"
            | "day"
            | "days"
            | "hour"
            | "hours"
            | "hrs"
            | "minute"
            | "minutes"
            | "min"
            | "mins"
            | "time"
            | "local"
            | "a"
            | "an"
            | "update"
            | "release"
            | "of"
            | "publication"
            | "issued"
            | "h"
            | "uhr"
            | "th"
            | "st"
            | "nd"
            | "rd"
    )
}
