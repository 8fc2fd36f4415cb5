//! Papers, stations and sites of news that are known beyond their town, by the names they go by in
//! English.
//!
//! Not the wire agencies ([`crate::agency_by_name`]), and not a list of outlets: it tells whether a
//! name in a text is that of a medium. Names that are as often a word or a person's ("Dawn", "Fox",
//! "People") are left out.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::fold::fold;
use crate::lines::Lines;

static MEDIA: LazyLock<Lines> = LazyLock::new(|| Lines::new(include_str!("../data/media.tsv")));

/// More bytes than any name has, its accents and all.
const LONGEST: usize = 80;

/// Whether a name, with or without its article, is one of a medium of news. Case counts, diacritics
/// may be missing.
#[must_use]
pub fn is_medium_name(name: &str) -> bool {
    let bare = name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name);
    if bare.len() > LONGEST {
        return false;
    }
    MEDIA.get(bare).is_some()
        || folded().binary_search_by(|own| own.as_str().cmp(&fold(bare))).is_ok()
}

/// The names of the table that have diacritics, without them, sorted.
fn folded() -> &'static [String] {
    static FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| {
        let plain = |(name, _): (&'static str, &str)| match fold(name) {
            Cow::Owned(plain) => Some(plain),
            Cow::Borrowed(_) => None,
        };
        let mut all: Vec<String> = MEDIA.iter().filter_map(plain).collect();
        all.sort_unstable();
        all
    });
    &FOLDED
}

#[cfg(test)]
mod tests {
    use super::is_medium_name;

    #[test]
    fn articles_and_accents_do_not_matter() {
        for name in ["BBC", "the New York Times", "The Guardian", "Libération", "Liberation"] {
            assert!(is_medium_name(name), "{name}");
        }
        for name in ["", "bbc", "People", "New York", "The", &"x".repeat(500)] {
            assert!(!is_medium_name(name), "{name}");
        }
    }
}
