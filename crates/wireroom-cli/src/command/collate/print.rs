//! Families and pairs as JSON, part by part, in the bytes that the whole would have.

use super::spool::Spool;
use anyhow::Context;
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;
use wireroom::Part;
use wireroom::model::DocumentId;
use wireroom_wire::{About, Document};

/// Rendered pieces, one after the other, and the key and length of each.
pub(super) struct Rendered<K> {
    bytes: Vec<u8>,
    pieces: Vec<(K, usize)>,
}

impl<K> Rendered<K> {
    fn new() -> Self {
        Self { bytes: Vec::new(), pieces: Vec::new() }
    }

    fn push(
        &mut self,
        key: K,
        write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>,
    ) -> io::Result<()> {
        let from = self.bytes.len();
        write(&mut self.bytes)?;
        self.pieces.push((key, self.bytes.len() - from));
        Ok(())
    }
}

/// Documents by their place, and families by their first witness.
pub(super) struct Families {
    documents: Rendered<usize>,
    families: Rendered<String>,
}

/// The pairs of a part, a line each, by the ids of their documents.
pub(super) fn pairs(part: &Part) -> io::Result<Rendered<(DocumentId, DocumentId)>> {
    let (_, pairs) = wireroom_wire::families(&part.record);
    let mut rendered = Rendered::new();
    // The contract has the pairs in the order of the record, and none more or fewer.
    for (pair, held) in pairs.iter().zip(&part.record.pairs) {
        let key = (held.a.clone(), held.b.clone());
        rendered.push(key, |out| wireroom_wire::pair_lines(std::slice::from_ref(pair), out))?;
    }
    Ok(rendered)
}

/// The documents and families of a part.
pub(super) fn families(part: &Part) -> io::Result<Families> {
    let (whole, _) = wireroom_wire::families(&part.record);
    let (mut documents, mut families) = (Rendered::new(), Rendered::new());
    for (document, &place) in whole.documents.iter().zip(&part.places) {
        documents.push(place, |out| item(document, out))?;
    }
    for family in &whole.families {
        let first = family.witnesses.first().map(|witness| witness.document.clone());
        families.push(first.unwrap_or_default(), |out| item(family, out))?;
    }
    Ok(Families { documents, families })
}

/// An item of a list of the one object that is printed.
fn item(value: &impl Serialize, out: &mut Vec<u8>) -> io::Result<()> {
    let pretty = serde_json::to_vec_pretty(value)?;
    out.extend_from_slice(b"    ");
    for &byte in &pretty {
        out.push(byte);
        // A line break within a string is escaped.
        if byte == b'\n' {
            out.extend_from_slice(b"    ");
        }
    }
    Ok(())
}

/// What is printed as JSON Lines.
pub(super) struct Lines(Spool<(DocumentId, DocumentId)>);

impl Lines {
    pub(super) fn new(folder: Option<&Path>) -> Self {
        Self(Spool::new(folder))
    }

    pub(super) fn add(&mut self, rendered: Rendered<(DocumentId, DocumentId)>) -> io::Result<()> {
        self.0.add(rendered.bytes, rendered.pieces)
    }

    pub(super) fn print(self, out: &mut dyn Write) -> anyhow::Result<()> {
        self.0.pour(|line| out.write_all(line)).context("cannot write")
    }
}

/// What is printed as one object.
pub(super) struct Object {
    documents: Spool<usize>,
    families: Spool<String>,
}

impl Object {
    pub(super) fn new(folder: Option<&Path>) -> Self {
        Self { documents: Spool::new(folder), families: Spool::new(folder) }
    }

    pub(super) fn add(&mut self, rendered: Families) -> io::Result<()> {
        let Families { documents, families } = rendered;
        self.documents.add(documents.bytes, documents.pieces)?;
        self.families.add(families.bytes, families.pieces)
    }

    /// Prints it; what was set aside comes behind the documents.
    pub(super) fn print(mut self, aside: &[Document], out: &mut dyn Write) -> anyhow::Result<()> {
        let mut rendered = Rendered::new();
        for document in aside {
            rendered.push(usize::MAX, |out| item(document, out))?;
        }
        self.documents.add(rendered.bytes, rendered.pieces)?;
        let print = || -> io::Result<()> {
            let about = serde_json::to_string_pretty(&About::default())?.replace('\n', "\n  ");
            write!(out, "{{\n  \"wireroom\": {about},\n  \"documents\": ")?;
            list(self.documents, out)?;
            out.write_all(b",\n  \"families\": ")?;
            list(self.families, out)?;
            out.write_all(b"\n}\n")
        };
        print().context("cannot write")
    }
}

fn list<K: Ord>(items: Spool<K>, out: &mut dyn Write) -> io::Result<()> {
    if items.is_empty() {
        return out.write_all(b"[]");
    }
    let mut before: &[u8] = b"[\n";
    items.pour(|item| {
        out.write_all(before)?;
        before = b",\n";
        out.write_all(item)
    })?;
    out.write_all(b"\n  ]")
}
