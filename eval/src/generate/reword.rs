//! Rewording: synonyms, figures written out, the order of words, sentences and paragraphs.

use super::article::Article;
use super::base::Base;
use super::data::Kept;
use super::pieces::{capitalized, cased_like, is_word, pieces, uncapitalized};
use super::rng::Rng;
use std::collections::{BTreeMap, HashMap};

/// Words that are near in meaning by the lexicon's vectors count as synonyms of a rewriter who
/// works word by word (the lexicon's own figure for synonyms is a median of .62).
const NEAR: f32 = 0.62;
/// Words of the pile that near ones are looked for among, commonest first.
const NEAR_WORDS: usize = 4000;
const MAX_NEAR: usize = 3;

/// What may stand for a word.
#[derive(Debug)]
pub(crate) struct Thesaurus {
    synonyms: HashMap<String, Vec<String>>,
    near: HashMap<String, Vec<String>>,
}

/// How much is changed; each figure is the chance of one word or sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rewording {
    /// A word that has a synonym.
    pub(crate) synonym: f64,
    /// Near words are taken too.
    pub(crate) near: bool,
    /// A figure that can be written out, or a written one.
    pub(crate) figure: f64,
    /// A sentence whose parts can change places.
    pub(crate) voice: f64,
    /// A sentence that changes places with the next.
    pub(crate) swap: f64,
    /// A paragraph that goes elsewhere (never the first).
    pub(crate) order: f64,
    /// A sentence that is left out (never the first).
    pub(crate) drop: f64,
}

impl Thesaurus {
    pub(crate) fn new(kept: &Kept, bases: &[Base]) -> Self {
        let mut synonyms = HashMap::<String, Vec<String>>::new();
        for group in &kept.synonyms {
            for word in group {
                let others = group.iter().filter(|other| *other != word);
                let others = others.map(|other| other.replace('-', " "));
                synonyms.entry((*word).to_owned()).or_default().extend(others);
            }
        }
        Self { synonyms, near: near(bases) }
    }

    fn draw(&self, lower: &str, near: bool, rng: &mut Rng) -> Option<&str> {
        let synonym = self.synonyms.get(lower).and_then(|list| rng.pick(list));
        let near = self.near.get(lower).filter(|_| near).and_then(|list| rng.pick(list));
        synonym.or(near).map(String::as_str)
    }

    /// Rewords a whole article in place.
    pub(crate) fn reword(&self, article: &mut Article, how: Rewording, rng: &mut Rng) {
        article.retain(|nth| nth == 0 || !rng.chance(how.drop));
        for paragraph in &mut article.paragraphs {
            for sentence in paragraph.iter_mut() {
                if rng.chance(how.voice) {
                    *sentence = voice(sentence);
                }
                *sentence = self.words(sentence, how, rng);
            }
            for at in 1..paragraph.len() {
                if rng.chance(how.swap) {
                    paragraph.swap(at - 1, at);
                }
            }
        }
        for at in 1..article.paragraphs.len() {
            if rng.chance(how.order) {
                let to = rng.between(1, article.paragraphs.len() - 1);
                article.paragraphs.swap(at, to);
            }
        }
    }

    /// Rewords the words of one sentence.
    pub(crate) fn words(&self, sentence: &str, how: Rewording, rng: &mut Rng) -> String {
        let parts = pieces(sentence);
        let mut text = String::with_capacity(sentence.len() + 16);
        for (at, piece) in parts.iter().enumerate() {
            let lower = piece.to_lowercase();
            // A capital inside a sentence is a name's; a first word keeps its capital.
            let free = is_word(piece) && (at < 2 || !piece.starts_with(char::is_uppercase));
            let beside = |at: Option<usize>| at.and_then(|at| parts.get(at)).copied().unwrap_or("");
            let alone = beside(at.checked_sub(1)).trim_matches(' ').is_empty()
                && beside(Some(at + 1)).starts_with(' ');
            if alone && let Some(figure) = figure(&lower) {
                text.push_str(&if rng.chance(how.figure) { figure } else { (*piece).to_owned() });
            } else if free
                && rng.chance(how.synonym)
                && let Some(other) = self.draw(&lower, how.near, rng)
            {
                text.push_str(&cased_like(other, piece));
            } else {
                text.push_str(piece);
            }
        }
        text
    }
}

