//! Whose it is: credits and contributors' notes.

use wireroom_lexicon as lexicon;
use wireroom_model::ZoneKind;

use super::block::Block;
use super::byline::is_byline;
use super::signs;

/// How contributors' notes begin, in lower case.
pub(crate) const NOTES: &[&str] = &[
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
pub(crate) fn kind_of_line(text: &str, lower: &str, block: &Block) -> Option<ZoneKind> {
    let line = block.span.text(text);
    if block.words > 60 || line.len() > 500 {
        return None;
    }
    let ends = ['(', ')', '[', ']', '*', '_', ' ', '.', '—', '–', '-'];
    let (bare, lower) = (line.trim_matches(ends), lower.trim_matches(ends));
    if are_agencies(bare) {
        return Some(ZoneKind::Credit);
    }
    // "Written by Ann Lee" names the writer, "Written by Ann Lee; edited by Bo Ek" the helpers.
    let notes = if block.signs.has(signs::NOTE) {
        NOTES.iter().filter(|note| lower.contains(**note)).count()
    } else {
        0
    };
    if block.words <= 12
        && notes == 1
        && ["written by", "reported by"].iter().any(|cue| lower.starts_with(cue))
        && !line.starts_with(['(', '['])
        && is_byline(bare)
    {
        return Some(ZoneKind::Byline);
    }
    if notes > 0 && NOTES.iter().any(|note| lower.starts_with(note)) && block.words > 1
        || block.signs.has(signs::NOTE)
            && (lower.contains(" contributed to this ")
                || lower.ends_with(" contributed reporting"))
            && block.sentences(text) <= 2
            && block.words < 40
    {
        return Some(kind_of_note(line));
    }
    let holder =
        lower.strip_prefix("copyright").map(|rest| rest.trim_start_matches(['s', ':', ' ']));
    // "Copyright was not at stake" is told.
    let held = holder.is_some_and(|holder| {
        let at = bare.len().saturating_sub(holder.len());
        holder.starts_with("by ")
            || bare.get(at..).is_some_and(|holder| !holder.starts_with(char::is_lowercase))
    });
    if held || ["©", "(c) ", "℗"].iter().any(|cue| lower.starts_with(cue)) {
        // An outlet's own rights are printed on all its pages; another's say whose text it is.
        let kind = if names_agency(bare) { ZoneKind::Credit } else { ZoneKind::Furniture };
        return (block.words < 30).then_some(kind);
    }
    if is_service(lower, block) || is_first_print(lower, block) {
        return Some(ZoneKind::Credit);
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
    let from = lower.strip_prefix("by ").and_then(|rest| bare.get(bare.len() - rest.len()..));
    if from.is_some_and(are_agencies) {
        return Some(ZoneKind::Credit);
    }
    (block.words <= 16 && is_byline(bare)).then_some(ZoneKind::Byline)
}

/// "Herald wire services", "Staff and wire reports", "From news services".
fn is_service(lower: &str, block: &Block) -> bool {
    const ENDS: &[&str] = &[
        "wire services",
        "wire service",
        "wire reports",
        "wire report",
        "news services",
        "news service",
        "agency reports",
        "news agencies",
        "wires",
    ];
    block.words <= 6 && !block.ends_sentence && ENDS.iter().any(|end| lower.ends_with(end))
}

/// "This article was originally published by …", "First published in …".
fn is_first_print(lower: &str, block: &Block) -> bool {
    let opens = ["this ", "the ", "originally ", "first "];
    if block.words > 30 || !opens.iter().any(|cue| lower.starts_with(cue)) {
        return false;
    }
    let printed = ["published", "appeared", "posted", "printed"];
    ["originally ", "first "].iter().any(|cue| {
        let Some((before, after)) = lower.split_once(cue) else { return false };
        let Some(after) = printed.iter().find_map(|word| after.strip_prefix(word)) else {
            return false;
        };
        let places = [" by ", " in ", " on ", " at ", " with "];
        let placed = places.iter().any(|place| after.starts_with(place));
        let words = before.split_whitespace().count();
        let own = matches!(
            before.trim_start_matches("the ").split_whitespace().nth(1),
            None | Some("article" | "story" | "piece" | "post" | "report" | "essay" | "version")
        );
        placed && own && words <= 5
    })
}

/// Whether one of the capitalized names of a line is an agency's.
fn names_agency(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphabetic());
    let names =
        line.split(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '|' | '/' | ';'));
    names.map(str::trim).any(|name| {
        let name = name.strip_prefix("Copyright ").unwrap_or(name);
        let name = name.strip_prefix("by ").unwrap_or(name);
        is_agency(name.trim_start_matches(['©', ' ', '(', 'c', ')']))
    })
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
        Some(rest) if are_agencies(rest.trim()) => ZoneKind::Credit,
        None if are_agencies(bare) => ZoneKind::Credit,
        _ => ZoneKind::Contributors,
    }
}

/// Where the contributors' note at the end of a paragraph begins: "… he said.(Reporting by …)".
/// `noted` says whether the paragraph has a word of such notes at all.
pub(crate) fn note_at_end(paragraph: &str, noted: bool) -> Option<usize> {
    let closed = paragraph.trim_end_matches(['.', ' ', '*']);
    if closed.ends_with([')', ']']) {
        let open = if closed.ends_with(')') { '(' } else { '[' };
        let at = outermost(closed, open)?;
        let inside = closed.get(at + 1..)?.to_lowercase();
        let noted = NOTES.iter().any(|note| inside.starts_with(note));
        let agency = closed.get(at + 1..closed.len() - 1).is_some_and(are_agencies);
        let ended = closed.get(..at)?.trim_end().ends_with(['.', '!', '?', '”', '"', '’']);
        return (at == 0 || ended).then_some(at).filter(|_| noted || agency);
    }
    if !noted {
        return None;
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

/// Marks that may stand around a name.
const AROUND: [char; 8] = [' ', '.', ',', ';', '(', ')', '[', ']'];

pub(crate) fn is_agency(name: &str) -> bool {
    let name = name.trim_matches(AROUND);
    lexicon::agency_by_name(name).is_some()
        || name.strip_prefix("the ").is_some_and(|rest| lexicon::agency_by_name(rest).is_some())
}

/// "Reuters", "AP/Reuters", "with AFP and dpa".
fn are_agencies(names: &str) -> bool {
    if is_agency(names) {
        return true;
    }
    let names =
        names.strip_prefix("with ").or_else(|| names.strip_prefix("With ")).unwrap_or(names);
    // What joins names is looked for only where the first of them may be one.
    let pieces = names.split([' ', ',', '/', '&', '+', '|']);
    let first = pieces.map(|piece| piece.trim_matches(AROUND)).find(|piece| !piece.is_empty());
    names.len() <= 80
        && first.is_some_and(|first| first == "the" || lexicon::may_begin_agency(first))
        && names
            .split([',', '/', '&', '+', '|'])
            .flat_map(|names| names.split(" and "))
            .all(|name| is_agency(name.trim()))
}
