//! The candidates: for each character the Latin letters it is taken for, and how readily.
//!
//! `data/lookalikes.tsv` is written by `examples/make_lookalikes.rs`; a line is class, letters and
//! the characters that are read as them.

use std::sync::LazyLock;

use unicode_script::{Script, UnicodeScript};

/// How readily a character is read as its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Drawn alike in most type: another script's letter in a Latin word is enough.
    Exact,
    /// Drawn nearly alike: the word list decides.
    Shape,
    /// A Latin letter with a hook or the like, which some languages write.
    Latin,
    /// The same letter in another style.
    Styled,
}

/// What a character may be read as.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) class: Class,
    /// Best first, each in the case that its form has.
    pub(crate) letters: &'static str,
    pub(crate) script: Script,
}

struct Table {
    /// Index 0 is no entry.
    entries: Vec<Entry>,
    /// For each block of 256 characters the place of its list in `slots`, 0 for none.
    pages: Vec<u16>,
    slots: Vec<[u16; 256]>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let nothing = Entry { class: Class::Shape, letters: "", script: Script::Unknown };
    let mut table = Table { entries: vec![nothing], pages: vec![0; 0x1100], slots: vec![[0; 256]] };
    for line in include_str!("../../data/lookalikes.tsv").lines() {
        let mut fields = line.split('\t');
        let (Some(class), Some(letters), Some(list)) =
            (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let class = match class {
            "e" => Class::Exact,
            "s" => Class::Shape,
            "w" => Class::Latin,
            _ => Class::Styled,
        };
        for c in list.chars() {
            table.set(c, Entry { class, letters, script: c.script() });
        }
    }
    table
});

impl Table {
    fn set(&mut self, c: char, entry: Entry) {
        let number = u16::try_from(self.entries.len()).unwrap_or(0);
        self.entries.push(entry);
        let fresh = u16::try_from(self.slots.len()).unwrap_or(0);
        let Some(page) = self.pages.get_mut(c as usize >> 8) else { return };
        if *page == 0 {
            *page = fresh;
            self.slots.push([0; 256]);
        }
        if let Some(slots) = self.slots.get_mut(usize::from(*page))
            && let Some(slot) = slots.get_mut(c as usize & 0xff)
        {
            *slot = number;
        }
    }

    fn number(&self, c: char) -> u16 {
        let page = self.pages.get(c as usize >> 8).copied().unwrap_or(0);
        let slots = self.slots.get(usize::from(page));
        slots.and_then(|slots| slots.get(c as usize & 0xff)).copied().unwrap_or(0)
    }
}

/// What `c` may be read as, `None` for a letter that is only itself.
pub(crate) fn entry(c: char) -> Option<Entry> {
    if c.is_ascii() {
        return None;
    }
    let table = &*TABLE;
    match table.number(c) {
        0 => None,
        number => table.entries.get(usize::from(number)).copied(),
    }
}
