//! Who passed a statement on: "the agency cited the minister", "according to the agency, quoting
//! the governor", "told the agency". A relay is a medium: an agency, a paper, a station.

use crate::Page;
use crate::find::Draft;
use crate::word::{Class, Mark};
use std::ops::Range;
use wireroom_lexicon::agency_by_name;
use wireroom_model::NameKind;

/// What the passage says about the way of a statement.
pub(crate) struct Relayed {
    /// The source behind the medium, where the draft has only the medium.
    pub(crate) source: Option<Range<usize>>,
    pub(crate) relay: Vec<Range<usize>>,
}

const PASSING: &[&str] = &["cited", "citing", "cites", "quoted", "quoting", "quotes", "per"];

/// Whether a cue only passes on.
pub(crate) fn passes_on(cue: &str) -> bool {
    PASSING.contains(&cue.to_lowercase().as_str())
}

/// "The agency cited the minister as saying that …" taken for the agency's words about the
/// minister: the same draft as the minister's words, and the agency that passed them on.
pub(crate) fn as_saying(page: &Page<'_>, draft: &Draft) -> Option<(Draft, Vec<Range<usize>>)> {
    let passing = |at: usize| PASSING.contains(&page.word(at).to_lowercase().as_str());
    let medium = draft.source.clone().filter(|source| is_medium(page, source))?;
    let first = draft.content.first().filter(|_| draft.cue.clone().any(passing))?;
    let within = first.start + 1..(first.start + 14).min(first.end.saturating_sub(2));
    let at = within.into_iter().find(|&at| {
        page.word(at) == "as" && matches!(page.word(at + 1), "saying" | "telling" | "confirming")
    })?;
    let mut told = draft.clone();
    told.source = Some(first.start..at);
    told.cue = at..at + 2;
    *told.content.first_mut()? = at + 2..first.end;
    let mut media = media_in(page, &medium);
    if media.is_empty() {
        media.push(medium);
    }
    Some((told, media))
}

/// The source and relays of a draft whose source is a medium that cites somebody.
pub(crate) fn relays(page: &Page<'_>, draft: &Draft) -> Relayed {
    let mut out = Relayed { source: None, relay: Vec::new() };
    let Some(source) = &draft.source else { return out };
    if !is_medium(page, source) {
        return out;
    }
    // "the agency cited X and reported", "the agency reported, citing X", "reports per X".
    let mut around = source.end..(source.end.max(draft.cue.end) + 3).min(page.words.len());
    let Some(at) = around.find(|&at| {
        PASSING.contains(&page.word(at).to_lowercase().as_str())
            && page.words.get(at).is_some_and(|w| w.quotation == 0)
    }) else {
        return out;
    };
    let between = at > source.end && draft.content.iter().any(|c| c.contains(&at));
    if between {
        return out;
    }
    let mut person = phrase(page, draft, at + 1);
    let as_saying = page.word(person.end) == "as";
    if draft.cue.contains(&at) && !as_saying {
        person.end = person.start;
    }
    if person.start < person.end {
        out.relay = media_in(page, source);
        if out.relay.is_empty() {
            out.relay.push(source.clone());
        }
        out.source = Some(person);
    }
    out
}

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
        let named = page.names.iter().find(|(name, kind)| {
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

/// Whether a noun phrase is a medium.
pub(crate) fn is_medium(page: &Page<'_>, range: &Range<usize>) -> bool {
    is_medium_text(page.text_of(range))
}

/// Whether a noun phrase, as text, is a medium: a wire agency, or something called a newspaper.
pub(crate) fn is_medium_text(text: &str) -> bool {
    let bare = text.trim_start_matches("The ").trim_start_matches("the ");
    agency_by_name(bare).is_some()
        || bare.split_whitespace().any(|w| {
            let w = w.trim_end_matches("'s").trim_end_matches("’s");
            w.len() > 1
                && agency_by_name(w).is_some()
                && w.chars().all(|c| c.is_uppercase() || c == '-')
        })
        || media_word(bare)
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
    (medium || text.contains("news agenc") || text.contains("news site")) && !person
}

fn first_of_sentence(page: &Page<'_>, at: usize) -> bool {
    at == 0 || page.words.get(at).map(|w| w.sentence) != page.words.get(at - 1).map(|w| w.sentence)
}

/// The noun phrase that begins at `start`.
fn phrase(page: &Page<'_>, draft: &Draft, start: usize) -> Range<usize> {
    let mut end = start;
    while end < page.words.len() && end < start + 14 {
        let stop = matches!(
            page.class(end),
            Class::Comma
                | Class::Stop
                | Class::Colon
                | Class::Dash
                | Class::That
                | Class::Auxiliary
                | Class::Modal
                | Class::Relative
                | Class::Conjunction
                | Class::Quote
        ) || page.words.get(end).is_some_and(|w| w.mark != Mark::None)
            || draft.cue.contains(&end)
            || draft.content.iter().any(|c| c.contains(&end));
        if stop {
            break;
        }
        end += 1;
    }
    start..end
}
