//! The record as JSON Lines: one object a line, each with a `type`.

use crate::family::Pair;
use crate::record::Record;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Line<'a, T: Serialize> {
    r#type: &'static str,
    #[serde(flatten)]
    value: &'a T,
}

/// Writes the record, one object a line: `type` is `wireroom` (once, first), `document`, `family`,
/// `event`, `claim`, `statement`, `difference`, `storyline`, `entity` or `note`.
///
/// # Errors
/// Those of `out`.
pub fn lines(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    all(out, "wireroom", std::slice::from_ref(&record.wireroom))?;
    all(out, "document", &record.documents)?;
    all(out, "family", &record.families)?;
    all(out, "event", &record.events)?;
    all(out, "claim", &record.claims)?;
    all(out, "statement", &record.statements)?;
    all(out, "difference", &record.differences)?;
    all(out, "storyline", &record.storylines)?;
    all(out, "entity", &record.entities)?;
    all(out, "note", &record.notes)
}

/// Writes pairs, one a line, without `type`: pair files are joined on `a` and `b`.
///
/// # Errors
/// Those of `out`.
pub fn pair_lines<W: Write + ?Sized>(pairs: &[Pair], out: &mut W) -> io::Result<()> {
    for pair in pairs {
        serde_json::to_writer(&mut *out, pair)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn all<T: Serialize>(out: &mut dyn Write, kind: &'static str, values: &[T]) -> io::Result<()> {
    for value in values {
        serde_json::to_writer(&mut *out, &Line { r#type: kind, value })?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
