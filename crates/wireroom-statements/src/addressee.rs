//! Whom a statement was made to: "told the paper", "confirmed to two agencies that", "in a
//! statement to parliament".

use crate::Page;
use crate::find::Draft;
use crate::word::{Class, Mark};
use std::ops::Range;

const TELLING: &[&str] = &[
    "told",
    "tell",
    "tells",
    "telling",
    "informed",
    "informs",
    "informing",
    "assured",
    "assures",
    "assuring",
    "reminded",
    "reminds",
    "notified",
    "briefed",
];
const SAYING: &[&str] = &[
    "said",
    "says",
    "saying",
    "say",
    "confirmed",
    "confirms",
    "confirming",
    "announced",
    "explained",
    "admitted",
    "revealed",
    "stated",
    "complained",
    "disclosed",
    "wrote",
    "testified",
    "suggested",
    "hinted",
    "spoke",
    "speaking",
    "remarks",
    "statement",
    "letter",
    "speech",
    "email",
    "comments",
    "address",
    "denied",
];
const TALKS: &[&str] = &["interview", "interviews", "conversation", "briefing", "call"];

/// The addressee of a draft, as words.
pub(crate) fn addressee(page: &Page<'_>, draft: &Draft) -> Option<Range<usize>> {
    let limit = (draft.cue.end + 10).min(page.words.len());
    let mut told_at = None;
    for at in draft.cue.start..limit {
        let word = page.word(at).to_lowercase();
        let in_cue = at < draft.cue.end;
        if in_cue && TELLING.contains(&word.as_str()) {
            told_at = Some(at + 1);
            break;
        }
        let next = page.word(at + 1).to_lowercase();
        let speaks = SAYING.contains(&word.as_str()) && next == "to";
        let talks = TALKS.contains(&word.as_str()) && matches!(next.as_str(), "with" | "to");
        if (speaks || talks) && nominal(page, at + 2) {
            told_at = Some(at + 2);
            break;
        }
        // What follows the cue must still be its own phrase, not the content.
        if !in_cue && (stops(page, at) || is_content(draft, at)) {
            break;
        }
    }
    let start = told_at.or_else(|| spoken_to(page, draft))?;
    let mut end = start;
    while end < page.words.len() && end < start + 16 && !stops(page, end) && !is_content(draft, end)
    {
        let source = draft.source.as_ref().is_some_and(|s| s.contains(&end));
        let preposition = page.class(end) == Class::Preposition
            && end > start
            && !matches!(page.word(end), "of" | "for" | "from");
        let clause = matches!(
            page.class(end),
            Class::That
                | Class::Relative
                | Class::Auxiliary
                | Class::Modal
                | Class::To
                | Class::Adverb
        ) && !periodic(page.word(end))
            || end > start && matches!(page.class(end), Class::Past | Class::Cue);
        let day = end > start && is_day(page.word(end));
        if source
            || preposition
            || clause
            || day
            || draft.cue.contains(&end) && page.class(end) == Class::Colon
        {
            break;
        }
        end += 1;
    }
    while end > start && matches!(page.class(end - 1), Class::Conjunction | Class::Comma) {
        end -= 1;
    }
    (end > start).then_some(start..end)
}

/// "Speaking to the station, …" and "In an interview with the paper, …" before who speaks.
fn spoken_to(page: &Page<'_>, draft: &Draft) -> Option<usize> {
    let end = draft.source.as_ref()?.start;
    let start = page.sentence(draft.cue.start).start;
    let at = (start..end.min(start + 8)).find(|&at| {
        let word = page.word(at).to_lowercase();
        let speaks = at == start && matches!(word.as_str(), "speaking" | "talking");
        let talks = TALKS.contains(&word.as_str()) && page.class(start) == Class::Preposition;
        (speaks || talks) && matches!(page.word(at + 1), "to" | "with") && !is_content(draft, at)
    })?;
    nominal(page, at + 2).then_some(at + 2)
}

fn nominal(page: &Page<'_>, at: usize) -> bool {
    matches!(page.class(at), Class::Determiner | Class::Name | Class::Possessive | Class::Number)
        || matches!(
            page.word(at),
            "reporters" | "journalists" | "lawmakers" | "parliament" | "investors"
        )
}

/// "The daily Kurier": no adverbs, for all their ending.
pub(crate) fn periodic(word: &str) -> bool {
    matches!(word, "daily" | "weekly" | "monthly")
}

fn is_content(draft: &Draft, at: usize) -> bool {
    draft.content.iter().any(|range| range.contains(&at))
}

fn stops(page: &Page<'_>, at: usize) -> bool {
    matches!(page.class(at), Class::Comma | Class::Stop | Class::Colon | Class::Dash | Class::Quote)
        || page.words.get(at).is_some_and(|w| w.mark != Mark::None)
}

pub(crate) fn is_day(word: &str) -> bool {
    matches!(
        word,
        "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "yesterday"
            | "today"
            | "earlier"
            | "later"
            | "last"
            | "late"
            | "early"
    )
}
