//! What the workspace is built from, as cargo tells it.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// A package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    /// As its manifest has it.
    pub(crate) license: Option<String>,
    /// `None` for those of the workspace.
    pub(crate) source: Option<String>,
    /// What it is built from, by id.
    pub(crate) needs: BTreeSet<String>,
}

/// Packages by id.
pub(crate) type Packages = BTreeMap<String, Package>;

/// All that `root` is built from, itself included, with all features and for all systems; what only
/// tests need is left out.
pub(crate) fn of(root: &str) -> Result<Packages, String> {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--all-features", "--locked"])
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let all = serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
    reached(&all, root).ok_or_else(|| "cargo metadata is not as it was".to_owned())
}

fn reached(all: &Value, root: &str) -> Option<Packages> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let mut packages = Packages::new();
    for package in all["packages"].as_array()? {
        let read = Package {
            name: text(&package["name"])?,
            version: text(&package["version"])?,
            license: text(&package["license"]),
            source: text(&package["source"]),
            needs: BTreeSet::new(),
        };
        packages.insert(text(&package["id"])?, read);
    }
    for node in all["resolve"]["nodes"].as_array()? {
        let needs = node["deps"].as_array()?.iter().filter(|needed| {
            let kinds = needed["dep_kinds"].as_array().into_iter().flatten();
            kinds.into_iter().any(|kind| kind["kind"] != "dev")
        });
        let needs = needs.filter_map(|needed| text(&needed["pkg"])).collect();
        packages.get_mut(node["id"].as_str()?)?.needs = needs;
    }
    let (start, _) = packages.iter().find(|(_, package)| package.name == root)?;
    let mut open = vec![start.clone()];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if seen.insert(id.clone()) {
            open.extend(packages.get(&id)?.needs.iter().cloned());
        }
    }
    packages.retain(|id, _| seen.contains(id));
    Some(packages)
}
