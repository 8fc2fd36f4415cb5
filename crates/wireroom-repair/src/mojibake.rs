//! Text decoded with the wrong encoding: UTF-8 read as Windows-1252, Latin-1 or Windows-1251, and
//! Windows-1251 read as Windows-1252.
//!
//! Only stretches that decode to valid text, and only where the reading as it stands is not one
//! that a language would write: "É…" and "Ã" at the end of a word in capitals stay. Text that was
//! decoded wrongly twice comes right in two rounds.

use std::ops::Range;

use wireroom_model::RepairRule;

use crate::draft::Found;

/// The character that Windows-1252 has at `byte`, `None` where it has none.
pub(crate) fn windows_1252(byte: u8) -> Option<char> {
    match byte {
        0x80..=0x9f => {
            HIGH_1252.get(usize::from(byte - 0x80)).copied().filter(|&c| c != '\u{fffd}')
        }
        _ => Some(char::from(byte)),
    }
}

/// Whether `c` can begin a wrongly decoded stretch.
pub(crate) fn could_start(c: char) -> bool {
    matches!(c as u32, 0x80..=0x9f | 0xc0..=0xff) || ('В'..='ф').contains(&c)
}

/// Whether `c` can come second in a wrongly decoded stretch.
pub(crate) fn could_go_on(c: char) -> bool {
    let tail = |byte: Option<u8>| byte.is_some_and(|byte| (0x80..=0xbf).contains(&byte));
    matches!(c as u32, 0x80..=0xff) || !c.is_ascii() && (tail(byte_1252(c)) || tail(byte_1251(c)))
}

/// The stretches of `text` that were decoded wrongly.
pub(crate) fn find(text: &str) -> Vec<Found> {
    let mut found = read_as(text, byte_1252, Reading::Western);
    if text.chars().any(|c| ('\u{400}'..='\u{45f}').contains(&c)) {
        found.extend(read_as(text, byte_1251, Reading::Cyrillic));
    }
    if found.is_empty() {
        found.extend(cyrillic_read_as_western(text));
    }
    found.extend(controls(text));
    found
}

#[derive(Clone, Copy, PartialEq)]
enum Reading {
    Western,
    Cyrillic,
}

/// A UTF-8 sequence found in wrongly decoded form.
struct Sequence {
    range: Range<usize>,
    meant: char,
    length: usize,
}

fn read_as(text: &str, byte_of: fn(char) -> Option<u8>, reading: Reading) -> Vec<Found> {
    let mut found = Vec::new();
    let mut run: Vec<Sequence> = Vec::new();
    let mut at = 0;
    let lead = |c: char| !c.is_ascii() && could_start(c);
    while let Some(step) = text.get(at..).and_then(|rest| rest.find(lead)) {
        at += step;
        if let Some(sequence) = sequence(text, at, byte_of) {
            let joins = run.last().is_some_and(|last| last.range.end == at);
            if !joins {
                settle(text, &mut run, reading, &mut found);
            }
            at = sequence.range.end;
            run.push(sequence);
        } else {
            at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        }
    }
    settle(text, &mut run, reading, &mut found);
    found
}

fn sequence(text: &str, at: usize, byte_of: fn(char) -> Option<u8>) -> Option<Sequence> {
    let mut bytes = [0_u8; 4];
    let mut length = 0;
    let mut want = 1;
    let mut end = at;
    for c in text.get(at..)?.chars() {
        if length == want {
            break;
        }
        let byte = byte_of(c)?;
        if length == 0 {
            want = match byte {
                0xc2..=0xdf => 2,
                0xe0..=0xef => 3,
                0xf0..=0xf4 => 4,
                _ => return None,
            };
        } else if !(0x80..=0xbf).contains(&byte) {
            return None;
        }
        *bytes.get_mut(length)? = byte;
        length += 1;
        end += c.len_utf8();
    }
    let meant = std::str::from_utf8(bytes.get(..length)?).ok()?.chars().next()?;
    (length == want).then_some(Sequence { range: at..end, meant, length })
}

