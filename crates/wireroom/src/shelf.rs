//! A pile laid by in a file: for whoever collates more than fits into memory.
//!
//! [`Shelf::gather`] reads and repairs every document once, keeps a sketch of it and lays the rest
//! by. [`Shelf::collate`] then takes the documents up again, part by part, and gives families, part
//! by part; of each document only what has a fixed size stays in memory. All parts together are
//! what [`Builder::collate`](crate::Builder::collate) gives, to the byte.
//!
//! It is not a store: the file is read by the run that wrote it, and is nothing to anyone else. The
//! caller opens it, and removes it. What outlives the run is an [`Index`](crate::Index).

mod adding;
mod indexing;

use crate::codec;
use crate::date::{dates, known_days};
use crate::families::families_of;
use crate::flow::in_order;
use crate::options::{Options, Progress, Stage};
use crate::pieces::read_pieces;
use crate::record::Record;
use crate::threads::with_threads;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, MutexGuard};
use wireroom_collate::{Collation, Config, Entries, Member, Plan, Sketch};
use wireroom_intake::{Columns, Intake, merge, note_of_shared_id, sort_asides};
use wireroom_model::{Document, DocumentId, Note, SetAside, Text};

/// Parts that are under way at a time.
const AHEAD: usize = 32;

/// Documents laid by, and what is known of them all.
#[derive(Debug)]
pub struct Shelf {
    file: Mutex<File>,
    /// Sorted by path, source id and id, each id once.
    held: Vec<Held>,
    /// The paths of the documents, sorted.
    paths: Vec<String>,
    days: BTreeSet<Date>,
    /// What could not be read.
    pub set_aside: Vec<SetAside>,
    /// What the user should know.
    pub notes: Vec<Note>,
}

#[derive(Debug)]
struct Held {
    at: u64,
    len: u32,
    /// Index into the paths; `u32::MAX` where it has none.
    path: u32,
    source_id: Option<Box<str>>,
    day: Option<Date>,
    sketch: Option<Sketch>,
    id: DocumentId,
}

/// What a document is called.
#[derive(Debug, Clone, Copy)]
pub struct Called<'a> {
    /// Its id.
    pub id: &'a DocumentId,
    /// The id that the input gave.
    pub source_id: Option<&'a str>,
    /// The path as given.
    pub path: Option<&'a str>,
}

/// Some of a pile that no family reaches out of.
#[derive(Debug)]
pub struct Part {
    /// Documents, families and pairs, as in [`Builder::collate`](crate::Builder::collate).
    pub record: Record,
    /// For each document of the record, its place in the pile.
    pub places: Vec<usize>,
}

/// What a document leaves behind.
struct Laid {
    source_id: Option<Box<str>>,
    path: Option<String>,
    id: DocumentId,
    len: u32,
    sketch: Sketch,
    day: Option<Date>,
}

impl Laid {
    /// The document as a shelf has it, at `end`; `known` are the paths so far.
    fn held(self, end: &mut u64, known: &mut Vec<String>) -> Held {
        let path = self.path.map_or(u32::MAX, |path| {
            // The documents of a file follow one another.
            if known.last() != Some(&path) {
                known.push(path);
            }
            known.len() as u32 - 1
        });
        let at = *end;
        *end += u64::from(self.len);
        let Self { source_id, id, len, sketch, day, .. } = self;
        Held { at, len, path, source_id, day, sketch: Some(sketch), id }
    }
}

impl Shelf {
    /// Reads and repairs what `paths` name and lays it by in `file`, which must be empty and open
    /// for reading and writing.
    ///
    /// # Errors
    /// Those of writing the file. Nothing that is wrong with the input is an error.
    pub fn gather(
        paths: &[String],
        options: &Options,
        file: File,
        progress: &dyn Progress,
    ) -> io::Result<Self> {
        with_threads(options, || Self::lay(paths, &options.columns, file, progress))
    }

    fn lay(
        paths: &[String],
        columns: &Columns,
        mut file: File,
        progress: &dyn Progress,
    ) -> io::Result<Self> {
        let (mut held, mut known) = (Vec::new(), Vec::<String>::new());
        let (mut days, mut set_aside, mut notes) = (BTreeSet::new(), Vec::new(), Vec::new());
        let mut end = 0_u64;
        read_pieces(paths, columns, progress, laid_by, |(bytes, laid), asides, noted| {
            file.write_all(&bytes)?;
            for laid in laid {
                days.extend(laid.day);
                held.push(laid.held(&mut end, &mut known));
            }
            set_aside.extend(asides);
            notes.extend(noted);
            Ok(())
        })?;
        let mut shelf = Self { file: Mutex::new(file), held, paths: known, days, set_aside, notes };
        shelf.settle()?;
        Ok(shelf)
    }

