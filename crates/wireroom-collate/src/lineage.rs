//! Who was copied from whom, by the rules of textual criticism.
//!
//! Not a phylogeny: no tree is fitted. For every witness the others that can have been its source
//! are asked for, and the nearest that the evidence names is taken. Where several witnesses go
//! back to an agency whose own story is not held, that story is inferred and is the parent of all
//! that credit it; so it is where two witnesses each lack what bars the other. Where nothing
//! decides, a witness has no parent and its relation is undecided.

mod difference;
mod facts;
mod pair;
mod relation;

use std::collections::BTreeMap;

use wireroom_model::{
    DocumentId, Evidence, Exemplar, ExemplarId, Family, FamilyId, Interpolation, Node, Relation,
    Witness,
};

use crate::families::{Grouping, span_of};
use crate::pile::Pile;
pub(crate) use facts::{disguised, outlet};

use difference::Differences;
use facts::Facts;
use pair::{barred, derived, later};
use relation::{Made, from_held, from_inferred, say};

/// Up to so many witnesses every pair is looked at; beyond, only pairs whose bodies were compared.
const NEAR: usize = 24;

/// The families with their lineage.
pub(crate) fn families(
    pile: &Pile<'_>,
    grouping: &Grouping,
    inserted: &[Interpolation],
) -> Vec<Family> {
    grouping.families.iter().map(|bodies| family(pile, bodies, grouping, inserted)).collect()
}

fn family(
    pile: &Pile<'_>,
    bodies: &[usize],
    grouping: &Grouping,
    inserted: &[Interpolation],
) -> Family {
    let mut members: Vec<usize> =
        bodies.iter().filter_map(|&body| pile.holders.get(body)).flatten().copied().collect();
    members.sort_unstable();
    let facts: Vec<Facts> =
        members.iter().filter_map(|&member| Facts::new(pile, member, inserted)).collect();
    let ids: Vec<&str> = facts.iter().filter_map(|f| f.id(pile)).map(DocumentId::as_str).collect();
    let id = FamilyId::derive(&ids);
    let differences = Differences::new(pile, &facts);
    let mut parents = held_parents(&differences, &facts, grouping);
    let inferred = infer(pile, &facts, &mut parents, &id);
    let witnesses = facts
        .iter()
        .enumerate()
        .filter_map(|(index, _)| {
            witness(&differences, &facts, &parents, index, inferred.as_ref(), grouping)
        })
        .collect();
    let mut exemplars: Vec<Exemplar> = inferred.into_iter().collect();
    let mut sources: Vec<usize> = parents.iter().filter_map(|parent| parent.held()).collect();
    sources.sort_unstable();
    sources.dedup();
    exemplars.extend(sources.into_iter().filter_map(|source| held(pile, facts.get(source)?)));
    Family { id, witnesses, exemplars }
}

/// What is said of a witness's parent.
#[derive(Debug, Clone, PartialEq)]
enum Parent {
    /// Nothing is above it in the pile.
    Root,
    /// It is a copy and nothing says of what.
    Unknown,
    /// Another witness, by index in the family, and why.
    Held(usize, String),
    /// The inferred exemplar.
    Inferred,
}

impl Parent {
    fn held(&self) -> Option<usize> {
        match self {
            Self::Held(index, _) => Some(*index),
            _ => None,
        }
    }
}

/// The parents that the evidence names among the witnesses themselves.
fn held_parents(
    differences: &Differences<'_>,
    facts: &[Facts],
    grouping: &Grouping,
) -> Vec<Parent> {
    let mut options: Vec<(f32, usize, usize, String)> = Vec::new();
    for (copy_idx, copy) in facts.iter().enumerate() {
        for source_idx in near(differences.pile(), facts, copy_idx) {
            let Some(source) = facts.get(source_idx) else { continue };
            if let Some(why) = source_of(differences, source, copy, facts, grouping)
                && let Some(diff) = differences.of(copy, source)
            {
                // The nearest: most of the copy, and least beside it.
                options.push((diff.share * 2.0 + diff.other_share, copy_idx, source_idx, why));
            }
        }
    }
    options.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut parents: Vec<Parent> = vec![Parent::Unknown; facts.len()];
    for (_, copy, source, why) in options {
        if parents.get(copy) == Some(&Parent::Unknown)
            && !above(&parents, source, copy)
            && let Some(slot) = parents.get_mut(copy)
        {
            *slot = Parent::Held(source, why);
        }
    }
    parents
}

