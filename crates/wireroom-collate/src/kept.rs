//! A plan that an index is made of: what it gives of each text besides the families.

use std::io;

use wireroom_model::DocumentId;

use crate::candidates::{Partners, Samples, n_shares, postings};
use crate::compare::Verdict;
use crate::entry::{Entry, digests, number};
use crate::held::damaged;
use crate::pile::Pile;
use crate::plan::{ordered, root};
use crate::sketch::Sketch;
use crate::{Collation, Config, Member, Plan, families};

/// What a plan keeps of its texts where an index is made of it.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) texts: Vec<Text>,
    pub(crate) samples: Samples,
    pub(crate) partners: Partners,
}

/// What a sketch says of a text besides its shingles.
#[derive(Debug)]
pub(crate) struct Text {
    number: u64,
    imprint: u64,
    body: u128,
    /// It keeps to itself, whoever has the same words.
    alone: bool,
}

impl Text {
    pub(crate) fn of(sketch: &Sketch, alone: bool) -> Self {
        Self {
            number: number(&sketch.document).unwrap_or_default(),
            imprint: sketch.imprint,
            body: sketch.body,
            alone,
        }
    }
}

/// What an index is to hold of the texts of a part, as [`Edits`](crate::Edits) has it.
#[derive(Debug, Clone, Default)]
pub struct Entries {
    /// What is held of each text. Sorted.
    pub entries: Vec<(u64, Vec<u8>)>,
    /// The text that has a body.
    pub bodies: Vec<(u128, u64)>,
}

impl Plan {
    /// A plan as [`Plan::new`] makes it, of which an index can be made.
    ///
    /// # Errors
    /// When the id of a document was not derived ([`number`]): an index cannot hold it.
    pub fn kept(sketches: Vec<Sketch>, config: &Config) -> io::Result<Self> {
        if sketches.iter().any(|sketch| number(&sketch.document).is_none()) {
            return Err(damaged("an index holds only documents whose ids were derived"));
        }
        Ok(Self::of(sketches, config, true))
    }

    /// Collates a part, as [`Plan::collate`] does, and says what an index is to hold of its texts:
    /// nothing where the plan was not made for one.
    #[must_use]
    pub fn collate_kept(
        &self,
        part: usize,
        members: &[Member<'_>],
        config: &Config,
    ) -> (Collation, Entries) {
        let pile = self.pile(part, members, config);
        let found = families::collate(&pile);
        let entries = self.entries(part, &pile, &found).unwrap_or_default();
        (found, entries)
    }

    fn entries(&self, part: usize, pile: &Pile<'_>, found: &Collation) -> Option<Entries> {
        let (kept, part) = (self.kept.as_ref()?, self.parts.get(part)?);
        let digests = component_digests(pile, found);
        let number_of = |body: usize| kept.texts.get(body).map_or(0, |text| text.number);
        let mut out = Entries::default();
        for (local, &planned) in part.planned.iter().enumerate() {
            let text = kept.texts.get(planned as usize)?;
            let keys = kept.samples.of(planned).to_vec();
            // A pair that is aligned only because the user links it stands in the links.
            let proposed = |x: u32, y: u32| {
                let partners = kept.partners.of(x as usize);
                partners.iter().any(|&(_, other)| other == y)
            };
            let copies = pile.accepted.get(local).into_iter().flatten();
            let mut copies: Vec<u64> = copies
                .filter_map(|&other| part.planned.get(other).copied())
                .filter(|&other| proposed(planned, other) || proposed(other, planned))
                .map(|other| number_of(other as usize))
                .collect();
            copies.sort_unstable();
            let holders = pile.holders.get(local).into_iter().flatten();
            let entry = Entry {
                holders: holders
                    .filter_map(|&at| number(&pile.members.get(at)?.document.id))
                    .collect(),
                imprint: text.imprint,
                body: text.body,
                alone: text.alone,
                common: keys.iter().map(|&key| self.boilerplate.has(key)).collect(),
                keys,
                partners: kept
                    .partners
                    .of(planned as usize)
                    .iter()
                    .map(|&(shared, other)| (shared, number_of(other as usize)))
                    .collect(),
                copies,
                digest: digests.get(local).copied().unwrap_or_default(),
            };
            out.entries.push((text.number, entry.to_bytes()));
            if !text.alone {
                out.bodies.push((text.body, text.number));
            }
        }
        out.entries.sort_unstable();
        Some(out)
    }

    /// Number of shares that the shingles of the texts are handed over in.
    #[must_use]
    pub fn n_shares(&self) -> usize {
        self.kept.as_ref().map_or(0, |kept| n_shares(&kept.samples))
    }

    /// The shingles of a share and the texts that hold them, sorted; the shares follow one another.
    #[must_use]
    pub fn share(&self, share: usize) -> Vec<(u32, u64)> {
        let Some(kept) = &self.kept else { return Vec::new() };
        let number = |text: u32| kept.texts.get(text as usize).map_or(0, |text| text.number);
        let found = postings(&kept.samples, share).into_iter();
        // Texts are numbered in the order of their ids, so the order stays.
        found.map(|posting| ((posting >> 32) as u32, number(posting as u32))).collect()
    }
}

/// For each body of a pile, the hash of what was found of those that it hangs together with.
pub(crate) fn component_digests(pile: &Pile<'_>, found: &Collation) -> Vec<u64> {
    let mut above: Vec<u32> = (0..pile.bodies.len() as u32).collect();
    let copies = pile.compared.iter().filter(|(_, found)| found.verdict == Verdict::Copy);
    let linked = copies.map(|(pair, _)| *pair).chain(pile.must.iter().copied());
    for (a, b) in linked {
        let (x, y) = (root(&mut above, a as u32), root(&mut above, b as u32));
        let (low, high) = ordered(x, y);
        if let Some(slot) = above.get_mut(high as usize) {
            *slot = low;
        }
    }
    let roots: Vec<usize> =
        (0..pile.bodies.len() as u32).map(|body| root(&mut above, body) as usize).collect();
    let component = |id: &DocumentId| {
        let member = pile.members.binary_search_by(|member| member.document.id.cmp(id)).ok()?;
        roots.get(*pile.body_of.get(member)?).copied()
    };
    let digests = digests(found, roots.len(), component);
    roots.iter().map(|&root| digests.get(root).copied().unwrap_or_default()).collect()
}
