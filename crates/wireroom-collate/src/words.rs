//! A text's body as words that compare equal whatever their case, quotes, dashes and spacing.
//!
//! Not the tokenizer of the taggers: a word here is a run of letters and digits, folded, so that
//! "U.S.envoy" and "U.S. envoy" are the same three words. Scripts written without spaces give one
//! word a character. Only body zones count, and captions where they tell the story; a text without
//! zones is all body.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use wireroom_model::{Text, ZoneKind};
use wireroom_text::{Repaired, Span, paragraphs};

/// A word: its folded form as a hash, where it stands, and what is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// Hash of the folded form.
    pub(crate) id: u32,
    start: u32,
    end: u32,
    pub(crate) flags: u8,
}

/// What is known of a word, as bits.
pub(crate) const QUOTED: u8 = 1;
pub(crate) const NUMBER: u8 = 2;
pub(crate) const CAPITAL: u8 = 4;
pub(crate) const SENTENCE: u8 = 8;

impl Word {
    pub(crate) fn span(self) -> Span<Repaired> {
        Span::try_new(self.start as usize..self.end as usize).unwrap_or(Span::of(0..0))
    }

    /// Stands inside quotation marks.
    pub(crate) fn quoted(self) -> bool {
        self.flags & QUOTED != 0
    }

    /// Starts with a digit.
    pub(crate) fn number(self) -> bool {
        self.flags & NUMBER != 0
    }

    /// Starts with a capital.
    pub(crate) fn capital(self) -> bool {
        self.flags & CAPITAL != 0
    }

    /// Opens a sentence.
    pub(crate) fn opens_sentence(self) -> bool {
        self.flags & SENTENCE != 0
    }
}

/// The words of the body, in order.
pub(crate) fn body_words(text: &Text) -> Vec<Word> {
    let repaired = text.repaired();
    let mut words = Vec::with_capacity(repaired.len() / 6);
    told(text, |span| push_paragraph(repaired, span, &mut words));
    words
}

/// The ids of [`body_words`], for whoever asks for nothing else.
pub(crate) fn body_ids(text: &Text) -> Vec<u32> {
    let repaired = text.repaired();
    let mut ids = Vec::with_capacity(repaired.len() / 6);
    told(text, |span| push_ids(span.text(repaired), &mut ids));
    ids
}

/// From the first word of [`body_words`] to the last, found without the others.
pub(crate) fn body_span(text: &Text) -> Option<Span<Repaired>> {
    let mut pieces = Vec::new();
    told(text, |span| pieces.push(span));
    let words = |span: &Span<Repaired>| {
        let mut words = Vec::new();
        push_paragraph(text.repaired(), *span, &mut words);
        words
    };
    let first = pieces.iter().find_map(|span| words(span).first().copied())?;
    let last = pieces.iter().rev().find_map(|span| words(span).last().copied())?;
    Some(first.span().cover(last.span()))
}

/// The paragraphs or zones that tell the story, in order.
fn told(text: &Text, each: impl FnMut(Span<Repaired>)) {
    if text.structure.zones.is_empty() {
        paragraphs(text.repaired()).into_iter().for_each(each);
        return;
    }
    let gallery = told_in_captions(text);
    let told =
        text.structure.zones.iter().filter(|zone| {
            zone.kind == ZoneKind::Body || (gallery && zone.kind == ZoneKind::Caption)
        });
    told.map(|zone| zone.span).for_each(each);
}

/// Whether a page tells its story in captions, as a gallery does: they hold more than the body.
/// What else such a page has is its frame, and frames are nobody's text.
fn told_in_captions(text: &Text) -> bool {
    let size = |kind| text.structure.of(kind).map(Span::len).sum::<usize>();
    size(ZoneKind::Caption) > size(ZoneKind::Body)
}

