//! The dateline that opens a story: "ACCRA, Jan 4 (Reuters) –", "BEIJING --", "(AP) _",
//! "Istanbul:".
//!
//! What stands before the dash or colon must be places, dates and agencies and nothing else.

use wireroom_lexicon as lexicon;
use wireroom_model::Dateline;
use wireroom_text::{Repaired, Span};

use super::date_words::{is_month, is_weekday};
use super::trim;

/// How far a dateline reaches at most, in bytes.
const LONGEST: usize = 120;

/// The dateline at the head of a paragraph: where it ends, its dash included, and its parts.
pub(crate) fn at_head(text: &str, span: Span<Repaired>) -> Option<(usize, Dateline)> {
    let paragraph = span.text(text);
    if let Some(end) = agency_alone(paragraph) {
        let agency = trim(text, span.start() + 1, span.start() + end - 1);
        return Some((
            span.start() + end,
            Dateline { agency: Some(agency), ..Dateline::default() },
        ));
    }
    let (head_len, end, mark) = cut(paragraph)?;
    let head = paragraph.get(..head_len)?;
    let parts = parts(head)?;
    let dateline = judge(head, &parts, mark)?;
    let at = |range: &Option<(usize, usize)>| {
        range.map(|(start, stop)| trim(text, span.start() + start, span.start() + stop))
    };
    let dateline =
        Dateline { place: at(&dateline.0), date: at(&dateline.1), agency: at(&dateline.2) };
    Some((span.start() + end, dateline))
}

/// Where "(AFP)" ends that stands before the first sentence without a dash.
fn agency_alone(paragraph: &str) -> Option<usize> {
    let (name, rest) = paragraph.strip_prefix('(')?.split_once(')')?;
    let follows = rest.trim_start();
    let opens = rest.starts_with([' ', '\u{a0}']) && follows.starts_with(char::is_uppercase);
    let letters = name.chars().all(char::is_uppercase) && (2..=6).contains(&name.len());
    (opens && (lexicon::agency_by_name(name).is_some() || letters)).then_some(name.len() + 2)
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Dash,
    Colon,
    /// The paragraph ends with the dateline.
    End,
}

/// Where the head ends, where the mark behind it ends, and what mark it is.
fn cut(paragraph: &str) -> Option<(usize, usize, Mark)> {
    let mut depth = 0_usize;
    for (at, c) in paragraph.char_indices() {
        if at > LONGEST {
            return None;
        }
        // Most characters before a mark are letters and spaces.
        if c.is_ascii_alphanumeric() || c == ' ' {
            continue;
        }
        let before = paragraph.get(..at).unwrap_or("");
        let spaced = before.ends_with([' ', ')', '\u{a0}']);
        let tail = paragraph.get(at + c.len_utf8()..).unwrap_or("");
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '\n' => return None,
            '–' | '—' | '-' | '_' | '―' | '−' if depth == 0 => {
                let run = tail.len() - tail.trim_start_matches(['-', '–', '—', '_']).len();
                let end = at + c.len_utf8() + run;
                let rest = paragraph.get(end..).unwrap_or("");
                let open = rest.starts_with([' ', '\u{a0}', '\n']) || rest.is_empty();
                // "PLACE (Agency) –Text" comes too; a hyphen inside a word does not count.
                if spaced && (open || c != '-' || run > 0)
                    || run > 0
                    || c != '-' && open
                    || c == '—'
                {
                    return Some((at, end, Mark::Dash));
                }
            }
            ':' if depth == 0 => {
                let follows = tail.starts_with([' ', '\u{a0}']);
                return follows.then_some((at, at + 1, Mark::Colon));
            }
            // "PLACE, 4 Oct (Agency).- Text", as Spanish agencies write.
            '.' if depth == 0 && opens_dash(before, tail) => {
                let rest = tail.trim_start_matches([' ', '\u{a0}']);
                let text = rest.trim_start_matches(DASHES);
                return Some((at, at + 1 + tail.len() - text.len(), Mark::Dash));
            }
            '.' if depth == 0 && !spaced => {
                // Only the stops of abbreviations: "Jan. 4", "Calif.", "U.S.".
                let word = before.rsplit([' ', ',']).next().unwrap_or("");
                if word.chars().filter(|c| c.is_alphabetic()).count() > 5 {
                    return None;
                }
            }
            '"' | '“' | '?' | '!' | ';' => return None,
            _ => {}
        }
    }
    let short = paragraph.len() <= 60 && paragraph.ends_with(')');
    short.then_some((paragraph.len(), paragraph.len(), Mark::End))
}

const DASHES: [char; 4] = ['-', '–', '—', '_'];

/// Whether a stop belongs to the dash behind it.
fn opens_dash(before: &str, tail: &str) -> bool {
    tail.starts_with(DASHES)
        || before.ends_with(')') && tail.trim_start_matches([' ', '\u{a0}']).starts_with(DASHES)
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Part {
    Place { known: bool, capitals: bool },
    Date,
    Agency { bracketed: bool },
}

/// The parts of a head by commas and brackets, `None` if one is nothing of the kind.
fn parts(head: &str) -> Option<Vec<(Part, usize, usize)>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut bracketed = false;
    let cuts = head
        .char_indices()
        .filter(|(_, c)| matches!(c, ',' | '(' | ')' | '[' | ']' | '/' | '|' | '•'));
    for (at, c) in cuts.chain([(head.len(), ',')]) {
        let piece = head.get(start..at).unwrap_or("");
        let trimmed = piece.trim_matches([' ', '\u{a0}', '.']);
        if !trimmed.is_empty() {
            let from = start + (piece.len() - piece.trim_start().len());
            if found.len() > 5 {
                return None;
            }
            classify(piece.trim(), from, bracketed, &mut found)?;
        }
        bracketed = matches!(c, '(' | '[');
        start = (at + c.len_utf8()).min(head.len());
    }
    (!found.is_empty()).then_some(found)
}

