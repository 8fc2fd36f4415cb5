//! Whether a line is a date line: a date and what pages print beside it, and little else.

use super::clock::hour_at;
use super::date::{Found, dates};
use super::scan::{Kind, Token, scan};
use crate::lexicon::look_up;

/// Whether `line` is in essence a date line: a full date, or month, day and time, with nothing else
/// but the words that come with dates ("Posted on", "Updated", "min read"), who wrote it ("by …"),
/// or a short name set apart by a mark ("Andean Monitor - Oct 5, 2021").
///
/// Sentences, headings with a date in them, ranges of dates and copyright lines are none; where in
/// doubt, it is none.
#[must_use]
pub fn has_date(line: &str) -> bool {
    if line.len() > 160 {
        return false;
    }
    // Nearly all that have a digit are sentences: they are turned away before they are scanned.
    if line.split_whitespace().filter(|piece| tells(piece)).nth(MOST).is_some() {
        return false;
    }
    let line = scan(line);
    let full = dates(&line, true);
    if full.is_empty() {
        // Without a year only a time of day beside it tells a date line from a heading.
        let partial = dates(&line, false);
        if !(1..=2).contains(&partial.len()) {
            return false;
        }
        let roles = roles(&line, &partial);
        let timed = roles.contains(&Role::Hour);
        return timed && !roles.contains(&Role::Other) && !is_range(&line, &partial);
    }
    !is_range(&line, &full) && few_words(&line, &roles(&line, &full))
}

/// Words that a date line has at most beside those that come with dates.
const MOST: usize = 8;

/// Whether a piece between spaces begins with a word that is surely no part of a date, of a time or
/// of what comes with them.
fn tells(piece: &str) -> bool {
    let len = piece.bytes().take_while(u8::is_ascii_lowercase).count();
    let Some((text, rest)) = piece.split_at_checked(len).filter(|_| len > 3) else { return false };
    let token = Token { text, kind: Kind::Word, glued: false };
    !rest.starts_with(char::is_alphabetic)
        && look_up(text).class == 0
        && !token.is_one_of(CUES)
        && !token.is_one_of(&["author", "source"])
}

/// What a piece does in a date line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Date,
    Hour,
    /// "Posted", "on", "GMT": comes with dates.
    Cue,
    /// "by", "in": what follows is a name.
    Opens,
    /// A mark that sets apart.
    Part(Mark),
    /// A lone number: of comments, of readers.
    Number,
    /// Goes on with the piece before, or says nothing.
    Filler,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bar,
    Dash,
    Comma,
}

fn roles(line: &[Token<'_>], found: &[Found]) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::with_capacity(line.len());
    while let Some(token) = line.get(roles.len()) {
        let at = roles.len();
        if let Some(date) = found.iter().find(|date| date.start == at) {
            roles.resize(date.end.max(at + 1), Role::Date);
            continue;
        }
        let behind =
            roles.last() == Some(&Role::Date) || matches!(roles.last(), Some(Role::Part(_)));
        let hour = hour_at(line, at).filter(|hour| {
            (hour.sure || behind) && !found.iter().any(|date| (at..hour.end).contains(&date.start))
        });
        if let Some(hour) = hour {
            roles.resize(hour.end, Role::Hour);
            continue;
        }
        roles.push(role(token, &roles));
    }
    roles
}

fn role(token: &Token<'_>, before: &[Role]) -> Role {
    let last = before.last();
    match token.kind {
        Kind::Mark if token.is_mark("|·•∙‧●►»/;") => Role::Part(Mark::Bar),
        Kind::Mark if token.is_dash() && !token.glued => Role::Part(Mark::Dash),
        Kind::Mark if token.text == "," => Role::Part(Mark::Comma),
        // A sentence, a notice of rights.
        Kind::Mark if token.is_mark("!?©®“”\"") => Role::Other,
        // "Source: …" says what the date is of.
        Kind::Mark if token.text == ":" && last == Some(&Role::Other) => Role::Other,
        Kind::Mark => Role::Filler,
        Kind::Number => Role::Number,
        Kind::Word if token.is_weekday() || token.is_one_of(CUES) => Role::Cue,
        Kind::Word if token.is_one_of(&["by", "author", "in", "source", "via"]) => Role::Opens,
        Kind::Word if token.glued && matches!(last, Some(Role::Other | Role::Filler)) => {
            Role::Filler
        }
        Kind::Word if token.is_zone() && before.contains(&Role::Hour) => Role::Cue,
        // "20210323T…", "3rd", "5K".
        Kind::Word if token.glued && token.text.len() <= 2 => Role::Filler,
        Kind::Word => Role::Other,
    }
}

const CUES: &[&str] = &[
    "publish",
    "published",
    "publication",
    "posted",
    "updated",
    "update",
    "modified",
    "edited",
    "created",
    "issued",
    "released",
    "release",
    "filed",
    "dated",
    "added",
    "uploaded",
    "submitted",
    "date",
    "time",
    "local",
    "last",
    "first",
    "on",
    "at",
    "as",
    "of",
    "the",
    "ago",
    "a",
    "an",
    "min",
    "mins",
    "minute",
    "minutes",
    "hour",
    "hours",
    "hrs",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "read",
    "reads",
    "reading",
    "comment",
    "comments",
    "view",
    "views",
    "share",
    "shares",
    "today",
];

/// Words in a row between marks, and what surrounds them.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    words: usize,
    small: usize,
    opened: bool,
    dated: bool,
    dashed: bool,
    comma: bool,
}

