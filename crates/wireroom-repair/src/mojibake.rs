//! Text decoded with the wrong encoding: UTF-8 read as Windows-1252, Latin-1 or Windows-1251, and
//! Windows-1251 and Windows-1252 read as each other.
//!
//! Only stretches that decode to valid text, and only where the reading as it stands is not one
//! that a language would write: "É…" and "Ã" at the end of a word in capitals stay. Text that was
//! decoded wrongly twice comes right in two rounds.

mod codepage;
mod sequence;
mod swapped;

use wireroom_model::RepairRule;

use crate::draft::Found;
pub(crate) use codepage::windows_1252;
use codepage::{byte_1251, byte_1252};
use sequence::{Reading, read_as};
use swapped::{cyrillic_as_western, western_as_cyrillic};

/// Whether `c` can begin a wrongly decoded stretch.
pub(crate) fn could_start(c: char) -> bool {
    matches!(c as u32, 0x80..=0x9f | 0xc0..=0xff) || ('В'..='ф').contains(&c)
}

/// Whether a stretch that was decoded wrongly may begin with `c`, at byte `at`, before `next`.
pub(crate) fn may_begin(text: &str, at: usize, c: char, next: Option<char>) -> bool {
    if ('\u{80}'..='\u{9f}').contains(&c) {
        return true;
    }
    if !could_start(c) {
        return false;
    }
    // Letters of one alphabet in a row are the rule, and no UTF-8.
    let Some(next) = next.filter(|next| !next.is_ascii() && !('А'..='я').contains(next)) else {
        return false;
    };
    let accented = ('\u{c0}'..='\u{ff}').contains(&next);
    (accented && ('\u{c0}'..='\u{ff}').contains(&c))
        || sequence::begins(text, at, byte_1252)
        || sequence::begins(text, at, byte_1251)
}

/// The stretches of `text` that were decoded wrongly.
pub(crate) fn find(text: &str) -> Vec<Found> {
    let cyrillic = text.chars().any(|c| ('\u{400}'..='\u{45f}').contains(&c));
    let mut found = read_as(text, byte_1252, Reading::Western);
    if cyrillic {
        found.extend(read_as(text, byte_1251, Reading::Cyrillic));
    }
    if found.is_empty() {
        found.extend(cyrillic_as_western(text));
    }
    if found.is_empty() && cyrillic {
        found.extend(western_as_cyrillic(text));
    }
    if found.is_empty() {
        found.extend(controls(text));
    }
    found
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
