//! Words of a text in another script that are set partly in Latin letters: "Mocквa".
//!
//! Each letter of the word must have a place in the word's own alphabet, the words around must be
//! in it too, and what looks meant stays: a single Latin capital at the head ("Tбилиси", as a label
//! may write itself) and abbreviations with an ending, unless the text is full of such words.

use std::cell::OnceCell;

use super::piece::Piece;
use super::table::entry;

/// How many pieces on either side are looked at.
const AROUND: usize = 6;

/// From how many plainly mixed words on a text is a disguised one.
pub(super) const MANY: usize = 3;

/// An alphabet, with the letters that Latin ones are set for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    Greek,
    Cyrillic,
    Armenian,
}

impl Alphabet {
    fn of(c: char) -> Option<Self> {
        match c as u32 {
            0x370..=0x3ff | 0x1f00..=0x1fff => Some(Self::Greek),
            0x400..=0x481 | 0x48a..=0x52f => Some(Self::Cyrillic),
            0x531..=0x587 => Some(Self::Armenian),
            _ => None,
        }
    }

    /// Pairs: the Latin letter, and the one meant.
    fn pairs(self) -> &'static str {
        match self {
            Self::Greek => "aαiιkκnηoοpρtτuυvνwωxχyγAΑBΒEΕHΗIΙKΚMΜNΝOΟPΡTΤXΧYΥZΖ",
            Self::Cyrillic => "aаcсeеiіjјkкmмoоpрsѕtтxхyуïїëёAАBВCСEЕHНIІJЈKКMМOОPРSЅTТXХYУÏЇËЁ",
            Self::Armenian => "gցhհnոoօqզuսOՕSՏUՍ",
        }
    }

    fn meant(self, c: char) -> Option<char> {
        let latin = match entry(c) {
            Some(entry) => entry.letters.chars().next()?,
            None => c,
        };
        let mut pairs = self.pairs().chars();
        while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
            if from == latin {
                return Some(to);
            }
        }
        None
    }
}

/// What the text as a whole tells.
#[derive(Clone, Copy)]
pub(crate) struct Mixed<'t> {
    /// Plainly mixed words of the text.
    pub(crate) words: usize,
    /// Whether the Cyrillic of the text has the letter і, once that was asked.
    pub(crate) has_i: &'t OnceCell<bool>,
}

/// The reading of the piece at `index` in its own alphabet, `None` where it stays.
pub(crate) fn reading(text: &str, pieces: &[Piece], index: usize, mixed: Mixed) -> Option<String> {
    let piece = pieces.get(index)?;
    let word = text.get(piece.range.clone())?;
    if piece.digits > 0 || word.len() > 200 {
        return None;
    }
    let (base, own) =
        if word.is_ascii() { all_latin(text, pieces, index, mixed)? } else { base(word, piece)? };
    let intruders = piece.letters().saturating_sub(own);
    let many = mixed.words >= MANY;
    if intruders == 0 || !many && (intruders > own || looks_meant(word)) {
        return None;
    }
    let dotted = base == Alphabet::Cyrillic && word.contains(['i', 'I']);
    if dotted && !mixed.has_i.get_or_init(|| text.contains('і'))
        || !(stands_among(text, pieces, index, base)
            || many && (piece.foreign > 0 || own > intruders))
    {
        return None;
    }
    // "kΩ", "ΔT"
    if piece.letters() == 2 && (!many || word.ends_with(char::is_uppercase)) {
        return None;
    }
    let mut out = String::with_capacity(word.len() + intruders);
    for c in word.chars() {
        if Alphabet::of(c) == Some(base) || !c.is_alphabetic() {
            out.push(c);
        } else {
            out.push(base.meant(c)?);
        }
    }
    Some(out)
}

/// The alphabet that most of a word is in, with the number of its letters, where there are others.
fn base(word: &str, piece: &Piece) -> Option<(Alphabet, usize)> {
    let mut counts = [0_usize; 3];
    for c in word.chars() {
        if let Some(alphabet) = Alphabet::of(c)
            && let Some(count) = counts.get_mut(alphabet as usize)
        {
            *count += 1;
        }
    }
    let all = [Alphabet::Greek, Alphabet::Cyrillic, Alphabet::Armenian];
    let (alphabet, own) = all.into_iter().zip(counts).max_by_key(|&(_, count)| count)?;
    (own > 0 && own < piece.letters()).then_some((alphabet, own))
}

/// The alphabet of a short word all in Latin letters that stands between words of one.
fn all_latin(
    text: &str,
    pieces: &[Piece],
    index: usize,
    mixed: Mixed,
) -> Option<(Alphabet, usize)> {
    if mixed.words < MANY {
        return None;
    }
    let word = text.get(pieces.get(index)?.range.clone())?;
    if word.len() > 3 {
        return None;
    }
    let near = |at: Option<usize>| {
        let piece = pieces.get(at?)?;
        text.get(piece.range.clone())?.chars().find_map(Alphabet::of)
    };
    let (before, after) = (near(index.checked_sub(1))?, near(index.checked_add(1))?);
    let low = |word: &str| word.chars().all(char::is_lowercase);
    let capital = mixed.words >= 3 * MANY && low(word.get(1..).unwrap_or("A"));
    let small = low(word) || word.len() == 1 || capital;
    (before == after && small).then_some((before, 0))
}

/// Whether the words around are rather in the alphabet than in Latin letters.
fn stands_among(text: &str, pieces: &[Piece], index: usize, base: Alphabet) -> bool {
    let from = index.saturating_sub(AROUND);
    let to = (index + AROUND + 1).min(pieces.len());
    let (mut own, mut latin) = (0_usize, 0_usize);
    for (at, near) in pieces.iter().enumerate().take(to).skip(from).filter(|(at, _)| *at != index) {
        let word = text.get(near.range.clone()).unwrap_or("");
        let native = word.chars().filter(|&c| Alphabet::of(c) == Some(base)).count();
        own += usize::from(native * 2 > near.letters());
        latin +=
            usize::from(near.is_plain() && (at + 1 == index || at == index + 1 || near.latin > 1));
    }
    own > 2 * latin
}

/// "Tбилиси", "SMSка", "PRщик": one Latin capital or an abbreviation, then the word.
fn looks_meant(word: &str) -> bool {
    let head = word.chars().take_while(char::is_ascii_uppercase).count();
    head > 0 && word.chars().skip(head).all(|c| !c.is_ascii_alphabetic())
}
