//! The scoreboard as Markdown.

use crate::Row;
use std::io;
use std::path::Path;

const BEGIN: &str = "<!-- figures: written by `wireroom-eval board` -->";
const END: &str = "<!-- end of figures -->";

/// The rows as a table.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut out = String::from("| measure | figure | what was fitted on what |\n|---|---|---|\n");
    for row in rows {
        out.push_str(&format!("| {} | {} | {} |\n", row.measure, row.figure, row.fitted));
    }
    out
}

/// Replaces what stands between the markers of `file`.
pub(crate) fn write(file: &Path, rows: &[Row]) -> io::Result<()> {
    let text = std::fs::read_to_string(file)?;
    let parts =
        text.split_once(BEGIN).and_then(|(head, rest)| Some((head, rest.split_once(END)?.1)));
    let Some((head, tail)) = parts else {
        return Err(io::Error::other(format!("{} has no markers {BEGIN} … {END}", file.display())));
    };
    std::fs::write(file, format!("{head}{BEGIN}\n{}{END}{tail}", table(rows)))
}
