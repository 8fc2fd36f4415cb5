//! Files of pairs that the user links or parts, and names of documents.

use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::path::Path;
use wireroom::collate::Config;
use wireroom::model::{Document, DocumentId};

/// The pairs of a file: two names a line.
pub(super) fn read(
    file: &Path,
    documents: &[Document],
) -> anyhow::Result<Vec<(DocumentId, DocumentId)>> {
    let shown = file.display();
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {shown}"))?;
    let names = Names::of(documents);
    let mut pairs = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let place = || format!("{shown}, line {}", at + 1);
        let (a, b) = two(line).with_context(|| {
            format!("{}: {line:?} is not two names; part them by a tab", place())
        })?;
        let (a, b) = (names.find(a).with_context(place)?, names.find(b).with_context(place)?);
        if a == b {
            bail!("{}: both names are of one document", place());
        }
        pairs.push((a.clone(), b.clone()));
    }
    Ok(pairs)
}

/// Whether what is linked, over any number of steps, is nowhere parted.
pub(super) fn agree(config: &Config, documents: &[Document]) -> anyhow::Result<()> {
    let mut above: BTreeMap<&DocumentId, &DocumentId> = BTreeMap::new();
    for (a, b) in &config.must_link {
        let (x, y) = (root(&above, a), root(&above, b));
        if x != y {
            above.insert(x, y);
        }
    }
    for (a, b) in &config.cannot_link {
        if root(&above, a) == root(&above, b) {
            let name = |id: &DocumentId| {
                let document = documents.iter().find(|document| document.id == *id);
                document.map_or_else(String::new, label)
            };
            bail!("--must-link joins {} and {}, which --cannot-link parts", name(a), name(b));
        }
    }
    Ok(())
}

/// The document that stands for all that `id` is linked to.
fn root<'a>(
    above: &BTreeMap<&'a DocumentId, &'a DocumentId>,
    id: &'a DocumentId,
) -> &'a DocumentId {
    let mut at = id;
    while let Some(&up) = above.get(at) {
        at = up;
    }
    at
}

/// Documents by all their names.
pub(super) struct Names<'a> {
    of: BTreeMap<&'a str, Vec<&'a DocumentId>>,
}

impl<'a> Names<'a> {
    pub(super) fn of(documents: &'a [Document]) -> Self {
        let mut of: BTreeMap<&str, Vec<&DocumentId>> = BTreeMap::new();
        for document in documents {
            let names = [document.source_id.as_deref(), document.path.as_deref()];
            for name in names.into_iter().flatten().chain([document.id.as_str()]) {
                let ids = of.entry(name).or_default();
                if !ids.contains(&&document.id) && ids.len() < 2 {
                    ids.push(&document.id);
                }
            }
        }
        Self { of }
    }

    /// The document that a name means.
    pub(super) fn find(&self, name: &str) -> anyhow::Result<&'a DocumentId> {
        match self.of.get(name).map(Vec::as_slice) {
            Some([id]) => Ok(*id),
            Some([_, ..]) => bail!("several documents are called {name:?}; give the id of one"),
            _ => bail!("no document of the pile has the id, source id or path {name:?}"),
        }
    }
}

/// What the user calls a document.
pub(super) fn label(document: &Document) -> String {
    let given = document.source_id.as_ref().or(document.path.as_ref());
    given.cloned().unwrap_or_else(|| document.id.to_string())
}

/// The two names of a line.
fn two(line: &str) -> Option<(&str, &str)> {
    if let Some((a, b)) = line.split_once('\t') {
        return both(a, b);
    }
    let mut words = line.split_whitespace();
    match (words.next(), words.next(), words.next()) {
        (Some(a), Some(b), None) => both(a, b),
        _ => line.split_once(',').and_then(|(a, b)| both(a, b)),
    }
}

fn both<'a>(a: &'a str, b: &'a str) -> Option<(&'a str, &'a str)> {
    let (a, b) = (a.trim(), b.trim());
    (!a.is_empty() && !b.is_empty()).then_some((a, b))
}
