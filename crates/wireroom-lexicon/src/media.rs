//! Papers, stations and sites of news that are known beyond their town, by the names they go by in
//! English.
//!
//! Not the wire agencies ([`crate::agency_by_name`]), and not a list of outlets: it tells whether a
//! name in a text is that of a medium. Names that are as often a word or a person's ("Dawn", "Fox",
//! "People") are left out.

use std::sync::LazyLock;

use crate::lines::Lines;

static MEDIA: LazyLock<Lines> = LazyLock::new(|| Lines::new(include_str!("../data/media.tsv")));

/// Whether a name, with or without its article, is one of a medium of news. Case counts; names with
/// diacritics stand in the table without them too.
#[must_use]
pub fn is_medium_name(name: &str) -> bool {
    let bare = name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name);
    MEDIA.get(bare).is_some()
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
