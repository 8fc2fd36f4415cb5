//! Whether a word is disguised, and what it reads.

use unicode_script::Script;

use super::around::{Around, around, is_english, reads_english};
use super::living::{
    behind_number, beside_operator, coherent, is_inflected, is_living_name, is_natural_latin,
    is_phonetic, is_raised,
};
use super::lone::lone;
use super::piece::Piece;
use super::read::read;

/// From how many plainly disguised words on a text is a disguised one through and through.
pub(crate) const HEAVY: usize = 8;

/// Up to which standing a short word behind a number is rather a unit.
const UNIT: u8 = 8;

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
    let living = word.chars().filter(|&c| is_natural_latin(c)).count();
    let natural = living > 0;
    let rest = piece.exact + piece.styled;
    if natural && evidence.mended < 2 && (rest == 0 || rest + living < piece.suspects) {
        return None;
    }
    let around = around(pieces, index);
    let (mut reading, mut rank) = piece.reading(text).clone();
    // Beside a plain disguise, letters of the language itself stay.
    let english =
        |rank: u8| reads_english(text, pieces, index) && (evidence.mended > 1 || rank > 3);
    let kept = if natural && rest > 0 && !english(rank) { living } else { 0 };
    if kept > 0 {
        (reading, rank) = read(word, piece, true);
    }
    if raised(word, rank) || reading == word || is_living_name(word, &reading, rank) {
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
            .then(|| accept(0.9, rank > 3 && piece.letters() > 3 && !around.is_foreign()))
            .flatten();
    }
    if piece.latin == 0 {
        let two = piece.hooked > 0 && piece.styled > 0
            || piece.hooked + piece.styled > 0 && piece.script.is_some();
        let mixed = (piece.scripts_mixed || two) && around.is_latin();
        if mixed && (rank > 0 || evidence.mended > 2 && piece.letters() > 2) {
            return accept(0.9, rank > 3);
        }
        return whole(text, pieces, index, word, rank, evidence, &around)
            .then(|| accept(0.8, piece.rare && rank > 5))
            .flatten();
    }
    let all_exact = piece.exact + piece.styled + kept == piece.suspects;
    if all_exact {
        if around.is_foreign() && piece.latin <= piece.suspects {
            return None;
        }
        if rank > 0 {
            return accept(0.97, rank > 2 && !around.is_foreign());
        }
        let enough =
            piece.latin + kept >= piece.suspects - kept || evidence.mended > 2 && around.is_latin();
        let long = piece.letters() > 2 || evidence.mended > 2;
        // "PS4"
        let code =
            evidence.mended > 2 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
        let sure = piece.letters() > 3 && piece.latin >= 2 * piece.suspects;
        return (enough && long && (code || coherent(word, piece)))
            .then(|| accept(0.85, sure))
            .flatten();
    }
    if piece.greek > 0
        && (piece.letters() < 4 || piece.latin < piece.suspects)
        && evidence.mended < 3
    {
        return None;
    }
    // Letters that a language writes are a disguise in English text only.
    if natural && piece.exact + piece.styled == 0 && !reads_english(text, pieces, index) {
        return None;
    }
    if rank == 0 && is_inflected(word) || rank < UNIT && behind_number(text, piece) {
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

/// Whether the raised letters of a word are those of an abbreviation ("1ˢᵗ", "Nº") or of phonetic
/// writing: all of them are plain ones only where the whole word is raised, or where the ordinal
/// signs of Spanish stand inside a well-known word.
fn raised(word: &str, rank: u8) -> bool {
    let small = word.chars().filter(|&c| is_raised(c)).count();
    if small == 0 {
        return false;
    }
    let all = small == word.chars().count();
    let ordinal = word.chars().all(|c| !is_raised(c) || matches!(c, 'ª' | 'º'));
    !(rank > 3 && (all && small > 2 || ordinal && !word.ends_with(['ª', 'º'])))
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
    // Chinese and Japanese write Latin words so.
    let before = text.get(..piece.range.start).and_then(|head| head.chars().next_back());
    let after = text.get(piece.range.end..).and_then(|tail| tail.chars().next());
    let eastern = |c: Option<char>| c.is_some_and(|c| ('\u{3001}'..='\u{9fff}').contains(&c));
    if wide && (eastern(before) || eastern(after)) {
        return false;
    }
    let long = piece.letters() > 2 || evidence.mended > 2;
    // Variables of formulas are shorter; a name is in no word list.
    let name = piece.letters() > 3 && around.is_latin();
    rank > 2 && long || name || wide && around.other == 0 && around.latin > 0
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
        || around.other > if evidence.mended < HEAVY { 2 } else { 5 }
        || !around.is_latin()
        || piece.script == Some(Script::Greek) && piece.greek > 0
    {
        return false;
    }
    let all_exact = piece.exact + piece.styled == piece.suspects;
    if rank < 2 {
        // No English word, but no Cyrillic one either.
        return piece.rare && all_exact && evidence.mended >= HEAVY;
    }
    match evidence.mended {
        0 | 1 => {
            all_exact
                && (!quoted || piece.rare)
                && around.other <= 1
                && is_english(text, pieces, index, around)
                && rank > 3
                && (piece.letters() > 3 || piece.rare)
                && word.chars().skip(1).all(char::is_lowercase)
        }
        2..=4 => all_exact && (!quoted || piece.rare) && rank > 3,
        _ => rank > 3 || all_exact && rank > 1,
    }
}
