//! What is printed of a pile, gathered part by part.

use super::print::{Families, Lines, Object, Rendered, families, pairs};
use crate::args::TableJsonLines;
use crate::output::Output;
use crate::{pile, table};
use std::io;
use std::path::Path;
use wireroom::Part;
use wireroom::model::DocumentId;
use wireroom_wire::{Document, Family, Record};

/// A part, as it is printed.
pub(super) enum Piece {
    Table(Vec<usize>, wireroom_wire::Families),
    Object(Families),
    Lines(Rendered<(DocumentId, DocumentId)>),
}

/// Makes a part ready to be printed.
pub(super) fn render(format: TableJsonLines, part: &Part) -> io::Result<Piece> {
    Ok(match format {
        TableJsonLines::Table => {
            Piece::Table(part.places.clone(), wireroom_wire::families(&part.record).0)
        }
        TableJsonLines::Json => Piece::Object(families(part)?),
        TableJsonLines::Jsonl => Piece::Lines(pairs(part)?),
    })
}

/// All that is to be printed.
pub(super) struct Sheet {
    format: TableJsonLines,
    documents: Vec<(usize, Document)>,
    families: Vec<Family>,
    object: Object,
    lines: Lines,
}

impl Sheet {
    pub(super) fn new(format: TableJsonLines, folder: Option<&Path>) -> Self {
        Self {
            format,
            documents: Vec::new(),
            families: Vec::new(),
            object: Object::new(folder),
            lines: Lines::new(folder),
        }
    }

    pub(super) fn add(&mut self, piece: Piece) -> io::Result<()> {
        match piece {
            Piece::Table(places, found) => {
                self.documents.extend(places.into_iter().zip(found.documents));
                self.families.extend(found.families);
                Ok(())
            }
            Piece::Object(found) => self.object.add(found),
            Piece::Lines(found) => self.lines.add(found),
        }
    }

    /// Prints it; `record` has what was set aside, the notes and the counts.
    pub(super) fn print(mut self, mut record: Record, out: &mut Output) -> anyhow::Result<()> {
        match self.format {
            TableJsonLines::Table => {
                self.documents.sort_by_key(|(place, _)| *place);
                self.families.sort_by(|x, y| first(x).cmp(&first(y)));
                let aside = std::mem::take(&mut record.documents);
                record.counts.documents = self.documents.len();
                record.documents =
                    self.documents.into_iter().map(|(_, document)| document).collect();
                record.documents.extend(aside);
                record.counts.families = self.families.len();
                record.families = self.families;
                Ok(table::families(&record, out)?)
            }
            TableJsonLines::Json => {
                pile::report(&record);
                self.object.print(&record.documents, out)
            }
            TableJsonLines::Jsonl => {
                pile::report(&record);
                self.lines.print(out)
            }
        }
    }
}

fn first(family: &Family) -> Option<&str> {
    family.witnesses.first().map(|witness| witness.document.as_str())
}
