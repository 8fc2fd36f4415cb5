//! One key for the Latin spellings of a name that differ only in how it was transliterated.
//!
//! Phonetic folding in the manner of Metaphone (Philips 1990), but made for transliteration and
//! not for English hearing: vowels are kept, in three classes, so that common surnames that differ
//! in sound keep different keys. Per word, after folding diacritics and case:
//!
//! 1. letter groups become one sound: `shch sch sh` ʃ, `tch tsch ch` tʃ, `zh dzh dj j` ʒ, `kh` h,
//!    `gh dh bh th ph` their plain sound, `ck q c` k (`s` before e, i, y), `x` ks, `w` v,
//!    `ts tz cz` ts, `gu` and `qu` before e or i hard;
//! 2. doubled letters become one, and an `h` that no vowel follows is silent;
//! 3. vowels: a and e are one class after a word's first vowel, i and y another, o and u the third;
//!    `ee` is i, `oo ou` o;
//!    `ai ay ei ey` is i; an initial `ye ie je` is e; of the endings `iy yi yy ij iı` one i is left;
//! 4. the Arabic article `al- el-` before a name is left out.
//!
//! A key is for comparing only. [`name_keys_match`] is the looser comparison.

use crate::fold::fold;

/// The transliteration key of a name: words joined by one space, lower-case ASCII with `S` for ʃ,
/// `C` for tʃ, `J` for ʒ and `T` for ts. Empty where the name has no Latin letter.
pub fn name_key(name: &str) -> String {
    let lower = fold(name).to_lowercase();
    let words: Vec<&str> = lower
        .split(|letter: char| !letter.is_alphabetic() && letter != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    let several = words.len() > 1;
    let keys = words.iter().enumerate().filter_map(|(index, word)| {
        let article = matches!(*word, "al" | "el" | "ul");
        let last = index + 1 == words.len();
        (!(several && article && !last)).then(|| word_key(word)).filter(|key| !key.is_empty())
    });
    keys.collect::<Vec<_>>().join(" ")
}

/// True for equal keys, and for keys of five sounds or more that differ in one vowel's class or
/// in k against g at the start: Khalid and Khaled, Qaddafi and Gaddafi.
pub fn name_keys_match(left: &str, right: &str) -> bool {
    if left == right {
        return !left.is_empty();
    }
    if left.len() != right.len() || left.len() < 5 {
        return false;
    }
    let mut differences = left.bytes().zip(right.bytes()).enumerate().filter(|(_, (a, b))| a != b);
    let first = differences.next();
    let (Some((at, (a, b))), None) = (first, differences.next()) else { return false };
    let vowels = is_vowel(a) && is_vowel(b) && at > 0 && at + 1 < left.len();
    vowels || (at == 0 && matches!((a, b), (b'k', b'g') | (b'g', b'k')))
}

/// Spellings to sounds, longest first within a first letter; vowels are treated afterward.
const SOUNDS: &[(&str, &str)] = &[
    ("shch", "S"),
    ("stch", "S"),
    ("tsch", "C"),
    ("dzh", "J"),
    ("tch", "C"),
    ("sch", "S"),
    ("gue", "ge"),
    ("gui", "gi"),
    ("que", "ke"),
    ("qui", "ki"),
    ("sh", "S"),
    ("ch", "C"),
    ("zh", "J"),
    ("dj", "J"),
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("bh", "b"),
    ("th", "t"),
    ("ph", "f"),
    ("ck", "k"),
    ("ts", "T"),
    ("tz", "T"),
    ("cz", "T"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "sy"),
    ("c", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("j", "J"),
];

/// Vowel groups to classes, longest first.
const VOWELS: &[(&str, &str)] = &[
    ("aye", "ia"),
    ("eye", "ia"),
    ("ai", "i"),
    ("ay", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("ee", "i"),
    ("oo", "o"),
    ("ou", "o"),
    ("iy", "i"),
    ("yi", "i"),
    ("a", "a"),
    ("e", "e"),
    ("i", "i"),
    ("y", "i"),
    ("o", "o"),
    ("u", "o"),
];

fn word_key(word: &str) -> String {
    let letters: String = word.chars().filter(char::is_ascii_lowercase).collect();
    let initial = ["ye", "ie", "je"].iter().find(|start| letters.starts_with(**start));
    let letters = match initial {
        Some(_) if letters.len() > 3 => letters.get(1..).unwrap_or("").to_owned(),
        _ => letters,
    };
    // A final j after a vowel writes the glide of -iy: Sergej, Nikolaj, Zelenskij.
    let letters = match letters.strip_suffix('j') {
        Some(stem) if stem.ends_with(['a', 'e', 'i']) => format!("{stem}y"),
        _ => letters,
    };
    // A final -ea, -ie and -ia write one Arabic ending: Rabea, Rabie, Rabia.
    let letters = match letters.strip_suffix("ea") {
        Some(stem) if stem.len() > 2 => format!("{stem}ia"),
        _ => letters,
    };
    // `ee` and `oo` are vowels of their own until the vowels are classed.
    let sounds = undouble(&replace(&letters, SOUNDS), &['e', 'o']);
    let classed = replace(&drop_silent_h(&sounds), VOWELS);
    // Later vowels are unstressed more often than not, and a and e are then written for each other.
    let first = classed.bytes().position(is_vowel).map_or(0, |at| at + 1);
    let (head, tail) = classed.split_at_checked(first).unwrap_or((&classed, ""));
    undouble(&format!("{head}{}", tail.replace('e', "a")), &[])
}

/// Replaces at each position the first pair that matches; other letters are kept.
fn replace(text: &str, pairs: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        match pairs.iter().find_map(|(from, to)| Some((rest.strip_prefix(from)?, *to))) {
            Some((after, to)) => {
                out.push_str(to);
                rest = after;
            }
            None => {
                out.push(letter);
                rest = rest.get(letter.len_utf8()..).unwrap_or("");
            }
        }
    }
    out
}

/// Runs of one letter shortened to one; letters in `kept` pass as they are.
fn undouble(text: &str, kept: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if !out.ends_with(letter) || kept.contains(&letter) {
            out.push(letter);
        }
    }
    out
}

/// Leaves out each `h` that stands after a letter and before no vowel.
fn drop_silent_h(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let vowel =
        |at: usize| letters.get(at).is_some_and(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    let kept = letters.iter().enumerate();
    kept.filter(|(at, letter)| **letter != 'h' || *at == 0 || vowel(at + 1))
        .map(|(_, c)| *c)
        .collect()
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o')
}
