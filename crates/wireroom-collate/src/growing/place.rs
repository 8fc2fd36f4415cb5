//! Putting a text in and taking one out: what becomes of the lists of texts that share a shingle.

use std::collections::BTreeMap;
use std::io;

use rustc_hash::FxHashMap;

use super::work::Work;
use crate::Held;
use crate::candidates::{ALL_PAIRS, FEW, NEIGHBORS, PARTNERS, PROBES, best, enough, unrelated};
use crate::entry::Entry;
use crate::held::damaged;

/// What the first texts of a list say of it.
type Judged = FxHashMap<Vec<u64>, bool>;

impl<H: Held> Work<'_, H> {
    /// Puts a text in, by its first holder's number. It has neither partners nor boilerplate yet.
    pub(super) fn put(&mut self, mut entry: Entry) -> io::Result<()> {
        let text = *entry.holders.first().ok_or_else(|| damaged("a text without documents"))?;
        let keys = entry.keys.clone();
        entry.common = vec![false; keys.len()];
        entry.partners.clear();
        entry.copies.clear();
        entry.digest = 0;
        if !entry.alone {
            self.set_body(entry.body, Some(text));
        }
        self.set_entry(text, Some(entry));
        self.put_in.insert(text);
        self.before.insert(text, Vec::new());
        self.dirty.insert(text);
        let mut shared: BTreeMap<u64, u32> = BTreeMap::new();
        let mut judged = Judged::default();
        for (at, &key) in keys.iter().enumerate() {
            let head = self.ahead(key, 0, ALL_PAIRS + 1)?;
            self.set_posting(key, text, true);
            let was = self.is_boilerplate(key, &head)?;
            let rank = head.partition_point(|&other| other < text);
            let is = if rank >= PROBES {
                was
            } else {
                let mut probes = head.clone();
                probes.insert(rank, text);
                self.judge_list(probes, &mut judged)?
            };
            if let Some(slot) = self.entry_mut(text)?.common.get_mut(at) {
                *slot = is;
            }
            if was != is {
                self.turn(key, text, is)?;
            }
            if is {
                continue;
            }
            let near = if head.len() < ALL_PAIRS {
                head
            } else {
                let near = self.near(key, text)?;
                // Who was next to whom has changed.
                self.unsettled.extend(if head.len() == ALL_PAIRS { &head } else { &near });
                near
            };
            for other in near {
                *shared.entry(other).or_default() += 1;
            }
        }
        let mut found = Vec::new();
        for (&other, &count) in &shared {
            let theirs = self.spoken_of(other)?.keys.len();
            if enough(count as usize, theirs.min(keys.len())) {
                found.push((count, other));
                if !self.unsettled.contains(&other) {
                    let mut partners = self.spoken_of(other)?.partners.clone();
                    partners.push((count, text));
                    best(&mut partners);
                    self.set_partners(other, partners)?;
                }
            }
        }
        best(&mut found);
        self.set_partners(text, found)
    }

    /// Takes a text out and gives what was held of it.
    pub(super) fn take(&mut self, text: u64) -> io::Result<Entry> {
        let entry = self.spoken_of(text)?.clone();
        for (_, other) in self.all_partners(text)? {
            if self.spoken_of(other)?.partners.iter().any(|&(_, partner)| partner == text) {
                self.unsettled.insert(other);
            }
        }
        let mut judged = Judged::default();
        for &key in &entry.keys {
            let was = entry.is_common(key);
            self.set_posting(key, text, false);
            let head = self.ahead(key, 0, ALL_PAIRS + 1)?;
            let rank = head.partition_point(|&other| other < text);
            let is = if rank >= PROBES { was } else { self.judge_list(head.clone(), &mut judged)? };
            if was != is {
                self.turn(key, text, is)?;
            }
            if !is && head.len() >= ALL_PAIRS {
                let near = self.near(key, text)?;
                self.unsettled.extend(if head.len() == ALL_PAIRS { &head } else { &near });
            }
        }
        for &copy in &entry.copies {
            self.entry_mut(copy)?.copies.retain(|&other| other != text);
            self.dirty.insert(copy);
        }
        if !entry.alone {
            self.set_body(entry.body, None);
        }
        self.set_entry(text, None);
        for set in [&mut self.put_in, &mut self.unsettled, &mut self.marked, &mut self.dirty] {
            set.remove(&text);
        }
        self.before.remove(&text);
        Ok(entry)
    }

    /// Whether a shingle is boilerplate, as its first text says.
    fn is_boilerplate(&mut self, key: u32, head: &[u64]) -> io::Result<bool> {
        match head.first() {
            Some(&first) if head.len() >= FEW => Ok(self.spoken_of(first)?.is_common(key)),
            _ => Ok(false),
        }
    }

    /// Whether a list of texts, of which these are the first, makes a shingle boilerplate.
    fn judge_list(&mut self, mut head: Vec<u64>, judged: &mut Judged) -> io::Result<bool> {
        head.truncate(PROBES);
        if head.len() < FEW {
            return Ok(false);
        }
        if let Some(&known) = judged.get(&head) {
            return Ok(known);
        }
        for &text in &head {
            self.spoken_of(text)?;
        }
        let probe =
            |&text: &u64| self.known(text).map(|entry| (entry.keys.as_slice(), entry.imprint));
        let verdict = unrelated(&head.iter().filter_map(probe).collect::<Vec<_>>());
        judged.insert(head, verdict);
        Ok(verdict)
    }

    /// A shingle became boilerplate, or ceased to be: all others that hold it are looked at again.
    fn turn(&mut self, key: u32, text: u64, is: bool) -> io::Result<()> {
        let mut others = self.ahead(key, 0, usize::MAX / 2)?;
        others.retain(|&other| other != text);
        for &other in &others {
            let entry = self.entry_mut(other)?;
            if let Ok(at) = entry.keys.binary_search(&key)
                && let Some(slot) = entry.common.get_mut(at)
            {
                *slot = is;
            }
            self.marked.insert(other);
        }
        for &other in &others {
            // Every one was paired with every other, whether the text was among them or not.
            if is && others.len() < ALL_PAIRS {
                self.share_one_less(other, &others)?;
            } else {
                self.unsettled.insert(other);
            }
        }
        Ok(())
    }

    /// A text shares one shingle less with others, and no more than that with anybody.
    fn share_one_less(&mut self, text: u64, others: &[u64]) -> io::Result<()> {
        let entry = self.spoken_of(text)?;
        let (mut partners, mine) = (entry.partners.clone(), entry.keys.len());
        // Where some did not find room among the partners, one of them may now.
        if partners.len() == PARTNERS {
            self.unsettled.insert(text);
        }
        if self.unsettled.contains(&text) {
            return Ok(());
        }
        let mut at = 0;
        while let Some(partner) = partners.get_mut(at) {
            let other = partner.1;
            if others.binary_search(&other).is_ok() {
                partner.0 = partner.0.saturating_sub(1);
                let count = partner.0 as usize;
                if !enough(count, self.spoken_of(other)?.keys.len().min(mine)) {
                    partners.remove(at);
                    continue;
                }
            }
            at += 1;
        }
        best(&mut partners);
        self.set_partners(text, partners)
    }

    /// The others next to `text` in a long list, whether it stands there or not.
    fn near(&mut self, key: u32, text: u64) -> io::Result<Vec<u64>> {
        let mut near = self.behind(key, text, NEIGHBORS)?;
        near.extend(self.ahead(key, text + 1, NEIGHBORS)?);
        Ok(near)
    }

    /// All others that a text shares enough shingles with, and how many.
    pub(super) fn all_partners(&mut self, text: u64) -> io::Result<Vec<(u32, u64)>> {
        let entry = self.spoken_of(text)?;
        let (keys, common) = (entry.keys.clone(), entry.common.clone());
        let mut shared: BTreeMap<u64, u32> = BTreeMap::new();
        for (&key, _) in keys.iter().zip(&common).filter(|(_, common)| !**common) {
            let head = self.ahead(key, 0, ALL_PAIRS + 1)?;
            let near = if head.len() <= ALL_PAIRS { head } else { self.near(key, text)? };
            for other in near.into_iter().filter(|&other| other != text) {
                *shared.entry(other).or_default() += 1;
            }
        }
        let mut found = Vec::new();
        for (other, count) in shared {
            if enough(count as usize, self.spoken_of(other)?.keys.len().min(keys.len())) {
                found.push((count, other));
            }
        }
        Ok(found)
    }

    /// Gives a text other partners.
    pub(super) fn set_partners(&mut self, text: u64, partners: Vec<(u32, u64)>) -> io::Result<()> {
        if self.spoken_of(text)?.partners != partners {
            let held = std::mem::replace(&mut self.entry_mut(text)?.partners, partners);
            self.before.entry(text).or_insert(held);
        }
        Ok(())
    }
}
