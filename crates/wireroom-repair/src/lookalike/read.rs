//! What a disguised word reads: the readings that the tables allow, the best known one first.

use super::case::{Letter, settle};
use super::living::is_natural_latin;
use super::piece::Piece;
use super::table::{Class, entry};
use crate::words::standing;

/// The most readings of one word that are tried.
const READINGS: usize = 48;

impl Piece {
    /// The best reading of a piece of `text`, and how well the word list knows it.
    pub(crate) fn reading(&self, text: &str) -> &(String, u8) {
        let word = || text.get(self.range.clone()).unwrap_or("");
        self.read.get_or_init(|| read(word(), self, false))
    }
}

/// The best reading of a word, and how well the word list knows it. Where letters that living
/// languages write are `kept`, they are read as themselves.
pub(crate) fn read(word: &str, piece: &Piece, kept: bool) -> (String, u8) {
    // Nearly all words around a disguised one are only what they are.
    if word.chars().all(|c| entry(c).is_none()) {
        return (word.to_owned(), rank(word, piece));
    }
    let capitals = word.chars().filter(char::is_ascii_uppercase).count() > 1
        && !word.chars().any(|c| c.is_ascii_lowercase());
    let chars: Vec<(char, Options)> = word
        .chars()
        .enumerate()
        .map(|(index, c)| {
            let options = match entry(c) {
                // A small palochka is no small i.
                Some(entry)
                    if entry.letters == "lI" && c.is_lowercase() && index > 0 && !capitals =>
                {
                    Options::one('l')
                }
                Some(_) if kept && is_natural_latin(c) => Options::one(c),
                Some(entry) => options(c, entry.letters, entry.class, capitals),
                None => Options::one(c),
            };
            (c, options)
        })
        .collect();
    let mut readings: Vec<Vec<char>> = vec![Vec::with_capacity(chars.len())];
    for (_, options) in &chars {
        match options.second {
            Some(second) if readings.len() * 2 <= READINGS => {
                let mut more = Vec::with_capacity(readings.len() * 2);
                for reading in readings {
                    let mut other = Vec::with_capacity(chars.len());
                    other.extend_from_slice(&reading);
                    other.push(second);
                    let mut one = reading;
                    one.push(options.first);
                    more.extend([one, other]);
                }
                readings = more;
            }
            _ => readings.iter_mut().for_each(|reading| reading.push(options.first)),
        }
    }
    let mut best: (String, u8) = (word.to_string(), 0);
    let mut first = true;
    let mut letters: Vec<Letter> = Vec::with_capacity(chars.len());
    for reading in readings {
        letters.clear();
        letters.extend(chars.iter().zip(&reading).map(|((received, options), &read)| Letter {
            read,
            sure: options.second.is_none() && *received == read,
        }));
        let settled = settle(&letters);
        let mut rank = rank(&settled, piece);
        // "Іl" is rather "Il" than "ll".
        if reading.first() == Some(&'l') && word.starts_with(char::is_uppercase) {
            rank = rank.saturating_sub(6);
        }
        if first || rank > best.1 {
            best = (settled, rank);
            first = false;
        }
    }
    best
}

/// How well the word list knows a reading.
fn rank(settled: &str, piece: &Piece) -> u8 {
    let lower: String = if settled.is_ascii() {
        settled.to_ascii_lowercase()
    } else {
        let straight = settled.chars().map(|c| if c == '’' { '\'' } else { c });
        straight.flat_map(char::to_lowercase).collect()
    };
    let rank = standing(&lower).max(if is_counted(&lower) { COUNTED } else { 0 });
    // A capital inside a word in small letters is no reading ("numBer"), "lstanbul" neither.
    if rank > 0
        && piece.letters() > 1
        && settled.chars().skip(1).any(char::is_uppercase)
        && settled.chars().any(char::is_lowercase)
    {
        return rank.saturating_sub(2).max(1);
    }
    rank
}

/// How well known a number with its ending is.
const COUNTED: u8 = 3;

/// "32nd", "6am", "103k"
fn is_counted(lower: &str) -> bool {
    const ENDINGS: [&str; 22] = [
        "st", "nd", "rd", "th", "s", "am", "pm", "m", "k", "g", "kg", "mg", "mm", "cm", "km", "ft",
        "mph", "gb", "mb", "bn", "million", "billion",
    ];
    let ending = lower.trim_start_matches(|c: char| c.is_ascii_digit());
    ending.len() < lower.len() && ENDINGS.contains(&ending)
}

/// What a character may be read as: no entry of the table has more than two letters.
#[derive(Clone, Copy)]
struct Options {
    first: char,
    second: Option<char>,
}

impl Options {
    const fn one(first: char) -> Self {
        Self { first, second: None }
    }
}

fn options(c: char, letters: &str, class: Class, capitals: bool) -> Options {
    let mut all = letters.chars();
    let (first, second) = (all.next().unwrap_or(c), all.next());
    match second {
        // A capital iota is a capital i before it is a small L.
        Some(second)
            if letters == "lI" && (c.is_uppercase() || capitals || class == Class::Styled) =>
        {
            Options { first: second, second: Some(first) }
        }
        second => Options { first, second },
    }
}
