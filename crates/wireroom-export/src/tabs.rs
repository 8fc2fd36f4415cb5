//! Rows of cells parted by tabs, as data sets of events are: no quotation, so no cell holds a tab or
//! a line's end.

use std::io::{self, Write};

use wireroom_wire::flat::harmless;

/// Writes a row.
pub(crate) fn row(out: &mut dyn Write, cells: &[String]) -> io::Result<()> {
    let cells: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
    writeln!(out, "{}", cells.join("\t"))
}

/// A cell on one line that no spreadsheet runs.
fn plain(cell: &str) -> String {
    let spaced: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    harmless(spaced.trim()).into_owned()
}

/// Items of a list within a cell; what parts them does not stand in them.
pub(crate) fn list<'a>(items: impl IntoIterator<Item = &'a str>, between: &str) -> String {
    let mark = between.trim();
    let items: Vec<String> = items.into_iter().map(|item| item.replace(mark, " ")).collect();
    items.join(between)
}
