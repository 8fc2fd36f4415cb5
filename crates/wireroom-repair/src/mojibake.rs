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
pub(crate) use swapped::{LONG_ROW, is_row};
use swapped::{cyrillic_as_western, western_as_cyrillic};

/// Whether `c` can begin a wrongly decoded stretch.
pub(crate) fn could_start(c: char) -> bool {
    matches!(c as u32, 0x80..=0x9f | 0xc0..=0xff) || ('В'..='ф').contains(&c)
}

/// What a survey saw that speaks for a wrong decoding.
#[derive(Debug, Default, Clone)]
pub(crate) struct Signs {
    /// UTF-8 in the letters of Windows-1252, and of Windows-1251.
    western: bool,
    cyrillic: bool,
    /// A control of the C1 block.
    pub(crate) control: bool,
    /// More accented letters in a row than a language writes.
    pub(crate) long_row: bool,
    /// Where runs of Cyrillic letters that touch plain Latin ones begin.
    pub(crate) mixed_words: Vec<usize>,
    /// Longer runs of Cyrillic letters that touch none.
    pub(crate) cyrillic_words: usize,
}

impl Signs {
    /// Whether any of it may have to be mended.
    pub(crate) fn any(&self) -> bool {
        let sequences = self.western || self.cyrillic;
        sequences || self.control || self.long_row || self.mixed_words.len() >= swapped::ENOUGH
    }

    /// Notes what may begin at byte `at`.
    pub(crate) fn note(&mut self, text: &str, at: usize) {
        self.western = self.western || sequence::begins(text, at, byte_1252);
        // "Пётр" and "Київ" are UTF-8 too, so one sequence alone says little there.
        self.cyrillic = self.cyrillic || sequence::begins_plainly(text, at, byte_1251);
    }
}

/// The stretches of `text` that were decoded wrongly.
pub(crate) fn find(text: &str, signs: &Signs) -> Vec<Found> {
    let mut found = Vec::new();
    if signs.long_row {
        // Where most of the letters read as Russian, what is UTF-8 among them is so by chance.
        let swapped = cyrillic_as_western(text);
        let sequences = read_as(text, byte_1252, Reading::Western);
        let bytes = |found: &[Found]| found.iter().map(|find| find.shown.len()).sum::<usize>();
        if bytes(&swapped) > 2 * bytes(&sequences) {
            return swapped;
        }
        found.extend(sequences);
    } else if signs.western {
        found.extend(read_as(text, byte_1252, Reading::Western));
    }
    if signs.cyrillic {
        found.extend(read_as(text, byte_1251, Reading::Cyrillic));
    }
    if found.is_empty() && signs.mixed_words.len() >= swapped::ENOUGH.max(2 * signs.cyrillic_words)
    {
        found.extend(western_as_cyrillic(text, &signs.mixed_words));
    }
    if found.is_empty() && signs.control {
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