/// Near words of the commonest words of the pile, of the same ending.
fn near(bases: &[Base]) -> HashMap<String, Vec<String>> {
    let mut counts = BTreeMap::<&str, usize>::new();
    let sentences = bases.iter().flat_map(|base| base.article.sentences());
    for piece in sentences.flat_map(|sentence| pieces(sentence)) {
        if piece.len() > 4 && piece.chars().all(char::is_lowercase) {
            *counts.entry(piece).or_default() += 1;
        }
    }
    let mut words: Vec<(&str, usize)> = counts.into_iter().collect();
    words.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    words.truncate(NEAR_WORDS);
    let ending = |word: &str| word.chars().rev().take(2).collect::<String>();
    let mut by_ending = BTreeMap::<String, Vec<&str>>::new();
    for (word, _) in words {
        by_ending.entry(ending(word)).or_default().push(word);
    }
    let mut found = HashMap::new();
    for list in by_ending.values() {
        for word in list {
            let mut near: Vec<(f32, &str)> = list
                .iter()
                .filter(|other| *other != word && !other.starts_with(word.get(..4).unwrap_or(" ")))
                .filter_map(|other| Some((wireroom_lexicon::cosine(word, other)?, *other)))
                .filter(|(cosine, _)| *cosine >= NEAR)
                .collect();
            near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
            let near: Vec<String> =
                near.into_iter().take(MAX_NEAR).map(|(_, other)| other.to_owned()).collect();
            if !near.is_empty() {
                found.insert((*word).to_owned(), near);
            }
        }
    }
    found
}

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// "17" for "seventeen" and the other way about, from 2 to 99; "one" is too often no figure.
fn figure(word: &str) -> Option<String> {
    if word.len() < 3 && word.chars().all(|c| c.is_ascii_digit()) && !word.starts_with('0') {
        let number: usize = word.parse().ok()?;
        return (number > 1).then(|| written(number)).flatten();
    }
    (2..100).find(|&number| written(number).as_deref() == Some(word)).map(|n| n.to_string())
}

fn written(number: usize) -> Option<String> {
    if let Some(word) = ONES.get(number) {
        return Some((*word).to_owned());
    }
    let ten = TENS.get((number / 10).checked_sub(2)?)?;
    let one = number % 10;
    Some(if one == 0 { (*ten).to_owned() } else { format!("{ten}-{}", ONES.get(one)?) })
}

/// The same said with its parts in another order, where the form is one of a few simple ones;
/// otherwise the sentence as it is.
fn voice(sentence: &str) -> String {
    [quote_last, quote_first, said_last, lead_last, possessive]
        .iter()
        .find_map(|change| change(sentence))
        .unwrap_or_else(|| sentence.to_owned())
}

/// `"It works," Ada said.` → `Ada said: "It works."`
fn quote_last(sentence: &str) -> Option<String> {
    let (open, close) = if sentence.starts_with('"') { ('"', '"') } else { ('“', '”') };
    let rest = sentence.strip_prefix(open)?;
    let (quote, speaker) = rest.split_once(close)?;
    let quote = quote.strip_suffix(',')?;
    let speaker = speaker.trim().strip_suffix('.')?;
    let plain = !speaker.contains([open, close, ',']) && speaker.split_whitespace().count() < 9;
    plain.then(|| format!("{}: {open}{quote}.{close}", capitalized(speaker)))
}

/// `Ada said: "It works."` → `"It works," Ada said.`
fn quote_first(sentence: &str) -> Option<String> {
    let cut = sentence.find(['"', '“'])?;
    let (speaker, quote) = sentence.split_at_checked(cut)?;
    let speaker = speaker.trim_end().trim_end_matches([',', ':']);
    let open = quote.chars().next()?;
    let close = if open == '"' { '"' } else { '”' };
    let quote = quote.strip_prefix(open)?.strip_suffix(close)?.strip_suffix('.')?;
    let plain = !quote.contains([open, close]) && speaker.split_whitespace().count() < 9;
    (plain && !speaker.is_empty()).then(|| format!("{open}{quote},{close} {speaker}."))
}

/// `The mayor said it works.` → `It works, the mayor said.`
fn said_last(sentence: &str) -> Option<String> {
    if sentence.contains(['"', '“']) {
        return None;
    }
    let (speaker, rest) = sentence.split_once(" said ")?;
    let rest = rest.strip_prefix("that ").unwrap_or(rest).strip_suffix('.')?;
    let short = speaker.split_whitespace().count() < 6 && !speaker.contains(',');
    let name = speaker.split(' ').nth(1).is_some_and(|word| word.starts_with(char::is_uppercase));
    let speaker = if name { speaker.to_owned() } else { uncapitalized(speaker) };
    short.then(|| format!("{}, {speaker} said.", capitalized(rest)))
}

/// `In March, the bridge fell.` → `The bridge fell in March.`
fn lead_last(sentence: &str) -> Option<String> {
    let (lead, rest) = sentence.split_once(", ")?;
    let opens = ["In ", "On ", "At ", "After ", "During ", "Before ", "Last ", "Earlier "];
    let fits = opens.iter().any(|open| lead.starts_with(open)) && lead.split(' ').count() < 7;
    let rest = rest.strip_suffix('.')?;
    fits.then(|| format!("{} {}.", capitalized(rest), uncapitalized(lead)))
}

/// `the mayor of Tarnwick` → `Tarnwick's mayor`
fn possessive(sentence: &str) -> Option<String> {
    let words: Vec<&str> = sentence.split(' ').collect();
    let at = words.windows(5).position(|five| {
        let [the, noun, of, name, next] = five else { return false };
        *the == "the"
            && *of == "of"
            && noun.chars().all(char::is_lowercase)
            && name.starts_with(char::is_uppercase)
            && name.chars().all(char::is_alphanumeric)
            && next.starts_with(char::is_lowercase)
    })?;
    let (head, tail) = words.split_at_checked(at)?;
    let [_, noun, _, name, rest @ ..] = tail else { return None };
    let mut made: Vec<String> = head.iter().map(|word| (*word).to_owned()).collect();
    made.extend([format!("{name}'s"), (*noun).to_owned()]);
    made.extend(rest.iter().map(|word| (*word).to_owned()));
    Some(made.join(" "))
}
