//! Why two texts are about one event, or are not: what speaks for and against, with the passages
//! it rests on.
//!
//! It is worked out anew from the two texts and the events that they went to, by the rules that
//! [`join`](crate::join) goes by. What it is not: it decides nothing.

use crate::linkage::{Between, CUT, Size, least_likeness, parted, speaker};
use crate::pair::{FEATURES, Judged, LABELS, contributions, features};
use crate::profile::Profile;
use crate::when::When;
use std::collections::{BTreeMap, BTreeSet};
use wireroom_model::{Telling, ZoneKind};
use wireroom_text::{Repaired, Span};

/// Names that are shown of those that two texts share.
const NAMES: usize = 6;

/// Why two texts are in one event or in two.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The two texts, as indices in the pile.
    pub texts: (usize, usize),
    /// Whether they went to one event.
    pub one_event: bool,
    /// Whether they are of one family, which settles it.
    pub one_family: bool,
    /// How likely the pair, taken alone, is about one event.
    pub probability: f32,
    /// What each likeness adds to the pair's score, the weightiest first.
    pub parts: Vec<Part>,
    /// What the score starts from.
    pub start: f32,
    /// Days between what the two leads date as fresh, where both do.
    pub days_apart: Option<i64>,
    /// How the two events compare as wholes; `None` where it is one.
    pub events: Option<Across>,
    /// In words, what decided first.
    pub reasons: Vec<String>,
    /// The passages that this rests on.
    pub passages: Vec<Shown>,
}

/// One likeness and what it adds.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What is compared.
    pub label: &'static str,
    /// How alike, from 0 to 1.
    pub value: f32,
    /// What that adds to the score: above 0 for one event, below 0 against it.
    pub adds: f32,
}

/// How two events compare as wholes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Across {
    /// Mean probability over the pairs across.
    pub probability: f32,
    /// The least at which they would be joined.
    pub needed: f32,
    /// Mean likeness over the pairs across, and within the two.
    pub likeness: (f32, f32, f32),
    /// The least likeness across, given those within.
    pub cohesion: f32,
    /// Pairs across of which both date something fresh, and those of them that date it to days apart.
    pub dated: (u32, u32),
}

/// A passage of one of the two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The text, as index in the pile.
    pub document: usize,
    /// What it is evidence of: "name" or "date".
    pub of: &'static str,
    /// Where it stands.
    pub span: Span<Repaired>,
}

/// The profiles of some texts of a pile, by index.
type Profiles = BTreeMap<usize, Profile>;

fn profiles<'a>(pile: &[Telling<'_>], members: impl IntoIterator<Item = &'a usize>) -> Profiles {
    members.into_iter().map(|&at| (at, Profile::of(&pile[at]))).collect()
}

/// Explains a pair of texts. `groups` are the events that the two went to, as indices in the pile;
/// where it is one, it stands twice.
#[must_use]
pub fn explain(
    pile: &[Telling<'_>],
    texts: (usize, usize),
    groups: (&[usize], &[usize]),
) -> Option<Explanation> {
    (pile.len() > texts.0.max(texts.1)).then_some(())?;
    let both = [texts.0, texts.1];
    let of = profiles(pile, both.iter().chain(groups.0).chain(groups.1));
    Some(explained(pile, &of, texts, groups))
}

fn explained(
    pile: &[Telling<'_>],
    of: &Profiles,
    texts: (usize, usize),
    groups: (&[usize], &[usize]),
) -> Explanation {
    let (a, b) = (&of[&texts.0], &of[&texts.1]);
    let judged = Judged::of(a, b);
    let values = features(a, b);
    let (adds, start) = contributions(&values);
    let mut parts: Vec<Part> = (0..FEATURES)
        .filter(|&at| adds[at] != 0.0)
        .map(|at| Part { label: LABELS[at], value: values[at], adds: adds[at] })
        .collect();
    parts.sort_by(|x, y| y.adds.abs().total_cmp(&x.adds.abs()));
    let one_event = groups.0.contains(&texts.1);
    let mut found = Explanation {
        texts,
        one_event,
        one_family: pile[texts.0].family == pile[texts.1].family,
        probability: judged.probability,
        parts,
        start,
        days_apart: judged.fresh_gap,
        events: (!one_event).then(|| across(pile, of, groups.0, groups.1)),
        reasons: Vec::new(),
        passages: passages(pile, texts),
    };
    found.reasons = reasons(&found, judged.apart());
    found
}

/// For each text of an event but its first, why it is there: beside the text of another family that
/// it is most likely one event with, or a sibling where it has one before it.
#[must_use]
pub fn explain_event(pile: &[Telling<'_>], members: &[usize]) -> Vec<Explanation> {
    let of = profiles(pile, members);
    let why = |(at, &member): (usize, &usize)| {
        let before = members.get(..at)?;
        let sibling = before.iter().find(|&&to| pile[to].family == pile[member].family);
        let likely = |to: usize| Judged::of(&of[&to], &of[&member]).probability;
        let nearest = || {
            let others = members.iter().filter(|&&to| to != member);
            others.max_by(|&&x, &&y| likely(x).total_cmp(&likely(y)).then(y.cmp(&x)))
        };
        let to = *sibling.or_else(nearest)?;
        Some(explained(pile, &of, (to, member), (members, members)))
    };
    members.iter().enumerate().skip(1).filter_map(why).collect()
}

/// Of the pairs across two lists of texts the one that is most likely one event.
#[must_use]
pub fn nearest(pile: &[Telling<'_>], a: &[usize], b: &[usize]) -> Option<(usize, usize)> {
    let of = profiles(pile, a.iter().chain(b));
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| (*x, *y))).filter(|(x, y)| x != y);
    let likely = pairs.map(|(x, y)| (Judged::of(&of[&x], &of[&y]).probability, (x, y)));
    let best = likely.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1)));
    best.map(|(_, pair)| pair)
}

