//! Text damaged by programs: decoded wrongly, escaped, sown with characters that show nothing,
//! its words run together or broken.

use super::{COMPOSED, Dice, FITTED, composed, row};
use crate::Row;
use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};

/// Characters that show nothing, and marks of direction.
const INVISIBLE: &str =
    "\u{200b}\u{200c}\u{200d}\u{feff}\u{2060}\u{ad}\u{200e}\u{202c}\u{2063}\u{34f}";

/// Entities with names; the rest are numbers.
const NAMED: [(char, &str); 20] = [
    ('&', "amp"),
    ('"', "quot"),
    ('<', "lt"),
    ('>', "gt"),
    ('’', "rsquo"),
    ('‘', "lsquo"),
    ('“', "ldquo"),
    ('”', "rdquo"),
    ('–', "ndash"),
    ('—', "mdash"),
    ('…', "hellip"),
    ('é', "eacute"),
    ('è', "egrave"),
    ('ä', "auml"),
    ('ö', "ouml"),
    ('ü', "uuml"),
    ('ß', "szlig"),
    ('ç', "ccedil"),
    ('«', "laquo"),
    ('»', "raquo"),
];

pub(super) fn rows(english: &[String]) -> Vec<Row> {
    let mut found = Vec::new();
    for (times, name) in [(1, "once"), (2, "twice"), (3, "three times")] {
        let measure = format!("newscluster dev, UTF-8 read as Windows-1252 {name}");
        found.push(row(&measure, english, FITTED, |text, _| misread(text, WINDOWS_1252, times)));
        let measure = format!("composed, all languages, UTF-8 read as Windows-1252 {name}");
        let texts = composed(&[]);
        found.push(row(&measure, &texts, COMPOSED, |text, _| misread(text, WINDOWS_1252, times)));
        let measure = format!("composed, all languages, UTF-8 read as Windows-1251 {name}");
        found.push(row(&measure, &texts, COMPOSED, |text, _| misread(text, WINDOWS_1251, times)));
    }
    let swap = |text: &str, written: &'static Encoding, read: &'static Encoding| {
        let lines = text.lines().map(|line| {
            let (bytes, _, lost) = written.encode(line);
            // What the encoding cannot hold was never written in it.
            if lost { line.to_owned() } else { decoded(&bytes, read) }
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    for name in ["Russian", "Ukrainian"] {
        let measure = format!("composed {name}, Windows-1251 read as Windows-1252");
        found.push(row(&measure, &composed(&[name]), COMPOSED, |text, _| {
            swap(text, WINDOWS_1251, WINDOWS_1252)
        }));
    }
    for name in ["German", "French"] {
        let measure = format!("composed {name}, Windows-1252 read as Windows-1251");
        found.push(row(&measure, &composed(&[name]), COMPOSED, |text, _| {
            swap(text, WINDOWS_1252, WINDOWS_1251)
        }));
    }
    for (depth, name) in [(0, "once"), (1, "twice")] {
        let measure = format!("newscluster dev, characters as entities, escaped {name}");
        found.push(row(&measure, english, FITTED, |text, dice| escaped(text, depth, dice)));
    }
    let measure = "composed German, French, Russian and Greek, characters as entities";
    let texts = composed(&["German", "French", "Russian", "Greek"]);
    found.push(row(measure, &texts, COMPOSED, |text, dice| escaped(text, 0, dice)));
    let measure = "newscluster dev with invisible characters behind 3 % of characters";
    found.push(row(measure, english, FITTED, sown));
    let measure = "composed German, French, Russian and Greek, the same";
    found.push(row(measure, &texts, COMPOSED, sown));
    let measure = "newscluster dev, a space lost behind half of the stops";
    found.push(row(measure, english, FITTED, run_together));
    let measure = "newscluster dev, 3 % of long words broken by a hyphen and a space";
    found.push(row(measure, english, FITTED, |text, dice| broken(text, "- ", 30, dice)));
    let measure = "newscluster dev, 10 % of long words with a soft hyphen";
    found.push(row(measure, english, FITTED, |text, dice| broken(text, "\u{ad}", 100, dice)));
    found
}

fn decoded(bytes: &[u8], encoding: &'static Encoding) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn misread(text: &str, encoding: &'static Encoding, times: usize) -> String {
    (0..times).fold(text.to_owned(), |text, _| decoded(text.as_bytes(), encoding))
}

fn escaped(text: &str, depth: usize, dice: &mut Dice) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() && !matches!(c, '&' | '<' | '>' | '"') {
            out.push(c);
            continue;
        }
        out.push('&');
        out.push_str(&"amp;".repeat(depth));
        match (NAMED.iter().find(|(named, _)| *named == c), dice.below(3)) {
            (Some((_, name)), 0 | 1) => out.push_str(name),
            (_, 0) => out.push_str(&format!("#x{:x}", c as u32)),
            _ => out.push_str(&format!("#{}", c as u32)),
        }
        out.push(';');
    }
    out
}

pub(super) fn sown(text: &str, dice: &mut Dice) -> String {
    let choices: Vec<char> = INVISIBLE.chars().collect();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        out.push(c);
        if c != '\n' && dice.below(1000) < 30 {
            out.push(choices[dice.below(choices.len())]);
        }
    }
    out
}

/// "said. The" as "said.The".
fn run_together(text: &str, dice: &mut Dice) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut before = [' ', ' '];
    while let Some(c) = chars.next() {
        let lost = c == ' '
            && matches!(before[1], '.' | '!' | '?')
            && before[0].is_lowercase()
            && chars.peek().is_some_and(|next| next.is_uppercase())
            && dice.below(2) == 0;
        if !lost {
            out.push(c);
        }
        before = [before[1], c];
    }
    out
}

/// Words of seven and more small letters, by chance, with `mark` set in.
fn broken(text: &str, mark: &str, per_mille: usize, dice: &mut Dice) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        let core = piece.trim_matches(|c: char| !c.is_ascii_alphabetic());
        let fits = core.len() > 6 && core.bytes().all(|byte| byte.is_ascii_lowercase());
        if fits && dice.below(1000) < per_mille {
            let at = 2 + dice.below(core.len() - 4);
            let (head, tail) = core.split_at(at);
            out.push_str(&piece.replacen(core, &format!("{head}{mark}{tail}"), 1));
        } else {
            out.push_str(piece);
        }
    }
    out
}
