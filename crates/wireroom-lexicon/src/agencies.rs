//! Wire agencies: who sells copy to many outlets at once.
//!
//! Not a table of outlets. Names are matched as written, diacritics folded.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::fold::fold;
use crate::lines::Lines;

static AGENCIES: LazyLock<Lines> =
    LazyLock::new(|| Lines::new(include_str!("../data/agencies.tsv")));
static DISTINCT: LazyLock<Vec<Agency>> = LazyLock::new(|| {
    let mut all: Vec<Agency> = AGENCIES.iter().map(|(_, payload)| parse(payload)).collect();
    all.sort_unstable_by_key(|agency| agency.name);
    all.dedup();
    all
});

/// More bytes than any name has, its accents and all.
const LONGEST: usize = 120;

/// A wire agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agency {
    /// The name it is best known by: `Reuters`, `AP`, `Xinhua`.
    pub name: &'static str,
    /// ISO 3166 alpha-3 of its home; empty for an agency of no one state.
    pub alpha3: &'static str,
}

/// The agency of this name, abbreviation or alias: `Associated Press`, `AP` and `The Associated
/// Press` give one agency. Case counts.
pub fn agency_by_name(name: &str) -> Option<Agency> {
    if name.len() > LONGEST {
        return None;
    }
    let folded = || match fold(name) {
        Cow::Owned(folded) => AGENCIES.get(&folded),
        Cow::Borrowed(_) => None,
    };
    AGENCIES.get(name).or_else(folded).map(parse)
}

/// All agencies, sorted by name.
pub fn agencies() -> &'static [Agency] {
    &DISTINCT
}

fn parse(payload: &'static str) -> Agency {
    let (name, alpha3) = payload.split_once('|').unwrap_or((payload, ""));
    Agency { name, alpha3 }
}
