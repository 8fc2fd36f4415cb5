//! Whether a phrase can be a mouth, and whether a name can be that of an outlet that nobody knows.

use super::{bare, lower};
use crate::Page;
use crate::word::Class;
use std::ops::Range;
use wireroom_lexicon::{TitleKind, body_by_name, title_kind};
use wireroom_model::NameKind;

/// Nouns of who speaks, besides offices and trades; and of what is read out.
const SPEAKING: &[&str] = &[
    "official",
    "officials",
    "source",
    "sources",
    "people",
    "person",
    "police",
    "ministry",
    "authorities",
    "government",
    "army",
    "military",
    "agency",
    "witness",
    "witnesses",
    "resident",
    "residents",
    "diplomat",
    "diplomats",
    "investigators",
    "lawyers",
    "experts",
    "analysts",
    "executives",
    "employees",
    "prosecutors",
    "colleagues",
    "relatives",
    "family",
    "friends",
    "insiders",
    "report",
    "reports",
    "document",
    "documents",
    "memo",
    "letter",
    "filing",
    "filings",
    "study",
    "statement",
    "email",
    "emails",
    "papers",
    "records",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "engineer",
    "somebody",
    "someone",
    "union",
    "company",
];
/// Words in the names of bodies that others speak before and that carry no news.
const INSTITUTIONS: &[&str] = &[
    "Council",
    "Committee",
    "Congress",
    "Parliament",
    "Senate",
    "House",
    "Court",
    "Commission",
    "Assembly",
    "Conference",
    "Association",
    "Union",
    "Board",
    "Ministry",
    "Department",
    "University",
    "College",
    "School",
    "Inc",
    "Corp",
    "Co",
    "Ltd",
    "Party",
    "Bank",
    "Group",
    "Police",
    "Tribunal",
    "Inquiry",
    "Duma",
    "Knesset",
    "Bundestag",
    "Summit",
    "Forum",
    "Agency",
    "Office",
    "Authority",
    "Bureau",
    "Institute",
    "Hospital",
    "Club",
    "Nations",
    "Service",
    "Administration",
    "Federation",
    "Foundation",
    "Church",
    "Embassy",
    "Cabinet",
    "Palace",
];

/// Whether a phrase can be whom a statement goes back to: "citing local officials", not "citing weak
/// demand".
pub(super) fn can_speak(page: &Page<'_>, range: &Range<usize>) -> bool {
    let span = page.span(range);
    let named = page.names_at(span).iter().any(|(name, kind)| {
        matches!(kind, NameKind::Person | NameKind::Organization) && span.contains(*name)
    });
    named
        || range.clone().any(|at| {
            let word = lower(page, at);
            SPEAKING.contains(&word.as_str())
                || title_kind(&word) == Some(TitleKind::Role)
                || page.class(at) == Class::Name && super::is_medium(page, &(at..at + 1))
        })
}

/// Whether a phrase is a name that may be an outlet's: large letters, no person's or place's, no body
/// that we know or that says what it is.
pub(super) fn may_be_outlet(page: &Page<'_>, range: &Range<usize>) -> bool {
    let span = page.span(range);
    let other = page.names_at(span).iter().any(|(name, kind)| {
        // A place is one where no large letter stands beside it ("Florida Today").
        let beside = || {
            range.clone().any(|at| {
                page.word(at).starts_with(char::is_uppercase)
                    && page.class(at) != Class::Determiner
                    && !name.contains(page.span(&(at..at + 1)))
            })
        };
        span.overlaps(*name)
            && (matches!(kind, NameKind::Person | NameKind::Nationality)
                || *kind == NameKind::Location && !beside())
    });
    let large = |at: usize| page.word(at).starts_with(char::is_uppercase);
    let words = || range.clone().filter(|&at| page.class(at) != Class::Determiner);
    let institution = words().any(|at| INSTITUTIONS.contains(&page.word(at).trim_end_matches('.')));
    let small = words().filter(|&at| !large(at)).count();
    let known = bare(span.text(page.text));
    !other
        && !institution
        && words().any(large)
        && small <= 1
        && body_by_name(known).is_none()
        && wireroom_lexicon::country_by_name(known).is_none()
        && wireroom_lexicon::country_by_seat(known).is_none()
}

/// "The paper", "the station": a medium that was named before.
pub(crate) fn is_medium_noun(noun: &str) -> bool {
    matches!(
        noun,
        "paper"
            | "newspaper"
            | "magazine"
            | "daily"
            | "weekly"
            | "tabloid"
            | "channel"
            | "station"
            | "network"
            | "broadcaster"
            | "outlet"
            | "website"
            | "site"
            | "programme"
            | "program"
            | "show"
            | "podcast"
    )
}
