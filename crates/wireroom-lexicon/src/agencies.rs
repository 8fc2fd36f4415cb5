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

/// How names begin that have three letters and more: a bit for a hash of the first three, of which most
/// lines that are asked about have none.
static HEADS: LazyLock<[u64; HEAD_BITS / 64]> = LazyLock::new(|| {
    let mut heads = [0; HEAD_BITS / 64];
    for bit in AGENCIES.iter().filter_map(|(name, _)| head(name)) {
        heads[bit / 64] |= 1 << (bit % 64);
    }
    heads
});

const HEAD_BITS: usize = 1 << 14;

/// The hash of the first three letters, which folding lets stand; `None` where it may not, or where
/// there are fewer.
fn head(name: &str) -> Option<usize> {
    let head = name.as_bytes().first_chunk::<3>()?;
    let stand = head.iter().all(|&byte| byte.is_ascii() && byte != b'`');
    let hash = head.iter().fold(0_usize, |hash, &byte| hash * 181 + usize::from(byte));
    stand.then_some(hash % HEAD_BITS)
}

/// The agency of this name, abbreviation or alias: `Associated Press`, `AP` and `The Associated
/// Press` give one agency. Case counts.
pub fn agency_by_name(name: &str) -> Option<Agency> {
    if name.len() > LONGEST || head(name).is_some_and(|bit| !headed(bit)) {
        return None;
    }
    let folded = || match fold(name) {
        Cow::Owned(folded) => AGENCIES.get(&folded),
        Cow::Borrowed(_) => None,
    };
    AGENCIES.get(name).or_else(folded).map(parse)
}

/// Whether the name of an agency may begin with this word, by its first three letters: of few others
/// is it said.
pub fn may_begin_agency(word: &str) -> bool {
    head(word).is_none_or(headed)
}

fn headed(bit: usize) -> bool {
    HEADS[bit / 64] >> (bit % 64) & 1 == 1
}

/// All agencies, sorted by name.
pub fn agencies() -> &'static [Agency] {
    &DISTINCT
}

fn parse(payload: &'static str) -> Agency {
    let (name, alpha3) = payload.split_once('|').unwrap_or((payload, ""));
    Agency { name, alpha3 }
}
