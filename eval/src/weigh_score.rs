//! The figures of the test set `eval/weigh`, on plain data.
//!
//! A [`Scene`] holds what the reader wrote down and what the program found, both as passages of
//! numbered documents. Passages are matched where they share at least half of the shorter one's
//! bytes. The rules:
//!
//! * **claims**, by pairs of passages of different families: a pair of one claim of the reader is
//!   found when two statements that carry it are in one claim of ours. Two of our statements in one
//!   claim that both carry passages of the reader's claims are a right pair when they have a claim
//!   in common and a false one when they have none, or when the pair is listed as not the same.
//! * **origins**, by the claim of ours that holds most of the reader's passages: each mouth of it
//!   is right or false; a mouth under two ids is right once. A claim of which nothing was found has
//!   lost its origins.
//! * **differences**: found when two sides of one of ours lie on contradicting sides of the
//!   reader's. One shown is judged when two of its sides lie on passages that the reader knows.

use crate::measure::{Counts, Range};
use std::collections::{BTreeMap, BTreeSet};

/// A passage of a document, in pieces of its text as received.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Passage {
    /// Which document.
    pub document: usize,
    /// Where, in bytes.
    pub pieces: Vec<Range>,
}

impl Passage {
    /// Whether the two share at least half of the shorter one's bytes.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let length = |of: &Self| of.pieces.iter().map(|(from, to)| to - from).sum::<usize>();
        let shared = self.shared(other);
        shared > 0 && shared * 2 >= length(self).min(length(other))
    }

    fn shared(&self, other: &Self) -> usize {
        if self.document != other.document {
            return 0;
        }
        let both = self.pieces.iter().flat_map(|a| other.pieces.iter().map(move |b| (a, b)));
        both.map(|(a, b)| a.1.min(b.1).saturating_sub(a.0.max(b.0))).sum()
    }
}

/// Whose mouth a passage goes back to, in the reader's list of mouths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mouth {
    /// The outlet's own word.
    Own,
    /// One of the reader's.
    Known(usize),
    /// Somebody whom the reader does not list.
    Other,
}

/// Witnesses, accounts, origins, and how many origins may be others of them.
pub type Numbers = [usize; 4];

/// A claim, the reader's or ours.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Claim {
    /// Its counts.
    pub numbers: Numbers,
    /// Its mouths; one of ours stands here once for each id.
    pub mouths: Vec<Mouth>,
}

/// A passage that a claim of the reader (`claim` is always there), or one of ours, rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Where.
    pub passage: Passage,
    /// Which claim.
    pub claim: Option<usize>,
    /// Whose mouth.
    pub mouth: Mouth,
}

/// A difference: its sides, each with the passages that stand for it. A silent side of ours has
/// its document in `silent`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Difference {
    /// The passages of each side.
    pub sides: Vec<Vec<Passage>>,
    /// The documents that are silent; none in a contradiction.
    pub silent: Vec<usize>,
}

/// What the reader wrote down and what was found.
#[derive(Debug, Clone, Default)]
pub struct Scene {
    /// The family of each document, by the reader.
    pub family: Vec<usize>,
    /// The account of each document, by the reader.
    pub account: Vec<usize>,
    /// The reader's claims.
    pub gold: Vec<Claim>,
    /// Their passages.
    pub supports: Vec<Said>,
    /// Pairs of passages that are not the same.
    pub unlike: Vec<(Passage, Passage)>,
    /// The reader's differences.
    pub differences: Vec<Difference>,
    /// Other passages that the reader knows.
    pub known: Vec<Passage>,
    /// Our claims.
    pub found: Vec<Claim>,
    /// Our statements.
    pub said: Vec<Said>,
    /// Our differences.
    pub shown: Vec<Difference>,
}

/// What went wrong, by indices into the lists of the scene.
#[derive(Debug, Clone, PartialEq)]
pub enum Miss {
    /// Two supports of one claim that are in no claim of ours together.
    Apart(usize, usize),
    /// Two statements that are in one claim of ours and assert different things.
    Joined(usize, usize),
    /// A support and the statement that gives it another mouth.
    Mouth(usize, usize),
    /// A support that no statement carries.
    Unsaid(usize),
    /// A claim and ours, with other mouths.
    Mouths(usize, usize),
    /// A claim and ours, with other counts.
    Numbers(usize, usize),
    /// A difference that was not found.
    Unseen(usize),
    /// A difference that is none.
    Wrong(usize),
}

/// The figures, which add up over scenes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Score {
    /// Pairs of passages.
    pub claims: Counts,
    /// Pairs of our statements in one claim, of different families, that the reader says nothing on.
    pub unjudged_pairs: usize,
    /// Mouths, claim by claim.
    pub origins: Counts,
    /// Claims with just the right mouths, and claims.
    pub exact: (usize, usize),
    /// Passages given to the right mouth, and passages.
    pub mouths: (usize, usize),
    /// Claims with the right witnesses; accounts; origins; perhaps; the first three at once.
    pub numbers: [usize; 5],
    /// Contradictions: of those shown the judged ones.
    pub differences: Counts,
    /// Contradictions shown that the reader says nothing on.
    pub unjudged_differences: usize,
    /// Silences: right, wrong, and those that the reader says nothing on.
    pub silences: [usize; 3],
}

