//! What is held, with what has changed laid over it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::rc::Rc;

use rustc_hash::FxHashMap;
use wireroom_model::{Document, Text};

use crate::entry::Entry;
use crate::held::damaged;
use crate::sketch::Sketch;
use crate::{Config, Edits, Held, Member};

/// Texts of a list that are asked for at a time, and remembered.
const ASKED: usize = 32;

/// An index while texts are added to it.
pub(super) struct Work<'a, H> {
    pub(super) held: &'a H,
    pub(super) config: &'a Config,
    /// Documents that the user parts from others.
    pub(super) apart: BTreeSet<u64>,
    /// Entries that were read, and whether they are other than what is held.
    entries: BTreeMap<u64, (Option<Entry>, bool)>,
    bodies: BTreeMap<u128, Option<u64>>,
    postings: BTreeMap<u32, BTreeMap<u64, bool>>,
    /// The first texts of lists as they are held.
    lists: FxHashMap<u32, Rc<Vec<u64>>>,
    documents: BTreeMap<u64, Option<Rc<(Document, Text)>>>,
    /// Documents that are added: they are told of whether they change anything or not.
    pub(super) given: BTreeSet<u64>,
    /// Texts that were put in.
    pub(super) put_in: BTreeSet<u64>,
    /// The partners that texts had, where they have changed.
    pub(super) before: BTreeMap<u64, Vec<(u32, u64)>>,
    /// Texts whose partners are to be looked for anew.
    pub(super) unsettled: BTreeSet<u64>,
    /// Texts with other boilerplate than before.
    pub(super) marked: BTreeSet<u64>,
    /// Texts that are to be collated anew, with what hangs together with them.
    pub(super) dirty: BTreeSet<u64>,
}

impl<'a, H: Held> Work<'a, H> {
    pub(super) fn new(held: &'a H, config: &'a Config) -> Self {
        Self {
            held,
            config,
            apart: BTreeSet::new(),
            entries: BTreeMap::new(),
            bodies: BTreeMap::new(),
            postings: BTreeMap::new(),
            lists: FxHashMap::default(),
            documents: BTreeMap::new(),
            given: BTreeSet::new(),
            put_in: BTreeSet::new(),
            before: BTreeMap::new(),
            unsettled: BTreeSet::new(),
            marked: BTreeSet::new(),
            dirty: BTreeSet::new(),
        }
    }

    /// Reads an entry, for [`Work::known`].
    pub(super) fn entry(&mut self, text: u64) -> io::Result<Option<&Entry>> {
        if !self.entries.contains_key(&text) {
            let bytes = self.held.entry(text)?;
            let read = |bytes: Vec<u8>| {
                let entry = Entry::from_bytes(&bytes).filter(|e| e.holders.first() == Some(&text));
                entry.ok_or_else(|| damaged("what is held of a text is damaged"))
            };
            self.entries.insert(text, (bytes.map(read).transpose()?, false));
        }
        Ok(self.known(text))
    }

    /// An entry that was read.
    pub(super) fn known(&self, text: u64) -> Option<&Entry> {
        self.entries.get(&text)?.0.as_ref()
    }

    /// An entry that others speak of.
    pub(super) fn spoken_of(&mut self, text: u64) -> io::Result<&Entry> {
        self.entry(text)?.ok_or_else(|| damaged("a text that others refer to is missing"))
    }

    /// An entry, to be changed.
    pub(super) fn entry_mut(&mut self, text: u64) -> io::Result<&mut Entry> {
        self.spoken_of(text)?;
        let slot = self.entries.get_mut(&text).map(|(entry, changed)| {
            *changed = true;
            entry
        });
        slot.and_then(Option::as_mut).ok_or_else(|| damaged("a text is missing"))
    }

    pub(super) fn set_entry(&mut self, text: u64, entry: Option<Entry>) {
        self.entries.insert(text, (entry, true));
    }

    pub(super) fn with_body(&mut self, body: u128) -> io::Result<Option<u64>> {
        match self.bodies.get(&body) {
            Some(&known) => Ok(known),
            None => self.held.with_body(body),
        }
    }

    pub(super) fn set_body(&mut self, body: u128, text: Option<u64>) {
        self.bodies.insert(body, text);
    }

    pub(super) fn set_posting(&mut self, key: u32, text: u64, there: bool) {
        self.postings.entry(key).or_default().insert(text, there);
    }

