//! What a name means by itself, before names are joined: a person, a body, a state, a place.

use wireroom_lexicon as lexicon;
use wireroom_model::{Name, NameKind};

use crate::acting;
use crate::places::bare;
use crate::words::Words;

/// What a name means, before names are joined.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    pub(super) of: Of,
    /// It acts and is no place here.
    pub(super) acts: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Of {
    Person,
    Body(Option<&'static str>),
    /// The seat of the body that this name of the text is.
    Seat(usize),
    State(&'static str),
    Place,
    Other,
    Nothing,
}

pub(super) fn reading(text: &str, words: &Words<'_>, names: &[Name], at: usize) -> Reading {
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
pub(super) fn is_peer(words: &Words<'_>, names: &[Name], text: &str, token: usize) -> bool {
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
pub(super) fn building(written: &str) -> Option<lexicon::Country> {
    let city = |place: &lexicon::Place| place.kind == lexicon::PlaceKind::City;
    lexicon::country_by_seat(written)
        .filter(|_| !is_office(written) && !lexicon::places(written).iter().any(city))
}

/// A seat that is a body of its own ("Foreign Office"), not a house or a quarter.
pub(super) fn is_office(written: &str) -> bool {
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

pub(super) fn country(written: &str) -> Option<&'static str> {
    lexicon::country_by_name(written).map(|country| country.alpha3)
}

/// Whether a word for those who act for a state follows within three: "Chilean trade officials".
pub(super) fn officials_follow(words: &Words<'_>, to: usize) -> bool {
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

pub(super) fn state_named(written: &str) -> Option<&'static str> {
    country(written)
        .or_else(|| lexicon::country_by_demonym(written).map(|country| country.alpha3))
        .or_else(|| lexicon::country_by_seat(written).map(|country| country.alpha3))
}
