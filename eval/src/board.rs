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

/// The rows as the page's About shows them: three columns, parted by tabs.
const SCORES: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/wireroom-serve/data/scores.tsv");

/// Replaces what stands between the markers of `file`, and the figures that the page carries.
pub(crate) fn write(file: &Path, rows: &[Row]) -> io::Result<()> {
    let text = std::fs::read_to_string(file)?;
    let parts =
        text.split_once(BEGIN).and_then(|(head, rest)| Some((head, rest.split_once(END)?.1)));
    let Some((head, tail)) = parts else {
        return Err(io::Error::other(format!("{} has no markers {BEGIN} … {END}", file.display())));
    };
    let lines =
        rows.iter().map(|row| [row.measure.as_str(), &row.figure, row.fitted].join("\t") + "\n");
    std::fs::write(SCORES, lines.collect::<String>())?;
    std::fs::write(file, format!("{head}{BEGIN}\n{}{END}{tail}", table(rows)))
}
