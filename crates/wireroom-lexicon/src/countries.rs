//! States and territories of ISO 3166, with the names, peoples, capitals and seats that stand for
//! them.
//!
//! Names are matched as written, with diacritics or without; case counts (`US` is not `us`) and a
//! leading article is not part of a name. A name may be of several kinds: `Luxembourg` is a state
//! and its capital. Whether a capital acts for its state in a sentence is for the reader to say.

use std::sync::LazyLock;

use crate::fold::fold;
use crate::lines::Lines;

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    Lines::new(include_str!("../data/countries.tsv"))
        .iter()
        .filter_map(|(alpha3, payload)| parse(alpha3, payload))
        .collect()
});
static NAMES: LazyLock<Lines> =
    LazyLock::new(|| Lines::new(include_str!("../data/country_names.tsv")));

/// A state or territory.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Country {
    /// ISO 3166 alpha-2.
    pub alpha2: &'static str,
    /// ISO 3166 alpha-3 (`XKX` for Kosovo).
    pub alpha3: &'static str,
    /// Short English name without an article.
    pub name: &'static str,
    /// Capital; empty for a territory without one.
    pub capital: &'static str,
    /// Latitude in degrees of a middle point.
    pub lat: f32,
    /// Longitude in degrees of a middle point.
    pub lon: f32,
    /// Inhabitants; 0 where not known.
    pub population: u32,
}

/// In what way a name stands for a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// A name of the country itself: `South Korea`, `ROK`.
    Name,
    /// An adjective or a word for its people: `Dutch`, `Spaniards`.
    Demonym,
    /// Its capital: `Nairobi`.
    Capital,
    /// A building, quarter or office that stands for the state: `Kremlin`.
    Seat,
}

/// All countries, sorted by alpha-3.
pub fn countries() -> &'static [Country] {
    &COUNTRIES
}

/// The country of an alpha-3 code.
pub fn country(alpha3: &str) -> Option<Country> {
    let index = COUNTRIES.binary_search_by(|country| country.alpha3.cmp(alpha3)).ok()?;
    COUNTRIES.get(index).copied()
}

/// The country of an alpha-2 code.
pub fn country_by_alpha2(alpha2: &str) -> Option<Country> {
    COUNTRIES.iter().find(|country| country.alpha2 == alpha2).copied()
}

/// The country of a name or alias: `United States`, `U.S.`, `America`.
pub fn country_by_name(name: &str) -> Option<Country> {
    find(name, NameKind::Name)
}

/// The country of an adjective or people: `Russian`, `Russians`. Where several share one, the
/// first by alpha-3 (`Congolese` is given to the larger state in the table itself).
pub fn country_by_demonym(demonym: &str) -> Option<Country> {
    find(demonym, NameKind::Demonym)
}

/// The country that this city is the capital of, older spellings included.
pub fn country_by_capital(city: &str) -> Option<Country> {
    find(city, NameKind::Capital)
}

/// Whether a city, by its name and the alpha-3 of its state, is the capital of that state.
pub fn is_capital(city: &str, alpha3: &str) -> bool {
    country_by_capital(city).is_some_and(|country| country.alpha3 == alpha3)
}

/// The state that this building, quarter or office stands for: `Kremlin`, `Downing Street`.
/// Capitals are not repeated here.
pub fn country_by_seat(seat: &str) -> Option<Country> {
    find(seat, NameKind::Seat)
}

/// Every reading of a name as a country, in the order of [`NameKind`].
pub fn country_names(name: &str) -> Vec<(NameKind, Country)> {
    let read =
        |key: &str| -> Vec<(NameKind, Country)> { NAMES.all(key).filter_map(reading).collect() };
    let mut readings = read(name);
    if readings.is_empty() {
        readings = read(&fold(name));
    }
    readings.sort_by_key(|(kind, country)| (*kind, country.alpha3));
    readings
}

fn find(name: &str, kind: NameKind) -> Option<Country> {
    let hit = |key: &str| NAMES.all(key).filter_map(reading).find(|(of, _)| *of == kind);
    hit(name).or_else(|| hit(&fold(name))).map(|(_, country)| country)
}

fn reading(payload: &str) -> Option<(NameKind, Country)> {
    let (kind, alpha3) = payload.split_once(' ')?;
    let kind = match kind {
        "n" => NameKind::Name,
        "d" => NameKind::Demonym,
        "c" => NameKind::Capital,
        _ => NameKind::Seat,
    };
    Some((kind, country(alpha3)?))
}

fn parse(alpha3: &'static str, payload: &'static str) -> Option<Country> {
    let mut fields = payload.split('|');
    Some(Country {
        alpha3,
        alpha2: fields.next()?,
        name: fields.next()?,
        capital: fields.next()?,
        lat: fields.next()?.parse().ok()?,
        lon: fields.next()?.parse().ok()?,
        population: fields.next()?.parse().ok()?,
    })
}
