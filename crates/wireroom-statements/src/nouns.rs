//! Noun phrases that stand for a source without naming it: "the minister", "a US diplomatic
//! source", "officials".

/// Role nouns that mean the same when they refer back, under one word.
const ROLES: &[(&str, &str)] = &[
    ("spokesman", "spokesperson"),
    ("spokeswoman", "spokesperson"),
    ("spokesperson", "spokesperson"),
    ("spokespeople", "spokespeople"),
    ("chairman", "chair"),
    ("chairwoman", "chair"),
    ("chairperson", "chair"),
    ("congressman", "lawmaker"),
    ("congresswoman", "lawmaker"),
    ("legislator", "lawmaker"),
    ("policeman", "officer"),
    ("policewoman", "officer"),
    ("premier", "prime minister"),
    ("businesswoman", "businessman"),
];

/// Words that carry no meaning when two phrases are compared.
const LIGHT: &[&str] = &[
    "the", "a", "an", "of", "from", "in", "at", "for", "to", "with", "on", "by", "one", "another",
    "same", "who", "s",
];

/// A phrase taken apart for comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// The head noun, lower case, under its common word ("spokeswoman" gives "spokesperson").
    pub(crate) head: String,
    /// The other words that mean something, lower case, sorted.
    pub(crate) others: Vec<String>,
    /// Begins with "the", "this", "that" or a possessive.
    pub(crate) definite: bool,
    /// "the minister": a definite head without more.
    pub(crate) bare: bool,
}

/// Takes a noun phrase apart; `None` where it holds no word.
pub(crate) fn phrase(text: &str) -> Option<Phrase> {
    let words: Vec<String> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '.'))
        .map(|w| w.trim_matches('.').replace('.', "").to_lowercase())
        .filter(|w| !w.is_empty())
        .collect();
    let definite = matches!(
        words.first()?.as_str(),
        "the" | "this" | "that" | "his" | "her" | "its" | "their"
    ) || words.get(1).is_some_and(|w| w == "s");
    // The head stands before the first preposition, clause or participle.
    let end = words
        .iter()
        .skip(1)
        .position(|w| {
            matches!(
                w.as_str(),
                "of" | "from"
                    | "in"
                    | "at"
                    | "for"
                    | "with"
                    | "who"
                    | "on"
                    | "to"
                    | "familiar"
                    | "close"
                    | "briefed"
                    | "and"
                    | "or"
                    | "whose"
                    | "by"
                    | "speaking"
                    | "which"
            )
        })
        .map_or(words.len(), |at| at + 1);
    let head = words.get(end.checked_sub(1)?)?.clone();
    let common =
        ROLES.iter().find(|(form, _)| *form == head).map_or(head.clone(), |(_, c)| (*c).to_owned());
    let mut others: Vec<String> =
        words.iter().filter(|w| **w != head && !LIGHT.contains(&w.as_str())).cloned().collect();
    others.sort();
    others.dedup();
    let bare = definite && others.is_empty();
    Some(Phrase { head: common, others, definite, bare })
}

/// Whether two phrases can mean one source: the same head, and the fewer words of one all among
/// the words of the other. Two indefinite phrases need a word in common.
pub(crate) fn same(earlier: &Phrase, later: &Phrase) -> bool {
    if earlier.head != later.head {
        return false;
    }
    let (few, many) = if later.others.len() <= earlier.others.len() {
        (&later.others, &earlier.others)
    } else {
        (&earlier.others, &later.others)
    };
    few.iter().all(|w| many.contains(w)) && (later.definite || !few.is_empty())
}

/// How a source is referred to without a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pronoun {
    /// he, she
    One,
    /// they
    Several,
    /// it
    Thing,
    /// who, which
    Relative,
    /// I, we, you: whoever speaks.
    Speaker,
}

/// The pronoun that a source is, if it is one.
pub(crate) fn pronoun(text: &str) -> Option<Pronoun> {
    Some(match text.to_lowercase().as_str() {
        "he" | "she" | "him" | "her" | "his" | "himself" | "herself" => Pronoun::One,
        "they" | "them" | "their" | "both" => Pronoun::Several,
        "it" | "its" => Pronoun::Thing,
        "who" | "which" | "whom" | "that" => Pronoun::Relative,
        "i" | "we" | "you" | "me" | "us" | "my" | "our" => Pronoun::Speaker,
        _ => return None,
    })
}

/// Nouns that can head a phrase for any person in office.
pub(crate) fn of_office(head: &str) -> bool {
    matches!(
        head,
        "official" | "diplomat" | "politician" | "leader" | "envoy" | "negotiator" | "executive"
    )
}
