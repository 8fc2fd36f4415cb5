//! All that was read of a pile, gathered.

use super::events::Events;
use super::pieces::damaged;
use crate::codec::{analysis, aside, collation};
use crate::options::{Options, Progress};
use crate::read::Read;
use crate::single::Single;
use crate::threads::with_threads;
use std::collections::BTreeMap;
use std::io;
use wireroom_collate::Collation;
use wireroom_intake::{Followed, Intake, PieceRead, merge};
use wireroom_model::{Document, DocumentId};

/// Where the rest of a file stood: its path, the first byte of the block of it that was read, or
/// nothing where it was read whole, and how many came before of the same block.
type Place = (String, Option<u64>, u64);

/// Gathers, in any order, what was read.
#[derive(Debug, Default)]
pub struct Whole {
    documents: Vec<Document>,
    singles: BTreeMap<DocumentId, Single>,
    collations: Vec<Collation>,
    rests: Vec<(Place, Intake)>,
}

impl Whole {
    /// Adds one of [`Found::readings`](super::Found::readings).
    ///
    /// # Errors
    /// When the bytes are none.
    pub fn add_reading(&mut self, bytes: &[u8]) -> io::Result<()> {
        let (document, single) = analysis::read(bytes).ok_or_else(|| damaged("a reading"))?;
        if self.singles.insert(document.id.clone(), single).is_none() {
            self.documents.push(document);
        }
        Ok(())
    }

    /// Adds a [`Found::collation`](super::Found::collation).
    ///
    /// # Errors
    /// When the bytes are none.
    pub fn add_collation(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.collations.push(collation::read(bytes).ok_or_else(|| damaged("a collation"))?);
        Ok(())
    }

    /// Adds a [`Rest`](super::Rest) of the file at `path`. Where it is of some lines, `block` is where
    /// the block of the file begins that they stand in, and `ordinal` puts those of one block in order.
    ///
    /// # Errors
    /// When the bytes are none.
    pub fn add_rest(
        &mut self,
        path: &str,
        block: Option<u64>,
        ordinal: u64,
        bytes: &[u8],
    ) -> io::Result<()> {
        let (set_aside, notes) = aside::read(bytes).ok_or_else(|| damaged("a rest"))?;
        let intake = Intake { set_aside, notes, ..Intake::default() };
        self.rests.push(((path.to_owned(), block, ordinal), intake));
        Ok(())
    }

    /// Number of documents.
    #[must_use]
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there is no document.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// The events of it all. `options` are those that its documents were read with.
    #[must_use]
    pub fn events(self, options: &Options, progress: &dyn Progress) -> Events {
        with_threads(options, || self.grouped(progress))
    }

    fn grouped(self, progress: &dyn Progress) -> Events {
        let Self { documents, mut singles, collations, mut rests } = self;
        rests.sort_by(|(x, _), (y, _)| x.cmp(y));
        let mut followed = Followed::default();
        let mut parts = vec![Intake { documents, ..Intake::default() }];
        for ((path, block, _), intake) in rests {
            let read = PieceRead::new(intake, block.map(|_| path));
            parts.push(read.follow(&mut followed));
        }
        let Intake { documents, set_aside, notes } = merge(parts);
        let in_order = documents.into_iter().filter_map(|it| Some((singles.remove(&it.id)?, it)));
        let (singles, documents): (Vec<Single>, Vec<Document>) = in_order.unzip();
        let read = Read::joined(documents, singles, Collation::of_parts(collations));
        Events::of(read, set_aside, notes, progress)
    }
}