fn few_words(line: &[Token<'_>], roles: &[Role]) -> bool {
    let cued = roles.contains(&Role::Hour)
        || line.iter().any(|token| {
            token.is_one_of(&["published", "posted", "updated", "date", "created", "issued"])
        });
    let numbers = roles.iter().filter(|role| **role == Role::Number).count();
    let ends =
        line.last().is_some_and(|token| token.text == ".") && roles.last() == Some(&Role::Filler);
    let mut words = 0;
    let mut run = Run::default();
    let mut seen = false;
    let mut fits = numbers <= 4;
    for (at, (token, role)) in line.iter().zip(roles).enumerate() {
        match role {
            Role::Part(mark) => {
                run.comma |= *mark == Mark::Comma;
                fits &= run.fits(cued);
                words += run.words;
                // A name may stand behind a dash only where more than the dash says it is no heading.
                let dashed = *mark == Mark::Dash && seen;
                // "by Ana Lind, Andean Monitor": a comma does not end what "by" opened.
                let opened = *mark == Mark::Comma && run.opened && !run.dated;
                run = Run { dashed, opened, comma: *mark == Mark::Comma, ..Run::default() };
            }
            Role::Date => {
                // "by Ana Lind March 3, 2021": the date ends the name.
                if !run.dated && run.opened {
                    fits &= run.fits(cued);
                    words += run.words;
                    run = Run::default();
                }
                run.dated = true;
                seen = true;
            }
            Role::Opens if run.words == 0 && (cued || token.is_one_of(&["by", "author"])) => {
                run.opened = true
            }
            Role::Other | Role::Opens => {
                run.words += 1;
                run.small += usize::from(!is_name(line, at));
            }
            Role::Hour | Role::Cue | Role::Number | Role::Filler => {}
        }
    }
    fits &= run.fits(cued);
    words += run.words;
    fits && words <= MOST && !(ends && words > 0)
}

impl Run {
    fn fits(self, cued: bool) -> bool {
        if self.words == 0 {
            return true;
        }
        if self.opened {
            return self.words <= 6 && self.small <= 2;
        }
        let most = if self.comma { 2 } else { 5 };
        !self.dated && self.small == 0 && self.words <= most && (!self.dashed || cued)
    }
}

/// A word with a capital, one that names are joined with, or a site's name ("lind.example").
fn is_name(line: &[Token<'_>], at: usize) -> bool {
    let Some(token) = line.get(at) else { return false };
    let site = line.get(at + 1).is_some_and(|mark| mark.glued && mark.text == ".")
        && line.get(at + 2).is_some_and(|word| word.glued && word.kind == Kind::Word);
    token.is_capital()
        || site
        || token.is_one_of(&["and", "de", "del", "da", "di", "van", "von", "la", "le", "al"])
}

/// "12-15 March 2021", "12 March 2021 – 15 March 2021".
fn is_range(line: &[Token<'_>], found: &[Found]) -> bool {
    let dash = |at: Option<usize>| at.and_then(|at| line.get(at)).filter(|token| token.is_dash());
    let days = found.iter().any(|date| {
        dash(date.start.checked_sub(1)).is_some()
            && date.start.checked_sub(2).and_then(|at| line.get(at)).is_some_and(|token| {
                token.kind == Kind::Number && token.text.len() <= 2 || token.month().is_some()
            })
    });
    let dates = found.windows(2).any(|pair| match pair {
        [a, b] => b.start == a.end + 1 && dash(Some(a.end)).is_some(),
        _ => false,
    });
    days || dates
}
