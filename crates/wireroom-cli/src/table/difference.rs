//! Accounts that differ, side by side.

use super::names::Names;
use super::paper::{Paper, Style};
use std::io;
use wireroom_wire::{Difference, Side};

/// The kind, the reason, and what each side has.
pub(crate) fn difference_block(
    names: &Names<'_>,
    difference: &Difference,
    paper: &mut Paper<'_>,
) -> io::Result<()> {
    let head = format!("{}: {}", difference.kind, difference.why);
    paper.ends(2, Style::Plain, &head, &difference.id)?;
    if let [left, right] = difference.sides.as_slice() {
        let of = |side: &Side| side_text(names, side);
        let (left, right) = (of(left), of(right));
        return paper.columns(4, [&left, &right]);
    }
    for side in &difference.sides {
        paper.hang(4, "· ", Style::Plain, &side_text(names, side))?;
    }
    Ok(())
}

fn side_text(names: &Names<'_>, side: &Side) -> String {
    let outlet = names.outlet(&side.document);
    match &side.text {
        Some(text) => format!("{outlet}: “{text}”"),
        None => format!("{outlet}: silent"),
    }
}
