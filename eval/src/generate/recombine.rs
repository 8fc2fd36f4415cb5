//! Fresh text: sentences of the pile with their words drawn anew.
//!
//! A sentence of the pile is a frame: its order, its punctuation and its commonest words stay. Its
//! other words are drawn from all words of the pile with the same ending, as often as they stand
//! there; its names from the names of the pile, the same one for the same throughout an article;
//! its figures anew with as many digits. One content word in seven stays. An article takes its
//! number of paragraphs and sentences from an article of the pile, and each sentence's frame from
//! any article. What comes out reads like news and means nothing; no two articles share more than
//! news articles share by chance, and any number can be made.

use super::article::{Article, headline};
use super::base::Base;
use super::pieces::{capitalized, is_word, pieces};
use super::rng::Rng;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The commonest words of the pile that frames keep; of a small vocabulary a quarter.
const FRAME_WORDS: usize = 150;
/// Share of content words that stay.
const KEPT: f64 = 1.0 / 7.0;
/// Endings by which words are told apart.
const ENDINGS: [&str; 12] =
    ["ing", "ed", "ly", "tion", "ment", "ness", "ity", "al", "ers", "er", "s", "e"];

#[derive(Debug, Clone)]
enum Piece {
    Fixed(String),
    /// A word of an ending's class; whether it is capitalized.
    Content(String, usize, bool),
    Name(String),
    Digits(usize),
}

/// Draws fresh sentences and articles.
#[derive(Debug)]
pub(crate) struct Recombiner {
    frames: Vec<Vec<Piece>>,
    /// Of each class every word as often as the pile has it.
    classes: Vec<Vec<String>>,
    names: Vec<String>,
    /// Sentences in each paragraph, of each article.
    shapes: Vec<Vec<usize>>,
    /// Frames that are sentences long enough to stand for passages.
    long: Vec<usize>,
}

impl Recombiner {
    pub(crate) fn new(bases: &[Base]) -> Self {
        let sentences = || bases.iter().flat_map(|base| base.article.sentences());
        let mut counts = BTreeMap::<&str, usize>::new();
        for piece in sentences().flat_map(|sentence| pieces(sentence)) {
            if is_lower(piece) {
                *counts.entry(piece).or_default() += 1;
            }
        }
        let mut order: Vec<(&str, usize)> = counts.iter().map(|(word, n)| (*word, *n)).collect();
        order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let frame: BTreeSet<&str> =
            order.iter().take(FRAME_WORDS.min(order.len() / 4)).map(|(word, _)| *word).collect();
        let mut made = Self {
            frames: Vec::new(),
            classes: vec![Vec::new(); ENDINGS.len() + 1],
            names: Vec::new(),
            shapes: Vec::new(),
            long: Vec::new(),
        };
        for sentence in sentences() {
            made.add(sentence, &frame, &counts);
        }
        made.shapes = bases
            .iter()
            .map(|base| base.article.paragraphs.iter().map(Vec::len).collect())
            .collect();
        made.long = (0..made.frames.len()).filter(|&at| made.frame_words(at) >= 10).collect();
        made
    }

    fn add(&mut self, sentence: &str, fixed: &BTreeSet<&str>, counts: &BTreeMap<&str, usize>) {
        let mut frame = Vec::new();
        for (nth, piece) in pieces(sentence).into_iter().enumerate() {
            let lower = piece.to_lowercase();
            let known = counts.contains_key(lower.as_str());
            frame.push(if !is_word(piece) || fixed.contains(lower.as_str()) {
                Piece::Fixed(piece.to_owned())
            } else if piece.chars().all(|c| c.is_ascii_digit()) {
                Piece::Digits(piece.len())
            } else if is_lower(piece) || (nth < 2 && known) {
                let class = class(&lower);
                if let Some(words) = self.classes.get_mut(class) {
                    words.push(lower.clone());
                }
                Piece::Content(lower, class, !is_lower(piece))
            } else if piece.starts_with(char::is_uppercase) {
                self.names.push(piece.to_owned());
                Piece::Name(piece.to_owned())
            } else {
                Piece::Fixed(piece.to_owned())
            });
        }
        self.frames.push(frame);
    }

    fn frame_words(&self, at: usize) -> usize {
        let word = |piece: &&Piece| !matches!(piece, Piece::Fixed(text) if !is_word(text));
        self.frames.get(at).map_or(0, |frame| frame.iter().filter(word).count())
    }

    /// An article that shares nothing with any other but the phrases of the trade.
    pub(crate) fn article(&self, rng: &mut Rng) -> Article {
        let mut names = HashMap::new();
        let shape = rng.pick(&self.shapes).cloned().unwrap_or_default();
        let paragraphs: Vec<Vec<String>> = shape
            .iter()
            .map(|&sentences| {
                (0..sentences)
                    .map(|_| self.fill(rng.below(self.frames.len()), rng, &mut names))
                    .filter(|sentence| !sentence.is_empty())
                    .collect()
            })
            .filter(|paragraph: &Vec<String>| !paragraph.is_empty())
            .collect();
        let title = headline(&paragraphs);
        Article { title, paragraphs }
    }

    /// Fresh sentences of `low` to `high` words together, or the next sentence's end.
    pub(crate) fn passage(&self, low: usize, high: usize, rng: &mut Rng) -> Vec<String> {
        let wanted = rng.between(low, high);
        let mut names = HashMap::new();
        let mut made = Vec::new();
        let mut words = 0;
        while words < wanted && made.len() < 40 {
            let Some(&frame) = rng.pick(&self.long) else { break };
            let size = self.frame_words(frame);
            if words > 0 && words + size > high {
                // A shorter one may still fit; a few tries, then what there is will do.
                if rng.chance(0.3) {
                    break;
                }
                continue;
            }
            words += size;
            made.push(self.fill(frame, rng, &mut names));
        }
        made
    }

    fn fill<'a>(
        &'a self,
        frame: usize,
        rng: &mut Rng,
        names: &mut HashMap<&'a str, &'a str>,
    ) -> String {
        let mut text = String::new();
        for piece in self.frames.get(frame).into_iter().flatten() {
            match piece {
                Piece::Fixed(fixed) => text.push_str(fixed),
                Piece::Content(own, class, capital) => {
                    let drawn = self.classes.get(*class).and_then(|words| rng.pick(words));
                    let word = drawn.filter(|_| !rng.chance(KEPT)).unwrap_or(own);
                    if *capital {
                        text.push_str(&capitalized(word));
                    } else {
                        text.push_str(word);
                    }
                }
                Piece::Name(own) => {
                    let name = names.entry(own).or_insert_with(|| {
                        rng.pick(&self.names).map_or(own.as_str(), String::as_str)
                    });
                    text.push_str(name);
                }
                Piece::Digits(digits) => {
                    text.push(char::from(b'1' + rng.below(9) as u8));
                    (1..*digits).for_each(|_| text.push(char::from(b'0' + rng.below(10) as u8)));
                }
            }
        }
        text
    }
}

fn is_lower(piece: &str) -> bool {
    piece.starts_with(char::is_lowercase) && !piece.chars().any(|c| c.is_ascii_digit())
}

fn class(word: &str) -> usize {
    ENDINGS.iter().position(|ending| word.ends_with(ending)).unwrap_or(ENDINGS.len())
}
