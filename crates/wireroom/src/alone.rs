//! Articles read one by one, each as though it were the only one, and given out as they come.
//!
//! What an article tells alone needs no other: its reading text, the parts of its page, its names,
//! times and statements. So it goes out as soon as it is read, in the order of the input, and nothing
//! of it stays. What takes the whole pile is not there: families, and what comparing copies takes out
//! of a text; events; entities that several texts share; the year that other texts give a date.
//! [`Builder::build`](crate::Builder::build) knows these.
//!
//! Invariants: what is given of an article is the same whatever comes before or after it, however slowly
//! the input comes, and on any number of threads.

mod reader;
mod supply;

use crate::options::Options;
use crate::record::Record;
use crate::threads::pool;
use reader::Reader;
use supply::{Item, Supply};
use wireroom_model::{Note, SetAside};

/// Articles that are read together, at most, and about how many bytes of them: enough to keep all
/// threads busy.
const TOGETHER: usize = 64;
const BYTES: usize = 1 << 20;

/// What comes of an input.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// An article, read as though it were alone: a record of one document without families and
    /// events.
    Read(Box<Record>),
    /// What could not be read.
    Aside(SetAside),
    /// What the user should know.
    Note(Note),
}

/// Reads what `paths` name, as [`Builder::gather`](crate::Builder::gather) takes them, article by
/// article, and hands each on to `give` in the order of the input: files by path, and within a file as
/// it has them. A document that was given before is noted and passed over. Of what was given, only ids
/// are kept.
///
/// # Errors
/// The first that `give` returns; nothing is read after it.
pub fn read_alone<E>(
    paths: &[String],
    options: &Options,
    mut give: impl FnMut(Told) -> Result<(), E>,
) -> Result<(), E> {
    let pool = pool(options);
    let mut supply = Supply::of(paths, options);
    let mut reader = Reader::new(options.tier);
    // The first article goes out alone, so that nobody waits for the second.
    let mut together = 1;
    loop {
        let items = pool.install(|| supply.next(together, BYTES));
        if items.is_empty() {
            return Ok(());
        }
        let documents = items.iter().filter_map(|item| match item {
            Item::Document(document) => Some(&**document),
            _ => None,
        });
        let mut records = pool.install(|| reader.read(documents.collect())).into_iter();
        for item in items {
            match item {
                Item::Aside(aside) => give(Told::Aside(aside))?,
                Item::Note(note) => give(Told::Note(note))?,
                Item::Document(_) => {
                    let Some(record) = records.next() else { continue };
                    for note in &record.notes {
                        give(Told::Note(note.clone()))?;
                    }
                    give(Told::Read(Box::new(record)))?;
                }
            }
        }
        together = (together * 2).min(TOGETHER);
    }
}
