//! Lines that say when a text was published or changed, some of them with the agency in front.

use wireroom_lexicon as lexicon;
use wireroom_model::{Zone, ZoneKind};
use wireroom_text::{Repaired, Span};

use super::date_words::is_stamp;
use super::signs::{self, Signs};
use super::{byline, trim};

/// What a line of nothing but dates, times and what pages print beside them is.
pub(crate) fn kind(line: &str, signs: &Signs) -> Option<ZoneKind> {
    if line.len() > 160 || !signs.digit {
        return None;
    }
    let line = line.trim_start_matches(['|', '•', '·', ' ']);
    // A tokenizer parts "09 : 30" and "4 / 5 / 2021".
    if line.contains(" / ") || line.contains(" : ") {
        let tight = line.replace(" / ", "/").replace(" : ", ":").replace(" . ", ".");
        if tight != line && is_date_line(&tight) {
            return Some(halves(&tight).0);
        }
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
    if kind == ZoneKind::Credit && self::kind(line, &signs::scan(line)) != Some(ZoneKind::Credit) {
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
    // Every cue has one of these in it.
    if !["update", "modified", "published"].iter().any(|stem| lower.contains(stem)) {
        return (first, None);
    }
    let cue = ["updated", "last updated", "last modified", "modified", "published", "update:"]
        .iter()
        .filter_map(|cue| lower.find(cue))
        .filter(|&at| at > 3)
        .min();
    // "12 May | Last updated …": the word "last" goes with what follows.
    let cue = cue.map(|at| match lower.get(..at) {
        Some(head) if head.ends_with("last ") => at - 5,
        Some(head) if head.ends_with("first ") => at - 6,
        Some(head) if head.ends_with("originally ") => at - 11,
        _ => at,
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
