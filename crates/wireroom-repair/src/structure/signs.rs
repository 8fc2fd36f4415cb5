//! One pass over a line: its words counted, those of grammar among them, and whether anything in
//! it could be a sign of the page.
//!
//! Most of a pile is sentences without any such sign, and for them this pass is all that is done:
//! every rule of the page needs a word of its own, a mark of its own or a way to begin, and the
//! table here holds one for each. It is built from the tables of the rules, so that a phrase that
//! is added there is seen here. It decides nothing: a line with a sign is only looked at.

use std::sync::LazyLock;

use wireroom_lexicon as lexicon;

use super::block::GRAMMAR_WORDS;
use super::credit::NOTES;
use super::page::{QUESTIONS, RIGHTS};
use super::page_words::{ASKS, BESIDE, NOUNS, OFFERS, POINTS, SHORT, WEAK_ASKS};
use super::phrases::{ALWAYS, ANYWHERE, STARTS};

/// What a line is made of.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Signs {
    /// Words parted by white space, with a letter or digit each.
    pub(crate) words: usize,
    pub(crate) grammar_words: usize,
    /// Has a letter, or a character that may be one.
    pub(crate) lettered: bool,
    pub(crate) digit: bool,
    pub(crate) bar: bool,
    /// Begins with the sign of a picture's holder.
    pub(crate) pictured: bool,
    /// A slash, or a mark that stands between the steps of a path.
    pub(crate) marked: bool,
    /// The bits of all words.
    seen: u32,
    /// Something in it could be a sign of the page.
    pub(crate) suspect: bool,
}

impl Signs {
    /// Whether a word of one of these classes is in the line.
    pub(crate) fn has(&self, classes: u32) -> bool {
        self.seen & classes != 0
    }
}

/// What a word of a table says; a line has the bits of all its words.
const GRAMMAR: u32 = 1;
/// A sign where it opens a line.
const OPENS: u32 = 1 << 1;
/// A sign where it opens a line that has a colon.
const POINT: u32 = 1 << 2;
/// What a page asks.
const ASK: u32 = 1 << 3;
/// What a page offers; a sign beside what it asks.
const OFFER: u32 = 1 << 4;
/// May stand before a word that opens.
const BEFORE: u32 = 1 << 5;
/// Opens a phrase of the page, but too many sentences too.
const HEAD: u32 = 1 << 6;
/// The rarest word of such a phrase.
const HEADED: u32 = 1 << 7;
/// Of a contributors' note.
pub(crate) const NOTE: u32 = 1 << 8;
/// Of pictures and whose they are.
pub(crate) const PICTURE: u32 = 1 << 9;
/// Of a phrase that a short line may have anywhere.
pub(crate) const PHRASE: u32 = 1 << 10;
/// Of a phrase that any line may have anywhere.
pub(crate) const ALWAYS_PHRASE: u32 = 1 << 11;
/// Of a notice of rights.
pub(crate) const RIGHT: u32 = 1 << 12;
/// Of a comment or rating box.
pub(crate) const BOX: u32 = 1 << 13;

/// A day of the week.
pub(crate) const WEEKDAY: u32 = 1 << 14;
/// Of a request to the reader, wherever it stands.
pub(crate) const REQUEST: u32 = 1 << 15;
/// Of a request that is one only outside the story.
pub(crate) const WEAK_REQUEST: u32 = 1 << 16;

/// Signs wherever they stand, but for those of phrases that only short lines have.
const ANY: u32 = NOTE | PICTURE | ALWAYS_PHRASE | RIGHT;

/// Words of pictures that no table of phrases holds.
const PICTURES: &[&str] = &[
    "photo",
    "photos",
    "image",
    "images",
    "photographer",
    "photograph",
    "photographs",
    "photographed",
    "picture",
    "pictured",
    "pictures",
    "pic",
    "getty",
    "shutterstock",
    "istock",
    "xinhua",
    "efe",
    "credit",
    "credits",
    "via",
    "source",
];