impl Scene {
    /// Whether two passages are set against each other by the reader; `None` where the reader says
    /// nothing on one of them.
    #[must_use]
    pub fn contradict(&self, sides: &[Passage; 2]) -> Option<bool> {
        let shown = Difference {
            sides: sides.iter().map(|side| vec![side.clone()]).collect(),
            silent: Vec::new(),
        };
        if self.differences.iter().any(|gold| shown.is(gold)) {
            return Some(true);
        }
        sides.iter().all(|side| self.knows(side)).then_some(false)
    }

    /// Whether the reader knows a passage.
    fn knows(&self, passage: &Passage) -> bool {
        let sides = self.differences.iter().flat_map(|one| one.sides.iter().flatten());
        let supports = self.supports.iter().map(|support| &support.passage);
        sides.chain(supports).chain(&self.known).any(|known| known.meets(passage))
    }
}

impl Score {
    /// The figures of a scene, added to those so far; what went wrong is given.
    pub fn add(&mut self, scene: &Scene) -> Vec<Miss> {
        let tags = Tags::of(scene);
        let mut missed = self.add_pairs(scene, &tags);
        missed.extend(self.add_claims(scene, &tags));
        missed.extend(self.add_differences(scene));
        missed
    }

    fn add_pairs(&mut self, scene: &Scene, tags: &Tags) -> Vec<Miss> {
        let mut missed = Vec::new();
        let family = |passage: &Passage| scene.family[passage.document];
        for (at, a) in scene.supports.iter().enumerate() {
            for (to, b) in scene.supports.iter().enumerate().skip(at + 1) {
                if a.claim != b.claim || family(&a.passage) == family(&b.passage) {
                    continue;
                }
                let held = |carriers: &[usize]| -> BTreeSet<usize> {
                    carriers.iter().filter_map(|&said| scene.said[said].claim).collect()
                };
                let joined = !held(&tags.carriers[at]).is_disjoint(&held(&tags.carriers[to]));
                self.claims.add(0, 0, usize::from(joined), 1);
                if !joined {
                    missed.push(Miss::Apart(at, to));
                }
            }
        }
        let mut members = BTreeMap::<usize, Vec<usize>>::new();
        for (at, said) in scene.said.iter().enumerate() {
            if let Some(claim) = said.claim {
                members.entry(claim).or_default().push(at);
            }
        }
        for claim in members.values() {
            for (i, &x) in claim.iter().enumerate() {
                for &y in &claim[i + 1..] {
                    let across = family(&scene.said[x].passage) != family(&scene.said[y].passage);
                    match tags.alike(scene, x, y) {
                        Some(true) if across => self.claims.add(1, 1, 0, 0),
                        Some(false) => {
                            self.claims.add(0, 1, 0, 0);
                            missed.push(Miss::Joined(x, y));
                        }
                        None if across => self.unjudged_pairs += 1,
                        _ => {}
                    }
                }
            }
        }
        missed
    }

    fn add_claims(&mut self, scene: &Scene, tags: &Tags) -> Vec<Miss> {
        let mut missed = Vec::new();
        for (at, support) in scene.supports.iter().enumerate() {
            self.mouths.1 += 1;
            let shared = |&&said: &&usize| scene.said[said].passage.shared(&support.passage);
            match tags.carriers[at].iter().max_by_key(shared) {
                None => missed.push(Miss::Unsaid(at)),
                Some(&said) if scene.said[said].mouth == support.mouth => self.mouths.0 += 1,
                Some(&said) => missed.push(Miss::Mouth(at, said)),
            }
        }
        for (claim, gold) in scene.gold.iter().enumerate() {
            self.exact.1 += 1;
            self.origins.add(0, 0, 0, gold.mouths.len());
            let Some(best) = tags.best(scene, claim) else { continue };
            let found = &scene.found[best];
            let wanted: BTreeSet<Mouth> = gold.mouths.iter().copied().collect();
            let given: BTreeSet<Mouth> = found.mouths.iter().copied().collect();
            let hits = wanted.intersection(&given).count();
            self.origins.add(hits, found.mouths.len(), hits, 0);
            if wanted == given && found.mouths.len() == wanted.len() {
                self.exact.0 += 1;
            } else {
                missed.push(Miss::Mouths(claim, best));
            }
            let right = [0, 1, 2, 3].map(|at| gold.numbers[at] == found.numbers[at]);
            for (count, right) in self.numbers.iter_mut().zip(right) {
                *count += usize::from(right);
            }
            let all = right[..3].iter().all(|&right| right);
            self.numbers[4] += usize::from(all);
            if !all || !right[3] {
                missed.push(Miss::Numbers(claim, best));
            }
        }
        missed
    }

