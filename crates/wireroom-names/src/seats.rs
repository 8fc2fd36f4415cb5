//! Cities named for the company that sits there: "Leeds blames Osaka" in a text on two firms.
//!
//! A city is taken so only where it acts or is blamed in its sentence and the text says which one
//! organization sits there: "Leeds-based X", "X, based in Leeds", "X of Leeds", "X said in Leeds".
//! A seat of none, or of two, stays a place.

use std::collections::{BTreeMap, BTreeSet};

use wireroom_lexicon as lexicon;
use wireroom_model::{Name, NameKind};

use crate::acting;
use crate::bodies::BodyKey;
use crate::places::bare;
use crate::words::Words;

/// How many tokens back the body may stand that speaks in a city.
const BACK: isize = 40;

/// The names of cities that stand for an organization, each with a name of that organization.
pub(crate) fn companies(text: &str, words: &Words<'_>, names: &[Name]) -> Vec<(usize, usize)> {
    let city = |at: &usize| {
        names.get(*at).is_some_and(|name| {
            let written = bare(name.span.text(text));
            let kind = |place: &lexicon::Place| place.kind == lexicon::PlaceKind::City;
            name.kind == NameKind::Location
                && lexicon::country_by_capital(written).is_none()
                && lexicon::places(written).iter().any(kind)
        })
    };
    let acting: Vec<usize> = (0..names.len())
        .filter(city)
        .filter(|at| {
            let (from, to) = words.of_name(*at);
            acting::is_subject(words, from, to) || acting::is_blamed(words, from)
        })
        .collect();
    if acting.is_empty() {
        return Vec::new();
    }
    let mut seats: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for at in (0..names.len()).filter(city) {
        let Some(name) = names.get(at) else { continue };
        let held = seats.entry(bare(name.span.text(text))).or_default();
        held.extend(sits(text, words, names, at));
    }
    let key = |at: usize| names.get(at).map(|name| BodyKey::new(bare(name.span.text(text))));
    let only: BTreeMap<&str, usize> = seats
        .into_iter()
        .filter_map(|(city, bodies)| {
            let first = *bodies.first()?;
            let one = key(first)?;
            let same = bodies.iter().all(|other| key(*other).is_some_and(|key| one.agrees(&key)));
            same.then_some((city, first))
        })
        .collect();
    let seat = |at: usize| {
        let city = bare(names.get(at)?.span.text(text));
        only.get(city).map(|body| (at, *body))
    };
    acting.into_iter().filter_map(seat).collect()
}

/// The organization that sits in the city `at`, by what stands around this mention of it.
fn sits(text: &str, words: &Words<'_>, names: &[Name], at: usize) -> Option<usize> {
    let (from, to) = words.of_name(at);
    let last = to.checked_sub(1)?;
    let body = |name: Option<usize>| {
        let one = name.filter(|name| names.get(*name).is_some_and(|one| is_firm(text, one)));
        one.filter(|one| *one != at)
    };
    let name_at = |offset: isize| words.near(from, offset).and_then(|word| word.name);
    if words.lower(last, 1) == "-" && words.lower(last, 2) == "based"
        || words.lower(last, 1) == "-based"
    {
        return (2..8).find_map(|ahead| body(words.near(last, ahead).and_then(|word| word.name)));
    }
    match words.lower(from, -1) {
        "of" => body(name_at(-2)),
        "in" => {
            let based = matches!(words.lower(from, -2), "based" | "headquartered");
            let said = lexicon::cue(words.lower(from, -2)).is_some_and(|cue| cue.weight >= 0.5);
            if !based && !said {
                return None;
            }
            let before = |offset: isize| words.near(from, -offset);
            let here: BTreeSet<usize> =
                (2..BACK).map_while(before).filter_map(|word| body(word.name)).collect();
            if based {
                return here.last().copied();
            }
            // Who speaks in the city may be "the company" of the sentence before.
            let speaker = (3..7).any(|back| is_firm_noun(words.lower(from, -back)));
            let first = (2..BACK).take_while(|back| before(*back).is_some()).last().unwrap_or(2);
            let start = from.checked_sub(usize::try_from(first).unwrap_or(0))?;
            let earlier = start.saturating_sub(usize::try_from(BACK).unwrap_or(0))..start;
            let earlier = words.all().get(earlier).unwrap_or(&[]);
            let earlier: BTreeSet<usize> =
                earlier.iter().filter_map(|word| body(word.name)).collect();
            let near = if here.is_empty() { earlier } else { here };
            let one = near.last().copied().filter(|_| speaker)?;
            let key =
                |at: usize| names.get(at).map(|name| BodyKey::new(bare(name.span.text(text))));
            let own = key(one)?;
            near.iter()
                .all(|other| key(*other).is_some_and(|other| other.agrees(&own)))
                .then_some(one)
        }
        _ => None,
    }
}

fn is_firm(text: &str, name: &Name) -> bool {
    let written = bare(name.span.text(text));
    name.kind == NameKind::Organization
        && lexicon::agency_by_name(written).is_none()
        && lexicon::body_by_name(written).is_none()
}

fn is_firm_noun(word: &str) -> bool {
    matches!(word, "company" | "firm" | "operator" | "maker" | "manufacturer" | "group")
}