/// The same, of boxes for comments and ratings.
const BOXES: &[&str] = &[
    "comments",
    "comment",
    "reply",
    "replies",
    "discussion",
    "conversation",
    "review",
    "rating",
    "ratings",
    "rate",
    "vote",
    "votes",
    "thoughts",
    "thought",
    "responses",
    "response",
];

/// Words at the head of lines that name a picture, a writer or a neighbor.
const HEADS: &[&str] = &[
    "by",
    "byline",
    "author",
    "authors",
    "posted",
    "published",
    "words",
    "text",
    "story",
    "report",
    "reported",
    "written",
    "article",
    "submitted",
    "reporter",
    "journalist",
    "correspondent",
    "writer",
    "editor",
    "autor",
    "autora",
    "auteur",
    "autore",
    "автор",
    "Автор",
    "von",
    "por",
    "file",
    "caption",
    "illustration",
    "graphic",
    "representational",
    "video",
    "media",
    "sources",
    "agency",
    "courtesy",
    "from",
    "c",
    "copyright",
    "previous",
    "prev",
    "next",
    "older",
    "newer",
    "average",
    "become",
    "cancel",
    "unsubscribe",
];

/// Words by their hash, its low bits for the place and its high half for the word: small enough to stay
/// at hand while a pile is read. A power of two, so that a hash finds its place by a mask.
struct Table(Vec<(u32, u32)>);

const SLOTS: usize = 4096;

impl Table {
    fn add(&mut self, word: &str, bits: u32) {
        let hash = hash(word.as_bytes(), 0, word.len());
        let (mut at, high) = (hash as usize % SLOTS, (hash >> 32) as u32);
        while let Some(slot) = self.0.get_mut(at) {
            if slot.0 == high || slot.1 == 0 {
                *slot = (high, slot.1 | bits);
                return;
            }
            at = (at + 1) % SLOTS;
        }
    }

    fn get(&self, hash: u64) -> u32 {
        let (mut at, high) = (hash as usize % SLOTS, (hash >> 32) as u32);
        loop {
            match self.0.get(at) {
                Some(&(_, 0)) | None => return 0,
                Some(&(held, bits)) if held == high => return bits,
                Some(_) => at = (at + 1) % SLOTS,
            }
        }
    }

    /// The rarest word of a phrase, in the plural too.
    fn add_rarest(&mut self, phrase: &str, bits: u32) {
        let rarest = tokens(phrase)
            .filter(|word| !GRAMMAR_WORDS.contains(word))
            .min_by_key(|word| (lexicon::frequency(word), word.len()));
        if let Some(word) = rarest {
            self.add(word, bits);
            self.add(&format!("{word}s"), bits);
        }
    }

