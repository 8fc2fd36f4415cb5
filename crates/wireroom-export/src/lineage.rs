//! The lineage of all families as one graph: texts, the exemplars that must have existed, and what
//! was copied from what.

use std::collections::BTreeMap;

use crate::{Material, day, title};

/// A text, held or inferred.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) id: String,
    pub(crate) label: String,
    /// "witness", or "exemplar" for one that nobody gave.
    pub(crate) kind: &'static str,
    pub(crate) family: String,
    pub(crate) outlet: String,
    pub(crate) url: String,
    /// A day, or empty.
    pub(crate) published: String,
    /// How much of its body descends from the family's text; empty for an exemplar.
    pub(crate) share: String,
}

/// A text and one made from it.
#[derive(Debug)]
pub(crate) struct Edge {
    pub(crate) id: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) relation: String,
    /// How sure it is, or empty.
    pub(crate) confidence: String,
}

/// The graph, in the order of the record. An edge leads from a text to one that was made from it.
pub(crate) struct Graph {
    pub(crate) nodes: Vec<Node>,
    pub(crate) edges: Vec<Edge>,
}

impl Graph {
    pub(crate) fn of(material: Material<'_>) -> Self {
        let documents = material.documents_by_id();
        let (mut nodes, mut edges) = (Vec::new(), Vec::new());
        for family in &material.record.families {
            let mut held = BTreeMap::new();
            for exemplar in &family.exemplars {
                match &exemplar.held {
                    Some(document) => {
                        held.insert(exemplar.id.as_str(), document.as_str());
                    }
                    None => nodes.push(Node {
                        id: exemplar.id.clone(),
                        label: exemplar.label.clone(),
                        kind: "exemplar",
                        family: family.id.clone(),
                        outlet: String::new(),
                        url: String::new(),
                        published: String::new(),
                        share: String::new(),
                    }),
                }
            }
            for witness in &family.witnesses {
                let document = documents.get(witness.document.as_str());
                let outlet = document.and_then(|document| document.outlet.clone());
                let name = document.map_or(witness.document.as_str(), |document| title(document));
                let published = document.and_then(|document| document.published.as_ref());
                nodes.push(Node {
                    id: witness.document.clone(),
                    label: match &outlet {
                        Some(outlet) => format!("{outlet}: {name}"),
                        None => name.to_owned(),
                    },
                    kind: "witness",
                    family: family.id.clone(),
                    outlet: outlet.unwrap_or_default(),
                    url: document.and_then(|document| document.url.clone()).unwrap_or_default(),
                    published: published.and_then(|date| day(&date.value)).unwrap_or("").to_owned(),
                    share: witness.share.to_string(),
                });
                if let Some(parent) = &witness.parent {
                    let from =
                        held.get(parent.as_str()).map_or(parent.as_str(), |&document| document);
                    edges.push(Edge {
                        id: format!("{from}-{}", witness.document),
                        from: from.to_owned(),
                        to: witness.document.clone(),
                        relation: witness.relation.clone().unwrap_or_default(),
                        confidence: witness
                            .confidence
                            .map(|value| value.to_string())
                            .unwrap_or_default(),
                    });
                }
            }
        }
        Self { nodes, edges }
    }
}
