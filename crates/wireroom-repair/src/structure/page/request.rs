//! Requests to the reader, and notices of rights.

use super::super::page_words::{ASKS, NOUNS, OFFERS, PAGE, SHORT, WEAK_ASKS};
use super::super::signs;

/// What notices of rights speak of.
pub(crate) const RIGHTS: &[&str] = &[
    "redistribution",
    "reproduction",
    "republication",
    "reprinting",
    "reproduced",
    "republished",
    "redistributed",
    "re-distribution",
    "retransmission",
    "unauthorized use",
    "unauthorised use",
];

/// "Redistribution prohibited.", "No part of this page may be reproduced …".
pub(crate) fn is_rights(lower: &str) -> bool {
    let act = RIGHTS.iter().any(|act| lower.contains(act));
    let bar = [
        "prohibited",
        "forbidden",
        "not permitted",
        "not allowed",
        "without permission",
        "written permission",
        "prior permission",
        "written consent",
        "prior consent",
        "rights reserved",
        "without the express",
    ]
    .iter()
    .any(|bar| lower.contains(bar));
    let held = ["©", "copyright", "(c) ", "all rights reserved", "no part of this", "material"]
        .iter()
        .any(|held| lower.contains(held));
    let opens = ["redistribution", "reproduction", "republication", "reprinting", "retransmission"]
        .iter()
        .any(|act| lower.starts_with(act));
    act && bar && (held || opens || lower.split_whitespace().count() <= 6)
}

/// A request to the reader: each sentence of the line asks for something that pages ask for, or
/// praises what is asked for. `outside`: the line stands outside the story.
pub(crate) fn is_request(lower: &str, outside: bool) -> bool {
    let pieces = || {
        lower
            .split(['.', '!', '?', ':', '|', '–', '—', ';'])
            .filter(|piece| piece.chars().any(char::is_alphabetic))
    };
    let (mut asks, mut others) = (0, Vec::new());
    let mut read: Vec<&str> = Vec::new();
    for piece in pieces() {
        // Most begin with no word that asks, and their words are not read.
        let plea = words(piece).take(2).any(signs::may_ask) && {
            read.clear();
            read.extend(words(piece));
            is_plea(&read, piece.trim(), outside)
        };
        if plea {
            asks += 1;
        } else {
            others.push(piece);
        }
    }
    // Most lines ask for nothing: what they praise is not looked for.
    if asks == 0 || pieces().flat_map(words).nth(28).is_some() {
        return false;
    }
    others.retain(|piece| !OFFERS.iter().any(|offer| piece.contains(offer)));
    others.len() <= usize::from(outside && asks > others.len())
}

/// The words of a piece, without the marks around them.
fn words(piece: &str) -> impl Iterator<Item = &str> {
    piece
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

fn is_plea(words: &[&str], piece: &str, outside: bool) -> bool {
    let Some((first, rest)) = words.split_first() else { return false };
    let (first, rest) = match (*first, rest.split_first()) {
        ("please" | "or" | "and" | "to", Some((second, rest))) => (*second, rest),
        (first, _) => (first, rest),
    };
    if words.len() > 18 {
        return false;
    }
    if piece.starts_with("cancel any") {
        return outside;
    }
    if SHORT.contains(&words.join(" ").as_str())
        || first == "become"
            && rest
                .iter()
                .any(|word| matches!(*word, "member" | "subscriber" | "supporter" | "patron"))
    {
        return true;
    }
    let to_us = rest.iter().any(|word| matches!(*word, "us" | "our"));
    let page = rest.iter().any(|word| PAGE.contains(word));
    if first == "if" && rest.first() == Some(&"you") {
        return page && outside;
    }
    if tells(rest, to_us) {
        return false;
    }
    // "Support our work", "Access to Facebook was cut": a verb, or a noun like any other.
    let meant = rest.first().is_some_and(|next| {
        matches!(*next, "us" | "our" | "this" | "your" | "unlimited") || *next == "the" && outside
    });
    let asked = ASKS.contains(&first) || NOUNS.contains(&first) && meant;
    let direct = matches!(rest.first(), Some(&("us" | "our")));
    asked && (page || direct)
        || asked && to_us && outside
        || outside && WEAK_ASKS.contains(&first) && (page || to_us)
        || matches!(first, "subscribe" | "unsubscribe" | "whatsapp") && words.len() <= 8
}

/// Whether words tell that something happens: sentences do, requests do not.
fn tells(words: &[&str], to_us: bool) -> bool {
    words.iter().any(|word| {
        matches!(
            *word,
            "was"
                | "were"
                | "is"
                | "are"
                | "has"
                | "had"
                | "will"
                | "would"
                | "could"
                | "said"
                | "says"
                | "told"
                | "fell"
                | "rose"
                | "did"
                | "he"
                | "she"
                | "they"
        ) || !to_us
            && word.len() > 5
            && word.ends_with("ed")
            && !words.contains(&"your")
            && !matches!(*word, "unlimited" | "limited" | "related" | "delivered")
    })
}
