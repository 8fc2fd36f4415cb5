//! A family's tree in the order that it is drawn: a text, then what was made from it.

use super::parts::document;
use super::text::{brief, grouped};
use crate::ask::address;
use crate::index::Index;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};
use wireroom_wire::{Exemplar, Family, Witness};

/// Nodes shown where the tree stands among other things.
const SHOWN: usize = 40;
/// Steps to the right at most.
const DEEPEST: usize = 6;

/// One text of a family's tree.
#[derive(Debug)]
pub(crate) struct Node<'a> {
    /// The document; `None` for a text that is not held.
    pub(crate) witness: Option<&'a Witness>,
    pub(crate) exemplar: Option<&'a Exemplar>,
    pub(crate) depth: usize,
    /// Index of the text it was made from.
    pub(crate) parent: Option<usize>,
}

/// All texts of a family, each behind the one it was made from.
pub(crate) fn nodes(family: &Family) -> Vec<Node<'_>> {
    let held: BTreeMap<&str, &str> = family
        .exemplars
        .iter()
        .filter_map(|it| Some((it.id.as_str(), it.held.as_deref()?)))
        .collect();
    let stands_for = |id: &'_ str| -> String { held.get(id).map_or(id, |doc| *doc).to_owned() };
    let witnesses: BTreeMap<&str, &Witness> =
        family.witnesses.iter().map(|it| (it.document.as_str(), it)).collect();
    let exemplars: BTreeMap<&str, &Exemplar> =
        family.exemplars.iter().map(|it| (it.held.as_deref().unwrap_or(&it.id), it)).collect();
    let mut children: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut roots: Vec<&str> = Vec::new();
    roots.extend(family.exemplars.iter().filter(|it| it.held.is_none()).map(|it| it.id.as_str()));
    for witness in &family.witnesses {
        match &witness.parent {
            Some(parent) => children.entry(stands_for(parent)).or_default().push(&witness.document),
            None => roots.push(&witness.document),
        }
    }
    let mut out: Vec<Node<'_>> = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let everyone = family.witnesses.iter().map(|it| it.document.as_str());
    // Whoever hangs on nothing that is drawn stands alone, so that none is missing.
    for root in roots.into_iter().chain(everyone) {
        let mut stack = vec![(root, 0, None)];
        while let Some((id, depth, parent)) = stack.pop() {
            if !seen.insert(id) {
                continue;
            }
            let at = out.len();
            let witness = witnesses.get(id).copied();
            out.push(Node { witness, exemplar: exemplars.get(id).copied(), depth, parent });
            let below = children.get(id).map_or(&[][..], Vec::as_slice);
            stack.extend(below.iter().rev().map(|&child| (child, depth + 1, Some(at))));
        }
    }
    out
}

/// The tree as a list, readable at any width.
pub(crate) fn tree(index: &Index, family: &Family) -> Markup {
    let nodes = nodes(family);
    html! {
        ul.tree {
            @for node in nodes.iter().take(SHOWN) {
                li class=(format!("d{}", node.depth.min(DEEPEST))) {
                    @match (node.witness, node.exemplar) {
                        (Some(witness), _) => {
                            span.held aria-hidden="true" { "●" } " " (document(index, &witness.document))
                            @if let Some(relation) = &witness.relation {
                                " " span.tag { (relation) } " " span.basis { (share(witness.share)) " from the family's text" }
                            }
                        }
                        (None, Some(exemplar)) => { span.inferred aria-label="not held" { "○" } " " (brief(&exemplar.label, 120)) }
                        (None, None) => {}
                    }
                }
            }
        }
        @if nodes.len() > SHOWN {
            p { a href=(address("families", &family.id)) { "and " (grouped(nodes.len() - SHOWN)) " more" } }
        }
    }
}

/// 0.912 is 91%.
pub(crate) fn share(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}
