//! Titles and roles of people as their text gives them: before the name, in an apposition behind
//! it, or as a phrase that the name follows.

use wireroom_lexicon as lexicon;
use wireroom_model::{Name, NameKind};

use crate::words::Words;

/// A role and where it stands, as tokens `from..to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Role {
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// Most words of a role before a name.
const BEFORE: usize = 10;
/// Most words of an apposition.
const BEHIND: usize = 16;

/// The role that stands with the name on tokens `from..to`, without articles.
pub(crate) fn role(words: &Words<'_>, names: &[Name], from: usize, to: usize) -> Option<Role> {
    before(words, names, from).or_else(|| behind(words, to)).or_else(|| leading(words, from))
}

/// Whether a lower-case word is a role ("minister", "spokeswoman"), not a mere form of address.
pub(crate) fn is_role_word(lower: &str) -> bool {
    matches!(
        lexicon::title_kind(lower),
        Some(lexicon::TitleKind::Role | lexicon::TitleKind::Abbreviation)
    )
}

/// A role word in the form it is compared by: one for all who speak for others, and for all who
/// chair.
pub(crate) fn plain_role(lower: &str) -> String {
    for ending in ["woman", "man", "person"] {
        if let Some(stem) = lower.strip_suffix(ending).filter(|stem| stem.len() > 3) {
            return format!("{stem}person");
        }
    }
    lower.to_owned()
}

/// "Deputy Transport Minister NAME", "the Chilean foreign minister NAME", "Minister of Works NAME",
/// and the second name of "Presidents NAME and NAME".
fn before(words: &Words<'_>, names: &[Name], from: usize) -> Option<Role> {
    let in_person = |name: Option<usize>| {
        name.and_then(|name| names.get(name)).is_some_and(|name| name.kind == NameKind::Person)
    };
    let previous = words.near(from, -1)?;
    if previous.lower == "and" {
        let partner = words
            .near(from, -2)
            .and_then(|word| word.name)
            .filter(|name| in_person(Some(*name)))?;
        let (first, _) = words.of_name(partner);
        let head = words.near(first, -1)?;
        let plural = is_role_word(&head.lower) && singular_role(&head.lower).is_some();
        return plural.then(|| Role { from: first - 1, to: first });
    }
    if in_person(previous.name) {
        return None;
    }
    let head = head_before(words, from)?;
    let head_capital = words.get(head).is_some_and(|word| is_capital(word.text));
    let mut start = head;
    for back in 1..=BEFORE as isize {
        let Some(word) = words.near(head, -back) else { break };
        let before_it = words.near(head, -back - 1);
        let fits = match word.name {
            Some(_) => !in_person(word.name),
            None if word.lower == "'s" => before_it.is_some_and(|word| word.name.is_some()),
            None => modifies(&word.lower) || (head_capital && is_capital(word.text) && !word.first),
        };
        if !fits {
            break;
        }
        start = head - back as usize;
    }
    Some(Role { from: start, to: from })
}

/// The role word that a name follows at once or with "of Works" between.
fn head_before(words: &Words<'_>, from: usize) -> Option<usize> {
    for back in 1..=5 {
        let word = words.near(from, -back)?;
        if is_role_word(&word.lower) {
            return Some(from - back as usize);
        }
        let linked = matches!(word.lower.as_str(), "of" | "for") && back > 1;
        if linked {
            let head = words.near(from, -back - 1)?;
            let office = is_role_word(&head.lower) && is_capital(head.text);
            return office.then(|| from - back as usize - 1);
        }
        let joint = back > 1 && word.lower == "and";
        if !joint && !is_capital(word.text) {
            return None;
        }
    }
    None
}

/// "ministers" as "minister"; `None` for a word that is not a plural role.
pub(crate) fn singular_role(lower: &str) -> Option<&str> {
    lower.strip_suffix('s').filter(|stem| stem.len() > 3 && is_role_word(stem))
}

/// ", the head of the harbor authority," behind the name.
fn behind(words: &Words<'_>, to: usize) -> Option<Role> {
    let last = to.checked_sub(1)?;
    if words.lower(last, 1) != "," {
        return None;
    }
    let mut from = 2;
    let article =
        matches!(words.lower(last, from), "the" | "a" | "an" | "its" | "his" | "her" | "their");
    if article {
        from += 1;
    }
    let mut end = from;
    let mut head = None;
    while end - from < BEHIND as isize {
        let Some(word) = words.near(last, end) else { break };
        let stop = matches!(
            word.lower.as_str(),
            "," | ";"
                | ":"
                | "."
                | ")"
                | "("
                | "who"
                | "whose"
                | "which"
                | "that"
                | "–"
                | "—"
                | "“"
                | "\""
                | "said"
                | "told"
        );
        if stop {
            break;
        }
        if head.is_none() {
            if is_role_word(&word.lower) {
                head = Some(end);
            } else if matches!(
                word.lower.as_str(),
                "of" | "for" | "in" | "at" | "and" | "has" | "had" | "was" | "is" | "to" | "with"
            ) {
                return None;
            }
        }
        end += 1;
    }
    let head = head?;
    // Without an article only a role at once is one: ", chair of the board,".
    if !article && head > from + 4 || head > from + 6 {
        return None;
    }
    let closes = matches!(
        words.lower(last, end),
        "," | "." | ";" | "who" | "whose" | "said" | "told" | ")" | "–" | "—" | ""
    );
    closes.then_some(Role { from: to + (from as usize - 1), to: to + (end as usize - 1) })
}

/// "the head of the harbor authority, NAME,".
fn leading(words: &Words<'_>, from: usize) -> Option<Role> {
    if words.lower(from, -1) != "," {
        return None;
    }
    let mut head = false;
    for back in 2..=BEFORE as isize {
        let word = words.near(from, -back)?;
        head |= is_role_word(&word.lower);
        if matches!(
            word.lower.as_str(),
            "the" | "its" | "his" | "her" | "their" | "a" | "an" | "'s"
        ) {
            return head.then(|| Role { from: from + 1 - back as usize, to: from - 1 });
        }
        if matches!(word.lower.as_str(), "," | "." | ";" | ":" | "to" | "and" | "said" | "told") {
            return None;
        }
    }
    None
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// A lower-case word that may stand between an article and a role: no function word, no verb of
/// saying.
fn modifies(lower: &str) -> bool {
    if matches!(lower, "-" | "/") {
        return true;
    }
    let word = lower.chars().next().is_some_and(char::is_alphabetic);
    let small = matches!(
        lower,
        "the"
            | "a"
            | "an"
            | "and"
            | "or"
            | "but"
            | "of"
            | "in"
            | "on"
            | "at"
            | "to"
            | "by"
            | "with"
            | "from"
            | "as"
            | "for"
            | "when"
            | "while"
            | "that"
            | "which"
            | "who"
            | "is"
            | "was"
            | "are"
            | "were"
            | "has"
            | "had"
            | "have"
            | "been"
            | "be"
            | "its"
            | "his"
            | "her"
            | "their"
            | "this"
            | "both"
            | "between"
            | "met"
            | "against"
            | "after"
            | "before"
            | "under"
            | "if"
            | "not"
            | "also"
            | "than"
            | "where"
            | "later"
            | "earlier"
            | "meanwhile"
            | "however"
            | "including"
            | "saw"
            | "named"
            | "called"
            | "it"
            | "he"
            | "she"
            | "they"
    );
    word && !small
        && !lower.ends_with("ly")
        && lexicon::cue(lower).is_none_or(|cue| cue.weight < 0.2)
}
