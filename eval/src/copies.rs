//! What a program finds of a generated pile, against what is known of it.
//!
//! * A **pair** of documents is gold if one descends from the other or both descend from one text,
//!   held or withheld: if they are of one family. Recall is the share of gold pairs that are found
//!   in one family, precision the share of pairs found in one family that are gold.
//! * A document can be found in one family only. A merger of two families, and what was copied from
//!   it, counts as of the family that more of it is from; its pairs with the other family are
//!   neither gold nor wrong.
//! * An **edge** is a document and the one it was made from, where both are held. It is *found*
//!   where both are found in one family, and *decided* where the lineage makes one the ancestor of
//!   the other, over any number of steps; its direction is right where that is the one it was made
//!   from. The other edges that are found are *undecided*.
//! * Of an edge that is decided right and whose document hangs on its true parent, the relation is
//!   right if it is the glossary's word for what was done.
//! * **Kin of a withheld exemplar** are pairs of documents made from one text that is not held.
//!   They should be in one family and neither should hang on the other.
//! * A **hard negative** is a pair of documents that look like copies and are none; it is joined
//!   where both are found in one family.

use crate::generate::{Gold, GoldDocument};
use std::collections::{BTreeMap, BTreeSet};

/// What was found of one document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoundDocument {
    /// The number of its family.
    pub family: usize,
    /// The document that it hangs on.
    pub parent: Option<String>,
    /// The glossary's word for how.
    pub relation: Option<String>,
}

/// What was found of a pile, by document id.
pub type Found = BTreeMap<String, FoundDocument>;

/// Edges of one kind, or all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Edges {
    /// All there are.
    pub gold: usize,
    /// In one family.
    pub found: usize,
    /// The lineage has the parent above the child.
    pub right: usize,
    /// The lineage has the child above the parent.
    pub wrong: usize,
    /// The child hangs on its true parent, and the way of copying has a word in the glossary.
    pub related: usize,
    /// That word is given.
    pub relation_right: usize,
}

impl Edges {
    /// Found, but neither above the other.
    #[must_use]
    pub fn undecided(self) -> usize {
        self.found - self.right - self.wrong
    }

    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.right += other.right;
        self.wrong += other.wrong;
        self.related += other.related;
        self.relation_right += other.relation_right;
    }
}

/// How many of how many.
pub type Share = (usize, usize);

/// All figures of one pile.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CopyScore {
    /// Documents that are held.
    pub documents: usize,
    /// Gold pairs.
    pub gold: usize,
    /// Pairs found in one family, but for those that count as neither.
    pub joined: usize,
    /// Those that are gold.
    pub right: usize,
    /// Edges by the generator's word for how the copy was made.
    pub kinds: BTreeMap<String, Edges>,
    /// Edges by the number of copies between the document and its root.
    pub depths: BTreeMap<usize, Edges>,
    /// Kin of a withheld exemplar: found in one family.
    pub kin: Share,
    /// Kin of a withheld exemplar that are found: one hangs on the other.
    pub kin_hung: Share,
    /// Hard negatives by kind: joined.
    pub negatives: BTreeMap<String, Share>,
}

/// A thing that went wrong, for whoever wants to look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// "missed", "direction", "undecided", "relation", "kin", "kin-hung" or "false".
    pub what: &'static str,
    /// The kind of the edge or of the hard negative; "other" for a false pair that is none.
    pub kind: String,
    /// The document that was copied, or one of the two.
    pub a: String,
    /// The copy, or the other.
    pub b: String,
}

impl CopyScore {
    /// All edges together.
    #[must_use]
    pub fn edges(&self) -> Edges {
        let mut sum = Edges::default();
        self.kinds.values().for_each(|edges| sum.add(*edges));
        sum
    }

    /// Adds the figures of another pile.
    pub fn add(&mut self, other: &Self) {
        self.documents += other.documents;
        self.gold += other.gold;
        self.joined += other.joined;
        self.right += other.right;
        for (kind, edges) in &other.kinds {
            self.kinds.entry(kind.clone()).or_default().add(*edges);
        }
        for (&depth, edges) in &other.depths {
            self.depths.entry(depth).or_default().add(*edges);
        }
        let both = |one: &mut Share, other: Share| *one = (one.0 + other.0, one.1 + other.1);
        both(&mut self.kin, other.kin);
        both(&mut self.kin_hung, other.kin_hung);
        for (kind, share) in &other.negatives {
            both(self.negatives.entry(kind.clone()).or_default(), *share);
        }
    }
}

/// Compares; `misses` is told of everything that went wrong.
pub fn score(gold: &Gold, found: &Found, misses: &mut dyn FnMut(Miss)) -> CopyScore {
    let mut score = pairs(gold, found, misses);
    let by_id: BTreeMap<&str, &GoldDocument> =
        gold.documents.iter().map(|document| (document.id.as_str(), document)).collect();
    let mut kin = BTreeMap::<&str, Vec<&str>>::new();
    for document in gold.documents.iter().filter(|document| document.held) {
        for parent in &document.parents {
            let Some(parent) = by_id.get(parent.as_str()) else { continue };
            if !parent.held {
                kin.entry(&parent.id).or_default().push(&document.id);
            } else if parent.family == document.family {
                edge(parent, document, found, &mut score, misses);
            }
        }
    }
    for ids in kin.values() {
        for (at, a) in ids.iter().enumerate() {
            for b in ids.iter().skip(at + 1) {
                withheld(a, b, found, &mut score, misses);
            }
        }
    }
    for pair in &gold.negatives {
        let (joined, all) = score.negatives.entry(pair.kind.clone()).or_default();
        *all += 1;
        if together(found, &pair.a, &pair.b) {
            *joined += 1;
            misses(miss("false", &pair.kind, &pair.a, &pair.b));
        }
    }
    score
}