/// Takes a run of adjoining sequences if the text is better for it.
fn settle(text: &str, run: &mut Vec<Sequence>, reading: Reading, found: &mut Vec<Found>) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
    let range = first.range.start..last.range.end;
    let before = text.get(..range.start).and_then(|head| head.chars().next_back());
    let after = text.get(range.end..).and_then(|tail| tail.chars().next());
    let take = match reading {
        Reading::Western => western(run, before, after),
        Reading::Cyrillic => cyrillic(run, before, after),
    };
    if take {
        let meant: String = run.iter().map(|sequence| sequence.meant).collect();
        found.push(Found::whole(range, meant, RepairRule::Mojibake, 0.95));
    }
    run.clear();
}

fn western(run: &[Sequence], before: Option<char>, after: Option<char>) -> bool {
    if run.iter().any(|sequence| !sensible(sequence.meant)) || after == Some('€') {
        return false;
    }
    // Three bytes in a row that happen to be UTF-8 stand in no language's writing.
    if run.iter().any(|sequence| sequence.length > 2) {
        return true;
    }
    let one_script = run.len() > 1 && run.iter().all(|sequence| sequence.meant.is_alphabetic());
    if one_script {
        return true;
    }
    let lower = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let upper = |c: Option<char>| c.is_some_and(char::is_uppercase);
    run.iter().all(|sequence| match sequence.meant {
        // "Â£", "Â ", "Â»": C2 and a sign.
        meant @ '\u{a0}'..='\u{bf}' => !upper(before) || meant == '\u{a0}' || lower(after),
        // "Ã©": C3 and a letter, in a word in small letters or at its head.
        '\u{c0}'..='\u{ff}' => !upper(before) || lower(after),
        // Any other lead byte is a plain capital of Western languages ("É…", "Ž").
        meant => meant.is_alphabetic() && lower(before) && (lower(after) || run.len() > 1),
    })
}

fn cyrillic(run: &[Sequence], before: Option<char>, after: Option<char>) -> bool {
    if run.iter().any(|sequence| !sensible(sequence.meant)) {
        return false;
    }
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let punctuation = |c: char| matches!(c as u32, 0x2010..=0x2044 | 0x20ac | 0x2122);
    if run.iter().all(|sequence| sequence.length == 3 && punctuation(sequence.meant)) {
        return true;
    }
    // UTF-8 Cyrillic read as Windows-1251: capitals Р and С at every other place.
    let own = run.iter().filter(|sequence| ('А'..='ё').contains(&sequence.meant)).count();
    if own >= 3 && own == run.len() {
        return true;
    }
    let accented =
        |c: char| ('\u{c0}'..='\u{17f}').contains(&c) || ('\u{a0}'..='\u{bf}').contains(&c);
    run.iter().all(|sequence| accented(sequence.meant)) && (latin(before) || latin(after))
}

/// A character that a text would hold.
fn sensible(c: char) -> bool {
    !c.is_control()
        && !matches!(c as u32, 0xe000..=0xf8ff | 0xfff0..=0xfffe | 0xfdd0..=0xfdef)
        && (c.is_alphanumeric()
            || matches!(c as u32, 0xa0..=0xbf | 0xd7 | 0xf7 | 0x300..=0x36f | 0x600..=0x61f
                | 0x900..=0xdff | 0x2000..=0x2bff | 0x3000..=0x303f | 0xfe00..=0xfeff
                | 0xff00..=0xff65 | 0x1f000..=0x1faff))
}

