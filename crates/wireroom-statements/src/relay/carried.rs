//! Media that carried a statement: "in a statement carried by the agency", "as reported by the
//! paper", "a letter obtained by", "X said, the agency reported, that", "speaking to the station".

use super::speaker::may_be_outlet;
use super::{beside, is_medium, lower, media_or, phrase, sentence};
use crate::Page;
use crate::find::Draft;
use crate::word::Class;
use std::ops::Range;

const CARRYING: &[&str] = &[
    "carried",
    "published",
    "released",
    "issued",
    "aired",
    "broadcast",
    "reported",
    "quoted",
    "cited",
    "obtained",
    "seen",
    "reviewed",
    "distributed",
    "printed",
    "relayed",
    "run",
    "viewed",
    "shared",
];
const HANDING: &[&str] = &[
    "leaked",
    "sent",
    "given",
    "provided",
    "emailed",
    "e-mailed",
    "speaking",
    "spoke",
    "talking",
    "interview",
    "interviews",
    "conversation",
    "comments",
    "remarks",
    "statement",
    "statements",
];
const REPORTING: &[&str] = &["reported", "reports", "said", "says", "wrote", "writes"];

/// Verbs of what only a medium does, or somebody who hands it on to one: a name that nobody knows for
/// an outlet's is one behind them.
const AIRING: &[&str] =
    &["aired", "broadcast", "obtained", "seen", "reviewed", "viewed", "carried"];

/// A draft whose source takes its carrier along ("an internal memo seen by the paper") without it.
pub(super) fn without_carrier(page: &Page<'_>, draft: &Draft) -> Draft {
    let mut own = draft.clone();
    if let Some(source) = &mut own.source {
        let at = (source.start + 1..source.end).find(|&at| {
            CARRYING.contains(&lower(page, at).as_str())
                && page.word(at + 1) == "by"
                && at + 2 < source.end
        });
        source.end = at.unwrap_or(source.end);
        // "The statement, carried by the agency, said"
        while source.len() > 1 && page.class(source.end - 1) == Class::Comma {
            source.end -= 1;
        }
    }
    own
}

/// The media beside a draft that carried it, in the order of the text.
pub(super) fn relays(page: &Page<'_>, draft: &Draft) -> Vec<Range<usize>> {
    let own = sentence(page, draft.cue.start);
    let mut found = Vec::new();
    let mut add = |range: Range<usize>, airs: bool| {
        if !range.is_empty() && (is_medium(page, &range) || airs && may_be_outlet(page, &range)) {
            found.extend(media_or(page, range));
        }
    };
    let mut at = own.start;
    while at < own.end {
        if !beside(page, draft, at) {
            at += 1;
            continue;
        }
        let word = lower(page, at);
        let next = page.word(at + 1);
        let carried = CARRYING.contains(&word.as_str()) && matches!(next, "by" | "on" | "in");
        let handed = HANDING.contains(&word.as_str()) && matches!(next, "to" | "with");
        let apart = word == "according" && next == "to";
        let asked = at == own.start
            && matches!(
                word.as_str(),
                "speaking" | "appearing" | "pressed" | "asked" | "interviewed"
            )
            && matches!(next, "on" | "by");
        let handed =
            handed || asked || word == "picked" && next == "up" && page.word(at + 2) == "by";
        let start = match (carried || handed || apart, parenthetic(page, draft, at)) {
            (true, _) => at + 2 + usize::from(next == "up"),
            (false, Some(medium)) => {
                at = medium.end;
                add(medium, false);
                continue;
            }
            (false, None) => {
                at += 1;
                continue;
            }
        };
        let mut medium = phrase::short(page, start);
        let end = medium.clone().find(|&at| !beside(page, draft, at)).unwrap_or(medium.end);
        medium.end = end;
        at = medium.end.max(start);
        if !medium.is_empty() {
            add(medium, AIRING.contains(&word.as_str()) && next == "by");
        }
    }
    found
}

/// "…, the agency reported, …" beside what is said: the medium, where one begins behind `at`.
fn parenthetic(page: &Page<'_>, draft: &Draft, at: usize) -> Option<Range<usize>> {
    if page.class(at) != Class::Comma {
        return None;
    }
    let limit = (at + 9).min(page.words.len());
    let verb = (at + 2..limit).find(|&at| REPORTING.contains(&page.word(at)))?;
    let closed = matches!(page.class(verb + 1), Class::Comma | Class::Stop);
    let free = (at + 1..=verb).all(|at| beside(page, draft, at));
    let medium = at + 1..verb;
    let whole = medium
        .clone()
        .all(|at| !matches!(page.class(at), Class::Comma | Class::Stop | Class::Colon));
    (closed && free && whole).then_some(medium)
}
