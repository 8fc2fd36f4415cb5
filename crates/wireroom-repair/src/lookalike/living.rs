//! What only looks disguised: names of living languages, phonetic writing, formulas, chemistry.

use super::piece::Piece;
use super::table::entry;

/// From this standing on, a reading is common enough that a name was rather disguised than foreign.
const COMMON: u8 = 6;

/// A capitalized name whose only unusual letters are those of Turkish, Azerbaijani or Icelandic, and
/// whose reading without them is no English word: no disguise, however many there are around it.
pub(crate) fn is_living_name(word: &str, reading: &str, rank: u8) -> bool {
    let living = |c: char| matches!(c, 'ı' | 'ə' | 'Ə' | 'þ' | 'Þ');
    word.starts_with(char::is_uppercase)
        && word.chars().any(living)
        && word.chars().all(|c| living(c) || c.is_ascii() || entry(c).is_none())
        && (rank < COMMON && !wireroom_lexicon::is_dictionary_word(&reading.to_lowercase())
            || word.chars().any(|c| matches!(c, 'ğ' | 'Ğ' | 'ş' | 'Ş' | 'İ' | 'ð')))
}

/// Latin letters of the table that living languages write.
pub(crate) fn is_natural_latin(c: char) -> bool {
    matches!(
        c,
        'ı' | 'þ'
            | 'Þ'
            | 'ŋ'
            | 'Ŋ'
            | 'ə'
            | 'Ə'
            | 'ɛ'
            | 'Ɛ'
            | 'ɔ'
            | 'Ɔ'
            | 'ƴ'
            | 'Ƴ'
            | 'ɓ'
            | 'Ɓ'
            | 'ƒ'
            | 'Ƒ'
            | 'ʋ'
            | 'Ʋ'
            | 'ɖ'
            | 'Ɖ'
            | 'ɣ'
            | 'Ɣ'
            | 'ſ'
            | 'ɗ'
            | 'Ɗ'
            | 'ƙ'
            | 'Ƙ'
            | 'ɲ'
            | 'Ɲ'
            | 'ɨ'
            | 'Ɨ'
            | 'ʉ'
            | 'Ʉ'
    )
}

/// Cyrillic letters that few languages write, and those hardly in words that all look Latin.
pub(crate) fn is_rare(c: char) -> bool {
    matches!(c, 'ѕ' | 'Ѕ' | 'ԁ' | 'Ԁ' | 'ԛ' | 'Ԛ' | 'ԝ' | 'Ԝ' | 'һ' | 'Һ' | 'ӏ')
}

/// Small letters set above or below the line, as in "1ˢᵗ".
pub(crate) fn is_raised(c: char) -> bool {
    matches!(c, 'ª' | 'º' | '\u{2b0}'..='\u{2ff}' | '\u{1d2c}'..='\u{1d6a}' | '\u{1d9b}'..='\u{1dbf}'
        | '\u{2070}'..='\u{209c}' | '\u{2c7c}'..='\u{2c7d}' | '\u{a7f1}'..='\u{a7f4}')
}

/// Phonetic writing stands between slashes or square brackets.
pub(crate) fn is_phonetic(text: &str, piece: &Piece) -> bool {
    let before = text.get(..piece.range.start).and_then(|head| head.chars().next_back());
    let after = text.get(piece.range.end..).and_then(|tail| tail.chars().next());
    matches!(before, Some('/' | 'ˈ' | 'ˌ' | '['))
        && matches!(after, Some('/' | ']' | 'ˈ' | 'ˌ' | '.' | ':' | 'ː'))
        || matches!(after, Some('ː' | 'ˈ' | 'ˌ'))
}

/// "SMSка", "webинар": a Latin stem with an ending in Cyrillic.
pub(crate) fn is_inflected(word: &str) -> bool {
    let stem = word.trim_end_matches(|c| matches!(c, 'а'..='я' | 'ё' | 'і' | 'ї' | 'є'));
    stem.len() > 1 && stem.len() < word.len() && stem.is_ascii()
}

/// "3 μm": a unit.
pub(crate) fn behind_number(text: &str, piece: &Piece) -> bool {
    let head = text.get(..piece.range.start).unwrap_or("").trim_end();
    piece.letters() < 4 && piece.digits == 0 && head.ends_with(|c: char| c.is_ascii_digit())
}

pub(crate) fn beside_operator(text: &str, piece: &Piece) -> bool {
    let operator = |c: char| {
        matches!(
            c,
            '=' | '+'
                | '−'
                | '×'
                | '÷'
                | '<'
                | '>'
                | '≤'
                | '≥'
                | '^'
                | '_'
                | '∈'
                | '∂'
                | '∑'
                | '∫'
                | '∞'
                | '→'
                | '·'
                | '≈'
                | '≠'
        )
    };
    let before = text.get(..piece.range.start).and_then(|head| head.trim_end().chars().next_back());
    let tail = text.get(piece.range.end..).unwrap_or("");
    before.is_some_and(operator) || tail.starts_with('(') || tail.trim_start().starts_with(operator)
}

/// Whether the cases of what was received go together: "TNFα" and "iPhonе" do not.
pub(crate) fn coherent(word: &str, piece: &Piece) -> bool {
    let upper = word.chars().filter(|c| c.is_ascii_uppercase()).count();
    let lower = word.chars().filter(|c| c.is_ascii_lowercase()).count();
    let low_suspects = word.chars().filter(|c| !c.is_ascii() && c.is_lowercase()).count();
    !(upper > 1 && lower == 0 && low_suspects > 0 && piece.greek > 0) && piece.digits == 0
}
