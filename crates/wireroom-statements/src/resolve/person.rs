//! The person whom a source names together with a title or an office: "Secretary of Trade NAME",
//! "the union's president, NAME".

use crate::nouns::phrase;
use wireroom_lexicon::{TitleKind, title_kind};

/// Whether what stands before a name within its source is a title of the one who bears the name.
///
/// Not so in "a lawyer for Minister NAME": the first office of the phrase must be the one.
pub(crate) fn titles(lead: &str) -> bool {
    let lead = lead.trim();
    if lead.is_empty() {
        return true;
    }
    if let Some(apposed) = lead.strip_suffix(',') {
        // One part, headed by an office.
        return !apposed.contains(',')
            && phrase(apposed).is_some_and(|p| is_office(&p.head) || ends_in_office(apposed));
    }
    let part = lead.rsplit(',').next().unwrap_or(lead);
    let words: Vec<&str> = part.split_whitespace().collect();
    let Some(first) = words.iter().position(|word| is_office(&word.to_lowercase())) else {
        return false;
    };
    let link = |word: &str| matches!(word, "of" | "for" | "and" | "the");
    let large = |word: &str| word.starts_with(char::is_uppercase);
    let (before, after) = words.split_at(first);
    let linked = after.iter().any(|word| matches!(*word, "of" | "for"));
    let offices = after.iter().filter(|word| is_office(&word.to_lowercase())).count();
    let plain = after.iter().skip(1).all(|word| large(word) || link(word));
    !before.iter().any(|word| matches!(*word, "of" | "for" | "to" | "from" | "with" | "by"))
        && plain
        && (!linked || (offices == 1 && after.first().is_some_and(|word| large(word))))
}

/// Whether what follows a name within its source leaves it the head: no possessive, no noun.
pub(crate) fn closes(rest: &str) -> bool {
    let next = rest.trim_start();
    if next.starts_with(['\'', '’', '-']) {
        return false;
    }
    let word = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    word.is_empty()
        || matches!(
            word,
            "who" | "in" | "at" | "on" | "of" | "from" | "with" | "during" | "and" | "whose"
        )
}

/// Whether a phrase that goes on with a name ("the mayor of") is of one person in office, who is not
/// the body or place of that name. An official, a source, a spokesperson speak for it.
pub(crate) fn holds_office(lead: &str) -> bool {
    let head = phrase(lead).map(|phrase| phrase.head).unwrap_or_default();
    is_office(&head)
        && !matches!(
            head.as_str(),
            "spokesperson"
                | "official"
                | "source"
                | "representative"
                | "officer"
                | "member"
                | "delegate"
        )
}

/// Where `form` stands in `words` as whole words.
pub(crate) fn whole(words: &str, form: &str) -> Option<usize> {
    if form.is_empty() {
        return None;
    }
    words.match_indices(form).map(|(at, _)| at).find(|&at| {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        edge(words.get(..at).and_then(|t| t.chars().next_back()))
            && edge(words.get(at + form.len()..).and_then(|t| t.chars().next()))
    })
}

fn is_office(lower: &str) -> bool {
    matches!(title_kind(lower), Some(TitleKind::Role | TitleKind::Abbreviation))
}

fn ends_in_office(part: &str) -> bool {
    part.split_whitespace().next_back().is_some_and(|word| is_office(&word.to_lowercase()))
}
