//! What is known of an entity besides its name: the role that a person is given, the country of a
//! body, and the role nouns that mean a person already named.

use std::collections::BTreeMap;

use wireroom_lexicon as lexicon;
use wireroom_model::{LocalEntity, LocalEntityKind, Name};
use wireroom_text::{Repaired, Span};

use super::reading::state_named;
use crate::bodies::BodyKey;
use crate::places::bare;
use crate::roles::{Role, is_role_word, plain_role, singular_role};
use crate::words::Words;

/// The country that a body's name leads with, or that owns it: "Chile's Mining Ministry".
pub(super) fn body_country(
    text: &str,
    words: &Words<'_>,
    names: &[Name],
    at: usize,
    written: &str,
) -> Option<String> {
    if let Some(country) = BodyKey::new(written).country {
        return Some(country.to_owned());
    }
    if let Some(agency) =
        lexicon::agency_by_name(written).filter(|agency| !agency.alpha3.is_empty())
    {
        return Some(agency.alpha3.to_owned());
    }
    if let Some(state) = lexicon::country_by_seat(written) {
        return Some(state.alpha3.to_owned());
    }
    let (from, to) = words.of_name(at);
    let back = if words.lower(from, -1) == "'s" { -2 } else { -1 };
    let named = |word: Option<&crate::words::Word<'_>>| {
        let name = word.and_then(|word| word.name).and_then(|name| names.get(name));
        name.map(|name| bare(name.span.text(text)))
    };
    if let Some(state) = named(words.near(from, back)).and_then(state_named) {
        return Some(state.to_owned());
    }
    // "the Foreign Ministry in Nairobi": where the capital is, there is the ministry.
    let last = to.checked_sub(1).filter(|last| words.lower(*last, 1) == "in")?;
    let capital = named(words.near(last, 2)).and_then(lexicon::country_by_capital);
    capital.filter(|_| general(written)).map(|country| country.alpha3.to_owned())
}

/// A name that many states have a body of: "Foreign Ministry".
pub(super) fn general(written: &str) -> bool {
    let office = written.rsplit(' ').next().is_some_and(|last| {
        matches!(
            last,
            "Ministry"
                | "Department"
                | "Office"
                | "Treasury"
                | "Parliament"
                | "Army"
                | "Agency"
                | "Commission"
                | "Council"
                | "Authority"
                | "Institute"
                | "Court"
                | "Police"
        )
    });
    let own = |word: &str| lexicon::is_dictionary_word(&word.to_lowercase());
    office && written.split_whitespace().all(own)
}

/// Notes a role, without the country that leads it, and the country.
pub(super) fn take_role(
    text: &str,
    words: &Words<'_>,
    names: &[Name],
    role: Role,
    entity: &mut LocalEntity,
) {
    let mut from = role.from;
    let mut country = None;
    let mut at = role.from;
    while at < role.to {
        let Some(word) = words.get(at) else { break };
        let named = word.name.and_then(|name| names.get(name).map(|one| (name, one)));
        if let Some((name, one)) = named {
            let (_, end) = words.of_name(name);
            let written = bare(one.span.text(text));
            let state = state_named(written);
            if country.is_none() {
                country = state.or_else(|| BodyKey::new(written).country);
            }
            if state.is_some()
                && at == from
                && lexicon::country_by_seat(written).is_none()
                && end < role.to
            {
                from = end + usize::from(words.lower(end, 0) == "'s");
            }
            at = end.max(at + 1);
        } else {
            at += 1;
        }
    }
    while from + 1 < role.to && matches!(words.lower(from, 0), "'s" | "-" | "–" | "the") {
        from += 1;
    }
    if entity.country.is_none() {
        entity.country = country.map(str::to_owned);
    }
    let (Some(first), Some(last)) =
        (words.get(from), role.to.checked_sub(1).and_then(|at| words.get(at)))
    else {
        return;
    };
    if entity.role.is_some() || first.span.start() > last.span.start() {
        return;
    }
    // Titles are written large before a name only; a name inside a role keeps its capitals.
    let mut said = String::new();
    let mut end = first.span.start();
    for word in words.all().get(from..role.to).unwrap_or(&[]) {
        if word.span.start() > end && !said.is_empty() {
            said.push(' ');
        }
        let common = word.name.is_none() || is_role_word(&word.lower);
        let acronym = word.text.chars().nth(1).is_some_and(char::is_uppercase);
        let lower =
            singular_role(&word.lower).filter(|_| word.name.is_none()).unwrap_or(&word.lower);
        said.push_str(if common && !acronym { lower } else { word.text });
        end = word.span.end();
    }
    entity.role = Some(said);
}

/// Adds "the minister" to the one person before it whose role it is.
pub(super) fn role_nouns(words: &Words<'_>, entities: &mut [LocalEntity]) {
    let mut roles: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, entity) in entities.iter().enumerate() {
        let Some(role) = entity.role.as_ref().filter(|_| entity.kind == LocalEntityKind::Person)
        else {
            continue;
        };
        for word in role
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| is_role_word(&word.to_lowercase()))
        {
            let holders = roles.entry(plain_role(&word.to_lowercase())).or_default();
            if holders.len() <= 16 && !holders.contains(&index) {
                holders.push(index);
            }
        }
    }
    let mut extra: Vec<(usize, Span<Repaired>)> = Vec::new();
    for (at, word) in words.all().iter().enumerate() {
        let holders = roles.get(&plain_role(&word.lower));
        // Of many holders none is meant alone.
        let Some(holders) = holders.filter(|all| word.name.is_none() && all.len() <= 16) else {
            continue;
        };
        let followed = words.near(at, 1).is_some_and(|next| {
            next.name.is_some()
                || matches!(next.lower.as_str(), "of" | "for" | "'s" | "-" | "in" | "to")
                || is_role_word(&next.lower)
        });
        // Back over "deputy transport" to the article; the words must be the role's own.
        let mut start = None;
        let mut between: Vec<&str> = Vec::new();
        for back in 1..=4 {
            match words.lower(at, -back) {
                "the" => {
                    start = words.near(at, -back);
                    break;
                }
                "" => break,
                other => between.push(other),
            }
        }
        let Some(start) = start.filter(|_| !followed) else { continue };
        let fitting: Vec<usize> = holders
            .iter()
            .copied()
            .filter(|holder| {
                entities.get(*holder).is_some_and(|entity| {
                    let role = entity.role.as_deref().unwrap_or("").to_lowercase();
                    let before = entity
                        .mentions
                        .first()
                        .is_some_and(|mention| mention.start() < start.span.start());
                    before
                        && between.iter().all(|word| {
                            role.split(|c: char| !c.is_alphabetic()).any(|one| one == *word)
                        })
                })
            })
            .collect();
        if let [only] = fitting.as_slice() {
            extra.push((*only, start.span.cover(word.span)));
        }
    }
    for (entity, span) in extra {
        if let Some(entity) = entities.get_mut(entity) {
            entity.mentions.push(span);
        }
    }
}
