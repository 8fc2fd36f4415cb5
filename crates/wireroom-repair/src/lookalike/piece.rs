//! Words cut as the disguise sees them: letters, marks and digits, with apostrophes inside.

use std::cell::OnceCell;
use std::ops::Range;

use unicode_script::Script;

use super::living::is_rare;
use super::table::{Class, entry};
use crate::kind::{LETTER, MARK, kind};

/// A run of letters and what they are.
pub(crate) struct Piece {
    pub(crate) range: Range<usize>,
    /// Plain Latin letters, accented ones too.
    pub(crate) latin: usize,
    /// Characters of the table.
    pub(crate) suspects: usize,
    /// Those drawn exactly alike, or only styled.
    pub(crate) exact: usize,
    pub(crate) styled: usize,
    /// Latin letters of the table.
    pub(crate) hooked: usize,
    /// Greek letters that are drawn only nearly alike.
    pub(crate) greek: usize,
    /// Letters that no Latin letter looks like.
    pub(crate) foreign: usize,
    pub(crate) digits: usize,
    /// Whether there is a letter of Cyrillic that few languages write.
    pub(crate) rare: bool,
    /// The first script of a suspect, and whether there is a second one.
    pub(crate) script: Option<Script>,
    pub(crate) scripts_mixed: bool,
    /// What it reads when every letter is taken for what it looks like, and how well the word list
    /// knows that, once it was asked: a text is gone through twice.
    pub(crate) read: OnceCell<(String, u8)>,
    /// Whether it is a common English word as it stands, once that was asked.
    pub(crate) plainly_common: OnceCell<bool>,
}

impl Piece {
    /// A word in Latin letters and nothing else.
    pub(crate) fn is_plain(&self) -> bool {
        self.latin > 0 && self.suspects == 0 && self.foreign == 0
    }

    /// Letters of any kind.
    pub(crate) fn letters(&self) -> usize {
        self.latin + self.suspects + self.foreign
    }

    /// How much it speaks for a text in another script, in halves.
    pub(crate) fn otherness(&self) -> usize {
        if self.foreign > 0 && self.latin == 0 {
            2
        } else if self.latin == 0
            && self.suspects > 1
            && !self.scripts_mixed
            && self.styled == 0
            && self.hooked == 0
            && !self.rare
        {
            1
        } else {
            0
        }
    }

    fn new(start: usize) -> Self {
        Self {
            range: start..start,
            latin: 0,
            suspects: 0,
            exact: 0,
            styled: 0,
            hooked: 0,
            greek: 0,
            foreign: 0,
            digits: 0,
            rare: false,
            script: None,
            scripts_mixed: false,
            read: OnceCell::new(),
            plainly_common: OnceCell::new(),
        }
    }

    fn take(&mut self, c: char) {
        if c.is_ascii_alphabetic() {
            self.latin += 1;
        } else if c.is_ascii_digit() {
            self.digits += 1;
        } else if let Some(entry) = entry(c) {
            self.suspects += 1;
            self.rare |= is_rare(c);
            let script = entry.script;
            match entry.class {
                Class::Exact => self.exact += 1,
                Class::Styled => self.styled += 1,
                Class::Latin => self.hooked += 1,
                Class::Shape => {
                    if script == Script::Greek {
                        self.greek += 1;
                    }
                }
            }
            if !matches!(script, Script::Common | Script::Inherited | Script::Latin) {
                self.scripts_mixed |= self.script.is_some_and(|first| first != script);
                self.script.get_or_insert(script);
            }
        } else if kind(c) & LETTER != 0 {
            if is_latin(c) {
                self.latin += 1;
            } else {
                self.foreign += 1;
            }
        }
    }
}

/// The pieces of a stretch of `text` in order.
pub(crate) fn pieces(text: &str, stretch: Range<usize>) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::with_capacity(stretch.len() / 6);
    let mut open: Option<Piece> = None;
    let start = stretch.start;
    let mut chars = text.get(stretch).unwrap_or("").char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let at = start + at;
        let inner_apostrophe = matches!(c, '\'' | '’')
            && open.as_ref().is_some_and(|piece| piece.letters() > 0)
            && chars.peek().is_some_and(|&(_, next)| is_letter(next));
        if is_letter(c) || is_mark(c) && open.is_some() || c.is_ascii_digit() || inner_apostrophe {
            let piece = open.get_or_insert_with(|| Piece::new(at));
            piece.take(c);
            piece.range.end = at + c.len_utf8();
        } else if let Some(piece) = open.take() {
            found.push(piece);
        }
    }
    found.extend(open);
    found.retain(|piece| piece.letters() > 0);
    found
}

/// A letter, or what is taken for one.
fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { kind(c) & LETTER != 0 }
}

/// The Latin blocks; only asked of letters.
fn is_latin(c: char) -> bool {
    matches!(c as u32, 0xaa..=0x2af | 0x1d00..=0x1d25 | 0x1d6b..=0x1d77 | 0x1d79..=0x1dbe
        | 0x1e00..=0x1eff | 0x2c60..=0x2c7f | 0xa722..=0xa7ff | 0xab30..=0xab5a
        | 0xfb00..=0xfb06 | 0xff21..=0xff5a)
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && kind(c) & MARK != 0
}