fn push_paragraph(text: &str, span: Span<Repaired>, words: &mut Vec<Word>) {
    let first = words.len();
    let body = span.text(text);
    let bytes = body.as_bytes();
    let mut quotes = Quotes::default();
    // Whether a sentence may open, whether the last word is a lone letter (its stop ends nothing),
    // and the character before.
    let (mut stop, mut initial, mut before) = (true, false, ' ');
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // Most bytes between words say nothing.
        if SILENT[usize::from(byte)] {
            (at, before) = (at + 1, char::from(byte));
            continue;
        }
        if let Some((end, id)) = plain_word(bytes, at) {
            let number = byte.is_ascii_digit();
            let opens = words.len() == first || (stop && byte.is_ascii_uppercase());
            let flags = if number { NUMBER } else { 0 }
                | if byte.is_ascii_uppercase() { CAPITAL } else { 0 }
                | if opens { SENTENCE } else { 0 };
            let (start, stands) = ((span.start() + at) as u32, (span.start() + end) as u32);
            words.push(Word { id, start, end: stands, flags });
            initial = end == at + 1 && !number;
            (stop, before, at) = (false, char::from(byte), end);
            continue;
        }
        let Some(c) = char_at(body, at) else { break };
        if !is_word_char(c) {
            let end = at + c.len_utf8();
            if is_quote(c) {
                quotes.see(c, before, char_at(body, end).unwrap_or(' '), words, first);
            }
            stop |= matches!(c, '.' | '!' | '?' | '…' | '。') && !initial;
            (at, before) = (end, c);
            continue;
        }
        let (end, id) = word_at(body, at, c);
        let opens = words.len() == first || (stop && !c.is_lowercase() && !c.is_ascii_digit());
        let number = c.is_numeric();
        let mut flags = 0;
        flags |= if number { NUMBER } else { 0 };
        flags |= if c.is_uppercase() { CAPITAL } else { 0 };
        flags |= if opens { SENTENCE } else { 0 };
        let place = Span::<Repaired>::of(span.start() + at..span.start() + end);
        words.push(Word { id, start: place.start() as u32, end: place.end() as u32, flags });
        initial = end == at + c.len_utf8() && !number;
        // Only a letter or none counts for the quotation mark that follows.
        (stop, before, at) = (false, c, end);
    }
    quotes.end(words, first);
}

/// The ids of the words that [`push_paragraph`] finds.
fn push_ids(body: &str, ids: &mut Vec<u32>) {
    let bytes = body.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if let Some((end, id)) = plain_word(bytes, at) {
            ids.push(id);
            // Whatever ended it is of no word.
            at = end + 1;
            continue;
        }
        if byte.is_ascii() && PLAIN[usize::from(byte)] == 0 {
            at += 1;
            continue;
        }
        let Some(c) = char_at(body, at) else { break };
        if !is_word_char(c) {
            at += c.len_utf8();
            continue;
        }
        let (end, id) = word_at(body, at, c);
        ids.push(id);
        at = end;
    }
}

/// The word that begins at `at`, hashed as it is walked, where it is of ASCII and so is what ends it: nearly
/// all are. Its end and its hash.
#[inline]
fn plain_word(bytes: &[u8], at: usize) -> Option<(usize, u32)> {
    let rest = bytes.get(at..)?;
    let mut state = OFFSET;
    for (len, &byte) in rest.iter().enumerate() {
        let plain = PLAIN[usize::from(byte)];
        if plain == 0 {
            return (len > 0 && byte.is_ascii()).then(|| (at + len, finish(state)));
        }
        state = step(state, plain);
    }
    (!rest.is_empty()).then(|| (bytes.len(), finish(state)))
}

/// The ASCII letters and digits in lower case, 0 for all other bytes.
const PLAIN: [u8; 256] = {
    let mut plain = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            plain[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    plain
};

/// ASCII that is of no word, quotes nothing and ends no sentence.
const SILENT: [bool; 256] = {
    let mut silent = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        silent[byte as usize] =
            !byte.is_ascii_alphanumeric() && !matches!(byte, b'"' | b'\'' | b'.' | b'!' | b'?');
        byte += 1;
    }
    silent
};

/// Where the word that opens with `c` at `at` ends, and the hash of its folded form.
fn word_at(body: &str, at: usize, c: char) -> (usize, u32) {
    if is_unspaced(c) {
        let end = at + c.len_utf8();
        return (end, hash_folded(body.get(at..end).unwrap_or("")));
    }
    let goes_on = |c: char| (is_word_char(c) || is_combining_mark(c)) && !is_unspaced(c);
    let mut end = at + c.len_utf8();
    while let Some(next) = char_at(body, end).filter(|&next| goes_on(next)) {
        end += next.len_utf8();
    }
    (end, hash_folded(body.get(at..end).unwrap_or("")))
}

/// Whether a form is one word here: letters and digits, and no script without spaces.
pub(crate) fn is_one_word(form: &str) -> bool {
    form.chars().all(|c| is_word_char(c) && !is_unspaced(c))
}

