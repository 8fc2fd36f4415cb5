//! What the training program needs: the very features that lineage is decided by. No part of the
//! public interface; it changes without notice.

use wireroom_model::DocumentId;

use crate::lineage;
use crate::{Config, Member, Plan, Sketch, families, interpolations};

/// One witness and another that may be its source, with the features of the two.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Number of the family.
    pub family: usize,
    /// The witness.
    pub copy: DocumentId,
    /// The other.
    pub source: DocumentId,
    /// Whether an agency has a part in one of the two, so that rules decide.
    pub wire: bool,
    /// Whether a plain sign says that the witness was made from the other.
    pub sign: bool,
    /// The features, as [`FEATURES`] names them.
    pub features: Vec<f32>,
}

/// The names of the features.
pub const FEATURES: &[&str] = &lineage::FEATURES;

/// All choices of the families of a pile.
#[must_use]
pub fn choices(pile: &[Member<'_>], config: &Config) -> Vec<Choice> {
    let plan = Plan::new(pile.iter().map(|&member| Sketch::of(member)).collect(), config);
    let (mut found, mut families_before) = (Vec::new(), 0);
    for part in 0..plan.n_parts() {
        let held = plan.members(part).iter().filter_map(|&at| pile.get(at as usize).copied());
        let pile = plan.pile(part, &held.collect::<Vec<_>>(), config);
        let grouping = families::group(&pile);
        let inserted = interpolations::find(&pile, &grouping);
        for (family, bodies) in (families_before..).zip(&grouping.families) {
            lineage::choices(
                &pile,
                bodies,
                &grouping,
                &inserted,
                |copy, source, (wire, sign), features| {
                    let features = features.to_vec();
                    found.push(Choice { family, copy, source, wire, sign, features });
                },
            );
        }
        families_before += grouping.families.len();
    }
    found
}

/// Two texts that were aligned.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// Of the documents that have the first body, the first.
    pub a: DocumentId,
    /// Of the second.
    pub b: DocumentId,
    /// The decision.
    pub verdict: crate::Verdict,
    /// What is known of the two.
    pub facts: Vec<f32>,
    pub passages: Vec<[usize; 5]>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    pub holders: Vec<DocumentId>,
    pub telling: Vec<(u32, f32)>,
    pub n: usize,
}

/// All pairs of a pile that were aligned.
#[must_use]
pub fn compared(pile: &[Member<'_>], config: &Config) -> (Vec<Compared>, Vec<Told>) {
    let plan = Plan::new(pile.iter().map(|&member| Sketch::of(member)).collect(), config);
    let mut found = Vec::new();
    let mut told = Vec::new();
    for part in 0..plan.n_parts() {
        let held = plan.members(part).iter().filter_map(|&at| pile.get(at as usize).copied());
        let members = held.collect::<Vec<_>>();
        let imprints = &plan.parts[part].bodies.imprints;
        let pile = plan.pile(part, &members, config);
        for &((a, b), ref comparison) in &pile.compared {
            let id = |body: usize| pile.members[pile.holders[body][0]].document.id.clone();
            found.push(Compared {
                a: id(a),
                b: id(b),
                verdict: comparison.verdict,
                passages: comparison.passages().into_iter().map(|p| [p.a.start, p.a.end, p.b.start, p.b.end, p.equal]).collect(),
                facts: crate::compare::facts(&pile.bodies[a], &pile.bodies[b], comparison, (imprints[a], imprints[b])),
            });
        }
        for (body, holders) in pile.bodies.iter().zip(&pile.holders) {
            let mut telling: Vec<(u32, f32)> = (0..body.ids.len()).filter(|&at| !body.number(at)).map(|at| body.ids[at]).map(|id| (id, crate::rareness::rareness(id))).filter(|x| x.1 >= 3.0).collect();
            telling.sort_by_key(|x| x.0);
            telling.dedup_by_key(|x| x.0);
            told.push(Told { holders: holders.iter().map(|&h| pile.members[h].document.id.clone()).collect(), telling, n: body.ids.len() });
        }
    }
    (found, told)
}
