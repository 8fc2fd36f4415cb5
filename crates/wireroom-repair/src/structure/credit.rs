//! Who wrote it and whose it is: bylines, credits, contributors' notes, and the names in them.

use wireroom_lexicon as lexicon;
use wireroom_model::{Structure, ZoneKind};
use wireroom_text::{Repaired, Span};

use super::block::Block;
use super::trim;

/// How contributors' notes begin, in lower case.
const NOTES: &[&str] = &[
    "reporting by",
    "additional reporting by",
    "additional reporting",
    "writing by",
    "editing by",
    "edited by",
    "compiled by",
    "translated by",
    "translation by",
    "with reporting by",
    "with assistance by",
    "with assistance from",
    "additional reporting from",
    "with inputs from",
    "with input from",
    "with files from",
    "with agency inputs",
    "inputs from",
    "contributed to this report",
    "contributed to this story",
    "contributed reporting",
    "reporting and writing by",
    "written by",
    "produced by",
];

/// Whether a line is a byline, a credit or a contributors' note.
pub(crate) fn kind_of_line(line: &str, block: &Block) -> Option<ZoneKind> {
    if block.words > 60 || line.len() > 500 {
        return None;
    }
    let bare = line.trim_matches(['(', ')', '[', ']', '*', '_', ' ', '.', '—', '–', '-']);
    let lower = bare.to_lowercase();
    if is_agency(bare) {
        return Some(ZoneKind::Credit);
    }
    if NOTES.iter().any(|note| lower.starts_with(note)) && block.words > 1
        || (lower.contains(" contributed to this ") || lower.ends_with(" contributed reporting"))
            && block.sentences <= 2
            && block.words < 40
    {
        return Some(kind_of_note(line));
    }
    if lower.starts_with('©') || lower.starts_with("copyright ") || lower.starts_with("(c) ") {
        return (block.words < 30).then_some(ZoneKind::Credit);
    }
    for cue in ["source:", "sources:", "via ", "agency:", "credit:", "courtesy:", "from:"] {
        if let Some(rest) = lower.strip_prefix(cue) {
            let name = bare.get(bare.len().saturating_sub(rest.len())..).unwrap_or("").trim();
            let named =
                is_agency(name) || cue.ends_with(':') && rest.split_whitespace().count() <= 5;
            if named && !name.is_empty() {
                return Some(ZoneKind::Credit);
            }
        }
    }
    (block.words <= 16 && is_byline(bare)).then_some(ZoneKind::Byline)
}

/// "By Ann Lee", "BY ANN LEE and Bo Ek, Eastern Post", "Ann Lee | AP".
fn is_byline(line: &str) -> bool {
    let rest =
        ["By ", "BY ", "by ", "By: ", "by: ", "Author: ", "Posted by ", "Words by ", "Story by "]
            .iter()
            .find_map(|cue| line.strip_prefix(cue));
    let names = match rest {
        Some(rest) => rest,
        None => {
            // A name, a bar and an agency.
            return line.split(['|', ',', '•']).count() == 2
                && line
                    .split(['|', ',', '•'])
                    .next_back()
                    .is_some_and(|tail| is_agency(tail.trim()))
                && line.split(['|', ',', '•']).next().is_some_and(is_name_list);
        }
    };
    is_name_list(names)
}

/// Capitalized words joined by "and" and commas.
fn is_name_list(names: &str) -> bool {
    let mut capitals = 0;
    for word in names
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '/' | '&' | '•' | '(' | ')'))
    {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        if word.is_empty() {
            continue;
        }
        if word.starts_with(char::is_uppercase) || word.contains('@') {
            capitals += 1;
        } else if !matches!(
            word,
            "and"
                | "for"
                | "in"
                | "of"
                | "the"
                | "at"
                | "with"
                | "de"
                | "van"
                | "von"
                | "al"
                | "bin"
                | "la"
                | "le"
                | "da"
                | "der"
                | "del"
                | "di"
                | "du"
                | "el"
                | "dos"
                | "y"
        ) {
            return word.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '/'))
                && capitals > 0;
        }
    }
    (1..=10).contains(&capitals)
}

/// A note that names agencies alone is a credit; one that names people tells of contributors.
pub(crate) fn kind_of_note(note: &str) -> ZoneKind {
    let bare = note.trim_matches(['(', ')', '[', ']', '.', ' ', '*', '_']);
    let lower = bare.to_lowercase();
    let rest = NOTES
        .iter()
        .filter(|cue| lower.starts_with(**cue))
        .filter_map(|cue| bare.get(cue.len()..))
        .min_by_key(|rest| rest.len());
    match rest {
        Some(rest) if is_agency(rest.trim()) => ZoneKind::Credit,
        None if is_agency(bare) => ZoneKind::Credit,
        _ => ZoneKind::Contributors,
    }
}

