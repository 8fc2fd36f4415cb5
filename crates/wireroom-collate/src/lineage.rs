//! Who was copied from whom, by the rules of textual criticism.
//!
//! Not a phylogeny: no tree is fitted. For every witness the others that can have been its source
//! are weighed, and the likeliest is taken if the other way is clearly less likely. Where several witnesses go
//! back to an agency whose own story is not held, that story is inferred and is the parent of all
//! that credit it; so it is where two witnesses each lack what bars the other. Where nothing
//! decides, a witness has no parent and its relation is undecided.

mod answers;
mod difference;
mod exemplar;
mod extra;
mod facts;
mod features;
mod forest;
mod headline;
mod model;
mod naming;
mod options;
mod pair;
mod parent;
mod readings;
mod relation;

use rayon::prelude::*;
use wireroom_model::{
    DocumentId, Exemplar, Family, FamilyId, Interpolation, Node, Relation, Witness,
};

use crate::families::Grouping;
use crate::pairs::span_of;
use crate::pile::Pile;
use difference::Differences;
use exemplar::{held, infer};
use facts::Facts;
pub(crate) use facts::{disguised, outlet};
pub(crate) use features::FEATURES;
use options::{Options, near, options};
use parent::{Parent, held_parents, of_a_wire, source_of};
use relation::{Made, from_held, from_inferred, say};

/// The families with their lineage.
pub(crate) fn families(
    pile: &Pile<'_>,
    grouping: &Grouping,
    inserted: &[Interpolation],
) -> Vec<Family> {
    let families = grouping.families.par_iter();
    families.map(|bodies| family(pile, bodies, grouping, inserted)).collect()
}

/// The witnesses of a family, in the order of the pile.
fn witnesses(pile: &Pile<'_>, bodies: &[usize], inserted: &[Interpolation]) -> Vec<Facts> {
    let mut members: Vec<usize> =
        bodies.iter().filter_map(|&body| pile.holders.get(body)).flatten().copied().collect();
    members.sort_unstable();
    let alone = members.len() < 2;
    members.iter().filter_map(|&member| Facts::new(pile, member, alone, inserted)).collect()
}

/// Tells of every pair of witnesses of a family that one may be the source of the other.
pub(crate) fn choices(
    pile: &Pile<'_>,
    bodies: &[usize],
    grouping: &Grouping,
    inserted: &[Interpolation],
    mut tell: impl FnMut(DocumentId, DocumentId, (bool, bool), &[f32]),
) {
    let facts = witnesses(pile, bodies, inserted);
    let differences = Differences::new(pile, &facts);
    for (copy, source, features) in options(&differences, &facts, grouping).pairs {
        let (Some(one), Some(other)) = (facts.get(copy), facts.get(source)) else { continue };
        let wire = of_a_wire(one) || of_a_wire(other);
        let sign = source_of(&differences, other, one, &facts, grouping).is_some();
        if let (Some(copy), Some(source)) = (one.id(pile), other.id(pile)) {
            tell(copy.clone(), source.clone(), (wire, sign), &features);
        }
    }
}

fn family(
    pile: &Pile<'_>,
    bodies: &[usize],
    grouping: &Grouping,
    inserted: &[Interpolation],
) -> Family {
    let facts = witnesses(pile, bodies, inserted);
    let ids: Vec<&str> = facts.iter().filter_map(|f| f.id(pile)).map(DocumentId::as_str).collect();
    let id = FamilyId::derive(&ids);
    let differences = Differences::new(pile, &facts);
    let options = options(&differences, &facts, grouping);
    let mut parents = held_parents(&differences, &facts, grouping, &options);
    let inferred = infer(pile, &facts, &mut parents, &id);
    let witnesses = facts
        .iter()
        .enumerate()
        .filter_map(|(index, _)| {
            witness(&differences, &facts, &parents, &options, index, inferred.as_ref(), grouping)
        })
        .collect();
    let mut exemplars: Vec<Exemplar> = inferred.into_iter().collect();
    let mut sources: Vec<usize> = parents.iter().filter_map(|parent| parent.held()).collect();
    sources.sort_unstable();
    sources.dedup();
    exemplars.extend(sources.into_iter().filter_map(|source| held(pile, facts.get(source)?)));
    Family { id, witnesses, exemplars }
}

/// How sure it is that a witness goes back to a source that is not held, where credits or form ask for
/// one: no pile has shown how often that holds.
const INFERRED: f32 = 0.8;

fn witness(
    differences: &Differences<'_>,
    facts: &[Facts],
    parents: &[Parent],
    options: &Options,
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
        Parent::Held { source, why, .. } => {
            let features = options.of(index, *source);
            let source = facts.get(*source)?;
            let mut made = from_held(differences, mine, source, features);
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
        let span =
            ranges.first().cloned().and_then(|range| span_of(&differences.words(mine.body), range));
        let at = pile.holders.get(other).and_then(|held| held.first());
        let named = at.and_then(|&at| pile.members.get(at)).map_or("", |m| m.document.id.as_str());
        let what = format!("{words} words stand in {named}, of another family");
        made.2.extend(say(pile, mine, what, span));
        if made.0.is_some() && parents.get(index).is_some_and(|parent| parent.held().is_none()) {
            made.0 = Some(Relation::Merged);
        }
    }
    let (relation, share, evidence) = made;
    let confidence = match parents.get(index)? {
        Parent::Held { confidence, .. } => Some(*confidence),
        Parent::Inferred => inferred.map(|_| INFERRED),
        Parent::Root | Parent::Unknown => None,
    };
    Some(Witness { document, parent, relation, confidence, share, evidence })
}

/// The texts of other families that a body also has passages of.
fn others_in(grouping: &Grouping, body: usize) -> &[(usize, usize)] {
    let first = grouping.merged.partition_point(|&(text, _)| text < body);
    let end = grouping.merged.partition_point(|&(text, _)| text <= body);
    grouping.merged.get(first..end).unwrap_or_default()
}
