//! Documents as they come.
//!
//! One thread waits for the input and cuts it into pieces; whoever asks gets what is there. So a slow
//! input holds nothing back that has come, and a fast one is not read further ahead than a few pieces.

use crate::options::Options;
use rayon::prelude::*;
use std::collections::{BTreeSet, VecDeque};
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::thread::JoinHandle;
use wireroom_intake::{
    Columns, Followed, Limits, Piece, Pieces, expand, note_of_double, note_of_shared_id,
};
use wireroom_model::{Document, DocumentId, Note, SetAside};

/// Pieces that are cut ahead.
const AHEAD: usize = 16;

/// What the input gives, in its order.
pub(super) enum Item {
    Document(Box<Document>),
    Aside(SetAside),
    Note(Note),
}

/// Gives what comes.
pub(super) struct Supply {
    pieces: Receiver<Piece>,
    cutting: Option<JoinHandle<()>>,
    limits: Limits,
    columns: Columns,
    followed: Followed,
    queue: VecDeque<Item>,
    /// Documents in the queue.
    waiting: usize,
    seen: BTreeSet<DocumentId>,
    source_ids: BTreeSet<String>,
}

impl Supply {
    pub(super) fn of(paths: &[String], options: &Options) -> Self {
        let limits = Limits::default();
        let columns = options.columns.clone();
        let (send, pieces) = sync_channel(AHEAD);
        let (paths, own) = (paths.to_vec(), (limits.clone(), columns.clone()));
        // Not joined when nobody wants more: it may wait for an input that never comes.
        let cut = move || {
            let (limits, columns) = own;
            for piece in Pieces::of(expand(&paths), limits, columns) {
                if send.send(piece).is_err() {
                    return;
                }
            }
        };
        let cutting = std::thread::Builder::new().stack_size(16 << 20).spawn(cut).ok();
        Self {
            pieces,
            cutting,
            limits,
            columns,
            followed: Followed::default(),
            queue: VecDeque::new(),
            waiting: 0,
            seen: BTreeSet::new(),
            source_ids: BTreeSet::new(),
        }
    }

    /// What is there, up to `most` documents and about `bytes` of them; waits where nothing is.
    /// Empty at the end.
    pub(super) fn next(&mut self, most: usize, bytes: usize) -> Vec<Item> {
        while self.waiting < most {
            let wave = self.wave(most - self.waiting);
            if wave.is_empty() {
                break;
            }
            self.read(wave);
        }
        let (mut documents, mut held) = (0, 0);
        let mut items = Vec::new();
        while documents < most && held < bytes {
            let Some(item) = self.queue.pop_front() else { break };
            if let Item::Document(document) = &item {
                documents += 1;
                held += document.received.len();
            }
            items.push(item);
        }
        self.waiting -= documents;
        items
    }

    /// The pieces that are there; waits for one where nothing is in the queue.
    fn wave(&mut self, most: usize) -> Vec<Piece> {
        let mut wave = Vec::new();
        while wave.len() < most {
            let piece = if self.queue.is_empty() && wave.is_empty() {
                self.pieces.recv().map_err(|_| TryRecvError::Disconnected)
            } else {
                self.pieces.try_recv()
            };
            match piece {
                Ok(piece) => wave.push(piece),
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => {
                    // Cutting came to its end, unless it broke down.
                    let cutting = self.cutting.take();
                    if let Some(Err(panic)) = cutting.map(JoinHandle::join) {
                        resume_unwind(panic);
                    }
                    break;
                }
            }
        }
        wave
    }

    fn read(&mut self, wave: Vec<Piece>) {
        let (limits, columns) = (&self.limits, &self.columns);
        let read: Vec<_> =
            wave.into_par_iter().with_max_len(1).map(|piece| piece.read(limits, columns)).collect();
        for piece in read {
            let intake = piece.follow(&mut self.followed);
            self.queue.extend(intake.set_aside.into_iter().map(Item::Aside));
            self.queue.extend(intake.notes.into_iter().map(Item::Note));
            for document in intake.documents {
                self.take(document);
            }
        }
    }

    fn take(&mut self, document: Document) {
        if !self.seen.insert(document.id.clone()) {
            self.queue.push_back(Item::Note(note_of_double(&document)));
            return;
        }
        if let Some(id) = &document.source_id
            && !self.source_ids.insert(id.clone())
        {
            let path = document.path.as_deref().unwrap_or_default();
            self.queue.push_back(Item::Note(note_of_shared_id(path, id)));
        }
        self.waiting += 1;
        self.queue.push_back(Item::Document(Box::new(document)));
    }
}
