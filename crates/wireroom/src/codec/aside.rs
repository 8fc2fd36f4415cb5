//! What could not be read, and what the user should know.

use super::{list, one_of, optional, read_list, read_one_of, read_optional, read_string, string};
use wireroom_model::{DocumentId, Note, SetAside, SetAsideCode};

/// As bytes.
pub(crate) fn write(set_aside: &[SetAside], notes: &[Note]) -> Vec<u8> {
    let mut out = Vec::new();
    list(set_aside, &mut out, |aside, out| {
        string(aside.id.as_str(), out);
        string(&aside.path, out);
        optional(aside.source_id.as_deref(), out, string);
        one_of(&aside.code, &SetAsideCode::ALL, out);
        string(&aside.what, out);
        string(&aside.advice, out);
    });
    list(notes, &mut out, |note, out| {
        string(&note.path, out);
        string(&note.what, out);
    });
    out
}

/// What [`write`] wrote; `None` where it is not that.
pub(crate) fn read(bytes: &[u8]) -> Option<(Vec<SetAside>, Vec<Note>)> {
    let input = &mut { bytes };
    let set_aside = read_list(input, |input| {
        Some(SetAside {
            id: DocumentId::from_stored(read_string(input)?),
            path: read_string(input)?,
            source_id: read_optional(input, read_string)?,
            code: read_one_of(input, &SetAsideCode::ALL)?,
            what: read_string(input)?,
            advice: read_string(input)?,
        })
    })?;
    let notes = read_list(input, |input| {
        Some(Note { path: read_string(input)?, what: read_string(input)? })
    })?;
    input.is_empty().then_some((set_aside, notes))
}
