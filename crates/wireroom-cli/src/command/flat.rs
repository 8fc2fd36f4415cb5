//! One list of a record as CSV, with no cell that a spreadsheet would run.

use crate::args::Table;
use std::io::Write;
use wireroom_wire::{Record, flat};

pub(crate) fn write(record: &Record, table: Table, out: &mut dyn Write) -> anyhow::Result<()> {
    let table = match table {
        Table::Documents => flat::Table::Documents,
        Table::Witnesses => flat::Table::Witnesses,
        Table::Events => flat::Table::Events,
        Table::Background => flat::Table::Background,
        Table::Claims => flat::Table::Claims,
        Table::Statements => flat::Table::Statements,
        Table::Differences => flat::Table::Differences,
        Table::Storylines => flat::Table::Storylines,
        Table::Entities => flat::Table::Entities,
    };
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(table.header())?;
    for row in table.rows(record) {
        csv.write_record(row.iter().map(|cell| flat::harmless(cell).into_owned()))?;
    }
    csv.flush()?;
    Ok(())
}
