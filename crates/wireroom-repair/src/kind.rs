//! What a character is to the passes, all of it behind one look-up.
//!
//! It decides nothing: each bit says what one of the passes would say of the character alone. The
//! bits of a block of characters are worked out when a text first shows one of them.

use std::sync::OnceLock;

use crate::lookalike::{Class, entry, is_natural_latin, is_rare};

/// A letter, or a character that is taken for one.
pub(crate) const LETTER: u32 = 1;
/// Alphabetic, as Unicode says.
pub(crate) const ALPHABETIC: u32 = 1 << 1;
/// In the table of look-alikes.
pub(crate) const SUSPECT: u32 = 1 << 2;
/// There as a Latin letter or a styled one.
pub(crate) const LATIN_LIKE: u32 = 1 << 3;
/// There, and no living language writes it in Latin words.
pub(crate) const UNNATURAL: u32 = 1 << 4;
/// A Latin letter that is in no table.
pub(crate) const ACCENTED: u32 = 1 << 5;
/// A letter that no Latin one looks like.
pub(crate) const FOREIGN: u32 = 1 << 6;
/// A combining mark that scripts write.
pub(crate) const MARK: u32 = 1 << 7;
/// A combining mark of any kind that can hide a letter.
pub(crate) const HIDING_MARK: u32 = 1 << 8;
/// Shows nothing.
pub(crate) const INVISIBLE: u32 = 1 << 9;
/// May begin a stretch that was decoded wrongly.
pub(crate) const LEAD: u32 = 1 << 10;
/// U+00C0 to U+00FF.
pub(crate) const WESTERN: u32 = 1 << 11;
/// А to я: never the second byte of anything.
pub(crate) const RUSSIAN: u32 = 1 << 12;
/// Cyrillic that Windows-1251 has.
pub(crate) const CYRILLIC: u32 = 1 << 13;
/// Of Greek, Cyrillic or Armenian.
pub(crate) const READABLE: u32 = 1 << 14;
/// Of an alphabet, but hardly ever in a word that is all look-alikes.
pub(crate) const RARE: u32 = 1 << 15;
/// One bit for each alphabet that is not mixed with another in one word.
pub(crate) const ALPHABETS: u32 = !0 << FIRST_ALPHABET;

const FIRST_ALPHABET: u32 = 16;

type Block = [u32; 256];

/// For each block of 256 characters its bits.
static BLOCKS: [OnceLock<Box<Block>>; 0x1100] = [const { OnceLock::new() }; 0x1100];

fn block(code: u32) -> Option<&'static Block> {
    let block = BLOCKS.get((code >> 8) as usize)?;
    let bits = block.get_or_init(|| {
        let mut bits = Box::new([0; 256]);
        for (low, bits) in (0..).zip(bits.iter_mut()) {
            *bits = char::from_u32(code & !0xff | low).map_or(0, worked_out);
        }
        bits
    });
    Some(bits)
}

/// The bits of `c`, which is not ASCII.
pub(crate) fn kind(c: char) -> u32 {
    block(c as u32).map_or(0, |block| block[(c as u32 & 0xff) as usize])
}

/// The same for one character after another: those of a text are mostly of one block.
#[derive(Default)]
pub(crate) struct Kinds {
    high: u32,
    block: Option<&'static Block>,
}

impl Kinds {
    /// The bits of `c`, which is not ASCII.
    pub(crate) fn of(&mut self, c: char) -> u32 {
        let code = c as u32;
        if self.block.is_none() || self.high != code >> 8 {
            *self = Self { high: code >> 8, block: block(code) };
        }
        self.block.map_or(0, |block| block[(code & 0xff) as usize])
    }
}

/// Where the next character that is not ASCII and has one of `bits` stands, from byte `at` on.
pub(crate) fn next_of(text: &str, mut at: usize, bits: u32) -> Option<usize> {
    let mut kinds = Kinds::default();
    loop {
        at += text.as_bytes().get(at..)?.iter().position(|byte| !byte.is_ascii())?;
        for c in text.get(at..)?.chars().take_while(|c| !c.is_ascii()) {
            if kinds.of(c) & bits != 0 {
                return Some(at);
            }
            at += c.len_utf8();
        }
    }
}

fn worked_out(c: char) -> u32 {
    let code = c as u32;
    let bit = |is: bool, bit: u32| if is { bit } else { 0 };
    let entry = entry(c);
    let suspect = entry.is_some();
    let letter = c.is_alphabetic() || suspect;
    let latin_like = entry.is_some_and(|e| matches!(e.class, Class::Latin | Class::Styled));
    let accented = !suspect && matches!(code, 0xaa..=0x2af | 0x1e00..=0x1eff) && letter;
    let mark = !suspect && matches!(code, 0x300..=0x36f | 0x483..=0x489 | 0x2de0..=0x2dff);
    let alphabet = alphabet(c, suspect);
    let foreign = !suspect && !accented && !mark && (letter || alphabet > 0);
    bit(letter, LETTER)
        | bit(c.is_alphabetic(), ALPHABETIC)
        | bit(suspect, SUSPECT)
        | bit(latin_like, LATIN_LIKE)
        | bit(suspect && !is_natural_latin(c), UNNATURAL)
        | bit(accented, ACCENTED)
        | bit(foreign, FOREIGN)
        | bit(mark, MARK)
        | bit(crate::marks::is_mark(c), HIDING_MARK)
        | bit(crate::invisible::shows_nothing(c), INVISIBLE)
        | bit(crate::mojibake::could_start(c), LEAD)
        | bit((0xc0..=0xff).contains(&code), WESTERN)
        | bit((0x410..=0x44f).contains(&code), RUSSIAN)
        | bit((0x400..=0x45f).contains(&code) || matches!(code, 0x490 | 0x491), CYRILLIC)
        | bit(matches!(alphabet, 1..=3), READABLE)
        | bit(is_rare(c), RARE)
        | bit(alphabet > 0, 1 << (FIRST_ALPHABET + alphabet))
}

/// The alphabets whose letters stand in for Latin ones most, by number; 0 for all others.
fn alphabet(c: char, suspect: bool) -> u32 {
    match c as u32 {
        0x3e2..=0x3ef | 0x2c80..=0x2cee => 5,
        0x386 | 0x388..=0x3ff | 0x1f00..=0x1fbc => 1,
        0x400..=0x481 | 0x48a..=0x52f => 2,
        0x531..=0x556 | 0x561..=0x587 => 3,
        0x10a0..=0x10ff | 0x1c90..=0x1cbf | 0x2d00..=0x2d2d => 4,
        0x13a0..=0x13fd | 0xab70..=0xabbf => 6,
        0xa4d0..=0xa4f7 => 7,
        0x1400..=0x167f => 8,
        0x10400..=0x1044f => 9,
        0x104b0..=0x104ff => 10,
        0x10280..=0x1034f if suspect => 11,
        _ => 0,
    }
}