fn classify(
    piece: &str,
    from: usize,
    bracketed: bool,
    found: &mut Vec<(Part, usize, usize)>,
) -> Option<()> {
    let to = from + piece.len();
    let words: Vec<&str> = piece.split_whitespace().collect();
    let dated = |word: &&str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        is_month(bare)
            || is_short_month_abroad(bare)
            || is_weekday(bare)
            || bare.chars().all(|c| c.is_ascii_digit()) && bare.len() <= 4
            || bare
                .trim_end_matches(|c: char| c.is_alphabetic())
                .chars()
                .all(|c| c.is_ascii_digit())
                && bare.len() <= 5
                && bare.starts_with(|c: char| c.is_ascii_digit())
    };
    if words.iter().all(dated) {
        found.push((Part::Date, from, to));
        return Some(());
    }
    if lexicon::agency_by_name(piece.trim_end_matches('.')).is_some()
        || lexicon::agency_by_name(piece).is_some()
    {
        found.push((Part::Agency { bracketed }, from, to));
        return Some(());
    }
    let capital = |word: &&str| {
        word.starts_with(char::is_uppercase)
            || matches!(
                *word,
                "of" | "the"
                    | "de"
                    | "la"
                    | "del"
                    | "da"
                    | "do"
                    | "and"
                    | "al"
                    | "el"
                    | "en"
                    | "am"
                    | "upon"
                    | "es"
                    | "du"
                    | "le"
                    | "di"
            )
    };
    if words.len() > 4 || !words.iter().all(capital) || piece.chars().any(|c| c.is_ascii_digit()) {
        // "ACCRA Jan 4": a place with the date right behind it.
        let split = words.iter().position(dated)?;
        let date: &str = words.get(split)?;
        let at = piece.find(date)?;
        if split == 0 || split > 3 || !words.get(split..)?.iter().all(dated) {
            return None;
        }
        let place = piece.get(..at)?.trim_end();
        if !place.split_whitespace().all(|word| capital(&word)) {
            return None;
        }
        found.push((place_part(place), from, from + place.len()));
        found.push((Part::Date, from + at, to));
        return Some(());
    }
    if bracketed {
        // An outlet's own name in brackets where an agency's would stand.
        let name = words.len() <= 3 && !words.iter().any(|word| word.len() < 2);
        name.then(|| found.push((Part::Agency { bracketed: false }, from, to)))
    } else {
        found.push((place_part(piece), from, to));
        Some(())
    }
}

/// Short months as Spanish and Portuguese agencies write them, where they differ from English.
fn is_short_month_abroad(word: &str) -> bool {
    matches!(word, "ene" | "fev" | "abr" | "ago" | "sep" | "set" | "out" | "dic" | "dez")
}

fn place_part(piece: &str) -> Part {
    let letters = piece.chars().filter(|c| c.is_alphabetic());
    let capitals = letters.clone().count() >= 3 && letters.clone().all(|c| !c.is_lowercase());
    let titled: String = if capitals { title_case(piece) } else { piece.to_string() };
    let known = !lexicon::places(&titled).is_empty()
        || lexicon::country_by_name(&titled).is_some()
        || lexicon::country_by_capital(&titled).is_some()
        || titled.ends_with('.') && titled.len() <= 6;
    Part::Place { known, capitals }
}

type Range = Option<(usize, usize)>;

/// Whether the parts make a dateline, and where place, date and agency stand.
fn judge(head: &str, parts: &[(Part, usize, usize)], mark: Mark) -> Option<(Range, Range, Range)> {
    let places: Vec<_> =
        parts.iter().filter(|(part, ..)| matches!(part, Part::Place { .. })).collect();
    let span = |of: &[&(Part, usize, usize)]| Some((of.first()?.1, of.last()?.2));
    // "March 3, 2026", "Thursday, Feb. 27": a comma parts no date.
    let dates = parts.iter().skip_while(|(part, ..)| *part != Part::Date);
    let dates: Vec<_> = dates.take_while(|(part, ..)| *part == Part::Date).collect();
    let date = span(&dates);
    let agency = parts
        .iter()
        .rev()
        .find(|(part, ..)| matches!(part, Part::Agency { .. }))
        .map(|&(_, from, to)| (from, to));
    let bracketed = parts.iter().any(|(part, ..)| *part == Part::Agency { bracketed: true });
    let known = places.iter().any(|(part, ..)| matches!(part, Part::Place { known: true, .. }));
    let capitals = matches!(places.first(), Some((Part::Place { capitals: true, .. }, ..)));
    let agency_known = agency.is_some_and(|(from, to)| {
        head.get(from..to)
            .is_some_and(|name| lexicon::agency_by_name(name.trim_end_matches('.')).is_some())
    });
    let few = places.len() <= 3;
    let sound = few
        && match mark {
            Mark::Dash => {
                bracketed
                    || agency_known && (known || date.is_some() || places.is_empty())
                    || known
                        && (capitals
                            || date.is_some()
                            || agency.is_some()
                            || places.len() == parts.len() && places.len() <= 2)
                    || capitals && date.is_some()
                    || capitals && agency.is_some()
            }
            Mark::Colon => (known && parts.len() <= 3) || agency_known && date.is_some(),
            Mark::End => bracketed,
        };
    sound.then(|| (span(&places), date, agency))
}

fn title_case(piece: &str) -> String {
    let mut out = String::with_capacity(piece.len());
    let mut open = true;
    for c in piece.chars() {
        if open {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        open = !c.is_alphanumeric();
    }
    out
}
