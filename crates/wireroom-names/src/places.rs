//! Where on earth a name is: the candidate of the gazetteer that the text speaks for.
//!
//! A prior by population (a capital's counted more), and evidence from the text: a region or
//! country after a comma, the countries and people it names, the region of the dateline, the
//! places already settled. Names outside the gazetteer stay unresolved rather than guessed at.

use std::collections::BTreeMap;

use wireroom_lexicon as lexicon;
use wireroom_model::{Name, NameKind, Place};

use crate::words::Words;

/// The places of the names of a text: `None` for a name that is no location or is not known.
pub(crate) fn resolve(
    text: &str,
    words: &Words<'_>,
    names: &[Name],
    dateline: Option<&str>,
) -> Vec<Option<Place>> {
    let mut countries: BTreeMap<&'static str, f64> = BTreeMap::new();
    let mut admins: BTreeMap<(&'static str, &'static str), f64> = BTreeMap::new();
    for name in names {
        let written = bare(name.span.text(text));
        let country = lexicon::country_by_name(written).or_else(|| {
            lexicon::country_by_demonym(written).filter(|_| name.kind != NameKind::Person)
        });
        if let Some(country) = country {
            *countries.entry(country.alpha3).or_default() += 1.0;
        } else if name.kind == NameKind::Location {
            for place in candidates(written).iter().filter(|p| p.kind == lexicon::PlaceKind::Admin)
            {
                *admins.entry((place.alpha3, place.name)).or_default() += 1.0;
                *countries.entry(place.alpha3).or_default() += 0.5;
            }
        }
    }
    if let Some(place) =
        dateline.and_then(|line| best(&candidates(bare(line)), &countries, &admins, ""))
    {
        *countries.entry(place.alpha3).or_default() += 2.0;
    }
    // Places with one clear reading speak for their country before the open ones are decided.
    let mut settled: BTreeMap<&str, Option<lexicon::Place>> = BTreeMap::new();
    let mut behind: Vec<&str> = Vec::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        behind.push(region_behind(words, names, text, at));
        if name.kind != NameKind::Location {
            continue;
        }
        let written = bare(name.span.text(text));
        if settled.contains_key(written) {
            continue;
        }
        let found = candidates(written);
        let clear = match found.as_slice() {
            [only] => Some(*only),
            [first, second, ..] if first.population > second.population.saturating_mul(20) => {
                Some(*first)
            }
            _ => None,
        };
        if let Some(place) = clear
            && place.kind == lexicon::PlaceKind::City
        {
            *countries.entry(place.alpha3).or_default() += 0.5;
            *admins.entry((place.alpha3, place.admin)).or_default() += 0.5;
        }
        settled.insert(written, None);
    }
    // One form, one place: an occurrence with its region behind it decides for the others.
    for (at, name) in names.iter().enumerate().filter(|(_, name)| name.kind == NameKind::Location) {
        let region = behind.get(at).copied().unwrap_or("");
        let written = bare(name.span.text(text));
        if let Some(slot) = settled.get_mut(written)
            && (slot.is_none() || !region.is_empty())
        {
            *slot = best(&candidates(written), &countries, &admins, region);
        }
    }
    let place = |name: &Name| {
        let found = (*settled.get(bare(name.span.text(text)))?)?;
        Some(Place {
            name: found.name.to_owned(),
            country: (!found.alpha3.is_empty()).then(|| found.alpha3.to_owned()),
            lat: f64::from(found.lat),
            lon: f64::from(found.lon),
            wide: found.kind != lexicon::PlaceKind::City,
        })
    };
    names
        .iter()
        .map(|name| if name.kind == NameKind::Location { place(name) } else { None })
        .collect()
}

/// The name right behind a comma or in brackets, where it is a location: "Cadiz, Ohio".
fn region_behind<'t>(words: &Words<'t>, names: &[Name], text: &'t str, at: usize) -> &'t str {
    let (_, to) = words.of_name(at);
    let Some(last) = to.checked_sub(1) else { return "" };
    if !matches!(words.lower(last, 1), "," | "(") {
        return "";
    }
    let next = words.near(last, 2).and_then(|word| word.name);
    match next.and_then(|next| names.get(next)) {
        Some(name) if name.kind == NameKind::Location => bare(name.span.text(text)),
        _ => "",
    }
}

