//! Which names of organizations in a text are one: by normalized words, by acronym, by a leading
//! country left out, by a corporate ending left out.

use std::collections::BTreeMap;

use wireroom_lexicon as lexicon;

/// A name of an organization taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BodyKey {
    /// Lower-case words without articles, leading country and corporate ending.
    pub(crate) words: Vec<String>,
    /// ISO 3166 alpha-3 of a leading country or demonym.
    pub(crate) country: Option<&'static str>,
    /// First letters of all its capitalized words, country included.
    pub(crate) initials: String,
    /// The name itself, where it is one word in capitals.
    pub(crate) acronym: Option<String>,
}

impl BodyKey {
    /// The key of a name as written. International bodies and agencies with a kept abbreviation
    /// have the words of that abbreviation's full name.
    pub(crate) fn new(name: &str) -> Self {
        let known = lexicon::body_by_name(name).map(|body| body.name);
        let agency = lexicon::agency_by_name(name).map(|agency| agency.name);
        let full = known.or(agency).unwrap_or(name);
        let mut written: Vec<&str> = full
            .split(|c: char| {
                c.is_whitespace() || matches!(c, '-' | '–' | ',' | '(' | ')' | '"' | '“' | '”')
            })
            .map(|word| word.trim_matches(|c: char| matches!(c, '\'' | '’' | ';' | ':')))
            .map(|word| word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word))
            .filter(|word| {
                !word.is_empty()
                    && !word.eq_ignore_ascii_case("the")
                    && !matches!(*word, "s" | "'s" | "’s")
            })
            .collect();
        let initials = initials(&written);
        let mut country = None;
        for take in (1..=3).rev() {
            let Some((lead, rest)) =
                written.split_at_checked(take).filter(|(_, rest)| !rest.is_empty())
            else {
                continue;
            };
            if let Some(found) = country_of(&lead.join(" ")) {
                country = Some(found);
                if known.is_none() {
                    written = rest.to_vec();
                }
                break;
            }
        }
        while written.len() > 1 && written.last().is_some_and(|word| is_corporate(word)) {
            written.pop();
        }
        let words: Vec<String> = written
            .iter()
            .map(|word| singular(&lexicon::fold(word).to_lowercase().replace('.', "")))
            // Writers take one for the other: "Tavin Airlines", "Tavin Airways".
            .map(|word| if word == "airways" { "airlines".to_owned() } else { word })
            .collect();
        let plain = name.replace('.', "");
        let acronym = ((2..=8).contains(&plain.len())
            && plain.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()))
        .then_some(plain);
        Self { words, country, initials, acronym }
    }

    fn compatible(&self, other: &Self) -> bool {
        self.country.is_none() || other.country.is_none() || self.country == other.country
    }

    /// Whether two names within one text are one body's.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        if !self.compatible(other) {
            return false;
        }
        if self.words == other.words {
            return true;
        }
        let spelled = |short: &Self, long: &Self| {
            short
                .acronym
                .as_ref()
                .is_some_and(|acronym| long.words.len() > 1 && *acronym == long.initials)
        };
        if spelled(self, other) || spelled(other, self) {
            return true;
        }
        let (short, long) =
            if self.words.len() < other.words.len() { (self, other) } else { (other, self) };
        // A first word that is nobody's common noun stands for the whole: "Toyota".
        short.words.len() < long.words.len()
            && long.words.starts_with(&short.words)
            && short.words.first().is_some_and(|word| !lexicon::is_dictionary_word(word))
    }
}

fn country_of(name: &str) -> Option<&'static str> {
    lexicon::country_by_name(name)
        .or_else(|| lexicon::country_by_demonym(name))
        .map(|country| country.alpha3)
}

fn initials(words: &[&str]) -> String {
    words.iter().filter_map(|word| word.chars().next().filter(|c| c.is_uppercase())).collect()
}

fn is_corporate(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.').to_lowercase().as_str(),
        "inc"
            | "corp"
            | "corporation"
            | "co"
            | "company"
            | "ltd"
            | "limited"
            | "plc"
            | "llc"
            | "ag"
            | "sa"
            | "nv"
            | "gmbh"
            | "spa"
            | "ab"
            | "oyj"
            | "asa"
            | "bhd"
            | "pte"
            | "holdings"
            | "group"
    )
}

/// How full a name is, to choose the one that a body goes by: its length, but news says "Acme" for
/// "Acme Co." once it has said that.
pub(crate) fn fullness(name: &str) -> (usize, bool) {
    let legal = |last: &str| {
        let last = last.trim_end_matches('.').to_lowercase();
        is_corporate(&last) && !matches!(last.as_str(), "company" | "holdings" | "group")
    };
    match name.rsplit_once(' ') {
        Some((rest, last)) if legal(last) => (rest.trim_end_matches(',').len(), false),
        _ => (name.len(), true),
    }
}

/// "Foreign Ministries" and "Foreign Ministry" are told apart by nobody's acronym.
fn singular(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(stem) if stem.len() > 3 => format!("{stem}y"),
        _ => word.to_owned(),
    }
}

/// The organizations of a text: for each of its names, in text order, the number of its body; and
/// for each body the number of the name that is its fullest.
pub(crate) fn bodies(names: &[&str]) -> (Vec<usize>, Vec<usize>) {
    let mut keys: BTreeMap<&str, BodyKey> = BTreeMap::new();
    for name in names {
        keys.entry(name).or_insert_with(|| BodyKey::new(name));
    }
    let key = |at: usize| names.get(at).and_then(|name| keys.get(name));
    let mut of: Vec<usize> = Vec::with_capacity(names.len());
    let mut fullest: Vec<usize> = Vec::new();
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        let known = by_name.get(name).copied().or_else(|| {
            // The nearest before: "the Foreign Ministry" after two of them is the last one's.
            let mut seen: Vec<usize> = of.iter().rev().copied().take(64).collect();
            seen.dedup();
            seen.into_iter().find(|body| {
                let full = fullest.get(*body).and_then(|full| key(*full));
                key(at).zip(full).is_some_and(|(one, other)| one.agrees(other))
            })
        });
        let body = known.unwrap_or(fullest.len());
        if known.is_none() {
            fullest.push(at);
        } else if let Some(full) = fullest.get_mut(body) {
            let fullness = |at: usize| names.get(at).map(|name| fullness(name));
            if fullness(at) > fullness(*full) {
                *full = at;
            }
        }
        // A bare name with no country of its own may mean another body later on.
        if key(at).is_some_and(|key| key.country.is_some() || key.words.len() < 2) {
            by_name.insert(name, body);
        }
        of.push(body);
    }
    (of, fullest)
}
