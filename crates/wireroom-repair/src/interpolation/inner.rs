//! Offers set into a sentence: "(click for cheap tiles)", "| Tile Market review |".
//!
//! Only what marks part from the sentence is looked at, and it must offer or send somewhere twice
//! over. What is set in without marks is found beside other witnesses, not here.

use std::ops::Range;

/// How sure one may be of such a passage; half of the clean texts' brackets with these words are
/// their own.
const CONFIDENCE: f32 = 0.6;

/// Marks that part a passage from its sentence.
const PARTED: &[(&str, &str)] =
    &[("(", ")"), ("[", "]"), ("| ", " |"), (">> ", " <<"), (" - ", " - ")];

const OFFERS: &[&str] = &[
    "buy",
    "cheap",
    "cheaper",
    "best",
    "price",
    "prices",
    "free",
    "deal",
    "deals",
    "discount",
    "offer",
    "sale",
    "coupon",
    "bonus",
    "review",
    "reviews",
    "insurance",
    "loan",
    "loans",
    "casino",
    "betting",
    "spins",
    "essay",
    "dating",
    "flights",
    "hotels",
    "pills",
    "order",
];

const SENDS: &[&str] = &["click", "visit", "see", "here", "try", "get", "buy", "order", "download"];

const PAID: &[&str] = &["advertisement", "sponsored", "sponsor", "advert", "promoted", "promotion"];

/// Adds the offers that stand inside the sentence at `range`.
pub(crate) fn offers(text: &str, range: Range<usize>, found: &mut Vec<(Range<usize>, f32)>) {
    let sentence = text.get(range.clone()).unwrap_or("");
    for (open, close) in PARTED {
        let mut at = 0;
        while let Some(start) = sentence.get(at..).and_then(|rest| rest.find(open)) {
            let start = at + start;
            let inside = start + open.len();
            let Some(len) = sentence.get(inside..).and_then(|rest| rest.find(close)) else { break };
            at = inside + len;
            if sentence.get(inside..at).is_some_and(is_offer) {
                let lead = open.len() - open.trim_start().len();
                let end = range.start + at + close.trim_end().len();
                found.push((range.start + start + lead..end, CONFIDENCE));
            }
            at += close.len();
        }
    }
}

fn is_offer(passage: &str) -> bool {
    let words: Vec<String> = passage
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if !(2..=10).contains(&words.len()) {
        return false;
    }
    let count = |list: &[&str]| words.iter().filter(|word| list.contains(&word.as_str())).count();
    let opens = words.first().is_some_and(|first| PAID.contains(&first.as_str()));
    let sends = words.first().is_some_and(|first| SENDS.contains(&first.as_str()))
        || words.last().is_some_and(|last| last == "here");
    opens || sends && count(OFFERS) > 0 || count(OFFERS) > 1
}
