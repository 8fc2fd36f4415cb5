//! The two code pages, both ways.

use std::sync::LazyLock;

/// The character that Windows-1252 has at `byte`, `None` where it has none.
pub(crate) fn windows_1252(byte: u8) -> Option<char> {
    match byte {
        0x80..=0x9f => {
            HIGH_1252.get(usize::from(byte - 0x80)).copied().filter(|&c| c != '\u{fffd}')
        }
        _ => Some(char::from(byte)),
    }
}

/// The character that Windows-1251 has at `byte`.
pub(crate) fn windows_1251(byte: u8) -> Option<char> {
    match byte {
        0xc0..=0xff => char::from_u32(0x410 + u32::from(byte) - 0xc0),
        0x80..=0xbf => HIGH_1251.get(usize::from(byte - 0x80)).copied(),
        _ => Some(char::from(byte)),
    }
}

/// The byte that reads as `c` in Windows-1252; controls of the C1 block are themselves.
pub(crate) fn byte_1252(c: char) -> Option<u8> {
    match c as u32 {
        code @ 0x80..=0xff => u8::try_from(code).ok(),
        code => BYTES.0.get(code as usize).copied().filter(|&byte| byte != 0),
    }
}

/// The byte that reads as `c` in Windows-1251.
pub(crate) fn byte_1251(c: char) -> Option<u8> {
    match c as u32 {
        code @ 0x410..=0x44f => u8::try_from(code - 0x410 + 0xc0).ok(),
        code => BYTES.1.get(code as usize).copied().filter(|&byte| byte != 0),
    }
}

/// For each character the byte of either page from 0x80 on, 0 for none.
static BYTES: LazyLock<(Vec<u8>, Vec<u8>)> = LazyLock::new(|| {
    let of = |high: &[char]| {
        let mut bytes = vec![0; 0x2200];
        for (&c, byte) in high.iter().zip(0x80_u8..) {
            if let Some(place) = bytes.get_mut(c as usize).filter(|_| c != '\u{fffd}') {
                *place = byte;
            }
        }
        bytes
    };
    (of(&HIGH_1252), of(&HIGH_1251))
});

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
