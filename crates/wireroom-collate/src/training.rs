//! What the training program needs: the very features that lineage is decided by. No part of the
//! public interface; it changes without notice.

use wireroom_model::DocumentId;

use crate::lineage;
use crate::pile::Pile;
use crate::{Config, Member, families, interpolations};

/// One witness and another that may be its source, with the features of the two.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Number of the family.
    pub family: usize,
    /// The witness.
    pub copy: DocumentId,
    /// The other.
    pub source: DocumentId,
    /// The features, as [`FEATURES`] names them.
    pub features: Vec<f32>,
}

/// The names of the features.
pub const FEATURES: &[&str] = &lineage::FEATURES;

/// All choices of the families of a pile.
#[must_use]
pub fn choices(pile: &[Member<'_>], config: &Config) -> Vec<Choice> {
    let pile = Pile::new(pile, config);
    let grouping = families::group(&pile);
    let inserted = interpolations::find(&pile, &grouping);
    let mut found = Vec::new();
    for (family, bodies) in grouping.families.iter().enumerate() {
        lineage::choices(&pile, bodies, &grouping, &inserted, |copy, source, features| {
            found.push(Choice { family, copy, source, features: features.to_vec() });
        });
    }
    found
}
