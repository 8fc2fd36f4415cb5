//! Whether a word is disguised, and what it reads.

use unicode_script::Script;

use super::case::{Letter, settle};
use super::piece::Piece;
use super::table::{Class, entry};
use crate::words::standing;

/// How many pieces on either side are looked at.
const AROUND: usize = 6;
/// The most readings of one word that are tried.
const READINGS: usize = 48;

/// From how many plainly disguised words on a text is a disguised one through and through.
const HEAVY: usize = 8;

/// What the whole text tells about a doubtful word.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Evidence {
    /// Words of the text that are plainly disguised.
    pub(crate) mended: usize,
}

/// A word's true reading.
pub(crate) struct Decision {
    pub(crate) reading: String,
    pub(crate) styled: bool,
    pub(crate) confidence: f32,
    pub(crate) plain: bool,
}

/// What stands around a piece.
#[derive(Default)]
struct Around {
    latin: usize,
    /// In halves.
    other: usize,
}

impl Around {
    fn is_foreign(&self) -> bool {
        self.other > 2 * self.latin
    }

    fn is_latin(&self) -> bool {
        self.latin > 0 && self.other <= self.latin
    }
}

/// The reading of the piece at `index`, `None` where it stays.
pub(crate) fn decide(
    text: &str,
    pieces: &[Piece],
    index: usize,
    evidence: &Evidence,
) -> Option<Decision> {
    let piece = pieces.get(index)?;
    if piece.foreign > 0 || piece.suspects == 0 {
        return None;
    }
    let word = text.get(piece.range.clone())?;
    if word.len() > 200 || is_phonetic(text, piece) {
        return None;
    }
    if piece.latin == 0 && !piece.scripts_mixed && piece.styled == 0 && piece.hooked == 0 {
        // Real text in another script is left here, before anything is looked up.
        let other =
            |at: Option<usize>| at.and_then(|at| pieces.get(at)).map_or(0, Piece::otherness);
        let (before, after) = (other(index.checked_sub(1)), other(index.checked_add(1)));
        if piece.letters() > 1 && before.max(after) > 1 || before.min(after) > 0 {
            return None;
        }
    }
    let natural = word.chars().any(is_natural_latin);
    if natural && evidence.mended < 2 && piece.exact + piece.styled < piece.suspects {
        return None;
    }
    let around = around(pieces, index);
    let (reading, rank) = read(word, piece);
    if reading == word || is_living_name(word, &reading, rank) {
        return None;
    }
    // Numeral forms set into a plain word are there for their looks.
    let numerals = word.chars().any(|c| ('\u{2160}'..='\u{217f}').contains(&c));
    let accept = |confidence: f32, plain: bool| {
        Some(Decision {
            reading: reading.clone(),
            styled: piece.styled == piece.suspects && !numerals,
            confidence,
            plain,
        })
    };
    if piece.letters() == 1 {
        return lone(text, pieces, index, evidence, &around).then(|| accept(0.8, false)).flatten();
    }
    if piece.styled == piece.suspects {
        return styled(text, piece, word, rank, evidence, &around)
            .then(|| accept(0.9, false))
            .flatten();
    }
    if piece.latin == 0 {
        let mixed = (piece.scripts_mixed || piece.hooked > 0 && piece.script.is_some())
            && around.is_latin();
        if mixed && (rank > 0 || evidence.mended > 2 && piece.letters() > 2) {
            return accept(0.9, rank > 3);
        }
        return whole(text, pieces, index, word, rank, evidence, &around)
            .then(|| accept(0.8, false))
            .flatten();
    }
    let all_exact = piece.exact + piece.styled == piece.suspects;
    if all_exact {
        if around.is_foreign() && piece.latin <= piece.suspects {
            return None;
        }
        if rank > 0 {
            return accept(0.97, rank > 2 && !around.is_foreign());
        }
        let enough = piece.latin >= piece.suspects || evidence.mended > 2 && around.is_latin();
        let long = piece.letters() > 2 || evidence.mended > 2;
        return (enough && long && coherent(word, piece)).then(|| accept(0.85, false)).flatten();
    }
    if piece.greek > 0
        && (piece.letters() < 4 || piece.latin < piece.suspects)
        && evidence.mended < 3
    {
        return None;
    }
    let english = is_english(text, pieces, index, &around) && !natural && rank > 4;
    if english || rank > 1 && evidence.mended > 1 && around.is_latin() {
        return accept(0.9, rank > 5);
    }
    let heavy = evidence.mended >= HEAVY;
    let surname = evidence.mended > 2
        && around.is_latin()
        && (!natural || heavy)
        && (rank > 0 || heavy || piece.latin >= 2 * piece.suspects)
        && piece.letters() > 2
        && coherent(word, piece);
    surname.then(|| accept(0.7, false)).flatten()
}

