//! Characters that show nothing: controls, zero-width characters, marks of direction.
//!
//! Joiners stay where a script or an emoji needs them, marks of direction stay in lines with letters
//! written from right to left, a zero-width space stays where a script parts words with it.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};
use wireroom_model::RepairRule;

use crate::draft::Found;
use crate::kind::{INVISIBLE, kind};

/// Whether `c` shows nothing and is no white space; it may still be needed where it stands.
fn is_invisible(c: char) -> bool {
    if c.is_ascii() { shows_nothing(c) } else { kind(c) & INVISIBLE != 0 }
}

/// The same, worked out.
pub(crate) fn shows_nothing(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}'
        | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0001}' | '\u{e0020}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180d}'
        | '\u{1d173}'..='\u{1d17a}')
}

/// The characters of `text` that show nothing and serve nothing, each run as one find.
pub(crate) fn find(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut line = Line { range: 0..0, right_to_left: false };
    let mut at = 0;
    while let Some(start) = next(text, at) {
        let rest = text.get(start..).unwrap_or("");
        let length = rest.find(|c| !is_invisible(c)).unwrap_or(rest.len());
        let (run, behind) = rest.split_at(length);
        let before = text.get(..start).and_then(|head| head.chars().next_back());
        let after = behind.chars().next();
        if start >= line.range.end {
            line = Line::around(text, start);
        }
        let mut start = start;
        for c in run.chars() {
            let stop = start + c.len_utf8();
            if !needed(c, before, after, line.right_to_left) {
                match found.last_mut() {
                    Some(last) if last.shown.end == start => last.shown.end = stop,
                    _ => found.push(Found::whole(
                        start..stop,
                        "",
                        RepairRule::InvisibleCharacter,
                        0.98,
                    )),
                }
            }
            start = stop;
        }
        at = start;
    }
    found
}

/// Where the next character that shows nothing stands, from byte `at` on.
fn next(text: &str, at: usize) -> Option<usize> {
    let mut from = at;
    loop {
        let worth = |byte: &u8| *byte >= 0x7f || *byte < 0x20;
        from += text.as_bytes().get(from..)?.iter().position(worth)?;
        for c in text.get(from..)?.chars() {
            let plain = c.is_ascii() && !c.is_ascii_control();
            if !plain && is_invisible(c) {
                return Some(from);
            }
            from += c.len_utf8();
            if plain {
                break;
            }
        }
    }
}

fn needed(c: char, before: Option<char>, after: Option<char>, right_to_left: bool) -> bool {
    let beside = |test: fn(char) -> bool| before.is_some_and(test) || after.is_some_and(test);
    match c {
        '\u{200c}' | '\u{200d}' => {
            let between =
                |test: fn(char) -> bool| before.is_some_and(test) && after.is_some_and(test);
            beside(shapes_by_joiners) || between(is_pictorial)
        }
        '\u{200b}' | '\u{2060}' => beside(parts_without_spaces),
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            right_to_left && !(before.is_some_and(is_latin) && after.is_some_and(is_latin))
        }
        '\u{fe00}'..='\u{fe0f}' => before.is_some_and(|c| takes_variants(c, after)),
        '\u{e0100}'..='\u{e01ef}' => before.is_some_and(|c| c.script() == Script::Han),
        '\u{180b}'..='\u{180d}' => beside(|c| c.script() == Script::Mongolian),
        '\u{1d173}'..='\u{1d17a}' => beside(|c| ('\u{1d100}'..='\u{1d1ff}').contains(&c)),
        '\u{e0020}'..='\u{e007f}' => before.is_some_and(is_pictorial),
        '\u{180e}' | '\u{34f}' | '\u{17b4}' | '\u{17b5}' => beside(|c| !is_plain(c)),
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => {
            beside(|c| c.script() == Script::Hangul)
        }
        _ => false,
    }
}

/// Scripts whose letters never need a joiner, and everything that is no letter.
fn is_plain(c: char) -> bool {
    c.is_ascii()
        || matches!(
            c.script(),
            Script::Latin
                | Script::Cyrillic
                | Script::Greek
                | Script::Armenian
                | Script::Georgian
                | Script::Common
                | Script::Inherited
                | Script::Unknown
        )
}

fn shapes_by_joiners(c: char) -> bool {
    !is_plain(c) && !matches!(c.script(), Script::Han | Script::Hiragana | Script::Katakana)
}

fn parts_without_spaces(c: char) -> bool {
    !is_plain(c)
}

fn is_pictorial(c: char) -> bool {
    matches!(c as u32, 0x1f000..=0x1faff | 0x2190..=0x2bff | 0xa9 | 0xae | 0x203c
        | 0x2049 | 0x2122 | 0x2139 | 0x3030 | 0x303d | 0x3297 | 0x3299)
        && !c.is_alphabetic()
}

/// Pictures, keycaps, signs, and letters of scripts that have variants of form.
fn takes_variants(c: char, after: Option<char>) -> bool {
    let letter = c.is_alphabetic() && !is_plain(c);
    let eastern = matches!(c as u32, 0x3001..=0x303f | 0xff01..=0xff1f);
    let keycap = after == Some('\u{20e3}') && matches!(c, '#' | '*' | '0'..='9');
    letter || eastern || keycap || is_pictorial(c)
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
}

/// A line of the text, and whether anything in it is written from right to left.
struct Line {
    range: Range<usize>,
    right_to_left: bool,
}

impl Line {
    /// The line that byte `at` is in.
    fn around(text: &str, at: usize) -> Self {
        let (head, tail) = (text.get(..at).unwrap_or(""), text.get(at..).unwrap_or(""));
        let start = head.rfind('\n').map_or(0, |end| end + 1);
        let end = tail.find('\n').map_or(text.len(), |length| at + length + 1);
        let right_to_left =
            text.get(start..end).is_some_and(|line| line.contains(is_right_to_left));
        Self { range: start..end, right_to_left }
    }
}

fn is_right_to_left(c: char) -> bool {
    matches!(c as u32, 0x590..=0x61b | 0x61d..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefc | 0x10800..=0x10fff
        | 0x1e800..=0x1efff)
}
