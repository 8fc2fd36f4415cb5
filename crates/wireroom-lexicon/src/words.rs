//! English words: whether a form is one, how common it is, how often it is capitalised.
//!
//! The dictionary is SCOWL, American and British, large; the frequencies are numbers of articles
//! with the word, counted over several thousand annotated news articles. Keys are lower case with
//! a straight apostrophe and without a possessive `'s`. Not a spelling corrector.

use std::sync::LazyLock;

use crate::lines::Lines;

static WORDS: LazyLock<Lines> = LazyLock::new(|| Lines::new(include_str!("../data/words.tsv")));
static ARTICLES: LazyLock<u32> =
    LazyLock::new(|| WORDS.get("!docs").and_then(|count| count.parse().ok()).unwrap_or(1));

/// From how many articles on a form outside the dictionary counts as a word (a name, mostly).
const ATTESTED: u32 = 5;

/// What a line of the table says.
#[derive(Clone, Copy)]
struct Word {
    in_dictionary: bool,
    articles: u32,
    capital_ninths: Option<u8>,
}

/// True for a dictionary word, name or acronym, and for a form seen in at least five articles.
pub fn is_word(lower: &str) -> bool {
    entry(lower).is_some_and(|word| word.in_dictionary || word.articles >= ATTESTED)
}

/// True for a form that the dictionary has in lower case or as a name.
pub fn is_dictionary_word(lower: &str) -> bool {
    entry(lower).is_some_and(|word| word.in_dictionary)
}

/// Frequency class: 0 unknown, 1 in the dictionary but in no counted article, else
/// 2 + ⌊log2(articles with the word)⌋, at most 15 (13 is a word in nearly every article).
pub fn frequency(lower: &str) -> u8 {
    entry(lower).map_or(0, |word| class(word.articles))
}

/// [`frequency`] and [`is_word`] of a form, looked up once.
pub fn word_frequency(lower: &str) -> (u8, bool) {
    entry(lower).map_or((0, false), |word| {
        (class(word.articles), word.in_dictionary || word.articles >= ATTESTED)
    })
}

fn class(articles: u32) -> u8 {
    articles.checked_ilog2().map_or(1, |log| (2 + log).min(15) as u8)
}

/// All forms of the table with the number of counted articles that have them, in its order.
pub fn document_frequencies() -> impl Iterator<Item = (&'static str, u32)> {
    let forms = WORDS.iter().filter(|(form, _)| !form.starts_with('!'));
    forms.map(|(form, payload)| (form, parse(payload).articles))
}

/// Number of counted articles with the word, of [`article_count`].
pub fn document_frequency(lower: &str) -> u32 {
    entry(lower).map_or(0, |word| word.articles)
}

/// Number of articles that the frequencies were counted over.
pub fn article_count() -> u32 {
    *ARTICLES
}

/// Smoothed inverse document frequency, ln((N + 1) / (df + 1)): 0.0 for a word in every article,
/// about 8 for one in none.
pub fn idf(lower: &str) -> f32 {
    let df = document_frequency(lower);
    ((article_count() + 1) as f32 / (df + 1) as f32).ln().max(0.0)
}

/// Share, 0.0 to 1.0, of the word's occurrences inside a sentence that begin with a capital; None
/// where fewer than three were counted.
pub fn capital_share(lower: &str) -> Option<f32> {
    entry(lower)?.capital_ninths.map(|ninths| f32::from(ninths) / 9.0)
}

/// For each line whether the word has a vector, for the table of vectors that runs parallel.
pub(crate) fn with_vector() -> impl Iterator<Item = bool> {
    let kind = |line: &str| line.split_once('\t').and_then(|(_, payload)| payload.bytes().next());
    WORDS.text().lines().map(move |line| kind(line).is_some_and(|kind| kind.is_ascii_uppercase()))
}

pub(crate) fn position(lower: &str) -> Option<usize> {
    WORDS.position(lower)
}

fn entry(lower: &str) -> Option<Word> {
    if lower.starts_with('!') {
        return None;
    }
    WORDS.get(lower).map(parse)
}

fn parse(payload: &str) -> Word {
    let (kind, counts) = payload.split_at_checked(1).unwrap_or(("c", ""));
    // Most words stand in no counted article.
    let (articles, capital) = match counts {
        "" => ("", ""),
        _ => counts.split_once('/').unwrap_or((counts, "")),
    };
    Word {
        in_dictionary: matches!(kind, "d" | "n" | "D" | "N"),
        articles: articles.parse().unwrap_or(0),
        capital_ninths: capital.parse().ok(),
    }
}
