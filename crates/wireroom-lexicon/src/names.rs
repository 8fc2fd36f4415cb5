//! Names of people, and the titles and roles that stand before them.
//!
//! Features for name recognition: `may` and `will` are in these lists too, and a name outside
//! them is still a name.

use std::sync::LazyLock;

use crate::fold::fold;
use crate::lines::Lines;

static NAMES: LazyLock<Lines> = LazyLock::new(|| Lines::new(include_str!("../data/names.tsv")));
static TITLES: LazyLock<Lines> = LazyLock::new(|| Lines::new(include_str!("../data/titles.tsv")));

/// What kind of title a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleKind {
    /// Said before a name only: Mr, Dr, Lord, Sheikh.
    Honorific,
    /// A short form of a role: Gen, Sen, Rep, CEO.
    Abbreviation,
    /// A role, office, trade or relation: president, spokeswoman, midfielder, widow.
    Role,
}

/// The kind of a title or role word, lower case, with or without its full stop.
pub fn title_kind(lower: &str) -> Option<TitleKind> {
    let word = lower.strip_suffix('.').unwrap_or(lower);
    match TITLES.get(word)? {
        "h" => Some(TitleKind::Honorific),
        "a" => Some(TitleKind::Abbreviation),
        _ => Some(TitleKind::Role),
    }
}

/// True for any title or role word.
pub fn is_title(lower: &str) -> bool {
    title_kind(lower).is_some()
}

/// True for a known given name, lower case, with or without diacritics.
pub fn is_given_name(lower: &str) -> bool {
    matches!(NAMES.get(&fold(lower)), Some("g" | "b"))
}

/// True for a known given name or surname.
pub fn is_name(lower: &str) -> bool {
    matches!(NAMES.get(&fold(lower)), Some("g" | "s" | "b"))
}

/// True for a known surname, lower case, with or without diacritics.
pub fn is_surname(lower: &str) -> bool {
    matches!(NAMES.get(&fold(lower)), Some("s" | "b"))
}
