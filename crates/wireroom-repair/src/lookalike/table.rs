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
    chars: Vec<(char, Entry)>,
    /// For each block of 256 characters, whether any is in the table.
    pages: Vec<bool>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut chars = Vec::new();
    let mut pages = vec![false; 0x200];
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
            if let Some(page) = pages.get_mut(c as usize >> 8) {
                *page = true;
            }
            chars.push((c, Entry { class, letters, script: c.script() }));
        }
    }
    chars.sort_unstable_by_key(|(c, _)| *c);
    Table { chars, pages }
});

/// What `c` may be read as, `None` for a letter that is only itself.
pub(crate) fn entry(c: char) -> Option<Entry> {
    if c.is_ascii() || !TABLE.pages.get(c as usize >> 8).copied().unwrap_or(false) {
        return None;
    }
    let index = TABLE.chars.binary_search_by_key(&c, |(known, _)| *known).ok()?;
    TABLE.chars.get(index).map(|(_, entry)| *entry)
}

/// Whether `c` could be a disguise.
pub(crate) fn is_suspect(c: char) -> bool {
    entry(c).is_some()
}
