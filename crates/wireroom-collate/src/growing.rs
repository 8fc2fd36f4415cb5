//! Adding texts to a pile that was collated, by looking only at those that they touch.
//!
//! What collating everything anew would give is found, exactly, from what depends on the new texts:
//! * a shingle of a new text stands in one text more. It may become boilerplate, or cease to be: all
//!   that hold it are looked at again;
//! * whoever shares shingles with a new text may have it among those that it shares most with, in
//!   place of another;
//! * pairs that are proposed now and were not, or of which a text has other boilerplate, are aligned;
//! * what hangs together by copies with any of those is collated anew, as a part is.
//!
//! All else is as it was. Lists of many texts are looked at where the new text falls into them, so
//! that a paragraph that stands in a million texts costs no more than one that stands in thirty.
//!
//! What it is not: it keeps nothing and reads no file (see [`Held`]); texts are put in one after the
//! other, so a pile that is mostly new is sooner collated at once ([`Plan::kept`](crate::Plan::kept)).

mod judge;
mod place;
mod together;
mod work;

use std::collections::BTreeSet;
use std::io;

use wireroom_model::{Document, Text};

use crate::entry::{Entry, number};
use crate::held::damaged;
use crate::sketch::Sketch;
use crate::{Collation, Config, Edits, Held, Member};
use work::Work;

/// What came of adding texts.
#[derive(Debug, Clone, Default)]
pub struct Growth {
    /// The families that are other than before, with those that hang together with them by copies,
    /// and all their pairs and interpolations. In place of all that was known of their documents.
    pub collation: Collation,
    /// Those documents, by id.
    pub documents: Vec<(Document, Text)>,
    /// What is to be written into the index.
    pub edits: Edits,
}

/// Adds `fresh` to what is held and takes `gone` out of it, by numbers; a document that is both is
/// replaced. `config` is what the index was made with.
///
/// # Errors
/// Those of `held`; a document whose id was not derived.
pub fn grow<H: Held>(
    held: &H,
    gone: &[u64],
    fresh: &[Member<'_>],
    config: &Config,
) -> io::Result<Growth> {
    let mut work = Work::new(held, config);
    for &document in gone {
        work.remove(document)?;
        work.forget(document);
    }
    let mut given: Vec<(u64, Member<'_>)> = Vec::with_capacity(fresh.len());
    for &member in fresh {
        let number = number(&member.document.id);
        let number = number
            .ok_or_else(|| damaged("an index holds only documents whose ids were derived"))?;
        given.push((number, member));
    }
    // Of members with one id the first is read.
    given.sort_by_key(|&(number, _)| number);
    given.dedup_by_key(|(number, _)| *number);
    for &(number, member) in &given {
        work.give(number, member);
    }
    work.part_documents()?;
    for &(number, member) in &given {
        work.add(number, &Sketch::of(member))?;
    }
    work.finish()
}

impl<H: Held> Work<'_, H> {
    /// Documents that the user parts keep to themselves, from when both of a pair are there.
    fn part_documents(&mut self) -> io::Result<()> {
        let mut apart = BTreeSet::new();
        for (a, b) in &self.config.cannot_link {
            let (Some(a), Some(b)) = (number(a), number(b)) else { continue };
            if self.is_there(a)? && self.is_there(b)? {
                apart.extend([a, b]);
            }
        }
        self.apart.clone_from(&apart);
        for document in apart {
            let Some(text) = self.text_of(document)? else { continue };
            if self.entry(text)?.is_some_and(|entry| !entry.alone) {
                self.remove(document)?;
                let held = self.document(document)?;
                let sketch = Sketch::of(Member { document: &held.0, text: &held.1 });
                self.add(document, &sketch)?;
            }
        }
        Ok(())
    }

    /// Adds a document.
    fn add(&mut self, document: u64, sketch: &Sketch) -> io::Result<()> {
        let alone = self.apart.contains(&document) || sketch.is_brief(self.config);
        let mut entry = Entry {
            holders: vec![document],
            imprint: sketch.imprint,
            body: sketch.body,
            alone,
            keys: sketch.keys.to_vec(),
            ..Entry::default()
        };
        if alone {
            return self.put(entry);
        }
        let Some(text) = self.with_body(sketch.body)? else {
            return self.put(entry);
        };
        if text < document {
            let held = self.entry_mut(text)?;
            if let Err(at) = held.holders.binary_search(&document) {
                held.holders.insert(at, document);
            }
            self.dirty.insert(text);
            return Ok(());
        }
        // It comes before those that have the text: it lends it its number and its imprint.
        entry.holders.extend(self.take(text)?.holders);
        self.put(entry)
    }

    /// Takes a document out.
    fn remove(&mut self, document: u64) -> io::Result<()> {
        let Some(text) = self.text_of(document)? else { return Ok(()) };
        if text != document {
            let entry = self.entry_mut(text)?;
            entry.holders.retain(|&holder| holder != document);
            self.dirty.insert(text);
            return Ok(());
        }
        let mut entry = self.take(text)?;
        entry.holders.retain(|&holder| holder != document);
        let Some(&first) = entry.holders.first() else { return Ok(()) };
        let held = self.document(first)?;
        entry.imprint = Sketch::of(Member { document: &held.0, text: &held.1 }).imprint;
        self.put(entry)
    }
}