    /// A phrase that opens lines: by its first word, unless too many sentences begin so.
    fn add_head(&mut self, phrase: &str) {
        match tokens(phrase).next() {
            Some(first) if !GRAMMAR_WORDS.contains(&first) => self.add(first, OPENS),
            first => {
                self.add(first.unwrap_or(""), HEAD);
                self.add_rarest(phrase, HEADED);
            }
        }
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table(vec![(0, 0); SLOTS]);
    for word in GRAMMAR_WORDS {
        table.add(word, GRAMMAR);
    }
    for (words, bits) in [(PICTURES, PICTURE), (BOXES, BOX), (HEADS, OPENS)] {
        for word in words {
            table.add(word, bits);
        }
    }
    for (phrases, bits) in
        [(ANYWHERE, PHRASE), (ALWAYS, ALWAYS_PHRASE), (RIGHTS, RIGHT), (NOTES, NOTE)]
    {
        for phrase in phrases {
            table.add_rarest(phrase, bits);
        }
    }
    table.add("contributed", NOTE);
    for day in ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] {
        table.add(day, WEEKDAY);
    }
    for phrase in STARTS.iter().chain(QUESTIONS).chain(SHORT) {
        table.add_head(phrase);
    }
    for word in POINTS.iter().chain(BESIDE) {
        table.add(tokens(word).next().unwrap_or(word), POINT);
    }
    for word in ASKS.iter().chain(NOUNS) {
        table.add(tokens(word).next().unwrap_or(word), OPENS | ASK);
    }
    for phrase in OFFERS {
        table.add_rarest(phrase, OFFER);
    }
    // A request is known by the word that its first sentence begins with, or its second word.
    for word in ASKS.iter().chain(NOUNS).chain(SHORT).chain(&["become", "unsubscribe"]) {
        table.add(tokens(word).next().unwrap_or(word), REQUEST);
    }
    for word in WEAK_ASKS.iter().chain(&["cancel", "if"]) {
        table.add(word, WEAK_REQUEST);
    }
    for word in ["please", "and", "or", "to"] {
        table.add(word, BEFORE);
    }
    table
});

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of `bytes[from..to]`, a word of letters and digits, in whatever case: eight bytes at a time,
/// without the bit that tells a small ASCII letter from a capital and that every digit has.
#[inline]
fn hash(bytes: &[u8], from: usize, to: usize) -> u64 {
    const CASE: u64 = 0x2020_2020_2020_2020;
    const WIDE: u64 = 0x8080_8080_8080_8080;
    let mut hash = SEED ^ (to - from) as u64;
    let mut at = from;
    while at < to {
        let left = to - at;
        let eight = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>).copied();
        let eight = eight.map_or_else(
            || {
                let rest = bytes.get(at..to).unwrap_or_default();
                rest.iter().rev().fold(0, |bits, &byte| bits << 8 | u64::from(byte))
            },
            u64::from_le_bytes,
        );
        let kept = if left < 8 { eight & (u64::MAX >> (64 - 8 * left)) } else { eight };
        let case = if left < 8 { CASE & (u64::MAX >> (64 - 8 * left)) } else { CASE };
        // What is a part of a character outside ASCII stays as it is.
        let folded = kept | case & !((kept & WIDE) >> 2);
        hash = (hash ^ folded).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^= hash >> 29;
        at += 8;
    }
    hash
}

/// The words of a phrase as [`scan`] parts them.
fn tokens(phrase: &str) -> impl Iterator<Item = &str> {
    phrase.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty())
}

/// What a byte does in a line, as bits: most are asked for as parts of words.
const LETTER: u8 = 1;
const DIGIT: u8 = 1 << 1;
const SPACE: u8 = 1 << 2;
/// A mark that some rule of the page looks for.
const SIGN: u8 = 1 << 3;
const COLON: u8 = 1 << 4;
const BAR: u8 = 1 << 5;
const MARK: u8 = 1 << 6;
/// A part of a character outside ASCII.
const WIDE: u8 = 1 << 7;

const CLASSES: [u8; 256] = {
    let mut classes = [WIDE; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b' ' | b'\t'..=b'\r' => SPACE,
            b'/' | b'>' | b'\\' => SIGN,
            b'|' => BAR,
            b':' => COLON,
            _ => MARK,
        };
        byte += 1;
    }
    classes
};

/// Where the word ends that begins at `from`, if one does, and the classes of what is in it.
#[inline]
fn word(bytes: &[u8], from: usize) -> (usize, u8) {
    let (mut at, mut classes) = (from, 0);
    loop {
        while let Some(&byte) = bytes.get(at) {
            let class = CLASSES[usize::from(byte)];
            if class & (LETTER | DIGIT) == 0 {
                break;
            }
            classes |= class;
            at += 1;
        }
        match bytes.get(at) {
            Some(128..) => match beyond(bytes, at) {
                (LETTER, width) => (classes, at) = (classes | LETTER, at + width),
                _ => return (at, classes),
            },
            _ => return (at, classes),
        }
    }
}

