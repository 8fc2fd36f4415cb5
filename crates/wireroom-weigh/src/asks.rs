//! Sentences that assert nothing: those that ask something of the reader ("Click here for more", "Follow
//! us on Twitter", "What comes next?") and those that only lead to what follows ("The mayor added:").
//!
//! What it is not: furniture. `wireroom-repair` takes whole lines that ask for what pages ask for out of
//! the story; what is left stands within it, may ask for anything, and is only no claim. Nor a parser.
//! English has no form of its own for the imperative, so it is known by a bare verb that opens the
//! sentence and by what stands behind it: no noun ("share", "order", "contact") has an article or a
//! pronoun there.

use crate::wording::is_clause;
use wireroom_model::Polarity;

/// Verbs by which pages ask their readers.
const ASK: [&str; 32] = [
    "add", "ask", "browse", "bookmark", "buy", "call", "check", "click", "contact", "discover",
    "donate", "download", "email", "enter", "find", "follow", "get", "give", "join", "learn",
    "like", "listen", "order", "read", "see", "send", "share", "shop", "sign", "tap", "visit",
    "watch",
];

/// Of those, verbs that are no nouns, behind which a name may stand too.
const NO_NOUN: [&str; 12] = [
    "browse", "click", "donate", "download", "email", "follow", "get", "join", "learn", "read",
    "see", "visit",
];

/// Words behind a verb and never behind a noun that opens a sentence.
const BEHIND: [&str; 30] = [
    "us", "our", "the", "a", "an", "this", "these", "that", "here", "now", "more", "all", "up",
    "out", "below", "above", "your", "you", "it", "him", "her", "them", "his", "their", "my", "me",
    "every", "today", "started", "access",
];

/// Whether a sentence is a question, asks the reader to do something, or only announces what follows.
pub(crate) fn asserts_nothing(sentence: &str) -> bool {
    let said = sentence.trim_end_matches(['"', '”', '’', ')', ' ', '\n']);
    if said.ends_with(['?', ':']) {
        return true;
    }
    let mut words = said.split_whitespace();
    let bare = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric() && c != '@' && c != '#').to_owned()
    };
    let Some(first) = words.next().map(|word| bare(word).to_lowercase()) else { return false };
    let second = words.next().map(bare).unwrap_or_default();
    if first == "please" || first == "subscribe" {
        return true;
    }
    // "Visit Sorrel said that more had come": a body of that name.
    let named = (first == "get" || !is_clause(said))
        && second.starts_with(|c: char| c.is_uppercase() || c == '@' || c == '#');
    ASK.contains(&first.as_str()) && BEHIND.contains(&second.to_lowercase().as_str())
        || NO_NOUN.contains(&first.as_str()) && named
}

/// Whether what is said is a question that is told of: "asked how he would pay", "it is unclear whether
/// the ferry sailed". That somebody would not say whether it did is told, and kept.
pub(crate) fn tells_a_question(cue: &str, content: &str, polarity: Polarity) -> bool {
    const ASKING: [&str; 4] = ["ask", "wonder", "inquir", "quer"];
    const QUESTION: [&str; 10] =
        ["how", "why", "what", "who", "whom", "which", "when", "where", "if", "whether"];
    let first = content.split_whitespace().next().unwrap_or_default().to_lowercase();
    let asking = cue
        .to_lowercase()
        .split(|c: char| !c.is_alphabetic())
        .any(|word| ASKING.iter().any(|verb| word.starts_with(verb)));
    polarity != Polarity::Declined
        && (first == "whether" || asking && QUESTION.contains(&first.as_str()))
}

#[cfg(test)]
mod tests {
    use super::{Polarity, asserts_nothing, tells_a_question};

    #[test]
    fn a_question_that_is_told_of_asserts_nothing() {
        let told = |cue, content| tells_a_question(cue, content, Polarity::Asserted);
        assert!(told("was asked", "how he would pay for the pier"));
        assert!(told("is unclear", "whether the ferry sailed"));
        assert!(told("wondered", "who had signed"));
        assert!(!told("explained", "how the pier gave way"));
        assert!(!told("asked", "for more tugs"));
        assert!(!told("said", "that the task was done"));
        let said = "whether the vote had been bought";
        assert!(!tells_a_question("would not say", said, Polarity::Declined));
    }

    #[test]
    fn who_asks_asserts_nothing() {
        for text in [
            "Click here for more information.",
            "Follow us on Twitter.",
            "Follow @harborpost for the latest.",
            "Get the Harbor Post delivered through your letterbox.",
            "Please see my disclosure page.",
            "Share this story with a friend!",
            "Visit Lindal Courier's homepage for more stories.",
            "What comes next for the ferry?",
            "“Like this story?”",
            "The latest from the harbor (all times local):",
        ] {
            assert!(asserts_nothing(text), "{text}");
        }
    }

    #[test]
    fn a_noun_that_is_also_a_verb_asks_nothing() {
        for text in [
            "Share prices fell by four percent.",
            "Contact with the ferry was lost at dawn.",
            "Watch officers saw the light.",
            "Order returned to the harbor.",
            "Call Center workers struck.",
            "Visits to the wreck are forbidden.",
            "Read, 54, was hurt.",
            "Visit Sorrel said that more guests had come.",
            "",
        ] {
            assert!(!asserts_nothing(text), "{text}");
        }
    }
}
