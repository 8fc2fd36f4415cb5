//! Who was copied from whom.
use wireroom_model::{DocumentId, Family, FamilyId, Interpolation, Witness};

use crate::families::Grouping;
use crate::pile::Pile;

pub(crate) fn families(
    pile: &Pile<'_>,
    grouping: &Grouping,
    _inserted: &[Interpolation],
) -> Vec<Family> {
    let one = |bodies: &Vec<usize>| {
        let mut ids: Vec<&DocumentId> = bodies
            .iter()
            .filter_map(|&body| pile.holders.get(body))
            .flatten()
            .filter_map(|&member| pile.members.get(member))
            .map(|member| &member.document.id)
            .collect();
        ids.sort();
        let parts: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
        Family {
            id: FamilyId::derive(&parts),
            witnesses: ids
                .into_iter()
                .map(|document| Witness {
                    document: document.clone(),
                    parent: None,
                    relation: None,
                    share: 1.0,
                    evidence: Vec::new(),
                })
                .collect(),
            exemplars: Vec::new(),
        }
    };
    grouping.families.iter().map(one).collect()
}