/// Controls of the C1 block: Windows-1252 read as Latin-1.
fn controls(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        if !('\u{80}'..='\u{9f}').contains(&c) {
            continue;
        }
        let meant = u8::try_from(c as u32).ok().and_then(windows_1252);
        // What else stands in the block is no character of running text; it is dropped later.
        let likely = |c: &char| {
            matches!(c, '’' | '‘' | '“' | '”' | '–' | '—' | '…' | '•' | '™' | '€')
                || matches!(c, 'Š' | 'Œ' | 'Ž' | 'š' | 'œ' | 'ž' | 'Ÿ')
        };
        if let Some(meant) = meant.filter(likely) {
            let range = at..at + c.len_utf8();
            found.push(Found::whole(range, meant, RepairRule::Mojibake, 0.9));
        }
    }
    found
}

/// "Ïðèâåò": words of nothing but accented letters, Windows-1251 read as Windows-1252.
fn cyrillic_read_as_western(text: &str) -> Vec<Found> {
    let accented = |c: char| ('\u{c0}'..='\u{ff}').contains(&c) || matches!(c, '¸' | '¨');
    // Cheap refusal: no language puts five such letters in a row.
    let mut long = 0_usize;
    let mut longest = 0;
    for c in text.chars() {
        long = if accented(c) { long + 1 } else { 0 };
        longest = longest.max(long);
    }
    if longest < 5 {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = None;
    let mut plain = 0_usize;
    let mut hit = 0_usize;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (accented(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = text.get(from..at).unwrap_or("");
                let touches = c.is_ascii_alphabetic()
                    || text.get(..from).is_some_and(|head| head.ends_with(char::is_alphanumeric));
                if touches {
                    plain += 1;
                } else {
                    hit += 1;
                    let meant: String = word.chars().filter_map(from_1251).collect();
                    found.push(Found::whole(from..at, meant, RepairRule::Mojibake, 0.85));
                }
                start = None;
            }
            _ => {}
        }
    }
    // Accented letters inside plain words speak for a Western language after all.
    if plain * 4 > hit { Vec::new() } else { found }
}

fn from_1251(c: char) -> Option<char> {
    match c {
        '¸' => Some('ё'),
        '¨' => Some('Ё'),
        _ => {
            let byte = u32::from(u8::try_from(c as u32).ok()?);
            char::from_u32(0x410 + byte.checked_sub(0xc0)?)
        }
    }
}

fn byte_1252(c: char) -> Option<u8> {
    match c as u32 {
        code @ 0x80..=0xff => u8::try_from(code).ok(),
        _ => HIGH_1252
            .iter()
            .position(|&high| high == c && c != '\u{fffd}')
            .and_then(|index| u8::try_from(index + 0x80).ok()),
    }
}

fn byte_1251(c: char) -> Option<u8> {
    match c as u32 {
        code @ 0x410..=0x44f => u8::try_from(code - 0x410 + 0xc0).ok(),
        _ => HIGH_1251
            .iter()
            .position(|&high| high == c)
            .and_then(|index| u8::try_from(index + 0x80).ok()),
    }
}

/// Windows-1252 from 0x80 on; U+FFFD where it has nothing.
const HIGH_1252: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
    '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}',
    'ž', 'Ÿ',
];

/// Windows-1251 from 0x80 to 0xbf.
const HIGH_1251: [char; 64] = [
    'Ђ', 'Ѓ', '‚', 'ѓ', '„', '…', '†', '‡', '€', '‰', 'Љ', '‹', 'Њ', 'Ќ', 'Ћ', 'Џ', 'ђ', '‘', '’',
    '“', '”', '•', '–', '—', '\u{98}', '™', 'љ', '›', 'њ', 'ќ', 'ћ', 'џ', '\u{a0}', 'Ў', 'ў', 'Ј',
    '¤', 'Ґ', '¦', '§', 'Ё', '©', 'Є', '«', '¬', '\u{ad}', '®', 'Ї', '°', '±', 'І', 'і', 'ґ', 'µ',
    '¶', '·', 'ё', '№', 'є', '»', 'ј', 'Ѕ', 'ѕ', 'ї',
];
