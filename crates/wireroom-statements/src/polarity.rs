//! Whether the source stands behind the content: a reading of the cue, and of the content where
//! it says that a matter was not discussed.

use crate::Page;
use crate::find::Draft;
use crate::word::Class;
use std::ops::Range;
use wireroom_lexicon::{CueClass, cue};
use wireroom_model::Polarity;

const HEARSAY: &[&str] = &[
    "reportedly",
    "allegedly",
    "alleged",
    "purportedly",
    "purported",
    "supposedly",
    "rumored",
    "rumoured",
    "rumors",
    "rumours",
    "rumor",
    "rumour",
    "unconfirmed",
    "unverified",
];
const SPEAKING: &[&str] = &[
    "comment",
    "respond",
    "say",
    "discuss",
    "elaborate",
    "answer",
    "specify",
    "confirm",
    "speak",
    "provide",
    "give",
    "reply",
    "return",
    "disclose",
    "identify",
    "name",
    "explain",
    "offer",
    "reveal",
    "divulge",
    "detail",
];
const TALKING: &[&str] = &[
    "discuss",
    "discussed",
    "discussing",
    "cover",
    "covered",
    "raise",
    "raised",
    "address",
    "addressed",
    "mention",
    "mentioned",
    "touch",
    "touched",
    "include",
    "included",
];

/// The polarity of a draft.
pub(crate) fn polarity(page: &Page<'_>, draft: &Draft) -> Polarity {
    let cue_words: Vec<String> = (draft.cue.start..(draft.cue.end + 2).min(page.words.len()))
        .map(|at| lower(page, at))
        .collect();
    let own = cue_words.get(..draft.cue.len()).unwrap_or(&[]);
    let negated = (draft.cue.start.saturating_sub(1)..draft.cue.end)
        .any(|at| page.class(at) == Class::Negation);
    let class = |word: &str| cue(word).map(|c| c.class);
    let declines =
        own.iter().any(|w| class(w) == Some(CueClass::Declines) && w != "refuses to accept");
    let speaking = cue_words.iter().any(|w| SPEAKING.contains(&w.as_str()));
    let never = |at: usize| lower(page, at) == "never";
    let unsaid = draft.cue.start.checked_sub(1).into_iter().chain(draft.cue.clone()).any(never)
        && own.iter().any(|w| matches!(w.as_str(), "said" | "told" | "claimed" | "stated"));
    if unsaid || nobody(page, draft) {
        return Polarity::Declined;
    }
    if (declines && speaking) || (negated && speaking && !own.iter().any(|w| w == "discuss")) {
        return Polarity::Declined;
    }
    // Who doubts that it is so says that it is not, by his own lights. In the table of cues it stands among what is
    // held in mind, which the models were trained with.
    let denies =
        |w: &String| cue(w).is_some_and(|c| c.class == CueClass::Denies || c.lemma == "doubt");
    if own.iter().any(denies) && !negated {
        return Polarity::Denied;
    }
    if declines && draft.content.iter().map(ExactSizeIterator::len).sum::<usize>() <= 6 && speaking
    {
        return Polarity::Declined;
    }
    let hearsay = |w: &String| HEARSAY.contains(&w.as_str());
    let alleges = own.iter().any(|w| class(w) == Some(CueClass::Alleges));
    if own.iter().any(hearsay) || (alleges && draft.source.is_none()) || unverified(page, draft) {
        return Polarity::Unverified;
    }
    if draft.content.first().is_some_and(|first| not_discussed(page, first)) {
        return Polarity::NotDiscussed;
    }
    Polarity::Asserted
}

/// "Not one of the deputies would say", "neither side confirmed": there is nobody who says it.
fn nobody(page: &Page<'_>, draft: &Draft) -> bool {
    let Some(source) = &draft.source else { return false };
    let first = lower(page, source.start);
    let none = matches!(first.as_str(), "none" | "nobody" | "neither" | "no-one")
        || first == "no" && source.len() > 1
        || (first == "not" && matches!(lower(page, source.start + 1).as_str(), "one" | "a"));
    let before = source.start.checked_sub(1).map(|at| lower(page, at));
    none || before.is_some_and(|word| matches!(word.as_str(), "not" | "neither"))
        && source.start.checked_sub(2).is_none_or(|at| page.class(at) == Class::Stop)
}

fn lower(page: &Page<'_>, at: usize) -> String {
    page.word(at).replace('’', "'").to_lowercase()
}

/// "could not be independently verified" inside the sentence of the cue.
fn unverified(page: &Page<'_>, draft: &Draft) -> bool {
    draft.content.iter().any(|range| {
        range.clone().any(|at| {
            matches!(lower(page, at).as_str(), "verified" | "confirmed" | "corroborated")
                && (at.saturating_sub(4)..at).any(|b| page.class(b) == Class::Negation)
                && (at.saturating_sub(3)..at)
                    .any(|b| matches!(lower(page, b).as_str(), "be" | "been" | "independently"))
        })
    })
}

/// The content's first predicate denies that a matter was spoken of: "was not discussed",
/// "did not discuss", "would not cover", "did not come up", "was not on the agenda".
fn not_discussed(page: &Page<'_>, content: &Range<usize>) -> bool {
    let predicate = content
        .clone()
        .take(60)
        .position(|at| {
            matches!(page.class(at), Class::Auxiliary | Class::Modal)
                && !at.checked_sub(1).is_some_and(|before| page.class(before) == Class::To)
        })
        .map(|offset| content.start + offset);
    let Some(at) = predicate else { return false };
    let rest = at..(at + 7).min(content.end);
    let negation = rest
        .clone()
        .take(4)
        .find(|&at| page.class(at) == Class::Negation || lower(page, at).ends_with("n't"));
    let Some(negation) = negation else { return false };
    (negation + 1..rest.end).any(|at| TALKING.contains(&lower(page, at).as_str()))
        || (negation + 1..rest.end).any(|at| {
            let (one, two) = (lower(page, at), lower(page, at + 1));
            (matches!(one.as_str(), "come" | "came" | "brought") && two == "up")
                || (one == "on" && two == "the" && lower(page, at + 2) == "agenda")
        })
}