    /// Puts the documents in order and keeps each once, as [`merge`] does.
    fn settle(&mut self) -> io::Result<()> {
        // Two files may have one path's documents between them only when it was given twice.
        let mut sorted: Vec<String> = self.paths.clone();
        sorted.sort_unstable();
        sorted.dedup();
        for held in &mut self.held {
            if let Some(path) = self.paths.get(held.path as usize) {
                held.path = sorted.binary_search(path).unwrap_or_default() as u32;
            }
        }
        self.paths = sorted;
        let mut held = std::mem::take(&mut self.held);
        // No path sorts before any path, as `None` does.
        let key = |held: &Held| held.path.wrapping_add(1);
        held.par_sort_by(|x, y| (key(x), &x.source_id, &x.id).cmp(&(key(y), &y.source_id, &y.id)));
        let mut by_id: Vec<u32> = (0..held.len() as u32).collect();
        let id = |at: &u32| held.get(*at as usize).map(|held| &held.id);
        by_id.par_sort_by(|x, y| id(x).cmp(&id(y)).then(x.cmp(y)));
        let mut dropped: BTreeSet<u32> = BTreeSet::new();
        let doubles = by_id.chunk_by(|x, y| id(x) == id(y)).filter(|group| group.len() > 1);
        for group in doubles {
            self.keep_one(&held, group, &mut dropped)?;
        }
        if !dropped.is_empty() {
            let mut at = 0;
            held.retain(|_| {
                at += 1;
                !dropped.contains(&(at - 1))
            });
        }
        self.held = held;
        self.note_shared_ids();
        sort_asides(&mut self.set_aside, &mut self.notes);
        Ok(())
    }

    /// Of documents with one id the first, by all that is known of them.
    fn keep_one(
        &mut self,
        held: &[Held],
        group: &[u32],
        dropped: &mut BTreeSet<u32>,
    ) -> io::Result<()> {
        let mut kept: Option<(u32, Document)> = None;
        for &at in group {
            let Some(held) = held.get(at as usize) else { continue };
            let (fresh, _) = self.take(held)?;
            let Some((before, document)) = kept.take() else {
                kept = Some((at, fresh));
                continue;
            };
            let before_as = Some(document.clone());
            let both = Intake { documents: vec![document, fresh.clone()], ..Intake::default() };
            let merged = merge(vec![both]);
            self.notes.extend(merged.notes);
            let first = merged.documents.into_iter().next();
            // Where they are the same in all, the one that came first stays.
            let fresh_first = first.as_ref() == Some(&fresh) && first != before_as;
            let (stays, goes) = if fresh_first { (at, before) } else { (before, at) };
            dropped.insert(goes);
            kept = first.map(|first| (stays, first));
        }
        self.notes.sort();
        self.notes.dedup();
        Ok(())
    }

    fn note_shared_ids(&mut self) {
        let mut by_source: Vec<&Held> =
            self.held.iter().filter(|held| held.source_id.is_some()).collect();
        by_source.par_sort_by(|x, y| x.source_id.cmp(&y.source_id));
        let mut notes = Vec::new();
        for group in by_source.chunk_by(|x, y| x.source_id == y.source_id) {
            let Some(source_id) = group.first().and_then(|held| held.source_id.as_deref()) else {
                continue;
            };
            if group.len() > 1 {
                let path = |held: &&Held| self.paths.get(held.path as usize).map_or("", |p| p);
                let noted: BTreeSet<&str> = group.iter().map(path).collect();
                notes.extend(noted.into_iter().map(|path| note_of_shared_id(path, source_id)));
            }
        }
        self.notes.extend(notes);
    }

    /// Number of documents.
    #[must_use]
    pub fn len(&self) -> usize {
        self.held.len()
    }