fn miss(what: &'static str, kind: &str, a: &str, b: &str) -> Miss {
    Miss { what, kind: kind.to_owned(), a: a.to_owned(), b: b.to_owned() }
}

fn together(found: &Found, a: &str, b: &str) -> bool {
    matches!((found.get(a), found.get(b)), (Some(a), Some(b)) if a.family == b.family)
}

/// Whether `above` stands over `below` in the lineage that was found.
fn ancestor(found: &Found, above: &str, below: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut at = below;
    while let Some(parent) = found.get(at).and_then(|document| document.parent.as_deref()) {
        if parent == above {
            return true;
        }
        if !seen.insert(parent) {
            return false;
        }
        at = parent;
    }
    false
}

fn edge(
    parent: &GoldDocument,
    child: &GoldDocument,
    found: &Found,
    score: &mut CopyScore,
    misses: &mut dyn FnMut(Miss),
) {
    let mut edges = Edges { gold: 1, ..Edges::default() };
    let mut note = |what| misses(miss(what, &child.kind, &parent.id, &child.id));
    if !together(found, &parent.id, &child.id) {
        note("missed");
    } else {
        edges.found = 1;
        edges.right = usize::from(ancestor(found, &parent.id, &child.id));
        edges.wrong = usize::from(ancestor(found, &child.id, &parent.id));
        if edges.wrong > 0 {
            note("direction");
        } else if edges.right == 0 {
            note("undecided");
        }
        let hangs = found.get(&child.id).filter(|it| it.parent.as_ref() == Some(&parent.id));
        let main = child.parents.first() == Some(&parent.id);
        if let (Some(hangs), Some(relation), true) = (hangs, &child.relation, main) {
            edges.related = 1;
            edges.relation_right = usize::from(hangs.relation.as_ref() == Some(relation));
            if edges.relation_right == 0 {
                note("relation");
            }
        }
    }
    score.kinds.entry(child.kind.clone()).or_default().add(edges);
    score.depths.entry(child.depth).or_default().add(edges);
}

fn withheld(a: &str, b: &str, found: &Found, score: &mut CopyScore, misses: &mut dyn FnMut(Miss)) {
    score.kin.1 += 1;
    if !together(found, a, b) {
        misses(miss("kin", "withheld", a, b));
        return;
    }
    score.kin.0 += 1;
    score.kin_hung.1 += 1;
    let on = |one: &str, other: &str| {
        found.get(one).and_then(|it| it.parent.as_deref()).is_some_and(|parent| parent == other)
    };
    if on(a, b) || on(b, a) {
        score.kin_hung.0 += 1;
        misses(miss("kin-hung", "withheld", a, b));
    }
}

/// Pairs are counted, not listed: a family of a million has too many.
fn pairs(gold: &Gold, found: &Found, misses: &mut dyn FnMut(Miss)) -> CopyScore {
    let mut families = BTreeMap::<&str, usize>::new();
    // Within a family that was found: how many of each gold family, with one of them.
    let mut cells = BTreeMap::<usize, BTreeMap<&str, Vec<&GoldDocument>>>::new();
    let mut documents = 0;
    for document in gold.documents.iter().filter(|document| document.held) {
        documents += 1;
        *families.entry(&document.family).or_default() += 1;
        if let Some(it) = found.get(&document.id) {
            let cell = cells.entry(it.family).or_default();
            cell.entry(&document.family).or_default().push(document);
        }
    }
    let of = |n: usize| n * n.saturating_sub(1) / 2;
    let mut score = CopyScore { documents, ..CopyScore::default() };
    score.gold = families.values().map(|&n| of(n)).sum();
    for cell in cells.values() {
        score.right += cell.values().map(|members| of(members.len())).sum::<usize>();
        let all: usize = cell.values().map(Vec::len).sum();
        let seconds = cell.values().flatten().filter_map(|document| document.second.as_deref());
        let neither: usize = seconds.map(|second| cell.get(second).map_or(0, Vec::len)).sum();
        score.joined += of(all) - neither;
        let firsts: Vec<&&GoldDocument> = cell.values().filter_map(|all| all.first()).collect();
        for (at, a) in firsts.iter().enumerate().take(20) {
            for b in firsts.iter().skip(at + 1).take(20) {
                let merged = |one: &str, other: &str| {
                    let mut members = cell.get(one).into_iter().flatten();
                    members.any(|document| document.second.as_deref() == Some(other))
                };
                if !merged(&a.family, &b.family) && !merged(&b.family, &a.family) {
                    misses(miss("false", "other", &a.id, &b.id));
                }
            }
        }
    }
    score
}
