//! One code page read as the other: Russian as "Ïðèâåò", French as "йtй".

use std::collections::BTreeSet;
use std::ops::Range;

use wireroom_model::RepairRule;

use super::codepage::{byte_1251, byte_1252, windows_1251, windows_1252};
use crate::draft::Found;
use crate::lookalike::{english_rank, is_drawn_alike};
use crate::words::is_letter;

/// Different words that must read as a Western language before any is touched.
pub(super) const ENOUGH: usize = 3;

/// How far a word is followed either way, in letters.
const LONGEST: usize = 100;

/// Accented letters in a row that no language writes.
pub(crate) const LONG_ROW: usize = 5;

/// Whether `c` goes on with a row of accented letters that is `length` long.
pub(crate) fn is_row(c: char, length: usize) -> bool {
    is_accented(c) || length > 0 && is_sign(c)
}

fn is_accented(c: char) -> bool {
    ('\u{c0}'..='\u{ff}').contains(&c)
}

/// Letters of Ukrainian, Belarusian and Serbian, and ё, lie among the signs.
fn is_sign(c: char) -> bool {
    matches!(c, '¸' | '¨' | '³' | '²' | '¿' | '¯' | 'º' | 'ª' | '´' | '¥' | '¢' | '¡' | '¼' | '£')
}

/// "Ïðèâåò": words of nothing but accented letters, Windows-1251 read as Windows-1252. Only for a
/// text with a long row of them.
pub(super) fn cyrillic_as_western(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut touching = Vec::new();
    let mut start = None;
    let mut plain = 0_usize;
    let mut hit = 0_usize;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_accented(c) || is_sign(c) || c == '’' && start.is_some(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                start = None;
                let word = text.get(from..at).unwrap_or("").trim_end_matches('’');
                let end = from + word.len();
                let accented = word.contains(is_accented);
                let touches = c.is_ascii_alphabetic()
                    || text.get(..from).is_some_and(|head| head.ends_with(char::is_alphanumeric));
                // "³" alone is a power, "²" too; the rest alone is punctuation.
                let lone = !accented && !matches!(word, "³" | "º" | "¿¿");
                let meant = || -> String {
                    word.chars().filter_map(|c| windows_1251(byte_1252(c)?)).collect()
                };
                if touches {
                    plain += usize::from(accented);
                    if accented {
                        let find = Found::whole(from..end, meant(), RepairRule::Mojibake, 0.7);
                        touching.push(find);
                    }
                } else if !lone {
                    hit += usize::from(accented);
                    found.push(Found::whole(from..end, meant(), RepairRule::Mojibake, 0.85));
                }
            }
            _ => {}
        }
    }
    // Accented letters inside plain words speak for a Western language after all.
    if plain * 4 > hit {
        return Vec::new();
    }
    // "4Á", "«Táèëèñè»": mixed on purpose, or a number.
    if plain * 10 < hit {
        found.extend(touching);
    }
    found
}

/// "kцnnen": Latin words with Cyrillic letters where accented ones belong, Windows-1252 read as
/// Windows-1251. Letters that are drawn like Latin ones may be a disguise: what is an English word
/// in disguise speaks against.
/// `mixed` is where runs of Cyrillic letters begin that touch Latin ones.
pub(super) fn western_as_cyrillic(text: &str, mixed: &[usize]) -> Vec<Found> {
    if !speaks_western(text, mixed) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut before_latin = false;
    for (range, word) in words(text) {
        let latin = word.chars().any(|c| c.is_ascii_alphabetic());
        let short = !latin && word.chars().count() <= 2 && before_latin;
        before_latin = latin;
        if !word.is_ascii()
            && (latin || short)
            && let Some(meant) = western(word)
        {
            found.push(Found::whole(range, meant, RepairRule::Mojibake, 0.85));
        }
    }
    found
}

/// Whether enough of the words that mix both read as a Western language.
fn speaks_western(text: &str, mixed: &[usize]) -> bool {
    let (mut speaks, mut against) = (BTreeSet::new(), BTreeSet::new());
    let mut alike = BTreeSet::new();
    let mut end = 0;
    for &at in mixed.iter().filter(|at| text.is_char_boundary(**at)) {
        if at < end {
            continue;
        }
        let (head, tail) = text.split_at(at);
        let letters = |chars: &mut dyn Iterator<Item = char>| -> usize {
            chars.take(LONGEST).take_while(|&c| is_letter(c)).map(char::len_utf8).sum()
        };
        let start = at - letters(&mut head.chars().rev());
        end = at + letters(&mut tail.chars());
        let word = text.get(start..end).unwrap_or("");
        let plain = word.chars().filter(char::is_ascii_alphabetic).count();
        // "SMSки" is Russian, and "BOЯAT" a joke: an accented letter at the end alone says nothing,
        // nor does a small one between capitals.
        let stem = word.trim_end_matches(|c: char| !c.is_ascii());
        let small = word.chars().any(|c| c.is_ascii_lowercase());
        if western(word).is_none() || stem.is_ascii() && !word.ends_with(['й', 'а', 'и']) || !small
        {
            continue;
        }
        if english_rank(word) > 1 {
            against.insert(word);
        } else if word.chars().all(|c| c.is_ascii() || is_drawn_alike(c)) {
            // "hаt" with Cyrillic а may be either.
            alike.insert(word);
        } else if plain * 2 > word.chars().count() {
            speaks.insert(word);
        }
    }
    speaks.len() >= ENOUGH && speaks.len() > (2 * against.len()).max(alike.len())
}

/// The word with accented letters for its Cyrillic ones, if that is a word as Western languages
/// write them.
fn western(word: &str) -> Option<String> {
    let mut meant = String::with_capacity(word.len());
    let (mut plain, mut accented, mut row) = (0_usize, 0_usize, 0_usize);
    for c in word.chars() {
        if c.is_ascii() || matches!(c, '’') {
            plain += usize::from(c.is_ascii_alphabetic());
            row = 0;
            meant.push(c);
            continue;
        }
        if !('\u{400}'..='\u{491}').contains(&c) {
            return None;
        }
        let new = byte_1251(c).and_then(windows_1252).filter(|c| c.is_alphabetic())?;
        if new == 'ß' && meant.is_empty() {
            return None;
        }
        accented += 1;
        row += 1;
        if row > 2 {
            return None;
        }
        meant.push(new);
    }
    (accented > 0 && (plain >= accented || accented <= 2)).then_some(meant)
}

/// Runs of letters, with apostrophes inside.
fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    text.split(|c: char| !is_letter(c)).filter_map(move |word| {
        let start = at;
        at += word.len();
        // What parted the words is one character.
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        (!word.is_empty()).then_some((start..start + word.len(), word))
    })
}