/// Where the contributors' note at the end of a paragraph begins: "… he said.(Reporting by …)".
pub(crate) fn note_at_end(paragraph: &str) -> Option<usize> {
    let closed = paragraph.trim_end_matches(['.', ' ', '*']);
    if closed.ends_with([')', ']']) {
        let open = if closed.ends_with(')') { '(' } else { '[' };
        let at = outermost(closed, open)?;
        let inside = closed.get(at + 1..)?.to_lowercase();
        let noted = NOTES.iter().any(|note| inside.starts_with(note));
        let agency = closed.get(at + 1..closed.len() - 1).is_some_and(is_agency);
        let ended = closed.get(..at)?.trim_end().ends_with(['.', '!', '?', '”', '"', '’']);
        return (at == 0 || ended).then_some(at).filter(|_| noted || agency);
    }
    // Without brackets it must follow a full stop and name people by capitals.
    let lower = paragraph.to_lowercase();
    if lower.len() != paragraph.len() {
        return None;
    }
    let at = NOTES.iter().take(5).filter_map(|note| lower.find(note)).min()?;
    let before = paragraph.get(..at)?.trim_end();
    let starts_high = paragraph.get(at..)?.starts_with(char::is_uppercase);
    let tail_words = paragraph.get(at..)?.split_whitespace().count();
    (starts_high && before.ends_with(['.', '”', '"']) && tail_words < 40).then_some(at)
}

/// Where the bracket that closes at the end was opened.
fn outermost(text: &str, open: char) -> Option<usize> {
    let close = if open == '(' { ')' } else { ']' };
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().rev() {
        if c == close {
            depth += 1;
        } else if c == open {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

fn is_agency(name: &str) -> bool {
    let name = name.trim_matches([' ', '.', ',', ';', '(', ')', '[', ']']);
    lexicon::agency_by_name(name).is_some()
        || name.strip_prefix("the ").is_some_and(|rest| lexicon::agency_by_name(rest).is_some())
}

/// Fills the agencies and people named in the zones that credit someone.
pub(crate) fn names(text: &str, structure: &mut Structure) {
    for zone in structure.zones.clone() {
        match zone.kind {
            ZoneKind::Byline | ZoneKind::Contributors | ZoneKind::Credit => {
                collect(text, zone.span, zone.kind, structure);
            }
            ZoneKind::Dateline => {}
            _ => {}
        }
    }
    if let Some(agency) = structure.dateline.and_then(|dateline| dateline.agency) {
        structure.credits.push(agency);
    }
    structure.credits.sort();
    structure.credits.dedup();
    structure.people.sort();
    structure.people.dedup();
}

fn collect(text: &str, zone: Span<Repaired>, kind: ZoneKind, structure: &mut Structure) {
    let line = zone.text(text);
    let mut start = 0;
    for (at, end) in separators(line).into_iter().chain([(line.len(), line.len())]) {
        let piece = trim(text, zone.start() + start, zone.start() + at);
        start = end;
        let piece = without_cue(text, piece);
        let name = piece.text(text);
        let words = name.split_whitespace().count();
        if is_agency(name) {
            structure.credits.push(piece);
        } else if kind != ZoneKind::Credit
            && (2..=5).contains(&words)
            && name.starts_with(char::is_uppercase)
            && !name.contains(['@', ':'])
            && !NOTES.iter().any(|note| {
                note.starts_with(name.to_lowercase().as_str())
                    || name.to_lowercase().starts_with(note)
            })
            && !name.split_whitespace().any(|word| {
                matches!(
                    word.to_lowercase().as_str(),
                    "staff"
                        | "news"
                        | "post"
                        | "times"
                        | "writer"
                        | "correspondent"
                        | "editor"
                        | "reporter"
                        | "press"
                        | "desk"
                )
            })
        {
            structure.people.push(piece);
        } else if kind == ZoneKind::Credit
            && (1..=3).contains(&words)
            && name.starts_with(char::is_uppercase)
            && name.chars().all(|c| c.is_alphabetic() || c == ' ')
            && line.contains(':')
        {
            structure.credits.push(piece);
        }
    }
}

/// Where names in a note are parted: (start, end) of each separator.
fn separators(line: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = line
        .char_indices()
        .filter(|(_, c)| {
            matches!(
                c,
                ',' | ';' | '|' | '(' | ')' | '[' | ']' | '/' | '&' | '•' | '\n' | '©' | ':'
            )
        })
        .map(|(at, c)| (at, at + c.len_utf8()))
        .collect();
    for word in [" and ", " AND ", " in ", " by ", " By ", " BY ", " at "] {
        found.extend(line.match_indices(word).map(|(at, word)| (at, at + word.len())));
    }
    found.sort_unstable();
    let mut last = 0;
    found.retain(|&(start, end)| {
        let keep = start >= last;
        if keep {
            last = end;
        }
        keep
    });
    found
}

fn without_cue(text: &str, piece: Span<Repaired>) -> Span<Repaired> {
    let name = piece.text(text);
    let cue = ["By ", "BY ", "by ", "Source: ", "the ", "Reporting ", "Copyright "]
        .iter()
        .find(|cue| name.starts_with(**cue))
        .map_or(0, |cue| cue.len());
    let digits = name.get(cue..).unwrap_or("").len()
        - name
            .get(cue..)
            .unwrap_or("")
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ')
            .len();
    let span = trim(text, piece.start() + cue + digits, piece.end());
    let kept = span.text(text).trim_end_matches(['.', '*']).len();
    Span::of(span.start()..span.start() + kept)
}
