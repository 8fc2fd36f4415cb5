//! One code page read as the other: Russian as "Ïðèâåò", French as "йtй".

use std::collections::BTreeSet;
use std::ops::Range;

use wireroom_model::RepairRule;

use super::codepage::{byte_1251, byte_1252, windows_1251, windows_1252};
use crate::draft::Found;
use crate::lookalike::english_rank;
use crate::words::is_letter;

/// Different words that must read as a Western language before any is touched.
const ENOUGH: usize = 3;

/// "Ïðèâåò": words of nothing but accented letters, Windows-1251 read as Windows-1252.
pub(crate) fn cyrillic_as_western(text: &str) -> Vec<Found> {
    let accented = |c: char| ('\u{c0}'..='\u{ff}').contains(&c);
    // Letters of Ukrainian, Belarusian and Serbian, and ё, lie among the signs.
    let sign = |c: char| {
        matches!(
            c,
            '¸' | '¨' | '³' | '²' | '¿' | '¯' | 'º' | 'ª' | '´' | '¥' | '¢' | '¡' | '¼' | '£'
        )
    };
    // Cheap refusal: no language puts five such letters in a row.
    let mut long = 0_usize;
    let mut longest = 0;
    for c in text.chars() {
        long = if accented(c) || long > 0 && sign(c) { long + 1 } else { 0 };
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
        match (accented(c) || sign(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                start = None;
                let word = text.get(from..at).unwrap_or("");
                let touches = c.is_ascii_alphabetic()
                    || text.get(..from).is_some_and(|head| head.ends_with(char::is_alphanumeric));
                // "³" alone is a power, "²" too; the rest alone is punctuation.
                let lone = !word.contains(accented) && !matches!(word, "³" | "º");
                if touches {
                    plain += usize::from(word.contains(accented));
                } else if !lone {
                    hit += usize::from(word.contains(accented));
                    let meant = word.chars().filter_map(|c| windows_1251(byte_1252(c)?));
                    let meant: String = meant.collect();
                    found.push(Found::whole(from..at, meant, RepairRule::Mojibake, 0.85));
                }
            }
            _ => {}
        }
    }
    // Accented letters inside plain words speak for a Western language after all.
    if plain * 4 > hit { Vec::new() } else { found }
}

/// "kцnnen": Latin words with Cyrillic letters where accented ones belong, Windows-1252 read as
/// Windows-1251. Letters that are drawn like Latin ones may be a disguise: what is an English word
/// in disguise speaks against.
pub(crate) fn western_as_cyrillic(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let (mut speaks, mut against) = (BTreeSet::new(), BTreeSet::new());
    let mut before_latin = false;
    for (range, word) in words(text) {
        let latin = word.chars().any(|c| c.is_ascii_alphabetic());
        if word.is_ascii() {
            before_latin = latin;
            continue;
        }
        let short = !latin && word.chars().count() <= 2 && before_latin;
        before_latin = latin;
        let Some(meant) = western(word).filter(|_| latin || short) else { continue };
        let plain = word.chars().filter(char::is_ascii_alphabetic).count();
        if latin && english_rank(word) > 1 {
            against.insert(word);
        } else if plain * 2 > word.chars().count() {
            speaks.insert(word);
        }
        found.push(Found::whole(range, meant, RepairRule::Mojibake, 0.85));
    }
    if speaks.len() < ENOUGH || speaks.len() <= 2 * against.len() { Vec::new() } else { found }
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
