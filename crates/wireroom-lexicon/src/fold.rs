//! Folding of diacritics, so that a name matches with and without them.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// `text` without diacritics and with straight apostrophes: `Łódź` gives `Lodz`, `’` gives `'`.
/// Case is kept; letters of other scripts lose only their combining marks. ASCII is borrowed.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.contains('`') {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        match special(letter) {
            Some(plain) => folded.push_str(plain),
            None => folded.extend(letter.nfkd().filter(|part| !is_combining_mark(*part))),
        }
    }
    Cow::Owned(folded)
}

/// Letters that Unicode does not decompose.
fn special(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ø' => "o",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'ß' => "ss",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'ı' => "i",
        'þ' => "th",
        'Þ' => "Th",
        'ħ' => "h",
        'Ħ' => "H",
        'ə' => "a",
        'Ə' => "A",
        '’' | '‘' | 'ʼ' | 'ʻ' | '`' => "'",
        '–' => "-",
        _ => return None,
    })
}
