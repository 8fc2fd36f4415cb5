//! The names of a text made consistent over it, and the entities they refer to.
//!
//! A state is one entity under its name, its demonym before a word for its officials, and its
//! capital or seat where that acts (see `acting`). Persons are joined by `people`, organizations
//! by `bodies`, and roles found by `roles`. "The minister" is a mention of the one minister of
//! the text, where there is one. Pronouns are left to the reader of statements.

use std::collections::BTreeMap;

use wireroom_lexicon as lexicon;
use wireroom_model::{LocalEntity, LocalEntityKind, Name, NameKind, Sentence};
use wireroom_text::{Repaired, Span};

use crate::bodies::{BodyKey, bodies};
use crate::people::persons;
use crate::places::bare;
use crate::roles::{Role, is_role_word, plain_role, role, singular_role};
use crate::words::Words;
use crate::{acting, consistent, places, seats};

/// What is known of a text besides its sentences.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints {
    /// The place of the dateline.
    pub dateline: Option<Span<Repaired>>,
}

/// The names of a text and the entities they refer to.
#[must_use]
pub fn analyse_names(text: &str, sentences: &[Sentence]) -> (Vec<Name>, Vec<LocalEntity>) {
    let tags: Vec<_> = sentences.iter().map(|one| crate::tag(one.span.text(text))).collect();
    analyse_tagged(text, sentences, &tags, Hints::default())
}

/// The same from what [`tag`](crate::tag) gave for each sentence, in the order of `sentences`.
#[must_use]
pub fn analyse_tagged<T: AsRef<[(Span<Repaired>, NameKind)]>>(
    text: &str,
    sentences: &[Sentence],
    tags: &[T],
    hints: Hints,
) -> (Vec<Name>, Vec<LocalEntity>) {
    let pairs = sentences.iter().zip(tags);
    let mut names: Vec<Name> = pairs
        .flat_map(|(sentence, found)| {
            found.as_ref().iter().map(|(span, kind)| Name {
                span: span.shift(sentence.span.start()),
                kind: *kind,
                entity: None,
                place: None,
            })
        })
        .collect();
    consistent::settle(text, &mut names);
    let words = Words::new(text, sentences, &names);
    let dateline = hints.dateline.map(|span| span.text(text));
    let found = places::resolve(text, &words, &names, dateline);
    let mut readings: Vec<Reading> =
        (0..names.len()).map(|at| reading(text, &words, &names, at)).collect();
    for (at, body) in seats::companies(text, &words, &names) {
        let place = |reading: &&mut Reading| reading.of == Of::Place;
        if let Some(reading) = readings.get_mut(at).filter(place) {
            *reading = Reading { of: Of::Seat(body), acts: true };
        }
    }
    for ((name, place), reading) in names.iter_mut().zip(found).zip(&readings) {
        name.place = place.filter(|_| !reading.acts);
    }
    let entities = joined(text, &words, &mut names, &readings);
    (names, entities)
}

