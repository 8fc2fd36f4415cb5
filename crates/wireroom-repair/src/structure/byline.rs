//! Lines that say who wrote it: "By Ann Lee", "author: Ann Lee", "Ann Lee, staff writer", "From our
//! correspondent in Quillan".
//!
//! Told by the words that introduce a writer, by what a writer is called, and by capitals. No names
//! are known here.

use wireroom_lexicon as lexicon;

use super::credit::is_agency;
use crate::words::lower;

/// Words before a name that leave no doubt, in lower case.
const CUES: &[&str] = &[
    "by ",
    "by: ",
    "by-line: ",
    "byline: ",
    "author: ",
    "authors: ",
    "author(s): ",
    "posted by ",
    "published by ",
    "words by ",
    "words: ",
    "text by ",
    "text: ",
    "story by ",
    "story: ",
    "report by ",
    "reported by ",
    "written by ",
    "written by: ",
    "article by ",
    "submitted by ",
    "reporter: ",
    "journalist: ",
    "correspondent: ",
    "writer: ",
    "editor: ",
    "autor: ",
    "autora: ",
    "auteur: ",
    "autore: ",
    "автор: ",
    "von: ",
    "por: ",
];

/// Words before a name that may also begin a sentence.
const WEAK_CUES: &[&str] =
    &["reporter ", "correspondent ", "journalist ", "writer ", "author ", "von ", "por ", "par "];

/// What a writer is called; a byline's last word.
const ROLES: &[&str] = &[
    "writer",
    "writers",
    "reporter",
    "reporters",
    "correspondent",
    "correspondents",
    "editor",
    "editors",
    "columnist",
    "contributor",
    "contributors",
    "journalist",
    "journalists",
    "stringer",
    "bureau",
    "desk",
    "newsroom",
    "freelancer",
    "staff",
    "report",
    "reports",
    "chief",
    "producer",
];

/// Whether a line is a byline, wherever it stands.
pub(crate) fn is_byline(line: &str) -> bool {
    let lower = lower(line);
    if let Some(rest) = after_cue(line, &lower, CUES) {
        // "Text: Ann Lee; photos: Bo Ek".
        let (rest, more) = rest.split_once(';').unwrap_or((rest, ""));
        let more = more.trim_start().to_lowercase();
        let also = more.is_empty()
            || ["photo", "picture", "image", "graphic", "video", "map", "illustration", "edit"]
                .iter()
                .any(|cue| more.starts_with(cue));
        return also && (is_name_list(rest) || is_unnamed(&rest.to_lowercase()));
    }
    // A name, a bar and an agency.
    let mut pieces = line.split(['|', ',', '•']);
    match (pieces.next(), pieces.next(), pieces.next()) {
        (Some(name), Some(agency), None) => is_agency(agency.trim()) && is_name_list(name),
        _ => false,
    }
}

/// Whether a line outside the story is a byline: a name and what its bearer is, either way round,
/// or a writer without a name.
pub(crate) fn is_byline_outside(line: &str) -> bool {
    if line.len() > 120 || line.ends_with(['!', '?', ':', '"', '”']) {
        return false;
    }
    let lower = lower(line);
    if let Some(rest) = after_cue(line, &lower, WEAK_CUES)
        && (2..=4).contains(&rest.split_whitespace().count())
        && is_capitals(rest)
    {
        return true;
    }
    if is_unnamed(&lower) {
        return true;
    }
    if is_full_name(line) {
        return true;
    }
    let line = line.replace(" - ", "|").replace(['–', '—', '•', '·', ','], "|");
    let pieces: Vec<&str> = line.split(['|', '/', '\n']).map(str::trim).collect();
    let Some((name, rest)) = pieces.split_first() else { return false };
    let named = (2..=5).contains(&name.split_whitespace().count()) && is_capitals(name);
    named
        && !rest.is_empty()
        && rest.len() <= 3
        && rest.iter().all(|piece| piece.split_whitespace().count() <= 6)
        && rest.iter().any(|piece| is_role(&piece.to_lowercase()))
}

