//! Which pairs are aligned, and what becomes of who is whose copy.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::rc::Rc;

use super::work::Work;
use crate::Held;
use crate::body::Body;
use crate::candidates::{Boilerplate, PARTNERS, best};
use crate::compare::{Verdict, compare};
use crate::plan::ordered;
use crate::words::body_words;

impl<H: Held> Work<'_, H> {
    /// Brings partners and copies up to date, and says in pairs that are no copies but have changed
    /// who is concerned.
    pub(super) fn settle(&mut self) -> io::Result<Vec<(u64, u64)>> {
        for text in std::mem::take(&mut self.unsettled) {
            let mut found = self.all_partners(text)?;
            best(&mut found);
            self.set_partners(text, found)?;
        }
        let (judged, lost) = self.changed_pairs()?;
        let mut others: Vec<(u64, u64)> = Vec::new();
        for &(a, b) in &lost {
            if !self.set_copy(a, b, false)? {
                others.push((a, b));
            }
        }
        let mut bodies: BTreeMap<u64, Rc<Body>> = BTreeMap::new();
        for &(a, b) in &judged {
            let (one, other) = (self.body(a, &mut bodies)?, self.body(b, &mut bodies)?);
            let imprints = (self.spoken_of(a)?.imprint, self.spoken_of(b)?.imprint);
            let copy = compare(&one, &other, imprints, self.config).verdict == Verdict::Copy;
            if !self.set_copy(a, b, copy)? {
                others.push((a, b));
            }
        }
        Ok(others)
    }

    /// Pairs to align, and pairs that nobody proposes any longer.
    #[allow(clippy::type_complexity, reason = "two sets of pairs")]
    fn changed_pairs(&mut self) -> io::Result<(BTreeSet<(u64, u64)>, BTreeSet<(u64, u64)>)> {
        let (mut judged, mut lost) = (BTreeSet::new(), BTreeSet::new());
        let has = |partners: &[(u32, u64)], text| partners.iter().any(|&(_, other)| other == text);
        let before = std::mem::take(&mut self.before);
        for (&text, held) in &before {
            let partners = self.spoken_of(text)?.partners.clone();
            for &(_, other) in &partners {
                if !has(held, other) || self.put_in.contains(&other) {
                    judged.insert(ordered(text, other));
                }
            }
            for &(_, other) in held.iter().filter(|(_, other)| !has(&partners, *other)) {
                let there = self.entry(other)?;
                if there.is_some_and(|there| !has(&there.partners, text)) {
                    lost.insert(ordered(text, other));
                }
            }
            // Whether it has any decides whether its words are read at all.
            if held.is_empty() != partners.is_empty() && self.spoken_of(text)?.holders.len() > 1 {
                self.dirty.insert(text);
            }
        }
        for text in self.marked.clone() {
            let partners = self.spoken_of(text)?.partners.clone();
            judged.extend(partners.iter().map(|&(_, other)| ordered(text, other)));
            if partners.len() == PARTNERS {
                for (_, other) in self.all_partners(text)? {
                    if has(&self.spoken_of(other)?.partners, text) {
                        judged.insert(ordered(text, other));
                    }
                }
            }
        }
        Ok((judged, lost))
    }

    /// Says whether two texts are copies. What was said before and is now is set down, and whether that
    /// concerns them is given: not where they are no copies and were none.
    fn set_copy(&mut self, a: u64, b: u64, copy: bool) -> io::Result<bool> {
        let was = self.spoken_of(a)?.copies.binary_search(&b).is_ok();
        for (one, other) in [(a, b), (b, a)] {
            if was != copy {
                let copies = &mut self.entry_mut(one)?.copies;
                match copies.binary_search(&other) {
                    Ok(at) if !copy => {
                        copies.remove(at);
                    }
                    Err(at) if copy => copies.insert(at, other),
                    _ => {}
                }
            }
        }
        if was || copy {
            self.dirty.extend([a, b]);
        }
        Ok(was || copy)
    }

    /// The words of a text, with its boilerplate marked.
    fn body(&mut self, text: u64, read: &mut BTreeMap<u64, Rc<Body>>) -> io::Result<Rc<Body>> {
        if let Some(known) = read.get(&text) {
            return Ok(known.clone());
        }
        let held = self.document(text)?;
        let mut body = Body::new(&body_words(&held.1));
        body.mark(&Boilerplate::new(self.boilerplate_of(text)?));
        let body = Rc::new(body);
        read.insert(text, body.clone());
        Ok(body)
    }

    /// The boilerplate that stands in a text.
    pub(super) fn boilerplate_of(&mut self, text: u64) -> io::Result<Vec<u32>> {
        let entry = self.spoken_of(text)?;
        let keys = entry.keys.iter().zip(&entry.common);
        Ok(keys.filter(|(_, common)| **common).map(|(key, _)| *key).collect())
    }
}
