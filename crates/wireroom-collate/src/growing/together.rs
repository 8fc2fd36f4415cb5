//! What hangs together by copies, collated anew.

use std::collections::{BTreeSet, VecDeque};
use std::io;
use std::rc::Rc;

use wireroom_model::{Document, Text};

use super::Growth;
use super::work::Work;
use crate::candidates::Boilerplate;
use crate::entry::number;
use crate::kept::component_digests;
use crate::pile::Pile;
use crate::plan::{ordered, sorted};
use crate::steps::{Links, Tied, part_of};
use crate::{Collation, Held, Member, families};

impl<H: Held> Work<'_, H> {
    /// Collates what has changed.
    pub(super) fn finish(mut self) -> io::Result<Growth> {
        let others = self.settle()?;
        let links = self.links()?;
        let joined = |work: &mut Self, text: u64| -> io::Result<bool> {
            Ok(links.contains_key(&text) || !work.spoken_of(text)?.copies.is_empty())
        };
        for text in std::mem::take(&mut self.marked) {
            if self.spoken_of(text)?.holders.len() > 1 || joined(&mut self, text)? {
                self.dirty.insert(text);
            }
        }
        for (a, b) in others {
            // A pair that is no copy concerns two that others join.
            if !self.dirty.contains(&a) && joined(&mut self, a)? && joined(&mut self, b)? {
                let together = self.component(a, &links)?;
                if together.contains(&b) {
                    self.dirty.insert(a);
                }
            }
        }
        let (mut parts, mut documents) = (Vec::new(), Vec::new());
        let mut done: BTreeSet<u64> = BTreeSet::new();
        for text in self.dirty.clone() {
            if done.contains(&text) {
                continue;
            }
            let together = self.component(text, &links)?;
            done.extend(&together);
            if let Some((found, members)) = self.collate(&together, &links)? {
                parts.push(found);
                documents.extend(members);
            }
        }
        let edits = self.edits();
        drop(self);
        let own = |held: Rc<(Document, Text)>| {
            Rc::try_unwrap(held).unwrap_or_else(|held| (*held).clone())
        };
        let mut documents: Vec<(Document, Text)> = documents.into_iter().map(own).collect();
        documents.sort_by(|(x, _), (y, _)| x.id.cmp(&y.id));
        Ok(Growth { collation: Collation::of_parts(parts), documents, edits })
    }

    /// The texts that the user links.
    fn links(&mut self) -> io::Result<Links> {
        let mut links = Links::new();
        for (a, b) in &self.config.must_link {
            let (Some(a), Some(b)) = (number(a), number(b)) else { continue };
            let (Some(a), Some(b)) = (self.text_of(a)?, self.text_of(b)?) else { continue };
            if a != b {
                links.entry(a).or_default().push(b);
                links.entry(b).or_default().push(a);
            }
        }
        Ok(links)
    }

    /// What hangs together with a text.
    fn component(&mut self, text: u64, links: &Links) -> io::Result<BTreeSet<u64>> {
        let (mut found, mut next) = (BTreeSet::from([text]), VecDeque::from([text]));
        while let Some(at) = next.pop_front() {
            let copies = self.spoken_of(at)?.copies.iter();
            for &other in copies.chain(links.get(&at).into_iter().flatten()) {
                if found.insert(other) {
                    next.push_back(other);
                }
            }
        }
        Ok(found)
    }

    /// Collates texts that hang together. `None` where what comes of it is what was known.
    #[allow(clippy::type_complexity, reason = "what was found, and of whom")]
    fn collate(
        &mut self,
        together: &BTreeSet<u64>,
        links: &Links,
    ) -> io::Result<Option<(Collation, Vec<Rc<(Document, Text)>>)>> {
        let texts: Vec<u64> = together.iter().copied().collect();
        let place = |text: u64| texts.binary_search(&text).ok().map(|at| at as u32);
        let mut tied = Vec::with_capacity(texts.len());
        let mut members: Vec<(u64, u32)> = Vec::new();
        for (at, &text) in (0_u32..).zip(&texts) {
            let common = self.boilerplate_of(text)?;
            let entry = self.spoken_of(text)?;
            members.extend(entry.holders.iter().map(|&holder| (holder, at)));
            let partners = entry.partners.iter().map(|&(_, other)| other).collect();
            tied.push(Tied { text, imprint: entry.imprint, common, partners });
        }
        let mut part = part_of(&tied, links);
        let boilerplate = tied.into_iter().flat_map(|tied| tied.common).collect();
        for (a, b) in &self.config.cannot_link {
            // Whoever is parted keeps to itself: its number is its text's.
            let (a, b) = (number(a).and_then(place), number(b).and_then(place));
            part.cannot.extend(a.zip(b).filter(|(a, b)| a != b).map(|(a, b)| ordered(a, b)));
        }
        part.cannot = sorted(part.cannot);
        members.sort_unstable();
        part.bodies.of = members.iter().map(|&(_, body)| body).collect();
        let mut documents = Vec::with_capacity(members.len());
        for &(document, _) in &members {
            documents.push(self.document(document)?);
        }
        let given: Vec<Member<'_>> =
            documents.iter().map(|held| Member { document: &held.0, text: &held.1 }).collect();
        let pile = Pile::new(&given, &part, &Boilerplate::new(boilerplate), self.config);
        let found = families::collate(&pile);
        let digests = component_digests(&pile, &found);
        drop(pile);
        let mut changed = members.iter().any(|(document, _)| self.given.contains(document));
        for (&text, &digest) in texts.iter().zip(&digests) {
            if self.spoken_of(text)?.digest != digest {
                self.entry_mut(text)?.digest = digest;
                changed = true;
            }
        }
        Ok(changed.then_some((found, documents)))
    }
}
