//! What a place name may mean: the entries of the gazetteer, under the name as written or without
//! a word of direction or kind.

use std::borrow::Cow;

use wireroom_lexicon as lexicon;

/// A place that a name may mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) place: lexicon::Place,
    /// A town or village, which a name means only where the text gives a reason.
    pub(super) small: bool,
    /// How many larger places of the name stand before it.
    pub(super) rank: usize,
}

/// All that a name may mean, the largest first.
pub(super) fn candidates(name: &str) -> Vec<Candidate> {
    let large = large(name).into_iter().enumerate();
    let mut found: Vec<Candidate> =
        large.map(|(rank, place)| Candidate { place, small: false, rank }).collect();
    let towns = lexicon::towns(&capitalized(name)).into_iter();
    found.extend(towns.map(|place| Candidate { place, small: true, rank: 0 }));
    found
}

/// City and region of "Graz, Austria", where it is one name.
pub(super) fn parted(name: &str) -> Option<(&str, &str)> {
    let (city, region) = name.split_once(',')?;
    let region = region.rsplit(',').next().unwrap_or(region).trim();
    (!city.is_empty() && !region.is_empty()).then_some((city.trim(), region))
}

/// First-order regions of this name.
pub(super) fn regions(name: &str) -> Vec<lexicon::Place> {
    let mut found = lexicon::places(name);
    found.retain(|place| place.kind == lexicon::PlaceKind::Admin);
    found
}

/// Places of this name, or of it without a word of direction or kind.
fn large(name: &str) -> Vec<lexicon::Place> {
    let found = lexicon::places(name);
    if !found.is_empty() {
        return found;
    }
    let titled = capitalized(name);
    if titled != name {
        return lexicon::places(&titled);
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

/// The name with only the first letters large, where it stands in capitals.
fn capitalized(name: &str) -> Cow<'_, str> {
    if name.len() <= 3 || !name.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '-')) {
        return Cow::Borrowed(name);
    }
    let titled = name.split(' ').map(|word| {
        let mut chars = word.chars();
        chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect::<String>()
    });
    Cow::Owned(titled.collect::<Vec<_>>().join(" "))
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

pub(crate) fn is_kind(word: &str) -> bool {
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