/// What a name means, before names are joined.
#[derive(Debug, Clone, PartialEq)]
struct Reading {
    of: Of,
    /// It acts and is no place here.
    acts: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Of {
    Person,
    Body(Option<&'static str>),
    /// The seat of the body that this name of the text is.
    Seat(usize),
    State(&'static str),
    Place,
    Other,
    Nothing,
}

fn reading(text: &str, words: &Words<'_>, names: &[Name], at: usize) -> Reading {
    let Some(name) = names.get(at) else { return Reading { of: Of::Nothing, acts: false } };
    let written = bare(name.span.text(text));
    let (from, to) = words.of_name(at);
    let plain = |of| Reading { of, acts: false };
    if name.kind == NameKind::Person {
        return plain(Of::Person);
    }
    let votes = || acting::acts(words, from, to, &|token| is_peer(words, names, text, token));
    if let Some(country) = country(written) {
        // "US envoys" is no place either: a country is one where it is plainly spoken of as one.
        return Reading { of: Of::State(country), acts: votes() >= 0 };
    }
    if name.kind == NameKind::Nationality {
        let state = lexicon::country_by_demonym(written).filter(|_| officials_follow(words, to));
        return plain(state.map_or(Of::Nothing, |country| Of::State(country.alpha3)));
    }
    if let Some(country) = building(written) {
        // An office acts unless it is plainly where something is.
        if votes() >= 0 {
            return Reading { of: Of::State(country.alpha3), acts: true };
        }
        return plain(if name.kind == NameKind::Location { Of::Place } else { Of::Body(None) });
    }
    if name.kind == NameKind::Location {
        let capital =
            lexicon::country_by_capital(written).or_else(|| lexicon::country_by_seat(written));
        let seat = lexicon::body_by_seat(written);
        if (capital.is_some() || seat.is_some()) && votes() > 0 {
            let of = match (seat, capital) {
                (Some(body), _) => Of::Body(Some(body.name)),
                (None, Some(country)) => Of::State(country.alpha3),
                (None, None) => Of::Place,
            };
            return Reading { of, acts: true };
        }
        return plain(Of::Place);
    }
    plain(if name.kind == NameKind::Organization { Of::Body(None) } else { Of::Other })
}

/// Whether a token begins the name of a state, capital or seat.
fn is_peer(words: &Words<'_>, names: &[Name], text: &str, token: usize) -> bool {
    let name = words.get(token).and_then(|word| word.name).and_then(|name| names.get(name));
    name.is_some_and(|name| {
        let written = bare(name.span.text(text));
        name.kind != NameKind::Person
            && (country(written).is_some()
                || lexicon::country_by_capital(written).is_some()
                || lexicon::country_by_seat(written).is_some()
                || lexicon::body_by_name(written).is_some())
    })
}

/// The state of a seat that is a house or a quarter, neither a city nor an office.
fn building(written: &str) -> Option<lexicon::Country> {
    let city = |place: &lexicon::Place| place.kind == lexicon::PlaceKind::City;
    lexicon::country_by_seat(written)
        .filter(|_| !is_office(written) && !lexicon::places(written).iter().any(city))
}

/// A seat that is a body of its own ("Foreign Office"), not a house or a quarter.
fn is_office(written: &str) -> bool {
    let last = written.rsplit(' ').next().unwrap_or("");
    matches!(
        last,
        "Department"
            | "Ministry"
            | "Office"
            | "Council"
            | "Commission"
            | "Agency"
            | "Parliament"
            | "Congress"
            | "Senate"
            | "House"
            | "Assembly"
            | "Treasury"
            | "Court"
            | "Army"
    ) && !matches!(written, "White House" | "Blue House")
}

fn country(written: &str) -> Option<&'static str> {
    lexicon::country_by_name(written).map(|country| country.alpha3)
}

/// Whether a word for those who act for a state follows within three: "Chilean trade officials".
fn officials_follow(words: &Words<'_>, to: usize) -> bool {
    let Some(last) = to.checked_sub(1) else { return false };
    for ahead in 1..=4 {
        let Some(word) = words.near(last, ahead) else { return false };
        match word.lower.as_str() {
            "side" | "sides" | "official" | "officials" | "government" | "governments"
            | "diplomat" | "diplomats" | "delegation" | "delegations" | "authorities"
            | "representatives" | "negotiators" | "negotiator" | "forces" | "troops"
            | "military" | "army" | "navy" | "ministry" | "minister" | "ministers"
            | "president" | "embassy" | "envoy" | "envoys" | "regime" | "administration"
            | "ambassador" | "parliament" | "intelligence" | "security" | "interlocutors"
            | "counterpart" | "counterparts" | "leader" | "leaders" | "services" | "state" => {
                return true;
            }
            "and" | "-" | "foreign" | "deputy" | "senior" | "prime" | "air" | "armed" | "trade"
            | "police" => {}
            _ if word.name.is_some() => {}
            lower if lower.ends_with("al") || lower.ends_with("ic") || lower.ends_with("ing") => {}
            _ => return false,
        }
    }
    false
}

/// Joins the names into entities, in the order of their first mention.
fn joined(
    text: &str,
    words: &Words<'_>,
    names: &mut [Name],
    readings: &[Reading],
) -> Vec<LocalEntity> {
    let written: Vec<&str> = names.iter().map(|name| bare(name.span.text(text))).collect();
    let chosen = |want: fn(&Of) -> bool| -> Vec<usize> {
        (0..written.len())
            .filter(|at| readings.get(*at).is_some_and(|reading| want(&reading.of)))
            .collect()
    };
    let people = chosen(|of| *of == Of::Person);
    let organizations = chosen(|of| matches!(of, Of::Body(_) | Of::Seat(_)));
    let (person_of, fullest_person) =
        persons(&people.iter().map(|at| written[*at]).collect::<Vec<_>>());
    let body_names: Vec<&str> = organizations
        .iter()
        .map(|at| match readings[*at].of {
            Of::Body(Some(name)) => name,
            Of::Seat(body) => written[body],
            _ => written[*at],
        })
        .collect();
    // "Turkey's Foreign Ministry" and "Chile's Foreign Ministry" are two.
    let owned: Vec<String> = organizations
        .iter()
        .zip(&body_names)
        .map(|(at, name)| {
            let owner =
                general(name).then(|| body_country(text, words, names, *at, name)).flatten();
            owner.and_then(|code| lexicon::country(&code)).map_or((*name).to_owned(), |country| {
                format!("{} {}", country.name, name.trim_start_matches(country.name).trim())
            })
        })
        .collect();
    let (body_of, mut fullest_body) = bodies(&owned.iter().map(String::as_str).collect::<Vec<_>>());
    // The fullest as written, its owner aside.
    for (at, body) in body_of.iter().enumerate() {
        let length = |at: usize| body_names.get(at).map_or(0, |name| name.len());
        if let Some(full) = fullest_body.get_mut(*body).filter(|full| length(**full) < length(at)) {
            *full = at;
        }
    }

    // What each name is one of: a group and a label inside it.
    let mut group: Vec<Option<(u8, String)>> = vec![None; names.len()];
    for (at, person) in people.iter().zip(&person_of) {
        group[*at] = Some((0, person.to_string()));
    }
    for (at, body) in organizations.iter().zip(&body_of) {
        group[*at] = Some((1, body.to_string()));
    }
    for (at, reading) in readings.iter().enumerate() {
        match reading.of {
            Of::State(code) => group[at] = Some((2, code.to_owned())),
            Of::Place => group[at] = Some((3, lexicon::fold(written[at]).to_lowercase())),
            Of::Other => group[at] = Some((4, lexicon::fold(written[at]).to_lowercase())),
            _ => {}
        }
    }
    let mut number: BTreeMap<(u8, String), usize> = BTreeMap::new();
    let mut entities: Vec<LocalEntity> = Vec::new();
    for (at, key) in group.into_iter().enumerate() {
        let Some(key) = key else { continue };
        let entity = *number.entry(key.clone()).or_insert_with(|| {
            let index = key.1.parse::<usize>().unwrap_or(0);
            let (kind, name) = match key.0 {
                0 => (LocalEntityKind::Person, written[people[fullest_person[index]]]),
                1 => (LocalEntityKind::Organization, body_names[fullest_body[index]]),
                2 => (
                    LocalEntityKind::State,
                    lexicon::country(&key.1).map_or("", |country| country.name),
                ),
                3 => (LocalEntityKind::Place, written[at]),
                _ => (LocalEntityKind::Other, written[at]),
            };
            entities.push(LocalEntity {
                name: name.to_owned(),
                kind,
                country: (key.0 == 2).then(|| key.1.clone()),
                role: None,
                mentions: Vec::new(),
            });
            entities.len() - 1
        });
        names[at].entity = Some(entity);
        entities[entity].mentions.push(names[at].span);
    }
    for at in 0..names.len() {
        let Some(entity) = names[at].entity else { continue };
        match entities[entity].kind {
            LocalEntityKind::Person => {
                let (from, to) = words.of_name(at);
                if let Some(role) = role(words, names, from, to) {
                    take_role(text, words, names, role, &mut entities[entity]);
                }
            }
            LocalEntityKind::Organization if entities[entity].country.is_none() => {
                entities[entity].country = body_country(text, words, names, at, written[at]);
            }
            LocalEntityKind::Place if entities[entity].country.is_none() => {
                entities[entity].country =
                    names[at].place.as_ref().and_then(|place| place.country.clone());
            }
            _ => {}
        }
    }
    role_nouns(words, &mut entities);
    for entity in &mut entities {
        entity.mentions.sort_unstable();
        entity.mentions.dedup();
    }
    entities
}

/// The country that a body's name leads with, or that owns it: "Chile's Mining Ministry".
fn body_country(
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
fn general(written: &str) -> bool {
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

fn state_named(written: &str) -> Option<&'static str> {
    country(written)
        .or_else(|| lexicon::country_by_demonym(written).map(|country| country.alpha3))
        .or_else(|| lexicon::country_by_seat(written).map(|country| country.alpha3))
}

/// Notes a role, without the country that leads it, and the country.
fn take_role(text: &str, words: &Words<'_>, names: &[Name], role: Role, entity: &mut LocalEntity) {
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
fn role_nouns(words: &Words<'_>, entities: &mut [LocalEntity]) {
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