/// A word of a single letter: an initial, "a" or "I".
fn lone(text: &str, pieces: &[Piece], index: usize, evidence: &Evidence, around: &Around) -> bool {
    let Some(piece) = pieces.get(index) else { return false };
    let heavy = evidence.mended >= HEAVY && piece.hooked + piece.greek + piece.styled > 0;
    if piece.exact == 0 && !heavy || piece.digits > 0 || !around.is_latin() {
        return false;
    }
    let word = text.get(piece.range.clone()).unwrap_or("");
    let Some(c) = word.chars().next().filter(|c| c.is_alphabetic()) else { return false };
    let Some(entry) = entry(c) else { return false };
    let before = text.get(..piece.range.start).and_then(|head| head.chars().next_back());
    let tail = text.get(piece.range.end..).unwrap_or("");
    let after = tail.chars().next();
    let neighbor = |step: usize, forward: bool| {
        let at = if forward { index.checked_add(step) } else { index.checked_sub(step) };
        at.and_then(|at| pieces.get(at)).is_some_and(|near| near.otherness() == 0)
    };
    if !neighbor(1, false) && !neighbor(1, true) {
        return false;
    }
    // "U.Ѕ.", "Ѕ.Central": a stop on one side and a Latin letter right behind it.
    if c.is_uppercase() || entry.letters.starts_with(|l: char| l.is_ascii_uppercase()) {
        let letter_behind_stop = tail.strip_prefix('.').and_then(|tail| tail.chars().next());
        let letter_before_stop = text
            .get(..piece.range.start)
            .and_then(|head| head.strip_suffix('.'))
            .and_then(|head| head.chars().next_back());
        if letter_behind_stop.is_some_and(|c| c.is_ascii_alphabetic())
            || letter_before_stop.is_some_and(|c| c.is_ascii_uppercase()) && after == Some('.')
            || after == Some('.') && evidence.mended > 0
        {
            return true;
        }
    }
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    if !space(before) || !(space(after) || matches!(after, Some('’' | '\''))) {
        return evidence.mended > 2 && !matches!(before, Some('"' | '“' | '‘' | '\''));
    }
    let article = entry.letters.contains(['a', 'A', 'I']) && c.is_alphabetic();
    let both = neighbor(1, false) && neighbor(1, true);
    if piece.exact == 0 {
        return article && both;
    }
    match evidence.mended {
        0 => {
            let named = index
                .checked_sub(1)
                .and_then(|at| pieces.get(at))
                .and_then(|near| text.get(near.range.clone()))
                .is_some_and(|word| {
                    matches!(
                        word,
                        "letter" | "vowel" | "symbol" | "character" | "sound" | "and" | "or"
                    )
                });
            article && both && c.is_lowercase() && !named
        }
        1 | 2 => article && both,
        _ => true,
    }
}

/// A word all in styled letters, or partly.
fn styled(
    text: &str,
    piece: &Piece,
    word: &str,
    rank: u8,
    evidence: &Evidence,
    around: &Around,
) -> bool {
    if around.is_foreign() {
        return false;
    }
    let roman = word.chars().all(|c| ('\u{2160}'..='\u{217f}').contains(&c));
    if roman || beside_operator(text, piece) {
        return false;
    }
    if piece.latin > 0 {
        return rank > 0 || piece.latin >= piece.suspects && piece.letters() > 3;
    }
    let wide = word.chars().all(|c| ('\u{ff21}'..='\u{ff5a}').contains(&c));
    let long = piece.letters() > 2 || evidence.mended >= HEAVY;
    rank > 2 && long || wide && around.other == 0 && around.latin > 0
}

