//! Whether a capital, seat or country acts in its sentence and so stands for its state, or is the
//! place where something is.
//!
//! Metonymy by local context (after Markert and Nissim 2002, who found grammatical role to be the
//! strongest sign). Each sign below votes; the sum decides, and a tie is a place:
//!
//! * a place: a locative preposition before it, "embassy in", "capital", a region after a comma,
//!   a possessive before a thing that towns have ("'s streets"), "-based", a dateline;
//! * an actor: the subject of a verb of saying or acting, the object of blaming, urging or
//!   telling, "relations with", "between A and B", "by" after a participle, a possessive before
//!   anything else, and joined by "and" to a name that acts.

mod words;

use wireroom_lexicon as lexicon;

use crate::words::Words;
use words::{acting, addressed, is_adverb, modifier, of_towns, officials, small};

/// Votes for acting (positive) or place (negative) of the name on tokens `from..to`.
///
/// `peer` tells whether a token begins another name that could act: a state, capital or seat.
pub(crate) fn acts(words: &Words<'_>, from: usize, to: usize, peer: &dyn Fn(usize) -> bool) -> i32 {
    let Some(last) = to.checked_sub(1) else { return 0 };
    // In "in both A and B" and "A and B agreed" each name has the other's side too.
    let mut left = from;
    let mut right = last;
    let mut joined = false;
    let before = words.lower(from, -1);
    if (before == "and" || before == "or")
        && let Some(other) = from.checked_sub(2).filter(|_| words.near(from, -2).is_some())
    {
        let start = name_start(words, other);
        if peer(start) {
            left = start;
            joined = true;
        }
    }
    if matches!(words.lower(last, 1), "and" | "or")
        && words.near(last, 2).is_some()
        && peer(last + 2)
    {
        right = name_end(words, last + 2);
        joined = true;
    }
    // In "part of the Lima delegation" what stands before speaks of the delegation.
    if right == last && officials(words.lower(last, 1)) {
        return 2;
    }
    left_votes(words, left, joined) + right_votes(words, right)
}

fn name_start(words: &Words<'_>, at: usize) -> usize {
    words.get(at).and_then(|word| word.name).map_or(at, |name| words.of_name(name).0)
}

fn name_end(words: &Words<'_>, at: usize) -> usize {
    words.get(at).and_then(|word| word.name).map_or(at, |name| words.of_name(name).1.max(1) - 1)
}

/// What stands before says.
fn left_votes(words: &Words<'_>, left: usize, joined: bool) -> i32 {
    let mut at = left;
    while matches!(
        words.lower(at, -1),
        "both"
            | "the"
            | "neither"
            | "either"
            | "nearby"
            | "central"
            | "downtown"
            | ","
            | "“"
            | "\""
    ) && at > 0
    {
        if words.near(at, -1).is_none() {
            break;
        }
        at -= 1;
    }
    let before = words.lower(at, -1);
    let governor = words.lower(at, -2);
    match before {
        "at" if governor == "finger" => 4,
        "in" | "at" | "near" | "outside" | "inside" | "around" | "across" | "throughout"
        | "via" | "into" | "through" | "toward" | "towards" | "within" | "beyond" | "west"
        | "east" | "north" | "south" | "downtown" | "central" => -4,
        "from" | "to" => match governor {
            "message" | "signal" | "warning" | "response" | "reply" | "pressure" | "support"
            | "according" | "aid" | "demands" | "threats" | "criticism" | "sold" | "sell"
            | "supplied" | "concessions" | "assurances" | "approval" => 2,
            _ => -3,
        },
        "between" if joined => 4,
        "with" => 3,
        "by" | "against" | "upon" => 3,
        "on" if matches!(
            governor,
            "pressure"
                | "sanctions"
                | "tariffs"
                | "war"
                | "embargo"
                | "blame"
                | "called"
                | "restrictions"
        ) =>
        {
            3
        }
        "for"
            if matches!(
                governor,
                "blow" | "setback" | "victory" | "problem" | "spoke" | "demand"
            ) =>
        {
            2
        }
        "of" => match governor {
            "city" | "town" | "capital" | "streets" | "outskirts" | "suburb" | "suburbs"
            | "mayor" | "university" | "centre" | "center" | "port" | "north" | "south"
            | "east" | "west" | "part" | "parts" | "district" | "bishop" | "archbishop"
            | "region" => -4,
            "ally" | "allies" | "support" | "government" | "policy" => 2,
            _ => -1,
        },
        "capital" | "city" | "town" | "port" => -4,
        "that" if lexicon::cue(governor).is_some() => 1,
        "" => 0,
        verb if addressed(verb) => 4,
        _ => 0,
    }
}

/// What stands behind says; `right` ends the name and what is joined to it.
fn right_votes(words: &Words<'_>, right: usize) -> i32 {
    let next = words.lower(right, 1);
    let after = words.lower(right, 2);
    match next {
        "'s" | "'" => {
            let noun =
                [2, 3, 4].into_iter().map(|n| words.lower(right, n)).find(|word| !modifier(word));
            if [after, words.lower(right, 3), noun.unwrap_or("")].into_iter().any(of_towns) {
                -3
            } else {
                3
            }
        }
        "-" | "–" => match after {
            "based" | "born" | "area" => -4,
            "backed" | "led" | "brokered" | "sponsored" | "controlled" | "aligned"
            | "installed" | "friendly" | "imposed" | "dominated" | "funded" => 4,
            _ => 0,
        },
        "," => {
            let region = words.near(right, 2).is_some_and(|word| {
                word.text.chars().next().is_some_and(char::is_uppercase)
                    && (lexicon::country_by_name(word.text).is_some()
                        || lexicon::places(word.text)
                            .iter()
                            .any(|p| p.kind == lexicon::PlaceKind::Admin))
            });
            // "Lima, which had agreed, …" and "Lima, however, said".
            let goes_on = matches!(after, "which" | "however" | "meanwhile" | "for");
            i32::from(goes_on) - 4 * i32::from(region)
        }
        "has" | "had" | "have" | "will" | "would" | "must" | "should" | "could" | "may"
        | "might" | "can" | "also" | "itself" | "did" | "does" | "do" | "was" | "is" | "were"
        | "are" => {
            let verb =
                [2, 3, 4].into_iter().map(|n| words.lower(right, n)).find(|word| !small(word));
            2 + i32::from(verb.is_some_and(acting))
        }
        verb if acting(verb) => 4,
        // "Lima again held", "Quito then turned".
        adverb if is_adverb(adverb) && acting(after) => 4,
        _ => 0,
    }
}

/// Whether the name before token `last + 1` is the subject of a verb of acting, whatever stands
/// before it.
pub(crate) fn is_subject(words: &Words<'_>, from: usize, to: usize) -> bool {
    let Some(last) = to.checked_sub(1) else { return false };
    let opens = matches!(words.lower(from, -1), "" | "\"" | "“" | "but" | "and" | "that" | "while");
    let next = words.lower(last, 1);
    let verb = if is_adverb(next) { words.lower(last, 2) } else { next };
    // "points to", "points the finger at": pointing is acting only so.
    let points = matches!(verb, "points" | "pointed")
        && (1..=4).any(|ahead| words.lower(last, ahead) == "finger");
    opens && (points || acting(verb))
}

/// Whether the finger is pointed at the name on the tokens from `from` on.
pub(crate) fn is_blamed(words: &Words<'_>, from: usize) -> bool {
    let before = words.lower(from, -1);
    addressed(before) || (before == "at" && words.lower(from, -2) == "finger")
}