/// Places of this name, or of it without a word of direction or kind.
fn candidates(name: &str) -> Vec<lexicon::Place> {
    let found = lexicon::places(name);
    if !found.is_empty() {
        return found;
    }
    if name.len() > 3 && name.chars().all(|c| c.is_uppercase() || c == ' ') {
        let titled: Vec<String> = name
            .split(' ')
            .map(|word| {
                let mut chars = word.chars();
                chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
            })
            .collect();
        return lexicon::places(&titled.join(" "));
    }
    let trimmed = name
        .split_once(' ')
        .filter(|(word, _)| is_direction(&word.to_lowercase()))
        .map(|(_, rest)| rest);
    if let Some(rest) = trimmed {
        return lexicon::places(rest);
    }
    let trimmed = name
        .rsplit_once(' ')
        .filter(|(_, word)| is_kind(&word.to_lowercase()))
        .map(|(rest, _)| rest);
    let found = trimmed.map(lexicon::places).unwrap_or_default();
    if !found.is_empty() {
        return found;
    }
    // An adjective that was taken for a place: its country, as a whole.
    if let Some(country) = lexicon::country_by_demonym(name) {
        let mut found = lexicon::places(country.name);
        found.retain(|place| place.kind == lexicon::PlaceKind::Country);
        return found;
    }
    ["City of ", "State of ", "Province of ", "Republic of ", "Port of ", "Gulf of "]
        .iter()
        .find_map(|lead| name.strip_prefix(lead))
        .map(lexicon::places)
        .unwrap_or_default()
}

fn is_direction(word: &str) -> bool {
    matches!(
        word,
        "north"
            | "south"
            | "east"
            | "west"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "greater"
            | "upper"
            | "lower"
            | "downtown"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
            | "northeastern"
            | "northwestern"
            | "southeastern"
            | "southwestern"
            | "old"
            | "inner"
    )
}

fn is_kind(word: &str) -> bool {
    matches!(
        word,
        "city"
            | "province"
            | "district"
            | "county"
            | "state"
            | "region"
            | "governorate"
            | "prefecture"
            | "municipality"
            | "town"
            | "island"
            | "islands"
            | "oblast"
            | "river"
            | "department"
            | "parish"
            | "airport"
            | "port"
    )
}

/// The candidate that most speaks for.
fn best(
    candidates: &[lexicon::Place],
    countries: &BTreeMap<&'static str, f64>,
    admins: &BTreeMap<(&'static str, &'static str), f64>,
    region: &str,
) -> Option<lexicon::Place> {
    let country = lexicon::country_by_name(region).map(|country| country.alpha3);
    let regions = if region.is_empty() { Vec::new() } else { candidates_of_region(region) };
    let mut top: Option<(f64, lexicon::Place)> = None;
    for (rank, place) in candidates.iter().enumerate() {
        let mut score = f64::from(place.population.max(5_000)).ln() - rank as f64 * 0.5;
        score += match place.kind {
            lexicon::PlaceKind::Country => 4.0,
            lexicon::PlaceKind::Region | lexicon::PlaceKind::Water => 14.0,
            lexicon::PlaceKind::City if is_capital(place) => 2.3,
            _ => 0.0,
        };
        let named = countries.get(place.alpha3).copied().unwrap_or(0.0);
        score += 3.0 * (1.0 + named).ln();
        let near = admins.get(&(place.alpha3, place.admin)).copied().unwrap_or(0.0);
        score += 2.0 * (1.0 + near).ln();
        if country == Some(place.alpha3) && place.kind != lexicon::PlaceKind::Country {
            score += 12.0;
        }
        if regions.iter().any(|region| region.alpha3 == place.alpha3 && region.name == place.admin)
        {
            score += 12.0;
        }
        if top.is_none_or(|(best, _)| score > best) {
            top = Some((score, *place));
        }
    }
    top.map(|(_, place)| place)
}

fn candidates_of_region(name: &str) -> Vec<lexicon::Place> {
    let mut found = lexicon::places(name);
    found.retain(|place| place.kind == lexicon::PlaceKind::Admin);
    found
}

fn is_capital(place: &lexicon::Place) -> bool {
    lexicon::country_by_capital(place.name).is_some_and(|country| country.alpha3 == place.alpha3)
}

/// Without an article.
pub(crate) fn bare(name: &str) -> &str {
    name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name)
}