/// A given name and a surname, and nothing else but an outlet in capitals like them.
fn is_full_name(line: &str) -> bool {
    let (name, outlet) = line.split_once(',').unwrap_or((line, ""));
    let mut words = name.split_whitespace();
    let given = words.next().unwrap_or("");
    let surname = words.next_back().unwrap_or("");
    let middle = words.count();
    let screams = |piece: &str| !piece.contains(char::is_lowercase);
    given.starts_with(char::is_uppercase)
        && lexicon::is_given_name(&given.to_lowercase())
        && surname.chars().count() > 1
        && (lexicon::is_surname(&surname.to_lowercase()) || screams(name) && !outlet.is_empty())
        && middle <= 1
        && is_capitals(name)
        && (outlet.is_empty() || screams(name) == screams(outlet) && is_capitals(outlet.trim()))
        && outlet.split_whitespace().count() <= 3
}

/// Whether what introduces a writer opens a line: "by …", "author: …".
pub(crate) fn opens_with_cue(line: &str) -> bool {
    after_cue(line, &line.to_lowercase(), CUES).is_some()
}

/// Whether a word is what a writer is called.
pub(crate) fn is_role_word(word: &str) -> bool {
    ROLES.contains(&word.to_lowercase().as_str())
}

/// Capitalized words joined by "and" and commas.
pub(crate) fn is_name_list(names: &str) -> bool {
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
        } else if !(is_joint(word) || capitals > 1 && is_role_word(word)) {
            return word.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '/'))
                && capitals > 0;
        }
    }
    (1..=10).contains(&capitals)
}

/// The rest of `line` behind one of the cues, whatever its case.
fn after_cue<'a>(line: &'a str, lower: &str, cues: &[&str]) -> Option<&'a str> {
    let cue = cues.iter().find(|cue| begins(lower, cue))?;
    // Lower case may be longer or shorter; the cues are letters of which it is not.
    let rest = line.get(cue.len()..)?.trim();
    (!rest.is_empty()).then_some(rest)
}

/// Whether a line begins with a phrase: by its first byte, of nearly all that are asked.
pub(crate) fn begins(line: &str, phrase: &str) -> bool {
    line.as_bytes().first() == phrase.as_bytes().first() && line.starts_with(phrase)
}

/// Words of names alone.
fn is_capitals(names: &str) -> bool {
    let mut words = 0;
    names.split_whitespace().all(|word| {
        words += 1;
        let high = word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
        high || words > 1 && is_joint(word)
    })
}

fn is_role(lower: &str) -> bool {
    let last = lower.split_whitespace().next_back().unwrap_or("");
    let before = lower.strip_suffix(last).unwrap_or("").trim_end();
    (ROLES.contains(&last) && !before.ends_with("police") && !before.ends_with("fire"))
        || lower.starts_with("special to ")
        || lower.starts_with("special for ")
        || lower.starts_with("staff ")
        || [" correspondent in ", " reporter in ", " writer in "]
            .iter()
            .any(|role| lower.contains(role))
}

/// "our correspondent in Quillan", "staff reporter", "from our own correspondents", "news desk".
fn is_unnamed(lower: &str) -> bool {
    let words: Vec<&str> = lower
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    let Some(role) = words.iter().position(|word| ROLES.contains(word)) else { return false };
    let opens = words.iter().take(role).all(|word| {
        matches!(
            *word,
            "from"
                | "by"
                | "our"
                | "own"
                | "a"
                | "an"
                | "the"
                | "staff"
                | "special"
                | "news"
                | "web"
                | "online"
                | "city"
                | "national"
                | "foreign"
                | "international"
                | "digital"
                | "business"
                | "sports"
                | "political"
                | "senior"
                | "chief"
                | "newsroom"
                | "agency"
                | "wire"
        )
    });
    let tail = words.get(role + 1..).unwrap_or(&[]);
    let ends = match tail.first() {
        None => true,
        Some(&("in" | "at" | "from")) => tail.len() <= 4,
        Some(word) => tail.len() == 1 && ROLES.contains(word),
    };
    // "Report" and "staff" alone are labels of other things.
    opens && ends && (role > 0 || tail.len() == 1)
}

/// Small words inside names and between them.
fn is_joint(word: &str) -> bool {
    matches!(
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
            | "den"
            | "ter"
            | "del"
            | "di"
            | "du"
            | "el"
            | "dos"
            | "y"
            | "e"
            | "und"
            | "et"
    )
}
