//! What the lexicon says of a word or phrase, as flags for the tagger.

use wireroom_lexicon as lexicon;

/// What the tables say of a word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Lex {
    /// Which tables have it.
    pub(crate) flags: u32,
    /// How common it is and how often capitalized, in steps.
    pub(crate) usage: u16,
}

/// Flags and usage of `word` (as written) whose lower-case form is `lower`. With `recase` the
/// word is also looked up with only its first letter large.
pub(crate) fn lex(word: &str, lower: &str, recase: bool) -> Lex {
    let mut flags = named(word);
    if recase {
        flags |= named(&titled(lower));
    }
    let mut set = |bit: u32, is: bool| flags |= u32::from(is) << bit;
    let letters = lower.chars().next().is_some_and(char::is_alphabetic);
    if letters {
        set(10, lexicon::is_given_name(lower));
        set(11, lexicon::is_surname(lower));
        match lexicon::title_kind(lower) {
            Some(lexicon::TitleKind::Honorific) => set(12, true),
            Some(lexicon::TitleKind::Abbreviation) => set(13, true),
            Some(lexicon::TitleKind::Role) => set(14, true),
            None => {}
        }
        set(15, lexicon::is_dictionary_word(lower));
    }
    let share = lexicon::capital_share(lower).map_or(7, |share| (share * 6.0) as u16);
    let frequency = u16::from(lexicon::frequency(lower).min(10));
    Lex { flags, usage: frequency << 3 | share }
}

/// Flags of a phrase of two words or more; 0 where no table has it.
pub(crate) fn phrase(words: &str, recase: bool) -> u32 {
    let flags = named(words);
    if flags != 0 || !recase {
        return flags;
    }
    named(&words.split(' ').map(titled).collect::<Vec<_>>().join(" "))
}

fn named(name: &str) -> u32 {
    let mut flags = 0;
    if !name.chars().next().is_some_and(char::is_alphabetic) {
        return 0;
    }
    for (kind, _) in lexicon::country_names(name) {
        flags |= match kind {
            lexicon::NameKind::Name => 1,
            lexicon::NameKind::Demonym => 2,
            lexicon::NameKind::Capital => 4,
            lexicon::NameKind::Seat => 8,
        };
    }
    flags |= u32::from(lexicon::body_by_name(name).is_some()) << 4;
    flags |= u32::from(lexicon::agency_by_name(name).is_some()) << 5;
    for place in lexicon::places(name) {
        flags |= match place.kind {
            lexicon::PlaceKind::City if place.population >= 500_000 => 1 << 6,
            lexicon::PlaceKind::City => 1 << 7,
            lexicon::PlaceKind::Admin => 1 << 8,
            lexicon::PlaceKind::Country => 0,
            lexicon::PlaceKind::Region | lexicon::PlaceKind::Water => 1 << 9,
        };
    }
    flags
}

fn titled(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars.flat_map(char::to_lowercase)).collect()
}
