//! Files of pairs that the user links or parts, and names of documents.

use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::path::Path;
use wireroom::Called;
use wireroom::collate::Config;
use wireroom::model::{Document, DocumentId};

/// The pairs of a file: two names a line.
pub(super) fn read(
    file: &Path,
    names: &Names<'_>,
) -> anyhow::Result<Vec<(DocumentId, DocumentId)>> {
    let shown = file.display();
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {shown}"))?;
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
pub(super) fn agree(config: &Config, names: &Names<'_>) -> anyhow::Result<()> {
    let mut above: BTreeMap<&DocumentId, &DocumentId> = BTreeMap::new();
    for (a, b) in &config.must_link {
        let (x, y) = (root(&above, a), root(&above, b));
        if x != y {
            above.insert(x, y);
        }
    }
    for (a, b) in &config.cannot_link {
        if root(&above, a) == root(&above, b) {
            let (a, b) = (names.label(a), names.label(b));
            bail!("--must-link joins {a} and {b}, which --cannot-link parts");
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
    labels: BTreeMap<&'a DocumentId, &'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn of(documents: impl Iterator<Item = Called<'a>>) -> Self {
        let mut of: BTreeMap<&str, Vec<&DocumentId>> = BTreeMap::new();
        let mut labels = BTreeMap::new();
        for Called { id, source_id, path } in documents {
            for name in [source_id, path].into_iter().flatten().chain([id.as_str()]) {
                let ids = of.entry(name).or_default();
                if !ids.contains(&id) && ids.len() < 2 {
                    ids.push(id);
                }
            }
            labels.insert(id, source_id.or(path).unwrap_or(id.as_str()));
        }
        Self { of, labels }
    }

    /// What the user calls a document.
    fn label(&self, id: &DocumentId) -> &str {
        self.labels.get(id).copied().unwrap_or_default()
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
