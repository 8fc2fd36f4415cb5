//! Lines that say when a text was published or changed, some of them with the agency in front.

use wireroom_lexicon as lexicon;
use wireroom_model::{Zone, ZoneKind};
use wireroom_text::{Repaired, Span};

use super::{byline, trim};

/// What a line of nothing but dates, times and what pages print beside them is.
pub(crate) fn kind(line: &str) -> Option<ZoneKind> {
    if line.len() > 160 {
        return None;
    }
    let (first, second) = halves(line);
    if let Some(at) = second {
        let (head, tail) = (line.get(..at)?, line.get(at..)?);
        let named = is_agency(head);
        let fits = is_date_line(tail) || is_cue_with_ago(tail);
        if fits && (named || is_date_line(head)) {
            return Some(if named { ZoneKind::Credit } else { first });
        }
    }
    is_date_line(line).then_some(first)
}

/// The zones of a line that [`kind`] knows: its stamps, and the names set beside them.
pub(crate) fn zones(text: &str, span: Span<Repaired>, kind: ZoneKind, zones: &mut Vec<Zone>) {
    let line = span.text(text);
    if kind == ZoneKind::Credit && self::kind(line) != Some(ZoneKind::Credit) {
        zones.push(Zone { span, kind });
        return;
    }
    let mut cuts = cuts(line);
    cuts.push(line.len());
    let mut start = 0;
    let mut found: Vec<Zone> = Vec::new();
    // What stands between two pieces goes with the one before it.
    for end in cuts {
        let piece = trim(text, span.start() + start, span.start() + end);
        start = end;
        if piece.is_empty() {
            continue;
        }
        let last = found.last().map(|zone| zone.kind);
        let kind = piece_kind(piece.text(text), last);
        match found.last_mut() {
            Some(zone) if zone.kind == kind => zone.span = zone.span.cover(piece),
            _ => found.push(Zone { span: piece, kind }),
        }
    }
    if !found.iter().any(|zone| matches!(zone.kind, ZoneKind::Published | ZoneKind::Updated)) {
        found = vec![Zone { span, kind }];
    }
    zones.append(&mut found);
}

/// Where a date line is parted: before what introduces a writer or an update, behind bars and dashes.
fn cuts(line: &str) -> Vec<usize> {
    let lower = line.to_ascii_lowercase();
    let mut cuts: Vec<usize> = Vec::new();
    for bar in ["|", " - ", " – ", " — ", "•", "·"] {
        cuts.extend(line.match_indices(bar).map(|(at, bar)| at + bar.len()));
    }
    let dated = |piece: Option<&str>| piece.is_some_and(|piece| piece.contains(is_digit));
    let by = lower.find(" by ");
    // "3 March 2021 by Ann Lee", "by Ann Lee on 3 March 2021".
    cuts.extend(by.filter(|&at| dated(line.get(..at))));
    let on = by.or_else(|| lower.starts_with("by ").then_some(0));
    let on = on.and_then(|by| Some(by + lower.get(by..)?.find(" on ")?));
    cuts.extend(on.filter(|&at| dated(line.get(at..)) && !dated(line.get(..at))));
    cuts.extend(halves(line).1);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.retain(|&at| line.is_char_boundary(at));
    cuts
}

/// What a piece of a date line is; what is nothing by itself goes with the piece before it.
fn piece_kind(piece: &str, last: Option<ZoneKind>) -> ZoneKind {
    let bare = piece.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '|' | '-' | '–' | '—' | '•' | '·' | '/')
    });
    let stamp = || last.filter(|last| *last == ZoneKind::Updated).unwrap_or(ZoneKind::Published);
    if bare.is_empty() {
        last.unwrap_or(ZoneKind::Published)
    } else if is_update(bare) {
        ZoneKind::Updated
    } else if is_agency(bare) {
        ZoneKind::Credit
    } else if byline::is_byline(bare) {
        ZoneKind::Byline
    } else if is_date_line(bare) {
        ZoneKind::Published
    } else if byline::opens_with_cue(bare) || bare.contains(is_digit) {
        // "by webmaster", "9:02 a.m."
        stamp()
    } else if last.is_none() && is_person(bare) {
        ZoneKind::Byline
    } else if last.is_none() || bare.starts_with(char::is_uppercase) {
        ZoneKind::Furniture
    } else {
        stamp()
    }
}

/// A given name and one or two more words.
fn is_person(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or("");
    let given =
        first.starts_with(char::is_uppercase) && lexicon::is_given_name(&first.to_lowercase());
    given && (1..=2).contains(&words.count()) && byline::is_name_list(name)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Whether a line is a date and little else.
fn is_date_line(line: &str) -> bool {
    is_stamp(line) || wireroom_times::has_date(line)
}

/// The kind of the first stamp, and where a second one begins.
fn halves(line: &str) -> (ZoneKind, Option<usize>) {
    let lower = line.to_ascii_lowercase();
    let first = if is_update(&lower) { ZoneKind::Updated } else { ZoneKind::Published };
    let cue = ["updated", "last updated", "last modified", "modified", "published", "update:"]
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
        || MONTHS_ABROAD.contains(&lower.as_str())
}

/// The months of Spanish, Portuguese, French, Italian and German, where they differ.
const MONTHS_ABROAD: &[&str] = &[
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "janeiro",
    "fevereiro",
    "março",
    "maio",
    "junho",
    "julho",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "gennaio",
    "febbraio",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "settembre",
    "ottobre",
    "dicembre",
    "januar",
    "februar",
    "märz",
    "juni",
    "juli",
    "oktober",
    "dezember",
];

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
            | "de"
            | "le"
            | "del"
            | "um"
            | "publicado"
            | "publié"
            | "actualizado"
            | "el"
            | "à"
            | "th"
            | "st"
            | "nd"
            | "rd"
    )
}
