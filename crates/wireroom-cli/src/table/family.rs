//! A family's lineage as a small tree: ● a text of the pile, ○ an exemplar that nobody gave us.

use super::names::Names;
use super::paper::{Paper, Style};
use std::collections::{BTreeMap, HashSet};
use std::io;
use wireroom_wire::{Evidence, Exemplar, Family, Witness};

/// Reasons shown beside a witness or an exemplar.
const REASONS: usize = 2;

/// Depth after which the tree is no longer indented.
const DEEPEST: usize = 12;

/// The family, `indent` columns in. A family of one is a line.
pub(crate) fn family_block(
    names: &Names<'_>,
    family: &Family,
    indent: usize,
    paper: &mut Paper<'_>,
) -> io::Result<()> {
    if let ([only], []) = (family.witnesses.as_slice(), family.exemplars.as_slice()) {
        return paper.hang(indent, "● ", Style::Plain, &names.line(&only.document));
    }
    let tree = Tree::of(family);
    let mut seen: HashSet<&str> = HashSet::new();
    // Depth first, by an explicit stack: a lineage may be as long as the pile. A lineage that
    // runs in a circle, which no stage gives, is entered at its first witness.
    let mut stack = Vec::new();
    let everything = family.witnesses.iter().map(|w| w.document.as_str());
    for root in tree.roots.iter().copied().chain(everything) {
        stack.push((root, Vec::new()));
        while let Some((id, trail)) = stack.pop() {
            if !seen.insert(id) {
                continue;
            }
            let children = tree.children.get(id).map_or(&[][..], Vec::as_slice);
            node(names, &tree, id, &trail, !children.is_empty(), indent, paper)?;
            for (at, &child) in children.iter().enumerate().rev() {
                let mut trail: Vec<bool> = trail.clone();
                if trail.len() < DEEPEST {
                    trail.push(at + 1 == children.len());
                }
                stack.push((child, trail));
            }
        }
    }
    Ok(())
}

struct Tree<'a> {
    witnesses: BTreeMap<&'a str, &'a Witness>,
    /// By id; a held exemplar under its document's id.
    exemplars: BTreeMap<&'a str, &'a Exemplar>,
    children: BTreeMap<&'a str, Vec<&'a str>>,
    roots: Vec<&'a str>,
}

impl<'a> Tree<'a> {
    fn of(family: &'a Family) -> Self {
        let stands_for = |id: &'a str| {
            let exemplar = family.exemplars.iter().find(|exemplar| exemplar.id == id);
            exemplar.and_then(|exemplar| exemplar.held.as_deref()).unwrap_or(id)
        };
        let mut tree = Self {
            witnesses: family.witnesses.iter().map(|w| (w.document.as_str(), w)).collect(),
            exemplars: family.exemplars.iter().map(|x| (stands_for(&x.id), x)).collect(),
            children: BTreeMap::new(),
            roots: Vec::new(),
        };
        for exemplar in &family.exemplars {
            if exemplar.held.is_none() {
                tree.roots.push(&exemplar.id);
            }
        }
        for witness in &family.witnesses {
            let id = witness.document.as_str();
            match witness.parent.as_deref().map(stands_for) {
                Some(parent) => tree.children.entry(parent).or_default().push(id),
                None => tree.roots.push(id),
            }
        }
        tree
    }
}

fn node(
    names: &Names<'_>,
    tree: &Tree<'_>,
    id: &str,
    trail: &[bool],
    has_children: bool,
    indent: usize,
    paper: &mut Paper<'_>,
) -> io::Result<()> {
    let (mut lead, mut rest) = (String::new(), String::new());
    for (depth, &last) in trail.iter().enumerate() {
        let here = depth + 1 == trail.len();
        lead.push_str(match (here, last) {
            (true, true) => "└─ ",
            (true, false) => "├─ ",
            (false, true) => "   ",
            (false, false) => "│  ",
        });
        rest.push_str(if last { "   " } else { "│  " });
    }
    rest.push_str(if has_children { "│ " } else { "  " });
    if let Some(witness) = tree.witnesses.get(id) {
        lead.push_str("● ");
        paper.tree(indent, &lead, &rest, Style::Plain, &names.line(id))?;
        if let Some(relation) = &witness.relation {
            let share = (witness.share * 100.0).round();
            let text = format!(
                "{relation}, {share}% from the family's text{}",
                reasons(&witness.evidence)
            );
            paper.tree(indent, &rest, &rest, Style::Dim, &text)?;
        } else if let Some(exemplar) = tree.exemplars.get(id) {
            let text = format!("{}{}", exemplar.label, reasons(&exemplar.evidence));
            paper.tree(indent, &rest, &rest, Style::Dim, &text)?;
        }
    } else if let Some(exemplar) = tree.exemplars.get(id) {
        lead.push_str("○ ");
        let text = format!("{}{}", exemplar.label, reasons(&exemplar.evidence));
        paper.tree(indent, &lead, &rest, Style::Plain, &text)?;
    }
    Ok(())
}

fn reasons(evidence: &[Evidence]) -> String {
    let shown: Vec<&str> = evidence.iter().take(REASONS).map(|one| one.what.as_str()).collect();
    if shown.is_empty() { String::new() } else { format!(": {}", shown.join("; ")) }
}
