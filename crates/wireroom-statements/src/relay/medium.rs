//! What a medium is: a wire agency, a paper or station known by name, something called one.

use crate::Page;
use crate::word::Class;
use std::ops::Range;
use wireroom_lexicon::{agency_by_name, is_medium_name};
use wireroom_model::NameKind;

/// The media named in a range of words, each apart; the whole range where it speaks of media
/// without naming one apart.
pub(crate) fn media_in(page: &Page<'_>, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        // Longest first: "Associated Press" before "Press".
        let longest = (at + 1..(at + 5).min(range.end) + 1)
            .rev()
            .filter(|&end| end <= range.end)
            .find(|&end| {
                agency_by_name(page.text_of(&(at..end))).is_some() && page.class(at) == Class::Name
                    || (end > at
                        && agency_by_name(page.text_of(&(at..end))).is_some()
                        && first_of_sentence(page, at))
            });
        match longest {
            Some(end) => {
                found.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    if found.is_empty() {
        let span = page.span(range);
        let named = page.names_at(span).iter().find(|(name, kind)| {
            *kind != NameKind::Person && span.contains(*name) && media_word(name.text(page.text))
        });
        if let Some((name, _)) = named {
            let words = |at: usize| page.words.partition_point(|w| (w.start as usize) < at);
            found.push(words(name.start())..words(name.end()));
        } else if is_medium(page, range) {
            found.push(range.clone());
        }
    }
    found
}

/// The media that a phrase names, or the phrase itself where it names none apart.
pub(super) fn media_or(page: &Page<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let named = media_in(page, &range);
    if named.is_empty() { std::iter::once(range).collect() } else { named }
}

/// Whether a noun phrase is a medium.
pub(crate) fn is_medium(page: &Page<'_>, range: &Range<usize>) -> bool {
    is_medium_text(page.text_of(range))
}

/// Whether a noun phrase, as text, is a medium: a wire agency, or something called a newspaper.
pub(crate) fn is_medium_text(text: &str) -> bool {
    let bare = bare(text);
    agency_by_name(bare).is_some()
        || is_medium_name(bare)
        || bare.split_whitespace().any(|w| {
            let w = w.trim_end_matches("'s").trim_end_matches("’s");
            // "the French agency AFP", and the branch of an agency: "Interfax-West".
            w.len() > 1
                && (agency_by_name(w).is_some()
                    && (w.chars().all(|c| c.is_uppercase() || c == '-') || bare.contains("agency"))
                    || w.split_once('-').is_some_and(|(agency, branch)| {
                        agency_by_name(agency).is_some() && branch.starts_with(char::is_uppercase)
                    }))
        })
        || media_word(bare)
}

/// A phrase without its article.
pub(crate) fn bare(text: &str) -> &str {
    text.strip_prefix("The ").or_else(|| text.strip_prefix("the ")).unwrap_or(text)
}

fn media_word(text: &str) -> bool {
    let mut person = false;
    let mut medium = false;
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        person |= matches!(
            word,
            "reporter"
                | "correspondent"
                | "editor"
                | "spokesman"
                | "spokesperson"
                | "spokeswoman"
                | "source"
                | "official"
                | "columnist"
                | "host"
                | "reporters"
        );
        medium |= matches!(
            word,
            "media"
                | "newspaper"
                | "newspapers"
                | "outlet"
                | "outlets"
                | "broadcaster"
                | "broadcasters"
                | "newswire"
                | "Examiner"
                | "Ledger"
                | "Clarion"
                | "Bugle"
                | "Beacon"
                | "Lantern"
                | "Inquirer"
                | "Dispatch"
                | "Bulletin"
                | "Register"
                | "Sentinel"
                | "Advertiser"
                | "Argus"
                | "Evening"
                | "Morning"
                | "Channel"
                | "FM"
                | "Newswire"
                | "Wire"
                | "Broadcasting"
                | "television"
                | "radio"
                | "tabloid"
                | "News"
                | "Times"
                | "Post"
                | "Herald"
                | "Tribune"
                | "Journal"
                | "Gazette"
                | "Daily"
                | "Radio"
                | "TV"
                | "Television"
                | "Courier"
                | "Observer"
                | "Telegraph"
                | "Chronicle"
                | "Mirror"
                | "Magazine"
        );
    }
    // "the daily Kurier", "the Khabar channel"
    let named = || text.split_whitespace().any(|word| word.starts_with(char::is_uppercase));
    let called = text.split(|c: char| !c.is_alphanumeric()).any(|word| {
        matches!(word, "daily" | "weekly" | "magazine" | "channel" | "website" | "tabloid")
    });
    (medium || called && named() || text.contains("news agenc") || text.contains("news site"))
        && !person
}

fn first_of_sentence(page: &Page<'_>, at: usize) -> bool {
    at == 0 || page.words.get(at).map(|w| w.sentence) != page.words.get(at - 1).map(|w| w.sentence)
}
