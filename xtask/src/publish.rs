//! What a registry, and whoever depends on a crate, asks of every package; without building any.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The texts that the licenses ask to go with every copy.
const LICENSES: [&str; 2] = ["LICENSE-MIT", "LICENSE-APACHE"];
/// The folders of a crate that are packed.
const PACKED: [&str; 3] = ["src", "data", "assets"];

/// What is missing before the crates of the workspace can be published.
pub(crate) fn unfit(root: &Path) -> Result<Vec<String>, String> {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--no-deps", "--locked"])
        .current_dir(root)
        .output()
        .map_err(|error| error.to_string())?;
    let all: Value = serde_json::from_slice(&output.stdout)
        .map_err(|_| String::from_utf8_lossy(&output.stderr).into_owned())?;
    let mut wrong = Vec::new();
    for package in all["packages"].as_array().into_iter().flatten() {
        // An empty list of registries is what `publish = false` comes to.
        if package["publish"].as_array().is_some_and(Vec::is_empty) {
            continue;
        }
        let name = package["name"].as_str().unwrap_or_default();
        let fields = ["description", "license", "repository", "rust_version"];
        let missing =
            fields.iter().filter(|field| package[**field].as_str().is_none_or(str::is_empty));
        wrong.extend(missing.map(|field| format!("{name} has no {field}")));
        let manifest = Path::new(package["manifest_path"].as_str().unwrap_or_default());
        if let Some(folder) = manifest.parent() {
            wrong.extend(of_files(root, folder, name));
        }
    }
    Ok(wrong)
}

/// What is wrong with the files of a crate.
fn of_files(root: &Path, folder: &Path, name: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for license in LICENSES {
        // A link to the one text, or the text.
        if fs::read(folder.join(license)).ok() != fs::read(root.join(license)).ok() {
            wrong.push(format!("{name} does not carry {license}"));
        }
    }
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    if !manifest.contains("\ninclude.workspace = true\n") {
        wrong.push(format!("{name} packs more or less than the others"));
    }
    if folder.join("build.rs").exists() {
        wrong.push(format!("{name} has a build script, which is not packed"));
    }
    let mut sources = Vec::new();
    crate::tidy::walk(&folder.join("src"), &mut sources);
    for source in sources.iter().filter(|path| path.extension().is_some_and(|end| end == "rs")) {
        let text = fs::read_to_string(source).unwrap_or_default();
        for taken in taken_in(&text) {
            let path = source.parent().unwrap_or(folder).join(taken);
            let packed = PACKED.iter().any(|part| {
                let part = folder.join(part).canonicalize();
                part.is_ok_and(|part| path.canonicalize().is_ok_and(|path| path.starts_with(part)))
            });
            if !packed {
                wrong.push(format!("{name} takes in {taken}, which is not packed"));
            }
        }
    }
    wrong
}

/// The files that a source takes in as they are.
fn taken_in(source: &str) -> impl Iterator<Item = &str> {
    ["include_str!(\"", "include_bytes!(\""]
        .into_iter()
        .flat_map(move |named| source.split(named).skip(1))
        .filter_map(|rest| rest.split('"').next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_crate_is_fit() {
        assert_eq!(unfit(crate::root()), Ok(Vec::new()));
    }

    #[test]
    fn what_is_missing_is_named() {
        let root = std::env::temp_dir().join(format!("wireroom-publish-{}", std::process::id()));
        let folder = root.join("a");
        fs::create_dir_all(folder.join("src")).unwrap();
        fs::create_dir_all(folder.join("data")).unwrap();
        fs::write(root.join("LICENSE-MIT"), "MIT").unwrap();
        fs::write(root.join("LICENSE-APACHE"), "Apache").unwrap();
        fs::write(folder.join("LICENSE-MIT"), "MIT").unwrap();
        fs::write(folder.join("LICENSE-APACHE"), "another").unwrap();
        fs::write(folder.join("build.rs"), "fn main() {}").unwrap();
        fs::write(folder.join("data/in.tsv"), "").unwrap();
        fs::write(folder.join("out.tsv"), "").unwrap();
        // Spelled apart so that this file takes in nothing.
        let take = concat!("include_", "str!");
        let source = format!("{take}(\"../data/in.tsv\") {take}(\"../out.tsv\")");
        fs::write(folder.join("src/lib.rs"), source).unwrap();
        let wrong = of_files(&root, &folder, "a");
        fs::remove_dir_all(&root).unwrap();
        let expected = [
            "a does not carry LICENSE-APACHE",
            "a packs more or less than the others",
            "a has a build script, which is not packed",
            "a takes in ../out.tsv, which is not packed",
        ];
        assert_eq!(wrong, expected);
    }
}
