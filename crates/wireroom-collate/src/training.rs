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
