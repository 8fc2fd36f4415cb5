//! Families.

use super::pile::{Pile, four};
use crate::family::{Evidence, Exemplar, Family, Witness};
use wireroom_model::Node;

pub(super) fn family(pile: &Pile<'_>, family: &wireroom_model::Family) -> Family {
    let evidence = |given: &[wireroom_model::Evidence]| -> Vec<Evidence> {
        given.iter().map(|one| self::evidence(pile, one)).collect()
    };
    Family {
        id: family.id.to_string(),
        witnesses: family
            .witnesses
            .iter()
            .map(|witness| Witness {
                document: witness.document.to_string(),
                parent: witness.parent.as_ref().map(|node| match node {
                    Node::Document(id) => id.to_string(),
                    Node::Exemplar(id) => id.to_string(),
                }),
                relation: witness.relation.map(|relation| relation.as_str().to_owned()),
                confidence: witness.confidence.map(four),
                share: four(witness.share),
                evidence: evidence(&witness.evidence),
            })
            .collect(),
        exemplars: family
            .exemplars
            .iter()
            .map(|exemplar| Exemplar {
                id: exemplar.id.to_string(),
                held: exemplar.held.as_ref().map(ToString::to_string),
                label: exemplar.label.clone(),
                evidence: evidence(&exemplar.evidence),
            })
            .collect(),
    }
}

fn evidence(pile: &Pile<'_>, evidence: &wireroom_model::Evidence) -> Evidence {
    let passage = pile
        .index(&evidence.document)
        .zip(evidence.span)
        .and_then(|(at, span)| pile.passage(at, span));
    let (span, text) = passage.map(|passage| (passage.span, passage.text)).unzip();
    Evidence { what: evidence.what.clone(), document: evidence.document.to_string(), span, text }
}