    fn add_differences(&mut self, scene: &Scene) -> Vec<Miss> {
        let mut missed = Vec::new();
        for (at, gold) in scene.differences.iter().enumerate() {
            let found = scene.shown.iter().any(|shown| shown.is(gold));
            self.differences.add(0, 0, usize::from(found), 1);
            if !found {
                missed.push(Miss::Unseen(at));
            }
        }
        for (at, shown) in scene.shown.iter().enumerate() {
            if !shown.silent.is_empty() {
                self.silences[silence(scene, shown)] += 1;
            } else if scene.differences.iter().any(|gold| shown.is(gold)) {
                self.differences.add(1, 1, 0, 0);
            } else if shown.sides.iter().flatten().filter(|side| scene.knows(side)).count() >= 2 {
                self.differences.add(0, 1, 0, 0);
                missed.push(Miss::Wrong(at));
            } else {
                self.unjudged_differences += 1;
            }
        }
        missed
    }
}

impl Difference {
    /// Whether two sides of this one lie on two different sides of `gold`.
    fn is(&self, gold: &Self) -> bool {
        let on = |side: &[Passage]| -> BTreeSet<usize> {
            let lies = |there: &[Passage]| side.iter().any(|a| there.iter().any(|b| a.meets(b)));
            (0..gold.sides.len()).filter(|&at| lies(&gold.sides[at])).collect()
        };
        let mine: Vec<BTreeSet<usize>> = self.sides.iter().map(|side| on(side)).collect();
        mine.iter().enumerate().any(|(at, a)| {
            mine[at + 1..].iter().any(|b| a.iter().any(|x| b.iter().any(|y| x != y)))
        })
    }
}

/// 0: the silent accounts carry no claim that the passage told carries; 1: one does; 2: the reader
/// says nothing on the passage.
fn silence(scene: &Scene, shown: &Difference) -> usize {
    let told: BTreeSet<usize> = scene
        .supports
        .iter()
        .filter(|support| shown.sides.iter().flatten().any(|side| side.meets(&support.passage)))
        .filter_map(|support| support.claim)
        .collect();
    if told.is_empty() {
        return 2;
    }
    let silent: BTreeSet<usize> = shown.silent.iter().map(|&at| scene.account[at]).collect();
    let speaks = scene.supports.iter().any(|support| {
        support.claim.is_some_and(|claim| told.contains(&claim))
            && silent.contains(&scene.account[support.passage.document])
    });
    usize::from(speaks)
}

/// Which statements carry which supports.
struct Tags {
    /// The statements that carry each support.
    carriers: Vec<Vec<usize>>,
    /// The reader's claims that each statement carries passages of.
    claims: Vec<BTreeSet<usize>>,
    /// The pairs of statements that carry passages listed as not the same.
    unlike: BTreeSet<(usize, usize)>,
}

impl Tags {
    fn of(scene: &Scene) -> Self {
        let carriers = |passage: &Passage| -> Vec<usize> {
            (0..scene.said.len()).filter(|&at| scene.said[at].passage.meets(passage)).collect()
        };
        let mut tags = Self {
            carriers: scene.supports.iter().map(|support| carriers(&support.passage)).collect(),
            claims: vec![BTreeSet::new(); scene.said.len()],
            unlike: BTreeSet::new(),
        };
        for (support, carriers) in scene.supports.iter().zip(&tags.carriers) {
            for &said in carriers {
                tags.claims[said].extend(support.claim);
            }
        }
        for (a, b) in &scene.unlike {
            for &x in &carriers(a) {
                let pairs = carriers(b).into_iter().filter(|&y| x != y);
                tags.unlike.extend(pairs.map(|y| (x.min(y), x.max(y))));
            }
        }
        tags
    }

    /// Whether two statements assert the same, as far as the reader says.
    fn alike(&self, scene: &Scene, x: usize, y: usize) -> Option<bool> {
        if !self.claims[x].is_disjoint(&self.claims[y]) {
            return Some(true);
        }
        if self.unlike.contains(&(x.min(y), x.max(y))) {
            return Some(false);
        }
        let told = !self.claims[x].is_empty() && !self.claims[y].is_empty();
        let apart = scene.said[x].passage.document != scene.said[y].passage.document;
        (told && apart).then_some(false)
    }

    /// The claim of ours that holds most of a claim's passages; of like ones the smaller.
    fn best(&self, scene: &Scene, claim: usize) -> Option<usize> {
        let mut held = BTreeMap::<usize, BTreeSet<usize>>::new();
        for (at, support) in scene.supports.iter().enumerate() {
            if support.claim == Some(claim) {
                for found in self.carriers[at].iter().filter_map(|&said| scene.said[said].claim) {
                    held.entry(found).or_default().insert(at);
                }
            }
        }
        let size = |found: usize| scene.said.iter().filter(|s| s.claim == Some(found)).count();
        let ranked = held.iter().map(|(&found, held)| {
            (held.len(), std::cmp::Reverse(size(found)), std::cmp::Reverse(found))
        });
        ranked.max().map(|(_, _, std::cmp::Reverse(found))| found)
    }
}