/// Reads a line once. Whether a character outside ASCII is a letter is told by its block alone.
pub(crate) fn scan(line: &str) -> Signs {
    let table = &*TABLE;
    let bytes = line.as_bytes();
    let mut signs = Signs::default();
    let (mut worded, mut colon) = (false, false);
    let (mut seen, mut count) = (0_u32, 0_usize);
    let (mut opening, mut piece_grammar) = (0_u32, false);
    let mut before = false;
    signs.pictured = line.starts_with('©');
    signs.suspect = matches!(bytes.first(), Some(b'[' | b'#' | b'0'..=b'9'));
    let mut at = 0;
    let mut all = 0;
    while let Some(&byte) = bytes.get(at) {
        let (mut class, mut width) = (CLASSES[usize::from(byte)], 1);
        if class & (LETTER | DIGIT | WIDE) != 0 {
            let (end, classes) = word(bytes, at);
            if end > at {
                worded = true;
                all |= classes;
                let bits = table.get(hash(bytes, at, end));
                seen |= bits;
                piece_grammar |= bits & GRAMMAR != 0;
                if count == 0 {
                    opening |= bits & (OPENS | POINT | HEAD);
                    before = bits & BEFORE != 0;
                } else if count == 1 && before {
                    opening |= bits & OPENS;
                }
                count += 1;
                at = end;
                continue;
            }
            (class, width) = beyond(bytes, at);
        }
        match class {
            SPACE => {
                signs.words += usize::from(worded);
                signs.grammar_words += usize::from(piece_grammar);
                (worded, piece_grammar) = (false, false);
            }
            SIGN => (signs.marked, signs.suspect) = (true, true),
            BAR => (signs.bar, signs.suspect) = (true, true),
            COLON => {
                colon = true;
                // "… at the pierCredit: Ann Lee", as pages run them together.
                if bytes.get(..at).is_some_and(|head| head.ends_with(b"Credit")) {
                    (signs.marked, signs.suspect) = (true, true);
                }
            }
            _ => {}
        }
        at += width;
    }
    signs.words += usize::from(worded);
    signs.grammar_words += usize::from(piece_grammar);
    signs.lettered = all & LETTER != 0;
    signs.digit = all & DIGIT != 0;
    signs.seen = seen;
    let short = signs.words <= 16;
    signs.suspect |= seen & ANY != 0
        || short && (seen & (PHRASE | BOX) != 0 || line.contains('?'))
        || opening & OPENS != 0
        || opening & HEAD != 0 && seen & HEADED != 0
        || opening & POINT != 0 && colon
        || seen & OFFER != 0 && seen & ASK != 0 && signs.words <= 30
        || seen & WEEKDAY != 0 && signs.digit && years(line)
        || line.ends_with(')')
        || !signs.lettered;
    signs
}

/// Whether a request to the reader may begin with a word.
pub(crate) fn may_ask(first: &str) -> bool {
    let (end, _) = word(first.as_bytes(), 0);
    TABLE.get(hash(first.as_bytes(), 0, end)) & (REQUEST | WEAK_REQUEST) != 0
}

/// Whether a year may stand in a line: "…, 2021".
fn years(line: &str) -> bool {
    line.as_bytes().windows(6).any(|six| {
        matches!(six, [b',', b' ', b'1' | b'2', rest @ ..] if rest.iter().all(u8::is_ascii_digit))
    })
}

/// The class and length of the character outside ASCII at `at`, by its first bytes.
fn beyond(bytes: &[u8], at: usize) -> (u8, usize) {
    let byte = |step: usize| bytes.get(at + step).copied().unwrap_or(0);
    let (first, second, third) = (byte(0), byte(1), byte(2));
    match first {
        // Latin-1 marks; the no-break space parts words, and © and » are signs.
        0xc2 => match second {
            0xa0 | 0x85 => (SPACE, 2),
            0xa9 | 0xbb | 0xb7 => (SIGN, 2),
            0xaa | 0xb5 | 0xba => (LETTER, 2),
            _ => (MARK, 2),
        },
        0xc3..=0xdf => (LETTER, 2),
        0xe2 => match (second, third) {
            (0x80, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf) => (SPACE, 3),
            (0x80, 0xa2 | 0xa3 | 0xba) | (0x84 | 0x86 | 0x96 | 0x9d | 0x9f, _) => (SIGN, 3),
            (0x80..=0xaf, _) => (MARK, 3),
            _ => (LETTER, 3),
        },
        0xe3 if second == 0x80 && third == 0x80 => (SPACE, 3),
        0xe3 if second == 0x80 => (MARK, 3),
        0xe0..=0xef => (LETTER, 3),
        _ => (MARK, 4),
    }
}
