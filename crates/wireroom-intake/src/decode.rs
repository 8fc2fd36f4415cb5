//! Bytes to text.
//!
//! Valid UTF-8 is taken as it stands. All else is a byte order mark, a declared encoding or a
//! guess; a guess is told. A file that mixes UTF-8 with a legacy encoding (pages glued together, a
//! database moved twice) is decoded line by line, and within a line that is mostly UTF-8 run by
//! run.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A text, and what had to be guessed to get it.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) note: Option<String>,
}

/// Decodes `bytes`; `declared` is the encoding that the format itself names. `None` when they are
/// not text. A UTF-8 byte order mark stays, as U+FEFF.
pub(crate) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Option<Decoded> {
    for (mark, encoding) in [(&b"\xff\xfe"[..], UTF_16LE), (b"\xfe\xff", UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            return decode_utf16(rest, encoding);
        }
    }
    let nuls = memchr::memchr_iter(0, bytes).count();
    if nuls > 0 {
        if let Some(encoding) = unmarked_utf16(bytes) {
            return decode_utf16(bytes, encoding).map(|decoded| Decoded {
                note: Some(format!("no encoding is given; read as {}, a guess", encoding.name())),
                ..decoded
            });
        }
        if nuls * 200 > bytes.len() {
            return None;
        }
    }
    if is_mostly_controls(bytes) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Decoded { text: text.to_owned(), note: None });
    }
    if let Some(encoding) = declared.filter(|&encoding| encoding != UTF_8)
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return Some(Decoded { text: text.into_owned(), note: None });
    }
    Some(decode_legacy(bytes))
}

/// The encoding that markup names near its beginning: `<meta charset=…>`, or XML's `encoding=`.
pub(crate) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    if !head.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let head: String = head.iter().map(|&byte| char::from(byte.to_ascii_lowercase())).collect();
    let label = head.split_once("charset=").or_else(|| head.split_once("encoding="))?.1;
    let label = label.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_.:".contains(c)));
    Encoding::for_label(label.get(..end.unwrap_or(label.len()))?.as_bytes())
}

/// Whether more of the beginning is control characters than any text has.
pub(crate) fn is_mostly_controls(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(64 << 10)).unwrap_or_default();
    head.iter().filter(|&&byte| is_control(byte)).count() * 20 > head.len()
}

fn is_control(byte: u8) -> bool {
    byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b | 0x1c..=0x1f)
}

fn decode_utf16(bytes: &[u8], encoding: &'static Encoding) -> Option<Decoded> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    if damaged && text.chars().filter(|&c| c == '\u{fffd}').count() * 20 > text.len() {
        return None;
    }
    let note = damaged.then(|| {
        format!("damaged {}; what could not be decoded stands as U+FFFD", encoding.name())
    });
    Some(Decoded { text: text.into_owned(), note })
}

/// UTF-16 without a mark: one byte order turns a good share of the units into spaces, line breaks
/// and commas; the other turns them into signs that hardly occur.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(64 << 10)).unwrap_or_default();
    let (units, _) = head.as_chunks::<2>();
    let share = |unit: fn([u8; 2]) -> u16| {
        let mut common = 0_usize;
        for &pair in units {
            match unit(pair) {
                0x20 | 0x0a | 0x0d | 0x2c | 0x2e => common += 1,
                0..=8 | 0xfffe | 0xffff => return 0,
                _ => {}
            }
        }
        common
    };
    let (little, big) = (share(u16::from_le_bytes), share(u16::from_be_bytes));
    let enough = |common: usize| common * 20 > units.len();
    match () {
        () if little > big && enough(little) => Some(UTF_16LE),
        () if big > little && enough(big) => Some(UTF_16BE),
        () => None,
    }
}

fn decode_legacy(bytes: &[u8]) -> Decoded {
    let census = census(bytes);
    let whole = guess(bytes);
    let multibyte = census.in_utf8 * 20 > census.non_ascii;
    if !multibyte || (census.in_utf8 * 2 < census.non_ascii && !whole.is_single_byte()) {
        let (text, damaged) = whole.decode_without_bom_handling(bytes);
        let damage = if damaged { "; what could not be decoded stands as U+FFFD" } else { "" };
        return Decoded {
            text: text.into_owned(),
            note: Some(format!("not UTF-8; read as {}, a guess{damage}", whole.name())),
        };
    }
    let mut rest = Vec::new();
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        if std::str::from_utf8(line).is_err() {
            rest.extend_from_slice(line);
        }
    }
    let legacy = guess(&rest);
    let legacy = if legacy.is_single_byte() { legacy } else { WINDOWS_1252 };
    let mut text = String::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        push_mixed(&mut text, line, legacy);
    }
    let note = format!(
        "mixed encodings: {} places that are not UTF-8 were read as {}, a guess",
        census.broken,
        legacy.name()
    );
    Decoded { text, note: Some(note) }
}

fn push_mixed(text: &mut String, line: &[u8], legacy: &'static Encoding) {
    if let Ok(line) = std::str::from_utf8(line) {
        text.push_str(line);
        return;
    }
    let census = census(line);
    if census.in_utf8 * 2 < census.non_ascii {
        text.push_str(&legacy.decode_without_bom_handling(line).0);
        return;
    }
    for chunk in line.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&legacy.decode_without_bom_handling(chunk.invalid()).0);
    }
}

/// How much of what is not ASCII is UTF-8.
struct Census {
    /// Bytes over 127.
    non_ascii: usize,
    /// Those of them within valid UTF-8.
    in_utf8: usize,
    /// Places that are not valid UTF-8.
    broken: usize,
}

fn census(bytes: &[u8]) -> Census {
    let mut census = Census { non_ascii: 0, in_utf8: 0, broken: 0 };
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid().bytes().filter(|byte| !byte.is_ascii()).count();
        census.in_utf8 += valid;
        census.non_ascii += valid + chunk.invalid().len();
        census.broken += usize::from(!chunk.invalid().is_empty());
    }
    census
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}