/// The hash of a word's folded form, as [`Word`] has it.
pub(crate) fn hash_folded(form: &str) -> u32 {
    if form.is_ascii() {
        return finish(form.bytes().map(|byte| byte.to_ascii_lowercase()).fold(OFFSET, step));
    }
    (hash(fold(form).collect::<String>().bytes()) >> 32) as u32
}

/// The words of a headline, by the hash of their folded forms.
pub(crate) fn headline_words(headline: &str) -> impl Iterator<Item = u32> {
    headline.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).map(hash_folded)
}

fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(&byte) if byte.is_ascii() => Some(char::from(byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '„' | '「' | '」' | '『' | '』')
}

pub(crate) fn fold(form: &str) -> impl Iterator<Item = char> + '_ {
    form.chars().flat_map(char::to_lowercase).nfkd().filter(|c| !is_combining_mark(*c))
}

fn is_word_char(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() }
}

/// Scripts that put no space between words.
fn is_unspaced(c: char) -> bool {
    matches!(c as u32, 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

/// A hash of bytes (FNV-1a, Fowler, Noll, Vo), scrambled.
pub(crate) fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    mix(bytes.fold(OFFSET, step))
}

/// Hashes what is written, for whoever would else write it out to hash it.
pub(crate) struct FnvWriter(u64);

impl FnvWriter {
    pub(crate) fn hash(said: std::fmt::Arguments<'_>) -> u64 {
        let mut writer = Self(OFFSET);
        // Writing into a hash does not fail.
        let _ = std::fmt::Write::write_fmt(&mut writer, said);
        mix(writer.0)
    }
}

impl std::fmt::Write for FnvWriter {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0 = text.bytes().fold(self.0, step);
        Ok(())
    }
}

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

fn step(state: u64, byte: u8) -> u64 {
    (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

fn finish(state: u64) -> u32 {
    (mix(state) >> 32) as u32
}

/// A fixed bijective scrambling of 64 bits (the finalizer of SplitMix64, Steele et al. 2014).
pub(crate) fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// Follows quotation marks through a paragraph and marks the words between them.
#[derive(Default)]
struct Quotes {
    /// The word index at which a double quotation opened.
    double: Option<usize>,
    /// The same for a single one, which may turn out to be an apostrophe.
    single: Option<usize>,
}

impl Quotes {
    fn see(&mut self, c: char, before: char, next: char, words: &mut [Word], first: usize) {
        let here = words.len().max(first);
        match c {
            '“' | '«' | '„' | '「' | '『' if self.double.is_none() => {
                self.double = Some(here)
            }
            '”' | '»' | '“' | '」' | '』' | '"' if self.double.is_some() => {
                mark(words, self.double.take());
            }
            '"' => self.double = Some(here),
            '‘' => self.single = Some(here),
            '\'' | '’' => {
                if self.single.is_some() && !next.is_alphanumeric() {
                    mark(words, self.single.take());
                } else if c == '\'' && !before.is_alphanumeric() && next.is_alphanumeric() {
                    self.single = Some(here);
                }
            }
            _ => {}
        }
    }

    /// A double quotation left open goes on in the next paragraph; a single one was none.
    fn end(&mut self, words: &mut [Word], _first: usize) {
        mark(words, self.double.take());
    }
}

fn mark(words: &mut [Word], from: Option<usize>) {
    for word in from.and_then(|from| words.get_mut(from..)).unwrap_or_default() {
        word.flags |= QUOTED;
    }
}

#[cfg(test)]
mod tests {
    use super::{body_ids, body_span, body_words};
    use proptest::prelude::*;
    use wireroom_model::{Structure, Text};
    use wireroom_text::TextMap;

    proptest! {
        #[test]
        fn the_ids_are_those_of_the_words(
            told in "([a-zA-Z0-9 .,'\"’“”\n-]|é|Ü|ß|e\u{301}|港|ไ|Я|½|\u{ad}){0,120}"
        ) {
            let text = Text {
                map: TextMap::unchanged(&told),
                repairs: Vec::new(),
                structure: Structure::default(),
            };
            let words: Vec<u32> = body_words(&text).iter().map(|word| word.id).collect();
            prop_assert_eq!(body_ids(&text), words);
            let words = body_words(&text);
            let span = words.first().zip(words.last()).map(|(a, b)| a.span().cover(b.span()));
            prop_assert_eq!(body_span(&text), span);
        }
    }
}
