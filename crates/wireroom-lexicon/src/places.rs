//! A gazetteer: candidates for a place name, most populous first.
//!
//! Cities of 15,000 and more, first-order administrative regions, states, continents, large
//! regions, seas and rivers, and the better-known islands. Names are matched as proper names, case-sensitively, with diacritics
//! or without. Which candidate is meant is for the reader of the text; many names here are common
//! words, surnames or given names too.

use std::sync::LazyLock;

use crate::countries::{Country, NameKind, country_by_alpha2, country_names, is_capital};
use crate::fold::fold;
use crate::lines::Lines;

static PLACES: LazyLock<Lines> = LazyLock::new(|| Lines::new(include_str!("../data/places.tsv")));
static ALIASES: LazyLock<Lines> =
    LazyLock::new(|| Lines::new(include_str!("../data/place_aliases.tsv")));
/// Islands of one state that are no region of their own: the rows are written by hand.
static ISLANDS: LazyLock<Lines> = LazyLock::new(|| Lines::new(include_str!("../data/islands.tsv")));
static REGIONS: LazyLock<Lines> = LazyLock::new(|| Lines::new(include_str!("../data/admin1.tsv")));

/// What kind of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A city or town.
    City,
    /// A first-order administrative region: a state, province, oblast.
    Admin,
    /// A state or territory.
    Country,
    /// A continent or a region of several states: Middle East.
    Region,
    /// A sea, ocean, strait, lake or river.
    Water,
}

/// A place that a name may mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Its name, without diacritics.
    pub name: &'static str,
    /// What kind of place it is.
    pub kind: PlaceKind,
    /// ISO 3166 alpha-3 of its state; empty for a region of several or a water.
    pub alpha3: &'static str,
    /// Name of its first-order region; empty where not known or not applicable.
    pub admin: &'static str,
    /// Latitude in degrees.
    pub lat: f32,
    /// Longitude in degrees.
    pub lon: f32,
    /// Inhabitants, to the thousand; 0 where it has none or they are not known.
    pub population: u32,
}

/// The places of this name, most populous first (a national capital counted ten times); empty
/// where the name is unknown.
pub fn places(name: &str) -> Vec<Place> {
    let key = fold(name);
    let mut found: Vec<Place> =
        PLACES.all(&key).filter_map(|payload| place(&PLACES, &key, payload)).collect();
    found.extend(ISLANDS.all(&key).filter_map(|payload| place(&ISLANDS, &key, payload)));
    let aliased = ALIASES.all(&key).filter_map(|line| line.parse::<usize>().ok());
    found.extend(aliased.filter_map(|line| {
        let (key, payload) = PLACES.line(line);
        place(&PLACES, key, payload)
    }));
    let states = country_names(&key).into_iter().filter(|(kind, _)| *kind == NameKind::Name);
    found.extend(states.map(|(_, country)| state(country)));
    found.sort_by(|a, b| {
        let order =
            |place: &Place| (u64::MAX - standing(place), place.kind, place.alpha3, place.admin);
        order(a).cmp(&order(b)).then(a.lat.total_cmp(&b.lat)).then(a.lon.total_cmp(&b.lon))
    });
    found.dedup();
    found
}

/// Alpha-3 of the state of `alpha2[.admin1]`; empty for none.
pub(crate) fn state_of(code: &str) -> &'static str {
    let alpha2 = code.split_once('.').map_or(code, |(alpha2, _)| alpha2);
    country_by_alpha2(alpha2).map_or("", |country| country.alpha3)
}

/// Name of the first-order region of `alpha2.admin1`; empty where not known.
pub(crate) fn admin_name(code: &str) -> &'static str {
    REGIONS.get(code).unwrap_or("")
}

/// Inhabitants, a national capital's counted ten times: news means it more than its size says.
fn standing(place: &Place) -> u64 {
    let capital = place.kind == PlaceKind::City && is_capital(place.name, place.alpha3);
    u64::from(place.population) * if capital { 10 } else { 1 }
}

fn state(country: Country) -> Place {
    Place {
        name: country.name,
        kind: PlaceKind::Country,
        alpha3: country.alpha3,
        admin: "",
        lat: country.lat,
        lon: country.lon,
        population: country.population,
    }
}

/// Reads `K|alpha2[.admin1]|lat|lon|thousands`.
fn place(table: &Lines, key: &str, payload: &'static str) -> Option<Place> {
    let (name, _) = table.line(table.position(key)?);
    let mut fields = payload.split('|');
    let kind = match fields.next()? {
        "P" => PlaceKind::City,
        "A" => PlaceKind::Admin,
        "W" => PlaceKind::Water,
        _ => PlaceKind::Region,
    };
    let code = fields.next()?;
    let is_city = kind == PlaceKind::City;
    Some(Place {
        name,
        kind,
        alpha3: state_of(code),
        admin: if is_city { admin_name(code) } else { "" },
        lat: fields.next()?.parse().ok()?,
        lon: fields.next()?.parse().ok()?,
        population: fields.next()?.parse::<u32>().ok()?.saturating_mul(1000),
    })
}