    /// Whether there is no document.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// What the documents are called, in the order of the pile.
    pub fn called(&self) -> impl Iterator<Item = Called<'_>> {
        self.held.iter().map(|held| Called {
            id: &held.id,
            source_id: held.source_id.as_deref(),
            path: self.paths.get(held.path as usize).map(String::as_str),
        })
    }

    /// Finds the families. `render` is called for each part, from several threads; `each` is given
    /// what it made, in an order that depends on the documents alone.
    ///
    /// # Errors
    /// Those of reading the file, and those of `each`.
    pub fn collate<T: Send>(
        mut self,
        options: &Options,
        config: &Config,
        progress: &dyn Progress,
        render: impl Fn(Part) -> T + Sync + Send,
        each: impl FnMut(T) -> io::Result<()> + Send,
    ) -> io::Result<()> {
        with_threads(options, || {
            let sketches = self.held.iter_mut().filter_map(|held| held.sketch.take()).collect();
            let plan = Plan::new(sketches, config);
            let made = |part| Ok(render(self.part(&plan, part, config)?.0));
            by_parts(plan.n_parts(), progress, made, each)?;
            progress.at(Stage::Collate, plan.n_parts(), plan.n_parts());
            Ok(())
        })
    }

    /// A part, and what an index is to hold of it.
    fn part(&self, plan: &Plan, part: usize, config: &Config) -> io::Result<(Part, Entries)> {
        // The plan's order is that of ids, the record's that of the pile.
        let members = plan.members(part);
        let mut places: Vec<usize> = members.iter().map(|&at| at as usize).collect();
        places.sort_unstable();
        let mut documents = Vec::with_capacity(places.len());
        let mut texts = Vec::with_capacity(places.len());
        for held in places.iter().filter_map(|&place| self.held.get(place)) {
            let (document, text) = self.take(held)?;
            documents.push(document);
            texts.push(text);
        }
        let (collation, entries) = {
            let at = |member: &u32| places.binary_search(&(*member as usize)).ok();
            let member =
                |at: usize| Some(Member { document: documents.get(at)?, text: texts.get(at)? });
            let members: Vec<Member<'_>> =
                members.iter().filter_map(|place| member(at(place)?)).collect();
            plan.collate_kept(part, &members, config)
        };
        let collation = Collation::of_parts([collation]);
        let record = families_of(documents, texts, collation, &self.days);
        Ok((Part { record, places }, entries))
    }

    /// A document as it was laid by.
    fn take(&self, held: &Held) -> io::Result<(Document, Text)> {
        codec::read(&self.bytes(held)?).ok_or_else(|| {
            io::Error::new(io::ErrorKind::InvalidData, "a document laid by was changed")
        })
    }

    fn bytes(&self, held: &Held) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; held.len as usize];
        let mut file = self.file()?;
        file.seek(SeekFrom::Start(held.at))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn file(&self) -> io::Result<MutexGuard<'_, File>> {
        let lost = |_| io::Error::other("a thread failed while it read the documents laid by");
        self.file.lock().map_err(lost)
    }
}

/// Goes through so many parts, some of them side by side, and hands on in order what `make` made.
fn by_parts<T: Send>(
    n_parts: usize,
    progress: &dyn Progress,
    make: impl Fn(usize) -> io::Result<T> + Sync + Send,
    mut each: impl FnMut(T) -> io::Result<()>,
) -> io::Result<()> {
    let mut parts = 0..n_parts;
    let mut done = 0;
    in_order(
        AHEAD,
        || parts.next(),
        make,
        |made| {
            progress.at(Stage::Collate, done, n_parts);
            done += 1;
            each(made?)
        },
    )
}

/// Repairs documents and puts them into bytes.
fn laid_by(documents: Vec<Document>) -> (Vec<u8>, Vec<Laid>) {
    let size =
        documents.iter().map(|document| document.received.len() + document.received.len() / 8);
    let mut bytes = Vec::with_capacity(size.sum::<usize>() + 512 * documents.len());
    let mut laid = Vec::with_capacity(documents.len());
    for document in documents {
        let text = wireroom_repair::repair(&document);
        laid.push(lay_by(document, &text, &mut bytes));
    }
    (bytes, laid)
}

/// Appends a document, and says what is known of it.
fn lay_by(document: Document, text: &Text, bytes: &mut Vec<u8>) -> Laid {
    let from = bytes.len();
    codec::write(&document, text, bytes);
    Laid {
        sketch: Sketch::of(Member { document: &document, text }),
        day: known_days([&dates(&document, text)]).next(),
        len: (bytes.len() - from) as u32,
        source_id: document.source_id.map(String::into_boxed_str),
        path: document.path,
        id: document.id,
    }
}
