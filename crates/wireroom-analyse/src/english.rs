//! Whether a text is in English, the one language that the finders know.
//!
//! Told by the words of grammar, which no English text does without, and by script. It names no
//! other language: what is not English is left unread, and nothing is guessed at.

use wireroom_model::Text;

/// Words of grammar that no other language in Latin letters has many of.
const GRAMMAR: [&str; 37] = [
    "the", "and", "to", "that", "with", "by", "from", "his", "they", "were", "will", "have",
    "been", "said", "which", "this", "their", "would", "are", "it", "its", "of", "is", "after",
    "for", "off", "into", "at", "has", "had", "not", "but", "who", "over", "he", "she", "on",
];

/// Share of its words that are such, below which a text is none. English prose has a quarter and
/// more, its headlines a tenth; of its neighbors Danish has most, a twentieth.
const LEAST: f32 = 0.06;

/// Words below which a share says nothing.
const FEW: usize = 25;

/// Words below which a text in Latin letters may well have none of them.
const SHORT: usize = 12;

/// Whether a text is read: in English, or too short to say that it is not.
#[must_use]
pub fn is_english(text: &Text) -> bool {
    let (mut words, mut grammar, mut latin, mut other) = (0_usize, 0_usize, 0_usize, 0_usize);
    for zone in text.structure.zones.iter().filter(|zone| zone.kind.is_telling()) {
        let told = zone.span.text(text.repaired());
        for c in told.chars().filter(|c| c.is_alphabetic()) {
            // Latin letters, accented ones among them, end here.
            if c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c) {
                latin += 1;
            } else {
                other += 1;
            }
        }
        for word in told.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            words += 1;
            grammar += usize::from(GRAMMAR.iter().any(|known| word.eq_ignore_ascii_case(known)));
        }
    }
    if other > latin {
        return false;
    }
    match words {
        0..SHORT => true,
        SHORT..FEW => grammar > 0,
        _ => grammar as f32 >= LEAST * words as f32,
    }
}