/// Whether `ancestor` is above `index`, or the same.
fn above(parents: &[Parent], mut index: usize, ancestor: usize) -> bool {
    for _ in 0..=parents.len() {
        if index == ancestor {
            return true;
        }
        match parents.get(index).and_then(Parent::held) {
            Some(up) => index = up,
            None => return false,
        }
    }
    true
}

/// The witnesses that one is held against.
fn near(pile: &Pile<'_>, facts: &[Facts], index: usize) -> Vec<usize> {
    let Some(mine) = facts.get(index) else { return Vec::new() };
    if facts.len() <= NEAR {
        return (0..facts.len()).filter(|&other| other != index).collect();
    }
    let compared = pile.accepted.get(mine.body).map_or(&[][..], Vec::as_slice);
    let firsts = compared.iter().chain(std::iter::once(&mine.body)).flat_map(|&body| {
        pile.holders.get(body).into_iter().flat_map(|held| held.iter().take(2).copied())
    });
    let mut found: Vec<usize> = firsts
        .filter_map(|member| facts.binary_search_by_key(&member, |other| other.member).ok())
        .filter(|&other| other != index)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Why `copy` was made from `source`, if the evidence says that it was.
fn source_of(
    differences: &Differences<'_>,
    source: &Facts,
    copy: &Facts,
    family: &[Facts],
    grouping: &Grouping,
) -> Option<String> {
    if barred(source, copy).is_some() {
        return None;
    }
    let agency = source.own_agency.filter(|name| copy.agencies.contains_key(name));
    if let Some(agency) = agency {
        return Some(format!("it credits {agency}, whose story the other is"));
    }
    let merges = |facts: &Facts| !others_in(grouping, facts.body).is_empty();
    if merges(copy) != merges(source) {
        let what = "it also holds passages of another story, which the other has not";
        return merges(copy).then(|| what.to_owned());
    }
    // Two outlets that credit one agency each had it from the agency, unless one shows the
    // other's hand.
    let common = copy.agencies.keys().any(|name| source.agencies.contains_key(name));
    if common && !copy.same_outlet(source) {
        return None;
    }
    if let Some(why) = barred(copy, source) {
        // Nobody who credits no agency is the source of one who does.
        let credits_more = !copy.agencies.is_empty() && source.agencies.is_empty();
        return (!credits_more).then(|| format!("not the other way: {}", of_copy(&why)));
    }
    if !source.agencies.is_empty() && copy.agencies.is_empty() && source.own_agency.is_none() {
        let cut = derived(differences, source, copy, family);
        return cut.or_else(|| Some("it leaves out the agency that the other credits".to_owned()));
    }
    if source.agencies.is_empty() && !copy.agencies.is_empty() {
        return None;
    }
    let why = derived(differences, source, copy, family)?;
    derived(differences, copy, source, family).is_none().then_some(why)
}

/// A reason that bars the copy as the source, told of the copy.
fn of_copy(why: &str) -> String {
    match why {
        "it was published later" => "this witness was published later".to_owned(),
        other => other.replacen("it ", "this witness ", 1).replacen("its ", "this witness's ", 1),
    }
}

/// Puts an exemplar that nobody gave us above the witnesses that need one.
fn infer(
    pile: &Pile<'_>,
    facts: &[Facts],
    parents: &mut [Parent],
    family: &FamilyId,
) -> Option<Exemplar> {
    let mut credits: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
    for (index, fact) in facts.iter().enumerate() {
        for name in fact.agencies.keys() {
            credits.entry(name).or_default().push(index);
        }
    }
    let open: Vec<usize> = (0..facts.len())
        .filter(|&at| parents.get(at).is_some_and(|p| p.held().is_none()))
        .collect();
    let agency = credits
        .iter()
        .filter(|(name, _)| !facts.iter().any(|fact| fact.own_agency == Some(**name)))
        .filter(|(name, at)| {
            at.iter().any(|at| open.contains(at))
                && (at.len() >= 2
                    || at.iter().any(|&at| {
                        facts.get(at).is_some_and(|f| f.dateline_agency == Some(**name))
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
                let span = fact.agencies.get(name).copied().flatten();
                let what = match rank {
                    0 => format!("one witness credits {name}"),
                    _ => "so does another".to_owned(),
                };
                evidence.extend(say(pile, fact, what, span));
            }
            // Whoever is left without a source in such a family goes back to that story too.
            below.extend(open);
            format!("{} {name} story, not held", article(name))
        }
        (None, Some((x, y, _, _))) => {
            below.extend([*x, *y]);
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

fn held(pile: &Pile<'_>, source: &Facts) -> Option<Exemplar> {
    let document = source.id(pile)?.clone();
    // The outlet as it is written; the facts hold it in a form that compares.
    let named =
        pile.members.get(source.member).and_then(|member| member.document.outlet.as_deref());
    let named = named.map(str::trim).filter(|name| !name.is_empty()).or(source.outlet.as_deref());
    let label = match (source.own_agency, named) {
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

fn witness(
    differences: &Differences<'_>,
    facts: &[Facts],
    parents: &[Parent],
    index: usize,
    inferred: Option<&Exemplar>,
    grouping: &Grouping,
) -> Option<Witness> {
    let pile = differences.pile();
    let mine = facts.get(index)?;
    let document = mine.id(pile)?.clone();
    let (parent, made) = match parents.get(index)? {
        Parent::Root => (None, None),
        Parent::Unknown => {
            let share = near(pile, facts, index)
                .into_iter()
                .filter_map(|other| differences.of(mine, facts.get(other)?))
                .map(|diff| diff.share)
                .fold(0.0, f32::max);
            let what = "a copy, but nothing says which came first".to_owned();
            let evidence = say(pile, mine, what, None).into_iter().collect();
            (None, Some(Made { relation: Relation::Undecided, share, evidence }))
        }
        Parent::Held(source, why) => {
            let source = facts.get(*source)?;
            let mut made = from_held(differences, mine, source);
            made.evidence.splice(0..0, say(pile, mine, why.clone(), None));
            (Some(Node::Document(source.id(pile)?.clone())), Some(made))
        }
        Parent::Inferred => {
            let near = near(pile, facts, index);
            let siblings: Vec<&Facts> = near
                .iter()
                .filter(|&&other| parents.get(other) == Some(&Parent::Inferred))
                .filter_map(|&other| facts.get(other))
                .collect();
            let made = from_inferred(differences, mine, &siblings);
            (inferred.map(|exemplar| Node::Exemplar(exemplar.id.clone())), Some(made))
        }
    };
    let mut made =
        made.map_or((None, 1.0, Vec::new()), |m| (Some(m.relation), m.share, m.evidence));
    for &(_, other) in others_in(grouping, mine.body) {
        let ranges = pile.shared_ranges(mine.body, other);
        let words: usize = ranges.iter().map(ExactSizeIterator::len).sum();
        let span = ranges
            .first()
            .cloned()
            .and_then(|range| span_of(&pile.bodies.get(mine.body)?.words, range));
        let at = pile.holders.get(other).and_then(|held| held.first());
        let named = at.and_then(|&at| pile.members.get(at)).map_or("", |m| m.document.id.as_str());
        let what = format!("{words} words stand in {named}, of another family");
        made.2.extend(say(pile, mine, what, span));
        if made.0.is_some() {
            made.0 = Some(Relation::Merged);
        }
    }
    let (relation, share, evidence) = made;
    Some(Witness { document, parent, relation, share, evidence })
}

/// The texts of other families that a body also has passages of.
fn others_in(grouping: &Grouping, body: usize) -> &[(usize, usize)] {
    let first = grouping.merged.partition_point(|&(text, _)| text < body);
    let end = grouping.merged.partition_point(|&(text, _)| text <= body);
    grouping.merged.get(first..end).unwrap_or_default()
}