    /// The first `count` texts from `text` on that hold a shingle.
    pub(super) fn ahead(&mut self, key: u32, text: u64, count: usize) -> io::Result<Vec<u64>> {
        let edits = self.postings.get(&key);
        let left = edits.map_or(0, |edits| edits.values().filter(|there| !**there).count());
        let first = match self.lists.get(&key) {
            Some(first) => first.clone(),
            None => {
                let first = Rc::new(self.held.with_key_from(key, 0, ASKED)?);
                self.lists.insert(key, first.clone());
                first
            }
        };
        let from = first.partition_point(|&held| held < text);
        let rest = first.get(from..).unwrap_or_default();
        let mut found = if first.len() < ASKED || rest.len() >= count + left {
            rest.to_vec()
        } else {
            self.held.with_key_from(key, text, count + left)?
        };
        if let Some(edits) = edits {
            found.retain(|text| edits.get(text) != Some(&false));
            found.extend(edits.range(text..).filter(|(_, there)| **there).map(|(text, _)| *text));
            found.sort_unstable();
            found.dedup();
        }
        found.truncate(count);
        Ok(found)
    }

    /// The last `count` texts before `text` that hold a shingle, the nearest first.
    pub(super) fn behind(&mut self, key: u32, text: u64, count: usize) -> io::Result<Vec<u64>> {
        let edits = self.postings.get(&key);
        let left = edits.map_or(0, |edits| edits.values().filter(|there| !**there).count());
        let mut found = self.held.with_key_before(key, text, count + left)?;
        if let Some(edits) = edits {
            found.retain(|text| edits.get(text) != Some(&false));
            found.extend(edits.range(..text).filter(|(_, there)| **there).map(|(text, _)| *text));
            found.sort_unstable_by_key(|&text| std::cmp::Reverse(text));
            found.dedup();
        }
        found.truncate(count);
        Ok(found)
    }

    /// A document that is to be added.
    pub(super) fn give(&mut self, number: u64, member: Member<'_>) {
        let held = (member.document.clone(), member.text.clone());
        self.documents.insert(number, Some(Rc::new(held)));
        self.given.insert(number);
    }

    /// A document that was taken out.
    pub(super) fn forget(&mut self, number: u64) {
        self.documents.insert(number, None);
    }

    /// A document that is there.
    pub(super) fn document(&mut self, number: u64) -> io::Result<Rc<(Document, Text)>> {
        let held = self.read_document(number)?;
        held.ok_or_else(|| damaged("a document that a text speaks of is missing"))
    }

    fn read_document(&mut self, number: u64) -> io::Result<Option<Rc<(Document, Text)>>> {
        if let Some(known) = self.documents.get(&number) {
            return Ok(known.clone());
        }
        let held = self.held.document(number)?.map(Rc::new);
        self.documents.insert(number, held.clone());
        Ok(held)
    }

    /// Whether a document is there, or will be.
    pub(super) fn is_there(&mut self, number: u64) -> io::Result<bool> {
        Ok(self.read_document(number)?.is_some())
    }

    /// The text that a document has; `None` where it is not there yet.
    pub(super) fn text_of(&mut self, number: u64) -> io::Result<Option<u64>> {
        if self.entry(number)?.is_some() {
            return Ok(Some(number));
        }
        let Some(held) = self.read_document(number)? else { return Ok(None) };
        let body = Sketch::of(Member { document: &held.0, text: &held.1 }).body;
        let Some(text) = self.with_body(body)? else { return Ok(None) };
        let holds = self.entry(text)?.is_some_and(|e| e.holders.binary_search(&number).is_ok());
        Ok(holds.then_some(text))
    }

    /// What is to be written.
    pub(super) fn edits(&self) -> Edits {
        let changed = self.entries.iter().filter(|(_, (_, changed))| *changed);
        Edits {
            entries: changed
                .map(|(&text, (entry, _))| (text, entry.as_ref().map(Entry::to_bytes)))
                .collect(),
            bodies: self.bodies.iter().map(|(&body, &text)| (body, text)).collect(),
            postings: self
                .postings
                .iter()
                .flat_map(|(&key, texts)| {
                    texts.iter().map(move |(&text, &there)| ((key, text), there))
                })
                .collect(),
        }
    }
}
