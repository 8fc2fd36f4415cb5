//! Sources: held ones by their names, and ones that nobody gave us by what demands them.

use std::collections::BTreeMap;

use wireroom_model::{Evidence, Exemplar, ExemplarId, FamilyId};

use super::facts::Facts;
use super::options::NEAR;
use super::pair::{barred, later};
use super::parent::Parent;
use super::relation::say;
use crate::pile::Pile;

/// Puts an exemplar that nobody gave us above the witnesses that need one.
pub(super) fn infer(
    pile: &Pile<'_>,
    facts: &[Facts],
    parents: &mut [Parent],
    family: &FamilyId,
) -> Option<Exemplar> {
    let mut credits: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, fact) in facts.iter().enumerate() {
        for name in fact.agencies.keys() {
            credits.entry(name).or_default().push(index);
        }
    }
    let open: Vec<usize> = (0..facts.len())
        .filter(|&at| parents.get(at).is_some_and(|p| p.held().is_none()))
        .collect();
    let reprints = |name: &str| -> Vec<usize> {
        let pairs = facts.iter().zip(&*parents).enumerate();
        pairs.filter(|(_, (own, up))| reprints(own, up, facts, name)).map(|(at, _)| at).collect()
    };
    let agency = credits
        .iter()
        .filter(|(name, _)| !facts.iter().any(|fact| fact.own_agency.as_deref() == Some(**name)))
        .filter(|(name, at)| {
            at.iter().any(|at| open.binary_search(at).is_ok())
                && (at.len() >= 2
                    || open.len() + reprints(name).len() >= 2
                    || at.iter().any(|&at| {
                        facts.get(at).is_some_and(|f| f.dateline_agency.as_deref() == Some(**name))
                    }))
        })
        .max_by_key(|(name, at)| (at.len(), std::cmp::Reverse(**name)))
        .map(|(name, at)| (*name, at.clone()));
    let pair = parted(facts, &open);
    let mut evidence: Vec<Evidence> = Vec::new();
    let mut below: Vec<usize> = Vec::new();
    let label = match (&agency, &pair) {
        (Some((name, at)), _) => {
            for (rank, &index) in at.iter().enumerate() {
                let Some(fact) = facts.get(index) else { continue };
                let span = fact.agencies.get(*name).copied().flatten();
                let what = match rank {
                    0 => format!("one witness credits {name}"),
                    _ => "so does another".to_owned(),
                };
                evidence.extend(say(pile, fact, what, span));
            }
            // Whoever is left without a source in such a family goes back to that story too.
            below.extend(open);
            below.extend(reprints(name));
            format!("{} {name} story, not held", article(name))
        }
        (None, Some((x, y, _, _))) => {
            below.extend([*x, *y]);
            // So does whoever is parted from one of the two: it is not the source of both, either.
            let parted_from = |at: usize, from: usize| {
                let (one, other) = (facts.get(at), facts.get(from));
                one.zip(other).is_some_and(|(one, other)| {
                    barred(one, other).is_some() && barred(other, one).is_some()
                })
            };
            let more = open.iter().copied().filter(|at| at != x && at != y);
            below.extend(more.filter(|&at| parted_from(at, *x) || parted_from(at, *y)));
            "a common source, not held".to_owned()
        }
        (None, None) => {
            settle_roots(facts, parents);
            return None;
        }
    };
    if let Some((x, y, why_x, why_y)) = pair {
        for (source, copy, why) in [(x, y, why_x), (y, x, why_y)] {
            if let (Some(source), Some(_)) = (facts.get(source), facts.get(copy)) {
                let what = format!("one witness is not the source of another: {why}");
                evidence.extend(say(pile, source, what, None));
            }
        }
    }
    for index in below {
        if let Some(slot) = parents.get_mut(index) {
            *slot = Parent::Inferred;
        }
    }
    settle_roots(facts, parents);
    Some(Exemplar {
        id: ExemplarId::derive(&[family.as_str(), &label]),
        held: None,
        label,
        evidence,
    })
}

/// Whether a witness that was hung on a client of the agency may as well have had the story from the agency: all that
/// it is shown to have cut or changed is the agency's. Who sets passages in takes what stands on the web.
fn reprints(own: &Facts, parent: &Parent, facts: &[Facts], agency: &str) -> bool {
    let Parent::Held { source, named: false, .. } = parent else { return false };
    facts.get(*source).is_some_and(|source| {
        source.agencies.contains_key(agency)
            && source.own_agency.is_none()
            && !own.same_outlet(source)
            && !own.tampered()
    })
}

/// Two witnesses, neither of which can be the other's source for reasons of form.
fn parted(facts: &[Facts], open: &[usize]) -> Option<(usize, usize, String, String)> {
    for (rank, &x) in open.iter().take(NEAR).enumerate() {
        for &y in open.iter().take(NEAR).skip(rank + 1) {
            let (one, other) = (facts.get(x)?, facts.get(y)?);
            let (why_x, why_y) = (barred(one, other), barred(other, one));
            if let (Some(why_x), Some(why_y)) = (why_x, why_y)
                && !later(one, other)
                && !later(other, one)
            {
                return Some((x, y, why_x, why_y));
            }
        }
    }
    None
}

fn article(name: &str) -> &'static str {
    // Abbreviations are read letter by letter: an AFP story, a TASS story.
    let spelled = name.len() <= 4 && name.chars().all(|c| c.is_ascii_uppercase());
    let opening = name.chars().next().unwrap_or(' ');
    let vowel = matches!(opening, 'A' | 'E' | 'I' | 'O' | 'U' | 'a' | 'e' | 'i' | 'o');
    let sounds = spelled && matches!(opening, 'F' | 'H' | 'L' | 'M' | 'N' | 'R' | 'S' | 'X');
    if vowel || sounds { "an" } else { "a" }
}

/// A witness without a source that others come from is the root, if there is one such.
fn settle_roots(facts: &[Facts], parents: &mut [Parent]) {
    let mut sources = vec![0_usize; facts.len()];
    for parent in parents.iter() {
        if let Some(count) = parent.held().and_then(|at| sources.get_mut(at)) {
            *count += 1;
        }
    }
    let open: Vec<usize> =
        (0..parents.len()).filter(|&at| parents.get(at) == Some(&Parent::Unknown)).collect();
    for &at in &open {
        let alone = facts.len() == 1 || sources.get(at).is_some_and(|&count| count > 0);
        if alone && let Some(slot) = parents.get_mut(at) {
            *slot = Parent::Root;
        }
    }
}

pub(super) fn held(pile: &Pile<'_>, source: &Facts) -> Option<Exemplar> {
    let document = source.id(pile)?.clone();
    // The outlet as it is written; the facts hold it in a form that compares.
    let named =
        pile.members.get(source.member).and_then(|member| member.document.outlet.as_deref());
    let named = named.map(str::trim).filter(|name| !name.is_empty()).or(source.outlet.as_deref());
    let label = match (source.own_agency.as_deref(), named) {
        (Some(agency), _) => format!("{} {agency} story", article(agency)),
        (None, Some(outlet)) => format!("the text of {outlet}"),
        (None, None) => "the text of another witness".to_owned(),
    };
    Some(Exemplar {
        id: ExemplarId::derive(&["held", document.as_str()]),
        held: Some(document),
        label,
        evidence: Vec::new(),
    })
}