/// The profiles of those that speak for the families of an event.
fn speakers<'p>(pile: &[Telling<'_>], of: &'p Profiles, members: &[usize]) -> Vec<&'p Profile> {
    let mut families = BTreeMap::<usize, Vec<usize>>::new();
    for &member in members {
        families.entry(pile[member].family).or_default().push(member);
    }
    let speaks = |family: &Vec<usize>| {
        speaker(family, |at| (&of[&at], &pile[at].document.id)).map(|at| &of[&at])
    };
    families.values().filter_map(speaks).collect()
}

fn across(pile: &[Telling<'_>], of: &Profiles, a: &[usize], b: &[usize]) -> Across {
    let (a, b) = (speakers(pile, of, a), speakers(pile, of, b));
    let sum = |pairs: &mut dyn Iterator<Item = (&Profile, &Profile)>| {
        let mut sum = Between::default();
        pairs.for_each(|(x, y)| sum.add(&Between::of(&Judged::of(x, y))));
        sum
    };
    let within = |group: &[&Profile]| {
        let mut pairs = group
            .iter()
            .enumerate()
            .flat_map(|(at, &x)| group.iter().skip(at + 1).map(move |&y| (x, y)));
        Size::of(group.len(), &sum(&mut pairs))
    };
    let between = sum(&mut a.iter().flat_map(|&x| b.iter().map(move |&y| (x, y))));
    let (size_a, size_b) = (within(&a), within(&b));
    let beside = between.beside(size_a, size_b);
    let within = (size_a.within(beside), size_b.within(beside));
    Across {
        probability: between.mean(size_a, size_b),
        needed: CUT,
        likeness: (beside, within.0, within.1),
        cohesion: least_likeness(within.0, within.1),
        dated: between.dates(),
    }
}

fn reasons(of: &Explanation, apart: bool) -> Vec<String> {
    let mut found = Vec::new();
    if of.one_family {
        found.push("they descend from one text: a family tells one event".to_owned());
    }
    if let Some(days) = of.days_apart {
        let what = "their leads date what is new to";
        found.push(match days {
            0 => format!("{what} one day"),
            1 => format!("{what} days that are 1 day apart: no bar"),
            _ if apart => format!("{what} days that are {days} days apart: two events"),
            _ => format!("{what} days that are {days} days apart: no bar"),
        });
    }
    if let Some(across) = of.events {
        let (dated, apart) = across.dated;
        if parted(across.dated) {
            found.push(format!(
                "of {dated} pairs of texts across the two events that date what is new, {apart} \
                 date it to days apart: they are never joined, however alike the words"
            ));
        }
        if across.probability < across.needed {
            found.push(format!(
                "over all pairs across, one event is {:.2} likely; {:.2} is needed",
                across.probability, across.needed
            ));
        }
        let (beside, a, b) = across.likeness;
        if beside < across.cohesion {
            found.push(format!(
                "the texts across are alike by {beside:.2}, those within by {a:.2} and {b:.2}: less \
                 than the {:.2} that one event would have",
                across.cohesion
            ));
        }
    }
    if !of.one_family {
        let sign = if of.probability >= CUT { "for" } else { "against" };
        found.push(format!(
            "taken alone, the pair is {:.2} likely one event, which speaks {sign} joining",
            of.probability
        ));
    }
    found
}

/// The names that both texts have, the rarest first, and what each dates as fresh.
fn passages(pile: &[Telling<'_>], texts: (usize, usize)) -> Vec<Shown> {
    let (a, b) = (named(&pile[texts.0]), named(&pile[texts.1]));
    let mut shared: Vec<&String> = a.keys().filter(|name| b.contains_key(*name)).collect();
    let rarity = |name: &str| -> f32 { name.split_whitespace().map(wireroom_lexicon::idf).sum() };
    shared.sort_by(|x, y| rarity(y).total_cmp(&rarity(x)).then(x.cmp(y)));
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for name in shared.into_iter().take(NAMES) {
        for (document, spans) in [(texts.0, &a), (texts.1, &b)] {
            let span = spans.get(name).copied();
            let new = span.filter(|&span| seen.insert((document, span)));
            found.extend(new.map(|span| Shown { document, of: "name", span }));
        }
    }
    for document in [texts.0, texts.1] {
        let fresh = When::fresh_at(&pile[document]);
        found.extend(fresh.map(|(_, span)| Shown { document, of: "date", span }));
    }
    found
}

/// The first place of each name of the telling, by its form in lower case.
fn named(telling: &Telling<'_>) -> BTreeMap<String, Span<Repaired>> {
    let text = telling.text.repaired();
    let mut found = BTreeMap::new();
    for name in &telling.analysis.names {
        if telling.text.structure.at(name.span.start()).is_some_and(ZoneKind::is_telling) {
            found.entry(name.span.text(text).to_lowercase()).or_insert(name.span);
        }
    }
    found
}
