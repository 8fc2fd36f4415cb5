//! What is true of the files themselves, beyond what the compiler sees.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file longer than this is a place where two ideas stand in one file.
const LONGEST: usize = 600;

/// Every crate is in ARCHITECTURE.md and every crate named there exists; no file names a path of
/// someone's machine; no source file is overlong; links lead somewhere; every crate and
/// the changelog can be published.
pub(crate) fn tidy() -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("no workspace")?;
    let mut wrong = Vec::new();
    let map =
        fs::read_to_string(root.join("ARCHITECTURE.md")).map_err(|error| error.to_string())?;
    let crates = names(&root.join("crates"));
    for name in &crates {
        if !map.contains(&format!("`{name}`")) {
            wrong.push(format!("ARCHITECTURE.md does not name the crate {name}"));
        }
    }
    for named in map.split('`').skip(1).step_by(2).filter(|word| word.starts_with("wireroom-")) {
        let whole = named.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        if whole && !crates.iter().any(|name| name == named) {
            wrong.push(format!("ARCHITECTURE.md names {named}, which is no crate"));
        }
    }
    wrong.extend(crate::links::links(root));
    wrong.extend(crate::publish::unfit(root)?);
    wrong.extend(crate::notes::unfit(root)?);
    let mut files = Vec::new();
    for folder in ["crates", "eval", "xtask", "training", "docs", "examples", ".ci"] {
        walk(&root.join(folder), &mut files);
    }
    for file in files {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        let shown = file.strip_prefix(root).unwrap_or(&file).display().to_string();
        let source = file.extension().is_some_and(|end| end == "rs");
        if source && text.lines().count() > LONGEST {
            wrong.push(format!("{shown} has more than {LONGEST} lines"));
        }
        // Spelled apart so that this file does not name them.
        for home in [concat!("/ro", "ot/"), concat!("/wo", "rk/")] {
            if text.contains(home) {
                wrong.push(format!("{shown} names a path of a machine: {home}"));
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("tidy:\n  {}", wrong.join("\n  "))) }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| entry.path().join("Cargo.toml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

pub(crate) fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "target") {
                walk(&path, files);
            }
        } else {
            files.push(path);
        }
    }
}
