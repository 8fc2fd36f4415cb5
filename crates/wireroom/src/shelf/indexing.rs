//! Making an index of a pile that was laid by.

use super::{Shelf, by_parts};
use crate::index::Made;
use crate::options::{Options, Progress, Stage};
use crate::threads::with_threads;
use std::io;
use wireroom_collate::{Config, Plan};

impl Shelf {
    /// Finds the families, as [`Shelf::collate`] does, and says what an index is to hold.
    ///
    /// `render` is called for each part, from several threads; `each` is given what it made, in an
    /// order that depends on the documents alone. Then `postings` is given the shingles and the texts
    /// that hold them, sorted, in pieces.
    ///
    /// # Errors
    /// Those of reading the file, and those of `render`, `each` and `postings`; a document whose id was not
    /// derived.
    pub fn index<T: Send>(
        mut self,
        options: &Options,
        config: &Config,
        progress: &dyn Progress,
        render: impl Fn(Made) -> io::Result<T> + Sync + Send,
        each: impl FnMut(T) -> io::Result<()> + Send,
        mut postings: impl FnMut(&[(u32, u64)]) -> io::Result<()> + Send,
    ) -> io::Result<()> {
        with_threads(options, || {
            let sketches = self.held.iter_mut().filter_map(|held| held.sketch.take()).collect();
            let plan = Plan::kept(sketches, config)?;
            let made = |part| render(self.made(&plan, part, config)?);
            by_parts(plan.n_parts(), progress, made, each)?;
            for share in 0..plan.n_shares() {
                postings(&plan.share(share))?;
            }
            progress.at(Stage::Collate, plan.n_parts(), plan.n_parts());
            Ok(())
        })
    }

    fn made(&self, plan: &Plan, part: usize, config: &Config) -> io::Result<Made> {
        let (part, entries) = self.part(plan, part, config)?;
        let held = part.places.iter().filter_map(|&place| self.held.get(place));
        let mut documents = held.map(|held| self.stored(held)).collect::<io::Result<Vec<_>>>()?;
        documents.sort_by_key(|stored| stored.number);
        Ok(Made { part, documents, entries })
    }
}