fn beside_operator(text: &str, piece: &Piece) -> bool {
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

/// A word wholly in another script's letters that all look Latin.
fn whole(
    text: &str,
    pieces: &[Piece],
    index: usize,
    word: &str,
    rank: u8,
    evidence: &Evidence,
    around: &Around,
) -> bool {
    let Some(piece) = pieces.get(index) else { return false };
    let near = |at: Option<usize>| at.and_then(|at| pieces.get(at));
    let beside = [near(index.checked_sub(1)), near(index.checked_add(1))];
    // A word of a foreign phrase, or one that is quoted as such.
    let foreign_beside = beside.into_iter().flatten().any(|near| near.otherness() > 1);
    let before = text.get(..piece.range.start).and_then(|head| head.chars().next_back());
    let quoted = matches!(before, Some('"' | '“' | '‘' | '«' | '„' | '(' | '[' | '/'));
    if foreign_beside
        || around.other > 2
        || !around.is_latin()
        || piece.script == Some(Script::Greek) && piece.greek > 0
    {
        return false;
    }
    if rank < 2 {
        return false;
    }
    let all_exact = piece.exact + piece.styled == piece.suspects;
    match evidence.mended {
        0 | 1 => {
            let foreign_letter =
                word.chars().any(|c| matches!(c, 'ѕ' | 'ԁ' | 'ԛ' | 'ԝ' | 'һ' | 'ӏ' | 'Ԛ' | 'Ԝ'));
            all_exact
                && !quoted
                && around.other <= 1
                && is_english(text, pieces, index, around)
                && rank > 3
                && (piece.letters() > 3 || foreign_letter && piece.letters() > 1)
                && word.chars().skip(1).all(char::is_lowercase)
        }
        2..=4 => all_exact && !quoted && rank > 3,
        _ => rank > 3 || all_exact && rank > 1,
    }
}

/// The best reading of a word, and how well the word list knows it.
fn read(word: &str, piece: &Piece) -> (String, u8) {
    let capitals = word.chars().filter(char::is_ascii_uppercase).count() > 1
        && !word.chars().any(|c| c.is_ascii_lowercase());
    let chars: Vec<(char, Vec<char>)> = word
        .chars()
        .map(|c| {
            let options = match entry(c) {
                Some(entry) => options(c, entry.letters, entry.class, capitals),
                None => vec![c],
            };
            (c, options)
        })
        .collect();
    let mut readings: Vec<Vec<char>> = vec![Vec::with_capacity(chars.len())];
    for (_, options) in &chars {
        let room = readings.len() * options.len() <= READINGS;
        if options.len() > 1 && room {
            let mut more = Vec::with_capacity(readings.len() * options.len());
            for reading in &readings {
                for &option in options {
                    let mut longer = reading.clone();
                    longer.push(option);
                    more.push(longer);
                }
            }
            readings = more;
        } else {
            for reading in &mut readings {
                reading.extend(options.first());
            }
        }
    }
    let mut best: (String, u8) = (word.to_string(), 0);
    let mut first = true;
    for reading in readings {
        let letters: Vec<Letter> = chars
            .iter()
            .zip(&reading)
            .map(|((received, options), &read)| Letter {
                read,
                sure: options.len() == 1 && *received == read,
            })
            .collect();
        let settled = settle(&letters);
        let lower: String = settled
            .chars()
            .map(|c| if c == '’' { '\'' } else { c })
            .flat_map(char::to_lowercase)
            .collect();
        let mut rank = standing(&lower);
        // A capital inside a word in small letters is no reading ("numBer"), "lstanbul" neither.
        if rank > 0
            && piece.letters() > 1
            && settled.chars().skip(1).any(char::is_uppercase)
            && settled.chars().any(char::is_lowercase)
        {
            rank = rank.saturating_sub(2).max(1);
        }
        if first || rank > best.1 {
            best = (settled, rank);
            first = false;
        }
    }
    best
}

fn options(c: char, letters: &str, class: Class, capitals: bool) -> Vec<char> {
    let mut options: Vec<char> = letters.chars().collect();
    // A capital iota is a capital i before it is a small L.
    if letters == "lI" && (c.is_uppercase() || capitals || class == Class::Styled) {
        options.reverse();
    }
    options
}

fn around(pieces: &[Piece], index: usize) -> Around {
    let mut around = Around::default();
    for near in beside(pieces, index) {
        around.other += near.otherness();
        around.latin += usize::from(reads_latin(near));
    }
    around
}

/// Whether half of the plain words around are common English ones.
fn is_english(text: &str, pieces: &[Piece], index: usize, around: &Around) -> bool {
    let common = beside(pieces, index)
        .filter(|near| reads_latin(near) && near.range.len() < 30)
        .filter(|near| {
            let word = text.get(near.range.clone()).unwrap_or("");
            standing(&word.to_lowercase().replace('’', "'")) > 5
        })
        .count();
    around.latin > 1 && common * 2 >= around.latin && around.other <= 1
}

fn reads_latin(piece: &Piece) -> bool {
    piece.is_plain() || piece.latin > piece.suspects && piece.foreign == 0
}

fn beside(pieces: &[Piece], index: usize) -> impl Iterator<Item = &Piece> {
    let from = index.saturating_sub(AROUND);
    let to = (index + AROUND + 1).min(pieces.len());
    let near = pieces.get(from..to).unwrap_or(&[]).iter().enumerate();
    near.filter(move |(offset, _)| from + offset != index).map(|(_, near)| near)
}

/// Whether the cases of what was received go together: "TNFα" and "iPhonе" do not.
fn coherent(word: &str, piece: &Piece) -> bool {
    let upper = word.chars().filter(|c| c.is_ascii_uppercase()).count();
    let lower = word.chars().filter(|c| c.is_ascii_lowercase()).count();
    let low_suspects = word.chars().filter(|c| !c.is_ascii() && c.is_lowercase()).count();
    !(upper > 1 && lower == 0 && low_suspects > 0 && piece.greek > 0) && piece.digits == 0
}

/// Phonetic writing stands between slashes or square brackets.
fn is_phonetic(text: &str, piece: &Piece) -> bool {
    let before = text.get(..piece.range.start).and_then(|head| head.chars().next_back());
    let after = text.get(piece.range.end..).and_then(|tail| tail.chars().next());
    matches!(before, Some('/' | 'ˈ' | 'ˌ' | '['))
        && matches!(after, Some('/' | ']' | 'ˈ' | 'ˌ' | '.' | ':' | 'ː'))
        || matches!(after, Some('ː' | 'ˈ' | 'ˌ'))
}

/// From this standing on, a reading is common enough that a name was rather disguised than foreign.
const COMMON: u8 = 6;

/// A capitalized name whose only unusual letters are those of Turkish, Azerbaijani or Icelandic, and
/// whose reading without them is no English word: no disguise, however many there are around it.
fn is_living_name(word: &str, reading: &str, rank: u8) -> bool {
    let living = |c: char| matches!(c, 'ı' | 'ə' | 'Ə' | 'þ' | 'Þ');
    word.starts_with(char::is_uppercase)
        && word.chars().any(living)
        && word.chars().all(|c| living(c) || c.is_ascii() || entry(c).is_none())
        && (rank < COMMON && !wireroom_lexicon::is_dictionary_word(&reading.to_lowercase())
            || word.chars().any(|c| matches!(c, 'ğ' | 'Ğ' | 'ş' | 'Ş' | 'İ' | 'ð')))
}

/// Latin letters of the table that living languages write.
fn is_natural_latin(c: char) -> bool {
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
