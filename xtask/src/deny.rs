//! Licenses and sources of all that is built in: crates against `deny.toml`, data against `data.toml`.
//!
//! The policy is the one that `cargo deny` reads. It is not what CI runs because it takes longer to
//! build than all the rest of Wireroom's tests need; what is checked here is the same for licenses and
//! sources, and it knows no advisories.

use crate::crates::{self, Packages};
use serde::Deserialize;
use spdx::{Expression, LicenseReq, ParseMode};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What is looked at: the program and the Python package.
const ROOTS: [&str; 2] = ["wireroom-cli", "wireroom-python"];
/// Licenses of data, beside those of crates.
const OF_DATA: [&str; 3] = ["CC-BY-4.0", "LicenseRef-SCOWL", "LicenseRef-public-domain"];

#[derive(Debug, Deserialize)]
struct Policy {
    licenses: Licenses,
}

#[derive(Debug, Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

/// The data that is built in.
#[derive(Debug, Deserialize)]
pub(crate) struct Sources {
    pub(crate) data: Vec<Data>,
}

/// Files of one source.
#[derive(Debug, Deserialize)]
pub(crate) struct Data {
    pub(crate) files: Vec<String>,
    pub(crate) from: String,
    pub(crate) license: String,
}

/// Whether all that is built in may be.
pub(crate) fn deny(root: &Path) -> Result<(), String> {
    let policy: Policy = read(&root.join("deny.toml"))?;
    let mut wrong = BTreeSet::new();
    for name in ROOTS {
        wrong.extend(of_crates(&crates::of(name)?, &policy.licenses.allow));
    }
    wrong.extend(of_data(root, &sources(root)?, &policy.licenses.allow));
    let wrong: Vec<String> = wrong.into_iter().collect();
    if wrong.is_empty() { Ok(()) } else { Err(format!("deny:\n  {}", wrong.join("\n  "))) }
}

/// What `data.toml` says.
pub(crate) fn sources(root: &Path) -> Result<Sources, String> {
    read(&root.join("data.toml"))
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}

fn of_crates(packages: &Packages, allow: &[String]) -> Vec<String> {
    let mut wrong = Vec::new();
    for package in packages.values() {
        let at = format!("{} {}", package.name, package.version);
        let known = package.source.as_ref().is_none_or(|from| from.ends_with("crates.io-index"));
        if !known {
            wrong.push(format!("{at} is not from the registry"));
        }
        match &package.license {
            Some(license) if allowed(license, allow) => {}
            Some(license) => wrong.push(format!("{at} is under {license}")),
            None => wrong.push(format!("{at} names no license")),
        }
    }
    wrong
}

/// Whether what is allowed is enough for a license.
fn allowed(license: &str, allow: &[String]) -> bool {
    let named = |needed: &LicenseReq| allow.iter().any(|one| *one == needed.to_string());
    Expression::parse_mode(license, ParseMode::LAX).is_ok_and(|it| it.evaluate(named))
}

fn of_data(root: &Path, sources: &Sources, allow: &[String]) -> Vec<String> {
    let mut wrong = Vec::new();
    let allow: Vec<String> = allow.iter().cloned().chain(OF_DATA.map(str::to_owned)).collect();
    let mut named = BTreeSet::new();
    for data in &sources.data {
        if !allowed(&data.license, &allow) {
            wrong.push(format!("data.toml: {} is under {}", data.from, data.license));
        }
        for file in &data.files {
            if !root.join(file).is_file() {
                wrong.push(format!("data.toml names {file}, which is not there"));
            }
            if !named.insert(file.clone()) {
                wrong.push(format!("data.toml names {file} twice"));
            }
        }
    }
    let folders = fs::read_dir(root.join("crates")).into_iter().flatten().flatten();
    for folder in folders.map(|entry| entry.path().join("data")) {
        for file in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = file.path();
            let shown = path.strip_prefix(root).unwrap_or(&path).display().to_string();
            let prose = path.extension().is_some_and(|end| end == "md");
            if !prose && !named.contains(&shown) {
                wrong.push(format!("data.toml does not say where {shown} is from"));
            }
        }
    }
    wrong.sort();
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
    }

    #[test]
    fn what_is_built_in_may_be() {
        assert_eq!(deny(root()), Ok(()));
    }

    #[test]
    fn what_may_not_be_is_found() {
        let allow = ["MIT", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
        for (license, may) in [
            ("MIT", true),
            ("MIT/Apache-2.0", true),
            ("MIT OR GPL-3.0-only", true),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("Apache-2.0", false),
            ("MIT AND GPL-3.0-only", false),
            ("GPL-3.0-or-later", false),
            ("LicenseRef-own", false),
            ("no license at all", false),
        ] {
            assert_eq!(allowed(license, &allow), may, "{license}");
        }
        let mut packages = crates::of("wireroom-cli").unwrap();
        assert!(packages.len() > 100);
        let package = packages.values_mut().find(|it| it.name == "serde").unwrap();
        (package.license, package.source) = (None, Some("git+https://a.example/".to_owned()));
        let policy: Policy = read(&root().join("deny.toml")).unwrap();
        assert_eq!(of_crates(&packages, &policy.licenses.allow).len(), 2);
        let mut sources = sources(root()).unwrap();
        sources.data[0].files.push("crates/none".to_owned());
        let unnamed = sources.data.pop().map_or(0, |data| data.files.len());
        assert_eq!(of_data(root(), &sources, &policy.licenses.allow).len(), 1 + unnamed);
    }
}
